"""Every setting, with its default. `config.toml` shows the same with comments; a test holds the two together."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from tracker.config.alerting import AlertSettings, ChannelSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class DataSettings:
    """Where the user's stories, database and reports live; never the checkout."""

    dir: Path = Path("~/.local/share/claimwatch")
    #: SQLAlchemy URL; "" is `claimwatch.db` in `dir`.
    database: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NetSettings:
    """The HTTP client and its guard."""

    user_agent: str = "claimwatch/0.1 (+https://example.org/claimwatch)"
    #: For the whole request, redirects and body included.
    deadline: timedelta = timedelta(seconds=30)
    #: Caps in bytes: as received, and after content decoding.
    max_wire: int = 10_000_000
    max_decoded: int = 20_000_000
    max_redirects: int = 5
    connections: int = 50
    #: Private addresses that the operator allows: "127.0.0.1:8765", "10.0.0.5:443".
    allow: tuple[str, ...] = ()
    #: Names that the operator points at an address, like a hosts file: "example.test" -> "127.0.0.1:8765".
    hosts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchSettings:
    """Politeness and reach."""

    #: Checks under way at once.
    concurrency: int = 20
    #: Machine time between two requests to one host.
    host_gap: timedelta = timedelta(seconds=2)
    #: Obey robots.txt (RFC 9309).
    robots: bool = True
    #: Read the articles that a story's feeds name, when they are related to it.
    follow_feeds: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleSettings:
    """How often sources are read."""

    #: (age of the last change, interval): the first rung whose age is not yet passed holds; the last holds beyond.
    ladder: tuple[tuple[timedelta, timedelta], ...] = (
        (timedelta(hours=6), timedelta(minutes=15)),
        (timedelta(days=2), timedelta(hours=1)),
        (timedelta(days=7), timedelta(hours=4)),
        (timedelta(days=30), timedelta(hours=12)),
        (timedelta(days=365), timedelta(days=1)),
    )
    #: How soon news of a pending watched plan should be told; feeds are read at a quarter of it.
    tell_within: timedelta = timedelta(hours=1)
    #: Machine time between two looks at the due table.
    tick: timedelta = timedelta(seconds=1)
    #: A lease on a source ends after this machine time.
    lease: timedelta = timedelta(minutes=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgeSettings:
    """When silence is overdue."""

    overdue_day: timedelta = timedelta(hours=24)
    overdue_hour: timedelta = timedelta(hours=2)
    overdue_month: timedelta = timedelta(days=3)
    overdue_soft: timedelta = timedelta(days=7)
    #: Sources that must have been read after that moment (all of them, if the story has fewer).
    least_readers: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineSettings:
    """Worker processes and their hard time limits."""

    workers: int = 1
    page_limit: timedelta = timedelta(seconds=30)
    claims_limit: timedelta = timedelta(seconds=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimSettings:
    """How texts are read for claims."""

    #: Folder of *.toml files that add event classes, and words to known ones; "" is none.
    lexicon: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofSettings:
    """Independent witnesses of proofs; "" asks nobody."""

    #: A timestamp authority (RFC 3161); the hash of a proof's manifest is sent there.
    timestamp_url: str = ""
    #: Where a public web archive is asked to keep a page, "{url}" standing for the page's address.
    archive_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WebSettings:
    """The page that `claimwatch run` serves, in a process of its own."""

    #: Address and port; "" serves none.
    listen: str = "127.0.0.1:8420"
    #: The address that people open it at, for links in messages; "" is that of `listen`.
    public_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All settings."""

    data: DataSettings = field(default_factory=DataSettings)
    net: NetSettings = field(default_factory=NetSettings)
    fetch: FetchSettings = field(default_factory=FetchSettings)
    schedule: ScheduleSettings = field(default_factory=ScheduleSettings)
    judge: JudgeSettings = field(default_factory=JudgeSettings)
    engine: EngineSettings = field(default_factory=EngineSettings)
    claims: ClaimSettings = field(default_factory=ClaimSettings)
    proof: ProofSettings = field(default_factory=ProofSettings)
    web: WebSettings = field(default_factory=WebSettings)
    alerts: AlertSettings = field(default_factory=AlertSettings)
    channels: tuple[ChannelSettings, ...] = (ChannelSettings(name="log"),)

    @property
    def database_url(self) -> str:
        """The SQLAlchemy URL of the store."""
        return self.data.database or f"sqlite:///{self.data.dir.expanduser() / 'claimwatch.db'}"
