"""What is said of the day of something planned, in free words: it has moved to the right, it will have to wait until
Friday, March 3 is the earliest it can open, June is targeted for its release.

Found in one sentence: a topic (an event noun, a verb of the event, a thing that stands for its event, a pronoun) and
what is said of it. Which event a thing or pronoun stands for is told elsewhere (`tracker.claims.events.courses`).
"""

from typing import TYPE_CHECKING

from tracker.claims.events.aims import TOLD, another_chance, as_early, listed, targeted
from tracker.claims.events.slip import Slip, acted_on, is_named_event, prepositions_to_a_day, said, topic_after
from tracker.claims.events.slip_days import by_a_length, is_day, to_a_day, to_the_right
from tracker.claims.kept import kept
from tracker.claims.parse import child, children, lemma, with_particle
from tracker.claims.status.tense import verb_group
from tracker.claims.status.verbs import read_verb
from tracker.claims.tables import Lexicon
from tracker.model import Status, Strength

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_UNTIL = frozenset({"until", "till"})
_FOR = frozenset({"for"})


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
            targeted,
            listed,
            another_chance,
            as_early,
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
    topic = acted_on(verb) or (child(verb, "nsubj") if slides and child(verb, "dobj") is None else None)
    outer = read_verb(verb, lexicon)
    if topic is not None and lemma(topic) in ("date", "day") and outer.status in TOLD:
        clause = child(topic, "relcl")
        if clause is not None:  # shifting the date on which they will fly home
            return said(clause, verb, Status.POSTPONED, "slip.moved", outer=outer)
    if topic is None or outer.status not in TOLD or outer.strength is Strength.SOFT or lemma(topic) == "date":
        return None
    day, length = to_a_day(verb), by_a_length(verb)
    if phrasal in ("bring forward", "move forward", "move up", "pull forward") or _forward(verb):
        return said(topic, verb, Status.PLANNED, "slip.earlier", outer=outer) if day else None
    if day or length or (to_the_right(verb) and (_again(verb) or is_named_event(topic, lexicon))):
        return said(topic, verb, Status.POSTPONED, "slip.moved", outer=outer, old=_is_before_the_news(verb))
    return None


def _is_before_the_news(verb: "Token") -> bool:
    """Whether it only tells how an older plan ended: had been due last week *until trouble pushed it to May 17*."""
    return verb.dep_ == "advcl" and any(c.lower_ in ("until", "till", "before", "when", "after") for c in verb.lefts)


def _forward(verb: "Token") -> bool:
    return any(c.lower_ in ("forward", "earlier") for c in verb.children if c.i > verb.i)


def _again(verb: "Token") -> bool:
    return any(t.lower_ in ("again", "further", "more") for t in verb.subtree if t.i > verb.i)


# --- waiting, ruled out ----------------------------------------------------------------------------------------------
def _waits(verb: "Token", lexicon: Lexicon) -> Slip | None:
    """Will have to wait until Friday (for its debut, to open)."""
    if lemma(verb) != "wait" or not prepositions_to_a_day(verb, _UNTIL):
        return None
    governor = verb.head if verb.dep_ == "xcomp" else verb
    group = verb_group(governor)
    must = governor != verb or group.modal in ("must", "will", "shall")
    if not must or group.finite == "VBD" or child(governor, "neg") is not None:
        return None
    topic = topic_after(verb, _FOR) or _infinitive(verb) or child(governor, "nsubj", "nsubjpass")
    return said(topic, verb, Status.POSTPONED, "slip.wait") if topic is not None else None


def _infinitive(verb: "Token") -> "Token | None":
    return next((c for c in children(verb, "xcomp", "advcl") if c.i > verb.i and child(c, "aux") is not None), None)


def _ruled_out(verb: "Token", lexicon: Lexicon) -> Slip | None:
    """Ruled out before May 21; nothing will happen before then."""
    if not prepositions_to_a_day(verb, frozenset({"before", *_UNTIL})):
        return None
    if with_particle(verb) == "rule out":
        topic = acted_on(verb) or child(verb, "nsubj")
        outer = read_verb(verb, lexicon)
        if topic is None or outer.status in (Status.NEGATED, Status.POSSIBLE):
            return None
        return said(topic, verb, Status.PLANNED, "status.not_until", strength=Strength.NO_EARLIER_THAN)
    subject = child(verb, "nsubj")
    if subject is not None and subject.lower_ == "nothing" and verb_group(verb).modal in ("will", "would", "can"):
        return said(subject, verb, Status.PLANNED, "status.not_until", strength=Strength.NO_EARLIER_THAN)
    return None


def _not_before(verb: "Token", lexicon: Lexicon) -> Slip | None:
    """Is not expected to open before May 21; no launch will take place until Friday; is unlikely to come out before."""
    if not prepositions_to_a_day(verb, frozenset({"before", *_UNTIL})):
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
    topic = subject if subject is not None and about_event and comes else verb
    strength = Strength.NO_EARLIER_THAN
    return said(topic, verb, Status.PLANNED, "status.not_until", strength=strength, also=(verb, clause))


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
        topic = clause if clause is not None else topic_after(noun, frozenset({"for", "of"}))
        strength = Strength.NO_EARLIER_THAN
        carriers = (verb, *days)
        return said(topic, verb, Status.PLANNED, "slip.earliest", strength=strength, also=carriers) if topic else None
    if not lexicon.cue("slips.days", lemma(noun)) or verb_group(verb).finite == "VBD":
        return None
    topic = topic_after(noun, frozenset({"for", "of"}))
    return said(topic or noun, verb, Status.PLANNED, "slip.day_named", also=(verb, *days))
