"""The silent edit: 47 became 48 without a note, amid two headlines in turn and advertisements that rotate.

Over real HTTP, the real cycle and SQLite. The change is told; its proof shows exactly that edit, calls no headline an
edit, and fails on any altered byte.
"""

from pathlib import Path

import pytest

from tests.one_outlet import PARAGRAPHS, Outlet, Reader
from tests.proof_builders import manifest_in
from tracker.cli import main
from tracker.cli.exits import Exit
from tracker.model import Change, ChangeKind, Severity, Stored
from tracker.proof import verify
from tracker.proof.ziparchive import unzipped


def told(changes: list[Stored[Change]]) -> list[Stored[Change]]:
    """Those that a channel gets by default."""
    return [each for each in changes if each.value.severity > Severity.INFO]


#: Turns; readings before and after the edit; headlines that nobody could know to be one of two when they were read:
#: a second headline that is there twice running stands until the first one comes back.
COURSES = [("AB", 5, 4, 0), ("AB", 6, 4, 0), ("AABBAB", 9, 6, 1)]


@pytest.mark.parametrize(("turns", "before", "after", "unknowable"), COURSES)
def test_the_edit_alone_is_told_and_proved(
    *, tmp_path: Path, capsys: pytest.CaptureFixture[str], turns: str, before: int, after: int, unknowable: int
) -> None:
    outlet = Outlet(turns)
    with outlet.served() as address, Reader(tmp_path, address) as reader:
        reader.check(before)
        quiet = reader.changes()
        outlet.figure = 48
        reader.check(after)
        changes = reader.changes()
    assert [each.value.kind for each in quiet] == [ChangeKind.HEADLINE] * unknowable
    changes = [each for each in changes if each not in quiet]
    assert [each.value.kind for each in changes] == [ChangeKind.NUMBER]
    (edit,) = told(changes)
    assert (edit.value.kind, edit.value.severity) == (ChangeKind.NUMBER, Severity.NOTICE)
    assert edit.value.title.endswith("47 articles -> 48 articles")
    capsys.readouterr()

    proof = tmp_path / "proof.zip"
    assert reader.prove(edit.id, proof) == Exit.OK
    assert capsys.readouterr().out.endswith("no independent witness\n")
    require_exactly_that_edit(proof.read_bytes())
    assert main(["verify", str(proof)]) == Exit.OK


def require_exactly_that_edit(data: bytes) -> None:
    """The proof shows 47 and 48, both texts around them, and nothing else as an edit."""
    manifest = manifest_in(data)
    files, _ = unzipped(data)
    (revision,) = manifest.revisions
    (sentence,) = revision.edits
    (word,) = sentence.words
    assert word.before is not None
    assert word.after is not None
    assert (word.before.quote, word.after.quote) == ("47", "48")
    texts = {version.id: files[version.file].decode() for version in manifest.versions}
    assert texts[revision.before][word.before.start : word.before.end] == "47"
    assert texts[revision.after][word.after.start : word.after.end] == "48"
    assert texts[revision.before] == "\n".join(PARAGRAPHS).format(figure=47)
    assert texts[revision.after] == "\n".join(PARAGRAPHS).format(figure=48)
    assert revision.headline is None or revision.headline.alternates
    for version in manifest.versions:
        assert version.capture is not None
        assert version.title in files[version.capture].decode()
        assert texts[version.id].split("\n")[1].replace("'", "'") in files[version.capture].decode()
    assert {change.kind for change in manifest.changes} == {"number"}
    assert verify(data).is_sound


def test_any_altered_byte_of_that_proof_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    outlet = Outlet("AB")
    with outlet.served() as address, Reader(tmp_path, address) as reader:
        reader.check(5)
        outlet.figure = 48
        reader.check(2)
        (edit,) = told(reader.changes())
    proof, again = tmp_path / "proof.zip", tmp_path / "again.zip"
    for path in (proof, again):
        assert reader.prove(edit.id, path) == Exit.OK
    data = proof.read_bytes()
    assert data == again.read_bytes()
    sound = [at for at in range(len(data)) if verify(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]).is_sound]
    assert sound == []

    altered = tmp_path / "altered.zip"
    at = data.index(b"contains 48 articles")
    altered.write_bytes(data[:at] + data[at:].replace(b"48", b"49", 1))
    capsys.readouterr()
    assert main(["verify", str(altered)]) == Exit.TROUBLE
    said = capsys.readouterr()
    assert said.err.count("\n") == 1
    assert "is not sound: " in said.err
    assert any(name in said.err for name in unzipped(data)[0])
