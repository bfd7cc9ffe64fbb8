"""The status of event nouns that a verb governs: hold talks, the visit took place, the signing was postponed."""

from dataclasses import replace
from typing import TYPE_CHECKING

from tracker.claims.figures.quantities import count_of
from tracker.claims.mentions.entities import is_document
from tracker.claims.parse import child, children, has_word, lemma, with_particle
from tracker.claims.reading import NominalReading, Reading, named_only
from tracker.claims.status.in_vain import came_to_nothing
from tracker.claims.status.standstill import let_go, still
from tracker.claims.status.tense import verb_group
from tracker.claims.status.verbs import read_verb
from tracker.claims.tables import NO_FORM, ClassForm, Lexicon
from tracker.model import Status, Strength

if TYPE_CHECKING:
    from spacy.tokens import Token

ENDINGS = {
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
#: What is due to do this has begun: the day is its end.
_LASTING = frozenset({"last", "continue", "run", "remain", "end", "expire", "conclude"})
#: Verbs by which an event is set up: ordered a recount; called an election, where a day to come is named.
_ORDERED = frozenset({"order", "call"})
_ON_HOLD = {
    "hold": Status.SUSPENDED, "ice": Status.SUSPENDED, "standstill": Status.SUSPENDED, "limbo": Status.SUSPENDED,
    "abeyance": Status.SUSPENDED, "pause": Status.SUSPENDED, "doubt": Status.UNKNOWN, "way": Status.ONGOING,
}  # fmt: skip
#: What is said to be so has been called off, put off or on hold: the merger is dead.
_STATES = {
    "off": Status.CANCELLED, "cancelled": Status.CANCELLED, "canceled": Status.CANCELLED, "scrapped": Status.CANCELLED,
    "dead": Status.CANCELLED, "frozen": Status.SUSPENDED, "suspended": Status.SUSPENDED, "paused": Status.SUSPENDED,
    "stalled": Status.SUSPENDED, "halted": Status.SUSPENDED, "postponed": Status.POSTPONED, "delayed": Status.POSTPONED,
}  # fmt: skip


def read_governed(  # noqa: PLR0911 - one return a rule
    noun: "Token", lexicon: Lexicon, form: ClassForm = NO_FORM
) -> NominalReading:
    """The status that the verb gives to the noun that is its subject or object."""
    verb = noun.head
    phrasal, word = with_particle(verb), lemma(verb)
    outer = read_verb(verb, lexicon)
    if ENDINGS.get(lemma(noun)) is not None:
        return NominalReading(reading=_ending(noun, outer), verb=verb)
    if noun.dep_ == "attr" and child(verb, "expl") is not None:
        rule = "nominal.there"
        if has_word(noun, "no") is not None:
            return NominalReading(
                reading=Reading(status=Status.NEGATED, rule=rule, cue=has_word(noun, "no")), verb=verb
            )
        return NominalReading(reading=_with_rule(outer, rule, verb), verb=verb)
    vain = came_to_nothing(noun, lexicon) if outer.status is Status.HAPPENED else None
    if vain is not None and not lexicon.cue("operators.failed", phrasal):
        failed = replace(outer, status=Status.NEGATED, rule="nominal.without_result", cue=vain)
        return NominalReading(reading=failed.carried_by(verb), verb=verb)
    if word == "be" and noun.dep_ in ("nsubj", "nsubjpass"):
        return NominalReading(reading=_copula(verb, outer, lexicon), verb=verb)
    for table, status in (
        ("operators.postponed", Status.POSTPONED),
        ("operators.cancelled", Status.CANCELLED),
        ("operators.suspended", Status.SUSPENDED),
    ):
        off = _can_be_off(noun, lexicon) or phrasal in _CALLING_OFF
        if status is Status.CANCELLED and (noun.dep_ == "nsubj" or not off):
            continue  # sales dropped, jobs are axed: they are less, not called off
        if phrasal == "stay" and noun.dep_ not in ("dobj", "nsubjpass"):
            continue  # the ban stayed: it is there
        if lexicon.cue(table, phrasal) and not (word == "move" and noun.dep_ == "nsubj" and not _moved_date(verb)):
            return NominalReading(reading=_operated(verb, outer, status), verb=verb)
    if phrasal in _EARLIER and noun.dep_ in ("dobj", "nsubjpass") and _moved_date(verb):
        return NominalReading(reading=_scheduled(verb, outer), verb=verb)
    if still(verb) is not None:
        return NominalReading(reading=_operated(verb, outer, Status.SUSPENDED), verb=verb)
    if lexicon.cue("operators.denied", word) and noun.dep_ in ("dobj", "nsubjpass"):
        return NominalReading(reading=Reading(status=Status.DENIED, rule="nominal.denied", cue=verb), verb=verb)
    return _carried_out(noun, verb, outer, lexicon=lexicon, form=form)


#: Verbs that call off whatever they are said of; others also make things less, or leave them.
_CALLING_OFF = frozenset({"cancel", "call off", "abort", "scrub"})
#: Verbs by which an event is moved to an earlier day.
_EARLIER = frozenset({"bring forward", "move forward", "move up"})
#: Events that can be called off although the lexicon has no class for them.
_OCCASIONS = frozenset(
    {
        "concert", "match", "race", "parade", "festival", "fair", "tour", "wedding", "ceremony", "rally", "march",
        "game", "final", "exhibition", "gala", "dinner", "party", "celebration", "carnival", "conference", "show",
        "performance", "premiere", "tournament", "regatta", "derby", "event", "service", "procession", "expedition",
        "exercise", "drill", "sale", "auction", "session", "sitting", "screening", "reading", "lecture", "play",
    }
)  # fmt: skip


def _can_be_off(noun: "Token", lexicon: Lexicon) -> bool:
    """Whether the noun names an event, a plan or a document."""
    word = lemma(noun)
    return (
        word in _OCCASIONS
        or word in lexicon.nouns
        or lexicon.cue("noun.firm", word)
        or lexicon.cue("noun.open", word)
        or is_document(noun)
    )


def _carried_out(  # noqa: PLR0911 - one return a rule
    noun: "Token", verb: "Token", outer: Reading, *, lexicon: Lexicon, form: ClassForm
) -> NominalReading:
    phrasal, word = with_particle(verb), lemma(verb)
    passive_or_object = noun.dep_ in ("dobj", "nsubjpass")
    if noun.dep_ == "nsubj" and (lexicon.cue("operators.occur", phrasal, word) or _takes_place(verb)):
        return NominalReading(reading=_with_rule(outer, "nominal.occur", verb), verb=verb)
    if noun.dep_ == "nsubj" and (phrasal in form.occurs or word in form.occurs):
        return NominalReading(reading=_with_rule(outer, "nominal.occur", verb), verb=verb)
    if noun.dep_ == "nsubj" and lexicon.cue("operators.failed", phrasal):
        return NominalReading(reading=_with_rule(outer, "nominal.failed", verb, done=Status.NEGATED), verb=verb)
    if noun.dep_ == "nsubj" and lexicon.cue("operators.ended", phrasal):
        return NominalReading(reading=_with_rule(outer, "nominal.ended", verb), verb=verb)
    if noun.dep_ == "nsubj" and count_of(noun) is not None and word in _COUNTING:
        return NominalReading(reading=_with_rule(outer, "nominal.figure", verb), verb=verb)
    if passive_or_object and word == "announce":
        return NominalReading(reading=named_only(verb), verb=verb, announced=True)
    if passive_or_object and word in _ORDERED and (word == "order" or _has_day_ahead(verb)):
        reading = _scheduled(verb, outer)
        return NominalReading(reading=reading if _has_day_ahead(verb) else replace(reading, carriers=()), verb=verb)
    if passive_or_object and lexicon.cue("operators.scheduled", word) and phrasal not in form.light:
        if (none := has_word(noun, "no")) is not None:
            return NominalReading(reading=Reading(status=Status.NEGATED, rule="status.negated", cue=none), verb=verb)
        return NominalReading(reading=_scheduled(verb, outer), verb=verb)
    if passive_or_object and word == "make" and (told := child(verb, "acomp", "oprd", "xcomp")) is not None:
        # Made public, made possible, made clear: said of it, not done.
        known = Reading(status=Status.UNKNOWN, rule="nominal.made_known", cue=told)
        return NominalReading(reading=known, verb=verb, announced=told.lower_ in ("public", "known"))
    # Whoever fails an examination has had it.
    carries = (
        lexicon.cue("operators.light", phrasal) or phrasal in form.light or (word == "fail" and noun.dep_ == "dobj")
    )
    if passive_or_object and carries:
        reading = _with_rule(outer, "nominal.light_verb", verb)
        if has_word(noun, "no") is not None and reading.status is not Status.NEGATED:
            reading = Reading(status=Status.NEGATED, rule="status.negated", cue=has_word(noun, "no"))
        return NominalReading(reading=reading, verb=verb, light=True)
    return NominalReading(reading=named_only(), verb=verb)


def _has_day_ahead(verb: "Token") -> bool:
    """Whether the day stands after "for" or "by": called an election for May 11."""
    return any(
        c.lower_ in ("for", "by") and any(t.ent_type_ == "DATE" for t in c.subtree) for c in children(verb, "prep")
    )


def _with_rule(outer: Reading, rule: str, verb: "Token", *, done: Status = Status.HAPPENED) -> Reading:
    told = outer.status is Status.HAPPENED or (outer.status is Status.STATE and outer.rule != "status.present")
    status = done if told and (verb_group(verb).finite != "VBZ" or outer.rule == "status.headline") else outer.status
    # "Will not be delivered before April 4": its day is a floor, which the date rules tell by this one.
    # "Will not take place any time soon" is put off, which the ledger tells by its rule.
    rule = outer.rule if outer.rule in ("status.not_until", "status.not_soon") else rule
    return Reading(
        status=status, rule=rule, cue=outer.cue or verb, strength=outer.strength, background=outer.background,
        past_plan=outer.past_plan, carriers=(verb, *outer.carriers), condition=outer.condition,
    )  # fmt: skip


def _takes_place(verb: "Token") -> bool:
    dobj = child(verb, "dobj")
    under_way = lemma(verb) == "get" and any(
        t.lower_ == "underway" or (t.lower_ == "way" and t.head.lower_ == "under") for t in verb.subtree
    )
    return under_way or (lemma(verb) == "take" and dobj is not None and dobj.lower_ == "place")


def _moved_date(verb: "Token") -> bool:
    return any(t.ent_type_ in ("DATE", "TIME") for c in children(verb, "prep") for t in c.subtree)


def let_go_of(noun: "Token", lexicon: Lexicon) -> NominalReading | None:
    """The reading of an event that a phrase gives up or stops: pulled the plug on the merger; None without one."""
    found = let_go(noun)
    if found is None:
        return None
    verb, status = found
    outer = read_verb(verb, lexicon)
    if outer.status is Status.PLANNED:
        return None  # ready to walk away: it stands so far
    return NominalReading(reading=_operated(verb, outer, status), verb=verb)


def _ending(noun: "Token", outer: Reading) -> Reading:
    status = ENDINGS[lemma(noun)]
    if outer.status is Status.DENIED or outer.rule == "status.denied_report":
        return Reading(status=Status.UNKNOWN, rule="nominal.operator_open", cue=noun)
    return Reading(status=status, rule=_RULE_OF[status], cue=noun, carriers=(noun, noun.head))


def _operated(verb: "Token", outer: Reading, status: Status) -> Reading:
    """Postponed, cancelled, suspended: as said, unless that itself is only possible, denied or asked for."""
    done = outer.status in (Status.HAPPENED, Status.PLANNED, Status.ONGOING, Status.STATE) or (
        outer.rule == "status.present"
    )
    if outer.status in (Status.NEGATED, Status.DENIED):
        if with_particle(verb) == "rule out":
            return Reading(status=Status.POSSIBLE, rule="nominal.operator_open", cue=outer.cue or verb)
        rule = "nominal.still_on"
        return Reading(status=Status.PLANNED, rule=rule, cue=outer.cue or verb, strength=Strength.SOFT)
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


def _copula(  # noqa: PLR0911 - one return a rule
    verb: "Token", outer: Reading, lexicon: Lexicon
) -> Reading:
    """The visit is on hold, is off, is due on Friday, is possible, was on Friday, will be on Friday."""
    said = [c for c in verb.children if c.dep_ in ("prep", "acomp", "advmod", "attr")]
    for word in (
        t for c in said if c.lower_ != "behind" for t in (c, *children(c, "pobj", "conj", "amod", "advmod", "prt"))
    ):
        if word.lower_ in _ON_HOLD and word.dep_ == "pobj":
            status = _ON_HOLD[word.lower_]
            return Reading(status=status, rule="nominal.suspended", cue=word, carriers=(verb,))
        if (state := _STATES.get(word.lower_)) is not None:
            if outer.status in (Status.NEGATED, Status.DENIED):
                return Reading(status=Status.PLANNED, rule="nominal.still_on", cue=outer.cue, strength=Strength.SOFT)
            return Reading(status=state, rule=_RULE_OF[state], cue=word, carriers=(verb,))
        if any(lemma(t) in _LASTING for t in word.subtree if word.i < t.i <= word.i + 2):
            return Reading(status=Status.ONGOING, rule="nominal.lasting", cue=word, carriers=())
        if lexicon.cue("operators.scheduled", lemma(word)) or word.lower_ in lexicon.cues["adjectives.planned"]:
            return Reading(status=Status.PLANNED, rule="nominal.scheduled", cue=word, carriers=(verb, word))
        if word.lower_ in ("possible", "likely", "unlikely"):
            return Reading(status=Status.POSSIBLE, rule="status.may", cue=word, carriers=(verb, word))
    dated = any(t.ent_type_ == "DATE" for c in children(verb, "prep", "npadvmod") for t in c.subtree)
    if outer.status is Status.PLANNED or (dated and outer.status is Status.HAPPENED):
        return _with_rule(outer, "nominal.occur", verb)
    return named_only().carried_by(verb)
