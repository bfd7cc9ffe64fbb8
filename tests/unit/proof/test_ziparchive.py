"""The zip of a proof: readable by every program, written in one way, and no other way is accepted."""

import io
import zipfile
from collections.abc import Callable

import pytest

from tracker.proof.ziparchive import ZipTroubleError, unzipped, zipped

FILES = {"a.txt": b"alpha", "b/c.bin": bytes(range(256)), "empty": b""}
DATA = zipped(FILES)


def written_by(write: Callable[[zipfile.ZipFile], None], *, method: int = zipfile.ZIP_STORED) -> bytes:
    """A zip made by another program."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        write(archive)
    return out.getvalue()


def trouble(data: bytes) -> str:
    """Why it is refused."""
    with pytest.raises(ZipTroubleError) as caught:
        unzipped(data)
    return str(caught.value.trouble)


def test_any_program_reads_it() -> None:
    with zipfile.ZipFile(io.BytesIO(DATA)) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == FILES
        assert archive.getinfo("a.txt").date_time == (1980, 1, 1, 0, 0, 0)
        assert archive.getinfo("a.txt").external_attr >> 16 == 0o100644


def test_it_comes_back_as_it_went_in_whatever_the_order() -> None:
    assert unzipped(DATA) == (FILES, ())
    assert zipped(dict(reversed(FILES.items()))) == DATA
    assert unzipped(zipped({})) == ({}, ())


@pytest.mark.parametrize("name", ["../a", "/etc/passwd", "a/../../b", "a\\b", "", "a/", "C:a", "./a", "a\nb", "ä"])
def test_a_name_that_leads_elsewhere_is_neither_written_nor_read(name: str) -> None:
    with pytest.raises(ValueError, match="no name"):
        zipped({name: b""})
    if name and "\\" not in name:
        said = trouble(written_by(lambda archive: archive.writestr(zipfile.ZipInfo(name), b"")))
        assert "is no name that a file of a proof has" in said


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = written_by(lambda archive: archive.writestr("bomb", bytes(50_000_000)), method=zipfile.ZIP_DEFLATED)
    assert len(bomb) < 100_000
    assert trouble(bomb) == "bomb: it is compressed; the files of a proof are stored as they are"


def test_files_that_share_their_bytes_are_refused() -> None:
    """The bomb without compression: many entries of the directory that lead to one content."""
    start = DATA.index(b"PK\x01\x02")
    entry = DATA[start : DATA.index(b"PK\x01\x02", start + 4)]
    end = bytearray(DATA[-22:])
    end[8:12] = (2).to_bytes(2, "little") * 2
    end[12:16] = (2 * len(entry)).to_bytes(4, "little")
    assert trouble(DATA[:start] + entry * 2 + bytes(end)) == "a.txt: it stands in the zip twice"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_that_stands_twice_is_refused() -> None:
    def twice(archive: zipfile.ZipFile) -> None:
        for content in (b"one", b"two"):
            info = zipfile.ZipInfo("a.txt", (1980, 1, 1, 0, 0, 0))
            info.external_attr = 0o100644 << 16
            archive.writestr(info, content)

    assert trouble(written_by(twice)) == "a.txt: it stands in the zip twice"


@pytest.mark.parametrize(
    "data",
    [b"", b"PK", b"PK\x03\x04", b"nothing", DATA[:-1], DATA[1:], DATA + b"\0", DATA + DATA, DATA[:40] + DATA[41:]],
    ids=["empty", "sign", "start", "text", "short", "headless", "tail", "twice", "gap"],
)
def test_what_is_cut_or_longer_is_refused(data: bytes) -> None:
    assert "\n" not in trouble(data)


def test_a_comment_and_another_date_are_refused() -> None:
    def commented(archive: zipfile.ZipFile) -> None:
        archive.writestr(zipfile.ZipInfo("a"), b"")
        archive.comment = b"hello"

    assert "behind its end" in trouble(written_by(commented))
    dated = zipfile.ZipInfo("a", (2025, 1, 1, 0, 0, 0))
    assert trouble(written_by(lambda archive: archive.writestr(dated, b""))).startswith("a: its entry in the zip's")


def test_an_altered_content_is_named() -> None:
    members, troubles = unzipped(DATA.replace(b"alpha", b"alphb"))
    assert [str(each) for each in troubles] == ["a.txt: its bytes are not the ones that were written"]
    assert members["a.txt"] == b"alphb"
