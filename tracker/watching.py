"""What is said of a story as a whole: that its first reading has ended, and that nothing of it can be read.

A first reading tells nothing; it ends, once every source of it was tried and all that came was judged, in one
summary. Plans whose day had passed by then are in it, and are never told as overdue.
"""

from collections.abc import Callable, Sequence

from tracker.alerts import summary
from tracker.config import Settings
from tracker.ledger import summed_up, unwatched_text
from tracker.model import (
    Judgement,
    Notice,
    NoticeKind,
    Polling,
    Source,
    SourceHealth,
    SourceKind,
    Story,
)
from tracker.ports import Clock, Store

#: Notices that say whether a story is watched.
SAYS_SO = frozenset({NoticeKind.NOT_WATCHED, NoticeKind.WATCHED})
LARGE = 1_000_000


class Watching:
    """Says it, once a turn. `review` judges silence in a story."""

    def __init__(
        self,
        store: Store,
        settings: Settings,
        *,
        story_clock: Clock,
        machine_clock: Clock,
        review: Callable[[int], Judgement | None],
    ) -> None:
        self._store = store
        self._settings = settings
        self._story_clock = story_clock
        self._machine_clock = machine_clock
        self._review = review

    def look(self, story: Story) -> bool:
        """Look at a story after something of it was read; whether a first reading ended."""
        sources = [source for source in self._store.sources(story.id) if _counts(source)]
        ended = self._end_baseline(story, [source for source in sources if _is_first(source)])
        if ended or story.baseline_at is not None:
            self._say_whether_watched(story, sources)
        return ended

    # --- first readings ----------------------------------------------------------------------------------------------
    def _end_baseline(self, story: Story, first: Sequence[Source]) -> bool:
        lasts = story.baseline_at is None
        if not lasts and not first:
            return False
        if any(source.health is SourceHealth.NEW for source in first):
            return False
        if any(version.story_id == story.id for version in self._store.to_analyse(limit=LARGE)):
            return False
        if lasts:
            # Plans that are overdue already are kept as such now, while nothing is told.
            self._review(story.id)
            self._end_story(story, first)
        else:
            self._end_sources(story, first)
        return True

    def _end_story(self, story: Story, first: Sequence[Source]) -> None:
        now = self._story_clock.now()
        articles = len(self._store.articles(story.id))
        lines = summed_up(self._store.book(story.id), articles=articles, now=now, settings=self._settings.judge)
        self._store.end_baseline(
            story.id,
            sources=[source.id for source in first],
            at=now,
            notice=self._notice(story, NoticeKind.BASELINE, f"first reading of {story.slug} ended: {lines[0]}"),
            alerts=summary(
                story,
                lines,
                channels=self._settings.channels,
                settings=self._settings.alerts,
                now=self._machine_clock.now(),
            ),
        )

    def _end_sources(self, story: Story, first: Sequence[Source]) -> None:
        outlets = ", ".join(dict.fromkeys(source.outlet for source in first))
        read = sum(source.health is SourceHealth.READ for source in first)
        text = f"first reading of {outlets} for {story.slug} ended: {read} of {len(first)} read; nothing was told of it"
        self._store.end_baseline(
            story.id,
            sources=[source.id for source in first],
            at=self._story_clock.now(),
            notice=self._notice(story, NoticeKind.BASELINE, text),
            alerts=(),
        )

    # --- whether it is watched ---------------------------------------------------------------------------------------
    def _say_whether_watched(self, story: Story, sources: Sequence[Source]) -> None:
        said = [notice.kind for notice in self._store.notices(story.id) if notice.kind in SAYS_SO]
        was_watched = not said or said[-1] is NoticeKind.WATCHED
        excluded = [(source.outlet, _why_not(source)) for source in sources]
        is_watched = any(not why for _, why in excluded)
        if was_watched and not is_watched:
            text = f"{story.slug} is {unwatched_text(excluded)}"
            self._store.add_notice(self._notice(story, NoticeKind.NOT_WATCHED, text))
        elif is_watched and not was_watched:
            text = f"{story.slug} is watched again"
            self._store.add_notice(self._notice(story, NoticeKind.WATCHED, text))

    def _notice(self, story: Story, kind: NoticeKind, text: str) -> Notice:
        return Notice(kind=kind, story_id=story.id, source_id=None, at=self._story_clock.now(), text=text)


def _counts(source: Source) -> bool:
    return source.kind is not SourceKind.PASTED and source.polling is not Polling.REMOVED


def _is_first(source: Source) -> bool:
    return source.baseline and source.baseline_at is None and source.polling is Polling.ON


def _why_not(source: Source) -> str:
    """Why a source can't be read, or ""."""
    if source.polling is Polling.PAUSED:
        return "paused"
    return "" if source.health is SourceHealth.READ else source.health_detail or source.health.value
