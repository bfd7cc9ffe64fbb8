"""What one check comes to: the `Capture` to be written, for each way in which it can end. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from tracker.config import ScheduleSettings
from tracker.fetch.schedule import next_check_at
from tracker.model import (
    Article,
    Capture,
    Check,
    CheckOutcome,
    FailureReason,
    FeedEntry,
    Fetched,
    FetchFailed,
    Lease,
    NewSource,
    Notice,
    NoticeKind,
    NotModified,
    PageQuality,
    Snapshot,
    SourceHealth,
    SourceKind,
    Standing,
    Unreadable,
    Window,
)

#: Failures in a row after which a source is said to fail: one or two are everyday hiccups.
FAILURES_TOLD = 3
#: What an answer says of its page: it isn't there.
NOT_THERE = frozenset({FailureReason.NOT_THERE, FailureReason.GONE})
ABSENT = frozenset({SourceHealth.MISSING, SourceHealth.GONE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Conclusion:
    """Concludes the check of one lease at one moment of story time."""

    lease: Lease
    now: datetime
    #: Due windows of the story's pending watched plans.
    windows: Sequence[Window]
    tell_within: timedelta
    settings: ScheduleSettings

    def article_read(
        self, fetched: Fetched, article: Article, *, is_new: bool, standing: Standing, has_rules: bool
    ) -> Capture:
        """The page holds an article; `is_new` says that its text or title differs from the last state."""
        snapshot = fetched.snapshot
        capture = self._capture(
            CheckOutcome.NEW_VERSION if is_new else CheckOutcome.UNCHANGED,
            changed_at=self.now if is_new else self.lease.source.changed_at,
            limit=fetched.not_sooner_than,
            health=SourceHealth.READ if has_rules else SourceHealth.FOREIGN,
            detail="" if has_rules else f"in language '{article.language}': kept and compared, not read for claims",
            snapshot=snapshot,
        )
        if not is_new:
            # The bytes behind this state are kept already; what differs is furniture around it.
            capture = replace(capture, snapshot=None)
        capture = replace(capture, kind=SourceKind.PAGE, article=article, standing=standing)
        if standing is Standing.SUSPICIOUS:
            # The second fetch decides, so it comes soon, and unconditionally.
            soon = self.now + self.settings.ladder[0][1]
            return replace(capture, next_check_at=min(capture.next_check_at or soon, soon))
        return replace(capture, etag=snapshot.header("etag"), last_modified=snapshot.header("last-modified"))

    def feed_read(
        self, fetched: Fetched, related: Sequence[FeedEntry], *, passed_over: Sequence[FeedEntry] = ()
    ) -> Capture:
        """The address is a feed; `related` are its entries about the story that aren't sources yet.

        What stood in it when it was first read belongs to its baseline.
        """
        source, snapshot = self.lease.source, fetched.snapshot
        capture = self._capture(
            CheckOutcome.FEED_READ,
            changed_at=self.now if related or source.changed_at is None else source.changed_at,
            limit=fetched.not_sooner_than,
            health=SourceHealth.READ,
            snapshot=snapshot,
        )
        discovered = tuple(
            NewSource(
                story_id=source.story_id,
                url=entry.url,
                kind=SourceKind.PAGE,
                outlet=source.outlet,
                next_check_at=self.now,
                found_in=source.id,
                baseline=source.health is SourceHealth.NEW,
            )
            for entry in related
        )
        return replace(
            capture,
            kind=SourceKind.FEED,
            discovered=discovered,
            passed_over=tuple(passed_over),
            etag=snapshot.header("etag"),
            last_modified=snapshot.header("last-modified"),
        )

    def not_modified(self, answer: NotModified) -> Capture:
        """The server said 304: what was known of the source still holds."""
        source = self.lease.source
        capture = self._capture(
            CheckOutcome.NOT_MODIFIED,
            changed_at=source.changed_at,
            limit=answer.not_sooner_than,
            health=source.health,
            detail=source.health_detail,
        )
        return replace(capture, etag=source.etag, last_modified=source.last_modified)

    def unreadable(self, fetched: Fetched, unreadable: Unreadable) -> Capture:
        """The page holds no article: the source is blind until it does, or the page was removed."""
        source = self.lease.source
        # Never read and still blind: it is looked at as seldom as a text that hasn't changed for long.
        still = self.now - self.settings.ladder[-1][0] if source.health is SourceHealth.BLIND else None
        is_absent = unreadable.quality is PageQuality.SOFT_404 and self._was_there
        capture = self._capture(
            CheckOutcome.UNREADABLE,
            changed_at=source.changed_at or still,
            limit=fetched.not_sooner_than,
            health=self._absence if is_absent else SourceHealth.BLIND,
            detail=unreadable.detail,
            snapshot=fetched.snapshot,
        )
        return self._asked_again(capture)

    def not_worked(self, fetched: Fetched, detail: str) -> Capture:
        """A worker process failed on the page: the bytes are kept, the source counts as failing."""
        return self._capture(
            CheckOutcome.FAILED,
            changed_at=self.lease.source.changed_at,
            limit=fetched.not_sooner_than,
            health=SourceHealth.FAILING,
            detail=detail,
            snapshot=fetched.snapshot,
        )

    def failed(self, failure: FetchFailed) -> Capture:
        """No content came: the source fails, refuses to be read (blind), or its page was removed."""
        health = SourceHealth.BLIND if failure.reason is FailureReason.REFUSED else SourceHealth.FAILING
        if failure.reason in NOT_THERE and self._was_there:
            health = self._absence
        capture = self._capture(
            CheckOutcome.FAILED,
            changed_at=self.lease.source.changed_at,
            limit=failure.retry_after,
            health=health,
            detail=failure.detail,
            snapshot=failure.snapshot,
        )
        return self._asked_again(capture)

    @property
    def _was_there(self) -> bool:
        """Whether the page held an article at an earlier check; a mistyped address never did."""
        return self.lease.source.kind is SourceKind.PAGE and self.lease.source.changed_at is not None

    @property
    def _absence(self) -> SourceHealth:
        """What a page that says it isn't there comes to: removed, when it says so twice in a row."""
        return SourceHealth.GONE if self.lease.source.health in ABSENT else SourceHealth.MISSING

    def _asked_again(self, capture: Capture) -> Capture:
        """A page that is missing is asked again soon: the second fetch decides."""
        if capture.health is not SourceHealth.MISSING:
            return capture
        soon = self.now + self.settings.ladder[0][1]
        return replace(capture, next_check_at=min(capture.next_check_at or soon, soon))

    def _capture(
        self,
        outcome: CheckOutcome,
        *,
        changed_at: datetime | None,
        limit: timedelta | None,
        health: SourceHealth,
        detail: str = "",
        snapshot: Snapshot | None = None,
    ) -> Capture:
        source = self.lease.source
        failures = source.failures + 1 if outcome is CheckOutcome.FAILED else 0
        not_modified = 304 if outcome is CheckOutcome.NOT_MODIFIED else None
        return Capture(
            lease=self.lease,
            check=Check(
                source_id=source.id,
                at=self.now,
                outcome=outcome,
                status=snapshot.status if snapshot else not_modified,
                detail=detail,
                took_ms=0,
                received=len(snapshot.body) if snapshot else 0,
            ),
            next_check_at=next_check_at(
                source,
                now=self.now,
                changed_at=changed_at,
                failures=failures,
                not_sooner_than=limit,
                windows=self.windows,
                tell_within=self.tell_within,
                settings=self.settings,
            ),
            health=health,
            health_detail=detail,
            snapshot=snapshot,
            notices=self._notices(health, detail, failures),
        )

    def _notices(self, health: SourceHealth, detail: str, failures: int) -> tuple[Notice, ...]:
        """What is said about ourselves when a source's health turns; once a turn."""
        source = self.lease.source
        match health:
            case SourceHealth.BLIND if source.health is not SourceHealth.BLIND:
                kind, text = NoticeKind.SOURCE_BLIND, f"{source.outlet} can't be read: {detail} ({source.url})"
            case SourceHealth.FAILING if failures == FAILURES_TOLD:
                kind, text = NoticeKind.SOURCE_FAILING, f"{source.outlet} fails, {failures} times in a row: {detail}"
            case SourceHealth.READ if source.health is SourceHealth.BLIND or source.failures >= FAILURES_TOLD:
                kind, text = NoticeKind.SOURCE_BACK, f"{source.outlet} is read again ({source.url})"
            case _:
                return ()
        return (Notice(kind=kind, story_id=source.story_id, source_id=source.id, at=self.now, text=text),)
