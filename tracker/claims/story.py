"""What ties other texts to a story: the names of its seed, weighed, and a cheap look for them in a headline."""

from collections.abc import Iterable, Sequence

from tracker.claims.names import fold, known_name, name_keys, same_name
from tracker.model import Claim, Participant, ParticipantKind, Term, Version

#: Most terms a story keeps: the rest are names that the seed mentions by the way.
_MOST_TERMS = 12
#: A headline belongs to the story when it names at least two of its names, of this weight together.
_LEAST_NAMES = 2
_LEAST_WEIGHT = 0.85
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
    words = [*_keys_in_order(article.text), *name_keys(lead)]
    for key in candidates:
        count = sum(1 for word in words if word == key or same_name(word, key))
        if count:
            counts[key] = count
    documents = {p.key for p in _participants(claims) if p.kind is ParticipantKind.DOCUMENT and p.key != "document"}
    heaviest = max(counts.values(), default=1.0)
    terms = [Term(key=key, weight=round(min(1.0, 0.3 + 0.7 * n / heaviest), 2)) for key, n in counts.items()]
    terms.extend(Term(key=key, weight=0.5) for key in sorted(documents))
    return tuple(sorted(terms, key=lambda t: (-t.weight, t.key))[:_MOST_TERMS])


def is_related(text: str, terms: Sequence[Term]) -> bool:
    """Whether a headline with its summary may belong to the story: it names enough of the story's names."""
    found = terms_named(text, terms)
    return len(found) >= _LEAST_NAMES and sum(term.weight for term in found) >= _LEAST_WEIGHT


def terms_named(text: str, terms: Sequence[Term]) -> tuple[Term, ...]:
    """Those of the story's names that a text has."""
    keys = name_keys(text)
    return tuple(term for term in terms if term.key in keys or any(same_name(term.key, key) for key in keys))


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
