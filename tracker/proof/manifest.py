"""`manifest.json`: what a proof says, and of which bytes.

The types here are the file's format. They stand apart from the model on purpose: the model may change with any
release, a proof must be readable for years. A field that is added, renamed or dropped makes a new FORMAT.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

FORMAT = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Words of one text: `text[start:end] == quote`, offsets in Unicode characters, `end` exclusive."""

    #: Id of the version: "A12-v3".
    version: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What was asked to be proved."""

    #: N41, E3, C7 or A12, and the same in words: change, event, claim, article.
    id: str
    kind: str
    line: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryEntry:
    """The story that it belongs to."""

    id: str
    slug: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventEntry:
    """What claims are about."""

    id: str
    title: str
    event_class: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of a change."""

    text: str
    state: str | None
    first: date | None
    last: date | None
    #: The words of the figure, where the change is one of a figure.
    figure: Span | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawnEntry:
    """That a change was taken back, when and why; by a person's correction or by better rules."""

    at: datetime
    why: str
    correction: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeEntry:
    """A change: from what to what, by which rule, on which words."""

    id: str
    key: str
    event: str | None
    kind: str
    severity: str
    title: str
    before: Side | None
    after: Side | None
    rule: str
    why: str
    said_by: str
    voices: int
    copies: int
    published_at: datetime | None
    seen_at: datetime
    withdrawn: WithdrawnEntry | None
    evidence: tuple[Span, ...]
    evidence_before: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimEntry:
    """A claim: what a mention was read as, by which rules, from which words."""

    id: str
    key: str
    event: str | None
    event_class: str | None
    lemma: str
    status: str
    status_rule: str
    link_rule: str | None
    #: The person's correction by which it does not count.
    struck_by: str | None
    speaker: str | None
    carrier: str | None
    time: str | None
    condition: str | None
    reason: str | None
    evidence: Span
    trigger: Span
    cue: Span | None
    figures: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionEntry:
    """What a person decided about something that is shown here."""

    id: str
    kind: str
    author: str
    reason: str
    at: datetime
    #: The state that the event was set to, where it was.
    state: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionEntry:
    """One state of an article's text, and the capture that it was read from."""

    #: "A12-v3", and its parts.
    id: str
    article: str
    number: int
    address: str
    outlet: str
    title: str
    byline: str | None
    language: str
    published_at: datetime
    seen_at: datetime
    standing: str
    extractor: str
    #: The text, UTF-8; SHA-256 of title and text joined by one line feed.
    file: str
    text_sha256: str
    #: The capture's body; None for a text that a person handed in.
    capture: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureEntry:
    """One answer of a server: body after content decoding, headers as received."""

    body: str
    #: JSON: address, time, status and headers.
    head: str
    url: str
    final_url: str
    taken_at: datetime
    status: int
    sha256: str
    size: int
    #: WARC-Record-ID of the same answer in the WARC.
    record: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WordEntry:
    """A run of words that differs; None on the side where there is none."""

    before: Span | None
    after: Span | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EditEntry:
    """A sentence that differs between two versions."""

    #: added, dropped, replaced, moved.
    kind: str
    before: Span | None
    after: Span | None
    words: tuple[WordEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadlineEntry:
    """Two headlines of two versions."""

    before: str
    after: str
    #: The article was seen to go from one to the other and back: two headlines in turn, not an edit.
    alternates: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionEntry:
    """The step between two versions of one article: the texts differ in these edits and nowhere else."""

    before: str
    after: str
    headline: HeadlineEntry | None
    edits: tuple[EditEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenEntry:
    """One version in an article's history, by hash."""

    number: int
    seen_at: datetime
    title: str
    text_sha256: str
    standing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryEntry:
    """All versions of an article that were seen, those of this proof among them."""

    article: str
    versions: tuple[SeenEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingEntry:
    """How far a source had been read when silence, or a page that went or came back, was told."""

    source: str
    outlet: str
    url: str
    #: The last reading in full by then, and what the last attempt by then came to.
    read_at: datetime | None
    asked_at: datetime | None
    outcome: str | None
    status: int | None
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivedEntry:
    """What a public web archive answered when it was asked to keep a page."""

    url: str
    asked: str
    asked_at: datetime
    status: int
    #: Where the archive says that its copy is, and from when (as it says).
    location: str
    memento_datetime: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FileEntry:
    """One file of the proof."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """The whole of it, in this order."""

    format: int
    tool: str
    subject: Subject
    story: StoryEntry
    events: tuple[EventEntry, ...]
    changes: tuple[ChangeEntry, ...]
    claims: tuple[ClaimEntry, ...]
    corrections: tuple[CorrectionEntry, ...]
    #: Id of each rule that is named above -> why it is so.
    rules: Mapping[str, str]
    versions: tuple[VersionEntry, ...]
    revisions: tuple[RevisionEntry, ...]
    histories: tuple[HistoryEntry, ...]
    captures: tuple[CaptureEntry, ...]
    readings: tuple[ReadingEntry, ...]
    archived: tuple[ArchivedEntry, ...]
    files: tuple[FileEntry, ...]
