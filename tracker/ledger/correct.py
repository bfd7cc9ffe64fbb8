"""What a person's correction does to a story: the states it moves, and what had been told that it takes back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from tracker.config import JudgeSettings
from tracker.ledger.corrections import corrected, counting, is_anchored, split_key
from tracker.ledger.fold import fold
from tracker.ledger.telling import Scene, digest
from tracker.ledger.times import overlap
from tracker.ledger.titles import day_facet, state_facet
from tracker.ledger.voices import STATES
from tracker.model import (
    Change,
    ChangeKind,
    Correction,
    CorrectionKind,
    Event,
    EventState,
    Judgement,
    LedgerRow,
    Severity,
    State,
    Stored,
    StoryBook,
    Withdrawal,
)

#: States whose telling was right when it was told, whatever became of the plan.
OPEN = frozenset({State.UNKNOWN, State.UNCONFIRMED, State.PLANNED, State.POSTPONED, State.OVERDUE})
#: Changes that tell a state of an event.
OF_STATE = frozenset(
    {
        ChangeKind.STATUS,
        ChangeKind.DATE,
        ChangeKind.POLARITY,
        ChangeKind.RETRACTED,
        ChangeKind.CONFLICT,
        ChangeKind.NEW_CLAIM,
    }
)
#: A number no stored correction has: the place of the one that is being made.
NEW = 2**31


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """A story's events and what each comes to."""

    events: Mapping[str, Event]
    states: Mapping[str, EventState]


def correct(
    book: StoryBook,
    correction: Correction,
    *,
    changes: Sequence[Stored[Change]],
    now: datetime,
    settings: JudgeSettings,
) -> Judgement:
    """The judgement that a correction comes to. `changes` are all that were recorded of the story."""
    after_book = replace(book, corrections=(*book.corrections, Stored(id=NEW, value=correction)))
    split = _split_event(after_book, correction)
    if split is not None:
        after_book = replace(after_book, events=(*after_book.events, Stored(id=NEW, value=split)))
    before, after = _seen(book, now, settings), _seen(after_book, now, settings)
    scene = Scene(story_id=book.story.id, version=None, now=now)
    told = [
        _told(after.events[key], before.states.get(key), state, correction, scene)
        for key, state in after.states.items()
        if _moved(before.states.get(key), state)
    ]
    return Judgement(
        corrections=(correction,),
        new_events=(split,) if split is not None else (),
        changes=tuple(told),
        withdrawn=_withdrawn(correction, book, before, changes),
        reinstated=_reinstated(correction, book, changes),
    )


def _seen(book: StoryBook, now: datetime, settings: JudgeSettings) -> _Seen:
    known = corrected(book)
    events = {stored.value.key: stored.value for stored in known.events}
    rows: dict[str, list[LedgerRow]] = {key: [] for key in events}
    for row in known.rows:
        rows.setdefault(row.event_key, []).append(row)
    return _Seen(
        events=events,
        states={
            key: fold(event, rows[key], now=now, readings=known.readings, settings=settings)
            for key, event in events.items()
        },
    )


def _moved(before: EventState | None, after: EventState) -> bool:
    return before is None or (before.state, before.time, before.outcome) != (after.state, after.time, after.outcome)


def _told(event: Event, before: EventState | None, after: EventState, correction: Correction, scene: Scene) -> Change:
    """One line for the record: it is kept and shown; whoever had been told otherwise gets a withdrawal."""
    facet = day_facet(after) if before is not None and before.state is after.state else state_facet(after)
    change = scene.write(
        ChangeKind.STATUS,
        Severity.INFO,
        "change.corrected",
        f"{event.title}: {facet.text}",
        event=event,
        before=state_facet(before) if before is not None else None,
        after=facet,
        rows=(after.decided_by,) if after.decided_by is not None else (),
        known=after,
    )
    # The same correction may be made, undone and made again: each time is a change of its own.
    return replace(
        change,
        key=digest(change.key, correction.kind.value, correction.at.isoformat()),
        why=f'{_verb(correction)} by {correction.author}: "{correction.reason}"',
    )


def _verb(correction: Correction) -> str:
    return "undone" if correction.kind is CorrectionKind.UNDO else "corrected"


def has_same_news(row: LedgerRow, change: Change) -> bool:
    """Whether a change rests on a row: on its words, or on the same state and day said by another voice."""
    if change.event_key is None or row.event_key != change.event_key:
        return False
    spans = {(span.version_id, span.start, span.end) for span in change.evidence}
    evidence = row.claim.evidence
    if (evidence.version_id, evidence.start, evidence.end) in spans:
        return True
    after = change.after
    if after is None or change.kind not in OF_STATE or STATES[row.claim.status] is not after.state:
        return False
    return after.time is None or row.claim.time is None or overlap(after.time, row.claim.time)


# --- events ----------------------------------------------------------------------------------------------------------
def _split_event(book: StoryBook, correction: Correction) -> Event | None:
    """The event that split-off claims are of: like the one that they leave, until more is known of it."""
    if correction.kind is not CorrectionKind.SPLIT:
        return None
    row = next((row for row in book.rows if any(is_anchored(row, anchor) for anchor in correction.anchors)), None)
    origin = next((s.value for s in book.events if row is not None and s.value.key == row.event_key), None)
    if row is None or origin is None:
        return None
    claim = row.claim
    return replace(
        origin,
        key=split_key(correction),
        subject=claim.subject or origin.subject,
        object=claim.object or origin.object,
        others=claim.others,
    )


# --- what was told ---------------------------------------------------------------------------------------------------
def _withdrawn(
    correction: Correction, book: StoryBook, before: _Seen, changes: Sequence[Stored[Change]]
) -> Mapping[str, Withdrawal]:
    why = f'marked wrong by {correction.author}: "{correction.reason}"'
    withdrawal = Withdrawal(at=correction.at, why=why)
    standing = [stored.value for stored in changes if stored.value.withdrawn is None]
    # What was told of an event before it was merged stands under its own key.
    keys = _keys(correction, (*book.rows, *corrected(book).rows))
    if correction.kind is CorrectionKind.WRONG:
        return {
            change.key: withdrawal for change in standing if change.event_key in keys and _rests_on(change, correction)
        }
    if correction.kind is CorrectionKind.OUTCOME:
        return {
            change.key: withdrawal
            for change in standing
            if change.event_key in keys and _is_against(change, correction, before)
        }
    return {}


def _rests_on(change: Change, correction: Correction) -> bool:
    """Whether all its evidence is marked wrong: the very sentences, which may tell of other events too."""
    if not change.evidence or change.kind is ChangeKind.OVERDUE or change.rule == "change.corrected":
        return False
    wrong = {(a.evidence.version_id, a.evidence.start, a.evidence.end) for a in correction.anchors}
    return all((span.version_id, span.start, span.end) in wrong for span in change.evidence)


def _keys(correction: Correction, rows: Iterable[LedgerRow]) -> set[str]:
    return {row.event_key for row in rows if any(is_anchored(row, anchor) for anchor in correction.anchors)}


def _is_against(change: Change, correction: Correction, before: _Seen) -> bool:
    """Whether it told the state that the person says is not so."""
    known = before.states.get(change.event_key or "")
    if known is None or change.after is None or change.kind not in OF_STATE or change.rule == "change.corrected":
        return False
    return known.state not in OPEN and change.after.state is known.state and known.state is not correction.state


def _reinstated(correction: Correction, book: StoryBook, changes: Sequence[Stored[Change]]) -> tuple[str, ...]:
    """What had been taken back by a correction that counts no more."""
    if correction.kind is not CorrectionKind.UNDO:
        return ()
    left = {stored.id for stored in counting((*book.corrections, Stored(id=NEW, value=correction)))}
    return tuple(
        stored.value.key
        for stored in changes
        if stored.value.withdrawn is not None
        and stored.value.withdrawn.correction_id is not None
        and stored.value.withdrawn.correction_id not in left
    )
