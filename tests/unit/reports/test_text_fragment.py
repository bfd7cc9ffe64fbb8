"""Addresses that open at the quote, and text of others made harmless."""

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.model import inert, is_web_address, text_fragment

PAGE = "https://wire.example/news/1"


def test_syntax_characters_of_the_directive_are_encoded() -> None:
    address = text_fragment(PAGE, "well-known, & signed")
    assert address == f"{PAGE}#:~:text=well%2Dknown%2C%20%26%20signed"


def test_a_long_quote_is_named_by_its_first_and_last_words() -> None:
    quote = "Russia and Iran will sign their partnership treaty in Moscow on Friday, the Kremlin said"
    assert text_fragment(PAGE, quote) == f"{PAGE}#:~:text=Russia%20and%20Iran%20will,Friday%2C%20the%20Kremlin%20said"


def test_a_quote_over_two_paragraphs_is_a_range() -> None:
    assert text_fragment(PAGE, "They signed it.\nIt holds.") == f"{PAGE}#:~:text=They%20signed,It%20holds."


def test_an_anchor_of_the_page_is_kept_and_an_old_directive_replaced() -> None:
    assert text_fragment(f"{PAGE}#live:~:text=old", "new") == f"{PAGE}#live:~:text=new"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "", "pasted:seed", "//wire.example/x"])
def test_what_is_no_web_address_stays_as_it_is(url: str) -> None:
    assert text_fragment(url, "signed") == url
    assert not is_web_address(url)


@pytest.mark.parametrize(
    "url", ["https://a.example/\nx", "https://a.example/ x", "http://[", "https:///x", "http://a\u202eb/"]
)
def test_a_malformed_address_is_no_link(url: str) -> None:
    assert not is_web_address(url)


@given(st.text(st.characters(blacklist_categories=["Cs"]), min_size=1))
def test_the_directive_holds_only_words_of_the_quote(quote: str) -> None:
    address = text_fragment(PAGE, quote)
    directive = address.partition("#:~:text=")[2]
    if not quote.split():
        assert address == PAGE
        return
    assert all(" ".join(unquote(part).split()) in " ".join(quote.split()) for part in directive.split(","))
    assert not set(directive) & set(" -&#")


def test_terminal_escapes_and_direction_changes_do_not_survive() -> None:
    hostile = "a\x1b[31mred\x1b[0m \x1b]8;;http://evil.example\x07link\x1b]8;;\x07 \u202egnp.exe\u202c\x9b2J\x00b"
    assert inert(hostile) == "ared link gnp.exe b"


def test_joiners_of_persian_words_survive() -> None:
    assert inert("می\u200cخواهم") == "می\u200cخواهم"


@given(st.text())
def test_inert_text_is_one_line_without_control_characters_and_stays_so(text: str) -> None:
    once = inert(text)
    assert once.isprintable() or "\u200c" in once or "\u200d" in once
    assert inert(once) == once
