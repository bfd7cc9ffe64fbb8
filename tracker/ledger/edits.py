"""What an outlet changed in its own article: figures, parties, wording, the headline, and claims that are gone."""

import re
from collections.abc import Mapping, Sequence

from tracker.ledger.telling import Scene
from tracker.ledger.times import overlap
from tracker.ledger.titles import quantity_facet, shortened
from tracker.model import (
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
    Severity,
    Status,
    TextDiff,
)

#: Kinds in which an edited claim takes another course; a day that is added or left out is a detail.
SUBSTANCE = frozenset({ChangeKind.STATUS, ChangeKind.NUMBER, ChangeKind.POLARITY})
NEGATION = re.compile(r"\b(?:not|no|never|none|without|den(?:y|ies|ied))\b|n['’]t\b", re.IGNORECASE)
FIGURE = re.compile(r"\d[\d.,]*")


def corrections(diff: ClaimDiff, events: Mapping[str, Event], scene: Scene) -> list[Change]:
    """Figures that an article changed in place; `events` is claim key -> event of its claims, before and after."""
    found = []
    for edit in diff.edited:
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
        vague = row.claim.status in (Status.UNKNOWN, Status.POSSIBLE, Status.COUNTERFACTUAL)
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
    """A headline worded differently: told where it gives another figure, a negation, or the article a new course.

    Not where the news that it follows is told of the text (`is_told`).
    """
    before, after = diff.title_before, diff.title_after
    if before == after:
        return []
    moved = claim_diff is not None and any(_is_in_substance(edit) for edit in claim_diff.edited)
    differs = _figures(before) != _figures(after) or bool(NEGATION.search(before)) is not bool(NEGATION.search(after))
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


def reworded(diff: TextDiff, before_id: int | None, scene: Scene) -> list[Change]:
    """The text says the same in other words: one line for all its sentences."""
    edits = [edit for edit in diff.sentences if edit.kind is not EditKind.EQUAL]
    if not edits:
        return []
    shown = next((edit for edit in edits if edit.kind is EditKind.REPLACED), edits[0])
    count = len(edits)
    return [
        scene.write(
            ChangeKind.REWORDED,
            Severity.INFO,
            "change.reworded",
            f"Reworded: {count} sentence{'s' if count > 1 else ''}",
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
