"""The board: each story's plans with due window and outcome, the worst first."""

from datetime import datetime

from tracker.model import inert
from tracker.reports.following import story_head
from tracker.reports.labels import MARKS
from tracker.reports.lines import BoardLine, PlanLine, Tone
from tracker.reports.outcomes import conflict_lines, fact_lines, plan_lines
from tracker.reports.view import StoryView
from tracker.reports.workings import BoardStory

#: Facts named on the board.
MOST_FACTS = 6


def board_story(view: StoryView, now: datetime) -> BoardStory:
    """One story: open and surprising plans, conflicts, then what happened as announced."""
    # Nobody awaits an unwatched plan: that its day passed in silence is no news.
    plans = [plan for plan in plan_lines(view) if plan.watched or plan.tone is not Tone.SILENT]
    facts = fact_lines(view)
    conflicts = [
        BoardLine(
            id=conflict.id,
            mark=MARKS[Tone.DISPUTED],
            title=conflict.title,
            when=" / ".join(side.says for side in conflict.sides),
            label="conflict",
            tone=Tone.DISPUTED,
        )
        for conflict in conflict_lines(view)
    ]
    loud = (Tone.STOPPED, Tone.MOVED, Tone.SILENT)
    lines = [_plan(plan, now.year) for plan in plans]
    settled = [fact for fact in facts if fact.tone is Tone.HOLDS]
    return BoardStory(
        story=story_head(view),
        lines=(
            *(line for line in lines if line.tone in loud),
            *conflicts,
            *(line for line in lines if line.tone not in loud),
        ),
        facts=tuple(inert(f"{fact.title}: {fact.holds} ({fact.id})") for fact in settled[:MOST_FACTS]),
    )


def _plan(plan: PlanLine, year: int) -> BoardLine:
    return BoardLine(
        id=plan.id,
        mark=MARKS[plan.tone],
        title=plan.title,
        # The year goes without saying while it is the present one.
        when=plan.when.replace(f" {year}", ""),
        label=plan.outcome,
        tone=plan.tone,
    )
