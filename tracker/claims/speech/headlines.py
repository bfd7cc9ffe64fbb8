"""Who a headline credits with a colon or dash: *Minister*: talks to resume on Friday. Three killed - *police*."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tracker.claims.names import load_names
from tracker.claims.parse import lemma
from tracker.claims.reading import Saying

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_LONGEST_CREDIT = 6
_SHORTEST_TOLD = 2
#: What parts the speaker from the rest of a headline.
HEADLINE_MARKS = (":", "–", "—", "-")
#: What a headline credits with what it tells.
_REPORTS = frozenset(
    {"report", "study", "survey", "poll", "source", "police", "expert", "witness", "prosecutor", "medium"}
)


def headline(sentence: "Span") -> Iterator[Saying]:
    """Who a headline's colon credits, before or after it: *Minister*: talks to resume. Talks to resume: *officials*."""
    colons = [t for t in sentence if t.text in HEADLINE_MARKS and t.i > sentence.start]
    if not colons or (colons[0].text != ":" and len(colons) > 1):
        return
    colon = colons[0]
    before, after = sentence[: colon.i - sentence.start], sentence[colon.i + 1 - sentence.start :]
    for credit, told in ((before, after), (after, before)):
        if not told or not 0 < len(credit) <= _LONGEST_CREDIT or any(t.pos_ in ("VERB", "AUX") for t in credit):
            continue
        speaker = next((t for t in reversed(credit) if t.pos_ in ("NOUN", "PROPN")), None)
        if speaker is None or len(told) < _SHORTEST_TOLD or (credit is before and colon.text != ":"):
            continue
        if not any(t.pos_ in ("VERB", "AUX") for t in told) or not _is_credited(speaker, credit):
            continue
        heads = tuple(t for t in told if t.dep_ == "ROOT" or t.head.i <= colon.i or t.head.i >= sentence.end)
        inner = heads if credit is before else tuple(t for t in told if t.dep_ == "ROOT")
        yield Saying(cue=colon, speaker=speaker, content=inner or (told[0],), clause=True)
        return


def _is_credited(speaker: "Token", credit: "Span") -> bool:
    """Whether a short phrase names who says something, and no topic: *Italian police*, not *Ukraine war*."""
    names = load_names()
    word = lemma(speaker)
    alone = all(t.pos_ in ("NOUN", "PROPN", "ADJ", "DET", "ADP", "PART", "PUNCT") for t in credit)
    if not alone or any(t.text in ('"', "(") for t in (*credit, *speaker.sent[: credit.start - speaker.sent.start])):
        return False
    if word in names.titles or word in names.anonymous or word in names.body_nouns or word in _REPORTS:
        return True
    after = credit[-1].nbor(2) if credit[-1].i + 2 < len(credit[-1].doc) else None
    return speaker.ent_type_ == "PERSON" and after is not None and after.text in ('"', "'", "‘")
