"""What is known of a story, in a few lines: how its first reading ends."""

from collections.abc import Sequence
from datetime import datetime

from tracker.config import JudgeSettings
from tracker.ledger.corrections import corrected
from tracker.ledger.fold import fold
from tracker.ledger.titles import state_text
from tracker.model import ClassKind, Event, EventState, SourceReading, State, StoryBook

#: States that are no knowledge.
NOTHING = frozenset({State.UNKNOWN, State.UNCONFIRMED})
#: Lines of plans, and of facts: a summary is read on a telephone too.
MOST_PLANS = 8
MOST_FACTS = 4


def summed_up(book: StoryBook, *, articles: int, now: datetime, settings: JudgeSettings) -> tuple[str, ...]:
    """How much was read, then each plan with what became of it, then what holds."""
    known = corrected(book)
    plans, facts = [], []
    for stored in known.events:
        event = stored.value
        rows = [row for row in known.rows if row.event_key == event.key]
        state = fold(event, rows, now=now, readings=known.readings, settings=settings)
        if not event.of_story or state.state in NOTHING:
            continue
        if event.kind is ClassKind.FACT:
            facts.append(_line(stored.id, event, state))
        elif event.watched:
            plans.append(_line(stored.id, event, state))
    return (_reading(known.readings, articles), *_some(plans, MOST_PLANS, "plan"), *_some(facts, MOST_FACTS, "fact"))


def unwatched_text(outlets: Sequence[tuple[str, str]]) -> str:
    """ "not watched: no source is polled", or why none can be read, from pairs of outlet and reason."""
    if not outlets:
        return "not watched: no source is polled; name some with claimwatch sources add"
    reasons = "; ".join(dict.fromkeys(f"{outlet}: {why}" for outlet, why in outlets))
    return f"not watched: none of {len(outlets)} source{'' if len(outlets) == 1 else 's'} can be read ({reasons})"


def _reading(readings: Sequence[SourceReading], articles: int) -> str:
    read = sum(not reading.excluded for reading in readings)
    if not read:
        return unwatched_text([(reading.outlet, reading.excluded) for reading in readings])
    texts = f"{articles} article{'' if articles == 1 else 's'}"
    return f"{read} of {len(readings)} source{'' if len(readings) == 1 else 's'} read, {texts}"


def _line(number: int, event: Event, known: EventState) -> str:
    return f"E{number} {event.title}: {state_text(known)}"


def _some(lines: Sequence[str], most: int, what: str) -> list[str]:
    rest = len(lines) - most
    return [*lines[:most], *([f"and {rest} more {what}{'' if rest == 1 else 's'}"] if rest > 0 else [])]
