"""Reads all versions of a story again with the rules of this release, and swaps the result in.

    store: versions judged so far, in the order they were seen
    | engine.claims        each version's claims, as these rules read them
    | diff, ledger         version by version, at the story time at which each was seen
    | store.rebuild        the next generation beside the old, swapped in as a whole, one transaction

Nothing is fetched, and nothing that is seen for the first time is told: only what was told wrongly is taken back.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from tracker.config import JudgeSettings
from tracker.correcting import Tell
from tracker.cycle import keyed
from tracker.diff import diff_articles, diff_claims
from tracker.errors import StorageError
from tracker.ledger import NextGeneration, corrected, fold, judge_version, kept_keys, swap
from tracker.model import (
    Change,
    Claim,
    Event,
    EventClass,
    EventState,
    Judgement,
    Standing,
    Stored,
    StoryBook,
    Version,
)
from tracker.ports import Clock, Engine, Store

#: Rounds in which new versions may be judged meanwhile, before the user is asked to come again.
ROUNDS = 5
LARGE = 1_000_000
#: Called with the number of versions read, and of all.
OnVersion = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """An event that is seen differently now; None where it was not, or is no more."""

    event: Stored[Event]
    before: EventState | None
    after: EventState | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebuilt:
    """What a rebuild came to."""

    generation: int
    versions: int
    claims: int
    differences: tuple[Difference, ...]
    #: Changes that it takes back, that hold again, and that it sees for the first time (kept, not told).
    withdrawn: tuple[Stored[Change], ...]
    reinstated: tuple[Stored[Change], ...]
    new: tuple[Stored[Change], ...]


class Rebuilding:
    """Rebuilds stories of a store."""

    def __init__(
        self,
        store: Store,
        engine: Engine,
        *,
        classes: Mapping[str, EventClass],
        clock: Clock,
        settings: JudgeSettings,
        tell: Tell,
    ) -> None:
        self._store = store
        self._engine = engine
        self._classes = classes
        self._clock = clock
        self._settings = settings
        self._tell = tell

    async def rebuild(self, story_id: int, on_version: OnVersion | None = None) -> Rebuilt:
        """Read the story again and swap the result in. Raises EngineError, NotFoundError; then nothing has changed."""
        read: dict[int, tuple[Claim, ...]] = {}
        for _ in range(ROUNDS):
            before = self._store.book(story_id)
            versions = self._judged(story_id)
            for number, version in enumerate(versions, start=1):
                if version.id not in read:
                    read[version.id] = await self._engine.claims(version)
                if on_version is not None:
                    on_version(number, len(versions))
            # Twice: first to see which events these rules find, then with the keys that they had before, so that
            # short ids, threads and what was told of them stay.
            keys = kept_keys(before, self._built(before, versions, read).book)
            built = self._built(before, versions, read, keys=keys)
            judgement = self._store.rebuild(
                story_id, self._decision(story_id, built), versions=[version.id for version in versions]
            )
            if judgement is not None:
                return self._rebuilt(before, judgement, versions)
        raise StorageError(f"S{story_id} is being judged all the time: try again when the daemon is less busy")

    def _judged(self, story_id: int) -> list[Version]:
        """Confirmed versions that were judged, in the order in which they were."""
        waiting = {version.id for version in self._store.to_analyse(limit=LARGE)}
        found = [
            version
            for article in self._store.articles(story_id)
            for version in self._store.versions(article.id)
            if version.standing is Standing.CONFIRMED and version.id not in waiting
        ]
        found.sort(key=lambda version: (version.seen_at, version.published_at, version.number, version.id))
        places: dict[int, int] = {}
        place = 0
        for version in found:
            # Claims are numbered as they are judged; a version without any comes after what was seen before it.
            own = self._store.claims(version_id=version.id)
            places[version.id] = own[0].id if own else place
            place = max(place, places[version.id])
        return sorted(found, key=lambda version: places[version.id])

    def _built(
        self,
        before: StoryBook,
        versions: Sequence[Version],
        read: Mapping[int, tuple[Claim, ...]],
        *,
        keys: Mapping[str, str] = MappingProxyType({}),
    ) -> NextGeneration:
        built = NextGeneration.of(before)
        generation = built.book.story.generation
        latest: dict[int, tuple[Version, tuple[Claim, ...]]] = {}
        for version in versions:
            claims = keyed(read[version.id], generation)
            earlier = latest.get(version.article_id)
            judgement = judge_version(
                built.book,
                version,
                claims,
                classes=self._classes,
                claim_diff=diff_claims(earlier[1], claims) if earlier is not None else None,
                text_diff=diff_articles(earlier[0].article, version.article) if earlier is not None else None,
                now=version.seen_at,
                settings=self._settings,
                generation=generation,
                keys=keys,
            )
            built.take(judgement)
            latest[version.article_id] = (version, claims)
        return built

    def _decision(self, story_id: int, built: NextGeneration) -> Callable[[StoryBook], Judgement]:
        def decide(book: StoryBook) -> Judgement:
            recorded = self._store.past(story_id).changes
            judged = swap(book, built, recorded=recorded, now=self._clock.now(), settings=self._settings)
            return self._tell(book, judged)

        return decide

    # --- what is seen differently --------------------------------------------------------------------------------
    def _rebuilt(self, before: StoryBook, judgement: Judgement, versions: Sequence[Version]) -> Rebuilt:
        story_id = before.story.id
        after = self._store.book(story_id)
        by_key = {stored.value.key: stored for stored in self._store.changes(story_id)}
        return Rebuilt(
            generation=after.story.generation,
            versions=len(versions),
            claims=len(judgement.claims),
            differences=tuple(self._differences(corrected(before), corrected(after))),
            withdrawn=tuple(by_key[key] for key in judgement.withdrawn if key in by_key),
            reinstated=tuple(by_key[key] for key in judgement.reinstated if key in by_key),
            new=tuple(by_key[change.key] for change in judgement.changes if change.key in by_key),
        )

    def _differences(self, before: StoryBook, after: StoryBook) -> list[Difference]:
        old, new = self._states(before), self._states(after)
        events = {stored.value.key: stored for stored in (*before.events, *after.events)}
        found = [
            Difference(event=events[key], before=old.get(key), after=new.get(key))
            for key in events
            if _summed(old.get(key)) != _summed(new.get(key))
        ]
        return sorted(found, key=lambda difference: difference.event.id)

    def _states(self, book: StoryBook) -> dict[str, EventState]:
        now = self._clock.now()
        return {
            stored.value.key: fold(
                stored.value,
                [row for row in book.rows if row.event_key == stored.value.key],
                now=now,
                readings=book.readings,
                settings=self._settings,
            )
            for stored in book.events
        }


def _summed(known: EventState | None) -> tuple[object, ...]:
    return () if known is None else (known.state, known.time, known.outcome, known.quantity)
