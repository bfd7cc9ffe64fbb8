"""What something was done for, or what it ended in: met to sign, gathered to protest, fell to close at 12."""

from dataclasses import replace
from typing import TYPE_CHECKING

from tracker.claims.parse import child, children, has_word, lemma, with_particle
from tracker.claims.reading import Reading
from tracker.claims.status.tense import verb_group
from tracker.claims.tables import Lexicon
from tracker.model import Status, Strength

if TYPE_CHECKING:
    from spacy.tokens import Token

_DONE = (Status.HAPPENED, Status.STATE, Status.ONGOING)


def aim_or_result(  # noqa: PLR0911 - one return a rule
    verb: "Token", head: "Token", outer: Reading, lexicon: Lexicon
) -> Reading:
    """What something was done for, or what it ended in: met to sign, fell to close at 12."""
    if verb.tag_ == "VBG" and lexicon.cue("operators.containing", lemma(head)) and _is_plans(head, lexicon):
        return Reading(status=Status.PLANNED, rule="status.expected", cue=head, strength=Strength.SOFT)
    if verb.tag_ == "VBG" or not verb_group(verb).infinitive:
        return replace(outer, rule="status.shared", cue=head)
    too = has_word(head, "too")
    if head.lower_ == "enough" or has_word(head, "enough") is not None:
        if outer.status is Status.STATE:
            return Reading(status=Status.POSSIBLE, rule="status.shared", cue=head)
        return replace(outer, rule="status.shared", cue=head)
    if too is not None:
        return Reading(status=Status.NEGATED, rule="status.too", cue=too)
    word = lemma(head)
    moved = outer.status is Status.HAPPENED and lexicon.cue("complement.moved", word, with_particle(head))
    if moved and lexicon.cue("complement.ended_in", lemma(verb)):
        return Reading(status=Status.HAPPENED, rule="status.result", cue=head)
    if outer.status in (Status.POSSIBLE, Status.CONDITIONAL) and head.pos_ != "ADJ":
        return replace(outer, rule="status.shared")
    if head.pos_ == "ADJ" or lexicon.cue("complement.weighing", word):
        return Reading(status=Status.UNKNOWN, rule="status.infinitive", cue=head)
    if outer.status in (Status.PLANNED, *_DONE) and outer.rule != "status.participle":
        past = outer.status is not Status.PLANNED
        return Reading(
            status=Status.PLANNED, rule="status.purpose", cue=outer.cue if not past else child(verb, "aux"),
            strength=Strength.SOFT if past else outer.strength, past_plan=past,
        )  # fmt: skip
    return Reading(status=Status.UNKNOWN, rule="status.infinitive", cue=head)


def done_by(verb: "Token", head: "Token", outer: Reading, lexicon: Lexicon) -> Reading | None:
    """What was done with the deed itself, as the deed was: held to mark, met to discuss, used the day to say."""
    if outer.status not in (Status.HAPPENED, Status.ONGOING) or outer.rule == "status.participle":
        return None
    word, purpose = lemma(head), lemma(verb)
    if word == "use" and child(head, "dobj", "nsubjpass") is not None:
        return replace(outer, rule="status.taken", cue=head)
    if any(lexicon.cue("complement.taken", lemma(noun)) for noun in children(head, "dobj")) and lexicon.cue(
        "complement.taking", word
    ):
        return replace(outer, rule="status.taken", cue=head)
    if verb.dep_ != "advcl" and not verb_group(head).passive and not lexicon.cue("complement.gathering", word):
        return None
    at = lexicon.cue("complement.gathering", word) and lexicon.cue("complement.done_at", purpose)
    shown = at or lexicon.cue("complement.shown_by", purpose)
    return replace(outer, rule="status.shown_by", cue=head) if shown else None


def _is_plans(head: "Token", lexicon: Lexicon) -> bool:
    """Whether what includes or involves it is a plan."""
    subject = child(head, "nsubj")
    return subject is not None and lexicon.cue("noun.firm", lemma(subject))
