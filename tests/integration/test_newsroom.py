"""The newsroom as a reader meets it: over HTTP, and through the program's own fetcher and reader."""

import gzip
import socket
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiohttp
import pytest
from multidict import CIMultiDict

from tests.newsroom.course import load_course
from tests.newsroom.pages import CourseError, Page
from tests.newsroom.server import Newsroom
from tests.unit.fetch.test_schedule import PAGE
from tracker.clock import SystemClock
from tracker.config import FetchSettings, NetSettings
from tracker.fetch import HttpFetcher, read_feed
from tracker.model import Article, FailureReason, Fetched, FetchFailed, NotModified, PageQuality, Unreadable
from tracker.net import open_client
from tracker.text import read_article

COURSE = load_course(Path(__file__).parents[1] / "newsroom" / "courses" / "true-course")
BROADSHEET = ("caspian-courier.example", "/world/inside-the-pact")
AGENCY = ("volga-wire.example", "/news/20250117-treaty-signed")
PORTAL = ("tehran-ledger.example", "/politics/president-leaves-for-dushanbe")
BLOG = ("steppe-notes.example", "/2025/01/what-the-treaty-holds")
ARTICLES = [page for page in COURSE.pages if page.shows == "article"]
QUALITY = {
    "stub": PageQuality.PAYWALL_STUB,
    "consent": PageQuality.CONSENT_PAGE,
    "missing": PageQuality.SOFT_404,
}
FEEDS = {outlet.name: (outlet.host, outlet.feed or "") for outlet in COURSE.outlets.values()}
BEFORE, CORRECTED, LATER = (datetime(2025, 1, day, 9, tzinfo=UTC) for day in (15, 17, 25))


@pytest.fixture
def newsroom() -> Iterator[Newsroom]:
    """The true course, served at its beginning."""
    with Newsroom(COURSE) as opened:
        yield opened


@pytest.fixture
async def reader(newsroom: Newsroom) -> AsyncIterator[HttpFetcher]:
    """The program's fetcher, to whom the outlets' names mean the newsroom."""
    async with open_client(NetSettings(hosts=newsroom.hosts)) as client:
        yield HttpFetcher(client, FetchSettings(), machine_clock=SystemClock())


class Answer:
    """One answer as it came over the wire."""

    def __init__(self, status: int, headers: CIMultiDict[str], body: bytes) -> None:
        self.status = status
        self.headers = headers
        self.body = body


async def get(newsroom: Newsroom, place: tuple[str, str], **headers: str) -> Answer:
    """Ask for (host, path), without undoing the encoding."""
    sent = {"Host": place[0], **{name.replace("_", "-"): value for name, value in headers.items()}}
    async with (
        aiohttp.ClientSession(auto_decompress=False) as session,
        session.get(f"http://{newsroom.address}{place[1]}", headers=sent) as response,
    ):
        return Answer(response.status, CIMultiDict(response.headers), await response.read())


async def read(reader: HttpFetcher, address: str, **known: str | None) -> Article:
    """Fetch and read a page as the program does."""
    result = await reader.fetch(replace(PAGE, url=address, **known), now=LATER)  # type: ignore[arg-type]
    assert isinstance(result, Fetched), result
    article = read_article(result.snapshot)
    assert isinstance(article, Article), article
    return article


def plain_title(article: Article) -> str:
    """The title without the blog's name, which follows it in `<title>`, the only place where these pages say it."""
    return article.title.removesuffix(" – Steppe Notes")


class TestPages:
    """What the outlets answer at a story time."""

    async def test_a_page_is_there_from_its_moment_on(self, newsroom: Newsroom) -> None:
        page = next(page for page in COURSE.pages if page.address.endswith(AGENCY[1]))
        newsroom.now = page.served_from - timedelta(seconds=1)
        assert (await get(newsroom, AGENCY)).status == 404
        newsroom.now = page.served_from
        assert (await get(newsroom, AGENCY)).status == 200

    async def test_a_page_changes_in_place(self, newsroom: Newsroom) -> None:
        newsroom.now = BEFORE
        assert b"45 articles" in (await get(newsroom, BROADSHEET)).body
        newsroom.now = CORRECTED
        corrected = (await get(newsroom, BROADSHEET)).body
        assert b"47 articles" in corrected
        assert b"45 articles" not in corrected

    async def test_outlets_are_told_apart_by_their_names(self, newsroom: Newsroom) -> None:
        newsroom.now = LATER
        assert (await get(newsroom, (PORTAL[0], AGENCY[1]))).status == 404
        assert (await get(newsroom, ("nobody.example", "/"))).status == 421

    @pytest.mark.parametrize("page", ARTICLES, ids=lambda page: page.file)
    async def test_the_program_reads_what_was_written_and_none_of_the_furniture(
        self, newsroom: Newsroom, reader: HttpFetcher, page: Page
    ) -> None:
        newsroom.now = page.served_from
        article = await read(reader, page.address)
        assert tuple(article.text.split("\n")) == page.paragraphs
        assert article.published_at == page.published
        assert plain_title(article) == page.title
        assert article.language == COURSE.outlets[page.outlet].language

    @pytest.mark.parametrize("page", [p for p in COURSE.pages if p not in ARTICLES], ids=lambda page: page.file)
    async def test_what_is_no_article_is_not_read_as_one(
        self, newsroom: Newsroom, reader: HttpFetcher, page: Page
    ) -> None:
        newsroom.now = page.served_from
        result = await reader.fetch(replace(PAGE, url=page.address), now=LATER)
        if page.status != 200:
            assert isinstance(result, FetchFailed)
            assert result.reason is FailureReason.REFUSED
            return
        assert isinstance(result, Fetched)
        read = read_article(result.snapshot)
        assert isinstance(read, Unreadable), read
        assert read.quality is QUALITY[page.shows]

    async def test_two_headlines_take_turns_over_one_text(self, newsroom: Newsroom, reader: HttpFetcher) -> None:
        page = next(page for page in COURSE.pages if page.title_b)
        newsroom.now = page.served_from
        seen = [await read(reader, page.address) for _ in range(4)]
        assert [article.title for article in seen] == [page.title, page.title_b] * 2
        assert len({article.text for article in seen}) == 1


class TestValidators:
    """How the outlets' servers differ."""

    @pytest.mark.parametrize(("place", "names"), [(BROADSHEET, "both"), (AGENCY, "etag"), (BLOG, "time"), (PORTAL, "")])
    async def test_each_server_sends_its_own(self, newsroom: Newsroom, place: tuple[str, str], names: str) -> None:
        newsroom.now = LATER
        headers = (await get(newsroom, place)).headers
        assert ("ETag" in headers) is (names in ("both", "etag"))
        assert ("Last-Modified" in headers) is (names in ("both", "time"))

    async def test_a_clock_beside_the_text_changes_the_bytes_and_no_etag(self, newsroom: Newsroom) -> None:
        newsroom.now = BEFORE
        first = await get(newsroom, BROADSHEET)
        newsroom.now = BEFORE + timedelta(minutes=7)
        second = await get(newsroom, BROADSHEET)
        assert first.body != second.body
        assert first.headers["ETag"] == second.headers["ETag"]
        assert (await get(newsroom, BROADSHEET, If_None_Match=first.headers["ETag"])).status == 304
        newsroom.now = CORRECTED
        corrected = await get(newsroom, BROADSHEET, If_None_Match=first.headers["ETag"])
        assert (corrected.status, corrected.headers["ETag"] == first.headers["ETag"]) == (200, False)

    async def test_the_portal_is_another_page_with_every_answer(self, newsroom: Newsroom) -> None:
        newsroom.now = LATER
        first, second = await get(newsroom, PORTAL), await get(newsroom, PORTAL)
        assert first.body != second.body

    async def test_an_etag_comes_before_a_time(self, newsroom: Newsroom) -> None:
        newsroom.now = LATER
        headers = (await get(newsroom, BROADSHEET)).headers
        both = {"If_None_Match": '"another"', "If_Modified_Since": headers["Last-Modified"]}
        assert (await get(newsroom, BROADSHEET, **both)).status == 200
        assert (await get(newsroom, BROADSHEET, If_Modified_Since=headers["Last-Modified"])).status == 304
        assert (await get(newsroom, BROADSHEET, If_Modified_Since="once upon a time")).status == 200

    async def test_the_blog_s_feed_is_known_until_it_lists_another_page(
        self, newsroom: Newsroom, reader: HttpFetcher
    ) -> None:
        newsroom.now = BEFORE
        place = FEEDS["Steppe Notes"]
        known = (await get(newsroom, place)).headers["Last-Modified"]
        source = replace(PAGE, url=f"http://{place[0]}{place[1]}", last_modified=known)
        assert isinstance(await reader.fetch(source, now=BEFORE), NotModified)
        newsroom.now = LATER
        assert isinstance(await reader.fetch(source, now=LATER), Fetched)

    async def test_the_agency_sends_gzip_to_those_who_take_it(self, newsroom: Newsroom) -> None:
        newsroom.now = LATER
        packed, plain = (
            await get(newsroom, AGENCY, Accept_Encoding="gzip"),
            await get(newsroom, AGENCY, Accept_Encoding="br"),
        )
        assert packed.headers["Content-Encoding"] == "gzip"
        assert b"Pezeshkian" in gzip.decompress(packed.body)
        assert b"Pezeshkian" in plain.body


class TestLists:
    """Feeds, front pages and robots.txt."""

    @pytest.mark.parametrize("outlet", FEEDS)
    async def test_a_feed_lists_what_is_served_and_nothing_that_is_to_come(
        self, newsroom: Newsroom, reader: HttpFetcher, outlet: str
    ) -> None:
        address = "http://{}{}".format(*FEEDS[outlet])
        for now in (BEFORE, LATER, COURSE.ends):
            newsroom.now = now
            result = await reader.fetch(replace(PAGE, url=address), now=now)
            assert isinstance(result, Fetched)
            entries = read_feed(result.snapshot)
            assert not isinstance(entries, Unreadable)
            own = [page for page in COURSE.pages if page.outlet == outlet and page.in_feed and page.shows != "missing"]
            served = {(page.address, page.published) for page in own if page.is_served(now)}
            assert {(entry.url, entry.published_at) for entry in entries} == served

    async def test_one_feed_is_atom_and_the_others_are_rss(self, newsroom: Newsroom) -> None:
        kinds = {name: (await get(newsroom, place)).headers["Content-Type"] for name, place in FEEDS.items()}
        assert [name for name, kind in kinds.items() if "atom" in kind] == ["Steppe Notes"]
        assert sum("rss" in kind for kind in kinds.values()) == 5

    async def test_a_front_page_links_what_is_served(self, newsroom: Newsroom) -> None:
        newsroom.now = LATER
        front = (await get(newsroom, (AGENCY[0], "/"))).body.decode()
        assert AGENCY[1] in front
        assert "20250402-duma-to-vote" not in front

    async def test_robots_are_told_what_they_may_not_read(self, newsroom: Newsroom, reader: HttpFetcher) -> None:
        assert b"Disallow: /drafts/" in (await get(newsroom, (BLOG[0], "/robots.txt"))).body
        result = await reader.fetch(replace(PAGE, url=f"http://{BLOG[0]}/drafts/next"), now=BEFORE)
        assert isinstance(result, FetchFailed)
        assert result.reason is FailureReason.ROBOTS


async def test_an_answer_of_trouble_asks_to_wait(newsroom: Newsroom) -> None:
    page = next(page for page in ARTICLES if page.address.endswith(AGENCY[1]))
    down = replace(page, status=503, retry_after=120, paragraphs=("Back soon.",))
    with Newsroom(replace(COURSE, pages=(down,))) as opened:
        host, _, path = down.address.removeprefix("http://").partition("/")
        opened.now = LATER
        answer = await get(opened, (host, f"/{path}"))
    assert (answer.status, answer.headers["Retry-After"], answer.body) == (503, "120", b"Back soon.")


async def test_marks_in_a_title_stay_text(newsroom: Newsroom) -> None:
    title = "5 < 7 & </script><b>“quoted”</b>"
    for page in {page.outlet: page for page in COURSE.pages}.values():
        with Newsroom(replace(COURSE, pages=(replace(page, title=title),))) as opened:
            opened.now = COURSE.ends
            async with open_client(NetSettings(hosts=opened.hosts)) as client:
                fetcher = HttpFetcher(client, FetchSettings(), machine_clock=SystemClock())
                article = await read(fetcher, page.address)
        assert plain_title(article) == title, page.outlet
        assert tuple(article.text.split("\n")) == page.paragraphs, page.outlet


class TestPorts:
    """A port that can't be had is one line that says what to do."""

    def test_in_use(self) -> None:
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            with (
                pytest.raises(CourseError, match=r"port \d+ on 127\.0\.0\.1: .*--port"),
                Newsroom(COURSE, port=taken.getsockname()[1]),
            ):
                pass

    @pytest.mark.parametrize("port", [-1, 65536])
    def test_no_port(self, port: int) -> None:
        with pytest.raises(CourseError, match=f"port {port}: .*--port"), Newsroom(COURSE, port=port):
            pass

    def test_it_is_free_again_after_the_block(self) -> None:
        with Newsroom(COURSE) as first:
            port = int(first.address.rpartition(":")[2])
        with Newsroom(COURSE, port=port) as second:
            assert second.address == first.address
