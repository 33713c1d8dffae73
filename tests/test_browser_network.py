"""A slow or broken network: the page says what is coming and what could not be had, and nothing is silently dead."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from browser import PATIENCE_MS, save_screenshot
from koreamap.atlas import read_atlas
from test_browser_explore import pixel_of, point_on, wait_until_still

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page, Route

pytestmark = pytest.mark.browser

LINE, AGAIN = ".explorer-line", ".explorer-again"
READY, READER = ".km-map[data-ready='1']", ".reader[data-ready='1']"
STREAMLIT_SCRIPT = re.compile(r"/static/js/index\.[\w-]+\.js$")


class Wire:
    """Holds back what a page asks for, or loses it, until it is mended."""

    def __init__(self, page: Page, pattern: str, *, loses: bool) -> None:
        self.loses, self.is_whole = loses, False
        self.held: list[Route] = []
        page.route(re.compile(pattern), self.answer)

    def answer(self, route: Route) -> None:
        if self.is_whole:
            route.continue_()
        elif self.loses:
            route.abort()
        else:
            self.held.append(route)

    def mend(self) -> None:
        self.is_whole = True
        for route in self.held:
            route.continue_()


@contextmanager
def open_over(chromium: Browser, address: str, pattern: str, *, loses: bool) -> Iterator[tuple[Page, Wire]]:
    """Open a page over such a wire; Streamlit stays out of it, so that only what comes first is seen."""
    context = chromium.new_context(viewport={"width": 1400, "height": 900}, reduced_motion="reduce")
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.route(STREAMLIT_SCRIPT, lambda _route: None)
    wire = Wire(page, pattern, loses=loses)
    page.goto(address, wait_until="commit")
    yield page, wire
    context.close()


def test_texts_that_are_lost_leave_the_map_and_can_be_asked_for_again(chromium: Browser, server: str) -> None:
    with open_over(chromium, f"{server}/?feature=nll", r"/layers/documents\.", loses=True) as (page, wire):
        page.locator(LINE, has_text="The documents could not be loaded.").wait_for()
        page.wait_for_selector(READY)
        save_screenshot(page, "network-no-texts")
        wire.mend()
        page.locator(AGAIN).click()
        page.wait_for_selector(f"{READER}[data-place='nll']")
        page.locator(LINE).wait_for(state="hidden")


def test_a_click_before_the_texts_are_there_is_answered_when_they_are(chromium: Browser, server: str) -> None:
    with open_over(chromium, server, r"/layers/documents\.", loses=False) as (page, wire):
        page.wait_for_selector(READY)
        page.locator(".explore-reader .waiting").wait_for()
        wait_until_still(page)
        page.mouse.click(*pixel_of(page, *point_on(read_atlas(), "nll")))
        page.locator(LINE, has_text="on their way").wait_for()
        wire.mend()
        page.wait_for_selector(f"{READER}[data-place='nll']")
        page.locator(LINE).wait_for(state="hidden")
        assert "feature=nll" in page.evaluate("location.search")


def test_a_layer_that_is_lost_is_named_and_can_be_asked_for_again(chromium: Browser, server: str) -> None:
    with open_over(chromium, server, r"/layers/nll\.", loses=True) as (page, wire):
        page.locator(LINE, has_text="Northern Limit Line").wait_for()
        page.wait_for_selector(READER)
        assert page.locator("[data-drawn='nll']").count() == 0
        wire.mend()
        page.locator(AGAIN).click()
        page.wait_for_selector("[data-drawn='nll']", state="attached")


def test_a_page_without_a_map_can_be_asked_for_again(chromium: Browser, server: str) -> None:
    with open_over(chromium, f"{server}/places", r"/layers/places\.", loses=True) as (page, wire):
        page.locator(LINE, has_text="could not be loaded").wait_for()
        wire.mend()
        page.locator(AGAIN).click()
        page.wait_for_selector(".explorer-places[data-ready='1']")


def test_a_page_whose_script_is_lost_says_so(chromium: Browser, server: str) -> None:
    with open_over(chromium, server, r"/koreamap\.explorer/explorer/streamlit\.js", loses=True) as (page, wire):
        status = page.locator("#koreamap-front [role='status']")
        status.get_by_role("button", name="Try again").wait_for()
        save_screenshot(page, "network-no-script")
        wire.mend()
        status.get_by_role("button", name="Try again").click()
        page.wait_for_selector(READY)
