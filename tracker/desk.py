"""What people do to stories that are followed: their sources, holding, closing and deleting them, catching up.

Every method is one short transaction of the store, so that all of it works while the daemon runs.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from tracker.begin import outlet_of, require_web_address
from tracker.errors import InputError, NotFoundError, PublishedMissingError
from tracker.model import (
    AlertState,
    Change,
    Check,
    Claim,
    Judgement,
    NewSource,
    Polling,
    Severity,
    Source,
    SourceKind,
    Stored,
    Story,
    Unreadable,
    Version,
)
from tracker.ports import Clock, Store
from tracker.text import article_from_text

Judge: TypeAlias = Callable[[Version], Judgement | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A source that a person named, and what was done to it."""

    source: Source
    #: False where it stood so already.
    is_new: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text that a person hands in, with what they know about it."""

    text: str
    #: Aware UTC; it wins over what the text says.
    published: datetime | None = None
    title: str | None = None
    outlet: str | None = None
    #: Whether what it changes is told, as of a page that was read.
    tell: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """A text that was handed in, and what was found in it."""

    story: Story
    version: Version
    #: False where the address had that very text already.
    is_new: bool
    claims: tuple[Stored[Claim], ...]
    changes: tuple[Stored[Change], ...]
    #: Changes that go to channels.
    told: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A story whose alerts wait, or wait no more."""

    story: Story
    #: Alerts that wait for delivery now.
    waiting: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedSource:
    """What the latest check of a source came to; None before the first."""

    source: Source
    check: Check | None


class Desk:
    """Does it in a store. `story_clock` says when sources are due, `machine_clock` what is held until when.

    `judge` takes the claims out of a version that was handed in, and judges it.
    """

    def __init__(self, store: Store, *, story_clock: Clock, machine_clock: Clock, judge: Judge) -> None:
        self._store = store
        self._judge = judge
        self._story_clock = story_clock
        self._machine_clock = machine_clock

    def story(self, name: str) -> Story:
        """The story of a short id ("S1") or a short name. Raises NotFoundError."""
        for story in self._store.stories():
            if name.lower() in (story.slug, f"s{story.id}"):
                return story
        names = ", ".join(story.slug for story in self._store.stories()) or "none yet"
        raise NotFoundError(f"no story is named '{name}' (followed: {names})", subject=name)

    def checked(self, stories: Sequence[Story]) -> tuple[CheckedSource, ...]:
        """The sources of these stories that are read, with their latest checks."""
        polled = [
            source
            for story in stories
            for source in self._store.sources(story.id)
            if source.kind is not SourceKind.PASTED and source.polling is Polling.ON
        ]
        return tuple(
            CheckedSource(source=source, check=next(iter(self._store.checks(source.id, limit=1)), None))
            for source in polled
        )

    # --- sources -----------------------------------------------------------------------------------------------------
    def add_source(self, name: str, url: str, outlet: str | None = None) -> Named:
        """Poll one more address from now on; a removed or paused one again. Raises NotFoundError, InputError."""
        story = self.story(name)
        require_web_address(url)
        before = next((source for source in self._store.sources(story.id) if source.url == url), None)
        if before is not None and before.polling is not Polling.ON:
            source = self._store.set_polling(before.id, Polling.ON, now=self._story_clock.now())
            return Named(source=source, is_new=True)
        new = NewSource(
            story_id=story.id,
            url=url,
            kind=SourceKind.PAGE,
            outlet=outlet or outlet_of(url),
            next_check_at=self._story_clock.now(),
        )
        return Named(source=self._store.add_source(new), is_new=before is None)

    def set_polling(self, name: str, which: str, polling: Polling) -> Named:
        """Read a source, pause it or count it no more. Raises NotFoundError, InputError."""
        story = self.story(name)
        before = self._source(story, which)
        if before.kind is SourceKind.PASTED:
            raise InputError(
                f"X{before.id} was handed in as text: it is not read, so there is nothing to pause or remove",
                subject=which,
            )
        if before.polling is polling:
            return Named(source=before, is_new=False)
        if before.polling is Polling.REMOVED and polling is Polling.PAUSED:
            raise InputError(f"X{before.id} was removed: add it again with `sources add`", subject=which)
        source = self._store.set_polling(before.id, polling, now=self._story_clock.now())
        return Named(source=source, is_new=True)

    def _source(self, story: Story, which: str) -> Source:
        sources = self._store.sources(story.id)
        found = next((each for each in sources if which in (each.url, f"X{each.id}", f"x{each.id}")), None)
        if found is None:
            raise NotFoundError(
                f"{story.slug} has no source {which}; see `claimwatch sources {story.slug}`", subject=which
            )
        return found

    def add_text(self, name: str, url: str, given: Text) -> Handed:
        """Keep a text that a person hands in as the page of that address, and judge it at once.

        It tells nothing unless `tell` says so: a back-fill is no news. Raises NotFoundError, InputError,
        PublishedMissingError, EngineError.
        """
        story = self.story(name)
        require_web_address(url)
        article = article_from_text(given.text, title=given.title, url=url, published_at=given.published)
        if isinstance(article, Unreadable):
            raise InputError(f"the text for {url}: {article.detail}", subject=url)
        if article.published_at is None:
            raise PublishedMissingError(
                "the text says no publication date, and its weekdays mean nothing without: "
                "give it with --published YYYY-MM-DD",
                subject=url,
            )
        known = next((source.outlet for source in self._store.sources(story.id) if source.url == url), None)
        before = {version.id for version in self._versions(story, url)}
        version = self._store.add_pasted(
            story.id,
            article=article,
            outlet=given.outlet or known or outlet_of(url),
            seen_at=self._story_clock.now(),
            baseline=not given.tell,
        )
        self._judge(version)
        changes = [each for each in self._store.changes(story.id) if each.value.version_id == version.id]
        return Handed(
            story=story,
            version=version,
            is_new=version.id not in before,
            claims=self._store.claims(version_id=version.id),
            changes=tuple(changes),
            told=sum(each.value.severity > Severity.INFO for each in changes),
        )

    def _versions(self, story: Story, url: str) -> Sequence[Version]:
        found = next((article for article in self._store.articles(story.id) if article.url == url), None)
        return self._store.versions(found.id) if found is not None else ()

    # --- stories -----------------------------------------------------------------------------------------------------
    def hold(self, name: str, until: datetime | None) -> Held:
        """Let a story's alerts wait until then (machine time), or go now. Raises NotFoundError, InputError."""
        story = self.story(name)
        if until is not None and until <= self._machine_clock.now():
            raise InputError(f"--until {until:%Y-%m-%d %H:%M} UTC has passed: give a later moment", subject=name)
        self._store.hold_story(story.id, until=until)
        waiting = sum(told.state is AlertState.WAITING for told in self._store.past(story.id).told)
        return Held(story=self._store.story(story.id), waiting=waiting)

    def close(self, name: str, *, closed: bool) -> tuple[Story, bool]:
        """Close a story or open it again; and whether that was new. Raises NotFoundError."""
        story = self.story(name)
        if story.closed is not closed:
            self._store.close_story(story.id, closed=closed)
        return self._store.story(story.id), story.closed is not closed

    def holdings(self, story: Story) -> Mapping[str, int]:
        """What would go with a story, in words for people."""
        return {
            "sources": len(self._store.sources(story.id)),
            "articles": len(self._store.articles(story.id)),
            "versions": sum(article.versions for article in self._store.articles(story.id)),
            "claims": len(self._store.story_claims(story.id)),
            "changes": len(self._store.changes(story.id)),
            "alerts": len(self._store.alerts(story.id)),
        }

    def delete(self, story: Story) -> Mapping[str, int]:
        """Remove a story with all that was kept for it; the rows removed, by table. Raises NotFoundError."""
        return self._store.delete_story(story.id)

    def retry(self, key: str) -> None:
        """A message that was given up waits again, due now. Raises NotFoundError."""
        self._store.retry_alert(key, now=self._machine_clock.now())

    def mark_read(self, story: Story, at: datetime) -> None:
        """Its reader has caught up to that story time."""
        self._store.mark_read(story.id, at=at)
