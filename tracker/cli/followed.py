"""What `follow` answers: what was read, what was found in it, and what is watched from now on."""

import json
import textwrap
from datetime import datetime
from typing import TYPE_CHECKING, Any

from tracker.model import ClassKind, Event, EventState, SourceKind, Stored, Window, inert

if TYPE_CHECKING:
    from tracker.app import Followed

WIDTH = 80
#: The language that claims are read in, as people call it.
READ = {"en": "in English"}


def followed_text(followed: "Followed") -> str:
    """The answer in at most 80 columns."""
    version, story = followed.version, followed.story
    article = version.article
    language = READ.get(article.language, f"in language '{article.language}': kept and compared, not read for claims")
    lines = textwrap.wrap(f"Following S{story.id} {story.slug}: {inert(article.title)}", WIDTH)
    lines += textwrap.wrap(f"{version.outlet}, published {version.published_at:%a %-d %b %Y}, {language}", WIDTH)
    lines.append(f"{_count(len(followed.claims), 'claim')}, {_count(len(followed.events), 'event')}")
    plans = [(event, state) for event, state in followed.events if state.outcome is not None and event.value.of_story]
    if plans:
        lines += ["", "Plans"]
    for event, state in plans:
        lines += _plan(event, state)
    facts = [(event, state) for event, state in followed.events if event.value.kind is ClassKind.FACT]
    if facts:
        lines += ["", "Facts and figures"]
    lines += [line for event, state in facts for line in _fact(event, state)]
    polled = [source for source in followed.sources if source.kind is not SourceKind.PASTED]
    lines += ["", _sources(len(polled))]
    return "\n".join(lines)


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _sources(number: int) -> str:
    if number:
        return f"{_count(number, 'source')} to read: `claimwatch run` reads them from now on"
    return "No source yet, so it is not watched: name some with claimwatch sources add"


def _plan(event: Stored[Event], state: EventState) -> list[str]:
    loose = "no day is named" if state.expectation is None else "it is not announced by itself"
    watched = "watched" if event.value.watched else f"not watched: {loose}"
    lines = textwrap.wrap(f"E{event.id} {inert(event.value.title)}: {watched}", WIDTH - 2)
    if state.expectation is not None:
        lines.append(f"   due {_window(state.expectation.window)}")
    return [f"  {line}" for line in lines]


def _window(window: Window) -> str:
    return f"{_minute(window.begins)} to {_minute(window.ends)} UTC"


def _minute(moment: datetime) -> str:
    return f"{moment:%-d %b %Y, %H:%M}"


def _fact(event: Stored[Event], state: EventState) -> list[str]:
    quote = state.decided_by.claim.evidence.quote if state.decided_by else ""
    shown = textwrap.shorten(inert(quote), 160, placeholder=" …")
    return textwrap.wrap(
        f'E{event.id} {inert(event.value.title)}: "{shown}"', WIDTH, initial_indent="  ", subsequent_indent="     "
    )


def followed_json(followed: "Followed") -> str:
    """The answer as JSON."""
    version = followed.version
    answer: dict[str, Any] = {
        "story": f"S{followed.story.id}",
        "slug": followed.story.slug,
        "title": version.article.title,
        "outlet": version.outlet,
        "published": version.published_at.isoformat(),
        "language": version.article.language,
        "claims": len(followed.claims),
        "events": [_event_json(event, state) for event, state in followed.events],
        "sources": [source.url for source in followed.sources if source.kind is not SourceKind.PASTED],
    }
    return json.dumps(answer, indent=2, ensure_ascii=False)


def _event_json(event: Stored[Event], state: EventState) -> dict[str, Any]:
    window = state.expectation.window if state.expectation else None
    return {
        "event": f"E{event.id}",
        "title": event.value.title,
        "state": state.state.value,
        "outcome": state.outcome.value if state.outcome else None,
        "watched": event.value.watched,
        "due": [window.begins.isoformat(), window.ends.isoformat()] if window else None,
    }
