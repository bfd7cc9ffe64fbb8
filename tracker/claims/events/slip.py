"""What the rules of slips share: what is said of the day of a topic, and where the topic stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.claims.events.slip_days import has_day, is_day
from tracker.claims.parse import child, children, conjuncts, lemma
from tracker.claims.reading import Reading
from tracker.claims.tables import Lexicon
from tracker.model import Status, Strength

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """What a verb says of the day of its topic."""

    #: A noun or pronoun, or the verb of the event ("the earliest it can *open*").
    topic: "Token"
    #: Of a verb, its subject: what stands for the event where the verb names none ("the earliest *it* can go").
    subject: "Token | None"
    reading: Reading
    #: The verb that says so: no event of its own.
    verb: "Token"


class Slips:
    """The slips of a sentence, each taken by the predicate that is its topic."""

    def __init__(self, slips: Sequence[Slip]) -> None:
        self._by_topic = {slip.topic.i: slip for slip in slips}

    def saying(self, lexicon: Lexicon) -> set[int]:
        """The places of the verbs that only say so, and are no predicates of their own."""
        verbs = {slip.verb.i for slip in self.left}
        return verbs | {i for i, slip in self._by_topic.items() if lexicon.cue("slips.comes", lemma(slip.topic))}

    def take(self, *topics: "Token | None") -> Slip | None:
        """The slip of the first of these words that has one."""
        at = next((word.i for word in topics if word is not None and word.i in self._by_topic), None)
        return self._by_topic.pop(at) if at is not None else None

    @property
    def left(self) -> list[Slip]:
        """Those that no predicate has taken."""
        return list(self._by_topic.values())


def acted_on(verb: "Token") -> "Token | None":
    """What a verb moves: its object, the subject of its passive, the noun that its participle stands beside."""
    found = child(verb, "nsubjpass") or child(verb, "dobj")
    if found is None and verb.dep_ in ("acl", "relcl") and verb.tag_ == "VBN" and child(verb, "nsubj") is None:
        found = verb.head
    if found is None and verb.dep_ == "conj" and verb.tag_ == "VBN":
        found = child(verb.head, "nsubjpass")
    return found if found is None or not is_day(found) else None


def is_named_event(topic: "Token", lexicon: Lexicon) -> bool:
    """Whether a word names an event or what is due to come: the opening, the mission, its debut."""
    return lemma(topic) in lexicon.nouns or lexicon.cue("slips.courses", lemma(topic))


def prepositions_to_a_day(verb: "Token", words: frozenset[str]) -> bool:
    """Whether one of these prepositions of a verb leads to a day."""
    return any(c.lower_ in words and has_day(c) for c in children(verb, "prep", "mark", "advmod"))


def topic_after(token: "Token", words: frozenset[str]) -> "Token | None":
    """The noun after "for" (or "of") below a word, also where the parser hangs it on the day: Friday *for its debut*;
    the verb behind a "try at sending it".
    """
    for preposition in token.subtree:
        if preposition.dep_ != "prep" or preposition.lower_ not in words or preposition.i < token.i:
            continue
        for noun in children(preposition, "pobj"):
            if is_day(noun) or noun.pos_ not in ("NOUN", "PROPN"):
                continue
            return noun
    return None


def said(
    topic: "Token",
    verb: "Token",
    status: Status,
    rule: str,
    *,
    strength: Strength = Strength.FIRM,
    also: "tuple[Token, ...]" = (),
    outer: Reading | None = None,
    old: bool = False,
) -> Slip:
    """What is said of the day of a topic. `also`: words whose dates are its own; `outer`: how the verb is meant."""
    background = old or (outer is not None and outer.background)
    past = old or (outer is not None and outer.past_plan)
    carriers = tuple(dict.fromkeys((verb, *(c for t in also for c in conjuncts(t)))))
    return Slip(
        topic=topic,
        subject=child(topic, "nsubj", "nsubjpass") if topic.pos_ in ("VERB", "AUX") else None,
        verb=verb,
        reading=Reading(
            status=status, rule=rule, cue=verb, strength=strength, background=background, past_plan=past,
            carriers=carriers,
        ),
    )  # fmt: skip
