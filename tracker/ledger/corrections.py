"""What people decided, applied to a story's events and rows: corrections hang on words, so they survive rebuilding."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from tracker.ledger.telling import digest
from tracker.model import (
    Anchor,
    Attribution,
    Correction,
    CorrectionKind,
    Event,
    LedgerRow,
    SpeechMode,
    State,
    Status,
    Stored,
    StoryBook,
)

#: The status of the mention that a person's decision stands for.
STATUS_OF = {
    State.PLANNED: Status.PLANNED,
    State.ONGOING: Status.ONGOING,
    State.HAPPENED: Status.HAPPENED,
    State.POSTPONED: Status.POSTPONED,
    State.SUSPENDED: Status.SUSPENDED,
    State.CANCELLED: Status.CANCELLED,
    State.DENIED: Status.DENIED,
    State.FAILED: Status.NEGATED,
    State.HOLDS: Status.STATE,
}


class Corrections:
    """The corrections of a story that count, over all its rows, those that stand no more included."""

    def __init__(self, corrections: Sequence[Stored[Correction]], rows: Iterable[LedgerRow]) -> None:
        self._counting = counting(corrections)
        self._decisions: dict[str, LedgerRow] = {}
        self._flags: dict[str, dict[str, bool]] = {}
        self._joined: dict[str, str] = {}
        rows = tuple(rows)
        for stored in self._counting:
            self._learn(stored, rows)

    def _learn(self, stored: Stored[Correction], rows: Sequence[LedgerRow]) -> None:
        correction = stored.value
        anchored = [next((row for row in rows if is_anchored(row, anchor)), None) for anchor in correction.anchors]
        first = anchored[0] if anchored else None
        if first is None:
            return
        key = self._key_of(first)
        match correction.kind:
            case CorrectionKind.MERGE:
                second = anchored[1] if len(anchored) > 1 else None
                if second is not None and self._key_of(second) != key:
                    self._joined[self._key_of(second)] = key
            case CorrectionKind.OUTCOME:
                self._decisions[key] = _decision(first, key, stored)
            case CorrectionKind.WATCH:
                self._flags.setdefault(key, {})["watched"] = correction.on
            case CorrectionKind.MUTE:
                self._flags.setdefault(key, {})["muted"] = correction.on
            case CorrectionKind.WRONG | CorrectionKind.SPLIT | CorrectionKind.UNDO:
                pass

    def _key_of(self, row: LedgerRow) -> str:
        """The key of the event that a row counts for, by the corrections learnt so far."""
        key = row.event_key
        for stored in self._counting:
            if stored.value.kind is CorrectionKind.SPLIT and _hits(row, stored.value):
                key = split_key(stored.value)
        return self.key(key)

    def key(self, event_key: str) -> str:
        """The event that an event's rows count for: itself, unless it was merged into another."""
        seen = {event_key}
        while (after := self._joined.get(event_key)) is not None and after not in seen:
            event_key = after
            seen.add(after)
        return event_key

    def row(self, row: LedgerRow) -> LedgerRow:
        """The row as it counts: with its event, and struck where a person marked it wrong."""
        if not self._counting:
            return row
        key = self._key_of(row)
        struck = next(
            (s.id for s in self._counting if s.value.kind is CorrectionKind.WRONG and _hits(row, s.value)), None
        )
        if (key, struck) == (row.event_key, row.struck_by):
            return row
        return replace(row, event_key=key, struck_by=struck)

    def event(self, event: Event) -> Event:
        """The event with the flags that a person gave it."""
        flags = self._flags.get(event.key)
        if flags is None:
            return event
        return replace(event, watched=flags.get("watched", event.watched), muted=flags.get("muted", event.muted))

    def decision(self, event_key: str) -> LedgerRow | None:
        """The row that a person made for an event: what became of it."""
        return self._decisions.get(event_key)

    @property
    def decisions(self) -> Mapping[str, LedgerRow]:
        """Event key -> the row that a person made for it."""
        return self._decisions

    def number(self, correction_id: int | None) -> Correction | None:
        """A counting correction by its number."""
        return next((stored.value for stored in self._counting if stored.id == correction_id), None)


def corrected(book: StoryBook) -> StoryBook:
    """The book as people corrected it. Its own `corrections` are spent: applied twice they change nothing more."""
    if not book.corrections:
        return book
    known = Corrections(book.corrections, book.rows)
    rows = tuple(known.row(row) for row in book.rows)
    in_use = {row.event_key for row in rows}
    return replace(
        book,
        events=tuple(
            replace(stored, value=known.event(stored.value)) for stored in book.events if stored.value.key in in_use
        ),
        rows=(*rows, *known.decisions.values()),
        corrections=(),
    )


def counting(corrections: Sequence[Stored[Correction]]) -> tuple[Stored[Correction], ...]:
    """Those that count: not undone, or undone by one that is undone itself. Oldest first."""
    undone: set[int] = set()
    for stored in reversed(corrections):
        if stored.value.kind is CorrectionKind.UNDO and stored.id not in undone and stored.value.undoes is not None:
            undone.add(stored.value.undoes)
    return tuple(
        stored for stored in corrections if stored.id not in undone and stored.value.kind is not CorrectionKind.UNDO
    )


def is_anchored(row: LedgerRow, anchor: Anchor) -> bool:
    """Whether a row's claim is the one that an anchor names.

    In the same version by the place of its trigger, whatever rules read it; in another version of the article by its
    sentence and event class.
    """
    claim, there = row.claim, anchor.trigger
    if claim.version_id == there.version_id:
        return claim.trigger.start < there.end and there.start < claim.trigger.end
    same = claim.evidence.quote == anchor.evidence.quote and claim.event_class == anchor.event_class
    return row.article_id == anchor.article_id and same


def anchor_of(row: LedgerRow) -> Anchor:
    """The anchor of a row's claim."""
    claim = row.claim
    return Anchor(
        article_id=row.article_id, event_class=claim.event_class, evidence=claim.evidence, trigger=claim.trigger
    )


def split_key(correction: Correction) -> str:
    """The key of the event that split-off claims are of."""
    spans = (f"{a.trigger.version_id}:{a.trigger.start}:{a.trigger.quote}" for a in correction.anchors)
    return digest(str(correction.story_id), "split", *spans)


def _hits(row: LedgerRow, correction: Correction) -> bool:
    return any(is_anchored(row, anchor) for anchor in correction.anchors)


def _decision(row: LedgerRow, key: str, stored: Stored[Correction]) -> LedgerRow:
    """A person's decision as a row of the ledger, on the words that it hangs on."""
    correction = stored.value
    assert correction.state is not None
    own_words = Attribution(
        speaker=None, carrier=None, mode=SpeechMode.NARRATED, anonymous=False, rule="link.correction"
    )
    claim = replace(
        row.claim,
        key=f"K{stored.id}",
        status=STATUS_OF.get(correction.state, Status.UNKNOWN),
        status_rule="link.correction",
        attribution=own_words,
        time=correction.time,
        time_before=None,
        background=False,
    )
    return replace(
        row,
        event_key=key,
        claim=claim,
        outlet=correction.author,
        published_at=correction.at,
        observed_at=correction.at,
        copy_of=None,
        link_rule="link.correction",
        standing=True,
        struck_by=None,
        corrected_by=stored.id,
        decision=correction.state,
    )
