"""A live account of changes, a few lines each: the same words with and without a terminal's colours."""

import re
import textwrap
from collections.abc import Mapping

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
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
#: Characters of a quote, of a kept change's line, and of its reason.
QUOTE = 220
ONE_LINE = 79
REASON = 36


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
    voices = f" ({change.voices} voice{'' if change.voices == 1 else 's'}{copies})"
    voices = voices if change.voices > 1 or change.copies else ""
    return Text.assemble(f'"{_shortened(span.quote)}"', (f" - {who}{outlet}, {day}{voices}", "cyan"))


def _before(span: EvidenceSpan, versions: Mapping[int, Version]) -> Text:
    version = versions[span.version_id]
    day = f"{version.published_at.day} {version.published_at:%b %Y}"
    return Text(f'before: "{_shortened(span.quote, 140)}" - {inert(version.outlet)}, {day}', style="dim")


def _kept(change: Stored[Change]) -> Text:
    label, _, rest = headline_of(change.value).partition(": ")
    # The first clause of the reason is the reason; what follows explains it.
    clause = re.split(r"[.:;]( |$)", inert(change.value.why))[0]
    why = f" (not told: {textwrap.shorten(clause, REASON, placeholder=' …')})"
    ids = f"  N{change.id}"
    line = textwrap.shorten(f"{label.lower()}: {rest}", ONE_LINE - len(why) - len(ids), placeholder=" …")
    return Text(f"{line}{why}{ids}", style="dim")


class _Indented:
    """A paragraph with a margin; no spaces are written after its lines, so that a log of it stays clean."""

    def __init__(self, text: Text) -> None:
        self._text = text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Wrapped to the console's width."""
        for line in self._text.wrap(console, options.max_width - 2):
            line.rstrip()
            yield Text("  ") + line


def _indented(text: Text) -> RenderableType:
    return _Indented(text)


def _shortened(quote: str, most: int = QUOTE) -> str:
    return textwrap.shorten(inert(quote), most, placeholder=" …")
