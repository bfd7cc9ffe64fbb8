"""What every engine promises: the same values, and trouble as EngineError."""

import asyncio
import hashlib
import os
import signal
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.builders import make_version
from tests.inline_engine import InlineEngine
from tracker.claims import load_lexicon
from tracker.config import EngineSettings
from tracker.engine import LocalEngine
from tracker.errors import EngineError
from tracker.model import Article, Snapshot, Status, Unreadable
from tracker.ports import Engine

PAGE = b"""<html lang="en"><head><title>Treaty to be signed</title></head><body><nav>Home World</nav><article>
<h1>Treaty to be signed</h1><p>The two presidents will sign the treaty in Moscow on Friday, January 17, the Kremlin
said on Monday. The document has 47 articles and is meant to last for 20 years, according to the ambassador.</p>
<p>The talks begin in the morning and the signing follows in the afternoon, officials in both capitals said.</p>
</article></body></html>"""
FEED = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>World</title><item><title>Treaty</title>
<link>https://courier.example/treaty</link><description>To be signed</description></item></channel></rss>"""


def snapshot(body: bytes, *, kind: str) -> Snapshot:
    """A snapshot of that body."""
    return Snapshot(
        url="https://courier.example/a",
        final_url="https://courier.example/a",
        taken_at=datetime(2025, 1, 14, tzinfo=UTC),
        status=200,
        headers=(("content-type", kind),),
        body=body,
        sha256=hashlib.sha256(body).hexdigest(),
    )


@pytest.fixture(params=[LocalEngine, InlineEngine], scope="module")
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """Each implementation."""
    made: Engine = LocalEngine(EngineSettings()) if request.param is LocalEngine else InlineEngine()
    yield made
    made.close()


async def test_a_page_gives_its_article(engine: Engine) -> None:
    article = await engine.article(snapshot(PAGE, kind="text/html"))
    assert isinstance(article, Article)
    assert "47 articles" in article.text
    assert "Home World" not in article.text


async def test_a_page_without_text_is_a_value(engine: Engine) -> None:
    assert isinstance(await engine.article(snapshot(b"%PDF-1.7 ...", kind="application/pdf")), Unreadable)


async def test_a_feed_gives_its_entries(engine: Engine) -> None:
    entries = await engine.entries(snapshot(FEED, kind="application/rss+xml"))
    assert not isinstance(entries, Unreadable)
    assert [entry.url for entry in entries] == ["https://courier.example/treaty"]


async def test_a_version_gives_its_claims(engine: Engine) -> None:
    version = make_version("Putin and Pezeshkian will sign the treaty on Friday, January 17.")
    claims = await engine.claims(version)
    assert any(claim.event_class == "sign" and claim.status is Status.PLANNED for claim in claims)


async def test_a_work_past_its_limit_is_ended_and_the_engine_goes_on() -> None:
    engine = LocalEngine(EngineSettings(claims_limit=timedelta(milliseconds=50)))
    try:
        with pytest.raises(EngineError, match=r"longer than 0\.05 s"):
            await engine.claims(make_version("They will sign the treaty on Friday. " * 50))
        assert isinstance(await engine.article(snapshot(PAGE, kind="text/html")), Article)
    finally:
        engine.close()


@pytest.mark.faults
async def test_a_killed_worker_is_one_failure_and_the_engine_goes_on() -> None:
    engine = LocalEngine(EngineSettings())
    try:
        await engine.article(snapshot(PAGE, kind="text/html"))
        work = asyncio.create_task(engine.claims(make_version("They will sign the treaty on Friday. " * 200)))
        await asyncio.sleep(0.05)
        for worker in _children():
            os.kill(worker, signal.SIGKILL)
        with pytest.raises(EngineError, match="died"):
            await work
        assert isinstance(await engine.article(snapshot(PAGE, kind="text/html")), Article)
    finally:
        engine.close()


def _children() -> list[int]:
    """Process ids of this process's workers (Linux; the resource tracker is no worker)."""
    tasks = Path(f"/proc/{os.getpid()}/task").iterdir()
    pids = [int(pid) for task in tasks for pid in (task / "children").read_text().split()]
    return [pid for pid in pids if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()]


async def test_workers_read_by_the_users_words(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text('[swarm]\nnoun = "swarm"\nverbs = ["swarm"]\n', encoding="utf-8")
    engine = LocalEngine(EngineSettings(), load_lexicon(str(tmp_path)))
    try:
        claims = await engine.claims(make_version("The bees swarmed on Monday.", on="2025-03-12"))
    finally:
        engine.close()
    assert [claim.event_class for claim in claims] == ["swarm"]
