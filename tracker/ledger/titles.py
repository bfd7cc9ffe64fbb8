"""Words for people: what an event is called, and each side of a change."""

import re
from dataclasses import replace

from tracker.ledger.naming import LONGEST, Names, Parts, name_of, noun_phrase, parts_of
from tracker.ledger.naming_words import NOUNS
from tracker.ledger.reasons import REASON
from tracker.ledger.tallies import TALLIES
from tracker.model import (
    SCHEDULE_ITEM,
    Claim,
    ClassKind,
    Event,
    EventClass,
    EventState,
    Facet,
    Outcome,
    Participant,
    ParticipantKind,
    Quantity,
    QuantityBound,
    State,
    Status,
    time_text,
)
from tracker.model.event import UNLISTED

_ENDS = frozenset({State.HAPPENED, State.CANCELLED})
#: Words that say what a document is better than its key.
_DOCUMENT_WORDS = frozenset({"deal", "pact", "agreement", "accord", "contract", "bill", "law", "resolution", "budget"})
_OWNERS = re.compile(r"^(?:the|an?|its|his|her|their|whose) ", re.IGNORECASE)
#: The class of what has none: it is called what the text calls it.
OCCASION = "occasion"
#: Most characters of a change's title.
TITLE = 100
NEGATIVE = frozenset({Status.NEGATED, Status.DENIED})
#: Units that are the same of one and of many.
UNCHANGED = frozenset({"percent", "usd", "eur", "gbp", "jpy", "rub", "cny", "irr", "inr", "chf", "ils", "try", "uah",
                       "pln", "sek", "ngn", "zar", "aud", "cad", "hkd", "nzd", "sgd", "krw", "krone"})  # fmt: skip
#: Scopes that a unit does not already say.
BOUNDS = {
    QuantityBound.EXACT: "",
    QuantityBound.ABOUT: "about ",
    QuantityBound.AT_LEAST: "at least ",
    QuantityBound.AT_MOST: "at most ",
}


def event_title(claim: Claim, event_class: EventClass, *, of_story: bool, names: Names | None = None) -> str:
    """A noun phrase: "Treaty signing: Putin, Pezeshkian", "Release of hostages by the rebels", "Visit by Orr to Oman".

    `names` says how those are written whom a pronoun means.
    """
    if event_class.id == REASON:
        return _reason_title(claim, event_class.noun)
    document = _document(claim)
    known = names if names is not None else {}
    noun = _noun_of(claim) if event_class.id.startswith(UNLISTED) else event_class.noun
    if document is None:
        if event_class.id == OCCASION and claim.object is not None:
            text = _occasion(claim, parts_of(claim, "", known))
        else:
            text = noun_phrase(replace(event_class, noun=noun), parts_of(claim, noun, known))
        return shortened(text, LONGEST)
    # The document's parties are in its name, whoever else takes part.
    others = [each for each in claim.others if each.key not in document.marks]
    taking = (claim.subject, claim.object, *others, claim.place)
    rest = [
        name.removeprefix("the ").removeprefix("a ").removeprefix("an ")
        for each in taking
        if each is not None and each is not document and (name := name_of(each, known, claim)) is not None
    ]
    if event_class.id == SCHEDULE_ITEM:
        head = document.text
    elif event_class.kind is ClassKind.FACT:
        whose = claim.subject if event_class.by_subject else claim.object
        of_what = whose if whose is not document else None
        name = name_of(of_what, known, claim) if of_what is not None else None
        head, rest = f"{_called(document, claim)}: {noun}", [name] if name else []
    else:
        head = f"{_called(document, claim)} {noun}"
        rest = rest if event_class.by_subject else []
    if not of_story and document.marks:
        rest = [*rest, *(mark.title() for mark in document.marks)]
    text = head[:1].upper() + head[1:]
    return shortened(f"{text}: {', '.join(dict.fromkeys(rest))}" if rest else text, LONGEST)


def _reason_title(claim: Claim, noun: str) -> str:
    """What slipped, and why, in the text's own words: "Vote: reason: a dispute about the quorum"."""
    why = claim.object.text if claim.object is not None else ""
    what = _called(claim.subject, claim) if claim.subject is not None else ""
    text = ": ".join(part for part in (what, noun, why) if part)
    return shortened(f"{text[:1].upper()}{text[1:]}", LONGEST)


def _document(claim: Claim) -> Participant | None:
    """What is signed or passed; not one that a pronoun means beside an object that is none."""
    both = [each for each in (claim.object, claim.subject) if each and each.kind is ParticipantKind.DOCUMENT]
    if not both or (both[0] is claim.subject and both[0].inherited and claim.object is not None):
        return None
    return both[0]


def _occasion(claim: Claim, parts: Parts) -> str:
    """What a text calls an event, and where it is held."""
    head = parts.patient or (claim.object.text if claim.object is not None else OCCASION)
    head = _OWNERS.sub("", head)
    rest = f": {parts.agent}" if parts.agent else f" in {parts.place}" if parts.place else ""
    return f"{head[:1].upper()}{head[1:]}{rest}"


def _noun_of(claim: Claim) -> str:
    """The noun of a verb that no class lists: "delivery", "repainting", "painting over"."""
    verb, _, particle = claim.lemma.partition(" ")
    if claim.nominal:
        return claim.lemma
    noun = NOUNS.get(verb) if not particle else None
    return noun or f"{_gerund(verb)} {particle}".strip()


def _gerund(verb: str) -> str:
    if verb.endswith("ie"):
        return f"{verb[:-2]}ying"
    if verb.endswith("e") and not verb.endswith(("ee", "ye", "oe")):
        return f"{verb[:-1]}ing"
    short = len(verb) <= 4 and re.search(r"[^aeiou][aeiou][bdgmnprt]$", verb) is not None
    return f"{verb}{verb[-1]}ing" if short else f"{verb}ing"


def _called(document: Participant, claim: Claim) -> str:
    """What the text calls a document: where states are not its parties, a "treaty" may be a pay deal or a contract."""
    word = document.text.split()[-1].casefold() if document.text else ""
    bodies = any(each is not None and each.kind is ParticipantKind.BODY for each in (claim.subject, *claim.others))
    return word if word in _DOCUMENT_WORDS and (bodies or not document.marks) else document.key


def shortened(text: str, most: int = TITLE) -> str:
    """The text, cut at a word with "…" where it is longer than that."""
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    head, _, _ = cut.rpartition(" ")
    return (head or cut).rstrip(",:;") + "…"


def state_text(known: EventState) -> str:
    """The state in words: "planned for Fri 17 Jan 2025", "happened as announced, Fri 17 Jan 2025", "cancelled"."""
    day = time_text(known.time) if known.time is not None else ""
    with_day, without = _STATE_WORDS.get(known.state, (known.state.value, known.state.value))
    if known.state is State.HOLDS:
        return fact_text(known)
    if known.state is State.PARTLY or known.outcome is Outcome.LAPSED:
        return _part_text(known) if known.state is State.PARTLY else f"lapsed, due {day}" if day else "lapsed"
    if known.state is State.HAPPENED:
        verdict = known.outcome.value if known.outcome is not None else "happened"
        return f"{verdict}, {day}" if day else verdict
    if not day and known.state is State.PLANNED and known.quantity is not None and known.quantity.unit in TALLIES:
        return quantity_text(known.quantity)  # what a count may come to
    if not day or with_day == without:
        return without
    earliest = day.removeprefix("from ").removeprefix("not before ")
    return f"{with_day} {day}" if earliest == day else f"{with_day} {earliest} at the earliest"


def _part_text(known: EventState) -> str:
    """ "partly done, 10 of 12 hostages": how much, where it is told, and of how many, where they were announced."""
    part = known.quantity
    if part is None:
        return "partly done"
    announced = known.expectation or known.first_expectation
    said = announced.row.claim.quantities if announced is not None else ()
    whole = next((each for each in said if each.unit == part.unit and each.low > part.high), None)
    if whole is None:
        return f"partly done, {quantity_text(part)}"
    return f"partly done, {BOUNDS[part.bound]}{_number(part.low)} of {quantity_text(whole)}"


#: The words of a state before a day, and without one.
_STATE_WORDS = {
    State.PLANNED: ("planned for", "planned, no day named"),
    State.POSTPONED: ("postponed to", "postponed, no new day named"),
    State.OVERDUE: ("no report yet, due", "no report yet"),
    State.PARTLY: ("partly done,", "partly done"),
    State.UNKNOWN: ("nothing known", "nothing known"),
}


def fact_text(known: EventState) -> str:
    """What holds: the figure, "holds" or "does not hold"."""
    if is_negative(known):
        return "does not hold"
    return quantity_text(known.quantity) if known.quantity is not None else "holds"


def is_negative(known: EventState) -> bool:
    """Whether it is settled that there is no such thing."""
    return known.decided_by is not None and known.decided_by.claim.status in NEGATIVE


def quantity_text(quantity: Quantity) -> str:
    """For people: "47 articles", "about 1.5 percent", "20-25 years"."""
    value = _number(quantity.low)
    if quantity.high != quantity.low:
        value = f"{value}-{_number(quantity.high)}"
    unit = quantity.unit
    if (quantity.low, quantity.high) != (1.0, 1.0) and "person" in unit.split() and " " in unit:
        unit = unit.replace("person", "people")
    elif (
        (quantity.low, quantity.high) != (1.0, 1.0)
        and unit.replace(" ", "").isalpha()
        and unit not in UNCHANGED
        and " per " not in unit
    ):
        unit = f"{unit[:-1]}ies" if unit.endswith("y") and unit[-2:-1] not in "aeiou" else f"{unit}s"
    return f"{BOUNDS[quantity.bound]}{value} {unit}".rstrip()


def _number(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,g}"


def news_title(event: Event, known: EventState) -> str:
    """What is told of an event: "Vote: members: happened, Fri 6 Jun 2025 (rejected)", where another word settled it."""
    text, row = state_text(known), known.decided_by
    if row is None or row.claim.event_class in (None, event.event_class) or known.state not in _ENDS:
        return f"{event.title}: {text}"
    return f"{event.title}: {text} ({row.claim.trigger.quote})"


def state_facet(known: EventState) -> Facet:
    """A side of a change of state."""
    return Facet(state=known.state, time=known.time, quantity=known.quantity, text=state_text(known))


def day_facet(known: EventState) -> Facet:
    """A side of a moved date."""
    return Facet(state=known.state, time=known.time, text=time_text(known.time))


def quantity_facet(quantity: Quantity) -> Facet:
    """A side of a changed figure."""
    return Facet(quantity=quantity, text=quantity_text(quantity))


def outcome_text(outcome: Outcome) -> str:
    """The outcome as screens say it."""
    return "no report yet" if outcome is Outcome.OVERDUE else outcome.value
