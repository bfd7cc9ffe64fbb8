"""Whether two reasons for one slip are the same in other words: by their words of content and their kind."""

import re

from rapidfuzz import fuzz

from tracker.model import Claim

#: The class of the claims that say why something slipped; their object is the reason as written.
REASON = "reason"
#: Words of a reason that say nothing of which reason it is.
EMPTY = frozenset(
    {"from", "with", "their", "because", "since", "after", "over", "amid", "owing", "thanks", "account"}
    | {"result", "following", "given", "have", "been", "were", "that"}
)
#: Likeness of two words from which they are forms of one (died, death are not; glory, glorious are).
SAME_WORD = 80.0
#: Shorter words are alike by chance, or say nothing (did, had).
LEAST_WORD = 4
#: How a text tells again what was known: the vote *had been* put off because of the floods.
_LOOKS_BACK = re.compile(r"\bhad (?:\w+ly )?(?:been|had to be)\b", re.IGNORECASE)
#: Words by which two reasons are of one kind, whatever else they share: floods, and streets under water.
_KINDS = tuple(
    frozenset(words.split())
    for words in (
        "flood floods flooding flooded water rain rains downpour storm storms river inundated weather snow blizzard"
        " wind winds gale gales typhoon hurricane cyclone fog ice lightning heat",
        "ill illness sick sickness hospital surgery operation doctor doctors health injury injured covid flu infection"
        " fever unwell recovering",
        "death died dead dying killed funeral mourning mourn crash",
        "fault faults leak leaks leaking valve technical glitch engine software sensor helium malfunction defect crack"
        " breakdown computer",
        "strike strikes walkout stoppage union unions staff pickets",
        "fund funds funding money budget cost costs price prices finance financing cash debt",
        "attack attacks security threat threats fighting shelling bomb violence unrest riots war clashes",
        "court courts appeal lawsuit injunction judge ruling verdict",
        "text draft wording clause clauses revision revisions amendment amendments translation",
        "vote votes election elections poll polls ballot campaign",
    )
)


def is_other_reason(a: str, b: str) -> bool:
    """Whether two reasons share no word that means something, and are not of one kind."""
    mine, others = _words(a), _words(b)
    if any(mine & kind and others & kind for kind in _KINDS):
        return False
    return not any(fuzz.ratio(x, y) >= SAME_WORD for x in mine for y in others)


def is_retold(claim: Claim) -> bool:
    """Whether the text looks back on it."""
    return _LOOKS_BACK.search(claim.evidence.quote) is not None


def reason_text(claim: Claim) -> str:
    """The words of a claim that gives a reason."""
    return claim.object.text if claim.object is not None else ""


def _words(reason: str) -> set[str]:
    return {
        word for word in re.findall(r"[^\W\d_]+", reason.casefold()) if len(word) >= LEAST_WORD and word not in EMPTY
    }
