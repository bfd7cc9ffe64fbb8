"""Which date belongs to which predicate: only the nearest event above a date in the parse takes it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from tracker.claims.date_grammar import DateMention, find_dates
from tracker.claims.dates import Side, resolve
from tracker.claims.parse import child, children
from tracker.claims.reading import Reading
from tracker.claims.tense import verb_group
from tracker.model import Bound, EventTime, Precision, Status

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_OLD_DAY = frozenset({"from"})
_NEW_DAY = frozenset({"to", "until", "till", "for", "into", "by"})


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


def place_dates(
    sentence: "Span", owners: Mapping[int, Sequence[int]], given_up: Mapping[int, int]
) -> dict[int, list[Placed]]:
    """Dates of a sentence by predicate number.

    `owners`: token index -> numbers of the predicates that it heads or hands its dates to.
    `given_up`: token index of an "(originally) scheduled" beside a noun -> number of that noun's predicate.
    """
    placed: dict[int, list[Placed]] = {}
    for mention in find_dates(sentence.text):
        top = _top(sentence, mention)
        if top is None:
            continue
        for number in _told_when(sentence, mention, owners):
            told = replace(mention, bound=Bound.AT)
            placed.setdefault(number, []).append(Placed(mention=told, preposition="", given_up=False))
        preposition = ""
        instead = _INSTEAD.search(sentence.text, 0, mention.start) is not None
        token = top
        while True:
            if token.dep_ == "prep" and not preposition:
                preposition = token.lower_
            if token.i in given_up:
                placed.setdefault(given_up[token.i], []).append(
                    Placed(mention=mention, preposition=preposition, given_up=True)
                )
                break
            if token.i in owners:
                token = _main_of(token, owners)
                for number in owners[token.i]:
                    placed.setdefault(number, []).append(
                        Placed(mention=mention, preposition=preposition, given_up=instead)
                    )
                break
            if token.dep_ == "ROOT" or token.pos_ == "VERB":
                break
            token = token.head
    return placed


def _told_when(sentence: "Span", mention: DateMention, owners: Mapping[int, Sequence[int]]) -> Sequence[int]:
    """The predicates that a date tells of by "when": in 2001, when it was signed."""
    begin, end = sentence.start_char + mention.start, sentence.start_char + mention.end
    words = [t for t in sentence if begin <= t.idx < end]
    clauses = [c for t in words for c in children(t, "relcl") if any(w.lower_ == "when" for w in c.lefts)]
    return [number for clause in clauses for number in owners.get(clause.i, ())]


def _main_of(verb: "Token", owners: Mapping[int, Sequence[int]]) -> "Token":
    """The past main verb of a present relative clause at its end: signed the law that ratifies the treaty on Monday."""
    if verb.dep_ != "relcl" or verb.tag_ not in ("VBZ", "VBP") or child(verb, "aux", "auxpass") is not None:
        return verb
    main = verb.head
    while main.pos_ not in ("VERB", "AUX") and main.dep_ != "ROOT":
        main = main.head
    return main if main.tag_ == "VBD" and main.i in owners else verb


def _top(sentence: "Span", mention: DateMention) -> "Token | None":
    """The word of the expression that hangs on a word outside it."""
    begin, end = sentence.start_char + mention.start, sentence.start_char + mention.end
    inside = [t for t in sentence if t.idx < end and t.idx + len(t) > begin]
    return next((t for t in inside if t.head not in inside or t.dep_ == "ROOT"), None)


def side_of(reading: Reading, verb: "Token | None") -> Side:  # noqa: PLR0911 - one return a rule
    """On which side of publication a date of this reading lies."""
    if reading.background or reading.past_plan:
        return Side.EITHER
    if reading.rule in ("status.present", "status.headline"):
        return Side.FUTURE
    match reading.status:
        case Status.PLANNED | Status.POSSIBLE | Status.CONDITIONAL | Status.POSTPONED:
            return Side.FUTURE
        case Status.HAPPENED | Status.ONGOING:
            return Side.PAST
        case Status.NEGATED:
            coming = verb is not None and verb_group(verb).modal == "will"
            return Side.FUTURE if coming or reading.rule == "status.not_yet" else Side.PAST
        case Status.STATE:
            return Side.PAST if verb is not None and verb_group(verb).finite == "VBD" else Side.EITHER
        case Status.UNKNOWN | Status.SUSPENDED | Status.CANCELLED | Status.DENIED | Status.COUNTERFACTUAL:
            return Side.EITHER


def times_of(
    dates: Sequence[Placed], reading: Reading, verb: "Token | None", anchor: date
) -> tuple[EventTime | None, EventTime | None]:
    """Time and given-up time of a predicate from the dates that it took."""
    side = side_of(reading, verb)
    if reading.status is Status.POSTPONED:
        new = [d for d in dates if not d.given_up and d.preposition in _NEW_DAY]
        old = [d for d in dates if d.given_up or d.preposition in _OLD_DAY]
        if reading.rule == "status.old_plan":
            new = []
        before = _resolved(old, anchor, Side.EITHER)
        return _resolved(new, anchor, Side.FUTURE if not reading.background else Side.EITHER), before
    if (span := _from_to(dates, anchor, side)) is not None:
        return span, None
    live = [d for d in dates if not d.given_up] or (list(dates) if reading.rule == "nominal.scheduled" else [])
    given_up = [d for d in dates if d.given_up] if live and live != list(dates) else []
    if reading.rule == "status.not_until":
        # "Will not be launched before May 6" is a floor, where "before May 6" alone is a ceiling.
        floors = [
            replace(d.mention, bound=Bound.NOT_BEFORE if d.preposition == "before" else d.mention.bound) for d in live
        ]
        return _finest(floors, anchor, side), None
    return _resolved(live, anchor, side), _resolved(given_up, anchor, Side.EITHER)


def put_off_on(dates: Sequence[Placed], anchor: date) -> EventTime | None:
    """When a postponement was decided ("was put off in the autumn"), as against the day to which or from which."""
    own = [d for d in dates if not d.given_up and d.preposition not in _NEW_DAY | _OLD_DAY]
    return _resolved(own, anchor, Side.PAST)


def _from_to(dates: Sequence[Placed], anchor: date, side: Side) -> EventTime | None:
    """From one day to another, of something that is not moved: an interval."""
    begins = _resolved([d for d in dates if d.preposition in _OLD_DAY], anchor, side)
    ends = _resolved([d for d in dates if d.preposition in _NEW_DAY - {"for", "by", "into"}], anchor, side)
    if begins is None or ends is None or begins.first is None or ends.last is None or ends.last < begins.first:
        return None
    return EventTime(
        first=begins.first,
        last=ends.last,
        precision=Precision.RANGE,
        text=f"from {begins.text} to {ends.text}",
        rule="date.range",
    )


def _resolved(dates: Sequence[Placed], anchor: date, side: Side) -> EventTime | None:
    return _finest([d.mention for d in dates], anchor, side)


def _finest(dates: Sequence[DateMention], anchor: date, side: Side) -> EventTime | None:
    """The finest date among those of one predicate."""
    times = [t for mention in dates if (t := resolve(mention, anchor=anchor, side=side)) is not None]
    return min(times, key=_width, default=None)


def _width(time: EventTime) -> int:
    if time.first is None or time.last is None:
        return 400 if time.precision.value != "day" else 1
    return (time.last - time.first).days
