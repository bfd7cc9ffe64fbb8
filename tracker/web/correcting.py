"""Corrections on the page: the same decisions as the commands, each a form that says who decides and why.

After each the browser goes to the correction's own page, which can undo it.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Annotated, TypeAlias

from fastapi import APIRouter, Form, Path
from fastapi.responses import RedirectResponse

from tracker.correcting import Correcting, Made
from tracker.errors import InputError
from tracker.model import State
from tracker.web.parts import SEE_OTHER, WebParts

EventId = Annotated[str, Path(pattern=r"^[Ee]\d{1,12}$")]
#: A claim or a change: what can be wrong.
WrongId = Annotated[str, Path(pattern=r"^[CNcn]\d{1,12}$")]
CorrectionId = Annotated[str, Path(pattern=r"^[Kk]\d{1,12}$")]
Because = Annotated[str, Form(max_length=2_000)]
By = Annotated[str, Form(max_length=200)]

Heed: TypeAlias = Callable[[Correcting, str, str, str], Made]
#: Last part of the path -> what it does to an event, for which reason, by whom.
HEEDING: Mapping[str, Heed] = {
    "watch": lambda decide, event, because, by: decide.watch(event, on=True, because=because, by=by),
    "unwatch": lambda decide, event, because, by: decide.watch(event, on=False, because=because, by=by),
    "mute": lambda decide, event, because, by: decide.mute(event, on=True, because=because, by=by),
    "unmute": lambda decide, event, because, by: decide.mute(event, on=False, because=because, by=by),
}


def correcting_routes(parts: WebParts) -> APIRouter:
    """The routes over these parts."""
    routes = APIRouter()
    decide = parts.correcting

    @routes.post("/{target}/wrong")
    def wrong(target: WrongId, because: Because, by: By) -> RedirectResponse:
        return _done(decide.wrong(target.upper(), because=_said("the reason", because), by=_said("who decides", by)))

    @routes.post("/{event}/merge")
    def merge(event: EventId, other: Annotated[str, Form()], because: Because, by: By) -> RedirectResponse:
        keep, joins = event.upper(), other.strip().upper()
        return _done(decide.merge(keep, joins, because=_said("the reason", because), by=_said("who decides", by)))

    @routes.post("/{event}/split")
    def split(
        event: EventId, because: Because, by: By, claims: Annotated[tuple[str, ...], Form()] = ()
    ) -> RedirectResponse:
        if not claims:
            raise InputError("name the claims that are about another event: none is ticked", subject=event)
        reason, author = _said("the reason", because), _said("who decides", by)
        return _done(decide.split(event.upper(), claims, because=reason, by=author))

    @routes.post("/{event}/state")
    def state(
        event: EventId,
        state: Annotated[State, Form()],
        because: Because,
        by: By,
        on: Annotated[str, Form()] = "",
    ) -> RedirectResponse:
        reason, author = _said("the reason", because), _said("who decides", by)
        return _done(decide.decide(event.upper(), state, on=_day(on), because=reason, by=author))

    @routes.post("/{correction}/undo")
    def undo(correction: CorrectionId, because: Because, by: By) -> RedirectResponse:
        reason, author = _said("the reason", because), _said("who decides", by)
        return _done(decide.undo(correction.upper(), because=reason, by=author))

    for what, heed in HEEDING.items():
        routes.add_api_route(f"/{{event}}/{what}", _heeding(decide, heed), methods=["POST"])
    return routes


def _heeding(decide: Correcting, heed: Heed) -> Callable[[str, str, str], RedirectResponse]:
    def route(event: EventId, because: Because, by: By) -> RedirectResponse:
        return _done(heed(decide, event.upper(), _said("the reason", because), _said("who decides", by)))

    return route


def _done(made: Made) -> RedirectResponse:
    return RedirectResponse(f"/K{made.correction.id}", status_code=SEE_OTHER)


def _said(what: str, text: str) -> str:
    """A field that may not be empty."""
    if not text.strip():
        raise InputError(f"a correction needs {what}: it is shown with it for good", subject=what)
    return text.strip()


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text.strip() else None
    except ValueError as error:
        raise InputError(f"'{text}' is no day: write it like 2025-01-17", subject=text) from error
