"""When a source is read next: a pure decision in story time.

The ladder follows the age of the source's last change. While a watched plan is pending, the story's feeds are
read at a quarter of `tell_within` (slips are announced before the day, in new articles), and at an eighth
within a day of the due window. What the host asks for is a lower limit, never overridden.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from tracker.config import ScheduleSettings
from tracker.model import Source, SourceKind, Window

NEAR = timedelta(days=1)
#: A failing source is asked ever less often, up to this.
LONGEST_BACK_OFF = timedelta(days=1)


def next_check_at(
    source: Source,
    *,
    now: datetime,
    changed_at: datetime | None,
    failures: int,
    not_sooner_than: timedelta | None,
    windows: Sequence[Window],
    tell_within: timedelta,
    settings: ScheduleSettings,
) -> datetime:
    """The story time of the next check.

    `changed_at` is the last change of its text (None: not read yet), `failures` the failures in a row including
    this one, `not_sooner_than` the host's own limit, `windows` those of the story's pending watched plans.
    """
    wait = ladder_step(now - (changed_at or now), settings)
    if source.kind is SourceKind.FEED and windows:
        near = any(window.begins - NEAR <= now <= window.ends + NEAR for window in windows)
        wait = min(wait, tell_within / 8 if near else tell_within / 4)
    if failures:
        wait = min(wait * 2 ** min(failures, 10), max(LONGEST_BACK_OFF, wait))
    # A fixed spread a source: many sources of one rung don't come due in the same moment.
    wait *= 1 + (source.id * 7919 % 100) / 1000
    return now + max(wait, not_sooner_than or timedelta())


def ladder_step(age: timedelta, settings: ScheduleSettings) -> timedelta:
    """The interval for a source whose text last changed `age` ago."""
    return next((interval for limit, interval in settings.ladder if age < limit), settings.ladder[-1][1])
