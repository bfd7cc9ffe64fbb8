"""Adding a story by form: what was written is never lost, and the ticks decide what is watched."""

import httpx
import pytest

from tests.report_play import ReportPlay

SAME = {"sec-fetch-site": "same-origin"}


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({}, "paste the article's text, or give its address"),
        ({"text": "   "}, "paste the article's text, or give its address"),
        ({"text": "A text", "published": "yesterday"}, "'yesterday' is no date"),
        ({"text": "x" * 500_001}, "at most 500,000 are read"),
        ({"url": "https://news.example/a"}, "the test reads no addresses"),
    ],
)
async def test_what_was_written_is_shown_again_with_the_reason(
    slip: ReportPlay, site: httpx.AsyncClient, fields: dict[str, str], says: str
) -> None:
    answer = await site.post("/add", data={"title": "Half <b>done</b>", **fields}, headers=SAME)
    assert answer.status_code == 400
    assert says in answer.text.replace("&#39;", "'")
    assert 'value="Half &lt;b&gt;done&lt;/b&gt;"' in answer.text
    for name, value in fields.items():
        assert value.strip() in answer.text, name
    assert len(slip.store.stories()) == 1


async def test_a_text_becomes_a_story(slip: ReportPlay, site: httpx.AsyncClient) -> None:
    fields = {"text": "The bridge will open on Friday.", "published": "2025-01-15", "title": "A bridge"}
    answer = await site.post("/add", data=fields, headers=SAME)
    assert (answer.status_code, answer.headers["location"]) == (303, "/S2/begun")
    assert "A bridge" in (await site.get("/S2/begun")).text


async def test_the_ticks_decide_what_is_watched(slip: ReportPlay, site: httpx.AsyncClient) -> None:
    plans = slip.reports.story(1, slip.now).plans
    assert any(plan.watched for plan in plans)
    text = (await site.get("/S1/begun")).text
    assert text.count(" checked>") == sum(plan.watched for plan in plans)
    assert (await site.post("/S1/watching", data={}, headers=SAME)).headers["location"] == "/S1"
    assert not any(plan.watched for plan in slip.reports.story(1, slip.now).plans)
    await site.post("/S1/watching", data={"watch": plans[0].id}, headers=SAME)
    assert [plan.id for plan in slip.reports.story(1, slip.now).plans if plan.watched] == [plans[0].id]


async def test_sources_are_added_one_a_line(slip: ReportPlay, site: httpx.AsyncClient) -> None:
    urls = "https://one.example/rss\n\n  https://two.example/\n"
    answer = await site.post("/S1/sources", data={"urls": urls}, headers=SAME)
    assert answer.headers["location"].startswith("/S1")
    assert {"https://one.example/rss", "https://two.example/"} <= {each.url for each in slip.store.sources(1)}
    refused = await site.post("/S1/sources", data={"urls": "ftp://three.example/"}, headers=SAME)
    assert refused.status_code == 400
    assert "three.example" in refused.text
