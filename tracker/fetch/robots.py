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
#: In seconds: longer than a day nobody means, and a broken number must not silence a source.
LONGEST_DELAY = 86_400.0


class RobotsDisallowError(NetError):
    """Raised when robots.txt asks us not to read an address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """One host's rules. `parser` is None where all or nothing is allowed; `refusal` and `trouble` say why nothing."""

    parser: Protego | None
    refusal: str
    until: datetime
    #: Why robots.txt itself could not be read.
    trouble: NetError | None = None


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
        if rules.trouble is not None:
            # Of the error's own kind: a host that is off is unreachable, whichever of its pages was asked for.
            raise type(rules.trouble)(f"{url}: its robots.txt can't be read ({rules.trouble})", url=url)
        if rules.refusal:
            raise RobotsDisallowError(f"{url}: {rules.refusal}", url=url)
        if rules.parser is not None and not rules.parser.can_fetch(url, self._agent):
            raise RobotsDisallowError(
                f"{url}: robots.txt of the site asks not to read it: add its text by hand (claimwatch add), "
                "or follow another source",
                url=url,
            )

    async def crawl_delay(self, url: str) -> timedelta | None:
        """The pause between two requests that the site asks for."""
        parser = (await self._of(url)).parser
        delay = parser.crawl_delay(self._agent) if parser is not None else None
        return timedelta(seconds=min(delay, LONGEST_DELAY)) if delay else None

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
            return Rules(parser=None, refusal="", until=now + KEPT_FAILED, trouble=error)
        if answer.status >= 500 or answer.status == 429:
            refusal = f"robots.txt answered {answer.status}, which means no for now (RFC 9309)"
            return Rules(parser=None, refusal=refusal, until=now + KEPT_FAILED)
        if answer.status >= 400:
            return Rules(parser=None, refusal="", until=now + KEPT)
        text = answer.body[:PARSED].decode("utf-8-sig", "replace")
        return Rules(parser=Protego.parse(for_one_agent(text, self._agent)), refusal="", until=now + KEPT)


def for_one_agent(text: str, agent: str) -> str:
    """A robots.txt whose groups for other agents all have one name.

    The parser keeps every rule once for each agent of its group: half a megabyte of 12,000 agents before 12,000
    rules would take it minutes and all memory.
    """
    return "\n".join(
        "User-agent: another"
        if line.lstrip().lower().startswith("user") and "*" not in line and agent.lower() not in line.lower()
        else line
        for line in text.splitlines()
    )
