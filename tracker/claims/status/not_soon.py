"""What is only not to be soon: no plans to meet in the near future, will not resume for the time being.

It is put off rather than ruled out, which the ledger tells by the rule.
"""

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from tracker.claims.reading import Reading
from tracker.model import Status

if TYPE_CHECKING:
    from spacy.tokens import Token

_SOON = re.compile(
    r"\b(?:any ?time soon|in the (?:very )?(?:near|immediate|foreseeable|short)(?:er)? (?:future|term)|soon"
    r"|for now|for the (?:moment|time being|present)|at (?:present|the moment|this (?:stage|point|time))|right now"
    r"|in (?:this|the current|the present) (?:term|parliament|legislature|legislative period|session|mandate)"
    r"|during (?:this|his|her|their|its|the current) (?:term|mandate)|in the lifetime of this parliament"
    r"|just yet|currently|in the coming (?:days|weeks|months)|immediately)\b",
    re.IGNORECASE,
)
_RULES = frozenset({"status.no_plan", "status.negated", "status.no_longer"})


def not_soon(verb: "Token", reading: Reading) -> Reading:
    """The reading, told apart where a plan, not a deed, is negated for the near time only."""
    if reading.status is not Status.NEGATED or reading.rule not in _RULES:
        return reading
    is_past = reading.rule == "status.negated" and _is_past(verb)
    if is_past or _SOON.search(_words_after(verb)) is None:
        return reading
    return replace(reading, rule="status.not_soon")


def _is_past(verb: "Token") -> bool:
    tags = {verb.tag_, *(t.tag_ for t in verb.children if t.dep_ in ("aux", "auxpass"))}
    return "VBD" in tags and "TO" not in tags


def _words_after(verb: "Token") -> str:
    """The clause from its verb on, without what further verbs say."""
    begin = verb.idx - verb.sent.start_char
    end = max((t.idx + len(t) for t in verb.subtree), default=verb.idx) - verb.sent.start_char
    return str(verb.sent.text)[begin:end]
