"""The Compare page in a browser: counts that lead to the passages behind them, side by side, and back."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from browser import open_at, save_screenshot
from koreamap.atlas import Atlas, read_atlas
from test_browser_explore import PANEL, READER, open_page

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

COMPARE = ".explorer-compare[data-ready='1']"
PATIENCE_MS = 40_000


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return read_atlas()


@pytest.fixture
def page(shared_page: Page) -> Page:
    return shared_page


def open_compare(page: Page, address: str, query: str = "") -> None:
    open_at(page, f"{address}/compare{query}", "compare")
    page.wait_for_selector(COMPARE, timeout=PATIENCE_MS)


def quoted(page: Page, document: str) -> list[str]:
    """Return the ids of the passages in a document's column, as they stand."""
    column = page.locator(f".column[data-document='{document}'] [data-passage]")
    ids: list[str] = column.evaluate_all("all => all.map((quote) => quote.dataset.passage)")
    return ids


def test_each_count_leads_to_its_passages_and_back(page: Page, server: str, atlas: Atlas) -> None:
    open_compare(page, server)
    counts = Counter((link.layer, link.mention.document_id) for link in atlas.links)
    for layer in {layer for layer, _document in counts}:
        cells = page.locator(f"tr[data-row='{layer}'] td").all_inner_texts()
        assert cells == [str(counts[layer, document]) for document in atlas.documents]
    page.locator("tr[data-row='parallel_38'] td a").nth(1).click()
    page.wait_for_function("() => location.search === '?layer=parallel_38&document=lee-2007'")
    for document in atlas.documents.values():
        named = {
            link.mention.passage_id
            for link in atlas.links
            if (link.layer, link.mention.document_id) == ("parallel_38", document.id)
        }
        assert quoted(page, document.id) == [passage.id for passage in document.passages if passage.id in named]
    page.go_back()
    page.locator("tr[data-row='parallel_38']").wait_for()


def test_a_card_leads_to_both_documents_side_by_side_and_a_mark_back_to_the_map(page: Page, server: str) -> None:
    open_page(page, server, feature="mdl")
    page.locator(f"{PANEL} .compare-them").click()
    page.wait_for_selector(f"{COMPARE} .compare[data-subject='place:mdl']", timeout=PATIENCE_MS)
    left, right = (page.locator(f".column[data-document='{id_}']").bounding_box() for id_ in ("rusk-1951", "lee-2007"))
    assert left is not None
    assert right is not None
    assert (left["y"], left["height"]) == (right["y"], right["height"])
    assert left["x"] + left["width"] <= right["x"] + 1
    page.locator(".column[data-document='lee-2007']").evaluate("column => { column.scrollTop = 120; }")
    assert page.locator(".column[data-document='rusk-1951']").evaluate("column => column.scrollTop") == 0
    save_screenshot(page, "compare-mdl")
    page.locator(".column[data-document='lee-2007'] .mark.strong", has_text="MDL").first.click()
    page.wait_for_selector(f"{READER}[data-place='mdl']", timeout=PATIENCE_MS)
    page.wait_for_function("() => new URLSearchParams(location.search).get('passage') === 'lee-2007/2.A/p4'")
    page.go_back()
    page.wait_for_selector(f"{COMPARE} .compare[data-subject='place:mdl']", timeout=PATIENCE_MS)
    expect(page.locator(".column[data-document='lee-2007']")).to_have_js_property("scrollTop", 120)


@pytest.mark.parametrize("size", [(320, 256), (390, 844), (844, 390), (1400, 900)])
def test_nothing_is_out_of_reach(page: Page, server: str, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    open_compare(page, server, "?place=mdl")
    for last in (page.locator(".column").first.locator(".mark").last, page.locator(".mark").last):
        last.scroll_into_view_if_needed()
        box = last.bounding_box()
        assert box is not None
        assert 0 <= box["x"] <= box["x"] + box["width"] <= size[0]
        assert 0 <= box["y"] <= box["y"] + box["height"] <= size[1]
    open_compare(page, server)
    cell = page.locator("tbody tr td").last
    cell.scroll_into_view_if_needed()
    box = cell.bounding_box()
    assert box is not None
    assert box["x"] + box["width"] <= size[0]
