"""Why: the rules behind a claim, the deliveries behind a change, the checks behind a source."""

from collections.abc import Sequence
from datetime import datetime

from tracker.model import Change, Check, Claim, DeliveryOutcome, Participant, Stored, time_text
from tracker.ports import Store
from tracker.reports.explaining import explain_claim, explain_values
from tracker.reports.figures import quantity_text
from tracker.reports.following import story_head
from tracker.reports.lines import ClaimLine
from tracker.reports.pages import ClaimPage
from tracker.reports.passages import passage_of
from tracker.reports.view import StoryView
from tracker.reports.workings import AlertLine, AttemptLine, CheckLine

DELIVERY = {
    DeliveryOutcome.DELIVERED: "delivered",
    DeliveryOutcome.RETRY: "to be tried again",
    DeliveryOutcome.DEAD: "given up",
    DeliveryOutcome.PUT_OFF: "put off",
    DeliveryOutcome.OVERTAKEN: "not sent by itself",
}


def claim_line(view: StoryView, stored: Stored[Claim]) -> ClaimLine:
    """One claim: what it says of which event."""
    claim = stored.value
    row = view.row_of_claim.get(claim.key)
    figures = [quantity_text(quantity) for quantity in claim.quantities]
    when = [time_text(claim.time)] if claim.time is not None else []
    described = ", ".join([claim.status.value, *when, *figures])
    named: list[Participant | None] = [claim.subject, claim.object, *claim.others, claim.place]
    return ClaimLine(
        id=f"C{stored.id}",
        event=view.event_id(row.event_key) if row is not None else "",
        says=f"{(claim.event_class or claim.lemma).replace('_', ' ')} ({described})",
        participants=", ".join(dict.fromkeys(each.text for each in named if each is not None)),
        why=explain_claim(claim, view.rules),
        passage=passage_of(
            view.version(claim.version_id),
            claim.evidence,
            rules=view.rules,
            claim=stored,
            row=row,
            linked=view.linked(row) if row is not None else "",
        ),
    )


def claim_page(view: StoryView, stored: Stored[Claim], now: datetime) -> ClaimPage:
    """One claim with the rule behind each thing that was read from it."""
    claim = stored.value
    row = view.row_of_claim.get(claim.key)
    link = row.link_rule if row is not None else ""
    return ClaimPage(
        as_of=now,
        story=story_head(view),
        claim=claim_line(view, stored),
        link_rule=link,
        link_why=view.linked(row) if row is not None else "",
        readings=tuple(explain_values(claim, view.rules)),
    )


def alert_lines(store: Store, change: Change) -> tuple[AlertLine, ...]:
    """The alerts of a change, with each attempt."""
    found = []
    for stored in store.alerts(change.story_id):
        alert = stored.value
        if alert.change_key != change.key:
            continue
        attempts = store.deliveries(alert.key)
        state = DELIVERY[attempts[-1].outcome] if attempts else "waiting"
        found.append(
            AlertLine(
                channel=alert.channel,
                key=alert.key,
                state=state,
                attempts=tuple(
                    AttemptLine(at=each.at, outcome=each.outcome.value, detail=each.detail) for each in attempts
                ),
            )
        )
    return tuple(found)


def check_lines(checks: Sequence[Check]) -> tuple[CheckLine, ...]:
    """Checks of a source as given: latest first."""
    return tuple(
        CheckLine(
            at=check.at,
            outcome=check.outcome.value.replace("_", " "),
            status=check.status,
            detail=check.detail,
            took_ms=check.took_ms,
            received=check.received,
        )
        for check in checks
    )
