"""What there is, in numbers."""

from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta

from tracker.model import Polling, Source, moment_text
from tracker.ports import Store
from tracker.reports.following import health_of, is_polled
from tracker.reports.pages import StatsPage

LATELY = timedelta(days=1)
NEVER = datetime.min.replace(tzinfo=UTC)


def stats_page(store: Store, now: datetime, *, is_running: bool, database: str) -> StatsPage:
    """The numbers of a store at that story time; its owner knows whether a daemon runs, and where it is."""
    stories = store.stories()
    sources = [source for story in stories for source in store.sources(story.id)]
    alerts: Counter[str] = Counter()
    changes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for story in stories:
        past = store.past(story.id)
        alerts.update(told.state.value for told in past.told)
        for stored in past.changes:
            changes[stored.value.kind.value][stored.value.severity.name.lower()] += 1
    usage = store.usage(since=now - LATELY)
    watches = store.watches()
    return StatsPage(
        as_of=now,
        is_running=is_running,
        watched_at=watches[-1].last_at if watches else None,
        stories_open=sum(not story.closed for story in stories),
        stories_closed=sum(story.closed for story in stories),
        sources=dict(Counter(health_of(source)[0] for source in sources).most_common()),
        alerts=dict(alerts.most_common()),
        changes={kind: dict(counted) for kind, counted in sorted(changes.items())},
        records=store.counts(),
        checks_lately=usage.checks,
        checks_in_vain=usage.checks_in_vain,
        last_check_at=store.last_check_at(),
        oldest_unread=_oldest([source for source in sources if source.polling is Polling.ON and is_polled(source)]),
        bytes_captured=usage.bytes_captured,
        bytes_kept=usage.bytes_kept,
        bytes_in_all=usage.bytes_in_all,
        database=database,
    )


def _oldest(sources: list[Source]) -> str:
    if not sources:
        return ""
    oldest = min(sources, key=lambda source: (source.read_at or NEVER, source.id))
    read = f"last read {moment_text(oldest.read_at)}" if oldest.read_at is not None else "never read"
    return f"X{oldest.id} {oldest.outlet}, {read}"
