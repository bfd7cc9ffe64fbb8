"""How alerts and channels are set: "22:00-07:00", "weekly mon 08:00", secrets, and the keys of each kind of channel."""

import re
from collections.abc import Callable, Mapping
from datetime import time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from tracker.config.alerting import MAY_HAVE, NEEDS, OF_A_KIND, WEEKDAYS, ChannelSettings, Digest, Quiet, Secret
from tracker.config.toml import TomlTable, flag, one_of, text, texts, whole
from tracker.config.values import path
from tracker.model import ChangeKind

CLOCK = r"([01]?\d|2[0-3]):([0-5]\d)"


def zone(said: Any) -> ZoneInfo:
    """The zone of a name like "Europe/Moscow". Raises ValueError."""
    name = text(said)
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError(f'{name!r} is no time zone: write it like "Europe/Moscow"') from error


def quiet(said: Any) -> Quiet | None:
    """ "22:00-07:00"; "" is none. Raises ValueError."""
    if text(said) == "":
        return None
    match = re.fullmatch(rf"{CLOCK}\s*-\s*{CLOCK}", said.strip())
    begins, ends = (time(int(match[1]), int(match[2])), time(int(match[3]), int(match[4]))) if match else (None, None)
    if begins is None or ends is None or begins == ends:
        raise ValueError(f'{said!r} are no quiet hours: write them like "22:00-07:00"')
    return Quiet(begins=begins, ends=ends)


def digest(said: Any) -> Digest | None:
    """ "daily 08:00" or "weekly mon 08:00"; "" is none. Raises ValueError."""
    if text(said) == "":
        return None
    match = re.fullmatch(rf"(?:daily|weekly ({'|'.join(WEEKDAYS)}))\s+{CLOCK}", said.strip().lower())
    if match is None:
        raise ValueError(f'{said!r} is no digest: write it like "daily 08:00" or "weekly mon 08:00"')
    weekday = WEEKDAYS.index(match[1]) if match[1] else None
    return Digest(at=time(int(match[2]), int(match[3])), weekday=weekday)


def kinds(said: Any) -> tuple[str, ...]:
    """Kinds of change by their names. Raises ValueError naming the nearest one."""
    known = one_of(*(kind.value for kind in ChangeKind))
    return tuple(known(each) for each in texts(said))


def secret(said: Any) -> Secret:
    """A text, { env = "NAME" } or { file = "/a/path" }. Raises ValueError, which never shows the value."""
    how = 'write it in quotes, or as { env = "NAME" } or { file = "/a/path" }'
    if isinstance(said, str):
        if not said:
            raise ValueError(f"it is empty: {how}")
        return Secret(said)
    if not isinstance(said, dict) or len(said) != 1 or not all(isinstance(value, str) for value in said.values()):
        raise ValueError(f"that is no secret: {how}")
    ((where, name),) = said.items()
    if where == "env" and re.fullmatch(r"\w+", name):
        return Secret(env=name)
    if where == "file" and name and Path(path(name)).expanduser().is_absolute():
        return Secret(file=Path(name))
    raise ValueError(f"that is no secret: {how}")


def address(said: Any) -> str:
    """A mail address, with or without a name: "Desk <desk@example.org>". Raises ValueError."""
    written = text(said)
    if not re.fullmatch(r"(?:[^<>@\r\n]*<[^<>@\s,]+@[^<>@\s,]+>|[^<>@\s,]+@[^<>@\s,]+)", written):
        raise ValueError(f'{written!r} is no mail address: write it like "me@example.org"')
    return written


def receivers(said: Any) -> tuple[str, ...]:
    """Mail addresses: one, or a list. Raises ValueError."""
    named = (said,) if isinstance(said, str) else texts(said)
    if not named:
        raise ValueError('nobody is named: write it like ["me@example.org"]')
    return tuple(address(each) for each in named)


def port(said: Any) -> int:
    """A port. Raises ValueError."""
    if whole(said) > 65_535:
        raise ValueError(f"{said} is no port: they end at 65535")
    return int(said)


def filled(said: Any) -> str:
    """A text that isn't empty. Raises ValueError."""
    if not text(said).strip():
        raise ValueError("it is empty")
    return str(said)


CHANNEL: Mapping[str, Callable[[Any], Any]] = {
    "name": filled,
    "kind": one_of(*NEEDS),
    "path": path,
    "url": secret,
    "secret": secret,
    "host": filled,
    "port": port,
    "security": one_of("starttls", "tls", "none"),
    "user": text,
    "password": secret,
    "sender": address,
    "to": receivers,
    "least": one_of("notice", "alert"),
    "stories": texts,
    "kinds": kinds,
    "not_kinds": kinds,
    "words": texts,
    "watched": flag,
    "digest": digest,
}


def channels(root: TomlTable) -> tuple[ChannelSettings, ...]:
    """The channels of a settings file. Raises ConfigError."""
    found: list[ChannelSettings] = []
    for table in root.tables("channels", CHANNEL):
        channel = _channel(table)
        if any(each.name == channel.name for each in found):
            raise table.error(f"two channels are named '{channel.name}'", key="name")
        found.append(channel)
    return tuple(found)


def _channel(table: TomlTable) -> ChannelSettings:
    name = table.read("name", CHANNEL["name"])
    channel = ChannelSettings(**{key: table.read(key, CHANNEL[key]) for key in table.keys})
    kind = channel.kind
    for key in NEEDS[kind]:
        if key not in table.keys:
            raise table.error(f"channel '{name}' is of kind {kind}, which needs the key '{key}'", key="kind")
    for key in table.keys:
        if key in OF_A_KIND and key not in (*NEEDS[kind], *MAY_HAVE[kind]):
            raise table.error(f"the key '{key}' means nothing to channel '{name}', which is of kind {kind}", key=key)
    if bool(channel.user) is not (channel.password is not None):
        raise table.error(f"channel '{name}' needs both user and password, or neither", key="user")
    if channel.user and channel.security == "none":
        raise table.error(f"channel '{name}' would send its password in the open: set security", key="security")
    return channel
