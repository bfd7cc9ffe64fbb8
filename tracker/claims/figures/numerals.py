"""Numbers as words of a sentence: which words make one, what it is worth, and how the words before it bind it."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.claims.kept import kept
from tracker.model import QuantityBound

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_COUNT = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
WORDS = {
    word: float(number)
    for number, word in enumerate(
        _COUNT
    )
} | {"thirty": 30.0, "forty": 40.0, "fifty": 50.0, "sixty": 60.0, "seventy": 70.0, "eighty": 80.0, "ninety": 90.0,
     "dozen": 12.0}  # fmt: skip
SCALES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
    "m": 1e6, "mn": 1e6, "bn": 1e9, "k": 1e3,
}  # fmt: skip
#: Words that multiply the number before them: two *million*, two *dozen*.
_TIMES = SCALES | {"dozen": 12.0}
CURRENCIES = {"$": "usd", "€": "eur", "£": "gbp", "¥": "jpy", "₽": "rub", "US$": "usd",
              "A$": "aud", "C$": "cad", "HK$": "hkd", "NZ$": "nzd", "S$": "sgd", "₹": "inr", "₩": "krw", "₺": "try",
              "₴": "uah", "₪": "ils", "USD": "usd", "EUR": "eur", "GBP": "gbp", "Rs": "inr"}  # fmt: skip
CURRENCY_NOUNS = {
    "dollar": "usd", "euro": "eur", "pound": "gbp", "yen": "jpy", "ruble": "rub",
    "rouble": "rub", "yuan": "cny", "rial": "irr", "rupee": "inr", "franc": "chf", "shekel": "ils", "lira": "try",
    "hryvnia": "uah", "zloty": "pln", "peso": "peso", "krona": "sek", "krone": "krone", "naira": "ngn", "rand": "zar",
    "cent": "cent",
}  # fmt: skip
_BOUNDS: tuple[tuple[re.Pattern[str], QuantityBound], ...] = (
    (re.compile(r"(?:at least|no fewer than|no less than|more than|over|upwards of|as many as at least) $", re.I),
     QuantityBound.AT_LEAST),
    (re.compile(r"(?:at most|up to|no more than|less than|fewer than|under|as many as) $", re.I),
     QuantityBound.AT_MOST),
    (re.compile(r"(?:about|around|some|approximately|roughly|nearly|almost|an estimated|close to|~) ?$", re.I),
     QuantityBound.ABOUT),
)  # fmt: skip
NUMBER = re.compile(
    r"(?P<sign>US\$|[$€£¥₽])?(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<scale>bn|mn|m|k)?$"
)


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
def numbers_in(sentence: "Span") -> "tuple[tuple[Token, ...], ...]":
    """The numbers of a sentence, each as its tokens, whatever they count."""
    groups: list[tuple[Token, ...]] = []
    seen: set[int] = set()
    for token in sentence:
        if token.i not in seen and value_of(token.text) is not None:
            group = tuple(group_of(token))
            seen.update(each.i for each in group)
            groups.append(group)
    return tuple(groups)


def number_of(group: "tuple[Token, ...]") -> float | None:
    """The value of a number's tokens; None for a range or no number."""
    numbers = numbers_of(list(group))
    return numbers[0] if numbers is not None and numbers[0] == numbers[1] else None


def bound_before(token: "Token") -> QuantityBound:
    """How the words before a number tie it to the truth: at least, about."""
    before = token.doc.text[max(0, token.idx - 20) : token.idx]
    return next((bound for pattern, bound in _BOUNDS if pattern.search(before)), QuantityBound.EXACT)


def group_of(token: "Token") -> "list[Token]":
    """The number's own tokens: $ 4.2 billion; 250 to 300; twenty - five."""
    doc, first, last = token.doc, token.i, token.i
    if first > 0 and doc[first - 1].text in CURRENCIES:
        first -= 1
    while last + 1 < len(doc) and (
        doc[last + 1].lower_ in SCALES
        or value_of(doc[last + 1].text) is not None
        or (
            doc[last + 1].lower_ in ("-", "–", "to", "and")
            and last + 2 < len(doc)
            and value_of(doc[last + 2].text) is not None
            and (doc[last + 1].lower_ in ("-", "–", "to") or doc[first].lower_ == "between")
        )
    ):
        last += 1
    if doc[last + 1 : last + 4].text.lower() == "and a half":
        last += 3  # five and a half years
    return [doc[i] for i in range(first, last + 1)]


def value_of(text: str) -> float | None:
    """What a word is worth as a number: "4.2bn", "1,600", "twelve"; None for any other."""
    if text.lower() in WORDS:
        return WORDS[text.lower()]
    match = NUMBER.match(text)
    if match is None:
        return None
    return float(match["digits"].replace(",", "")) * SCALES.get((match["scale"] or "").lower(), 1)


def numbers_of(group: "list[Token]") -> tuple[float, float] | None:
    """Lowest and highest value of a number's tokens, the same unless it is a range; None for no number."""
    values: list[float] = []
    joined = False
    for token in group:
        if token.lower_ in _TIMES and values:
            values = [v * _TIMES[token.lower_] for v in values]
        elif (value := value_of(token.text)) is not None:
            hyphen = group[0].lower_ in WORDS and value < 10 and values and values[-1] >= 20
            if hyphen:
                values[-1] += value
            else:
                values.append(value)
        elif token.lower_ == "half" and values:
            values[-1] += 0.5
        elif token.lower_ in ("-", "–", "to"):
            joined = True
    if not values:
        return None
    return (values[0], values[-1]) if joined and len(values) == 2 and values[0] <= values[1] else (values[0], values[0])


def make_figure(
    numbers: tuple[float, float], group: "list[Token]", last: "Token", *, unit: str, scope: str, rule: str
) -> Figure:
    """The figure of a number whose words end with `last`: what it counts, or the number itself."""
    start, bound = group[0].idx, bound_before(group[0])
    if numbers[0] != numbers[1] and rule == "quantity.unit":
        rule = "quantity.range"
    return Figure(
        low=numbers[0], high=numbers[1], unit=unit, scope=scope, bound=bound, rule=rule,
        start=start, end=last.idx + len(last), head=last if last.i != group[-1].i else group[0],
    )  # fmt: skip
