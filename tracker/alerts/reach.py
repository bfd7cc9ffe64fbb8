"""Whether a channel can be reached: its file written, its server connected to. Nothing is sent."""

import os
import socket
from pathlib import Path
from urllib.parse import urlsplit

from tracker.config import ChannelSettings
from tracker.errors import ConfigError

#: Seconds that a server may take to answer.
PATIENCE = 5.0
PORTS = {"starttls": 587, "tls": 465, "none": 25, "https": 443, "http": 80}


def out_of_reach(channel: ChannelSettings, directory: Path) -> str:
    """Why a channel can't be reached, in a few words; "" if it can, or if only its own library knows (Apprise)."""
    try:
        if channel.kind == "log":
            return _unwritable(directory / channel.path.expanduser())
        if channel.kind == "mail":
            return _unanswered(channel.host, channel.port or PORTS[channel.security])
        if channel.kind == "webhook" and channel.url is not None:
            parts = urlsplit(channel.url.reveal())
            return _unanswered(parts.hostname or "", parts.port or PORTS.get(parts.scheme, 443))
    except (ConfigError, ValueError) as error:
        return str(error)
    return ""


def _unwritable(path: Path) -> str:
    place = path if path.exists() else next(each for each in path.parents if each.exists())
    fits = place.is_file() if place == path else place.is_dir()
    return "" if fits and os.access(place, os.W_OK) else f"{place} can't be written to"


def _unanswered(host: str, port: int) -> str:
    try:
        with socket.create_connection((host, port), timeout=PATIENCE):
            return ""
    except OSError as error:
        return f"{host}:{port} does not answer: {error.strerror or error}"
