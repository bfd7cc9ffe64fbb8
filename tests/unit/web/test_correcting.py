"""Corrections by form: each leads to its own page, says who and why, and can be undone there."""

import httpx
import pytest

from tests.report_play import ReportPlay
from tracker.model import State

SAME = {"sec-fetch-site": "same-origin"}
WHY = {"because": "the Kremlin's site says so", "by": "Ana"}


async def post(site: httpx.AsyncClient, path: str, **fields: object) -> httpx.Response:
    """Send a form of the page's own."""
    return await site.post(path, data={**WHY, **fields}, headers=SAME)


def state_of(play: ReportPlay, number: int = 1) -> State:
    """How an event stands."""
    book = play.reports._view_of(1).book
    return play.fold(book, next(event.value for event in book.events if event.id == number)).state


async def test_what_became_of_an_event_is_set_and_undone(slip: ReportPlay, site: httpx.AsyncClient) -> None:
    before = state_of(slip)
    answer = await post(site, "/E1/state", state="cancelled", on="")
    assert answer.status_code == 303
    page = await site.get(answer.headers["location"])
    assert "the Kremlin&#39;s site says so" in page.text
    assert "Ana" in page.text
    assert state_of(slip) is State.CANCELLED
    assert "cancelled" in (await site.get("/E1")).text
    undone = await post(site, f"{answer.headers['location']}/undo")
    assert undone.status_code == 303
    assert state_of(slip) is before
    assert "Undone by" in (await site.get(answer.headers["location"])).text


async def test_a_change_is_marked_wrong(slip: ReportPlay, site: httpx.AsyncClient) -> None:
    told = next(change for change in slip.store.changes(1) if change.value.event_key is not None)
    answer = await post(site, f"/N{told.id}/wrong")
    assert answer.status_code == 303
    assert slip.store.book(1).corrections


async def test_a_claim_is_marked_wrong(slip: ReportPlay, site: httpx.AsyncClient) -> None:
    assert (await post(site, "/C1/wrong")).status_code == 303


@pytest.mark.parametrize("what", ["watch", "unwatch", "mute", "unmute"])
async def test_watching_and_muting(slip: ReportPlay, site: httpx.AsyncClient, what: str) -> None:
    assert (await post(site, f"/E1/{what}")).status_code == 303
    event = next(each.value for each in slip.reports._view_of(1).book.events if each.id == 1)
    wanted = not what.startswith("un")
    assert (event.watched if what.endswith("watch") else event.muted) is wanted


async def test_some_mentions_are_split_off_and_merged_again(slip: ReportPlay, site: httpx.AsyncClient) -> None:
    events = {each.id for each in slip.store.book(1).events}
    claim = slip.reports.event(1, slip.now).evidence[-1].claim
    assert (await post(site, "/E1/split", claims=claim)).status_code == 303
    new = {each.id for each in slip.reports._view_of(1).book.events} - events
    assert len(new) <= 1
    others = [f"E{each.id}" for each in slip.reports._view_of(1).book.events if each.id != 1]
    assert (await post(site, "/E1/merge", other=others[-1].lower())).status_code == 303


@pytest.mark.parametrize(
    ("path", "fields", "says"),
    [
        ("/E1/state", {"state": "cancelled", "because": "  "}, "a correction needs the reason"),
        ("/E1/state", {"state": "cancelled", "by": ""}, "nothing is given for 'by'"),
        ("/E1/state", {"state": "cancelled", "on": "next week"}, "is no day"),
        ("/E1/state", {"state": "flying"}, "state"),
        ("/E1/state", {"state": "overdue"}, "be set"),
        ("/E1/merge", {"other": "E1"}, "are one event already"),
        ("/E1/merge", {"other": "nonsense"}, "nonsense"),
        ("/E1/split", {}, "none is ticked"),
        ("/E1/split", {"claims": "C999"}, "C999"),
        ("/E99/watch", {}, "E99"),
        ("/C999/wrong", {}, "C999"),
        ("/K9/undo", {}, "K9"),
        ("/E1/sell", {}, "There is nothing at"),
    ],
)
async def test_what_cannot_be_done_is_said_and_nothing_is_kept(
    slip: ReportPlay, site: httpx.AsyncClient, path: str, fields: dict[str, str], says: str
) -> None:
    answer = await post(site, path, **fields)
    assert answer.status_code in (400, 404)
    assert says.casefold() in answer.text.replace("&#39;", "'").casefold()
    assert not slip.store.book(1).corrections


async def test_every_page_offers_what_can_be_done_there(site: httpx.AsyncClient) -> None:
    for path, action in (("/E1", "/E1/state"), ("/E1", "/E1/merge"), ("/N1", "/N1/wrong"), ("/C1", "/C1/wrong")):
        assert f'action="{action}"' in (await site.get(path)).text


async def test_a_reason_with_markup_is_shown_inert(site: httpx.AsyncClient) -> None:
    answer = await post(site, "/E1/watch", because="<script>alert(1)</script>", by="<b>Ana</b>")
    for path in (answer.headers["location"], "/E1", "/S1/since"):
        text = (await site.get(path)).text
        assert "<script>alert" not in text
        assert "<b>Ana" not in text
