"""Figures that measure something which a story goes on telling: an offer, a lead, a turnout, a stake, a prison term.

"Raised its offer to 4.5 percent", "a lead of 987 votes", "turnout was 63 percent", "is ahead by 1,204 votes". What an
attribute was before, what a relative clause repeats, what may come and what another place has is old or left out.
"""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tracker.claims.figures.elsewhere import is_elsewhere
from tracker.claims.figures.measure_telling import is_before, is_open
from tracker.claims.figures.measure_words import (
    AHEAD,
    BEHIND,
    DEMANDS,
    GIVES,
    HAS,
    MONEY,
    MOVES,
    NOUNS,
    OFFERS,
    OTHERS,
    OWNS,
    PER_SHARE,
    SEEKS,
    SENTENCES,
    TAKES,
    WITH,
    fits,
)
from tracker.claims.figures.quantities import Figure, find_figures
from tracker.claims.kept import kept
from tracker.claims.mentions.subjects import subject_of
from tracker.claims.parse import child, children, lemma

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

#: What stands beside a figure in the parse and belongs to it.
_PARTS = ("nummod", "quantmod", "compound", "nmod")
#: Verbs whose subject has what is their object.
_HOLDING = MOVES | GIVES | SEEKS | {"submit", "table", "improve", "launch", "announce", "enjoy", "defend", "lose"}
_TRAILS = frozenset({"point", "vote", "seat", "percent"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One figure of an attribute, as words of a sentence."""

    attribute: str
    figure: Figure
    #: Whose offer, lead, stake ... it is; None where nobody is named.
    holder: "Token | None"
    #: The verb that tells it, else the attribute's noun.
    teller: "Token"
    #: A verb says that it came to this number.
    has_moved: bool
    #: It was so before, or is only repeated.
    is_old: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    attribute: str
    holder: "Token | None"
    verb: "Token | None"
    noun: "Token | None" = None
    has_moved: bool = False


@kept
def find_measures(sentence: "Span") -> tuple[Measure, ...]:
    """The measured figures of a sentence, in order."""
    measures = []
    for figure in find_figures(sentence):
        figure = _per_share(figure)  # noqa: PLW2901 - the same figure, with its unit
        top = _top(figure.head)
        found = _by_noun(top) or _by_verb(top, figure.unit)
        if found is None or not fits(found.attribute, figure.unit) or (found.verb is not None and is_open(found.verb)):
            continue
        if found.holder is not None and any(c.lower_ in OTHERS for c in found.holder.children):
            continue  # the rival bidder's, the local branch's
        old = is_before(top, found.noun, found.verb, has_moved=found.has_moved) or is_elsewhere(top)
        measures.append(
            Measure(
                attribute=found.attribute,
                figure=figure,
                holder=found.holder,
                teller=found.verb or found.noun or top,
                has_moved=found.has_moved,
                is_old=old,
            )
        )
    return tuple(replace(each, is_old=each.is_old or _is_told_in_all(each, measures)) for each in measures)


def _is_told_in_all(measure: Measure, measures: list[Measure]) -> bool:
    """Whether a price of one share stands beside the price of all: that one is followed."""
    return measure.figure.unit.endswith(PER_SHARE) and any(
        each.attribute == measure.attribute and each.figure.unit in MONEY for each in measures
    )


def _per_share(figure: Figure) -> Figure:
    """A price of one share is another figure than the price of all."""
    after = figure.head.doc.text[figure.end : figure.end + 12].lstrip().lower()
    is_one = figure.unit in MONEY and after.startswith(("a share", "per share", "each share"))
    return replace(figure, unit=f"{figure.unit}{PER_SHARE}") if is_one else figure


def _top(token: "Token") -> "Token":
    """The word by which a figure hangs on the rest of its sentence."""
    while token.dep_ in _PARTS and token.head.pos_ in ("NUM", "SYM", "NOUN") and lemma(token.head) not in NOUNS:
        if token.head.i < token.i:
            break
        token = token.head
    return token


# --- by a noun -------------------------------------------------------------------------------------------------------
def _by_noun(top: "Token") -> _Found | None:
    """The attribute whose noun has the figure: a lead of it, its lead is it, raised its lead to it."""
    above = top.head
    if top.dep_ in (*_PARTS, "amod", "npadvmod") and lemma(above) in NOUNS:
        return _of_noun(above)
    if top.dep_ in ("attr", "dobj", "acomp", "npadvmod") and lemma(above) in HAS:
        return _of_verb(above)
    if top.dep_ != "pobj":
        return None
    if above.lower_ in ("of", "worth") and lemma(above.head) in NOUNS:
        return _of_noun(above.head)
    if above.lower_ in ("to", "at", "by"):
        return _of_preposition(above)
    return None


def _of_preposition(preposition: "Token") -> _Found | None:
    above = preposition.head
    if lemma(above) in NOUNS and above.pos_ == "NOUN":  # raised its offer to 4.5 percent, as one phrase
        verb = above.head if above.dep_ in ("dobj", "nsubj", "nsubjpass") else None
        if verb is not None and verb.pos_ == "VERB" and lemma(verb) in MOVES:
            return _of_noun(above, verb=verb, has_moved=preposition.lower_ == "to")
        return _of_noun(above) if preposition.lower_ == "at" else None
    if above.pos_ in ("VERB", "AUX") and preposition.lower_ in ("to", "at"):
        return _of_verb(above)
    return None


def _of_verb(verb: "Token") -> _Found | None:
    """The attribute that is a verb's object or subject."""
    moves = lemma(verb) in MOVES
    for noun in (child(verb, "dobj"), child(verb, "nsubj", "nsubjpass")):
        if noun is not None and lemma(noun) in NOUNS and (moves or lemma(verb) in HAS or noun.dep_ == "dobj"):
            return _of_noun(noun, verb=verb, has_moved=moves)
    return None


def _of_noun(noun: "Token", *, verb: "Token | None" = None, has_moved: bool = False) -> _Found | None:
    attribute = NOUNS[lemma(noun)]
    words = {t.lower_ for t in noun.subtree if t.i != noun.i} | {noun.lower_}
    governor = _governor(noun)
    if attribute in WITH and not words & WITH[attribute] and not _is_of_court(noun):
        return None
    asked = governor is not None and lemma(governor) in SEEKS
    if asked and attribute == "pay_rise":
        attribute = "demand"
    elif asked and attribute == "sentence":
        return _Found(attribute="sentence_sought", holder=None, verb=governor, noun=noun)
    if asked and attribute not in ("demand", "offer"):
        return None  # seeks a stake, wants a majority: not there yet
    return _Found(
        attribute=attribute, holder=_holder(noun, governor), verb=verb or governor, noun=noun, has_moved=has_moved
    )


def _governor(noun: "Token") -> "Token | None":
    """The verb above a noun, over "for" and "on": asked for a sentence, agreed on a rise."""
    above = noun.head
    if noun.dep_ == "pobj":
        above = above.head
    return above if above.pos_ in ("VERB", "AUX") else None


def _is_of_court(noun: "Token") -> bool:
    governor = _governor(noun)
    return governor is not None and lemma(governor) in ("serve", "pass", "hand", "impose", "receive")


def _holder(noun: "Token", governor: "Token | None") -> "Token | None":
    """Whose attribute it is: its owner, else whom "of" names, else the subject of the verb that has it as object."""
    owner = child(noun, "poss")
    if owner is not None:
        return _whom_it_means(owner, noun, governor)
    of = next((p for p in children(noun, "prep") if p.lower_ in ("of", "by")), None)
    whose = child(of, "pobj") if of is not None else None
    named = next((c for c in children(noun, "compound", "nmod") if c.pos_ == "PROPN"), None)
    if whose is not None and whose.pos_ == "PROPN":
        return whose
    if named is not None or governor is None or noun.dep_ not in ("dobj", "pobj", "conj"):
        return named
    holds = lemma(governor) in _HOLDING and child(governor, "auxpass") is None
    return subject_of(governor) if holds else None


def _whom_it_means(owner: "Token", noun: "Token", governor: "Token | None") -> "Token":
    """An owner, or the subject that its pronoun means: Brask has raised *its* offer; but a recount cut *his* lead."""
    if owner.pos_ != "PRON" or governor is None or noun.dep_ not in ("dobj", "pobj"):
        return owner
    subject = subject_of(governor)
    is_thing = subject is not None and subject.pos_ == "NOUN" and owner.lower_ in ("his", "her")
    return owner if subject is None or is_thing else subject


# --- by a verb -------------------------------------------------------------------------------------------------------
def _by_verb(top: "Token", unit: str) -> _Found | None:  # noqa: PLR0911 - one return a kind of verb
    """The attribute that the verb above a figure gives: offered 3.5 percent, is ahead by 900 votes, sentenced to it."""
    preposition = top.head.lower_ if top.dep_ == "pobj" else ""
    verb = top.head.head if preposition else top.head
    if verb.pos_ not in ("VERB", "AUX") and not (preposition and lemma(verb) == "ahead"):
        return None
    word, direct = lemma(verb), top.dep_ == "dobj"
    if unit in ("year", "month"):
        return _term(verb, preposition)
    if unit in _TRAILS and (preposition == "by" or top.dep_ == "npadvmod"):
        return _lead(verb)
    if word in OFFERS and direct:
        return _Found(attribute="offer", holder=subject_of(verb), verb=verb) if not _is_passive(verb) else None
    if word in DEMANDS and (direct or preposition == "for") and unit != "vote":
        return _Found(attribute="demand", holder=subject_of(verb), verb=verb)
    if word == "value" and preposition == "at":
        return _value(verb)
    if word == "fine" and (direct or top.dep_ in ("dative", "npadvmod", "oprd")):
        return _Found(attribute="fine", holder=child(verb, "nsubjpass", "dative"), verb=verb)
    if unit != "percent":
        return None
    of = next((p for p in children(top, "prep") if p.lower_ in ("of", "in")), None)
    if word in OWNS and direct and of is not None:
        return _Found(attribute="stake", holder=subject_of(verb), verb=verb)
    whole = child(of, "pobj") if of is not None else None
    if word in TAKES and (direct or preposition == "with") and (whole is None or lemma(whole) in ("vote", "ballot")):
        return _Found(attribute="share", holder=subject_of(verb), verb=verb) if _is_vote(top.sent) else None
    return None


def _is_passive(verb: "Token") -> bool:
    return child(verb, "auxpass") is not None


def _is_vote(sentence: "Span") -> bool:
    return any(lemma(token) in ("vote", "election", "round", "run-off", "candidate", "poll") for token in sentence)


def _term(verb: "Token", preposition: str) -> _Found | None:
    """A time in prison: sentenced to it, asked for it, wants her jailed for it."""
    chain = [verb]
    while chain[-1].dep_ in ("xcomp", "ccomp", "advcl", "conj") and chain[-1].head != chain[-1]:
        chain.append(chain[-1].head)
    words = {t.lower_ for t in verb.sent}
    is_prison = bool(words & {"prison", "jail", "jailed", "imprisoned", "imprisonment", "bars", "custody"})
    seeking = next((each for each in chain if lemma(each) in SEEKS), None)
    sentenced = lemma(verb) in SENTENCES and preposition in ("to", "for")
    gone = is_prison and lemma(verb) in ("go", "send", "put", "spend", "lock") and preposition == "for"
    if seeking is not None and (sentenced or gone or (seeking is verb and is_prison)):
        return _Found(attribute="sentence_sought", holder=None, verb=seeking)
    if not sentenced:
        return None
    whom = subject_of(verb) if _is_passive(verb) or verb.tag_ == "VBN" else child(verb, "dobj")
    return _Found(attribute="sentence", holder=whom, verb=verb)


def _lead(verb: "Token") -> _Found | None:
    """By how much somebody is ahead, or won."""
    if lemma(verb) == "ahead":
        verb = verb.head
    word = lemma(verb)
    if word == "be" and not any(c.lower_ in ("ahead", "behind") for c in verb.children):
        return None
    if word in BEHIND or any(c.lower_ == "behind" for c in verb.children):
        return _Found(attribute="lead", holder=child(verb, "dobj"), verb=verb)
    if word not in AHEAD | {"put", "place", "see"}:
        return None
    return _Found(attribute="lead", holder=subject_of(verb) if word in AHEAD else child(verb, "dobj"), verb=verb)


def _value(verb: "Token") -> _Found:
    """What is valued by an offer is the offer's sum."""
    offer = next((t for t in verb.sent if t.i < verb.i and NOUNS.get(lemma(t)) == "offer" and t.pos_ == "NOUN"), None)
    if offer is None:
        return _Found(attribute="value", holder=child(verb, "dobj"), verb=verb)
    found = _holder(offer, _governor(offer))
    return _Found(attribute="offer", holder=found, verb=verb, noun=offer)
