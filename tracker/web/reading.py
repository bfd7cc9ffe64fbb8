"""Reading: the board, and one page for each thing that has a short id. None of these changes anything."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from tracker.correcting import SETTABLE
from tracker.errors import InputError
from tracker.reports import draw, to_html, to_json, to_markdown, to_text
from tracker.reports.pages import (
    ArticlePage,
    ChangePage,
    ClaimPage,
    CorrectionPage,
    EventPage,
    ReportPage,
    SourcePage,
    StoryPage,
    WhyPage,
)
from tracker.web.parts import WebParts
from tracker.web.shown import show

#: E3 an event, C7 a claim, N41 a change, A12 an article, X2 a source, S1 a story, K5 a correction.
ShortId = Annotated[str, Path(pattern=r"^[ECNAXSKecnaxsk]\d{1,12}$")]
StoryId = Annotated[str, Path(pattern=r"^[Ss]\d{1,12}$")]
ArticleId = Annotated[str, Path(pattern=r"^[Aa]\d{1,12}$")]
#: Page model -> its template.
TEMPLATES: dict[type[Any], str] = {
    StoryPage: "story.html",
    EventPage: "event.html",
    ArticlePage: "article.html",
    ChangePage: "change.html",
    ClaimPage: "claim.html",
    SourcePage: "source.html",
    CorrectionPage: "correction.html",
}

#: Ending -> how a report is written so, and its media type.
FORMATS: Mapping[str, tuple[Callable[[ReportPage], str], str]] = {
    "html": (to_html, "text/html"),
    "md": (to_markdown, "text/markdown"),
    "txt": (to_text, "text/plain"),
    "json": (to_json, "application/json"),
}


def reading_routes(parts: WebParts) -> APIRouter:
    """The routes over these parts."""
    routes = APIRouter(default_response_class=HTMLResponse)
    reports = parts.reports

    def now() -> datetime:
        return parts.story_clock.now()

    def story_number(name: str) -> int:
        return parts.desk.story(name).id

    @routes.get("/")
    def board() -> HTMLResponse:
        page = reports.board(now())
        since = {each.story.id: each for each in reports.since(now()).stories}
        return show("board.html", page=page, since=since)

    @routes.get("/alerts")
    def alerts(
        before: Annotated[int | None, Query(ge=1)] = None, story: Annotated[str | None, Query(max_length=200)] = None
    ) -> HTMLResponse:
        number = story_number(story) if story else None
        return show("alerts.html", page=reports.inbox(now(), before=before, story_id=number))

    @routes.get("/stories/{slug}")
    def by_name(slug: str) -> RedirectResponse:
        return RedirectResponse(f"/S{story_number(slug)}")

    @routes.get("/{story}/since")
    def since(story: StoryId) -> HTMLResponse:
        page = reports.since(now(), story_id=story_number(story))
        return show("since.html", page=page, each=page.stories[0])

    @routes.get("/{story}/claims")
    def claims(story: StoryId) -> HTMLResponse:
        return show("claims.html", page=reports.claims(story_number(story)))

    @routes.get("/{story}/timeline")
    def timeline(story: StoryId) -> HTMLResponse:
        return show("timeline.html", page=reports.timeline(story_number(story), now()))

    @routes.get("/{story}/report.{ending}")
    def report(story: StoryId, ending: Annotated[str, Path(pattern="^(html|md|txt|json)$")]) -> Response:
        found = parts.desk.story(story)
        page = reports.report(found.id, now())
        write, media = FORMATS[ending]
        name = f"{found.slug}-{page.as_of:%Y-%m-%d}.{ending}"
        # It is a file to keep, not a page of the site: its own policy allows the style that it carries.
        headers = {"content-disposition": f'attachment; filename="{name}"', "content-security-policy": "sandbox"}
        return Response(write(page), media_type=f"{media}; charset=utf-8", headers=headers)

    @routes.get("/{article}/diff")
    def diff(
        article: ArticleId,
        before: Annotated[int | None, Query(ge=1)] = None,
        after: Annotated[int | None, Query(ge=1)] = None,
        view: Annotated[str, Query(pattern="^(beside|inline)$")] = "beside",
    ) -> HTMLResponse:
        return show("diff.html", page=reports.diff(int(article[1:]), before, after), view=view)

    @routes.get("/find")
    def find(request: Request, id: Annotated[str, Query()] = "") -> RedirectResponse:
        wanted = id.strip().upper()
        if not wanted or not wanted[1:].isdigit() or wanted[0] not in "ECNAXSK":
            raise InputError(f"'{id}' is no short id: they look like E3, C7, N41, A12, X2 or S1", subject=id)
        return RedirectResponse(f"/{wanted}")

    @routes.get("/{short_id}")
    def why(short_id: ShortId) -> HTMLResponse:
        return _page(reports.why(short_id.upper(), now()), author=parts.author)

    return routes


def _page(page: WhyPage, *, author: str) -> HTMLResponse:
    drawing = draw(page.plans, page.as_of.date()) if isinstance(page, StoryPage) else None
    return show(TEMPLATES[type(page)], page=page, drawing=drawing, author=author, settable=SETTABLE)
