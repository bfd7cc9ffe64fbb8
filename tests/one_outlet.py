"""One page of an outlet on loopback, with two headlines in turn, advertisements that rotate and a figure that moves."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Self

from tests.serving import Answer, Request, serving
from tracker.app import App
from tracker.cli import main
from tracker.clock import StepClock
from tracker.config import DataSettings, FetchSettings, NetSettings, Settings
from tracker.model import Change, Stored

BEGINS = datetime(2025, 1, 15, 9, tzinfo=UTC)
PAGE = "http://courier.example/world/inside-the-pact"
SEED = (
    "The treaty is near\nRussia and Iran will sign their partnership treaty in Moscow on Friday, January 17, the "
    "Kremlin said. The treaty between Russia and Iran has 47 articles.\n"
)
HEADLINES = (
    "What is known of the pact between Moscow and Tehran",
    "Inside the pact: no alliance, but 20 years of trade",
)
ADVERTISEMENTS = ("Winter tyres at half the price", "Fly to Baku for 49 euros", "48 recipes for the new year", "")
PARAGRAPHS = (
    "The treaty that Russia and Iran are about to sign is a long one, diplomats in both capitals say.",
    "The treaty between Russia and Iran contains {figure} articles and a preamble, Iran's ambassador in Moscow, "
    "Kazem Jalali, wrote on the channel of his embassy.",
    "The treaty will run for 20 years, according to the ambassador, and deals with trade, transport and energy.",
    "Neither side has shown the text so far. Diplomats expect that it will be published after the ceremony in Moscow.",
)


class Outlet:
    """An outlet's page: `turns` says which headline the next answers have, over and over; advertisements rotate."""

    def __init__(self, turns: str) -> None:
        self.turns = turns
        self.figure = 47
        self.answers = 0
        #: The page is not there any more.
        self.is_gone = False

    def page(self) -> bytes:
        """The next answer."""
        headline = HEADLINES["AB".index(self.turns[self.answers % len(self.turns)])]
        advertisement = ADVERTISEMENTS[self.answers % len(ADVERTISEMENTS)]
        self.answers += 1
        inside = f'<aside class="ad" aria-label="Advertisement">{advertisement}</aside>' if advertisement else ""
        told = [f"<p>{paragraph.format(figure=self.figure)}</p>" for paragraph in PARAGRAPHS]
        return (
            f'<!doctype html><html lang="en"><head><title>{headline}</title>'
            '<meta property="article:published_time" content="2025-01-14T09:00:00+00:00"></head>'
            f'<body><div class="banner">{advertisement}</div><article><h1>{headline}</h1>{"".join(told[:2])}{inside}'
            f'{"".join(told[2:])}</article><aside class="related"><ul><li><a href="/x">{advertisement}</a></li></ul>'
            f"</aside><footer>Page {self.answers}</footer></body></html>"
        ).encode()

    @contextmanager
    def served(self) -> Iterator[str]:
        """A server of this page on loopback: "address:port"."""

        def answer(request: Request) -> Answer:
            is_there = request.path != "/robots.txt" and not self.is_gone
            return Answer(body=self.page()) if is_there else Answer(status=404, body=b"<p>Not here.</p>")

        with serving(answer) as address:
            yield address


class Reader:
    """Somebody who follows the story, in story time of their own."""

    def __init__(self, home: Path, address: str) -> None:
        self.clock = StepClock(BEGINS)
        self.settings = Settings(
            data=DataSettings(dir=home),
            net=NetSettings(hosts={"courier.example": address}),
            fetch=FetchSettings(host_gap=timedelta(), robots=False),
        )
        self.app = App(self.settings, story_clock=self.clock)

    def __enter__(self) -> Self:
        self.app.follow(text=SEED, published=BEGINS, sources=[PAGE])
        return self

    def __exit__(self, *_: object) -> None:
        self.app.close()

    def check(self, times: int) -> None:
        """Read the page that often, an hour apart."""
        for _ in range(times):
            self.clock.step_to(self.clock.now() + timedelta(hours=1))
            self.app.check()

    def changes(self) -> list[Stored[Change]]:
        """What changed on the page, however loud, after its first reading."""
        found = self.app.store.changes(1)
        number = next(each.id for each in self.app.store.articles(1) if each.url == PAGE)
        first = self.app.store.versions(number)[0]
        return [each for each in found if each.value.article_id == number and each.value.version_id != first.id]

    def run(self, *arguments: str) -> int:
        """Run one command of the command line, on the same story."""
        return main(list(arguments), make=lambda _: App(self.settings, story_clock=self.clock))

    def prove(self, number: int, path: Path) -> int:
        """Run `claimwatch prove` on a change."""
        return self.run("prove", f"N{number}", "-o", str(path))
