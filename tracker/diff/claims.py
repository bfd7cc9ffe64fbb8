"""Two claim lists of one article, aligned: what was added, what was dropped, what differs in which kind."""

from collections.abc import Sequence

from rapidfuzz import fuzz

from tracker.diff.content import names_other
from tracker.model import (
    SCHEDULE_ITEM,
    ChangeKind,
    Claim,
    ClaimDiff,
    ClaimEdit,
    Participant,
    ParticipantKind,
    Quantity,
    Status,
)

#: Likeness of two mentions of one class from which they are one mention, edited (0..1).
LIKE = 0.5
#: Likeness of two keys from which they are spellings of one name (rapidfuzz ratio, 0..100).
SAME_NAME = 80.0


def diff_claims(before: Sequence[Claim], after: Sequence[Claim]) -> ClaimDiff:
    """The differences from one list to the other; claims equal in substance and words are in none."""
    left, right = list(before), list(after)
    edited: list[ClaimEdit] = []
    for old, new in _pairs(left, right):
        left.remove(old)
        right.remove(new)
        kinds = differences(old, new)
        if kinds or old.evidence.quote != new.evidence.quote:
            edited.append(ClaimEdit(before=old, after=new, kinds=kinds))
    edited.sort(key=lambda edit: edit.after.trigger.start)
    return ClaimDiff(added=tuple(right), dropped=tuple(left), edited=tuple(edited))


def _pairs(before: Sequence[Claim], after: Sequence[Claim]) -> list[tuple[Claim, Claim]]:
    """The likest mentions of one class, most alike first; each claim once."""
    scored = sorted(
        (
            (_likeness(old, new), -abs(i - j), i, j)
            for i, old in enumerate(before)
            for j, new in enumerate(after)
            if _same_predicate(old, new) and not _elsewhere(old, new)
        ),
        reverse=True,
    )
    taken_b: set[int] = set()
    taken_a: set[int] = set()
    pairs = []
    for score, _, i, j in scored:
        if score < LIKE or i in taken_b or j in taken_a:
            continue
        taken_b.add(i)
        taken_a.add(j)
        pairs.append((before[i], after[j]))
    return pairs


def _same_predicate(old: Claim, new: Claim) -> bool:
    if SCHEDULE_ITEM in (old.event_class, new.event_class):
        return old.event_class == new.event_class and _key(old.object) == _key(new.object)
    if old.event_class is not None or new.event_class is not None:
        return old.event_class == new.event_class
    return old.lemma == new.lemma


def _elsewhere(old: Claim, new: Claim) -> bool:
    """Whether two mentions name different places: one sentence often tells of two visits."""
    return old.place is not None and new.place is not None and old.place.key != new.place.key


def _likeness(old: Claim, new: Claim) -> float:
    """Half the words of the sentence, half the substance."""
    words = fuzz.ratio(old.evidence.quote, new.evidence.quote) / 100
    same = [
        old.status is new.status,
        _key(old.subject) == _key(new.subject),
        _key(old.object) == _key(new.object),
        old.nominal == new.nominal,
    ]
    return 0.5 * words + 0.5 * sum(same) / len(same)


def differences(old: Claim, new: Claim) -> tuple[ChangeKind, ...]:
    """The kinds in which two mentions of one event differ in substance; () for a mere rewording."""
    kinds = []
    negated = {Status.NEGATED, Status.DENIED}
    uncertain = {Status.POSSIBLE, Status.CONDITIONAL, Status.UNKNOWN}
    if old.status is not new.status:
        if (old.status in negated) != (new.status in negated):
            kinds.append(ChangeKind.POLARITY)
        elif old.status in uncertain or new.status in uncertain:
            kinds.append(ChangeKind.CERTAINTY)
        else:
            kinds.append(ChangeKind.STATUS)
    if _days(old) != _days(new):
        kinds.append(ChangeKind.DATE)
    if any(not a.agrees_with(b) for a, b in figure_pairs(old, new)):
        kinds.append(ChangeKind.NUMBER)
    if _is_other(old.subject, new.subject) or _is_other(old.object, new.object):
        kinds.append(ChangeKind.PARTY)
    if _is_other(old.attribution.speaker, new.attribution.speaker):
        kinds.append(ChangeKind.ATTRIBUTION)
    both_planned = old.status is new.status is Status.PLANNED
    if both_planned and old.strength is not new.strength and ChangeKind.CERTAINTY not in kinds:
        kinds.append(ChangeKind.CERTAINTY)
    return tuple(kinds)


def figure_pairs(old: Claim, new: Claim) -> list[tuple[Quantity, Quantity]]:
    """Figures of the same unit and scope in two mentions."""
    return [(a, b) for a in old.quantities for b in new.quantities if (a.unit, a.scope) == (b.unit, b.scope)]


def _days(claim: Claim) -> tuple[object, object] | None:
    return (claim.time.first, claim.time.last) if claim.time else None


def _key(participant: Participant | None) -> str | None:
    return participant.key if participant else None


def _is_other(a: Participant | None, b: Participant | None) -> bool:
    """Whether another party stands in the role: a missing or inherited one, or a spelling variant, is no other.

    Neither is a name where a role stood: his colleague, Emomali Rahmon.
    """
    if a is None or b is None or a.kind is not b.kind or a.inherited or b.inherited:
        return False
    if a.key == b.key or fuzz.ratio(a.key, b.key) >= SAME_NAME:
        return False
    return a.kind is not ParticipantKind.OTHER or names_other(a.key, b.key)
