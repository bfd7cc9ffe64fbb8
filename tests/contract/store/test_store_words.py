"""Any text and any bytes: what pages hold comes back as it was."""

import hashlib
from dataclasses import replace

import pytest

from tests.builders import make_article
from tests.contract.store.plays import MACHINE, NOW, URL, add_source, alert_of, capture_of, change_of, lease
from tracker.model import (
    CheckOutcome,
    Delivery,
    DeliveryOutcome,
    Judgement,
    NewSource,
    NewStory,
    Notice,
    NoticeKind,
    SourceHealth,
    SourceKind,
    Stored,
    Story,
    Term,
)
from tracker.ports import Store

WORDS = (
    "a\x00b",
    "\x00",
    "\x1b",
    "\x1b0",
    "\x1b1\x00\x1b",
    "\x1b[31m",
    "Пескóв 𝒳 \u2028 \U0010ffff",
    "'; DROP TABLE x; --",
)


@pytest.mark.parametrize("words", WORDS, ids=ascii)
def test_any_text_is_kept(store: Store, words: str) -> None:
    new = NewStory(slug="treaty", title=words, language="en", created_at=NOW, terms=(Term(key=words, weight=1.0),))
    story = store.add_story(new)
    assert (store.story(story.id).title, store.story(story.id).terms) == (words, new.terms)
    store.add_source(NewSource(story_id=story.id, url=URL, kind=SourceKind.PAGE, outlet=words, next_check_at=NOW))
    capture = capture_of(lease(store), make_article(words + "They signed it.", title=words, url=URL))
    assert capture.snapshot is not None
    headers = (("x-words", words),)
    capture = replace(
        capture,
        check=replace(capture.check, detail=words),
        health_detail=words,
        etag=words,
        last_modified=words,
        snapshot=replace(capture.snapshot, headers=headers),
    )
    version = store.capture([capture])[0].version
    assert version is not None
    assert store.version(version.id) == version
    assert store.articles(story.id)[0].title == words
    source = store.sources(story.id)[0]
    assert (source.etag, source.last_modified, source.health_detail, source.outlet) == (words,) * 4
    assert store.checks(source.id)[0].detail == words
    snapshot = store.snapshot_of(version.id)
    assert snapshot is not None
    assert snapshot.headers == headers
    assert list(store.verify()) == []


@pytest.mark.parametrize("words", WORDS, ids=ascii)
def test_any_text_is_told(store: Store, story: Story, words: str) -> None:
    change = replace(change_of("c"), title=words, why=words)
    alert = replace(alert_of(change), title=words, body=words)
    store.judge(story.id, lambda _: Judgement(changes=(change,), alerts=(alert,)))
    assert store.changes(story.id) == (Stored(id=1, value=change),)
    assert store.claim_alerts(limit=1, now=MACHINE, lease_for=MACHINE - NOW) == (alert,)
    delivery = Delivery(alert_key=alert.key, at=MACHINE, outcome=DeliveryOutcome.DEAD, detail=words)
    store.record_delivery(delivery)
    assert store.deliveries(alert.key) == (delivery,)
    notice = Notice(kind=NoticeKind.SOURCE_BLIND, story_id=story.id, source_id=None, at=NOW, text=words)
    store.add_notice(notice)
    assert store.notices() == (notice,)


def test_an_address_is_found_by_any_text(store: Store, story: Story) -> None:
    url = "https://courier.example/a\x00b"
    assert add_source(store, story, url) == add_source(store, story, url)


def test_half_a_character_ends_no_check(store: Store, story: Story) -> None:
    add_source(store, story)
    failed = capture_of(lease(store), None, outcome=CheckOutcome.FAILED, health=SourceHealth.FAILING)
    store.capture([replace(failed, check=replace(failed.check, detail="half \ud800"), etag="\udfff")])
    assert store.checks(1)[0].detail.startswith("half ")


def test_an_address_with_an_endless_host_is_a_source_like_any(store: Store, story: Story) -> None:
    source = add_source(store, story, f"https://{'a' * 1000}.example/")
    assert lease(store).source == source


@pytest.mark.parametrize("size", [0, 1, 5_000_000])
def test_any_bytes_are_kept(store: Store, story: Story, size: int) -> None:
    body = (bytes(range(256)) * (size // 256 + 1))[:size]
    add_source(store, story)
    capture = capture_of(lease(store), make_article("They signed it.", url=URL))
    assert capture.snapshot is not None
    sha256 = hashlib.sha256(body).hexdigest()
    store.capture([replace(capture, snapshot=replace(capture.snapshot, body=body, sha256=sha256))])
    assert store.read_snapshot(sha256) == body
