"""Begins a story from one article: pasted text or an address.

    text | address -> Article -> Story, baseline Version -> claims -> JUDGE -> terms, sources

Nothing of it is told: the seed is the story's baseline.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from tracker.cycle import Cycle
from tracker.errors import InputError, PublishedMissingError, UnreachableError
from tracker.model import (
    Article,
    Claim,
    Event,
    EventState,
    Fetched,
    FetchFailed,
    NewStory,
    NotModified,
    Source,
    SourceHealth,
    SourceKind,
    Stored,
    Story,
    Unreadable,
    Version,
    require_utc,
)
from tracker.ports import Clock, Engine, Fetcher, Store
from tracker.text import article_from_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """An address to poll, with the outlet's name where the user gave one."""

    url: str
    outlet: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Seed:
    """What the user gives to begin a story: a text or an address, and what they know about it."""

    #: The pasted text; None to read `url`.
    text: str | None = None
    url: str | None = None
    title: str | None = None
    #: Aware UTC; it wins over the page's own date.
    published: datetime | None = None
    outlet: str | None = None
    #: Short name for the command line; None makes one from the title.
    slug: str | None = None
    sources: Sequence[Address] = ()

    def __post_init__(self) -> None:
        if self.published is not None:
            require_utc("published", self.published)


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """A story that was begun: its seed as read, and what was found in it."""

    story: Story
    version: Version
    claims: tuple[Stored[Claim], ...]
    events: tuple[tuple[Stored[Event], EventState], ...]
    sources: tuple[Source, ...]


class Beginning:
    """Begins stories in a store."""

    def __init__(
        self, *, store: Store, cycle: Cycle, fetcher: Fetcher, engine: Engine, clock: Clock, tell_within: timedelta
    ) -> None:
        self._store = store
        self._cycle = cycle
        self._fetcher = fetcher
        self._engine = engine
        self._clock = clock
        self._tell_within = tell_within

    async def begin(self, seed: Seed) -> tuple[Story, Version]:
        """Begin the story and judge its seed. Raises InputError, PublishedMissingError, UnreachableError."""
        for address in seed.sources:
            require_web_address(address.url)
        article = await self._article(seed)
        if article.published_at is None:
            raise PublishedMissingError(
                "the text says no publication date, and its weekdays mean nothing without: "
                "give it with --published YYYY-MM-DD",
                subject=article.title,
            )
        outlet = seed.outlet or (outlet_of(article.url) if article.url else "pasted text")
        sources = [(each.url, each.outlet or outlet_of(each.url)) for each in self._addresses(seed)]
        new, now = self._new_story(seed, article), self._clock.now()
        story, version = self._store.begin_story(new, seed=article, outlet=outlet, seen_at=now, sources=sources)
        await self._cycle.analyse(version)
        self._cycle.name_story(story.id)
        return self._store.story(story.id), version

    def _addresses(self, seed: Seed) -> Sequence[Address]:
        own = [Address(url=seed.url, outlet=seed.outlet)] if seed.url and seed.text is None else []
        return [*own, *seed.sources]

    async def _article(self, seed: Seed) -> Article:
        if seed.text is not None:
            read = article_from_text(seed.text, title=seed.title, url=seed.url or "", published_at=seed.published)
            subject = seed.title or seed.url or "the text"
        elif seed.url is not None:
            require_web_address(seed.url)
            read = await self._fetched(seed.url)
            subject = seed.url
        else:
            raise InputError("nothing to follow: give a file, an address, or - for standard input", subject="")
        if isinstance(read, Unreadable):
            raise InputError(f"{subject}: {read.detail}", subject=subject)
        return replace(read, title=seed.title or read.title, published_at=seed.published or read.published_at)

    async def _fetched(self, url: str) -> Article | Unreadable:
        result = await self._fetcher.fetch(_unknown_source(url), now=self._clock.now())
        match result:
            case Fetched(snapshot=snapshot):
                return await self._engine.article(snapshot)
            case FetchFailed(detail=detail):
                raise UnreachableError(detail, url=url)
            case NotModified():
                raise UnreachableError(f"{url}: answered 304 to a request without conditions", url=url)

    def _new_story(self, seed: Seed, article: Article) -> NewStory:
        taken = {story.slug for story in self._store.stories()}
        if seed.slug is not None and seed.slug in taken:
            raise InputError(f"a story named '{seed.slug}' is followed already", subject=seed.slug)
        return NewStory(
            slug=seed.slug or free_slug(article.title, taken),
            title=article.title,
            language=article.language,
            created_at=self._clock.now(),
            tell_within=self._tell_within,
        )


def free_slug(title: str, taken: set[str]) -> str:
    """A short name for a story from its title: at most six ASCII words, numbered where it is taken."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    base = "-".join(re.findall(r"[a-z0-9]+", plain)[:6]) or "story"
    numbered = (f"{base}-{number}" for number in range(2, len(taken) + 3))
    return base if base not in taken else next(slug for slug in numbered if slug not in taken)


def outlet_of(url: str) -> str:
    """An outlet's name where nobody gave one: the host without www."""
    return (urlsplit(url).hostname or url).removeprefix("www.")


def require_web_address(url: str) -> None:
    """Raise InputError unless `url` is an http or https address with a host."""
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        host, parts = None, urlsplit("")
    if parts.scheme not in ("http", "https") or not host:
        raise InputError(f"{url!r} is no web address: it needs http:// or https:// and a host", subject=url)


def _unknown_source(url: str) -> Source:
    """A source for one fetch that isn't polled yet."""
    return Source(
        id=0,
        story_id=0,
        url=url,
        kind=SourceKind.PAGE,
        outlet=outlet_of(url),
        health=SourceHealth.NEW,
        health_detail="",
        next_check_at=None,
        changed_at=None,
        read_at=None,
        etag=None,
        last_modified=None,
        failures=0,
        found_in=None,
        baseline=True,
    )
