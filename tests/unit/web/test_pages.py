"""Every page over a played story: what it says, that it is whole, and that words of others stay words."""

import re
from datetime import timedelta
from html.parser import HTMLParser

import httpx
import pytest

from tests.builders import moment
from tests.report_play import ReportPlay
from tests.unit.reports.test_renderers import HOSTILE, hostile_play
from tests.unit.web.conftest import client_of
from tracker.model import Delivery, DeliveryOutcome, Severity, SourceKind
from tracker.reports import to_json

PAGES = (
    "/",
    "/alerts",
    "/add",
    "/S1/begun",
    "/S1",
    "/S1/since",
    "/S1/claims",
    "/S1/timeline",
    "/E1",
    "/E2",
    "/A2",
    "/A2/diff",
    "/A2/diff?view=inline",
)
SHORT = ("/N1", "/N4", "/C1", "/X1", "/X2")


class Page(HTMLParser):
    """What a test wants to know of a page: its links, ids, and whatever a strict policy forbids."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.forbidden: list[str] = []
        self.scripts = 0
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if tag == "a" and named.get("href"):
            self.links.append(str(named["href"]))
        if named.get("id"):
            self.ids.append(str(named["id"]))
        self.scripts += tag == "script"
        self.forbidden += [f"{tag} {name}" for name in named if name == "style" or name.startswith("on")]
        if tag in ("style", "iframe", "object", "embed", "base") or (tag == "script" and not named.get("src")):
            self.forbidden.append(tag)


async def page_of(site: httpx.AsyncClient, path: str) -> Page:
    """A page that has to be there."""
    answer = await site.get(path)
    assert answer.status_code == 200, path
    return Page(answer.text)


@pytest.mark.parametrize("path", [*PAGES, *SHORT])
async def test_a_page_has_nothing_inline_and_no_id_twice(site: httpx.AsyncClient, path: str) -> None:
    page = await page_of(site, path)
    assert not page.forbidden
    assert page.scripts == 2
    assert len(page.ids) == len(set(page.ids))


@pytest.mark.parametrize("path", [*PAGES, *SHORT])
async def test_every_link_of_the_site_leads_somewhere(site: httpx.AsyncClient, path: str) -> None:
    page = await page_of(site, path)
    own = {link.split("#")[0] for link in page.links if link.startswith("/")}
    for link in sorted(own):
        assert (await site.get(link, follow_redirects=True)).status_code == 200, f"{path} -> {link}"
    inside = {link[1:] for link in page.links if link.startswith("#")}
    assert inside <= set(page.ids)


async def test_the_board_says_what_the_command_line_says(slip: ReportPlay, site: httpx.AsyncClient) -> None:
    text = (await site.get("/")).text
    board = slip.reports.board(slip.now)
    for line in board.stories[0].lines:
        assert line.title in text
        assert line.label in text
        assert f'href="/{line.id}"' in text


async def test_an_event_shows_all_its_evidence(slip: ReportPlay, site: httpx.AsyncClient) -> None:
    text = (await site.get("/E1")).text
    page = slip.reports.event(1, slip.now)
    assert page.evidence
    assert text.count("<figure") == len(page.evidence)
    assert all(passage.claim in text for passage in page.evidence)
    assert "<mark>" in text


async def test_a_diff_marks_the_words_that_differ(slip: ReportPlay, site: httpx.AsyncClient) -> None:
    diff = slip.reports.diff(2)
    beside = (await site.get("/A2/diff?view=beside")).text
    inline = (await site.get("/A2/diff?view=inline")).text
    shown = [edit for edit in (diff.headline, *diff.edits) if edit is not None]
    for text in (beside, inline):
        assert text.count("<del>") == sum(segment.marked for edit in shown for segment in edit.before)
        assert text.count("<ins>") == sum(segment.marked for edit in shown for segment in edit.after)
    assert 'class="side was"' in beside
    assert 'class="side was"' not in inline


async def test_a_short_id_is_found_in_any_case(site: httpx.AsyncClient) -> None:
    answer = await site.get("/find", params={"id": " e1 "})
    assert answer.headers["location"] == "/E1"
    assert (await site.get("/e1")).status_code == 200
    assert (await site.get("/stories/iran-russia")).headers["location"] == "/S1"


@pytest.mark.parametrize(
    ("path", "status", "says"),
    [
        ("/E999", 404, "E999"),
        ("/nothing-here", 404, "There is nothing at /nothing-here"),
        ("/S1/nothing", 404, "There is nothing at /S1/nothing"),
        ("/stories/unheard-of", 404, "no story is named"),
        ("/find?id=E", 400, "is no short id"),
        ("/A1/diff", 400, "has one version only"),
        ("/A2/diff?before=7", 404, "has no version 7"),
        ("/A2/diff?view=sideways", 400, "view"),
        ("/static/site.css", 404, "There is nothing at"),
    ],
)
async def test_what_is_not_there_is_said_in_a_sentence(
    site: httpx.AsyncClient, path: str, status: int, says: str
) -> None:
    answer = await site.get(path)
    assert answer.status_code == status
    assert says in re.sub(r"&#39;", "'", answer.text)
    assert not Page(answer.text).forbidden


async def test_words_of_others_are_shown_inert() -> None:
    play = hostile_play()
    async with client_of(play) as site:
        for path in ("/", "/S1", "/S1/since", "/S1/claims", "/S1/timeline", "/E1", "/A1", "/X1", "/C1"):
            answer = await site.get(path)
            page = Page(answer.text)
            assert not page.forbidden, path
            assert page.scripts == 2, path
            assert not [link for link in page.links if not link.startswith(("/", "#", "?", "http"))], path
            assert not {"\u202e", "\x1b", "\x00"} & set(answer.text), path
    assert "<script>" in HOSTILE


async def test_a_get_changes_nothing(slip: ReportPlay, site: httpx.AsyncClient) -> None:
    before = to_json(slip.reports.since(slip.now, story_id=1))
    for path in [*PAGES, *SHORT]:
        await site.get(path)
    assert (await site.get("/S1/caught-up")).status_code == 405
    assert to_json(slip.reports.since(slip.now, story_id=1)) == before


async def test_catching_up_is_a_button(slip: ReportPlay, site: httpx.AsyncClient) -> None:
    assert "since" in (await site.get("/")).text
    answer = await site.post("/S1/caught-up", data={"back": "board"}, headers={"sec-fetch-site": "same-origin"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert slip.store.story(1).read_at == slip.now
    assert "Nothing new since" in (await site.get("/")).text


@pytest.mark.parametrize(
    ("ending", "media", "begins"),
    [("html", "text/html", "<!doctype html>"), ("md", "text/markdown", "# "), ("json", "application/json", "{")],
)
async def test_a_report_is_a_file_to_keep(site: httpx.AsyncClient, ending: str, media: str, begins: str) -> None:
    answer = await site.get(f"/S1/report.{ending}")
    assert answer.headers["content-type"].startswith(media)
    assert answer.headers["content-disposition"].startswith('attachment; filename="iran-russia-')
    assert answer.headers["content-security-policy"] == "sandbox"
    assert answer.text.lstrip().startswith(begins)
    assert (await site.get("/S1/report.exe")).status_code == 404


async def test_a_source_is_paused_and_read_again(slip: ReportPlay, site: httpx.AsyncClient) -> None:
    source = next(each for each in slip.store.sources(1) if each.kind is SourceKind.PAGE)
    path = f"/S1/X{source.id}/polling"
    headers = {"sec-fetch-site": "same-origin"}
    for to, shown in (("paused", "Read it again"), ("on", "Pause"), ("removed", "Read it again")):
        answer = await site.post(path, data={"to": to}, headers=headers)
        assert answer.status_code == 303, answer.text
        assert shown in (await site.get(f"/X{source.id}")).text
    pasted = next(each for each in slip.store.sources(1) if each.kind is SourceKind.PASTED)
    assert "polling" not in (await site.get(f"/X{pasted.id}")).text
    assert (await site.post(path, data={"to": "sideways"}, headers=headers)).status_code == 400


async def test_a_story_is_closed_and_opened_again(slip: ReportPlay, site: httpx.AsyncClient) -> None:
    headers = {"sec-fetch-site": "same-origin"}
    await site.post("/S1/closed", data={"closed": "true"}, headers=headers)
    assert slip.store.story(1).closed
    assert "Closed:" in (await site.get("/")).text
    await site.post("/S1/closed", data={"closed": "false"}, headers=headers)
    assert not slip.store.story(1).closed


async def test_the_inbox_holds_what_was_told(slip: ReportPlay, site: httpx.AsyncClient) -> None:
    text = (await site.get("/alerts")).text
    told = [change for change in slip.store.changes(1) if change.value.severity > Severity.INFO]
    assert told
    assert text.count("data-item") == len(told)
    assert "log</bdi>: waiting" in text
    assert (await site.get("/alerts?story=S1")).text.count("data-item") == len(told)
    assert "Nothing was told yet" in (await site.get(f"/alerts?before={told[0].id}")).text


async def test_a_message_that_was_given_up_is_tried_again(slip: ReportPlay, site: httpx.AsyncClient) -> None:
    alert = slip.store.alerts(1)[0].value
    later = moment("2027-01-01")
    slip.store.claim_alerts(limit=99, now=later, lease_for=timedelta(hours=1))
    slip.store.record_delivery(Delivery(alert_key=alert.key, at=later, outcome=DeliveryOutcome.DEAD, detail="no"))
    assert "log</bdi>: given up" in (await site.get("/alerts")).text
    headers = {"sec-fetch-site": "same-origin"}
    assert (await site.post("/alerts/retry", data={"key": alert.key}, headers=headers)).status_code == 303
    assert "log</bdi>: given up" not in (await site.get("/alerts")).text
    assert (await site.post("/alerts/retry", data={"key": "none"}, headers=headers)).status_code == 404
