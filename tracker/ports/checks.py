"""What is due, and what checks bring."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol

from tracker.model import (
    Capture,
    Captured,
    Lease,
    Version,
)


class CheckStore(Protocol):
    """Leases, captures and what waits to be read."""

    def claim_due(
        self, *, limit: int, now: datetime, machine_now: datetime, lease_for: timedelta, host_gap: timedelta
    ) -> tuple[Lease, ...]:
        """Called by the daemon's tick: lease due sources, each with a fencing token and its host's slot, together.

        `now` is story time (what is due), `machine_now` machine time (leases that ran out, host slots `host_gap`
        apart). A host whose slot isn't free leaves its source for a later call. At most one source a host and
        call, unless `host_gap` is zero. Earliest due first.
        """
        ...

    def delay_host(self, host: str, *, until: datetime) -> None:
        """Called after Retry-After or a crawl delay: no slot on this host before `until` (machine time)."""
        ...

    def hurry(self, story_id: int, *, now: datetime) -> None:
        """Called before silence is judged, and by `check`: each polled source of the story is due by `now`."""
        ...

    def next_due_at(self) -> datetime | None:
        """Called by a stepping clock: story time of the earliest next check of any source, leased ones included."""
        ...

    def capture(self, captures: Sequence[Capture]) -> tuple[Captured, ...]:
        """Called by the cycle, CAPTURE: check, snapshot, version, "to be analysed", in one transaction for all.

        A text equal to the article's last confirmed one makes no version; one equal to a SUSPICIOUS version confirms
        it; another text discards the suspicious one. A new text of an article seen before is a Version with the next
        number; a confirmed new version is marked "to be analysed". `Version.baseline` is set for the first reading
        of a source with `baseline`. Raises LeaseLostError, writing nothing for any, if a lease's token is stale.
        """
        ...

    def read_snapshot(self, sha256: str) -> bytes:
        """Called by proofs and tests: the bytes of a snapshot. Raises NotFoundError, BlobDamagedError."""
        ...

    def to_analyse(self, *, limit: int) -> tuple[Version, ...]:
        """Called by the engine: confirmed versions not yet judged, by publication time, then number."""
        ...
