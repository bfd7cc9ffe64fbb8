"""What was announced as a whole and is done in part, tried and failed, or talked of and come to nothing."""

from datetime import datetime

import pytest

from tests.builders import make_version
from tests.story_play import StoryPlay
from tracker.claims import ClaimReader, load_lexicon
from tracker.model import Severity, State

READER = ClaimReader()
PLAN = ("2025-03-01", "The militia of Oro will release 40 hostages on Friday, March 7.")
TALKS = ("2025-03-01", "The union and the ferry company will hold talks on Friday, March 7.")
PULLOUT = ("2025-03-01", "The army of Oro will withdraw from Talla by Friday, March 7.")


def states(event_class: str, *lines: tuple[str, str]) -> list[State]:
    """The state of the one event of a class after each article."""
    play, found = StoryPlay(classes=load_lexicon().classes), []
    for number, (day, text) in enumerate(lines, 1):
        version = make_version(text, id=number, on=day, outlet=f"Outlet {number}")
        play.read(version, READER.read(version))
        event = play.events(event_class)[0]
        found.append(play.state(event, now=datetime.fromisoformat(f"{day}T20:00+00:00")).state)
    return found


@pytest.mark.parametrize(
    ("plan", "event_class", "report", "state"),
    [
        (PLAN, "free", "The militia of Oro released half of the hostages on Friday.", State.PARTLY),
        (PLAN, "free", "The militia of Oro released 31 hostages on Friday.", State.PARTLY),
        (PLAN, "free", "The militia of Oro released some of its hostages on Friday.", State.PARTLY),
        (PLAN, "free", "The militia of Oro released 40 hostages on Friday.", State.HAPPENED),
        (PLAN, "free", "The militia of Oro released its hostages on Friday.", State.HAPPENED),
        (PLAN, "free", "The militia of Oro released more than 35 hostages on Friday.", State.HAPPENED),
        (PULLOUT, "withdraw_troops", "The army of Oro has partly withdrawn from Talla.", State.PARTLY),
        (PULLOUT, "withdraw_troops", "The army of Oro withdrew from Talla partly because of the rain.", State.HAPPENED),
    ],
)
def test_in_part_is_told_of_what_was_announced(
    plan: tuple[str, str], event_class: str, report: str, state: State
) -> None:
    assert states(event_class, plan, ("2025-03-08", report))[-1] is state


def test_what_nobody_announced_is_simply_done() -> None:
    assert states("free", ("2025-03-08", "The militia of Oro released half of its hostages on Friday.")) == [
        State.HAPPENED
    ]


def test_the_rest_makes_it_whole() -> None:
    part = ("2025-03-08", "The militia of Oro released half of the hostages on Friday.")
    rest = ("2025-03-10", "The militia of Oro released the remaining hostages on Sunday, March 9.")
    assert states("free", PLAN, part, rest) == [State.PLANNED, State.PARTLY, State.HAPPENED]


def test_talks_that_were_held_and_came_to_nothing_have_failed() -> None:
    held = ("2025-03-07", "The union and the ferry company held talks on Friday.")
    ended = ("2025-03-08", "The talks between the union and the ferry company ended without a deal.")
    assert states("talk", TALKS, held, ended) == [State.PLANNED, State.HAPPENED, State.FAILED]


def test_what_was_tried_in_vain_has_failed_before_its_day() -> None:
    failed = ("2025-03-05", "The militia of Oro failed to release the hostages.")
    assert states("free", PLAN, failed)[-1] is State.FAILED


def test_what_will_not_be_done_is_no_news_where_nobody_had_announced_it() -> None:
    play = StoryPlay(classes=load_lexicon().classes)
    first = make_version("The ferry company is based in Talla.", id=1, on="2025-03-01", outlet="One")
    play.read(first, READER.read(first))
    later = make_version("The union will not sue the ferry company.", id=2, on="2025-03-03", outlet="Two")
    play.read(later, READER.read(later))
    assert not any(change.severity > Severity.INFO for change in play.changes)
