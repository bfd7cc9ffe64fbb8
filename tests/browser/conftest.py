"""A real browser (Debian's Chromium) on the real page: a server on loopback over a played story."""

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
import uvicorn
from playwright.sync_api import Browser, sync_playwright
from playwright.sync_api import Page as Tab

from tests.played_site import parts_of
from tests.report_play import ReportPlay, slipped
from tracker.web import create_site

#: Chromium asks nobody anything by itself.
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """A story and where its page is."""

    play: ReportPlay
    address: str


# No longer than a module: while Playwright runs in this thread, no other test can run an event loop.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, headless. A machine without it fails: `.ci/run` installs it."""
    path = shutil.which("chromium")
    assert path is not None, "install the package chromium"
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield opened
        opened.close()


@pytest.fixture
def served() -> Iterator[Served]:
    """The page over a signing that slips a week, on a free port."""
    play = slipped()
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{listening.getsockname()[1]}"
        server = uvicorn.Server(uvicorn.Config(create_site(parts_of(play, host)), log_config=None, lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield Served(play=play, address=f"http://{host}")
        server.should_exit = True
        thread.join()


@pytest.fixture
def tab(browser: Browser, served: Served) -> Iterator[Tab]:
    """A tab on the board; whatever the browser complains of, or asks of others, fails the test."""
    context = browser.new_context(base_url=served.address, viewport={"width": 1000, "height": 900})
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: complaints.extend([request.url] * (not request.url.startswith(served.address))))
    page.goto("/")
    yield page
    context.close()
    assert complaints == []
