"""Feeds of what was told, of one story or of all; an unchanged one, asked with its ETag, answers 304 (RFC 9110)."""

import hashlib
from typing import Annotated

from fastapi import APIRouter, Header, Path
from fastapi.responses import Response

from tracker.reports import to_atom, to_json_feed
from tracker.web.parts import WebParts

Ending = Annotated[str, Path(pattern="^(atom|json)$")]
NOT_MODIFIED = 304


def feed_routes(parts: WebParts) -> APIRouter:
    """The routes over these parts."""
    routes = APIRouter()

    @routes.get("/alerts.{ending}")
    def all_stories(ending: Ending, if_none_match: Annotated[str | None, Header()] = None) -> Response:
        return _feed(parts, None, ending, if_none_match)

    @routes.get("/{story}/feed.{ending}")
    def one_story(
        story: Annotated[str, Path(pattern=r"^[Ss]\d{1,12}$")],
        ending: Ending,
        if_none_match: Annotated[str | None, Header()] = None,
    ) -> Response:
        return _feed(parts, parts.desk.story(story).id, ending, if_none_match)

    return routes


def _feed(parts: WebParts, story_id: int | None, ending: str, known: str | None) -> Response:
    page = parts.reports.inbox(parts.story_clock.now(), story_id=story_id)
    path = f"/S{story_id}/feed.{ending}" if story_id is not None else f"/alerts.{ending}"
    title = "claimwatch: what was told" if story_id is None else f"claimwatch: {_title(parts, story_id)}"
    if ending == "atom":
        content, media = to_atom(page, title=title, site=parts.site, path=path), "application/atom+xml"
    else:
        content, media = to_json_feed(page, title=title, site=parts.site, path=path).encode(), "application/feed+json"
    # What is told decides, not the moment at which an empty feed was asked.
    tag = f'"{hashlib.sha256(repr((title, page.changes)).encode()).hexdigest()[:32]}"'
    headers = {"etag": tag, "cache-control": "private, no-cache"}
    if known is not None and tag in (each.strip().removeprefix("W/") for each in known.split(",")):
        return Response(status_code=NOT_MODIFIED, headers=headers)
    return Response(content, media_type=f"{media}; charset=utf-8", headers=headers)


def _title(parts: WebParts, story_id: int) -> str:
    return parts.desk.story(f"S{story_id}").title
