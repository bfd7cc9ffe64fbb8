"""One password: who is let in, for how long, and what is open without."""

import stat
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from tests.played_site import parts_of
from tests.report_play import ReportPlay
from tracker.errors import InputError, StorageError
from tracker.web import create_site
from tracker.web.login import COOKIE, LASTS, MOST_MISTAKES, PASSWORD, SECRET, WITHIN, Login

HOST = "127.0.0.1:8420"
SAME = {"sec-fetch-site": "same-origin"}
WORD = "correct horse battery"
NOW = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def login(tmp_path: Path) -> Login:
    """A data directory with a password."""
    made = Login(tmp_path)
    made.set_password(WORD)
    return made


@pytest.fixture
def locked(slip: ReportPlay, login: Login) -> httpx.AsyncClient:
    """The site behind it."""
    transport = httpx.ASGITransport(create_site(parts_of(slip, HOST, login=login)))
    return httpx.AsyncClient(transport=transport, base_url=f"http://{HOST}")


class TestThePassword:
    """What is kept, and what it is worth."""

    def test_it_is_kept_as_a_hash_for_its_owner_alone(self, login: Login, tmp_path: Path) -> None:
        login.let_in(WORD, now=NOW)
        for name in (PASSWORD, SECRET):
            assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600
        assert (tmp_path / PASSWORD).read_text().startswith("$argon2id$")
        assert WORD not in (tmp_path / PASSWORD).read_text()
        assert {path.name for path in tmp_path.iterdir()} == {PASSWORD, SECRET}

    @pytest.mark.parametrize("password", ["", "short", "x" * 1_001])
    def test_it_has_a_length(self, tmp_path: Path, password: str) -> None:
        with pytest.raises(InputError, match="10 to 1,000 characters"):
            Login(tmp_path).set_password(password)
        assert not Login(tmp_path).has_password

    def test_its_cookie_is_known(self, login: Login, tmp_path: Path) -> None:
        cookie = login.let_in(WORD, now=NOW)
        assert cookie is not None
        assert login.knows(cookie)
        assert Login(tmp_path).knows(cookie)  # after a restart too
        assert not login.knows(cookie[:-1] + ("A" if cookie[-1] != "A" else "B"))
        assert not login.knows(None)
        assert not login.knows("")
        assert not login.knows("anything.at.all")

    def test_another_password_ends_all_logins(self, login: Login) -> None:
        cookie = login.let_in(WORD, now=NOW)
        login.set_password("another long password")
        assert not login.knows(cookie)
        assert login.let_in(WORD, now=NOW) is None

    def test_a_login_ends(self, login: Login, monkeypatch: pytest.MonkeyPatch) -> None:
        cookie = login.let_in(WORD, now=NOW)
        begun = time.time()
        monkeypatch.setattr("itsdangerous.timed.time.time", lambda: begun + LASTS.total_seconds() - 60)
        assert login.knows(cookie)
        monkeypatch.setattr("itsdangerous.timed.time.time", lambda: begun + LASTS.total_seconds() + 60)
        assert not login.knows(cookie)

    def test_guessing_is_stopped_for_a_while(self, login: Login) -> None:
        for _ in range(MOST_MISTAKES):
            assert login.let_in("a wrong password", now=NOW) is None
        with pytest.raises(InputError, match="too many"):
            login.let_in(WORD, now=NOW + WITHIN - timedelta(seconds=1))
        assert login.let_in(WORD, now=NOW + WITHIN) is not None

    def test_a_directory_that_cannot_be_written_is_said(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("")
        with pytest.raises(StorageError, match=r"page\.password"):
            Login(tmp_path / "file").set_password(WORD)


async def test_nothing_is_shown_without_it(locked: httpx.AsyncClient) -> None:
    for path in ("/", "/S1", "/E1", "/alerts", "/S1/report.json", "/nothing", "/find?id=E1"):
        answer = await locked.get(path)
        assert answer.status_code == 303, path
        assert answer.headers["location"] == f"/login?to={path.partition('?')[0].replace('/', '/')}"
        assert "Treaty" not in answer.text
    assert (await locked.post("/S1/caught-up", headers=SAME)).headers["location"] == "/login?to=/"
    assert (await locked.get("/login")).status_code == 200


async def test_the_password_opens_it_and_leaving_closes_it(locked: httpx.AsyncClient) -> None:
    wrong = await locked.post("/login", data={"password": "not this one"}, headers=SAME)
    assert wrong.status_code == 401
    assert "That is not the password" in wrong.text
    right = await locked.post("/login", data={"password": WORD, "to": "/S1"}, headers=SAME)
    assert (right.status_code, right.headers["location"]) == (303, "/S1")
    cookie = right.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Treaty" in (await locked.get("/S1")).text
    await locked.post("/logout", headers=SAME)
    assert COOKIE not in locked.cookies
    assert (await locked.get("/S1")).status_code == 303


@pytest.mark.parametrize(
    "to", ["//evil.example/", "/\\evil.example", "https://evil.example", "javascript:alert(1)", ""]
)
async def test_the_login_leads_to_no_other_site(locked: httpx.AsyncClient, to: str) -> None:
    answer = await locked.post("/login", data={"password": WORD, "to": to}, headers=SAME)
    assert answer.headers["location"] == "/"


async def test_a_login_from_another_site_is_refused(locked: httpx.AsyncClient) -> None:
    answer = await locked.post("/login", data={"password": WORD}, headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 403


async def test_without_a_password_nobody_is_asked(site: httpx.AsyncClient) -> None:
    assert (await site.get("/login")).headers["location"] == "/"
    assert (await site.get("/")).status_code == 200
