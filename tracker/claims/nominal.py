"""The status of event nouns (signing, visit, talks): from the verb, preposition or adjective that governs them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.claims.entities import is_document
from tracker.claims.parse import child, children, has_word, lemma, with_particle
from tracker.claims.quantities import count_of
from tracker.claims.reading import Reading
from tracker.claims.status import read_verb
from tracker.claims.tables import Lexicon
from tracker.claims.tense import verb_group
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
    ]
)
_ENDINGS = {
    "postponement": Status.POSTPONED, "delay": Status.POSTPONED, "cancellation": Status.CANCELLED,
    "suspension": Status.SUSPENDED, "absence": Status.NEGATED, "lack": Status.NEGATED,
}  # fmt: skip
_RULE_OF = {
    Status.POSTPONED: "nominal.postponed", Status.CANCELLED: "nominal.cancelled", Status.SUSPENDED: "nominal.suspended",
    Status.NEGATED: "status.negated", Status.DENIED: "nominal.denied",
}  # fmt: skip
#: What a toll does when it gives a figure.
_COUNTING = frozenset(
    {"rise", "climb", "stand", "reach", "hit", "jump", "exceed", "pass", "top", "surpass", "soar", "leap"}
)
_ON_HOLD = {"hold": Status.SUSPENDED, "ice": Status.SUSPENDED, "doubt": Status.UNKNOWN, "way": Status.ONGOING}


@dataclass(frozen=True, slots=True, kw_only=True)
class NominalReading:
    """The reading of an event noun, and the verb that gave it (whose subject and dates it may share)."""

    reading: Reading
    verb: "Token | None" = None
    #: The verb carries the event out: its subject is the event's.
    light: bool = False
    #: The noun is only what a verb of announcing announces: no claim of its own.
    announced: bool = False


def read_noun(noun: "Token", lexicon: Lexicon, *, fact: bool) -> NominalReading:
    """The status that the sentence gives to an event noun or a noun that names a fact."""
    top = _reach(noun)
    if fact and is_document(noun):
        return NominalReading(reading=Reading(status=Status.STATE, rule="nominal.fact", cue=None))
    if fact:
        return _fact(noun, top, lexicon)
    if (adjective := _adjective(noun, lexicon)) is not None and adjective.status is not Status.PLANNED:
        return NominalReading(reading=adjective)
    if top.dep_ in ("dobj", "nsubj", "nsubjpass", "attr", "oprd") and top.head.pos_ in ("VERB", "AUX"):
        governed = _by_verb(top, lexicon)
        if governed.reading.rule == "nominal.bare" and adjective is not None:
            return NominalReading(reading=adjective, verb=governed.verb)
        return governed
    if adjective is not None:
        return NominalReading(reading=adjective)
    if top.dep_ in ("pobj", "pcomp"):
        return _by_preposition(top, lexicon)
    return NominalReading(reading=_bare())


def _bare(cue: "Token | None" = None) -> Reading:
    return Reading(status=Status.UNKNOWN, rule="nominal.bare", cue=cue)


def _reach(noun: "Token") -> "Token":
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
            if above.pos_ != "NOUN" or lemma(above) not in _THROUGH | set(_ENDINGS):
                break
            token = above
        else:
            break
    return token


def _adjective(noun: "Token", lexicon: Lexicon) -> Reading | None:
    beside = [c for c in noun.lefts if c.dep_ in ("amod", "compound", "nmod")]
    for table, status in (
        ("adjectives.planned", Status.PLANNED),
        ("adjectives.happened", Status.HAPPENED),
        ("adjectives.postponed", Status.POSTPONED),
        ("adjectives.cancelled", Status.CANCELLED),
        ("adjectives.possible", Status.POSSIBLE),
    ):
        for word in beside:
            if word.lower_ in lexicon.cues[table]:
                return Reading(status=status, rule="nominal.adjective", cue=word, strength=Strength.SOFT)
    return None


def _by_verb(noun: "Token", lexicon: Lexicon) -> NominalReading:
    verb = noun.head
    phrasal, word = with_particle(verb), lemma(verb)
    outer = read_verb(verb, lexicon)
    if _ENDINGS.get(lemma(noun)) is not None:
        return NominalReading(reading=_ending(noun, outer), verb=verb)
    if noun.dep_ == "attr" and child(verb, "expl") is not None:
        rule = "nominal.there"
        if has_word(noun, "no") is not None:
            return NominalReading(
                reading=Reading(status=Status.NEGATED, rule=rule, cue=has_word(noun, "no")), verb=verb
            )
        return NominalReading(reading=_with_rule(outer, rule, verb), verb=verb)
    if word == "be" and noun.dep_ in ("nsubj", "nsubjpass"):
        return NominalReading(reading=_copula(verb, outer, lexicon), verb=verb)
    for table, status in (
        ("operators.postponed", Status.POSTPONED),
        ("operators.cancelled", Status.CANCELLED),
        ("operators.suspended", Status.SUSPENDED),
    ):
        if lexicon.cue(table, phrasal) and not (word == "move" and noun.dep_ == "nsubj" and not _moved_date(verb)):
            return NominalReading(reading=_operated(verb, outer, status), verb=verb)
    if lexicon.cue("operators.denied", word) and noun.dep_ in ("dobj", "nsubjpass"):
        return NominalReading(reading=Reading(status=Status.DENIED, rule="nominal.denied", cue=verb), verb=verb)
    return _carried_out(noun, verb, outer, lexicon)


def _carried_out(noun: "Token", verb: "Token", outer: Reading, lexicon: Lexicon) -> NominalReading:
    phrasal, word = with_particle(verb), lemma(verb)
    passive_or_object = noun.dep_ in ("dobj", "nsubjpass")
    if noun.dep_ == "nsubj" and (lexicon.cue("operators.occur", phrasal, word) or _takes_place(verb)):
        return NominalReading(reading=_with_rule(outer, "nominal.occur", verb), verb=verb)
    if noun.dep_ == "nsubj" and lexicon.cue("operators.failed", phrasal):
        return NominalReading(reading=_with_rule(outer, "nominal.failed", verb, done=Status.NEGATED), verb=verb)
    if noun.dep_ == "nsubj" and lexicon.cue("operators.ended", phrasal):
        return NominalReading(reading=_with_rule(outer, "nominal.ended", verb), verb=verb)
    if noun.dep_ == "nsubj" and count_of(noun) is not None and word in _COUNTING:
        return NominalReading(reading=_with_rule(outer, "nominal.figure", verb), verb=verb)
    if passive_or_object and word == "announce":
        return NominalReading(reading=_bare(verb), verb=verb, announced=True)
    if passive_or_object and lexicon.cue("operators.scheduled", word):
        if (none := has_word(noun, "no")) is not None:
            return NominalReading(reading=Reading(status=Status.NEGATED, rule="status.negated", cue=none), verb=verb)
        return NominalReading(reading=_scheduled(verb, outer), verb=verb)
    if passive_or_object and lexicon.cue("operators.light", phrasal):
        reading = _with_rule(outer, "nominal.light_verb", verb)
        if has_word(noun, "no") is not None and reading.status is not Status.NEGATED:
            reading = Reading(status=Status.NEGATED, rule="status.negated", cue=has_word(noun, "no"))
        return NominalReading(reading=reading, verb=verb, light=True)
    return NominalReading(reading=_bare(), verb=verb)


def _with_rule(outer: Reading, rule: str, verb: "Token", *, done: Status = Status.HAPPENED) -> Reading:
    status = (
        done if outer.status in (Status.HAPPENED, Status.STATE) and verb_group(verb).finite != "VBZ" else outer.status
    )
    return Reading(
        status=status, rule=rule, cue=outer.cue or verb, strength=outer.strength, background=outer.background,
        past_plan=outer.past_plan, carriers=(verb, *outer.carriers), condition=outer.condition,
    )  # fmt: skip


def _takes_place(verb: "Token") -> bool:
    dobj = child(verb, "dobj")
    return lemma(verb) == "take" and dobj is not None and dobj.lower_ == "place"


def _moved_date(verb: "Token") -> bool:
    return any(t.ent_type_ in ("DATE", "TIME") for c in children(verb, "prep") for t in c.subtree)


def _ending(noun: "Token", outer: Reading) -> Reading:
    status = _ENDINGS[lemma(noun)]
    if outer.status is Status.DENIED or outer.rule == "status.denied_report":
        return Reading(status=Status.UNKNOWN, rule="nominal.operator_open", cue=noun)
    return Reading(status=status, rule=_RULE_OF[status], cue=noun, carriers=(noun, noun.head))


def _operated(verb: "Token", outer: Reading, status: Status) -> Reading:
    """Postponed, cancelled, suspended: as said, unless that itself is only possible, denied or asked for."""
    done = outer.status in (Status.HAPPENED, Status.PLANNED, Status.ONGOING, Status.STATE) or (
        outer.rule == "status.present"
    )
    if not done or outer.strength is Strength.SOFT:
        return Reading(status=Status.UNKNOWN, rule="nominal.operator_open", cue=verb, carriers=(verb,))
    return Reading(
        status=status, rule=_RULE_OF[status], cue=verb, carriers=(verb, *outer.carriers), background=outer.background
    )


def _scheduled(verb: "Token", outer: Reading) -> Reading:
    if outer.status is Status.NEGATED:
        return Reading(status=Status.NEGATED, rule="status.negated", cue=outer.cue, carriers=(verb,))
    group = verb_group(verb)
    old = group.have is not None and group.finite == "VBD"
    strength = Strength.SOFT if lemma(verb) in ("expect", "envisage") else Strength.FIRM
    return Reading(
        status=Status.PLANNED, rule="nominal.scheduled", cue=verb, strength=strength, background=old,
        past_plan=group.finite == "VBD", carriers=(verb, *outer.carriers),
    )  # fmt: skip


def _copula(verb: "Token", outer: Reading, lexicon: Lexicon) -> Reading:
    """The visit is on hold, is off, is due on Friday, is possible, was on Friday, will be on Friday."""
    for word in (t for c in verb.children if c.dep_ in ("prep", "acomp", "advmod", "attr") for t in (c, *c.children)):
        if word.lower_ in _ON_HOLD and word.dep_ == "pobj":
            status = _ON_HOLD[word.lower_]
            return Reading(status=status, rule="nominal.suspended", cue=word, carriers=(verb,))
        if word.lower_ in ("off", "cancelled", "canceled"):
            return Reading(status=Status.CANCELLED, rule="nominal.cancelled", cue=word, carriers=(verb,))
        if lexicon.cue("operators.scheduled", lemma(word)) or word.lower_ in lexicon.cues["adjectives.planned"]:
            return Reading(status=Status.PLANNED, rule="nominal.scheduled", cue=word, carriers=(verb, word))
        if word.lower_ in ("possible", "likely", "unlikely"):
            return Reading(status=Status.POSSIBLE, rule="status.may", cue=word, carriers=(verb, word))
    dated = any(t.ent_type_ == "DATE" for c in children(verb, "prep", "npadvmod") for t in c.subtree)
    if outer.status is Status.PLANNED or (dated and outer.status is Status.HAPPENED):
        return _with_rule(outer, "nominal.occur", verb)
    return _bare().carried_by(verb)


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
        return NominalReading(reading=_bare())
    outer = read_verb(governor, lexicon)
    if "for" in words and outermost.head == governor and outer.status is not Status.NEGATED:
        for table, strength in (("governors.firm", Strength.FIRM), ("governors.soft", Strength.SOFT)):
            if lexicon.cue(table, lemma(governor)):
                reading = Reading(status=Status.PLANNED, rule="nominal.scheduled", cue=governor, strength=strength)
                return NominalReading(reading=reading.carried_by(governor), verb=governor)
    if "on" in words and lemma(noun) in ("visit", "trip", "tour"):
        words = {"during"}
    return NominalReading(reading=_timed(words, outermost, outer, governor), verb=governor)


def _timed(words: set[str], cue: "Token", outer: Reading, governor: "Token") -> Reading:
    coming = outer.status in (Status.PLANNED, Status.CONDITIONAL, Status.POSSIBLE, Status.UNKNOWN)
    group = verb_group(governor)
    past = group.finite == "VBD" or group.have is not None
    if words & (_AFTER | _BECAUSE):
        if coming and not words & _BECAUSE:
            status = Status.PLANNED if outer.status is Status.PLANNED else Status.UNKNOWN
            return Reading(status=status, rule="nominal.after_planned", cue=cue, strength=outer.strength)
        if past or outer.status in (Status.HAPPENED, Status.POSTPONED):
            return Reading(status=Status.HAPPENED, rule="nominal.after", cue=cue)
        return _bare(cue)
    if words & _BEFORE:
        if coming or not past:
            return Reading(status=Status.PLANNED, rule="nominal.before", cue=cue, strength=Strength.SOFT)
        return Reading(status=Status.UNKNOWN, rule="status.before_past", cue=cue)
    if words & _DURING and outer.status in (Status.PLANNED, Status.HAPPENED, Status.ONGOING, Status.POSSIBLE):
        if "during" in words or cue.head == governor:
            return Reading(
                status=outer.status, rule="nominal.during", cue=cue, strength=outer.strength,
                background=outer.background, past_plan=outer.past_plan,
            )  # fmt: skip
    return _bare(cue)


def _fact(noun: "Token", top: "Token", lexicon: Lexicon) -> NominalReading:
    """A military alliance, a mutual defence clause: held, denied or only named."""
    denial = next((word for t in (noun, top) if (word := has_word(t, "no", "any"))), None)
    verb = top.head
    if top.dep_ == "pobj" and top.head.lower_ == "without":
        return NominalReading(
            reading=Reading(status=Status.NEGATED, rule="nominal.fact_negated", cue=top.head), verb=None
        )
    while verb.pos_ not in ("VERB", "AUX") and verb.dep_ != "ROOT":
        verb = verb.head
    if verb.pos_ not in ("VERB", "AUX"):
        return NominalReading(reading=Reading(status=Status.UNKNOWN, rule="nominal.fact_open", cue=None))
    outer = read_verb(verb, lexicon, fact=True)
    phrasal = f"{lemma(verb)} short" if has_word(verb, "short") is not None else with_particle(verb)
    if lexicon.cue("operators.excluding", phrasal, lemma(verb)) or (denial is not None and denial.lower_ == "no"):
        if outer.status is Status.NEGATED:
            return NominalReading(reading=Reading(status=Status.UNKNOWN, rule="nominal.fact_open", cue=verb), verb=verb)
        return NominalReading(
            reading=Reading(status=Status.NEGATED, rule="nominal.fact_negated", cue=denial or verb), verb=verb
        )
    if outer.status is Status.NEGATED:
        return NominalReading(
            reading=Reading(status=Status.NEGATED, rule="nominal.fact_negated", cue=outer.cue), verb=verb
        )
    holding = lexicon.cue("operators.containing", lemma(verb)) and top.dep_ in (
        "dobj",
        "attr",
        "nsubjpass",
        "pobj",
        "nsubj",
    )
    if holding and outer.status in (Status.STATE, Status.HAPPENED, Status.POSSIBLE, Status.DENIED):
        status = Status.STATE if outer.status is Status.HAPPENED else outer.status
        return NominalReading(reading=Reading(status=status, rule="nominal.fact", cue=outer.cue or verb), verb=verb)
    return NominalReading(reading=Reading(status=Status.UNKNOWN, rule="nominal.fact_open", cue=None), verb=verb)
