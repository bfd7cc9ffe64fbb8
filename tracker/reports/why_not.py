"""Why was I not told? Walks the path from a source to a delivery, and names the first cause."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TypeAlias, assert_never
from urllib.parse import parse_qsl, urlencode, urlsplit

from tracker.errors import InputError, NotFoundError
from tracker.model import (
    ArticleSummary,
    Change,
    Claim,
    Correction,
    Event,
    PassedOver,
    Source,
    SourceKind,
    Stored,
    Story,
    Term,
    moment_text,
)
from tracker.ports import Store
from tracker.reports.answers import Cause, WhyNot, WhyNotPage
from tracker.reports.following import is_polled
from tracker.reports.view import StoryView
from tracker.reports.why_not_reading import Path, read_articles, read_source
from tracker.reports.why_not_telling import Refusals, of_change, of_claim, of_event, of_versions

#: The story's names that a text has.
Names: TypeAlias = Callable[[str, Sequence[Term]], Sequence[Term]]
#: Parts of an address that name a campaign, not a page.
TRACKING = ("utm_", "fbclid", "gclid", "mc_")


class WhyNotTold:
    """Answers in every story that knows of an address, or of a record."""

    def __init__(
        self, store: Store, view_of: Callable[[int], StoryView], *, names: Names, refusals: Refusals, machine: datetime
    ) -> None:
        self._store = store
        self._view_of = view_of
        self._names = names
        self._refusals = refusals
        self._machine = machine

    def page(self, asked: str, now: datetime) -> WhyNotPage:
        """The answers for an address or a short id. Raises NotFoundError, InputError."""
        answers = self._of_address(asked) if "://" in asked else [self._of_record(asked)]
        return WhyNotPage(as_of=now, asked=asked, answers=tuple(answers))

    # --- addresses ---------------------------------------------------------------------------------------------------
    def _of_address(self, url: str) -> Sequence[WhyNot]:
        stories = self._store.stories()
        found = [answer for story in stories if (answer := self._in_story(story, url)) is not None]
        return found or [self._not_found(stories)]

    def _in_story(self, story: Story, url: str) -> WhyNot | None:
        view = self._view_of(story.id)
        sources = [source for source in view.sources if is_same_page(source.url.removeprefix("pasted:"), url)]
        articles = [article for article in self._store.articles(story.id) if is_same_page(article.url, url)]
        if not sources and not articles:
            passed = next((each for each in self._store.passed_over(story.id) if is_same_page(each.url, url)), None)
            return self._passed_over(view, passed) if passed is not None else None
        # A page that was also handed in is asked about as it was read.
        polled = next((source for source in sources if source.kind is not SourceKind.PASTED), None)
        source = polled or next(iter(sources), None)
        if source is None:
            source = next(each for each in view.sources if each.id == articles[0].source_id)
        return self._of_source(view, source, articles)

    def _not_found(self, stories: Sequence[Story]) -> WhyNot:
        path = Path(story="")
        feeds = 0
        for story in stories:
            for source in self._store.sources(story.id):
                if source.kind is SourceKind.FEED and is_polled(source):
                    feeds += 1
                    read = f"last read {moment_text(source.read_at)}" if source.read_at is not None else "never read"
                    path.passed(f"feed X{source.id}", f"{source.outlet}, {read}: does not name it")
        known = (
            f"no story has it as a source, and none of {feeds} feeds named it"
            if feeds
            else ("no story has it as a source, and no feed is read that could name it")
        )
        return path.ends(
            Cause.NOT_FOUND,
            f"The page was not found: {known}.",
            "Have it read: claimwatch sources add STORY URL; or hand its text in: claimwatch add STORY URL --text FILE",
        )

    def _passed_over(self, view: StoryView, passed: PassedOver) -> WhyNot:
        path = Path(story=name_of(view.story))
        feed = next((source for source in view.sources if source.id == passed.source_id), None)
        path.passed(
            "feed",
            f"X{passed.source_id} {feed.outlet if feed is not None else ''} named it {moment_text(passed.seen_at)}",
        )
        there = [term.key for term in self._names(passed.title, view.story.terms)]
        missing = [term.key for term in view.story.terms if not term.is_loose and term.key not in there]
        has = f"has only {', '.join(there)}" if there else "has none"
        return path.ends(
            Cause.PASSED_OVER,
            f'It was passed over as of another story: "{passed.title}" {has} of the story\'s names; '
            f"missing: {', '.join(missing) or 'none'}.",
            f"Have it read: claimwatch sources add {view.story.slug} {passed.url}",
        )

    # --- records -----------------------------------------------------------------------------------------------------
    def _of_record(self, short_id: str) -> WhyNot:
        found = self._store.find(short_id)
        match found:
            case Source():
                return self._of_source(self._view_of(found.story_id), found, [])
            case ArticleSummary():
                view = self._view_of(found.story_id)
                source = next(each for each in view.sources if each.id == found.source_id)
                return self._of_source(view, source, [found])
            case Story():
                raise InputError(
                    f"{short_id} is a whole story: ask of a page's address, or of E3, C7, N41, A12 or X2",
                    subject=short_id,
                )
            case Stored():
                return self._of_stored(short_id, found)
            case _:
                assert_never(found)

    def _of_stored(
        self, short_id: str, found: Stored[Event] | Stored[Claim] | Stored[Change] | Stored[Correction]
    ) -> WhyNot:
        value = found.value
        match value:
            case Change():
                path, view = self._begun(value.story_id)
                return of_change(path, view, Stored(id=found.id, value=value), self._refusals, self._machine)
            case Event():
                path, view = self._begun(value.story_id)
                # As people corrected it: its flags may differ from those it was kept with.
                event = view.events.get(value.key, Stored(id=found.id, value=value))
                return of_event(path, view, event, self._refusals, self._machine)
            case Claim():
                path, view = self._begun(self._store.version(value.version_id).story_id)
                return of_claim(path, view, Stored(id=found.id, value=value), self._refusals, self._machine)
            case Correction():
                raise NotFoundError(f"{short_id} is a correction: nothing is told of one", subject=short_id)
            case _:
                assert_never(value)

    def _begun(self, story_id: int) -> tuple[Path, StoryView]:
        view = self._view_of(story_id)
        return Path(story=name_of(view.story)), view

    # --- the path ----------------------------------------------------------------------------------------------------
    def _of_source(self, view: StoryView, source: Source, articles: Sequence[ArticleSummary]) -> WhyNot:
        path = Path(story=name_of(view.story))
        read = articles or [each for each in self._store.articles(view.story.id) if each.source_id == source.id]
        stopped = read_source(path, view, source, is_read=bool(read))
        if stopped is not None:
            return stopped
        versions, stopped = read_articles(path, view, source, read)
        if stopped is not None:
            return stopped
        return of_versions(path, view, versions, self._refusals, self._machine)


def name_of(story: Story) -> str:
    """ "S1 iran-russia-pact"."""
    return f"S{story.id} {story.slug}"


def is_same_page(one: str, other: str) -> bool:
    """Whether two addresses are of one page: scheme, www, a last slash and campaign tags aside."""
    return _plain(one) == _plain(other)


def _plain(url: str) -> tuple[str, str, str]:
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return url, "", ""
    kept = [
        (key, value)
        for key, value in parse_qsl(parts.query, keep_blank_values=True)
        if not key.lower().startswith(TRACKING)
    ]
    host = parts.netloc.lower().rpartition("@")[2].removeprefix("www.")
    return host, parts.path.rstrip("/"), urlencode(sorted(kept))
