"""A live account of changes, a few lines each: the same words with and without a terminal's colours."""

import textwrap
from collections.abc import Mapping

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from tracker.model import Change, EvidenceSpan, Severity, Stored, Version, headline_of, inert
from tracker.reports.labels import MARKS, tone_of
from tracker.reports.lines import Tone

STYLES = {
    Tone.DONE: "bold green",
    Tone.MOVED: "bold yellow",
    Tone.STOPPED: "bold red",
    Tone.SILENT: "bold blue",
    Tone.DISPUTED: "bold magenta",
    Tone.OPEN: "bold",
    Tone.HOLDS: "bold green",
}
#: Characters of a quote, and of a kept change's line.
QUOTE = 220
ONE_LINE = 78


def account_lines(
    change: Stored[Change], *, event_id: int | None, versions: Mapping[int, Version]
) -> tuple[RenderableType, ...]:
    """What changed from what to what, the quote and its outlet, what stood before, and why it is told.

    `versions` holds those of the change's evidence. A change that nobody is told of is one dim line with the reason.
    """
    if change.value.severity is Severity.INFO:
        return (_kept(change),)
    value = change.value
    lines: list[RenderableType] = [_headline(change, event_id)]
    lines += [_indented(_quote(span, value, versions)) for span in value.evidence[:1]]
    lines += [_indented(_before(span, versions)) for span in value.evidence_before[:1]]
    lines.append(_indented(Text(inert(value.why), style="italic")))
    return tuple(lines)


def _headline(change: Stored[Change], event_id: int | None) -> Text:
    tone = tone_of(change.value)
    label, _, rest = headline_of(change.value).partition(": ")
    ids = f"N{change.id}" if event_id is None else f"N{change.id} E{event_id}"
    return Text.assemble((f"{MARKS[tone]} {label}", STYLES[tone]), (f"  {rest}", "bold"), (f"  {ids}", "dim"))


def _quote(span: EvidenceSpan, change: Change, versions: Mapping[int, Version]) -> Text:
    version = versions[span.version_id]
    who = inert(change.said_by or version.outlet)
    outlet = "" if version.outlet in who else f", {inert(version.outlet)}"
    published = version.published_at
    day = f"{published.day} {published:%b, %H:%M} UTC"
    copies = f", {change.copies} cop{'y' if change.copies == 1 else 'ies'}" if change.copies else ""
    voices = f" ({change.voices} voices{copies})" if change.voices > 1 or change.copies else ""
    return Text.assemble(f'"{_shortened(span.quote)}"', (f" - {who}{outlet}, {day}{voices}", "cyan"))


def _before(span: EvidenceSpan, versions: Mapping[int, Version]) -> Text:
    version = versions[span.version_id]
    day = f"{version.published_at.day} {version.published_at:%b %Y}"
    return Text(f'before: "{_shortened(span.quote, 140)}" - {inert(version.outlet)}, {day}', style="dim")


def _kept(change: Stored[Change]) -> Text:
    headline = headline_of(change.value)
    label, _, rest = headline.partition(": ")
    line = f"  {label.lower()}: {rest} - not told: {inert(change.value.why)}"
    ids = f"  N{change.id}"
    return Text(f"{textwrap.shorten(line, ONE_LINE - len(ids), placeholder=' …')}{ids}".strip(), style="dim")


def _indented(text: Text) -> RenderableType:
    return Padding(text, (0, 0, 0, 2))


def _shortened(quote: str, most: int = QUOTE) -> str:
    return textwrap.shorten(inert(quote), most, placeholder=" …")
