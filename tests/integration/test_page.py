"""The page over the real program: a seed is pasted, read by the real engine, and its plans are ticked."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tracker.app import App
from tracker.config import DataSettings, Settings
from tracker.web import create_site

ROOT = Path(__file__).parents[2]
SAME = {"sec-fetch-site": "same-origin"}
HOST = "127.0.0.1:8420"


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    """The program on a data directory of its own."""
    with App(Settings(data=DataSettings(dir=tmp_path))) as opened:
        yield opened


async def test_the_seed_is_pasted_and_its_plans_are_ticked(app: App) -> None:
    seed = (ROOT / "seeds/iran-russia-pact.txt").read_text(encoding="utf-8")
    transport = httpx.ASGITransport(create_site(app.web))
    async with httpx.AsyncClient(transport=transport, base_url=f"http://{HOST}", timeout=60) as site:
        fields = {"text": seed, "published": "2025-01-15", "outlet": "Daily Wrap"}
        answer = await site.post("/add", data=fields, headers=SAME)
        assert (answer.status_code, answer.headers["location"]) == (303, "/S1/begun")
        begun = (await site.get("/S1/begun")).text
        assert "Treaty signing" in begun
        assert "silence is told from" in begun
        watched = [plan.id for plan in app.reports.story(1, app.story_clock.now()).plans if plan.watched]
        await site.post("/S1/watching", data={"watch": watched[:1]}, headers=SAME)
        assert [plan.id for plan in app.reports.story(1, app.story_clock.now()).plans if plan.watched] == watched[:1]
        again = await site.post("/add", data=fields, headers=SAME)
        assert again.status_code in (303, 400)
