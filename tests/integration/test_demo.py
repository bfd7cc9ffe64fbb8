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
from tracker.model import (
    Change,
    ChangeKind,
    Claim,
    Event,
    EventState,
    NoticeKind,
    Outcome,
    Severity,
    Source,
    SourceHealth,
    Standing,
    State,
    Status,
    Stored,
    Version,
)
from tracker.ports import Store

ROOT = Path(__file__).parents[2]
COURSES = ROOT / "tests" / "newsroom" / "courses"
pytestmark = pytest.mark.demo
#: The data directory of a finished demonstration, and its account.
Data = tuple[Path, str]


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

    def event(self, event_class: str, *words: str) -> Event:
        """The one event of the story of that class whose title has the words."""
        (found,) = [each.value for each in self.book.events if self._is(each, event_class, words)]
        return found

    def key(self, event_class: str, *words: str) -> str:
        """Its key."""
        return self.event(event_class, *words).key

    def versions(self, page: str) -> list[Version]:
        """All versions of the page whose address ends so, by number."""
        (article,) = [each for each in self.store.articles(1) if each.url.partition("?")[0].endswith(page)]
        return list(self.store.versions(article.id))

    def claims_of(self, page: str, event_class: str) -> list[Claim]:
        """The claims of that class in the page's last version."""
        claims = self.store.claims(version_id=self.versions(page)[-1].id)
        return [stored.value for stored in claims if stored.value.event_class == event_class]

    def source(self, page: str) -> Source:
        """The source whose address ends so."""
        (source,) = [each for each in self.store.sources(1) if each.url.endswith(page)]
        return source

    def changes_of_kind(self, *kinds: ChangeKind) -> list[Change]:
        """What was told, of those kinds."""
        return [each.value for each in self.store.changes(1, at_least=Severity.NOTICE) if each.value.kind in kinds]

    def told_of(self, words: str, *kinds: ChangeKind) -> list[Change]:
        """What was told whose title has the words, of those kinds or of all."""
        found = [each.value for each in self.store.changes(1, at_least=Severity.NOTICE)]
        return [c for c in found if words.lower() in c.title.lower() and (not kinds or c.kind in kinds)]

    def told_from(self, page: str) -> list[str]:
        """Titles of what was told on the evidence of that page."""
        ids = {version.id for version in self.versions(page)}
        found = [each.value for each in self.store.changes(1, at_least=Severity.NOTICE)]
        return [change.title for change in found if {span.version_id for span in change.evidence} & ids]

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

    # --- traps of real coverage ---------------------------------------------------------------------------------------
    def test_an_update_line_on_top_of_an_old_body_opens_no_plan_again(self, true_course: Data) -> None:
        with told("true-course", true_course[0]) as found:
            versions = found.versions("kremlin-confirms-friday")
            assert "The treaty was signed in the Kremlin" in versions[-1].article.text
            assert [v.article.text.count("will sign their") for v in versions] == [1, 1]
            assert found.told_from("kremlin-confirms-friday") == []
            assert found.state("sign", "Treaty signing").state is State.HAPPENED

    def test_a_headline_that_contradicts_its_body_settles_nothing(self, true_course: Data) -> None:
        with told("true-course", true_course[0]) as found:
            signing = found.state("sign", "Treaty signing")
            assert signing.decided_by is not None
            assert signing.decided_by.published_at.date() == date(2025, 1, 17)
            claims = found.claims_of("putin-pezeshkian-sign-pact", "sign")
            assert [claim.status for claim in claims] == [Status.PLANNED]

    def test_mutual_defence_or_not_is_told_as_a_conflict(self, true_course: Data) -> None:
        with told("true-course", true_course[0]) as found:
            (change,) = found.told_of("mutual defence", ChangeKind.CONFLICT)
            assert "contains a mutual defence clause" in change.evidence[0].quote
            assert "does not contain" in change.evidence_before[0].quote
            assert found.state("mutual_defence").state is State.DISPUTED
            assert "does not hold / holds" in true_course[1]

    def test_two_reasons_for_the_first_postponement_are_told_and_postpone_nothing(self, true_course: Data) -> None:
        with told("true-course", true_course[0]) as found:
            (change,) = found.told_of("another reason", ChangeKind.CONFLICT)
            assert change.before is not None
            assert change.after is not None
            assert "death" in change.before.text
            assert "annexes" in change.after.text
            assert not found.told_of("postponed", ChangeKind.STATUS)

    def test_the_ninth_of_april_stands_alone_and_the_eighth_stays(self, true_course: Data) -> None:
        with told("true-course", true_course[0]) as found:
            vote = found.state("ratify", "State Duma")
            assert (vote.outcome, day(vote)) == (Outcome.AS_ANNOUNCED, date(2025, 4, 8))
            assert [(v.name, v.row.claim.time and v.row.claim.time.first) for v in vote.dissent] == [
                ("Gulf Standard", date(2025, 4, 9))
            ]
            assert not [c for c in found.told_of("Wed 9 Apr") if c.severity > Severity.INFO]

    def test_two_vote_counts_are_told_as_a_conflict(self, true_course: Data) -> None:
        with told("true-course", true_course[0]) as found:
            (change,) = found.told_of("411 deputies", ChangeKind.CONFLICT)
            assert "408 deputies" in change.title
            assert "embassy" in change.said_by

    def test_a_wire_copy_is_no_voice_of_its_own(self, true_course: Data) -> None:
        with told("true-course", true_course[0]) as found:
            signing = found.state("sign", "Treaty signing")
            wire = [voice for voice in signing.voices if voice.name == "Volga Wire"]
            assert [voice.copies for voice in wire] == [1]
            assert found.told_from("treaty-signed-in-moscow") == []

    def test_an_old_plan_that_arrives_late_is_not_told_as_new(self, true_course: Data) -> None:
        with told("true-course", true_course[0]) as found:
            (version,) = found.versions("president-to-sign-in-moscow")
            assert (version.seen_at - version.published_at).days > 60
            assert found.told_from("president-to-sign-in-moscow") == []
            assert found.told_of("Kazan") == []
            assert not found.event("visit", "Kazan").watched

    def test_a_page_in_russian_is_kept_and_not_read_for_claims(self, true_course: Data) -> None:
        with told("true-course", true_course[0]) as found:
            versions = found.versions("dogovor-s-iranom")
            assert [version.article.language for version in versions] == ["ru", "ru"]
            assert [found.store.claims(version_id=version.id) for version in versions] == [(), ()]
            source = found.source("dogovor-s-iranom")
            assert source.health is SourceHealth.FOREIGN
            assert "not read for claims" in source.health_detail

    @pytest.mark.parametrize(
        ("page", "words"),
        [
            ("what-moscow-gains", "paywall"),
            ("doubts-about-the-treaty-with-russia", "consent"),
            ("live/moscow-visit", "403"),
        ],
    )
    def test_a_stub_a_consent_page_and_a_refusal_are_blindness_and_no_text(
        self, true_course: Data, page: str, words: str
    ) -> None:
        with told("true-course", true_course[0]) as found:
            source = found.source(page)
            assert source.health is SourceHealth.BLIND
            assert words in source.health_detail
            assert found.store.latest_version(source.id) is None
            blind = [notice for notice in found.store.notices(1) if notice.source_id == source.id]
            assert [notice.kind for notice in blind] == [NoticeKind.SOURCE_BLIND]

    def test_a_removed_page_is_told_with_its_last_words_and_when_it_is_back(self, true_course: Data) -> None:
        with told("true-course", true_course[0]) as found:
            turns = [c for c in found.told_of("Guardian Council to decide") if c.kind is not ChangeKind.STATUS]
            assert [change.kind for change in turns] == [ChangeKind.REMOVED, ChangeKind.RESTORED]
            assert "will approve the treaty with Russia on June 11" in turns[0].evidence_before[0].quote
            assert turns[1].evidence[0] == turns[0].evidence_before[0]
            outcomes = [check.status for check in found.store.checks(found.source("guardian-council-to-decide").id)]
            assert outcomes.count(404) >= 2

    def test_a_page_that_says_not_found_with_status_200_is_removed(self, true_course: Data) -> None:
        with told("true-course", true_course[0]) as found:
            source = found.source("putin-pezeshkian-sign-pact")
            assert source.health is SourceHealth.GONE
            (change,) = [c for c in found.changes_of_kind(ChangeKind.REMOVED) if "landmark" in c.title]
            assert "will sign the partnership treaty" in change.evidence_before[0].quote
            assert all(check.status == 200 for check in found.store.checks(source.id))
            assert len(found.versions("putin-pezeshkian-sign-pact")) == 1

    def test_headlines_that_take_turns_are_no_edit_and_a_silent_edit_beneath_them_is(self, true_course: Data) -> None:
        with told("true-course", true_course[0]) as found:
            versions = found.versions("what-the-pact-means-for-trade")
            confirmed = [v for v in versions if v.standing is Standing.CONFIRMED]
            assert ["cannot be laid" in v.article.text for v in confirmed] == [True, False]
            assert len(versions) == 3  # one passing headline, kept once
            own = {v.article_id for v in versions}
            kinds = [c.value.kind for c in found.store.changes(1) if c.value.article_id in own]
            assert ChangeKind.HEADLINE not in kinds
            assert kinds.count(ChangeKind.REWORDED) == 1

    def test_already_in_force_in_july_settles_nothing(self, true_course: Data) -> None:
        with told("true-course", true_course[0]) as found:
            moves = [c for c in found.told_of("entry into force") if c.event_key == found.key("enter_into_force")]
            assert [(c.kind, c.seen_at.month) for c in moves] == [
                (ChangeKind.NEW_CLAIM, 1),
                (ChangeKind.CONFLICT, 7),
                (ChangeKind.DATE, 9),
                (ChangeKind.STATUS, 10),
            ]
            assert "Gulf Standard" in moves[1].title

    def test_a_law_that_is_signed_is_not_the_treaty_signed_again(self, true_course: Data) -> None:
        with told("true-course", true_course[0]) as found:
            assert [c.severity for c in found.told_of("Treaty signing: happened")] == [Severity.ALERT]
            assert found.state("sign", "Treaty signing").time == found.state("sign", "Treaty signing").time
            assert day(found.state("sign", "Law signing")) == date(2025, 4, 21)

    @pytest.mark.parametrize(
        ("event_class", "words", "happened"),
        [
            ("ratify", "State Duma", date(2025, 4, 8)),
            ("approve", "Federation Council", date(2025, 4, 16)),
            ("sign", "Law signing", date(2025, 4, 21)),
            ("ratify", "Majlis", date(2025, 5, 21)),
            ("approve", "Guardian Council", date(2025, 6, 11)),
            ("enter_into_force", "entry into force", date(2025, 10, 2)),
        ],
    )
    def test_each_next_step_is_watched_and_told_once_as_plan_and_once_as_outcome(
        self, true_course: Data, event_class: str, words: str, happened: date
    ) -> None:
        with told("true-course", true_course[0]) as found:
            assert found.event(event_class, words).watched
            state = found.state(event_class, words)
            assert (state.outcome, day(state)) == (Outcome.AS_ANNOUNCED, happened)
            own = [c.value for c in found.store.changes(1, at_least=Severity.NOTICE)]
            own = [change for change in own if change.event_key == found.key(event_class, words)]
            assert [change.kind for change in own].count(ChangeKind.NEW_CLAIM) == 1
            assert [change.severity for change in own if change.kind is ChangeKind.STATUS] == [Severity.ALERT]

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
        ids = re.findall(r"^id (\w+)\b", log, re.MULTILINE)
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
    assert set(re.findall(r"^id (\w+)\b", log, re.MULTILINE)) == keys


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
