"""Settings of alerts: when they are told, where they go, and which of them a channel wants."""

import os
from dataclasses import dataclass
from datetime import time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from tracker.errors import ConfigError

#: What each kind of channel can't do without, and what it may have besides the rules that all have.
NEEDS = {"log": (), "stdout": (), "mail": ("host", "sender", "to"), "webhook": ("url",), "apprise": ("url",)}
MAY_HAVE = {
    "log": ("path",),
    "stdout": (),
    "mail": ("port", "security", "user", "password"),
    "webhook": ("secret",),
    "apprise": (),
}
#: The keys that are of some kinds only.
OF_A_KIND = frozenset(key for keys in (*NEEDS.values(), *MAY_HAVE.values()) for key in keys)
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
UTC_ZONE = ZoneInfo("UTC")


class Secret:
    """A value that is never shown: given itself, or by the environment variable or file that holds it."""

    __slots__ = ("_env", "_file", "_value")

    def __init__(self, value: str = "", *, env: str = "", file: Path | None = None) -> None:
        self._value = value
        self._env = env
        self._file = file

    def reveal(self) -> str:
        """The value, read anew each time. Raises ConfigError naming the variable or file that doesn't give it."""
        if self._env:
            value, where = os.environ.get(self._env, ""), f"the environment variable {self._env}"
            if not value:
                raise ConfigError("is not set", path=where)
            return value
        if self._file is not None:
            return _first_line(self._file)
        return self._value

    def __repr__(self) -> str:
        return "***"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Secret):
            return NotImplemented
        return (self._value, self._env, self._file) == (other._value, other._env, other._file)

    def __hash__(self) -> int:
        return hash((self._value, self._env, self._file))


def _first_line(path: Path) -> str:
    try:
        value = path.expanduser().read_text(encoding="utf-8").partition("\n")[0].strip()
    except (OSError, ValueError, RuntimeError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else "no text of a file that is there"
        raise ConfigError(f"can't be read: {why}", path=str(path)) from error
    if not value:
        raise ConfigError("its first line is empty: a secret is expected there", path=str(path))
    return value


@dataclass(frozen=True, slots=True, kw_only=True)
class Quiet:
    """Quiet hours by the wall clock of `[alerts] zone`, over midnight where they end earlier than they begin."""

    begins: time
    ends: time

    def __str__(self) -> str:
        return f"{self.begins:%H:%M}-{self.ends:%H:%M}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """When a channel gets all that waits for it in one message, by the wall clock of `[alerts] zone`."""

    at: time
    #: 0 is Monday; None is every day.
    weekday: int | None = None

    def __str__(self) -> str:
        day = "daily" if self.weekday is None else f"weekly {WEEKDAYS[self.weekday]}"
        return f"{day} {self.at:%H:%M}"


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertSettings:
    """When alerts are told."""

    #: Times in messages, quiet hours and digests are in this zone.
    zone: ZoneInfo = UTC_ZONE
    #: How long a notice waits for what overtakes it (machine time); an alert never waits.
    settle: timedelta = timedelta(minutes=5)
    #: None: no quiet hours.
    quiet: Quiet | None = None
    #: Whether changes of severity alert are told in quiet hours.
    quiet_alerts: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelSettings:
    """One place where alerts go, and which of them it gets."""

    name: str
    #: "log", "stdout", "mail", "webhook" or "apprise".
    kind: str = "log"
    #: For a log: the file, relative to the data directory.
    path: Path = Path("alerts.log")
    #: For a webhook: where it is sent. For Apprise: any of its addresses.
    url: Secret | None = None
    #: For a webhook: the key of its Standard Webhooks signature, "whsec_..."; None: it is not signed.
    secret: Secret | None = None
    #: For mail: the server, how it is spoken to ("starttls", "tls" or "none"), and who logs in there.
    host: str = ""
    port: int | None = None
    security: str = "starttls"
    user: str = ""
    password: Secret | None = None
    #: For mail: who it comes from, and who gets it.
    sender: str = ""
    to: tuple[str, ...] = ()
    #: "notice" or "alert": the least severity that it gets.
    least: str = "notice"
    #: Short names or ids of the stories that it gets; () is all.
    stories: tuple[str, ...] = ()
    #: Kinds of change that it gets (() is all), and those that it doesn't.
    kinds: tuple[str, ...] = ()
    not_kinds: tuple[str, ...] = ()
    #: It gets only changes that one of these words or phrases occurs in; () is all.
    words: tuple[str, ...] = ()
    #: It gets only changes of watched events.
    watched: bool = False
    #: None: each alert by itself.
    digest: Digest | None = None
