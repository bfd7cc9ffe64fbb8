"""The day that only the headline tells: a plan that the lead tells without one takes it. Headlines make no claims."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from tracker.claims.dates.calendars import Side, Told
from tracker.claims.dates.grammar import find_dates
from tracker.claims.dates.resolve import resolve
from tracker.claims.dates.told import read_dates
from tracker.claims.draft import Draft, draft_sentence
from tracker.claims.events.occasions import OCCASION
from tracker.claims.mentions.discourse import Discourse
from tracker.claims.tables import Lexicon
from tracker.model import EventTime, Status

if TYPE_CHECKING:
    from spacy.tokens import Span

RULE = "date.headline"
#: Paragraphs, counted from 0, that lead an article.
_LEAD = 1
#: A thing that is put off is an occasion without a name.
_NAMELESS = frozenset({None, OCCASION})
_OPEN = (Status.PLANNED, Status.POSTPONED, Status.POSSIBLE)
#: Of these the text itself says that no day is known.
_NO_DAY = frozenset({"status.no_day", "status.not_soon"})
#: Where headlines leave out "is": vote (is) put off to May 3, trial (is) to begin, launch (is) due.
_LEFT_OUT = re.compile(
    r"(?<=[\w’'\"])(?= (?:to (?!the\b|a\b|an\b|\d)[a-z]{2,}\b|due|set for|set to|likely|expected|scheduled"
    r"|slated|delayed|postponed|put off|put back|pushed back|moved|shifted|rescheduled|deferred|adjourned|extended"
    r"|brought forward)\b)"
)
#: What a headline says before the new day of what is put off.
_MOVED = re.compile(
    r"\b(?:put off|put back|pushed back|pushed|delayed|postponed|moved|shifted|rescheduled|deferred|adjourned|slips?"
    r"|slipped|delays?|postpones?|defers?|pushes|moves|shifts)\b[^.;:]* (?:until|till|to|into)"
    r" (?:at least |no earlier than |the )?$",
    re.IGNORECASE,
)
_FINITE = re.compile(r"\b(?:is|are|was|were|will|would|may|might|has|have|could|can|must)\b", re.IGNORECASE)


def as_sentence(title: str) -> str | None:
    """A headline as a sentence of its own; None for one that names no day."""
    title = title.strip().rstrip(".")
    if not find_dates(title):
        return None
    if _FINITE.search(title) is None:
        title = _LEFT_OUT.sub(" is", title, count=1)
    return f"{title}."


def settle_headline(drafts: Sequence[Draft], sentences: "Sequence[Span]", lexicon: Lexicon, *, anchor: date) -> None:
    """Gives the lead's first undated plan of a headline's event the day that the headline tells of it.

    `sentences` are those of the headline, as `as_sentence` wrote it.
    """
    for sentence in sentences:
        discourse = Discourse([sentence])
        discourse.enter(0, sentence)
        told = draft_sentence(sentence, discourse, lexicon, paragraph=0, offset=0, anchor=anchor)
        events = [each for each in told if each.event_class not in _NAMELESS and each.reading.status in _OPEN]
        for event in events:
            _give(event, drafts, anchor)
        if not events:
            _put_off(sentence, drafts, lexicon, anchor=anchor)


def _put_off(sentence: "Span", drafts: Sequence[Draft], lexicon: Lexicon, *, anchor: date) -> None:
    """Bridge put off until May 3: the new day of the only thing that the lead tells to be put off."""
    dates = read_dates(sentence, lexicon, anchor=anchor, told=Told())
    late = [draft for draft in drafts if draft.reading.status is Status.POSTPONED and not draft.reading.background]
    if len(dates) != 1 or not late or any(draft.time is not None for draft in late):
        return
    mention = dates[0].mention
    moved = _MOVED.search(sentence.text[: mention.start]) is not None
    time = resolve(mention, anchor=anchor, side=Side.FUTURE, told=Told())
    if moved and time is not None and _is_coming(time, anchor) and late[0].paragraph <= _LEAD:
        late[0].time = replace(time, rule=RULE)


def _is_coming(time: EventTime | None, anchor: date) -> bool:
    return time is not None and ((time.last or date.max) >= anchor) and (time.first is None or time.first >= anchor)


def _give(told: Draft, drafts: Sequence[Draft], anchor: date) -> None:
    """A day or month, to what is open; a length from now on ("in 48 hours") is no day."""
    same = [draft for draft in drafts if draft.event_class == told.event_class]
    if told.time is None or not _is_coming(told.time, anchor) or told.time.rule == "date.within":
        return
    if any(_is_coming(draft.time, anchor) for draft in same):
        return
    for draft in same:
        reading = draft.reading
        fits = reading.status is told.reading.status or (reading.status in _OPEN and told.reading.status in _OPEN)
        if (
            fits
            and draft.paragraph <= _LEAD
            and draft.time is None
            and not reading.background
            and reading.rule not in _NO_DAY
        ):
            draft.time = replace(told.time, rule=RULE)
            return
