"""Channels in a settings file: each kind's keys, secrets, calendars; mistakes name the line and show no secret."""

from datetime import time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tracker.config import AlertSettings, ChannelSettings, Digest, Quiet, Secret, Settings, load_settings
from tracker.errors import ConfigError


def load(tmp_path: Path, text: str) -> Settings:
    """The settings of a file with that text."""
    path = tmp_path / "config.toml"
    path.write_text(text, encoding="utf-8")
    return load_settings(path)


def test_alerts_have_a_zone_a_window_and_quiet_hours(tmp_path: Path) -> None:
    text = '[alerts]\nzone = "Europe/Moscow"\nsettle = "0s"\nquiet = "22:00 - 7:30"\nquiet_alerts = false\n'
    assert load(tmp_path, text).alerts == AlertSettings(
        zone=ZoneInfo("Europe/Moscow"),
        settle=timedelta(),
        quiet=Quiet(begins=time(22), ends=time(7, 30)),
        quiet_alerts=False,
    )


def test_every_kind_of_channel(tmp_path: Path) -> None:
    text = """
[[channels]]
name = "mail"
kind = "mail"
host = "smtp.example.org"
port = 2525
security = "tls"
user = "desk"
password = { env = "DESK_PASSWORD" }
sender = "Desk <desk@example.org>"
to = "me@example.org"
digest = "weekly mon 8:05"

[[channels]]
name = "hook"
kind = "webhook"
url = "http://127.0.0.1:8080/hook"
secret = { file = "/etc/key" }
stories = ["iran", "S2"]
kinds = ["status", "date"]
not_kinds = ["overdue"]
words = ["Duma"]
watched = true

[[channels]]
name = "phone"
kind = "apprise"
url = { env = "PHONE" }
digest = "daily 23:59"
"""
    mail, hook, phone = load(tmp_path, text).channels
    assert mail == ChannelSettings(
        name="mail",
        kind="mail",
        host="smtp.example.org",
        port=2525,
        security="tls",
        user="desk",
        password=Secret(env="DESK_PASSWORD"),
        sender="Desk <desk@example.org>",
        to=("me@example.org",),
        digest=Digest(at=time(8, 5), weekday=0),
    )
    assert hook == ChannelSettings(
        name="hook",
        kind="webhook",
        url=Secret("http://127.0.0.1:8080/hook"),
        secret=Secret(file=Path("/etc/key")),
        stories=("iran", "S2"),
        kinds=("status", "date"),
        not_kinds=("overdue",),
        words=("Duma",),
        watched=True,
    )
    assert phone.digest == Digest(at=time(23, 59))


MAIL = 'kind = "mail"\nhost = "x"\nsender = "a@b.example"\nto = ["a@b.example"]\n'


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('[alerts]\nzone = "Moscow"\n', 2, 'write it like "Europe/Moscow"'),
        ('[alerts]\nquiet = "22-7"\n', 2, 'write them like "22:00-07:00"'),
        ('[alerts]\nquiet = "07:00-07:00"\n', 2, "no quiet hours"),
        ('[alerts]\nquiet = "24:00-07:00"\n', 2, "no quiet hours"),
        ('[[channels]]\nname = ""\n', 2, "it is empty"),
        ('[[channels]]\nname = "a"\nkinds = ["dates"]\n', 3, "did you mean 'date'?"),
        ('[[channels]]\nname = "a"\nwords = "Duma"\n', 3, "no list"),
        ('[[channels]]\nname = "a"\ndigest = "monday 8"\n', 3, '"weekly mon 08:00"'),
        (
            '[[channels]]\nname = "a"\nhost = "x"\n',
            3,
            "the key 'host' means nothing to channel 'a', which is of kind log",
        ),
        ('[[channels]]\nname = "a"\nkind = "webhook"\n', 3, "of kind webhook, which needs the key 'url'"),
        ('[[channels]]\nname = "a"\nkind = "webhook"\nurl = ""\n', 4, "it is empty"),
        ('[[channels]]\nname = "a"\nkind = "webhook"\nurl = { var = "A" }\n', 4, "no secret"),
        ('[[channels]]\nname = "a"\nkind = "webhook"\nurl = { file = "here" }\n', 4, "no secret"),
        (f'[[channels]]\nname = "a"\n{MAIL}port = 65536\n', 7, "no port"),
        (f'[[channels]]\nname = "a"\n{MAIL}security = "ssl"\n', 7, "none of starttls, tls, none"),
        (f'[[channels]]\nname = "a"\n{MAIL}user = "desk"\n', 7, "both user and password"),
        (f'[[channels]]\nname = "a"\n{MAIL}user = "u"\npassword = "p"\nsecurity = "none"\n', 9, "in the open"),
        ('[[channels]]\nname = "a"\nkind = "mail"\nhost = "x"\nsender = "desk"\n', 5, "no mail address"),
        ('[[channels]]\nname = "a"\nkind = "mail"\nhost = "x"\nsender = "a@b.c"\nto = []\n', 6, "nobody is named"),
        ('[[channels]]\nname = "a"\nkind = "mail"\nsender = "a\\nb@b.example"\n', 4, "no mail address"),
    ],
)
def test_mistakes_name_their_line(tmp_path: Path, text: str, line: int, said: str) -> None:
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, text)
    assert said in str(caught.value)
    assert caught.value.line == line


@pytest.mark.parametrize(
    "written", ["12345678", '["hunter22"]', '{ env = "hunter-22" }', '{ env = "A", file = "hunter22" }']
)
def test_a_mistake_in_a_secret_does_not_show_it(tmp_path: Path, written: str) -> None:
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, f'[[channels]]\nname = "a"\n{MAIL}user = "u"\npassword = {written}\n')
    assert "hunter" not in str(caught.value)
    assert "12345678" not in str(caught.value)


def test_a_secret_is_read_where_it_is_and_shown_nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "key"
    file.write_text("hunter22\nof the desk\n", encoding="utf-8")
    monkeypatch.setenv("DESK_PASSWORD", "hunter22")
    for secret in (Secret("hunter22"), Secret(env="DESK_PASSWORD"), Secret(file=file)):
        assert secret.reveal() == "hunter22"
        assert "hunter22" not in f"{secret!r} {secret} {ChannelSettings(name='a', password=secret)}"


def test_a_secret_that_is_not_there_names_its_place(tmp_path: Path) -> None:
    (tmp_path / "empty").write_text("\n", encoding="utf-8")
    for secret, place in (
        (Secret(env="NO_SUCH_VARIABLE"), "NO_SUCH_VARIABLE"),
        (Secret(file=tmp_path / "nowhere"), "nowhere"),
        (Secret(file=tmp_path / "empty"), "empty"),
    ):
        with pytest.raises(ConfigError, match=place):
            secret.reveal()
