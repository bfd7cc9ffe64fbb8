"""What one sentence tells of: its predicates with their readings, the ones that only speak or govern left out."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tracker.claims.events.occasions import OCCASION
from tracker.claims.events.predicates import Frame, find_frames, is_event_noun, is_fact
from tracker.claims.events.slip import Slip, Slips
from tracker.claims.events.slips import find_slips
from tracker.claims.kept import kept
from tracker.claims.mentions.entities import is_document
from tracker.claims.parse import child, children, conjuncts, has_word, head_of_relative, lemma, with_particle
from tracker.claims.reading import NominalReading, Reading
from tracker.claims.speech.attribution import is_speech
from tracker.claims.status.denials import DENIED_NOUNS
from tracker.claims.status.earlier_words import told_before
from tracker.claims.status.nouns import reach, read_noun
from tracker.claims.status.parts import how_far
from tracker.claims.status.standstill import still
from tracker.claims.status.verbs import read_verb
from tracker.claims.tables import Lexicon
from tracker.model import Status, Strength

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_DOCUMENT_OPERATORS = (
    ("operators.postponed", Status.POSTPONED),
    ("operators.cancelled", Status.CANCELLED),
    ("operators.suspended", Status.SUSPENDED),
)
#: Rules of event nouns that leave their verb a claim of its own: signed *during the visit*, after the talks.
_SHARING_RULES = frozenset(
    {"nominal.bare", "nominal.after", "nominal.after_planned", "nominal.before", "status.before_past", "nominal.during",
     "nominal.adjective", "nominal.fact_open", "nominal.lacking", "nominal.aimed", "nominal.averted", "nominal.wanted",
     "nominal.presupposed", "nominal.brought"}
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A predicate with its reading, before roles and dates."""

    frame: Frame
    reading: Reading
    nominal: NominalReading | None
    #: Its head is a thing or pronoun that stands for its event; the class is told by the article.
    stands: bool = False
    #: The thing whose event it is, where one is named.
    thing: "Token | None" = None
    #: Place of the head of the event that its pronoun stands for, told of in the same sentence.
    same_as: int | None = None

    @property
    def verb(self) -> "Token | None":
        """The verb that gives the status: the predicate itself, or the one that governs the noun."""
        return self.nominal.verb if self.nominal is not None else self.frame.head


@kept
def read_sentence(sentence: "Span", lexicon: Lexicon) -> tuple[Found, ...]:
    """The predicates of a sentence that tell something, in text order."""
    frames = tuple(_in_force(frame) for frame in find_frames(sentence, lexicon))
    found: list[Found] = []
    consumed: set[int] = set()
    acts = frozenset(frame.head.i for frame in frames if frame.event_class is not None and not frame.nominal)
    slips = Slips(find_slips(sentence, lexicon))
    consumed.update(slips.saying(lexicon) - {frame.head.i for frame in frames if frame.event_class is not None})
    for frame in frames:
        if frame.nominal:
            form = lexicon.forms[frame.event_class or ""]
            nominal = read_noun(frame.head, lexicon, fact=is_fact(frame, lexicon), form=form)
            slip = slips.take(frame.head, reach(frame.head), nominal.verb if nominal.light else None)
            if slip is not None and nominal.reading.status is not Status.POSTPONED:
                nominal = NominalReading(reading=slip.reading, verb=slip.verb)
            if nominal.announced:
                continue
            if nominal.verb is not None and nominal.reading.rule not in _SHARING_RULES:
                consumed.add(nominal.verb.i)
            reading = told_before(frame.head, _stated(nominal.reading, acts), lexicon)
            reading = how_far(frame.head, nominal.verb, reading)
            found.append(Found(frame=frame, reading=reading, nominal=nominal))
    named = frozenset(frame.head.i for frame in frames if frame.nominal)
    for frame in frames:
        if frame.nominal or frame.head.i in consumed or _only_speaks(frame, lexicon):
            continue
        if frame.head.dep_ == "amod" and frame.head.head.i in named:
            continue  # mediated talks: told of the talks
        slip = slips.take(frame.head if frame.event_class is not None else None)
        reading = slip.reading if slip is not None else _arrived(frame, _verb_reading(frame, lexicon))
        reading = how_far(frame.head, frame.head, told_before(frame.head, reading, lexicon))
        found.append(Found(frame=frame, reading=reading, nominal=None))
    found.extend(_standing_in(slip, topic, lexicon) for slip in slips.left if (topic := _stand_in(slip, lexicon)))
    governing = {carrier.i for one in found for carrier in one.reading.carriers}
    found = [one for one in found if one.frame.event_class is not None or one.frame.head.i not in governing]
    return tuple(sorted(found, key=lambda one: one.frame.head.i))


def _arrived(frame: Frame, reading: Reading) -> Reading:
    """Who is home or back on solid ground has come back; what is home *to* somebody is not meant."""
    if frame.event_class != "return_home" or not frame.lemma.startswith("be "):
        return reading
    home = frame.words[-1]
    if any(c.dep_ == "prep" and c.lower_ == "to" for c in home.children) or home.dep_ in ("attr", "compound"):
        return replace(reading, status=Status.UNKNOWN, rule="status.fact")
    if reading.status is Status.STATE and not reading.background:
        return replace(reading, status=Status.HAPPENED, rule="status.arrived")
    return reading


def _stand_in(slip: Slip, lexicon: Lexicon) -> "Token | None":
    """The noun or pronoun that stands for the event of a slip."""
    if slip.topic.tag_ == "WDT":
        return head_of_relative(slip.topic)
    if slip.topic.pos_ not in ("VERB", "AUX"):
        return slip.topic
    return slip.subject if lexicon.cue("slips.comes", lemma(slip.topic)) else None


def _standing_in(slip: Slip, topic: "Token", lexicon: Lexicon) -> Found:
    """What is said of a thing or pronoun that stands for its event."""
    frame = Frame(head=topic, words=(topic,), lemma=lemma(topic), event_class=OCCASION, nominal=True)
    reading = told_before(topic, slip.reading, lexicon)
    return Found(frame=frame, reading=reading, nominal=NominalReading(reading=reading, verb=slip.verb), stands=True)


def _in_force(frame: Frame) -> Frame:
    """A law that is in force *already*, or *as of* a day, has entered into force: a step, and no length of time."""
    if frame.event_class != "last" or not any(word.lower_ in ("force", "effect") for word in frame.words):
        return frame
    beside = list(frame.head.subtree)
    begun = any(t.lower_ == "already" for t in beside) or any(
        t.dep_ == "prep" and t.lower_ in ("as", "since", "from") and any(d.ent_type_ == "DATE" for d in t.subtree)
        for t in beside
    )
    return replace(frame, event_class="enter_into_force") if begun else frame


def _stated(reading: Reading, acts: frozenset[int]) -> Reading:
    """What a sentence takes for granted it doesn't state: as a claim it concludes nothing. What a listed act does to an
    event (a regulator *blocks* a takeover) is told by that act. `acts`: heads of verbs that have a class.
    """
    told_by_act = reading.rule == "nominal.averted" and reading.cue is not None and reading.cue.i in acts
    if reading.rule != "nominal.presupposed" and not told_by_act:
        return reading
    return replace(reading, status=Status.UNKNOWN, background=False)


def _only_speaks(frame: Frame, lexicon: Lexicon) -> bool:
    verb = frame.head
    if frame.event_class == "announce":
        nouns = [n for c in children(verb, "dobj", "nsubjpass") for n in conjuncts(c)]
        return not any(is_event_noun(n, lexicon) or is_document(n) for n in nouns)
    if frame.event_class is None and lemma(verb) in ("be", "have", "do"):
        return True
    acted_on = child(verb, "nsubjpass") is not None and child(verb, "ccomp", "parataxis") is None
    if frame.event_class is not None and acted_on and verb.dep_ in ("ROOT", "conj", "ccomp", "relcl", "advcl"):
        return False  # "the cars were recalled", "the budget was rejected": nobody says anything
    unlisted_speech = frame.event_class is None and (
        lexicon.cue("speech.say", lemma(verb)) or lexicon.cue("speech.deny", lemma(verb))
    )
    return unlisted_speech or is_speech(verb, lexicon) or _about_reports(verb, lexicon)


def _about_reports(verb: "Token", lexicon: Lexicon) -> bool:
    """Rejects or denies a report of something: the something is the claim, read as denied."""
    return lexicon.cue("speech.deny", lemma(verb)) and any(
        lemma(noun) in DENIED_NOUNS for noun in children(verb, "dobj", "nsubjpass")
    )


def _verb_reading(frame: Frame, lexicon: Lexicon) -> Reading:
    reading = read_verb(frame.head, lexicon, fact=is_fact(frame, lexicon))
    if frame.event_class == "enter_into_force" and reading.status is Status.STATE and lemma(frame.head) == "be":
        return replace(reading, status=Status.HAPPENED, rule="status.in_force")
    if has_word(frame.head, "no") is None and (direct := child(frame.head, "dobj")) is not None:
        none = has_word(direct, "no")
        if none is not None and reading.status in (Status.STATE, Status.HAPPENED, Status.PLANNED):
            return Reading(status=Status.NEGATED, rule="status.negated", cue=none)
    return reading if frame.event_class is not None else _of_document(frame.head, reading, lexicon)


def _of_document(verb: "Token", reading: Reading, lexicon: Lexicon) -> Reading:
    """What is done with a document: called off, put off, put on ice; or said not to be, so that it stands."""
    if not any(is_document(noun) for c in children(verb, "dobj", "nsubjpass") for noun in conjuncts(c)):
        return reading
    rests = still(verb)
    operators = ((rests is not None, Status.SUSPENDED), *(
        (lexicon.cue(table, with_particle(verb)), status) for table, status in _DOCUMENT_OPERATORS
    ))  # fmt: skip
    status = next((status for holds, status in operators if holds), None)
    if status is None:
        return reading
    if reading.status in (Status.NEGATED, Status.DENIED):
        return Reading(status=Status.PLANNED, rule="operator.document_stands", cue=reading.cue, strength=Strength.SOFT)
    if reading.status not in (Status.HAPPENED, Status.PLANNED, Status.ONGOING):
        return reading
    return Reading(status=status, rule="operator.document", cue=rests or verb, background=reading.background)
