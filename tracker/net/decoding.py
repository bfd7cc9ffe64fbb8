"""Bounded content decoding: never more bytes in memory than the cap, however small the message (RFC 9110, 8.4)."""

import zlib

from tracker.errors import NetError, TooLargeError

#: Bytes that one step may give: the cap is checked after each.
STEP = 65_536
#: zlib's way to say "with gzip's frame".
GZIP_BITS = 16 + zlib.MAX_WBITS
GZIP_BEGINS = b"\x1f\x8b"
#: What we ask for; anything else is refused.
ACCEPTED = "gzip, deflate"


class BodyReader:
    """Collects a body from its wire pieces, decoded, under both caps."""

    def __init__(self, *, url: str, encoding: str, max_wire: int, max_decoded: int) -> None:
        self._url = url
        self._max_wire = max_wire
        self._max_decoded = max_decoded
        self._encoding = encoding.strip().lower()
        self._inflate = self._inflater()
        self._parts: list[bytes] = []
        self.wire = 0
        self.decoded = 0

    def _inflater(self) -> "zlib._Decompress | None":
        match self._encoding:
            case "" | "identity":
                return None
            case "gzip" | "x-gzip":
                return zlib.decompressobj(GZIP_BITS)
            case "deflate":
                return zlib.decompressobj()
            case other:
                raise NetError(f"{self._url}: content encoding '{other}' was not asked for", url=self._url)

    def feed(self, piece: bytes) -> None:
        """Take one wire piece. Raises TooLargeError at the first byte past a cap, NetError for damaged content."""
        self.wire += len(piece)
        if self.wire > self._max_wire:
            raise TooLargeError(
                f"{self._url}: more than {self._max_wire:,} bytes were sent; [net] max_wire can be raised",
                url=self._url,
            )
        try:
            self._decode(piece)
        except zlib.error as error:
            raise NetError(f"{self._url}: the {self._encoding} content is damaged: {error}", url=self._url) from error

    def _decode(self, piece: bytes) -> None:
        rest = piece
        while rest:
            rest = self._step(rest)

    def _step(self, rest: bytes) -> bytes:
        """Decode at most STEP bytes; the wire bytes that are left."""
        if self._inflate is None:
            self._keep(rest)
            return b""
        if self._inflate.eof:
            rest = rest.lstrip(b"\0")
            # Several gzip members make one body (RFC 1952, 2.2); anything else behind the end is padding.
            if "gzip" not in self._encoding or not rest or rest[:2] != GZIP_BEGINS[: len(rest)]:
                return b""
            self._inflate = zlib.decompressobj(GZIP_BITS)
        try:
            decoded = self._inflate.decompress(rest, STEP)
        except zlib.error:
            if self._encoding != "deflate" or self.wire > len(rest):
                raise
            # Many servers leave out the zlib frame that RFC 9110, 8.4.1.2 asks for; browsers read both.
            self._inflate = zlib.decompressobj(-zlib.MAX_WBITS)
            decoded = self._inflate.decompress(rest, STEP)
        self._keep(decoded)
        return self._inflate.unconsumed_tail or self._inflate.unused_data

    def _keep(self, decoded: bytes) -> None:
        self.decoded += len(decoded)
        if self.decoded > self._max_decoded:
            raise TooLargeError(
                f"{self._url}: more than {self._max_decoded:,} bytes after decoding ({self.wire:,} were sent); "
                "[net] max_decoded can be raised",
                url=self._url,
            )
        self._parts.append(decoded)

    def body(self) -> bytes:
        """The decoded body so far. Raises NetError where a compressed body was cut off."""
        if self._inflate is not None and self.wire and not self._inflate.eof:
            raise NetError(f"{self._url}: the {self._encoding} content ends too early", url=self._url)
        return b"".join(self._parts)
