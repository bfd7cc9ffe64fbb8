"""Alerts: the outbox's rows, what becomes of each, and what the program says about itself."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum, unique

from tracker.model.change import Severity


@unique
class AlertKind(Enum):
    """What a message does."""

    #: It tells a change.
    TOLD = "told"
    #: It takes back a change that was told.
    WITHDRAWN = "withdrawn"
    #: It tells again a change that had been taken back.
    REINSTATED = "reinstated"
    #: It ends a baseline: what is known now, in one message.
    SUMMARY = "summary"


@unique
class AlertState(Enum):
    """Where an outbox row stands."""

    WAITING = "waiting"
    DELIVERED = "delivered"
    #: Given up: a dead letter. A person can have it tried again.
    DEAD = "dead"
    #: What it tells was taken back, or told by a newer message, before it was sent.
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """A message for a channel: one row of the outbox."""

    #: Message id, derived from kind, change key and channel: a repeat has the same one.
    key: str
    story_id: int
    #: The change that it is about; None for a summary.
    change_key: str | None
    channel: str
    #: Machine time before which it is not sent (settle window, quiet hours, digest, retry).
    not_before: datetime
    created_at: datetime
    #: Subject line, and what else is known when it is written: why, or a summary's lines. The message is worded when
    #: it is sent.
    title: str
    body: str
    severity: Severity
    kind: AlertKind = AlertKind.TOLD
    #: Messages about one event hang together in a thread of this name, the same in all channels.
    thread: str = ""
    #: Key of the alert that it takes back or tells again: it is sent only where that one was delivered.
    follows: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An alert of a story with what became of it: what a withdrawal goes by."""

    alert: Alert
    state: AlertState


@unique
class DeliveryOutcome(Enum):
    """What came of an alert's turn to be sent."""

    DELIVERED = "delivered"
    RETRY = "retry"
    DEAD = "dead"
    #: Not tried: quiet hours. It waits for their end.
    PUT_OFF = "put_off"
    #: Not sent by itself: a newer message says it, nothing differs any more, or it was taken back.
    OVERTAKEN = "overtaken"


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One attempt to send one alert to its channel (machine time)."""

    alert_key: str
    at: datetime
    outcome: DeliveryOutcome
    detail: str
    #: When to try again; None when it is over.
    retry_at: datetime | None = None


@unique
class NoticeKind(Enum):
    """What we say about ourselves."""

    SOURCE_BLIND = "source_blind"
    SOURCE_FAILING = "source_failing"
    SOURCE_BACK = "source_back"
    NOT_WATCHED = "not_watched"
    WATCHED = "watched"
    DELIVERY_FAILING = "delivery_failing"
    NOT_READ_FOR_CLAIMS = "not_read_for_claims"
    #: The first reading of a story or of a source has ended: what it found.
    BASELINE = "baseline"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A notice about ourselves: a source blind or failing, checks late."""

    kind: NoticeKind
    story_id: int | None
    source_id: int | None
    at: datetime
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """A stretch of time in which a daemon was running on the store (story time)."""

    began_at: datetime
    #: The last sign of life.
    last_at: datetime
