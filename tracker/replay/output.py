"""The answer of a replay for machines: after each page, what was told and what is known (docs/replay.md)."""

import json
from collections.abc import Sequence
from typing import Any

from tracker.model import Change, Event, EventState, EventTime, EvidenceSpan, Facet, Quantity, Severity, Stored
from tracker.replay.run import Replayed, Step
from tracker.replay.spans import GivenText
from tracker.reports.explaining import explain_change, explain_state

Json = dict[str, Any]
SEVERITIES = {Severity.INFO: "info", Severity.NOTICE: "notice", Severity.ALERT: "alert"}


def replayed_json(replayed: Replayed, *, story: str) -> str:
    """The whole answer, evidence as offsets into the texts as given."""
    writing = _Writing(replayed)
    pages = [writing.page(step) for step in replayed.steps]
    return json.dumps({"story": story, "pages": pages}, indent=1, ensure_ascii=False)


class _Writing:
    """One answer: the texts that its evidence stands in."""

    def __init__(self, replayed: Replayed) -> None:
        self._versions = replayed.versions
        self._texts: dict[int, GivenText] = {}

    def page(self, step: Step) -> Json:
        """One page: what was told at it, and every event known after it."""
        known = {event.value.key: event for event, _ in step.events}
        written: Json = {
            "url": step.page.url,
            "published": step.page.published_text,
            "alerts": [self._alert(change, known) for change in step.changes],
            "events": [_event(event, state) for event, state in step.events],
        }
        if step.page.text is None and step.version is not None:
            written["text"] = step.version.article.text
        return written

    def _alert(self, change: Change, known: dict[str, Stored[Event]]) -> Json:
        event = known.get(change.event_key or "")
        return {
            "kind": change.kind.value,
            "severity": SEVERITIES[change.severity],
            "event": f"E{event.id}" if event is not None else None,
            "statement": change.title,
            "before": _facet(change.before),
            "after": _facet(change.after),
            "why": explain_change(change),
            "evidence": self._evidence(change.evidence),
        }

    def _evidence(self, spans: Sequence[EvidenceSpan]) -> list[Json]:
        found = []
        for span in spans:
            version, page = self._versions[span.version_id]
            start, end, quote = span.start, span.end, span.quote
            if page.text is not None:
                text = self._texts.setdefault(span.version_id, GivenText(page.text, version.article))
                start, end, quote = text.locate(span.start, span.end)
            found.append({"url": page.url, "start": start, "end": end, "quote": quote})
        return found


def _event(event: Stored[Event], state: EventState) -> Json:
    value = event.value
    return {
        "event": f"E{event.id}",
        "statement": _statement(value, state),
        "subject": value.subject.text if value.subject is not None else "",
        "predicate": value.event_class,
        "state": state.state.value,
        "why": explain_state(state),
        "date": _date(state.time),
        "quantity": _quantity(state.quantity),
        "by_speaker": {voice.name: voice.state.value for voice in state.voices},
    }


def _statement(event: Event, state: EventState) -> str:
    """Its title, and the sentence that decided its state: the title alone is short for people who know the story."""
    if state.decided_by is None:
        return event.title
    return f"{event.title}: {' '.join(state.decided_by.claim.evidence.quote.split())}"


def _facet(facet: Facet | None) -> Json | None:
    if facet is None:
        return None
    said = {
        "state": facet.state.value if facet.state is not None else None,
        "date": _date(facet.time),
        "quantity": _quantity(facet.quantity),
        "text": facet.text,
    }
    return {key: value for key, value in said.items() if value is not None}


def _date(time: EventTime | None) -> list[str | None] | None:
    if time is None:
        return None
    return [day.isoformat() if day is not None else None for day in (time.first, time.last)]


def _quantity(quantity: Quantity | None) -> Json | None:
    if quantity is None:
        return None
    value = _number(quantity.low) if quantity.low == quantity.high else [_number(quantity.low), _number(quantity.high)]
    return {"value": value, "unit": quantity.unit}


def _number(value: float) -> int | float:
    return int(value) if value.is_integer() else value
