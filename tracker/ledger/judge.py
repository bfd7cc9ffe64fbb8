"""Judges one version: links its claims to events, refolds what they touch, and says what changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType

from tracker.config import JudgeSettings
from tracker.ledger import edits
from tracker.ledger.changes import changes_of
from tracker.ledger.differing import differences, differing
from tracker.ledger.fold import fold
from tracker.ledger.once import once
from tracker.ledger.profile import of_event
from tracker.ledger.reason_told import is_rival, told_apart
from tracker.ledger.reasons import REASON
from tracker.ledger.records import Records
from tracker.ledger.silence import came_too_late, is_history
from tracker.ledger.standing import to_ask, told_elsewhere
from tracker.ledger.steps import is_next_step
from tracker.ledger.tallies import is_counted
from tracker.ledger.telling import Scene, as_history, uncounted
from tracker.ledger.times import BORROWED
from tracker.ledger.touched import Touched
from tracker.model import (
    Change,
    ChangeKind,
    Claim,
    ClaimDiff,
    Event,
    EventClass,
    EventState,
    Judgement,
    LedgerRow,
    Severity,
    StoryBook,
    Strength,
    TextDiff,
    Version,
)


def judge_version(
    book: StoryBook,
    version: Version,
    claims: Sequence[Claim],
    *,
    classes: Mapping[str, EventClass],
    claim_diff: ClaimDiff | None,
    text_diff: TextDiff | None,
    now: datetime,
    settings: JudgeSettings,
    generation: int,
    keys: Mapping[str, str] = MappingProxyType({}),
) -> Judgement:
    """What reading a version adds to its story. The diffs are against the article's version before, None if none.

    Claims that the article goes on to say, unchanged or reworded, keep the publication time at which it first said
    them: an edit elsewhere in the text does not make an old plan new. `keys` are other keys for events that are
    founded here (a rebuild keeps those of before).
    """
    records = Records(book, version, classes=classes, claim_diff=claim_diff, generation=generation, keys=keys)
    records.take(claims)
    judging = _Judging(
        book=book,
        records=records,
        classes=classes,
        scene=Scene(story_id=book.story.id, version=version, now=now),
        settings=settings,
    )
    events = judging.watch()
    shown = {key: records.corrections.event(event) for key, event in events.items()}
    touched = [judging.touched(shown[key], shown) for key in records.touched_keys if key in shown]
    reasons = frozenset(key for key, event in events.items() if event.event_class == REASON)
    changes = told_apart(once(touched, [judging.told(each) for each in touched], classes), reasons)
    changes += judging.told_elsewhere(shown)
    changes += _article_changes(judging, shown, changes, claim_diff=claim_diff, text_diff=text_diff)
    return Judgement(
        claims=tuple(claims),
        new_events=tuple(events[event.key] for event in records.new_events),
        moved_events=judging.moved(events),
        rows=tuple(records.new_rows),
        fallen_claims=records.fallen_keys,
        changes=_untold(edits.quieted(changes, text_diff), book.change_keys),
    )


def _untold(changes: Sequence[Change], told: frozenset[str]) -> tuple[Change, ...]:
    """Each change once, the weightiest of one key; none that was recorded before."""
    kept: dict[str, Change] = {}
    for change in changes:
        known = kept.get(change.key)
        if change.key not in told and (known is None or change.severity > known.severity):
            kept[change.key] = change
    return tuple(kept.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Judging:
    """One judgement under way."""

    book: StoryBook
    records: Records
    classes: Mapping[str, EventClass]
    scene: Scene
    settings: JudgeSettings

    def watch(self) -> dict[str, Event]:
        """All events by key; firm dated plans and the next steps of watched events are watched from now on."""
        events = self.records.events
        for key in self.records.touched_keys:
            event = events.get(key)
            if (
                event is not None
                and event.of_story
                and event.is_listed
                and self._is_to_watch(event, self.fold(event, self.records.rows_of(key)))
            ):
                events[key] = replace(event, watched=True)
        pending = True
        while pending:
            shown = tuple(self.records.corrections.event(event) for event in events.values())
            following = [
                event
                for event in events.values()
                if not event.watched and event.of_story and is_next_step(event, shown, self.classes)
            ]
            events.update({event.key: replace(event, watched=True) for event in following})
            pending = bool(following)
        return events

    def _is_to_watch(self, event: Event, known: EventState) -> bool:
        """Whether it is a firm plan whose day is to come, or one that a person follows with the story's first pages."""
        begins = self.scene.version is not None and self.scene.version.baseline
        is_late = known.expectation is not None and came_too_late(known.expectation)
        return _is_firm_plan(event, known) and (begins or not is_late)

    def fold(self, event: Event, rows: Sequence[LedgerRow]) -> EventState:
        """The state that these rows come to now."""
        return fold(event, rows, now=self.scene.now, readings=self.book.readings, settings=self.settings)

    def moved(self, events: Mapping[str, Event]) -> tuple[Event, ...]:
        """Known events whose flags or title are others now."""
        known = {stored.value.key: stored.value for stored in self.book.events}
        return tuple(event for key, event in events.items() if key in known and event != known[key])

    def told(self, touched: Touched) -> list[Change]:
        """What changed of one event; what goes against a person's correction is told as that."""
        found = changes_of(touched, self.scene)
        if self._is_counted(touched):
            found = [uncounted(change) for change in found]
        if self.records.is_old_page and is_history(touched, now=self.scene.now):
            found = [as_history(change) for change in found]
        against = [differing(change, touched, self.records.corrections) for change in found]
        return [*against, *differences(touched, self.records.corrections, self.scene)]

    def told_elsewhere(self, shown: Mapping[str, Event]) -> list[Change]:
        """Changes of plans that this version doesn't mention, decided by what it tells of other things."""
        came = self.records.came
        asked = to_ask(shown, [*self.book.rows, *came], came)
        if not asked:
            return []
        rows = self.records.all_rows
        states = {event.key: self.fold(event, rows.get(event.key, ())) for event in asked}
        return told_elsewhere(asked, rows, came, states=states, classes=self.classes, scene=self.scene)

    def _is_counted(self, touched: Touched) -> bool:
        """Whether all that the version says anew of an event is how many: that is told of the count."""
        came = [row.claim for row in self.records.came]
        return bool(touched.new_rows) and all(is_counted(row.claim, came) for row in touched.new_rows)

    def touched(self, event: Event, events: Mapping[str, Event]) -> Touched:
        """One event before and after this version."""
        before = self.records.rows_before(event.key)
        rows = self.records.rows_of(event.key)
        return Touched(
            event=event,
            before=self.fold(event, before),
            after=self.fold(event, rows),
            rows_before=before,
            rows=rows,
            new_rows=self.records.told_anew(event.key),
            fallen=[row for row in self.records.fallen if row.event_key == event.key],
            is_next_step=is_next_step(event, tuple(events.values()), self.classes),
            is_minor=event.event_class in self.classes and self.classes[event.event_class].minor,
            is_corrected=self.records.is_corrected(event.key),
            rivals=self._rivals(event, events),
        )

    def _rivals(self, event: Event, events: Mapping[str, Event]) -> list[LedgerRow]:
        """Rows of the other reasons that were given, before this version, for the slip of the same thing."""
        if event.event_class != REASON:
            return []
        others = [each for each in events.values() if is_rival(each, event)]
        return [row for each in others for row in self.records.rows_before(each.key)]


def _is_firm_plan(event: Event, known: EventState) -> bool:
    """Whether it is announced firmly for a time of its own; what is only part of a visit is awaited with the visit."""
    plan = known.expectation
    if plan is None or plan.strength is not Strength.FIRM:
        return False
    return plan.time.rule not in BORROWED or of_event(event, ()).document is not None


def _article_changes(
    judging: _Judging,
    events: Mapping[str, Event],
    told: Sequence[Change],
    *,
    claim_diff: ClaimDiff | None,
    text_diff: TextDiff | None,
) -> list[Change]:
    """What the outlet changed in its own article, beyond what its events show already."""
    records, scene = judging.records, judging.scene
    found: list[Change] = []
    if claim_diff is not None:
        by_claim = {
            row.claim.key: events[row.event_key] for row in [*records.fallen, *records.came] if row.event_key in events
        }
        found += edits.corrections(claim_diff, by_claim, scene)
        found += edits.other_edits(claim_diff, by_claim, scene)
        moved = {change.event_key for change in told}
        gone = [row for row in records.gone if row.event_key not in moved]
        found += edits.dropped(gone, events, scene)
    if text_diff is not None:
        is_told = any(change.severity > Severity.INFO for change in [*told, *found])
        found += edits.headline(text_diff, claim_diff, scene, is_told=is_told)
        silent = edits.unread(text_diff, claim_diff)
        found += edits.figures_edited(silent, judging.book.story.terms, records.version_before, scene)
        is_known = any(change.kind is not ChangeKind.HEADLINE for change in [*told, *found])
        found += edits.reworded(text_diff, silent, records.version_before, scene, is_told=is_known)
    return found
