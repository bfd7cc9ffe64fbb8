"""Whether channels can be reached, on real sockets and files."""

import socket
from pathlib import Path

from tracker.alerts import out_of_reach
from tracker.config import ChannelSettings, Secret


def test_a_server_that_listens_is_reached_and_one_that_does_not_is_named(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        mail = ChannelSettings(name="mail", kind="mail", host="127.0.0.1", port=port)
        hook = ChannelSettings(name="hook", kind="webhook", url=Secret(f"http://127.0.0.1:{port}/in"))
        assert out_of_reach(mail, tmp_path) == out_of_reach(hook, tmp_path) == ""
    assert out_of_reach(mail, tmp_path).startswith(f"127.0.0.1:{port} does not answer: ")
    assert out_of_reach(hook, tmp_path).startswith(f"127.0.0.1:{port} does not answer: ")


def test_a_log_needs_a_place_to_write(tmp_path: Path) -> None:
    log = ChannelSettings(name="log")
    assert out_of_reach(log, tmp_path / "new" / "deeper") == ""
    assert not (tmp_path / "new").exists()
    (tmp_path / "file").write_text("no directory", encoding="utf-8")
    assert out_of_reach(log, tmp_path / "file") == f"{tmp_path}/file can't be written to"


def test_a_secret_that_is_not_set_is_named(tmp_path: Path) -> None:
    hook = ChannelSettings(name="hook", kind="webhook", url=Secret(env="NOT_SET_ANYWHERE"))
    assert "NOT_SET_ANYWHERE" in out_of_reach(hook, tmp_path)
