"""What the page is made of: reports to read, a desk to do things with, and the clock of the stories."""

from collections.abc import Callable
from dataclasses import dataclass

from tracker.begin import Seed
from tracker.correcting import Correcting
from tracker.desk import Desk
from tracker.model import Story
from tracker.ports import Clock
from tracker.reports import Reports
from tracker.web.login import Login

#: A form answers with the page to go to (RFC 9110, 303).
SEE_OTHER = 303


@dataclass(frozen=True, slots=True, kw_only=True)
class WebParts:
    """The parts of one store, as the routes use them."""

    reports: Reports
    desk: Desk
    #: Begins a story from its seed. Raises InputError, NetError, EngineError.
    begin: Callable[[Seed], Story]
    correcting: Correcting
    story_clock: Clock
    machine_clock: Clock
    #: Whose decisions these are, until the form says otherwise.
    author: str
    login: Login
    #: Whether people open it over HTTPS, so that its cookie is sent over nothing else.
    is_https: bool
    #: The address that people open it at, without a last slash: what feeds link to.
    site: str
    #: Names that the page may be asked under, port included: "127.0.0.1:8420".
    hosts: frozenset[str]
