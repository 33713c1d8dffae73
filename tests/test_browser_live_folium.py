"""A map of `koreamap.map` in a Streamlit app of somebody's own: everything on it drawn, words as words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from browser import run_server, save_screenshot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser

APP = """
import folium
import numpy as np

import koreamap
from koreamap.app.folium_map import show_map

HERE, LINE = (38.0, 127.0), [(37.0, 126.0), (38.0, 126.0), (38.0, 127.0)]
map_ = koreamap.map(layers=["mdl", "nll"], basemap=False)
folium.Marker((37.5, 126.5), popup="<img src=x onerror='window.hacked = 1'>Opened").add_to(map_)
group = folium.FeatureGroup("<b>Mine</b>").add_to(map_)
folium.CircleMarker(HERE, radius=9, color="#c00001", tooltip="<i>Tip</i>").add_to(group)
folium.Circle(HERE, radius=30_000, color="#c00002").add_to(group)
folium.PolyLine(LINE, color="#c00003", dash_array="6 3").add_to(group)
folium.Polygon(LINE, color="#c00004", fill=True).add_to(group)
folium.Rectangle([HERE, (37.2, 126.2)], color="#c00005").add_to(group)
folium.Marker((37.2, 127.2), icon=folium.DivIcon("<b>Here</b>")).add_to(group)
folium.Marker((37.1, 127.1), icon=folium.CustomIcon(np.eye(8), icon_size=(8, 8))).add_to(group)
folium.raster_layers.ImageOverlay(np.eye(4), [(36.0, 126.0), (36.5, 126.5)], name="Picture").add_to(map_)
area = {"type": "Polygon", "coordinates": [[[128, 37], [129, 37], [129, 38], [128, 37]]]}
folium.GeoJson(area, name="Hidden", show=False, style_function=lambda _: {"color": "#c00006"}).add_to(map_)
folium.LayerControl().add_to(map_)
show_map(map_, key="map", height=600)
"""


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    script = tmp_path_factory.mktemp("app") / "app.py"
    script.write_text(APP, encoding="utf-8")
    with run_server(script=script) as address:
        yield address


def drawn(page: Page, colour: str) -> Locator:
    return page.locator(f".leaflet-km-overlays-pane path[stroke='{colour}']")


def open_app(page: Page, address: str) -> None:
    """Open the app, and wait until its map stands and its script has ended."""
    page.goto(address)
    page.wait_for_selector(".km-map[data-ready='1']")
    page.wait_for_selector(".stApp[data-test-script-state='notRunning']")


def test_everything_is_drawn_switched_and_told_in_words(page: Page, app: str) -> None:
    open_app(page, app)
    expect(page.locator("[data-drawn='mdl']")).to_have_count(1)
    for number, count in enumerate([1, 1, 1, 1, 1, 0], start=1):
        expect(drawn(page, f"#c0000{number}")).to_have_count(count)
    expect(page.locator(".leaflet-km-overlays-pane path[stroke-dasharray='6 3']")).to_have_count(1)
    assert page.locator(".km-added-text").inner_text() == "Here"
    expect(page.locator("img.leaflet-image-layer")).to_have_count(1)
    expect(page.locator("img.leaflet-marker-icon")).to_have_count(1)
    save_screenshot(page, "live-folium")

    page.get_by_role("checkbox", name="Hidden").check()
    expect(drawn(page, "#c00006")).to_have_count(1)
    page.get_by_role("checkbox", name="<b>Mine</b>").uncheck()
    expect(drawn(page, "#c00001")).to_have_count(0)

    page.locator(".km-added-pin").click()
    assert page.locator(".leaflet-popup-content").inner_text().strip() == "Opened"
    assert page.evaluate("window.hacked") is None


def test_a_layer_of_ours_is_switched_and_a_feature_marked(page: Page, app: str) -> None:
    open_app(page, app)
    page.locator("[data-feature-id='mdl']").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-feature-id='mdl'][aria-pressed='true']", state="attached")
    page.locator("[data-layer-switch='nll']").uncheck()
    page.wait_for_selector("[data-drawn='nll']", state="detached")
    assert page.locator("[data-drawn='mdl']").count() == 1
