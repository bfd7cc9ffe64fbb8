"""Every error that a user can meet, each with its subject as an attribute and what to do in its text.

* TrackerError
  + ConfigError          a file of settings or of a story can't be used
  + InputError           something given on the command line can't be used
    - PublishedMissingError   a text without a publication date: its weekdays mean nothing
  + NotFoundError        no story, event, article or alert of that name
  + StorageError
    - SchemaTooNewError  the database was made by a newer claimwatch
    - BlobDamagedError   stored bytes no longer have their hash
    - LeaseLostError     another worker took the source over
    - AlreadyRunningError     another daemon works on this database
  + NetError
    - ForbiddenAddressError   the guard refused an address
    - TooLargeError           more bytes than the caps allow
    - DeadlineError           not finished within the time allowed
    - UnreachableError        no answer: name, connection, TLS or protocol
  + EngineError          a worker process died or ran out of time

Expected trouble while following a story (a 404, a blank page) is a value, never one of these.
"""


class TrackerError(Exception):
    """The base: its text is one line that a user can act on."""


class ConfigError(TrackerError):
    """Raised when a settings or story file has an unknown key, a bad value or can't be read."""

    def __init__(
        self,
        message: str,
        *,
        path: str,
        line: int | None = None,
        key: str | None = None,
        table: str = "",
        nth: int = 0,
    ) -> None:
        where = f"{path}:{line}" if line else path
        super().__init__(f"{where}: {message}")
        self.path = path
        self.line = line
        self.key = key
        #: The table that the key stands in, and which of that name.
        self.table = table
        self.nth = nth


class InputError(TrackerError):
    """Raised when what the user gave (a file, an address, a date) can't be used."""

    def __init__(self, message: str, *, subject: str) -> None:
        super().__init__(message)
        self.subject = subject


class PublishedMissingError(InputError):
    """Raised when a text has no publication date and none was given: its "on Friday" can't be resolved."""


class NotFoundError(TrackerError):
    """Raised when no record has the name or short id asked for."""

    def __init__(self, message: str, *, subject: str) -> None:
        super().__init__(message)
        self.subject = subject


class StorageError(TrackerError):
    """Raised when the database can't be opened, read or written."""


class SchemaTooNewError(StorageError):
    """Raised when the database has a revision that this release doesn't know."""


class BlobDamagedError(StorageError):
    """Raised when stored bytes can't be decoded to the content that their hash names."""

    def __init__(self, message: str, *, sha256: str) -> None:
        super().__init__(message)
        self.sha256 = sha256


class LeaseLostError(StorageError):
    """Raised when a capture comes from a worker whose lease on the source has passed to another."""


class AlreadyRunningError(StorageError):
    """Raised when a daemon is started on a database that another one works on."""


class NetError(TrackerError):
    """Raised by `tracker.net` for a request that can't be made or finished."""

    def __init__(self, message: str, *, url: str) -> None:
        super().__init__(message)
        self.url = url


class ForbiddenAddressError(NetError):
    """Raised when the address being connected to is not public and the operator hasn't allowed it."""


class TooLargeError(NetError):
    """Raised when the body is larger than the caps on wire bytes or decoded bytes."""


class DeadlineError(NetError):
    """Raised when the whole request takes longer than its deadline."""


class UnreachableError(NetError):
    """Raised when no usable answer comes: name resolution, connection, TLS, protocol."""


class EngineError(TrackerError):
    """Raised when a worker process died or exceeded its hard time limit."""
