"""Opening a PostgreSQL database: its URL, its migrations, and trouble that a user can mend."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from storage import open_store
from storage.database import engine_of, open_engine
from storage.places import parse_url, place_of, url_of
from storage.tables import metadata
from tests.contract.store.plays import NOW
from tests.postgres import Postgres
from tracker.errors import StorageError
from tracker.model import NewStory


@pytest.fixture
def bare(postgres: Postgres) -> Iterator[str]:
    """A database without tables."""
    with postgres.bare_database() as url:
        yield url


@pytest.fixture
def locked(postgres: Postgres) -> Iterator[Postgres]:
    """A server that asks the user "guarded" for a password."""
    found = postgres.execute("SHOW hba_file")[0][0]
    postgres.execute("CREATE ROLE guarded LOGIN PASSWORD 'right'")
    postgres.execute("CREATE TABLE IF NOT EXISTS hba_before (line text)")
    postgres.execute(f"COPY hba_before FROM '{found}' WITH (DELIMITER E'\\x01')")
    rule = "local all guarded scram-sha-256"
    postgres.execute(
        f"COPY (SELECT '{rule}' UNION ALL SELECT * FROM hba_before) TO '{found}' WITH (DELIMITER E'\\x01')"
    )
    postgres.execute("SELECT pg_reload_conf()")
    yield postgres
    postgres.execute(f"COPY hba_before TO '{found}' WITH (DELIMITER E'\\x01')")
    postgres.execute("SELECT pg_reload_conf()")
    postgres.execute("DROP TABLE hba_before")
    postgres.execute("DROP OWNED BY guarded")
    postgres.execute("DROP ROLE guarded")


def test_migrations_lead_from_nothing_to_the_tables(bare: str) -> None:
    engine = open_engine(bare)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    engine.dispose()


def test_two_that_open_it_first_make_its_tables_once(bare: str) -> None:
    with ThreadPoolExecutor(4) as threads:
        for store in threads.map(open_store, [bare] * 4):
            assert store.stories() == ()
            store.close()


@pytest.mark.parametrize("name", ["postgresql", "postgres", "postgresql+psycopg"])
def test_the_plain_name_is_enough(postgres: Postgres, name: str) -> None:
    with postgres.database() as url:
        store = open_store(url.replace("postgresql", name, 1))
        assert store.stories() == ()
        store.close()


def test_an_address_is_shown_without_its_secrets() -> None:
    parsed = parse_url("postgresql://me:secret@db.example:5433/x?sslmode=require&password=secret&passfile=/secret")
    assert place_of(parsed) == url_of(parsed) == "postgresql://me@db.example:5433/x"


def test_no_server_is_said_to_be_none() -> None:
    with pytest.raises(StorageError, match=r"^postgresql://me@127\.0\.0\.1:1/x: .*no server answers there") as caught:
        open_store("postgresql://me:secret@127.0.0.1:1/x")
    assert "secret" not in str(caught.value)


def test_no_socket_is_said_to_be_none(postgres: Postgres) -> None:
    with pytest.raises(StorageError, match="no server answers there"):
        open_store(f"postgresql://me:secret@/x?host={postgres.socket}/nowhere")


def test_a_missing_database_is_named_with_what_makes_it(postgres: Postgres) -> None:
    with pytest.raises(StorageError, match=r'database "nowhere" does not exist; make it with createdb'):
        open_store(postgres.url_of("nowhere"))


def test_a_missing_user_is_named_with_what_makes_one(postgres: Postgres) -> None:
    with pytest.raises(StorageError, match=r'role "nobody" does not exist; make it with createuser'):
        open_store(postgres.url_of("postgres", user="nobody"))


@pytest.mark.parametrize(("password", "says"), [("wrong-secret", "correct user and password"), (None, "put the pass")])
def test_a_wrong_password_is_not_repeated(locked: Postgres, password: str | None, says: str) -> None:
    with pytest.raises(StorageError, match=says) as caught:
        open_store(locked.url_of("postgres", user="guarded", password=password))
    assert "secret" not in str(caught.value)


def test_a_user_who_may_not_is_told_what_to_do(locked: Postgres, bare: str) -> None:
    url = bare.replace("postgres@", "guarded:right@")
    with pytest.raises(StorageError, match=r"permission denied.*make it the owner"):
        open_store(url)
    database = parse_url(bare).database
    locked.execute(f"ALTER DATABASE {database} OWNER TO guarded")
    store = open_store(url)
    assert store.stories() == ()
    store.close()
    locked.execute(f"ALTER DATABASE {database} OWNER TO postgres")
    locked.execute("DROP OWNED BY guarded", database=str(database))


def test_an_encoding_that_knows_few_letters_is_refused(postgres: Postgres) -> None:
    options = "ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C'"
    with postgres.bare_database(options) as url, pytest.raises(StorageError, match=r"LATIN1.*ENCODING 'UTF8'"):
        open_store(url)


def test_a_server_that_ends_our_connections_is_reached_again(postgres: Postgres) -> None:
    with postgres.database() as url:
        store = open_store(url)
        store.add_story(NewStory(slug="a", title="A", language="en", created_at=NOW))
        database = parse_url(url).database
        postgres.execute(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database}'")
        assert [story.slug for story in store.stories()] == ["a"]
        store.close()


def test_a_story_held_by_another_is_a_storage_error(postgres: Postgres, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.database.BUSY_MS", 50)
    with postgres.database() as url:
        store = open_store(url)
        story = store.add_story(NewStory(slug="a", title="A", language="en", created_at=NOW))
        other = engine_of(parse_url(url))
        with other.connect() as connection, connection.begin():
            connection.exec_driver_sql("SELECT * FROM stories FOR UPDATE")
            with pytest.raises(StorageError, match="another program holds it"):
                store.close_story(story.id, closed=True)
        other.dispose()
        store.close()


def test_what_is_read_is_one_reading(postgres: Postgres) -> None:
    with postgres.database() as url:
        store, other = open_store(url), open_store(url)
        findings = store.verify()
        assert list(findings) == []
        story = store.add_story(NewStory(slug="a", title="A", language="en", created_at=NOW))
        reading = engine_of(parse_url(url))
        options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        with reading.connect().execution_options(**options) as connection, connection.begin():
            before = connection.exec_driver_sql("SELECT count(*) FROM stories").scalar()
            other.delete_story(story.id)
            assert connection.exec_driver_sql("SELECT count(*) FROM stories").scalar() == before == 1
        reading.dispose()
        for each in (store, other):
            each.close()
