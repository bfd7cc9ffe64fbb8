"""The status that a verb's own group of words gives: tense, modal, aspect, negation."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.claims.parse import ONE_FORM, child, children, has_word, lemma
from tracker.claims.reading import Reading
from tracker.claims.tables import Lexicon
from tracker.model import Status, Strength

if TYPE_CHECKING:
    from spacy.tokens import Token

_POSSIBLE = frozenset({"may", "might", "could", "can"})
WISHES = frozenset({"like", "love", "prefer", "hate", "appreciate"})
_NOBODY = frozenset({"nobody", "none", "nothing", "neither", "no-one"})
_ONLY = frozenset({"only", "just", "merely", "simply", "solely"})
_ALMOST = frozenset({"nearly", "almost"})
_OLD = frozenset({"originally", "initially", "previously", "earlier"})


@dataclass(frozen=True, slots=True, kw_only=True)
class VerbGroup:
    """A verb with its auxiliaries, as far as they decide its status."""

    verb: "Token"
    #: "will", "would", "may" ...; "" without one.
    modal: str
    modal_token: "Token | None"
    #: Part-of-speech tag of the finite word; "" if nothing is finite.
    finite: str
    have: "Token | None"
    progressive: bool
    passive: bool
    negation: "Token | None"
    infinitive: bool


def verb_group(verb: "Token") -> VerbGroup:
    """The group of a verb; a second verb without auxiliaries shares those of the first (will meet and sign)."""
    auxiliaries = children(verb, "aux", "auxpass")
    if not auxiliaries and verb.dep_ == "conj" and verb.tag_ in ("VB", "VBN", "VBG") and child(verb, "nsubj") is None:
        auxiliaries = children(verb.head, "aux", "auxpass")
    modal = next((a for a in auxiliaries if a.tag_ == "MD"), None)
    finite = next((a.tag_ for a in auxiliaries if a.tag_ in ("VBD", "VBZ", "VBP", "MD")), "")
    if not auxiliaries and _is_past_alike(verb):
        finite = "VBD"
    elif not finite and verb.tag_ in ("VBD", "VBZ", "VBP"):
        finite = verb.tag_
    negation = child(verb, "neg") or next((c for c in verb.children if c.lower_ in ("never", "neither")), None)
    negation = negation or _nor(auxiliaries[0] if auxiliaries else verb)
    return VerbGroup(
        verb=verb,
        modal=_modal(modal),
        modal_token=modal,
        finite=finite,
        have=next((a for a in auxiliaries if lemma(a) in ("have", "'ve")), None),
        progressive=verb.tag_ == "VBG" and any(lemma(a) == "be" for a in auxiliaries),
        passive=child(verb, "auxpass") is not None
        or (verb.tag_ == "VBN" and any(lemma(a) == "be" for a in auxiliaries)),
        negation=negation,
        infinitive=any(a.tag_ == "TO" for a in auxiliaries),
    )


def _nor(first: "Token") -> "Token | None":
    """The word right before the finite verb that negates an inverted clause: *nor* will he attend."""
    before = first.doc[first.i - 1] if first.i > first.sent.start else None
    return before if before is not None and before.lower_ in ("nor", "neither") else None


def _is_past_alike(verb: "Token") -> bool:
    """Whether a verb with one form for present and past ("put") is a past: news tells what was done in the past tense.

    With a subject and no auxiliary it is finite, whatever tag it got; in a present narrative its governor is present.
    """
    if verb.lower_ not in ONE_FORM or verb.tag_ not in ("VB", "VBP", "VBD") or child(verb, "nsubj") is None:
        return False
    return verb.dep_ == "ROOT" or verb.head.tag_ not in ("VBZ", "VBP", "MD", "VB")


def _modal(token: "Token | None") -> str:
    if token is None:
        return ""
    return {"'ll": "will", "wo": "will", "ca": "can", "'d": "would", "shall": "will"}.get(token.lower_, token.lower_)


def is_reported(verb: "Token", lexicon: Lexicon) -> bool:
    """Whether the verb stands in what somebody said: below a verb of speech, or beside an "according to"."""
    token = verb
    while token.dep_ != "ROOT":
        if token.dep_ in ("ccomp", "parataxis") and lexicon.cue("speech.say", lemma(token.head)):
            return True
        if token.dep_ == "pcomp" and token.head.lower_ == "as":
            return True
        token = token.head
    return any(c.lower_ == "according" for c in token.children) or any(
        c.dep_ in ("parataxis", "ccomp") and lexicon.cue("speech.say", lemma(c)) for c in token.children
    )


def read_tense(verb: "Token", *, reported: bool, fact: bool, lexicon: Lexicon) -> Reading:  # noqa: PLR0911 - one return a rule
    """The status by tense, modal and negation alone. `reported`: inside what somebody said in the past."""
    group = verb_group(verb)
    if longer := _no_longer(verb):
        return Reading(status=Status.NEGATED, rule="status.no_longer", cue=longer)
    if until := _until(group):
        return Reading(status=Status.PLANNED, rule="status.not_until", cue=until)
    if group.modal == "would" and lemma(verb) in WISHES and group.have is None and group.negation is None:
        return Reading(status=Status.STATE, rule="status.present", cue=group.modal_token)
    if group.modal:
        return _modal_reading(group, reported=reported, fact=fact)
    if group.negation is not None and not _not_only(group):
        return _negated(group)
    if (nothing := _nothing(verb, group, lexicon)) is not None:
        return nothing
    yet = next((c for c in verb.children if c.lower_ == "yet"), None)
    if fact and group.finite in ("VBZ", "VBP", "VBD") and not group.progressive:
        return Reading(status=Status.STATE, rule="status.fact")
    if group.progressive:
        return _progressive(group)
    if group.have is not None and (group.finite or group.infinitive):
        return Reading(status=Status.HAPPENED, rule="status.perfect", cue=group.have)
    if group.finite == "VBD":
        return Reading(status=Status.HAPPENED, rule="status.past")
    if group.finite in ("VBZ", "VBP") or _is_present_alike(verb, group):
        return _present(verb, group, yet, lexicon)
    return _unfinite(verb, group)


def _present(verb: "Token", group: VerbGroup, yet: "Token | None", lexicon: Lexicon) -> Reading:
    """The present tells what is so or usual; in a headline it tells what was done."""
    word = lemma(verb)
    lasting = group.passive or lexicon.cue("aspect.stative", word) or lexicon.cue("governors.soft", word)
    subject = child(verb, "nsubj")
    lasting = lasting or (subject is not None and subject.tag_ == "PRP")  # headlines name who acts
    if is_headline(verb) and not lasting and yet is None and verb.dep_ in ("ROOT", "conj", "advcl", "ccomp"):
        return Reading(status=Status.HAPPENED, rule="status.headline", cue=verb)
    return Reading(status=Status.STATE, rule="status.present", cue=yet)


def is_headline(verb: "Token") -> bool:
    """Whether the verb stands in a line of its own that ends without a full stop, as headlines and captions do."""
    sentence, doc = verb.sent, verb.doc
    last = sentence[-1]
    while last.is_space and last.i > sentence.start:
        last = last.nbor(-1)
    return len(sentence) > 2 and not last.is_punct and sentence.start == 0 and sentence.end == len(doc)


def _is_present_alike(verb: "Token", group: VerbGroup) -> bool:
    """A present taken for an infinitive: it has a subject and neither "to" nor an auxiliary."""
    has_own = child(verb, "nsubj") is not None and child(verb, "aux", "auxpass") is None
    return has_own and verb.tag_ == "VB" and not group.infinitive and verb.dep_ in ("ROOT", "relcl", "advcl")


def _not_only(group: VerbGroup) -> bool:
    """Not only, not just: the negation isn't of the verb."""
    negation = group.negation
    return negation is not None and negation.i + 1 < len(negation.doc) and negation.nbor(1).lower_ in _ONLY


def _nothing(verb: "Token", group: VerbGroup, lexicon: Lexicon) -> Reading | None:
    """Nobody came, no country has ratified it, it nearly broke: negated without a not."""
    subject = child(verb, "nsubj", "nsubjpass")
    if subject is not None:
        none = subject if subject.lower_ in _NOBODY else has_word(subject, "no", "neither")
        if none is not None and none.i < verb.i:
            return Reading(status=Status.NEGATED, rule="status.nobody", cue=none)
    almost = next((c for c in verb.children if c.lower_ in _ALMOST and c.dep_ == "advmod" and c.i < verb.i), None)
    if almost is None or lexicon.cue("aspect.gradual", lemma(verb)) or (group.finite != "VBD" and group.have is None):
        return None
    return Reading(status=Status.NEGATED, rule="status.almost", cue=almost)


def _no_longer(verb: "Token") -> "Token | None":
    longer = next((c for c in verb.children if c.lower_ == "longer"), None)
    return longer if longer is not None and any(c.lower_ == "no" for c in longer.children) else None


def _until(group: VerbGroup) -> "Token | None":
    """The "until" of "will not ... until Friday": the plan is for that time."""
    if group.negation is None or group.modal not in ("will", "would", "can", "may"):
        return None
    return next(
        (c for c in group.verb.children if c.lower_ in ("until", "till", "before") and c.dep_ == "prep"), None
    ) or next((g for c in group.verb.children if c.dep_ == "advcl" for g in c.children if g.lower_ == "until"), None)


def _modal_reading(group: VerbGroup, *, reported: bool, fact: bool) -> Reading:  # noqa: PLR0911 - one return a rule
    cue = group.modal_token
    if group.negation is not None and group.modal == "can" and _is_anybody(group.verb):
        return Reading(status=Status.UNKNOWN, rule="status.generic", cue=child(group.verb, "nsubj"))
    if group.modal in ("would", "should", "could") and group.have is not None:
        return Reading(status=Status.COUNTERFACTUAL, rule="status.would_have", cue=cue)
    if group.negation is not None and group.modal not in _POSSIBLE - {"can", "could"}:
        return Reading(status=Status.NEGATED, rule="status.negated", cue=group.negation)
    if group.modal in _POSSIBLE:
        return Reading(status=Status.POSSIBLE, rule="status.may", cue=cue)
    if group.modal == "must":
        return Reading(status=Status.POSSIBLE, rule="status.must", cue=cue)
    if fact:
        return Reading(status=Status.STATE, rule="status.fact_announced", cue=cue)
    if group.modal == "will":
        return Reading(status=Status.PLANNED, rule="status.will", cue=cue)
    if group.modal == "would" and reported:
        return Reading(status=Status.PLANNED, rule="status.reported_would", cue=cue)
    rule = "status.would" if group.modal == "would" else "status.should"
    return Reading(status=Status.PLANNED, rule=rule, cue=cue, strength=Strength.SOFT)


def _is_anybody(verb: "Token") -> bool:
    """Whether what cannot be done is said of anybody: *one* cannot ask people to vote, *you* can't eat money."""
    subject = child(verb, "nsubj")
    return subject is not None and subject.lower_ in ("one", "you") and not any(subject.children)


def _negated(group: VerbGroup) -> Reading:
    if any(c.lower_ == "yet" for c in group.verb.children):
        return Reading(status=Status.NEGATED, rule="status.not_yet", cue=group.negation)
    past = group.finite == "VBD" or group.have is not None
    return Reading(status=Status.NEGATED, rule="status.negated_past" if past else "status.negated", cue=group.negation)


def _progressive(group: VerbGroup) -> Reading:
    if lemma(group.verb) == "go" and any(c.dep_ == "xcomp" for c in group.verb.children):
        return Reading(status=Status.PLANNED, rule="status.will", cue=group.verb)
    return Reading(status=Status.ONGOING, rule="status.progressive", cue=group.verb)


def _unfinite(verb: "Token", group: VerbGroup) -> Reading:  # noqa: PLR0911 - one return a rule
    if group.infinitive and verb.dep_ in ("ROOT", "conj", "ccomp") and child(verb, "nsubj", "nsubjpass") is not None:
        # Headlines: "Airline to buy ten jets".
        return Reading(status=Status.PLANNED, rule="status.to_be", cue=child(verb, "aux"))
    if group.infinitive:
        return Reading(status=Status.UNKNOWN, rule="status.infinitive")
    if verb.tag_ == "VBG" and verb.dep_ == "ROOT" and child(verb, "nsubj") is not None and is_headline(verb):
        return Reading(status=Status.ONGOING, rule="status.progressive", cue=verb)
    if verb.tag_ == "VBG" and verb.dep_ == "amod":
        return Reading(status=Status.STATE, rule="status.attribute", cue=verb)
    bare = verb.tag_ == "VB" and verb.dep_ in ("ROOT", "conj") and child(verb, "nsubj", "nsubjpass", "aux") is None
    if bare and (verb.dep_ == "ROOT" or verb.head.tag_ == "VB"):
        return Reading(status=Status.POSSIBLE, rule="status.commanded", cue=verb)
    if verb.tag_ in ("VBN", "VBD") and verb.dep_ in ("acl", "amod", "relcl", "advcl", "conj", "ROOT", "prep", "acomp"):
        if verb.dep_ in ("acl", "amod") and _is_of_any(verb.head) and not _has_day(verb):
            return Reading(status=Status.UNKNOWN, rule="status.generic", cue=child(verb.head, "det", "predet"))
        return Reading(status=Status.HAPPENED, rule="status.participle", cue=verb)
    if verb.tag_ == "VBG":
        return Reading(status=Status.UNKNOWN, rule="status.gerund")
    return Reading(status=Status.UNKNOWN, rule="status.infinitive")


def _is_of_any(noun: "Token") -> bool:
    """Whether a noun means any of its kind: all bills passed by parliament, every treaty signed by the king."""
    return any(c.lower_ in ("all", "any", "every", "each") for c in noun.children if c.dep_ in ("det", "predet"))


def _has_day(verb: "Token") -> bool:
    return any(t.ent_type_ == "DATE" for t in verb.subtree)


def old_word(verb: "Token") -> "Token | None":
    """The adverb that makes a plan an old one: originally, initially, previously."""
    return next((c for c in verb.children if c.lower_ in _OLD and c.dep_ == "advmod"), None)
