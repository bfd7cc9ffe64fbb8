"""Days that only the headline tells: read on Wednesday, 15 January 2025."""

import pytest

from tests.builders import make_version
from tracker.claims import ClaimReader


@pytest.fixture(scope="module")
def reader() -> ClaimReader:
    return ClaimReader()


def told(reader: ClaimReader, title: str, text: str) -> dict[str, str]:
    """The first day of each claim with a time that the headline gave, by its trigger."""
    claims = reader.read(make_version(text, on="2025-01-15", title=title))
    assert all(claim.trigger.quote in text for claim in claims)
    return {c.trigger.quote: str(c.time.first) for c in claims if c.time is not None and c.time.rule == "date.headline"}


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        (
            "Opening of harbour bridge delayed until March 3",
            "The opening of the harbour bridge has been postponed because of the frost.",
            {"opening": "2025-03-03"},
        ),
        (
            "Vote on pact moved to February 3",
            "The parliament has put off its vote on the pact once more.",
            {"vote": "2025-02-03"},
        ),
        (
            "Kay to resign on Friday",
            "Mayor Jane Kay will resign, her office said.",
            {"resign": "2025-01-17"},
        ),
        # The headline names no event, but that something is put off until then.
        (
            "Harbour bridge put off until March 3",
            "The opening of the bridge over the harbour has been postponed, the council said.",
            {"opening": "2025-03-03"},
        ),
        ("Harbour bridge closed until March 3", "The opening of the bridge has been postponed.", {}),
        # The text has a day of its own.
        (
            "Opening of harbour bridge delayed until spring",
            "The opening of the harbour bridge has been postponed to March 3.",
            {},
        ),
        # Another event than the headline's.
        ("Opening of harbour bridge delayed until March 3", "The vote on the pact has been postponed.", {}),
        # The text says that no day is set.
        ("Kay's trial could be in March", "No date has been set for the trial of Jane Kay.", {}),
        # A day gone by is no plan's.
        ("Kay to resign after January 3 vote", "Mayor Jane Kay will resign, her office said.", {}),
        ("Kay to resign within 48 hours", "Mayor Jane Kay will resign, her office said.", {}),
        ("Kay convicted on Friday", "Jane Kay has been convicted of fraud.", {}),
    ],
)
def test_the_lead_takes_the_day_of_the_headline(
    reader: ClaimReader, title: str, text: str, expected: dict[str, str]
) -> None:
    assert told(reader, title, text) == expected


def test_a_headline_makes_no_claim(reader: ClaimReader) -> None:
    version = make_version("It rained in Harg.", on="2025-01-15", title="Kay to resign on Friday")
    assert [claim for claim in reader.read(version) if claim.event_class == "resign"] == []
