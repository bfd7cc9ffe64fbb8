"""Plays a story through diff and ledger without a store: what a store would keep is kept here, in plain values."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from tests.builders import CLASSES, make_book
from tracker.config import JudgeSettings
from tracker.diff import diff_articles, diff_claims
from tracker.ledger import fold, judge_version, next_moment, review
from tracker.model import (
    Change,
    Claim,
    Event,
    EventClass,
    EventState,
    Judgement,
    Severity,
    SourceReading,
    Stored,
    StoryBook,
    Version,
)


class StoryPlay:
    """One story: versions are read, the clock is moved, and everything judged is remembered."""

    def __init__(
        self,
        book: StoryBook | None = None,
        *,
        classes: Mapping[str, EventClass] = CLASSES,
        settings: JudgeSettings | None = None,
    ) -> None:
        self.book = book or make_book()
        self.changes: list[Change] = []
        self._classes = classes
        self._settings = settings or JudgeSettings()
        self._latest: dict[int, tuple[Version, Sequence[Claim]]] = {}

    def read(self, version: Version, claims: Sequence[Claim], *, now: datetime | None = None) -> Judgement:
        """Judge a version at the moment at which it was seen, against the article's version before."""
        before = self._latest.get(version.article_id)
        judgement = judge_version(
            self.book,
            version,
            claims,
            classes=self._classes,
            claim_diff=diff_claims(before[1], claims) if before else None,
            text_diff=diff_articles(before[0].article, version.article) if before else None,
            now=now or version.seen_at,
            settings=self._settings,
            generation=1,
        )
        self._latest[version.article_id] = (version, claims)
        return self._keep(judgement)

    def until(self, now: datetime, *, since: datetime, readings: Sequence[SourceReading] = ()) -> None:
        """Let the clock run from `since` to `now`, with a look at each moment at which it changes something."""
        self.book = replace(self.book, readings=tuple(readings))
        at = next_moment(self.book, now=since, settings=self._settings)
        while at is not None and at <= now:
            self._keep(review(self.book, classes=self._classes, now=at, settings=self._settings))
            at = next_moment(self.book, now=at, settings=self._settings)

    def _keep(self, judgement: Judgement) -> Judgement:
        moved = {event.key: event for event in judgement.moved_events}
        events = [replace(each, value=moved.get(each.value.key, each.value)) for each in self.book.events]
        events += [Stored(id=len(events) + n, value=event) for n, event in enumerate(judgement.new_events, 1)]
        fallen = set(judgement.fallen_claims)
        rows = [replace(row, standing=row.standing and row.claim.key not in fallen) for row in self.book.rows]
        self.book = replace(
            self.book,
            events=tuple(events),
            rows=(*rows, *judgement.rows),
            change_keys=self.book.change_keys | {change.key for change in judgement.changes},
        )
        self.changes.extend(judgement.changes)
        return judgement

    @property
    def told(self) -> list[Change]:
        """The changes that go to channels."""
        return [change for change in self.changes if change.severity is not Severity.INFO]

    def events(self, event_class: str) -> list[Event]:
        """The events of a class, as founded."""
        return [each.value for each in self.book.events if each.value.event_class == event_class]

    def state(self, event: Event, now: datetime) -> EventState:
        """What an event's rows come to."""
        rows = [row for row in self.book.rows if row.event_key == event.key]
        return fold(event, rows, now=now, readings=self.book.readings, settings=self._settings)
