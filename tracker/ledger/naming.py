"""Noun phrases for people: "Release of hostages by the Free Hills Movement", "Vote by dockers on the offer".

Takes an event class's noun and whom a mention names, and joins them with the prepositions that the noun takes. What is
no name (a pronoun, a bare count, "several of them") is left out. Knows no states of events, and no documents.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from tracker.ledger.naming_words import (
    AT_SUBJECT,
    BODIES,
    COUNT_WORDS,
    DIRECTIONS,
    INTRANSITIVE,
    JOINED,
    LEVELS,
    NO_NAMES,
    OBJECT_WORDS,
    OF_SUBJECT,
    PEOPLE,
    RECEIVERS,
    SYMMETRIC,
)
from tracker.model import Claim, ClassKind, EventClass, Participant, ParticipantKind

#: Most characters of an event's title.
LONGEST = 70
#: Most characters of one participant of several.
_NAME = 38
_OWNERS = re.compile(r"^(?:the|an?|its|his|her|their|our|my|this|that|these|those|whose) ", re.IGNORECASE)
_DAYS = re.compile(r"^(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|today|last \w+)['’]s ", re.IGNORECASE)
_BOUNDS = r"(?:(?:some|about|around|nearly|almost|over|at least|at most|up to|more than|less than|fewer than|only) )?"
_FIGURES = re.compile(
    rf"^{_BOUNDS}(?:[\d.,]+|{COUNT_WORDS})(?: (?:million|billion|thousand|hundred))?\b ?", re.IGNORECASE
)
_ACTORS = frozenset({ParticipantKind.PERSON, ParticipantKind.BODY, ParticipantKind.STATE})
#: With so many sides a title has no room for the matter.
_MANY = 3
#: Units of a count that say nothing of who is counted.
_NO_NOUNS = frozenset({"death", "person", "percent", "usd", "eur", "gbp", "vote", "year", "day", "time", ""})

#: Names as written, by the keys that participants are compared by.
Names = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """Whom a title names: each as it is said in the middle of a phrase, None where nobody is named."""

    agent: str | None
    patient: str | None
    others: tuple[str, ...]
    place: str | None
    #: Whether who or what is acted on acts itself: a person, body or state.
    facing: bool = False

    @property
    def filled(self) -> int:
        """How many of its roles are named."""
        return sum(each is not None for each in (self.agent, self.patient, self.place)) + bool(self.others)


def name_of(participant: Participant, names: Names, claim: Claim) -> str | None:
    """What a participant is called, with its article; None for a pronoun or a count of nobody knows what.

    A state, and whom a pronoun means, by its name whatever the text says; a person by the last name.
    """
    text = " ".join(participant.text.split())
    if participant.kind is ParticipantKind.STATE:
        return participant.key.title()
    if participant.inherited and (participant.kind in _ACTORS or text.casefold() in NO_NAMES):
        text = names.get(participant.key) or ("it" if participant.kind not in _ACTORS else participant.key.title())
        if text.casefold() in NO_NAMES:
            return None
    elif text.casefold() in NO_NAMES or not _bare(text):
        return _counted(claim)
    elif participant.kind is ParticipantKind.BODY and text.islower():
        text = names.get(participant.key, text)  # "the house", where the story has its name too
    last = text.rsplit(maxsplit=1)[-1]
    if participant.kind is ParticipantKind.PERSON and last[:1].isupper() and not _is_body(text, last, claim):
        return last
    text = text.partition(", ")[0]
    bare = _bare(text)
    if "them" in text.split() or bare.casefold() in NO_NAMES:
        return None
    if participant.kind is ParticipantKind.OTHER and len(bare) > _NAME:
        bare = " ".join(bare.split()[-3:])
    if participant.kind is ParticipantKind.OTHER and claim.evidence.quote.startswith(bare):
        bare = _inside(bare)
    return _with_article(bare, claim) if bare == text or bare[:1].islower() else bare


def _inside(text: str) -> str:
    """A common noun that begins a sentence, as it is written inside one: "Dock workers" are dock workers."""
    last = text.rsplit(maxsplit=1)[-1]
    return f"{text[:1].lower()}{text[1:]}" if (last if last != text else text[1:]).islower() else text


def _is_body(text: str, last: str, claim: Claim) -> bool:
    """Whether a name taken for a person's is a body's: the Green List, Tarn Fisheries."""
    return " " in text and (last.casefold() in BODIES or f"the {text}" in claim.evidence.quote)


def _bare(text: str) -> str:
    """A noun phrase without whose, when and how many: "411 deputies" are deputies."""
    text = _OWNERS.sub("", text)
    text = _DAYS.sub("", text)
    return _OWNERS.sub("", _FIGURES.sub("", text)).strip()


def _counted(claim: Claim) -> str | None:
    """What is counted where a participant is a bare count: "twelve were freed", of hostages."""
    for quantity in claim.quantities:
        unit = quantity.unit
        if unit not in _NO_NOUNS and unit.replace(" ", "").isalpha():
            return f"{unit[:-1]}ies" if unit.endswith("y") and unit[-2:-1] not in "aeiou" else f"{unit}s"
    return None


def _with_article(text: str, claim: Claim) -> str:
    """The name with the article that the sentence gives it."""
    found = re.search(rf"\b(the|an?)\s+{re.escape(text)}\b", claim.evidence.quote, re.IGNORECASE)
    return f"{found[1].lower()} {text}" if found else text


def parts_of(claim: Claim, noun: str, names: Names) -> Parts:
    """Whom a mention names, none of them twice, and none that the noun says already."""
    said = {word.casefold() for word in noun.split()}

    def told(participant: Participant | None) -> str | None:
        if participant is None:
            return None
        name = name_of(participant, names, claim)
        first = _plain(name).split()[0].casefold() if name else ""
        return (
            name if name and name.casefold() not in said and (len(said) == 1 or first.rstrip("s") not in said) else None
        )

    agent, patient, place = told(claim.subject), told(claim.object), told(claim.place)
    patient = patient if patient != agent else None
    others = [name for each in claim.others if (name := told(each)) and name not in (agent, patient, place)]
    place = place if place not in (agent, patient) else None
    facing = claim.object is not None and claim.object.kind in _ACTORS
    return Parts(agent=agent, patient=patient, others=tuple(dict.fromkeys(others)), place=place, facing=facing)


def noun_phrase(event_class: EventClass, parts: Parts) -> str:
    """The longest phrase that has room: place and others go first, then the articles."""
    noun = event_class.noun
    if (merged := _merged(noun, parts.patient)) != noun:
        noun, parts = merged, replace(parts, patient=None)
    elif (merged := _merged(noun, parts.agent)) != noun:
        noun, parts = merged, replace(parts, agent=None)
    is_count = event_class.id.startswith("toll_")
    phrase = _fact if is_count or event_class.kind is ClassKind.FACT else _event
    tries = (parts, replace(parts, others=()), replace(parts, others=(), place=None))
    texts = [phrase(noun, each) for each in tries]
    texts += [re.sub(r"\b(of|by|on|to|in|into|for|against|with|and) (?:the|an?) ", r"\1 ", text) for text in texts]
    fitting = next((text for text in texts if len(text) <= LONGEST), texts[-1])
    return fitting[:1].upper() + fitting[1:]


def _merged(noun: str, name: str | None) -> str:
    """A noun with one who takes part in it, whose last word is the noun's own: breakdown of coalition talks."""
    last = noun.rsplit(maxsplit=1)[-1]
    words = _plain(name).split() if name else []
    if len(words) <= 1 or words[-1].casefold() != last:
        return noun
    return f"{noun[: -len(last)]}{_inside(' '.join(words))}"


def _fact(noun: str, parts: Parts) -> str:
    words = noun.split()
    if words[0] in PEOPLE:
        noun = " ".join([PEOPLE[words[0]], *words[1:]])
    where = parts.place or parts.agent or parts.patient
    if where is None:
        return noun
    if noun == "people aboard" and parts.place is None:
        return f"{noun} {where}"
    if words[0] in PEOPLE or noun.endswith(("s", "people", "aboard", "land", "foreseen", "turnout")):
        return f"{noun} in {where}" if where[:1].isupper() or parts.place else f"{noun}: {where}"
    both = [each for each in (parts.agent, parts.patient, *parts.others) if each]
    return f"{noun} of {where}" if len(both) <= 1 else f"{noun}: {', '.join(both)}"


def _event(noun: str, parts: Parts) -> str:
    noun = noun.removesuffix(" reached")
    last = noun.rsplit(maxsplit=1)[-1]
    if noun in SYMMETRIC or last in SYMMETRIC:
        text = _between(noun, last, parts)
    elif noun in JOINED:
        sides = [each for each in (parts.agent, parts.patient, *parts.others) if each]
        text = f"{noun} of {' and '.join(sides[:2])}" if sides else noun
    else:
        text = _acted(noun, last, parts)
    if parts.place is None:
        return text
    default = "in" if parts.place[:1].isupper() else "at"
    return f"{text} {DIRECTIONS.get(noun, DIRECTIONS.get(last, default))} {parts.place}"


def _between(noun: str, last: str, parts: Parts) -> str:
    """What several do alike, and what it is about."""
    sides = [each for each in (parts.agent, parts.patient if parts.facing else None, *parts.others) if each]
    matter = parts.patient if not parts.facing else None
    if len(sides) > 1:
        text = f"{noun} between {sides[0]} and {sides[1]}"
    else:
        text = f"{noun} {SYMMETRIC.get(noun, SYMMETRIC.get(last, 'of'))} {sides[0]}" if sides else noun
    return f"{text} on {matter}" if matter and len(sides) < _MANY else text


def _acted(noun: str, last: str, parts: Parts) -> str:
    agent, patient, others = parts.agent, parts.patient, list(parts.others)
    word = OBJECT_WORDS.get(noun, OBJECT_WORDS.get(last, ":" if " " in noun and _closed(noun) else "of"))
    if noun in ("win", "defeat"):
        word = ("against" if noun == "win" else "by") if parts.facing else "in"
    by, of = ("at" if noun in AT_SUBJECT else "by"), "in" if last in LEVELS else "of"
    if agent and noun in INTRANSITIVE:
        return f"{noun} {of} {agent}"
    text = noun
    if agent and (noun in OF_SUBJECT or last in OF_SUBJECT) and (patient is None or word == ":" or noun == "defeat"):
        text, agent = f"{text} {'at' if noun in AT_SUBJECT else of} {agent}", None
    if patient and word == "of":
        text, patient = f"{text} of {patient}", None
    elif patient and word == "in" and noun not in ("win", "defeat"):
        text, patient = f"{text} in {patient}", None
    if agent:
        text = f"{text} {by} {agent}"
    if patient and word != ":":
        text, patient = f"{text} {word} {patient}", None
    receiver = RECEIVERS.get(noun, RECEIVERS.get(last))
    if others and receiver:
        text = f"{text} {receiver} {others.pop(0)}"
    rest = [patient] if patient else []
    if parts.agent is None or parts.patient is None:
        rest += others
    return f"{text}: {', '.join(map(_plain, rest))}" if rest else text


def _plain(name: str) -> str:
    return re.sub(r"^(?:the|an?) ", "", name)


def _closed(noun: str) -> bool:
    """Whether a noun of several words names its object already: release of a player, contract won."""
    words = noun.split()
    return "of" in words or words[-1] in ("won", "granted", "revoked", "withdrawn", "held", "out", "voiced", "issued")
