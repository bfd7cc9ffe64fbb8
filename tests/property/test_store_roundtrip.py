"""Storing, then loading, gives an equal value: as JSON, and through a column of either database."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Column, Connection, Integer, LargeBinary, MetaData, Table, insert, select

from storage.database import engine_of
from storage.mapping import ARTICLE, CHANGE, CLAIM, EVENT, Json
from storage.moments import Moment
from storage.places import parse_url
from storage.texts import Name, Words
from tests.postgres import Postgres
from tracker.model import Article, Change, Claim, Event, EventTime, EvidenceSpan, Participant, Quantity

T = TypeVar("T")

# Lone surrogates can't be text of any page: decoding replaces them.
texts = st.text(st.characters(codec="utf-8"), max_size=30)
st.register_type_strategy(str, texts)
st.register_type_strategy(float, st.floats(allow_nan=False, allow_infinity=False))
#: One column of each kind that the tables have.
KINDS = Table(
    "kinds",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("words", Words),
    Column("name", Name(64)),
    Column("bytes", LargeBinary),
    Column("at", Moment),
)


@st.composite
def spans(draw: st.DrawFn) -> EvidenceSpan:
    """A span whose offsets fit its quote."""
    quote, start = draw(texts), draw(st.integers(0, 10_000))
    return EvidenceSpan(version_id=draw(st.integers(1, 99)), start=start, end=start + len(quote), quote=quote)


@st.composite
def event_times(draw: st.DrawFn) -> EventTime:
    """An interval whose ends are in order."""
    first, last = sorted((draw(st.dates()), draw(st.dates())))
    return draw(st.builds(EventTime, first=st.just(first), last=st.just(last)))


moments = st.timedeltas(min_value=timedelta(), max_value=timedelta(days=100_000))
st.register_type_strategy(datetime, moments.map(lambda after: datetime(1900, 1, 1, tzinfo=UTC) + after))
st.register_type_strategy(EvidenceSpan, spans())
st.register_type_strategy(EventTime, event_times())


def assert_same_again(json: Json[T], value: T) -> None:
    """A value survives storage."""
    assert json.load(json.dump(value)) == value


@given(st.from_type(Claim))
def test_claims(claim: Claim) -> None:
    assert_same_again(CLAIM, claim)


@given(st.from_type(Change))
def test_changes(change: Change) -> None:
    assert_same_again(CHANGE, change)


@given(st.from_type(Event))
def test_events(event: Event) -> None:
    assert_same_again(EVENT, event)


@given(st.from_type(Article))
def test_articles(article: Article) -> None:
    assert_same_again(ARTICLE, article)


@given(st.from_type(Participant), st.from_type(Quantity))
def test_parts_are_hashable_values(participant: Participant, quantity: Quantity) -> None:
    assert len({participant, participant}) == len({quantity, quantity}) == 1


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def connection(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    """A database with one column of each kind."""
    if request.param == "sqlite":
        yield from _with_kinds(f"sqlite:///{tmp_path_factory.mktemp('kinds')}/kinds.db")
    else:
        server: Postgres = request.getfixturevalue("postgres")
        with server.bare_database() as url:
            yield from _with_kinds(url)


def _with_kinds(url: str) -> Iterator[Connection]:
    engine = engine_of(parse_url(url))
    with engine.connect().execution_options(writes=True) as opened:
        KINDS.create(opened)
        yield opened
    engine.dispose()


def assert_kept(connection: Connection, **values: object) -> None:
    """A row comes back as it was, and is found by its words."""
    key = connection.execute(insert(KINDS).values(**values)).inserted_primary_key
    assert key is not None
    row = connection.execute(select(KINDS).where(KINDS.c.id == key[0])).mappings().one()
    assert {name: row[name] for name in values} == values
    for name, value in values.items():
        same = select(KINDS.c.id).where(KINDS.c.id == key[0], KINDS.c[name] == value)
        assert connection.execute(same).first() is not None


@settings(deadline=None)
@given(st.text(st.characters(codec="utf-8")), st.text("\x00\x1b01a", max_size=64), st.binary(), moments)
def test_any_value_is_kept_by_either_database(
    connection: Connection, words: str, name: str, body: bytes, after: timedelta
) -> None:
    at = datetime(1900, 1, 1, tzinfo=UTC) + after
    assert_kept(connection, words=words, name=name, bytes=body, at=at)


@settings(deadline=None, max_examples=30)
@given(st.from_type(Claim))
def test_claims_are_kept_by_either_database(connection: Connection, claim: Claim) -> None:
    kept = CLAIM.dump(claim)
    key = connection.execute(insert(KINDS).values(words=kept)).inserted_primary_key
    assert key is not None
    assert CLAIM.load(connection.execute(select(KINDS.c.words).where(KINDS.c.id == key[0])).scalar_one()) == claim


@given(st.text(st.characters(categories=["Cs", "L"])))
def test_halves_of_characters_are_kept_as_marks(connection: Connection, words: str) -> None:
    key = connection.execute(insert(KINDS).values(words=words)).inserted_primary_key
    assert key is not None
    kept = connection.execute(select(KINDS.c.words).where(KINDS.c.id == key[0])).scalar_one()
    assert kept == "".join("\ufffd" if "\ud800" <= letter <= "\udfff" else letter for letter in words)
