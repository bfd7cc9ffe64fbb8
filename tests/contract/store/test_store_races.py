"""Two programs on one database at the same moment: what one has, the other hasn't."""

import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from storage import open_store
from tests.builders import make_article
from tests.contract.store.plays import HOUR, MACHINE, NOW, URL, add_source, alert_of, capture_of, change_of, lease
from tests.postgres import Postgres
from tracker.errors import AlreadyRunningError, InputError
from tracker.model import Capture, Captured, Judgement, NewSource, NewStory, Source, SourceKind, Story, StoryBook
from tracker.ports import Store

ROOT = Path(__file__).parents[3]
#: Claims what is due, one at a time, as often as it is told to; prints what it got.
CLAIMER = """
import sys
from datetime import timedelta
from storage import open_store
from tests.contract.store.plays import HOUR, MACHINE, NOW
store = open_store(sys.argv[1])
print("ready", flush=True)
sys.stdin.readline()
for _ in range(40):
    for lease in store.claim_due(
        limit=2, now=NOW, machine_now=MACHINE, lease_for=HOUR, host_gap=timedelta(seconds=int(sys.argv[2]))
    ):
        print("source", lease.source.id, flush=True)
    for alert in store.claim_alerts(limit=2, now=MACHINE, lease_for=HOUR):
        print("alert", alert.key, flush=True)
store.close()
"""
HOLDER = """
import sys, time
from storage import open_store
store = open_store(sys.argv[1])
with store.daemon_lock():
    print("held", flush=True)
    time.sleep(600)
"""


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database that several programs can open, empty."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/claimwatch.db"
    else:
        server: Postgres = request.getfixturevalue("postgres")
        with server.database() as made:
            yield made


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """Its store, as this program has it."""
    opened = open_store(url)
    yield opened
    opened.close()


def started(script: str, *arguments: str) -> subprocess.Popen[str]:
    """Another program."""
    return subprocess.Popen(
        [sys.executable, "-c", script, *arguments],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT,
    )  # fmt: skip


def claimed_by_two(url: str, gap: int) -> list[list[str]]:
    """What each of two programs got that began at the same moment."""
    programs = [started(CLAIMER, url, str(gap)) for _ in range(2)]
    for program in programs:
        assert program.stdout is not None
        assert program.stdout.readline() == "ready\n"
    for program in programs:
        assert program.stdin is not None
        program.stdin.write("go\n")
        program.stdin.flush()
    outputs = [program.communicate(timeout=120)[0].splitlines() for program in programs]
    assert [program.returncode for program in programs] == [0, 0]
    return outputs


def test_no_lease_and_no_alert_is_given_to_two(url: str, store: Store, story: Story) -> None:
    sources = {add_source(store, story, f"https://host-{number}.example/").id for number in range(60)}
    changes = tuple(change_of(f"c{number}") for number in range(60))
    store.judge(story.id, lambda _: Judgement(changes=changes, alerts=tuple(map(alert_of, changes))))
    given = [line for lines in claimed_by_two(url, gap=0) for line in lines]
    assert len(given) == len(set(given)) == 120
    assert {int(line.split()[1]) for line in given if line.startswith("source")} == sources


def test_a_hosts_slot_is_given_to_one(url: str, store: Store, story: Story) -> None:
    for number in range(60):
        add_source(store, story, f"https://host-{number % 6}.example/{number}")
    given = [line for lines in claimed_by_two(url, gap=60) for line in lines]
    hosts = [int(line.split()[1]) % 6 for line in given]
    assert sorted(hosts) == list(range(6))


def test_a_version_is_judged_once_by_two(url: str, store: Store, story: Story) -> None:
    add_source(store, story)
    version = store.capture([capture_of(lease(store), make_article("They signed it.", url=URL))])[0].version
    assert version is not None
    decided: list[str] = []

    def judge(name: str) -> Judgement | None:
        other = open_store(url)

        def decide(book: StoryBook) -> Judgement:
            decided.append(name)
            time.sleep(0.2)
            return Judgement(changes=(change_of(name),))

        try:
            return other.judge(story.id, decide, analysed=version.id)
        finally:
            other.close()

    with ThreadPoolExecutor(4) as threads:
        results = list(threads.map(judge, "abcd"))
    assert len(decided) == 1
    assert [result for result in results if result is not None] == [Judgement(changes=(change_of(decided[0]),))]
    assert [each.value.key for each in store.changes(story.id)] == decided


def test_two_that_see_one_article_number_its_versions_in_turn(url: str, store: Store, story: Story) -> None:
    for number in range(8):
        add_source(store, story, f"https://host-{number}.example/")
    leases = store.claim_due(limit=9, now=NOW, machine_now=MACHINE, lease_for=HOUR, host_gap=timedelta())
    found = NewSource(
        story_id=story.id, url=f"{URL}/found", kind=SourceKind.PAGE, outlet="C", next_check_at=NOW, found_in=1
    )

    def capture(number: int) -> Captured:
        article = make_article(f"The same beginning. And end {number}.", url=URL)
        made: Capture = capture_of(leases[number], article)
        other = open_store(url)
        try:
            return other.capture([replace_discovered(made, found)])[0]
        finally:
            other.close()

    with ThreadPoolExecutor(8) as threads:
        captured = list(threads.map(capture, range(8)))
    versions = [each.version for each in captured if each.version is not None]
    assert sorted(version.number for version in versions) == list(range(1, 9))
    assert len({version.article_id for version in versions}) == 1
    assert sum(len(each.discovered) for each in captured) == 1
    assert list(store.verify()) == []


def replace_discovered(capture: Capture, found: NewSource) -> Capture:
    """The capture of a feed that names an address."""
    return replace(capture, discovered=(found,))


def test_a_name_and_an_address_are_taken_once(url: str, store: Store, story: Story) -> None:
    def follow(_: int) -> tuple[Story | None, Source]:
        other = open_store(url)
        new = NewStory(slug="other", title="Other", language="en", created_at=NOW)
        try:
            begun: Story | None = other.add_story(new)
        except InputError:
            begun = None
        try:
            return begun, add_source(other, story)
        finally:
            other.close()

    with ThreadPoolExecutor(8) as threads:
        results = list(threads.map(follow, range(8)))
    assert len([begun for begun, _ in results if begun is not None]) == 1
    assert len({source.id for _, source in results}) == 1


def test_a_story_is_deleted_while_another_keeps_its_bytes(url: str, store: Store, story: Story) -> None:
    for number in range(12):
        twin = store.add_story(NewStory(slug=f"twin-{number}", title="Twin", language="en", created_at=NOW))
        for each in (story, twin):
            add_source(store, each, f"https://host-{number}.example/{each.id}")
        leases = store.claim_due(limit=9, now=NOW, machine_now=MACHINE, lease_for=HOUR, host_gap=timedelta())
        mine, theirs = sorted(leases, key=lambda held: held.source.story_id)
        article = make_article(f"The same bytes {number}.", url=URL)
        store.capture([capture_of(theirs, article)])
        with ThreadPoolExecutor(2) as threads:
            kept = threads.submit(store.capture, [capture_of(mine, article)])
            gone = threads.submit(store.delete_story, twin.id)
            assert kept.result()[0].is_new
            assert gone.result()["stories"] == 1
    assert list(store.verify()) == []


def test_another_program_is_refused_and_a_killed_one_leaves_the_lock(url: str, store: Store) -> None:
    holder = started(HOLDER, url)
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(AlreadyRunningError, match="another claimwatch works on this database"), store.daemon_lock():
            raise AssertionError("two daemons on one database")
        assert store.stories() == ()
    finally:
        holder.kill()
        holder.communicate()
    deadline = time.monotonic() + 10
    while True:
        try:
            with store.daemon_lock():
                return
        except AlreadyRunningError:  # a server notices a moment later that its client has gone
            assert time.monotonic() < deadline
            time.sleep(0.05)
