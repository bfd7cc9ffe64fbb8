"""A story whose sources mean ill: each is one clear line, and the good ones are read all the same."""

import threading
from asyncio import new_event_loop, run_coroutine_threadsafe
from collections.abc import Iterator
from pathlib import Path

import pytest
from aiohttp import web

from tests.integration.test_fetch_loopback import bomb, drip, endless, loop, page, pdf
from tracker.cli import main

SEED = Path(__file__).parents[2] / "seeds" / "iran-russia-pact.txt"
GEORGIAN = "პრეზიდენტები ხელშეკრულებას მოსკოვში პარასკევს მოაწერენ ხელს, განაცხადა კრემლმა ორშაბათს. " * 4


async def georgian(request: web.Request) -> web.Response:
    """A page in a language without claim rules."""
    return web.Response(
        text=f"<html lang=ka><body><article><p>{GEORGIAN}</p></article></body></html>", content_type="text/html"
    )


async def garbage(request: web.Request) -> web.Response:
    """Bytes that are no page."""
    return web.Response(body=bytes(range(256)) * 400, content_type="text/html")


async def nothing(request: web.Request) -> web.Response:
    """An empty answer."""
    return web.Response(text="", content_type="text/html")


async def broken_feed(request: web.Request) -> web.Response:
    """A feed that breaks off, with an entity bomb at its head."""
    lol = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    head = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "lol">{lol}]>'
    return web.Response(
        text=f"{head}<rss version='2.0'><channel><title>&l11;</title><item><title>x", content_type="application/rss+xml"
    )


ROUTES = {
    "/page": page, "/bomb": bomb, "/endless": endless, "/drip": drip, "/loop": loop, "/pdf": pdf,
    "/georgian": georgian, "/garbage": garbage, "/nothing": nothing, "/feed": broken_feed,
}  # fmt: skip


@pytest.fixture
def address() -> Iterator[str]:
    """A server with all of them, in a thread of its own."""
    loop_ = new_event_loop()
    thread = threading.Thread(target=loop_.run_forever, daemon=True)
    thread.start()
    app = web.Application()
    for path, handler in ROUTES.items():
        app.router.add_get(path, handler)
    runner = web.AppRunner(app)

    async def start() -> int:
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        return int(runner.addresses[0][1])

    yield f"127.0.0.1:{run_coroutine_threadsafe(start(), loop_).result()}"
    run_coroutine_threadsafe(runner.cleanup(), loop_).result()
    loop_.call_soon_threadsafe(loop_.stop)
    thread.join()
    loop_.close()


@pytest.mark.faults
def test_each_is_one_line_and_the_rest_goes_on(
    tmp_path: Path, address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "config.toml").write_text(
        f'[data]\ndir = "{tmp_path}"\n[net]\nhosts = {{ "ill.example" = "{address}", "off.example" = "127.0.0.1:1" }}\n'
        'deadline = "2s"\n[fetch]\nhost_gap = "1ms"\nrobots = false\n',
        encoding="utf-8",
    )
    command = ["--config", str(tmp_path / "config.toml")]
    urls = [f"http://ill.example{path}" for path in ROUTES] + ["http://off.example/", "http://127.0.0.1:9/"]
    named = [option for url in urls for option in ("--source", url)]
    assert main([*command, "follow", str(SEED), "--published", "2025-01-15", *named]) == 0
    capsys.readouterr()
    assert main([*command, "check"]) == 0
    out = capsys.readouterr().out
    said = {
        "/bomb": "max_decoded", "/endless": "max_wire", "/drip": "deadline", "/loop": "redirects",
        "off.example": "http://off.example/: can't be connected to", "127.0.0.1:9": "not a public address",
    }  # fmt: skip
    for words in (*said.values(), "a PDF", "language 'ka'"):
        assert words in out, words
    lines = [line for line in out.splitlines() if line.startswith("X")]
    assert len(lines) == len(urls)
    # The good page and the Georgian one, read again since the seed's plans are long due.
    read = ("new version", "unchanged", "not modified")
    assert sum(any(outcome in line for outcome in read) for line in lines) == 2
    assert "Traceback" not in out
    assert main([*command, "show", "S1"]) == 0
    assert "Treaty signing" in capsys.readouterr().out
