"""What only the article as a whole can settle: dates shared by an occasion, old plans, old postponements."""

from dataclasses import replace
from datetime import date, timedelta

from tracker.claims.draft import Draft
from tracker.claims.tables import Lexicon
from tracker.model import Bound, EventTime, Participant, ParticipantKind, Status, Strength

#: Classes that happen on the same occasion as what is done during or right after them.
_OCCASIONS = frozenset({"visit", "talk", "meet"})
#: A postponement that was decided this long ago is no news.
_OLD_NEWS = timedelta(days=14)
#: A day so far ahead, where the same day of the year before was so recent, is the latter.
_FAR, _RECENT = timedelta(days=240), timedelta(days=120)
#: Classes whose bare nouns ("the signing") are about the article's document.
_ABOUT_DOCUMENTS = frozenset({"sign", "ratify", "draft", "negotiate"})


def settle(drafts: list[Draft], *, anchor: date, lexicon: Lexicon) -> list[Draft]:
    """The drafts of one article, with dates, backgrounds and statuses settled among them."""
    for draft in drafts:
        _by_day(draft, anchor)
    for draft in drafts:
        _by_occasion(draft, drafts)
        _on_that_day(draft)
    for draft in drafts:
        _old_plan(draft, anchor)
        _old_postponement(draft, drafts, anchor)
        _overtaken(draft, drafts)
    return drafts


def _by_day(draft: Draft, anchor: date) -> None:
    """A present form with a coming day is a plan; a floor is no date; a past form for a coming day is unclear."""
    _by_nearer_year(draft, anchor)
    time, reading = draft.time, draft.reading
    if time is None:
        return
    coming = time.first is not None and time.first > anchor
    present = reading.rule == "status.present" or (
        reading.rule == "status.headline" and time.rule not in ("date.within", "date.ago")
    )
    # "Is cutting jobs by 2027": what goes on has an end that is to come.
    aimed = time.first is None and time.last is not None and time.last > anchor and time.bound is not Bound.AT
    if (present and time.first is not None and time.first >= anchor) or (
        reading.status is Status.ONGOING and (coming or aimed)
    ):
        draft.reading = replace(reading, status=Status.PLANNED, rule="status.planned_progressive")
    elif reading.status is Status.HAPPENED and coming and time.bound is Bound.AT:
        draft.reading = replace(reading, status=Status.UNKNOWN, rule="article.future_past")
    elif reading.status is Status.PLANNED and time.bound is Bound.NOT_BEFORE:
        rule = "status.no_earlier" if reading.rule != "status.not_until" else reading.rule
        draft.reading = replace(reading, strength=Strength.NO_EARLIER_THAN, rule=rule)


def _by_nearer_year(draft: Draft, anchor: date) -> None:
    """A day without a year that only a soft plan puts most of a year ahead was weeks ago: approved a proposal to sell
    the port on September 18. Who hopes for a day so far off names the year.
    """
    time, reading = draft.time, draft.reading
    if time is None or time.first is None or time.last is None or not time.rule.startswith("date.month_day"):
        return
    if reading.status is not Status.PLANNED or reading.strength is not Strength.SOFT or time.first < anchor + _FAR:
        return
    first, last = (day - timedelta(days=365) for day in (time.first, time.last))
    shift = timedelta(days=(first.day != time.first.day))  # a leap day between them
    if anchor - first <= _RECENT:
        draft.time = replace(time, first=first - shift, last=last - shift)


def _by_occasion(draft: Draft, drafts: list[Draft]) -> None:
    """Signed during the visit, after talks: the day of that visit, where the article gives it."""
    if draft.time is not None or draft.reading.status not in (Status.PLANNED, Status.HAPPENED):
        return
    for occasion in draft.occasions:
        if occasion.event_class not in _OCCASIONS:
            continue
        time = occasion.time or _day_of(occasion, draft, drafts)
        if time is not None:
            draft.time = replace(time, rule="date.visit")
            occasion.time = occasion.time or draft.time
            return


def _on_that_day(draft: Draft) -> None:
    """Will visit Moscow on Friday, and the treaty will be signed there: the same day."""
    before = draft.same_day_as
    if before is None or draft.time is not None or before.time is None:
        return
    if before.reading.status is draft.reading.status and draft.reading.status in (Status.PLANNED, Status.HAPPENED):
        draft.time = replace(before.time, rule="date.visit")
        draft.roles.place = draft.roles.place or before.roles.place


def _day_of(occasion: Draft, of: Draft, drafts: list[Draft]) -> EventTime | None:
    """The day of the visit or talks that an occasion is, or is part of."""
    people = _people(occasion)
    for other in drafts:
        if other.event_class not in _OCCASIONS or other.time is None or other.reading.background:
            continue
        if other.reading.status is not of.reading.status or not people & _people(other):
            continue
        place, other_place = occasion.roles.place, other.roles.place
        if place is None or other_place is None or place.key == other_place.key:
            return other.time
    return None


def _people(draft: Draft) -> set[str]:
    """Keys of who takes part; a document or a thing is no company."""
    parties: list[Participant | None] = [draft.roles.subject, draft.roles.object, *draft.roles.others]
    things = (ParticipantKind.DOCUMENT, ParticipantKind.OTHER)
    return {p.key for p in parties if p is not None and p.kind not in things}


def _old_plan(draft: Draft, anchor: date) -> None:
    """A plan whose day has passed is background; so is one told in the past tense without a day."""
    reading = draft.reading
    if reading.status is not Status.PLANNED or reading.background:
        return
    last = draft.time.last if draft.time is not None else None
    undated = draft.time is None and reading.past_plan
    if undated or (last is not None and last < anchor):
        draft.reading = replace(reading, background=True, rule="article.past_date")


def _old_postponement(draft: Draft, drafts: list[Draft], anchor: date) -> None:
    """A postponement in the past tense without a new day is history where the text gives a live day, or says that it
    was decided weeks ago.
    """
    if draft.reading.status is not Status.POSTPONED:
        return
    if draft.time is not None and draft.time.last is not None and draft.time.last < anchor:
        # Put off to a day that has passed since: how an older plan came about.
        draft.reading = replace(draft.reading, background=True, rule="article.old_postponement")
        return
    if draft.time is not None or draft.perfect:
        return
    decided = draft.put_off_on.last if draft.put_off_on is not None else None
    long_ago = decided is not None and anchor - decided > _OLD_NEWS
    live = any(
        other.event_class == draft.event_class
        and other.reading.status is Status.PLANNED
        and not other.reading.background
        and other.trigger < draft.trigger
        and other.time is not None
        and (other.time.last is None or other.time.last >= anchor)
        for other in drafts
    )
    done = any(other.event_class == draft.event_class and other.reading.status is Status.HAPPENED for other in drafts)
    if live or done or long_ago:
        draft.reading = replace(draft.reading, background=True, rule="article.old_postponement")


def _overtaken(draft: Draft, drafts: list[Draft]) -> None:
    """What was said weeks ago of a plan is history where the text told of a later day before it: it could now come in
    May; in March they had been told that it would be in April.
    """
    reading, time = draft.reading, draft.time
    if reading.status is not Status.PLANNED or reading.background or not reading.past_plan or time is None:
        return
    last = time.last
    newer = any(
        other.event_class == draft.event_class
        and other.trigger < draft.trigger
        and other.reading.status in (Status.PLANNED, Status.POSTPONED)
        and not (other.reading.background or other.reading.past_plan)
        and other.time is not None
        and other.time.first is not None
        and last is not None
        and other.time.first > last
        for other in drafts
    )
    if newer:
        draft.reading = replace(reading, background=True, rule="article.past_date")
