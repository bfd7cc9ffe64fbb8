"""Plans whose day passes, and what later pages say of other things: told as "no report yet", or implied to be done."""

import pytest

from tests.builders import make_book, make_reading, make_story, make_version, moment
from tests.story_play import StoryPlay
from tracker.claims import ClaimReader, load_lexicon
from tracker.config import JudgeSettings
from tracker.ledger import state_in
from tracker.model import ChangeKind, Event, EventState, Outcome, Severity, State

CLASSES = load_lexicon().classes
READINGS = [make_reading(number, outlet=outlet, read="2099-01-01") for number, outlet in enumerate(("A", "B"), 1)]

IN_PASSING = "Orvel is short of water.\n\nThe dam is low.\n\nRain is far.\n\nPaul Lorn will visit Tamar on January 21."


@pytest.fixture(scope="module")
def reader() -> ClaimReader:
    """One reader for all."""
    return ClaimReader()


def played(reader: ClaimReader, *pages: tuple[str, str]) -> StoryPlay:
    """A story of these pages; the clock runs once all of them have been read."""
    play = StoryPlay(make_book(story=make_story("orvel", "tamar", "lorn")), classes=CLASSES)
    for number, (day, text) in enumerate(pages, 1):
        version = make_version(text, id=number, article_id=number, on=day, outlet=f"Paper {number}")
        play.read(version, reader.read(version))
    play.until(moment("2025-06-30"), since=moment(pages[0][0]), readings=READINGS)
    return play


def overdue(play: StoryPlay) -> list[str]:
    """Titles of what was told as not reported."""
    return [each.title for each in play.told if each.kind is ChangeKind.OVERDUE and each.severity > Severity.INFO]


def states(play: StoryPlay) -> dict[str, EventState]:
    """Event class -> what the first event of that class comes to within the story."""
    found: dict[str, EventState] = {}
    for event in _events(play):
        known = state_in(play.book, event, classes=CLASSES, now=moment("2025-06-30"), settings=JudgeSettings())
        found.setdefault(event.event_class, known)
    return found


def _events(play: StoryPlay) -> list[Event]:
    return [each.value for each in play.book.events]


IMPLIED = [
    # By what it comes about by, though both were told of.
    ("hearing", "The court in Orvel will hear the case against Lorn on Tuesday, January 21.",
     "Lorn was convicted of fraud by the court in Orvel on Tuesday, after the hearing had been cut short."),
    # Spoken of as past: the result of it, who won it, what came after it.
    ("recount", "A recount will be held in Orvel on Tuesday, January 21.",
     "Paul Lorn, the winner of the recount, was sworn in as governor of Orvel on Monday."),
    ("meet", "The ministers of Orvel and Tamar will meet on Tuesday, January 21, to talk about the dam.",
     "Prices fell in Orvel after the meeting of the two ministers, and the banks lowered their rates."),
    # The same kind of thing on its day, in another's words.
    ("pay", "The higher pension will be paid in Orvel from January 21.",
     "The new allowances have been paid to pensioners in Orvel since January 21."),
    # A later step of the life cycle.
    ("sign", "Orvel and Tamar will sign the water treaty on Tuesday, January 21.",
     "The parliament of Orvel ratified the water treaty with Tamar on Monday."),
]  # fmt: skip


@pytest.mark.parametrize(("event_class", "plan", "later"), IMPLIED, ids=[case[0] for case in IMPLIED])
def test_what_a_later_page_implies_is_not_told_as_unreported(
    reader: ClaimReader, event_class: str, plan: str, later: str
) -> None:
    play = played(reader, ("2025-01-14", plan), ("2025-01-27", later))
    assert overdue(play) == []
    known = states(play)[event_class]
    assert (known.state, known.outcome) == (State.HAPPENED, Outcome.AS_ANNOUNCED)


SILENT = [
    # It is spoken of, but as something to come.
    ("A recount will be held in Orvel on Tuesday, January 21.",
     "The governor of Orvel will be sworn in after the recount, the commission said."),
    # Others did it, on another day.
    ("The ministers of Orvel and Tamar will meet on Tuesday, January 21, to talk about the dam.",
     "The ministers of Peru and Chile met on Friday."),
    # The same kind of thing, long after the day.
    ("Orvel and Tamar will sign the water treaty on Tuesday, January 21.",
     "The mayor of Orvel signed the budget on February 26."),
    # Told before the day: that was an earlier one.
    ("Orvel and Tamar will sign the water treaty on Tuesday, January 21.",
     "The weather in Orvel is mild, and the harbour is open to traffic on all days."),
]  # fmt: skip


@pytest.mark.parametrize(("plan", "later"), SILENT)
def test_what_implies_nothing_leaves_the_plan_without_a_report(reader: ClaimReader, plan: str, later: str) -> None:
    play = played(reader, ("2025-01-14", plan), ("2025-02-28", later))
    assert len(overdue(play)) == 1


def test_a_plan_told_in_passing_by_one_article_is_kept_and_not_told(reader: ClaimReader) -> None:
    play = played(reader, ("2025-01-14", IN_PASSING), ("2025-02-28", "The harbour of Orvel is open."))
    assert overdue(play) == []
    assert "change.minor_plan" in {each.rule for each in play.changes}


def test_a_plan_told_in_passing_by_two_articles_is_told(reader: ClaimReader) -> None:
    again = "Rain is not in sight.\n\nThe dam is low.\n\nLorn is to visit Tamar on January 21, his office confirmed."
    play = played(reader, ("2025-01-14", IN_PASSING), ("2025-01-15", again), ("2025-02-28", "The harbour is open."))
    assert len(overdue(play)) == 1


def test_two_plans_of_one_sentence_for_one_day_are_told_once(reader: ClaimReader) -> None:
    page = "The ministers of Orvel and Tamar will meet and sign the water treaty on January 21."
    play = played(reader, ("2025-01-14", page), ("2025-02-28", "The harbour of Orvel is open."))
    assert len(overdue(play)) == 1
