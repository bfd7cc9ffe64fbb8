"""Which date belongs to which predicate: only the nearest event above a date in the parse takes it."""

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from tracker.claims.dates.calendars import Side, Told
from tracker.claims.dates.grammar import DateMention
from tracker.claims.dates.records import is_record
from tracker.claims.dates.resolve import resolve
from tracker.claims.dates.told import Dated, end_of, side_of
from tracker.claims.dates.zones import zone_of_place
from tracker.claims.parse import child, children
from tracker.claims.reading import Reading
from tracker.model import Bound, EventTime, Participant, Precision, Status

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_OLD_DAY = frozenset({"from"})
#: Rules by which a day is a floor -> the prepositions before it.
_FLOORS = {
    "status.not_until": frozenset({"before"}),
    "slip.earliest": frozenset({"", "as", "in", "on", "of", "to"}),
}
_NEW_DAY = frozenset({"to", "until", "till", "for", "into", "by"})


_DAYS = frozenset({"day", "date", "week", "weekend", "month", "year"})
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
#: Days ahead up to which a day without a year is one to come.
_MOST_AHEAD = 270
#: Before a day that something is not to be: this year, *rather than* by the end of September.
_INSTEAD = re.compile(
    r"\b(?:rather than|instead of)(?: (?:by|on|in|at|for|the|end of|beginning of))*\s*$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A date expression under the predicate that takes it."""

    mention: DateMention
    #: The preposition before it: "from" and "to" tell the old day from the new one; "" without.
    preposition: str
    #: It hangs on "originally scheduled for": the day that was given up.
    given_up: bool
    #: What was last spoken of where it stands; of an hour, the day of its sentence.
    told: Told
    #: It stands before a noun, "the October 1 attack": known already, so it leans to no side.
    before_noun: bool = False


def place_dates(
    sentence: "Span", dates: Sequence[Dated], owners: Mapping[int, Sequence[int]], given_up: Mapping[int, int]
) -> dict[int, list[Placed]]:
    """Dates of a sentence by predicate number. A year before a noun belongs to that noun or to nothing.

    `owners`: token index -> numbers of the predicates that it heads or hands its dates to.
    `given_up`: token index of an "(originally) scheduled" beside a noun -> number of that noun's predicate.
    """
    placed: dict[int, list[Placed]] = {}
    for dated in dates:
        mention = dated.mention
        top = top_of(sentence, mention)
        if top is None or (mention.is_mark and top.head.i not in owners) or is_record(mention, top):
            continue
        for number in _told_when(sentence, mention, owners):
            told = replace(mention, bound=Bound.AT)
            placed.setdefault(number, []).append(Placed(mention=told, preposition="", given_up=False, told=dated.told))
        instead = _INSTEAD.search(sentence.text, 0, mention.start) is not None
        preposition, token = _climb(top, owners, given_up)
        if token is None:
            continue
        if token.i in given_up:
            numbers, is_given_up = [given_up[token.i]], True
        else:
            numbers, is_given_up = list(owners[_main_of(token, owners).i]), instead
        is_before = token.pos_ in ("NOUN", "PROPN") and top.i < token.i and not preposition
        for number in numbers:
            placed.setdefault(number, []).append(
                Placed(
                    mention=mention,
                    preposition=preposition,
                    given_up=is_given_up,
                    told=dated.told,
                    before_noun=is_before,
                )
            )
    return placed


def _climb(
    top: "Token", owners: Mapping[int, Sequence[int]], given_up: Mapping[int, int]
) -> "tuple[str, Token | None]":
    """The first preposition above a date, and the predicate's word that takes it, or None."""
    preposition, token = "", top
    while True:
        if token.dep_ == "prep" and not preposition:
            preposition = token.lower_
        if token.i in given_up or token.i in owners:
            return preposition, token
        if token.dep_ == "ROOT" or token.pos_ == "VERB" or (token.pos_ == "AUX" and token.dep_ == "ccomp"):
            return preposition, None
        token = token.head


def _told_when(sentence: "Span", mention: DateMention, owners: Mapping[int, Sequence[int]]) -> Sequence[int]:
    """The predicates that a date tells of by "when": in 2001, when it was signed; Friday, the day on which he goes."""
    begin, end = sentence.start_char + mention.start, sentence.start_char + mention.end
    words = [t for t in sentence if begin <= t.idx < end]
    clauses = [c for t in words for c in children(t, "relcl") if any(w.lower_ == "when" for w in c.lefts)]
    days = [c for t in words for c in children(t, "appos") if c.lower_ in _DAYS and c.idx >= end]
    clauses += [c for day in days for c in children(day, "relcl")]
    verbs = [v for clause in clauses for v in (clause, *children(clause, "xcomp"))]
    return list(dict.fromkeys(number for verb in verbs for number in owners.get(verb.i, ())))


def _main_of(verb: "Token", owners: Mapping[int, Sequence[int]]) -> "Token":
    """The past main verb of a present relative clause at its end: signed the law that ratifies the treaty on Monday."""
    if verb.dep_ != "relcl" or verb.tag_ not in ("VBZ", "VBP") or child(verb, "aux", "auxpass") is not None:
        return verb
    main = verb.head
    while main.pos_ not in ("VERB", "AUX") and main.dep_ != "ROOT":
        main = main.head
    return main if main.tag_ == "VBD" and main.i in owners else verb


def top_of(sentence: "Span", mention: DateMention) -> "Token | None":
    """The word of the expression that hangs on a word outside it."""
    begin, end = sentence.start_char + mention.start, sentence.start_char + mention.end
    inside = [t for t in sentence if t.idx < end and t.idx + len(t) > begin]
    return next((t for t in inside if t.head not in inside or t.dep_ == "ROOT"), None)


def times_of(
    dates: Sequence[Placed], reading: Reading, verb: "Token | None", anchor: date
) -> tuple[EventTime | None, EventTime | None]:
    """Time and given-up time of a predicate from the dates that it took."""
    hours = [d for d in dates if d.mention.is_clock]
    dates = [d for d in dates if not d.mention.is_clock]
    side = side_of(reading, verb)
    now, before = _days_of(dates, reading, side, anchor)
    if side is Side.FUTURE and now is not None and _is_last_years(now, anchor):
        now = None
    return _with_hour(now, hours, anchor), before


def _is_last_years(time: EventTime, anchor: date) -> bool:
    """Whether a day without a year, of something to come, is nearer to the past: approved a plan to sell on September
    18, told in October. It is the day of what governs the plan.
    """
    dated = time.precision is Precision.DAY and time.first is not None and not _YEAR.search(time.text)
    return dated and time.first is not None and (time.first - anchor).days > _MOST_AHEAD


def _days_of(
    dates: Sequence[Placed], reading: Reading, side: Side, anchor: date
) -> tuple[EventTime | None, EventTime | None]:
    if reading.status is Status.POSTPONED:
        new = [d for d in dates if not d.given_up and d.preposition in _NEW_DAY]
        old = [d for d in dates if d.given_up or d.preposition in _OLD_DAY]
        if reading.rule == "status.old_plan":
            new = []
        before = _resolved(old, anchor, Side.EITHER)
        return _resolved(new, anchor, Side.FUTURE if not reading.background else Side.EITHER), before
    if (span := _from_to(dates, anchor, side)) is not None:
        return span, None
    if (span := _joined(dates, anchor, side)) is not None:
        return span, None
    live = [d for d in dates if not d.given_up] or (list(dates) if reading.rule == "nominal.scheduled" else [])
    given_up = [d for d in dates if d.given_up] if live and live != list(dates) else []
    if reading.rule in _FLOORS:
        # "Will not be launched before May 6" is a floor, where "before May 6" alone is a ceiling.
        words = _FLOORS[reading.rule]
        floors = [
            replace(d, mention=replace(d.mention, bound=Bound.NOT_BEFORE)) if d.preposition in words else d
            for d in live
        ]
        return _resolved(floors, anchor, side), None
    return _resolved(live, anchor, side), _resolved(given_up, anchor, Side.EITHER)


def with_zone(time: EventTime | None, place: Participant | None) -> EventTime | None:
    """A time whose hour names no zone, on the clock of the place where it is to happen."""
    if time is None or time.clock is None or time.zone is not None or place is None:
        return time
    return replace(time, zone=zone_of_place(place.text) or zone_of_place(place.key))


def put_off_on(dates: Sequence[Placed], anchor: date) -> EventTime | None:
    """When a postponement was decided ("was put off in the autumn"), as against the day to which or from which."""
    own = [d for d in dates if not d.given_up and d.preposition not in _NEW_DAY | _OLD_DAY]
    return _resolved(own, anchor, Side.PAST)


def _from_to(dates: Sequence[Placed], anchor: date, side: Side) -> EventTime | None:
    """From one day to another, of something that is not moved: an interval."""
    begins = _resolved([d for d in dates if d.preposition in _OLD_DAY], anchor, side)
    closing = [d for d in dates if d.preposition in _NEW_DAY - {"for", "by", "into"}]
    ends = _resolved(closing, anchor, side)
    if begins is None or ends is None or begins.first is None or ends.last is None:
        return None
    if ends.last < begins.first:
        # From Thursday to Tuesday: its end is sought from its begin on.
        ends = end_of(closing[0].mention, begins)
    if ends is None or ends.last is None or ends.last < begins.first:
        return None
    return EventTime(
        first=begins.first,
        last=ends.last,
        precision=Precision.RANGE,
        text=f"from {begins.text} to {ends.text}",
        rule="date.range",
    )


def _joined(dates: Sequence[Placed], anchor: date, side: Side) -> EventTime | None:
    """Between two years, May 28 - June 3: an interval."""
    for begin, end in itertools.pairwise(dates):
        if not end.mention.ends_span:
            continue
        first = resolve(replace(begin.mention, bound=Bound.AT), anchor=anchor, side=side, told=begin.told)
        last = end_of(end.mention, first) if first is not None else None
        if first is None or last is None or first.first is None or last.last is None or last.last < first.first:
            return None
        text = f"{begin.mention.text} to {end.mention.text}"
        return EventTime(first=first.first, last=last.last, precision=Precision.RANGE, text=text, rule="date.range")
    return None


def _with_hour(day: EventTime | None, hours: Sequence[Placed], anchor: date) -> EventTime | None:
    """A day with the hour that the same predicate takes, or the day of its sentence that the hour stands beside."""
    for hour in hours:
        if day is None:
            day = hour.told.day
        if day is None or day.precision is not Precision.DAY:
            continue
        clock = resolve(hour.mention, anchor=anchor, side=Side.EITHER, told=Told(day=day))
        if clock is not None:
            text = f"{day.text}, {hour.mention.text}"
            return replace(day, precision=clock.precision, clock=clock.clock, zone=clock.zone, text=text)
    return day if day is None or not hours or day is not hours[0].told.day else None


def _resolved(dates: Sequence[Placed], anchor: date, side: Side) -> EventTime | None:
    """The finest date among those of one predicate."""
    times = [
        t
        for d in dates
        if (t := resolve(d.mention, anchor=anchor, side=Side.EITHER if d.before_noun else side, told=d.told))
        is not None
    ]
    # Of two as fine, a day of the calendar tells more than the weekday beside it.
    finest = min(times, key=lambda time: (_width(time), time.rule == "date.weekday"), default=None)
    # "Until at least Friday (May 10)": the day is named twice, and is a floor.
    floor = next(
        (t for t in times if t.bound is Bound.NOT_BEFORE and finest is not None and t.first == finest.first), None
    )
    return floor or finest


def _width(time: EventTime) -> int:
    if time.first is None or time.last is None:
        return 400 if time.precision.value != "day" else 1
    return (time.last - time.first).days


def as_said_then(reading: Reading, said_on: date, anchor: date) -> Reading:
    """A plan that was said weeks ago is an old plan, unless its day is still to come."""
    if said_on == anchor or reading.status is not Status.PLANNED:
        return reading
    return replace(reading, past_plan=True)
