"""Settings from `config.toml`: unknown keys and bad values are errors that say where and what to write."""

import itertools
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from tracker.config.alerting import AlertSettings
from tracker.config.channels import channels, quiet, zone
from tracker.config.settings import (
    ClaimSettings,
    DataSettings,
    EngineSettings,
    FetchSettings,
    JudgeSettings,
    NetSettings,
    ProofSettings,
    ScheduleSettings,
    Settings,
    WebSettings,
)
from tracker.config.toml import TomlFile, flag, mapping, text, texts, whole
from tracker.config.values import duration, expand, path, size, some_time
from tracker.errors import ConfigError

#: Where a user's settings are looked for, after $CLAIMWATCH_CONFIG.
USER_CONFIG = Path("~/.config/claimwatch/config.toml")

#: Mistakes of one file that are listed.
MOST_ERRORS = 200

ADDRESS = re.compile(r"(?:\[[0-9a-fA-F:.]+\]|[^:\[\]]+):\d{1,5}")


def ladder(said: Any) -> tuple[tuple[timedelta, timedelta], ...]:
    """[["6h", "15m"], ["2d", "1h"]] with ages that rise."""
    if not isinstance(said, list) or not said or not all(isinstance(rung, list) and len(rung) == 2 for rung in said):
        raise ValueError('write it as pairs of age and interval, like [["6h", "15m"], ["2d", "1h"]]')
    rungs = tuple((duration(age), duration(interval)) for age, interval in said)
    if any(later[0] <= earlier[0] for earlier, later in itertools.pairwise(rungs)):
        raise ValueError("the ages must rise from rung to rung")
    if any(not interval for _, interval in rungs):
        raise ValueError("an interval of nothing would ask without pause")
    return rungs


def addresses(said: Any) -> tuple[str, ...]:
    """A list of "address:port"."""
    return tuple(_address(each) for each in texts(said))


def hosts(said: Any) -> Mapping[str, str]:
    """A table of name = "address:port"."""
    return {name: _address(address) for name, address in mapping(said).items()}


def _address(said: str) -> str:
    if not ADDRESS.fullmatch(said) or not 0 < int(said.rpartition(":")[2]) < 65_536:
        raise ValueError(f'{said!r} is no address with a port: write it like "127.0.0.1:8765"')
    return said


def listening(said: Any) -> str:
    """ "address:port" to serve the page at; "" is none."""
    return _address(said) if text(said) else ""


def web_address(said: Any) -> str:
    """An address that is asked over HTTP; "" is none."""
    address = text(said)
    if address and not re.fullmatch(r"https?://[^\s/]+\S*", address):
        raise ValueError(f"{address!r} is no web address: write it like https://example.org/...")
    return address


def page_template(said: Any) -> str:
    """A web address with "{url}" in it; "" is none."""
    address = web_address(said)
    if address and address.count("{url}") != 1:
        raise ValueError(f"{address!r} needs {{url}} once, where the page's address belongs")
    return address


def folder(said: Any) -> str:
    """A directory, its ~ replaced; "" is none."""
    return str(expand(path(said))) if text(said) else ""


Reader = Callable[[Any], Any]
SECTIONS: Mapping[str, tuple[type, Mapping[str, Reader]]] = {
    "data": (DataSettings, {"dir": path, "database": text}),
    "net": (
        NetSettings,
        {
            "user_agent": text,
            "deadline": some_time,
            "max_wire": size,
            "max_decoded": size,
            "max_redirects": whole,
            "connections": whole,
            "allow": addresses,
            "hosts": hosts,
        },
    ),
    "fetch": (FetchSettings, {"concurrency": whole, "host_gap": duration, "robots": flag, "follow_feeds": flag}),
    "schedule": (
        ScheduleSettings,
        {"ladder": ladder, "tell_within": some_time, "tick": some_time, "lease": some_time},
    ),
    "judge": (
        JudgeSettings,
        {
            "overdue_day": duration,
            "overdue_hour": duration,
            "overdue_month": duration,
            "overdue_soft": duration,
            "least_readers": whole,
        },
    ),
    "engine": (EngineSettings, {"workers": whole, "page_limit": some_time, "claims_limit": some_time}),
    "claims": (ClaimSettings, {"lexicon": folder}),
    "proof": (ProofSettings, {"timestamp_url": web_address, "archive_url": page_template}),
    "web": (WebSettings, {"listen": listening, "public_url": web_address}),
    "alerts": (AlertSettings, {"zone": zone, "settle": duration, "quiet": quiet, "quiet_alerts": flag}),
}


def load_settings(config: Path | None = None) -> Settings:
    """The settings of a file; without one, of $CLAIMWATCH_CONFIG, of the user's own, else the defaults.

    Raises ConfigError.
    """
    place = settings_file(config)
    return parse_settings(place) if place is not None else Settings()


def settings_file(config: Path | None = None) -> Path | None:
    """The file that settings are read from; None where the defaults are all there is. Raises ConfigError."""
    named = config or (Path(os.environ["CLAIMWATCH_CONFIG"]) if os.environ.get("CLAIMWATCH_CONFIG") else None)
    if named is None:
        own = USER_CONFIG.expanduser()
        return own if own.is_file() else None
    try:
        return expand(named)
    except ValueError as error:
        raise ConfigError(str(error), path=str(named)) from error


def parse_settings(config: Path) -> Settings:
    """The settings of one file. Raises ConfigError."""
    return settings_in(TomlFile(config))


def settings_errors(config: Path) -> tuple[ConfigError, ...]:
    """Every mistake of a file, by line: what is wrong is set aside, and the rest read again."""
    found: list[ConfigError] = []
    try:
        file = TomlFile(config)
    except ConfigError as error:
        return (error,)
    while len(found) < MOST_ERRORS:
        try:
            settings_in(file)
        except ConfigError as error:
            found.append(error)
            if not file.set_aside(error):
                break
        else:
            break
    return tuple(sorted(found, key=lambda error: error.line or 0))


def settings_in(file: TomlFile) -> Settings:
    """The settings of a file that was read. Raises ConfigError."""
    root = file.root([*SECTIONS, "channels"])
    settings = Settings()
    for name, (section, readers) in SECTIONS.items():
        if name in root.keys:
            table = root.table(name, readers)
            settings = replace(
                settings, **{name: section(**{key: table.read(key, readers[key]) for key in table.keys})}
            )
    if "channels" in root.keys:
        settings = replace(settings, channels=channels(root))
    return settings
