"""Articles that repeat an earlier one: a wire's text with another lead, a cut tail, a few words changed.

An article is a copy where most of the sentences that it makes claims of stand in one earlier article. Sentences that
only quote somebody don't count: two reporters at one press conference write down the same words.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from rapidfuzz import fuzz

from tracker.model import Claim, LedgerRow, SpeechMode

#: Likeness of two sentences (rapidfuzz ratio, 0..100) of which one is the other, edited.
ALIKE = 85.0
#: Shorter sentences are alike by chance.
LEAST = 40
#: Sentences that must be alike, and their share of all that the later article makes claims of.
LEAST_SENTENCES, SHARE = 3, 0.6
#: Copies come soon.
SOON = timedelta(days=7)
#: Words at either end by which a sentence is looked up: an editor changes one end more often than both.
_ENDS = 4
_WORDS = re.compile(r"\w+")


def original_of(claims: Sequence[Claim], published_at: datetime, rows: Iterable[LedgerRow]) -> int | None:
    """The version that an article repeats, out of rows of other articles, the first one where it is a copy itself;
    None where the article is nobody's copy.
    """
    sentences = {claim.evidence.quote for claim in claims if _counts(claim)}
    if len(sentences) < LEAST_SENTENCES:
        return None
    lookup, first = _lookup(rows, published_at)
    found: dict[int, int] = defaultdict(int)
    for sentence in sentences:
        beside = {each for end in _ends(sentence) for each in lookup.get(end, ())}
        for version in {version for version, quote in beside if _is_alike(sentence, quote)}:
            found[version] += 1
    version, count = max(found.items(), key=lambda each: (each[1], -each[0]), default=(0, 0))
    if count < LEAST_SENTENCES or count < SHARE * len(sentences):
        return None
    return first.get(version) or version


def _lookup(
    rows: Iterable[LedgerRow], published_at: datetime
) -> tuple[dict[tuple[str, ...], set[tuple[int, str]]], dict[int, int]]:
    """The sentences of earlier articles by their ends, and the originals of those that are copies."""
    lookup: dict[tuple[str, ...], set[tuple[int, str]]] = defaultdict(set)
    first: dict[int, int] = {}
    seen: set[tuple[int, str]] = set()
    for row in rows:
        claim = row.claim
        if row.copy_of is not None:
            first[claim.version_id] = row.copy_of
        each = (claim.version_id, claim.evidence.quote)
        soon = timedelta(0) <= published_at - row.published_at <= SOON
        if not soon or each in seen or not _counts(claim):
            continue
        seen.add(each)
        for end in _ends(claim.evidence.quote):
            lookup[end].add(each)
    return lookup, first


def _counts(claim: Claim) -> bool:
    return len(claim.evidence.quote) >= LEAST and claim.attribution.mode is not SpeechMode.DIRECT


def _ends(sentence: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    words = _WORDS.findall(sentence.casefold())
    return (*words[:_ENDS], "<"), (*words[-_ENDS:], ">")


def _is_alike(a: str, b: str) -> bool:
    """The same sentence up to a few words, with the same figures."""
    return bool(fuzz.ratio(a, b, score_cutoff=ALIKE)) and _figures(a) == _figures(b)


def _figures(text: str) -> list[str]:
    return sorted(word for word in _WORDS.findall(text) if word[0].isdigit())
