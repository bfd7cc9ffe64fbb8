"""Adding a story: paste its text, see its plans with their due windows, tick those to watch, name its sources.

What can't be begun shows the form again with all that was written in it, and says why.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Form, Path
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import BaseModel

from tracker.begin import Address, Seed
from tracker.errors import InputError, TrackerError
from tracker.web.parts import SEE_OTHER, WebParts
from tracker.web.shown import show

StoryId = Annotated[str, Path(pattern=r"^[Ss]\d{1,12}$")]
#: Most characters of a pasted article.
LONGEST = 500_000


class Written(BaseModel, frozen=True):
    """What the form held."""

    text: str = ""
    url: str = ""
    published: str = ""
    title: str = ""
    outlet: str = ""
    #: Addresses, one a line.
    sources: str = ""


def adding_routes(parts: WebParts) -> APIRouter:
    """The routes over these parts."""
    routes = APIRouter()

    @routes.get("/add")
    def form() -> HTMLResponse:
        return show("add.html", written=Written(), trouble="")

    @routes.post("/add")
    def add(written: Annotated[Written, Form()]) -> Response:
        try:
            story = parts.begin(_seed(written))
        except TrackerError as error:
            return show("add.html", status=400, written=written, trouble=str(error))
        return RedirectResponse(f"/S{story.id}/begun", status_code=SEE_OTHER)

    @routes.get("/{story}/begun")
    def begun(story: StoryId) -> HTMLResponse:
        found = parts.desk.story(story)
        page = parts.reports.story(found.id, parts.story_clock.now())
        claims = parts.reports.claims(found.id)
        return show("begun.html", page=page, claims=claims.claims)

    @routes.post("/{story}/watching")
    def watching(story: StoryId, watch: Annotated[tuple[str, ...], Form()] = ()) -> RedirectResponse:
        found = parts.desk.story(story)
        _heed(parts, found.id, watch)
        return RedirectResponse(f"/S{found.id}", status_code=SEE_OTHER)

    @routes.post("/{story}/sources")
    def sources(story: StoryId, urls: Annotated[str, Form(max_length=20_000)]) -> RedirectResponse:
        for url in urls.split():
            parts.desk.add_source(story, url)
        return RedirectResponse(f"/S{parts.desk.story(story).id}#h-sources", status_code=SEE_OTHER)

    return routes


def _heed(parts: WebParts, story_id: int, wanted: Sequence[str]) -> None:
    """Watch the plans that are ticked, and no others: each difference is a correction like any other."""
    for plan in parts.reports.story(story_id, parts.story_clock.now()).plans:
        if plan.watched is not (plan.id in wanted):
            parts.correcting.watch(plan.id, on=not plan.watched, because="chosen when it was added", by=parts.author)


def _seed(written: Written) -> Seed:
    """The seed that a form describes. Raises InputError."""
    text, url = written.text.strip(), written.url.strip()
    if not text and not url:
        raise InputError("paste the article's text, or give its address", subject="text")
    if len(text) > LONGEST:
        raise InputError(f"the text has {len(text):,} characters: at most {LONGEST:,} are read", subject="text")
    return Seed(
        text=text or None,
        url=url or None,
        title=written.title.strip() or None,
        published=_moment(written.published.strip()),
        outlet=written.outlet.strip() or None,
        slug=None,
        sources=[Address(url=each) for each in written.sources.split()],
    )


def _moment(said: str) -> datetime | None:
    """A day or a moment, UTC where it names no zone. Raises InputError."""
    try:
        found = datetime.fromisoformat(said) if said else None
    except ValueError as error:
        raise InputError(f"'{said}' is no date: write it like 2025-01-15", subject=said) from error
    return found.replace(tzinfo=UTC) if found is not None and found.tzinfo is None else found
