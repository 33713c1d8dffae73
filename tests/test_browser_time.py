"""The ruler of the years in the browser: by hand and by keys, in the address, and what it takes off the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from browser import PATIENCE_MS, find_box, open_at, resize, wait_for, wait_until_whole
from test_browser_explore import MAP, READER, wait_until_still

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser


@pytest.fixture
def page(shared_page: Page) -> Page:
    return shared_page


def open_map(page: Page, address: str) -> Locator:
    """Open the page; return the ruler's slider."""
    open_at(page, address)
    return wait_for_map(page)


def wait_for_map(page: Page) -> Locator:
    """Wait until all that was asked for is drawn; return the ruler's slider."""
    page.wait_for_selector(MAP, timeout=PATIENCE_MS)
    page.wait_for_selector(READER, timeout=PATIENCE_MS)
    wait_until_still(page)
    return page.get_by_role("slider", name="Date of the map")


def wait_for_date(page: Page, date: str) -> None:
    page.wait_for_function(
        "(date) => (new URLSearchParams(location.search).get('date') ?? '') === date", arg=date, timeout=PATIENCE_MS
    )


def stands(page: Page, feature: str) -> bool:
    """Tell whether a feature is painted; a level line has no height, which Playwright would take for hidden."""
    path = page.locator(f"path.km-hit[data-feature-id='{feature}']")
    return bool(path.evaluate("(path) => getComputedStyle(path).display !== 'none'"))


def test_keys_walk_the_years_and_back_undoes_the_walk_as_one(page: Page, server: str) -> None:
    slider = open_map(page, server)
    assert slider.get_attribute("aria-valuetext") == "All dates"
    assert stands(page, "mdl")
    slider.focus()
    page.keyboard.press("Home")
    wait_for_date(page, "1945")
    assert slider.get_attribute("aria-valuetext") == "1945, 38th parallel"
    assert not stands(page, "mdl")
    assert stands(page, "38th-parallel")
    for key, date in (
        ("PageUp", "1950-06-25"),
        ("PageUp", "1951-02"),
        ("PageUp", "1953-07-27"),
        ("ArrowRight", "1953-08"),
    ):
        page.keyboard.press(key)
        wait_for_date(page, date)
    page.keyboard.press("ArrowLeft")
    assert slider.get_attribute("aria-valuetext") == "27 July 1953, Armistice"
    assert stands(page, "mdl")
    assert not stands(page, "nll")
    said = page.locator(".km-time-about p").inner_text()
    assert "dated later" in said
    assert "no known date" in said
    wait_for_date(page, "1953-07-27")
    page.go_back()
    wait_for_date(page, "")
    wait_for(lambda: stands(page, "nll"), "what came later is not there again")
    assert slider.get_attribute("aria-valuetext") == "All dates"


def test_a_link_shows_its_date_and_a_reload_keeps_it(page: Page, server: str) -> None:
    open_map(page, f"{server}/?date=1951-02&feature=nll")
    check_february_1951(page)
    page.reload()
    wait_until_whole(page, "explore")
    check_february_1951(page)


def check_february_1951(page: Page) -> None:
    slider = wait_for_map(page)
    assert slider.get_attribute("aria-valuetext") == "February 1951, Memorandum by Rusk"
    line = page.locator("path[data-feature-id='nll']")
    assert line.get_attribute("data-time") == "dimmed"  # selected, so not silently gone
    halo = page.locator(".leaflet-km-halo-pane path").evaluate_all("all => all.map((p) => getComputedStyle(p).opacity)")
    assert halo
    assert set(halo) == {"1"}  # seen through, its dark edge would stain it
    assert "did not stand then" in page.locator(".km-time-about p").inner_text()
    assert not stands(page, "dmz")


def test_a_date_that_the_ruler_does_not_have_is_told_and_kept(page: Page, server: str) -> None:
    slider = open_map(page, f"{server}/?date=1066")
    assert page.locator(".reader .notice").inner_text().startswith("No such date")
    assert slider.get_attribute("aria-valuetext") == "All dates"
    assert page.evaluate("location.search") == "?date=1066"


def test_a_drag_is_one_choice_and_dimming_shows_the_rest(page: Page, server: str) -> None:
    slider = open_map(page, server)
    entries = page.evaluate("() => history.length")
    box = find_box(slider)
    page.mouse.move(box["x"] + 5, box["y"] + 13)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 13, steps=8)
    page.mouse.move(box["x"] + 5, box["y"] + 13, steps=8)
    page.mouse.up()
    wait_for_date(page, "1945")
    assert page.evaluate("() => history.length") == entries + 1
    assert not stands(page, "mdl")
    assert "0 of 1" in page.locator(".km-row", has_text="Military Demarcation Line").inner_text()
    page.get_by_label("Dim instead of hide").check()
    assert stands(page, "mdl")
    assert page.locator("path[data-feature-id='mdl']").get_attribute("data-time") == "dimmed"
    assert "others=dimmed" in page.evaluate("location.search")
    page.get_by_role("button", name="All dates").last.click()
    wait_for_date(page, "")
    assert page.locator("path[data-feature-id='mdl']").get_attribute("data-time") == "there"


@pytest.mark.parametrize("size", [(1400, 900), (1024, 768), (390, 844), (844, 390)], ids=str)
def test_the_ruler_lies_within_the_map_on_every_screen(page: Page, server: str, size: tuple[int, int]) -> None:
    resize(page, *size)
    open_map(page, f"{server}/?date=1953-07-27")
    outer = find_box(page.locator(MAP))
    for control in page.locator(".km-time :is(button, input, [role=slider])").all():
        box = control.bounding_box()
        assert box
        assert box["x"] >= outer["x"]
        assert box["y"] >= outer["y"]
        assert box["x"] + box["width"] <= min(size[0], outer["x"] + outer["width"]) + 1
        assert box["y"] + box["height"] <= min(size[1], outer["y"] + outer["height"]) + 1


def test_a_passage_offers_the_map_as_of_its_date(page: Page, server: str) -> None:
    slider = open_map(page, f"{server}/?feature=nll")
    quote = page.locator(".panel:not([hidden]) .quote").first
    assert quote.get_attribute("data-document") == "lee-2007"
    quote.hover()
    quote.get_by_role("button", name="The map as of the text's date, 2 May 2007").click()
    wait_for_date(page, "2007-05-02")
    assert slider.get_attribute("aria-valuetext") == "2 May 2007"
    page.get_by_role("tab", name="Rusk 1951").click()
    block = page.locator(".panel:not([hidden]) .block.paragraph").first
    block.hover()
    block.get_by_role("button", name="The map as of the text's date, 11 February 1951").click()
    wait_for_date(page, "1951-02-11")
    assert not stands(page, "mdl")
