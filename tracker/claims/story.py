"""What ties other texts to a story: the names of its seed, weighed, and a cheap look for them in a headline."""

import functools
from collections import Counter
from collections.abc import Iterable, Sequence

from tracker.claims.names import fold, known_name, name_keys, same_name
from tracker.model import Claim, Participant, ParticipantKind, Term, Version
from tracker.model.plain_words import STOP, content_words

#: Most terms a story keeps: the rest are names that the seed mentions by the way.
_MOST_TERMS = 12
#: A headline belongs to the story when it names at least two of its names, of this weight together.
_LEAST_NAMES = 2
_LEAST_WEIGHT = 0.85
#: Names and words of the story's texts that tie a text together, of both kinds; and the most of each that are kept.
_TIES, _MOST_LOOSE = 3, 40
#: The weight of one: less than any name that is a party.
_LOOSE = 0.1
_NAMES = (ParticipantKind.STATE, ParticipantKind.PERSON, ParticipantKind.BODY)


def story_terms(version: Version, claims: Sequence[Claim]) -> tuple[Term, ...]:
    """The names that tie another text to this story, heaviest first: 1 is named most, title and lead count double.

    Names are taken from who takes part in the claims; how often and where they stand is counted in the text.
    """
    article = version.article
    start, end = article.paragraphs[0] if article.paragraphs else (0, 0)
    lead = f"{article.title}\n{article.text[start:end]}"
    counts: dict[str, float] = {}
    parties = (mark for p in _participants(claims) for mark in p.marks)
    names = (p.key for p in _participants(claims) if p.kind in _NAMES)
    candidates = dict.fromkeys(key for key in (*names, *parties) if len(key) > 2)
    words = Counter((*_keys_in_order(article.text), *name_keys(lead)))
    whole = f"{article.text}\n{lead}".casefold()
    for key in candidates:
        if key in _no_names():
            continue
        # A name of several words is counted as it is written: the words of its parts are other names' too.
        count = whole.count(key) if " " in key else 0
        count = count or sum(n for word, n in words.items() if word == key or same_name(word, key))
        if count:
            counts[key] = count
    documents = {p.key for p in _participants(claims) if p.kind is ParticipantKind.DOCUMENT and p.key != "document"}
    heaviest = max(counts.values(), default=1.0)
    terms = [Term(key=key, weight=round(min(1.0, 0.3 + 0.7 * n / heaviest), 2)) for key, n in counts.items()]
    terms.extend(Term(key=key, weight=0.5) for key in sorted(documents))
    leading = sorted(terms, key=lambda t: (-t.weight, t.key))[:_MOST_TERMS]
    return (*leading, *_loose(article.text, lead, frozenset(term.key for term in leading)))


def _loose(text: str, lead: str, known: frozenset[str]) -> Iterable[Term]:
    """Names by the way, and the words of the lead and those that come again: they tie a text together with others."""
    counts = Counter(word for word, _ in content_words(text))
    in_lead = {word for word, _ in content_words(lead)}
    names = [f"~~{key}" for key in sorted(name_keys(text) - known - _no_names())]
    words = [f"~{word}" for word, count in counts.most_common() if count > 1 or word in in_lead]
    return [Term(key=key, weight=_LOOSE) for key in (*names[:_MOST_LOOSE], *words[:_MOST_LOOSE])]


@functools.cache
def _no_names() -> frozenset[str]:
    """Days, months and other words that are written like names and are none."""
    return frozenset(fold(word) for word in STOP)


def is_related(text: str, terms: Sequence[Term]) -> bool:
    """Whether a headline with its summary may belong to the story: it names enough of the story's leading names, or
    two names and a word of its texts, or one and two words; three names do alone.
    """
    found = terms_named(text, terms)
    if len(found) >= _LEAST_NAMES and sum(term.weight for term in found) >= _LEAST_WEIGHT:
        return True
    names, words = _ties(text, terms, len(found))
    return names + min(words, 2) >= _TIES and names > 0


def kinship(text: str, terms: Sequence[Term]) -> float:
    """How much ties a text to a story, for choosing between stories that it may belong to."""
    found = terms_named(text, terms)
    names, words = _ties(text, terms, len(found))
    return sum(term.weight for term in found) + 0.5 * (names - len(found)) + 0.5 * words


def _ties(text: str, terms: Sequence[Term], leading: int) -> tuple[int, int]:
    """How many names of the story, and how many of its words, a text has."""
    loose = {term.key for term in terms if term.is_loose}
    if not loose:
        return leading, 0
    names = leading + sum(f"~~{key}" in loose for key in name_keys(text))
    return names, len({f"~{word}" for word, _ in content_words(text)} & loose)


def terms_named(text: str, terms: Sequence[Term]) -> tuple[Term, ...]:
    """Those of the story's names that a text has."""
    keys = name_keys(text)
    tight = (term for term in terms if not term.is_loose)
    return tuple(term for term in tight if term.key in keys or any(same_name(term.key, key) for key in keys))


def _participants(claims: Iterable[Claim]) -> Iterable[Participant]:
    for claim in claims:
        candidates = (claim.subject, claim.object, claim.place, claim.attribution.speaker, *claim.others)
        yield from (p for p in candidates if p is not None)


def _keys_in_order(text: str) -> list[str]:
    """One key for each capitalised word or known name of a text, repeats included."""
    keys: list[str] = []
    for word in text.split():
        bare = word.strip(".,;:!?\"'()“”‘’").removesuffix("'s").removesuffix("’s")
        if bare[:1].isupper():
            known = known_name(bare)
            keys.append(known[0] if known else fold(bare))
    return keys
