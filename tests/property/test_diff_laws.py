"""Laws of the differences: equal texts have none, swapping swaps, and the edits lead from one text to the other."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from tests.builders import TREATY, make_article, make_claim, make_quantity, make_version, on_day, person
from tracker.diff import diff_articles, diff_claims
from tracker.diff.facts import fact_edits
from tracker.model import Claim, EditKind, SentenceEdit, Status, TextDiff

SENTENCES = st.sampled_from(
    [
        "Putin and Pezeshkian signed the treaty.",
        "Putin and Pezeshkian signed the pact on Friday.",
        "The treaty comprises 47 articles.",
        "The treaty comprises 48 articles.",
        "It will be in force for 20 years.",
        "Nobody else spoke!",
        'He said: "It is done."',
        "Mr. Peskov of the U.S. desk declined to comment.",
    ]
)
PARAGRAPHS = st.lists(SENTENCES, min_size=1, max_size=4).map(" ".join)
TEXTS = st.lists(PARAGRAPHS, min_size=1, max_size=5).map("\n".join) | st.text(alphabet="abC .!?\n\"'", max_size=60)


@given(TEXTS)
def test_equal_texts_have_no_difference(text: str) -> None:
    article = make_article(text)
    assert diff_articles(article, article).is_empty


@given(TEXTS, TEXTS)
def test_spans_cut_exactly_their_text(before: str, after: str) -> None:
    for edit in diff_articles(make_article(before), make_article(after)).sentences:
        if edit.span_before is not None:
            assert before[slice(*edit.span_before)] == edit.before
        if edit.span_after is not None:
            assert after[slice(*edit.span_after)] == edit.after


@given(TEXTS, TEXTS)
def test_applying_the_edits_gives_the_second_text(before: str, after: str) -> None:
    diff = diff_articles(make_article(before), make_article(after))
    assert "".join(_apply(diff).split()) == "".join(after.split())
    first = "".join(edit.before for edit in diff.sentences)
    assert Counter("".join(first.split())) == Counter("".join(before.split()))


@given(TEXTS, TEXTS)
def test_word_edits_join_to_both_sentences(before: str, after: str) -> None:
    for edit in diff_articles(make_article(before), make_article(after)).sentences:
        if edit.kind is EditKind.REPLACED:
            assert "".join(word.before for word in edit.words) == edit.before
            assert "".join(word.after for word in edit.words) == edit.after


@given(TEXTS, TEXTS)
def test_swapping_the_texts_swaps_added_and_dropped(before: str, after: str) -> None:
    there = diff_articles(make_article(before), make_article(after)).sentences
    back = diff_articles(make_article(after), make_article(before)).sentences
    assert _texts(there, EditKind.ADDED) == _texts(back, EditKind.DROPPED)
    assert _texts(there, EditKind.DROPPED) == _texts(back, EditKind.ADDED)
    assert _texts(there, EditKind.MOVED) == _texts(back, EditKind.MOVED)


@given(TEXTS, TEXTS)
def test_facts_quote_exactly_and_are_seen_alike_from_both_sides(before: str, after: str) -> None:
    there = diff_articles(make_article(before), make_article(after)).sentences
    back = diff_articles(make_article(after), make_article(before)).sentences
    assert _rules(there) == _rules(back)
    for fact in (fact for edit in there for fact in edit.facts):
        assert fact.span_before is not None or fact.span_after is not None
        assert fact.before == (before[slice(*fact.span_before)] if fact.span_before else "")
        assert fact.after == (after[slice(*fact.span_after)] if fact.span_after else "")


PIECES = "the a not 12 1,200 40% May 3 2031 Friday Oslo NATO J. he signed $5 million third some will"
WORDS = st.lists(st.sampled_from(PIECES.split()) | st.text(max_size=6), max_size=14).map(" ".join)


@given(WORDS, WORDS)
def test_facts_of_any_two_strings_turn_with_them(before: str, after: str) -> None:
    there, back = fact_edits(before, after), fact_edits(after, before)
    assert [(fact.before, fact.after) for fact in there] == [(fact.after, fact.before) for fact in back]
    assert fact_edits(before, before) == ()


def _rules(edits: tuple[SentenceEdit, ...]) -> Counter[tuple[str, ...]]:
    sides = {"edit.content_added": "edit.content", "edit.content_dropped": "edit.content"}
    return Counter(tuple(sides.get(fact.rule, fact.rule) for fact in edit.facts) for edit in edits if edit.facts)


def _texts(edits: tuple[SentenceEdit, ...], kind: EditKind) -> Counter[str]:
    return Counter(edit.after or edit.before for edit in edits if edit.kind is kind)


def _apply(diff: TextDiff) -> str:
    """The second text, out of the first's sentences and the edits alone."""
    parts = []
    for edit in diff.sentences:
        match edit.kind:
            case EditKind.EQUAL | EditKind.MOVED:
                parts.append(edit.before)
            case EditKind.REPLACED:
                parts.append("".join(word.before if word.kind is EditKind.EQUAL else word.after for word in edit.words))
            case EditKind.ADDED:
                parts.append(edit.after)
            case EditKind.DROPPED:
                pass
    return " ".join(parts)


# --- claims ----------------------------------------------------------------------------------------------------------
@st.composite
def claim_lists(draw: st.DrawFn) -> list[Claim]:
    """The claims of one version: up to five mentions of three classes."""
    made = []
    for ordinal in range(draw(st.integers(0, 5))):
        text = draw(SENTENCES)
        version = make_version(text)
        made.append(
            make_claim(
                version,
                draw(st.sampled_from(["sign", "visit", "contain", None])),
                draw(st.sampled_from([Status.PLANNED, Status.HAPPENED, Status.NEGATED, Status.POSSIBLE])),
                subject=draw(st.sampled_from([None, person("Putin"), person("Pezeshkian")])),
                object=draw(st.sampled_from([None, TREATY])),
                time=draw(st.sampled_from([None, on_day("2025-01-17"), on_day("2025-01-24")])),
                quantities=draw(st.sampled_from([(), (make_quantity(version, 47, "article"),)])),
                ordinal=ordinal,
            )
        )
    return made


@given(claim_lists())
def test_equal_claims_have_no_difference(claims: list[Claim]) -> None:
    diff = diff_claims(claims, claims)
    assert (diff.added, diff.dropped, diff.edited) == ((), (), ())


@given(claim_lists(), claim_lists())
def test_swapping_the_claims_swaps_added_and_dropped(before: list[Claim], after: list[Claim]) -> None:
    there, back = diff_claims(before, after), diff_claims(after, before)
    assert Counter(there.added) == Counter(back.dropped)
    assert Counter(there.dropped) == Counter(back.added)
    assert {(edit.before.key, edit.after.key) for edit in there.edited} == {
        (edit.after.key, edit.before.key) for edit in back.edited
    }


@given(claim_lists(), claim_lists())
def test_every_claim_is_accounted_for_once(before: list[Claim], after: list[Claim]) -> None:
    diff = diff_claims(before, after)
    aligned = len(before) - len(diff.dropped)
    assert aligned == len(after) - len(diff.added)
    assert len(diff.edited) <= aligned
