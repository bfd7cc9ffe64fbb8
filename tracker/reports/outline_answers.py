"""Blocks of the two questions that a reader asks: why was I not told, and what changed since I looked."""

from collections.abc import Iterator
from datetime import datetime

from tracker.model import moment_text, moved_text
from tracker.reports.answers import Gap, NetChange, SincePage, SinceStory, WhyNot, WhyNotPage
from tracker.reports.blocks import Address, Block, Bullets, Grid, Heading, Sentence
from tracker.reports.gaps import span_text
from tracker.reports.labels import MARKS
from tracker.reports.lines import Tone
from tracker.reports.outline_parts import title_of

PASSED = {True: MARKS[Tone.DONE], False: MARKS[Tone.STOPPED]}


def why_not_blocks(page: WhyNotPage) -> Iterator[Block]:
    """The cause first, then the path that led there."""
    yield Heading(text=f"Why not told: {page.asked}" if "://" not in page.asked else "Why not told", level=1)
    if "://" in page.asked:
        yield Address(url=page.asked)
    for answer in page.answers:
        yield from _why_not(answer)


def _why_not(answer: WhyNot) -> Iterator[Block]:
    if answer.story:
        yield Heading(text=answer.story)
    yield Sentence(text=f"{answer.cause.value.upper()}: {answer.why}")
    if answer.advice:
        yield Sentence(text=answer.advice)
    if answer.steps:
        rows = tuple((PASSED[step.is_passed], step.what, step.found) for step in answer.steps)
        yield Grid(head=(), rows=rows, shares=(0, 2, 9))


def since_blocks(page: SincePage) -> Iterator[Block]:
    """Each story: its events with their net change, what is open, what was taken back, what was not seen."""
    if not page.stories:
        yield Sentence(text="No story is followed yet. Begin one: claimwatch follow FILE or URL")
    for each in page.stories:
        yield from title_of(each.story, page.as_of)
        yield Sentence(text=f"Since {moment_text(each.since)} ({each.mark}).")
        yield from _since(each)


def _since(page: SinceStory) -> Iterator[Block]:
    if not page.events and not page.others:
        yield Sentence(text="Nothing changed that is told.")
    for event in page.events:
        yield Heading(text=f"{MARKS[event.tone]} {event.title}: {event.outcome} ({event.id})", level=3)
        yield Sentence(text=_net(event))
        if len(event.path) > 1:
            yield Bullets(texts=tuple(f"{_day(each.seen_at)} {each.headline} ({each.id})" for each in event.path))
    if page.others:
        yield Heading(text="Articles")
        yield Bullets(texts=tuple(f"{_day(each.seen_at)} {each.headline} ({each.id})" for each in page.others))
    if page.untold:
        yield Sentence(text=f"{page.untold} more kept without telling.")
    if page.conflicts:
        yield Heading(text="Open conflicts")
        yield Bullets(
            texts=tuple(
                f"{MARKS[Tone.DISPUTED]} {each.title} ({each.id}): "
                + "; ".join(f"{side.said_by}: {side.says}" for side in each.sides)
                for each in page.conflicts
            )
        )
    taken = [f"{_day(each.at)} {each.kind} by {each.by}: {each.because} ({each.id})" for each in page.corrections]
    taken += [f"withdrawn: {each.headline} ({each.id})" for each in page.withdrawn]
    if taken:
        yield Heading(text="Corrections and withdrawals")
        yield Bullets(texts=tuple(taken))
    if page.gaps:
        yield Heading(text="Not seen")
        yield Bullets(texts=tuple(_gap(each) for each in page.gaps))


def _net(event: NetChange) -> str:
    first = event.path[0]
    said = f", said by {event.path[-1].said_by}" if event.path[-1].said_by else ""
    when = f"{_day(event.path[-1].seen_at)}{said} ({event.path[-1].id})"
    if not event.before:
        return f"New: {event.after or first.headline}; {when}"
    if event.before == event.after:
        return f"As it was: {event.after}, after {len(event.path)} changes; {when}"
    return f"{moved_text(event.before, event.after)}; {when}"


def _gap(gap: Gap) -> str:
    if gap.ends is None:
        return f"{gap.who} since {moment_text(gap.begins)}: {gap.why}"
    return (
        f"{gap.who} from {moment_text(gap.begins)} to {moment_text(gap.ends)} "
        f"({span_text(gap.ends - gap.begins)}): {gap.why}"
    )


def _day(moment: datetime) -> str:
    return f"{moment:%-d %b %Y}"
