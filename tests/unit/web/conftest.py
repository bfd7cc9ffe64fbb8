"""The site over a played story, asked as a browser asks, without a socket."""

from collections.abc import Callable

import httpx
import pytest

from tests.played_site import parts_of
from tests.report_play import ReportPlay, slipped
from tracker.web import create_site

HOST = "127.0.0.1:8420"
Ask = Callable[[ReportPlay], httpx.AsyncClient]


def client_of(play: ReportPlay) -> httpx.AsyncClient:
    """A client of a site over this play."""
    parts = parts_of(play, HOST)
    return httpx.AsyncClient(transport=httpx.ASGITransport(create_site(parts)), base_url=f"http://{HOST}")


@pytest.fixture
def slip() -> ReportPlay:
    """A signing that slips a week, with an edited article and a conflict."""
    return slipped()


@pytest.fixture
def site(slip: ReportPlay) -> httpx.AsyncClient:
    """The site over that story."""
    return client_of(slip)
