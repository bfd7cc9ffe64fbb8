"""The parts of reading a page: addresses, dates, charsets, languages, and what tells an article from another page."""

from datetime import UTC, datetime

import pytest

from tracker.model import PageQuality
from tracker.text.charset import decode
from tracker.text.language import language_of
from tracker.text.metadata import canonical_url, page_metadata
from tracker.text.quality import page_trouble

URL = "https://www.courier.example/world/treaty"
REPORT = "The ministry said on Monday that the talks had ended without a result and would go on in Geneva. "


def trouble(text: str, *, title: str = "Talks", around: str = "", paid: bool = False) -> PageQuality | None:
    """What the page is instead of an article; None if it is one."""
    found = page_trouble(text, title=title, around=around or text, paid=paid)
    return found.quality if found else None


@pytest.mark.parametrize(
    "sentence",
    [
        "Such an annex does not exist, the minister said.",
        "The old border crossing no longer exists.",
        "Aid workers were denied access to the camp; access is denied to reporters too.",
        "The two sides exchanged 404 prisoners.",
        "They took the pictures without your consent, the judge told the paper.",
        "Pupils should continue reading at home, the minister said.",
        "The story, the court found, was not true.",
        "The treaty was not found to be void.",
    ],
)
@pytest.mark.parametrize("title", ["Talks", "Access denied to aid convoy", "404 prisoners exchanged"])
def test_a_short_report_that_uses_such_words_is_an_article(sentence: str, title: str) -> None:
    assert trouble(f"{REPORT}\n{sentence}", title=title) is None


@pytest.mark.parametrize(
    ("title", "text", "quality"),
    [
        ("Access Denied", REPORT, PageQuality.BLOCK_PAGE),
        ("Just a moment...", REPORT, PageQuality.BLOCK_PAGE),
        ("News", f"{REPORT}\nPlease enable JavaScript and cookies to continue.", PageQuality.BLOCK_PAGE),
        ("News", f"{REPORT}\nOur systems have detected unusual traffic from your network.", PageQuality.BLOCK_PAGE),
        ("404", REPORT, PageQuality.SOFT_404),
        ("Page not found!", REPORT, PageQuality.SOFT_404),
        ("404 - Page not found | Courier", REPORT, PageQuality.SOFT_404),
        ("Error 404", REPORT, PageQuality.SOFT_404),
        ("403 Forbidden", REPORT, PageQuality.BLOCK_PAGE),
        ("Attention Required! | Cloudflare", REPORT, PageQuality.BLOCK_PAGE),
        ("News", f"{REPORT}\nThe article you requested could not be found.", PageQuality.SOFT_404),
        ("News", f"{REPORT}\nThis page is no longer available.", PageQuality.SOFT_404),
        ("News", f"{REPORT}\nAlready a subscriber? Log in.", PageQuality.PAYWALL_STUB),
        ("News", f"{REPORT}\nContinue reading with a free account.", PageQuality.PAYWALL_STUB),
        ("News", f"{REPORT}\nWe value your privacy.", PageQuality.CONSENT_PAGE),
    ],
)
def test_what_a_site_says_of_itself_is_no_article(title: str, text: str, quality: PageQuality) -> None:
    assert trouble(text, title=title) is quality


def test_a_long_stub_ends_where_the_site_says_so_and_calls_itself_paid() -> None:
    stub = f"{REPORT * 10}\nSubscribe to continue reading."
    assert trouble(stub, paid=True) is PageQuality.PAYWALL_STUB
    assert trouble(stub, paid=False) is None
    assert trouble(REPORT * 10, paid=True) is None


def test_where_there_is_no_text_the_rest_of_the_page_says_why() -> None:
    assert trouble("", around="You need to enable JavaScript to run this app.") is PageQuality.BLOCK_PAGE
    assert trouble("", around="World Sport Shop") is PageQuality.EMPTY


@pytest.mark.parametrize(
    ("said", "url", "address"),
    [
        ("", f"{URL}?12345", f"{URL}?12345"),
        ("", f"{URL}?a=1&utm_source=x&b=", f"{URL}?a=1&b="),
        ("", f"{URL}?q=%C0+%20&UTM_Medium=x#part", f"{URL}?q=%C0+%20"),
        ("http://[broken", URL, URL),
        ("javascript:void(0)", URL, URL),
        ("//courier.example/b", URL, "https://courier.example/b"),
    ],
)
def test_an_address_is_kept_as_written_but_for_tracking(said: str, url: str, address: str) -> None:
    assert canonical_url(said, url) == address


@pytest.mark.parametrize(
    ("said", "moment"),
    [
        ("2025-01-15T10:00:00+03:00", datetime(2025, 1, 15, 7, tzinfo=UTC)),
        ("2025-01-15T10:00:00", datetime(2025, 1, 15, 10, tzinfo=UTC)),
        ("2025-01-15", datetime(2025, 1, 15, tzinfo=UTC)),
        ("Wed, 15 Jan 2025 10:00:00 +0300", datetime(2025, 1, 15, 7, tzinfo=UTC)),
        ("0001-01-01T00:00:00+03:00", None),
        ("9999-12-31T23:59:59-03:00", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_a_date_is_a_moment_of_the_web_or_none(said: str, moment: datetime | None) -> None:
    from lxml import html

    tree = html.document_fromstring(f'<head><meta name="pubdate" content="{said}"></head><body><p>x</p></body>')
    assert page_metadata(tree, url=URL).published_at == moment


RUSSIAN = "Президенты подпишут договор в Москве в пятницу."


@pytest.mark.parametrize(
    ("body", "content_type", "text"),
    [
        (RUSSIAN.encode(), "text/html; charset=undefined", RUSSIAN),
        (RUSSIAN.encode(), "text/html; charset=utf-16", RUSSIAN),
        (RUSSIAN.encode(), "text/html; charset=hex", RUSSIAN),
        (RUSSIAN.encode("utf-16"), "text/html; charset=utf-8", RUSSIAN),
        (RUSSIAN.encode() + b"\xff", "text/html", f"{RUSSIAN}\ufffd"),
        (RUSSIAN.encode()[:-2] + b".", "text/html; charset=utf-8", f"{RUSSIAN[:-2]}\ufffd."),
        (b"caf\xe9 \x93quoted\x94", "text/html; charset=iso-8859-1", "café “quoted”"),
        (b"back\\q", "text/html; charset=unicode_escape", "back\\q"),
    ],
)
def test_bytes_become_text_whatever_the_label_says(body: bytes, content_type: str, text: str) -> None:
    assert decode(body, content_type=content_type) == text


def test_a_wrong_label_is_found_out_by_the_letters() -> None:
    assert decode((RUSSIAN * 8).encode("cp1251"), content_type="text/html; charset=utf-8") == RUSSIAN * 8


@pytest.mark.parametrize(
    ("text", "said", "language"),
    [
        (RUSSIAN * 5, "", "ru"),
        (REPORT * 3, "ru", "en"),
        ("Short.", "fr", "fr"),
        ("Short.", "", "und"),
        ("12 34 56 " * 30, "", "und"),
        ("ხელშეკრულება", "en", "ka"),
    ],
)
def test_the_text_decides_where_it_is_long_enough(text: str, said: str, language: str) -> None:
    assert language_of(text, said=said) == language
