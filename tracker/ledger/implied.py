"""Whether what pages tell of other things implies that a plan came about, though no page says it in its own words.

Nobody reports that a hearing was held when there is a ruling, or that a recount ended when its result is known. Here it
is told which mention of another event says so: only silence is judged by it, never an outcome that pages report.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from tracker.ledger.fits import document_fit
from tracker.ledger.profile import ACTORS, Profile, of_claim, of_event, same_key
from tracker.ledger.times import overlap, width
from tracker.model import Event, EventClass, Expectation, LedgerRow, Participant, ParticipantKind, Status

#: Classes of what people do something at.
OCCASIONS = frozenset({"meet", "hearing", "talk", "visit", "host", "negotiate"})
#: Classes that say only how far something else has come: what that is, its participant tells.
OF_ANOTHER = frozenset({"complete", "occasion", "begin"})
#: A plan of so many days names no day by which a report of another thing could be known for its own.
A_FEW_DAYS = 4
_DONE = frozenset({Status.HAPPENED, Status.ONGOING})
#: "After the run-off", "since the strike", "the winner of the recount": what is spoken of so has been.
_SPOKEN_OF = (
    r"\b(?:after|since|following|(?:winner|loser|result|results|outcome|aftermath|wake|end|start) of)\s+"
    r"(?:the|a|an|that|this|last|his|her|its|their|\w+['’]s)\s+(?:[\w-]+\s+){{0,3}}?(?:{words})\b"
)
_TO_COME = re.compile(
    r"\b(?:will|would|shall|won['’]t|could|may|might|must|if|unless|until|due|scheduled|expected|planned"
    r"|(?:is|are) to)\b"
)


def implied_by(
    event: Event, plan: Expectation, *, rows: Sequence[LedgerRow], classes: Mapping[str, EventClass]
) -> tuple[LedgerRow, str] | None:
    """The first mention of another event by which this plan came about, with the rule that says so; None if none does.

    `rows`: all rows of the story.
    """
    return next(_Asked(event, plan, rows=rows, classes=classes).answers(), None)


class _Asked:
    """One plan of which nothing was reported, and what the story's pages say beside."""

    def __init__(
        self,
        event: Event,
        plan: Expectation,
        *,
        rows: Sequence[LedgerRow],
        classes: Mapping[str, EventClass],
    ) -> None:
        self._event, self._plan, self._classes = event, plan, classes
        self._known = classes.get(event.event_class)
        own = [row for row in rows if row.event_key == event.key]
        self._profile = of_event(event, own)
        self._said = {sentence_of(row) for row in own}
        self._beside = {row.event_key for row in rows if sentence_of(row) in self._said and row.event_key != event.key}
        self._later = self._after(event.event_class)
        self._spoken_of = _pattern(self._words(own))
        self._rows = [row for row in rows if row.event_key != event.key and row.standing and row.struck_by is None]

    def answers(self) -> Iterator[tuple[LedgerRow, str]]:
        """Each mention that implies it, with its rule, in the order of the rows."""
        for row in self._rows:
            if row.claim.status in _DONE and not row.claim.background and (rule := self._rule(row)):
                yield row, rule

    def _rule(self, row: LedgerRow) -> str | None:
        if row.published_at < self._plan.window.begins:
            return None
        if self._is_announced_with(row):
            return "implied.beside"
        if self._is_spoken_of(row):
            return "implied.spoken_of"
        return self._rule_of_class(row) if not self._is_of_others(row) else None

    def _rule_of_class(self, row: LedgerRow) -> str | None:
        other, known = row.claim.event_class, self._known
        if other is None:
            return None
        if self._is_same_kind(other) and self._is_its_day(row):
            return "implied.same_day"
        if other in self._later and self._is_shared(row):
            return "implied.later_step"
        settles = known is not None and other in known.settled_by
        return "implied.settled" if settles and (self._is_shared(row) or self._is_its_day(row)) else None

    def _is_announced_with(self, row: LedgerRow) -> bool:
        """Whether one sentence announced both for one day: what was to be done at the meeting is done."""
        by = self._known.settled_by if self._known is not None else ()
        if row.event_key not in self._beside or not self._is_its_day(row):
            return False
        return self._event.event_class in OCCASIONS or row.claim.event_class in by

    def _is_spoken_of(self, row: LedgerRow) -> bool:
        quote = row.claim.evidence.quote
        return self._spoken_of is not None and self._spoken_of.search(quote) is not None and not _TO_COME.search(quote)

    def _is_same_kind(self, other: str) -> bool:
        mine = self._event.event_class
        return other == mine or (other in OCCASIONS and mine in OCCASIONS)

    def _is_its_day(self, row: LedgerRow) -> bool:
        """Whether it is told of the announced day, or of none within the announced time."""
        when, plan = row.claim.time, self._plan
        if width(plan.time) > A_FEW_DAYS:
            return False
        if when is None:
            return row.published_at < (plan.window.overdue_from or plan.window.ends)
        if width(when) > A_FEW_DAYS:  # since the first of the month: it began then
            return when.last is None and when.first is not None and when.first == plan.time.first
        return overlap(when, plan.time)

    def _is_shared(self, row: LedgerRow) -> bool:
        mention, document = of_claim(row.claim), self._profile.document
        if mention.document is not None and document is not None:
            return document_fit(mention.document, document, frozenset()) is not None
        return any(same_key(a, b) for a in _named(mention) for b in _named(self._profile))

    def _is_of_others(self, row: LedgerRow) -> bool:
        """Whether both name actors of one kind, and none of them is the same: then it is another's."""
        mention, document = of_claim(row.claim), self._profile.document
        if mention.document is not None and document is not None and same_key(mention.document, document):
            return False  # a state signs it, its parliament ratifies it
        for kind in ACTORS:
            mine = [each for each in mention.actors if each.kind is kind and not each.inherited]
            known = [each for each in self._profile.actors if each.kind is kind]
            if mine and known and not any(same_key(a, b) for a in mine for b in known):
                return True
        return False

    def _after(self, event_class: str) -> frozenset[str]:
        """The classes of the life cycle that come after this one."""
        found: set[str] = set()
        waiting = [event_class]
        while waiting:
            known = self._classes.get(waiting.pop())
            steps = (*known.next_steps, *known.next_acts) if known is not None else ()
            waiting += [each for each in steps if each not in found]
            found.update(steps)
        return frozenset(found - {event_class})

    def _words(self, own: Iterable[LedgerRow]) -> frozenset[str]:
        """The nouns by which it is spoken of: those of its class; for a class that only says how far, its object's."""
        if self._event.event_class in OF_ANOTHER or self._known is None:
            about = [each for each in (self._event.subject, self._event.object) if each is not None]
            return frozenset(each.text for each in about if each.kind is ParticipantKind.OTHER and len(each.text) > 3)
        told = {row.claim.trigger.quote for row in own if row.claim.nominal}
        return frozenset({*told, self._known.noun})


def sentence_of(row: LedgerRow) -> tuple[int, int]:
    """Which sentence of which version a row's claim stands in."""
    return row.claim.version_id, row.claim.evidence.start


def _named(profile: Profile) -> list[Participant]:
    roles = (profile.document, profile.subject, profile.object)
    return [each for each in (*roles, *profile.actors, *profile.places) if each is not None and not each.inherited]


def _pattern(words: Iterable[str]) -> re.Pattern[str] | None:
    shown = sorted(re.escape(word) for word in words if word)
    return re.compile(_SPOKEN_OF.format(words="|".join(shown)), re.IGNORECASE) if shown else None
