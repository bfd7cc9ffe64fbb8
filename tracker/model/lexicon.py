"""News event classes, as values: what the claim rules and the ledger share of the lexicon."""

from dataclasses import dataclass
from enum import Enum, unique


@unique
class ClassKind(Enum):
    """What sort of thing a class names."""

    #: Happens at a time: sign, visit, ratify, strike.
    EVENT = "event"
    #: Stands, or is a figure: contain, last, be an alliance.
    FACT = "fact"


@dataclass(frozen=True, slots=True, kw_only=True)
class EventClass:
    """One class of news events, with what follows it and what undoes it."""

    #: "sign", "enter_into_force".
    id: str
    kind: ClassKind
    #: For titles: "signing", "visit", "entry into force".
    noun: str
    #: Ids of the next life-cycle steps: after sign come ratify and enter_into_force.
    next_steps: tuple[str, ...]
    #: Ids of the classes that contradict it: approve / reject.
    opposites: tuple[str, ...]
    #: Different subjects make different events (Duma ratifies, Majlis ratifies), where both are bodies or states.
    by_subject: bool
    #: Different places make different events (a visit to Moscow, a visit to Tajikistan).
    by_place: bool
    #: Ids of the steps that make it law: a president signs the law that ratifies a treaty.
    next_acts: tuple[str, ...] = ()
    #: Ids of the classes by which it comes about under another name: a vote by approving, a verdict by convicting.
    settled_by: tuple[str, ...] = ()
    #: Ids of the classes that put an end to it before it happens: a takeover that is blocked.
    ended_by: tuple[str, ...] = ()
    #: Told only where it was announced: accusations, praise, arrivals.
    minor: bool = False
