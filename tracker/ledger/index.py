"""The events of a story by class, each with its rows and with what these add to its participants; kept row by row."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from tracker.ledger.profile import Profile, founded, with_mention
from tracker.model import Event, LedgerRow
from tracker.model.families import family


class Index:
    """What linking asks of a story: a new mention is compared with the events of its own class alone."""

    def __init__(self, events: Iterable[Event], rows: Iterable[LedgerRow]) -> None:
        self._by_key: dict[str, Event] = {}
        #: Family of words -> keys of the events that a mention of that family is of.
        self._by_family: dict[str, dict[str, None]] = defaultdict(dict)
        self._by_class: dict[str, list[Event]] = defaultdict(list)
        self._rows: dict[str, list[LedgerRow]] = defaultdict(list)
        self._latest: dict[str, int] = {}
        self._count = 0
        #: Event key -> its profile, with how many of its rows are in it.
        self._profiles: dict[str, tuple[Profile, int]] = {}
        for event in events:
            self.found(event)
        for row in rows:
            self.add(row)

    def found(self, event: Event) -> None:
        """One more event."""
        self._by_class[event.event_class].append(event)
        self._by_key[event.key] = event

    def add(self, row: LedgerRow) -> None:
        """One more row of an event, known or still to come."""
        self._rows[row.event_key].append(row)
        self._by_family[family(row.claim.lemma)][row.event_key] = None
        self._latest[row.event_key] = self._count
        self._count += 1

    def of_class(self, event_class: str | None) -> Sequence[Event]:
        """The events of a class, in the order in which they were founded."""
        return self._by_class.get(event_class or "", ())

    def of_family(self, lemma: str) -> Sequence[Event]:
        """The events that mentions of a word's family are of, whatever their class."""
        keys = self._by_family.get(family(lemma), ())
        return [self._by_key[key] for key in keys if key in self._by_key]

    def rows_of(self, event: Event) -> Sequence[LedgerRow]:
        """The rows of an event, in the order in which they came."""
        return self._rows.get(event.key, ())

    def latest(self, event: Event) -> int:
        """The place of its last row among all rows; -1 where it has none."""
        return self._latest.get(event.key, -1)

    def profile(self, event: Event) -> Profile:
        """The participants of an event, with those that its rows add."""
        profile, read = self._profiles.get(event.key) or (founded(event), 0)
        rows = self.rows_of(event)
        if read < len(rows) or event.key not in self._profiles:
            for row in rows[read:]:
                profile = with_mention(profile, row.claim)
            self._profiles[event.key] = (profile, len(rows))
        return profile
