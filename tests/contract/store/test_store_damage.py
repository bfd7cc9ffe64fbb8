"""What `verify` finds in a database that was written past us: one altered byte is enough."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from sqlalchemy import Column, Connection, LargeBinary, event, select, text, update

from storage import open_store
from storage.database import engine_of
from storage.places import parse_url
from storage.tables import alerts, blobs, changes, claims, corrections, events, ledger, snapshots, stories, versions
from tests.contract.store.plays import HOUR, NOW, add_source, correction_of, judgement_of, read, read_version
from tests.postgres import Postgres
from tracker.model import Finding, NewStory
from tracker.ports import Store


@dataclass(frozen=True, slots=True)
class Kept:
    """A database with a story in it."""

    url: str
    store: Store


@pytest.fixture(params=["sqlite", "postgresql"])
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Kept]:
    """A story with two versions, a claim, its event, a change, its alert and a correction."""
    if request.param == "sqlite":
        yield from filled(f"sqlite:///{tmp_path}/claimwatch.db")
    else:
        server: Postgres = request.getfixturevalue("postgres")
        with server.database() as url:
            yield from filled(url)


def filled(url: str) -> Iterator[Kept]:
    """The store of that URL with all that."""
    store = open_store(url)
    story = store.add_story(NewStory(slug="treaty", title="The treaty", language="en", created_at=NOW))
    add_source(store, story)
    version = read_version(store, "Putin signed the treaty.")
    read(store, "Putin signed the treaty. " * 40, at=NOW + HOUR)
    read(store, "Putin signed the treaty. " * 41, at=NOW + 2 * HOUR)
    given = judgement_of(version.id)
    evidence = given.claims[0].evidence
    told = replace(given.changes[0], evidence=(evidence,), event_key=given.new_events[0].key)
    whole = replace(given, changes=(told,), corrections=(correction_of(evidence),))
    store.judge(story.id, lambda _: whole, analysed=version.id)
    assert list(store.verify()) == []
    yield Kept(url, store)
    store.close()


def damage(kept: Kept, harm: Callable[[Connection], None]) -> list[Finding]:
    """Write past the store, then look."""
    engine = engine_of(parse_url(kept.url))
    if engine.dialect.name == "sqlite":
        # Whoever writes past us doesn't ask for references to be held.
        event.listen(engine, "connect", lambda raw, _: raw.execute("PRAGMA foreign_keys=OFF"))
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        if engine.dialect.name == "postgresql":
            connection.execute(text("SET session_replication_role = replica"))
        harm(connection)
    engine.dispose()
    return list(kept.store.verify())


def flip(connection: Connection, column: Column[bytes] | Column[str], at: int) -> None:
    """Alter one byte or letter of the latest row's value."""
    table = column.table
    key = next(iter(table.primary_key))
    row = connection.execute(select(key, column).order_by(key.desc()).limit(1)).one()
    whole = row[1]
    altered: bytes | str
    if isinstance(column.type, LargeBinary):
        altered = whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]
    else:
        altered = whole[:at] + chr(ord(whole[at]) ^ 1) + whole[at + 1 :]
    connection.execute(update(table).where(key == row[0]).values({column.name: altered}))


def test_each_byte_of_a_blob_counts(kept: Kept) -> None:
    findings = damage(kept, lambda connection: flip(connection, blobs.c.content, 11))
    assert {finding.record for finding in findings} == {"snapshot"}
    assert all("damaged" in finding.detail for finding in findings)


def test_a_blob_that_is_gone_is_found(kept: Kept) -> None:
    def harm(connection: Connection) -> None:
        used = connection.execute(select(versions.c.snapshot_sha256).where(versions.c.id == 1)).scalar_one()
        connection.execute(blobs.delete().where(blobs.c.sha256 == used))

    findings = damage(kept, harm)
    assert {"snapshots", "versions"} <= {finding.record for finding in findings}
    assert all("leads nowhere" in each.detail for each in findings if each.record == "versions")


def test_each_letter_of_a_versions_text_counts(kept: Kept) -> None:
    def harm(connection: Connection) -> None:
        whole = connection.execute(select(versions.c.article).where(versions.c.id == 1)).scalar_one()
        altered = whole.replace("signed the treaty", "singed the treaty")
        assert altered != whole
        connection.execute(update(versions).where(versions.c.id == 1).values(article=altered))

    findings = damage(kept, harm)
    assert ("version", "1") in {(finding.record, finding.subject) for finding in findings}
    # What quoted the words that stood there is named as well.
    assert {"claim", "change"} <= {finding.record for finding in findings}


def test_a_title_beside_its_article_counts(kept: Kept) -> None:
    findings = damage(kept, lambda connection: flip(connection, versions.c.title, 0))
    assert [finding.record for finding in findings] == ["version"]


@pytest.mark.parametrize(("column", "subject"), [(claims.c.claim, "C1"), (changes.c.change, "N1")], ids=str)
def test_each_letter_of_a_quote_counts(kept: Kept, column: Column[str], subject: str) -> None:
    def harm(connection: Connection) -> None:
        whole = connection.execute(select(column)).scalar_one()
        altered = whole.replace("signed the treaty", "signed the treats")
        assert altered != whole
        connection.execute(update(column.table).values({column.name: altered}))

    findings = damage(kept, harm)
    assert {finding.subject for finding in findings} == {subject}
    assert "does not stand at" in findings[0].detail


@pytest.mark.parametrize(
    ("column", "record"),
    [
        (versions.c.article, "version"),
        (claims.c.claim, "claim"),
        (changes.c.change, "change"),
        (events.c.event, "event"),
        (corrections.c.correction, "correction"),
        (snapshots.c.headers, "snapshot"),
        (stories.c.terms, "story"),
    ],
    ids=str,
)
def test_a_value_that_can_not_be_read_ends_no_look_at_the_rest(kept: Kept, column: Column[str], record: str) -> None:
    findings = damage(kept, lambda connection: flip(connection, column, 0))
    assert record in {finding.record for finding in findings}
    assert any("can't be read" in finding.detail for finding in findings)


@pytest.mark.parametrize(
    ("column", "record"),
    [(ledger.c.event_key, "ledger"), (alerts.c.change_key, "alerts"), (changes.c.event_key, "changes")],
    ids=str,
)
def test_rows_that_lead_nowhere_are_found(kept: Kept, column: Column[str], record: str) -> None:
    def harm(connection: Connection) -> None:
        connection.execute(update(column.table).values({column.name: "nowhere"}))

    findings = damage(kept, harm)
    assert [(finding.record, finding.subject) for finding in findings] == [(record, "nowhere")]
