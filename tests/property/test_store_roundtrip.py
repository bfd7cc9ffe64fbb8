"""Storing, then loading, gives an equal value."""

from datetime import UTC, datetime, timedelta
from typing import TypeVar

from hypothesis import given
from hypothesis import strategies as st

from storage.mapping import ARTICLE, CHANGE, CLAIM, EVENT, Json
from tracker.model import Article, Change, Claim, Event, EventTime, EvidenceSpan, Participant, Quantity

T = TypeVar("T")

# Lone surrogates can't be text of any page: decoding replaces them.
texts = st.text(st.characters(codec="utf-8"), max_size=30)
st.register_type_strategy(str, texts)
st.register_type_strategy(float, st.floats(allow_nan=False, allow_infinity=False))


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
