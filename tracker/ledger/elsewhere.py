"""Whether a sentence tells of another place or affair than the story's: the neighbouring province, another case."""

import re

from tracker.model import Claim

_OTHER = r"(?:another|an? (?:different|separate|unrelated|parallel)|the (?:next|other))"
_NEAR = r"(?:(?:a|an|the) )?(?:neighbou?ring|nearby|adjacent|adjoining|rival)"
_AFFAIRS = (
    "case|matter|trial|affair|dispute|conflict|outbreak|incident|accident|attack|development|strike|election|deal|"
    "project|mission|investigation|inquiry|lawsuit|vote|crash|fire|quake|earthquake|war|proceedings"
)
_PLACES = (
    "province|state|country|region|district|county|city|town|village|port|island|municipality|canton|republic|kingdom|"
    "constituency|valley|airport|department|prefecture|territory"
)
#: How a sentence begins that turns to something else.
_BEGINS = re.compile(
    rf"(?:meanwhile,? )?(?:elsewhere\b|separately,|(?:in|at) (?:{_OTHER}|{_NEAR})(?: \w+)? (?:{_AFFAIRS}|{_PLACES})\b"
    rf"|in an? (?:unrelated|separate) )",
    re.IGNORECASE,
)
#: A turn inside the sentence, before the mention.
_TURNS = re.compile(
    rf"\b(?:in|at) (?:{_NEAR}|another|an? (?:different|separate|unrelated)) (?:\w+ )?(?:{_AFFAIRS}|{_PLACES})\b", re.I
)
#: Who is only told of: the judge who acquitted him in another trial.
_RELATIVE = re.compile(r"\b(?:who|whom|which|that)\b[^,;]*$", re.IGNORECASE)
#: What says anywhere in the sentence that it has nothing to do with the story.
_APART = re.compile(
    r"\b(?:(?:is|are|was|were) (?:not (?:connected|related|linked)|unconnected|unrelated)|not connected (?:with|to)"
    r"|unrelated to|nothing to do with|no (?:connection|link)s? (?:with|to|between))\b",
    re.IGNORECASE,
)


def is_elsewhere(claim: Claim) -> bool:
    """Whether its sentence says that it is of another place or affair than what the article is about."""
    quote = claim.evidence.quote
    if _BEGINS.match(quote) or _APART.search(quote):
        return True
    turn = _TURNS.search(quote, 0, max(0, claim.trigger.start - claim.evidence.start))
    return turn is not None and _RELATIVE.search(quote, 0, turn.start()) is None
