"""One polite, conditional request: what is sent, and what each answer means."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import httpx
import pytest
import respx

from tests.unit.fetch.test_robots import SteppedClock, Wire
from tests.unit.fetch.test_schedule import PAGE
from tracker.config import FetchSettings, NetSettings
from tracker.fetch import HttpFetcher
from tracker.model import FailureReason, Fetched, FetchFailed, FetchResult, NotModified
from tracker.net import open_client

NOW = datetime(2025, 10, 2, tzinfo=UTC)
SITE = "https://courier.example"
SOURCE = replace(PAGE, url=f"{SITE}/a")
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@pytest.fixture
async def fetcher() -> AsyncIterator[HttpFetcher]:
    """A fetcher that obeys robots.txt; its machine clock stands at 15 January 2025."""
    async with open_client(NetSettings()) as client:
        yield HttpFetcher(client, FetchSettings(), machine_clock=SteppedClock())


@pytest.fixture
def site() -> respx.MockRouter:
    """A site without robots.txt."""
    router = respx.mock(using="httpx", assert_all_called=False)
    router.get(f"{SITE}/robots.txt").mock(return_value=httpx.Response(404, stream=Wire(b"")))
    return router


async def fetch(
    fetcher: HttpFetcher, site: respx.MockRouter, *, status: int = 200, etag: str | None = None, **headers: str
) -> FetchResult:
    """Fetch the source, which answers so."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    with site:
        site.get(SOURCE.url).mock(return_value=httpx.Response(status, headers=named, stream=Wire(b"body")))
        return await fetcher.fetch(replace(SOURCE, etag=etag), now=NOW)


@pytest.mark.parametrize(
    ("etag", "last_modified", "sent"),
    [
        (None, None, {}),
        ('"1"', None, {"if-none-match": '"1"'}),
        (None, "Wed, 15 Jan 2025 10:00:00 GMT", {"if-modified-since": "Wed, 15 Jan 2025 10:00:00 GMT"}),
        ('W/"é"', "x\ny", {}),
    ],
)
async def test_validators_are_sent_back_where_they_can_be(
    fetcher: HttpFetcher, site: respx.MockRouter, etag: str | None, last_modified: str | None, sent: dict[str, str]
) -> None:
    with site:
        route = site.get(SOURCE.url).mock(return_value=httpx.Response(200, stream=Wire(b"x")))
        await fetcher.fetch(replace(SOURCE, etag=etag, last_modified=last_modified), now=NOW)
    headers = route.calls.last.request.headers
    assert {name: headers[name] for name in ("if-none-match", "if-modified-since") if name in headers} == sent


async def test_a_304_counts_only_where_it_was_asked_for(fetcher: HttpFetcher, site: respx.MockRouter) -> None:
    assert isinstance(await fetch(fetcher, site, status=304, etag='"1"'), NotModified)
    assert isinstance(await fetch(fetcher, site, status=304), FetchFailed)


@pytest.mark.parametrize(
    ("said", "limit"),
    [
        ("max-age=3600", HOUR),
        ("public, Max-Age = 3600, must-revalidate", HOUR),
        ('max-age="3600"', HOUR),
        ("max-age=99999999999999999999", DAY),
        ("no-store", None),
        ("max-age=-1", None),
        ("max-age=", None),
        ("s-maxage=3600", None),
    ],
)
async def test_max_age_is_a_lower_limit(
    fetcher: HttpFetcher, site: respx.MockRouter, said: str, limit: timedelta | None
) -> None:
    result = await fetch(fetcher, site, Cache_Control=said)
    assert isinstance(result, Fetched)
    assert result.not_sooner_than == limit


@pytest.mark.parametrize(
    ("said", "limit"),
    [
        ("3600", HOUR),
        ("Wed, 15 Jan 2025 01:00:00 GMT", HOUR),  # by the machine's clock, not by story time
        ("Wed, 15 Jan 2025 02:00:00 +0100", HOUR),
        ("Tue, 14 Jan 2025 00:00:00 GMT", timedelta()),
        ("Wed, 15 Jan 2035 00:00:00 GMT", DAY),
        ("soon", None),
        ("-5", None),
        ("", None),
    ],
)
async def test_retry_after_is_seconds_or_a_date(
    fetcher: HttpFetcher, site: respx.MockRouter, said: str, limit: timedelta | None
) -> None:
    result = await fetch(fetcher, site, status=503, Retry_After=said)
    assert isinstance(result, FetchFailed)
    assert result.retry_after == limit


@pytest.mark.parametrize(
    ("status", "reason", "said"),
    [
        (401, FailureReason.REFUSED, "refuses to be read"),
        (403, FailureReason.REFUSED, "add its text by hand"),
        (404, FailureReason.NOT_THERE, "check the address"),
        (410, FailureReason.GONE, "gone for good"),
        (429, FailureReason.THROTTLED, "later"),
        (451, FailureReason.REFUSED, "refuses to be read"),
        (500, FailureReason.HTTP_ERROR, "asked again"),
        (503, FailureReason.THROTTLED, "later"),
    ],
)
async def test_a_status_is_a_sentence_that_says_what_to_do(
    fetcher: HttpFetcher, site: respx.MockRouter, status: int, reason: FailureReason, said: str
) -> None:
    result = await fetch(fetcher, site, status=status)
    assert isinstance(result, FetchFailed)
    assert result.reason is reason
    assert said in result.detail
    assert f"({status})" in result.detail
    assert SOURCE.url in result.detail
    assert result.snapshot is not None
    assert (result.snapshot.status, result.snapshot.body) == (status, b"body")


async def test_each_hop_is_asked_for_by_its_own_robots(fetcher: HttpFetcher, site: respx.MockRouter) -> None:
    with site:
        site.get(SOURCE.url).mock(
            return_value=httpx.Response(302, headers={"Location": "https://other.example/b"}, stream=Wire(b""))
        )
        rules = httpx.Response(200, stream=Wire(b"User-agent: *\nDisallow: /b"))
        site.get("https://other.example/robots.txt").mock(return_value=rules)
        result = await fetcher.fetch(SOURCE, now=NOW)
    assert isinstance(result, FetchFailed)
    assert result.reason is FailureReason.ROBOTS
    assert f"{SOURCE.url} leads to https://other.example/b" in result.detail


async def test_robots_can_be_left_unasked(site: respx.MockRouter) -> None:
    async with open_client(NetSettings()) as client:
        fetcher = HttpFetcher(client, FetchSettings(robots=False), machine_clock=SteppedClock())
        with site:
            site.get(SOURCE.url).mock(return_value=httpx.Response(200, stream=Wire(b"x")))
            await fetcher.fetch(SOURCE, now=NOW)
            assert [call.request.url.path for call in site.calls] == ["/a"]
