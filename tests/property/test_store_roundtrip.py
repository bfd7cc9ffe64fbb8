"""Storing, then loading, gives an equal value."""

from hypothesis import given
from hypothesis import strategies as st

from storage.mapping import ARTICLE, CHANGE, CLAIM, EVENT, Json
from tracker.model import Article, Change, Claim, Event, EventTime, Participant, Quantity

# Lone surrogates can't be text of any page: decoding replaces them.
texts = st.text(st.characters(codec="utf-8"), max_size=30)
st.register_type_strategy(str, texts)
st.register_type_strategy(float, st.floats(allow_nan=False, allow_infinity=False))


@st.composite
def spans(draw: st.DrawFn) -> dict[str, object]:
    """The fields of a span whose offsets fit its quote."""
    quote, start = draw(texts), draw(st.integers(0, 10_000))
    return {"version_id": draw(st.integers(1, 99)), "start": start, "end": start + len(quote), "quote": quote}


def _register() -> None:
    from datetime import UTC, datetime

    from tracker.model import EvidenceSpan

    moments = st.datetimes(min_value=datetime(1900, 1, 1), max_value=datetime(2200, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
    st.register_type_strategy(datetime, moments)
    st.register_type_strategy(EvidenceSpan, spans().map(lambda fields: EvidenceSpan(**fields)))  # type: ignore[arg-type]
    ordered = st.tuples(st.dates(), st.dates()).map(sorted)
    st.register_type_strategy(
        EventTime,
        ordered.flatmap(lambda ends: st.builds(EventTime, first=st.just(ends[0]), last=st.just(ends[1]))),
    )


_register()


def same_again(json: Json[object], value: object) -> None:
    """Assert that a value survives storage."""
    assert json.load(json.dump(value)) == value


@given(st.from_type(Claim))
def test_claims(claim: Claim) -> None:
    same_again(CLAIM, claim)  # type: ignore[arg-type]


@given(st.from_type(Change))
def test_changes(change: Change) -> None:
    same_again(CHANGE, change)  # type: ignore[arg-type]


@given(st.from_type(Event))
def test_events(event: Event) -> None:
    same_again(EVENT, event)  # type: ignore[arg-type]


@given(st.from_type(Article))
def test_articles(article: Article) -> None:
    same_again(ARTICLE, article)  # type: ignore[arg-type]


@given(st.from_type(Participant), st.from_type(Quantity))
def test_parts_are_hashable_values(participant: Participant, quantity: Quantity) -> None:
    assert len({participant, participant}) == len({quantity, quantity}) == 1
