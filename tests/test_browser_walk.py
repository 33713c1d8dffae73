"""The walk through a document, in a real browser: by button, by keys, along the ruler, and with the scrolling."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from browser import find_box, save_screenshot, wait_for, wait_until_whole
from test_browser_explore import MAP, PANEL, address_of, open_page, query_of

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

SAYING = ".explorer-explore > .explorer-saying"
RULER = ".walk-ruler"
FOCUS = """() => {
  let found = document.activeElement;
  while (found?.shadowRoot?.activeElement) found = found.shadowRoot.activeElement;
  return found.className;
}"""


@pytest.fixture
def page(shared_page: Page) -> Page:
    return shared_page


def wait_for_place(page: Page, place: str) -> None:
    page.wait_for_selector(f"{MAP}[data-selected='{place}']")


def count_entries(page: Page) -> int:
    return int(page.evaluate("history.length"))


def says(page: Page) -> str:
    return page.locator(SAYING).inner_text()


def current(page: Page) -> str:
    """Return the words that are outlined; they are on screen."""
    mark = page.locator(f"{PANEL} .mark.current").first
    inside = """mark => {
      const [inner, outer] = [mark, mark.closest('.panel')].map((element) => element.getBoundingClientRect());
      return inner.top >= outer.top && inner.bottom <= outer.bottom;
    }"""
    wait_for(lambda: mark.evaluate(inside), "the mark is not on screen")
    return mark.inner_text()


def test_walk_goes_on_from_a_card_place_by_place_and_back_leads_to_the_card(page: Page, server: str) -> None:
    open_page(page, server, feature="nll")
    before = count_entries(page)
    page.locator(".walk-on").click()
    assert current(page) == "Northern Limit Line"
    assert says(page).endswith("of 628: Northern Limit Line")
    assert page.evaluate(FOCUS) == "walk-step next"
    page.keyboard.press("j")
    wait_for(lambda: says(page).endswith("of 628: Five western islands"), "the next place is not told")
    assert len(str(page.locator(MAP).get_attribute("data-selected")).split()) == 5
    page.keyboard.press("k")
    wait_for_place(page, "nll")
    for _ in range(4):
        page.locator(".walk-step.next").click()
    assert says(page).endswith("346th meeting of the Military Armistice Commission")
    page.wait_for_selector(f"{MAP} [data-feature-id='event-1973-mac']", state="attached")  # a guest: its layer is off
    assert page.evaluate(FOCUS) == "walk-step next"
    assert count_entries(page) == before + 1
    wait_for(lambda: "feature=event-1973-mac&doc=lee-2007" in query_of(page), "the address does not follow the walk")
    save_screenshot(page, "walk")
    page.go_back()
    wait_for_place(page, "nll")
    assert page.locator(f"{PANEL} .card-title").inner_text().startswith("Northern Limit Line")


def test_card_of_the_place_that_a_walk_came_to_is_read_from_its_beginning(page: Page, server: str) -> None:
    open_page(page, server, feature="nll")
    page.locator(PANEL).evaluate("panel => { panel.scrollTop = 400; }")
    page.locator(".walk-on").click()
    page.keyboard.press("j")
    page.get_by_role("tab", name="Feature").click()
    assert page.locator(f"{PANEL} .card-title").inner_text().startswith("Five western islands")
    assert page.locator(PANEL).evaluate("panel => panel.scrollTop") == 0


def test_keys_walk_only_outside_a_field_and_from_what_is_on_screen(fresh_page: Page, server: str) -> None:
    open_page(fresh_page, server, doc="rusk-1951")
    fresh_page.locator(".search-field").focus()
    fresh_page.keyboard.type("jk")
    assert says(fresh_page) == ""
    fresh_page.keyboard.press("Escape")
    fresh_page.locator(RULER).focus()
    fresh_page.keyboard.press("j")
    assert says(fresh_page).startswith("Mention 1 of 66")
    fresh_page.keyboard.press("End")
    assert says(fresh_page).startswith("Mention 66 of 66, the last")
    assert fresh_page.locator(RULER).get_attribute("aria-valuetext") == says(fresh_page)
    assert current(fresh_page)
    panel = fresh_page.locator(PANEL)
    panel.hover()
    fresh_page.mouse.wheel(0, -100_000)
    wait_for(lambda: panel.evaluate("panel => panel.scrollTop") == 0, "the text is not scrolled")
    fresh_page.locator(".walk-step.next").click()
    assert says(fresh_page).startswith("Mention 1 of 66")


def test_ruler_shows_each_mention_and_leads_there(page: Page, server: str) -> None:
    open_page(page, server, doc="lee-2007")
    assert page.locator(".walk-ticks > *").count() == 628
    tick = page.locator(".walk-ticks > .loud").nth(20)
    box = find_box(tick)
    page.mouse.click(box["x"] + 3, box["y"] + 1)
    assert current(page)
    assert page.locator(".walk-ticks > .current").count() >= 1
    ruler = find_box(page.locator(RULER))
    assert ruler["width"] >= 24
    page.mouse.click(ruler["x"] + 3, ruler["y"] + ruler["height"] - 1)  # no tick: the list of literature names no place
    at_end = "panel => panel.scrollTop + panel.clientHeight >= panel.scrollHeight - 1"
    wait_for(lambda: page.locator(PANEL).evaluate(at_end), "the text is not scrolled to its end")


def test_map_reads_along_where_asked_and_leaves_no_entries(fresh_page: Page, server: str) -> None:
    open_page(fresh_page, server, doc="lee-2007")
    panel = fresh_page.locator(PANEL)
    panel.hover()
    fresh_page.mouse.wheel(0, 3000)
    wait_for(lambda: panel.evaluate("panel => panel.scrollTop") == 3000, "the text is not scrolled")
    assert fresh_page.locator(MAP).get_attribute("data-selected") in {None, ""}
    before = count_entries(fresh_page)
    along = fresh_page.get_by_label("Read along")
    along.check()
    try:
        wait_for(lambda: fresh_page.locator(MAP).get_attribute("data-selected"), "the map does not follow")
        first = current(fresh_page)
        panel.hover()
        fresh_page.mouse.wheel(0, 4000)
        wait_for(
            lambda: "feature" in address_of(fresh_page) and current(fresh_page) != first,
            "the map does not follow further",
        )
        assert panel.evaluate("panel => panel.scrollTop") == 7000
        assert count_entries(fresh_page) == before
        assert says(fresh_page) == ""
        fresh_page.reload()
        wait_until_whole(fresh_page, "explore")
        fresh_page.wait_for_selector(MAP)
        assert along.is_checked()
    finally:
        along.uncheck()  # the browser remembers it


def test_page_that_is_shared_has_no_way_forward_when_it_is_opened_anew(page: Page, server: str) -> None:
    open_page(page, server, feature="nll")
    page.locator(".walk-on").click()
    wait_for(lambda: "passage" in address_of(page), "the address does not follow the walk")
    page.go_back()
    wait_for(lambda: "passage" not in address_of(page), "Back leads nowhere")
    assert page.evaluate("navigation.canGoForward")
    open_page(page, server, feature="nll")
    assert not page.evaluate("navigation.canGoForward")
