"""Reading by mouse and by keyboard, at every width, with and without script."""

import pytest
from playwright.sync_api import Browser, expect
from playwright.sync_api import Page as Tab

from tests.browser.conftest import Served

pytestmark = pytest.mark.browser
PATHS = ("/", "/S1", "/S1/since", "/S1/claims", "/S1/timeline", "/E1", "/A2", "/A2/diff", "/N4", "/C4", "/X2")


def test_from_the_board_to_the_words_that_moved_the_day(tab: Tab) -> None:
    tab.get_by_role("link", name="Iran-Russia treaty").click()
    expect(tab.get_by_role("heading", level=1)).to_have_text("Iran-Russia treaty")
    expect(tab.get_by_role("img", name="Announced and actual days of")).to_be_visible()
    tab.get_by_role("table").first.get_by_role("link", name="Treaty signing").click()
    expect(tab.get_by_role("heading", name="Evidence")).to_be_visible()
    expect(tab.locator("mark").first).to_be_visible()


def test_by_keyboard_alone(tab: Tab) -> None:
    tab.keyboard.press("j")
    expect(tab.locator("[data-item].here")).to_have_count(1)
    tab.keyboard.press("o")
    tab.wait_for_url("**/S1")
    for _ in range(3):
        tab.keyboard.press("j")
    tab.keyboard.press("k")
    tab.keyboard.press("g")
    tab.wait_for_url(lambda url: url.endswith("/"))
    tab.keyboard.press("/")
    tab.keyboard.type("e1")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/E1")
    tab.keyboard.press("?")
    expect(tab.get_by_role("dialog")).to_be_visible()
    tab.keyboard.press("Escape")
    expect(tab.get_by_role("dialog")).to_be_hidden()


def test_catching_up(tab: Tab) -> None:
    expect(tab.get_by_role("link", name="since")).to_be_visible()
    tab.get_by_role("button", name="Caught up").click()
    expect(tab.get_by_text("Nothing new since")).to_be_visible()
    tab.reload()
    expect(tab.get_by_text("Nothing new since")).to_be_visible()


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("width", [360, 390, 768, 1280])
def test_nothing_is_wider_than_the_screen(tab: Tab, path: str, width: int) -> None:
    tab.set_viewport_size({"width": width, "height": 800})
    tab.goto(path)
    assert tab.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("path", PATHS)
def test_it_reads_the_same_without_script(browser: Browser, served: Served, tab: Tab, path: str) -> None:
    context = browser.new_context(base_url=served.address, java_script_enabled=False)
    plain = context.new_page()
    tab.goto(path)
    plain.goto(path)
    assert plain.locator("main").inner_text() == tab.locator("main").inner_text()
    context.close()


def test_catching_up_without_script(browser: Browser, served: Served) -> None:
    context = browser.new_context(base_url=served.address, java_script_enabled=False)
    plain = context.new_page()
    plain.goto("/")
    plain.get_by_role("button", name="Caught up").click()
    expect(plain.get_by_text("Nothing new since")).to_be_visible()
    context.close()
    assert served.play.store.story(1).read_at == served.play.now
