"""The status of verbs: tense, then the verbs that govern them, then the clause they stand in.

Planned taken for happened is the costliest error: where the rules don't know, the status is unknown.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from tracker.claims.denials import denied
from tracker.claims.parse import child, has_word, lemma, with_particle
from tracker.claims.reading import OPEN, Reading
from tracker.claims.tables import Lexicon
from tracker.claims.tense import old_word, read_tense, verb_group
from tracker.model import Status, Strength

if TYPE_CHECKING:
    from spacy.tokens import Token

_AWAITING = frozenset({"until", "till", "once", "when", "after", "before", "as", "provided"})
_CONDITIONS = frozenset({"if", "unless", "provided", "assuming"})
_AIMS = frozenset(
    {"hope", "wish", "purpose", "aim", "goal", "plan", "task", "idea", "intention", "objective", "decision", "promise"}
)
_NEEDS = frozenset({"need", "reason", "date", "time", "desire", "interest"})
_REFUSALS = frozenset({"refusal", "failure", "inability"})
_HOPE = frozenset(
    {"hope", "expect", "believe", "think", "doubt", "fear", "hint", "possible", "likely", "want", "wish", "like"}
)
_MAX_DEPTH = 6


def read_verb(verb: "Token", lexicon: Lexicon, *, fact: bool = False, depth: int = 0) -> Reading:
    """The status that the sentence gives to a verb. `fact`: its class is a standing fact."""
    if depth > _MAX_DEPTH:
        return Reading(status=Status.UNKNOWN, rule="status.imperative")
    reading = _governed(verb, lexicon, fact=fact, depth=depth)
    if reading is None:
        reading = read_tense(verb, reported=is_reported(verb, lexicon), fact=fact, lexicon=lexicon)
        reading = _shared(verb, reading, lexicon, fact=fact, depth=depth)
    return _in_clause(verb, reading, lexicon, depth=depth)


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


def _shared(verb: "Token", reading: Reading, lexicon: Lexicon, *, fact: bool, depth: int) -> Reading:
    """A second verb without a tense of its own shares the reading of the first: is expected to meet and sign."""
    bare = verb.dep_ == "conj" and reading.rule in ("status.infinitive", "status.gerund", "status.participle")
    if bare and verb.head.pos_ in ("VERB", "AUX"):
        return read_verb(verb.head, lexicon, fact=fact, depth=depth + 1)
    if verb.dep_ == "advcl" and reading.rule == "status.gerund" and not list(_marks(verb)):
        main = read_verb(verb.head, lexicon, depth=depth + 1)
        return replace(main, cue=None) if main.status in (Status.PLANNED, Status.POSSIBLE) else reading
    return reading


def governor(verb: "Token") -> "Token | None":
    """The verb, adjective or noun whose infinitive or gerund this is: *set* to be signed, *plan* to sign."""
    if verb.dep_ in ("xcomp", "ccomp", "acl", "advcl", "relcl", "acomp", "oprd"):
        group = verb_group(verb)
        if group.infinitive or (verb.tag_ == "VBG" and verb.dep_ == "xcomp") or verb.dep_ in ("acomp", "oprd"):
            return verb.head
    return None


def _governed(verb: "Token", lexicon: Lexicon, *, fact: bool, depth: int) -> Reading | None:
    head = governor(verb)
    if head is None or head == verb:
        return None
    if head.pos_ in ("NOUN", "PROPN"):
        return _by_noun(verb, head)
    outer = (
        read_verb(head, lexicon, depth=depth + 1)
        if head.pos_ in ("VERB", "AUX")
        else _of_adjective(head, lexicon, depth=depth)
    )
    reading = _by_head(verb, head, outer, lexicon)
    if reading is None:
        return None
    if fact and reading.status is Status.PLANNED:
        reading = replace(reading, status=Status.STATE, rule="status.fact_announced")
    return reading.carried_by(head, *outer.carriers)


def _of_adjective(adjective: "Token", lexicon: Lexicon, *, depth: int) -> Reading:
    if adjective.head.pos_ in ("VERB", "AUX") and adjective.dep_ in ("acomp", "oprd", "attr", "xcomp"):
        return read_verb(adjective.head, lexicon, depth=depth + 1).carried_by(adjective.head)
    return Reading(status=Status.UNKNOWN, rule="status.infinitive")


def _by_noun(verb: "Token", noun: "Token") -> Reading:
    word = lemma(noun)
    if word in _REFUSALS:
        return Reading(status=Status.NEGATED, rule="status.refused", cue=noun)
    none = has_word(noun, "no")
    if none is not None and (word in _AIMS or word in _NEEDS):
        return Reading(status=Status.NEGATED, rule="status.no_plan", cue=none)
    if word in _AIMS:
        return Reading(status=Status.PLANNED, rule="status.expected", cue=noun, strength=Strength.SOFT, past_plan=False)
    if child(verb, "auxpass") is not None:
        wanted = noun.head.pos_ in ("VERB", "AUX") and lemma(noun.head) in _HOPE
        strength = Strength.SOFT if wanted else Strength.FIRM
        return Reading(status=Status.PLANNED, rule="status.to_be", cue=child(verb, "aux"), strength=strength)
    return Reading(status=Status.UNKNOWN, rule="status.infinitive")


def _by_head(verb: "Token", head: "Token", outer: Reading, lexicon: Lexicon) -> Reading | None:  # noqa: PLR0911 - one return a rule
    word, phrasal = lemma(head), with_particle(head)
    negated = outer.status is Status.NEGATED or child(head, "neg") is not None
    if outer.rule == "status.no_longer":
        return Reading(status=Status.CANCELLED, rule="status.no_longer", cue=outer.cue)
    for table, status, rule in (
        ("operators.postponed", Status.POSTPONED, "operator.postponed"),
        ("operators.cancelled", Status.CANCELLED, "operator.cancelled"),
        ("operators.suspended", Status.SUSPENDED, "operator.suspended"),
    ):
        if verb.tag_ == "VBG" and lexicon.cue(table, phrasal) and outer.status is Status.HAPPENED:
            return Reading(status=status, rule=rule, cue=head)
    if word == "be":
        return _to_be(verb, head, outer, negated=negated, lexicon=lexicon)
    if word in ("have", "go") and (group := verb_group(verb)).infinitive:
        if any(c.lower_ == "yet" for c in head.children):
            return Reading(status=Status.NEGATED, rule="status.not_yet", cue=head)
        rule = "status.will" if word == "go" else "status.must"
        return Reading(status=Status.PLANNED if word == "go" else Status.UNKNOWN, rule=rule, cue=group.verb.head)
    if lexicon.cue("governors.refused", word):
        return Reading(status=Status.UNKNOWN if negated else Status.NEGATED, rule="status.refused", cue=head)
    if negated:
        return Reading(status=Status.NEGATED, rule="status.negated", cue=outer.cue or child(head, "neg"))
    if child(verb, "nsubj") is not None and lexicon.cue("governors.requested", word) and word != "expect":
        return Reading(status=Status.UNKNOWN, rule="status.requested", cue=head)
    if (plan := _plan(head, word, outer, lexicon)) is not None:
        return plan
    return _other_head(head, word, outer, lexicon)


def _to_be(verb: "Token", head: "Token", outer: Reading, *, negated: bool, lexicon: Lexicon) -> Reading:
    subject = child(head, "nsubj", "nsubjpass")
    if subject is not None and lemma(subject) in _AIMS:
        return Reading(status=Status.PLANNED, rule="status.purpose", cue=subject, strength=Strength.SOFT)
    if negated:
        return Reading(status=Status.NEGATED, rule="status.negated", cue=outer.cue)
    if child(verb, "aux") is None:
        return Reading(status=Status.UNKNOWN, rule="status.infinitive")
    past = head.tag_ == "VBD" or old_word(head) is not None
    if past and not is_reported(head, lexicon):
        return Reading(status=Status.PLANNED, rule="status.old_plan", cue=head, background=True)
    if verb_group(verb).have is not None:
        return Reading(status=Status.COUNTERFACTUAL, rule="status.would_have", cue=head)
    return Reading(status=Status.PLANNED, rule="status.to_be", cue=head)


def _plan(head: "Token", word: str, outer: Reading, lexicon: Lexicon) -> Reading | None:
    """Set, due, planned, expected, agreed to: a plan, as firm as the word, as old as its tense."""
    for table, rule, strength in (
        ("governors.firm", "status.set_to", Strength.FIRM),
        ("governors.promised", "status.promised", Strength.FIRM),
        ("governors.soft", "status.expected", Strength.SOFT),
    ):
        if not lexicon.cue(table, word):
            continue
        if outer.status is Status.POSSIBLE or outer.rule == "status.if_clause":
            return replace(outer, cue=head)
        tense_of = head if head.pos_ in ("VERB", "AUX") else head.head
        perfect = verb_group(tense_of).have is not None and verb_group(tense_of).finite == "VBD"
        if old_word(head) is not None or old_word(tense_of) is not None or perfect:
            return Reading(status=Status.PLANNED, rule="status.old_plan", cue=head, strength=strength, background=True)
        past = outer.status is Status.HAPPENED and verb_group(tense_of).have is None
        past = past and rule != "status.promised" and not is_reported(tense_of, lexicon)
        return Reading(status=Status.PLANNED, rule=rule, cue=head, strength=strength, past_plan=past)
    return None


def _other_head(head: "Token", word: str, outer: Reading, lexicon: Lexicon) -> Reading | None:  # noqa: PLR0911 - one return a rule
    if lexicon.cue("governors.achieved", word):
        return replace(outer, rule="status.achieved", cue=head)
    if lexicon.cue("governors.begun", word):
        status = Status.ONGOING if outer.status in (Status.HAPPENED, Status.UNKNOWN) else outer.status
        return replace(outer, status=status, rule="status.begun", cue=head)
    if lexicon.cue("governors.attempted", word):
        return Reading(status=Status.UNKNOWN, rule="status.attempted", cue=head)
    if lexicon.cue("governors.requested", word):
        return Reading(status=Status.UNKNOWN, rule="status.requested", cue=head)
    if lexicon.cue("governors.possible", word):
        return Reading(status=Status.POSSIBLE, rule="status.may", cue=head)
    if outer.status is Status.PLANNED:
        return Reading(status=Status.PLANNED, rule="status.purpose", cue=outer.cue, strength=outer.strength)
    return Reading(status=Status.UNKNOWN, rule="status.infinitive", cue=head)


def _marks(verb: "Token") -> "list[Token]":
    """Conjunctions that open the verb's clause, and the preposition that takes it: once, until, after signing."""
    marks = [c for c in verb.children if c.dep_ in ("mark", "advmod", "prep") and c.i < verb.i]
    if verb.dep_ == "pcomp" and verb.head.dep_ == "prep":
        marks.append(verb.head)
    return marks


def _in_clause(verb: "Token", reading: Reading, lexicon: Lexicon, *, depth: int) -> Reading:
    """What the clause around the verb does to its reading: if, until, once, after, whether, denied reports."""
    clause = verb
    while clause.dep_ == "conj" and clause.head.pos_ in ("VERB", "AUX"):
        clause = clause.head
    words = {mark.lower_: mark for mark in _marks(clause)}
    if "whether" in words:
        return Reading(status=Status.UNKNOWN, rule="status.whether", cue=words["whether"])
    if found := next((words[w] for w in _CONDITIONS if w in words), None):
        return Reading(status=Status.CONDITIONAL, rule="status.if_clause", cue=found)
    if "without" in words:
        return Reading(status=Status.NEGATED, rule="status.negated", cue=words["without"])
    mark = next((words[w] for w in words if w in _AWAITING), None)
    if mark is not None and clause.dep_ in ("advcl", "pcomp"):
        main = clause.head if clause.dep_ == "advcl" else clause.head.head
        return _timed_clause(reading, mark, main, lexicon, depth=depth)
    if (denial := denied(clause, lexicon)) is not None:
        return denial
    if clause.dep_ == "ccomp" and lemma(clause.head) in _HOPE and reading.status is Status.PLANNED:
        reading = replace(reading, strength=Strength.SOFT)
    return _with_condition(verb, reading)


def _timed_clause(reading: Reading, mark: "Token", main: "Token", lexicon: Lexicon, *, depth: int) -> Reading:  # noqa: PLR0911 - one return a rule
    word = mark.lower_
    if main.pos_ not in ("VERB", "AUX"):
        return reading
    outer = read_verb(main, lexicon, depth=depth + 1)
    past = outer.status in (Status.HAPPENED, Status.POSTPONED, Status.CANCELLED) or (
        outer.status in (Status.STATE, Status.NEGATED) and verb_group(main).finite == "VBD"
    )
    if word == "as" and "soon" not in mark.sent.text.casefold():
        return reading
    if word == "before":
        rule = "status.before_past" if past else "status.awaited"
        return Reading(status=Status.UNKNOWN if past else Status.PLANNED, rule=rule, cue=mark, strength=Strength.SOFT)
    if word in ("until", "till"):
        status = Status.HAPPENED if past and reading.rule == "status.past" else Status.CONDITIONAL
        return Reading(
            status=status, rule="status.after_past" if status is Status.HAPPENED else "status.awaited", cue=mark
        )
    if not past and reading.status in (Status.HAPPENED, Status.UNKNOWN) and reading.rule != "status.past":
        return Reading(status=Status.CONDITIONAL, rule="status.awaited", cue=mark)
    if past and reading.status is Status.UNKNOWN and word in ("after", "when", "once"):
        return Reading(status=Status.HAPPENED, rule="status.after_past", cue=mark)
    return reading


def _with_condition(verb: "Token", reading: Reading) -> Reading:
    """A plan with an if, unless, once or subject to beside it is held under that condition."""
    refused = reading.status is Status.NEGATED and verb_group(verb).modal == "will"
    if reading.status not in OPEN and not refused:
        return reading
    for clause in (c for c in verb.children if c.dep_ in ("advcl", "prep")):
        words = {c.lower_ for c in clause.children if c.dep_ in ("mark", "advmod")} | {clause.lower_}
        if words & (_CONDITIONS | {"once", "subject", "pending"}) or (clause.lower_ == "if"):
            if refused:
                return replace(reading, status=Status.CONDITIONAL, condition=clause, rule="status.conditional_plan")
            plan = reading.status is Status.PLANNED
            return replace(
                reading,
                condition=clause,
                strength=Strength.CONDITIONAL if plan else reading.strength,
                rule="status.conditional_plan" if plan else reading.rule,
            )
    return reading
