"""Laws of proofs: whatever the texts say the proof is sound, and whatever is done to its bytes it is sound no more."""

from dataclasses import replace

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.builders import make_version
from tests.proof_builders import make_material, make_proof, make_snapshot
from tracker.diff import diff_articles
from tracker.proof import Material, verify

DATA = make_proof().zipped()
WORDS = st.sampled_from(
    ["Putin", "signed", "it.", "No", "one", "47", "48", "said", "“so”", "ё", "👍🏽", "e\u0301", "\u200f"]
)
SENTENCES = st.lists(WORDS, min_size=1, max_size=8).map(" ".join)
TEXTS = st.lists(SENTENCES, min_size=0, max_size=8).map("\n".join)


def material_of(before: str, after: str, titles: tuple[str, str]) -> Material:
    """An article's two versions, with nothing said of them."""
    old = make_version(before, id=1, article_id=12, number=1, title=titles[0])
    new = make_version(after, id=2, article_id=12, number=2, title=titles[1])
    return replace(
        make_material(),
        changes=(),
        claims=(),
        rows={},
        versions=(old, new),
        snapshots={version.id: make_snapshot(version) for version in (old, new)},
        revisions=((old, new, diff_articles(old.article, new.article)),),
        histories={12: (old, new)},
    )


@settings(max_examples=80, deadline=None)
@given(before=TEXTS, after=TEXTS, titles=st.tuples(SENTENCES, SENTENCES))
@example(before="", after="", titles=("", ""))
@example(before="A b.\nC d.", after="C d.\nA b.", titles=("x", "x"))
def test_any_two_versions_make_a_sound_proof(before: str, after: str, titles: tuple[str, str]) -> None:
    data = make_proof(material_of(before, after, titles)).zipped()
    assert verify(data).troubles == ()
    assert data == make_proof(material_of(before, after, titles)).zipped()


@settings(max_examples=60, deadline=None)
@given(headers=st.lists(st.tuples(st.text(max_size=9), st.text(max_size=30)), max_size=5))
def test_any_headers_make_a_sound_proof(headers: list[tuple[str, str]]) -> None:
    material = make_material()
    snapshots = {key: replace(each, headers=tuple(headers)) for key, each in material.snapshots.items()}
    assert verify(make_proof(replace(material, snapshots=snapshots)).zipped()).troubles == ()


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_any_other_bytes_are_not_sound(data: st.DataObject) -> None:
    """A stretch is taken out, put in or replaced, anywhere."""
    start = data.draw(st.integers(0, len(DATA)))
    end = data.draw(st.integers(start, min(len(DATA), start + 40)))
    put = data.draw(st.binary(max_size=40))
    altered = DATA[:start] + put + DATA[end:]
    assert verify(altered).is_sound is (altered == DATA)


@settings(max_examples=100, deadline=None)
@given(junk=st.binary(max_size=300))
def test_any_bytes_have_an_answer(junk: bytes) -> None:
    assert not verify(junk).is_sound
    assert not verify(b"PK\x03\x04" + junk).is_sound
    assert not verify(junk + DATA[-22:]).is_sound
