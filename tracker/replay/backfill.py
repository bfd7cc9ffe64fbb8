"""Hands recorded pages in to a user's story: its past, told to nobody.

Every page becomes a version marked as handed in, of the story's baseline, so that whoever judges it (this or a daemon
that runs meanwhile) tells nothing. It is seen now and published then: states are folds by publication, so an old page
moves nothing that a later one settled. A plan whose day had passed when it was handed in is no news either (ledger,
`change.passed`). Handed in twice, a page is known the second time.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from tracker.begin import outlet_of
from tracker.config import Settings
from tracker.cycle import Cycle
from tracker.errors import EngineError, InputError
from tracker.model import (
    Article,
    EventClass,
    NewStory,
    Notice,
    NoticeKind,
    Story,
    Version,
)
from tracker.ports import Clock, Engine, Store
from tracker.replay.pages import RecordedPage
from tracker.replay.recorded import UNTOLD, NoFetcher, article_of, as_next_version, in_language
from tracker.replay.run import OnPage, silent

SLUG = re.compile(r"(?![sS]\d+$)[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST_SLUG = 60
#: Versions of one day are dated a little apart (`as_next_version`); that makes none of them later.
SAME_TIME = timedelta(minutes=1)
LATER = "the story has a later text of this address"


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedIn:
    """What a back-fill came to."""

    story: Story
    is_new_story: bool
    #: Pages that made a version, and pages that the story had already.
    added: int
    known: int
    claims: int
    #: Pages that were not taken, each with the reason.
    left_out: tuple[tuple[RecordedPage, str], ...]
    #: Pages that are kept, but not read for claims.
    not_read: tuple[tuple[RecordedPage, str], ...]


class Backfill:
    """Back-fills stories of a store; made for one run."""

    def __init__(
        self,
        *,
        store: Store,
        engine: Engine,
        classes: Mapping[str, EventClass],
        settings: Settings,
        story_clock: Clock,
        machine_clock: Clock,
    ) -> None:
        self._clock = story_clock
        self._store = store
        self._engine = engine
        self._tell_within = settings.schedule.tell_within
        self._cycle = Cycle(
            store=store,
            fetcher=NoFetcher(),
            engine=engine,
            classes=classes,
            settings=replace(settings, channels=()),
            story_clock=story_clock,
            machine_clock=machine_clock,
        )

    async def run(
        self, pages: Sequence[RecordedPage], *, story: Story | None, slug: str, on_page: OnPage = silent
    ) -> HandedIn:
        """Hand the pages in to that story, or to a new one of that name. Raises InputError, EngineError, StorageError.

        All pages are read before the first is written.
        """
        if story is None and (not SLUG.fullmatch(slug) or len(slug) > LONGEST_SLUG):
            raise InputError(f"no story is named '{slug}', and a new one needs a name like iran-treaty", subject=slug)
        read = [(page, await article_of(page, self._engine)) for page in pages]
        articles = [(page, article) for page, article in read if isinstance(article, Article)]
        left_out = [(page, article.detail) for page, article in read if not isinstance(article, Article)]
        if not articles:
            raise InputError(f"none of the {len(pages)} pages holds an article: {left_out[0][1]}", subject=slug)
        told = (article.language for _, article in articles if article.language != UNTOLD)
        language = story.language if story is not None else next(told, None)
        articles = [(page, in_language(article, language)) for page, article in articles]
        found = story or self._store.add_story(self._new_story(slug, articles[0][1]))
        return await self._hand_in(found, articles, left_out, is_new_story=story is None, on_page=on_page)

    def _new_story(self, slug: str, first: Article) -> NewStory:
        return NewStory(
            slug=slug,
            title=first.title,
            language=first.language,
            created_at=self._clock.now(),
            tell_within=self._tell_within,
        )

    async def _hand_in(
        self,
        story: Story,
        articles: Sequence[tuple[RecordedPage, Article]],
        left_out: list[tuple[RecordedPage, str]],
        *,
        is_new_story: bool,
        on_page: OnPage,
    ) -> HandedIn:
        if is_new_story:
            self._end_baseline(story.id)
        shelf = _Shelf(self._store, story.id, now=self._clock.now())
        not_read: list[tuple[RecordedPage, str]] = []
        added = claims = 0
        for number, (page, article) in enumerate(articles, 1):
            version = shelf.known(article)
            if version is None and shelf.has_later(article):
                left_out.append((page, LATER))
                continue
            if version is None:
                version, added = shelf.add(page, article), added + 1
            trouble = await self._judge(version)
            not_read += [(page, trouble)] if trouble else []
            claims += len(self._store.claims(version_id=version.id))
            self._cycle.name_story(story.id)
            on_page(number, len(articles))
        return HandedIn(
            story=self._store.story(story.id),
            is_new_story=is_new_story,
            added=added,
            known=len(articles) - added - sum(why == LATER for _, why in left_out),
            claims=claims,
            left_out=tuple(left_out),
            not_read=tuple(not_read),
        )

    async def _judge(self, version: Version) -> str:
        """Judge a version; why it was not read for claims, or ""."""
        try:
            await self._cycle.analyse(version)
        except EngineError as error:
            self._cycle.give_up(version, str(error))
            return str(error)
        language = version.article.language
        return "" if language == "en" else f"in language '{language}'"

    def _end_baseline(self, story_id: int) -> None:
        """End it before the first page: a daemon that runs meanwhile has nothing to sum up."""
        now = self._clock.now()
        notice = Notice(
            kind=NoticeKind.BASELINE, story_id=story_id, source_id=None, at=now, text="recorded pages were handed in"
        )
        self._store.end_baseline(story_id, sources=(), at=now, notice=notice, alerts=())


class _Shelf:
    """What a story has of the pages' addresses, before and while they are handed in."""

    def __init__(self, store: Store, story_id: int, *, now: datetime) -> None:
        self._store = store
        self._story_id = story_id
        self._now = now
        self._articles = {each.url: each.id for each in store.articles(story_id)}
        #: Address -> versions that were there before, those not yet met again in the file.
        self._before: dict[str, list[Version]] = {}
        self._there: dict[str, tuple[Version, ...]] = {}
        self._versions: dict[str, list[Version]] = {}

    def known(self, article: Article) -> Version | None:
        """The version that this page is, if it is there already: pages of one address are met again in their order."""
        self._load(article.url)
        waiting = self._before[article.url]
        for place, version in enumerate(waiting):
            if (version.article.title, version.article.text) == (article.title, article.text):
                del waiting[: place + 1]
                return version
        return None

    def has_later(self, article: Article) -> bool:
        """Whether a text of this address was there that was published later: then this is no edit of it."""
        published = (article.published_at or self._now) + SAME_TIME
        return any(version.published_at > published for version in self._there[article.url])

    def add(self, page: RecordedPage, article: Article) -> Version:
        """One more version."""
        earlier = self._versions[article.url]
        version = self._store.add_pasted(
            self._story_id,
            article=as_next_version(article, page, earlier),
            outlet=outlet_of(page.url),
            seen_at=self._now,
            baseline=True,
        )
        earlier.append(version)
        return version

    def _load(self, url: str) -> None:
        if url not in self._versions:
            found = list(self._store.versions(self._articles[url])) if url in self._articles else []
            self._versions[url], self._before[url], self._there[url] = found, list(found), tuple(found)
