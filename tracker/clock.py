"""The two clocks as values that are passed in: the system's, and one that is stepped by its owner."""

from datetime import UTC, datetime

from tracker.model import require_utc


class SystemClock:
    """The machine's own time: what a daemon runs on, and always what leases and timeouts run on."""

    def now(self) -> datetime:
        """The present moment, aware UTC."""
        return datetime.now(UTC)


class StepClock:
    """A time that stands still until it is stepped forward: story time of a demonstration or a replay."""

    def __init__(self, start: datetime) -> None:
        require_utc("start", start)
        self._now = start

    def now(self) -> datetime:
        """The moment that it was last stepped to, aware UTC."""
        return self._now

    def step_to(self, moment: datetime) -> None:
        """Move forward. Raises ValueError for a moment in its past: story time never runs back."""
        require_utc("moment", moment)
        if moment < self._now:
            raise ValueError(f"a clock at {self._now} can't step back to {moment}")
        self._now = moment
