"""Lists of schedules as claims: each item is an event of its own, planned or done as the heading over it says.

A list is at least two lines that stand together, or one under a heading that names a schedule or a standing. Where no
heading says whether the items are done, they are soft plans: that a day has passed doesn't make an item happen.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tracker.claims.dates.grammar import DateMention, find_dates
from tracker.claims.dates.resolve import Side, resolve
from tracker.claims.schedule_lines import (
    Line,
    Standing,
    brings_in_schedule,
    has_standing,
    is_heading,
    read_line,
    standing_cue,
    standing_of,
)
from tracker.claims.speech.attribution import NARRATED
from tracker.model import (
    SCHEDULE_ITEM,
    Attribution,
    Claim,
    EventTime,
    EvidenceSpan,
    Participant,
    ParticipantKind,
    SpeechMode,
    Status,
    Strength,
    Version,
)

#: Lines that make a list where no heading does.
_LEAST_LINES = 2
#: A day of a list, so long past, is history: a schedule that is kept up would say if it had not been.
_HISTORY = timedelta(days=30)
_BRACKET = re.compile(r"\s*[(\[][^)\]]*[)\]]\s*")
_YEAR = re.compile(r"\b((?:19|20)\d\d)\b")
_STATUS = {
    Standing.DONE: (Status.HAPPENED, "schedule.done"),
    Standing.PLANNED: (Status.PLANNED, "schedule.planned"),
    Standing.SOFT: (Status.PLANNED, "schedule.soft"),
    Standing.POSTPONED: (Status.POSTPONED, "schedule.postponed"),
    Standing.CANCELLED: (Status.CANCELLED, "schedule.cancelled"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Head:
    """What stands over a list."""

    paragraph: int
    text: str
    #: Offset of the paragraph in the article.
    start: int
    standing: Standing | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """One line in its list."""

    paragraph: int
    start: int
    text: str
    line: Line
    #: The heading that says whether it is done, and the one that names the list.
    head: _Head | None
    title: str


def scheduled(version: Version) -> tuple[list[Claim], frozenset[int]]:
    """The claims of all schedule lines, keyed by nothing yet, and the indices of the paragraphs that hold them."""
    entries = _entries(version)
    anchor = version.published_at.date()
    claims = [
        claim
        for entry, key in zip(entries, _keys(entries), strict=True)
        if key and (claim := _claim(entry, version, anchor, key=key)) is not None
    ]
    return claims, frozenset(entry.paragraph for entry in entries)


def _keys(entries: Sequence[_Entry]) -> list[str]:
    """What each item is called: by its name, with its list's where two lists have it, with what stands in brackets
    where that alone tells it apart; "" where one list gives an item two days.
    """
    short = [_plain(_BRACKET.sub("", _item(entry))) for entry in entries]
    in_list = Counter(zip(short, (entry.title for entry in entries), strict=True))
    names = [
        name if name and in_list[name, entry.title] == 1 else _plain(_item(entry))
        for name, entry in zip(short, entries, strict=True)
    ]
    in_list = Counter(zip(names, (entry.title for entry in entries), strict=True))
    lists = Counter(name for name, _ in in_list)
    return [
        "" if in_list[name, entry.title] > 1 else name if lists[name] == 1 else f"{entry.title}: {name}"
        for name, entry in zip(names, entries, strict=True)
    ]


# --- lists -----------------------------------------------------------------------------------------------------------
def _entries(version: Version) -> list[_Entry]:
    """The lines that stand in a list; a line alone under a heading, where the article has a list elsewhere."""
    runs = list(_runs(version))
    has_list = any(len(run.entries) >= _LEAST_LINES for run in runs)
    return [
        entry
        for run in runs
        if len(run.entries) >= _LEAST_LINES or run.is_introduced or (has_list and run.is_headed)
        for entry in run.entries
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """Lines that stand together, whether a heading is over them, and whether that names a schedule or a standing."""

    entries: tuple[_Entry, ...]
    is_headed: bool
    is_introduced: bool


def _runs(version: Version) -> Iterator[_Run]:
    run: list[_Entry] = []
    head: _Head | None = None
    title, headed, introduced = "", False, False
    text = version.article.text
    for index, (start, end) in enumerate(version.article.paragraphs):
        said = text[start:end]
        line = read_line(said)
        if line is not None:
            run.append(_Entry(paragraph=index, start=start, text=said, line=line, head=head, title=title))
            continue
        if run:
            yield _Run(entries=tuple(run), is_headed=headed, is_introduced=introduced)
            run = []
        if not said.strip():
            continue
        headed, introduced = is_heading(said), False
        if not headed:
            head = None
            continue
        standing = standing_of(said)
        if standing is not None:
            head = _Head(paragraph=index, text=said, start=start, standing=standing)
        elif not said.rstrip().endswith(":") or has_standing(said):
            head = None
        if standing is None or len(said.split()) > len(said[slice(*standing_cue(said, standing))].split()) + 1:
            title = _plain(said)
        introduced = standing is not None or brings_in_schedule(said)
    if run:
        yield _Run(entries=tuple(run), is_headed=headed, is_introduced=introduced)


def _item(entry: _Entry) -> str:
    return entry.text[slice(*entry.line.item)]


def _plain(text: str) -> str:
    return " ".join(text.casefold().strip(" .:;,*_`\"'").split())


# --- claims ----------------------------------------------------------------------------------------------------------
def _claim(entry: _Entry, version: Version, anchor: date, *, key: str) -> Claim | None:
    standing = entry.line.standing or (entry.head.standing if entry.head else None)
    if standing is Standing.SOFT and entry.head is not None and entry.head.standing is Standing.DONE:
        standing = Standing.DONE
    status, rule = _STATUS[standing] if standing is not None else (Status.PLANNED, "schedule.listed")
    time = _time(entry.line.mention, entry, anchor, status)
    if time is None:
        return None
    if standing is None and time.last is not None and time.last < anchor - _HISTORY:
        status, rule = Status.HAPPENED, "schedule.history"
    before = _time(entry.line.was, entry, anchor, status) if entry.line.was is not None else None
    if status is Status.POSTPONED and before is None:
        time, before = None, time
    name = entry.text[slice(*entry.line.item)].strip()
    soft = rule in ("schedule.soft", "schedule.listed")
    return Claim(
        key="",
        version_id=version.id,
        lemma="schedule",
        event_class=SCHEDULE_ITEM,
        nominal=True,
        subject=None,
        object=Participant(text=name, key=key, kind=ParticipantKind.DOCUMENT),
        others=(),
        place=None,
        status=status,
        status_rule=rule,
        cue=_cue(entry, version),
        strength=Strength.SOFT if soft and status is Status.PLANNED else Strength.FIRM,
        attribution=Attribution(
            speaker=None, carrier=None, mode=SpeechMode.NARRATED, anonymous=False, rule=NARRATED.rule
        ),
        time=time,
        time_before=before if status is Status.POSTPONED else None,
        quantities=(),
        condition=None,
        reason=None,
        background=False,
        paragraph=entry.paragraph,
        trigger=_span(version, entry.start + entry.line.item[0], entry.start + entry.line.item[1]),
        evidence=_span(version, entry.start, entry.start + len(entry.text)),
        confidence=0.9,
    )


def _time(mention: DateMention, entry: _Entry, anchor: date, status: Status) -> EventTime | None:
    """The day of a line: a year that isn't named is the heading's, else the one on the side of the status."""
    if not mention.part("year") and (year := _year_over(entry)):
        told = next(iter(find_dates(f"{mention.text} {year}")), None)
        if told is not None and told.part("year"):
            mention = replace(told, text=mention.text)
    side = Side.PAST if status is Status.HAPPENED else Side.FUTURE if entry.head is not None else Side.EITHER
    return resolve(mention, anchor=anchor, side=side)


def _year_over(entry: _Entry) -> str:
    named = _YEAR.search(entry.title) or (_YEAR.search(entry.head.text) if entry.head else None)
    return named[1] if named else ""


def _cue(entry: _Entry, version: Version) -> EvidenceSpan | None:
    """The word of the note, else of the heading, that says how the item stands."""
    if entry.line.cue is not None:
        return _span(version, entry.start + entry.line.cue[0], entry.start + entry.line.cue[1])
    if entry.head is None or entry.head.standing is None:
        return None
    start, end = standing_cue(entry.head.text, entry.head.standing)
    return _span(version, entry.head.start + start, entry.head.start + end)


def _span(version: Version, start: int, end: int) -> EvidenceSpan:
    return EvidenceSpan(version_id=version.id, start=start, end=end, quote=version.article.text[start:end])


def in_text_order(claims: Sequence[Claim], rule_set: int) -> tuple[Claim, ...]:
    """All claims of a version by where they stand, keyed anew."""
    ordered = sorted(claims, key=lambda claim: (claim.trigger.start, claim.trigger.end, claim.event_class or ""))
    return tuple(
        replace(claim, key=f"{claim.version_id}:{rule_set}:{ordinal}") for ordinal, claim in enumerate(ordered)
    )
