"""Settings as people see them: every mistake of a file, what differs from the defaults, secrets hidden."""

from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

from tracker.config import Settings, hidden, load_settings, settings_errors, shown_settings
from tracker.config.settings import DataSettings, FetchSettings, NetSettings
from tracker.config.shown import _written, span

ROOT = Path(__file__).parents[3]


def errors_of(tmp_path: Path, text: str) -> list[str]:
    """The mistakes of a file with that text, without its name."""
    path = tmp_path / "config.toml"
    path.write_text(text, encoding="utf-8")
    return [str(error).removeprefix(f"{path}:") for error in settings_errors(path)]


def test_every_mistake_is_named_with_its_line_and_not_only_the_first(tmp_path: Path) -> None:
    text = (
        "[fetch]\nhost_gab = '2s'\nconcurrency = 0\nrobots = true\n[judge]\noverdue_day = 'soon'\n"
        "[nte]\n[[channels]]\nkind = 'log'\n[[channels]]\nname = 'b'\nleast = 'loud'\n"
    )
    found = errors_of(tmp_path, text)
    assert [line.partition(":")[0] for line in found] == ["2", "3", "6", "7", "8", "12"]
    for part, line in zip(
        ("unknown key 'host_gab'", "bad value for 'concurrency'", "'soon' is no duration", "unknown key 'nte'",
         "the key 'name' is missing", "'loud' is none of"),
        found,
        strict=True,
    ):  # fmt: skip
        assert part in line


def test_a_right_file_has_no_mistake(tmp_path: Path) -> None:
    assert settings_errors(ROOT / "config.toml") == ()
    assert errors_of(tmp_path, "") == []


@pytest.mark.parametrize("text", ["[fetch", "channels = 3", "fetch = 3", "[[channels]]\n[[channels]]\n"])
def test_odd_files_end(tmp_path: Path, text: str) -> None:
    assert errors_of(tmp_path, text)


def test_a_file_that_is_not_there_is_one_mistake(tmp_path: Path) -> None:
    (error,) = settings_errors(tmp_path / "none.toml")
    assert "can't be read" in str(error)


def test_defaults_differ_from_nothing() -> None:
    shown = shown_settings(Settings())
    assert not [each for each in shown if each.differs]
    assert {each.section for each in shown} >= {"data", "net", "fetch", "schedule", "judge", "engine", "channels.log"}


def test_what_differs_is_shown_as_the_file_writes_it() -> None:
    settings = replace(
        Settings(),
        fetch=FetchSettings(host_gap=timedelta(milliseconds=250)),
        net=NetSettings(max_wire=500_000, allow=("127.0.0.1:1",), hosts={"a.test": "127.0.0.1:1"}),
    )
    differing = {each.key: (each.value, each.default) for each in shown_settings(settings) if each.differs}
    assert differing == {
        "host_gap": ("250ms", "2s"),
        "max_wire": ("500KB", "10MB"),
        "allow": (["127.0.0.1:1"], []),
        "hosts": ({"a.test": "127.0.0.1:1"}, {}),
    }


@pytest.mark.parametrize("text", ["90s", "15m", "4h", "1d", "250ms"])
def test_spans_are_read_again_as_they_are_written(tmp_path: Path, text: str) -> None:
    (tmp_path / "c.toml").write_text(f"[fetch]\nhost_gap = '{text}'\n", encoding="utf-8")
    length = load_settings(tmp_path / "c.toml").fetch.host_gap
    (tmp_path / "d.toml").write_text(f"[fetch]\nhost_gap = '{span(length)}'\n", encoding="utf-8")
    assert load_settings(tmp_path / "d.toml").fetch.host_gap == length


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("postgresql+psycopg://me:hush@db.example/claims", "postgresql+psycopg://***@db.example/claims"),
        ("postgresql://me@db.example/claims", "postgresql://***@db.example/claims"),
        ("sqlite:////home/me/claimwatch.db", "sqlite:////home/me/claimwatch.db"),
        ("https://hooks.example/a", "https://hooks.example/a"),
        ("tgram://123:hush/456", "tgram://***"),
        ("claimwatch/0.1 (+https://example.org/claimwatch)", "claimwatch/0.1 (+https://example.org/claimwatch)"),
        ("", ""),
    ],
)
def test_addresses_are_shown_without_their_secrets(address: str, shown: str) -> None:
    assert hidden(address) == shown


def test_the_password_of_the_database_is_not_shown() -> None:
    settings = replace(Settings(), data=DataSettings(database="postgresql://me:hush@db.example/x"))
    assert "hush" not in str(shown_settings(settings))


@dataclass(frozen=True, kw_only=True)
class Mail:
    """Settings with a secret in them."""

    host: str
    password: str
    token: str = ""


def test_passwords_and_tokens_are_hidden_wherever_they_stand() -> None:
    written = _written("mail", {"a": Mail(host="mail.example", password="hush")})
    assert written == {"a": {"host": "mail.example", "password": "***", "token": ""}}
    assert _written("headers", {"X-Api-Key": "hush", "Accept": "x", "secret": ("hush",)})["secret"] == ["***"]
