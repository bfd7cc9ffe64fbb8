"""Gerunds: what the preposition, or the clause that they stand beside, says of them (by selling, aimed at reducing)."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from tracker.claims.parse import child, has_word, lemma
from tracker.claims.reading import Reading
from tracker.claims.tables import Lexicon
from tracker.model import Status, Strength

if TYPE_CHECKING:
    from spacy.tokens import Token

    Read = Callable[[Token], Reading]

#: By, through, while: what the clause says of itself holds of them.
_SHARING = frozenset({"by", "through", "in", "on", "upon", "with", "despite", "besides", "including", "while", "amid"})
_NOT_DONE = frozenset({"without", "than"})
_AIMING = frozenset({"at", "toward", "towards", "to", "on", "against", "about"})
_KEEPING = frozenset({"keep", "stop"})
_TELLING = (Status.HAPPENED, Status.ONGOING, Status.STATE, Status.PLANNED, Status.POSSIBLE, Status.CONDITIONAL)
#: What ends before its time: he died before finishing.
_CUT_SHORT = frozenset(
    {
        "die",
        "collapse",
        "resign",
        "quit",
        "stop",
        "abandon",
        "leave",
        "fail",
        "cancel",
        "halt",
        "end",
        "crash",
        "withdraw",
    }
    | {"escape", "flee", "break", "drop", "retire", "expire", "interrupt", "give", "suspend", "scrap", "kill"}
)


def main_of(verb: "Token") -> "Token | None":
    """The verb of the clause around a gerund or participle; None where a title has none."""
    token = verb.head if verb.head != verb else None
    while token is not None and token.pos_ not in ("VERB", "AUX"):
        token = token.head if token.head != token else None
    return token


def read_gerund(verb: "Token", lexicon: Lexicon, read: "Read") -> Reading | None:
    """The reading of a gerund without auxiliaries, or None where nothing around it tells. `read`: of another verb."""
    if verb.dep_ == "pcomp" and verb.head.dep_ in ("prep", "cc", "conj"):
        return _by_preposition(verb, verb.head, lexicon, read)
    speaks = lexicon.cue("speech.say", lemma(verb)) or lexicon.cue("speech.cite", lemma(verb))
    if speaks and verb.dep_ in ("advcl", "conj") and child(verb, "mark") is None:
        return Reading(status=Status.HAPPENED, rule="status.gerund_shared", cue=verb)
    if verb.dep_ in ("advcl", "acl", "nsubj", "csubj", "nsubjpass") and (main := main_of(verb)) is not None:
        outer = read(main)
        is_new = verb.dep_ == "acl" and verb.head.dep_ == "dobj" and has_word(verb.head, "a", "an") is not None
        if verb.dep_ != "advcl" and not is_new and outer.status not in (Status.HAPPENED, Status.STATE, Status.ONGOING):
            return None
        if outer.status in _TELLING:
            return replace(outer, rule="status.gerund_shared", cue=outer.cue, condition=None)
    return None


def _by_preposition(verb: "Token", preposition: "Token", lexicon: Lexicon, read: "Read") -> Reading | None:  # noqa: PLR0911 - one return a rule
    word, above = preposition.lower_, preposition.head
    if preposition.dep_ == "conj" and above.dep_ in ("prep", "pcomp"):
        above = above.head  # consists in supporting banks and *by* guaranteeing loans
    if word in _NOT_DONE or (word == "of" and (above.lower_ == "instead" or has_word(preposition, "instead"))):
        return Reading(status=Status.NEGATED, rule="status.negated", cue=preposition)
    if above.pos_ in ("NOUN", "PROPN") and word in ("of", "for", "to", "on", "in", "at", "against"):
        return _by_noun(above, preposition, lexicon)
    main = above if above.pos_ in ("VERB", "AUX") else main_of(verb)
    if main is None:
        return None
    while word == "before" and main.dep_ == "advcl" and main.tag_ in ("VBG", "VBN") and main.head.pos_ == "VERB":
        main = main.head  # would stay a week, looking after it while docked, before sailing home
    outer = read(main)
    governor = lemma(above)
    if word == "before":
        return _before(verb, preposition, main, outer)
    if word == "from" and (lexicon.cue("complement.prevented", governor) or governor in _KEEPING):
        open_ = outer.status in (Status.POSSIBLE, Status.CONDITIONAL, Status.NEGATED)
        status = Status.UNKNOWN if open_ else Status.NEGATED
        return Reading(status=status, rule="status.prevented", cue=above)
    if word in _AIMING and lexicon.cue("complement.aimed", governor):
        if outer.status is Status.NEGATED:
            return replace(outer, rule="status.negated")
        return Reading(status=Status.PLANNED, rule="status.purpose", cue=above, strength=Strength.SOFT, past_plan=True)
    if (
        word in ("for", "of", "about", "from")
        and lexicon.cue("complement.answered_for", governor)
        and governor != "accuse"
    ):
        return Reading(status=Status.HAPPENED, rule="status.answered_for", cue=above, background=True)
    if lexicon.cue("complement.charged", governor) or governor == "capable":
        return Reading(status=Status.POSSIBLE, rule="status.open_noun", cue=above)
    if word in _SHARING and outer.status in _TELLING:
        return replace(outer, rule="status.gerund_shared", condition=None)
    return None


def _by_noun(noun: "Token", preposition: "Token", lexicon: Lexicon) -> Reading | None:
    word = lemma(noun)
    if lexicon.cue("noun.negative", word):
        return Reading(status=Status.NEGATED, rule="status.refused", cue=noun)
    if preposition.lower_ == "for" and lexicon.cue("noun.answered_for", word):
        return Reading(status=Status.HAPPENED, rule="status.answered_for", cue=noun, background=True)
    if lexicon.cue("noun.firm", word):
        return Reading(status=Status.PLANNED, rule="status.expected", cue=noun, strength=Strength.SOFT, past_plan=True)
    if lexicon.cue("noun.open", word) and preposition.lower_ != "in":
        return Reading(status=Status.POSSIBLE, rule="status.open_noun", cue=noun)
    return None


def _before(verb: "Token", preposition: "Token", main: "Token", outer: Reading) -> Reading | None:
    """Met the press before flying home: what the same subject did next; a passive, or an end, is open."""
    past = outer.status is Status.HAPPENED
    if past and child(verb, "auxpass") is None and lemma(main) not in _CUT_SHORT:
        return Reading(status=Status.HAPPENED, rule="status.before_next", cue=preposition)
    return None
