"""What a person decides about a story: short ids to the words that a correction hangs on, and one judgement each.

Does not decide what a correction means (ledger.correct) or who is told of it (alerts): it finds the claims that are
meant, and lets both be written in one transaction.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from tracker.config import JudgeSettings
from tracker.errors import InputError, NotFoundError
from tracker.ledger import anchor_of, correct, corrected, counting, has_same_news, is_anchored
from tracker.model import (
    Anchor,
    Bound,
    Change,
    Claim,
    Correction,
    CorrectionKind,
    Event,
    EventTime,
    Judgement,
    LedgerRow,
    Precision,
    State,
    Stored,
    StoryBook,
)
from tracker.ports import Clock, Store

#: States that a person can set.
SETTABLE = (
    State.PLANNED,
    State.ONGOING,
    State.HAPPENED,
    State.POSTPONED,
    State.SUSPENDED,
    State.CANCELLED,
    State.DENIED,
    State.FAILED,
    State.PARTLY,
    State.RETRACTED,
    State.HOLDS,
)
#: Gives a judgement its messages, from what it changes and takes back.
Tell: TypeAlias = Callable[[StoryBook, Judgement], Judgement]


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A correction that was made, and what came of it."""

    correction: Stored[Correction]
    #: Events whose state it moved.
    moved: tuple[Stored[Change], ...]
    #: Changes that it takes back, and those that hold again.
    withdrawn: tuple[Stored[Change], ...]
    reinstated: tuple[Stored[Change], ...]
    #: Channels that get a message because of it.
    channels: tuple[str, ...]


class Correcting:
    """Makes corrections in a store."""

    def __init__(self, store: Store, *, clock: Clock, settings: JudgeSettings, tell: Tell) -> None:
        self._store = store
        self._clock = clock
        self._settings = settings
        self._tell = tell

    # --- decisions ---------------------------------------------------------------------------------------------------
    def wrong(self, target: str, *, because: str, by: str) -> Made:
        """A claim (C7) or a change (N41) is wrong: its claims don't count. Raises InputError, NotFoundError."""
        found = self._store.find(target)
        match found:
            case Stored(value=Claim() as claim):
                story_id = self._store.version(claim.version_id).story_id
                rows = [row for row in self._rows(story_id) if _is_same_mention(row.claim, claim)]
            case Stored(value=Change() as change):
                story_id = change.story_id
                rows = [row for row in self._rows(story_id) if has_same_news(row, change)]
            case Stored(value=Event()):
                raise InputError(
                    f"{target} is an event: say which claim or change is wrong (claimwatch show {target} lists "
                    f"them), or what became of it (claimwatch set {target} STATE)",
                    subject=target,
                )
            case _:
                raise InputError(f"{target} can't be wrong: name a claim (C7) or a change (N41)", subject=target)
        if not rows:
            raise InputError(f"{target} rests on no claim that counts: there is nothing to correct", subject=target)
        return self._make(CorrectionKind.WRONG, story_id, [anchor_of(row) for row in rows], because=because, by=by)

    def merge(self, keep: str, other: str, *, because: str, by: str) -> Made:
        """Two events are one: what is said of the second counts for the first. Raises InputError, NotFoundError."""
        story_id, first = self._event_row(keep)
        other_story, second = self._event_row(other)
        if story_id != other_story:
            raise InputError(f"{keep} and {other} are of different stories", subject=other)
        if first.event_key == second.event_key:
            raise InputError(f"{keep} and {other} are one event already", subject=other)
        anchors = [anchor_of(first), anchor_of(second)]
        return self._make(CorrectionKind.MERGE, story_id, anchors, because=because, by=by)

    def split(self, event: str, claims: Sequence[str], *, because: str, by: str) -> Made:
        """Claims of an event are about another one. Raises InputError, NotFoundError."""
        story_id, first = self._event_row(event)
        rows = {row.claim.key: row for row in self._rows(story_id) if row.event_key == first.event_key}
        chosen: list[LedgerRow] = []
        for short_id in claims:
            found = self._store.find(short_id)
            if not isinstance(found, Stored) or not isinstance(found.value, Claim) or found.value.key not in rows:
                raise InputError(f"{short_id} is no claim of {event}", subject=short_id)
            chosen.append(rows[found.value.key])
        if len(chosen) == len(rows):
            raise InputError(f"these are all claims of {event}: nothing would be left of it", subject=event)
        return self._make(CorrectionKind.SPLIT, story_id, [anchor_of(row) for row in chosen], because=because, by=by)

    def decide(self, event: str, state: State, *, on: date | None, because: str, by: str) -> Made:
        """What became of an event. Raises InputError, NotFoundError."""
        if state not in SETTABLE:
            known = ", ".join(each.value for each in SETTABLE)
            raise InputError(f"'{state.value}' can't be set: one of {known}", subject=state.value)
        story_id, row = self._event_row(event)
        when = None
        if on is not None:
            when = EventTime(
                first=on, last=on, precision=Precision.DAY, bound=Bound.AT, text=on.isoformat(), rule="link.correction"
            )
        return self._make(
            CorrectionKind.OUTCOME, story_id, [anchor_of(row)], because=because, by=by, state=state, time=when
        )

    def watch(self, event: str, *, on: bool, because: str, by: str) -> Made:
        """Tell an event's plans and outcomes, or do so no more. Raises InputError, NotFoundError."""
        story_id, row = self._event_row(event)
        return self._make(CorrectionKind.WATCH, story_id, [anchor_of(row)], because=because, by=by, on=on)

    def mute(self, event: str, *, on: bool, because: str, by: str) -> Made:
        """Keep an event and tell nothing of it, or tell it again. Raises InputError, NotFoundError."""
        story_id, row = self._event_row(event)
        return self._make(CorrectionKind.MUTE, story_id, [anchor_of(row)], because=because, by=by, on=on)

    def undo(self, target: str, *, because: str, by: str) -> Made:
        """A correction (K5), or the last one of an event, claim or change, counts no more."""
        story_id, number = self._to_undo(target)
        return self._make(CorrectionKind.UNDO, story_id, [], because=because, by=by, undoes=number)

    # --- finding -----------------------------------------------------------------------------------------------------
    def _rows(self, story_id: int) -> list[LedgerRow]:
        """Rows that count, as corrected so far."""
        book = corrected(self._store.book(story_id))
        return [row for row in book.rows if row.standing and row.struck_by is None and row.decision is None]

    def _event_row(self, short_id: str) -> tuple[int, LedgerRow]:
        """An event's story, and the earliest row of it that counts."""
        found = self._store.find(short_id)
        if not isinstance(found, Stored) or not isinstance(found.value, Event):
            raise InputError(f"{short_id} is no event: name one like E3", subject=short_id)
        event = found.value
        rows = [row for row in self._rows(event.story_id) if row.event_key == event.key]
        if not rows:
            raise InputError(
                f"no claim counts for {short_id} any more: it was merged, or all were marked wrong", subject=short_id
            )
        return event.story_id, min(
            rows, key=lambda row: (row.observed_at, row.claim.version_id, row.claim.trigger.start)
        )

    def _to_undo(self, target: str) -> tuple[int, int]:
        found = self._store.find(target)
        if isinstance(found, Stored) and isinstance(found.value, Correction):
            story_id, number = found.value.story_id, found.id
            if found.value.kind is CorrectionKind.UNDO:
                raise InputError(f"{target} is an undoing itself: make the correction again instead", subject=target)
            if number not in {stored.id for stored in counting(self._store.book(story_id).corrections)}:
                raise InputError(f"{target} was undone before", subject=target)
            return story_id, number
        story_id, keys = self._meant(target, found)
        book = self._store.book(story_id)
        rows = [row for row in book.rows if row.claim.key in keys or row.event_key in keys]
        for stored in reversed(counting(book.corrections)):
            if any(is_anchored(row, anchor) for row in rows for anchor in stored.value.anchors):
                return story_id, stored.id
        raise NotFoundError(f"no correction of {target} counts: there is nothing to undo", subject=target)

    def _meant(self, target: str, found: object) -> tuple[int, set[str]]:
        match found:
            case Stored(value=Claim() as claim):
                return self._store.version(claim.version_id).story_id, {claim.key}
            case Stored(value=Change() as change) if change.event_key is not None:
                return change.story_id, {change.event_key}
            case Stored(value=Event() as event):
                return event.story_id, {event.key}
            case _:
                pass
        raise InputError(f"{target} has no corrections: name K5, or an event, claim or change", subject=target)

    # --- making ------------------------------------------------------------------------------------------------------
    def _make(
        self,
        kind: CorrectionKind,
        story_id: int,
        anchors: Sequence[Anchor],
        *,
        because: str,
        by: str,
        state: State | None = None,
        time: EventTime | None = None,
        on: bool = True,
        undoes: int | None = None,
    ) -> Made:
        if not because.strip():
            raise InputError("a correction needs its reason: --because TEXT", subject="--because")
        now = self._clock.now()
        correction = Correction(
            kind=kind,
            story_id=story_id,
            author=by,
            reason=because.strip(),
            at=now,
            anchors=tuple(anchors),
            state=state,
            time=time,
            on=on,
            undoes=undoes,
        )

        def decide(book: StoryBook) -> Judgement:
            past = self._store.past(story_id)
            judged = correct(book, correction, changes=past.changes, now=now, settings=self._settings)
            return self._tell(book, judged)

        judgement = self._store.judge(story_id, decide)
        assert judgement is not None
        return self._made(story_id, judgement)

    def _made(self, story_id: int, judgement: Judgement) -> Made:
        by_key = {stored.value.key: stored for stored in self._store.changes(story_id)}
        return Made(
            correction=self._store.book(story_id).corrections[-1],
            moved=tuple(by_key[change.key] for change in judgement.changes),
            withdrawn=tuple(by_key[key] for key in judgement.withdrawn if key in by_key),
            reinstated=tuple(by_key[key] for key in judgement.reinstated if key in by_key),
            channels=tuple(dict.fromkeys(alert.channel for alert in judgement.alerts)),
        )


def _is_same_mention(a: Claim, b: Claim) -> bool:
    """Whether two claims are one mention, read by these rules or by earlier ones."""
    return (a.version_id, a.trigger, a.event_class) == (b.version_id, b.trigger, b.event_class)
