"""What holds for every answer: headers, names, and where forms come from."""

import httpx
import pytest

from tracker.web.guard import HEADERS


@pytest.mark.parametrize("path", ["/", "/E999", "/static/none", "/nothing"])
async def test_every_answer_is_guarded(site: httpx.AsyncClient, path: str) -> None:
    answer = await site.get(path)
    for name, value in HEADERS.items():
        assert answer.headers[name] == value
    policy = answer.headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "http" not in policy


async def test_files_are_named_by_their_hash_and_kept(site: httpx.AsyncClient) -> None:
    text = (await site.get("/")).text
    names = [part.split('"')[0] for part in text.split('"/static/')[1:]]
    assert sorted(name.rpartition(".")[2] for name in names) == ["css", "js", "js", "svg"]
    for name in names:
        answer = await site.get(f"/static/{name}")
        assert answer.status_code == 200
        assert "immutable" in answer.headers["cache-control"]
        assert "//" not in answer.text.replace("http://www.w3.org", "") or name.startswith(("htmx", "keyboard"))


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1:9999", "", "127.0.0.1"])
async def test_another_name_is_refused(site: httpx.AsyncClient, host: str) -> None:
    answer = await site.get("/", headers={"host": host})
    assert answer.status_code == 403
    assert "[web] public_url" in answer.text


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"sec-fetch-site": "same-origin"}, 303),
        ({"sec-fetch-site": "none"}, 303),
        ({"origin": "http://127.0.0.1:8420"}, 303),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"sec-fetch-site": "cross-site", "origin": "http://127.0.0.1:8420"}, 403),
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({}, 403),
    ],
)
async def test_a_form_from_elsewhere_is_refused(site: httpx.AsyncClient, headers: dict[str, str], status: int) -> None:
    assert (await site.post("/S1/caught-up", headers=headers)).status_code == status
