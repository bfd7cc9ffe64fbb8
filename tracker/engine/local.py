"""The engine of one machine: pebble's worker processes, waited for from asyncio.

A worker that hangs is killed alone and replaced; `concurrent.futures` would break the whole pool.
"""

import asyncio
import contextlib
import multiprocessing
import signal
from collections.abc import Callable
from datetime import timedelta
from types import TracebackType
from typing import Self, TypeVar

from pebble import ProcessExpired, ProcessPool

from tracker.claims import Lexicon
from tracker.config import EngineSettings
from tracker.engine import worker
from tracker.errors import EngineError
from tracker.model import Claim, FeedEntry, Snapshot, TextResult, Unreadable, Version

A = TypeVar("A")
R = TypeVar("R")


class LocalEngine:
    """Implements the `Engine` port with worker processes on this machine."""

    def __init__(self, settings: EngineSettings, lexicon: Lexicon | None = None) -> None:
        """`lexicon`: what its workers read claims by; None is our own, without a user's words."""
        self._settings = settings
        # spawn: a forked copy of a process with threads and an event loop may hang.
        self._pool = ProcessPool(
            max_workers=settings.workers,
            initializer=_begin,
            initargs=(lexicon,),
            context=multiprocessing.get_context("spawn"),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    async def article(self, snapshot: Snapshot) -> TextResult:
        """The article on a page. Raises EngineError."""
        return await self._run(worker.article, snapshot, limit=self._settings.page_limit)

    async def entries(self, snapshot: Snapshot) -> tuple[FeedEntry, ...] | Unreadable:
        """The entries of a feed. Raises EngineError."""
        return await self._run(worker.entries, snapshot, limit=self._settings.page_limit)

    async def claims(self, version: Version) -> tuple[Claim, ...]:
        """The claims of a version. Raises EngineError."""
        return await self._run(worker.claims, version, limit=self._settings.claims_limit)

    async def _run(self, work: Callable[[A], R], value: A, *, limit: timedelta) -> R:
        future = self._pool.schedule(work, args=(value,), timeout=limit.total_seconds())
        try:
            result: R = await asyncio.wrap_future(future)
        except TimeoutError as error:
            raise EngineError(f"reading took longer than {limit.total_seconds():g} s and was ended") from error
        except ProcessExpired as error:
            raise EngineError(f"the worker process died (exit code {error.exitcode})") from error
        except asyncio.CancelledError:
            future.cancel()
            raise
        except Exception as error:
            # A bug of ours in one page must not stop the others; the traceback travels in `error`.
            raise EngineError(f"reading failed: {type(error).__name__}: {error}") from error
        return result

    def close(self) -> None:
        """End the workers; what is still running is killed."""
        with contextlib.suppress(RuntimeError):
            self._pool.stop()
            self._pool.join()


def _begin(lexicon: Lexicon | None) -> None:
    # Ctrl-C reaches the whole process group: the daemon decides when its workers end, not the key.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    worker.use_lexicon(lexicon)
