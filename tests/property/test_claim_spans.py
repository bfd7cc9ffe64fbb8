"""Laws of the claim reader: spans cut exactly their text, reading is repeatable, names don't change a status."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders import make_version
from tracker.claims import ClaimReader
from tracker.claims.rules import RULES
from tracker.model import Claim, Status

READER = ClaimReader()
SENTENCES = (
    "The treaty between Iran and Russia will be signed on Friday, January 17.",
    "“It is not intended to create a military alliance,” said Iran’s foreign minister, Abbas Araghchi.",
    "The signing was postponed from Friday to January 24 because of snow.",
    "At least 1,600 people were killed, and the toll may rise to 2,000.",
    "He said that the talks would be held next week.",
    "MOSCOW, January 16. The visit has been called off.",
    "The pact lasts for 20 years — and comprises 47 articles.",
    "If it’s ratified, the law takes effect in May; otherwise nothing happens.",
)
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=40)
PARAGRAPHS = st.lists(st.sampled_from(SENTENCES) | WORDS, min_size=1, max_size=4).map(" ".join)
TEXTS = st.lists(PARAGRAPHS, min_size=1, max_size=4).map("\n".join)
NAMES = ("Brazil", "Norway", "Kenya", "Japan", "Georgia", "Oman", "Chile", "Turkey")
PEOPLE = ("Lindqvist", "Okafor", "Tanaka", "Moreau", "Haidari", "Svensson")
PLANS = (
    ("{a} and {b} will sign the treaty on Friday.", Status.PLANNED),
    ("{a} and {b} signed the treaty on Friday.", Status.HAPPENED),
    ("{a} may sign the treaty with {b}.", Status.POSSIBLE),
    ("{a} has not signed the treaty with {b}.", Status.NEGATED),
    ("{a} is set to sign the treaty with {b}.", Status.PLANNED),
    ("President {p} of {a} would have signed the treaty with {b}.", Status.COUNTERFACTUAL),
    ("{a} has called off the signing of the treaty with {b}.", Status.CANCELLED),
    ("{a} postponed the signing of the treaty with {b} to May 6.", Status.POSTPONED),
)


def spans_cut_their_text(text: str, claims: tuple[Claim, ...]) -> None:
    for claim in claims:
        spans = [claim.trigger, claim.evidence, *(quantity.evidence for quantity in claim.quantities)]
        spans.extend(span for span in (claim.cue,) if span is not None)
        for span in spans:
            assert text[span.start : span.end] == span.quote
            assert span.quote.strip()
        assert claim.evidence.start <= claim.trigger.start < claim.trigger.end <= claim.evidence.end
        assert "\n" not in claim.evidence.quote


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_spans_cut_exactly_their_text(text: str) -> None:
    claims = READER.read(make_version(text))
    spans_cut_their_text(text, claims)
    assert [claim.trigger.start for claim in claims] == sorted(claim.trigger.start for claim in claims)
    assert {claim.status_rule for claim in claims} <= set(RULES)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_reading_twice_is_reading_once(text: str) -> None:
    version = make_version(text)
    assert READER.read(version) == ClaimReader(cache_size=1).read(version)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(PLANS),
    st.lists(st.sampled_from(NAMES), min_size=2, max_size=2, unique=True),
    st.sampled_from(PEOPLE),
)
def test_other_names_don_t_change_a_status(plan: tuple[str, Status], states: list[str], person: str) -> None:
    template, status = plan
    text = template.format(a=states[0], b=states[1], p=person)
    signings = [claim for claim in READER.read(make_version(text, on="2025-01-15")) if claim.event_class == "sign"]
    assert [claim.status for claim in signings] == [status], text
    marks = signings[0].object.marks if signings[0].object else ()
    assert states[1].lower() in marks, text
