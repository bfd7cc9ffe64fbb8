"""The fetcher over HTTP: one polite, conditional request for a source."""

import hashlib
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from tracker.config import FetchSettings
from tracker.errors import DeadlineError, ForbiddenAddressError, NetError, TooLargeError, UnreachableError
from tracker.fetch.robots import Robots, RobotsDisallowError
from tracker.model import FailureReason, Fetched, FetchFailed, FetchResult, NotModified, Snapshot, Source
from tracker.net import Answer, Client
from tracker.ports import Clock

#: Longer than this nobody means: a broken header must not silence a source.
LONGEST_LIMIT = timedelta(days=1)

REASONS: tuple[tuple[type[NetError], FailureReason], ...] = (
    (RobotsDisallowError, FailureReason.ROBOTS),
    (ForbiddenAddressError, FailureReason.FORBIDDEN_ADDRESS),
    (TooLargeError, FailureReason.TOO_LARGE),
    (DeadlineError, FailureReason.DEADLINE),
    (UnreachableError, FailureReason.UNREACHABLE),
    (NetError, FailureReason.BAD_ENCODING),
)

REFUSED = (
    FailureReason.REFUSED,
    "refuses to be read ({}): add its text by hand (claimwatch add), or follow another source",
)
#: What a status means to the reader, and what to do about it.
REFUSALS: dict[int, tuple[FailureReason, str]] = {
    **dict.fromkeys((401, 402, 403, 451), REFUSED),
    404: (FailureReason.NOT_THERE, "is not there ({}): check the address"),
    410: (FailureReason.GONE, "says that it is gone for good ({}): follow another source"),
    **dict.fromkeys((429, 503), (FailureReason.THROTTLED, "asks to be read later ({})")),
    304: (FailureReason.HTTP_ERROR, "answers 'not modified' ({}) though nothing was asked for before"),
}


class HttpFetcher:
    """Implements the `Fetcher` port."""

    def __init__(self, client: Client, settings: FetchSettings, *, machine_clock: Clock) -> None:
        self._client = client
        self._robots = Robots(client, machine_clock) if settings.robots else None
        self._clock = machine_clock

    async def fetch(self, source: Source, *, now: datetime) -> FetchResult:
        """Read the source's address; see the port."""
        validators = {"if-none-match": source.etag, "if-modified-since": source.last_modified}
        # Some servers give validators that no request can carry (letters outside ASCII, control characters).
        headers = {name: said for name, said in validators.items() if said and said.isascii() and said.isprintable()}
        try:
            answer = await self._client.get(
                source.url, headers=headers, check_hop=self._robots.require if self._robots else None
            )
            delay = await self._robots.crawl_delay(source.url) if self._robots else None
        except NetError as error:
            reason = next(reason for kind, reason in REASONS if isinstance(error, kind))
            # A redirect's own trouble names only where it led.
            detail = str(error) if source.url in str(error) else f"{source.url} leads to {error}"
            return FetchFailed(reason=reason, detail=detail)
        limit = max(filter(None, (delay, _max_age(answer))), default=None)
        if answer.status == 304 and headers:
            return NotModified(not_sooner_than=limit)
        snapshot = _snapshot(source, answer, now)
        if not 200 <= answer.status < 300:
            return self._refused(source, answer, snapshot)
        return Fetched(snapshot=snapshot, not_sooner_than=limit)

    def _refused(self, source: Source, answer: Answer, snapshot: Snapshot) -> FetchFailed:
        retry_after = retry_after_of(answer, now=self._clock.now())
        status = answer.status
        reason, said = REFUSALS.get(status, (FailureReason.HTTP_ERROR, "answers with an error ({}); it is asked again"))
        return FetchFailed(
            reason=reason, detail=f"{source.url} {said.format(status)}", retry_after=retry_after, snapshot=snapshot
        )


def _snapshot(source: Source, answer: Answer, now: datetime) -> Snapshot:
    return Snapshot(
        url=source.url,
        final_url=answer.final_url,
        taken_at=now,
        status=answer.status,
        headers=answer.headers,
        body=answer.body,
        sha256=hashlib.sha256(answer.body).hexdigest(),
    )


def _max_age(answer: Answer) -> timedelta | None:
    """Cache-Control's max-age (RFC 9111, 5.2.2.1): how long the server vouches for its answer."""
    for directive in (answer.header("cache-control") or "").lower().split(","):
        name, _, value = directive.strip().partition("=")
        if name.strip() == "max-age" and (limit := _seconds(value.strip(' "'))) is not None:
            return limit
    return None


def retry_after_of(answer: Answer, *, now: datetime) -> timedelta | None:
    """Retry-After as seconds or as a date (RFC 9110, 10.2.3)."""
    said = (answer.header("retry-after") or "").strip()
    if (seconds := _seconds(said)) is not None:
        return seconds
    try:
        moment = parsedate_to_datetime(said)
        until = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return min(max(until - now, timedelta()), LONGEST_LIMIT)
    except (ValueError, OverflowError):
        return None


def _seconds(said: str) -> timedelta | None:
    """Decimal seconds, up to a day; None for anything else (`isdigit` alone lets "²" through)."""
    if not (said.isascii() and said.isdigit()):
        return None
    return min(timedelta(seconds=int(said[:9])), LONGEST_LIMIT)
