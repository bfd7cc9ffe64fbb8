"""Counts of those in a state that lasts: ships at anchor, lorries in a queue, workers on strike, homes cut off."""

from typing import TYPE_CHECKING

from tracker.claims.kept import kept
from tracker.claims.parse import lemma

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_SHIPS = frozenset({"ship", "vessel", "tanker", "freighter", "ferry", "boat", "bulker", "carrier"})
_LORRIES = frozenset({"lorry", "truck", "vehicle", "car", "train", "wagon"})
_TRAVELLERS = frozenset({"passenger", "tourist", "traveller", "traveler", "holidaymaker", "commuter", "hiker"})
_WORKERS = frozenset(
    {"worker", "employee", "docker", "nurse", "doctor", "teacher", "driver", "member", "miner", "pilot", "people",
     "staff", "postman", "machinist", "striker", "dockworker", "physician", "cleaner", "guard", "controller"}
)  # fmt: skip
_HOMES = frozenset(
    {"home", "household", "customer", "people", "house", "resident", "property", "consumer", "subscriber", "inhabitant"}
)
_WAIT = frozenset({"wait", "queue", "anchor", "idle", "anchorage", "queuing"})
_STOP = frozenset({"strand", "stick"})
_STRIKES = frozenset({"strike", "stoppage", "walk-out", "walkout", "action"})
_SUPPLIES = frozenset({"power", "electricity", "water", "heat", "heating", "gas"})
#: How people are told to be on strike, with the word, and without it.
_JOINED = (" took part in", " taken part in", " joined", " are on ", " were on ", " went on ", " is on ")
_STOPPED = (" walked out", " stopped work", " downed tools", " laid down their work", " walk out ")
#: What a count is called -> its unit.
STATE_UNITS = {
    "waiting_ships": "waiting ship", "waiting_lorries": "waiting lorry", "stranded": "stranded person",
    "strikers": "striker", "cut_off": "home without supply",
}  # fmt: skip
#: How far behind what is counted its state may be told.
_REACH = 9


def in_state(group: "tuple[Token, ...]") -> str | None:
    """What a number before a noun counts by the state that the words after, or before it, put it in."""
    last = group[-1]
    noun = _noun_after(last)
    if noun is None:
        return None
    word, behind = lemma(noun), last.doc[noun.i + 1 : min(noun.i + 1 + _REACH, last.sent.end)]
    before = _strike_by(group[0])
    if word in _WORKERS and (before or _is_on_strike(behind)):
        return "strikers"
    lemmas = {lemma(token) for token in _until_next(behind)}
    if word in _SHIPS and (lemmas & (_WAIT | _STOP)):
        return "waiting_ships"
    if word in _LORRIES and (lemmas & (_WAIT | _STOP)):
        return "waiting_lorries"
    if word in _TRAVELLERS and lemmas & _STOP:
        return "stranded"
    return "cut_off" if word in _HOMES and _is_without(behind) else None


@kept
def state_in(sentence: "Span") -> str | None:
    """The state of which a sentence speaks as counted, without a number: how many took part in the strike."""
    counts = any(token.lower_ in ("many", "number", "figure", "count") for token in sentence)
    return "strikers" if counts and _is_on_strike(sentence) else None


def _noun_after(last: "Token") -> "Token | None":
    """The noun that a number counts: 26 ships, some 3,000 dock workers."""
    for token in last.doc[last.i + 1 : min(last.i + 5, last.sent.end)]:
        following = token.i + 1 < last.sent.end and token.nbor().pos_ in ("NOUN", "PROPN")
        if token.pos_ in ("NOUN", "PROPN") and not following:
            return token
        if token.pos_ not in ("ADJ", "NOUN", "PROPN") and token.lower_ != "-":
            return None
    return None


def _until_next(behind: "Span") -> "list[Token]":
    """The words up to the next clause of its own."""
    words = []
    for token in behind:
        if token.text in (",", ";") or token.lower_ in ("but", "while", "whereas"):
            break
        words.append(token)
    return words


def _strike_by(first: "Token") -> bool:
    """Whether the number stands in "a strike by some 3,000 workers"."""
    words = first.doc[max(first.sent.start, first.i - 4) : first.i]
    by = next((token for token in words if token.lower_ in ("by", "of") and lemma(token.head) in _STRIKES), None)
    return by is not None


def _is_on_strike(words: "Span") -> bool:
    """Whether the words say that somebody has stopped work."""
    text = f" {words.text.lower()} "
    said = (
        " took part in",
        " taken part in",
        " joined",
        " had joined",
        " are on ",
        " were on ",
        " went on ",
        " is on ",
    )
    if any(lemma(token) in _STRIKES for token in words) and any(each in text for each in said):
        return True
    return any(
        each in text
        for each in (" walked out", " stopped work", " downed tools", " laid down their work", " walk out ")
    )


def _is_without(words: "Span") -> bool:
    """Whether the words say that something is lacking that comes by a line: without power, lost electricity."""
    for token in words:
        if lemma(token) in _SUPPLIES and any(
            t.lower_ in ("without", "no", "lost", "lose") for t in token.doc[max(words.start, token.i - 4) : token.i]
        ):
            return True
    return False
