"""Messages: what a channel is sent, worded when it is sent; each channel gives it its own form."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum, unique

from tracker.model.change import Change, Severity
from tracker.model.story import Stored, Story


@unique
class MessageKind(Enum):
    """What a message does."""

    TOLD = "told"
    WITHDRAWN = "withdrawn"
    REINSTATED = "reinstated"
    SUMMARY = "summary"
    #: All that waited for a channel, most weighty first.
    DIGEST = "digest"
    #: It says something about the program itself: a source blind, a delivery failing.
    NOTICE = "notice"
    #: A person tries a channel.
    TEST = "test"


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageItem:
    """One thing that a message says, in words. Text of others is inert here: one line, no control characters."""

    kind: MessageKind
    severity: Severity
    #: What changed from what to what.
    title: str
    #: Short name and title of the story; "" for what is of none.
    slug: str = ""
    story: str = ""
    #: The words, and who said them through whom with voices and copies; "" for silence.
    quote: str = ""
    credit: str = ""
    quote_before: str = ""
    credit_before: str = ""
    #: Further lines: why it is told or taken back, what a summary says.
    lines: tuple[str, ...] = ()
    #: "Published 14:02, seen 14:11, told 14:12 (Moscow)".
    times: str = ""
    #: The passage's address, "" where there is none.
    url: str = ""
    #: "N41", and the command that says it is wrong; "" for what is no change.
    number: str = ""
    correction: str = ""
    #: The change as recorded, for machines; sides joined where several were told as one.
    change: Stored[Change] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What a channel is sent in one piece."""

    #: The same in every repeat.
    key: str
    channel: str
    kind: MessageKind
    severity: Severity
    #: Subject line.
    title: str
    #: One, but for a digest.
    items: tuple[MessageItem, ...]
    #: The time scale of the story.
    told_at: datetime
    #: None for what is of several stories or of none.
    story: Story | None = None
    thread: str = ""
    #: Keys of messages that this channel delivered in the thread before, oldest first; the last is the one answered.
    earlier: tuple[str, ...] = ()
