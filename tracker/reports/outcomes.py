"""Plans against outcomes, facts that hold and conflicts, as lines."""

from tracker.model import (
    ChangeKind,
    ClassKind,
    Event,
    EventState,
    EventTime,
    Expectation,
    LedgerRow,
    Outcome,
    State,
    Status,
    Stored,
    Voice,
    moved_text,
    state_word,
    time_text,
)
from tracker.reports.explaining import explain_state
from tracker.reports.figures import quantity_text
from tracker.reports.labels import Label, label_of
from tracker.reports.lines import ConflictLine, DayMark, FactLine, PlanLine, Side, Tone, VoiceLine
from tracker.reports.passages import said_by
from tracker.reports.view import StoryView

NEGATIVE = frozenset({Status.NEGATED, Status.DENIED})
ANNOUNCING = frozenset({Status.PLANNED, Status.POSTPONED, Status.CONDITIONAL})
STOPPED = frozenset({Outcome.CANCELLED, Outcome.DENIED, Outcome.FAILED})
#: Below every rank of a label.
LAST = 99
SILENT = frozenset({Outcome.OVERDUE, Outcome.CANNOT_TELL})


def plan_lines(view: StoryView) -> tuple[PlanLine, ...]:
    """Events of the story that somebody announced or that are watched, the worst first, then by day."""
    ranked: list[tuple[int, str, int, PlanLine]] = []
    for stored in view.events.values():
        event = stored.value
        if event.kind is ClassKind.FACT or not event.of_story:
            continue
        known = view.state(event)
        announced = (known.expectation or known.first_expectation) is not None
        if not event.watched and not (announced and event.is_listed):
            continue
        first = known.time.first.isoformat() if known.time is not None and known.time.first is not None else "9999"
        label = label_of(known)
        # Nobody awaits an unwatched plan: that its day passed in silence is the least of all.
        rank = label.rank if event.watched or label.tone is not Tone.SILENT else LAST
        ranked.append((rank, first, stored.id, plan_line(view, stored)))
    return tuple(line for *_, line in sorted(ranked, key=lambda entry: entry[:3]))


def plan_line(view: StoryView, stored: Stored[Event]) -> PlanLine:
    """One event as a line."""
    event, known = stored.value, view.state(stored.value)
    label = label_of(known)
    plan, first = known.expectation, known.first_expectation
    happened = time_text(known.time) if known.state is State.HAPPENED and known.time is not None else ""
    decided = known.decided_by
    return PlanLine(
        id=f"E{stored.id}",
        title=event.title,
        tone=label.tone,
        outcome=label.word,
        first_announced=_first_announced(view, event, known),
        announced=time_text(plan.time) if plan is not None else "",
        happened=happened,
        when=_when(view, known),
        due_from=plan.window.begins if plan is not None else None,
        due_until=plan.window.ends if plan is not None else None,
        overdue_from=plan.window.overdue_from if plan is not None else None,
        marks=_day_marks(known),
        why=explain_state(known),
        said_by=said_by(decided.claim, decided.outlet) if decided is not None else "",
        voices=_support(known),
        copies=sum(voice.copies for voice in known.voices),
        watched=event.watched,
        of_story=event.of_story,
        decided_by=view.passage(decided) if decided is not None else None,
        announced_by=view.passage(first.row) if first is not None else None,
    )


def _first_announced(view: StoryView, event: Event, known: EventState) -> str:
    if known.first_expectation is not None:
        return time_text(known.first_expectation.time)
    said = (row.claim.status for row in view.rows.get(event.key, ()))
    return "no day named" if any(status in ANNOUNCING for status in said) else ""


def _support(known: EventState) -> int:
    dissenting = {voice.row.claim.key for voice in known.dissent}
    return sum(1 for voice in known.voices if voice.row.claim.key not in dissenting)


def _when(view: StoryView, known: EventState) -> str:
    plan, first = known.expectation, known.first_expectation
    if known.state is State.HAPPENED:
        return time_text(known.time) if known.time is not None else "day not named"
    if plan is None:
        announced = first.time if first is not None else known.time
        return f"{'was due ' if first is not None else ''}{time_text(announced)}"
    day = time_text(plan.time)
    if known.outcome in STOPPED:
        return f"was due {day}"
    if known.outcome in SILENT:
        return f"due {day}, {readers_since(view, plan)} read since"
    moved = first is not None and time_text(first.time) != day
    return moved_text(time_text(first.time), day) if first is not None and moved else f"due {day}"


def readers_since(view: StoryView, plan: Expectation) -> int:
    """Sources read in full after the plan's due window."""
    since = plan.window.overdue_from or plan.window.ends
    return sum(1 for each in view.book.readings if not each.excluded and each.read_at and each.read_at >= since)


def _day_marks(known: EventState) -> tuple[DayMark, ...]:
    marks: list[DayMark] = []
    for plan in (known.first_expectation, known.expectation):
        mark = _mark("announced" if not marks else "moved", plan.time) if plan is not None else None
        if mark is not None and all(each.text != mark.text for each in marks):
            marks.append(mark)
    if known.state is State.HAPPENED and known.time is not None:
        happened = _mark("happened", known.time)
        return (*marks, happened) if happened is not None else tuple(marks)
    ending = "stopped" if known.outcome in STOPPED else "silent" if known.outcome in SILENT else ""
    if ending and marks:
        marks.append(DayMark(kind=ending, first=marks[-1].first, last=marks[-1].last, text=marks[-1].text))
    return tuple(marks)


def _mark(kind: str, when: EventTime) -> DayMark | None:
    first, last = when.first or when.last, when.last or when.first
    if first is None or last is None:
        return None
    return DayMark(kind=kind, first=first, last=last, text=time_text(when))


# --- facts -----------------------------------------------------------------------------------------------------------
def fact_lines(view: StoryView) -> tuple[FactLine, ...]:
    """Facts and figures of the story, disputed ones first."""
    facts = [
        fact_line(view, stored)
        for stored in view.events.values()
        if stored.value.kind is ClassKind.FACT and stored.value.of_story and view.state(stored.value).decided_by
    ]
    return tuple(sorted(facts, key=lambda line: (line.tone is not Tone.DISPUTED, line.tone is not Tone.HOLDS)))


def fact_line(view: StoryView, stored: Stored[Event]) -> FactLine:
    """One fact as a line."""
    known = view.state(stored.value)
    decided = known.decided_by
    return FactLine(
        id=f"E{stored.id}",
        title=stored.value.title,
        tone=label_of(known).tone,
        holds=_fact_text(known, label_of(known)),
        why=explain_state(known),
        said_by=said_by(decided.claim, decided.outlet) if decided is not None else "",
        voices=_support(known),
        copies=sum(voice.copies for voice in known.voices),
        of_story=stored.value.of_story,
        decided_by=view.passage(decided) if decided is not None else None,
    )


def _fact_text(known: EventState, label: Label) -> str:
    if known.state is not State.HOLDS:
        return f"{quantity_text(known.quantity)}, {label.word}" if known.quantity is not None else label.word
    if known.decided_by is not None and known.decided_by.claim.status in NEGATIVE:
        return "does not hold"
    return quantity_text(known.quantity) if known.quantity is not None else "holds"


# --- voices and conflicts --------------------------------------------------------------------------------------------
def voice_lines(known: EventState) -> tuple[VoiceLine, ...]:
    """Each independent voice and what it says now."""
    dissenting = {voice.row.claim.key for voice in known.dissent}
    return tuple(
        VoiceLine(
            said_by=voice.name,
            says=says(voice.row),
            copies=voice.copies,
            dissents=voice.row.claim.key in dissenting,
            published_at=voice.row.published_at,
        )
        for voice in known.voices
    )


def says(row: LedgerRow) -> str:
    """What one mention says: "planned, Fri 17 Jan 2025", "47 articles", "denied"."""
    claim = row.claim
    if claim.status is Status.STATE:
        return quantity_text(claim.quantities[0]) if claim.quantities else "holds"
    words = claim.status.value
    return f"{words}, {time_text(claim.time)}" if claim.time is not None else words


def conflict_lines(view: StoryView) -> tuple[ConflictLine, ...]:
    """Events on which voices contradict each other now, and delays that were given different reasons."""
    found = [
        ConflictLine(id=f"E{stored.id}", title=stored.value.title, sides=_sides(view, stored.value))
        for stored in view.events.values()
        if stored.value.of_story and stored.value.is_listed and view.state(stored.value).dissent
    ]
    reasons = (change for change in view.changes if change.value.kind is ChangeKind.CONFLICT)
    for stored_change in reasons:
        line = view.change_line(stored_change)
        if stored_change.value.rule != "change.reasons" or not line.evidence or not line.evidence_before:
            continue
        before, after = stored_change.value.before, stored_change.value.after
        sides = tuple(
            Side(said_by=passage.said_by, says=facet.text if facet is not None else "", copies=0, passage=passage)
            for facet, passage in ((before, line.evidence_before[0]), (after, line.evidence[0]))
        )
        found.append(ConflictLine(id=line.event, title=line.subject, sides=sides))
    return tuple(found)


def _sides(view: StoryView, event: Event) -> tuple[Side, ...]:
    known, is_fact = view.state(event), event.kind is ClassKind.FACT
    dissenting = {voice.row.claim.key for voice in known.dissent}
    agreeing = [voice for voice in known.voices if voice.row.claim.key not in dissenting]
    decided = known.decided_by.claim.key if known.decided_by is not None else ""
    # The voice that decided, else one that says the same, else any that doesn't dissent.
    ranked = sorted(agreeing, key=lambda v: (v.row.claim.key != decided, v.state is not known.state))
    return tuple(_side(view, voice, is_fact=is_fact) for voice in [*ranked[:1], *known.dissent])


def _side(view: StoryView, voice: Voice, *, is_fact: bool) -> Side:
    words = "does not hold" if is_fact and voice.row.claim.status in NEGATIVE else says(voice.row)
    return Side(
        said_by=voice.name,
        says=words or state_word(voice.state),
        copies=voice.copies,
        passage=view.passage(voice.row),
    )
