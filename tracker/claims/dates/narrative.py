"""The day that a paragraph tells of: what is told on in the simple past, without a day of its own, was about then.

On Tuesday the jury convicted him; the judge thanked its members: about Tuesday. A perfect ("has resigned") is news of
its own day, a pluperfect lies before; neither takes the day.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from tracker.claims.dates.calendars import Side
from tracker.claims.dates.dating import top_of
from tracker.claims.dates.records import is_record
from tracker.claims.dates.resolve import resolve
from tracker.claims.dates.told import Dated
from tracker.claims.kept import kept
from tracker.claims.parse import child, children, lemma
from tracker.claims.tables import Lexicon
from tracker.model import Bound, EventTime, Precision

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

RULE = "date.narrative"
_EXACT = frozenset({Precision.MINUTE, Precision.HOUR, Precision.DAY})
#: A day is told on from sentence to sentence if it is that near, or anything that is that long ago.
#: So many sentences lead an article, and so old may the day be that it leads with.
_LEAD, _NEWS = 4, timedelta(days=7)
_NEAR, _LONG_AGO = timedelta(days=31), timedelta(days=60)
_VERBS = ("VERB", "AUX")
_WHEN = frozenset({"on", "in", "at", "during", "over"})
_QUOTES = '"“”'


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrative:
    """What time a paragraph tells of, as far as it was read."""

    paragraph: int = -1
    time: EventTime | None = None
    #: The day that the article leads with, told by its first dated sentence.
    lead: EventTime | None = None
    #: How many sentences were read.
    sentences: int = 0

    def at(self, paragraph: int) -> EventTime | None:
        """The time at the begin of the next sentence of that paragraph: what it told last, else the lead's day."""
        return (self.time if paragraph == self.paragraph else None) or self.lead

    def then(self, paragraph: int, time: EventTime | None, *, anchor: date) -> "Narrative":
        """After a sentence of that paragraph that told of a time, or None."""
        first = time.first if time is not None and time.precision in _EXACT else None
        leads = self.sentences < _LEAD and first is not None and first >= anchor - _NEWS
        lead = self.lead or (time if leads else None)
        return Narrative(paragraph=paragraph, time=time, lead=lead, sentences=self.sentences + 1)


def narrated(
    sentence: "Span", dates: Sequence[Dated], lexicon: Lexicon, *, anchor: date, before: EventTime | None
) -> tuple[dict[int, EventTime], EventTime | None]:
    """The time that each main verb tells of (token index -> time), and that of the sentence.

    `before` is what the paragraph told of up to here. A verb with a day in its clause tells of that one, also where a
    noun took it (won the election on Sunday); one in the simple past without any tells of the last.
    """
    own: dict[int, EventTime] = {}
    for dated in dates:
        mention = dated.mention
        top = top_of(sentence, mention)
        named = top is not None and not mention.is_clock and not mention.is_mark and not is_record(mention, top)
        verb = _dated_verb(top) if named and top is not None else None
        if verb is None or mention.is_past or mention.bound is not Bound.AT or verb.i in own:
            continue
        time = resolve(mention, anchor=anchor, side=Side.PAST, told=dated.told)
        if time is not None and time.last is not None and time.last <= anchor:
            own[verb.i] = time
    told, taken = before, {}
    for verb in main_verbs(sentence, lexicon):
        told = own.get(verb.i, told)
        if told is not None and (verb.i in own or _is_simple_past(verb)):
            taken[verb.i] = replace(told, bound=Bound.ABOUT, rule=RULE)
    return taken, told if _goes_on(told, anchor) else None


def _goes_on(time: EventTime | None, anchor: date) -> bool:
    """Whether the next sentence tells of the same time: a month just gone is too wide for that."""
    if time is None or time.first is None or time.last is None:
        return False
    return time.last < anchor - _LONG_AGO or (time.precision in _EXACT and time.first >= anchor - _NEAR)


@kept
def main_verbs(sentence: "Span", lexicon: Lexicon) -> "tuple[Token, ...]":
    """The verbs that tell the sentence's story, in text order: its main verb and those beside it, and what a verb of
    speech at its head says outside quotation marks.
    """
    found: list[Token] = []
    waiting = [sentence.root]
    while waiting:
        verb = waiting.pop()
        if verb.pos_ not in _VERBS or _is_quoted(verb, sentence):
            continue
        found.append(verb)
        waiting += children(verb, "conj")
        if lexicon.cue("speech.say", lemma(verb)):
            waiting += children(verb, "ccomp")
        waiting += [c for c in children(verb, "advcl") if c.tag_ == "VBG" and child(c, "mark", "prep") is None]
    return tuple(sorted(found, key=lambda token: token.i))


def _dated_verb(token: "Token") -> "Token | None":
    """The verb that a date tells of, through nouns and prepositions; None for the date of a noun: Sunday's attack, the
    offer of May 3, a stay until Friday.
    """
    while token.pos_ not in _VERBS:
        before_noun = token.head.pos_ in ("NOUN", "PROPN") and token.i < token.head.i
        if token.head == token or before_noun or (token.pos_ == "ADP" and token.lower_ not in _WHEN):
            return None
        token = token.head
    return token


def _is_simple_past(verb: "Token") -> bool:
    """Whether a verb tells on in the past; a participle or a second verb does as what it hangs on does."""
    auxiliaries = children(verb, "aux", "auxpass")
    if any(lemma(a) in ("have", "'ve") or a.tag_ == "MD" for a in auxiliaries):
        return False
    if any(a.tag_ == "VBD" for a in auxiliaries) or (not auxiliaries and verb.tag_ == "VBD"):
        return True
    shares = verb.dep_ in ("conj", "advcl") and not auxiliaries and verb.tag_ in ("VBN", "VBG")
    return shares and verb.head != verb and _is_simple_past(verb.head)


def _is_quoted(token: "Token", sentence: "Span") -> bool:
    marks = sum(each.text in _QUOTES and each.text != "" for each in sentence if each.i < token.i)
    return marks % 2 == 1
