"""The product's own functions, as the sets ask them: claims of a text, the reading of a word, dates, figures, links."""

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from tests.builders import make_story, make_version
from tracker.claims import ClaimReader, Lexicon, load_lexicon
from tracker.claims.dates.calendars import Told
from tracker.claims.dates.grammar import DateMention
from tracker.claims.dates.told import last_told, read_dates
from tracker.claims.parse import ParsedParagraphs, dateline
from tracker.claims.status.nouns import read_noun
from tracker.claims.status.verbs import read_verb
from tracker.config import JudgeSettings
from tracker.diff import diff_articles, diff_claims
from tracker.ledger import judge_version
from tracker.model import (
    Claim,
    ClaimDiff,
    Event,
    EventTime,
    Judgement,
    LedgerRow,
    Status,
    Stored,
    StoryBook,
    TextDiff,
    Version,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_PARSED = ParsedParagraphs(size=4096)


@functools.cache
def lexicon() -> Lexicon:
    """The product's lexicon."""
    return load_lexicon()


@functools.cache
def reader() -> ClaimReader:
    """One reader for all sets."""
    return ClaimReader(lexicon())


def parse(text: str) -> "Doc":
    """The product's parse of one paragraph."""
    return _PARSED.parse(text)


def article(lines: Sequence[str], *, on: date, id: int = 1, article_id: int | None = None, number: int = 1) -> Version:
    """A version of an article, one paragraph a line, published on that day."""
    text = "\n".join(" ".join(line.split("\n")) for line in lines)
    return make_version(text, id=id, article_id=article_id, number=number, on=on.isoformat())


def starts(lines: Sequence[str]) -> list[int]:
    """Where each line begins in the text of `article`."""
    found, at = [], 0
    for line in lines:
        found.append(at)
        at += len(line) + 1
    return found


def claims(version: Version) -> tuple[Claim, ...]:
    """The claims of a version."""
    return reader().read(version)


def asked(version: Version, start: int, end: int) -> Claim | None:
    """The claim that the words at these characters make, where reading made none too."""
    return reader().mention(version, start, end)


def claim_at(found: Sequence[Claim], start: int, end: int) -> Claim | None:
    """The claim whose own words meet these characters: the one with the shortest words, then the surest."""
    here = [each for each in found if each.trigger.start < end and start < each.trigger.end]
    return min(here, key=lambda c: (c.trigger.end - c.trigger.start, -c.confidence), default=None)


def status_at(text: str, start: int, end: int) -> tuple[Status, str]:
    """The status that the rules read off the word at these characters, and by which rule, claim or not."""
    begin = dateline(text)
    token = token_at(text[begin:], start - begin, end - begin)
    if token is None:
        return Status.UNKNOWN, "not parsed"
    if token.pos_ in ("VERB", "AUX"):
        reading = read_verb(token, lexicon())
    elif token.pos_ in ("NOUN", "PROPN"):
        reading = read_noun(token, lexicon(), fact=False).reading
    elif token.head.pos_ in ("VERB", "AUX") and token != token.head:
        reading = read_verb(token.head, lexicon())
    else:
        return Status.UNKNOWN, "no predicate"
    return reading.status, reading.rule


def token_at(text: str, start: int, end: int) -> "Token | None":
    """The word among these characters that the others hang on."""
    inside = [t for t in parse(text) if t.idx < end and start < t.idx + len(t) and not t.is_space]
    return next((t for t in inside if t.head not in inside or t.head == t), inside[0] if inside else None)


# --- dates -----------------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A date expression with its value as such, whatever "by" or "since" stands before it."""

    start: int
    end: int
    mention: DateMention
    time: EventTime | None


class Memory:
    """What a text spoke of last, from line to line."""

    def __init__(self) -> None:
        self.told = Told()


def dates(text: str, *, on: date, memory: Memory | None = None) -> list[Dated]:
    """The dates of a text that has no line breaks, each resolved against the tense of the verb above it."""
    memory = memory or Memory()
    found = []
    for sentence in parse(text).sents:
        here = read_dates(sentence, lexicon(), anchor=on, told=memory.told)
        memory.told = last_told(here, memory.told)
        for each in here:
            start = sentence.start_char + each.mention.start
            end = sentence.start_char + each.mention.end
            found.append(Dated(start=start, end=end, mention=each.mention, time=each.time))
    return found


# --- the ledger ------------------------------------------------------------------------------------------------------
class Ledger:
    """A story in memory: each version is read, compared with the article's version before, and judged."""

    def __init__(self) -> None:
        self._story = make_story()
        self._events: list[Stored[Event]] = []
        self._rows: list[LedgerRow] = []
        self._told: set[str] = set()
        self._latest: dict[int, tuple[Version, tuple[Claim, ...]]] = {}

    def take(self, version: Version) -> "Taken":
        """Judge a version."""
        found = claims(version)
        before = self._latest.get(version.article_id)
        text_diff = diff_articles(before[0].article, version.article) if before else None
        claim_diff = diff_claims(before[1], found) if before else None
        judgement = judge_version(
            StoryBook(
                story=self._story,
                events=tuple(self._events),
                rows=tuple(self._rows),
                readings=(),
                change_keys=frozenset(self._told),
            ),
            version,
            found,
            classes=lexicon().classes,
            claim_diff=claim_diff,
            text_diff=text_diff,
            now=max(version.seen_at, version.published_at),
            settings=JudgeSettings(),
            generation=self._story.generation,
        )
        self._keep(judgement)
        self._latest[version.article_id] = (version, found)
        return Taken(claims=found, judgement=judgement, claim_diff=claim_diff, text_diff=text_diff)

    def _keep(self, judgement: Judgement) -> None:
        moved = {event.key: event for event in judgement.moved_events}
        self._events = [replace(each, value=moved.get(each.value.key, each.value)) for each in self._events]
        self._events += [
            Stored(id=len(self._events) + n, value=event) for n, event in enumerate(judgement.new_events, 1)
        ]
        fallen = set(judgement.fallen_claims)
        self._rows = [replace(row, standing=False) if row.claim.key in fallen else row for row in self._rows]
        self._rows += judgement.rows
        self._told |= {change.key for change in judgement.changes}


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What one version added."""

    claims: tuple[Claim, ...]
    judgement: Judgement
    claim_diff: ClaimDiff | None
    text_diff: TextDiff | None

    def event_of(self, claim: Claim) -> str | None:
        """The event that a claim was linked to."""
        return next((row.event_key for row in self.judgement.rows if row.claim.key == claim.key), None)


def revise(before: Sequence[str], after: Sequence[str], *, on: date, then: date) -> Taken:
    """What the product makes of an edit: the second version of an article, in a story that has the first."""
    ledger = Ledger()
    ledger.take(article(before, on=on))
    return ledger.take(article(after, on=max(then, on + timedelta(days=1)), id=2, article_id=1, number=2))


def day_of(text: str) -> date | None:
    """An ISO day or moment; a day written 31-12-2009 too; None for anything else."""
    for form in ("%Y-%m-%d", "%d-%m-%Y"):
        try:
            return datetime.strptime(text[:10], form).date()  # noqa: DTZ007 - a civil day
        except ValueError:
            continue
    return None


def words(text: str) -> Iterator[tuple[int, int, str]]:
    """The words of the product's parse with their offsets, spaces and punctuation left out."""
    for token in parse(text):
        if not token.is_space and not token.is_punct:
            yield token.idx, token.idx + len(token), token.text
