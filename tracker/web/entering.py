"""The way in and out: the page that asks for the password, and what stands before every other."""

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Form
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from tracker.errors import InputError
from tracker.web.login import COOKIE, LASTS, Login
from tracker.web.parts import SEE_OTHER, WebParts
from tracker.web.shown import show

#: What is answered to everybody.
OPEN = ("/login", "/static/")


class Door:
    """ASGI middleware: sends whoever isn't logged in to the login, where a password is set."""

    def __init__(self, app: ASGIApp, *, login: Login) -> None:
        self._app = app
        self._login = login

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or send it to the login."""
        app = self._app
        if scope["type"] == "http" and self._login.has_password and not scope["path"].startswith(OPEN):
            request = Request(scope)
            if not self._login.knows(request.cookies.get(COOKIE)):
                wanted = request.url.path if request.method == "GET" else "/"
                app = RedirectResponse(f"/login?to={quote(wanted)}", status_code=SEE_OTHER)
        await app(scope, receive, send)


def entering_routes(parts: WebParts) -> APIRouter:
    """The routes over these parts."""
    routes = APIRouter()
    login = parts.login

    @routes.get("/login")
    def ask(to: str = "/") -> Response:
        if not login.has_password:
            return RedirectResponse("/")
        return show("login.html", to=_own(to), trouble="")

    @routes.post("/login")
    def enter(password: Annotated[str, Form(max_length=1_000)], to: Annotated[str, Form()] = "/") -> Response:
        try:
            cookie = login.let_in(password, now=parts.machine_clock.now())
        except InputError as error:
            return _refused(to, str(error), status=429)
        if cookie is None:
            return _refused(to, "That is not the password.", status=401)
        answer = RedirectResponse(_own(to), status_code=SEE_OTHER)
        answer.set_cookie(
            COOKIE,
            cookie,
            max_age=int(LASTS.total_seconds()),
            httponly=True,
            samesite="lax",
            secure=parts.is_https,
        )
        return answer

    @routes.post("/logout")
    def leave() -> RedirectResponse:
        answer = RedirectResponse("/login", status_code=SEE_OTHER)
        answer.delete_cookie(COOKIE)
        return answer

    return routes


def _refused(to: str, trouble: str, *, status: int) -> HTMLResponse:
    return show("login.html", status=status, to=_own(to), trouble=trouble)


def _own(to: str) -> str:
    """A path of this site: never another one's address ("//evil.example", "/\\evil.example")."""
    return to if to.startswith("/") and not to.startswith(("//", "/\\")) and to.isprintable() else "/"
