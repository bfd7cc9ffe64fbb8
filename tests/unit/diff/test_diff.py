"""Differences of two versions, as a person would mark them."""

import time

import pytest

from tests.builders import TREATY, make_article, make_claim, make_quantity, make_version, on_day, person
from tracker.diff import diff_articles, diff_claims
from tracker.model import ChangeKind, Claim, EditKind, Participant, ParticipantKind, Status

BEFORE = "The treaty will be signed on Friday. It comprises 47 articles.\nNobody else spoke in Moscow."


def test_one_edited_word_is_one_replaced_sentence() -> None:
    diff = diff_articles(make_article(BEFORE), make_article(BEFORE.replace("47", "48")))
    kinds = [edit.kind for edit in diff.sentences]
    assert kinds == [EditKind.EQUAL, EditKind.REPLACED, EditKind.EQUAL]
    words = [(word.before, word.after) for word in diff.sentences[1].words if word.kind is not EditKind.EQUAL]
    assert words == [("47", "48")]


def test_a_moved_sentence_is_moved_not_dropped_and_added() -> None:
    after = "Nobody else spoke in Moscow. The treaty will be signed on Friday.\nIt comprises 47 articles."
    diff = diff_articles(make_article(BEFORE), make_article(after))
    kinds = sorted(edit.kind.value for edit in diff.sentences)
    assert kinds == ["equal", "equal", "moved"]


def test_added_and_dropped_sentences_stand_where_they_were() -> None:
    after = "The treaty will be signed on Friday.\nThe weather was mild on the Caspian coast."
    edits = diff_articles(make_article(BEFORE), make_article(after)).sentences
    assert [(edit.kind, edit.before or edit.after) for edit in edits] == [
        (EditKind.EQUAL, "The treaty will be signed on Friday."),
        (EditKind.ADDED, "The weather was mild on the Caspian coast."),
        (EditKind.DROPPED, "It comprises 47 articles."),
        (EditKind.DROPPED, "Nobody else spoke in Moscow."),
    ]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Mr. Peskov of the U.S. desk spoke. It was late.", 2),
        ('"It is done." He left.', 2),
        ("Growth was 3.5 percent. Nobody knew.", 2),
        ("J. D. Vance spoke.", 1),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, count: int) -> None:
    assert len(diff_articles(make_article(text), make_article(text)).sentences) == count


def test_a_long_live_blog_is_compared_in_bounded_time() -> None:
    before = "\n".join(f"At {n} o'clock the delegates of room {n * 7} spoke of matter {n * 13}." for n in range(3_000))
    after = "\n".join(f"At {n} o'clock the envoys of hall {n * 11} told of affair {n * 17}." for n in range(3_000))
    began = time.monotonic()
    diff = diff_articles(make_article(before), make_article(after))
    assert time.monotonic() - began < 5
    assert sum(edit.kind is EditKind.ADDED for edit in diff.sentences) > 2_900


def claim(text: str, status: Status = Status.PLANNED, *, day: str | None = None, figure: float | None = None) -> Claim:
    version = make_version(text)
    return make_claim(
        version,
        "sign",
        status,
        object=TREATY,
        time=on_day(day) if day else None,
        quantities=(make_quantity(version, figure, "article"),) if figure is not None else (),
    )


@pytest.mark.parametrize(
    ("before", "after", "kinds"),
    [
        (claim("It has 47 articles.", figure=47), claim("It has 48 articles.", figure=48), (ChangeKind.NUMBER,)),
        (claim("About 1000 came.", figure=1_000), claim("Some 1003 came.", figure=1_003), ()),
        (
            claim("Signed on Friday 17.", day="2025-01-17"),
            claim("Signed on Friday 24.", day="2025-01-24"),
            (ChangeKind.DATE,),
        ),
        (claim("It will be signed."), claim("It was signed.", Status.HAPPENED), (ChangeKind.STATUS,)),
        (claim("It will be signed."), claim("It won't be signed.", Status.NEGATED), (ChangeKind.POLARITY,)),
        (claim("It will be signed."), claim("It may be signed.", Status.POSSIBLE), (ChangeKind.CERTAINTY,)),
        (claim("It will be signed."), claim("They will sign it."), ()),
    ],
)
def test_an_edited_claim_names_the_kinds_in_which_it_differs(
    before: Claim, after: Claim, kinds: tuple[ChangeKind, ...]
) -> None:
    diff = diff_claims([before], [after])
    assert [edit.kinds for edit in diff.edited] == [kinds]
    assert not diff.added
    assert not diff.dropped


def test_another_party_and_another_speaker_are_told_apart() -> None:
    version = make_version("Peskov said that Putin will sign the treaty.")
    before = make_claim(version, subject=person("Putin"), object=TREATY, speaker=person("Peskov"))
    after = make_claim(version, subject=person("Mishustin"), object=TREATY, speaker=person("Zakharova"))
    assert diff_claims([before], [after]).edited[0].kinds == (ChangeKind.PARTY, ChangeKind.ATTRIBUTION)


def test_a_spelling_variant_is_no_other_party() -> None:
    version = make_version("Araghchi will sign the treaty.")
    before = make_claim(version, subject=person("Aragchi"), object=TREATY)
    after = make_claim(version, subject=person("Araghchi"), object=TREATY)
    assert not diff_claims([before], [after]).edited


def test_claims_of_different_classes_are_never_one() -> None:
    version = make_version("The treaty.")
    diff = diff_claims([make_claim(version, "sign")], [make_claim(version, "ratify")])
    assert (len(diff.added), len(diff.dropped), len(diff.edited)) == (1, 1, 0)


@pytest.mark.parametrize(
    ("before", "after", "is_party"),
    [
        ("harbour bridge", "opera house", True),
        ("bridge", "harbour bridge", False),
        ("the new film", "the movie", False),
        ("many boats", "so many boats", False),
        ("how much", "boats", False),
    ],
)
def test_a_thing_told_more_exactly_is_no_other_party(before: str, after: str, *, is_party: bool) -> None:
    versions = [make_version(f"They opened {thing}.", id=number) for number, thing in enumerate((before, after), 1)]
    things = [Participant(text=thing, key=thing, kind=ParticipantKind.OTHER) for thing in (before, after)]
    claims = [make_claim(version, "open", object=thing) for version, thing in zip(versions, things, strict=True)]
    kinds = [kind for edit in diff_claims(claims[:1], claims[1:]).edited for kind in edit.kinds]
    assert (ChangeKind.PARTY in kinds) is is_party
