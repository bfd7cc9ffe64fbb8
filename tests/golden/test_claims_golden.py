"""Golden claims: a folder shows one phenomenon, with near misses that must not be read so.

`text.txt` holds a paragraph a line. `expected.toml` holds the publication day, `[[claim]]` tables that some claim
must match in every field given, and `[[never]]` tables that no claim may match. Fields: class ("" for an unlisted
verb), status, rule, says (the predicate's words), subject, object, place, others, speaker (keys; "" for none),
speaker_text, carrier, mode, anonymous, marks and subject_marks (of the object's and the subject's document), time and
before (clock: "10:00 Europe/Moscow"; time: "2025-01-17", "2025-03-01..2025-03-31", "2024-05-06.." or "" for none),
date_rule, strength, background, condition, reason, forecast and figures ("at_least 1600 death", "20 year duration":
bound unless exact, value, unit, scope).
"""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.builders import make_version
from tracker.claims import RULES, ClaimReader
from tracker.model import Claim, EventTime, Participant, Quantity, QuantityBound

CASES = sorted(path.parent for path in (Path(__file__).parent / "claims").glob("*/expected.toml"))


@pytest.fixture(scope="module")
def reader() -> ClaimReader:
    return ClaimReader()


def key(participant: Participant | None) -> str:
    return participant.key if participant is not None else ""


def marks(participant: Participant | None) -> list[str]:
    return list(participant.marks) if participant is not None else []


def days(time: EventTime | None) -> str:
    if time is None:
        return ""
    if time.first == time.last:
        return str(time.first)
    return f"{time.first or ''}..{time.last or ''}"


def figure(quantity: Quantity) -> str:
    bound = "" if quantity.bound is QuantityBound.EXACT else quantity.bound.value
    value = f"{quantity.low:g}" if quantity.low < 1_000_000 else f"{quantity.low:.0f}"
    return " ".join(part for part in (bound, value, quantity.unit, quantity.scope) if part)


def clock(time: EventTime | None) -> str:
    return f"{time.clock:%H:%M} {time.zone or ''}".strip() if time is not None and time.clock is not None else ""


FIELDS: dict[str, Callable[[Claim], Any]] = {
    "class": lambda claim: claim.event_class or "",
    "status": lambda claim: claim.status.value,
    "rule": lambda claim: claim.status_rule,
    "says": lambda claim: claim.trigger.quote,
    "subject": lambda claim: key(claim.subject),
    "object": lambda claim: key(claim.object),
    "place": lambda claim: key(claim.place),
    "others": lambda claim: [other.key for other in claim.others],
    "marks": lambda claim: marks(claim.object),
    "subject_marks": lambda claim: marks(claim.subject),
    "speaker": lambda claim: key(claim.attribution.speaker),
    "speaker_text": lambda claim: claim.attribution.speaker.text if claim.attribution.speaker else "",
    "carrier": lambda claim: claim.attribution.carrier or "",
    "mode": lambda claim: claim.attribution.mode.value,
    "anonymous": lambda claim: claim.attribution.anonymous,
    "time": lambda claim: days(claim.time),
    "clock": lambda claim: clock(claim.time),
    "before": lambda claim: days(claim.time_before),
    "date_rule": lambda claim: claim.time.rule if claim.time else "",
    "strength": lambda claim: claim.strength.value,
    "background": lambda claim: claim.background,
    "condition": lambda claim: claim.condition or "",
    "reason": lambda claim: claim.reason or "",
    "forecast": lambda claim: any(quantity.forecast for quantity in claim.quantities),
    "figures": lambda claim: [figure(quantity) for quantity in claim.quantities],
}


def matches(claim: Claim, wanted: dict[str, Any]) -> bool:
    return all(FIELDS[field](claim) == value for field, value in wanted.items())


def told(claims: tuple[Claim, ...]) -> str:
    """The claims as the tables would be written, for a failure that can be read."""
    lines = []
    for claim in claims:
        values = {name: read(claim) for name, read in FIELDS.items()}
        lines.append("  " + ", ".join(f"{name}={value!r}" for name, value in values.items() if value not in ("", [])))
    return "\n".join(lines)


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_golden_claims(folder: Path, reader: ClaimReader) -> None:
    expected = tomllib.loads((folder / "expected.toml").read_text(encoding="utf-8"))
    text = (folder / "text.txt").read_text(encoding="utf-8").strip()
    claims = reader.read(make_version(text, on=str(expected["published"])))
    for wanted in expected.get("claim", ()):
        assert any(matches(claim, wanted) for claim in claims), f"no claim is {wanted} among\n{told(claims)}"
    for unwanted in expected.get("never", ()):
        wrong = tuple(claim for claim in claims if matches(claim, unwanted))
        assert not wrong, f"{unwanted} was read:\n{told(wrong)}"
    for claim in claims:
        rules = {claim.status_rule, claim.attribution.rule, *(quantity.rule for quantity in claim.quantities)}
        rules |= {time.rule for time in (claim.time, claim.time_before) if time is not None}
        assert rules <= set(RULES)


def test_there_are_enough_golden_claims() -> None:
    assert len(CASES) >= 25
