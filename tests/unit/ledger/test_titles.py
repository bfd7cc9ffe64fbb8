"""What events and figures are called."""

import pytest

from tests.builders import CLASSES, TREATY, body, make_claim, make_quantity, make_version, state
from tracker.ledger.titles import event_title, quantity_text
from tracker.model import Participant, ParticipantKind

VERSION = make_version("It was told.")


def test_a_document_s_parties_are_not_named_twice() -> None:
    claim = make_claim(VERSION, "ratify", subject=body("State Duma"), object=TREATY, others=(state("Iran"),))
    assert event_title(claim, CLASSES["ratify"], of_story=True) == "Treaty ratification: State Duma"
    with_another = make_claim(VERSION, "ratify", subject=body("State Duma"), object=TREATY, others=(state("Oman"),))
    assert event_title(with_another, CLASSES["ratify"], of_story=True) == "Treaty ratification: State Duma, Oman"


def test_how_many_is_no_part_of_a_name() -> None:
    deputies = Participant(text="411 deputies", key="deputy", kind=ParticipantKind.OTHER)
    claim = make_claim(VERSION, "vote", subject=deputies, object=TREATY)
    assert event_title(claim, CLASSES["vote"], of_story=True) == "Treaty vote: deputies"


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (411, "deputy", "411 deputies"),
        (2, "day", "2 days"),
        (1, "deputy", "1 deputy"),
        (47, "article", "47 articles"),
    ],
)
def test_plurals(value: float, unit: str, said: str) -> None:
    assert quantity_text(make_quantity(VERSION, value, unit)) == said
