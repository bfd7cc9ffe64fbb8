"""Settings of alerts: when they are told, where they go, and which of them a channel wants."""

from dataclasses import dataclass
from datetime import time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

UTC_ZONE = ZoneInfo("UTC")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quiet:
    """Quiet hours by the wall clock of `[alerts] zone`, over midnight where they end earlier than they begin."""

    begins: time
    ends: time


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """When a channel gets all that waits for it in one message, by the wall clock of `[alerts] zone`."""

    at: time
    #: 0 is Monday; None is every day.
    weekday: int | None = None


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
    #: "log": lines appended to a file.
    kind: str = "log"
    #: For a log: the file, relative to the data directory.
    path: Path = Path("alerts.log")
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
