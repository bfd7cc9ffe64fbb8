"""The dates of a sentence by themselves: each with its value by the tense above it, and what was told last."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from tracker.claims.dates.calendars import Side, Told
from tracker.claims.dates.grammar import DateMention, find_dates
from tracker.claims.dates.resolve import resolve
from tracker.claims.kept import kept
from tracker.claims.reading import Reading
from tracker.claims.status.tense import verb_group
from tracker.claims.status.verbs import read_verb
from tracker.claims.tables import Lexicon
from tracker.model import Bound, EventTime, Precision, Status

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

#: Rules whose times are not spoken of further: "the next day" never counts from a decade or a look back.
_NOT_TOLD = frozenset({"date.mark", "date.clock", "date.decade", "date.century", "date.within", "date.past_span"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A date expression of a sentence with its value by the tense of the verb above it; None where it has none."""

    mention: DateMention
    time: EventTime | None
    #: What was last spoken of where it stands; of an hour, the day of its sentence.
    told: Told


def read_dates(sentence: "Span", lexicon: Lexicon, *, anchor: date, told: Told) -> tuple[Dated, ...]:
    """The dates of a sentence, each by its own; `told` is what the text before it spoke of last."""
    mentions = find_dates(sentence.text)
    found: dict[int, Dated] = {}
    begin: EventTime | None = None
    for mention in sorted(mentions, key=lambda each: each.is_clock):
        before = Told(day=_day_beside(mention, found.values())) if mention.is_clock else told
        if mention.ends_span and begin is not None:
            time = end_of(mention, begin)
        else:
            side = _side_at(sentence, mention, lexicon)
            if side in (Side.EITHER, Side.NEAR) and _goes_on(begin, mention, anchor):
                side = Side.FUTURE
            time = resolve(replace(mention, bound=Bound.AT), anchor=anchor, side=side, told=before)
        begin = time
        found[mention.start] = Dated(mention=mention, time=time, told=before)
        if time is not None and mention.rule not in _NOT_TOLD and not mention.is_past:
            told = told.then(time)
    return tuple(found[mention.start] for mention in mentions)


def _goes_on(before: EventTime | None, mention: DateMention, anchor: date) -> bool:
    """Whether a month without a year stands in a list of months to come: December, January and April."""
    month = mention.rule == "date.month" and not mention.part("year")
    return month and before is not None and before.rule == mention.rule and (before.first or anchor) > anchor


def end_of(mention: DateMention, begin: EventTime) -> EventTime | None:
    """The end of a span that is known to begin then: Monday to Wednesday, December 20 - January 4."""
    if begin.first is None:
        return None
    return resolve(replace(mention, bound=Bound.AT), anchor=begin.first, side=Side.FUTURE, told=Told(day=begin))


def last_told(dates: Sequence[Dated], told: Told) -> Told:
    """What is spoken of last after a sentence with these dates."""
    for dated in dates:
        if dated.time is not None and dated.mention.rule not in _NOT_TOLD and not dated.mention.is_past:
            told = told.then(dated.time)
    return told


def _day_beside(hour: DateMention, dates: Iterable[Dated]) -> EventTime | None:
    """The day of a sentence that stands nearest to an hour in it."""
    days = [d for d in dates if d.time is not None and d.time.precision is Precision.DAY and not d.mention.is_past]
    near = min(days, key=lambda d: min(abs(d.mention.start - hour.end), abs(hour.start - d.mention.end)), default=None)
    return near.time if near is not None else None


def _side_at(sentence: "Span", mention: DateMention, lexicon: Lexicon) -> Side:
    start = sentence.start_char + mention.start
    token = next((t for t in sentence if t.idx + len(t) > start), None)
    return _side_above(token, lexicon) if token is not None else Side.EITHER


@kept
def _side_above(token: "Token", lexicon: Lexicon) -> Side:
    """The side of the nearest verb above a word."""
    while True:
        if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("aux", "auxpass"):
            return side_of(read_verb(token, lexicon), token)
        if token.head == token:
            return Side.EITHER
        token = token.head


def side_of(reading: Reading, verb: "Token | None") -> Side:  # noqa: PLR0911 - one return a rule
    """On which side of publication a date of this reading lies."""
    if reading.background or reading.past_plan:
        return Side.EITHER
    if reading.rule == "status.headline":
        return Side.FUTURE
    if reading.rule == "status.present":
        return Side.NEAR
    match reading.status:
        case Status.PLANNED | Status.POSSIBLE | Status.CONDITIONAL | Status.POSTPONED:
            return Side.FUTURE
        case Status.HAPPENED:
            return Side.PAST
        case Status.ONGOING:
            # "Is meeting on Friday" looks ahead; "is investigating" since a day is marked by its "since".
            group = verb_group(verb) if verb is not None else None
            return Side.NEAR if group is not None and group.progressive and group.finite != "VBD" else Side.PAST
        case Status.NEGATED:
            coming = verb is not None and verb_group(verb).modal == "will"
            return Side.FUTURE if coming or reading.rule == "status.not_yet" else Side.PAST
        case Status.STATE:
            return Side.PAST if verb is not None and verb_group(verb).finite == "VBD" else Side.EITHER
        case Status.UNKNOWN | Status.SUSPENDED | Status.CANCELLED | Status.DENIED | Status.COUNTERFACTUAL:
            return Side.EITHER
