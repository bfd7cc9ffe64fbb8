"""Doing: what a person decides on the page. Each is a POST."""

from typing import Annotated

from fastapi import APIRouter, Form, Path
from fastapi.responses import RedirectResponse

from tracker.model import Polling
from tracker.web.parts import SEE_OTHER, WebParts


def doing_routes(parts: WebParts) -> APIRouter:
    """The routes over these parts."""
    routes = APIRouter()

    @routes.post("/{story}/caught-up")
    def caught_up(
        story: Annotated[str, Path(pattern=r"^[Ss]\d{1,12}$")], back: Annotated[str, Form()] = "story"
    ) -> RedirectResponse:
        found = parts.desk.story(story)
        parts.desk.mark_read(found, parts.story_clock.now())
        return RedirectResponse("/" if back == "board" else f"/S{found.id}", status_code=SEE_OTHER)

    @routes.post("/alerts/retry")
    def retry(key: Annotated[str, Form(max_length=128)]) -> RedirectResponse:
        parts.desk.retry(key)
        return RedirectResponse("/alerts", status_code=SEE_OTHER)

    @routes.post("/{story}/{source}/polling")
    def polling(
        story: Annotated[str, Path(pattern=r"^[Ss]\d{1,12}$")],
        source: Annotated[str, Path(pattern=r"^[Xx]\d{1,12}$")],
        to: Annotated[Polling, Form()],
    ) -> RedirectResponse:
        parts.desk.set_polling(story, source, to)
        return RedirectResponse(f"/{source.upper()}", status_code=SEE_OTHER)

    @routes.post("/{story}/closed")
    def closed(
        story: Annotated[str, Path(pattern=r"^[Ss]\d{1,12}$")], closed: Annotated[bool, Form()]
    ) -> RedirectResponse:
        found, _ = parts.desk.close(story, closed=closed)
        return RedirectResponse(f"/S{found.id}", status_code=SEE_OTHER)

    return routes
