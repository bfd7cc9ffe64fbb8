"""Outcomes, states and health as screens say them: a word, a mark and a tone for each, and which is worse."""

from dataclasses import dataclass
from datetime import date

from tracker.model import Change, ChangeKind, EventState, Outcome, Polling, SourceHealth, State
from tracker.reports.lines import Tone


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """How an outcome is shown; a lower rank is worse and stands higher."""

    word: str
    tone: Tone
    rank: int


def _label(word: str, tone: Tone, rank: int) -> Label:
    return Label(word=word, tone=tone, rank=rank)


OUTCOMES = {
    Outcome.CANCELLED: _label("cancelled", Tone.STOPPED, 0),
    Outcome.DENIED: _label("denied", Tone.STOPPED, 0),
    Outcome.FAILED: _label("failed", Tone.STOPPED, 0),
    Outcome.POSTPONED: _label("postponed", Tone.MOVED, 1),
    Outcome.OVERDUE: _label("no report yet", Tone.SILENT, 2),
    Outcome.DISPUTED: _label("disputed", Tone.DISPUTED, 3),
    Outcome.CANNOT_TELL: _label("cannot tell", Tone.SILENT, 4),
    Outcome.UNCONFIRMED: _label("unconfirmed", Tone.SILENT, 5),
    Outcome.PARTLY: _label("partly done", Tone.MOVED, 6),
    Outcome.LAPSED: _label("lapsed", Tone.STOPPED, 6),
    Outcome.DIFFERENTLY: _label("happened differently", Tone.MOVED, 7),
    Outcome.LATE: _label("happened late", Tone.MOVED, 7),
    Outcome.EARLY: _label("happened early", Tone.DONE, 7),
    Outcome.DUE: _label("due now", Tone.OPEN, 8),
    Outcome.PENDING: _label("planned", Tone.OPEN, 9),
    Outcome.AS_ANNOUNCED: _label("happened as announced", Tone.DONE, 10),
}

#: For events that nobody announced, and for facts.
STATES = {
    State.PLANNED: _label("planned", Tone.OPEN, 9),
    State.ONGOING: _label("under way", Tone.OPEN, 8),
    State.HAPPENED: _label("happened", Tone.DONE, 10),
    State.POSTPONED: _label("postponed", Tone.MOVED, 1),
    State.SUSPENDED: _label("suspended", Tone.STOPPED, 1),
    State.CANCELLED: _label("cancelled", Tone.STOPPED, 0),
    State.DENIED: _label("denied", Tone.STOPPED, 0),
    State.FAILED: _label("failed", Tone.STOPPED, 0),
    State.PARTLY: _label("partly done", Tone.MOVED, 6),
    State.DISPUTED: _label("disputed", Tone.DISPUTED, 3),
    State.UNCONFIRMED: _label("unconfirmed", Tone.SILENT, 5),
    State.OVERDUE: _label("no report yet", Tone.SILENT, 2),
    State.RETRACTED: _label("taken back", Tone.STOPPED, 1),
    State.HOLDS: _label("holds", Tone.HOLDS, 11),
    State.UNKNOWN: _label("unknown", Tone.SILENT, 12),
}

MARKS = {
    Tone.DONE: "✓",
    Tone.MOVED: "!",
    Tone.STOPPED: "×",
    Tone.SILENT: "?",
    Tone.DISPUTED: "≠",
    Tone.OPEN: "·",
    Tone.HOLDS: "=",
}

HEALTH = {
    SourceHealth.NEW: "not read yet",
    SourceHealth.READ: "read",
    SourceHealth.BLIND: "blind",
    SourceHealth.FAILING: "failing",
    SourceHealth.FOREIGN: "not read for claims",
    SourceHealth.MISSING: "not there at the last check",
    SourceHealth.GONE: "removed",
}

#: A page that was taken off its site is "removed"; a source that a person took out is another thing.
POLLING = {Polling.PAUSED: "paused", Polling.REMOVED: "no longer read"}
#: Text that a person handed in is marked so wherever it is shown.
HANDED_IN = "handed in"
#: Languages with claim rules.
READ_LANGUAGES = frozenset({"en"})


def not_read_for_claims(language: str) -> str:
    """Why a text is not read for claims, to go on "it is ..."."""
    which = f"in language '{language}'" if language != "und" else "in a language that can't be told (a longer text can)"
    return f"{which}: kept and compared, not read for claims"


KIND_TONES = {
    ChangeKind.DATE: Tone.MOVED,
    ChangeKind.OVERDUE: Tone.SILENT,
    ChangeKind.NUMBER: Tone.MOVED,
    ChangeKind.POLARITY: Tone.STOPPED,
    ChangeKind.RETRACTED: Tone.STOPPED,
    ChangeKind.CONFLICT: Tone.DISPUTED,
    ChangeKind.REMOVED: Tone.STOPPED,
    ChangeKind.DROPPED: Tone.MOVED,
}


#: A plan that had been moved, and then happened on the day it was moved to.
AS_MOVED = _label("happened as last announced", Tone.DONE, 7)


def label_of(known: EventState) -> Label:
    """How an event's outcome is shown, or its state where nobody announced it."""
    if known.outcome is None:
        return STATES[known.state]
    if known.outcome is Outcome.AS_ANNOUNCED and _was_moved(known):
        return AS_MOVED
    return OUTCOMES[known.outcome]


def _was_moved(known: EventState) -> bool:
    """Whether what happened lies wholly outside the days that were announced first."""
    first, day = known.first_expectation, known.time
    if first is None or day is None or known.state is not State.HAPPENED:
        return False
    begins = max(first.time.first or date.min, day.first or date.min)
    return begins > min(first.time.last or date.max, day.last or date.max)


def tone_of(change: Change) -> Tone:
    """How a change is drawn."""
    if change.kind is ChangeKind.STATUS and change.after is not None and change.after.state is not None:
        return STATES[change.after.state].tone
    return KIND_TONES.get(change.kind, Tone.OPEN)
