"""Who says what: one voice for each independent speaker or outlet; copies are counted, not added."""

import functools
import re
from collections.abc import Mapping, Sequence
from datetime import datetime

from rapidfuzz import fuzz

from tracker.model import Claim, LedgerRow, State, Status, Voice

#: Likeness of two sentences from which one is a copy of the other (rapidfuzz ratio, 0..100).
COPY = 92.0
#: Shorter sentences are alike by chance.
LEAST_COPY = 40

#: Mentions that say nothing of their event don't take the place of one that does.
NOTHING = frozenset({Status.UNKNOWN, Status.COUNTERFACTUAL})

_ADDRESS = re.compile(r"^(?:https?://)?(?:www\.)?|\.(?:com?|org|net|gov|[a-z]{2})(?:\.[a-z]{2})?(?:/.*)?$")
#: Agencies under their short and long names.
_AGENCIES = {
    "ap": "associated press",
    "apnews": "associated press",
    "afp": "agence france-presse",
    "dpa": "deutsche presse-agentur",
    "pa": "press association",
    "pa media": "press association",
    "ria": "ria novosti",
    "itar-tass": "tass",
    "efe": "agencia efe",
    "aa": "anadolu",
    "kyodo news": "kyodo",
}

STATES = {
    Status.PLANNED: State.PLANNED,
    Status.CONDITIONAL: State.PLANNED,
    Status.ONGOING: State.ONGOING,
    Status.HAPPENED: State.HAPPENED,
    Status.POSTPONED: State.POSTPONED,
    Status.SUSPENDED: State.SUSPENDED,
    Status.CANCELLED: State.CANCELLED,
    Status.DENIED: State.DENIED,
    Status.NEGATED: State.FAILED,
    Status.POSSIBLE: State.UNCONFIRMED,
    Status.COUNTERFACTUAL: State.UNKNOWN,
    Status.STATE: State.HOLDS,
    Status.UNKNOWN: State.UNKNOWN,
}


def said_by(row: LedgerRow) -> str:
    """Who says it through whom: "Peskov, via TASS"; the outlet alone for its own words."""
    attribution = row.claim.attribution
    speaker = attribution.speaker.text if attribution.speaker else ""
    carrier = attribution.carrier or row.outlet
    return f"{speaker}, via {carrier}" if speaker else carrier


def voice_keys(rows: Sequence[LedgerRow]) -> dict[str, str]:
    """Claim key -> voice, for each row: its speaker, else the outlet that it credits, else the outlet itself.

    A copy has the voice of its original, where that is among the rows.
    """
    outlets = frozenset(outlet_key(row.outlet) for row in rows)
    own = {row.claim.key: _own_key(row, outlets) for row in rows}
    by_version: dict[int, str] = {}
    for row in rows:
        by_version.setdefault(row.claim.version_id, own[row.claim.key])
    return {
        row.claim.key: own[row.claim.key] if row.copy_of is None else by_version.get(row.copy_of, own[row.claim.key])
        for row in rows
    }


def _own_key(row: LedgerRow, outlets: frozenset[str]) -> str:
    attribution = row.claim.attribution
    if attribution.speaker is not None and outlet_key(attribution.speaker.text) in outlets:
        return outlet_key(attribution.speaker.text)  # "the Gazette said": who speaks is another outlet of the story
    if attribution.speaker is not None and not attribution.anonymous:
        return attribution.speaker.key
    return outlet_key(attribution.carrier or row.outlet)


@functools.lru_cache(maxsize=1024)
def outlet_key(name: str) -> str:
    """An outlet as it is compared, by its name or address: "The Gazette", "gazette.com"; agencies by any of theirs."""
    plain = _ADDRESS.sub("", name.casefold().strip().removeprefix("the "))
    plain = plain.removesuffix(" news agency").removesuffix(" agency").strip()
    return _AGENCIES.get(plain, plain)


def voices(rows: Sequence[LedgerRow], keys: Mapping[str, str]) -> tuple[Voice, ...]:
    """Each voice with its latest mention, in order of first speaking. Rows come in order of publication.

    Its copies are the articles of other outlets that repeat it; an outlet that repeats itself makes none.
    """
    latest: dict[str, LedgerRow] = {}
    outlets: dict[str, set[str]] = {}
    copies: dict[str, set[int]] = {}
    for row in rows:
        key = keys[row.claim.key]
        says = row.claim.status not in NOTHING or key not in latest
        if (row.copy_of is None and says) or key not in latest:
            latest[key] = row
            outlets.setdefault(key, set()).add(row.outlet)
        elif row.copy_of is not None and row.outlet not in outlets[key]:
            copies.setdefault(key, set()).add(row.article_id)
    return tuple(
        Voice(name=said_by(row), state=STATES[row.claim.status], row=row, copies=len(copies.get(key, ())))
        for key, row in latest.items()
    )


def copy_of(claim: Claim, published_at: datetime, rows: Sequence[LedgerRow]) -> int | None:
    """The version whose sentence a claim repeats nearly word for word, out of rows of other articles; None if new.

    The earlier published of two is the original.
    """
    quote = claim.evidence.quote
    if len(quote) < LEAST_COPY:
        return None
    for row in sorted(rows, key=lambda row: row.published_at):
        if row.published_at <= published_at and fuzz.ratio(quote, row.claim.evidence.quote, score_cutoff=COPY):
            return row.copy_of or row.claim.version_id
    return None
