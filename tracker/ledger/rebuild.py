"""What better rules make of a story: the next generation against the one before, without new noise.

A change that is seen again stands; one that is seen for the first time is kept and not told; one that had been told
and is seen no more is taken back.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from tracker.config import JudgeSettings
from tracker.ledger.corrections import corrected, counting, split_key
from tracker.ledger.fold import fold
from tracker.ledger.review import AWAITED
from tracker.ledger.rules import RULES
from tracker.model import (
    Change,
    ChangeKind,
    Claim,
    CorrectionKind,
    Event,
    Judgement,
    LedgerRow,
    Severity,
    SourceReading,
    Stored,
    StoryBook,
    Withdrawal,
)

#: Changes that no reading of a text gives, by rule and by kind: they stand as recorded.
NOT_READ = frozenset({"change.corrected"})
OF_PAGES = frozenset({ChangeKind.REMOVED, ChangeKind.RESTORED})
WHY = "the text is read by better rules now, and does not say it"


@dataclass(slots=True)
class NextGeneration:
    """A story's ledger as it is built again, version by version."""

    book: StoryBook
    claims: list[Claim] = field(default_factory=list)
    changes: dict[str, Change] = field(default_factory=dict)

    @classmethod
    def of(cls, book: StoryBook) -> "NextGeneration":
        """An empty one beside the book's; people's corrections hold in it too."""
        story = replace(book.story, generation=book.story.generation + 1)
        return cls(book=replace(book, story=story, events=(), rows=(), change_keys=frozenset()))

    def take(self, judgement: Judgement) -> None:
        """Add what one version comes to."""
        events = {stored.value.key: stored for stored in self.book.events}
        for event in [*judgement.new_events, *judgement.moved_events]:
            known = events.get(event.key)
            events[event.key] = Stored(id=known.id if known is not None else len(events) + 1, value=event)
        fallen = set(judgement.fallen_claims)
        rows = [replace(row, standing=False) if row.claim.key in fallen else row for row in self.book.rows]
        self.claims += judgement.claims
        self.changes.update({change.key: change for change in judgement.changes})
        keys = self.book.change_keys | {change.key for change in judgement.changes}
        self.book = replace(self.book, events=tuple(events.values()), rows=(*rows, *judgement.rows), change_keys=keys)

    @property
    def fallen(self) -> tuple[str, ...]:
        """Claim keys of the rows that stand no more."""
        return tuple(row.claim.key for row in self.book.rows if not row.standing)


def kept_keys(before: StoryBook, built: StoryBook) -> dict[str, str]:
    """Key of a built event -> key of the event of before that is the same: of one class, about the same mentions."""
    old, new = _mentions(before), _mentions(built)
    classes = {stored.value.key: stored.value.event_class for stored in (*before.events, *built.events)}
    shared = [
        (len(theirs & mine), key, known)
        for key, mine in new.items()
        for known, theirs in old.items()
        if theirs & mine and classes[key] == classes[known]
    ]
    kept: dict[str, str] = {}
    for _, key, known in sorted(shared, key=lambda each: (-each[0], each[1] != each[2], each[1:])):
        if key not in kept and known not in kept.values():
            kept[key] = known
    return {key: known for key, known in kept.items() if key != known}


def _mentions(book: StoryBook) -> dict[str, set[tuple[int, int]]]:
    """Event key -> where its claims stand: version, and place of the trigger."""
    found: dict[str, set[tuple[int, int]]] = {}
    for row in book.rows:
        found.setdefault(row.event_key, set()).add((row.claim.version_id, row.claim.trigger.start))
    return found


def swap(
    before: StoryBook,
    built: NextGeneration,
    *,
    recorded: Sequence[Stored[Change]],
    now: datetime,
    settings: JudgeSettings,
) -> Judgement:
    """The judgement that puts a generation built from the same versions in the place of the one before."""
    events = {stored.value.key: stored.value for stored in built.book.events}
    events.update(_split_off(before, events))
    new = [change for key, change in built.changes.items() if not _is_known(change, recorded)]
    withdrawal = Withdrawal(at=now, why=WHY)
    gone = [
        stored.value.key
        for stored in recorded
        if stored.value.withdrawn is None and not _stands(stored.value, built, settings)
    ]
    again = [
        stored.value.key
        for stored in recorded
        if stored.value.withdrawn is not None
        and stored.value.withdrawn.correction_id is None
        and _stands(stored.value, built, settings)
    ]
    return Judgement(
        claims=tuple(built.claims),
        new_events=tuple(events.values()),
        rows=built.book.rows,
        fallen_claims=built.fallen,
        changes=tuple(_kept_quiet(change) for change in new),
        withdrawn=dict.fromkeys(gone, withdrawal),
        reinstated=tuple(again),
    )


def _kept_quiet(change: Change) -> Change:
    rule = "change.rebuilt"
    return replace(change, severity=Severity.INFO, rule=rule, why=RULES[rule])


def _split_off(before: StoryBook, built: Mapping[str, Event]) -> dict[str, Event]:
    """Events that people split off: no text founds them."""
    keys = {split_key(s.value) for s in counting(before.corrections) if s.value.kind is CorrectionKind.SPLIT}
    return {s.value.key: s.value for s in before.events if s.value.key in keys and s.value.key not in built}


def _is_known(change: Change, recorded: Iterable[Stored[Change]]) -> bool:
    return any(_is_same_news(change, stored.value) for stored in recorded)


def _stands(change: Change, built: NextGeneration, settings: JudgeSettings) -> bool:
    """Whether the next generation has the same news, or doesn't say otherwise of what silence told."""
    if change.rule in NOT_READ or change.kind in OF_PAGES or change.severity is Severity.INFO:
        return True  # what was only kept stays kept
    if change.kind is ChangeKind.OVERDUE:
        return _was_silent(change, built.book, settings)
    return any(_is_same_news(change, other) for other in built.changes.values())


def _is_same_news(a: Change, b: Change) -> bool:
    """The same change, or the same kind of change seen in the same words of the same version."""
    if a.key == b.key:
        return True
    if a.kind is not b.kind or a.version_id != b.version_id:
        return False
    same_side = (a.after.state if a.after else None) is (b.after.state if b.after else None)
    mine = {(span.version_id, span.start) for span in a.evidence}
    theirs = {(span.version_id, span.start) for span in b.evidence}
    return same_side and bool(mine & theirs)


def _was_silent(change: Change, book: StoryBook, settings: JudgeSettings) -> bool:
    """Whether the plan was awaited when silence was told, by what had been read until then."""
    known = corrected(book)
    event = next((stored.value for stored in known.events if stored.value.key == change.event_key), None)
    if event is None:
        return False
    rows: list[LedgerRow] = [
        row for row in known.rows if row.event_key == event.key and row.observed_at <= change.seen_at
    ]
    readings: tuple[SourceReading, ...] = known.readings
    return fold(event, rows, now=change.seen_at, readings=readings, settings=settings).outcome in AWAITED
