"""Counts of a vote in an assembly, in free words: 191 came down in favour, passed 192-5, by 40 votes to 12."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.claims.dates.grammar import find_dates
from tracker.claims.figures.numerals import WORDS, Figure, value_of
from tracker.claims.kept import kept
from tracker.model import QuantityBound

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_NUM = rf"(?:\d{{1,3}}(?:,\d{{3}})?|{'|'.join(sorted((w for w in WORDS if w.isalpha()), key=len, reverse=True))})"
_VOTERS = (
    r"(?:lawmakers?|deput(?:y|ies)|senators?|MPs?|MEPs?|members?(?: of (?:the )?\w+)?|delegates?"
    r"|councillors?|councilors?|legislators?|representatives?|parliamentarians?|commissioners?|directors?|judges?|bishops?)"
)
_FAVOUR = r"(?:in favou?r|for\b|in support|yes\b|aye\b)"
_CAST = r"(?:voted|came (?:down|out)|were|spoke|said|cast (?:their )?(?:votes|ballots))"
_FOR = (
    re.compile(rf"\b(?P<n>{_NUM}) (?:votes|ballots) {_FAVOUR}", re.I),
    re.compile(rf"\b(?P<n>{_NUM})(?: (?P<who>{_VOTERS}))?(?: \w+ing)?,? {_CAST}(?: \w+)? {_FAVOUR}", re.I),
    re.compile(rf"\bwith (?P<n>{_NUM}) {_FAVOUR}", re.I),
    re.compile(rf"\b(?P<n>{_NUM}) (?P<who>{_VOTERS}) (?:\w+ly )?(?:backed|supported|endorsed|approved)\b", re.I),
)
#: Both sides at once: by 191 votes to 8, passed 192-5.
_PAIR = (
    re.compile(rf"\b(?P<n>{_NUM}) votes? (?:to|against) (?P<m>{_NUM})\b", re.I),
    re.compile(
        r"\b(?:vot\w+|pass\w*|approv\w+|adopt\w+|reject\w+|carried|ratif\w+|endors\w+|confirm\w+|defeat\w+)\b"
        r"[^.;:]{0,60}?\b(?P<n>\d{1,3})(?:-| ?– ?| to )(?P<m>\d{1,3})\b(?!-)",
        re.I,
    ),
)
_AGAINST = re.compile(
    rf"\b(?P<n>{_NUM})(?: (?:{_VOTERS}|others?|more))?(?: votes?)?(?: {_CAST})?(?: \w+)? ?"
    rf"(?<= )(?:against\b|opposed\b|no\b(?! [a-z]))",
    re.I,
)
_ABSTAIN = re.compile(
    rf"\b(?P<n>{_NUM})(?: (?:{_VOTERS}|others?|more))? (?:abstain\w*|abstentions?|stayed away from the vote)\b", re.I
)
#: What is still needed, foreseen or asked is no count.
_OPEN = re.compile(
    r"\b(?:need\w*|requir\w+|threshold|would|could|will|expected|forecast|predict\w*|must|should|(?:is|are|was|were) to"
    r"|poll(?:s|ed)?|survey\w*"
    r"|percent|per cent)\b|%",
    re.I,
)
_SPORT = re.compile(r"\b(?:match|goals?|league|season|half-time|sets?|innings|coach|championship|final|cup)\b", re.I)
#: No assembly is larger: beyond it they are voters at the polls.
_LARGEST = 3000


@dataclass(frozen=True, slots=True, kw_only=True)
class Ballot:
    """The counts of one vote: those for it, then those against and abstaining, as far as told."""

    figures: tuple[Figure, ...]
    words: "tuple[Token, ...]"


@kept
def ballot_in(sentence: "Span") -> Ballot | None:
    """The count of a vote that a sentence tells; None for none, or for one that is only needed or foreseen."""
    text = sentence.text
    if not any(c.isdigit() for c in text) and " favo" not in text and "for it" not in text:
        return None
    if _OPEN.search(text) or _SPORT.search(text):
        return None
    sides = _sides(text)
    if sides is None:
        return None
    figures = tuple(f for side in sides if (f := _figure(sentence, *side)) is not None)
    if len(figures) != len(sides) or max(f.low for f in figures) > _LARGEST or sum(f.low for f in figures) < 5:
        return None
    start, end = figures[0].start, figures[-1].end
    words = tuple(t for t in sentence if t.idx < end and t.idx + len(t) > start)
    return Ballot(figures=figures, words=words) if words else None


def _sides(text: str) -> list[tuple[str, tuple[int, int], str]] | None:
    """Number, place and side of each count, those for it first; None for no vote."""
    taken: list[tuple[int, int]] = []
    days = [(d.start, d.end) for d in find_dates(text)]
    pair = next((m for pattern in _PAIR if (m := pattern.search(text)) is not None), None)
    if pair is not None and (text[: pair.start("n")].endswith("from ") or _is_dated(pair, days)):
        pair = None
    if pair is not None:
        taken = [pair.span("n"), pair.span("m")]
        sides = [(pair["n"], pair.span("n"), "in favour"), (pair["m"], pair.span("m"), "against")]
    else:
        match = next((m for pattern in _FOR if (m := pattern.search(text)) is not None), None)
        if match is None:
            return None
        taken = [match.span("n")]
        sides = [(match["n"], match.span("n"), "in favour")]
        against = next((m for m in _AGAINST.finditer(text) if m.span("n") not in taken), None)
        if against is not None:
            sides.append((against["n"], against.span("n"), "against"))
            taken.append(against.span("n"))
        of_members = match.groupdict().get("who") is not None
        if against is None and not of_members and _ABSTAIN.search(text) is None:
            return None
    abstain = next((m for m in _ABSTAIN.finditer(text) if m.span("n") not in taken), None)
    if abstain is not None:
        sides.append((abstain["n"], abstain.span("n"), "abstaining"))
    return sides


def _is_dated(pair: "re.Match[str]", days: Sequence[tuple[int, int]]) -> bool:
    """Whether its numbers are days: vote from May 12 to 23."""
    return any(begin < pair.end(side) and pair.start(side) < end for side in ("n", "m") for begin, end in days)


def _figure(sentence: "Span", number: str, span: tuple[int, int], scope: str) -> Figure | None:
    value = value_of(number)
    start, end = sentence.start_char + span[0], sentence.start_char + span[1]
    head = next((t for t in sentence if t.idx <= start < t.idx + len(t)), None)
    if value is None or head is None:
        return None
    return Figure(
        low=value, high=value, unit="vote", scope=scope, bound=QuantityBound.EXACT, rule="quantity.votes",
        start=start, end=end, head=head,
    )  # fmt: skip
