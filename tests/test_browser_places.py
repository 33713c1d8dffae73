"""The Places page in a browser: all places in a table, the way to the map and back, and the file for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from browser import open_at
from koreamap.atlas import Atlas, read_atlas

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

TABLE = ".explorer-places[data-ready='1']"
READER = ".explorer-explore .reader[data-ready='1']"
PATIENCE_MS = 40_000


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return read_atlas()


@pytest.fixture
def page(shared_page: Page) -> Page:
    return shared_page


def open_places(page: Page, address: str, query: str = "") -> None:
    open_at(page, f"{address}/places{query}", "places")
    page.wait_for_selector(TABLE, timeout=PATIENCE_MS)


def shown(page: Page) -> list[str]:
    """Return the ids of the rows, as they stand."""
    rows: list[str] = page.locator("tr[data-row]").evaluate_all("all => all.map((row) => row.dataset.row)")
    return rows


def test_every_place_has_a_row_with_its_mentions_by_document(page: Page, server: str, atlas: Atlas) -> None:
    open_places(page, server)
    assert sorted(shown(page)) == sorted(atlas.places)
    counts = Counter(link.mention.document_id for link in atlas.links_of("nll"))
    cells = page.locator("tr[data-row='nll'] .col-count").all_inner_texts()
    assert cells == [str(counts[document]) for document in atlas.documents]


def test_table_is_sorted_and_narrowed_and_back_undoes_a_choice(page: Page, server: str, atlas: Atlas) -> None:
    open_places(page, server)
    page.get_by_role("combobox", name="Kind").select_option("island")
    page.get_by_role("button", name="Accuracy").click()
    islands = {id_: place.accuracy_m for id_, place in atlas.places.items() if place.kind == "island"}
    page.wait_for_function("() => location.search === '?kind=island&sort=accuracy'")
    accuracies = [islands.pop(id_) for id_ in shown(page)]
    assert not islands
    assert accuracies == sorted(accuracies, key=lambda metres: (metres is None, metres))
    assert page.locator("th[aria-sort='ascending']").inner_text().startswith("Accuracy")
    page.go_back()
    page.wait_for_function("() => location.search === '?kind=island'")
    page.locator("th[data-column='name'][aria-sort='ascending']").wait_for()


def test_a_row_leads_to_the_map_and_back_to_the_table_as_it_was(page: Page, server: str) -> None:
    open_places(page, server, "?document=lee-2007&sort=-lee-2007")
    before = shown(page)
    page.locator("[data-place='panmunjom']").click()
    page.wait_for_selector(f"{READER}[data-place='panmunjom']", timeout=PATIENCE_MS)
    page.go_back()
    page.wait_for_selector(TABLE, timeout=PATIENCE_MS)
    assert shown(page) == before
    assert "sort=-lee-2007" in page.evaluate("() => location.search")


def test_each_page_and_state_has_its_own_title_by_back_too(page: Page, server: str) -> None:
    wait = "(title) => document.title === title && document.querySelector('.stApp[data-test-script-state=notRunning]')"
    titles = {
        "Export": "Export · koreamap",
        "Claims": "Claims · koreamap",
        "Explore": "koreamap: Korea's armistice on the map",
    }
    open_places(page, server, "?document=lee-2007")
    page.wait_for_function(wait, arg="Lee 2007 · Places · koreamap")
    for name, title in titles.items():
        page.locator(".koreamap-head").get_by_role("link", name=name).click()
        page.wait_for_function(wait, arg=title)
    page.go_back()
    page.wait_for_function(wait, arg=titles["Claims"])
    page.go_back()
    page.wait_for_function(wait, arg=titles["Export"])
    page.locator(".koreamap-head").get_by_role("link", name="Explore").click()
    page.wait_for_function(wait, arg=titles["Explore"])
    page.locator(".chip", has_text="Northern Limit Line").first.click()
    page.wait_for_function(wait, arg="Northern Limit Line · koreamap")


def test_table_is_taken_along_as_it_is_shown(page: Page, server: str, atlas: Atlas, tmp_path: Path) -> None:
    open_places(page, server, "?kind=event")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download as CSV").click()
    assert download.value.suggested_filename == "koreamap-places.csv"
    target = tmp_path / "places.csv"
    download.value.save_as(target)
    rows = list(csv.DictReader(io.StringIO(target.read_bytes().decode("utf-8-sig"))))
    assert [row["id"] for row in rows] == shown(page)
    signing = next(row for row in rows if row["id"] == "event-1953-armistice")
    place = atlas.places["event-1953-armistice"]
    assert (signing["name"], signing["name_ko"]) == (place.title, place.hangul)
    assert (signing["valid_from"], signing["valid_to"]) == (place.valid_from, place.valid_to)


@pytest.mark.parametrize("size", [(320, 256), (390, 844), (844, 390), (1400, 900)])
def test_nothing_is_out_of_reach(page: Page, server: str, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    open_places(page, server)
    last = page.locator("tr[data-row] a").last
    last.scroll_into_view_if_needed()
    box, row = page.locator(".place-list .rows").bounding_box(), last.bounding_box()
    assert box is not None
    assert row is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= size[0]
    assert row["x"] + row["width"] <= size[0]
    assert row["y"] + row["height"] <= size[1]
