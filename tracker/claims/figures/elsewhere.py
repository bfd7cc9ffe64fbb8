"""Whether a number is told of another event or place than its article's: an aside on a neighbour, or another outbreak.

"The neighbouring region is looking into an outbreak of its own. There 60 people have fallen ill." "In the south the
picture is another one; the two conflicts are not connected." What such a paragraph counts is no count of the story.
"""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_AREAS = (
    "region|province|state|country|county|district|city|town|republic|island|canton|prefecture|territory|municipality"
    "|emirate|valley|borough|parish"
)
_EVENTS = (
    "outbreak|epidemic|fire|wildfire|blaze|earthquake|quake|flood|storm|attack|shooting|bombing|explosion|blast|accident"
    "|crash|collision|collapse|disaster|conflict|war|clash|incident|case|trial|strike|dispute|race|election|vote|deal"
    "|takeover|merger|transaction|operation|raid|protest|referendum|walk-out|ballot|contest|inquiry"
)
#: Words from which on a paragraph speaks of another event.
_FRAME = re.compile(
    rf"\b(?:an?|another) (?:neighbou?ring|adjacent|bordering|nearby) (?:{_AREAS})\b"
    rf"|\b(?:neighbou?ring|adjacent|bordering|nearby) (?:{_AREAS}) of \w"
    rf"|\b(?:an?|another|in an?) (?:separate|unrelated|different|similar) (?:\w+ ){{0,2}}(?:{_EVENTS})s?\b"
    rf"|\b(?:an?|one|two) (?:{_EVENTS})s? of (?:its|their|his|her) own\b"
    r"|\bseparately,|\bunrelated to\b|\bin an unrelated\b|\b[Ee]lsewhere in the (?:world|country|region)\b",
    re.I,
)
#: Words that say of a whole paragraph that what it tells beside the story does not belong to it.
_APART = re.compile(
    r"\b(?:have|has|had) nothing to do with (?:each other|one another|it|this|that)\b"
    rf"|\b(?:two|both|the) (?:{_EVENTS})s? (?:are|were) (?:not (?:connected|linked|related)|unconnected|unrelated)\b"
    r"|\bthe picture is (?:another|a different|quite another) one\b|\bthe picture is (?:quite )?different\b",
    re.I,
)
#: Words by which a paragraph comes back to the story's own place and time.
_BACK = re.compile(r"\b(?:meanwhile back|back in|here at home|at home)\b", re.I)


def is_elsewhere(number: "Token") -> bool:
    """Whether the paragraph has turned to another event before a number, or says that it is none of the story's."""
    text = number.doc.text
    frame = _FRAME.search(text)
    if frame is not None and frame.start() < number.idx:
        return _BACK.search(text, frame.end(), number.idx) is None
    return _is_apart(number.doc)


def _is_apart(doc: "Doc") -> bool:
    return _APART.search(doc.text) is not None
