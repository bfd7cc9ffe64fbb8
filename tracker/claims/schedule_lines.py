"""Lines of schedules: an item and its day, as calendars, programmes, court lists and launch manifests give them.

"Round 2: Friday, 12 June", "4 May 2031 - Launch", "Hearing of appeal | 2031-05-04 (postponed)". A line is an item of a
few words, one date and at most a note; prose, however short, is none.
"""

import re
from dataclasses import dataclass
from enum import Enum, unique
from itertools import zip_longest

from tracker.claims.dates.grammar import DateMention, find_dates

#: Words of an item, and characters of a line, up to which it is a schedule's.
_MOST_WORDS = 14
_MOST_CHARACTERS = 220
_MOST_NOTE = 90
_BULLET = re.compile(r"\s*(?:[-*+•·‣–—]|\(?\d{1,2}[.)])\s+(?=\S)")
_UNFINISHED = re.compile(r"[-/]\w")
#: What parts an item from its date, before or after it.
_BEFORE = re.compile(r"\s*(?::|\||\t|\s[-–—]|–|—|…|\.{3,}|,(?=\s*$))\s*$")
_AFTER = re.compile(r"^\s*(?::|\||\t|[-–—]\s|–|—)\s*")
_WEEKDAY = re.compile(
    r"(?:\b(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,?\s*|\b(?:on|by|from|the)\s+)+$"
)
#: After the date: the hour, then a note in brackets or behind a dash, bar, comma or full stop.
_CLOCK = re.compile(
    r"^(?:,|\sat)?\s*(?:\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\.?)?|\d{1,2}\s?[ap]\.?m\.?|noon|midnight)"
    r"(?:\s?[-–]\s?\d{1,2}[:.]\d\d)?(?:\s(?:UTC|GMT|CET|CEST|[ECMP][SD]?T|BST|local time))?",
    re.IGNORECASE,
)
_NOTE = re.compile(r"^\s*(?:[(\[](?P<round>[^)\]]*)[)\]]\s*)?(?:(?:[-–—|;,:]|\.\s)\s*(?P<rest>.*?))?\.?\s*$")
#: A date in a note that is the one before.
_WAS = re.compile(r"\b(?:was|were|formerly|previously|originally|moved from|instead of|not)\b:?\s*", re.IGNORECASE)
#: Items that are a page's own dates, a person's, or a document's: no items of a schedule.
_NO_ITEM = re.compile(
    r"\b(?:published|updated|posted|last modified|last updated|modified|created|accessed|retrieved|born|died|dated?|"
    r"copyright|by|date of birth|post history|as of|correction|editor'?s note|read more|issue|source|photo|image|"
    r"made public|issued|photographed|recorded|archived|joined|member since|expires|version|registered|reviewed|filed|"
    r"note|notes)\b\s*$",
    re.IGNORECASE,
)
#: A full stop within an item; "v.", "No." and "St." end none.
_SENTENCE_END = re.compile(
    r"(?:[!?;]|\b(?!(?:vs|no|nos|st|mr|mrs|ms|dr|prof|inc|ltd|co|corp|jr|sr|gen|gov|sen|rep|feat)\.)\w{2,}\.)\s",
    re.IGNORECASE,
)
#: A title in quotation marks is a reference to another article; "date of signature" tells of a document.
_REFERENCE = re.compile(r"^\s*[\"“‘'«]|\bdate of\b|\b(?:www\.|https?:)", re.IGNORECASE)
#: Verbs and pronouns of a sentence: what holds one is prose.
_PROSE = re.compile(
    r"\b(?:is|are|was|were|will|would|has|have|had|be|been|said|says|told|I|we|he|she|they|it|you|who|which|that|"
    r"because|although|since|when|after he|but)\b"
)


@unique
class Standing(Enum):
    """What a word of a heading or note says of items."""

    DONE = "done"
    PLANNED = "planned"
    SOFT = "soft"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"


_STANDINGS: tuple[tuple[Standing, re.Pattern[str]], ...] = tuple(
    (standing, re.compile(rf"\b(?:{words})\b", re.IGNORECASE))
    for standing, words in (
        (Standing.CANCELLED, "cancell?ed|called off|abandoned|scrapped|withdrawn|dropped|will not be held"),
        (Standing.POSTPONED, "postponed|delayed|deferred|put off|rescheduled|adjourned|on hold"),
        (Standing.SOFT, "tentative|tentatively|provisional|provisionally|preliminary|to be confirmed|tbc|"
                        "subject to confirmation|if necessary|if needed"),
        (Standing.PLANNED, "expected|planned|upcoming|scheduled|forthcoming|coming|future|still to come|to come|"
                           "pending|proposed|next|ahead|remaining|outstanding|estimated|targeted?"),
        (Standing.DONE, "actual|completed|done|past|held|released|finished|concluded|previous|so far|delivered|"
                        "launched|closed|heard|took place|achieved"),
    )
)  # fmt: skip
#: Headings and sentences that bring in a schedule without saying whether it is done.
_SCHEDULE = re.compile(
    r"\b(?:schedules?|calendar|timetable|time ?line|programme|program|agenda|dates?|fixtures|hearings?|sittings?|"
    r"deadlines?|milestones?|itinerary|line-?up|manifest|events|sessions|launches|releases|matches|rounds?|stages|"
    r"roadmap|cause list|docket|showtimes|performances)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line read: what is to be, when, and the note behind; spans are half-open offsets in the paragraph."""

    item: tuple[int, int]
    #: The date as found in `dated`, which is the paragraph itself or begins with it.
    mention: DateMention
    note: str
    #: A date that the note gives up: "(was 12 June)".
    was: DateMention | None
    #: What the note says of the item.
    standing: Standing | None
    cue: tuple[int, int] | None


def read_line(text: str) -> Line | None:
    """The item and date of a paragraph; None where it is no line of a schedule."""
    if len(text) > _MOST_CHARACTERS:
        return None
    begin = bullet.end() if (bullet := _BULLET.match(text)) else 0
    found = find_dates(text)
    # "Tuesday, 2031-05-04" is one date; "2031-05-xx" is none.
    whole = [
        mention
        for mention, after in zip_longest(found, found[1:])
        if not (mention.rule == "date.weekday" and after and not text[mention.end : after.start].strip(" ,."))
        and not _UNFINISHED.match(text[mention.end :])
    ]
    for mention in whole[:2]:
        line = _item_first(text, begin, mention) or _date_first(text, begin, mention)
        if line is not None:
            return line
    return None


def _item_first(text: str, begin: int, mention: DateMention) -> Line | None:
    """Round 2: Friday, 12 June (moved)."""
    head = text[begin : mention.start]
    head = _WEEKDAY.sub("", head)
    parted = _BEFORE.search(head)
    if parted is None:
        return None
    item = (begin, begin + parted.start())
    tail = _CLOCK.sub("", text[mention.end :])
    note = _NOTE.match(tail)
    if note is None or not _is_item(text[slice(*item)]):
        return None
    said = " ".join(part for part in (note["round"], note["rest"]) if part)
    is_note = len(said) <= _MOST_NOTE and not _PROSE.search(_WAS.sub("", said, count=1))
    return _line(text, item, mention, said) if is_note else None


def _date_first(text: str, begin: int, mention: DateMention) -> Line | None:
    """Friday, 12 June: Round 2 (moved)."""
    if _WEEKDAY.sub("", text[begin : mention.start]).strip():
        return None
    tail = text[mention.end :]
    clock = _CLOCK.match(tail)
    at = mention.end + (clock.end() if clock else 0)
    parted = _AFTER.match(text[at:])
    if parted is None:
        return None
    start = at + parted.end()
    bracket = re.search(r"\s*[(\[|]", text[start:])
    end = start + bracket.start() if bracket else len(text.rstrip(" .;"))
    said = text[end:].strip(" ()[].|") if bracket else ""
    if not _is_item(text[start:end]) or len(said) > _MOST_NOTE:
        return None
    return _line(text, (start, end), mention, said)


def _is_item(text: str) -> bool:
    """Whether it names a thing to come in a few words."""
    words = text.split()
    if not words or len(words) > _MOST_WORDS or not any(letter.isalnum() for letter in text):
        return False
    return not (
        _NO_ITEM.search(text)
        or _REFERENCE.search(text)
        or _PROSE.search(text)
        or find_dates(text)
        or _SENTENCE_END.search(text)
    )


def _line(text: str, item: tuple[int, int], mention: DateMention, note: str) -> Line:
    was = _WAS.search(note)
    old = next(iter(find_dates(note[was.end() :])), None) if was else None
    standing = standing_of(note, of_note=True) if note else None
    cue = None
    if standing is not None:
        word = next(pattern.search(text, mention.end) for each, pattern in _STANDINGS if each is standing)
        cue = word.span() if word else None
    return Line(item=item, mention=mention, note=note, was=old, standing=standing, cue=cue)


_IN_HEADINGS = """
past held previous released launched closed heard next ahead future coming remaining finished concluded
"""
#: Words that say in a heading that its items are done or to come, and in a note many other things.
_OF_HEADINGS = frozenset(_IN_HEADINGS.split())


# --- headings --------------------------------------------------------------------------------------------------------
def standing_of(text: str, *, of_note: bool = False) -> Standing | None:
    """What the words of a heading or note say of items; None where they say nothing or two things at once."""
    found = [
        standing
        for standing, pattern in _STANDINGS
        if (match := pattern.search(text)) and not (of_note and match.group().casefold() in _OF_HEADINGS)
    ]
    firm = [standing for standing in found if standing is not Standing.SOFT]
    if len(firm) > 1:
        return None
    return (firm or found or [None])[0]


def has_standing(text: str) -> bool:
    """Whether any word of a heading says how items stand, be it in two ways: actual and expected dates."""
    return any(pattern.search(text) for _, pattern in _STANDINGS)


def standing_cue(text: str, standing: Standing) -> tuple[int, int]:
    """The word of a heading that says so."""
    match = next(pattern.search(text) for each, pattern in _STANDINGS if each is standing)
    return match.span() if match else (0, len(text))


def is_heading(text: str) -> bool:
    """Whether a paragraph can head a list: a few words, or a sentence that ends in a colon."""
    words = text.split()
    ends = text.rstrip()[-1:]
    return (len(words) <= _MOST_HEADING and (ends == ":" or ends not in '.!?…"”')) or (
        ends == ":" and len(words) <= _MOST_INTRODUCTION
    )


def brings_in_schedule(text: str) -> bool:
    """Whether a heading names a schedule: dates, calendar, programme."""
    return _SCHEDULE.search(text) is not None


#: Words of a heading, and of a sentence that introduces a list.
_MOST_HEADING = 9
_MOST_INTRODUCTION = 30
