"""One consistent look at a story: its book, states, ids and changes, and the passages behind them."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TypeAlias

from tracker.model import (
    Change,
    Claim,
    Correction,
    Event,
    EventState,
    EvidenceSpan,
    LedgerRow,
    Severity,
    Source,
    Stored,
    Story,
    StoryBook,
    Told,
    Version,
    headline_of,
    move_of,
    subject_of,
)
from tracker.ports import Store
from tracker.reports.explaining import explain_change, explain_link
from tracker.reports.labels import tone_of
from tracker.reports.lines import ChangeLine, Passage
from tracker.reports.passages import passage_of

Fold: TypeAlias = Callable[[StoryBook, Event], EventState]
#: Gives a book as people corrected it.
Correct: TypeAlias = Callable[[StoryBook], StoryBook]


class StoryView:
    """What the pages of one story are built from. Reads the store when a part is first asked for."""

    def __init__(self, store: Store, story: Story, *, fold: Fold, correct: Correct, rules: Mapping[str, str]) -> None:
        self.store = store
        self.story = story
        self.rules = rules
        self._fold = fold
        self._correct = correct
        self._versions: dict[int, Version] = {}
        self._states: dict[str, EventState] = {}

    @cached_property
    def _as_kept(self) -> StoryBook:
        return self.store.book(self.story.id)

    @cached_property
    def book(self) -> StoryBook:
        """The reading that a judgement gets, as people corrected it."""
        return self._correct(self._as_kept)

    @property
    def corrections(self) -> tuple[Stored[Correction], ...]:
        """What people decided, oldest first, undone ones and their undoings included."""
        return self._as_kept.corrections

    @cached_property
    def events(self) -> Mapping[str, Stored[Event]]:
        """Event key -> event, in order of their numbers."""
        return {event.value.key: event for event in self.book.events}

    @cached_property
    def rows(self) -> Mapping[str, list[LedgerRow]]:
        """Event key -> its rows in order of publication."""
        found: dict[str, list[LedgerRow]] = defaultdict(list)
        for row in sorted(self.book.rows, key=lambda row: (row.published_at, row.observed_at, row.claim.trigger.start)):
            found[row.event_key].append(row)
        return found

    @cached_property
    def row_of_claim(self) -> Mapping[str, LedgerRow]:
        """Claim key -> its row."""
        return {row.claim.key: row for row in self.book.rows}

    @cached_property
    def claims(self) -> Mapping[str, Stored[Claim]]:
        """Claim key -> claim with its number."""
        return {claim.value.key: claim for claim in self.store.story_claims(self.story.id)}

    @cached_property
    def changes(self) -> tuple[Stored[Change], ...]:
        """All changes, in the order they were seen."""
        return self.store.changes(self.story.id)

    @cached_property
    def told_alerts(self) -> tuple[Told, ...]:
        """All alerts of the story, with what became of each."""
        return self.store.past(self.story.id).told

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """All sources, oldest first."""
        return self.store.sources(self.story.id)

    def state(self, event: Event) -> EventState:
        """What the event's rows fold to."""
        if event.key not in self._states:
            self._states[event.key] = self._fold(self.book, event)
        return self._states[event.key]

    def version(self, version_id: int) -> Version:
        """A version, read once."""
        if version_id not in self._versions:
            self._versions[version_id] = self.store.version(version_id)
        return self._versions[version_id]

    def event_id(self, key: str | None) -> str:
        """The short id of an event; "" for none."""
        return f"E{self.events[key].id}" if key is not None and key in self.events else ""

    # --- evidence ------------------------------------------------------------------------------------------------
    def passage(self, row: LedgerRow) -> Passage:
        """The passage of a ledger row."""
        return passage_of(
            self.version(row.claim.version_id),
            row.claim.evidence,
            rules=self.rules,
            claim=self.claims.get(row.claim.key),
            row=row,
            linked=self.linked(row),
        )

    def linked(self, row: LedgerRow) -> str:
        """One sentence: why a row is of its event."""
        event = self.events.get(row.event_key)
        name = f"E{event.id} ({event.value.title})" if event is not None else "the event"
        return explain_link(row, name, self.rows.get(row.event_key, ()), self.rules)

    def passage_of_span(self, span: EvidenceSpan, event_key: str | None) -> Passage:
        """The passage of a change's evidence, with the claim of that event that it comes from, if there is one."""
        row = next((row for row in self.rows.get(event_key or "", ()) if row.claim.evidence == span), None)
        if row is not None:
            return self.passage(row)
        return passage_of(self.version(span.version_id), span, rules=self.rules)

    # --- changes -------------------------------------------------------------------------------------------------
    def change_line(self, stored: Stored[Change]) -> ChangeLine:
        """One change as a line, with its event's whole title where its own was cut."""
        change = stored.value
        subject = subject_of(change)
        event = self.events.get(change.event_key) if change.event_key is not None else None
        if event is not None and subject.endswith("…"):
            subject = event.value.title
        back = change.withdrawn
        headline = headline_of(change, subject=subject)
        return ChangeLine(
            id=f"N{stored.id}",
            event=self.event_id(change.event_key),
            kind=change.kind.value,
            label=change.label.lower() if back is None else "withdrawn",
            severity=change.severity.name.lower(),
            tone=tone_of(change),
            headline=headline if back is None else f"WITHDRAWN: {headline}",
            subject=subject,
            move=move_of(change),
            why=explain_change(change) if back is None else _sentence(back.why),
            rule=change.rule,
            said_by=change.said_by,
            voices=change.voices,
            copies=change.copies,
            published_at=change.published_at,
            seen_at=change.seen_at,
            evidence=tuple(self.passage_of_span(span, change.event_key) for span in change.evidence),
            evidence_before=tuple(self.passage_of_span(span, change.event_key) for span in change.evidence_before),
        )

    def told(self) -> tuple[ChangeLine, ...]:
        """Changes that were told (notice and alert), in the order they were seen."""
        return tuple(self.change_line(each) for each in self.changes if each.value.severity > Severity.INFO)

    def changes_of(self, event_key: str) -> tuple[ChangeLine, ...]:
        """All changes of one event."""
        return tuple(self.change_line(each) for each in self.changes if each.value.event_key == event_key)


def _sentence(text: str) -> str:
    """With a capital and a full stop."""
    return f"{text[:1].upper()}{text[1:].rstrip('.')}." if text else ""
