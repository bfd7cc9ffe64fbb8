"""What an outlet changed in its own article: figures, parties, wording, the headline, and claims that are gone."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from tracker.ledger.measured import has_measure
from tracker.ledger.rules import RULES
from tracker.ledger.tallies import is_told_by_count
from tracker.ledger.telling import Scene
from tracker.ledger.times import overlap
from tracker.ledger.titles import quantity_facet, shortened
from tracker.model import (
    SCHEDULE_ITEM,
    Change,
    ChangeKind,
    Claim,
    ClaimDiff,
    ClaimEdit,
    EditKind,
    Event,
    EvidenceSpan,
    Facet,
    LedgerRow,
    Quantity,
    SentenceEdit,
    Severity,
    Status,
    Term,
    TextDiff,
)

#: Kinds in which an edited claim takes another course; a day that is added or left out is a detail.
SUBSTANCE = frozenset({ChangeKind.STATUS, ChangeKind.NUMBER, ChangeKind.POLARITY})
NEGATION = re.compile(r"\b(?:not|no|never|none|without|den(?:y|ies|ied))\b|n['’]t\b", re.IGNORECASE)
#: The rule of the differ by which a figure of one thing moved beyond rounding.
FIGURE_RULE = "edit.figure"
#: Rules by which another headline says something else; another name may only be another angle.
HEADLINE_RULES = frozenset({"edit.date", "edit.opposite", "edit.swapped"})
#: Names of the story that a sentence must have for its figures to be the story's.
LEAST_NAMES = 2
#: Changes that come of how a sentence is read as much as of what it says, and the rule by which wording quiets them.
OF_READING = frozenset({"change.fresh", "change.party"})
SAME_SENTENCE = "change.same_sentence"
#: Sorts of edits that a title names.
MOST_LABELS = 3
FIGURE = re.compile(r"\d[\d.,]*")


def corrections(diff: ClaimDiff, events: Mapping[str, Event], scene: Scene) -> list[Change]:
    """Figures that an article changed in place; `events` is claim key -> event of its claims, before and after."""
    found = []
    # One figure of a sentence is told once: of what it measures, rather than of the event that is told with it.
    for edit in sorted(diff.edited, key=lambda each: not has_measure(each.after)):
        for old, new in moved_figures(edit):
            event = events.get(edit.after.key) or events.get(edit.before.key)
            before, after = quantity_facet(old), quantity_facet(new)
            head = event.title if event is not None else "Figure corrected"
            found.append(
                scene.write(
                    ChangeKind.NUMBER,
                    Severity.NOTICE,
                    "change.correction",
                    f"{head}: {before.text} -> {after.text}",
                    event=event,
                    before=before,
                    after=after,
                    spans=(edit.after.evidence,),
                    spans_before=(edit.before.evidence,),
                    of_article=True,
                )
            )
    return found


def moved_figures(edit: ClaimEdit) -> list[tuple[Quantity, Quantity]]:
    """Figures of one unit and scope in an edited claim that moved beyond rounding."""
    if ChangeKind.NUMBER not in edit.kinds:
        return []
    return [
        (old, new)
        for old in edit.before.quantities
        for new in edit.after.quantities
        if (old.unit, old.scope) == (new.unit, new.scope) and not old.agrees_with(new)
    ]


def other_edits(diff: ClaimDiff, events: Mapping[str, Event], scene: Scene) -> list[Change]:
    """Parties, speakers and certainty that an article changed in place."""
    weights = {
        ChangeKind.PARTY: (Severity.NOTICE, "change.party"),
        ChangeKind.ATTRIBUTION: (Severity.INFO, "change.speaker"),
        ChangeKind.CERTAINTY: (Severity.INFO, "change.certainty"),
    }
    found = []
    for edit in diff.edited:
        event = events.get(edit.after.key) or events.get(edit.before.key)
        for kind in edit.kinds:
            if kind not in weights or event is None:
                continue
            severity, rule = weights[kind]
            before, after = _side(edit.before, kind), _side(edit.after, kind)
            found.append(
                scene.write(
                    kind,
                    severity,
                    rule,
                    f"{event.title}: {before.text} -> {after.text}",
                    event=event,
                    before=before,
                    after=after,
                    spans=(edit.after.evidence,),
                    spans_before=(edit.before.evidence,),
                )
            )
    return found


def _side(claim: Claim, kind: ChangeKind) -> Facet:
    match kind:
        case ChangeKind.PARTY:
            names = [each.text for each in (claim.subject, claim.object) if each is not None]
            return Facet(text=", ".join(names) or "nobody named")
        case ChangeKind.ATTRIBUTION:
            speaker = claim.attribution.speaker
            return Facet(text=speaker.text if speaker is not None else "the outlet itself")
        case _:
            return Facet(text=f"{claim.status.value}, {claim.strength.value}")


def dropped(rows: Sequence[LedgerRow], events: Mapping[str, Event], scene: Scene) -> list[Change]:
    """Claims of events that the article no longer mentions at all; `rows` are those rows, `events` by event key."""
    found = []
    for key in dict.fromkeys(row.event_key for row in rows):
        event = events[key]
        row = next(row for row in rows if row.event_key == key)
        told = (event.watched or bool(row.claim.quantities)) and not row.claim.background
        told = told and not is_told_by_count(row.claim)
        vague = row.claim.status in (Status.UNKNOWN, Status.POSSIBLE, Status.COUNTERFACTUAL)
        # A schedule is pruned of what is over.
        vague = vague or (event.event_class == SCHEDULE_ITEM and row.claim.status is Status.HAPPENED)
        found.append(
            scene.write(
                ChangeKind.DROPPED,
                Severity.NOTICE if told and not vague else Severity.INFO,
                "change.dropped",
                f"{event.title}: no longer in the article",
                event=event,
                before=Facet(text=shortened(row.claim.evidence.quote, 120)),
                rows_before=(row,),
            )
        )
    return found


# --- wording ---------------------------------------------------------------------------------------------------------
def headline(diff: TextDiff, claim_diff: ClaimDiff | None, scene: Scene, *, is_told: bool = False) -> list[Change]:
    """A headline worded differently: told where it gives another figure or day, a negation, an opposite, a new course.

    Not where the news that it follows is told of the text (`is_told`).
    """
    before, after = diff.title_before, diff.title_after
    if before == after:
        return []
    moved = claim_diff is not None and any(_is_in_substance(edit) for edit in claim_diff.edited)
    differs = _figures(before) != _figures(after) or bool(NEGATION.search(before)) is not bool(NEGATION.search(after))
    differs = differs or any(fact.rule in HEADLINE_RULES for fact in diff.title_facts)
    in_substance = (moved or differs) and not is_told
    return [
        scene.write(
            ChangeKind.HEADLINE,
            Severity.NOTICE if in_substance else Severity.INFO,
            "change.headline" if in_substance else "change.headline_follows" if is_told else "change.headline_wording",
            f"Headline: {after}",
            event=None,
            before=Facet(text=before),
            after=Facet(text=after),
        )
    ]


def _is_in_substance(edit: ClaimEdit) -> bool:
    before, after = edit.before.time, edit.after.time
    moved = before is not None and after is not None and not overlap(before, after)
    return bool(SUBSTANCE & set(edit.kinds)) or moved


def _figures(text: str) -> set[str]:
    return {figure.rstrip(".,") for figure in FIGURE.findall(text)}


def unread(diff: TextDiff, claim_diff: ClaimDiff | None) -> list[SentenceEdit]:
    """Edited sentences that change a fact of which no difference of claims tells."""
    read = _spans_read(claim_diff) if claim_diff is not None else []
    return [
        edit
        for edit in diff.sentences
        if edit.facts and edit.span_after is not None and not any(_meet(edit.span_after, span) for span in read)
    ]


def _spans_read(diff: ClaimDiff) -> list[tuple[int, int]]:
    claims = [*diff.added, *(edit.after for edit in diff.edited if edit.kinds)]
    return [(claim.evidence.start, claim.evidence.end) for claim in claims]


def _meet(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def figures_edited(
    edits: Sequence[SentenceEdit], terms: Sequence[Term], before_id: int | None, scene: Scene
) -> list[Change]:
    """Figures that moved in sentences that name the story, though no claim is read there; others are not told."""
    return [
        scene.write(
            ChangeKind.NUMBER,
            Severity.NOTICE,
            "change.figure_edited",
            f"Figure edited: {fact.before} -> {fact.after}, {shortened(edit.after, 40)}",
            event=None,
            before=Facet(text=shortened(edit.before, 120)),
            after=Facet(text=shortened(edit.after, 120)),
            spans=_span(edit.after, edit.span_after, scene.version.id if scene.version else None),
            spans_before=_span(edit.before, edit.span_before, before_id),
            of_article=True,
        )
        for edit in edits
        for fact in [next((each for each in edit.facts if each.rule == FIGURE_RULE), None)]
        if fact is not None and _names_story(edit.after, terms)
    ]


def _names_story(sentence: str, terms: Sequence[Term]) -> bool:
    words = set(re.findall(r"\w+", sentence.casefold()))
    named = [term for term in terms if set(term.key.split()) <= words]
    return len(named) >= max(1, min(LEAST_NAMES, len(terms)))


def quieted(changes: Sequence[Change], diff: TextDiff | None) -> list[Change]:
    """The changes, where fresh news and other parties that are read off a sentence in other words are only kept."""
    edits = [edit for edit in diff.sentences if edit.kind is not EditKind.EQUAL and edit.span_after] if diff else []
    return [
        replace(change, severity=Severity.INFO, rule=SAME_SENTENCE, why=RULES[SAME_SENTENCE])
        if change.rule in OF_READING and change.severity > Severity.INFO and _is_wording(change, edits)
        else change
        for change in changes
    ]


def _is_wording(change: Change, edits: Sequence[SentenceEdit]) -> bool:
    """Whether its words stand in sentences that the article only worded differently."""
    met = [
        edit
        for span in change.evidence
        for edit in edits
        if edit.span_after is not None and _meet((span.start, span.end), edit.span_after)
    ]
    return bool(met) and all(edit.kind is EditKind.REPLACED and not edit.facts for edit in met)


def reworded(
    diff: TextDiff, edits: Sequence[SentenceEdit], before_id: int | None, scene: Scene, *, is_told: bool = False
) -> list[Change]:
    """One line for all sentences: what `edits` change in substance, or that the text says the same in other words.

    A mere rewording is not worth a line beside other news (`is_told`).
    """
    differing = [edit for edit in diff.sentences if edit.kind is not EditKind.EQUAL]
    if not differing or (is_told and not edits):
        return []
    shown = edits[0] if edits else next((e for e in differing if e.kind is EditKind.REPLACED), differing[0])
    count = len(edits or differing)
    labels = list(dict.fromkeys(fact.label for edit in edits for fact in edit.facts))
    head = f"Edited ({', '.join(labels[:MOST_LABELS])})" if edits else "Reworded"
    return [
        scene.write(
            ChangeKind.REWORDED,
            Severity.INFO,
            "change.edited" if edits else "change.reworded",
            f"{head}: {count} sentence{'s' if count > 1 else ''}",
            event=None,
            before=Facet(text=shown.before),
            after=Facet(text=shown.after),
            spans=_span(shown.after, shown.span_after, scene.version.id if scene.version else None),
            spans_before=_span(shown.before, shown.span_before, before_id),
        )
    ]


def _span(quote: str, span: tuple[int, int] | None, version_id: int | None) -> tuple[EvidenceSpan, ...]:
    if span is None or version_id is None:
        return ()
    return (EvidenceSpan(version_id=version_id, start=span[0], end=span[1], quote=quote),)
