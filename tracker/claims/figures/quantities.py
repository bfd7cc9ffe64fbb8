"""Figures of a sentence: value or range, unit, scope and bound, with their exact words."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tracker.claims.dates.grammar import find_dates
from tracker.claims.figures.counts import bare_figure, is_label, measure_after, vague_figures
from tracker.claims.figures.numerals import (
    CURRENCIES,
    CURRENCY_NOUNS,
    NUMBER,
    WORDS,
    Figure,
    bound_before,
    group_of,
    make_figure,
    number_of,
    numbers_in,
    numbers_of,
    value_of,
)
from tracker.claims.kept import kept
from tracker.claims.parse import child, children, lemma

__all__ = ["Figure", "bound_before", "count_of", "find_figures", "number_of", "numbers_in", "owner_of"]

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_DURATIONS = frozenset({"year", "month", "week", "day", "hour", "decade", "minute"})
_PEOPLE = frozenset({"people", "person", "civilian", "soldier", "resident", "worker", "child", "passenger", "victim",
                     "man", "woman", "other", "life", "death", "fatality", "troop", "body"})  # fmt: skip
#: How far behind its number what is counted may stand.
_REACH = 8
_IN_FAVOUR = frozenset({"favour", "favor"})


@kept
def find_figures(sentence: "Span") -> tuple[Figure, ...]:
    """The figures of a sentence that count or measure something; dates, ages and names are left out."""
    figures: list[Figure] = []
    days = [(sentence.start_char + d.start, sentence.start_char + d.end) for d in find_dates(sentence.text)]
    seen: set[int] = set()
    for token in sentence:
        if token.i in seen or (token.like_num is False and token.lower_ not in WORDS and not NUMBER.match(token.text)):
            continue
        group = group_of(token)
        seen.update(t.i for t in group)
        figure = _figure(token, group, figures)
        if figure is not None and (figure.unit in _DURATIONS or not _is_dated(figure, group, days)):
            figures.append(figure)
    return tuple(sorted([*figures, *vague_figures(sentence, figures)], key=lambda figure: figure.start))


def _is_dated(figure: Figure, group: "list[Token]", days: Sequence[tuple[int, int]]) -> bool:
    """Whether its number belongs to a date or an hour."""
    begin, end = group[0].idx, group[-1].idx + len(group[-1])
    return any(begin < last and first < end for first, last in days)


def _figure(token: "Token", group: "list[Token]", said: list[Figure]) -> Figure | None:  # noqa: PLR0911 - one return a rule
    numbers = numbers_of(group)
    if numbers is None:
        return None
    doc, after = token.doc, group[-1].i + 1
    following = doc[after] if after < len(doc) else None
    money = CURRENCIES.get(group[0].text)
    if money:
        return make_figure(numbers, group, group[-1], unit=money, scope="", rule="quantity.money")
    if following is None:
        return bare_figure(token, group, numbers, said)
    if measure := measure_after(following):
        return make_figure(numbers, group, following, unit=measure, scope="", rule="quantity.unit")
    if following.lower_ in ("%", "percent") or (
        following.lower_ == "per" and doc[after : after + 2].text.lower() == "per cent"
    ):
        return make_figure(numbers, group, following, unit="percent", scope="", rule="quantity.percent")
    if following.lower_ == "-" and after + 1 < len(doc) and lemma(doc[after + 1]) in _DURATIONS:
        return make_figure(
            numbers, group, doc[after + 1], unit=lemma(doc[after + 1]), scope="duration", rule="quantity.duration"
        )
    if token.dep_ in ("pobj", "dobj") and token.head.dep_ != "nummod" and _toll(token) is not None:
        return make_figure(numbers, group, group[-1], unit="death", scope="", rule="quantity.people")
    noun = _counted(token, following)
    if noun is None:
        return bare_figure(token, group, numbers, said)
    return None if is_label(token, group, noun) else _of_noun(numbers, group, noun)


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
        return noun if noun.i - token.i <= _REACH and noun.pos_ == "NOUN" else None
    return following if following.pos_ == "NOUN" and following.tag_ == "NNS" else None


def _of_noun(numbers: tuple[float, float], group: "list[Token]", noun: "Token") -> Figure | None:  # noqa: PLR0911 - one return a rule
    word = lemma(noun)
    if noun.lower_ in ("dead", "killed"):
        return make_figure(numbers, group, noun, unit="death", scope="", rule="quantity.people")
    if noun.lower_ in ("injured", "wounded", "missing"):
        scope = "injured" if noun.lower_ == "wounded" else noun.lower_
        return make_figure(numbers, group, noun, unit="person", scope=scope, rule="quantity.people")
    if word in CURRENCY_NOUNS:
        return make_figure(numbers, group, noun, unit=CURRENCY_NOUNS[word], scope="", rule="quantity.money")
    if word in _DURATIONS:
        if any(c.lower_ in ("ago", "later", "earlier") for c in noun.children) or noun.head.lower_ in (
            "ago",
            "later",
            "old",
        ):
            return None
        return make_figure(numbers, group, noun, unit=word, scope="duration", rule="quantity.duration")
    if word == "vote":
        return make_figure(numbers, group, noun, unit="vote", scope=_vote_scope(noun), rule="quantity.votes")
    if word in _PEOPLE:
        return make_figure(numbers, group, noun, unit="person", scope="", rule="quantity.people")
    return make_figure(numbers, group, noun, unit=word, scope="", rule="quantity.unit")


def _vote_scope(noun: "Token") -> str:
    words = {t.lower_ for t in noun.doc[noun.i : noun.i + 3]}
    if words & _IN_FAVOUR or "for" in words:
        return "in favour"
    return "against" if "against" in words else ""


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
        if preposition.lower_ in ("to", "at") and number is not None and value_of(number.text) is not None:
            return number
    direct = child(verb, "dobj")
    return direct if direct is not None and value_of(direct.text) is not None else None
