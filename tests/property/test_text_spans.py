"""Every paragraph's span cuts exactly its text, whatever is pasted."""

from hypothesis import given
from hypothesis import strategies as st

from tracker.model import Article
from tracker.text import article_from_text
from tracker.text.paragraphs import join, tidy


@given(st.text(max_size=400))
def test_pasted_text(text: str) -> None:
    read = article_from_text(text, url="", title="T")
    if isinstance(read, Article):
        pieces = [read.text[start:end] for start, end in read.paragraphs]
        assert "\n".join(pieces) == read.text
        assert all(piece == tidy(piece) and piece for piece in pieces)


@given(st.lists(st.text(st.characters(exclude_characters="\n"), max_size=30)))
def test_joined_lines(lines: list[str]) -> None:
    text, spans = join(lines)
    assert [text[start:end] for start, end in spans] == [line for line in lines if line]
