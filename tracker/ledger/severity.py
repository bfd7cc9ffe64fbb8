"""How loudly a change is told: the table of change kinds (design, change kinds and severity)."""

from tracker.model import Event, Expectation, Severity, State, Strength

#: Outcomes of a plan that are told loudest.
DECISIVE = frozenset(
    {State.HAPPENED, State.POSTPONED, State.CANCELLED, State.DENIED, State.FAILED, State.PARTLY, State.SUSPENDED}
)


#: Rules of changes that an article makes in its own words: told whatever kind of event they are of.
_OF_ITS_ARTICLE = frozenset({"change.correction"})


def of_status(after: State, *, announced: bool, watched: bool) -> Severity:
    """A plan that came to an outcome, or another move of state; an unwatched event's other moves are only kept."""
    if after in DECISIVE and announced:
        return Severity.ALERT if watched and after is not State.SUSPENDED else Severity.NOTICE
    return Severity.NOTICE if watched else Severity.INFO


def of_moved_date(plan: Expectation | None) -> Severity:
    """A firm plan that moved, or a soft one."""
    return Severity.ALERT if plan is None or plan.strength is Strength.FIRM else Severity.NOTICE


def of_overdue(plan: Expectation, *, can_tell: bool) -> Severity:
    """A firm plan without a report; a soft one, or one of which too little was read."""
    return Severity.ALERT if can_tell and plan.strength is Strength.FIRM else Severity.NOTICE


def quieted(severity: Severity, rule: str, event: Event | None, *, baseline: bool) -> tuple[Severity, str]:
    """The severity and rule in the end: first readings, other events and muted ones tell nothing."""
    if severity is Severity.INFO:
        return severity, rule
    if baseline:
        return Severity.INFO, "change.first"
    if event is not None and not event.of_story:
        return Severity.INFO, "change.other_event"
    if event is not None and not event.is_listed and rule not in _OF_ITS_ARTICLE:
        return Severity.INFO, "change.unlisted"
    if event is not None and event.muted:
        return Severity.INFO, "change.muted"
    return severity, rule
