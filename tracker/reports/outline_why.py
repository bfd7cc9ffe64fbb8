"""Blocks of the screens that explain one record: a change, a claim, an article, a source, two versions."""

from collections.abc import Iterator, Sequence
from typing import TypeAlias, assert_never

from tracker.model import moment_text
from tracker.reports.blocks import Address, Block, Bullets, Edit, Grid, Heading, Sentence
from tracker.reports.labels import HANDED_IN
from tracker.reports.lines import CorrectionLine
from tracker.reports.outline_parts import change_blocks, quote_of
from tracker.reports.pages import ArticlePage, ChangePage, ClaimPage, CorrectionPage, DiffPage, SourcePage
from tracker.reports.workings import EditLine, FactLine, VersionLine

Record: TypeAlias = DiffPage | ChangePage | ClaimPage | ArticlePage | SourcePage | CorrectionPage


def record_blocks(page: Record) -> Iterator[Block]:
    """The blocks of a page about one record."""
    match page:
        case DiffPage():
            return diff_blocks(page)
        case ChangePage():
            return change_page_blocks(page)
        case ClaimPage():
            return claim_blocks(page)
        case ArticlePage():
            return article_blocks(page)
        case SourcePage():
            return source_blocks(page)
        case CorrectionPage():
            return correction_blocks(page)
        case _:
            assert_never(page)


def change_page_blocks(page: ChangePage) -> Iterator[Block]:
    """A change: why, how loudly, on what evidence, and who was told."""
    change = page.change
    yield Heading(text=f"{change.headline} ({change.id})", level=1)
    about = f" about {change.event}" if change.event else ""
    yield Sentence(text=f"{page.story.title} ({page.story.id}): a change of severity {change.severity}{about}.")
    yield Sentence(text=f"Rule {change.rule}.")
    yield from list(change_blocks(change))[1:]
    yield Heading(text="Told")
    if not page.alerts:
        yield Sentence(text=f"Nobody: {change.severity} changes are kept, and no channel wanted this one.")
    for alert in page.alerts:
        yield Sentence(text=f"{alert.channel}: {alert.state} (id {alert.key})")
        yield Bullets(texts=tuple(f"{moment_text(each.at)}: {each.outcome}, {each.detail}" for each in alert.attempts))


def claim_blocks(page: ClaimPage) -> Iterator[Block]:
    """A claim: its words, what was read from them by which rule, and its event."""
    claim = page.claim
    yield Heading(text=f"{claim.says} ({claim.id})", level=1)
    if claim.participants:
        yield Sentence(text=f"Who and what: {claim.participants}")
    yield quote_of(claim.passage)
    yield Heading(text="Why it is read so")
    yield Sentence(text=claim.why)
    yield Bullets(texts=tuple(f"{why} ({rule})" for why, rule in page.readings))
    event = f"{page.link_why} Rule {page.link_rule}." if claim.event else "It belongs to no event."
    yield Sentence(text=event)


def correction_blocks(page: CorrectionPage) -> Iterator[Block]:
    """What a person decided, and on what words."""
    line = page.correction
    yield Heading(text=f"{line.kind} ({line.id})", level=1)
    about = f", about {', '.join(line.events)}" if line.events else ""
    yield Sentence(text=f"{page.story.title} ({page.story.id}){about}.")
    yield Sentence(text=f"By {line.by}, {moment_text(line.at)}: {line.because}")
    if line.undone_by:
        yield Sentence(text=f"Undone by {line.undone_by}: it counts no more.")
    for passage in page.evidence:
        yield quote_of(passage)


def corrections_of(lines: Sequence[CorrectionLine]) -> Iterator[Block]:
    """The corrections of an event."""
    if not lines:
        return
    yield Heading(text="Corrections")
    rows = tuple(
        (line.id, line.kind + (f" (undone by {line.undone_by})" if line.undone_by else ""), line.by, line.because)
        for line in lines
    )
    yield Grid(head=("Id", "Decision", "By", "Because"), rows=rows, shares=(0, 3, 2, 5))


def article_blocks(page: ArticlePage) -> Iterator[Block]:
    """An article and its versions."""
    yield Heading(text=f"{page.title} ({page.id})", level=1)
    yield Sentence(text=f"{page.outlet}, source {page.source}, language {page.language}")
    if page.url:
        yield Address(url=page.url)
    yield Heading(text="Versions")
    yield _versions(page.versions)
    if page.claims:
        yield Heading(text="What it says")
        yield Bullets(texts=tuple(f"{claim.id} {claim.why} {claim.passage.linked}".strip() for claim in page.claims))
    if page.changes:
        yield Heading(text="What it changed")
        yield Bullets(texts=tuple(f"{change.id} {change.headline}" for change in page.changes))


def _versions(versions: tuple[VersionLine, ...]) -> Grid:
    rows = tuple(
        (
            str(version.number),
            moment_text(version.seen_at),
            f"{version.standing}, {version.characters} characters, {version.claims} claims",
            (version.sha256 or HANDED_IN)[:16],
        )
        for version in versions
    )
    return Grid(head=("No.", "First seen", "What it is", "SHA-256"), rows=rows, shares=(0, 4, 5, 3))


def source_blocks(page: SourcePage) -> Iterator[Block]:
    """A source, its health and its last checks."""
    source = page.source
    yield Heading(text=f"{source.outlet} ({source.id})", level=1)
    yield Sentence(text=f"{source.kind}, {source.health}{f': {source.detail}' if source.detail else ''}")
    yield Address(url=source.url)
    read = moment_text(source.read_at) if source.read_at is not None else "never"
    coming = moment_text(source.next_check_at) if source.next_check_at is not None else "none"
    yield Sentence(
        text=f"Last read {read}; next check {coming}; {source.articles} articles in {source.versions} versions."
    )
    if page.checks:
        yield Heading(text="Last checks")
        rows = tuple(
            (
                moment_text(check.at),
                check.outcome + (f": {check.detail}" if check.detail else ""),
                str(check.status or "-"),
                f"{check.took_ms} ms",
                f"{check.received:,} B",
            )
            for check in page.checks
        )
        yield Grid(head=("When", "Outcome", "Status", "Took", "Size"), rows=rows, shares=(4, 6, 0, 0, 0))


def _fact(fact: FactLine) -> str:
    """What an edit changes, with the rule: "Figure: 47 -> 48 (edit.figure)"."""
    words = " -> ".join(each for each in (fact.before, fact.after) if each)
    return f"{fact.label[:1].upper()}{fact.label[1:]}: {words} ({fact.rule})"


def _facts(edit: EditLine) -> Iterator[Block]:
    if edit.facts:
        yield Sentence(text="; ".join(_fact(each) for each in edit.facts) + ".")


def diff_blocks(page: DiffPage) -> Iterator[Block]:
    """Two versions, sentence by sentence, and what that changed."""
    yield Heading(text=f"{page.outlet}: {page.after.title} ({page.id})", level=1)
    for name, version in (("Before", page.before), ("After", page.after)):
        sha = f", SHA-256 {version.sha256}" if version.sha256 else ""
        yield Sentence(text=f"{name}: version {version.number}, first seen {moment_text(version.seen_at)}{sha}")
    if page.headline is not None:
        yield Heading(text="Headline")
        yield Edit(before=page.headline.before, after=page.headline.after)
        yield from _facts(page.headline)
    differing = f"{len(page.edits)} sentence{' differs' if len(page.edits) == 1 else 's differ'}"
    yield Heading(text=f"Text: {differing}, {page.equal} stayed")
    for edit in page.edits:
        if edit.kind == "moved":
            yield Sentence(text="Moved:")
        yield Edit(before=edit.before, after=edit.after)
        yield from _facts(edit)
    if page.changes:
        yield Heading(text="What that changed")
        yield Bullets(texts=tuple(f"{each.id} {each.headline} ({each.severity})" for each in page.changes))
