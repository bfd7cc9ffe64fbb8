"""A message as a CloudEvents 1.0 event in its JSON format: what webhooks are sent. Values in, plain JSON values out."""

from typing import Any

from tracker.model import (
    Change,
    EventTime,
    EvidenceSpan,
    Facet,
    Message,
    MessageItem,
    MessageKind,
    Quantity,
    Stored,
)

TYPES = {
    MessageKind.TOLD: "claimwatch.change.told",
    MessageKind.WITHDRAWN: "claimwatch.change.withdrawn",
    MessageKind.REINSTATED: "claimwatch.change.reinstated",
    MessageKind.SUMMARY: "claimwatch.story.summary",
    MessageKind.DIGEST: "claimwatch.digest",
    MessageKind.NOTICE: "claimwatch.notice",
    MessageKind.TEST: "claimwatch.test",
}


def event_of(message: Message) -> dict[str, Any]:
    """The event: id, type and source of CloudEvents, and the message under `data`."""
    event: dict[str, Any] = {
        "specversion": "1.0",
        "id": message.key,
        "source": f"urn:claimwatch:story:{message.story.slug}" if message.story is not None else "urn:claimwatch",
        "type": TYPES[message.kind],
        "time": message.told_at.isoformat().replace("+00:00", "Z"),
        "datacontenttype": "application/json",
    }
    numbers = [item.number for item in message.items if item.number]
    if len(message.items) == 1 and numbers:
        event["subject"] = numbers[0]
    event["data"] = {
        "title": message.title,
        "severity": message.severity.name.lower(),
        "thread": message.thread or None,
        "answers": message.earlier[-1] if message.earlier else None,
        "items": [_item(item) for item in message.items],
    }
    return event


def _item(item: MessageItem) -> dict[str, Any]:
    return {
        "kind": item.kind.value,
        "severity": item.severity.name.lower(),
        "title": item.title,
        "story": {"name": item.slug, "title": item.story} if item.slug else None,
        "lines": list(item.lines),
        "quote": item.quote or None,
        "credit": item.credit or None,
        "quote_before": item.quote_before or None,
        "credit_before": item.credit_before or None,
        "times": item.times,
        "url": item.url or None,
        "number": item.number or None,
        "correction": item.correction or None,
        "change": _change(item.change, _why(item)) if item.change is not None else None,
    }


def _why(item: MessageItem) -> str:
    """Why it is told, in the sentence that the screens give; a withdrawal says in `lines` why it comes."""
    if item.kind is MessageKind.TOLD and item.lines:
        return " ".join(item.lines)
    return item.change.value.why if item.change is not None else ""


def _change(stored: Stored[Change], why: str) -> dict[str, Any]:
    change = stored.value
    return {
        "key": change.key,
        "kind": change.kind.value,
        "label": change.label,
        "event": change.event_key,
        "rule": change.rule,
        "why": why,
        "before": _facet(change.before),
        "after": _facet(change.after),
        "said_by": change.said_by or None,
        "voices": change.voices,
        "copies": change.copies,
        "published_at": change.published_at.isoformat() if change.published_at is not None else None,
        "seen_at": change.seen_at.isoformat(),
        "withdrawn": change.withdrawn.why if change.withdrawn is not None else None,
        "evidence": [_span(span) for span in change.evidence],
        "evidence_before": [_span(span) for span in change.evidence_before],
    }


def _facet(facet: Facet | None) -> dict[str, Any] | None:
    if facet is None:
        return None
    return {
        "text": facet.text,
        "state": facet.state.value if facet.state is not None else None,
        "time": _time(facet.time),
        "quantity": _quantity(facet.quantity),
    }


def _time(time: EventTime | None) -> dict[str, Any] | None:
    if time is None:
        return None
    return {
        "first": time.first.isoformat() if time.first is not None else None,
        "last": time.last.isoformat() if time.last is not None else None,
        "clock": time.clock.isoformat() if time.clock is not None else None,
        "precision": time.precision.value,
        "bound": time.bound.value,
    }


def _quantity(quantity: Quantity | None) -> dict[str, Any] | None:
    if quantity is None:
        return None
    return {"low": quantity.low, "high": quantity.high, "unit": quantity.unit, "scope": quantity.scope}


def _span(span: EvidenceSpan) -> dict[str, Any]:
    return {"version": span.version_id, "start": span.start, "end": span.end, "quote": span.quote}
