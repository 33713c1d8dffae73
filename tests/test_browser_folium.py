"""Maps of `koreamap.map`, saved and opened as files in a real browser: one request, no complaint, everything drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

import folium
import numpy as np
import pytest
from folium.plugins import HeatMap
from playwright.sync_api import expect

from browser import Record, save_screenshot
from koreamap.drawing.maps import map as make_map

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from branca.element import Element
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

HERE = (38.0, 127.0)
BOX = [(37.0, 126.0), (38.0, 126.0), (38.0, 127.0)]
POINT = {
    "type": "Feature",
    "properties": {"name": "A <b>place</b>"},
    "geometry": {"type": "Point", "coordinates": [127, 38]},
}
AREA = {
    "type": "Feature",
    "properties": {"name": "An area"},
    "geometry": {"type": "Polygon", "coordinates": [[[126, 37], [127, 37], [127, 38], [126, 37]]]},
}
AREAS = {"type": "FeatureCollection", "features": [AREA]}


def with_popup() -> folium.Marker:
    return folium.Marker(HERE, popup=folium.Popup("<i>Opened</i>", show=True), tooltip="Tip")


ELEMENTS: tuple[Callable[[], Element], ...] = (
    lambda: folium.Marker(HERE),
    with_popup,
    lambda: folium.Marker(HERE, icon=folium.DivIcon("<b>Here</b>")),
    lambda: folium.GeoJson(POINT),
    lambda: folium.FeatureGroup("Mine").add_child(folium.Marker(HERE)),
    lambda: folium.CircleMarker(HERE),
    lambda: folium.Circle(HERE, radius=40_000),
    lambda: folium.PolyLine(BOX, dash_array="4"),
    lambda: folium.Polygon(BOX),
    lambda: folium.Rectangle([HERE, (37, 126)]),
    lambda: folium.GeoJson(AREA),
    lambda: folium.GeoJson(AREAS, tooltip=folium.GeoJsonTooltip(["name"]), popup=folium.GeoJsonPopup(["name"])),
    lambda: HeatMap([HERE]),
    lambda: folium.raster_layers.ImageOverlay(np.eye(2), [(37, 126), HERE]),
    folium.LayerControl,
)

DRAWN = {
    "img.leaflet-marker-icon": 4,
    ".leaflet-popup-content i": 1,
    ".leaflet-marker-icon b": 1,
    ".leaflet-overlay-pane path": 7,
    ".leaflet-overlay-pane path[stroke-dasharray='4']": 1,
    "canvas.leaflet-heatmap-layer": 1,
    "img.leaflet-image-layer": 1,
    ".leaflet-control-layers": 1,
}
"""Selector -> how many of the elements it finds, so that one that is missing is missed."""


# Folium's map flies to its extent from the whole world's: it has begun a frame after it was told, and then it is seen.
HAS_ARRIVED = """async () => {
  for (let still = 0; still < 6; still = document.querySelector('.leaflet-zoom-anim') ? 0 : still + 1)
    await new Promise(requestAnimationFrame);
}"""


def open_map(page: Page, map_: folium.Map, folder: Path) -> str:
    path = folder / "m.html"
    map_.save(str(path))
    page.goto(path.as_uri())
    page.wait_for_selector(".km-labels text", state="attached")
    page.evaluate(HAS_ARRIVED)
    return path.as_uri()


def test_what_others_add_is_drawn_from_one_file(page: Page, tmp_path: Path, record: Record) -> None:
    map_ = make_map(layers=["mdl", "nll"])
    for make in ELEMENTS:
        make().add_to(map_)
    address = open_map(page, map_, tmp_path)
    for selector, count in DRAWN.items():
        page.locator(selector).nth(count - 1).wait_for(state="attached")
        assert page.locator(selector).count() == count, selector
    assert [url for url in record.requests if not url.startswith("data:")] == [address]
    page.wait_for_function("() => [...document.images].every((image) => image.complete && image.naturalWidth)")


def test_our_layers_have_the_look_of_the_app(page: Page, tmp_path: Path) -> None:
    map_ = make_map(layers=["mdl", "nll", "parallel_38", "dmz", "western_islands", "usfk_hubs"])
    open_map(page, map_, tmp_path)
    strokes = page.locator("[data-drawn]").evaluate_all(
        "paths => paths.map(path => [path.dataset.drawn, path.getAttribute('stroke')])"
    )
    assert {"mdl", "dmz", "nll", "38th-parallel", "baengnyeongdo", "busan-port"} <= {name for name, _ in strokes}
    assert "#3388ff" not in {colour for _, colour in strokes}  # Leaflet's own blue
    dashed = page.locator("[data-drawn='nll']").get_attribute("stroke-dasharray")
    doubtful = page.locator("[data-drawn='nll-west-extension']").get_attribute("stroke-dasharray")
    assert dashed
    assert doubtful == "2 4"
    assert dashed != doubtful
    assert page.locator(".leaflet-km-lines-pane path:not([data-drawn]):not(.km-hit)").count() >= 2  # casings
    page.wait_for_function(
        """() => { // it is painted in a frame of its own
             const canvas = document.querySelector('.leaflet-km-basemap-pane canvas');
             const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
             const seen = new Set();
             for (let at = 0; at < data.length; at += 4 * 97) seen.add(`${data[at]},${data[at + 1]},${data[at + 2]}`);
             return seen.size > 3;
           }"""
    )
    assert "OpenStreetMap" in page.locator(".leaflet-control-attribution").inner_text()
    save_screenshot(page, "folium")


def test_a_click_tells_how_many_passages_name_a_feature(page: Page, tmp_path: Path) -> None:
    open_map(page, make_map(features="panmunjom"), tmp_path)
    page.locator("[data-feature-id='panmunjom']").click()
    words = page.locator(".leaflet-popup-content").inner_text()
    assert "Panmunjom" in words
    assert "판문점" in words
    assert "mentions in " in words


def test_the_control_switches_a_layer(page: Page, tmp_path: Path) -> None:
    map_ = make_map(layers=["mdl", "nll"])
    folium.LayerControl(collapsed=False).add_to(map_)
    open_map(page, map_, tmp_path)
    switch = page.get_by_role("checkbox", name="Military Demarcation Line")
    switch.uncheck()
    expect(page.locator("[data-drawn='mdl']")).to_have_count(0)
    switch.check()
    expect(page.locator("[data-drawn='mdl']")).to_have_count(1)


def test_a_layer_may_lie_in_a_group_that_is_off(page: Page, tmp_path: Path) -> None:
    map_ = make_map(layers="nll")
    group = folium.FeatureGroup("Later", show=False).add_to(map_)
    folium.Marker(HERE).add_to(group)
    open_map(page, map_, tmp_path)
    assert page.locator("img.leaflet-marker-icon").count() == 0


def test_a_notebook_shows_it_and_it_can_still_be_saved(page: Page, tmp_path: Path) -> None:
    map_ = make_map(layers="mdl")
    folium.Marker(HERE).add_to(map_)
    shown = map_._repr_html_()
    (tmp_path / "notebook.html").write_text(f"<!DOCTYPE html><title>N</title>{shown}", encoding="utf-8")
    page.goto((tmp_path / "notebook.html").as_uri())
    page.frame_locator("iframe").locator("[data-drawn='mdl']").wait_for(state="attached")
    open_map(page, map_, tmp_path)
    expect(page.locator("[data-drawn='mdl']")).to_have_count(1)
    expect(page.locator("img.leaflet-marker-icon")).to_have_count(1)
