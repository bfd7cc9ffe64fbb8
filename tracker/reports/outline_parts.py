"""Parts that several screens share: the title, a quote, a change with its evidence."""

from collections.abc import Iterator
from datetime import datetime

from tracker.model import moment_text
from tracker.reports.blocks import Block, Heading, Quote, Sentence
from tracker.reports.following import reading_text
from tracker.reports.labels import HANDED_IN
from tracker.reports.lines import ChangeLine, Passage
from tracker.reports.workings import StoryHead


def title_of(story: StoryHead, as_of: datetime | None = None) -> Iterator[Block]:
    """The story's title, and how much of it is read."""
    yield Heading(text=f"{story.title} ({story.id})", level=1)
    moment = f"As of {moment_text(as_of)}. " if as_of is not None else ""
    yield Sentence(text=f"{moment}{reading_text(story.reading)}{standing_text(story, as_of)}.")


def standing_text(story: StoryHead, as_of: datetime | None) -> str:
    """What a person decided of the story: "; the story is closed; its alerts wait until ...", or nothing."""
    text = "; the story is closed" if story.closed else ""
    if story.held_until is not None and (as_of is None or story.held_until > as_of):
        text += f"; its alerts wait until {moment_text(story.held_until)}"
    return text


def quote_of(passage: Passage, *, explained: bool = False) -> Quote:
    """A passage: the words, then who says them where and when, and how they are read; `explained`: why they are."""
    credit = [passage.said_by]
    if passage.outlet not in passage.said_by:
        credit.append(passage.outlet)
    credit.append(f"published {moment_text(passage.published_at)}")
    if passage.seen_at != passage.published_at:
        credit.append(f"seen {moment_text(passage.seen_at)}")
    credit.append(f"{passage.article} version {passage.version}")
    told = explained and passage.why
    if passage.status and not told:
        cue = f' by "{passage.cue}"' if passage.cue else ""
        credit.append(f"{passage.claim} read as {passage.status}{cue}".strip())
    elif passage.claim:
        credit.append(passage.claim)
    remarks = (
        (HANDED_IN, passage.handed_in),
        ("a copy", passage.is_copy),
        ("background", passage.is_background),
        ("no longer said", not passage.standing),
        (f"marked wrong by {passage.struck}", bool(passage.struck)),
    )
    credit += [text for text, applies in remarks if applies]
    text = ", ".join(credit)
    if told:
        text = " ".join(part for part in (f"{text}.", passage.why, passage.linked) if part)
    return Quote(segments=passage.segments, credit=text, address=passage.address)


def change_blocks(change: ChangeLine) -> Iterator[Block]:
    """A change, why it is told, and its evidence after and before."""
    yield Heading(text=f"{change.headline} ({change.id})", level=3)
    published = f"Published {moment_text(change.published_at)}, seen" if change.published_at else "Seen"
    voices = f"{change.voices} voice{'s' if change.voices != 1 else ''}"
    copies = f", {change.copies} cop{'y' if change.copies == 1 else 'ies'}" if change.copies else ""
    support = f" ({voices}{copies})" if change.evidence else ""
    yield Sentence(text=f"{change.why} {published} {moment_text(change.seen_at)}{support}.")
    for passage in change.evidence[:2]:
        yield quote_of(passage)
    for passage in change.evidence_before[:1]:
        yield Sentence(text="Before:")
        yield quote_of(passage)
