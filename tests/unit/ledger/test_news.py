"""What is news: told once, of this occasion, and not what only dates or explains something else."""

import pytest

from tests.builders import make_book, make_story, make_version
from tests.story_play import StoryPlay
from tracker.claims import ClaimReader, load_lexicon
from tracker.model import Change, ChangeKind, Severity


@pytest.fixture(scope="module")
def reader() -> ClaimReader:
    return ClaimReader()


def told(reader: ClaimReader, *pages: tuple[str, str], terms: tuple[str, ...] = ()) -> list[Change]:
    """The changes that are raised of pages (day, text), the first being the baseline."""
    play = StoryPlay(make_book(story=make_story(*terms)), classes=load_lexicon().classes)
    for number, (day, text) in enumerate(pages, 1):
        version = make_version(
            text, id=number, article_id=number, on=day, baseline=number == 1, outlet=f"Paper {number}"
        )
        play.read(version, reader.read(version))
    return [change for change in play.changes if change.severity > Severity.INFO]


@pytest.mark.parametrize(
    ("announced", "done", "times"),
    [
        (
            "The senate will vote on the water bill on Tuesday, May 6.",
            "The vote on the bill was held on Tuesday as its chairman had proposed, whose committee had backed it.",
            1,
        ),
        (
            "The members will vote on the pay deal on May 6. The board will approve the pay deal in May.",
            "The members voted on the pay deal on Tuesday and the board approved the pay deal.",
            2,
        ),
    ],
)
def test_a_deed_told_in_two_words_is_told_once(reader: ClaimReader, announced: str, done: str, times: int) -> None:
    found = told(reader, ("2031-05-02", announced), ("2031-05-06", done))
    assert sum(change.after is not None and change.after.text.startswith("happened") for change in found) == times


@pytest.mark.parametrize(
    ("later", "moves"),
    [
        ("The crew will now launch on September 9.", True),
        ("A fresh team of engineers will launch on September 9.", False),
    ],
)
def test_a_newcomer_moves_no_plan(reader: ClaimReader, later: str, *, moves: bool) -> None:
    found = told(reader, ("2031-05-02", "The crew will launch on June 6."), ("2031-05-20", later))
    assert any(change.before is not None and change.before.text.endswith("6 Jun 2031") for change in found) is moves


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        ("The miners were rescued on Tuesday.", True),
        ("An inquiry was promised two weeks after the miners were rescued.", False),
        ("The miners had been rescued in March 2019.", False),
    ],
)
def test_what_dates_something_else_is_no_news(reader: ClaimReader, later: str, *, expected: bool) -> None:
    found = told(reader, ("2031-05-02", "The mine has been closed."), ("2031-05-06", later))
    assert any(change.title.startswith("Rescue") for change in found) is expected


@pytest.mark.parametrize(
    ("later", "moves"),
    [
        ("The party's members will meet in Lund on June 21.", False),
        ("The meeting of the two ministers will be held on June 21.", True),
    ],
)
def test_others_who_meet_move_no_meeting(reader: ClaimReader, later: str, *, moves: bool) -> None:
    found = told(reader, ("2031-05-02", "The two ministers will meet in Lund on June 6."), ("2031-05-20", later))
    assert any(change.kind is ChangeKind.DATE for change in found) is moves


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        ("In the neighbouring county of Selm, meanwhile, the vote will be held on July 4.", False),
        ("The vote in the county will now be held on July 4.", True),
    ],
)
def test_the_next_county_moves_no_vote(reader: ClaimReader, later: str, *, expected: bool) -> None:
    first = ("2031-05-02", "The vote on the bridge will be held in the county on June 6.")
    found = told(reader, first, ("2031-05-20", later), terms=("lund",))
    assert any("4 Jul 2031" in change.title for change in found) is expected
