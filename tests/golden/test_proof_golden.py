"""Proofs of formats that are out in the world: whoever has one can check it with every later release."""

from pathlib import Path

import pytest

from tracker.cli import main
from tracker.cli.exits import Exit
from tracker.proof import certificates, verify

PROOFS = Path(__file__).parent / "proofs"


@pytest.mark.parametrize("path", sorted(PROOFS.glob("*.zip")), ids=lambda path: path.stem)
def test_a_proof_of_an_earlier_release_is_sound(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    roots = certificates(path.with_suffix(".pem").read_bytes())
    verification = verify(path.read_bytes(), roots=roots)
    assert verification.troubles == ()
    assert verification.manifest is not None
    assert path.stem == f"format-{verification.manifest.format}"
    assert verification.timestamp is not None
    assert verification.timestamp.trusted
    assert main(["verify", str(path)]) == Exit.OK
    assert "archive https://archive.example/web/x" in capsys.readouterr().out
