"""What governs an infinitive or gerund, and what follows from it: managed to, refused to, plan to, forced to."""

from dataclasses import replace
from typing import TYPE_CHECKING

from tracker.claims.parse import child, has_word, lemma, with_particle
from tracker.claims.reading import Reading
from tracker.claims.status.in_vain import came_to_nothing, in_vain, is_attempt, succeeded
from tracker.claims.status.purposes import aim_or_result, done_by
from tracker.claims.status.tense import WISHES, is_reported, old_word, verb_group
from tracker.claims.tables import Lexicon
from tracker.model import Status, Strength

if TYPE_CHECKING:
    from spacy.tokens import Token

AIMS = frozenset(
    {"hope", "wish", "purpose", "aim", "goal", "plan", "task", "idea", "intention", "objective", "decision", "promise"}
)
_NEEDS = frozenset({"need", "reason", "date", "time", "desire", "interest"})
HOPE = frozenset(
    {"hope", "expect", "believe", "think", "doubt", "fear", "hint", "possible", "likely", "want", "wish", "like"}
)
ORDINALS = frozenset({"first", "second", "third", "last", "latest", "only", "next", "one", "few", "youngest", "oldest"})
#: Refusing words that, negated, say that it was done: didn't fail to.
_OMITTED = frozenset({"fail", "forget", "neglect", "omit", "hesitate"})
#: Those of them that say that it was tried: failed to agree.
_FAILING = frozenset({"fail", "unable", "struggle"})
#: Guesses: what is believed to have been done may have been.
_GUESSED = frozenset(
    {
        "believe",
        "think",
        "rumour",
        "rumor",
        "allege",
        "reckon",
        "estimate",
        "suspect",
        "fear",
        "seem",
        "appear",
        "claim",
    }
)
_DONE = (Status.HAPPENED, Status.STATE, Status.ONGOING)
_ENDINGS = (
    ("operators.postponed", Status.POSTPONED, "operator.postponed"),
    ("operators.cancelled", Status.CANCELLED, "operator.cancelled"),
    ("operators.suspended", Status.SUSPENDED, "operator.suspended"),
)


def by_noun(verb: "Token", noun: "Token", above: Reading | None, lexicon: Lexicon) -> Reading:  # noqa: PLR0911 - one return a rule
    """An infinitive beside a noun: plan to, refusal to, the first to. `above`: what the noun's own verb says."""
    word = lemma(noun)
    if lexicon.cue("noun.negative", word):
        return Reading(status=Status.NEGATED, rule="status.refused", cue=noun)
    none = has_word(noun, "no")
    if none is not None and (word in AIMS or word in _NEEDS or _is_aim(word, lexicon)):
        return Reading(status=Status.NEGATED, rule="status.no_plan", cue=none)
    if above is not None and above.status in _DONE and is_attempt(noun):
        if (vain := came_to_nothing(noun, lexicon)) is not None:
            return Reading(status=Status.NEGATED, rule="status.failed", cue=vain, background=above.background)
        if (deed := succeeded(noun)) is not None:
            return replace(above, rule="status.achieved", cue=deed)
    if above is not None and above.status in _DONE and _is_taken(noun, lexicon):
        return replace(above, rule="status.taken", cue=noun.head)
    if _is_aim(word, lexicon) and (ended := _ended_plan(noun, above, lexicon)) is not None:
        return ended
    if lexicon.cue("noun.firm", word):
        return Reading(status=Status.PLANNED, rule="status.expected", cue=noun, strength=Strength.SOFT, past_plan=False)
    ordinal = next((c for c in noun.children if c.lower_ in ORDINALS), None)
    if (ordinal is not None or word in ORDINALS) and not lexicon.cue("noun.open", word):
        status = above.status if above is not None and above.status not in _DONE else Status.HAPPENED
        return Reading(status=status, rule="status.first_to", cue=ordinal or noun)
    if child(verb, "auxpass") is not None:
        wanted = noun.head.pos_ in ("VERB", "AUX") and lemma(noun.head) in HOPE
        strength = Strength.SOFT if wanted else Strength.FIRM
        return Reading(status=Status.PLANNED, rule="status.to_be", cue=child(verb, "aux"), strength=strength)
    if lexicon.cue("noun.open", word):
        return Reading(status=Status.POSSIBLE, rule="status.open_noun", cue=noun)
    if above is not None and noun.dep_ == "dobj" and above.status in (Status.PLANNED, Status.POSSIBLE):
        # "Will need a licence to build": done only with what is to be done.
        return replace(above, rule="status.shared", cue=above.cue)
    return Reading(status=Status.UNKNOWN, rule="status.infinitive")


def _is_taken(noun: "Token", lexicon: Lexicon) -> bool:
    """Whether a chance, a right or an option was used: took the opportunity to, exercised its option to."""
    word = lemma(noun.head)
    held = word in ("get", "have", "enjoy", "find")
    used = (
        noun.dep_ == "dobj" and lexicon.cue("complement.taking", word) and lexicon.cue("complement.taken", lemma(noun))
    )
    return used and (not held or lemma(noun) in ("honour", "honor", "pleasure", "courage", "nerve", "time"))


def _is_aim(word: str, lexicon: Lexicon) -> bool:
    return lexicon.cue("noun.firm", word) or lexicon.cue("noun.open", word)


def _ended_plan(noun: "Token", above: Reading | None, lexicon: Lexicon) -> Reading | None:
    """Scrapped a plan to build, the proposal to merge was rejected: what was to be done is off as well."""
    verb = noun.head
    if above is None or noun.dep_ not in ("dobj", "nsubjpass") or above.status not in _DONE:
        return None
    for table, status, rule in _ENDINGS:
        if lexicon.cue(table, with_particle(verb)):
            return Reading(status=status, rule=rule, cue=verb, background=above.background)
    if lexicon.cue("speech.deny", lemma(verb)) or lexicon.cue("object.averted", lemma(verb)):
        return Reading(status=Status.NEGATED, rule="status.no_plan", cue=verb)
    return None


def by_head(  # noqa: PLR0911 - one return a rule
    verb: "Token", head: "Token", outer: Reading, lexicon: Lexicon
) -> Reading | None:
    """An infinitive or gerund below a verb or adjective, whose own reading is `outer`."""
    word, phrasal = lemma(head), with_particle(head)
    negated = outer.status is Status.NEGATED or child(head, "neg") is not None
    if outer.rule == "status.generic":
        return outer
    if outer.rule == "status.no_longer":
        return Reading(status=Status.CANCELLED, rule="status.no_longer", cue=outer.cue)
    for table, status, rule in _ENDINGS:
        if verb.tag_ == "VBG" and lexicon.cue(table, phrasal) and outer.status is Status.HAPPENED:
            return Reading(status=status, rule=rule, cue=head)
    if word == "be":
        return _to_be(verb, head, outer, negated=negated, lexicon=lexicon)
    going = word == "have" or (word == "go" and verb_group(head).progressive)
    if going and (group := verb_group(verb)).infinitive:
        if any(c.lower_ == "yet" for c in head.children):
            return Reading(status=Status.NEGATED, rule="status.not_yet", cue=head)
        rule = "status.will" if word == "go" else "status.must"
        if word == "go" and verb_group(head).finite == "VBD" and not is_reported(head, lexicon):
            return Reading(status=Status.PLANNED, rule="status.old_plan", cue=head, background=True)
        return Reading(status=Status.PLANNED if word == "go" else must(head), rule=rule, cue=group.verb.head)
    if (left := _left_undone(verb, head, outer, negated=negated, lexicon=lexicon)) is not None:
        return left
    if negated:
        return Reading(status=Status.NEGATED, rule="status.negated", cue=outer.cue or child(head, "neg"))
    if child(verb, "nsubj") is not None and lexicon.cue("governors.requested", word) and word != "expect":
        return Reading(status=Status.POSSIBLE, rule="status.requested", cue=head)
    if (plan := _plan(head, word, outer, lexicon)) is not None:
        return plan
    return _other_head(verb, head, outer, lexicon)


def must(head: "Token") -> Status:
    """Has to, had to: a past necessity was met ("had to resign"), another is open."""
    return Status.HAPPENED if verb_group(head).finite == "VBD" else Status.POSSIBLE


def _left_undone(verb: "Token", head: "Token", outer: Reading, *, negated: bool, lexicon: Lexicon) -> Reading | None:
    """Refused, failed, avoided, stopped, pretended: not done. Negated, some of them say that it was."""
    word = lemma(head)
    gerund = verb.tag_ == "VBG"
    if lexicon.cue("complement.pretended", word):
        status = Status.UNKNOWN if negated else Status.NEGATED
        return Reading(status=status, rule="status.pretended", cue=head)
    refused = lexicon.cue("governors.refused", word) or (gerund and lexicon.cue("complement.prevented", word))
    stopped = gerund and lexicon.cue("complement.stopped", with_particle(head), word)
    if not refused and not stopped:
        return None
    rule = ("status.failed" if word in _FAILING else "status.refused") if refused else "status.stopped"
    if negated:
        done = word in _OMITTED or stopped
        status = (Status.ONGOING if stopped else Status.HAPPENED) if done else Status.UNKNOWN
        return Reading(status=status, rule=rule, cue=head)
    if outer.status in (Status.POSSIBLE, Status.CONDITIONAL):
        return replace(outer, rule=rule, cue=head)
    return Reading(status=Status.SUSPENDED if stopped else Status.NEGATED, rule=rule, cue=head)


def _to_be(  # noqa: PLR0911 - one return a rule
    verb: "Token", head: "Token", outer: Reading, *, negated: bool, lexicon: Lexicon
) -> Reading:
    subject = child(head, "nsubj", "nsubjpass")
    original = subject is not None and has_word(subject, "original", "initial", "earlier", "first", "old", "previous")
    if subject is not None and lemma(subject) in AIMS and (head.tag_ == "VBD" or original) and not negated:
        # "The plan was to sign in October": what was meant then.
        return Reading(status=Status.PLANNED, rule="status.old_plan", cue=subject, background=True)
    if subject is not None and lemma(subject) in AIMS:
        # "The aim was to open in May": what was once aimed at moves nothing.
        old = outer.rule in ("status.past", "status.perfect") or verb_group(head).finite == "VBD"
        return Reading(
            status=Status.PLANNED, rule="status.purpose", cue=subject, strength=Strength.SOFT,
            past_plan=old, background=old,
        )  # fmt: skip
    if negated:
        return Reading(status=Status.NEGATED, rule="status.negated", cue=outer.cue)
    judged = child(head, "acomp")
    if child(verb, "aux") is None or (judged is not None and lexicon.cue("complement.weighing", lemma(judged))):
        return Reading(status=Status.UNKNOWN, rule="status.infinitive")
    past = head.tag_ == "VBD" or old_word(head) is not None
    if past and not is_reported(head, lexicon):
        return Reading(status=Status.PLANNED, rule="status.old_plan", cue=head, background=True)
    if verb_group(verb).have is not None:
        return Reading(status=Status.COUNTERFACTUAL, rule="status.would_have", cue=head)
    return Reading(status=Status.PLANNED, rule="status.to_be", cue=head)


def _plan(head: "Token", word: str, outer: Reading, lexicon: Lexicon) -> Reading | None:
    """Set, due, planned, expected, agreed to: a plan, as firm as the word, as old as its tense."""
    phrasal = with_particle(head)
    for table, rule, strength in (
        ("governors.firm", "status.set_to", Strength.FIRM),
        ("governors.promised", "status.promised", Strength.FIRM),
        ("governors.soft", "status.expected", Strength.SOFT),
    ):
        if not lexicon.cue(table, word) or (word == "set" and phrasal not in ("set", "set out")):
            continue
        if outer.status is Status.POSSIBLE or outer.rule == "status.if_clause":
            return replace(outer, cue=head)
        tense_of = head if head.pos_ in ("VERB", "AUX") else head.head
        perfect = verb_group(tense_of).have is not None and verb_group(tense_of).finite == "VBD"
        if old_word(head) is not None or old_word(tense_of) is not None or perfect:
            return Reading(status=Status.PLANNED, rule="status.old_plan", cue=head, strength=strength, background=True)
        past = outer.status is Status.HAPPENED and verb_group(tense_of).have is None
        if word == "about" and verb_group(tense_of).finite == "VBD" and not is_reported(tense_of, lexicon):
            return Reading(status=Status.PLANNED, rule="status.old_plan", cue=head, strength=strength, background=True)
        past = past and rule != "status.promised" and not is_reported(tense_of, lexicon)
        return Reading(status=Status.PLANNED, rule=rule, cue=head, strength=strength, past_plan=past)
    return None


def _other_head(verb: "Token", head: "Token", outer: Reading, lexicon: Lexicon) -> Reading | None:  # noqa: PLR0911 - one return a rule
    word = lemma(head)
    if lexicon.cue("governors.achieved", word) or (word == "able" and outer.status is Status.HAPPENED):
        return replace(outer, rule="status.achieved", cue=head)
    if lexicon.cue("governors.begun", word):
        known = (*_DONE, Status.UNKNOWN)
        return replace(
            outer, status=Status.ONGOING if outer.status in known else outer.status, rule="status.begun", cue=head
        )
    if lexicon.cue("governors.attempted", word):
        if outer.status is Status.HAPPENED and (vain := in_vain(head)) is not None:
            return Reading(status=Status.NEGATED, rule="status.failed", cue=vain)
        return Reading(status=Status.POSSIBLE, rule="status.attempted", cue=head)
    if lexicon.cue("complement.performed", lemma(verb)) and verb_group(head).modal == "would":
        return Reading(status=Status.HAPPENED, rule="status.performed", cue=verb)
    if verb_group(head).modal == "would" and word in WISHES:
        return Reading(status=Status.PLANNED, rule="status.expected", cue=head, strength=Strength.SOFT)
    if lexicon.cue("complement.felt", word):
        return replace(outer, rule="status.felt", cue=head)
    done = done_by(verb, head, outer, lexicon) if verb_group(verb).infinitive else None
    if (reading := done or _seeming(verb, head, outer, lexicon)) is not None:
        return reading
    bare = not verb_group(verb).infinitive or verb_group(head).passive
    makes = word != "make" or bare  # "made changes to please the court" forces nobody
    if lexicon.cue("complement.compelled", word) and makes and outer.rule != "status.participle":
        return replace(outer, rule="status.compelled", cue=head)
    if lexicon.cue("governors.requested", word):
        return Reading(status=Status.POSSIBLE, rule="status.requested", cue=head)
    if lexicon.cue("governors.possible", word):
        return Reading(status=Status.POSSIBLE, rule="status.may", cue=head)
    return aim_or_result(verb, head, outer, lexicon)


def _seeming(verb: "Token", head: "Token", outer: Reading, lexicon: Lexicon) -> Reading | None:
    """Said to be, appears to have, reported losing, used to meet: what is told of, as its own form has it."""
    word, group = lemma(head), verb_group(verb)
    if not lexicon.cue("complement.seeming", word) or not (group.infinitive or verb.tag_ == "VBG"):
        return None
    passive = verb_group(head).passive
    if word == "use":
        past = head.lower_ == "used" and not passive
        return Reading(status=Status.HAPPENED, rule="status.seeming", cue=head) if past else None
    if group.infinitive and not passive and lexicon.cue("speech.say", word) and word not in ("claim", "report"):
        return None
    if group.have is not None and outer.status in _DONE:
        status = Status.POSSIBLE if word in _GUESSED else Status.HAPPENED
        return Reading(status=status, rule="status.seeming", cue=head)
    if group.infinitive and outer.status in _DONE:
        # "Seems to be", "is believed to own": a guess; "is said to own" is what a source tells.
        status = Status.ONGOING if group.progressive else Status.STATE
        guessed = word in _GUESSED and (word != "claim" or passive)
        status = Status.POSSIBLE if guessed else status
        return Reading(status=status, rule="status.seeming", cue=head)
    return replace(outer, rule="status.seeming", cue=head)
