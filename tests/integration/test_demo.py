"""The demonstration as a user starts it: what each course of events must come to, and that a kill loses nothing."""

import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from storage import open_store
from tests.newsroom.course import load_course
from tracker.claims import load_lexicon
from tracker.config import JudgeSettings
from tracker.ledger import fold
from tracker.model import ChangeKind, Event, EventState, Outcome, Severity, State, Stored
from tracker.ports import Store

ROOT = Path(__file__).parents[2]
COURSES = ROOT / "tests" / "newsroom" / "courses"
pytestmark = pytest.mark.demo


def run(course: str, data: Path) -> str:
    """Run the demonstration to its end; gives the account."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.newsroom", "--newsroom", course, "--data", str(data)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


class Told:
    """What a finished demonstration left in its store."""

    def __init__(self, store: Store, course: str) -> None:
        self.store = store
        self.book = store.book(1)
        self.ends = load_course(COURSES / course).ends
        assert load_lexicon().classes

    def state(self, event_class: str, *words: str) -> EventState:
        """The state of the one event of the story of that class whose title has the words."""
        found = [event for event in self.book.events if self._is(event, event_class, words)]
        assert len(found) == 1, [event.value.title for event in found]
        rows = [row for row in self.book.rows if row.event_key == found[0].value.key]
        return fold(found[0].value, rows, now=self.ends, readings=self.book.readings, settings=JudgeSettings())

    @staticmethod
    def _is(event: Stored[Event], event_class: str, words: tuple[str, ...]) -> bool:
        same = event.value.event_class == event_class and event.value.of_story
        return same and all(word in event.value.title for word in words)

    def changes(self, *kinds: ChangeKind, at_least: Severity = Severity.NOTICE) -> list[str]:
        """Titles of what was told, of those kinds or of all."""
        found = self.store.changes(1, at_least=at_least)
        return [each.value.title for each in found if not kinds or each.value.kind in kinds]


@contextmanager
def told(course: str, data: Path) -> Iterator[Told]:
    """The store of a finished demonstration."""
    store = open_store(f"sqlite:///{data}/claimwatch.db")
    try:
        yield Told(store, course)
    finally:
        store.close()


def day(state: EventState) -> date | None:
    """The day of a state."""
    return state.time.first if state.time else None


@pytest.fixture(scope="module")
def true_course(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The true course, run once."""
    data = tmp_path_factory.mktemp("true")
    return data, run("true-course", data)


class TestTrueCourse:
    """The seed story as it went."""

    def test_the_signing_and_the_visit_happened_as_announced(self, true_course: tuple[Path, str]) -> None:
        with told("true-course", true_course[0]) as found:
            for state in (found.state("sign", "Treaty signing"), found.state("visit", "Russia")):
                assert (state.outcome, day(state)) == (Outcome.AS_ANNOUNCED, date(2025, 1, 17))
                assert state.first_expectation is not None
                assert state.first_expectation.row.claim.evidence.quote
                assert state.decided_by is not None
                assert state.decided_by.published_at.date() == date(2025, 1, 17)

    def test_entry_into_force_was_pending_and_happened_on_2_october(self, true_course: tuple[Path, str]) -> None:
        with told("true-course", true_course[0]) as found:
            state = found.state("enter_into_force")
            assert (state.state, day(state)) == (State.HAPPENED, date(2025, 10, 2))
            told_of = [t for t in found.changes() if "entry into force" in t.lower()]
            assert "planned" in told_of[0]
            assert "2 Oct 2025" in told_of[-1]

    def test_figures_and_the_missing_alliance_hold(self, true_course: tuple[Path, str]) -> None:
        with told("true-course", true_course[0]) as found:
            articles, years, alliance = found.state("contain"), found.state("last"), found.state("alliance")
            assert articles.quantity is not None
            assert (articles.state, articles.quantity.low) == (State.HOLDS, 47)
            assert years.quantity is not None
            assert (years.state, years.quantity.low) == (State.HOLDS, 20)
            assert alliance.state is State.HOLDS
            assert "no such thing" in alliance.why

    def test_the_silent_correction_is_told(self, true_course: tuple[Path, str]) -> None:
        with told("true-course", true_course[0]) as found:
            assert [t for t in found.changes(ChangeKind.NUMBER) if "45" in t and "47" in t]

    def test_the_distractors_the_rewording_and_the_old_plan_alert_nobody(self, true_course: tuple[Path, str]) -> None:
        with told("true-course", true_course[0]) as found:
            quiet = {
                "pyongyang-treaty",
                "free-trade-deal-in-force",
                "president-leaves-for-dushanbe",
                "what-the-treaty-holds",
            }
            versions = {
                version.id: version.article.url
                for article in found.store.articles(1)
                for version in found.store.versions(article.id)
            }
            for change in found.store.changes(1, at_least=Severity.NOTICE):
                where = {versions[span.version_id] for span in change.value.evidence}
                assert not any(url.endswith(name) for url in where for name in quiet), change.value.title

    def test_every_span_is_exact_and_every_version_has_its_bytes(self, true_course: tuple[Path, str]) -> None:
        with told("true-course", true_course[0]) as found:
            texts = {}
            for article in found.store.articles(1):
                for version in found.store.versions(article.id):
                    texts[version.id] = version.article.text
                    if version.snapshot_sha256 is not None:
                        assert found.store.read_snapshot(version.snapshot_sha256)
            spans = [span for change in found.store.changes(1) for span in change.value.evidence]
            for claim in found.store.story_claims(1):
                spans += [claim.value.evidence, claim.value.trigger, *(q.evidence for q in claim.value.quantities)]
                spans += [claim.value.cue] if claim.value.cue else []
            assert len(spans) > 200
            for span in spans:
                assert texts[span.version_id][span.start : span.end] == span.quote

    def test_alerts_are_in_the_log_each_once(self, true_course: tuple[Path, str]) -> None:
        log = (true_course[0] / "alerts.log").read_text(encoding="utf-8")
        ids = re.findall(r"^id (\w+)$", log, re.MULTILINE)
        with told("true-course", true_course[0]) as found:
            assert sorted(ids) == sorted(alert.value.key for alert in found.store.alerts(1))
        assert "#:~:text=" in log
        assert all(len(line) <= 80 or "http://" in line for line in log.splitlines())

    def test_the_report_stands_alone(self, true_course: tuple[Path, str]) -> None:
        html = (true_course[0] / "report.html").read_text(encoding="utf-8")
        assert "happened as announced" in html
        assert not re.search(r"""<(?:script|link|img|iframe)\b[^>]*(?:src|href)=["']?(?:https?:)?//""", html)

    def test_a_second_run_gives_the_same_account(self, true_course: tuple[Path, str], tmp_path: Path) -> None:
        assert run("true-course", tmp_path) == true_course[1]


def test_a_slip_is_told_with_its_new_day_and_then_the_signing(tmp_path: Path) -> None:
    account = run("slips-a-week", tmp_path)
    assert "POSTPONED" in account
    assert "Fri 17 -> Fri 24 Jan 2025" in account
    with told("slips-a-week", tmp_path) as found:
        state = found.state("sign", "Treaty signing")
        assert (state.state, day(state)) == (State.HAPPENED, date(2025, 1, 24))
        assert state.first_expectation is not None
        assert state.first_expectation.time.first == date(2025, 1, 17)


def test_a_cancellation_is_told(tmp_path: Path) -> None:
    account = run("called-off", tmp_path)
    assert "CANCELLED" in account
    with told("called-off", tmp_path) as found:
        assert found.state("sign", "Treaty signing").outcome is Outcome.CANCELLED
        assert found.state("visit", "Russia").outcome is Outcome.CANCELLED


def test_silence_is_no_report_yet_and_names_what_was_read(tmp_path: Path) -> None:
    account = " ".join(run("nobody-reports", tmp_path).split())
    assert "NO REPORT YET treaty signing" in account
    assert "7 of 7 sources read since" in account
    assert "Volga Wire" in account
    with told("nobody-reports", tmp_path) as found:
        assert found.state("sign", "Treaty signing").outcome is Outcome.OVERDUE
        assert not [t for t in found.changes() if "denied" in t or "cancelled" in t]


@pytest.mark.faults
def test_a_kill_in_the_middle_loses_nothing(true_course: tuple[Path, str], tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.newsroom", "--data", str(tmp_path)]
    for seconds in (4.0, 5.5):
        running = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(seconds)
        running.send_signal(signal.SIGKILL)
        running.wait()
    run("true-course", tmp_path)
    with told("true-course", true_course[0]) as whole, told("true-course", tmp_path) as killed:
        for ask in (("sign", "Treaty signing"), ("enter_into_force",), ("contain",), ("last",), ("alliance",)):
            one, two = (found.state(*ask) for found in (whole, killed))
            assert (one.state, one.time, one.outcome) == (two.state, two.time, two.outcome)
        assert killed.changes() == whole.changes()
        texts = [{v.text_sha256 for a in f.store.articles(1) for v in f.store.versions(a.id)} for f in (whole, killed)]
        assert texts[0] == texts[1]
        keys = {alert.value.key for alert in whole.store.alerts(1)}
        assert {alert.value.key for alert in killed.store.alerts(1)} == keys
    log = (tmp_path / "alerts.log").read_text(encoding="utf-8")
    assert set(re.findall(r"^id (\w+)$", log, re.MULTILINE)) == keys


def test_a_port_in_use_is_one_line_that_says_what_to_do(tmp_path: Path) -> None:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = subprocess.run(
            [sys.executable, "-m", "tests.newsroom", "--port", port, "--data", str(tmp_path)],
            cwd=ROOT, capture_output=True, text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "--port" in done.stderr
