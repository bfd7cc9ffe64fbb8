"""The status of event nouns (signing, visit, talks): from the verb, preposition or adjective that governs them."""

from dataclasses import replace
from typing import TYPE_CHECKING

from tracker.claims.parse import child, lemma
from tracker.claims.reading import OPEN, NominalReading, Reading, named_only
from tracker.claims.status.noun_climb import climb
from tracker.claims.status.noun_facts import read_fact
from tracker.claims.status.noun_verbs import ENDINGS, let_go_of, read_governed
from tracker.claims.status.open_days import open_day
from tracker.claims.status.tense import verb_group
from tracker.claims.status.verbs import read_verb
from tracker.claims.tables import NO_FORM, ClassForm, Lexicon
from tracker.model import Status, Strength

if TYPE_CHECKING:
    from spacy.tokens import Token

_AFTER = frozenset({"after", "following", "since", "upon"})
_BECAUSE = frozenset({"because", "due", "owing", "over", "despite"})
_BEFORE = frozenset({"before", "ahead", "until", "pending"})
_DURING = frozenset({"during", "at", "throughout"})
#: Nouns through which a governing verb still reaches the event: the *creation* of an alliance.
_THROUGH = frozenset(
    [
        "creation",
        "establishment",
        "formation",
        "provision",
        "clause",
        "obligation",
        "number",
        "series",
        "round",
        "date",
        "ceremony",
        "total",
        "possibility",
        "idea",
        "prospect",
        "chance",
        "commitment",
        "duty",
        "article",
        "framework",
        "basis",
        "part",
        "need",
        "likelihood",
        "half",
        "third",
        "quarter",
        "most",
        "majority",
        "some",
        "many",
        "rest",
        "bulk",
        "phase",
        "stage",
        "start",
        "beginning",
        "opening",
        "resumption",
        "continuation",
    ]
)
_IN_TIME = ["in", "time"]
_AIMS = frozenset({"priority", "goal", "aim", "target", "objective", "condition", "focus", "requirement", "task"})
_TOLD = frozenset({Status.HAPPENED, Status.ONGOING, Status.STATE})
#: What comes up with one of these has not come about itself.
_OPEN_NOUNS = frozenset({"possibility", "idea", "prospect", "chance", "need", "likelihood"})


def read_noun(  # noqa: PLR0911 - one return a rule
    noun: "Token", lexicon: Lexicon, *, fact: bool, form: ClassForm = NO_FORM
) -> NominalReading:
    """The status that the sentence gives to an event noun or a noun that names a fact.

    `form`: of its class, for the verbs that carry this class out.
    """
    if (to := child(noun, "aux")) is not None and to.tag_ == "TO":
        return NominalReading(reading=read_verb(noun, lexicon), verb=noun)  # "due to launch", taken for a noun
    top = reach(noun)
    if fact:
        return read_fact(noun, top, lexicon, counts=bool(form.units))
    if (aim := _made_an_aim(top)) is not None:
        return NominalReading(
            reading=Reading(
                status=Status.PLANNED, rule="nominal.aimed", cue=aim, strength=Strength.SOFT, past_plan=True
            )
        )
    if (no_day := open_day(noun)) is not None:
        return NominalReading(reading=no_day)
    if (adjective := _adjective(noun, lexicon)) is not None and adjective.status is not Status.PLANNED:
        return NominalReading(reading=adjective)
    if top.dep_ in ("dobj", "nsubj", "nsubjpass", "attr", "oprd") and top.head.pos_ in ("VERB", "AUX"):
        found = read_governed(top, lexicon, form)
        if found.reading.rule == "nominal.bare" and adjective is not None:
            return NominalReading(reading=adjective, verb=found.verb)
    elif adjective is not None:
        return NominalReading(reading=adjective)
    elif top.dep_ in ("pobj", "pcomp"):
        found = let_go_of(top, lexicon) or _by_preposition(top, lexicon)
    else:
        found = NominalReading(reading=named_only())
    if _is_through_an_open_noun(noun, top) and found.reading.status in (Status.HAPPENED, Status.ONGOING, Status.STATE):
        return replace(
            found, reading=replace(found.reading, status=Status.POSSIBLE, rule="status.open_noun", carriers=())
        )
    if found.reading.rule == "nominal.bare":
        return replace(found, reading=climb(noun, lexicon).carried_by(*found.reading.carriers))
    return found


def reach(noun: "Token") -> "Token":
    """Climb from the noun to the phrase that a verb governs: talks in "a round of talks", visits joined by and."""
    token = noun
    for _ in range(6):
        if token.dep_ == "conj" and token.head.pos_ in ("NOUN", "PROPN"):
            token = token.head
        elif token.dep_ in ("compound", "nmod", "poss") and token.head.pos_ in ("NOUN", "PROPN"):
            if token.dep_ == "poss":
                break
            token = token.head
        elif token.dep_ == "pobj" and token.head.dep_ == "prep" and token.head.lower_ in ("of", "for", "on", "to"):
            above = token.head.head
            if above.pos_ not in ("NOUN", "ADJ", "PRON", "DET", "NUM") or lemma(above) not in _THROUGH | set(ENDINGS):
                break
            token = above
        else:
            break
    return token


def _made_an_aim(top: "Token") -> "Token | None":
    """The noun that makes what it is said of an aim: made the reform of the police a *priority*."""
    aim = top.head
    is_aim = top.dep_ in ("nsubj", "dobj") and aim.pos_ == "NOUN" and lemma(aim) in _AIMS
    return aim if is_aim and lemma(aim.head) in ("make", "declare", "call", "consider", "set") else None


def _is_through_an_open_noun(noun: "Token", top: "Token") -> bool:
    """Whether what came about is only the possibility of the event: the prospect of a strike has come up."""
    return top != noun and lemma(top) in _OPEN_NOUNS


def _adjective(noun: "Token", lexicon: Lexicon) -> Reading | None:
    beside = [c for c in noun.lefts if c.dep_ in ("amod", "compound", "nmod")]
    for table, status in (
        ("adjectives.planned", Status.PLANNED),
        ("adjectives.happened", Status.HAPPENED),
        ("adjectives.ongoing", Status.ONGOING),
        ("adjectives.postponed", Status.POSTPONED),
        ("adjectives.cancelled", Status.CANCELLED),
        ("adjectives.possible", Status.POSSIBLE),
    ):
        for word in beside:
            if word.lower_ in lexicon.cues[table]:
                return Reading(status=status, rule="nominal.adjective", cue=word, strength=Strength.SOFT)
    dated = [c for c in noun.lefts if c.dep_ == "poss"] + [c for c in noun.rights if c.dep_ in ("npadvmod", "advmod")]
    for word in (t for c in dated for t in c.subtree):
        # "Last week's attack", "tomorrow's vote", "a loss last year".
        if word.lower_ in ("last", "yesterday", "ago", "next", "tomorrow"):
            status = Status.HAPPENED if word.lower_ in ("last", "yesterday", "ago") else Status.PLANNED
            return Reading(status=status, rule="nominal.adjective", cue=word, strength=Strength.SOFT)
    return None


def _by_preposition(noun: "Token", lexicon: Lexicon) -> NominalReading:
    preposition = noun.head
    outermost = preposition
    while outermost.dep_ in ("pcomp", "prep", "pobj") and outermost.head.dep_ in ("prep", "pcomp", "advmod"):
        outermost = outermost.head
    words = {preposition.lower_, outermost.lower_}
    if words & {"wake", "aftermath"} or (outermost.lower_ == "in" and preposition.head.lower_ in ("wake", "aftermath")):
        words = {"after"}
    governor = outermost.head
    while governor.pos_ not in ("VERB", "AUX") and governor.dep_ != "ROOT":
        governor = governor.head
    if governor.pos_ not in ("VERB", "AUX"):
        return NominalReading(reading=named_only())
    outer = read_verb(governor, lexicon)
    if "for" in words and outermost.head == governor and outer.status is not Status.NEGATED:
        for table, strength in (("governors.firm", Strength.FIRM), ("governors.soft", Strength.SOFT)):
            if lexicon.cue(table, lemma(governor)):
                reading = Reading(status=Status.PLANNED, rule="nominal.scheduled", cue=governor, strength=strength)
                return NominalReading(reading=reading.carried_by(governor), verb=governor)
    if (
        preposition.lower_ == "for"
        and [t.lower_ for t in noun.doc[max(preposition.i - 2, 0) : preposition.i]] == _IN_TIME
    ):
        words = {"ahead"}  # in time for the elections
    if "on" in words and lemma(noun) in ("visit", "trip", "tour"):
        words = {"during"}
    return NominalReading(reading=_timed(words, outermost, outer, governor), verb=governor)


def _timed(words: set[str], cue: "Token", outer: Reading, governor: "Token") -> Reading:  # noqa: PLR0911 - one return a rule
    coming = outer.status in OPEN or outer.rule == "status.present"
    group = verb_group(governor)
    past = group.finite == "VBD" or group.have is not None
    if words & (_AFTER | _BECAUSE):
        if coming and not words & _BECAUSE:
            status = Status.PLANNED if outer.status is Status.PLANNED else Status.UNKNOWN
            return Reading(status=status, rule="nominal.after_planned", cue=cue, strength=outer.strength)
        if past or outer.status in (Status.HAPPENED, Status.POSTPONED):
            return Reading(status=Status.HAPPENED, rule="nominal.after", cue=cue)
        return named_only(cue)
    if words & _BEFORE:
        if coming or not past:
            return Reading(status=Status.PLANNED, rule="nominal.before", cue=cue, strength=Strength.SOFT)
        return Reading(status=Status.UNKNOWN, rule="status.before_past", cue=cue)
    shared = outer.status in (Status.PLANNED, Status.HAPPENED, Status.ONGOING, Status.POSSIBLE)
    if words & _DURING and shared and ("during" in words or cue.head == governor):
        return Reading(
            status=outer.status, rule="nominal.during", cue=cue, strength=outer.strength,
            background=outer.background, past_plan=outer.past_plan,
        )  # fmt: skip
    return named_only(cue)
