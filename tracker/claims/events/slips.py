"""What is said of the day of something planned, in free words: it has moved to the right, it will have to wait until
Friday, March 3 is the earliest it can open, June is targeted for its release.

Found in one sentence: a topic (an event noun, a verb of the event, a thing that stands for its event, a pronoun) and
what is said of it. Which event a thing or pronoun stands for is told elsewhere (`tracker.claims.events.courses`).
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.claims.events.slip_days import by_a_length, has_day, is_day, to_a_day, to_the_right
from tracker.claims.kept import kept
from tracker.claims.parse import child, children, conjuncts, lemma, with_particle
from tracker.claims.reading import Reading
from tracker.claims.status.tense import verb_group
from tracker.claims.status.verbs import read_verb
from tracker.claims.tables import Lexicon
from tracker.model import Status, Strength

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_TOLD = frozenset({Status.HAPPENED, Status.ONGOING, Status.STATE, Status.PLANNED})
_UNTIL = frozenset({"until", "till"})
_FOR = frozenset({"for"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """What a verb says of the day of its topic."""

    #: A noun or pronoun, or the verb of the event ("the earliest it can *open*").
    topic: "Token"
    #: Of a verb, its subject: what stands for the event where the verb names none ("the earliest *it* can go").
    subject: "Token | None"
    reading: Reading
    #: The verb that says so: no event of its own.
    verb: "Token"


@kept
def find_slips(sentence: "Span", lexicon: Lexicon) -> tuple[Slip, ...]:
    """What a sentence says of the days of what is planned, at most one thing of each topic, in text order."""
    found: dict[int, Slip] = {}
    for token in sentence:
        if token.pos_ not in ("VERB", "AUX") or token.dep_ in ("aux", "auxpass"):
            continue
        for rule in (
            _moved,
            _waits,
            _ruled_out,
            _not_before,
            _earliest,
            _targeted,
            _listed,
            _another_chance,
            _as_early,
        ):
            if (slip := rule(token, lexicon)) is not None:
                found.setdefault(slip.topic.i, slip)
                break
    return tuple(found[index] for index in sorted(found))


# --- moved, pushed, slipped ------------------------------------------------------------------------------------------
def _moved(verb: "Token", lexicon: Lexicon) -> Slip | None:
    word, phrasal = lemma(verb), with_particle(verb)
    slides, shoves = lexicon.cue("slips.slides", word), lexicon.cue("slips.shoves", word)
    if not (slides or shoves):
        return None
    topic = _acted_on(verb) or (child(verb, "nsubj") if slides and child(verb, "dobj") is None else None)
    outer = read_verb(verb, lexicon)
    if topic is not None and lemma(topic) in ("date", "day") and outer.status in _TOLD:
        clause = child(topic, "relcl")
        if clause is not None:  # shifting the date on which they will fly home
            return _slip(clause, verb, Status.POSTPONED, "slip.moved", outer=outer)
    if topic is None or outer.status not in _TOLD or outer.strength is Strength.SOFT or lemma(topic) == "date":
        return None
    day, length = to_a_day(verb), by_a_length(verb)
    if phrasal in ("bring forward", "move forward", "move up", "pull forward") or _forward(verb):
        return _slip(topic, verb, Status.PLANNED, "slip.earlier", outer=outer) if day else None
    if day or length or (to_the_right(verb) and (_again(verb) or is_named_event(topic, lexicon))):
        return _slip(topic, verb, Status.POSTPONED, "slip.moved", outer=outer, old=_is_before_the_news(verb))
    return None


def _is_before_the_news(verb: "Token") -> bool:
    """Whether it only tells how an older plan ended: had been due last week *until trouble pushed it to May 17*."""
    return verb.dep_ == "advcl" and any(c.lower_ in ("until", "till", "before", "when", "after") for c in verb.lefts)


def _forward(verb: "Token") -> bool:
    return any(c.lower_ in ("forward", "earlier") for c in verb.children if c.i > verb.i)


def _again(verb: "Token") -> bool:
    return any(t.lower_ in ("again", "further", "more") for t in verb.subtree if t.i > verb.i)


def _acted_on(verb: "Token") -> "Token | None":
    found = child(verb, "nsubjpass") or child(verb, "dobj")
    if found is None and verb.dep_ in ("acl", "relcl") and verb.tag_ == "VBN" and child(verb, "nsubj") is None:
        found = verb.head
    if found is None and verb.dep_ == "conj" and verb.tag_ == "VBN":
        found = child(verb.head, "nsubjpass")
    return found if found is None or not is_day(found) else None


def is_named_event(topic: "Token", lexicon: Lexicon) -> bool:
    """Whether a word names an event or what is due to come: the opening, the mission, its debut."""
    return lemma(topic) in lexicon.nouns or lexicon.cue("slips.courses", lemma(topic))


# --- waiting, ruled out ----------------------------------------------------------------------------------------------
def _waits(verb: "Token", lexicon: Lexicon) -> Slip | None:
    """Will have to wait until Friday (for its debut, to open)."""
    if lemma(verb) != "wait" or not _prepositions_to_a_day(verb, _UNTIL):
        return None
    governor = verb.head if verb.dep_ == "xcomp" else verb
    group = verb_group(governor)
    must = governor != verb or group.modal in ("must", "will", "shall")
    if not must or group.finite == "VBD" or child(governor, "neg") is not None:
        return None
    topic = _topic_after(verb, _FOR) or _infinitive(verb) or child(governor, "nsubj", "nsubjpass")
    return _slip(topic, verb, Status.POSTPONED, "slip.wait") if topic is not None else None


def _infinitive(verb: "Token") -> "Token | None":
    return next((c for c in children(verb, "xcomp", "advcl") if c.i > verb.i and child(c, "aux") is not None), None)


def _ruled_out(verb: "Token", lexicon: Lexicon) -> Slip | None:
    """Ruled out before May 21; nothing will happen before then."""
    if not _prepositions_to_a_day(verb, frozenset({"before", *_UNTIL})):
        return None
    if with_particle(verb) == "rule out":
        topic = _acted_on(verb) or child(verb, "nsubj")
        outer = read_verb(verb, lexicon)
        if topic is None or outer.status in (Status.NEGATED, Status.POSSIBLE):
            return None
        return _slip(topic, verb, Status.PLANNED, "status.not_until", strength=Strength.NO_EARLIER_THAN)
    subject = child(verb, "nsubj")
    if subject is not None and subject.lower_ == "nothing" and verb_group(verb).modal in ("will", "would", "can"):
        return _slip(subject, verb, Status.PLANNED, "status.not_until", strength=Strength.NO_EARLIER_THAN)
    return None


def _not_before(verb: "Token", lexicon: Lexicon) -> Slip | None:
    """Is not expected to open before May 21; no launch will take place until Friday; is unlikely to come out before."""
    if not _prepositions_to_a_day(verb, frozenset({"before", *_UNTIL})):
        return None
    governor = verb
    while governor.dep_ in ("xcomp", "acomp") and governor.head.pos_ in ("VERB", "AUX", "ADJ"):
        governor = governor.head
    clause = governor.head if governor.dep_ == "acomp" else governor
    links = {verb, governor, clause}
    subject = next((c for each in links for c in children(each, "nsubj", "nsubjpass")), None)
    denied = any(child(each, "neg") is not None or each.lower_ == "unlikely" for each in links) or any(
        c.lower_ == "unlikely" for c in clause.children
    )
    denied |= subject is not None and any(c.lower_ == "no" for c in subject.children)
    group = verb_group(clause)
    if not denied or group.finite == "VBD" or group.have is not None or clause.dep_ in ("advcl", "mark"):
        return None
    ahead = group.modal in ("will", "can", "could", "shall") or clause != verb or group.progressive
    ahead |= any(lexicon.cue(table, lemma(clause)) for table in ("governors.firm", "governors.soft"))
    if not ahead and not any(lemma(c) == "due" for c in clause.children):
        return None
    comes = lexicon.cue("slips.comes", lemma(verb)) or verb == clause or with_particle(verb) == "go ahead"
    about_event = subject is not None and is_named_event(subject, lexicon)
    topic = subject if about_event and comes else verb
    strength = Strength.NO_EARLIER_THAN
    return _slip(topic, verb, Status.PLANNED, "status.not_until", strength=strength, also=(verb, clause))


# --- the earliest ----------------------------------------------------------------------------------------------------
def _earliest(verb: "Token", lexicon: Lexicon) -> Slip | None:
    """March 3 is the earliest (day) that it can open; the earliest the film can come out is May."""
    if lemma(verb) != "be" or child(verb, "neg") is not None:
        return None
    sides = [c for c in children(verb, "nsubj", "attr", "acomp") if c.i != verb.i]
    days = [side for side in sides if is_day(side)]
    others = [side for side in sides if side not in days]
    if not days or not others:
        return None
    noun = others[0]
    first = noun if lemma(noun) in ("early", "soon") or noun.lower_ in ("earliest", "soonest") else None
    first = first or next((c for c in noun.children if c.lower_ in ("earliest", "soonest")), None)
    if first is not None:
        clause = next((c for side in (noun, first) for c in children(side, "relcl", "acl", "advcl", "ccomp")), None)
        topic = clause if clause is not None else _topic_after(noun, frozenset({"for", "of"}))
        strength = Strength.NO_EARLIER_THAN
        carriers = (verb, *days)
        return _slip(topic, verb, Status.PLANNED, "slip.earliest", strength=strength, also=carriers) if topic else None
    if not lexicon.cue("slips.days", lemma(noun)) or verb_group(verb).finite == "VBD":
        return None
    topic = _topic_after(noun, frozenset({"for", "of"}))
    return _slip(topic or noun, verb, Status.PLANNED, "slip.day_named", also=(verb, *days))


# --- aims, lists, chances --------------------------------------------------------------------------------------------
def _targeted(verb: "Token", lexicon: Lexicon) -> Slip | None:
    """Targeting Wednesday for the next try; June is eyed for its release; pencilled in for May 3."""
    word = lemma(verb)
    firm = lexicon.cue("slips.fixes", word)
    if not firm and not lexicon.cue("slips.targets", word):
        return None
    outer = read_verb(verb, lexicon)
    if outer.status not in _TOLD:
        return None
    strength = Strength.FIRM if firm else Strength.SOFT
    passive = child(verb, "nsubjpass")
    if passive is not None:
        day = passive if is_day(passive) else None
        topic = _topic_after(verb, _FOR) if day is not None else passive
        if day is None and (firm or not _prepositions_to_a_day(verb, frozenset({"for", "on"}))):
            return None
    else:
        day = next((c for c in children(verb, "dobj", "npadvmod") if is_day(c) and c.i > verb.i), None)
        below = [] if firm else [c for c in children(verb, "prep") if c.lower_ in ("for", "at", "towards", "toward")]
        day = day or next((noun for c in below for noun in children(c, "pobj") if is_day(noun)), None)
        topic = _topic_after(verb, _FOR) if day is not None else None
    if topic is None:
        return None
    also = (verb, day) if day is not None else (verb,)
    return _slip(topic, verb, Status.PLANNED, "slip.targeted", strength=strength, also=also, outer=outer)


def _listed(verb: "Token", lexicon: Lexicon) -> Slip | None:
    """On the books for summer; on for Friday."""
    if lemma(verb) not in ("be", "put", "have", "stay", "remain") or child(verb, "neg") is not None:
        return None
    on = next((c for c in verb.children if c.lower_ == "on" and c.dep_ in ("prep", "advmod", "prt")), None)
    if on is None:
        return None
    noun = child(on, "pobj")
    if noun is not None and not lexicon.cue("slips.calendars", lemma(noun)):
        return None
    near = [verb, on, *((noun,) if noun is not None else ())]
    if not any(has_day(noun) for each in near for c in children(each, "prep") if c.lower_ == "for" for noun in [c]):
        return None
    topic = child(verb, "nsubj", "nsubjpass") or child(verb, "dobj")
    outer = read_verb(verb, lexicon)
    group = verb_group(verb)
    if topic is None or outer.status in (Status.NEGATED, Status.POSSIBLE, Status.CONDITIONAL):
        return None
    old = group.finite == "VBD"
    return _slip(topic, verb, Status.PLANNED, "slip.listed", also=tuple(near), old=old)


def _another_chance(verb: "Token", lexicon: Lexicon) -> Slip | None:
    """Gets another shot on Wednesday."""
    if lemma(verb) not in ("get", "have"):
        return None
    chance = child(verb, "dobj")
    if chance is None or not lexicon.cue("slips.chances", lemma(chance)):
        return None
    again = any(c.lower_ in ("another", "second", "next", "new", "third", "fresh") for c in chance.lefts)
    subject = child(verb, "nsubj")
    outer = read_verb(verb, lexicon)
    ahead = outer.status is Status.PLANNED or outer.rule in ("status.present", "status.headline")
    if not again or subject is None or not ahead or not has_day(verb):
        return None
    return _slip(subject, verb, Status.PLANNED, "slip.chance", strength=Strength.SOFT, also=(verb, chance))


def _as_early(verb: "Token", lexicon: Lexicon) -> Slip | None:
    """It could come as early as March 12: of an event, or of what stands for one."""
    if not lexicon.cue("slips.comes", lemma(verb)) or verb_group(verb).modal not in ("could", "can", "may", "might"):
        return None
    early = next((c for c in children(verb, "advmod", "acomp") if c.lower_ in ("early", "soon")), None)
    if early is None or child(verb, "neg") is not None or not has_day(early):
        return None
    subject = child(verb, "nsubj")
    if subject is None or not (subject.pos_ == "PRON" or is_named_event(subject, lexicon)):
        return None
    return _slip(subject, verb, Status.PLANNED, "slip.earliest", strength=Strength.NO_EARLIER_THAN, also=(verb, early))


# --- parts -----------------------------------------------------------------------------------------------------------
def _prepositions_to_a_day(verb: "Token", words: frozenset[str]) -> bool:
    return any(c.lower_ in words and has_day(c) for c in children(verb, "prep", "mark", "advmod"))


def _topic_after(token: "Token", words: frozenset[str]) -> "Token | None":
    """The noun after "for" (or "of") below a word, also where the parser hangs it on the day: Friday *for its debut*;
    the verb behind a "try at sending it".
    """
    for preposition in token.subtree:
        if preposition.dep_ != "prep" or preposition.lower_ not in words or preposition.i < token.i:
            continue
        for noun in children(preposition, "pobj"):
            if is_day(noun) or noun.pos_ not in ("NOUN", "PROPN"):
                continue
            return noun
    return None


def _slip(
    topic: "Token",
    verb: "Token",
    status: Status,
    rule: str,
    *,
    strength: Strength = Strength.FIRM,
    also: "tuple[Token, ...]" = (),
    outer: Reading | None = None,
    old: bool = False,
) -> Slip:
    background = old or (outer is not None and outer.background)
    past = old or (outer is not None and outer.past_plan)
    carriers = tuple(dict.fromkeys((verb, *(c for t in also for c in conjuncts(t)))))
    return Slip(
        topic=topic,
        subject=child(topic, "nsubj", "nsubjpass") if topic.pos_ in ("VERB", "AUX") else None,
        verb=verb,
        reading=Reading(
            status=status, rule=rule, cue=verb, strength=strength, background=background, past_plan=past,
            carriers=carriers,
        ),
    )  # fmt: skip
