"""What `replay` answers: for each page what it changed; for a back-fill what became of the pages."""

import textwrap
from typing import TYPE_CHECKING

from tracker.model import Change, Severity, inert

if TYPE_CHECKING:
    from tracker.replay import HandedIn, Replayed, Step

WIDTH = 80
#: Longest quote shown.
QUOTE = 150


def replayed_text(replayed: "Replayed") -> str:
    """The account in at most 80 columns."""
    steps = replayed.steps
    told = [change for step in steps for change in step.changes if change.severity > Severity.INFO]
    loud = sum(change.severity is Severity.ALERT for change in told)
    days = sorted(step.page.published for step in steps)
    last = steps[-1]
    lines = textwrap.wrap(
        f"{_count(len(steps), 'page')}, published {days[0]:%-d %b %Y} to {days[-1]:%-d %b %Y}: "
        f"{_count(loud, 'alert')}, {_count(len(told) - loud, 'notice')}, {_count(len(last.events), 'event')} known; "
        "nothing was delivered",
        WIDTH,
    )
    for number, step in enumerate(steps, 1):
        lines += ["", *_step(number, step)]
    return "\n".join(lines)


def _step(number: int, step: "Step") -> list[str]:
    version, page = step.version, step.page
    title = version.article.title if version is not None else page.title or ""
    head = f"{number}. {page.published:%-d %b %Y}, {inert(page.url.split('/')[2])}: {inert(title)}"
    lines = [textwrap.shorten(head, WIDTH, placeholder=" ...")]
    told = [change for change in step.changes if change.severity > Severity.INFO]
    for change in told:
        lines += _change(change)
    kept = len(step.changes) - len(told)
    if step.trouble:
        lines += _indented(f"not read: {inert(step.trouble)}" if version is None else inert(step.trouble), 3)
    elif number == 1:
        lines.append(f"   the baseline: {_count(step.claims, 'claim')}, {_count(len(step.events), 'event')}")
    elif not step.changes:
        lines.append(f"   nothing new ({_count(step.claims, 'claim')})")
    if kept and number > 1:
        lines.append(f"   {_count(kept, 'change')} kept and not told")
    return lines


def _change(change: Change) -> list[str]:
    mark = "!" if change.severity is Severity.ALERT else "-"
    lines = _indented(f"{mark} {change.label}: {inert(change.title)}", 3, hanging=2)
    if change.evidence:
        quote = textwrap.shorten(inert(change.evidence[0].quote), QUOTE, placeholder=" ...")
        by = f" - {inert(change.said_by)}" if change.said_by else ""
        lines += _indented(f'"{quote}"{by}', 5)
    else:
        lines += _indented(inert(change.why), 5)
    return lines


def _indented(text: str, indent: int, *, hanging: int = 0) -> list[str]:
    return textwrap.wrap(
        text, WIDTH, initial_indent=" " * indent, subsequent_indent=" " * (indent + hanging), break_on_hyphens=False
    )


def handed_in_text(handed_in: "HandedIn") -> str:
    """What became of the pages of a back-fill, in at most 80 columns."""
    story = handed_in.story
    begun = " (begun with them)" if handed_in.is_new_story else ""
    lines = textwrap.wrap(
        f"S{story.id} {story.slug}{begun}: {_count(handed_in.added, 'page')} handed in, "
        f"{handed_in.known} known already, {_count(handed_in.claims, 'claim')}; nothing was told",
        WIDTH,
    )
    for heading, pages in (("left out", handed_in.left_out), ("not read for claims", handed_in.not_read)):
        for page, why in pages:
            lines += _indented(f"{heading}: line {page.line}, {inert(page.url)}: {inert(why)}", 2, hanging=2)
    return "\n".join(lines)


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
