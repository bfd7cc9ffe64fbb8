"""Pages that went and pages that came back: told once a turn, with the last words that were captured of them.

What went is the page; what it said still stands in the ledger.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from tracker.ledger.telling import Scene
from tracker.ledger.times import publication_day
from tracker.ledger.titles import TITLE, shortened
from tracker.model import (
    Change,
    ChangeKind,
    EvidenceSpan,
    Facet,
    Judgement,
    LedgerRow,
    Severity,
    Source,
    SourceHealth,
    Stored,
    StoryBook,
    Version,
    day_text,
)

TURNS = frozenset({ChangeKind.REMOVED, ChangeKind.RESTORED})
#: Health of a source whose page is there to be read.
THERE = frozenset({SourceHealth.READ, SourceHealth.FOREIGN})


@dataclass(frozen=True, slots=True, kw_only=True)
class PageState:
    """A page that turned since it was last told of."""

    #: The last confirmed version that was read of it.
    version: Version
    is_gone: bool


def page_states(
    sources: Sequence[Source],
    changes: Sequence[Stored[Change]],
    *,
    latest_version: Callable[[int], Version | None],
) -> tuple[PageState, ...]:
    """The pages whose last checks say otherwise than what was told of them, by article.

    `changes` are the story's, in the order they were seen. A page that several sources read is gone when it is gone
    for all of them.
    """
    told = {change.value.article_id: change.value.kind for change in changes if change.value.kind in TURNS}
    seen: dict[int, tuple[Version, list[SourceHealth]]] = {}
    is_quiet = not told and all(source.health is not SourceHealth.GONE for source in sources)
    for source in () if is_quiet else sources:
        version = latest_version(source.id)
        if version is not None:
            seen.setdefault(version.article_id, (version, []))[1].append(source.health)
    found = []
    for article_id, (version, healths) in seen.items():
        was_gone = told.get(article_id) is ChangeKind.REMOVED
        is_gone = all(health is SourceHealth.GONE for health in healths)
        is_there = any(health in THERE for health in healths)
        if (is_gone and not was_gone) or (is_there and was_gone):
            found.append(PageState(version=version, is_gone=is_gone))
    return tuple(found)


def judge_pages(book: StoryBook, pages: Sequence[PageState], *, now: datetime) -> Judgement:
    """The changes that the turned pages of one story make."""
    changes = [_change(book, page, now=now) for page in pages]
    return Judgement(changes=tuple(change for change in changes if change.key not in book.change_keys))


def _change(book: StoryBook, page: PageState, *, now: datetime) -> Change:
    # That it went is news, even of a page whose first reading told nothing.
    version = replace(page.version, baseline=False)
    row = _last_words(book, version)
    words = row.claim.evidence if row is not None else _first_paragraph(version)
    day = day_text(publication_day(now))
    kind, turn, rule = ChangeKind.REMOVED, "not there", "change.removed"
    if not page.is_gone:
        kind, turn, rule = ChangeKind.RESTORED, "there again", "change.restored"
    after = Facet(text=f"{turn} since {day}")
    change = Scene(story_id=book.story.id, version=version, now=now).write(
        kind,
        Severity.NOTICE if row is not None else Severity.INFO,
        rule if row is not None else "change.page_of_nothing",
        f'"{shortened(version.article.title, TITLE - len(after.text) - 4)}": {after.text}',
        event=None,
        after=after,
        spans=() if page.is_gone else (words,),
        spans_before=(words,) if page.is_gone else (),
    )
    return replace(change, published_at=None)  # nobody publishes that a page went: it is seen


def _last_words(book: StoryBook, version: Version) -> LedgerRow | None:
    """What the page last said of the story's own events, of a watched one first; None if it said nothing of them."""
    events = {stored.value.key: stored.value for stored in book.events}
    rows = [
        row
        for row in book.rows
        if row.standing
        and row.claim.version_id == version.id
        and events[row.event_key].of_story
        and not events[row.event_key].muted
    ]
    return min(
        rows,
        key=lambda row: (row.claim.background, not events[row.event_key].watched, row.claim.evidence.start),
        default=None,
    )


def _first_paragraph(version: Version) -> EvidenceSpan:
    start, end = version.article.paragraphs[0] if version.article.paragraphs else (0, len(version.article.text))
    return EvidenceSpan(version_id=version.id, start=start, end=end, quote=version.article.text[start:end])
