"""Feeds: valid for a feed reader, stable ids, conditional GET, and inert."""

import json

import feedparser
import httpx
import pytest

from tests.report_play import ReportPlay
from tests.unit.reports.test_renderers import hostile_play
from tests.unit.web.conftest import client_of
from tracker.model import Severity


@pytest.mark.parametrize("path", ["/alerts.atom", "/S1/feed.atom"])
async def test_a_feed_reader_reads_it(slip: ReportPlay, site: httpx.AsyncClient, path: str) -> None:
    answer = await site.get(path)
    assert answer.headers["content-type"].startswith("application/atom+xml")
    feed = feedparser.parse(answer.content)
    assert not feed.bozo
    told = [each for each in slip.store.changes(1) if each.value.severity > Severity.INFO]
    assert [entry.id for entry in feed.entries] == [f"urn:claimwatch:change:{each.value.key}" for each in told[::-1]]
    for entry in feed.entries:
        assert (await site.get(entry.link)).status_code == 200
        assert entry.title
        assert entry.updated_parsed


@pytest.mark.parametrize("path", ["/alerts.json", "/S1/feed.json"])
async def test_it_is_a_json_feed(site: httpx.AsyncClient, path: str) -> None:
    answer = await site.get(path)
    assert answer.headers["content-type"].startswith("application/feed+json")
    feed = json.loads(answer.text)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == f"http://127.0.0.1:8420{path}"
    assert len({item["id"] for item in feed["items"]}) == len(feed["items"]) > 0
    assert all(item["content_text"] and item["url"] and item["date_published"] for item in feed["items"])


@pytest.mark.parametrize("path", ["/alerts.atom", "/S1/feed.json"])
async def test_an_unchanged_feed_is_not_sent_again(slip: ReportPlay, site: httpx.AsyncClient, path: str) -> None:
    first = await site.get(path)
    again = await site.get(path, headers={"if-none-match": f'"other", W/{first.headers["etag"]}'})
    assert (again.status_code, again.content) == (304, b"")
    assert (await site.get(path, headers={"if-none-match": '"other"'})).status_code == 200


async def test_feeds_are_inert() -> None:
    async with client_of(hostile_play()) as site:
        for path in ("/alerts.atom", "/S1/feed.atom"):
            feed = feedparser.parse((await site.get(path)).content)
            assert not feed.bozo
        for path in ("/alerts.atom", "/alerts.json"):
            text = (await site.get(path)).text
            assert not {"\u202e", "\x1b", "\x00"} & set(text)
    assert (await client_of(hostile_play()).get("/S1/feed.exe")).status_code == 404
