"""What the clock alone changes: plans whose day passes in silence, and when to look again."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

from tracker.config import JudgeSettings
from tracker.ledger.corrections import corrected
from tracker.ledger.fold import fold
from tracker.ledger.freshness import LEAD
from tracker.ledger.implied import sentence_of
from tracker.ledger.plans import COMING
from tracker.ledger.severity import of_overdue
from tracker.ledger.silence import came_too_late
from tracker.ledger.standing import within_story
from tracker.ledger.telling import Scene
from tracker.ledger.times import overlap, publication_day
from tracker.ledger.titles import day_facet, outcome_text
from tracker.model import (
    Change,
    ChangeKind,
    Event,
    EventClass,
    EventState,
    Expectation,
    Facet,
    Judgement,
    LedgerRow,
    Outcome,
    Severity,
    SourceReading,
    State,
    StoryBook,
    Watch,
    day_text,
    moment_text,
    time_text,
)

#: Outcomes of a plan that is still awaited.
AWAITED = frozenset({Outcome.PENDING, Outcome.DUE, Outcome.POSTPONED, Outcome.OVERDUE, Outcome.CANNOT_TELL})
SILENT = frozenset({Outcome.OVERDUE, Outcome.CANNOT_TELL})
#: While too little was read to tell, the question is asked again this often.
ASK_AGAIN = timedelta(days=1)
#: A gap in watching that is worth a word, and how long before the due window it still is.
LEAST_GAP = timedelta(minutes=15)
AROUND = timedelta(days=1)
#: Most names in one sentence.
NAMES = 6


def review(book: StoryBook, *, classes: Mapping[str, EventClass], now: datetime, settings: JudgeSettings) -> Judgement:
    """The watched plans that silence decides at `now`, each told once for each day that was expected."""
    scene = Scene(story_id=book.story.id, version=None, now=now)
    rows = corrected(book).rows
    changes: list[Change] = []
    told: set[tuple[int, int]] = set()
    for event, known, plan in _awaited(book, now=now, settings=settings):
        # Nobody reports the vote beside its result, nor apart what one sentence announced for one day.
        if known.outcome not in SILENT or sentence_of(plan.row) in told:
            continue
        if within_story(event, known, rows, classes) is not known:
            continue
        told.add(sentence_of(plan.row))
        changes.append(_overdue_change(event, known, plan, what=_what(event, classes), book=book, scene=scene))
    return Judgement(changes=tuple(change for change in changes if change.key not in book.change_keys))


def _is_leading(plan: Expectation, rows: Sequence[LedgerRow]) -> bool:
    """Whether a plan is of what the story is about: an article led with it, or a second one told of it."""
    told = [
        row
        for row in rows
        if row.event_key == plan.event_key
        and row.claim.status in COMING
        and not row.claim.background
        and (row.claim.time is None or overlap(row.claim.time, plan.time))
    ]
    articles = {row.article_id for row in told if row.copy_of is None}
    return len(articles) > 1 or any(row.claim.paragraph <= LEAD for row in told)


def pending_windows(book: StoryBook, *, now: datetime, settings: JudgeSettings) -> tuple[Expectation, ...]:
    """The watched plans that are still awaited, overdue ones included, the earliest window first."""
    pending = [plan for _, _, plan in _awaited(book, now=now, settings=settings)]
    return tuple(sorted(pending, key=lambda plan: (plan.window.begins, plan.event_key)))


def next_moment(book: StoryBook, *, now: datetime, settings: JudgeSettings) -> datetime | None:
    """The earliest moment after `now` at which an awaited window begins, ends or becomes overdue; None if none does."""
    moments: list[datetime] = []
    for _, known, plan in _awaited(book, now=now, settings=settings):
        window = plan.window
        moments += [window.begins, window.ends]
        if window.overdue_from is None:
            continue
        moments.append(window.overdue_from)
        if known.outcome is Outcome.CANNOT_TELL:
            passed = (now - window.overdue_from) // ASK_AGAIN
            moments.append(window.overdue_from + (passed + 1) * ASK_AGAIN)
    return min((moment for moment in moments if moment > now), default=None)


def _awaited(
    book: StoryBook, *, now: datetime, settings: JudgeSettings
) -> Iterator[tuple[Event, EventState, Expectation]]:
    book = corrected(book)
    for stored in book.events:
        event = stored.value
        if not event.watched or not event.of_story:
            continue
        rows = [row for row in book.rows if row.event_key == event.key]
        known = fold(event, rows, now=now, readings=book.readings, settings=settings)
        plan = known.expectation
        if known.outcome in AWAITED and plan is not None and not came_too_late(plan):
            yield event, known, plan


def _overdue_change(
    event: Event,
    known: EventState,
    plan: Expectation,
    *,
    what: str,
    book: StoryBook,
    scene: Scene,
) -> Change:
    can_tell = known.outcome is Outcome.OVERDUE
    outcome = known.outcome or Outcome.OVERDUE
    since = plan.window.overdue_from or plan.window.ends
    words = outcome_text(outcome)
    # A plan that was read only after its day (an old page, a late seed) was no news then, nor is its silence now.
    passed = plan.row.observed_at >= since or _was_over(book, since)
    minor = not _is_leading(plan, book.rows)
    change = scene.write(
        ChangeKind.OVERDUE,
        Severity.INFO if passed or minor else of_overdue(plan, can_tell=can_tell),
        _rule(can_tell=can_tell, passed=passed, minor=minor),
        f"{event.title}: {words}, due {time_text(plan.time)}",
        event=event,
        before=day_facet(known),
        after=Facet(state=State.OVERDUE if can_tell else known.state, time=plan.time, text=words),
        rows_before=(plan.row,),
    )
    if event.muted or passed:
        return change
    why = _what_was_read(words, what, book.readings, since)
    return replace(change, why=f"{why}{_unwatched(book.watches, plan.window.begins, scene.now)}")


def _rule(*, can_tell: bool, passed: bool, minor: bool) -> str:
    if passed:
        return "change.passed"
    if minor:
        return "change.minor_plan"
    return "change.no_report" if can_tell else "change.cannot_tell"


def _was_over(book: StoryBook, since: datetime) -> bool:
    """Whether a plan was overdue before the story's first reading had ended: that belongs to its summary."""
    baseline_at = book.story.baseline_at
    return baseline_at is None or since <= baseline_at


def _unwatched(watches: Sequence[Watch], begins: datetime, now: datetime) -> str:
    """The gaps in watching around a due window: "; not watched from 16 Jan ... to 18 Jan ..."."""
    gaps = [
        (before.last_at, after.began_at)
        for before, after in pairwise(watches)
        if after.began_at - before.last_at >= LEAST_GAP and after.began_at > begins - AROUND and before.last_at < now
    ]
    return "".join(f"; not watched from {moment_text(gone)} to {moment_text(back)}" for gone, back in gaps)


def _what(event: Event, classes: Mapping[str, EventClass]) -> str:
    return classes[event.event_class].noun if event.event_class in classes else "event"


def _what_was_read(words: str, what: str, readings: Sequence[SourceReading], since: datetime) -> str:
    """ "no report yet; 7 of 9 sources read since Sun 19 Jan 2025, none reports the signing: Caspian Courier, ..."."""
    read = [each for each in readings if not each.excluded and each.read_at is not None and each.read_at >= since]
    excluded = [each for each in readings if each.excluded]
    day = day_text(publication_day(since))
    count = f"{len(read)} of {len(readings)} sources read since {day}"
    sentence = f"{words}; {count}, none reports the {what}" if read else f"{words}; {count}"
    names = _names(each.outlet for each in read)
    sentence = f"{sentence}: {names}" if names else sentence
    if excluded:
        reasons = _names(f"{each.outlet} ({_briefly(each)})" for each in excluded)
        sentence = f"{sentence}; not counted: {reasons}"
    return sentence


def _briefly(reading: SourceReading) -> str:
    """Why a source doesn't count, without its address and what to do about it."""
    reason, _, _ = reading.excluded.partition(": ")
    return reason.replace(reading.url, "").strip()


def _names(names: Iterable[str]) -> str:
    known = list(dict.fromkeys(names))
    rest = len(known) - NAMES
    return ", ".join(known[:NAMES]) + (f" and {rest} more" if rest > 0 else "")
