"""Proofs of what is not there: silence after a due day, a page that went, a change that a person withdrew."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.one_outlet import PAGE, Outlet, Reader
from tests.proof_builders import manifest_in
from tracker.cli.exits import Exit
from tracker.model import ChangeKind
from tracker.proof import verify
from tracker.proof.manifest import Manifest
from tracker.proof.ziparchive import unzipped


def proved(reader: Reader, kind: ChangeKind, path: Path) -> Manifest:
    """The proof of the story's only change of that kind that was told for a plan or a page."""
    changes = [each for each in reader.app.store.changes(1) if each.value.kind is kind]
    assert reader.prove(changes[0].id, path) == Exit.OK
    assert verify(path.read_bytes()).is_sound
    return manifest_in(path.read_bytes())


def test_silence_is_proved_by_what_was_read(tmp_path: Path) -> None:
    outlet = Outlet("A")
    with outlet.served() as address, Reader(tmp_path, address) as reader:
        reader.check(1)
        reader.clock.step_to(reader.clock.now() + timedelta(days=6))
        reader.check(2)
        manifest = proved(reader, ChangeKind.OVERDUE, tmp_path / "silence.zip")
        until = reader.clock.now()
    (reading,) = manifest.readings
    assert (reading.url, reading.outcome, reading.status) == (PAGE, "unchanged", 200)
    assert reading.read_at is not None
    assert manifest.changes[0].seen_at >= reading.read_at > until - timedelta(days=1)
    readme = unzipped((tmp_path / "silence.zip").read_bytes())[0]["README.txt"].decode()
    assert "What is not there leaves no bytes." in readme


def test_a_page_that_went_is_proved_by_its_last_text_and_the_answer(tmp_path: Path) -> None:
    outlet = Outlet("A")
    with outlet.served() as address, Reader(tmp_path, address) as reader:
        reader.check(1)
        outlet.is_gone = True
        reader.check(6)
        manifest = proved(reader, ChangeKind.REMOVED, tmp_path / "gone.zip")
    (reading,) = manifest.readings
    assert (reading.url, reading.status, reading.outcome) == (PAGE, 404, "failed")
    assert isinstance(reading.read_at, datetime)
    assert [version.capture for version in manifest.versions] == ["captures/1.body"]
    assert manifest.changes[0].evidence_before


def test_what_was_withdrawn_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    outlet = Outlet("A")
    with outlet.served() as address, Reader(tmp_path, address) as reader:
        reader.check(1)
        outlet.figure = 48
        reader.check(1)
        edit = next(each for each in reader.changes() if each.value.kind is ChangeKind.NUMBER)
        before = proved(reader, ChangeKind.NUMBER, tmp_path / "before.zip")
        assert reader.run("wrong", f"N{edit.id}", "--because", "a slip of the reader") == Exit.OK
        capsys.readouterr()
        after = proved(reader, ChangeKind.NUMBER, tmp_path / "after.zip")
    assert before.changes[0].withdrawn is None
    assert after.changes[0].withdrawn is not None
    readme = unzipped((tmp_path / "after.zip").read_bytes())[0]["README.txt"].decode()
    assert "WITHDRAWN" in readme
    (correction,) = after.corrections
    assert (correction.kind, correction.reason) == ("wrong", "a slip of the reader")
    assert after.changes[0].withdrawn.correction == correction.id
    assert [claim.struck_by for claim in after.claims if claim.evidence.version == "A2-v2"] == [correction.id]
