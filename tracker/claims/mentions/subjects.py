"""Whose doing a verb is, where its subject stands with another verb."""

from typing import TYPE_CHECKING

from tracker.claims.parse import child
from tracker.claims.status.verbs import governor

if TYPE_CHECKING:
    from spacy.tokens import Token

_MAX_DEPTH = 4


def subject_of(verb: "Token", depth: int = 0) -> "Token | None":
    """The subject of a verb, followed through control (is set to sign), conjunctions and participles; None without."""
    subject = child(verb, "nsubj", "nsubjpass")
    if subject is not None or depth > _MAX_DEPTH:
        return subject
    head = governor(verb)
    if head is not None and head != verb:
        controller = child(head, "dobj") if head.pos_ == "VERB" and verb.dep_ == "xcomp" else None
        return controller or subject_of(head, depth + 1)
    if verb.dep_ in ("conj", "acomp", "attr", "oprd", "advcl", "pcomp") and verb.head != verb:
        return subject_of(verb.head if verb.dep_ != "pcomp" else verb.head.head, depth + 1)
    if verb.dep_ in ("acl", "relcl") and verb.tag_ == "VBG":
        return verb.head
    return None
