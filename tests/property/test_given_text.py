"""Evidence fits the text as given: any text, any stretch of the article that was read from it."""

from hypothesis import given
from hypothesis import strategies as st

from tracker.model import Article
from tracker.replay.spans import GivenText
from tracker.text import article_from_text, tidy

#: Letters, accents in one and two characters, jamo, spaces of all widths, line ends, what is dropped.
ALPHABET = "ab.Zé\u0065\u0301\u0323\u1100\u1161\u11a8 \t\u00a0\u2003\n\r\u2028\x0b\u200b\u00ad\u202e\x07\U0001f600"
TEXTS = st.text(st.sampled_from(ALPHABET) | st.characters(codec="utf-8", exclude_characters="\x00\ufffd"), max_size=80)


@given(text=TEXTS, title=st.none() | st.just("A title"), data=st.data())
def test_a_stretch_of_the_article_is_found_in_the_text_as_given(
    text: str, title: str | None, data: st.DataObject
) -> None:
    article = article_from_text(text, title=title, url="https://a.example/1")
    if not isinstance(article, Article):
        return
    start = data.draw(st.integers(0, len(article.text) - 1))
    end = data.draw(st.integers(start + 1, len(article.text)))
    first, last, quote = GivenText(text, article).locate(start, end)
    assert text[first:last] == quote
    words = article.text[start:end]
    assert "".join(words.split()) in "".join("".join(tidy(line) for line in quote.splitlines()).split())


@given(lines=st.lists(st.text("abc. ", min_size=1).filter(str.strip), min_size=2, max_size=4), data=st.data())
def test_in_plain_text_the_quote_is_the_very_words(lines: list[str], data: st.DataObject) -> None:
    text = "\n\n".join(lines)
    article = article_from_text(text, title="A title", url="https://a.example/1")
    assert isinstance(article, Article)
    start, end = data.draw(st.sampled_from(article.paragraphs))
    _, _, quote = GivenText(text, article).locate(start, end)
    assert tidy(quote) == article.text[start:end]
