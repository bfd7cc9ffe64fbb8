"""Proofs as a user writes and checks them, with real witnesses on loopback: `openssl ts` and a small web archive."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.one_outlet import PAGE, SEED, Outlet
from tests.proof_builders import forged, manifest_in
from tests.serving import Answer, Request, serving
from tracker.cli import main
from tracker.cli.exits import Exit
from tracker.proof.form import sha256
from tracker.proof.names import MANIFEST, TIMESTAMP
from tracker.proof.ziparchive import unzipped

TSA, ARCHIVE = "http://clock.example/tsr", "http://archive.example/save/{url}"
KEPT = f"http://archive.example/web/20250116000000/{PAGE}"
CONFIG = """[tsa]
default_tsa = clock
[clock]
serial = {home}/serial
crypto_device = builtin
signer_cert = {home}/clock.pem
signer_key = {home}/clock.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = {digests}
{chain}
ess_cert_id_alg = sha256
"""
USAGE = "basicConstraints=CA:FALSE\nkeyUsage=critical,digitalSignature\nextendedKeyUsage=critical,timeStamping\n"


def openssl(*arguments: str) -> bytes:
    """Run openssl."""
    return subprocess.run(["openssl", *arguments], check=True, capture_output=True).stdout


@dataclass
class Authority:
    """A timestamp authority: a root, a certificate for the clock, and `openssl ts` behind HTTP."""

    home: Path
    #: What is answered instead of a timestamp.
    instead: Answer | None = None
    digests: str = "sha256"
    #: A line of its settings that adds certificates to its answers.
    chain: str = ""
    asked: list[Request] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.home.mkdir()
        self._issue("root", "clock")
        (self.home / "serial").write_text("01\n")

    def _issue(self, root: str, name: str) -> None:
        at = {each: str(self.home / each) for each in (f"{root}.key", f"{root}.pem", f"{name}.key", f"{name}.csr")}
        new = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
        openssl("req", "-x509", *new, "-keyout", at[f"{root}.key"], "-out", at[f"{root}.pem"], "-days", "9999",
                "-subj", "/O=Test/CN=Test Root")  # fmt: skip
        openssl("req", *new, "-keyout", at[f"{name}.key"], "-out", at[f"{name}.csr"], "-subj", "/O=Test/CN=Test Clock")
        (self.home / "usage").write_text(USAGE)
        openssl("x509", "-req", "-in", at[f"{name}.csr"], "-CA", at[f"{root}.pem"], "-CAkey", at[f"{root}.key"],
                "-CAcreateserial", "-days", "9999", "-extfile", str(self.home / "usage"),
                "-out", str(self.home / f"{name}.pem"))  # fmt: skip

    def answer(self, request: Request) -> Answer:
        """A timestamp of what is asked."""
        self.asked.append(request)
        if self.instead is not None:
            return self.instead
        config, query = self.home / "tsa.cnf", self.home / "query"
        config.write_text(CONFIG.format(home=self.home, digests=self.digests, chain=self.chain))
        query.write_bytes(request.body)
        reply = openssl("ts", "-reply", "-config", str(config), "-queryfile", str(query))
        return Answer(kind="application/timestamp-reply", body=reply)


@dataclass
class WebArchive:
    """A web archive that keeps what it is asked for at `KEPT`."""

    instead: Answer | None = None
    asked: list[Request] = field(default_factory=list)

    def answer(self, request: Request) -> Answer:
        """A redirect to the copy, then the copy."""
        self.asked.append(request)
        if self.instead is not None:
            return self.instead
        if request.path.startswith("/save/"):
            return Answer(status=302, headers={"location": KEPT})
        return Answer(headers={"memento-datetime": "Thu, 16 Jan 2025 00:00:00 GMT"}, body=b"<p>A copy.</p>")


@dataclass
class Desk:
    """A followed story whose figure was edited, and the witnesses that can be asked."""

    home: Path
    tsa: Authority
    archive: WebArchive
    edit: str

    def run(self, *arguments: str) -> int:
        """Run one command."""
        return main(["--config", str(self.home / "config.toml"), *arguments])

    def prove(self, name: str, *options: str) -> tuple[int, Path]:
        """Write a proof of the edit."""
        path = self.home / name
        return self.run("prove", self.edit, "-o", str(path), *options), path


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The edit, seen; the settings name no witness."""
    home, outlet, archive = tmp_path_factory.mktemp("home"), Outlet("A"), WebArchive()
    tsa = Authority(home / "tsa")
    with outlet.served() as page, serving(tsa.answer) as clock, serving(archive.answer) as kept:
        hosts = {"courier.example": page, "clock.example": clock, "archive.example": kept}
        named = ", ".join(f'"{name}" = "{address}"' for name, address in hosts.items())
        (home / "config.toml").write_text(
            f'[data]\ndir = "{home}"\n[net]\nhosts = {{ {named} }}\n[fetch]\nhost_gap = "1ms"\nrobots = false\n'
        )
        (home / "seed.txt").write_text(SEED, encoding="utf-8")
        opened = Desk(home=home, tsa=tsa, archive=archive, edit="")
        assert opened.run("follow", str(home / "seed.txt"), "--published", "2025-01-15", "--source", PAGE) == Exit.OK
        assert opened.run("check") == Exit.OK
        outlet.figure = 48
        assert opened.run("check") == Exit.OK
        opened.edit = _edit_of(opened)
        yield opened


def _edit_of(desk: Desk) -> str:
    """The short id of the change from 47 to 48."""
    from tracker.app import App
    from tracker.config import load_settings

    with App(load_settings(desk.home / "config.toml")) as app:
        changes = app.store.changes(1)
    return next(f"N{each.id}" for each in changes if each.value.title.endswith("47 articles -> 48 articles"))


@pytest.fixture(autouse=True)
def _willing(desk: Desk) -> None:
    """Both witnesses give their word, and nobody was asked yet."""
    desk.tsa.instead, desk.tsa.digests, desk.archive.instead = None, "sha256", None
    desk.tsa.asked.clear()
    desk.archive.asked.clear()


# --- without a witness -----------------------------------------------------------------------------------------------
def test_without_a_witness_both_commands_say_so_and_nobody_is_asked(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    code, path = desk.prove("plain.zip")
    assert code == Exit.OK
    assert capsys.readouterr().out.endswith("no independent witness\n")
    assert main(["verify", str(path)]) == Exit.OK
    out = capsys.readouterr().out
    assert "1 edit, and the texts differ nowhere else" in out
    assert out.endswith("no independent witness\n")
    assert desk.tsa.asked == desk.archive.asked == []


def test_a_proof_is_never_written_over(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    _, path = desk.prove("kept.zip")
    before = path.read_bytes()
    assert desk.prove("kept.zip") == (Exit.TROUBLE, path)
    assert "never written over" in capsys.readouterr().err
    assert path.read_bytes() == before


@pytest.mark.parametrize("short_id", ["S1", "X2", "hello", ""])
def test_what_can_not_be_proved_is_one_line(
    desk: Desk, capsys: pytest.CaptureFixture[str], tmp_path: Path, short_id: str
) -> None:
    assert desk.run("prove", short_id, "-o", str(tmp_path / "x.zip")) in (Exit.TROUBLE, Exit.NOT_FOUND)
    assert capsys.readouterr().err.count("\n") == 1
    assert not (tmp_path / "x.zip").exists()


@pytest.mark.parametrize("short_id", ["E1", "E2", "C1", "C4", "A1", "A2", "a2", "N1"])
def test_all_kinds_have_a_sound_proof(desk: Desk, tmp_path: Path, short_id: str) -> None:
    path = tmp_path / "x.zip"
    assert desk.run("prove", short_id, "-o", str(path)) == Exit.OK
    assert main(["verify", str(path)]) == Exit.OK
    assert manifest_in(path.read_bytes()).subject.id == short_id.upper()


def test_a_proof_without_a_name_is_named_by_its_id(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert desk.run("prove", "e2") == Exit.OK
    assert [each.name for each in tmp_path.iterdir()] == ["proof-E2.zip"]


# --- checked elsewhere -----------------------------------------------------------------------------------------------
def test_it_is_checked_without_settings_data_directory_or_network(desk: Desk, tmp_path: Path) -> None:
    """As on another machine: no home, settings that can't be read, no socket, no library of storage or network."""
    _, path = desk.prove("elsewhere.zip")
    program = (
        "import socket, sys\n"
        "def refuse(*_, **__): raise SystemExit('a socket was made')\n"
        "socket.socket.connect = socket.getaddrinfo = refuse\n"
        "from tracker.cli import main\n"
        "code = main(['verify', sys.argv[1]])\n"
        "loaded = {'storage', 'sqlalchemy', 'httpx', 'aiohttp', 'tracker.app'} & set(sys.modules)\n"
        "raise SystemExit(f'{loaded} is loaded' if loaded else code)\n"
    )
    environment = {**os.environ, "HOME": str(tmp_path / "home"), "CLAIMWATCH_CONFIG": str(tmp_path / "none.toml")}
    done = subprocess.run(
        [sys.executable, "-c", program, str(path)],
        cwd=tmp_path, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert list(tmp_path.iterdir()) == []


def test_an_altered_byte_is_one_line_with_its_file(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, path = desk.prove("altered.zip")
    altered = tmp_path / "altered.zip"
    altered.write_bytes(path.read_bytes().replace(b"Published", b"published", 1))
    capsys.readouterr()
    assert main(["verify", str(altered), "--json"]) == Exit.TROUBLE
    said = capsys.readouterr()
    assert said.err == (
        f"claimwatch: {altered} is not sound: README.txt: its bytes are not the ones that were written\n"
    )
    answer = json.loads(said.out)
    assert (answer["sound"], answer["troubles"][0]["member"]) == (False, "README.txt")


@pytest.mark.parametrize("what", ["nothing-there.zip", ".", "/dev/null", ""])
def test_what_is_no_file_is_one_line(what: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", what]) == Exit.TROUBLE
    assert capsys.readouterr().err.count("\n") == 1


# --- a timestamp -----------------------------------------------------------------------------------------------------
def test_a_timestamp_is_asked_for_by_hash_and_checked(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    code, path = desk.prove("stamped.zip", "--timestamp", TSA)
    assert code == Exit.OK
    assert "by CN=Test Clock,O=Test" in capsys.readouterr().out
    members, _ = unzipped(path.read_bytes())
    (asked,) = desk.tsa.asked
    assert bytes.fromhex(sha256(members[MANIFEST])) in asked.body
    assert len(asked.body) < 80
    assert asked.headers["content-type"] == "application/timestamp-query"
    assert _openssl_agrees(desk, members)

    assert main(["verify", str(path)]) == Exit.OK
    out = " ".join(capsys.readouterr().out.split())
    assert "signed by CN=Test Clock,O=Test (signature and authority not checked: give --ca)" in out
    assert "no independent witness" not in out
    assert main(["verify", str(path), "--ca", str(desk.tsa.home / "root.pem")]) == Exit.OK
    assert "(signature and authority checked)" in " ".join(capsys.readouterr().out.split())


def _openssl_agrees(desk: Desk, members: dict[str, bytes]) -> bool:
    """Whether openssl itself finds the timestamp to be one of the manifest."""
    for name in (MANIFEST, TIMESTAMP):
        (desk.home / name).write_bytes(members[name])
    said = openssl(
        "ts", "-verify", "-data", str(desk.home / MANIFEST), "-in", str(desk.home / TIMESTAMP),
        "-CAfile", str(desk.tsa.home / "root.pem"), "-untrusted", str(desk.tsa.home / "clock.pem"),
    )  # fmt: skip
    return b"Verification: OK" in said


@pytest.mark.parametrize("order", [("root", "clock"), ("clock", "root")])
def test_an_authority_may_send_its_certificates_in_any_order(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], order: tuple[str, str]
) -> None:
    """OpenSSL sends them as they are configured, not sorted."""
    chain = desk.tsa.home / "chain.pem"
    chain.write_bytes(b"".join((desk.tsa.home / f"{name}.pem").read_bytes() for name in order))
    monkeypatch.setattr(desk.tsa, "chain", f"certs = {chain}")
    code, path = desk.prove(f"chain-{order[0]}.zip", "--timestamp", TSA)
    assert (code, capsys.readouterr().err) == (Exit.OK, "")
    assert main(["verify", str(path), "--ca", str(desk.tsa.home / "root.pem")]) == Exit.OK
    assert "(signature and authority checked)" in " ".join(capsys.readouterr().out.split())


def test_another_authority_is_not_believed(desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, path = desk.prove("other.zip", "--timestamp", TSA)
    other = Authority(tmp_path / "other")
    assert main(["verify", str(path), "--ca", str(other.home / "root.pem")]) == Exit.TROUBLE
    assert "manifest.tsr: it is not signed under the given certificates" in capsys.readouterr().err
    assert main(["verify", str(path), "--ca", str(path)]) == Exit.TROUBLE
    assert capsys.readouterr().err == f"claimwatch: {path} holds no certificates in PEM\n"


def test_a_timestamp_of_another_proof_is_found(desk: Desk, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    _, path = desk.prove("first.zip", "--timestamp", TSA)
    other = desk.home / "second.zip"
    assert desk.run("prove", "E2", "-o", str(other), "--timestamp", TSA) == Exit.OK
    stolen = unzipped(other.read_bytes())[0][TIMESTAMP]
    mixed = tmp_path / "mixed.zip"
    mixed.write_bytes(forged(path.read_bytes(), lambda members: members.update({TIMESTAMP: stolen})))
    capsys.readouterr()
    assert main(["verify", str(mixed)]) == Exit.TROUBLE
    assert "manifest.tsr: it is a timestamp of something else than this manifest" in capsys.readouterr().err
    junk = tmp_path / "junk.zip"
    junk.write_bytes(forged(path.read_bytes(), lambda members: members.update({TIMESTAMP: b"junk"})))
    assert main(["verify", str(junk)]) == Exit.TROUBLE
    assert "manifest.tsr: it is no timestamp that can be read" in capsys.readouterr().err


def test_certificates_need_a_timestamp(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    _, path = desk.prove("bare.zip")
    assert main(["verify", str(path), "--ca", str(desk.tsa.home / "root.pem")]) == Exit.TROUBLE
    assert "manifest.tsr: it is missing" in capsys.readouterr().err


REPLY = "application/timestamp-reply"
FAILURES = {
    "down": (Answer(status=503), "it answered with status 503"),
    "a page": (Answer(body=b"<p>hello"), "it answered with status 200 and text/html"),
    "junk": (Answer(kind=REPLY, body=b"junk"), "it is no timestamp that can be read"),
    "elsewhere": (Answer(status=302, headers={"location": "http://elsewhere.example/"}), "status 302"),
}


@pytest.mark.parametrize("name", FAILURES)
def test_an_authority_that_fails_loses_no_proof(desk: Desk, capsys: pytest.CaptureFixture[str], name: str) -> None:
    desk.tsa.instead, said = FAILURES[name]
    code, path = desk.prove(f"failing-{name}.zip", "--timestamp", TSA)
    told = capsys.readouterr()
    assert code == Exit.TROUBLE
    assert "no independent witness" in told.out
    assert told.err.startswith(f"claimwatch: {path} is written, but no timestamp from {TSA}: ")
    assert said in told.err
    assert told.err.count("\n") == 1
    assert main(["verify", str(path)]) == Exit.OK


def test_an_authority_that_refuses_says_why(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.tsa.digests = "sha512"
    code, _ = desk.prove("refused.zip", "--timestamp", TSA)
    assert code == Exit.TROUBLE
    assert "the authority gave no timestamp (status 2: Message digest algorithm is not supported" in (
        capsys.readouterr().err
    )


def test_an_old_answer_is_not_taken_for_a_new_one(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """The same manifest, but another request: a replay."""
    _, path = desk.prove("one.zip", "--timestamp", TSA)
    desk.tsa.instead = Answer(kind=REPLY, body=unzipped(path.read_bytes())[0][TIMESTAMP])
    code, _ = desk.prove("two.zip", "--timestamp", TSA)
    assert code == Exit.TROUBLE
    assert "the answer is to another request" in capsys.readouterr().err


def test_an_address_that_is_not_allowed_is_not_asked(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    code, _ = desk.prove("guarded.zip", "--timestamp", "http://127.0.0.1:9/tsr")
    assert code == Exit.TROUBLE
    assert "is not a public address" in capsys.readouterr().err
    code, path = desk.prove("wrong.zip", "--timestamp", "clock.example")
    assert (code, path.exists()) == (Exit.TROUBLE, False)
    assert "is no web address" in capsys.readouterr().err


# --- an archive ------------------------------------------------------------------------------------------------------
def test_an_archive_keeps_the_page_and_its_copy_is_named(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    code, path = desk.prove("archived.zip", "--archive", ARCHIVE, "--timestamp", TSA)
    assert code == Exit.OK
    assert [each.path for each in desk.archive.asked] == [f"/save/{PAGE}", f"/web/20250116000000/{PAGE}"]
    (copy,) = manifest_in(path.read_bytes()).archived
    assert (copy.url, copy.location, copy.memento_datetime) == (PAGE, KEPT, "Thu, 16 Jan 2025 00:00:00 GMT")
    capsys.readouterr()
    assert main(["verify", str(path)]) == Exit.OK
    out = " ".join(capsys.readouterr().out.split())
    assert f"archive {KEPT}, as the copy of {PAGE} (not asked again)" in out
    assert "signed by CN=Test Clock" in out


@pytest.mark.parametrize(
    ("instead", "said"),
    [
        (Answer(status=429), "the archive answered with status 429"),
        (Answer(body=b"<p>queued"), "the archive answered with status 200, but names no copy"),
    ],
)
def test_an_archive_that_fails_loses_no_proof(
    desk: Desk, capsys: pytest.CaptureFixture[str], instead: Answer, said: str
) -> None:
    desk.archive.instead = instead
    code, path = desk.prove(f"unkept-{instead.status}.zip", "--archive", ARCHIVE)
    assert code == Exit.TROUBLE
    assert f"no copy of {PAGE} in the archive: {said}" in capsys.readouterr().err
    assert main(["verify", str(path)]) == Exit.OK
    assert capsys.readouterr().out.endswith("no independent witness\n")


def test_a_template_without_a_place_is_one_line(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    code, path = desk.prove("never.zip", "--archive", "http://archive.example/save/")
    assert (code, path.exists()) == (Exit.TROUBLE, False)
    assert "--archive: 'http://archive.example/save/' needs {url} once" in capsys.readouterr().err


def test_witnesses_of_the_settings_are_asked(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    config = desk.home / "config.toml"
    before = config.read_text()
    config.write_text(f'{before}[proof]\ntimestamp_url = "{TSA}"\narchive_url = "{ARCHIVE}"\n')
    try:
        assert desk.prove("by-settings.zip")[0] == Exit.OK
        assert desk.prove("not-asked.zip", "--timestamp", "", "--archive", "")[0] == Exit.OK
    finally:
        config.write_text(before)
    assert len(desk.tsa.asked) == 1
    assert len(desk.archive.asked) == 2
    assert capsys.readouterr().out.endswith("no independent witness\n")
