"""`meantime_attribution`: who says what a marked event is told by, in Wikinews sentences.

The product is asked for the source of the event's word (`find_source`). Right is a speaker whose head lies in the
labelled one. The figure that counts is over verbs of speech; intentions and perceptions stand beside.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from tests.evaluation.data import Item, items
from tests.evaluation.reading import article, claims, day_of, lexicon, token_at
from tests.evaluation.scoring import OURS, Measure, Miss, Scored, Tally, f1, share
from tracker.claims.parse import lemma
from tracker.claims.speech.attribution import find_source, speech_verbs

if TYPE_CHECKING:
    from spacy.tokens import Token

SPEECH = frozenset({"say", "announce", "state", "confirm", "deny", "tell", "believe", "report", "claim"})
MEASURES = (
    Measure(name="speaker F1, verbs of speech", value=f1("speech-hit", "speech-false", "speech-missed"), goal=0.88),
    Measure(name="speaker F1, all", value=f1("all-hit", "all-false", "all-missed"), held=False),
    Measure(name="cue found, verbs of speech", value=share("speech-cue", "speech-all"), held=False),
    Measure(name="cue found, all", value=share("all-cue", "all-all"), held=False),
    Measure(name="content in a claim", value=share("claimed", "all-all"), held=False),
)


def score(folder: Path, *, everything: bool = False) -> Scored:
    """Score all records that name a speaker."""
    tally = Tally()
    misses: list[Miss] = []
    found = items(folder)
    for item in found:
        text = item["text"].replace("\n", " ")
        content = token_at(text, item["content_start"], item["content_end"])
        cue = token_at(text, item["cue_start"], item["cue_end"])
        groups = ["all", *(["speech"] if cue is not None and lemma(cue) in SPEECH else [])]
        verbs = speech_verbs(content, lexicon()) if content is not None else []
        day = day_of(item["dct"])
        claimed = claims(article([text], on=day)) if day is not None else ()
        meeting = [c for c in claimed if c.evidence.start < item["content_end"] <= c.evidence.end]
        tally.add(item["doc"], "claimed", bool(meeting))
        for group in groups:
            tally.add(item["doc"], f"{group}-all")
            tally.add(item["doc"], f"{group}-cue", cue is not None and cue in verbs)
        if not item["speakers"]:
            continue
        source = find_source(content, lexicon()) if content is not None else None
        spoken = source.speaker if source is not None else None
        place = (spoken.idx, spoken.idx + len(spoken)) if spoken is not None else None
        if place is None and source is not None and source.carrier is not None and source.carrier in text:
            place = (text.find(source.carrier), text.find(source.carrier) + len(source.carrier))
        _count(tally, OURS, item, groups, place)
        _count(tally, "nearest name to the left", item, groups, _left_of(cue))
        if not _is_right(item, place):
            ours = text[place[0] : place[1]] if place else "nobody"
            rule = source.rule if source else "-"
            misses.append(_miss(item, text, ours, rule))
    return Scored(items=len(found), figures=tally.figures(MEASURES), misses=tuple(misses))


def _is_right(item: Item, place: tuple[int, int] | None) -> bool:
    return place is not None and any(s["start"] < place[1] and place[0] < s["end"] for s in item["speakers"])


def _count(tally: Tally, system: str, item: Item, groups: list[str], place: tuple[int, int] | None) -> None:
    for group in groups:
        right = _is_right(item, place)
        tally.add(item["doc"], f"{group}-hit", right, system=system)
        tally.add(item["doc"], f"{group}-missed", not right, system=system)
        tally.add(item["doc"], f"{group}-false", place is not None and not right, system=system)


def _left_of(cue: "Token | None") -> tuple[int, int] | None:
    """The nearest noun, name or pronoun before the cue."""
    before = reversed(cue.doc[: cue.i]) if cue is not None else ()
    word = next((t for t in before if t.pos_ in ("PROPN", "NOUN", "PRON")), None)
    return (word.idx, word.idx + len(word)) if word is not None else None


def _miss(item: Item, text: str, ours: str, rule: str) -> Miss:
    marks = [(item["cue_start"], item["cue_end"], "{", "}"), (item["content_start"], item["content_end"], "[", "]")]
    for start, end, left, right in sorted(marks, reverse=True):
        text = f"{text[:start]}{left}{text[start:end]}{right}{text[end:]}"
    return Miss(item=item["id"], text=text, gold=item["speakers"][0]["text"], ours=ours, rule=rule)
