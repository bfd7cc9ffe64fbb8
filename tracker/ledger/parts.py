"""Whether what is reported as done is only a part of what was announced: ten of twelve hostages, a ban lifted in part.

A part is told by its words, by a count of its whole in the same sentence, or by a smaller count than was announced, of
the same things. The whole is done when the words say so (all, the last, the rest), or when the parts come to it.
Rounding makes no part: about 180 and 179 are one figure.
"""

import re
from collections.abc import Callable, Sequence

from tracker.ledger.extent import IN_FULL, PARTLY
from tracker.ledger.times import EXACT, publication_day
from tracker.model import Claim, LedgerRow, Quantity, QuantityBound, Strength
from tracker.model.plain_words import stem_of

#: How far before and after the predicate a word of part or whole belongs to it, in characters.
_BEFORE, _AFTER = 60, 60
_PART = re.compile(
    r"\b(?:(?:partly|partially|in part)(?! (?:because|due|owing))"
    r"|only (?:a )?part|(?:a |one )?(?:part|half|third|quarter|fraction) of|halfway"
    r"|(?:some|most) of the"
    r"|the first (?:stage|phase|part|batch|tranche|group|half|of (?:the )?(?:two|three|four|five|six)))\b",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"\b(?:(?<!after )all|every|entire|entirely|whole|complete|completely|completed|completing|completes|fully|in full"
    r"|the (?:very )?last(?! (?:week|month|year|night))|the final|remaining|the rest"
    r"|the other (?:half|two|three|four|five|six|ten))\b",
    re.IGNORECASE,
)
#: Units that measure time or a share: they count nothing that is done bit by bit.
_MEASURES = frozenset({"percent", "day", "hour", "minute", "week", "month", "year", "vote", "time", "stage", "count"})
#: Voices that told of it as a whole before, against which a later "in part" is an aside.
_ENOUGH = 2
#: How much less than "about so many" is still as many.
_ABOUT = 0.05
_NO_PART = frozenset({QuantityBound.AT_MOST})


def part_of(
    done: Sequence[LedgerRow], plans: Sequence[LedgerRow], voices: Callable[[Sequence[LedgerRow]], set[str]]
) -> LedgerRow | None:
    """The latest report of a part, where the reports so far come to less than was announced; None for all of it, and
    for what nobody announced.

    `done`: the rows that report it; `plans`: those that announced it; both in order of publication.
    `voices` gives the voices of rows: two that told of the whole before outweigh an aside.
    """
    if not plans:
        return None
    found: LedgerRow | None = None
    counted: list[tuple[LedgerRow, Quantity]] = []
    for row in done:
        claim = row.claim
        whole = _announced(plans, claim)
        figure = _counted(claim)
        if figure is not None:
            counted.append((row, figure))
        in_part = claim.status_rule == PARTLY or (_says(_PART, claim) and not _is_announced_so(claim, plans))
        if claim.status_rule == IN_FULL or (_says(_WHOLE, claim) and not in_part):
            found = None
        elif figure is not None and whole is not None and not _comes_to(counted, whole):
            found = row if found is None or not _is_again(found, row) else found
        elif figure is not None and whole is not None:
            found = None
        elif in_part:
            found = row
        elif found is not None and _is_of_a_later_day(row, found):
            found = None
    return found if found is None or not _was_whole(done, found, voices) else None


def _is_of_a_later_day(row: LedgerRow, part: LedgerRow) -> bool:
    """Whether a report names a day after that of the part: the rest was done then."""
    day, known = row.claim.time, part.claim.time
    if day is None or day.first is None or day.precision not in EXACT:
        return False
    passed = known.last if known is not None and known.last is not None else publication_day(part.published_at)
    return day.first > passed


def _was_whole(done: Sequence[LedgerRow], part: LedgerRow, voices: Callable[[Sequence[LedgerRow]], set[str]]) -> bool:
    """Whether enough voices told of it as a whole on a day before the part was told."""
    day = publication_day(part.published_at)
    before = [
        row
        for row in done
        if publication_day(row.published_at) < day
        and row.claim.status_rule != PARTLY
        and _counted(row.claim) is None
        and not _says(_PART, row.claim)
    ]
    return len(voices(before)) >= _ENOUGH


def figure_of(row: LedgerRow) -> Quantity | None:
    """How much of it a report says was done."""
    return _counted(row.claim)


def _says(words: re.Pattern[str], claim: Claim) -> bool:
    """Whether a word of part or whole stands by the predicate."""
    quote, at = claim.evidence.quote, claim.trigger.start - claim.evidence.start
    end = at + len(claim.trigger.quote)
    return words.search(quote[max(0, at - _BEFORE) : end + _AFTER]) is not None


def _is_announced_so(claim: Claim, plans: Sequence[LedgerRow]) -> bool:
    """Whether the part is what was announced: the first group is to be freed on Sunday."""
    said = _PART.search(claim.evidence.quote)
    return said is not None and any(said.group().casefold() in row.claim.evidence.quote.casefold() for row in plans)


def _counted(claim: Claim) -> Quantity | None:
    """The figure that counts what it is done to: the hostages that were freed, the trains delivered."""
    return next((each for each in claim.quantities if _counts(each, claim)), None)


def _counts(figure: Quantity, claim: Claim) -> bool:
    if figure.unit in _MEASURES or figure.bound in _NO_PART:
        return False
    if claim.object is None:
        return False
    words = {stem_of(word) for word in claim.object.text.casefold().split()}
    return (
        stem_of(figure.unit.split()[-1]) in words
        or claim.object.text.replace(",", "")[:1].isdigit()
        or _is_number(claim)
    )


def _is_number(claim: Claim) -> bool:
    """Whether the object is only a number: ten of the twelve hostages."""
    figures = [each for each in claim.quantities if each.unit not in _MEASURES]
    return claim.object is not None and len(figures) > 1 and " " not in claim.object.text.strip()


def _announced(plans: Sequence[LedgerRow], claim: Claim) -> Quantity | None:
    """The figure of the whole: in the report's own sentence, else as firmly announced last."""
    figure = _counted(claim)
    if figure is None:
        return None
    own = [each for each in claim.quantities if each.unit == figure.unit and each.low > figure.high]
    said = [
        each
        for row in plans
        if row.claim.strength is Strength.FIRM
        for each in row.claim.quantities
        if each.unit == figure.unit and each.bound not in _NO_PART and _counts(each, row.claim)
    ]
    return own[0] if own else said[-1] if said else None


def _comes_to(counted: Sequence[tuple[LedgerRow, Quantity]], whole: Quantity) -> bool:
    """Whether one count is the whole, up to rounding, or counts of different days add up to it."""
    alike = [(row, figure) for row, figure in counted if figure.unit == whole.unit]
    least = whole.low * (1 - _ABOUT if whole.bound is QuantityBound.ABOUT else 1)
    if any(figure.agrees_with(whole) or figure.low >= least for _, figure in alike):
        return True
    days: dict[object, float] = {}
    for row, figure in alike:
        when = row.claim.time
        day = when.first if when is not None and when.first is not None else publication_day(row.published_at)
        days[day] = max(days.get(day, 0.0), figure.low)
    return len(days) > 1 and sum(days.values()) >= least


def _is_again(known: LedgerRow, row: LedgerRow) -> bool:
    """Whether a report tells the part again that is known."""
    a, b = _counted(known.claim), _counted(row.claim)
    return a is not None and b is not None and a.agrees_with(b)
