"""Serves the site in a process of its own, so that no page can slow the daemon, and no reading the page."""

import logging
import multiprocessing
import socket
import threading
from collections.abc import Callable
from multiprocessing.process import BaseProcess
from urllib.parse import urlsplit

import uvicorn

from tracker.config import Settings, WebSettings
from tracker.errors import InputError
from tracker.web.login import Login
from tracker.web.parts import WebParts
from tracker.web.site import create_site

logger = logging.getLogger(__name__)

#: Seconds that open answers get when the daemon ends.
GRACE = 3
LOOPBACK = ("127.", "[::1]", "localhost")


def require_loopback(settings: WebSettings) -> None:
    """Raises InputError where a page without a password would be open to others than this machine."""
    if settings.listen and not settings.listen.startswith(LOOPBACK):
        raise InputError(
            f'[web] listen = "{settings.listen}" would show the page to other machines without a password: '
            'set one with `claimwatch page password`, or write an address of this machine, "127.0.0.1:8420"',
            subject="[web] listen",
        )


def names(settings: WebSettings) -> frozenset[str]:
    """The names, with port, that the site answers to: where it listens, localhost, and that of `public_url`."""
    port = settings.listen.rpartition(":")[2]
    found = {settings.listen, f"localhost:{port}", f"127.0.0.1:{port}", f"[::1]:{port}"}
    if settings.public_url:
        found.add(urlsplit(settings.public_url).netloc)
    return frozenset(found)


def serve(parts: WebParts, settings: WebSettings) -> None:
    """Serve until SIGTERM or SIGINT. Errors are logged, requests are not."""
    host, _, port = settings.listen.rpartition(":")
    config = uvicorn.Config(
        create_site(parts),
        host=host.strip("[]"),
        port=int(port),
        log_config=None,
        access_log=False,
        server_header=False,
        lifespan="off",
        timeout_graceful_shutdown=GRACE,
    )
    server = uvicorn.Server(config)
    threading.Thread(target=_end_with_parent, args=(server,), daemon=True).start()
    server.run()


def _end_with_parent(server: uvicorn.Server) -> None:
    """A daemon that was killed can't end its page: the page ends when its parent is gone."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        server.should_exit = True


class WebProcess:
    """The site's process beside a daemon: begun, looked at, ended."""

    def __init__(self, settings: Settings, target: Callable[[Settings], None]) -> None:
        """`target` is a function of a module, which serves by these settings in the new process."""
        self._settings = settings
        self._target = target
        self._process: BaseProcess | None = None

    def begin(self) -> str:
        """Begin to serve, where the settings say so and the port is free; gives the page's address, or why not."""
        listen = self._settings.web.listen
        if not listen:
            return ""
        if not Login(self._settings.data.dir.expanduser()).has_password:
            require_loopback(self._settings.web)
        if trouble := _taken(listen):
            return f"no page: {trouble}"
        context = multiprocessing.get_context("spawn")
        self._process = context.Process(target=self._target, args=(self._settings,), name="claimwatch-web")
        self._process.start()
        return self._settings.web.public_url or f"http://{listen}/"

    def end(self) -> None:
        """End it: politely, then for good."""
        if self._process is None:
            return
        self._process.terminate()
        self._process.join(GRACE + 2)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
        self._process = None


def _taken(listen: str) -> str:
    """Why nothing can be served there; "" where it can."""
    host, _, port = listen.rpartition(":")
    family = socket.AF_INET6 if host.startswith("[") else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host.strip("[]"), int(port)))
        except OSError as error:
            return f"{listen} can't be listened at ({error.strerror}); name another one in [web] listen"
    return ""
