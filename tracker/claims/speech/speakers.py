"""Who a verb, noun or adjective of speech has for its speaker, as a word of the sentence."""

from typing import TYPE_CHECKING

from tracker.claims.mentions.entities import is_document
from tracker.claims.names import load_names
from tracker.claims.parse import child, children, head_of_relative, lemma

if TYPE_CHECKING:
    from spacy.tokens import Token

#: Subjects that name nobody.
_NOBODY = frozenset({"that", "which", "what", "there", "this"})
_NOMINAL = ("PROPN", "NOUN", "PRON")
_FINITE = ("VBD", "VBZ", "VBP")
_MAX_DEPTH = 5
_OWNERS = ("by", "from", "of")


def speaker_of(verb: "Token") -> "Token | None":
    """Who speaks: subject or agent, of the verb or of the one that it hangs on; None where nobody is named."""
    if child(verb, "auxpass") is not None:
        agent = child(verb, "agent")
        return child(agent, "pobj") if agent is not None else None
    return _named(_subject(verb, 0))


def noun_owner(noun: "Token") -> "Token | None":
    """Whose claim or report it is: *X's* claim, a report *by X*, X *came to* the conclusion."""
    if (owner := child(noun, "poss")) is not None:
        return owner
    for preposition in children(noun, "prep"):
        if preposition.lower_ in _OWNERS and (by := child(preposition, "pobj")) is not None:
            return by
    verb = noun.head if noun.dep_ == "dobj" else noun.head.head if noun.dep_ == "pobj" else None
    if verb is None or verb.pos_ not in ("VERB", "AUX") or child(verb, "auxpass") is not None:
        return None
    return _named(_subject(verb, 0))


def adjective_holder(adjective: "Token") -> "Token | None":
    """Who is sure or afraid: the subject of the be before it; None for *it is* clear that."""
    subject = _subject(adjective.head, 0)
    return None if subject is None or subject.lower_ in ("it", *_NOBODY) else subject


def _named(subject: "Token | None") -> "Token | None":
    if subject is None or subject.lower_ in _NOBODY or (is_document(subject) and lemma(subject) != "report"):
        return None
    return subject


def _subject(verb: "Token", depth: int) -> "Token | None":  # noqa: PLR0911 - one return a construction
    subjects = children(verb, "nsubj", "nsubjpass")
    if subjects:
        # The agency IRNA said: the parser gives the verb two subjects.
        named = len(subjects) > 1 and subjects[1].pos_ == "PROPN" and subjects[1].left_edge.i == subjects[0].i + 1
        subject = subjects[1] if named else subjects[0]
        if subject.i > verb.i and lemma(verb) == "tell" and (teller := _before(verb)) is not None:
            return teller  # Jane Moreau tells *Radio 4*
        return _antecedent(_between(subject), verb)
    if depth > _MAX_DEPTH:
        return None
    if (beside := _misread(verb)) is not None:
        return beside
    head = verb.head
    if verb.dep_ == "acl":
        return head
    if verb.dep_ in ("advcl", "conj", "xcomp", "dep") and head.pos_ in ("VERB", "AUX"):
        return _subject(head, depth + 1)
    if verb.dep_ == "pcomp" and head.lower_ == "as":
        return child(head.head, "nsubjpass") or child(head.head, "dobj")
    if verb.dep_ == "pcomp" and head.head.pos_ in ("VERB", "AUX"):
        return _subject(head.head, depth + 1)
    return None


def _before(verb: "Token") -> "Token | None":
    """The noun or name that stands right before a verb, or before the comma before it."""
    places = [verb.i - 1, verb.i - 2] if verb.i and verb.doc[verb.i - 1].text == "," else [verb.i - 1]
    return next((verb.doc[i] for i in places if i >= verb.sent.start and verb.doc[i].pos_ in ("PROPN", "NOUN")), None)


def _between(subject: "Token") -> "Token":
    """Who speaks in the middle of what is said: "the meeting, *the envoy* said, would fail" is the envoy."""
    names = load_names()
    known = names.titles | names.anonymous | names.body_nouns
    if subject.pos_ != "NOUN" or lemma(subject) in known:
        return subject
    beside = (c for c in children(subject, "appos") if lemma(c) in names.titles | names.anonymous)
    return next(beside, subject)


def _antecedent(subject: "Token", verb: "Token") -> "Token | None":
    if subject.tag_ == "WP" and verb.dep_ == "relcl":
        return head_of_relative(subject)
    return subject


def _misread(verb: "Token") -> "Token | None":
    """The subject of a finite verb that the parser hung elsewhere: the name before it, or after it where inverted."""
    if verb.tag_ not in _FINITE or verb.dep_ in ("conj", "xcomp"):
        return _before_comma(verb)
    before = verb.doc[verb.i - 1] if verb.i > verb.sent.start else None
    if before is not None and before.pos_ in _NOMINAL and before.dep_ not in ("pobj", "dobj"):
        return before
    quoted = before is None or before.text in (",", '"', "'", "?", "!")
    clause = next((c for c in verb.children if c.dep_ == "ccomp" and c.tag_ == "VBG" and c.i > verb.i), None)
    if quoted and clause is not None and (inner := child(clause, "nsubj")) is not None:
        return inner
    after = next((c for c in verb.rights if c.dep_ in ("dobj", "attr", "oprd", "npadvmod", "dep")), None)
    return after if quoted and after is not None and after.pos_ in _NOMINAL else None


def _before_comma(verb: "Token") -> "Token | None":
    """The name before the comma of a "…, Jalali, wrote" that was joined to the clause before it."""
    joined = any(verb.head.i < c.i < verb.i for c in children(verb.head, "cc"))
    if verb.dep_ != "conj" or verb.tag_ != "VBD" or joined or verb.i < 1 or verb.doc[verb.i - 1].text != ",":
        return None
    return next((t for t in reversed(verb.doc[verb.sent.start : verb.i]) if t.pos_ in ("PROPN", "NOUN")), None)
