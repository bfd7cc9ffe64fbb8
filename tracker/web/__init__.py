"""The page: page models as HTML, for a browser. Reading starts no work, and a GET never changes anything."""

from tracker.web.login import Login
from tracker.web.parts import WebParts
from tracker.web.serving import WebProcess, names, require_loopback, serve
from tracker.web.site import create_site

__all__ = ["Login", "WebParts", "WebProcess", "create_site", "names", "require_loopback", "serve"]
