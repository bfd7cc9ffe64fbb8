"""Schedules over their versions: what a reader of such a page is told, and what is no schedule."""

from collections.abc import Sequence

import pytest

from tests.builders import make_book, make_story, make_version
from tests.story_play import StoryPlay
from tracker.claims import ClaimReader, load_lexicon
from tracker.claims.schedule_lines import read_line
from tracker.model import SCHEDULE_ITEM, Change, Severity

FIRST = """River Festival 2025: programme
Upcoming
Opening night: Friday, June 13, 2025
Lena Moreau: June 14, 2025
Choir: June 15, 2025
Everybody is welcome."""


@pytest.fixture(scope="module")
def reader() -> ClaimReader:
    return ClaimReader()


def told(reader: ClaimReader, *versions: tuple[str, str]) -> list[Change]:
    """What the last of an article's versions (day, text) changes."""
    play = StoryPlay(make_book(story=make_story()), classes=load_lexicon().classes)
    changes: Sequence[Change] = ()
    for number, (day, text) in enumerate(versions, 1):
        version = make_version(text, id=number, article_id=1, number=number, on=day)
        changes = play.read(version, reader.read(version)).changes
    return list(changes)


def lines(changes: Sequence[Change]) -> list[str]:
    return [f"{change.severity.name.lower()} {change.title}" for change in changes]


def test_a_moved_item_is_told_and_the_others_are_not(reader: ClaimReader) -> None:
    changes = told(reader, ("2025-05-01", FIRST), ("2025-05-08", FIRST.replace("June 14", "June 21")))
    assert lines(changes) == ["alert Lena Moreau: Sat 14 Jun 2025 -> Sat 21 Jun 2025"]
    assert [span.quote for span in changes[0].evidence] == ["Lena Moreau: June 21, 2025"]


def test_a_new_and_a_removed_item(reader: ClaimReader) -> None:
    after = FIRST.replace("Choir: June 15, 2025", "Fireworks: June 22, 2025")
    assert lines(told(reader, ("2025-05-01", FIRST), ("2025-05-08", after))) == [
        "notice Fireworks: planned for Sun 22 Jun 2025",
        "notice Choir: no longer in the article",
    ]


def test_items_under_another_heading_have_happened_and_a_note_cancels(reader: ClaimReader) -> None:
    after = """River Festival 2025: programme
Held
Opening night: Saturday, June 14, 2025
Upcoming
Lena Moreau: June 14, 2025 (cancelled)
Choir: June 15, 2025
Everybody is welcome."""
    changes = told(reader, ("2025-05-01", FIRST), ("2025-06-14", after))
    assert lines(changes) == ["alert Opening night: happened, Sat 14 Jun 2025", "alert Lena Moreau: cancelled"]
    planned = changes[0].before
    assert planned is not None
    assert planned.text == "planned for Fri 13 Jun 2025"


def test_what_is_over_may_leave_the_list_and_what_is_to_come_may_not(reader: ClaimReader) -> None:
    before = FIRST.replace(
        "Upcoming\nOpening night: Friday, June 13, 2025", "Held\nOpening night: June 13, 2025\nUpcoming"
    )
    after = FIRST.replace("Opening night: Friday, June 13, 2025\n", "").replace("Choir: June 15, 2025\n", "")
    changes = told(reader, ("2025-05-01", FIRST), ("2025-06-14", before), ("2025-06-14T15:00:00Z", after))
    assert lines(changes) == ["info Opening night: no longer in the article", "notice Choir: no longer in the article"]


def test_an_edit_elsewhere_on_the_page_tells_nothing_of_the_schedule(reader: ClaimReader) -> None:
    after = FIRST.replace("Everybody is welcome.", "Everybody is most welcome.")
    changes = told(reader, ("2025-05-01", FIRST), ("2025-07-30", after))
    assert [change for change in changes if change.severity > Severity.INFO] == []


def test_items_are_told_apart_by_exactly_their_names(reader: ClaimReader) -> None:
    before = "Planned releases\nHeron 3.13.1: 2025-03-04\nHeron 3.13.11: 2025-05-06\nHeron 3.13.12: 2025-07-08"
    after = before.replace("2025-05-06", "2025-05-13")
    assert lines(told(reader, ("2025-01-15", before), ("2025-02-01", after))) == [
        "alert Heron 3.13.11: Tue 6 May 2025 -> Tue 13 May 2025"
    ]


def test_one_item_of_two_lists_is_two_items(reader: ClaimReader) -> None:
    women = "Fixtures, women\nFinal: 4 May 2025\nSemi-final: 1 May 2025"
    text = f"{women}\n{women.replace('women', 'men').replace('4 May', '5 May')}"
    claims = reader.read(make_version(text, on="2025-01-15"))
    keys = [claim.object.key for claim in claims if claim.object and claim.event_class == SCHEDULE_ITEM]
    assert keys == [f"fixtures, {who}: {item}" for who in ("women", "men") for item in ("final", "semi-final")]


@pytest.mark.parametrize(
    ("text", "item", "day"),
    [
        ("Round 2: Friday, 12 June 2025", "Round 2", "12 June 2025"),
        ("- Round 2: 2025-06-12 (if needed)", "Round 2", "2025-06-12"),
        ("3. Round 2 — June 12, 2025, 19:30", "Round 2", "June 12, 2025"),
        ("12 June 2025: Round 2", "Round 2", "12 June 2025"),
        ("Thursday 12 June 2025 | Round 2 (Quay Hall)", "Round 2", "Thursday 12 June 2025"),
        ("Hearing in State v. Moreau, No. 12 | 12 June 2025", "Hearing in State v. Moreau, No. 12", "12 June 2025"),
    ],
)
def test_a_line_is_an_item_and_its_day(text: str, item: str, day: str) -> None:
    line = read_line(text)
    assert line is not None
    assert text[slice(*line.item)] == item
    assert line.mention.text in (day, f"Friday, {day}")


@pytest.mark.parametrize(
    "text",
    [
        "The court said: come back on 12 June 2025.",
        "Published: 12 June 2025",
        "Born: 12 June 1960",
        "Round 2: 2025-06-xx (tentative)",
        '"Ferry runs aground off the mole" — Harbour Post, June 12, 2025',
        "Place and date of signature: Oslo, 12 June 2025",
        "They met on 12 June 2025: nobody knows why they did.",
        "Changes to the rules (as of 12 June 2025):",
        "Round 2 will be played on 12 June 2025",
        "Round 2: nobody knows",
        "12 June 2025",
        "Ferries cost 20 euros: until 31 January 2025 they are free.",
    ],
)
def test_prose_and_a_page_s_own_dates_are_no_lines(text: str) -> None:
    assert read_line(text) is None
