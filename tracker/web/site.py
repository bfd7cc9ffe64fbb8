"""The site as an ASGI application: its routes, its guard, and what an error looks like."""

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from tracker.errors import NotFoundError, TrackerError
from tracker.web.adding import adding_routes
from tracker.web.correcting import correcting_routes
from tracker.web.doing import doing_routes
from tracker.web.entering import Door, entering_routes
from tracker.web.feeds import feed_routes
from tracker.web.guard import Guard
from tracker.web.parts import WebParts
from tracker.web.reading import reading_routes
from tracker.web.shown import show, static_files

#: Seconds for which a file that is named by its hash may be kept: a year.
FOR_GOOD = 31_536_000


def create_site(parts: WebParts) -> FastAPI:
    """The site over these parts. Its own documentation pages are off: they would load scripts from elsewhere."""
    site = FastAPI(title="claimwatch", docs_url=None, redoc_url=None, openapi_url=None)
    site.add_middleware(Door, login=parts.login)
    site.add_middleware(Guard, hosts=parts.hosts)  # the outermost: added last
    site.include_router(entering_routes(parts))
    site.include_router(adding_routes(parts))
    site.include_router(feed_routes(parts))
    site.include_router(reading_routes(parts))
    site.include_router(doing_routes(parts))
    site.include_router(correcting_routes(parts))
    site.add_exception_handler(TrackerError, _trouble)
    site.add_exception_handler(HTTPException, _no_page)
    site.add_exception_handler(RequestValidationError, _no_such_words)

    @site.get("/static/{name}", include_in_schema=False)
    def static(name: str) -> Response:
        found = static_files().get(name)
        if found is None:
            raise HTTPException(404)
        content, media = found
        headers = {"cache-control": f"public, max-age={FOR_GOOD}, immutable"}
        return Response(content, media_type=media, headers=headers)

    return site


def _trouble(_: Request, error: Exception) -> Response:
    """What a person asked for can't be: said in a sentence."""
    status = 404 if isinstance(error, NotFoundError) else 400
    return show("trouble.html", status=status, heading=_heading(status), text=str(error))


def _no_page(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    text = f"There is nothing at {request.url.path}." if status == 404 else str(getattr(error, "detail", error))
    return show("trouble.html", status=status, heading=_heading(status), text=text)


def _no_such_words(request: Request, error: Exception) -> Response:
    """An address or a form that no route can read: a path that is no id is a page that isn't there."""
    assert isinstance(error, RequestValidationError)
    wrong = error.errors()[0]
    if wrong["loc"][0] == "path":
        return show("trouble.html", status=404, heading=_heading(404), text=f"There is nothing at {request.url.path}.")
    field = wrong["loc"][-1]
    text = f"Nothing is given for '{field}'." if wrong["type"] == "missing" else f"{field}: {wrong['msg']}."
    return show("trouble.html", status=400, heading=_heading(400), text=text)


def _heading(status: int) -> str:
    return "Not found" if status == 404 else "That can't be done"
