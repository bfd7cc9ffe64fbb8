"""What a rule reads off a predicate: status, rule, cue and how the plan is held."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tracker.model import Status, Strength

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The status of one predicate, why, and the words that decided."""

    status: Status
    rule: str
    cue: "Token | None" = None
    strength: Strength = Strength.FIRM
    #: An old plan told as background, whatever its date.
    background: bool = False
    #: A plan told in the past tense: background once its day has passed, or when it has none.
    past_plan: bool = False
    #: Verbs and adjectives that hand a date of theirs to the predicate: *scheduled* for Friday.
    carriers: "tuple[Token, ...]" = ()
    #: Head of the clause or phrase that is its condition.
    condition: "Token | None" = None

    def carried_by(self, *tokens: "Token") -> "Reading":
        """The same reading, whose dates may hang on these words too."""
        return replace(self, carriers=(*self.carriers, *tokens))


#: Statuses that leave open whether the event comes to be.
OPEN = frozenset({Status.PLANNED, Status.POSSIBLE, Status.CONDITIONAL, Status.UNKNOWN})


@dataclass(frozen=True, slots=True, kw_only=True)
class NominalReading:
    """The reading of an event noun, and the verb that gave it (whose subject and dates it may share)."""

    reading: Reading
    verb: "Token | None" = None
    #: The verb carries the event out: its subject is the event's.
    light: bool = False
    #: The noun is only what a verb of announcing announces: no claim of its own.
    announced: bool = False


def named_only(cue: "Token | None" = None) -> Reading:
    """An event noun that is only named: nothing says whether it happened."""
    return Reading(status=Status.UNKNOWN, rule="nominal.bare", cue=cue)


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """A word that introduces what somebody says or thinks."""

    #: The verb, noun or adjective that introduces it.
    cue: "Token"
    #: The noun or pronoun that names who says it, where the sentence does.
    speaker: "Token | None"
    #: The heads of what is said: the verbs of its clauses, or the noun that is told.
    content: "tuple[Token, ...]"
    #: Whether what is said is a clause, and no noun alone: said *that it closed*, not announced *its closure*.
    clause: bool
