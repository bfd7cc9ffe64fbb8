"""Figures of a sentence: value or range, unit, scope and bound, with their exact words."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.claims.kept import kept
from tracker.claims.parse import child, children, lemma
from tracker.model import QuantityBound

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_COUNT = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
_WORDS = {
    word: float(number)
    for number, word in enumerate(
        _COUNT
    )
} | {"thirty": 30.0, "forty": 40.0, "fifty": 50.0, "sixty": 60.0, "seventy": 70.0, "eighty": 80.0, "ninety": 90.0,
     "dozen": 12.0}  # fmt: skip
_SCALES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
    "m": 1e6, "mn": 1e6, "bn": 1e9, "k": 1e3,
}  # fmt: skip
_CURRENCIES = {"$": "usd", "€": "eur", "£": "gbp", "¥": "jpy", "₽": "rub", "US$": "usd"}
_CURRENCY_NOUNS = {
    "dollar": "usd", "euro": "eur", "pound": "gbp", "yen": "jpy", "ruble": "rub",
    "rouble": "rub", "yuan": "cny", "rial": "irr",
}  # fmt: skip
_DURATIONS = frozenset({"year", "month", "week", "day", "hour", "decade", "minute"})
_PEOPLE = frozenset({"people", "person", "civilian", "soldier", "resident", "worker", "child", "passenger", "victim",
                     "man", "woman", "other", "life", "death", "fatality", "troop", "body"})  # fmt: skip
_BOUNDS: tuple[tuple[re.Pattern[str], QuantityBound], ...] = (
    (re.compile(r"(?:at least|no fewer than|no less than|more than|over|upwards of|as many as at least) $", re.I),
     QuantityBound.AT_LEAST),
    (re.compile(r"(?:at most|up to|no more than|less than|fewer than|under|as many as) $", re.I),
     QuantityBound.AT_MOST),
    (re.compile(r"(?:about|around|some|approximately|roughly|nearly|almost|an estimated|close to|~) ?$", re.I),
     QuantityBound.ABOUT),
)  # fmt: skip
_NUMBER = re.compile(
    r"(?P<sign>US\$|[$€£¥₽])?(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<scale>bn|mn|m|k)?$"
)
_IN_FAVOUR = frozenset({"favour", "favor"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure as words of a sentence, before it is tied to a predicate."""

    low: float
    high: float
    unit: str
    scope: str
    bound: QuantityBound
    rule: str
    #: Character offsets in the paragraph.
    start: int
    end: int
    #: The word that ties it into the parse.
    head: "Token"


@kept
def find_figures(sentence: "Span") -> tuple[Figure, ...]:
    """The figures of a sentence that count or measure something; dates, ages and bare numbers are left out."""
    figures: list[Figure] = []
    seen: set[int] = set()
    for token in sentence:
        if token.i in seen or (
            token.like_num is False and token.lower_ not in _WORDS and not _NUMBER.match(token.text)
        ):
            continue
        group = _group(token)
        seen.update(t.i for t in group)
        figure = _figure(token, group)
        if figure is not None:
            figures.append(figure)
    return tuple(figures)


def numbers_in(sentence: "Span") -> "tuple[tuple[Token, ...], ...]":
    """The numbers of a sentence, each as its tokens, whatever they count."""
    groups: list[tuple[Token, ...]] = []
    seen: set[int] = set()
    for token in sentence:
        if token.i not in seen and _value(token.text) is not None:
            group = tuple(_group(token))
            seen.update(each.i for each in group)
            groups.append(group)
    return tuple(groups)


def number_of(group: "tuple[Token, ...]") -> float | None:
    """The value of a number's tokens; None for a range or no number."""
    numbers = _numbers(list(group))
    return numbers[0] if numbers is not None and numbers[0] == numbers[1] else None


def bound_before(token: "Token") -> QuantityBound:
    """How the words before a number tie it to the truth: at least, about."""
    before = token.doc.text[max(0, token.idx - 20) : token.idx]
    return next((bound for pattern, bound in _BOUNDS if pattern.search(before)), QuantityBound.EXACT)


def _group(token: "Token") -> "list[Token]":
    """The number's own tokens: $ 4.2 billion; 250 to 300; twenty - five."""
    doc, first, last = token.doc, token.i, token.i
    if first > 0 and doc[first - 1].text in _CURRENCIES:
        first -= 1
    while last + 1 < len(doc) and (
        doc[last + 1].lower_ in _SCALES
        or _value(doc[last + 1].text) is not None
        or (
            doc[last + 1].lower_ in ("-", "–", "to", "and")
            and last + 2 < len(doc)
            and _value(doc[last + 2].text) is not None
            and (doc[last + 1].lower_ in ("-", "–", "to") or doc[first].lower_ == "between")
        )
    ):
        last += 1
    return [doc[i] for i in range(first, last + 1)]


def _value(text: str) -> float | None:
    if text.lower() in _WORDS:
        return _WORDS[text.lower()]
    match = _NUMBER.match(text)
    if match is None:
        return None
    return float(match["digits"].replace(",", "")) * _SCALES.get((match["scale"] or "").lower(), 1)


def _numbers(group: "list[Token]") -> tuple[float, float] | None:
    values: list[float] = []
    joined = False
    for token in group:
        if token.lower_ in _SCALES and values:
            values = [v * _SCALES[token.lower_] for v in values]
        elif (value := _value(token.text)) is not None:
            hyphen = group[0].lower_ in _WORDS and value < 10 and values and values[-1] >= 20
            if hyphen:
                values[-1] += value
            else:
                values.append(value)
        elif token.lower_ in ("-", "–", "to"):
            joined = True
    if not values:
        return None
    return (values[0], values[-1]) if joined and len(values) == 2 and values[0] <= values[1] else (values[0], values[0])


def _figure(token: "Token", group: "list[Token]") -> Figure | None:  # noqa: PLR0911 - one return a rule
    numbers = _numbers(group)
    if numbers is None:
        return None
    doc, after = token.doc, group[-1].i + 1
    following = doc[after] if after < len(doc) else None
    money = _CURRENCIES.get(group[0].text)
    if money:
        return _make(numbers, group, group[-1], unit=money, scope="", rule="quantity.money")
    if following is None:
        return None
    if following.lower_ in ("%", "percent") or (
        following.lower_ == "per" and doc[after : after + 2].text.lower() == "per cent"
    ):
        return _make(numbers, group, following, unit="percent", scope="", rule="quantity.percent")
    if following.lower_ == "-" and after + 1 < len(doc) and lemma(doc[after + 1]) in _DURATIONS:
        return _make(
            numbers, group, doc[after + 1], unit=lemma(doc[after + 1]), scope="duration", rule="quantity.duration"
        )
    if token.dep_ in ("pobj", "dobj") and token.head.dep_ != "nummod" and _toll(token) is not None:
        return _make(numbers, group, group[-1], unit="death", scope="", rule="quantity.people")
    noun = _counted(token, following)
    return _of_noun(numbers, group, noun) if noun is not None else None


def _counted(token: "Token", following: "Token") -> "Token | None":
    """The noun that the number counts, or the adjective that stands for people: 1,600 dead."""
    if following.lower_ in ("dead", "injured", "wounded", "missing", "killed"):
        return following
    if (
        token.dep_ in ("nummod", "compound", "quantmod")
        and token.head.pos_ in ("NOUN", "PROPN")
        and token.head.i > token.i
    ):
        noun = token.head
        return noun if noun.i - token.i <= 5 and noun.pos_ == "NOUN" else None
    return following if following.pos_ == "NOUN" and following.tag_ == "NNS" else None


def _of_noun(numbers: tuple[float, float], group: "list[Token]", noun: "Token") -> Figure | None:  # noqa: PLR0911 - one return a rule
    word = lemma(noun)
    if noun.lower_ in ("dead", "killed"):
        return _make(numbers, group, noun, unit="death", scope="", rule="quantity.people")
    if noun.lower_ in ("injured", "wounded", "missing"):
        scope = "injured" if noun.lower_ == "wounded" else noun.lower_
        return _make(numbers, group, noun, unit="person", scope=scope, rule="quantity.people")
    if word in _CURRENCY_NOUNS:
        return _make(numbers, group, noun, unit=_CURRENCY_NOUNS[word], scope="", rule="quantity.money")
    if word in _DURATIONS:
        if any(c.lower_ in ("ago", "later", "earlier") for c in noun.children) or noun.head.lower_ in (
            "ago",
            "later",
            "old",
        ):
            return None
        return _make(numbers, group, noun, unit=word, scope="duration", rule="quantity.duration")
    if word == "vote":
        return _make(numbers, group, noun, unit="vote", scope=_vote_scope(noun), rule="quantity.votes")
    if word in _PEOPLE:
        return _make(numbers, group, noun, unit="person", scope="", rule="quantity.people")
    return _make(numbers, group, noun, unit=word, scope="", rule="quantity.unit")


def _vote_scope(noun: "Token") -> str:
    words = {t.lower_ for t in noun.doc[noun.i : noun.i + 3]}
    if words & _IN_FAVOUR or "for" in words:
        return "in favour"
    return "against" if "against" in words else ""


def _make(
    numbers: tuple[float, float], group: "list[Token]", last: "Token", *, unit: str, scope: str, rule: str
) -> Figure:
    start, bound = group[0].idx, bound_before(group[0])
    if numbers[0] != numbers[1] and rule == "quantity.unit":
        rule = "quantity.range"
    return Figure(
        low=numbers[0], high=numbers[1], unit=unit, scope=scope, bound=bound, rule=rule,
        start=start, end=last.idx + len(last), head=last if last.i != group[-1].i else group[0],
    )  # fmt: skip


def _toll(number: "Token") -> "Token | None":
    """The toll whose figure a bare number is: the death toll rose to 1,600."""
    verb = number.head.head if number.dep_ == "pobj" else number.head
    subject = child(verb, "nsubj")
    return subject if subject is not None and lemma(subject) == "toll" and count_of(subject) == number else None


def owner_of(figure: Figure, owners: "set[int]") -> int | None:
    """Token index of the nearest predicate above a figure; None if a verb without one stands between."""
    token = figure.head
    while True:
        if token.i in owners:
            return token.i
        if token.dep_ == "ROOT" or token.dep_ in ("ccomp", "advcl"):
            return None
        token = token.head


def count_of(noun: "Token") -> "Token | None":
    """The bare number of a toll: rose to 1,600, stands at 144."""
    verb = noun.head
    for preposition in children(verb, "prep"):
        number = child(preposition, "pobj")
        if preposition.lower_ in ("to", "at") and number is not None and _value(number.text) is not None:
            return number
    direct = child(verb, "dobj")
    return direct if direct is not None and _value(direct.text) is not None else None
