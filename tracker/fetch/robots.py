"""robots.txt by RFC 9309: cached a day, unreachable means no, absent means yes."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from protego import Protego

from tracker.errors import ForbiddenAddressError, NetError
from tracker.net import Client
from tracker.ports import Clock

#: RFC 9309, 2.4: not used for longer than 24 hours; a failed answer is asked for again sooner.
KEPT = timedelta(hours=24)
KEPT_FAILED = timedelta(minutes=10)
#: RFC 9309, 2.5: at least 500 KiB are parsed.
PARSED = 500 * 1024


class RobotsDisallowError(NetError):
    """Raised when robots.txt asks us not to read an address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """One host's rules. `parser` is None where everything is allowed; `refusal` says why nothing is."""

    parser: Protego | None
    refusal: str
    until: datetime


class Robots:
    """Keeps each host's rules for a day of machine time."""

    def __init__(self, client: Client, clock: Clock) -> None:
        self._client = client
        self._clock = clock
        self._rules: dict[str, Rules] = {}
        #: RFC 9309, 2.2.1: the product token, without version and comment.
        self._agent = client.user_agent.partition("/")[0]

    async def require(self, url: str) -> None:
        """Raise RobotsDisallowError unless the address may be read."""
        rules = await self._of(url)
        if rules.refusal:
            raise RobotsDisallowError(f"{url}: {rules.refusal}", url=url)
        if rules.parser is not None and not rules.parser.can_fetch(url, self._agent):
            raise RobotsDisallowError(f"{url}: robots.txt of the site asks not to read it", url=url)

    async def crawl_delay(self, url: str) -> timedelta | None:
        """The pause between two requests that the site asks for."""
        parser = (await self._of(url)).parser
        delay = parser.crawl_delay(self._agent) if parser is not None else None
        return timedelta(seconds=float(delay)) if delay else None

    async def _of(self, url: str) -> Rules:
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        known = self._rules.get(site)
        if known is None or known.until <= self._clock.now():
            known = await self._ask(site)
            self._rules[site] = known
        return known

    async def _ask(self, site: str) -> Rules:
        now = self._clock.now()
        try:
            answer = await self._client.get(f"{site}/robots.txt")
        except ForbiddenAddressError:
            raise
        except NetError as error:
            return Rules(parser=None, refusal=f"robots.txt can't be read ({error})", until=now + KEPT_FAILED)
        if answer.status >= 500 or answer.status == 429:
            refusal = f"robots.txt answered {answer.status}, which means no for now (RFC 9309)"
            return Rules(parser=None, refusal=refusal, until=now + KEPT_FAILED)
        if answer.status >= 400:
            return Rules(parser=None, refusal="", until=now + KEPT)
        text = answer.body[:PARSED].decode("utf-8", "replace")
        return Rules(parser=Protego.parse(text), refusal="", until=now + KEPT)
