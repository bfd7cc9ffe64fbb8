"""Text, Markdown, JSON and HTML: readable everywhere, and inert whatever a page's words try."""

import html.parser
import json
import re
from datetime import datetime
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.report_play import ReportPlay, says, slipped
from tracker.model import Status
from tracker.reports import Page, to_html, to_json, to_markdown, to_text

HOSTILE = (
    "<script>alert(1)</script> [click](javascript:alert(2)) ![x](http://e.example/x.png) | a | `b` "
    "\x1b[31mred \u202egpj.exe www.e.example user@e.example https://e.example/x {{ 7*7 }} & <b>bold</b>"
)


def pages(play: ReportPlay) -> list[Page]:
    """Every kind of page over one play."""
    reports, now = play.reports, play.now
    found: list[Page] = [reports.board(now), reports.report(1, now), reports.claims(1), reports.timeline(1, now)]
    ids = ("S1", "E1", "N1", "C1", "A1", "X1")
    return [*found, *(reports.why(short_id, now) for short_id in ids)]


@pytest.fixture(scope="module")
def slip() -> ReportPlay:
    """The signing slips by a week."""
    return slipped()


def hostile_play() -> ReportPlay:
    """Hostile words in a story's title, an article's title, an outlet's name, a quote and an address."""
    play = ReportPlay(title=HOSTILE)
    play.paste(HOSTILE, says(HOSTILE, day="2025-01-17", speaker="<img src=x onerror=alert(3)>"), title=HOSTILE)
    play.publish(
        '"><script>alert(4)</script>',
        HOSTILE,
        says(HOSTILE, status=Status.HAPPENED, day="2025-01-17"),
        on="2025-01-17",
        url="javascript:alert(5)",
        title=HOSTILE,
    )
    return play


@pytest.fixture(scope="module")
def hostile() -> ReportPlay:
    """That play, once for this module."""
    return hostile_play()


# --- text ------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("width", [40, 80, 120])
def test_no_line_of_text_is_wider_than_the_screen(slip: ReportPlay, hostile: ReportPlay, width: int) -> None:
    for page in [*pages(slip), *pages(hostile), slip.reports.diff(2)]:
        for line in to_text(page, width=width).split("\n"):
            assert cell_len(line) <= width or line.lstrip().startswith("http"), line


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(min_size=1, max_size=300).filter(lambda text: bool(text.strip())))
def test_any_words_fit_80_columns_and_carry_no_control_characters(words: str) -> None:
    quote = words.replace("\n", " ").replace("\r", " ")
    play = ReportPlay(title=words)
    play.paste(quote, says(quote, day="2025-01-17"), title=words)
    for page in (play.reports.board(play.now), play.reports.report(1, play.now)):
        text = to_text(page)
        assert max(cell_len(line) for line in text.split("\n")) <= 80
        assert all(character == "\n" or character.isprintable() or character in "\u200c\u200d" for character in text)


def test_wide_characters_count_as_two_columns() -> None:
    quote = "伊朗和俄罗斯将于星期五在莫斯科签署全面战略伙伴关系条约" * 5
    play = ReportPlay(title=quote)
    play.paste(quote, says(quote, day="2025-01-17"))
    text = to_text(play.reports.report(1, play.now))
    assert max(cell_len(line) for line in text.split("\n")) <= 80
    assert quote[:20] in text


def test_text_has_no_escapes_and_no_spaces_at_line_ends(hostile: ReportPlay) -> None:
    for page in pages(hostile):
        text = to_text(page)
        assert "\x1b" not in text
        assert "\u202e" not in text
        assert not re.search(r"[ \t]$", text, re.MULTILINE)


def test_the_state_is_a_word(slip: ReportPlay) -> None:
    assert "POSTPONED" in to_text(slip.reports.board(slip.now))


# --- Markdown --------------------------------------------------------------------------------------------------------
def test_words_of_others_are_no_markdown(hostile: ReportPlay) -> None:
    for page in pages(hostile):
        written = to_markdown(page)
        assert "<script" not in written.replace("\\<", "")
        assert not re.search(r"(?<!\\)\]\((?!<https://)", written), "a link of their own"
        assert not re.search(r"(?<!\\)!\[", written)
        assert not re.search(r"https?://e\.example", written), "a bare address that links itself"
        assert not re.search(r"www\.e", written)
        assert "user@" not in written


def test_a_table_keeps_its_columns_whatever_stands_in_it(hostile: ReportPlay) -> None:
    rows = [line for line in to_markdown(hostile.reports.report(1, hostile.now)).split("\n") if line.startswith("| ")]
    columns = {len(re.findall(r"(?<!\\)\|", row)) - 1 for row in rows}
    assert columns <= {4, 5}


def test_evidence_in_markdown_links_to_its_passage(slip: ReportPlay) -> None:
    written = to_markdown(slip.reports.report(1, slip.now))
    assert "[passage](<https://volga-wire.example/2025-01-16#:~:text=The%20signing%20was%20put," in written


# --- JSON ------------------------------------------------------------------------------------------------------------
def test_json_has_short_ids_iso_times_and_says_which_page(slip: ReportPlay) -> None:
    for page in pages(slip):
        answer = json.loads(to_json(page))
        assert answer["page"] == type(page).__name__.removesuffix("Page").lower()
        assert answer["form"] == 1
    report = json.loads(to_json(slip.reports.report(1, slip.now)))
    plan = report["plans"][0]
    assert (plan["id"], plan["outcome"], plan["tone"]) == ("E1", "postponed", "moved")
    assert datetime.fromisoformat(plan["due_from"]).utcoffset() is not None
    assert plan["decided_by"]["address"].startswith("https://volga-wire.example/2025-01-16#:~:text=")


def test_json_keeps_the_exact_words(hostile: ReportPlay) -> None:
    report = json.loads(to_json(hostile.reports.report(1, hostile.now)))
    assert report["evidence"][0]["passages"][0]["quote"] == HOSTILE


# --- HTML ------------------------------------------------------------------------------------------------------------
class Elements(html.parser.HTMLParser):
    """What a browser would see of a document: elements with their attributes, and the words."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep one element."""
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """Keep one run of words."""
        self.words.append(data)


def elements(play: ReportPlay) -> Elements:
    """The report of a play, parsed."""
    parsed = Elements()
    parsed.feed(to_html(play.reports.report(1, play.now)))
    return parsed


def test_html_asks_nobody_for_anything(slip: ReportPlay, hostile: ReportPlay) -> None:
    for play in (slip, hostile):
        for tag, attributes in elements(play).found:
            assert tag not in {"script", "link", "img", "iframe", "object", "embed", "form", "base"}
            assert not [name for name in attributes if name.startswith("on") or name in ("src", "srcset", "style")]
        document = to_html(play.reports.report(1, play.now))
        assert "@import" not in document
        assert not re.search(r"url\((?!#)", document)
        assert "default-src 'none'" in document


def test_only_web_addresses_are_links(hostile: ReportPlay) -> None:
    addresses = [str(attributes["href"]) for tag, attributes in elements(hostile).found if tag == "a"]
    assert addresses
    assert all(address.startswith(("#", "https://", "http://")) for address in addresses)


def test_inner_links_lead_somewhere_and_ids_are_unique(slip: ReportPlay) -> None:
    found = elements(slip).found
    ids = [str(attributes["id"]) for _, attributes in found if "id" in attributes]
    assert len(ids) == len(set(ids))
    wanted = [str(attributes["href"])[1:] for tag, attributes in found if tag == "a" and "href" in attributes]
    assert {each for each in wanted if not each.startswith("ttp")} <= set(ids)


def test_html_has_landmarks_headings_in_order_and_table_headers(slip: ReportPlay) -> None:
    found = elements(slip).found
    tags = [tag for tag, _ in found]
    assert (tags.count("main"), tags.count("header"), tags.count("footer"), tags.count("h1")) == (1, 1, 1, 1)
    levels = [int(tag[1]) for tag in tags if re.fullmatch(r"h[1-6]", tag)]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert tags.count("table") == tags.count("caption")
    assert all("scope" in attributes for tag, attributes in found if tag == "th")
    assert next(attributes for tag, attributes in found if tag == "html")["lang"] == "en"


def test_evidence_shows_marked_words_the_hash_and_the_passage(slip: ReportPlay) -> None:
    parsed = elements(slip)
    page = slip.reports.report(1, slip.now)
    hashes = {passage.sha256 for event in page.evidence for passage in event.passages if passage.sha256}
    assert hashes
    assert all(f"SHA-256 {sha}" in parsed.words for sha in hashes)
    assert "mark" in [tag for tag, _ in parsed.found]


def test_the_drawing_has_the_table_as_its_words(slip: ReportPlay) -> None:
    parsed = elements(slip)
    drawing = next(attributes for tag, attributes in parsed.found if tag == "svg" and attributes.get("role") == "img")
    ids = {attributes.get("id") for _, attributes in parsed.found}
    assert {drawing["aria-labelledby"], drawing["aria-describedby"]} <= ids
    assert "POSTPONED" not in parsed.words
    assert any("postponed" in word for word in parsed.words)


def test_the_same_store_gives_the_same_bytes(slip: ReportPlay) -> None:
    page, again = slip.reports.report(1, slip.now), slip.reports.report(1, slip.now)
    for render in (to_text, to_markdown, to_json, to_html):
        assert render(page) == render(again)
