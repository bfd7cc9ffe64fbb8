"""The file of recorded pages: each mistake is one line with file, line and key."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tracker.errors import InputError
from tracker.replay import pages as limits
from tracker.replay import read_pages

PAGE = {"url": "https://a.example/1", "published": "2025-01-15", "text": "Iran and Russia will sign the treaty."}


def written(folder: Path, *lines: object) -> Path:
    """A file of these lines; what is no text is written as JSON."""
    path = folder / "pages.jsonl"
    path.write_text("\n".join(each if isinstance(each, str) else json.dumps(each) for each in lines), encoding="utf-8")
    return path


def but(**changed: Any) -> dict[str, Any]:
    """The page with other keys."""
    return PAGE | changed


MISTAKES = {
    "broken JSON": ('{"url": "https://a.example/2", ', ":2: no JSON: "),
    "no object": ([1, 2], ":2: no page: "),
    "no url": (but(url=None), ":2: url: missing"),
    "no address": (but(url="ftp://a.example/"), ":2: url: 'ftp://a.example/' is no web address"),
    "a port that is none": (but(url="http://a.example:99999/"), ":2: url: "),
    "no day": (but(published=None), ":2: published: missing"),
    "no date": (but(published="17 January"), ":2: published: '17 January' is no date"),
    "a date that is none": (but(published="2025-02-30"), ":2: published: '2025-02-30' is no date"),
    "a year out of all": (but(published="9999-12-31"), ":2: published: '9999-12-31' is not of the years"),
    "outside the calendar": (but(published="0001-01-01T00:00+14:00"), ":2: published: "),
    "a bad moment of reading": (but(fetched="soon"), ":2: fetched: 'soon' is no date"),
    "a number for a date": (but(published=20250115), ":2: published: it must be text"),
    "no text": (but(text=None), ":2: text: missing: give text or html"),
    "an empty text": (but(text=" \n "), ":2: text: it is empty"),
    "only invisible characters": (but(text="\u200b\u200b"), ":2: text: it is empty: there is nothing to follow"),
    "binary data": (but(text="a\x00b"), ":2: text: it is binary data"),
    "text and html": (but(html="<p>x</p>"), ":2: text: given beside html"),
    "a number for a text": (but(text=5), ":2: text: it must be text, not 5"),
    "half a character": (
        r'{"url": "https://a.example/2", "published": "2025-01-15", "text": "a \ud800 b"}',
        ":2: text: half a character",
    ),
    "the same page twice": (PAGE, ":2: url: the same page as in line 1"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_one_line_with_file_line_and_key(tmp_path: Path, mistake: str) -> None:
    line, said = MISTAKES[mistake]
    path = written(tmp_path, PAGE, line)
    with pytest.raises(InputError) as error:
        read_pages(path)
    assert str(error.value).startswith(f"{path}{said}")
    assert "\n" not in str(error.value)


def test_files_without_pages(tmp_path: Path) -> None:
    (tmp_path / "empty").write_bytes(b"")
    (tmp_path / "lines").write_bytes(b"\n\n  \n")
    for path, said in (
        (tmp_path, "directory"),
        (tmp_path / "none", "No such file"),
        (tmp_path / "empty", "no page in it"),
        (tmp_path / "lines", "no page in it"),
        (Path("a\0b"), "null byte"),
    ):
        with pytest.raises(InputError, match=said):
            read_pages(path)


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    path = tmp_path / "pages.jsonl"
    path.write_bytes(json.dumps(PAGE).encode() + b'\n{"url": "\xff\xfe"}')
    with pytest.raises(InputError, match=":2: no JSON: it is not UTF-8"):
        read_pages(path)


def test_nesting_without_end(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=":1: no JSON"):
        read_pages(written(tmp_path, "[" * 100_000))


def test_files_and_pages_have_a_largest_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path, PAGE, but(text="word " * 500))
    monkeypatch.setattr(limits, "LARGEST_PAGE", 1_000)
    with pytest.raises(InputError, match=":2: a page of more than"):
        read_pages(path)
    monkeypatch.setattr(limits, "LARGEST_FILE", 1_000)
    with pytest.raises(InputError, match="larger than 0 MB; split it"):
        read_pages(path)


def test_pages_as_they_are(tmp_path: Path) -> None:
    later = but(fetched="2025-01-15T14:00:00+03:00", title="Treaty", note=["other keys are passed over"])
    path = written(
        tmp_path, "\ufeff" + json.dumps(PAGE), "", later, but(text=None, html="<p>x</p>", url="http://b.example")
    )
    first, second, third = read_pages(path)
    assert (first.line, first.arrived) == (1, datetime(2025, 1, 15, tzinfo=UTC))
    assert (second.line, second.arrived, second.title) == (3, datetime(2025, 1, 15, 11, tzinfo=UTC), "Treaty")
    assert (third.text, third.html) == (None, "<p>x</p>")


def test_an_unchanged_page_read_again_is_no_mistake(tmp_path: Path) -> None:
    pages = read_pages(written(tmp_path, but(fetched="2025-01-15T14:00"), but(fetched="2025-01-15T15:00")))
    assert len(pages) == 2
