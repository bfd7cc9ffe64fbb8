"""What a proof is made of, as model values, gathered from the store for one short id."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from tracker.errors import InputError
from tracker.model import (
    Article,
    ArticleSummary,
    Change,
    ChangeKind,
    Claim,
    Correction,
    Event,
    EvidenceSpan,
    LedgerRow,
    Snapshot,
    Source,
    SourceKind,
    Standing,
    Stored,
    Story,
    StoryBook,
    TextDiff,
    Version,
    headline_of,
    inert,
)
from tracker.ports import Store
from tracker.proof.manifest import ReadingEntry, Subject

Diff: TypeAlias = Callable[[Article, Article], TextDiff]
#: A story's book as people corrected it.
Correct: TypeAlias = Callable[[StoryBook], StoryBook]
#: The headlines that an article shows in turn, from all its versions.
InTurn: TypeAlias = Callable[[Sequence[Version]], frozenset[str]]

#: Checks of one source that are looked through for its last reading before a moment.
CHECKS = 10_000
#: Changes of a page's being there, not of its text.
PAGE_TURNS = (ChangeKind.REMOVED, ChangeKind.RESTORED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """Everything that a proof shows, in the order in which it shows it."""

    subject: Subject
    story: Story
    events: tuple[Stored[Event], ...]
    changes: tuple[Stored[Change], ...]
    claims: tuple[Stored[Claim], ...]
    #: Claim key -> the ledger row that ties it to its event.
    rows: Mapping[str, LedgerRow]
    #: What people decided about these events and changes.
    corrections: tuple[Stored[Correction], ...]
    #: By article, then number.
    versions: tuple[Version, ...]
    #: Version id -> the capture that it was read from; none for a text that a person handed in.
    snapshots: Mapping[int, Snapshot]
    #: Steps between versions of one article.
    revisions: tuple[tuple[Version, Version, TextDiff], ...]
    #: Article -> all its versions.
    histories: Mapping[int, tuple[Version, ...]]
    #: Article -> the headlines that it shows in turn.
    in_turn: Mapping[int, frozenset[str]]
    #: How far sources were read, where a change tells silence, or that a page went or came back.
    readings: tuple[ReadingEntry, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Readers:
    """What other rooms know of the store's values."""

    diff: Diff
    in_turn: InTurn
    correct: Correct


def gather(store: Store, short_id: str, readers: Readers) -> Material:
    """What proves a change, an event, a claim or an article. Raises NotFoundError, InputError, BlobDamagedError."""
    found = store.find(short_id)
    match found:
        case ArticleSummary():
            return _Gathering(store, readers, found.story_id).article(found)
        case Stored(value=Event() as event):
            return _Gathering(store, readers, event.story_id).event(Stored(id=found.id, value=event))
        case Stored(value=Change() as change):
            return _Gathering(store, readers, change.story_id).change(Stored(id=found.id, value=change))
        case Stored(value=Claim() as claim):
            story_id = store.version(claim.version_id).story_id
            return _Gathering(store, readers, story_id).claim(Stored(id=found.id, value=claim))
        case _:
            raise InputError(
                f"{short_id} is no change, event, claim or article: give an id like N41, E3, C7 or A12",
                subject=short_id,
            )


class _Gathering:
    """One reading of the store."""

    def __init__(self, store: Store, readers: Readers, story_id: int) -> None:
        self._store = store
        self._readers = readers
        kept = store.book(story_id)
        self._corrections = kept.corrections
        self._book = readers.correct(kept)
        self._rows = {row.claim.key: row for row in self._book.rows}
        self._histories: dict[int, tuple[Version, ...]] = {}

    def change(self, stored: Stored[Change]) -> Material:
        """A change with the claims behind its words, and the step of its article."""
        change = stored.value
        spans = [*change.evidence, *change.evidence_before]
        subject = Subject(id=f"N{stored.id}", kind="change", line=inert(headline_of(change)))
        return self._material(
            subject, changes=(stored,), claims=self._claims_of(spans), events={change.event_key} - {None}
        )

    def event(self, stored: Stored[Event]) -> Material:
        """An event with all its evidence, and what was said to have changed."""
        event = stored.value
        changes = [each for each in self._store.changes(event.story_id) if each.value.event_key == event.key]
        keys = {row.claim.key for row in self._book.rows if row.event_key == event.key}
        claims = [each for each in self._store.story_claims(event.story_id) if each.value.key in keys]
        subject = Subject(id=f"E{stored.id}", kind="event", line=inert(event.title))
        return self._material(subject, changes=changes, claims=claims, events={event.key})

    def claim(self, stored: Stored[Claim]) -> Material:
        """One claim and the version that it stands in."""
        line = f"{stored.value.status.value}: {inert(stored.value.evidence.quote)}"
        subject = Subject(id=f"C{stored.id}", kind="claim", line=line)
        return self._material(subject, changes=(), claims=(stored,), events=set())

    def article(self, found: ArticleSummary) -> Material:
        """All versions of an article, their claims, and what they changed."""
        versions = self._history(found.id)
        changes = [each for each in self._store.changes(found.story_id) if each.value.article_id == found.id]
        claims = [claim for version in versions for claim in self._store.claims(version_id=version.id)]
        subject = Subject(id=f"A{found.id}", kind="article", line=f"{inert(found.outlet)}: {inert(found.title)}")
        return self._material(subject, changes=changes, claims=claims, events=set(), versions=versions)

    def _material(
        self,
        subject: Subject,
        *,
        changes: Sequence[Stored[Change]],
        claims: Sequence[Stored[Claim]],
        events: Collection[str | None],
        versions: Sequence[Version] = (),
    ) -> Material:
        rows = {each.value.key: self._rows[each.value.key] for each in claims if each.value.key in self._rows}
        keys = {*events, *(row.event_key for row in rows.values()), *(each.value.event_key for each in changes)}
        ids = {*(each.id for each in versions), *_versions_named(changes, claims)}
        edited = {each.value.version_id for each in changes if each.value.kind not in PAGE_TURNS}
        steps = self._steps(edited | {version.id for version in versions})
        ids |= {version.id for before, after in steps for version in (before, after)}
        found = [self._version(each) for each in ids]
        found.sort(key=lambda version: (version.article_id, version.number))
        histories = {each: self._history(each) for each in sorted({version.article_id for version in found})}
        snapshots = ((version.id, self._store.snapshot_of(version.id)) for version in found)
        return Material(
            subject=subject,
            story=self._book.story,
            events=tuple(event for event in self._book.events if event.value.key in keys),
            changes=tuple(sorted(changes, key=lambda each: each.id)),
            claims=tuple(sorted(claims, key=lambda each: each.id)),
            rows=rows,
            corrections=self._corrected(changes, keys),
            versions=tuple(found),
            snapshots={key: snapshot for key, snapshot in snapshots if snapshot is not None},
            revisions=tuple(
                (before, after, self._readers.diff(before.article, after.article)) for before, after in steps
            ),
            histories=histories,
            in_turn={article: self._readers.in_turn(versions) for article, versions in histories.items()},
            readings=self._readings(changes),
        )

    def _corrected(
        self, changes: Sequence[Stored[Change]], event_keys: Collection[str | None]
    ) -> tuple[Stored[Correction], ...]:
        """The corrections that these changes and the rows of these events name."""
        named = {each.value.withdrawn.correction_id for each in changes if each.value.withdrawn is not None}
        for row in self._book.rows:
            if row.event_key in event_keys:
                named |= {row.struck_by, row.corrected_by}
        return tuple(stored for stored in self._corrections if stored.id in named)

    def _version(self, version_id: int) -> Version:
        return self._store.version(version_id)

    def _history(self, article_id: int) -> tuple[Version, ...]:
        if article_id not in self._histories:
            self._histories[article_id] = self._store.versions(article_id)
        return self._histories[article_id]

    def _steps(self, version_ids: Collection[int | None]) -> list[tuple[Version, Version]]:
        """Each of these versions that follows a confirmed one of its article, with that one."""
        steps = []
        for version_id in sorted(each for each in version_ids if each is not None):
            after = self._version(version_id)
            earlier = [
                version
                for version in self._history(after.article_id)
                if version.number < after.number and version.standing is Standing.CONFIRMED
            ]
            if earlier and after.standing is Standing.CONFIRMED:
                steps.append((earlier[-1], after))
        return sorted(steps, key=lambda step: (step[1].article_id, step[1].number))

    def _claims_of(self, spans: Sequence[EvidenceSpan]) -> tuple[Stored[Claim], ...]:
        """The claims whose words a change rests on."""
        wanted = {(span.version_id, span.start, span.end) for span in spans}
        return tuple(
            stored
            for version_id in sorted({span.version_id for span in spans})
            for stored in self._store.claims(version_id=version_id)
            if (version_id, stored.value.evidence.start, stored.value.evidence.end) in wanted
        )

    def _readings(self, changes: Sequence[Stored[Change]]) -> tuple[ReadingEntry, ...]:
        """For changes that rest on what was *not* there: how far each source behind them had been read by then."""
        found = {}
        for change in (each.value for each in changes if each.value.kind in (ChangeKind.OVERDUE, *PAGE_TURNS)):
            for source in self._store.sources(change.story_id):
                last = self._store.latest_version(source.id) if change.kind in PAGE_TURNS else None
                of_it = last is not None and last.article_id == change.article_id
                if source.kind is not SourceKind.PASTED and (change.kind is ChangeKind.OVERDUE or of_it):
                    entry = self._reading(source, change.seen_at)
                    found[entry.source, entry.asked_at] = entry
        return tuple(found.values())

    def _reading(self, source: Source, until: datetime) -> ReadingEntry:
        checks = [check for check in self._store.checks(source.id, limit=CHECKS) if check.at <= until]
        last = checks[0] if checks else None
        return ReadingEntry(
            source=f"X{source.id}",
            outlet=source.outlet,
            url=source.url,
            read_at=next((check.at for check in checks if check.outcome.was_read), None),
            asked_at=last.at if last is not None else None,
            outcome=last.outcome.value if last is not None else None,
            status=last.status if last is not None else None,
            detail=last.detail if last is not None else "",
        )


def _versions_named(changes: Sequence[Stored[Change]], claims: Sequence[Stored[Claim]]) -> Iterator[int]:
    for stored in changes:
        yield from (span.version_id for span in (*stored.value.evidence, *stored.value.evidence_before))
        if stored.value.version_id is not None:
            yield stored.value.version_id
    yield from (stored.value.version_id for stored in claims)
