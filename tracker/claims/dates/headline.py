"""The day that only the headline tells: a plan that the lead tells without one takes it. Headlines make no claims."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from tracker.claims.dates.grammar import find_dates
from tracker.claims.draft import Draft, draft_sentence
from tracker.claims.mentions.discourse import Discourse
from tracker.claims.tables import Lexicon
from tracker.model import EventTime, Status

if TYPE_CHECKING:
    from spacy.tokens import Span

RULE = "date.headline"
#: Paragraphs, counted from 0, that lead an article.
_LEAD = 1
_OPEN = (Status.PLANNED, Status.POSTPONED, Status.POSSIBLE)
#: Of these the text itself says that no day is known.
_NO_DAY = frozenset({"status.no_day", "status.not_soon"})
#: Where headlines leave out "is": vote (is) put off to May 3, trial (is) to begin, launch (is) due.
_LEFT_OUT = re.compile(
    r"(?<=[\w’'\"])(?= (?:to (?!the\b|a\b|an\b|\d)[a-z]{2,}\b|due|set for|set to|likely|expected|scheduled"
    r"|slated|delayed|postponed|put off|put back|pushed back|moved|shifted|rescheduled|deferred|adjourned|extended"
    r"|brought forward)\b)"
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
        for told in draft_sentence(sentence, discourse, lexicon, paragraph=0, offset=0, anchor=anchor):
            if told.event_class is not None and told.reading.status in _OPEN and _is_coming(told.time, anchor):
                _give(told, drafts, anchor)


def _is_coming(time: EventTime | None, anchor: date) -> bool:
    return time is not None and ((time.last or date.max) >= anchor) and (time.first is None or time.first >= anchor)


def _give(told: Draft, drafts: Sequence[Draft], anchor: date) -> None:
    """A day or month, to what is open; a length from now on ("in 48 hours") is no day."""
    same = [draft for draft in drafts if draft.event_class == told.event_class]
    if told.time is None or told.time.rule == "date.within" or any(_is_coming(draft.time, anchor) for draft in same):
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
