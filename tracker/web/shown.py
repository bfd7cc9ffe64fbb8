"""How a page model becomes HTML: one template a page, escaped everywhere, static files named by their hash."""

import hashlib
from functools import cache
from importlib import resources

from fastapi.responses import HTMLResponse

from tracker.reports import environment

#: The site's style is the report's, and what only the site has.
STYLES = (("tracker.reports", "templates/report.css"), ("tracker.web", "static/site.css"))
SCRIPT, PICTURE = "text/javascript; charset=utf-8", "image/svg+xml"
#: Name -> file and media type.
FILES = {
    "htmx": ("static/htmx-2.0.11.min.js", SCRIPT),
    "keyboard": ("static/keys.js", SCRIPT),
    "icon": ("static/icon.svg", PICTURE),
}


@cache
def static_files() -> dict[str, tuple[bytes, str]]:
    """Name with hash -> bytes and media type: what never changes under its name may be kept for good."""
    style = b"\n".join(resources.files(package).joinpath(name).read_bytes() for package, name in STYLES)
    found = {_named("site", style, "css"): (style, "text/css; charset=utf-8")}
    for name, (path, media) in FILES.items():
        content = resources.files("tracker.web").joinpath(path).read_bytes()
        found[_named(name, content, path.rpartition(".")[2])] = (content, media)
    return found


def _named(name: str, content: bytes, ending: str) -> str:
    return f"{name}.{hashlib.sha256(content).hexdigest()[:12]}.{ending}"


@cache
def _addresses() -> dict[str, str]:
    return {name.split(".")[0]: f"/static/{name}" for name in static_files()}


def show(template: str, *, status: int = 200, **values: object) -> HTMLResponse:
    """One page as an answer."""
    text = environment("tracker.web").get_template(template).render(static=_addresses(), **values)
    return HTMLResponse(text, status_code=status)
