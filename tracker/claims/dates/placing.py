"""The predicates of a sentence and its dates: which takes which, and which is counted from another event."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from tracker.claims.dates.blocks import NUMBER, UNIT
from tracker.claims.dates.calendars import number_in
from tracker.claims.dates.dating import Placed, place_dates, times_of
from tracker.claims.dates.told import Dated
from tracker.claims.events.predications import Found
from tracker.claims.kept import kept
from tracker.claims.parse import child, children, lemma
from tracker.claims.reading import Reading
from tracker.claims.speech.attribution import speech_verbs
from tracker.claims.tables import Lexicon
from tracker.model import Status

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

#: Days after which what somebody said is no longer news by itself.
_LONG_AGO = 7
_COUNTED = re.compile(
    rf"\b(?:(?P<vague>[Aa]bout|[Aa]round|[Ss]ome|[Rr]oughly|[Nn]early|[Aa]lmost|[Ll]ess than|[Mm]ore than|[Ww]ithin) )?"
    rf"(?:{NUMBER} {UNIT}|[Tt]he (?P<one>day|week)) (?P<way>after|before|following|of|from)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """So many units before or after an event, or within so many of it."""

    number: int
    unit: str
    #: "before", "after" or "within".
    way: str
    #: Whether the number itself is vague: some ten days after.
    is_vague: bool
    text: str


def dates_by_number(
    sentence: "Span", found: Sequence[Found], lexicon: Lexicon, told: Sequence[Dated]
) -> dict[int, list[Placed]]:
    """The dates of a sentence by the number of the predicate that takes them."""
    owners: dict[int, list[int]] = {}
    given_up: dict[int, int] = {}
    for number, one in enumerate(found):
        heads = {one.frame.head.i, *(word.i for word in one.frame.words), *(c.i for c in one.reading.carriers)}
        for index in heads:
            owners.setdefault(index, []).append(number)
        if one.nominal is None:
            continue
        for clause in children(one.frame.head, "acl", "relcl"):
            if lexicon.cue("operators.scheduled", lemma(clause)):
                given_up[clause.i] = number
    return place_dates(sentence, told, owners, given_up)


def spoken_days(
    sentence: "Span", found: Sequence[Found], lexicon: Lexicon, *, told: Sequence[Dated], anchor: date
) -> dict[int, date]:
    """The day on which what a predicate tells was said, where that is given and long before publication."""
    verbs = _speech(sentence, lexicon)
    heads = {one.frame.head.i for one in found}
    placed = place_dates(sentence, told, {**{i: [i] for i in heads}, **verbs}, {})
    days: dict[int, date] = {}
    for number, one in enumerate(found):
        for verb in speech_verbs(one.frame.head, lexicon):
            past = Reading(status=Status.HAPPENED, rule="status.past")
            time, _ = times_of(placed.get(verb.i, ()), past, verb, anchor)
            if time is not None and time.last is not None and (anchor - time.last).days > _LONG_AGO:
                days[number] = time.last
    return days


@kept
def _speech(sentence: "Span", lexicon: Lexicon) -> dict[int, list[int]]:
    """The places of the verbs of speech of a sentence, each owning what is dated by it."""
    return {t.i: [t.i] for t in sentence if t.pos_ == "VERB" and lexicon.cue("speech.say", lemma(t))}


def counted_beside(sentence: "Span", found: Sequence[Found]) -> list[tuple[int, int, Counted]]:
    """What is told as so many days beside another event: (number of its predicate, number of the event's, how far)."""
    owners = {word.i: number for number, one in enumerate(found) for word in (*one.frame.words, *one.reading.carriers)}
    owners |= {one.frame.head.i: number for number, one in enumerate(found)}
    ties = []
    for match in _COUNTED.finditer(sentence.text):
        within = (match["vague"] or "").lower() == "within"
        unit = match["one"] or match["unit"]
        if (match["way"] in ("of", "from") and not within) or unit not in ("day", "week", "fortnight", "month", "year"):
            continue
        at = sentence.start_char + match.start("way")
        word = next((token for token in sentence if token.idx == at), None)
        event = _counted_from(word) if word is not None else None
        if word is None or event is None or event.i not in owners:
            continue
        main = _main_of(event, word, owners)
        if main is None and word.dep_ == "mark":
            main = owners[event.i]  # it hangs on who said so: counted from the news itself
        if main is not None:
            way = "within" if within else "before" if match["way"] == "before" else "after"
            number = 1 if match["one"] else number_in(match["number"], default=1)
            vague = bool(match["vague"] or match["number2"])
            ties.append(
                (main, owners[event.i], Counted(number=number, unit=unit, way=way, is_vague=vague, text=match.group()))
            )
    return ties


def _counted_from(word: "Token") -> "Token | None":
    """The event that "after" or "of" leads to: the noun or the verb behind it."""
    if word.dep_ == "mark":
        return word.head
    return child(word, "pobj", "pcomp")


def _main_of(event: "Token", word: "Token", owners: dict[int, int]) -> int | None:
    """What is told as so long after the event. A clause that leads the sentence may stand above its main clause."""
    token = event if word.dep_ == "mark" else word
    if token.dep_ == "ROOT":
        below = [owners[c.i] for c in children(token, "ccomp", "conj") if c.i in owners and c.i > token.i]
        return below[0] if below else None
    while token.head != token:
        token = token.head
        if token.i in owners and owners[token.i] != owners[event.i]:
            return owners[token.i]
    return None
