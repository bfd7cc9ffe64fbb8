"""Why was I not told, as far as a page is read: its source, its checks, its versions."""

from collections.abc import Sequence

from tracker.model import (
    ArticleSummary,
    NoticeKind,
    Polling,
    Source,
    SourceHealth,
    SourceKind,
    Standing,
    Version,
    moment_text,
)
from tracker.reports.answers import Cause, WhyNot, WhyNotStep
from tracker.reports.following import health_of
from tracker.reports.labels import HANDED_IN, READ_LANGUAGES, not_read_for_claims
from tracker.reports.view import StoryView

#: Versions that may wait for their judgement at once.
MOST_WAITING = 10_000


class Path:
    """The steps so far, and how the walk ends."""

    def __init__(self, *, story: str) -> None:
        self._story = story
        self._steps: list[WhyNotStep] = []

    def passed(self, what: str, found: str) -> None:
        """A step that was in order."""
        self._steps.append(WhyNotStep(what=what, found=found, is_passed=True))

    def amiss(self, what: str, found: str) -> None:
        """A step that was not."""
        self._steps.append(WhyNotStep(what=what, found=found, is_passed=False))

    def copy(self) -> "Path":
        """The same steps, to be gone on from in more than one way."""
        path = Path(story=self._story)
        path._steps = [*self._steps]
        return path

    def ends(self, cause: Cause, why: str, advice: str = "") -> WhyNot:
        """The answer."""
        return WhyNot(story=self._story, cause=cause, why=why, advice=advice, steps=tuple(self._steps))


def read_source(path: Path, view: StoryView, source: Source, *, is_read: bool) -> WhyNot | None:
    """Whether its source stopped it; `is_read` where an article of it is kept, whatever the source is now."""
    story = view.story
    found_in = f", found in feed X{source.found_in}" if source.found_in is not None else ""
    path.passed("source", f"X{source.id} {source.outlet} ({source.kind.value}){found_in}")
    health, detail = health_of(source)
    last = _last_check(view, source)
    is_fine = source.kind is SourceKind.PASTED or (source.polling is Polling.ON and source.health is SourceHealth.READ)
    note = path.passed if is_fine else path.amiss
    if source.kind is not SourceKind.PASTED:
        note("reading", f"{health}{f': {detail}' if detail else ''}; {last}")
    if is_read:
        return None
    if story.closed:
        return path.ends(
            Cause.CLOSED, "The story is closed: its sources are not read.", f"claimwatch reopen {story.slug}"
        )
    if source.polling is not Polling.ON:
        cause = Cause.PAUSED if source.polling is Polling.PAUSED else Cause.NO_LONGER_READ
        why = f"A person {'paused the source' if cause is Cause.PAUSED else 'took the source out'}: it is not read."
        return path.ends(cause, why, f"claimwatch sources resume {story.slug} X{source.id}")
    return _unread(path, view, source, f"{detail}; {last}" if detail else last)


def _unread(path: Path, view: StoryView, source: Source, why: str) -> WhyNot:
    by_hand = f"hand its text in: claimwatch add {view.story.slug} {source.url} --text FILE"
    match source.health:
        case SourceHealth.NEW:
            due = f", next check {moment_text(source.next_check_at)}" if source.next_check_at is not None else ""
            return path.ends(
                Cause.NOT_READ_YET,
                f"It has not been read yet{due}.",
                f"A running daemon reads it; at once: claimwatch check {view.story.slug}",
            )
        case SourceHealth.BLIND:
            return path.ends(
                Cause.BLIND, f"It answers, but not with something readable: {why}.", f"If you can read it, {by_hand}"
            )
        case SourceHealth.FAILING | SourceHealth.MISSING | SourceHealth.GONE:
            return path.ends(Cause.FAILING, f"It can't be fetched: {why}.", f"If you can read it, {by_hand}")
        case _ if source.kind is SourceKind.FEED:
            return path.ends(
                Cause.FEED,
                "It is a feed, and is read: its entries are pages of their own.",
                "Ask of the address of one of them.",
            )
        case _:
            return path.ends(Cause.NOT_READ_YET, f"No article of it is kept: {why}.")


def _last_check(view: StoryView, source: Source) -> str:
    check = next(iter(view.store.checks(source.id, limit=1)), None)
    if check is None:
        return "no check yet"
    status = f" ({check.status})" if check.status is not None else ""
    return f"last check {moment_text(check.at)}: {check.outcome.value.replace('_', ' ')}{status}"


def read_articles(
    path: Path, view: StoryView, source: Source, articles: Sequence[ArticleSummary]
) -> tuple[Sequence[Version], WhyNot | None]:
    """The confirmed versions of these articles, and whether they were read for claims and judged."""
    kept = [version for article in articles for version in view.store.versions(article.id)]
    versions = [version for version in kept if version.standing is Standing.CONFIRMED]
    waiting = [version for version in kept if version.standing is Standing.SUSPICIOUS]
    if not versions:
        return (), _not_believed(path, source, is_waiting=bool(waiting))
    if waiting:
        path.amiss("latest text", "suspicious (shrunk or flipped back): a second fetch decides")
    last = versions[-1]
    by_hand = f", {HANDED_IN}" if last.snapshot_sha256 is None else ""
    count = f"{len(versions)} version{'s' if len(versions) != 1 else ''}"
    path.passed("article", f"A{last.article_id} {count}, last seen {moment_text(last.seen_at)}{by_hand}")
    if last.article.language not in READ_LANGUAGES:
        why = f"It is {not_read_for_claims(last.article.language)}."
        return versions, path.ends(Cause.FOREIGN, why)
    unjudged = {version.id for version in view.store.to_analyse(limit=MOST_WAITING)}
    if any(version.id in unjudged for version in versions):
        return versions, path.ends(
            Cause.NOT_JUDGED,
            "It was read, and waits to be read for claims.",
            f"A running daemon does it; at once: claimwatch check {view.story.slug}",
        )
    given_up = [
        each
        for each in view.store.notices(view.story.id)
        if each.kind is NoticeKind.NOT_READ_FOR_CLAIMS and each.source_id == source.id
    ]
    if given_up and not any(view.store.claims(version_id=version.id) for version in versions):
        return versions, path.ends(Cause.FOREIGN, f"{given_up[-1].text}.")
    return versions, None


def _not_believed(path: Path, source: Source, *, is_waiting: bool) -> WhyNot:
    if is_waiting:
        due = f" {moment_text(source.next_check_at)}" if source.next_check_at is not None else ""
        why = "Its text is suspicious (shrunk, blank or flipped back): a second fetch decides before anyone is told."
        return path.ends(Cause.SECOND_FETCH, why, f"The second fetch is due{due}." if due else "")
    return path.ends(Cause.DISCARDED, "Its text was suspicious, and a second fetch did not see it again.")
