"""The page's process: where it may listen, what it answers to, and that it ends with its daemon."""

import multiprocessing
import socket
import time
import urllib.request
from dataclasses import replace
from pathlib import Path

import pytest

from tracker.app.serving import serve_page
from tracker.config import DataSettings, Settings, WebSettings
from tracker.errors import InputError
from tracker.web import Login, WebProcess, names, require_loopback


def free_port() -> int:
    """A port that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.mark.parametrize("listen", ["127.0.0.1:80", "127.9.9.9:80", "[::1]:80", "localhost:80", ""])
def test_this_machine_may_be_named(listen: str) -> None:
    require_loopback(WebSettings(listen=listen))


@pytest.mark.parametrize("listen", ["0.0.0.0:80", "192.168.1.4:80", "[::]:80", "example.org:80"])
def test_others_may_not(listen: str) -> None:
    with pytest.raises(InputError, match="without a password"):
        require_loopback(WebSettings(listen=listen))


def test_the_names_it_answers_to() -> None:
    settings = WebSettings(listen="127.0.0.1:8420", public_url="https://news.example/")
    assert {"127.0.0.1:8420", "localhost:8420", "news.example"} <= names(settings)
    assert "news.example" not in names(replace(settings, public_url=""))


def test_no_page_is_served_where_none_is_wanted(tmp_path: Path) -> None:
    process = WebProcess(Settings(data=DataSettings(dir=tmp_path), web=WebSettings(listen="")), serve_page)
    assert process.begin() == ""
    process.end()


def test_a_port_in_use_is_said_and_nothing_else_stops(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        listen = f"127.0.0.1:{taken.getsockname()[1]}"
        process = WebProcess(Settings(data=DataSettings(dir=tmp_path), web=WebSettings(listen=listen)), serve_page)
        assert process.begin().startswith(f"no page: {listen} can't be listened at")
        process.end()


def test_it_serves_from_its_own_process_and_ends(tmp_path: Path) -> None:
    listen = f"127.0.0.1:{free_port()}"
    process = WebProcess(Settings(data=DataSettings(dir=tmp_path), web=WebSettings(listen=listen)), serve_page)
    address = process.begin()
    try:
        text = _asked(address)
    finally:
        process.end()
    assert "No story yet" in text
    assert not [each for each in multiprocessing.active_children() if each.name == "claimwatch-web"]
    with pytest.raises(OSError, match="refused"):
        urllib.request.urlopen(address)


def _asked(address: str) -> str:
    """The page, once it answers."""
    for _ in range(200):
        try:
            with urllib.request.urlopen(address) as answer:
                return str(answer.read().decode())
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the page did not answer in 20 seconds")


def test_another_address_needs_a_password(tmp_path: Path) -> None:
    settings = Settings(data=DataSettings(dir=tmp_path), web=WebSettings(listen=f"0.0.0.0:{free_port()}"))
    process = WebProcess(settings, serve_page)
    with pytest.raises(InputError, match="claimwatch page password"):
        process.begin()
    Login(tmp_path).set_password("correct horse battery")
    try:
        assert process.begin().startswith("http://0.0.0.0:")
    finally:
        process.end()
