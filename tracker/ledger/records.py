"""The rows that one version adds to a story's ledger, the rows that fall for it, and the events it founds."""

import functools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from tracker.ledger.belonging import is_of_story, shows_it
from tracker.ledger.completing import completed, names_in, titled
from tracker.ledger.copies import original_of
from tracker.ledger.corrections import Corrections
from tracker.ledger.edits import moved_figures
from tracker.ledger.index import Index
from tracker.ledger.linking import Link, link
from tracker.ledger.profile import of_claim
from tracker.ledger.rows import is_dated_plan
from tracker.ledger.settling import settled, shares, told_otherwise
from tracker.ledger.silence import came_after_newer
from tracker.ledger.telling import digest
from tracker.ledger.times import publication_day
from tracker.ledger.titles import OCCASION, event_title
from tracker.ledger.unlisted import class_of_word
from tracker.ledger.voices import copy_of
from tracker.model import (
    Claim,
    ClaimDiff,
    ClaimEdit,
    Event,
    EventClass,
    LedgerRow,
    Status,
    StoryBook,
    Version,
)

#: Mentions that say nothing of their event found none.
EMPTY = frozenset({Status.UNKNOWN, Status.COUNTERFACTUAL})


class Records:
    """Gathers them, claim by claim, in the order of the text."""

    def __init__(
        self,
        book: StoryBook,
        version: Version,
        *,
        classes: Mapping[str, EventClass],
        claim_diff: ClaimDiff | None,
        generation: int,
        keys: Mapping[str, str],
    ) -> None:
        self._book = book
        self._version = version
        self._classes = classes
        self._generation = generation
        self._keys = keys
        self.events = {stored.value.key: stored.value for stored in book.events}
        self.new_events: list[Event] = []
        self.new_rows: list[LedgerRow] = []
        standing = [row for row in book.rows if row.standing and row.claim.version_id != version.id]
        #: Rows of the article's earlier versions: this one takes their place.
        self._fallen = [row for row in standing if row.article_id == version.article_id]
        self._others = [row for row in standing if row.article_id != version.article_id]
        self._linked = _by_event(self._others)
        self._index = Index(self.events.values(), self._others)
        #: How the people and bodies of the story are written.
        self._names: dict[str, str] = {}
        #: The version of another article that this one repeats.
        self._original: int | None = None
        self._carried: set[str] = set()
        self._edits = {edit.after.key: edit for edit in claim_diff.edited} if claim_diff is not None else {}
        self._added = {claim.key for claim in claim_diff.added} if claim_diff is not None else set()
        self._has_diff = claim_diff is not None
        #: What people decided: everything that is asked of the records is answered as corrected.
        self.corrections = Corrections(book.corrections, book.rows)

    # --- taking ------------------------------------------------------------------------------------------------------
    def take(self, claims: Sequence[Claim]) -> None:
        """Link each claim that has an event class, and keep its row."""
        unmatched = list(self._fallen)
        self._original = original_of(claims, self._version.published_at, self._others)
        self._names = names_in(claims, self.events.values())
        for claim in claims:
            event_class = self._class_of(claim)
            if event_class is None:
                continue
            edit = self._edits.get(claim.key)
            before = self._row_before(claim, edit, unmatched)
            if before is not None:
                unmatched.remove(before)
            self._take(claim, event_class, before, is_same=edit is None or not edit.kinds)

    def _class_of(self, claim: Claim) -> EventClass | None:
        """Its class of the lexicon, or the family of its word; None for a class that the lexicon lists no more."""
        return self._classes.get(claim.event_class) if claim.event_class is not None else class_of_word(claim)

    def _row_before(self, claim: Claim, edit: ClaimEdit | None, unmatched: Sequence[LedgerRow]) -> LedgerRow | None:
        """The row of the same mention in the article's version before."""
        if edit is not None:
            return next((row for row in unmatched if row.claim.key == edit.before.key), None)
        if not self._has_diff or claim.key in self._added:
            return None
        same = [row for row in unmatched if _same_words(row.claim, claim)]
        return same[0] if same else None

    def _take(self, claim: Claim, event_class: EventClass, before: LedgerRow | None, *, is_same: bool) -> None:
        if before is not None:
            row = self._row(claim, before.event_key, "link.same_mention")
            if is_same:
                row = replace(row, published_at=before.published_at, observed_at=before.observed_at)
                row = replace(row, copy_of=before.copy_of)
                self._carried.add(claim.key)
            self._add(row)
            return
        found = link(
            claim,
            publication_day(self._version.published_at),
            index=self._index,
            event_class=event_class,
            terms=self._book.story.terms,
        )
        if found is not None and not of_claim(claim).is_bare and not shares(claim, found.event, self._index):
            # It may be of that event; it is of the plan that names the same.
            published = publication_day(self._version.published_at)
            found = settled(claim, published, index=self._index, classes=self._classes, least=1.0) or found
        found = found or self._settled(claim) or self._found(claim, event_class)
        if found is not None:
            self._add(self._row(claim, found.event.key, found.rule))
            event = completed(self.events[found.event.key], claim, event_class, self._names)
            event = replace(event, of_story=event.of_story or shows_it(claim, self._book.story.terms))
            rows = self._index.rows_of(event)
            self.events[event.key] = titled(event, rows, self._classes.get(event.event_class, event_class), self._names)

    def _add(self, row: LedgerRow) -> None:
        self.new_rows.append(row)
        self._index.add(row)

    def _settled(self, claim: Claim) -> Link | None:
        published = publication_day(self._version.published_at)
        found = settled(claim, published, index=self._index, classes=self._classes)
        return found or told_otherwise(claim, published, index=self._index, classes=self._classes)

    def _found(self, claim: Claim, event_class: EventClass) -> Link | None:
        """A new event; none for a mention that names nobody, or says nothing of what it names."""
        if claim.background and claim.event_class == OCCASION:
            return None
        if claim.status in EMPTY or (of_claim(claim).is_bare and not is_dated_plan(claim)):
            return None
        of_story = is_of_story(claim, self._book.story.terms, tuple(self.events.values()))
        story_id = self._book.story.id
        key = digest(
            str(story_id),
            event_class.id,
            self._version.article.url,
            self._version.text_sha256,
            str(claim.trigger.start),
            *(each.key for each in (claim.subject, claim.object, claim.place) if each is not None),
        )
        event = Event(
            key=self._keys.get(key, key),
            story_id=story_id,
            event_class=event_class.id,
            kind=event_class.kind,
            subject=claim.subject,
            object=claim.object,
            others=claim.others,
            title=event_title(claim, event_class, of_story=of_story, names=self._names),
            watched=False,
            of_story=of_story,
        )
        self.events[event.key] = event
        self.new_events.append(event)
        self._index.found(event)
        return Link(event=event, rule="link.new")

    def _row(self, claim: Claim, event_key: str, rule: str) -> LedgerRow:
        version = self._version
        return LedgerRow(
            event_key=event_key,
            claim=claim,
            article_id=version.article_id,
            outlet=version.outlet,
            published_at=version.published_at,
            observed_at=version.seen_at,
            copy_of=self._copied(claim, event_key),
            link_rule=rule,
            generation=self._generation,
        )

    def _copied(self, claim: Claim, event_key: str) -> int | None:
        """The version that a mention repeats: its sentence, or its whole article where that tells of the event too."""
        others = self._others_of(event_key)
        if (sentence := copy_of(claim, self._version.published_at, others)) is not None:
            return sentence
        told = any(self._original in (row.claim.version_id, row.copy_of) for row in others)
        return self._original if told else None

    def _others_of(self, event_key: str) -> list[LedgerRow]:
        """An event's rows by other articles, as linked."""
        return self._linked.get(event_key, [])

    # --- asking ------------------------------------------------------------------------------------------------------
    @property
    def fallen_keys(self) -> tuple[str, ...]:
        """Claim keys of the rows that fall."""
        return tuple(row.claim.key for row in self._fallen)

    @property
    def fallen(self) -> list[LedgerRow]:
        """Rows of the article's earlier versions, whose place this one takes."""
        return [self.corrections.row(row) for row in self._fallen]

    @property
    def came(self) -> list[LedgerRow]:
        """Rows of this version."""
        return [self.corrections.row(row) for row in self.new_rows]

    @property
    def touched_keys(self) -> list[str]:
        """Keys of the events whose rows came or fell."""
        return list(dict.fromkeys(row.event_key for row in [*self.came, *self.fallen]))

    def rows_before(self, event_key: str) -> list[LedgerRow]:
        """An event's standing rows before this version, and what a person decided of it."""
        return self._of(event_key, [*self._counted_others.get(event_key, ()), *self._counted_fallen.get(event_key, ())])

    def rows_of(self, event_key: str) -> list[LedgerRow]:
        """An event's standing rows with this version, and what a person decided of it."""
        return self._of(event_key, [*self._counted_others.get(event_key, ()), *self.came])

    @property
    def all_rows(self) -> Mapping[str, Sequence[LedgerRow]]:
        """All standing rows with this version, as corrected, by event key."""
        return _by_event([*(row for rows in self._counted_others.values() for row in rows), *self.came])

    @functools.cached_property
    def _counted_others(self) -> dict[str, list[LedgerRow]]:
        return _by_event(map(self.corrections.row, self._others))

    @functools.cached_property
    def _counted_fallen(self) -> dict[str, list[LedgerRow]]:
        return _by_event(self.fallen)

    def _of(self, event_key: str, rows: Sequence[LedgerRow]) -> list[LedgerRow]:
        decision = self.corrections.decision(event_key)
        own = [each for each in rows if each.event_key == event_key]
        return [*own, *([decision] if decision is not None else [])]

    def told_anew(self, event_key: str) -> list[LedgerRow]:
        """An event's rows of this version that its predecessor didn't have in substance."""
        return [
            row
            for row in self.came
            if row.event_key == event_key and row.claim.key not in self._carried and row.struck_by is None
        ]

    @property
    def is_old_page(self) -> bool:
        """Whether the version is the first of an article that came long after it was published, after newer ones."""
        return came_after_newer(self._version, self._others)

    @property
    def gone(self) -> list[LedgerRow]:
        """Fallen rows of events that the article mentions no more."""
        mentioned = {row.event_key for row in self.came}
        return [row for row in self.fallen if row.event_key not in mentioned]

    def is_corrected(self, event_key: str) -> bool:
        """Whether the article changed a figure of that event in place."""
        return any(
            row.event_key == event_key and row.claim.key in self._edits and moved_figures(self._edits[row.claim.key])
            for row in self.came
        )

    @property
    def version_before(self) -> int | None:
        """The number of the article's version before, where a claim of it is known."""
        return max(
            [edit.before.version_id for edit in self._edits.values()] + [row.claim.version_id for row in self._fallen],
            default=None,
        )


def _by_event(rows: Iterable[LedgerRow]) -> dict[str, list[LedgerRow]]:
    found: dict[str, list[LedgerRow]] = {}
    for row in rows:
        found.setdefault(row.event_key, []).append(row)
    return found


def _same_words(a: Claim, b: Claim) -> bool:
    return (
        a.event_class == b.event_class
        and a.status is b.status
        and a.trigger.quote == b.trigger.quote
        and a.evidence.quote == b.evidence.quote
    )
