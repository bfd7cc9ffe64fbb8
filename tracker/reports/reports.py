"""Page models from the store: one method a screen."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TypeAlias, assert_never

from tracker.errors import InputError, NotFoundError
from tracker.model import (
    Article,
    ArticleSummary,
    Change,
    Claim,
    ClassKind,
    Correction,
    Event,
    Severity,
    Source,
    Standing,
    Stored,
    Story,
    TextDiff,
    Version,
    inert,
)
from tracker.ports import Store
from tracker.reports.answers import SincePage, WhyNotPage
from tracker.reports.board import board_story
from tracker.reports.correcting import correction_lines, correction_page
from tracker.reports.edits import edit_lines, headline_edit
from tracker.reports.following import gaps, source_line, source_lines, story_head, version_line
from tracker.reports.inbox import inbox_page
from tracker.reports.outcomes import conflict_lines, fact_line, fact_lines, plan_line, plan_lines, voice_lines
from tracker.reports.pages import (
    ArticlePage,
    BoardPage,
    ChangePage,
    ClaimsPage,
    DiffPage,
    EventPage,
    InboxPage,
    ReportPage,
    SourcePage,
    SourcesPage,
    StoryPage,
    StorySources,
    TimelinePage,
    WhyPage,
)
from tracker.reports.reasons import alert_lines, check_lines, claim_line, claim_page
from tracker.reports.since import since_story
from tracker.reports.summary import event_evidence, seed_text, summary_text, untold
from tracker.reports.timeline import timeline_entries
from tracker.reports.view import Correct, Fold, StoryView
from tracker.reports.why_not import Names, WhyNotTold
from tracker.reports.why_not_telling import Refusals

Diff: TypeAlias = Callable[[Article, Article], TextDiff]

#: Changes and notices shown at a glance.
LATEST = 10


class Reports:
    """Builds pages. `fold` carries the settings and the present moment that its owner judges by."""

    def __init__(
        self,
        store: Store,
        *,
        fold: Fold,
        correct: Correct,
        diff: Diff,
        rules: Mapping[str, str],
        names: Names,
        refusals: Refusals,
    ) -> None:
        self._store = store
        self._fold = fold
        self._correct = correct
        self._diff = diff
        self._rules = rules
        self._names = names
        self._refusals = refusals

    def _view(self, story: Story) -> StoryView:
        return StoryView(self._store, story, fold=self._fold, correct=self._correct, rules=self._rules)

    def _view_of(self, story_id: int) -> StoryView:
        return self._view(self._store.story(story_id))

    def board(self, now: datetime) -> BoardPage:
        """All stories that are not closed, and the latest notices about ourselves."""
        stories = [self._view(story) for story in self._store.stories() if not story.closed]
        notices = [f"{inert(notice.text)}" for notice in self._store.notices()[-LATEST:]]
        return BoardPage(
            as_of=now,
            stories=tuple(board_story(view, now) for view in stories),
            notices=tuple(dict.fromkeys(notices)),
            closed=tuple(story.slug for story in self._store.stories() if story.closed),
        )

    def sources(self, now: datetime, story_id: int | None = None) -> SourcesPage:
        """The sources of one story, or of all. Raises NotFoundError."""
        stories = self._store.stories() if story_id is None else (self._store.story(story_id),)
        views = [self._view(story) for story in stories]
        return SourcesPage(
            as_of=now,
            stories=tuple(StorySources(story=story_head(view), sources=source_lines(view)) for view in views),
        )

    def story(self, story_id: int, now: datetime) -> StoryPage:
        """One story at a glance. Raises NotFoundError."""
        view = self._view_of(story_id)
        return StoryPage(
            as_of=now,
            story=story_head(view),
            plans=plan_lines(view),
            facts=fact_lines(view),
            conflicts=conflict_lines(view),
            changes=tuple(reversed(view.told()))[:LATEST],
            sources=source_lines(view),
        )

    def since(self, now: datetime, *, story_id: int | None = None, since: datetime | None = None) -> SincePage:
        """What changed since a moment, or since each story's reader caught up. Raises NotFoundError."""
        stories = self._store.stories() if story_id is None else (self._store.story(story_id),)
        views = [self._view(story) for story in stories if story_id is not None or not story.closed]
        return SincePage(as_of=now, stories=tuple(since_story(view, now, since) for view in views))

    def inbox(self, now: datetime, *, before: int | None = None, story_id: int | None = None) -> InboxPage:
        """What was told, of one story or of all, the latest first. Raises NotFoundError."""
        story = self._store.story(story_id) if story_id is not None else None
        return inbox_page(self._store, now, before=before, story=story)

    def why_not(self, asked: str, now: datetime, *, machine: datetime) -> WhyNotPage:
        """Why an address or a record was not told. Raises NotFoundError, InputError."""
        told = WhyNotTold(self._store, self._view_of, names=self._names, refusals=self._refusals, machine=machine)
        return told.page(asked, now)

    def event(self, event_id: int, now: datetime) -> EventPage:
        """One event with all its evidence. Raises NotFoundError."""
        found = self._store.find(f"E{event_id}")
        if not isinstance(found, Stored) or not isinstance(found.value, Event):
            raise NotFoundError(f"there is no event E{event_id}", subject=f"E{event_id}")
        stored: Stored[Event] = Stored(id=found.id, value=found.value)
        view = self._view_of(stored.value.story_id)
        is_fact = stored.value.kind is ClassKind.FACT
        return EventPage(
            as_of=now,
            story=story_head(view),
            plan=None if is_fact else plan_line(view, stored),
            fact=fact_line(view, stored) if is_fact else None,
            voices=voice_lines(view.state(stored.value)),
            changes=view.changes_of(stored.value.key),
            corrections=tuple(line for line in correction_lines(view) if f"E{stored.id}" in line.events),
            evidence=tuple(view.passage(row) for row in view.rows.get(stored.value.key, ()) if row.decision is None),
        )

    def claims(self, story_id: int, *, article_id: int | None = None) -> ClaimsPage:
        """All claims of a story, or of one of its articles. Raises NotFoundError."""
        view = self._view_of(story_id)
        stored = [
            claim
            for claim in view.claims.values()
            if article_id is None or view.version(claim.value.version_id).article_id == article_id
        ]
        stored.sort(key=lambda claim: (view.version(claim.value.version_id).published_at, claim.id))
        return ClaimsPage(story=story_head(view), claims=tuple(claim_line(view, each) for each in stored))

    def timeline(self, story_id: int, now: datetime) -> TimelinePage:
        """A story in order of publication, then what is due. Raises NotFoundError."""
        view = self._view_of(story_id)
        return TimelinePage(as_of=now, story=story_head(view), entries=timeline_entries(view))

    def diff(self, article_id: int, v1: int | None = None, v2: int | None = None) -> DiffPage:
        """Two versions of an article: the last two, unless numbered. Raises NotFoundError, InputError."""
        versions = self._store.versions(article_id)
        before, after = _pair(versions, article_id, v1, v2)
        view = self._view_of(after.story_id)
        diff = self._diff(before.article, after.article)
        edits, equal = edit_lines(diff, view.rules)
        between = {version.id for version in versions if before.number < version.number <= after.number}
        return DiffPage(
            story=story_head(view),
            id=f"A{article_id}",
            outlet=after.outlet,
            url=after.article.url,
            before=version_line(view, before),
            after=version_line(view, after),
            headline=headline_edit(diff, view.rules),
            edits=edits,
            equal=equal,
            changes=tuple(view.change_line(each) for each in view.changes if each.value.version_id in between),
        )

    def report(self, story_id: int, now: datetime) -> ReportPage:
        """Everything about a story. Raises NotFoundError."""
        view = self._view_of(story_id)
        plans, facts, conflicts = plan_lines(view), fact_lines(view), conflict_lines(view)
        head = story_head(view)
        return ReportPage(
            as_of=now,
            story=head,
            seed=seed_text(view),
            summary=summary_text(plans, facts, conflicts),
            plans=plans,
            facts=facts,
            conflicts=conflicts,
            changes=view.told(),
            untold=untold(view),
            sources=source_lines(view),
            gaps=gaps(view),
            evidence=event_evidence(view, plans, facts),
        )

    def why(self, short_id: str, now: datetime) -> WhyPage:
        """The page that explains E3, N41, C7, A12, X2 or S1. Raises NotFoundError."""
        found = self._store.find(short_id)
        match found:
            case Story():
                return self.story(found.id, now)
            case Source():
                view = self._view_of(found.story_id)
                line = source_line(found, self._store.articles(found.story_id))
                return SourcePage(
                    as_of=now, story=story_head(view), source=line, checks=check_lines(self._store.checks(found.id))
                )
            case ArticleSummary():
                return self.article(found, now)
            case Stored():
                return self._why_stored(found, now)
            case _:
                assert_never(found)

    def article(self, found: ArticleSummary, now: datetime) -> ArticlePage:
        """One article, its versions and what the latest says."""
        view = self._view_of(found.story_id)
        versions = self._store.versions(found.id)
        latest = self._store.claims(version_id=versions[-1].id) if versions else ()
        return ArticlePage(
            as_of=now,
            story=story_head(view),
            id=f"A{found.id}",
            source=f"X{found.source_id}",
            outlet=found.outlet,
            title=found.title,
            url=found.url,
            language=found.language,
            versions=tuple(version_line(view, version) for version in versions),
            claims=tuple(claim_line(view, each) for each in latest),
            changes=tuple(
                view.change_line(each)
                for each in view.changes
                if each.value.article_id == found.id and each.value.severity > Severity.INFO
            ),
        )

    def _why_stored(
        self, found: Stored[Event] | Stored[Claim] | Stored[Change] | Stored[Correction], now: datetime
    ) -> WhyPage:
        value = found.value
        match value:
            case Event():
                return self.event(found.id, now)
            case Change():
                view = self._view_of(value.story_id)
                line = view.change_line(Stored(id=found.id, value=value))
                return ChangePage(
                    as_of=now, story=story_head(view), change=line, alerts=alert_lines(self._store, value)
                )
            case Claim():
                view = self._view_of(self._store.version(value.version_id).story_id)
                return claim_page(view, Stored(id=found.id, value=value), now)
            case Correction():
                view = self._view_of(value.story_id)
                return correction_page(view, Stored(id=found.id, value=value), now)
            case _:
                assert_never(value)


def _pair(versions: tuple[Version, ...], article_id: int, v1: int | None, v2: int | None) -> tuple[Version, Version]:
    """The versions asked for; v1 alone is compared with the one after it."""
    confirmed = [version.number for version in versions if version.standing is Standing.CONFIRMED]
    by_number = {version.number: version for version in versions}
    if v1 is None and v2 is None and len(confirmed) < 2:
        raise InputError(f"A{article_id} has one version only: nothing to compare", subject=f"A{article_id}")
    second = v2 if v2 is not None else next((n for n in confirmed if v1 is not None and n > v1), confirmed[-1])
    first = v1 if v1 is not None else max((n for n in confirmed if n < second), default=second)
    for number in (first, second):
        if number not in by_number:
            known = ", ".join(str(each) for each in by_number)
            raise NotFoundError(f"A{article_id} has no version {number} (it has {known})", subject=str(number))
    return by_number[first], by_number[second]
