"""A historian's question, played as a person plays it, with the actions counted: by mouse, by keys alone, and by touch.

Which passages name the five western islands, what did each side claim, and what did the map look like in 1953?
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from browser import wait_for
from koreamap.atlas import Atlas, read_atlas
from test_browser_explore import MAP, PANEL, READER, open_page

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser

ISLANDS = "western-islands"
MOST_PRESSES = 12
"""Of a button, a link or a place on the map, each with some seconds to find it, in a minute."""

MOST_KEYS = 60
"""A key a second."""

IS_SEEN = """each => {
  const { bottom, top } = each.getBoundingClientRect();
  return top >= 0 && bottom <= innerHeight;
}"""
FOCUSED = """() => {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at.getAttribute('aria-label') || at.textContent.trim();
}"""


class Hand:
    """What a person does, counted; what is not in view is scrolled to first, which counts too."""

    def __init__(self, page: Page, *, has_touch: bool = False) -> None:
        self.page = page
        self.has_touch = has_touch
        self.count = 0

    def press(self, target: Locator) -> None:
        self.count += 1 if target.evaluate(IS_SEEN) else 2
        if self.has_touch:
            target.tap()
        else:
            target.click()

    def strike(self, *keys: str) -> None:
        for key in keys:
            self.count += 1
            self.page.keyboard.press(key)

    def strike_until(self, key: str, name: str) -> None:
        """Strike a key until the focus is on what has a name."""
        for _ in range(MOST_KEYS):
            self.strike(key)
            if self.page.evaluate(FOCUSED).startswith(name):
                return
        pytest.fail(f"the focus never comes to {name}")


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return read_atlas()


@pytest.fixture
def page(shared_page: Page) -> Page:
    return shared_page


def see_the_passages(page: Page, atlas: Atlas) -> None:
    """Each passage that names the islands stands under their card, and no other."""
    page.wait_for_selector(f"{READER}[data-place='{ISLANDS}']")
    named = {link.mention.passage_id for link in atlas.links_of(ISLANDS)}
    quoted = page.locator(f"{PANEL} .quote")
    wait_for(lambda: quoted.count() == len(named), "not all passages are there")
    assert set(quoted.evaluate_all("all => all.map((each) => each.dataset.passage)")) == named


def see_both_sides(page: Page, atlas: Atlas) -> None:
    """What each side said is read, and what both drew is on the map."""
    said = page.locator(f"{PANEL} .statement .said")
    said.first.wait_for()
    for side in ("0", "1"):
        assert page.locator(f"{PANEL} .statement[data-side='{side}'] .said").count() >= 1
    statements = atlas.statements_of(ISLANDS)
    assert set(said.all_inner_texts()) == {statement.said for statement in statements}
    drawn = {id_ for statement in statements for place in statement.draws for id_ in atlas.features_of(place)}
    assert len(drawn) > 5
    selected = page.locator(MAP)
    wait_for(lambda: set(str(selected.get_attribute("data-selected")).split()) >= drawn, "not all is drawn")


def see_the_year(page: Page) -> None:
    """The Armistice is signed, and of what came later nothing stands on the map."""
    page.wait_for_function("() => new URLSearchParams(location.search).get('date') === '1953-07-27'")
    assert (
        page.get_by_role("slider", name="Date of the map").get_attribute("aria-valuetext") == "27 July 1953, Armistice"
    )
    times = "all => all.map((each) => each.dataset.time ?? '')"
    for feature, stood in (("mdl", True), ("nll", False), ("dprk-1999-line", False)):
        paths = page.locator(f"path[data-drawn='{feature}']")
        assert paths.count() >= 1
        assert all((time in {"there", "perhaps"}) is stood for time in paths.evaluate_all(times)), feature


def ask_by_pressing(hand: Hand, atlas: Atlas) -> None:
    page = hand.page
    hand.press(page.locator(f"{PANEL} .chip[data-place='{ISLANDS}']").first)
    see_the_passages(page, atlas)
    hand.press(page.locator(f"{PANEL} summary", has_text="Both sides"))
    hand.press(page.get_by_role("button", name="Show both on the map").first)
    see_both_sides(page, atlas)
    for _ in range(4):
        hand.press(page.get_by_role("button", name="Later stop"))
    see_the_year(page)
    assert hand.count <= MOST_PRESSES


def test_by_mouse(page: Page, server: str, atlas: Atlas) -> None:
    open_page(page, server)
    ask_by_pressing(Hand(page), atlas)


def test_by_touch_on_a_phone(phone: Page, server: str, atlas: Atlas) -> None:
    open_page(phone, server)
    ask_by_pressing(Hand(phone, has_touch=True), atlas)


def test_by_keys_alone(page: Page, server: str, atlas: Atlas) -> None:
    open_page(page, server)
    hand = Hand(page)
    hand.strike("/", *"five w")
    page.locator(".results .result[data-place]", has_text="Five western islands").wait_for()
    hand.strike("Enter")
    see_the_passages(page, atlas)
    hand.strike_until("Tab", "Both sides")
    hand.strike("Enter")
    hand.strike_until("Tab", "Show both on the map")
    hand.strike("Enter")
    see_both_sides(page, atlas)
    hand.strike_until("Shift+Tab", "Date of the map")
    hand.strike("Home", "PageUp", "PageUp", "PageUp")
    see_the_year(page)
    assert hand.count <= MOST_KEYS
