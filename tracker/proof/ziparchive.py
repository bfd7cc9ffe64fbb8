"""The one way in which a proof's zip is written, and a reader that accepts no other.

Files are stored, not compressed, in the order of their names, with no date, comment or extra field: the same files give
the same bytes, any unzip program reads them, and every byte of the zip is either content or known beforehand. The
reader holds each byte against that, so that an altered one is found wherever it stands. Nothing is unpacked to disk.
"""

import re
import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

LOCAL = struct.Struct("<4s5H3L2H")
CENTRAL = struct.Struct("<4s6H3L5H2L")
END = struct.Struct("<4s4H2LH")
LOCAL_SIGN, CENTRAL_SIGN, END_SIGN = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
#: Version needed, and made by (on Unix, so that the permissions below count).
NEEDED, MADE_BY = 20, 3 << 8 | 20
#: 1 January 1980, the first day that a zip can write, at midnight.
DAY, HOUR = 0x21, 0
#: A plain file that its owner writes and everybody reads.
MODE = 0o100644 << 16
#: What the fields of a zip can count.
MOST_FILES, MOST_BYTES = 0xFFFF - 1, 0xFFFFFFFF - 1
#: What a file of a proof may be called: no absolute path, no "..", no backslash.
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*(?:/[A-Za-z0-9][A-Za-z0-9._-]*)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """What is wrong with one file of a proof; `member` is "" for the zip itself."""

    member: str
    text: str

    def __str__(self) -> str:
        return f"{self.member}: {self.text}" if self.member else self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """What a zip says of one file, twice: before its content, and in the directory at the end."""

    name: str
    crc: int
    size: int
    offset: int

    @property
    def local(self) -> bytes:
        """The header before the content."""
        name = self.name.encode("ascii")
        head = LOCAL.pack(
            LOCAL_SIGN, NEEDED, 0, 0, HOUR, DAY, self.crc, self.size, self.size, len(name), 0
        )  # fmt: skip
        return head + name

    @property
    def central(self) -> bytes:
        """The entry of the directory."""
        name = self.name.encode("ascii")
        entry = CENTRAL.pack(
            CENTRAL_SIGN, MADE_BY, NEEDED, 0, 0, HOUR, DAY, self.crc, self.size, self.size, len(name), 0, 0, 0, 0,
            MODE, self.offset,
        )  # fmt: skip
        return entry + name

    @property
    def begins(self) -> int:
        """Where the content begins."""
        return self.offset + LOCAL.size + len(self.name)

    @property
    def ends(self) -> int:
        """Where the content ends."""
        return self.begins + self.size


class ZipTroubleError(Exception):
    """Raised when bytes are no zip of a proof, with what is wrong."""

    def __init__(self, text: str, *, member: str = "") -> None:
        super().__init__(text)
        self.trouble = Trouble(member=member, text=text)


def zipped(members: Mapping[str, bytes]) -> bytes:
    """The zip of these files. Raises ValueError for a name that no proof has, and for more than a zip can hold."""
    parts: list[bytes] = []
    entries: list[_Entry] = []
    offset = 0
    for name in sorted(members):
        if not NAME.fullmatch(name):
            raise ValueError(f"{name!r} is no name for a file of a proof")
        content = members[name]
        if offset + len(content) > MOST_BYTES or len(entries) == MOST_FILES:
            raise ValueError("the proof is larger than a zip can be (4 GB)")
        entry = _Entry(name=name, crc=zlib.crc32(content), size=len(content), offset=offset)
        parts += [entry.local, content]
        entries.append(entry)
        offset = entry.ends
    directory = b"".join(entry.central for entry in entries)
    return b"".join([*parts, directory, _end(len(entries), len(directory), offset)])


def _end(count: int, size: int, offset: int) -> bytes:
    return END.pack(END_SIGN, 0, 0, count, count, size, offset, 0)


def unzipped(data: bytes) -> tuple[dict[str, bytes], tuple[Trouble, ...]]:
    """The files of a proof's zip by name, and those whose bytes are not the ones that were zipped.

    Raises ZipTroubleError where a byte outside the contents is not as `zipped` writes it.
    """
    entries = _directory(data)
    members: dict[str, bytes] = {}
    troubles: list[Trouble] = []
    for entry in entries:
        members[entry.name] = data[entry.begins : entry.ends]
        if zlib.crc32(members[entry.name]) != entry.crc:
            troubles.append(Trouble(member=entry.name, text="its bytes are not the ones that were written"))
    if list(members) != sorted(members):
        raise ZipTroubleError("the files of the zip stand in another order than claimwatch writes")
    if not troubles and zipped(members) != data:
        raise ZipTroubleError("the zip is not as claimwatch writes it")
    return members, tuple(troubles)


def _directory(data: bytes) -> list[_Entry]:
    """The entries of the zip, each byte of them as it must be."""
    if not data.startswith((LOCAL_SIGN, END_SIGN)):
        raise ZipTroubleError("it is no zip file")
    if len(data) < END.size or data[-END.size :][:4] != END_SIGN:
        raise ZipTroubleError("the zip is cut off, or bytes were added behind its end")
    _, _, _, count, _, size, start, _ = END.unpack(data[-END.size :])
    if data[-END.size :] != _end(count, size, start) or start + size + END.size != len(data):
        raise ZipTroubleError("the end of the zip is not as claimwatch writes it")
    entries: list[_Entry] = []
    at, content_at = start, 0
    for _ in range(count):
        entry, at = _entry(data, at)
        if any(entry.name == other.name for other in entries[-1:]) or entry.name in {e.name for e in entries}:
            raise ZipTroubleError("it stands in the zip twice", member=entry.name)
        _require_local(data, entry, content_at, start)
        entries.append(entry)
        content_at = entry.ends
    if (at, content_at) != (start + size, start):
        raise ZipTroubleError("the zip holds bytes that belong to no file")
    return entries


def _entry(data: bytes, at: int) -> tuple[_Entry, int]:
    """One entry of the directory, and where the next begins."""
    raw = data[at : at + CENTRAL.size]
    if len(raw) < CENTRAL.size or raw[:4] != CENTRAL_SIGN:
        raise ZipTroubleError("the directory of the zip is damaged")
    fields = CENTRAL.unpack(raw)
    method, crc, size, full_size, length, offset = fields[4], *fields[7:11], fields[-1]
    name = data[at + CENTRAL.size : at + CENTRAL.size + length].decode("utf-8", errors="replace")
    if not NAME.fullmatch(name):
        raise ZipTroubleError(f"{name!r} is no name that a file of a proof has")
    if method or size != full_size:
        raise ZipTroubleError("it is compressed; the files of a proof are stored as they are", member=name)
    entry = _Entry(name=name, crc=crc, size=size, offset=offset)
    end = at + len(entry.central)
    if data[at:end] != entry.central:
        raise ZipTroubleError("its entry in the zip's directory is not as claimwatch writes it", member=name)
    return entry, end


def _require_local(data: bytes, entry: _Entry, expected_at: int, limit: int) -> None:
    """Raise ZipTroubleError unless the file stands where the one before it ends, with the header that it must have."""
    if entry.ends > limit:
        raise ZipTroubleError("it reaches beyond the zip's end", member=entry.name)
    if entry.offset != expected_at or data[entry.offset : entry.begins] != entry.local:
        raise ZipTroubleError(f"the zip says two things of it{_called(data, expected_at, entry)}", member=entry.name)


def _called(data: bytes, at: int, entry: _Entry) -> str:
    """What the header before the content calls it, where that is another name."""
    raw = data[at : at + LOCAL.size]
    if len(raw) < LOCAL.size:
        return ""
    name = data[at + LOCAL.size : at + LOCAL.size + LOCAL.unpack(raw)[-2]].decode("utf-8", errors="replace")
    return f" (it is called {name} too)" if NAME.fullmatch(name) and name != entry.name else ""
