"""Courses of events as files: what is read, and that each mistake is one line that names file, line and remedy."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.newsroom.course import load_course
from tests.newsroom.pages import CourseError

COURSES = Path(__file__).parents[2] / "newsroom" / "courses"
NAMES = ("called-off", "nobody-reports", "slips-a-week", "true-course")
TOML = """\
title = "A bridge"
begins = 2025-01-15T09:00:00+00:00
ends = 2025-02-05T00:00:00+00:00
sources = ["http://courier.example/bridge", "http://courier.example/feed"]

[seed]
text = "seed.txt"
published = "2025-01-15T00:00+00:00"
outlet = "Wrap"

[outlets."The Courier"]
host = "courier.example"
template = "broadsheet"
feed = "/feed"
"""
FIRST = """\
Address: http://courier.example/bridge
Outlet: The Courier
Title: The bridge: it opens on Friday
Published: 2025-01-14T09:15+03:30
Served-Until: 2025-01-16T08:00+00:00

The bridge will open
on Friday.


It is 45 metres long.
"""
SECOND = """\
Address: http://courier.example/bridge
Outlet: The Courier
Title: The bridge: it opens on Friday
Published: 2025-01-14T09:15+03:30
Served-From: 2025-01-16T08:00+00:00

It is 47 metres long.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A course of one outlet and one page that changes in place."""
    for name, text in (("course.toml", TOML), ("1.page", FIRST), ("2.page", SECOND), ("seed.txt", "A bridge opens.")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_a_page_is_headers_and_paragraphs(folder: Path) -> None:
    first, second = load_course(folder).pages
    assert first.title == "The bridge: it opens on Friday"
    assert first.paragraphs == ("The bridge will open on Friday.", "It is 45 metres long.")
    assert first.published == datetime(2025, 1, 14, 5, 45, tzinfo=UTC)
    assert (first.served_from, first.served_until) == (first.published, second.served_from)
    assert (first.status, first.retry_after, first.in_feed, first.byline) == (200, None, True, "")


def test_a_page_that_changes_in_place_has_one_state_at_a_time(folder: Path) -> None:
    course = load_course(folder)
    for moment in (*course.moments(), course.begins, course.ends):
        assert sum(page.is_served(moment) for page in course.pages) == 1
    assert course.pages[1].is_served(course.moments()[-1])


@pytest.mark.parametrize("ending", ["\r\n", "\n"])
def test_files_of_other_editors_are_read_alike(folder: Path, ending: str) -> None:
    plain = load_course(folder).pages
    for path in folder.glob("*.page"):
        text = path.read_text(encoding="utf-8").replace("\n\n", "\n  \n", 1)
        path.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", ending).encode())
    assert load_course(folder).pages == plain


@pytest.mark.parametrize(
    ("edit", "line", "said"),
    [
        (("1.page", "Title:", "Titel:"), 3, "'Titel' is no header"),
        (("1.page", "Title: The bridge: it opens on Friday\n", ""), 1, "Title: this header is missing"),
        (("1.page", "Title: The bridge: it opens on Friday", "Title:"), 3, "Title: this header is missing or empty"),
        (("1.page", "Title:", "Byline: A\nByline: B\nTitle:"), 4, "Byline stands twice"),
        (("1.page", "Outlet: The Courier", "Outlet: Nobody"), 2, "there are: The Courier"),
        (("1.page", "http://courier", "http://other"), 1, "courier.example"),
        (("1.page", "http://courier", "https://courier"), 1, "courier.example"),
        (("1.page", "/bridge", "/bridge?page=2"), 1, "courier.example"),
        (("1.page", "2025-01-14T09:15+03:30", "yesterday"), 4, "'yesterday' is no time"),
        (("1.page", "2025-01-14T09:15+03:30", "2025-01-14T09:15"), 4, "needs a zone"),
        (("1.page", "Until: 2025-01-16", "Until: 2025-01-01"), 5, "later than the first moment"),
        (("1.page", "Title:", "Status: teapot\nTitle:"), 3, "'teapot' is no whole number"),
        (("1.page", "Title:", "Status: 301\nTitle:"), 3, "use 200, or 400 to 599"),
        (("1.page", "Title:", "Retry-After: soon\nTitle:"), 3, "'soon' is no whole number"),
        (("1.page", "Title:", "In-Feed: maybe\nTitle:"), 3, "yes, no"),
        (("1.page", FIRST[FIRST.index("\n\n") :], ""), 5, "the text is missing"),
        (("course.toml", "title =", "titel ="), 1, "titel: there is no such key; there are: title"),
        (("course.toml", "ends = 2025-02-05", "ends = 2024-02-05"), 3, "has to end after it begins"),
        (("course.toml", "ends = 2025-02-05T00:00:00+00:00", 'ends = "soon"'), 3, "'soon' is no time"),
        (
            ("course.toml", '["http://courier.example/bridge"', '["http://else.example/"'),
            4,
            "there are: courier.example",
        ),
        (("course.toml", "outlet =", "outlets ="), 9, "seed.outlets: there is no such key"),
        (("course.toml", '"seed.txt"', '"sead.txt"'), 7, "is not there"),
        (("course.toml", 'text = "seed.txt"\n', ""), 6, "the key text is missing"),
        (("course.toml", '"broadsheet"', '"tabloid"'), 13, "broadsheet, agency, portal, blog"),
        (("course.toml", 'template = "broadsheet"\n', ""), 11, "the key template is missing"),
        (("course.toml", '"courier.example"', '"The Courier"'), 12, "no host name"),
        (("course.toml", '"/feed"', '"feed"'), 14, "begin with /"),
        (("course.toml", '"/feed"', "3"), 14, "a text is needed"),
    ],
)
def test_a_mistake_is_one_line_with_its_place(folder: Path, edit: tuple[str, str, str], line: int, said: str) -> None:
    file, old, new = edit
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CourseError, match=said) as caught:
        load_course(folder)
    assert str(caught.value).startswith(f"{folder / file}:{line}: ")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("file", "content", "said"),
    [
        ("course.toml", b"title = = 1\n", "line 1"),
        ("course.toml", b"outlets = 3\n", "outlets: a table is needed"),
        ("course.toml", b"\xff\xfe", "utf-8"),
        ("1.page", b"Title: \xff", "save it as UTF-8"),
        ("1.page", b"", "Address: this header is missing"),
    ],
)
def test_a_file_of_another_kind_is_one_line(folder: Path, file: str, content: bytes, said: str) -> None:
    (folder / file).write_bytes(content)
    with pytest.raises(CourseError, match=re.escape(said)) as caught:
        load_course(folder)
    assert str(caught.value).startswith(str(folder / file))
    assert "\n" not in str(caught.value)


def test_two_states_at_once_name_both_files(folder: Path) -> None:
    (folder / "1.page").write_text(FIRST.replace("Served-Until: 2025-01-16T08:00+00:00\n", ""), encoding="utf-8")
    with pytest.raises(CourseError, match="Served-Until") as caught:
        load_course(folder)
    assert "1.page" in str(caught.value)
    assert "2.page" in str(caught.value)


def test_a_folder_without_course_or_pages_says_what_it_needs(folder: Path, tmp_path: Path) -> None:
    for path in folder.glob("*.page"):
        path.unlink()
    with pytest.raises(CourseError, match=r"no page file there.*\*\.page"):
        load_course(folder)
    with pytest.raises(CourseError, match=r"needs a course\.toml"):
        load_course(tmp_path / "nowhere")


@pytest.mark.parametrize("name", NAMES)
def test_the_courses_that_we_ship_can_be_reached_by_a_reader(name: str) -> None:
    """Each page is in a feed that the user names, or named itself; each outlet is invented, fiction says so."""
    course = load_course(COURSES / name)
    feeds = {
        outlet.name for outlet in course.outlets.values() if f"http://{outlet.host}{outlet.feed}" in course.sources
    }
    for page in course.pages:
        assert page.address in course.sources or (page.in_feed and page.outlet in feeds), page.file
        assert page.served_from < course.ends, page.file
    assert all(outlet.host.endswith(".example") for outlet in course.outlets.values())
    assert ("(fiction)" in course.title) is (name != "true-course")


def test_the_true_course_has_what_the_demonstration_has_to_show() -> None:
    course = load_course(COURSES / "true-course")
    assert len({page.address for page in course.pages}) >= 16
    assert len({page.outlet for page in course.pages}) >= 6
    assert {page.shows for page in course.pages} == {"article", "stub", "consent", "missing", "blocked"}
    assert [page.outlet for page in course.pages if page.title_b]
    assert [page for page in course.pages if course.outlets[page.outlet].language == "ru"]
    assert [page for page in course.pages if page.status == 403]
    assert [
        page for page in course.pages if (page.served_from - page.published).days > 30 and page.served_until is None
    ]
    assert {course.outlets[page.outlet].template for page in course.pages} == {"broadsheet", "agency", "portal", "blog"}
    states = {page.address: [p for p in course.pages if p.address == page.address] for page in course.pages}
    in_place = {address: pages for address, pages in states.items() if len(pages) > 1}
    assert len(in_place) == 7
    figures = {
        address.rpartition("/")[2]: [re.findall(r"\d+", " ".join(page.paragraphs)) for page in pages]
        for address, pages in in_place.items()
    }
    # One silently corrects a figure, another says the same in other words.
    assert figures["inside-the-pact"][0] != figures["inside-the-pact"][1]
    assert figures["president-leaves-for-dushanbe"][0] == figures["president-leaves-for-dushanbe"][1]
