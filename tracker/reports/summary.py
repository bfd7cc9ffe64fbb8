"""What a report says in a few sentences, and its evidence by event."""

from collections import Counter

from tracker.model import Severity, SourceKind
from tracker.reports.lines import ConflictLine, EventEvidence, FactLine, PlanLine, Tone
from tracker.reports.view import StoryView


def seed_text(view: StoryView) -> str:
    """Where the story came from: the seed's title, outlet and day; "" where nothing was pasted."""
    pasted = {source.id for source in view.sources if source.kind is SourceKind.PASTED}
    seeds = [article for article in view.store.articles(view.story.id) if article.source_id in pasted]
    if not seeds:
        return ""
    day = seeds[0].published_at
    return f"{seeds[0].title} ({seeds[0].outlet}, {day.day} {day:%b %Y})"


def summary_text(plans: tuple[PlanLine, ...], facts: tuple[FactLine, ...], conflicts: tuple[ConflictLine, ...]) -> str:
    """One or two sentences: what became of what was announced, and what holds."""
    outcomes = Counter(plan.outcome for plan in plans)
    parts = [f"{count} {word}" for word, count in outcomes.most_common()]
    sentences = [
        f"Of {_many(len(plans), 'event')} followed, {_listed(parts)}." if plans else "No event is followed yet."
    ]
    held = sum(1 for fact in facts if fact.tone is Tone.HOLDS)
    if facts:
        verb = "stands" if held == 1 else "stand"
        unsettled = f"; {len(facts) - held} disputed or unsettled" if held < len(facts) else ""
        sentences.append(f"{_many(held, 'fact')} or figure{'s' if held != 1 else ''} {verb} as told{unsettled}.")
    if conflicts:
        sentences.append(f"Voices contradict each other on {_many(len(conflicts), 'point')}.")
    return " ".join(sentences)


def _listed(parts: list[str]) -> str:
    return f"{', '.join(parts[:-1])} and {parts[-1]}" if len(parts) > 1 else parts[0]


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def untold(view: StoryView) -> tuple[tuple[str, int], ...]:
    """Changes that were kept without telling anybody, counted by label, the most first."""
    kept = Counter(each.value.label.lower() for each in view.changes if each.value.severity is Severity.INFO)
    return tuple(kept.most_common())


def event_evidence(
    view: StoryView, plans: tuple[PlanLine, ...], facts: tuple[FactLine, ...]
) -> tuple[EventEvidence, ...]:
    """Every mention of each event in the report, oldest first."""
    keys = {f"E{stored.id}": key for key, stored in view.events.items()}
    shown = [(plan.id, plan.title, plan.outcome, plan.tone) for plan in plans]
    shown += [(fact.id, fact.title, fact.holds, fact.tone) for fact in facts]
    return tuple(
        EventEvidence(
            id=event_id,
            title=title,
            outcome=outcome,
            tone=tone,
            passages=tuple(view.passage(row) for row in view.rows.get(keys[event_id], ())),
            deciding=_deciding(view, keys[event_id]),
        )
        for event_id, title, outcome, tone in shown
    )


def _deciding(view: StoryView, event_key: str) -> tuple[str, ...]:
    known = view.state(view.events[event_key].value)
    plans = [known.first_expectation, known.expectation]
    rows = [plan.row for plan in plans if plan is not None]
    rows += [known.decided_by] if known.decided_by is not None else []
    rows += [voice.row for voice in known.dissent]
    ids = (view.claims[row.claim.key].id for row in rows if row.claim.key in view.claims)
    return tuple(f"C{number}" for number in dict.fromkeys(ids))
