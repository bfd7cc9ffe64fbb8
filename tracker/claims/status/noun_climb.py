"""The status of an event noun that nothing names outright: it climbs to the noun or verb that governs it.

A plan *for elections*, hopes *of a deal*, demanded *an inquiry*, prevented *an attack*. What is only taken for granted
in a sentence about the past ("the *strike* cost millions") is told as background, which moves nothing.
"""

from typing import TYPE_CHECKING

from tracker.claims.parse import child, children, has_word, lemma, with_particle
from tracker.claims.reading import Reading, named_only
from tracker.claims.status.tense import verb_group
from tracker.claims.status.verbs import read_verb
from tracker.claims.tables import Lexicon
from tracker.model import Status, Strength

if TYPE_CHECKING:
    from spacy.tokens import Token

_DONE = (Status.HAPPENED, Status.ONGOING, Status.STATE)
_COMING = (Status.PLANNED, Status.POSSIBLE, Status.CONDITIONAL)
_OPEN_FOR = frozenset({"for", "to", "on", "about", "toward", "towards", "over", "against"})
#: Prepositions of what a clause is about or done for: nothing follows for what stands after them.
_TOPICS = frozenset(
    {"for", "about", "on", "toward", "towards", "against", "regarding", "concerning", "without", "until"}
)
_DEFINITE = frozenset(
    {"the", "this", "that", "these", "those", "its", "his", "her", "their", "our", "my", "your", "both"}
)
#: In an indefinite event, something is to be done: will be elected in a referendum.
_WAYS = frozenset({"in", "at", "during", "through", "by"})
_IN_A_STATE = frozenset({"on", "in", "at", "under"})
_AFRAID = frozenset({"afraid", "fearful", "wary", "capable", "hopeful", "confident"})
#: Who announces or agrees on a plan or a loss has it.
_AGREED = frozenset({"announce", "agree", "propose", "pledge", "negotiate", "predict"})
_DEPTH = 5


def climb(noun: "Token", lexicon: Lexicon) -> Reading:
    """The reading of an event noun by the nouns and the verb above it; `nominal.bare` where they say nothing."""
    if (no := child(noun, "neg") or has_word(noun, "no")) is not None:
        return Reading(status=Status.NEGATED, rule="status.negated", cue=no)
    token, crossed = noun, False
    for _ in range(_DEPTH):
        if (by_noun := _by_noun(token, lexicon)) is not None:
            return by_noun
        above = _phrase_above(token)
        if above is None:
            break
        crossed |= token.dep_ == "pobj"
        token = above
    # "Called for a rerun of the vote": what the governed noun is of was there before.
    settled = crossed and _is_definite(noun)
    return _by_verb(token, noun, lexicon, settled=settled)


def _is_definite(*nouns: "Token") -> bool:
    return any(c.lower_ in _DEFINITE or c.dep_ == "poss" for noun in nouns for c in noun.children)


def _phrase_above(token: "Token") -> "Token | None":
    """The noun phrase of which this noun is a part: its head, what it is in apposition to, what "of" hangs on."""
    if token.dep_ in ("compound", "nmod", "conj", "appos", "amod") and token.head.pos_ in ("NOUN", "PROPN"):
        return token.head
    if token.dep_ == "pobj" and token.head.dep_ == "prep" and token.head.head.pos_ in ("NOUN", "PROPN"):
        return token.head.head if token.head.lower_ in ("of", "in", "by", "with", "from", "between", "at") else None
    return None


def _by_noun(token: "Token", lexicon: Lexicon) -> Reading | None:
    """What the noun right above says: plan for, threat of, ban on, launch plan."""
    if token.dep_ == "pobj" and token.head.dep_ == "prep" and token.head.head.pos_ in ("NOUN", "PROPN"):
        above, preposition = token.head.head, token.head.lower_
    elif token.dep_ in ("compound", "nmod") and token.head.pos_ == "NOUN":
        above, preposition = token.head, "of"
    else:
        return None
    word = lemma(above)
    looks_back = preposition == "of" and token.dep_ == "pobj" and lexicon.cue("noun.telling", word)
    if looks_back or (preposition == "into" and lexicon.cue("noun.inquiring", word)):
        return Reading(status=Status.HAPPENED, rule="nominal.presupposed", cue=above, background=True)
    if lexicon.cue("noun.negative", word) and preposition in ("of", "on", "to", "in", "for", "against"):
        return Reading(status=Status.NEGATED, rule="nominal.lacking", cue=above)
    if preposition not in _OPEN_FOR and preposition != "of":
        return None
    firm = lexicon.cue("noun.firm" if preposition in _OPEN_FOR else "noun.of_aim", word)
    firm = firm or (preposition == "of" and lexicon.cue("noun.preparing", word))
    is_open = lexicon.cue("noun.open" if preposition in _OPEN_FOR else "noun.of_open", word)
    if not firm and not is_open:
        return None
    status = Status.PLANNED if firm else Status.POSSIBLE
    return Reading(status=status, rule="nominal.aimed", cue=above, strength=Strength.SOFT, past_plan=firm)


def _by_verb(  # noqa: PLR0911, PLR0912 - one return a rule
    top: "Token", noun: "Token", lexicon: Lexicon, *, settled: bool
) -> Reading:
    preposition = ""
    verb, dep = top.head, top.dep_
    if top.dep_ == "pobj":
        preposition, verb, dep = top.head.lower_, top.head.head, top.head.dep_
        if preposition == "without":
            return Reading(status=Status.NEGATED, rule="status.negated", cue=top.head)
        while verb.pos_ == "ADP" and verb.head != verb:
            verb = verb.head
        if preposition == "for" and verb.dep_ == "dobj":
            verb = verb.head  # "will sell songs *for download*"
    if verb.lower_ in _AFRAID and preposition == "of":
        return Reading(status=Status.POSSIBLE, rule="nominal.aimed", cue=verb)
    if verb.pos_ == "ADJ" and preposition == "for" and lexicon.cue("governors.firm", lemma(verb)):
        return Reading(status=Status.PLANNED, rule="nominal.scheduled", cue=verb)
    if verb.pos_ not in ("VERB", "AUX") or verb == top:
        return named_only()
    outer = read_verb(verb, lexicon)
    is_object = dep in ("dobj", "nsubjpass") or (dep == "nsubj" and verb_group(verb).passive)
    found = _by_object(verb, noun, preposition, outer, lexicon=lexicon, is_object=is_object)
    if preposition == "for" and lexicon.cue("complement.answered_for", lemma(verb)):
        return Reading(status=Status.HAPPENED, rule="nominal.presupposed", cue=verb, background=True)
    if found is not None and not (settled and found.status in _COMING):
        return found
    if is_object and lexicon.cue("operators.containing", lemma(verb)) and _is_of_a_plan(verb, lexicon):
        return Reading(status=Status.PLANNED, rule="nominal.aimed", cue=verb, strength=Strength.SOFT, past_plan=True)
    if is_object and lexicon.cue("object.about", lemma(verb), with_particle(verb)):
        return named_only()
    first = dep in ("nsubj", "nsubjpass") and has_word(noun, "first", "maiden", "inaugural") is not None
    if first and outer.status is Status.PLANNED:
        return Reading(status=Status.PLANNED, rule="nominal.brought", cue=outer.cue, strength=Strength.SOFT)
    preposition, brings = _brings(verb, noun, preposition, dep, lexicon=lexicon)
    if _is_definite(top, noun):
        return _inherited(verb, preposition, outer, brings=False)
    if preposition == "for" and brings and outer.status in _COMING:
        preposition = "in"  # "will be sold for delivery in May": done for it
    return _inherited(verb, preposition, outer, brings=brings)


def _brings(verb: "Token", noun: "Token", preposition: str, dep: str, *, lexicon: Lexicon) -> tuple[str, bool]:
    """Whether what the verb does is, causes or is done for the event; and the preposition, as it is meant."""
    if preposition == "on" and lexicon.cue("complement.moved", lemma(verb)):
        preposition = "with"  # "fell on fears"
    if lexicon.cue("object.caused", f"{lemma(verb)} {preposition}", with_particle(verb)):
        return preposition, True
    if preposition in _WAYS:
        return preposition, not any(lexicon.cue(table, lemma(noun)) for table in ("noun.firm", "noun.open"))
    affected = lexicon.cue("object.affecting", lemma(verb), with_particle(verb))
    return preposition, preposition == "for" or (dep in ("dobj", "attr") and not affected)


def _is_of_a_plan(verb: "Token", lexicon: Lexicon) -> bool:
    """Whether it is a plan, a proposal or a bill that contains it."""
    subject = child(verb, "nsubj")
    if subject is not None and verb.dep_ == "relcl" and subject.tag_ in ("WDT", "WP"):
        subject = verb.head
    return subject is not None and lexicon.cue("noun.firm", lemma(subject))


def _by_object(  # noqa: PLR0911 - one return a rule
    verb: "Token", noun: "Token", preposition: str, outer: Reading, *, lexicon: Lexicon, is_object: bool
) -> Reading | None:
    """What the verb does to its object: demands it, expects it, prevents it, stops it."""
    names = (with_particle(verb), lemma(verb)) if is_object else (f"{lemma(verb)} {preposition}",)
    if not is_object and not preposition:
        return None
    if lexicon.cue("object.averted", *names):
        status = Status.UNKNOWN if outer.status is Status.NEGATED else Status.NEGATED
        return Reading(
            status=status if outer.status is not Status.POSSIBLE else outer.status, rule="nominal.averted", cue=verb
        )
    if lexicon.cue("object.ceased", *names) and outer.status in (*_DONE, Status.PLANNED):
        return Reading(status=Status.SUSPENDED, rule="nominal.suspended", cue=verb)
    if lexicon.cue("object.ended", lemma(verb)):
        for end in (end for above in (verb, noun) for to in children(above, "prep") for end in children(to, "pobj")):
            if lexicon.cue("noun.ending", lemma(end)):
                return Reading(status=Status.SUSPENDED, rule="nominal.suspended", cue=verb)
            if lexicon.cue("noun.doubt", lemma(end)):
                return named_only(end)
    if lemma(verb) in _AGREED and any(
        lexicon.cue(table, lemma(noun)) for table in ("noun.firm", "noun.open", "noun.reported")
    ):
        return None
    for table, status in (("object.planned", Status.PLANNED), ("object.wanted", Status.POSSIBLE)):
        if lexicon.cue(table, *names):
            if outer.status is Status.NEGATED:
                return Reading(status=Status.NEGATED, rule="status.no_plan", cue=outer.cue or verb)
            past = outer.status is Status.HAPPENED
            return Reading(status=status, rule="nominal.wanted", cue=verb, strength=Strength.SOFT, past_plan=past)
    return None


def _inherited(verb: "Token", preposition: str, outer: Reading, *, brings: bool) -> Reading:
    """What holds of the clause holds of what it takes for granted; what it plans or denies, of what it brings about."""
    is_state = lemma(verb) == "be" and preposition in _IN_A_STATE
    if preposition in _TOPICS and not is_state:
        return named_only()
    if outer.status in _DONE:
        status = Status.STATE if outer.status is Status.STATE else Status.HAPPENED
        return Reading(status=status, rule="nominal.presupposed", cue=None, background=True)
    if (brings or is_state) and outer.status in (Status.NEGATED, *_COMING):
        return Reading(
            status=outer.status, rule="nominal.brought", cue=outer.cue, strength=Strength.SOFT, past_plan=True
        )
    return named_only()
