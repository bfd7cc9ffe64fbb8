"""Articles out of pages, and what a page is when it holds none."""

import hashlib
import logging
from datetime import UTC, datetime

import pytest

from tracker.model import Article, PageQuality, Snapshot, TextResult, Unreadable
from tracker.text import article_from_text, read_article

URL = "https://www.courier.example/world/treaty?utm_source=feed&id=7#top"
LEAD = "The two presidents will sign the treaty in Moscow on Friday, January 17, the Kremlin said on Monday."
REST = "The talks begin in the morning, and the signing follows in the afternoon, officials in both capitals said."


def snapshot(body: str | bytes, *, kind: str = "text/html; charset=utf-8") -> Snapshot:
    """A snapshot of a page."""
    raw = body.encode() if isinstance(body, str) else body
    return Snapshot(
        url=URL,
        final_url=URL,
        taken_at=datetime(2025, 1, 14, tzinfo=UTC),
        status=200,
        headers=(("content-type", kind),),
        body=raw,
        sha256=hashlib.sha256(raw).hexdigest(),
    )


def page(inside: str, *, head: str = "", lang: str = "en") -> str:
    """A page with the furniture that real ones have."""
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>Treaty - Courier</title>{head}</head>'
        '<body><header><a href="/">Courier</a><div class="clock">12:31:07</div></header>'
        '<nav><ul><li><a href="/world">World</a></li><li><a href="/sport">Sport</a></li></ul></nav>'
        f"<main><article><h1>Treaty to be signed</h1>{inside}</article>"
        '<section class="related"><h2>Read also</h2><ul><li><a href="/b">Cup final goes to penalties</a></li></ul>'
        "</section></main><footer>42 comments. All rights reserved.</footer></body></html>"
    )


STORY = page(f"<p>{LEAD}</p><div class='ad'>Winter tyres at half the price</div><p>{REST}</p>")


def article(result: TextResult) -> Article:
    """The article of a result that is one."""
    assert isinstance(result, Article), result
    return result


def trouble(result: TextResult) -> PageQuality:
    """What a page is instead."""
    assert isinstance(result, Unreadable), result
    assert result.detail
    return result.quality


def test_the_text_is_the_paragraphs_and_nothing_around_them() -> None:
    read = article(read_article(snapshot(STORY)))
    assert read.text == f"{LEAD}\n{REST}"
    assert [read.text[start:end] for start, end in read.paragraphs] == [LEAD, REST]
    assert read.title == "Treaty to be signed"
    assert read.language == "en"


def test_a_clock_and_counters_around_the_text_change_nothing() -> None:
    later = STORY.replace("12:31:07", "18:02:44").replace("42 comments", "63 comments")
    assert read_article(snapshot(later)) == read_article(snapshot(STORY))


def test_tracking_is_no_part_of_an_address() -> None:
    assert article(read_article(snapshot(STORY))).url == "https://www.courier.example/world/treaty?id=7"


@pytest.mark.parametrize(
    ("linked", "address"),
    [
        ("https://courier.example/w/7", "https://courier.example/w/7"),
        ("/w/7?utm_medium=x", "https://www.courier.example/w/7"),
        ("https://elsewhere.example/w/7", "https://www.courier.example/world/treaty?id=7"),
        ("https://www.courier.example/", "https://www.courier.example/world/treaty?id=7"),
    ],
)
def test_a_canonical_link_counts_on_its_own_site(linked: str, address: str) -> None:
    head = f'<link rel="canonical" href="{linked}">'
    assert article(read_article(snapshot(page(f"<p>{LEAD}</p><p>{REST}</p>", head=head)))).url == address


def test_json_ld_says_title_dates_author_and_text() -> None:
    head = (
        '<meta property="article:published_time" content="1999-01-01T00:00:00Z">'
        '<script type="application/ld+json">{"@graph": [{"@type": ["NewsArticle"], "headline": "Signing on Friday",'
        '"datePublished": "2025-01-13T15:20:00+03:00", "dateModified": "2025-01-13T18:00:00+03:00",'
        '"author": [{"@type": "Person", "name": "Marta Lind"}], "articleBody": '
        f'"{LEAD}\\n{REST}"}}]}}</script>'
    )
    read = article(read_article(snapshot(page(f"<p>{LEAD}</p><p>Another order.</p><p>{REST}</p>", head=head))))
    assert (read.title, read.byline) == ("Signing on Friday", "Marta Lind")
    assert read.published_at == datetime(2025, 1, 13, 12, 20, tzinfo=UTC)
    assert read.modified_at == datetime(2025, 1, 13, 15, tzinfo=UTC)
    assert read.text == f"{LEAD}\n{REST}"


def test_a_json_ld_text_that_does_not_stand_on_the_page_is_not_believed() -> None:
    other = "\\n".join(["Nothing of this stands on the page, and it is long enough to be a body of its own."] * 4)
    head = f'<script type="application/ld+json">{{"@type": "NewsArticle", "articleBody": "{other}"}}</script>'
    assert LEAD in article(read_article(snapshot(page(f"<p>{LEAD}</p><p>{REST}</p>", head=head)))).text


@pytest.mark.parametrize("broken", ["{", "[]", '"x"', "null", '{"@type": "NewsArticle", "headline": 7}'])
def test_broken_json_ld_is_passed_over(broken: str) -> None:
    head = f'<script type="application/ld+json">{broken}</script>'
    assert (
        article(read_article(snapshot(page(f"<p>{LEAD}</p><p>{REST}</p>", head=head)))).title == "Treaty to be signed"
    )


@pytest.mark.parametrize("charset", ["utf-8", "windows-1251", "koi8-r", "utf-16"])
@pytest.mark.parametrize("said_by", ["header", "page"])
def test_charsets_are_read(charset: str, said_by: str) -> None:
    russian = "Президенты подпишут договор в Москве в пятницу, 17 января, сообщил Кремль в понедельник. " * 4
    markup = page(f"<p>{russian}</p>", lang="ru").replace('charset="utf-8"', f'charset="{charset}"')
    kind = f"text/html; charset={charset}" if said_by == "header" else "text/html"
    read = article(read_article(snapshot(markup.encode(charset), kind=kind)))
    assert read.language == "ru"
    assert "подпишут договор" in read.text


def test_a_page_in_georgian_is_read() -> None:
    georgian = "პრეზიდენტები ხელშეკრულებას მოსკოვში პარასკევს მოაწერენ ხელს, განაცხადა კრემლმა ორშაბათს. " * 4
    assert article(read_article(snapshot(page(f"<p>{georgian}</p>", lang="ka")))).language == "ka"


@pytest.mark.parametrize(
    ("inside", "quality"),
    [
        (
            "<p>Please verify you are a human. This site uses a captcha to keep robots out of its pages today.</p>",
            PageQuality.BLOCK_PAGE,
        ),
        (
            "<p>The page you are looking for could not be found. It may have moved, or it never was at this place.</p>",
            PageQuality.SOFT_404,
        ),
        (
            f"<p>{LEAD}</p><p>Subscribe now to continue reading this article and all the others of this month.</p>",
            PageQuality.PAYWALL_STUB,
        ),
        (
            "<p>Before you continue: we value your privacy. We and our partners store cookies on your device.</p>",
            PageQuality.CONSENT_PAGE,
        ),
        ("", PageQuality.EMPTY),
    ],
)
def test_pages_without_an_article_say_what_they_are(inside: str, quality: PageQuality) -> None:
    assert trouble(read_article(snapshot(page(inside)))) is quality


def test_a_long_article_about_paywalls_is_an_article() -> None:
    told = "Publishers ask readers to subscribe now to continue reading, and captchas keep robots out. " * 12
    assert "captchas" in article(read_article(snapshot(page(f"<p>{told}</p><p>{REST}</p>")))).text


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"%PDF-1.7", "application/pdf"),
        (b"%PDF-1.7", "text/html"),
        (b"\x89PNG\r\n", "image/png"),
        (b"\x00\x01\x02" * 99, ""),
        (bytes(range(256)) * 400, "text/html"),
        (b"{}", "application/json"),
    ],
)
def test_what_is_no_text_is_named(body: bytes, kind: str) -> None:
    assert trouble(read_article(snapshot(body, kind=kind))) is PageQuality.NOT_TEXT


def test_a_stray_zero_byte_is_damage_not_binary() -> None:
    damaged = STORY.replace("Moscow", "Mos\0cow")
    assert article(read_article(snapshot(damaged))) == article(read_article(snapshot(STORY)))


def test_libraries_write_nothing_of_their_own(
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    read_article(snapshot("r"))  # trafilatura warns that it discards it
    logging.getLogger("readability.readability").error("what it says of damaged markup")
    assert caplog.records == []
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("body", ["", "   ", "<html></html>", "<", "\ufeff", "<!-- -->"])
def test_empty_pages_are_empty(body: str) -> None:
    assert trouble(read_article(snapshot(body))) is PageQuality.EMPTY


class TestPasted:
    """Text handed in by a person."""

    def test_a_first_line_without_a_full_stop_is_the_title(self) -> None:
        read = article(article_from_text(f"Treaty to be signed\n\n{LEAD}\r\n{REST}\n", url=""))
        assert (read.title, read.text) == ("Treaty to be signed", f"{LEAD}\n{REST}")

    def test_a_first_sentence_is_no_title(self) -> None:
        read = article(article_from_text(f"{LEAD}\n{REST}", url=""))
        assert read.text == f"{LEAD}\n{REST}"
        assert LEAD.startswith(read.title)

    def test_a_given_title_wins(self) -> None:
        read = article(article_from_text(f"{LEAD}\n{REST}", title="Mine", url=""))
        assert (read.title, read.text) == ("Mine", f"{LEAD}\n{REST}")

    @pytest.mark.parametrize("text", ["", "\n \n", "\u200b"])
    def test_nothing_is_empty(self, text: str) -> None:
        assert trouble(article_from_text(text, url="")) is PageQuality.EMPTY

    def test_binary_is_no_text(self) -> None:
        assert trouble(article_from_text("a\x00b", url="")) is PageQuality.NOT_TEXT

    def test_control_characters_do_not_reach_a_terminal(self) -> None:
        read = article(article_from_text(f"Title\n\x1b[31m{LEAD}\x07\x9b", url=""))
        assert read.text == f"[31m{LEAD}"
