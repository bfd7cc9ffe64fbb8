"""robots.txt: what is allowed, how long an answer holds, and files that mean ill."""

import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import httpx
import pytest
import respx

from tracker.config import NetSettings
from tracker.errors import UnreachableError
from tracker.fetch.robots import Robots, RobotsDisallowError
from tracker.net import open_client

ROBOTS = "https://news.example/robots.txt"
PAGE = "https://news.example/private/a"


class SteppedClock:
    """A machine clock that a test moves."""

    def __init__(self) -> None:
        self.at = datetime(2025, 1, 15, tzinfo=UTC)

    def now(self) -> datetime:
        """The moment set."""
        return self.at


@pytest.fixture
def clock() -> SteppedClock:
    """A clock."""
    return SteppedClock()


@pytest.fixture
async def robots(clock: SteppedClock) -> AsyncIterator[Robots]:
    """The rules, asked of a mocked site."""
    async with open_client(NetSettings()) as client:
        yield Robots(client, clock)


@pytest.fixture
def site() -> respx.MockRouter:
    """The mocked site."""
    return respx.mock(using="httpx")


class Wire(httpx.AsyncByteStream):
    """A body as it comes from the wire, in one piece."""

    def __init__(self, body: bytes) -> None:
        self._body = body

    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield self._body


def answer(text: str, status: int = 200) -> httpx.Response:
    """An answer with that body."""
    return httpx.Response(status, stream=Wire(text.encode()))


async def allowed(robots: Robots, url: str = PAGE) -> bool:
    """Whether it may be read."""
    try:
        await robots.require(url)
    except RobotsDisallowError:
        return False
    return True


@pytest.mark.parametrize(
    ("text", "may"),
    [
        ("", True),
        ("User-agent: *\nDisallow: /", False),
        ("User-agent: *\nDisallow: /private", False),
        ("User-agent: *\nDisallow: /\nAllow: /private/a", True),
        ("User-agent: claimwatch\nDisallow:\n\nUser-agent: *\nDisallow: /", True),
        ("User-agent: ClaimWatch\nDisallow: /\n\nUser-agent: *\nAllow: /", False),
        ("User-agent: googlebot\nUser-agent: claimwatch\nDisallow: /", False),
        ("User-agent: googlebot\nUser-agent: bingbot\nDisallow: /", True),
        ("User-agent: *\nDisallow: /*/a$", False),
        ("\ufeffUser-agent: *\nDisallow: /", False),
        ("<html><body>Not found</body></html>", True),
    ],
)
async def test_the_group_for_us_counts(robots: Robots, site: respx.MockRouter, text: str, may: bool) -> None:
    with site:
        site.get(ROBOTS).mock(return_value=answer(text))
        assert await allowed(robots) is may


@pytest.mark.parametrize(("status", "may"), [(404, True), (403, True), (410, True), (500, False), (503, False)])
async def test_absent_means_yes_and_broken_means_not_now(
    robots: Robots, site: respx.MockRouter, status: int, may: bool
) -> None:
    with site:
        site.get(ROBOTS).mock(return_value=answer("User-agent: *\nDisallow: /", status))
        assert await allowed(robots) is may


async def test_a_host_that_is_off_is_unreachable_not_forbidding(robots: Robots, site: respx.MockRouter) -> None:
    with site:
        site.get(ROBOTS).mock(side_effect=httpx.ConnectError("refused"))
        with pytest.raises(UnreachableError, match=r"robots\.txt can't be read"):
            await robots.require(PAGE)


async def test_an_answer_holds_a_day_and_a_failure_ten_minutes(
    robots: Robots, clock: SteppedClock, site: respx.MockRouter
) -> None:
    with site:
        route = site.get(ROBOTS)
        route.mock(return_value=answer("", 500))
        assert not await allowed(robots)
        route.mock(return_value=answer("User-agent: *\nDisallow: /other"))
        assert not await allowed(robots)
        clock.at += timedelta(minutes=11)
        assert await allowed(robots)
        route.mock(return_value=answer("User-agent: *\nDisallow: /"))
        clock.at += timedelta(hours=23)
        assert await allowed(robots)
        clock.at += timedelta(hours=2)
        assert not await allowed(robots)


@pytest.mark.parametrize(
    ("said", "delay"),
    [
        ("10", timedelta(seconds=10)),
        ("0.5", timedelta(seconds=0.5)),
        ("0", None),
        ("-3", None),
        ("nan", None),
        ("inf", None),
        ("soon", None),
        ("1e300", timedelta(days=1)),
    ],
)
async def test_a_crawl_delay_is_a_pause_of_a_day_at_most(
    robots: Robots, site: respx.MockRouter, said: str, delay: timedelta | None
) -> None:
    with site:
        site.get(ROBOTS).mock(return_value=answer(f"User-agent: *\nCrawl-delay: {said}"))
        assert await robots.crawl_delay(PAGE) == delay


async def test_a_file_of_many_agents_and_rules_is_read_at_once(robots: Robots, site: respx.MockRouter) -> None:
    agents = "".join(f"User-agent: a{n}\n" for n in range(12_000))
    rules = "".join(f"Disallow: /{n}\n" for n in range(12_000))
    began = time.monotonic()
    with site:
        site.get(ROBOTS).mock(return_value=answer(f"{agents}{rules}User-agent: *\nDisallow: /private"))
        assert not await allowed(robots)
    assert time.monotonic() - began < 5
