"""The log in the data directory: what a user need not read, and whoever mends a bug must."""

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from logging.handlers import RotatingFileHandler
from pathlib import Path

NAME = "claimwatch.log"
#: Bytes of one log file; one older file is kept beside it.
LARGEST = 5_000_000


class Log(RotatingFileHandler):
    """A log file that is made when something is first written to it; where it can't be, the program goes on."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, maxBytes=LARGEST, backupCount=1, encoding="utf-8", delay=True)
        self.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
        #: Why the latest record could not be written.
        self.trouble: OSError | None = None

    def emit(self, record: logging.LogRecord) -> None:
        """Write a record."""
        try:
            Path(self.baseFilename).parent.mkdir(parents=True, exist_ok=True)
            super().emit(record)
        except OSError as error:
            self.trouble = error

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  # logging's own name
        """Note what the write met instead of showing its traceback to the user."""
        error = sys.exc_info()[1]
        if isinstance(error, OSError):
            self.trouble = error


@contextmanager
def logging_to(path: Path) -> Iterator[Log]:
    """Send the warnings and errors of everything to a log file."""
    log = Log(path)
    root = logging.getLogger()
    root.addHandler(log)
    try:
        yield log
    finally:
        root.removeHandler(log)
        log.close()
