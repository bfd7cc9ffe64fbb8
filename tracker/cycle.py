"""The path of one check, in order; no policy, no storage.

    store.claim_due -> Lease
    | fetcher.fetch        Fetched | NotModified | FetchFailed
    | engine.article       Article | Unreadable          (a feed: engine.entries)
    | store.capture        CAPTURE: check, snapshot, version, "to be analysed", one transaction
    | engine.claims        the version's claims
    | diff                 against the article's version before
    | store.judge          JUDGE: ledger, changes, alerts, "analysed", one transaction under the story's lock
    | alerts.Outbox        delivery, retried, with a stable id

Does not decide when a source is read (fetch.schedule), whether a text is believed (text.standing), what a claim
means (claims), what a change is (ledger) or who is told (alerts): it only calls them in this order.
"""

import asyncio
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import assert_never
from urllib.parse import urlsplit

from tracker.claims import is_related, story_terms
from tracker.config import Settings
from tracker.diff import diff_articles, diff_claims
from tracker.errors import EngineError
from tracker.fetch import Conclusion, looks_like_feed
from tracker.ledger import judge_pages, judge_version, next_moment, page_states, pending_windows, review
from tracker.model import (
    Article,
    Capture,
    Claim,
    EventClass,
    FeedEntry,
    Fetched,
    FetchFailed,
    Judgement,
    Lease,
    Notice,
    NoticeKind,
    NotModified,
    SourceKind,
    Standing,
    StoryBook,
    TextDiff,
    Unreadable,
    Version,
    Window,
)
from tracker.ports import Clock, Decide, Engine, Fetcher, Store
from tracker.telling import Telling
from tracker.text import standing_of, titles_in_turn, under_known_title


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What the schedule needs of a story's ledger; it stands until the story is judged again."""

    #: Due windows of the pending watched plans.
    windows: tuple[Window, ...]
    #: Story time at which the clock alone changes something; None if nothing is pending.
    review_at: datetime | None


class Cycle:
    """Calls the stages in their order, for one lease, one version or one story at a time."""

    def __init__(
        self,
        *,
        store: Store,
        fetcher: Fetcher,
        engine: Engine,
        classes: Mapping[str, EventClass],
        settings: Settings,
        story_clock: Clock,
        machine_clock: Clock,
    ) -> None:
        self._store = store
        self._fetcher = fetcher
        self._engine = engine
        self._classes = classes
        self._settings = settings
        self._story_clock = story_clock
        self._machine_clock = machine_clock
        self._tell = Telling(store, settings, machine_clock)
        self._outlooks: dict[int, Outlook] = {}

    async def check(self, lease: Lease) -> Capture:
        """Read one source. Whatever comes of it is a Capture to be written; nothing is written here."""
        began = time.monotonic()
        concluding = self.conclude(lease)
        result = await self._fetcher.fetch(lease.source, now=concluding.now)
        match result:
            case Fetched():
                capture = await self._read(concluding, result)
            case NotModified():
                capture = concluding.not_modified(result)
            case FetchFailed(retry_after=retry_after):
                if retry_after is not None:
                    host = urlsplit(lease.source.url).netloc
                    self._store.delay_host(host, until=self._machine_clock.now() + retry_after)
                capture = concluding.failed(result)
            case _:
                assert_never(result)
        took = round((time.monotonic() - began) * 1000)
        return replace(capture, check=replace(capture.check, took_ms=took))

    def conclude(self, lease: Lease) -> Conclusion:
        """What concludes the check of a lease at the present story time."""
        story_id = lease.source.story_id
        return Conclusion(
            lease=lease,
            now=self._story_clock.now(),
            windows=self.outlook(story_id).windows,
            tell_within=self._store.story(story_id).tell_within,
            settings=self._settings.schedule,
        )

    async def _read(self, concluding: Conclusion, fetched: Fetched) -> Capture:
        source, snapshot = concluding.lease.source, fetched.snapshot
        try:
            if source.kind is SourceKind.FEED or looks_like_feed(snapshot):
                entries = await self._engine.entries(snapshot)
                if isinstance(entries, Unreadable):
                    return concluding.unreadable(fetched, entries)
                related, others = self._sorted(concluding.lease, entries)
                return concluding.feed_read(fetched, related, passed_over=others)
            article = await self._engine.article(snapshot)
        except EngineError as error:
            return concluding.not_worked(fetched, str(error))
        if isinstance(article, Unreadable):
            return concluding.unreadable(fetched, article)
        versions = self._versions_seen(source.id, article)
        article = under_known_title(article, versions)
        earlier = [version.article for version in versions if version.standing is Standing.CONFIRMED]
        is_new = not earlier or (earlier[-1].title, earlier[-1].text) != (article.title, article.text)
        standing = standing_of(article, earlier=earlier) if is_new else Standing.CONFIRMED
        has_rules = article.language == "en"
        return concluding.article_read(fetched, article, is_new=is_new, standing=standing, has_rules=has_rules)

    def _versions_seen(self, source_id: int, article: Article) -> Sequence[Version]:
        last = self._store.latest_version(source_id)
        # A page that leads elsewhere now is another article, not an edit of the old one.
        if last is None or last.article.url != article.url:
            return ()
        return self._store.versions(last.article_id)

    def _sorted(self, lease: Lease, entries: Sequence[FeedEntry]) -> tuple[Sequence[FeedEntry], Sequence[FeedEntry]]:
        """A feed's entries that are of the story and not yet its sources, and those of other stories."""
        if not self._settings.fetch.follow_feeds:
            return (), ()
        story_id = lease.source.story_id
        terms = self._store.story(story_id).terms
        known = {source.url for source in self._store.sources(story_id)}
        unknown = [entry for entry in entries if entry.url not in known]
        related = [entry for entry in unknown if is_related(f"{entry.title}. {entry.summary}", terms)]
        return related, [entry for entry in unknown if entry not in related]

    async def analyse(self, version: Version) -> Judgement | None:
        """Take the claims out of a version and judge it. None if it had been judged before. Raises EngineError."""
        generation = self._store.story(version.story_id).generation
        claims = keyed(await self._engine.claims(version), generation)
        before = self._version_before(version)
        text_diff = self._text_diff(before, version) if before else None
        claims_before = [stored.value for stored in self._store.claims(version_id=before.id)] if before else []
        claim_diff = diff_claims(claims_before, claims) if before else None

        def decide(book: StoryBook) -> Judgement:
            judgement = judge_version(
                book,
                version,
                claims,
                classes=self._classes,
                claim_diff=claim_diff,
                text_diff=text_diff,
                now=self._story_clock.now(),
                settings=self._settings.judge,
                generation=book.story.generation,
            )
            return self._tell(book, judgement)

        return await asyncio.to_thread(self._judge, version.story_id, decide, analysed=version.id)

    def _text_diff(self, before: Version, version: Version) -> TextDiff:
        """What an editor changed; of headlines that take turns, neither is an edit."""
        article = before.article
        if version.article.title in titles_in_turn(self._store.versions(version.article_id)):
            article = replace(article, title=version.article.title)
        return diff_articles(article, version.article)

    def give_up(self, version: Version, reason: str) -> None:
        """Mark a version as judged without claims, after the engine failed on it again; say so."""
        self._judge(version.story_id, lambda _: Judgement(), analysed=version.id)
        self._store.add_notice(
            Notice(
                kind=NoticeKind.NOT_READ_FOR_CLAIMS,
                story_id=version.story_id,
                source_id=version.source_id,
                at=self._story_clock.now(),
                text=f"version {version.number} of {version.article.url} is kept, but not read for claims: {reason}",
            )
        )

    def _version_before(self, version: Version) -> Version | None:
        confirmed = [v for v in self._store.versions(version.article_id) if v.standing is Standing.CONFIRMED]
        return max((v for v in confirmed if v.number < version.number), key=lambda v: v.number, default=None)

    def name_story(self, story_id: int) -> None:
        """Give the story its terms, from its seed's claims, where it has none yet (a kill can fall before them)."""
        if not all(term.is_loose for term in self._store.story(story_id).terms):
            return  # names it has; words alone may come from a seed that was not read for claims yet
        pasted = (each for each in self._store.sources(story_id) if each.kind is SourceKind.PASTED)
        seed = next((version for each in pasted if (version := self._store.latest_version(each.id))), None)
        if seed is not None:
            claims = [stored.value for stored in self._store.claims(version_id=seed.id)]
            self._store.set_terms(story_id, story_terms(seed, claims))

    def review(self, story_id: int) -> Judgement | None:
        """Judge what the clock alone changes in a story: plans that came due in silence."""

        def decide(book: StoryBook) -> Judgement:
            now = self._story_clock.now()
            return self._tell(book, review(book, classes=self._classes, now=now, settings=self._settings.judge))

        return self._judge(story_id, decide, analysed=None)

    def judge_pages(self, story_id: int) -> Judgement | None:
        """Judge which pages of a story went or came back since that was last told."""
        pages = page_states(
            self._store.sources(story_id), self._store.changes(story_id), latest_version=self._store.latest_version
        )

        def decide(book: StoryBook) -> Judgement:
            return self._tell(book, judge_pages(book, pages, now=self._story_clock.now()))

        return self._judge(story_id, decide, analysed=None) if pages else None

    def _judge(self, story_id: int, decide: Decide, *, analysed: int | None) -> Judgement | None:
        judgement = self._store.judge(story_id, decide, analysed=analysed)
        self._outlooks.pop(story_id, None)
        return judgement

    def outlook(self, story_id: int) -> Outlook:
        """What is pending in a story, as of its last judgement."""
        if story_id not in self._outlooks:
            book = self._store.book(story_id)
            now = self._story_clock.now()
            pending = pending_windows(book, now=now, settings=self._settings.judge)
            self._outlooks[story_id] = Outlook(
                windows=tuple(expectation.window for expectation in pending),
                review_at=next_moment(book, now=now, settings=self._settings.judge),
            )
        return self._outlooks[story_id]


def keyed(claims: Sequence[Claim], generation: int) -> tuple[Claim, ...]:
    """The claims with keys of that generation of their story's ledger: `<version>:<generation>:<ordinal>`."""
    return tuple(
        replace(claim, key=f"{claim.version_id}:{generation}:{claim.key.rpartition(':')[2]}") for claim in claims
    )
