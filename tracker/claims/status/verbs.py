"""The status of verbs: tense, then the verbs that govern them, then the clause they stand in.

Planned taken for happened is the costliest error: where the rules don't know, the status is unknown.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from tracker.claims.parse import child, lemma
from tracker.claims.reading import OPEN, Reading
from tracker.claims.status.denials import denied
from tracker.claims.status.gerunds import read_gerund
from tracker.claims.status.governors import HOPE, ORDINALS, by_head, by_noun
from tracker.claims.status.not_soon import not_soon
from tracker.claims.status.open_days import open_day
from tracker.claims.status.tense import is_headline, is_reported, read_tense, verb_group
from tracker.claims.tables import Lexicon
from tracker.model import Status, Strength

if TYPE_CHECKING:
    from spacy.tokens import Token

_AWAITING = frozenset({"until", "till", "once", "when", "after", "before", "as", "provided"})
_CONDITIONS = frozenset({"if", "unless", "provided", "assuming"})
_PROVISOS = frozenset({"provided", "providing", "assuming", "supposing"})
_AS_SOON = frozenset({"soon", "long"})
_MAX_DEPTH = 6


def read_verb(verb: "Token", lexicon: Lexicon, *, fact: bool = False, depth: int = 0) -> Reading:
    """The status that the sentence gives to a verb. `fact`: its class is a standing fact."""
    if depth > _MAX_DEPTH:
        return Reading(status=Status.UNKNOWN, rule="status.imperative")
    reading = _governed(verb, lexicon, fact=fact, depth=depth)
    if reading is None:
        reading = read_tense(verb, reported=is_reported(verb, lexicon), fact=fact, lexicon=lexicon)
        reading = _shared(verb, reading, lexicon, fact=fact, depth=depth)
    return _hedged(verb, not_soon(verb, _in_clause(verb, reading, lexicon, depth=depth)), lexicon)


def _hedged(verb: "Token", reading: Reading, lexicon: Lexicon) -> Reading:
    """Reportedly done may have been done; a plan that is hearsay is a soft one."""
    hedge = next((c for c in verb.children if c.dep_ == "advmod" and lexicon.cue("aspect.hedges", c.lower_)), None)
    if hedge is None or reading.status not in (Status.HAPPENED, Status.ONGOING, Status.PLANNED):
        return reading
    if reading.status is Status.PLANNED:
        return replace(reading, strength=Strength.SOFT)
    return Reading(status=Status.POSSIBLE, rule="status.hedged", cue=hedge)


def _shared(verb: "Token", reading: Reading, lexicon: Lexicon, *, fact: bool, depth: int) -> Reading:
    """A second verb without a tense of its own shares the reading of the first: is expected to meet and sign."""
    bare = verb.dep_ == "conj" and reading.rule in ("status.infinitive", "status.gerund", "status.participle")
    if bare and verb.head.pos_ in ("VERB", "AUX"):
        return read_verb(verb.head, lexicon, fact=fact, depth=depth + 1)
    if reading.rule == "status.gerund":
        found = read_gerund(verb, lexicon, lambda other: read_verb(other, lexicon, depth=depth + 1))
        return found or reading
    return reading


def governor(verb: "Token") -> "Token | None":
    """The verb, adjective or noun whose infinitive or gerund this is: *set* to be signed, *plan* to sign."""
    if verb.dep_ in ("xcomp", "ccomp", "acl", "advcl", "relcl", "acomp", "oprd"):
        group = verb_group(verb)
        if group.infinitive or (verb.tag_ == "VBG" and verb.dep_ == "xcomp") or verb.dep_ in ("acomp", "oprd"):
            return verb.head
        if verb.dep_ in ("ccomp", "xcomp") and verb.tag_ in ("VB", "VBN") and not group.finite and not group.modal:
            return verb.head
        if _is_seen(verb):
            return verb.head
    return None


def _is_seen(verb: "Token") -> bool:
    """A participle taken for a past: will see jets *delivered*, will have the roof *mended*."""
    bare = verb.tag_ == "VBD" and verb.dep_ == "ccomp" and child(verb, "mark", "aux", "auxpass") is None
    return bare and lemma(verb.head) in ("see", "have", "get", "leave", "keep") and child(verb.head, "aux") is not None


def _governed(verb: "Token", lexicon: Lexicon, *, fact: bool, depth: int) -> Reading | None:
    head = governor(verb)
    if head is None or head == verb:
        return None
    if _is_title_plan(verb):
        return Reading(status=Status.PLANNED, rule="status.to_be", cue=child(verb, "aux"))
    if head.pos_ in ("NOUN", "PROPN", "NUM") or head.lower_ in ORDINALS:
        above = head.head if head.head != head and head.head.pos_ in ("VERB", "AUX") else None
        told = read_verb(above, lexicon, depth=depth + 1) if above is not None else None
        if (negation := child(verb, "neg")) is not None:
            return Reading(status=Status.NEGATED, rule="status.negated", cue=negation)
        return by_noun(verb, head, told, lexicon)
    outer = (
        read_verb(head, lexicon, depth=depth + 1)
        if head.pos_ in ("VERB", "AUX")
        else _of_adjective(head, lexicon, depth=depth)
    )
    reading = by_head(verb, head, outer, lexicon)
    if reading is None:
        return None
    if (negation := child(verb, "neg")) is not None:
        # "Decided not to sign", "refused not to": the infinitive's own negation turns it round.
        status = Status.UNKNOWN if reading.status is Status.NEGATED else Status.NEGATED
        reading = Reading(status=status, rule="status.negated", cue=negation)
    if fact and reading.status is Status.PLANNED:
        reading = replace(reading, status=Status.STATE, rule="status.fact_announced")
    return reading.carried_by(head, *outer.carriers)


def _is_title_plan(verb: "Token") -> bool:
    """A headline's "Airline to buy ten jets", however it is parsed: a name, then the infinitive, no verb before."""
    to = child(verb, "aux")
    if to is None or to.tag_ != "TO" or to.i == verb.sent.start or not is_headline(verb):
        return False
    before = [t for t in verb.sent if t.i < to.i]
    names = before[-1].pos_ in ("NOUN", "PROPN") and (before[-1].pos_ == "PROPN" or before[0].pos_ in ("PROPN", "ADJ"))
    return names and not any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in before)


def _of_adjective(adjective: "Token", lexicon: Lexicon, *, depth: int) -> Reading:
    if adjective.head.pos_ in ("VERB", "AUX") and adjective.dep_ in ("acomp", "oprd", "attr", "xcomp", "advmod"):
        return read_verb(adjective.head, lexicon, depth=depth + 1).carried_by(adjective.head)
    return Reading(status=Status.UNKNOWN, rule="status.infinitive")


def _marks(verb: "Token") -> "list[Token]":
    """Conjunctions that open the verb's clause, and the preposition that takes it: once, until, after signing."""
    marks = [c for c in verb.children if c.dep_ in ("mark", "advmod", "prep") and c.i < verb.i]
    if verb.dep_ == "pcomp" and verb.head.dep_ == "prep":
        marks.append(verb.head)
    return marks


def _in_clause(  # noqa: PLR0911 - one return a rule
    verb: "Token", reading: Reading, lexicon: Lexicon, *, depth: int
) -> Reading:
    """What the clause around the verb does to its reading: if, until, once, after, whether, denied reports."""
    clause = verb
    while clause.dep_ == "conj" and clause.head.pos_ in ("VERB", "AUX"):
        clause = clause.head
    words = {mark.lower_: mark for mark in _marks(clause)}
    if reading.status is not Status.HAPPENED and (no_day := open_day(clause)) is not None:
        return no_day
    if clause.dep_ == "ROOT" and _is_asked(clause):
        return Reading(status=Status.UNKNOWN, rule="status.asked", cue=clause)
    if "whether" in words:
        return Reading(status=Status.UNKNOWN, rule="status.whether", cue=words["whether"])
    if found := next((words[w] for w in _CONDITIONS if w in words), None) or _proviso(clause):
        return Reading(status=Status.CONDITIONAL, rule="status.if_clause", cue=found)
    if (inverted := _inverted(clause)) is not None:
        unreal = inverted.lower_ == "had"
        status = Status.COUNTERFACTUAL if unreal else Status.CONDITIONAL
        return Reading(status=status, rule="status.if_clause", cue=inverted)
    if _is_supposed(clause):
        return Reading(status=Status.CONDITIONAL, rule="status.if_clause", cue=clause.head)
    if "without" in words:
        return Reading(status=Status.NEGATED, rule="status.negated", cue=words["without"])
    mark = next((words[w] for w in words if w in _AWAITING), None)
    if mark is not None and clause.dep_ in ("advcl", "pcomp"):
        main = clause.head if clause.dep_ == "advcl" else clause.head.head
        if main.lower_ in _AS_SOON:
            main = main.head
        return _timed_clause(reading, mark, main, lexicon, depth=depth)
    if (denial := denied(clause, lexicon)) is not None:
        return denial
    if clause.dep_ == "ccomp" and lemma(clause.head) in HOPE and reading.status is Status.PLANNED:
        reading = replace(reading, strength=Strength.SOFT)
    return _with_condition(verb, reading)


def _inverted(clause: "Token") -> "Token | None":
    """The auxiliary that opens a condition without an if: *should* the talks fail, *had* it rained."""
    if clause.dep_ not in ("advcl", "ccomp") or (subject := child(clause, "nsubj", "nsubjpass")) is None:
        return None
    opens = min(clause.subtree, key=lambda t: t.i)
    is_auxiliary = opens.dep_ in ("aux", "auxpass") and opens.lower_ in ("had", "should", "were")
    return opens if is_auxiliary and opens.head == clause and opens.i < subject.i else None


def _is_supposed(clause: "Token") -> bool:
    """Whether the reader is told to suppose it: *imagine* the bank collapses, *suppose* the court convicts him."""
    head = clause.head
    told = lemma(head) in ("suppose", "imagine", "assume", "say", "picture") and head.tag_ in ("VB", "VBP")
    return clause.dep_ == "ccomp" and told and head.dep_ == "ROOT" and child(head, "nsubj", "aux", "neg") is None


def _proviso(clause: "Token") -> "Token | None":
    """The "provided" or "on condition" that the clause hangs on."""
    head = clause.head
    if head.lower_ in _PROVISOS and clause.dep_ in ("ccomp", "pcomp", "advcl"):
        return head
    on_condition = head.lower_ == "condition" and head.dep_ == "pobj" and head.head.lower_ in ("on", "under")
    return head if on_condition and clause.dep_ in ("acl", "ccomp") else None


def _is_asked(verb: "Token") -> bool:
    """Whether a question asks if it is so: will he sign? Who, when and why ask for more of what is so."""
    if verb.sent[-1].text != "?" and (len(verb.sent) < 2 or verb.sent[-2].text != "?"):
        return False
    subject, first = child(verb, "nsubj", "nsubjpass"), child(verb, "aux", "auxpass")
    inverted = subject is not None and (first or verb).i < subject.i
    return inverted and not any(t.tag_.startswith("W") and t.i < verb.i for t in verb.subtree)


def _timed_clause(reading: Reading, mark: "Token", main: "Token", lexicon: Lexicon, *, depth: int) -> Reading:  # noqa: PLR0911 - one return a rule
    word = mark.lower_
    if main.pos_ not in ("VERB", "AUX"):
        return reading
    outer = read_verb(main, lexicon, depth=depth + 1)
    past = outer.status in (Status.HAPPENED, Status.POSTPONED, Status.CANCELLED) or (
        outer.status in (Status.STATE, Status.NEGATED) and verb_group(main).finite == "VBD"
    )
    if word == "as" and mark.head.head.lower_ not in _AS_SOON:
        return reading
    if reading.rule == "status.before_next":
        return reading
    if word == "before":
        rule = "status.before_past" if past else "status.awaited"
        return Reading(status=Status.UNKNOWN if past else Status.PLANNED, rule=rule, cue=mark, strength=Strength.SOFT)
    if word in ("until", "till"):
        status = Status.HAPPENED if past and reading.rule == "status.past" else Status.CONDITIONAL
        return Reading(
            status=status, rule="status.after_past" if status is Status.HAPPENED else "status.awaited", cue=mark
        )
    open_form = reading.status is Status.UNKNOWN or reading.rule == "status.present"
    if not past and (open_form or reading.status is Status.HAPPENED) and reading.rule != "status.past":
        return Reading(status=Status.CONDITIONAL, rule="status.awaited", cue=mark)
    if past and open_form and word in ("after", "when", "once"):
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
