"""Content-addressed bytes as zstd deltas: each to the blob before it in its chain, a keyframe every 16.

A blob is decoded again before its transaction commits, and checked against its SHA-256 whenever it is read.
"""

import hashlib

import zstandard
from sqlalchemy import Connection, RowMapping, select

from storage.inserting import insert_new
from storage.tables import blobs
from tracker.errors import BlobDamagedError, NotFoundError

#: Blobs from keyframe to keyframe: what one damaged blob can take with it.
CHAIN = 16
LEVEL = 9
#: Above this a window of the whole base is needed for zstd to find it again.
WINDOW_LOG_MAX = 27


def put_blob(connection: Connection, body: bytes, *, base_sha256: str | None) -> str:
    """Store bytes, as a delta to `base_sha256` where that is shorter; equal bytes cost nothing. Gives the SHA-256."""
    sha256 = hashlib.sha256(body).hexdigest()
    if connection.execute(select(blobs.c.sha256).where(blobs.c.sha256 == sha256)).first():
        return sha256
    base = _usable_base(connection, base_sha256)
    base_body = get_blob(connection, base[0]) if base else None
    content = _compress(body, base_body)
    if base_body is not None:
        whole = _compress(body, None)
        if len(whole) <= len(content):
            base, base_body, content = None, None, whole
    if _decompress(content, base_body, len(body)) != body:
        raise BlobDamagedError(f"blob {sha256} could not be read back before it was stored", sha256=sha256)
    row = {
        "sha256": sha256,
        "base_sha256": base[0] if base else None,
        "depth": base[1] + 1 if base else 0,
        "size": len(body),
        "content": content,
    }
    insert_new(connection, blobs, row)
    return sha256


def get_blob(connection: Connection, sha256: str) -> bytes:
    """The bytes of that SHA-256. Raises NotFoundError, BlobDamagedError."""
    chain: list[RowMapping] = []
    at: str | None = sha256
    while at is not None:
        if len(chain) == CHAIN:
            raise _damaged(sha256)
        row = connection.execute(select(blobs).where(blobs.c.sha256 == at)).mappings().first()
        if row is None:
            raise NotFoundError(f"no stored bytes have the SHA-256 {at}", subject=at)
        chain.append(row)
        at = row["base_sha256"]
    body: bytes | None = None
    for row in reversed(chain):
        try:
            body = _decompress(row["content"], body, row["size"])
        except zstandard.ZstdError as error:
            raise _damaged(row["sha256"]) from error
        if hashlib.sha256(body).hexdigest() != row["sha256"]:
            raise _damaged(row["sha256"])
    assert body is not None
    return body


def _usable_base(connection: Connection, sha256: str | None) -> tuple[str, int] | None:
    if sha256 is None:
        return None
    found = select(blobs.c.sha256, blobs.c.depth).where(blobs.c.sha256 == sha256, blobs.c.size > 0)
    row = connection.execute(found).first()
    return (row.sha256, row.depth) if row and row.depth < CHAIN - 1 else None


def _compress(body: bytes, base: bytes | None) -> bytes:
    if base is None:
        return zstandard.ZstdCompressor(level=LEVEL).compress(body)
    window = min(max((len(body) + len(base)).bit_length(), 17), WINDOW_LOG_MAX)
    parameters = zstandard.ZstdCompressionParameters.from_level(LEVEL, window_log=window, enable_ldm=True)
    raw = zstandard.ZstdCompressionDict(base, dict_type=zstandard.DICT_TYPE_RAWCONTENT)
    return zstandard.ZstdCompressor(dict_data=raw, compression_params=parameters).compress(body)


def _decompress(content: bytes, base: bytes | None, size: int) -> bytes:
    raw = zstandard.ZstdCompressionDict(base, dict_type=zstandard.DICT_TYPE_RAWCONTENT) if base is not None else None
    decoder = zstandard.ZstdDecompressor(dict_data=raw, max_window_size=2**WINDOW_LOG_MAX)
    return decoder.decompress(content, max_output_size=max(size, 1))


def _damaged(sha256: str) -> BlobDamagedError:
    return BlobDamagedError(
        f"stored bytes {sha256} are damaged: restore the database from a backup",
        sha256=sha256,
    )
