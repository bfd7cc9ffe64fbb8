"""The page's process: an App of its own over the same store."""

import logging

from tracker.app.parts import Parts
from tracker.config import Settings
from tracker.web import serve

#: The page's log, in the data directory.
LOG = "web.log"


def serve_page(settings: Settings) -> None:
    """Serve the page until the process is told to end, or its parent is gone."""
    log = settings.data.dir.expanduser() / LOG
    logging.basicConfig(filename=log, level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    with Parts(settings) as parts:
        serve(parts.web, settings.web)
