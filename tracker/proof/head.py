"""The JSON beside a capture's body: whose answer it is."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """Address, time, status and headers of one answer."""

    url: str
    final_url: str
    taken_at: datetime
    status: int
    #: As received, in order, names in lower case.
    headers: tuple[tuple[str, str], ...]
