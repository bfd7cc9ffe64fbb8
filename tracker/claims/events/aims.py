"""Days that are aimed at or listed for something planned: targeting Wednesday for the next try, on the books for
summer, another shot on Friday, as early as March 12.
"""

from typing import TYPE_CHECKING

from tracker.claims.events.slip import Slip, is_named_event, prepositions_to_a_day, said, topic_after
from tracker.claims.events.slip_days import has_day, is_day
from tracker.claims.parse import child, children, lemma
from tracker.claims.status.tense import verb_group
from tracker.claims.status.verbs import read_verb
from tracker.claims.tables import Lexicon
from tracker.model import Status, Strength

if TYPE_CHECKING:
    from spacy.tokens import Token

#: Statuses of a verb that says so.
TOLD = frozenset({Status.HAPPENED, Status.ONGOING, Status.STATE, Status.PLANNED})
_FOR = frozenset({"for"})


def targeted(verb: "Token", lexicon: Lexicon) -> Slip | None:
    """Targeting Wednesday for the next try; June is eyed for its release; pencilled in for May 3."""
    word = lemma(verb)
    firm = lexicon.cue("slips.fixes", word)
    if not firm and not lexicon.cue("slips.targets", word):
        return None
    outer = read_verb(verb, lexicon)
    if outer.status not in TOLD:
        return None
    strength = Strength.FIRM if firm else Strength.SOFT
    passive = child(verb, "nsubjpass")
    if passive is not None:
        day = passive if is_day(passive) else None
        topic = topic_after(verb, _FOR) if day is not None else passive
        if day is None and (firm or not prepositions_to_a_day(verb, frozenset({"for", "on"}))):
            return None
    else:
        day = next((c for c in children(verb, "dobj", "npadvmod") if is_day(c) and c.i > verb.i), None)
        # "Pencilled in March 14": the parser takes the particle for a preposition.
        words = ("in",) if word == "pencil" else ("for", "at", "towards", "toward")
        below = [] if firm else [c for c in children(verb, "prep") if c.lower_ in words]
        day = day or next((noun for c in below for noun in children(c, "pobj") if is_day(noun)), None)
        topic = topic_after(verb, _FOR) if day is not None else None
    if topic is None:
        return None
    also = (verb, day) if day is not None else (verb,)
    return said(topic, verb, Status.PLANNED, "slip.targeted", strength=strength, also=also, outer=outer)


def listed(verb: "Token", lexicon: Lexicon) -> Slip | None:
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
    return said(topic, verb, Status.PLANNED, "slip.listed", also=tuple(near), old=old)


def another_chance(verb: "Token", lexicon: Lexicon) -> Slip | None:
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
    return said(subject, verb, Status.PLANNED, "slip.chance", strength=Strength.SOFT, also=(verb, chance))


def as_early(verb: "Token", lexicon: Lexicon) -> Slip | None:
    """It could come as early as March 12: of an event, or of what stands for one."""
    if not lexicon.cue("slips.comes", lemma(verb)) or verb_group(verb).modal not in ("could", "can", "may", "might"):
        return None
    early = next((c for c in children(verb, "advmod", "acomp") if c.lower_ in ("early", "soon")), None)
    if early is None or child(verb, "neg") is not None or not has_day(early):
        return None
    subject = child(verb, "nsubj")
    if subject is None or not (subject.pos_ == "PRON" or is_named_event(subject, lexicon)):
        return None
    return said(subject, verb, Status.PLANNED, "slip.earliest", strength=Strength.NO_EARLIER_THAN, also=(verb, early))
