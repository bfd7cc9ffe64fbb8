"""kill -9 while captures are written: every acknowledged one is there, none is half-written."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from storage import open_store

WRITER = """
import sys
from datetime import timedelta
from storage import open_store
from tests.contract.store.plays import HOUR, MACHINE, NOW, URL, add_source, capture_of
from tests.builders import make_article
from tracker.model import NewStory

store = open_store(sys.argv[1])
story = next(iter(store.stories()), None) or store.add_story(
    NewStory(slug="treaty", title="The treaty", language="en", created_at=NOW)
)
add_source(store, story)
start = store.last_check_at() or NOW
for number in range(100_000):
    at = start + number * HOUR
    store.hurry(story.id, now=at)
    held = store.claim_due(
        limit=1, now=at, machine_now=MACHINE + (at - NOW) * 10, lease_for=timedelta(minutes=1), host_gap=timedelta()
    )
    if not held:
        continue
    article = make_article(f"The treaty will be signed on day {number} of {start}.", url=URL)
    captured = store.capture([capture_of(held[0], article, at=at)])
    print(captured[0].version.text_sha256, flush=True)
"""


@pytest.mark.faults
def test_what_was_acknowledged_is_there_after_a_kill(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/a.db"
    acknowledged: set[str] = set()
    dice = random.Random(7)
    for _ in range(6):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, url], stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]
        )
        assert writer.stdout is not None
        acknowledged.add(writer.stdout.readline().strip())
        time.sleep(dice.uniform(0.05, 0.4))
        writer.send_signal(signal.SIGKILL)
        acknowledged |= {line.strip() for line in writer.stdout if len(line.strip()) == 64}
        writer.wait()
        writer.stdout.close()
    store = open_store(url)
    versions = store.versions(1)
    counts = store.counts()
    assert acknowledged <= {version.text_sha256 for version in versions}
    assert len(acknowledged) > 6
    assert [version.number for version in versions] == list(range(1, len(versions) + 1))
    assert counts["checks"] == counts["snapshots"] == counts["versions"]
    for version in versions:
        assert version.snapshot_sha256 is not None
        assert store.read_snapshot(version.snapshot_sha256).decode() == version.article.text
    store.close()
