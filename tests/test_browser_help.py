"""Help, and data and sources, in a browser: every source and layer is told, links lead on, and Back returns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from browser import open_at
from koreamap.atlas import Atlas, read_atlas

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

READER = ".explorer-explore .reader[data-ready='1']"
PATIENCE_MS = 40_000

IS_SEARCHING = """() => {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return Boolean(at?.classList.contains('search-field'));
}"""


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return read_atlas()


@pytest.fixture
def page(shared_page: Page) -> Page:
    return shared_page


def open_page(page: Page, address: str, name: str, query: str = "") -> None:
    open_at(page, f"{address}/{name}{query}", name)
    page.wait_for_selector(f".explorer-{name}[data-ready='1']", timeout=PATIENCE_MS)


def test_every_source_and_layer_is_told(page: Page, server: str, atlas: Atlas) -> None:
    open_page(page, server, "sources")
    told = page.locator("[data-source]").evaluate_all("all => all.map((item) => item.dataset.source)")
    assert sorted(told) == sorted(atlas.sources)
    layers = page.locator(".layer-entry")
    assert sorted(layers.evaluate_all("all => all.map((item) => item.dataset.layer)")) == sorted(atlas.layers)
    least, most = atlas.layers["mdl"].expectations.length_km["mdl"]
    mdl = page.locator("[data-layer='mdl']")
    mdl.evaluate("entry => { entry.open = false; }")  # a page that another test left may have it open
    mdl.locator("summary", has_text="Military Demarcation Line").click()
    assert f"{least:g} to {most:g} km long" in mdl.inner_text()


def test_a_source_leads_to_what_rests_on_it_and_back(page: Page, server: str, atlas: Atlas) -> None:
    (source, *_) = atlas.layers["mdl"].source_ids
    open_page(page, server, "sources", "?layer=mdl")
    entry = page.locator("[data-layer='mdl']")
    entry.get_by_role("link", name=atlas.sources[source].title).click()
    page.wait_for_function(f"() => location.search === '?source={source}'")
    page.locator(f"[data-source='{source}']").get_by_role("link", name="Demilitarized Zone", exact=True).last.click()
    page.wait_for_selector(f"{READER}[data-place='dmz']", timeout=PATIENCE_MS)
    page.go_back()
    page.wait_for_selector(f".explorer-sources [data-source='{source}'] details[open]", timeout=PATIENCE_MS)


def test_sources_are_narrowed_and_back_undoes_the_choice(page: Page, server: str, atlas: Atlas) -> None:
    open_page(page, server, "sources")
    page.get_by_role("combobox", name="Kind of source").select_option("tertiary source")
    tertiary = sum(source.kind == "tertiary" for source in atlas.sources.values())
    page.wait_for_function("() => location.search === '?grade=tertiary+source'")
    assert page.locator("[data-source]").count() == tertiary
    page.go_back()
    page.get_by_text(f"{len(atlas.sources)} sources", exact=True).wait_for()


def test_help_names_what_has_no_source_and_leads_there(page: Page, server: str, atlas: Atlas) -> None:
    open_page(page, server, "help", "?section=unknown")
    page.wait_for_selector("#help-head-unknown:focus")
    unsourced = [place.id for place in atlas.places.values() if "unsourced" in place.source_ids]
    heading = page.get_by_role("heading", name="By whose word")
    listed = heading.locator("xpath=following-sibling::ul[1]").locator("[data-place]")
    assert sorted(listed.evaluate_all("all => all.map((item) => item.dataset.place)")) == sorted(unsourced)
    page.get_by_role("navigation", name="On this page").get_by_role("link", name="Status").click()
    page.wait_for_function("() => location.search === '?section=status'")
    page.go_back()
    page.wait_for_selector("#help-head-unknown:focus")


def test_keys_of_a_single_letter_can_be_turned_off(page: Page, server: str) -> None:
    for turn, wanted in (("uncheck", False), ("check", True)):
        open_page(page, server, "help", "?section=keys")
        getattr(page.get_by_role("checkbox", name="Keys of a single letter"), turn)()
        page.goto(server)
        page.wait_for_selector(READER, timeout=PATIENCE_MS)
        page.wait_for_function("() => !document.querySelector('#koreamap-front')", timeout=PATIENCE_MS)
        page.keyboard.press("/")
        assert page.evaluate(IS_SEARCHING) is wanted
