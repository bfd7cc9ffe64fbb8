"""When an alert may go out: settle window, quiet hours, digests. Moments in, moments out; no clock is read here."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tracker.config import AlertSettings, Digest
from tracker.model import Severity


def due_at(
    now: datetime, severity: Severity, *, settings: AlertSettings, digest: Digest | None = None, settles: bool = False
) -> datetime:
    """The machine time from which an alert made at `now` is sent: after settling, at its digest, out of quiet hours."""
    moment = now + settings.settle if settles and severity < Severity.ALERT else now
    if digest is not None:
        return next_digest(moment, digest, zone=settings.zone)
    return after_quiet(moment, severity, settings=settings)


def after_quiet(moment: datetime, severity: Severity, *, settings: AlertSettings) -> datetime:
    """The moment itself, or the end of the quiet hours that it falls into."""
    quiet = settings.quiet
    if quiet is None or (severity >= Severity.ALERT and settings.quiet_alerts):
        return moment
    wall = moment.astimezone(settings.zone).time()
    if quiet.begins <= quiet.ends:
        is_quiet = quiet.begins <= wall < quiet.ends
    else:
        is_quiet = wall >= quiet.begins or wall < quiet.ends
    if not is_quiet:
        return moment
    # An hour that the clock shows twice ends twice: the earlier end after this moment is meant.
    ends = (each for day in _days(moment, settings.zone) for each in _moments(day, quiet.ends, settings.zone))
    return min(each for each in ends if each > moment)


def next_digest(moment: datetime, digest: Digest, *, zone: ZoneInfo) -> datetime:
    """The digest that something waiting from that moment on goes into: the first one not before it."""
    days = (day for day in _days(moment, zone) if digest.weekday in (None, day.weekday()))
    return min(each for day in days if (each := _moments(day, digest.at, zone)[0]) >= moment)


def _days(moment: datetime, zone: ZoneInfo) -> Iterator[date]:
    """The zone's day of a moment, the one before it, and a week and a day on."""
    today = moment.astimezone(zone).date()
    return (today + timedelta(days=offset) for offset in range(-1, 9))


def _moments(day: date, wall: time, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """When the zone's clocks show that time on that day: twice the same except where an hour comes twice."""
    local = datetime.combine(day, wall, tzinfo=zone)
    return local.astimezone(UTC), local.replace(fold=1).astimezone(UTC)
