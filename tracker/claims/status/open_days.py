"""Plans whose day is open: no date for the trial has been fixed; the day on which they will sign is not settled.

Who says so says that it is to be, and not when: a plan without a day, never a denial of the event.
"""

from typing import TYPE_CHECKING

from tracker.claims.parse import child, children, has_word, lemma
from tracker.claims.reading import Reading
from tracker.model import Status, Strength

if TYPE_CHECKING:
    from spacy.tokens import Token

_DAYS = frozenset(
    {
        "date", "day", "time", "timing", "timetable", "timeline", "timeframe", "timescale", "schedule", "venue",
        "place", "location", "hour",
    }
)  # fmt: skip
_SETTLE = frozenset(
    {
        "set", "fix", "decide", "determine", "agree", "settle", "announce", "name", "give", "choose", "confirm",
        "finalise", "finalize", "disclose", "schedule", "specify", "publish", "establish", "arrange", "know", "provide",
        "offer", "propose",
    }
)  # fmt: skip
_OPEN = frozenset({"open", "unclear", "unknown", "uncertain", "undecided", "unsettled", "unspecified"})
_KNOWN = frozenset({"clear", "known", "certain", "final", "available"})


def open_day(token: "Token") -> Reading | None:
    """The reading of an event (its verb in "the day on which they sign", its noun in "a date for the trial") whose day
    is said to be open; None where nothing says so.
    """
    day = _day_of(token)
    cue = _left_open(day) if day is not None else None
    if cue is None:
        return None
    return Reading(status=Status.PLANNED, rule="status.no_day", cue=cue, strength=Strength.SOFT)


def _day_of(token: "Token") -> "Token | None":
    """The noun for the time or place of an event: a *date* for the trial, the *day* on which they will sign."""
    if token.dep_ == "relcl" and lemma(token.head) in _DAYS:
        return token.head
    above = token
    while above.dep_ in ("conj", "compound") and above.head.pos_ in ("NOUN", "PROPN"):
        above = above.head
    if above.dep_ == "compound" and lemma(above.head) in _DAYS:
        return above.head
    if above.dep_ == "pobj" and above.head.lower_ in ("for", "of") and lemma(above.head.head) in _DAYS:
        return above.head.head
    return token.head if token.dep_ == "compound" and lemma(token.head) in _DAYS else None


def _left_open(day: "Token") -> "Token | None":
    """The word by which a day is left open: *no* date, has *not* been set, has *yet* to be decided, is *unclear*."""
    verb = day.head
    if day.dep_ not in ("dobj", "nsubj", "nsubjpass", "attr") or verb.pos_ not in ("VERB", "AUX"):
        return None
    settling = _settling(verb)
    none = has_word(day, "no") or child(verb, "neg")
    if lemma(verb) == "be" and settling == verb:
        state = child(verb, "acomp", "attr")
        if state is not None and state.lower_ in _OPEN and none is None:
            return state
        if state is not None and state.lower_ in _KNOWN:
            return none
        return has_word(day, "no")
    if lemma(settling) not in _SETTLE:
        return None
    yet = next((c for c in verb.children if c.lower_ == "yet"), None) if settling != verb else None
    return none or yet


def _settling(verb: "Token") -> "Token":
    """The verb that settles a day: has yet to be *decided*, is still to be *fixed*."""
    below = next((c for c in children(verb, "xcomp") if c.tag_ == "VBN"), None)
    return below if lemma(verb) in ("have", "remain", "be") and below is not None else verb
