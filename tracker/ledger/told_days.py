"""On which day an outcome was, by the reports that tell of it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from tracker.ledger.times import EXACT, about_day, named_time, overlap, publication_day
from tracker.model import Bound, EventTime, Expectation, LedgerRow

#: A report without a day that comes this long after the due window doesn't say when it was.
UNDATED = timedelta(days=7)


def told_day(
    done: Sequence[LedgerRow], plan: Expectation | None, keys: Mapping[str, str]
) -> tuple[EventTime, LedgerRow]:
    """The day that most voices (`keys`: by claim key) name, the earliest report deciding between equals.

    `done`: the rows that report it, in order of publication, at least one. `plan`: what was announced last.
    """
    said: dict[tuple[date | None, date | None], list[tuple[EventTime, LedgerRow]]] = {}
    for row in done:
        named = named_time(row.claim)
        if named is not None and named.precision in EXACT:
            said.setdefault((named.first, named.last), []).append((named, row))
    if not said:
        return _vague_day(done, plan)
    voices = [(told[0], {keys[row.claim.key] for _, row in told}) for told in said.values()]
    whole = all(first == last for first, last in said)  # whole days meet no other one
    support = [
        len(told if whole else set().union(*(v for (day, _), v in voices if overlap(day, best))))
        for (best, _), told in voices
    ]
    return voices[support.index(max(support))][0]


def _vague_day(done: Sequence[LedgerRow], plan: Expectation | None) -> tuple[EventTime, LedgerRow]:
    """No report names a day: a month or year that one names, else the day of publication, else the plan's."""
    first = done[0]
    told = [(row.claim.time, row) for row in done if row.claim.time is not None]
    named = [each for each in told if named_time(each[1].claim) is not None]
    if told:
        fitting = [each for each in told if plan is not None and overlap(each[0], plan.time)]
        return (fitting or named or told)[0]
    if plan is not None and _is_day_before(plan.time, publication_day(first.published_at)):
        return replace(plan.time, bound=Bound.ABOUT, rule="fold.planned_day"), first
    if plan is not None and first.published_at >= plan.window.ends + UNDATED:
        return replace(plan.time, bound=Bound.ABOUT, rule="fold.planned_day"), first
    return about_day(publication_day(first.published_at)), first


def _is_day_before(when: EventTime, published: date) -> bool:
    """Whether a day is that before publication: its report, which need not name it, comes out the morning after."""
    return when.precision in EXACT and when.first == when.last == published - timedelta(days=1)
