"""Content-addressed delta blobs."""

import hashlib
from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, create_engine, func, select, update

from storage.blobs import CHAIN, get_blob, put_blob
from storage.tables import blobs, metadata
from tracker.errors import BlobDamagedError, NotFoundError

PAGE = b"<html><body>" + b"<p>The treaty will be signed on Friday in Moscow.</p>" * 200


@pytest.fixture
def connection() -> Iterator[Connection]:
    """A database in memory."""
    engine = create_engine("sqlite://")
    metadata.create_all(engine)
    with engine.connect() as opened:
        yield opened
    engine.dispose()


def chain(connection: Connection, count: int) -> list[str]:
    """Versions of one page, each a delta to the one before."""
    names: list[str] = []
    for number in range(count):
        body = PAGE + f"<p>Edited {number} times, {hashlib.sha256(str(number).encode()).hexdigest()}</p>".encode()
        names.append(put_blob(connection, body, base_sha256=names[-1] if names else None))
    return names


def test_each_is_read_back_whole(connection: Connection) -> None:
    names = chain(connection, 40)
    for name in names:
        assert hashlib.sha256(get_blob(connection, name)).hexdigest() == name


def test_a_keyframe_begins_every_chain(connection: Connection) -> None:
    chain(connection, 2 * CHAIN + 1)
    depths = connection.execute(select(blobs.c.depth)).scalars().all()
    assert max(depths) == CHAIN - 1
    assert depths.count(0) == 3


def test_a_delta_costs_a_fraction_of_its_page(connection: Connection) -> None:
    chain(connection, CHAIN)
    sizes = connection.execute(select(func.length(blobs.c.content)).order_by(blobs.c.depth)).scalars().all()
    assert max(sizes[1:]) < sizes[0]


def test_equal_bytes_are_stored_once(connection: Connection) -> None:
    assert put_blob(connection, PAGE, base_sha256=None) == put_blob(connection, PAGE, base_sha256=None)
    assert connection.execute(select(func.count()).select_from(blobs)).scalar() == 1


@pytest.mark.parametrize("body", [b"", b"\x00", b"a" * 3_000_000], ids=["empty", "one byte", "three megabytes"])
def test_any_bytes_can_be_kept_before_and_after_others(connection: Connection, body: bytes) -> None:
    first = put_blob(connection, body, base_sha256=None)
    second = put_blob(connection, PAGE, base_sha256=first)
    third = put_blob(connection, body + b"!", base_sha256=second)
    assert [get_blob(connection, name) for name in (first, second, third)] == [body, PAGE, body + b"!"]


def test_a_damaged_blob_is_never_given_out(connection: Connection) -> None:
    names = chain(connection, 3)
    whole = connection.execute(select(blobs.c.content).where(blobs.c.sha256 == names[0])).scalar_one()
    broken = whole[:-3] + bytes(byte ^ 0xFF for byte in whole[-3:])
    connection.execute(update(blobs).where(blobs.c.sha256 == names[0]).values(content=broken))
    for name in names:
        with pytest.raises(BlobDamagedError, match=r"damaged.*backup"):
            get_blob(connection, name)


def test_a_swapped_blob_is_never_given_out(connection: Connection) -> None:
    one, two = (put_blob(connection, body, base_sha256=None) for body in (b"one" * 50, b"two" * 50))
    other = connection.execute(select(blobs.c.content).where(blobs.c.sha256 == two)).scalar_one()
    connection.execute(update(blobs).where(blobs.c.sha256 == one).values(content=other))
    with pytest.raises(BlobDamagedError):
        get_blob(connection, one)


def test_an_unknown_hash_is_said_to_be_unknown(connection: Connection) -> None:
    with pytest.raises(NotFoundError):
        get_blob(connection, "0" * 64)
