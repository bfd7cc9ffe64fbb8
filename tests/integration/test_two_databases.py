"""The seed followed on the newsroom for a short course, once in SQLite and once in PostgreSQL: one account."""

import io
import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from rich.console import Console

from storage import open_store
from tests.newsroom.course import load_course
from tests.newsroom.demo import Demo
from tests.newsroom.server import Newsroom
from tests.postgres import Postgres
from tracker.cli import main
from tracker.config import Settings
from tracker.model import Severity
from tracker.ports import Store

COURSE = Path(__file__).parents[1] / "newsroom" / "courses" / "called-off"
ENDS = datetime(2025, 1, 19, tzinfo=UTC)
pytestmark = pytest.mark.demo


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoIn(Demo):
    """The demonstration with its store in a database of one's own."""

    database: str = ""

    def settings(self) -> Settings:
        """As the demonstration has them, with `[data] database`."""
        settings = Demo.settings(self)
        return replace(settings, data=replace(settings.data, database=self.database))


def account(data: Path, database: str) -> str:
    """Follow the course there; gives what is printed."""
    printed = io.StringIO()
    with Newsroom(replace(load_course(COURSE), ends=ENDS)) as newsroom:
        DemoIn(
            course=newsroom.course,
            newsroom=newsroom,
            data=data,
            report=data / "report.html",
            console=Console(file=printed, width=80, highlight=False),
            database=database,
        ).run()
    return printed.getvalue()


def told(store: Store) -> list[str]:
    """Titles of what was told of the story."""
    return [each.value.title for each in store.changes(1, at_least=Severity.NOTICE)]


def test_both_databases_give_one_account_and_one_is_copied_to_the_other(
    postgres: Postgres, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with postgres.database() as url:
        in_sqlite = account(tmp_path / "lite", f"sqlite:///{tmp_path}/lite/claimwatch.db")
        in_postgresql = account(tmp_path / "post", url)
        assert "CANCELLED" in in_sqlite
        assert in_postgresql == in_sqlite
        assert (tmp_path / "post" / "alerts.log").read_text() != ""
        assert not list((tmp_path / "post").glob("*.db"))

        config = tmp_path / "config.toml"
        config.write_text(f'[data]\ndir = "{tmp_path}"\ndatabase = "{url}"\n', encoding="utf-8")
        copy = f"sqlite:///{tmp_path}/copy.db"
        assert main(["--config", str(config), "db", "copy", copy]) == 0
        said = capsys.readouterr().out
        assert f'database = "{copy}"' in said
        assert main(["--config", str(config), "--json", "db", "copy", f"sqlite:///{tmp_path}/second.db"]) == 0
        rows = json.loads(capsys.readouterr().out)["rows"]
        stores = [open_store(each) for each in (url, copy)]
        assert rows["versions"] == stores[0].counts()["versions"] > 5
        assert stores[0].book(1) == stores[1].book(1)
        assert told(stores[0]) == told(stores[1]) != []
        assert [list(store.verify()) for store in stores] == [[], []]
        for store in stores:
            store.close()
        assert main(["--config", str(config), "db", "copy", copy]) == 1
        assert "not empty" in capsys.readouterr().err
