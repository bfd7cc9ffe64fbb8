"""Captures as a WARC (ISO 28500): one `response` record each, written and read by warcio.

Bodies are kept after content decoding, so the headers that describe what went over the wire (encoding, length) keep
their value under an `x-archive-orig-` name, as archives do. Records have no `request`: none of ours is worth keeping.
"""

import base64
import hashlib
import io
import uuid
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tracker.proof.form import sha256
from tracker.proof.head import Head

VERSION = "1.1"
#: What no longer describes a body once it is decoded.
WIRE = frozenset({"content-encoding", "content-length", "transfer-encoding"})
ORIGINAL = "x-archive-orig-"
#: Bytes of a WARC beyond its payloads: headers of records and of answers.
HEADERS = 1_000_000
STEP = 65_536


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """One answer, as it goes into a WARC."""

    head: Head
    body: bytes

    @property
    def record_id(self) -> str:
        """The same for the same answer, whoever writes it."""
        name = f"{self.head.final_url} {_date(self.head.taken_at)} {sha256(self.body)}"
        return f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, name)}>"

    @property
    def http(self) -> bytes:
        """Status line and headers, with the empty line behind them."""
        http: bytes = _http(self.head).to_ascii_bytes()
        return http


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One record as read back."""

    type: str
    id: str
    uri: str
    date: str
    payload_digest: str
    block: bytes


def written(responses: Sequence[Response], *, software: str) -> bytes:
    """The WARC of one answer or more, gzipped record by record. The same answers give the same bytes."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True, warc_version=VERSION)
    writer.write_record(_warcinfo(writer, responses, software))
    for each in responses:
        record = writer.create_warc_record(
            _uri(each.head.final_url),
            "response",
            payload=io.BytesIO(each.body),
            length=len(each.body),
            http_headers=_http(each.head),
            warc_headers_dict={
                "WARC-Record-ID": each.record_id,
                "WARC-Date": _date(each.head.taken_at),
                "WARC-Payload-Digest": digest(each.body),
                "WARC-Block-Digest": digest(each.http + each.body),
            },
        )
        writer.write_record(record)
    return out.getvalue()


def _warcinfo(writer: WARCWriter, responses: Sequence[Response], software: str) -> object:
    """The record at the beginning: who wrote it, and in which format."""
    lines = {"software": software, "format": f"WARC File Format {VERSION}"}
    content = "".join(f"{name}: {value}\r\n" for name, value in lines.items()).encode()
    names = software + "".join(each.record_id for each in responses)
    return writer.create_warc_record(
        "",
        "warcinfo",
        payload=io.BytesIO(content),
        length=len(content),
        warc_headers_dict={
            "WARC-Record-ID": f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, names)}>",
            "WARC-Date": min(_date(each.head.taken_at) for each in responses),
            "WARC-Block-Digest": digest(content),
        },
    )


def _http(head: Head) -> StatusAndHeaders:
    """Status line (no reason: servers say what they like there) and headers, in ASCII on one line each."""
    headers = [(f"{ORIGINAL}{name}" if name in WIRE else name, value) for name, value in head.headers]
    safe = [(_ascii(name, safe="-"), _ascii(value, safe="")) for name, value in headers]
    return StatusAndHeaders(f"{head.status} ", safe, protocol="HTTP/1.1")


def _ascii(text: str, *, safe: str) -> str:
    """The text with what isn't printable ASCII percent-encoded: a header can't end its own line."""
    return "".join(
        each if each.isascii() and each.isprintable() else quote(each, safe=safe, errors="replace") for each in text
    )


def _uri(url: str) -> str:
    """The address with what no WARC header may hold percent-encoded."""
    return "".join(each if each.isascii() and each.isprintable() and each != " " else quote(each) for each in url)


def _date(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%S.%f}Z"


def digest(content: bytes) -> str:
    """A labelled digest as WARC files write it."""
    return f"sha256:{base64.b32encode(hashlib.sha256(content).digest()).decode()}"


def expected(response: Response) -> Record:
    """The record that an answer makes."""
    return Record(
        type="response",
        id=response.record_id,
        uri=_uri(response.head.final_url),
        date=_date(response.head.taken_at),
        payload_digest=digest(response.body),
        block=response.http + response.body,
    )


def records(content: bytes, *, payloads: int) -> Iterator[Record]:
    """The records of a WARC of about that many payload bytes, digests checked by warcio. Raises ValueError."""
    plain = _inflated(content, payloads * 2 + HEADERS)
    try:
        # Blocks are read whole, HTTP headers included; warcio raises at a digest that doesn't fit.
        for record in ArchiveIterator(io.BytesIO(plain), no_record_parse=True, check_digests=False):
            head = record.rec_headers
            yield Record(
                type=str(record.rec_type),
                id=str(head.get_header("WARC-Record-ID")),
                uri=str(head.get_header("WARC-Target-URI")),
                date=str(head.get_header("WARC-Date")),
                payload_digest=str(head.get_header("WARC-Payload-Digest")),
                block=record.raw_stream.read(),
            )
        for record in ArchiveIterator(io.BytesIO(plain), check_digests="raise"):
            record.content_stream().read()
    except (ArchiveLoadFailed, EOFError, ValueError, AttributeError, IndexError) as error:
        raise ValueError(f"warcio can't read it: {' '.join(str(error).split()) or 'it ends too early'}") from error


def _inflated(content: bytes, most: int) -> bytes:
    """All gzip members of a file, at most that many bytes. Raises ValueError."""
    parts: list[bytes] = []
    total, rest = 0, content
    while rest:
        member = zlib.decompressobj(16 + zlib.MAX_WBITS)
        while not member.eof:
            try:
                piece = member.decompress(rest, STEP)
            except zlib.error as error:
                raise ValueError(f"it is no gzip: {error}") from error
            total += len(piece)
            if total > most:
                raise ValueError("it holds far more than the captures")
            if not piece and not member.unconsumed_tail and not member.eof:
                raise ValueError("it ends too early")
            parts.append(piece)
            rest = member.unconsumed_tail or member.unused_data
    return b"".join(parts)
