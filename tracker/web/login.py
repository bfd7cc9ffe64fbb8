"""One administrator password, and who is logged in.

The password is kept as an Argon2id hash (RFC 9106, the library's defaults) in a file of the data directory; whoever is
logged in has a signed cookie, which ends after thirty days, and at once when the password changes. Without a password
the page is open, and then it only listens to this machine.
"""

import hashlib
import os
import secrets
from collections import deque
from datetime import datetime, timedelta
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from itsdangerous import BadSignature, TimestampSigner

from tracker.errors import InputError, StorageError

#: Files of the data directory, readable by their owner alone.
PASSWORD, SECRET = "page.password", "page.secret"
COOKIE = "claimwatch"
LASTS = timedelta(days=30)
#: Characters of a password.
SHORTEST, LONGEST = 10, 1_000
#: So many mistakes within that time, and nobody is let in until it has passed.
MOST_MISTAKES, WITHIN = 10, timedelta(minutes=5)


class Login:
    """The password of one data directory, and the cookies signed for it."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._hasher = PasswordHasher()
        self._mistakes: deque[datetime] = deque(maxlen=MOST_MISTAKES)

    @property
    def has_password(self) -> bool:
        """Whether a password is asked for."""
        return (self._directory / PASSWORD).exists()

    def set_password(self, password: str) -> None:
        """Ask for this password from now on; whoever is logged in is so no more. Raises InputError, StorageError."""
        if not SHORTEST <= len(password) <= LONGEST:
            raise InputError(f"a password has {SHORTEST} to {LONGEST:,} characters", subject="password")
        _write(self._directory / PASSWORD, self._hasher.hash(password))

    def remove_password(self) -> None:
        """Ask for none. Raises StorageError."""
        try:
            (self._directory / PASSWORD).unlink(missing_ok=True)
        except OSError as error:
            raise StorageError(f"{self._directory / PASSWORD}: {error.strerror}") from error

    def let_in(self, password: str, *, now: datetime) -> str | None:
        """The cookie of somebody who knows the password; None for a mistake. Raises InputError after too many."""
        if len(self._mistakes) == MOST_MISTAKES and now - self._mistakes[0] < WITHIN:
            raise InputError("too many wrong passwords: try again in a few minutes", subject="password")
        try:
            self._hasher.verify(self._hash(), password)
        except (VerificationError, InvalidHashError):
            self._mistakes.append(now)
            return None
        self._mistakes.clear()
        return self._signer().sign(secrets.token_urlsafe(16)).decode()

    def knows(self, cookie: str | None) -> bool:
        """Whether a cookie is one that this password was given for, and not too old."""
        if not cookie:
            return False
        try:
            self._signer().unsign(cookie, max_age=int(LASTS.total_seconds()))
        except BadSignature:
            return False
        return True

    def _hash(self) -> str:
        try:
            return (self._directory / PASSWORD).read_text(encoding="ascii").strip()
        except OSError as error:
            raise StorageError(f"{self._directory / PASSWORD}: {error.strerror}") from error

    def _signer(self) -> TimestampSigner:
        """Signs with this directory's secret, and with the password's hash: another password, other signatures."""
        secret = self._directory / SECRET
        if not secret.exists():
            _write(secret, secrets.token_urlsafe(48))
        salt = hashlib.sha256(self._hash().encode()).hexdigest()
        return TimestampSigner(secret.read_text(encoding="ascii").strip(), salt=salt)


def _write(path: Path, text: str) -> None:
    """A file for its owner alone, whole or not at all. Raises StorageError."""
    part = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(f"{text}\n")
        part.replace(path)
    except OSError as error:
        raise StorageError(f"{path}: {error.strerror}") from error
