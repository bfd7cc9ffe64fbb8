"""What is told of a reason for a slip: that somebody with a name gives it, or that it is another one than before."""

from collections.abc import Sequence
from dataclasses import replace

from tracker.ledger.reasons import REASON, is_retold, reason_text
from tracker.ledger.rules import RULES
from tracker.ledger.telling import Scene
from tracker.ledger.titles import shortened, state_facet
from tracker.ledger.touched import Touched
from tracker.ledger.voices import voice_keys
from tracker.model import Change, ChangeKind, Event, Facet, Severity

_WITH_SLIP = "change.reason_with_slip"
#: Characters of a reason that a side of a change keeps.
_KEPT = 60


def reason_told(touched: Touched, scene: Scene) -> Change | None:
    """The first telling of a reason; None for one that was told."""
    row = touched.after.decided_by
    if not touched.is_first or row is None:
        return None
    event, text = touched.event, shortened(reason_text(row.claim), _KEPT)
    after = replace(state_facet(touched.after), text=text)
    keys = voice_keys([*touched.rivals, row])
    rival = next((each for each in reversed(touched.rivals) if keys[each.claim.key] != keys[row.claim.key]), None)
    said = row.claim.attribution
    kind, severity, rule, before = ChangeKind.NEW_CLAIM, Severity.INFO, "change.new_claim", None
    if rival is not None and is_retold(row.claim) and said.speaker is None:
        rival = None  # an outlet words a known reason in its own way
    if rival is not None and row.copy_of is None:
        kind, severity, rule = ChangeKind.CONFLICT, Severity.NOTICE, "change.reasons"
        before = Facet(text=shortened(reason_text(rival.claim), _KEPT))
    elif said.speaker is not None and not said.anonymous:
        severity, rule = Severity.NOTICE, "change.reason"
    return scene.write(
        kind,
        severity,
        rule,
        f"{event.title}: {'another reason than before' if rival is not None else 'first given'}",
        event=event,
        before=before,
        after=after,
        rows=touched.decided,
        rows_before=(rival,) if rival is not None else (),
        known=touched.after,
    )


def is_rival(other: Event, event: Event) -> bool:
    """Whether another event is another reason for the slip of the same thing."""
    if event.event_class != REASON or other.event_class != REASON or other.key == event.key:
        return False
    mine, its = event.subject, other.subject
    return mine is None or its is None or (mine.kind is its.kind and mine.key == its.key)


def told_apart(changes: Sequence[Change], reasons: frozenset[str]) -> list[Change]:
    """The changes without a conflict of reasons that is told of a reason itself; a reason in the very sentence that is
    told of the slip is kept with it. `reasons`: keys of the events that are reasons.
    """
    told = {
        span.quote
        for change in changes
        if change.event_key not in reasons and change.severity > Severity.INFO
        for span in change.evidence
    }
    apart = any(c.rule == "change.reasons" and c.event_key in reasons for c in changes)
    return [
        _kept_with_slip(change, told) if change.event_key in reasons else change
        for change in changes
        if not (apart and change.rule == "change.reasons" and change.event_key not in reasons)
    ]


def _kept_with_slip(change: Change, told: set[str]) -> Change:
    if change.kind is not ChangeKind.NEW_CLAIM or not any(span.quote in told for span in change.evidence):
        return change
    return replace(change, severity=Severity.INFO, rule=_WITH_SLIP, why=RULES[_WITH_SLIP])
