"""Words for people: what an event is called, and each side of a change."""

import re

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

_ENDS = frozenset({State.HAPPENED, State.CANCELLED})
#: Words that say what a document is better than its key.
_DOCUMENT_WORDS = frozenset({"deal", "pact", "agreement", "accord", "contract", "bill", "law", "resolution", "budget"})
_OWNERS = re.compile(r"^(?:the|its|his|her|their) ", re.IGNORECASE)
#: The class of what has none: it is called what the text calls it.
OCCASION = "occasion"
#: Most characters of a change's title.
TITLE = 70
FIGURES = re.compile(r"^(?:(?:some|about|around|nearly|almost|over|at least|more than) )?[\d.,]+ (?=\w)", re.IGNORECASE)
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


def event_title(claim: Claim, event_class: EventClass, *, of_story: bool) -> str:
    """A short noun phrase: "Treaty signing", "Visit: Pezeshkian, Russia", "Treaty ratification: State Duma"."""
    document = next(
        (each for each in (claim.object, claim.subject) if each and each.kind is ParticipantKind.DOCUMENT), None
    )
    # The document's parties are in its name, whoever else takes part.
    parties = document.marks if document is not None else ()
    others = [each for each in claim.others if each.key not in parties]
    rest = [
        _name(each)
        for each in (claim.subject, claim.object, *others, claim.place)
        if each is not None and each is not document
    ]
    if document is not None and event_class.id == SCHEDULE_ITEM:
        head = document.text
    elif event_class.id == OCCASION and claim.object is not None:
        head, rest = _name(claim.object), [each for each in rest if each != _name(claim.object)]
    elif document is None:
        head = event_class.noun
    elif event_class.kind is ClassKind.FACT:
        whose = claim.subject if event_class.by_subject else claim.object
        of_what = whose if whose is not document else None
        head, rest = f"{_called(document)}: {event_class.noun}", [_name(of_what)] if of_what is not None else []
    else:
        head = f"{_called(document)} {event_class.noun}"
        rest = rest if event_class.by_subject else []
    if document is not None and not of_story and document.marks:
        rest = [*rest, *(mark.title() for mark in document.marks)]
    text = head[:1].upper() + head[1:]
    return shortened(f"{text}: {', '.join(dict.fromkeys(rest))}" if rest else text, 48)


def _called(document: Participant) -> str:
    """What the text calls a document: where it has no parties, a "treaty" may be a pay deal or a contract."""
    word = document.text.split()[-1].casefold() if document.text else ""
    return word if word in _DOCUMENT_WORDS and not document.marks else document.key


def _name(participant: Participant) -> str:
    """A state, and whom a pronoun means, by its key whatever the text says; a person by the last name."""
    if participant.kind is ParticipantKind.STATE or participant.inherited:
        return participant.key.title()
    if participant.kind is ParticipantKind.PERSON and (last := participant.text.rsplit(maxsplit=1)[-1])[:1].isupper():
        return last
    # "411 deputies": how many is what is told of it, not what it is called.
    return FIGURES.sub("", _OWNERS.sub("", participant.text)) or participant.text


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
    if known.state is State.HAPPENED:
        verdict = known.outcome.value if known.outcome is not None else "happened"
        return f"{verdict}, {day}" if day else verdict
    if not day and known.state is State.PLANNED and known.quantity is not None and known.quantity.unit in TALLIES:
        return quantity_text(known.quantity)  # what a count may come to
    if not day or with_day == without:
        return without
    earliest = day.removeprefix("from ").removeprefix("not before ")
    return f"{with_day} {day}" if earliest == day else f"{with_day} {earliest} at the earliest"


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
