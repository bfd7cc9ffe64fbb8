"""The command line as a user runs it: each command on a real store, each trouble in one line."""

import hashlib
import io
import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.newsroom.course import load_course
from tests.newsroom.server import Newsroom
from tracker.cli import main
from tracker.cli.exits import Exit

ROOT = Path(__file__).parents[2]
SEED = ROOT / "seeds" / "iran-russia-pact.txt"
SLUG = "iran-russia-pact-focuses-on-trade"


@pytest.fixture(scope="module")
def newsroom() -> Iterator[Newsroom]:
    """The true course, on the day after the signing."""
    with Newsroom(load_course(ROOT / "tests/newsroom/courses/true-course")) as opened:
        opened.now = datetime(2025, 1, 17, 16, tzinfo=UTC)
        yield opened


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, newsroom: Newsroom) -> Path:
    """A directory with settings that reach the newsroom, and the seed followed with two sources, read once."""
    home = tmp_path_factory.mktemp("home")
    hosts = ", ".join(f'"{name}" = "{address}"' for name, address in newsroom.hosts.items())
    (home / "config.toml").write_text(
        f'[data]\ndir = "{home}"\n[net]\nhosts = {{ {hosts} }}\n[fetch]\nhost_gap = "1ms"\n', encoding="utf-8"
    )
    sources = ("http://volga-wire.example/rss.xml", "http://caspian-courier.example/world/inside-the-pact")
    named = [option for source in sources for option in ("--source", source)]
    assert main(["--config", str(home / "config.toml"), "follow", str(SEED), "--published", "2025-01-15", *named]) == 0
    assert main(["--config", str(home / "config.toml"), "check", "S1"]) == 0
    return home


def run(home: Path, *arguments: str) -> int:
    """Run a command in that directory."""
    return main(["--config", str(home / "config.toml"), *arguments])


COMMANDS = (
    (), ("show", "S1"), ("show", SLUG), ("show", "E2"), ("claims", SLUG), ("timeline", "s1"), ("report", "S1"),
    ("why", "E2"), ("why", "C4"), ("why", "N1"), ("why", "A1"), ("why", "X2"), ("why", "S1"), ("show", "A2"),
)  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_answers_fit_80_columns(home: Path, capsys: pytest.CaptureFixture[str], command: tuple[str, ...]) -> None:
    assert run(home, *command) == Exit.OK
    out = capsys.readouterr().out
    assert out.strip()
    assert max(len(line) for line in out.splitlines() if "http://" not in line) <= 80
    assert "\x1b" not in out


@pytest.mark.parametrize("command", [each for each in COMMANDS if each[:1] != ("report",)], ids=" ".join)
def test_answers_are_json_too(home: Path, capsys: pytest.CaptureFixture[str], command: tuple[str, ...]) -> None:
    assert run(home, *(("--json",) if not command else (*command, "--json"))) == Exit.OK
    assert isinstance(json.loads(capsys.readouterr().out), (dict, list))


def test_the_board_says_that_the_signing_happened(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(home) == Exit.OK
    out = " ".join(capsys.readouterr().out.split())
    assert "Treaty signing Fri 17 Jan 2025 HAPPENED AS ANNOUNCED E2" in out


def test_evidence_has_quote_outlet_times_and_an_address_with_the_words(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(home, "why", "E2") == Exit.OK
    out = " ".join(capsys.readouterr().out.split())
    assert "signed the comprehensive strategic partnership treaty" in out
    assert "volga-wire.example, published" in out
    assert "17 Jan 2025, 14:05 UTC" in out
    assert "http://volga-wire.example/news/20250117-treaty-signed#:~:text=" in out


@pytest.mark.parametrize(
    ("form", "sign"), [("text", "Plan against outcome"), ("md", "## Plan"), ("html", "<!doctype html"), ("json", "{")]
)
def test_reports_have_four_forms(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], form: str, sign: str
) -> None:
    assert run(home, "report", "S1", "--format", form) == Exit.OK
    out = capsys.readouterr().out
    assert sign.lower() in out.lower()
    assert run(home, "report", "S1", "--format", form, "--output", str(tmp_path / "report")) == Exit.OK
    assert (tmp_path / "report").read_text(encoding="utf-8").strip()


TROUBLE = (
    (("show", "S9"), Exit.NOT_FOUND, "no story is named 'S9'"),
    (("why", "E99"), Exit.NOT_FOUND, "there is no E99"),
    (("why", "quark"), Exit.NOT_FOUND, "no short id"),
    (("diff", "A1"), Exit.TROUBLE, "one version"),
    (("diff", "E1"), Exit.TROUBLE, "no article"),
    (("follow", "nothing.txt"), Exit.TROUBLE, "nothing.txt: No such file"),
    (("follow", str(SEED)), Exit.TROUBLE, "--published"),
    (("follow", str(SEED), "--published", "soon"), Exit.TROUBLE, "write it like 2025-01-15"),
    (("follow", "ftp://x.example/a"), Exit.TROUBLE, "no web address"),
    (("follow", "http://127.0.0.1:9/a"), Exit.TROUBLE, "not a public address"),
    (("follow", "http://volga-wire.example/nothing"), Exit.TROUBLE, "is not there (404)"),
    (("follow", "http://nowhere.example/a"), Exit.TROUBLE, "nowhere.example"),
    (("follow", str(SEED), "--published", "2025-01-15", "--source", "x"), Exit.TROUBLE, "no web address"),
    (("report", "S1", "--output", "/proc/none/x"), Exit.TROUBLE, "/proc/none/x"),
    (("report", "S1", "--format", "pdf"), Exit.USAGE, "pdf"),
    (("fly",), Exit.USAGE, "fly"),
    (("follow",), Exit.USAGE, "what"),
)


@pytest.mark.parametrize(
    ("command", "code", "said"), TROUBLE, ids=lambda value: " ".join(value)[:40] if isinstance(value, tuple) else ""
)
def test_trouble_is_one_line_and_a_code(
    home: Path, capsys: pytest.CaptureFixture[str], command: tuple[str, ...], code: Exit, said: str
) -> None:
    assert run(home, *command) == code
    err = capsys.readouterr().err
    assert err.startswith("claimwatch: ")
    assert err.count("\n") == 1
    assert said in err


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.txt", b"", "empty"),
        ("paper.pdf", b"%PDF-1.7", "it is a PDF"),
        ("latin.txt", "Müller kündigt an".encode("latin-1"), "not UTF-8"),
        ("binary.txt", b"a\x00b", "binary"),
    ],
)
def test_what_cannot_be_followed_is_named(  # noqa: PLR0917  # pytest hands each in by name
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, content: bytes, said: str
) -> None:
    (tmp_path / name).write_bytes(content)
    assert run(home, "follow", str(tmp_path / name), "--published", "2025-01-15") == Exit.TROUBLE
    assert said in capsys.readouterr().err


def test_a_text_in_georgian_is_followed_and_labelled(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    georgian = "ხელშეკრულება\nპრეზიდენტები ხელშეკრულებას მოსკოვში პარასკევს მოაწერენ ხელს, განაცხადა კრემლმა. " * 3
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(georgian.encode())))
    assert main(["--data", str(tmp_path), "follow", "-", "--published", "2025-01-15"]) == Exit.OK
    assert "not read for claims" in " ".join(capsys.readouterr().out.split())


def test_follow_says_what_it_found_and_what_is_watched(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(home, "follow", str(SEED), "--published", "2025-01-15") == Exit.OK
    out = " ".join(capsys.readouterr().out.split())
    assert "published Wed 15 Jan 2025, in English" in out
    assert "Treaty signing" in out
    assert "due 16 Jan 2025, 10:00 to 18 Jan 2025, 12:00 UTC" in out
    assert "watched" in out
    assert "47 articles" in out


def test_an_address_is_followed_and_its_page_becomes_a_source(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(home, "follow", "http://caspian-courier.example/world/treaty-signed") == Exit.OK
    assert "Russia and Iran seal a pact" in " ".join(capsys.readouterr().out.split()).replace(
        "RUSSIA AND IRAN SEAL A PACT", "Russia and Iran seal a pact"
    )


def test_our_story_is_followed_from_its_file_without_reading_its_sources_yet(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    story = str(ROOT / "seeds" / "iran-russia-pact.toml")
    assert main(["--data", str(tmp_path), "--json", "follow", story]) == Exit.OK
    told = json.loads(capsys.readouterr().out)
    assert (told["slug"], told["outlet"], told["language"]) == ("iran-russia-pact", "Daily Wrap", "en")
    assert "https://en.irna.ir/rss" in told["sources"]
    assert [each["due"][0] for each in told["events"] if each["watched"] and each["title"] == "Treaty signing"]
    assert main(["--data", str(tmp_path), "show", "iran-russia-pact"]) == Exit.OK
    assert main(["--data", str(tmp_path), "follow", story]) == Exit.TROUBLE
    assert "a story named 'iran-russia-pact' is followed already" in capsys.readouterr().err


def test_help_starts_nothing_heavy() -> None:
    heavy = "{'spacy', 'trafilatura', 'aiohttp', 'sqlalchemy'} & set(sys.modules)"
    code = f"import sys; from tracker.cli import main; main(['--help']); print(sorted({heavy}), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stderr.strip() == "[]"
    assert "follow" in done.stdout


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == Exit.OK
    assert capsys.readouterr().out.startswith("claimwatch 0.")


def test_a_reader_that_goes_away_is_no_trouble(home: Path) -> None:
    program = f"{sys.executable} -c 'from tracker.cli import main; raise SystemExit(main())'"
    command = f"{program} --config {home}/config.toml claims S1 | head -1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stderr == ""


def test_the_seed_stands_unchanged() -> None:
    assert (
        hashlib.sha256(SEED.read_bytes()).hexdigest()
        == "05778536f5b4a1e9a41b4fdf75aede43ded2a6b85ee4deb267d5f51640e0cf12"
    )
