"""How long a document runs and how many articles it has, told without a verb of containing or lasting:
its term is twelve years, concluded for two decades, the deal's 40 articles, over the course of 40 articles.
"""

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tracker.claims.figures.numerals import value_of
from tracker.claims.figures.quantities import Figure, find_figures
from tracker.claims.kept import kept
from tracker.claims.mentions.entities import is_document
from tracker.claims.mentions.subjects import subject_of
from tracker.claims.parse import child, children, conjuncts, lemma
from tracker.model import QuantityBound

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_PARTS = frozenset({"article", "chapter", "clause", "page", "section"})
_YEARS = {"year": 1.0, "decade": 10.0}
#: Nouns that name how long a document holds.
_TERMS = frozenset({"term", "duration", "lifespan", "lifetime", "life", "validity", "period", "span"})
#: What a document does to its matter for as long as it holds.
_GOVERN = frozenset(
    ["govern", "regulate", "shape", "set", "define", "determine", "guide", "frame", "cover", "bind", "tie", "commit",
     "rule", "fix", "steer", "underpin", "run", "apply"]
)  # fmt: skip
#: A document is made so for so long.
_MAKE = frozenset({"conclude", "sign", "agree", "make", "design", "mean", "intend", "draw", "plan", "extend"})
_BONDS = frozenset({"relationship", "partnership", "cooperation", "framework", "collaboration", "alliance"})
_FOR = frozenset({"for", "over", "during", "of", "through", "throughout"})
_TOTAL = frozenset({"count", "number", "total", "span", "reach"})
#: A first term that is over, or may be: told beside the one that counts.
_FIRST = frozenset({"initial", "original", "first", "initially", "originally"})
#: Of a part of the document, or more of the same, the number is no total.
_PARTIAL = frozenset({"first", "last", "other", "another", "new", "further", "more", "extra", "additional", "next"})
_SPANS = re.compile(
    r"\b(?:(?P<a>an? (?:decade|century))|(?P<half>half a century)|(?P<quarter>a quarter(?: of a)? century)"
    r"|(?:next|coming|following) (?P<number>[a-z]+|\d{1,3}) (?P<unit>years|decades))\b",
    re.I,
)
_CENTURY = 100.0
_COUNT = re.compile(
    r"\b(?:the )?(?:number|total) of (?P<part>articles|chapters|clauses|pages|sections)\b[^.;]{0,24}?"
    r"\b(?:as|at|to|is|was|be) (?P<number>\d{1,4})\b",
    re.I,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """A figure of a document: its class, its words, and the noun that names the document, None for the one at hand."""

    event_class: str
    figure: Figure
    words: "tuple[Token, ...]"
    document: "Token | None"
    is_first: bool = False


@kept
def extents_in(sentence: "Span") -> tuple[Extent, ...]:
    """How much of what a sentence says its document has: at most one count of its parts and one length."""
    if sentence.text.rstrip().endswith("?"):
        return ()
    figures = [*find_figures(sentence), *_spans(sentence)]
    parts = [e for f in figures if f.unit in _PARTS and (e := _parts(f, sentence)) is not None]
    counted = parts or [e for e in (_counted(sentence),) if e is not None]
    lengths = [e for f in figures if f.unit in _YEARS and (e := _length(f, sentence)) is not None]
    return (*counted[:1], *lengths[:1])


def _words(figure: Figure, sentence: "Span") -> "tuple[Token, ...]":
    return tuple(t for t in sentence if t.idx < figure.end and t.idx + len(t) > figure.start)


# --- parts ------------------------------------------------------------------------------------------------------------
def _parts(figure: Figure, sentence: "Span") -> Extent | None:
    """A count of articles that is said of the whole document."""
    words, noun = _words(figure, sentence), figure.head
    if not words or any(c.lower_ in _PARTIAL for c in noun.lefts) or lemma(noun) not in _PARTS:
        return None
    found, is_whole = _whole(noun)
    return Extent(event_class="contain", figure=figure, words=words, document=found) if is_whole else None


def _whole(noun: "Token") -> "tuple[Token | None, bool]":
    """The document of which it is the whole, and whether it is: *the* 40 articles *of the deal*, there are 40."""
    pointed = child(noun, "det", "predet")
    for of in children(noun, "prep"):
        for document in children(of, "pobj"):
            there = noun.head.lemma_ == "be" and child(noun.head, "expl") is not None
            if of.lower_ in ("of", "in", "to") and is_document(document) and (pointed is not None or there):
                return document, True
    owner = child(noun, "poss")
    if owner is not None:
        return (owner, True) if is_document(owner) else (None, owner.lower_ == "its")
    if noun.head.lemma_ == "be" and child(noun.head, "expl") is not None and not _is_limited(noun):
        return None, True
    if noun.dep_ in ("dobj", "attr") and lemma(noun.head) in _TOTAL:
        subject = subject_of(noun.head)
        return (subject, True) if subject is not None and is_document(subject) else (None, False)
    return _through(noun)


def _is_limited(noun: "Token") -> bool:
    """Whether more is said of which they are: there are 40 articles *on fishing*."""
    return child(noun, "relcl", "acl", "amod") is not None or child(noun, "prep") is not None


def _through(noun: "Token") -> "tuple[Token | None, bool]":
    """In, over the course of, across 40 articles the text does something."""
    token = noun
    while token.dep_ in ("pobj", "prep") and lemma(token.head) in ("of", "course", "over", "in", "across", "through"):
        token = token.head
    verb = token.head
    if token.dep_ != "prep" or token.lower_ not in ("over", "in", "across", "through") or verb.pos_ != "VERB":
        return None, False
    subject = subject_of(verb)
    return (subject, True) if subject is not None and is_document(subject) else (None, False)


def _counted(sentence: "Span") -> Extent | None:
    """The number of articles, put at 40."""
    match = _COUNT.search(sentence.text)
    if match is None:
        return None
    start, end = sentence.start_char + match.start("number"), sentence.start_char + match.end("number")
    head = next((t for t in sentence if t.idx == start), None)
    if head is None:
        return None
    value = float(match["number"])
    figure = Figure(
        low=value, high=value, unit=match["part"].lower().removesuffix("s"), scope="", bound=QuantityBound.EXACT,
        rule="quantity.unit", start=start, end=end, head=head,
    )  # fmt: skip
    return Extent(event_class="contain", figure=figure, words=(head,), document=None)


# --- length -----------------------------------------------------------------------------------------------------------
def _spans(sentence: "Span") -> list[Figure]:
    """A decade, half a century: lengths without a number."""
    found: list[Figure] = []
    for match in _SPANS.finditer(sentence.text):
        start, end = sentence.start_char + match.start(), sentence.start_char + match.end()
        words = [t for t in sentence if start <= t.idx < end]
        if not words:
            continue
        head = next((t for t in words if t.head not in words), words[-1])
        years = _worth(match)
        if years is None:
            continue
        found.append(
            Figure(low=years, high=years, unit="year", scope="duration", bound=QuantityBound.EXACT,
                   rule="quantity.duration", start=start, end=end, head=head)
        )  # fmt: skip
    return found


def _worth(match: "re.Match[str]") -> float | None:
    """The years of a length told in words; None where it has no number."""
    if match["number"]:
        number = value_of(match["number"])
        return number * _YEARS[match["unit"].lower().removesuffix("s")] if number is not None else None
    if match["half"] or match["quarter"]:
        return _CENTURY / (2 if match["half"] else 4)
    return _CENTURY if "century" in match["a"].lower() else _YEARS["decade"]


def in_years(figure: Figure) -> Figure:
    """A length in decades as one in years."""
    times = _YEARS.get(figure.unit, 1.0)
    return figure if times == 1.0 else replace(figure, low=figure.low * times, high=figure.high * times, unit="year")


def _length(figure: Figure, sentence: "Span") -> Extent | None:
    words, noun = _words(figure, sentence), figure.head
    if not words:
        return None
    document, holds = _holds(noun)
    if not holds:
        return None
    around = sentence[max(0, words[0].i - sentence.start - 4) : words[-1].i - sentence.start + 3]
    is_first = any(t.lower_ in _FIRST for t in around)
    return Extent(event_class="last", figure=in_years(figure), words=words, document=document, is_first=is_first)


def _holds(noun: "Token") -> "tuple[Token | None, bool]":  # noqa: PLR0911 - one return a rule
    """Whether so many years are what a document holds for, and which."""
    if lemma(noun.head) in _TERMS and noun.dep_ == "attr":
        return None, False
    if noun.dep_ == "attr" and noun.head.lemma_ == "be":
        term = subject_of(noun.head)
        return _of_term(term) if term is not None and lemma(term) in _TERMS else (None, False)
    if noun.dep_ == "compound" or noun.dep_ in ("npadvmod", "nummod", "amod"):
        above = noun.head if lemma(noun.head) in _TERMS else noun.head.head
        return _of_term(above) if lemma(above) in _TERMS else (None, False)
    if noun.dep_ != "pobj" or noun.head.lower_ not in _FOR:
        return None, False
    above = noun.head.head
    if noun.head.lower_ == "of" and lemma(above) in _TERMS:
        return _of_term(above)
    if noun.head.lower_ == "of":
        verb = above.head
        subject = subject_of(verb) if lemma(above) in _BONDS and above.dep_ == "dobj" else None
        return (subject, True) if subject is not None and is_document(subject) else (None, False)
    return _of_verb(above)


def _of_term(term: "Token") -> "tuple[Token | None, bool]":
    """Whose term it is: its term, the term of the accord, the accord has a term, agreed for a term."""
    owner = child(term, "poss")
    if owner is not None:
        return (owner, True) if is_document(owner) else (None, owner.lower_ == "its")
    for of in children(term, "prep"):
        document = child(of, "pobj")
        if of.lower_ == "of" and document is not None and is_document(document):
            return document, True
    if term.dep_ == "dobj" and lemma(term.head) in ("have", "carry", "give", "set", "provide"):
        subject = subject_of(term.head)
        return (subject, True) if subject is not None and is_document(subject) else (None, False)
    if term.dep_ == "pobj" and term.head.lower_ == "for":
        return _of_verb(term.head.head)
    return None, False


def _of_verb(verb: "Token") -> "tuple[Token | None, bool]":
    """The document that does its work, or is made, for so long."""
    while verb.pos_ not in ("VERB", "AUX") and verb.dep_ != "ROOT":
        verb = verb.head
    word = lemma(verb)
    subject = subject_of(verb)
    if child(verb, "relcl") is not None or (verb.lemma_ == "be" and child(verb, "attr") is not None):
        # It is this accord that will govern their dealings.
        for noun in children(verb, "attr"):
            if is_document(noun) and any(lemma(c) in _GOVERN for c in children(noun, "relcl")):
                return noun, True
        governing = next((c for c in children(verb, "relcl", "ccomp", "advcl") if lemma(c) in _GOVERN), None)
        it = child(verb, "attr")
        return (it, True) if governing is not None and it is not None and is_document(it) else (None, False)
    if subject is not None and subject.tag_ in ("WDT", "WP") and verb.dep_ == "relcl":
        subject = verb.head
    passive = child(verb, "auxpass") is not None or (verb.tag_ == "VBN" and verb.dep_ in ("acl", "advcl"))
    made = subject if passive else child(verb, "dobj")
    if passive and made is None and verb.dep_ == "acl":
        made = verb.head
    if word in _MAKE and made is not None and (found := _document(made)) is not None:
        return found, True
    if word in _GOVERN and not passive and subject is not None:
        found = _document(subject)
        return found, found is not None or (subject.lower_ == "it" and child(verb, "dobj") is not None)
    return None, False


def _document(noun: "Token") -> "Token | None":
    return next((each for each in conjuncts(noun) if is_document(each)), None)
