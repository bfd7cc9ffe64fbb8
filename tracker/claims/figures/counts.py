"""Numbers that name a thing (Boeing 737, Section 301) are told from counts; counts without their noun are found.

Counts of named things (five Boeing 737s), parts (20 of its ships), what a noun amounts to (a level of 7,465.95),
what is left out the second time (3,700 jobs in one place, 400 in another), and round words: thousands of, half.
"""

import re
from typing import TYPE_CHECKING

from tracker.claims.figures.numerals import CURRENCY_NOUNS, SCALES, WORDS, Figure, make_figure, value_of
from tracker.claims.parse import child, children, lemma
from tracker.model import QuantityBound

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

#: Plurals that look like singulars, and measures that stand in the singular after a number.
_SAME_IN_PLURAL = frozenset(
    {"aircraft", "spacecraft", "hovercraft", "people", "personnel", "staff", "police", "crew", "series", "species",
     "headquarters", "cattle", "sheep", "fish", "troop", "percent", "cent", "ton", "tonne", "barrel", "mile", "foot",
     "degree", "kilometer", "kilometre", "meter", "metre", "kilogram", "megawatt", "gigawatt", "horsepower",
     "dead", "vote", "euro", "dollar", "pound", "yen", "yuan", "basis", "acre", "hectare", "inch", "litre", "liter",
     "mark",
     "magnitude"}
)  # fmt: skip
_MEASURES = frozenset(
    {"GB", "MB", "TB", "KB", "kg", "km", "cm", "mm", "mph", "kph", "MW", "GW", "kW", "kWh", "MWh", "TWh", "Hz",
     "MHz", "GHz", "ft", "lb", "lbs", "oz", "hp", "km/h", "°C", "°F", "megapixel", "megapixels", "bps", "bpd"}
)  # fmt: skip
#: Words whose number is their name.
_NUMBERED = frozenset(
    {"no", "no.", "number", "room", "page", "chapter", "article", "section", "flight", "route", "channel", "phase",
     "step", "paragraph", "title", "part", "gate", "track", "line", "highway", "interstate", "act", "scene", "episode",
     "season", "week", "day", "group", "formula", "form", "item", "class", "grade", "level", "tier", "type", "unit",
     "version", "volume", "verse", "platform", "pier", "block", "district", "ward", "zone", "model", "age", "aged",
     "apollo", "soyuz", "resolution", "proposition", "amendment", "schedule", "annex", "protocol", "figure", "table"}
)  # fmt: skip
_POINTING = frozenset({"the", "these", "those", "both", "all"})
#: One point, one day: no count.
_NO_COUNT_OF_ONE = frozenset(
    {"point", "day", "time", "thing", "side", "way", "stage", "moment", "another", "reason", "hand"}
)
_FEW = 10
_AMOUNTS = frozenset(
    {"to", "at", "of", "by", "from", "for", "with", "over", "above", "below", "under", "than", "on", "around", "near"}
)
_LEFT_OUT = frozenset({"in", "from", "at", "for", "on", "to", "with", "by", "against"})
_MARKETS = frozenset({"close", "end", "finish", "open", "stand", "settle", "fall", "rise", "trade", "drop", "climb",
                      "slip", "gain", "hover", "bring", "be", "jump", "slide", "tumble", "rally"})  # fmt: skip
_ROUND = re.compile(
    r"\b(?:(?P<many>(?:tens|hundreds) of thousands|tens of millions|hundreds of millions|dozens|scores|hundreds"
    r"|thousands|millions|billions|trillions)(?: of (?P<noun>[A-Za-z-]+)|(?= more\b| (?:were|are|have|had|of)\b))"
    r"|(?P<share>(?:a|one|two|three|four)[- ](?:half|third|quarter|fifth|tenth)s?|half|a majority)"
    r" (?:of|(?P<pct>an? (?:percent|per cent)\b)|(?P<million>an? (?:million|billion|dozen)\b))"
    r"|(?P<scale>an? (?:hundred|thousand|million|billion|trillion)) (?P<things>[a-z]+)"
    r"|(?P<score>a (?:score|dozen|handful) of))", re.I
)  # fmt: skip
_TENS = {
    "dozens": 24.0, "scores": 40.0, "hundreds": 200.0, "thousands": 2e3, "millions": 2e6, "billions": 2e9,
    "trillions": 2e12, "tens of thousands": 2e4, "hundreds of thousands": 2e5, "tens of millions": 2e7,
    "hundreds of millions": 2e8, "score": 20.0, "dozen": 12.0, "handful": 5.0,
}  # fmt: skip
_SHARES = {"half": 1 / 2, "third": 1 / 3, "quarter": 1 / 4, "fifth": 1 / 5, "tenth": 1 / 10}
_TIMES = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4}


def is_label(token: "Token", group: "list[Token]", noun: "Token") -> bool:
    """Whether a number before a noun is a name's or points to what is known: iPhone 4 owners, the two sides."""
    value, before = value_of(group[0].text) or 0, token.doc[group[0].i - 1] if group[0].i else None
    if lemma(noun) in _SHARES:
        return True  # two thirds of
    if group[0].lower_ in WORDS:
        if value == 1 and (lemma(noun) in _NO_COUNT_OF_ONE or noun.i != group[-1].i + 1):
            return True
        pointed = child(noun, "det", "predet")
        return value <= _FEW and pointed is not None and pointed.lower_ in _POINTING and pointed.i < token.i
    if len(group) > 1 or "." in group[0].text or (group[0].doc[group[-1].i + 1].text == "-"):
        return False
    if before is not None and (
        (before.pos_ == "PROPN" and before.dep_ in ("compound", "nmod", "amod"))
        or (before.text[0].islower() and before.text != before.text.lower())  # iPhone
    ):
        return True
    others = [c for c in children(noun, "nummod") if c.i < token.i and c not in group]
    singular = noun.tag_ == "NN" and value > 1 and lemma(noun) not in _SAME_IN_PLURAL and noun.text not in _MEASURES
    return bool(others) or singular


def measure_after(following: "Token") -> str:
    """The measure of a number: GB, km."""
    return following.text if following.text in _MEASURES else ""


def bare_figure(
    token: "Token", group: "list[Token]", numbers: tuple[float, float], said: "list[Figure]"
) -> Figure | None:
    """The count that a number is without a plain noun behind it; `said` are the figures before it."""
    doc, after = token.doc, group[-1].i + 1
    following, before = doc[after] if after < len(doc) else None, doc[group[0].i - 1] if group[0].i else None
    again = _again(token, group, numbers, said)
    if again is not None:
        return again
    if _is_named(token, before) or (following is not None and following.text in ("-", "/", ":", "°", "'", "’", "x")):
        return None
    head = group[-1].head if group[-1].head not in group else token.head
    if head in group:
        head = group[0].head
    if head.i > group[-1].i and head.pos_ == "PROPN" and head.text.endswith("s") and not head.text[0].islower():
        return make_figure(numbers, group, head, unit=lemma(head).lower(), scope="", rule="quantity.unit")
    part = next((c for t in group for c in children(t, "prep") if c.i == after and c.lower_ == "of"), None)
    if part is not None and numbers[0] != 1:
        whole = child(part, "pobj")
        unit = lemma(whole) if whole is not None and whole.pos_ == "NOUN" else ""
        return make_figure(numbers, group, group[-1], unit=unit, scope="", rule="quantity.part")
    return _amount(token, group, numbers)


def _again(token: "Token", group: "list[Token]", numbers: tuple[float, float], said: "list[Figure]") -> Figure | None:
    """A number beside a place, after one of the same kind: 4,300 jobs in France, 3,700 in Germany."""
    doc, after = token.doc, group[-1].i + 1
    if not said or said[-1].unit in ("", "percent") or after >= len(doc) or doc[after].lower_ not in _LEFT_OUT:
        return None
    place = child(doc[after], "pobj")
    joined = doc[group[0].i - 1].lower_ in (",", ";", "and") if group[0].i else False
    if not joined or place is None or place.pos_ != "PROPN":
        return None
    return make_figure(numbers, group, group[-1], unit=said[-1].unit, scope=place.text.lower(), rule="quantity.again")


def _amount(token: "Token", group: "list[Token]", numbers: tuple[float, float]) -> Figure | None:
    """What a noun or verb amounts to: a level of 7,465.95, closed at 8,017, orders to 230, appoint six."""
    after = group[-1].i + 1
    following = token.doc[after] if after < len(token.doc) else None
    if (following is not None and following.pos_ in ("NOUN", "PROPN", "ADJ", "NUM", "SYM")) or numbers[0] == 1:
        return None
    top = next((t for t in group if t.head not in group), token)
    verb, unit = top.head, ""
    if top.dep_ == "pobj" and verb.lower_ in _AMOUNTS:
        precise = any("." in t.text or "," in t.text for t in group)
        if verb.lower_ in ("on", "at", "for", "with", "from", "near") and not precise:
            return None
        governor = verb.head
        if governor.pos_ == "NOUN" and verb.lower_ == "of":
            unit = "level" if precise and lemma(governor) in ("level", "close", "high", "low", "mark") else ""
        elif precise and lemma(governor) in _MARKETS and verb.lower_ in ("at", "to", "on", "below", "above"):
            unit = "level"
    elif top.dep_ not in ("dobj", "nsubjpass") or (top.dep_ == "dobj" and verb.pos_ != "VERB"):
        return None
    return make_figure(numbers, group, group[-1], unit=unit, scope="", rule="quantity.bare")


def _is_named(token: "Token", before: "Token | None") -> bool:
    if token.head.i < token.i and token.dep_ in ("nummod", "appos") and token.head.pos_ in ("PROPN", "NOUN"):
        return True
    return before is not None and (
        (before.pos_ == "PROPN" and before.dep_ == "compound")
        or before.tag_ == "POS"
        or (before.i > before.sent.start and any(c.isupper() for c in before.text))
        or lemma(before).lower() in _NUMBERED
        or before.text in ("#", "'", "’", "/", ":")
    )


def vague_figures(sentence: "Span", said: "list[Figure]") -> list[Figure]:
    """Round words and shares: thousands of workers, half of the cuts, half a million."""
    found: list[Figure] = []
    for match in _ROUND.finditer(sentence.text):
        start, end = sentence.start_char + match.start(), sentence.start_char + match.end()
        words = [t for t in sentence if t.idx < end and t.idx + len(t) > start]
        if not words or any(start < f.end and f.start < end for f in said):
            continue
        value, unit, bound = _worth(match)
        found.append(
            Figure(low=value, high=value, unit=unit, scope="", bound=bound, rule="quantity.round",
                   start=start, end=end, head=words[-1] if match["noun"] else words[0])
        )  # fmt: skip
    return found


def _worth(match: "re.Match[str]") -> tuple[float, str, QuantityBound]:
    """Value, unit and bound of a round word."""
    if match["many"]:
        noun = (match["noun"] or "").lower()
        unit = CURRENCY_NOUNS.get(noun.removesuffix("s"), "")
        return _TENS[match["many"].lower()], unit, QuantityBound.AT_LEAST
    if match["scale"]:
        things = match["things"].lower().removesuffix("s")
        return SCALES[match["scale"].lower().split()[1]], CURRENCY_NOUNS.get(things, things), QuantityBound.EXACT
    if match["score"]:
        return _TENS[match["score"].lower().split()[1]], "", QuantityBound.ABOUT
    words = re.split(r"[- ]", match["share"].lower())
    share = _SHARES.get(words[-1].removesuffix("s"), 1 / 2) * (_TIMES.get(words[0], 1) if len(words) > 1 else 1)
    if match["pct"]:
        return share, "percent", QuantityBound.EXACT
    if match["million"]:
        scale = match["million"].split()[1].lower()
        return share * SCALES.get(scale, 12.0), "", QuantityBound.ABOUT
    bound = QuantityBound.AT_LEAST if words[-1] == "majority" else QuantityBound.EXACT
    return share, "share", bound
