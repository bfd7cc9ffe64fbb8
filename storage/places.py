"""Where a database is: its URL as the user writes it, as SQLAlchemy wants it, and as it may be shown."""

from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.engine import URL

from tracker.errors import StorageError

#: What a URL may say of a server besides its address; the rest (passwords, keys) is never shown.
SHOWN = ("host", "port")
#: Plain names of databases, and the driver that we use for each.
DRIVERS = {"postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}
LIKE = "sqlite:////home/me/claimwatch.db or postgresql://me:password@localhost/claimwatch"


def parse_url(url: str) -> URL:
    """The URL with our driver. Raises StorageError; no message has a password in it."""
    try:
        parsed = make_url(url)
        parsed.get_backend_name()
    except Exception:
        # The cause may quote a part of a password: it is not kept.
        raise StorageError(f"{_without_secrets(url)!r} is no database URL: write it like {LIKE}") from None
    parsed = parsed.set(drivername=DRIVERS.get(parsed.drivername, parsed.drivername))
    if parsed.get_backend_name() == "sqlite":
        return parsed
    if url.count("@") > 1:
        raise StorageError(f"{_without_secrets(url)}: an @ in a password is written %40")
    if not parsed.database:
        raise StorageError(f"{place_of(parsed)}: it names no database: write it like {LIKE}")
    return parsed


def place_of(parsed: URL) -> str:
    """What names the database for people: a file, or an address without its password."""
    if parsed.get_backend_name() == "sqlite":
        return parsed.database or "memory"
    shown = {key: value for key, value in parsed.query.items() if key in SHOWN}
    bare = URL.create(
        parsed.get_backend_name(),
        username=parsed.username,
        host=parsed.host,
        port=parsed.port,
        database=parsed.database,
        query=shown,
    )
    return bare.render_as_string(hide_password=True)


def url_of(parsed: URL) -> str:
    """The URL to write in `[data] database`, without its password."""
    if parsed.get_backend_name() == "sqlite" and parsed.database:
        return f"sqlite:///{Path(parsed.database).expanduser().resolve()}"
    return place_of(parsed)


def _without_secrets(url: str) -> str:
    """A text that is no URL, without what may be a password in it."""
    scheme, found, rest = url.rpartition("@")
    if not found:
        return url
    return f"{scheme.partition(':')[0]}://***@{rest}"
