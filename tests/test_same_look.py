"""What is in doubt looks so in every map: the same features, read from what each format wrote, beside the one table."""

from __future__ import annotations

import json
import math
import os
import re
import sqlite3
import subprocess
import zipfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.etree import ElementTree as ET

import msgspec
import pytest
import shapely

from koreamap.atlas import read_atlas
from koreamap.drawing.backgrounds import LIGHT, find_label_color
from koreamap.drawing.description import describe_map
from koreamap.drawing.maps import build_map
from koreamap.export import export_map
from koreamap.export.content import read_content, read_layer
from koreamap.export.geopackage import to_styled_table
from koreamap.export.request import check_request
from koreamap.home import layers_dir
from koreamap.model import DOUBT, MARKERS, Style
from test_export_qgis import QGIS_PYTHON, qgis, unpack  # noqa: F401 - `qgis` is a fixture

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

LAYERS = ["nll", "nll_tokyo", "dprk_claimed_lines", "regions", "events"]
DOUBTFUL = {
    "nll-west-extension": "nll",
    "nll-east": "nll",
    "nll-tokyo": "nll_tokyo",
    "dprk-2000-waterway-1": "dprk_claimed_lines",
    "greater-seoul": "regions",
    "event-1950-attack": "events",
}
SURE = {
    "nll": "nll",
    "dprk-1999-line": "dprk_claimed_lines",
    "korean-peninsula": "regions",
    "event-1953-armistice": "events",
}
BOTH = DOUBTFUL | SURE
POINTS = {id_ for id_, layer_id in BOTH.items() if layer_id == "events"}
FRAME = (124.0, 34.6, 130.8, 42.4)

PX_MM = 25.4 / 96
PAPER_PT = 0.4  # a pixel's stroke on paper
SVG = "{http://www.w3.org/2000/svg}"
KML = "{http://www.opengis.net/kml/2.2}"


class Look(NamedTuple):
    """Of a line or an outline, in pixels; of a marker only the colour, and whether it is hollow."""

    color: str
    width: float = 0
    dash: tuple[float, ...] = ()
    opacity: float = 1
    is_open: bool = False

    def is_like(self, other: Look) -> bool:
        same = (self.color, len(self.dash), self.is_open) == (other.color, len(other.dash), other.is_open)
        mine, theirs = (self.width, self.opacity, *self.dash), (other.width, other.opacity, *other.dash)
        return same and list(mine) == pytest.approx(list(theirs), rel=0.02)


def style_of(feature_id: str) -> Style:
    atlas = read_atlas()
    return atlas.layers[BOTH[feature_id]].find_style(atlas.features[feature_id].status)


def look_of(feature_id: str) -> Look:
    """Return what the table says."""
    style = style_of(feature_id)
    if feature_id in POINTS:
        return Look(style.color, is_open=MARKERS[style.marker].is_open)
    return Look(style.color, style.width_px, style.dash_px, style.stroke_opacity)


def make(folder: Path, format_id: str) -> Path:
    request = check_request(read_atlas(), format_id=format_id, layers=LAYERS, bbox=FRAME)
    return export_map(request, folder / f"map-{format_id}")


def print_look_of(feature_id: str) -> Look:
    """Return what the table says, on paper: no broken line thinner than 0.8 points, or 2 pixels, none in a tint."""
    look, record = look_of(feature_id), read_atlas().layers[BOTH[feature_id]]
    if record.geometry_type != "LineString" or not look.dash:
        return look
    return look._replace(width=max(look.width, 2), opacity=1)


def find_differences(found: dict[str, Look], expect: Callable[[str], Look] = look_of) -> dict[str, tuple[Look, Look]]:
    assert found.keys() == BOTH.keys()
    return {id_: (look, expect(id_)) for id_, look in found.items() if not look.is_like(expect(id_))}


# -- the table --------------------------------------------------------------------------------------------------------


def test_the_table_tells_doubt_from_what_is_published() -> None:
    for doubtful, sure in (("nll-east", "nll"), ("dprk-2000-waterway-1", "dprk-1999-line"), ("nll-tokyo", "nll")):
        pale, full = look_of(doubtful), look_of(sure)
        assert (pale.width < full.width, pale.opacity < full.opacity, pale.dash != full.dash) == (True,) * 3, doubtful
    assert (look_of("event-1950-attack").is_open, look_of("event-1953-armistice").is_open) == (True, False)
    assert look_of("greater-seoul").opacity < look_of("korean-peninsula").opacity


def test_whatever_is_schematic_looks_so_and_says_so() -> None:
    atlas = read_atlas()
    for feature_id, feature in atlas.features.items():
        record = atlas.layers[feature.layer]
        if not record.is_theme:
            continue
        style, statuses = record.find_style(feature.status), set(feature.status.split("; "))
        is_broken = bool(style.dash_px) if record.geometry_type != "Point" else MARKERS[style.marker].is_open
        if DOUBT.status in statuses:
            assert (style.is_uncertain, is_broken) == (True, True), feature_id
        if record.geometry_type != "Point" and style.is_uncertain and style.label:
            words = f"{feature.label} {style.label.suffix}"
            assert "schematic" in words or "uncertain" in words, feature_id
        if record.geometry_type == "LineString" and statuses & {"unilateral", "disputed"}:
            assert is_broken, feature_id


# -- what each format wrote -------------------------------------------------------------------------------------------


@pytest.mark.thorough
def test_a_drawing_draws_the_table(tmp_path: Path) -> None:
    root = ET.fromstring(make(tmp_path, "figure-svg").read_bytes())  # noqa: S314 - written by us
    per_px = PAPER_PT * 25.4 / 72 * 100
    found = {}
    for id_ in BOTH:
        paths = list(root.iterfind(f".//{SVG}g[@id='f-{id_}']/{SVG}path"))
        last = paths[-1]
        if id_ in POINTS:
            is_open = last.get("stroke") is not None
            found[id_] = Look(str(last.get("stroke" if is_open else "fill")), is_open=is_open)
            continue
        dash = tuple(float(length) / per_px for length in last.get("stroke-dasharray", "").split())
        width, opacity = float(last.get("stroke-width", 0)) / per_px, float(last.get("stroke-opacity", 1))
        found[id_] = Look(str(last.get("stroke")), width, dash, opacity)
    assert find_differences(found, print_look_of) == {}


@pytest.mark.thorough
def test_a_drawing_has_the_casing_and_the_lettering_of_the_table(tmp_path: Path) -> None:
    root = ET.fromstring(make(tmp_path, "figure-svg").read_bytes())  # noqa: S314 - written by us
    style = style_of("nll")
    casing = root.find(f".//{SVG}g[@id='f-nll']/{SVG}path")
    assert casing is not None
    width = float(casing.get("stroke-width", 0)) / (PAPER_PT * 25.4 / 72 * 100)
    assert (casing.get("stroke"), width) == (
        LIGHT.casing,
        pytest.approx(style.width_px + 2 * style.casing_px, rel=0.01),
    )
    inks = {text.get("fill") for text in root.iter(f"{SVG}text") if "Northern Limit" in "".join(text.itertext())}
    assert inks == {find_label_color(style, LIGHT)}


def test_kml_pales_what_it_cannot_break(tmp_path: Path) -> None:
    root = ET.fromstring(make(tmp_path, "kml").read_bytes())  # noqa: S314 - written by us
    styles = {f"#{style.get('id')}": style for style in root.iter(f"{KML}Style")}
    for id_ in BOTH:
        mark = root.find(f".//{KML}Placemark[@id='place-{id_}']")
        assert mark is not None
        style = styles[mark.findtext(f"{KML}styleUrl", "")]
        part = f"{KML}IconStyle" if id_ in POINTS else f"{KML}LineStyle"
        alpha, blue, green, red = re.findall("..", style.findtext(f"{part}/{KML}color", ""))
        expected = look_of(id_)
        assert f"#{red}{green}{blue}" == expected.color, id_
        opacity = min(expected.opacity, DOUBT.opacity) if id_ in DOUBTFUL else 1
        assert int(alpha, 16) / 255 == pytest.approx(opacity, abs=0.01), id_
        if id_ not in POINTS:
            assert float(style.findtext(f"{part}/{KML}width", "0")) == pytest.approx(expected.width), id_


@pytest.mark.thorough
def test_a_database_has_the_styles_of_the_geopackage(tmp_path: Path) -> None:
    content = read_content(check_request(read_atlas(), format_id="postgis", layers=LAYERS, bbox=FRAME))
    with closing(sqlite3.connect(make(tmp_path, "gpkg"))) as db:
        kept = dict(db.execute("SELECT f_table_name, styleQML FROM layer_styles"))
    for layer in content.layers:
        mine, theirs = (
            ET.tostring(ET.fromstring(text).find("renderer-v2"))  # type: ignore[arg-type]  # noqa: S314 - written by us
            for text in (to_styled_table(content, layer, "postgis").style, kept[layer.record.id])
        )
        assert mine == theirs, layer.record.id


@pytest.mark.qgis
def test_qgis_draws_the_table_in_the_project_and_from_the_geopackage(qgis: None, tmp_path: Path) -> None:  # noqa: ARG001, F811 - QGIS must be there
    project = unpack(make(tmp_path, "qgis").rename(tmp_path / "map.zip"), tmp_path)
    with zipfile.ZipFile(tmp_path / "map.zip") as package:
        (database,) = [name for name in package.namelist() if name.endswith(".gpkg")]
    script, file = Path(__file__).with_name("qgis_looks.py"), project.parent / Path(database).name
    names = [f"{layer_id}/{id_}" for id_, layer_id in BOTH.items()]
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen", "LANG": "C.UTF-8"}
    environment["XDG_RUNTIME_DIR"] = str(tmp_path)
    command = [QGIS_PYTHON, str(script), str(project), str(file), *names]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)  # noqa: S603 - our own script
    assert done.returncode == 0, done.stderr[-2000:]
    for where, said in json.loads(done.stdout).items():
        assert find_differences({id_: read_qgis(one) for id_, one in said.items()}) == {}, where
        assert find_differences({id_: read_printed(one) for id_, one in said.items()}) == {}, where
        legend = ["Northern Limit Line", "Northern Limit Line, schematic"]
        assert said["nll"]["legend"] == said["nll-east"]["legend"] == legend, where


def read_qgis(said: dict[str, Any]) -> Look:
    if "inside" in said:
        is_open = said["inside"] == LIGHT.casing
        return Look(said["edge" if is_open else "inside"], is_open=is_open)
    dash = tuple(length / PX_MM for length in said["dash"])
    return Look(said["color"], said["width"] / PX_MM, dash, said["opacity"])


def read_printed(said: dict[str, Any]) -> Look:
    """Return how a layout draws, in pixels of paper; a marker must have shrunk as much as the lines."""
    printed, per_px = said["printed"], PAPER_PT * 25.4 / 72
    if "inside" in said:
        shares = [printed[name] / said[name] for name in ("size", "edge_width")]
        assert shares == pytest.approx([per_px / PX_MM] * 2, rel=0.01)
        return read_qgis(said)
    return Look(said["color"], printed["width"] / per_px, tuple(x / per_px for x in printed["dash"]), said["opacity"])


def test_app_and_page_are_handed_the_table() -> None:
    atlas = read_atlas()
    described = {layer["id"]: layer for layer in describe_map(build_map(atlas, url_of=str))["layers"]}  # type: ignore[attr-defined]
    for id_ in BOTH:
        statuses = atlas.features[id_].status.split("; ")
        layer = described[BOTH[id_]]
        style = next((one["style"] for one in layer["variants"] if one["status"] in statuses), layer["style"])
        assert msgspec.convert(style, Style) == style_of(id_), id_


@pytest.mark.browser
def test_a_browser_draws_the_table(page: Page, tmp_path: Path) -> None:
    page.goto(make(tmp_path, "web-page").rename(tmp_path / "map.html").as_uri())
    found = {}
    for id_ in BOTH:
        path = page.locator(f"[data-drawn='{id_}']")
        path.wait_for(state="attached")
        said = path.evaluate("one => Object.fromEntries([...one.attributes].map(({ name, value }) => [name, value]))")
        if id_ in POINTS:
            is_open = said["fill"] == "none"
            found[id_] = Look(said["stroke"] if is_open else said["fill"], is_open=is_open)
            continue
        dash = tuple(map(float, said.get("stroke-dasharray", "").split()))
        found[id_] = Look(said["stroke"], float(said["stroke-width"]), dash, float(said["stroke-opacity"]))
    assert find_differences(found) == {}
    page.wait_for_selector(".km-map[data-ready='1']")
    page.wait_for_function(  # they are written in a frame of their own
        "ids => [...document.querySelectorAll('[data-label-for]')].some((one) => ids.includes(one.dataset.labelFor))",
        arg=list(BOTH),
    )
    script = "all => all.map(one => [one.dataset.labelFor, one.getAttribute('fill')])"
    written = page.locator("[data-label-for]").evaluate_all(script)
    inks = {id_: "#" + "".join(f"{int(part):02x}" for part in re.findall(r"\d+", ink)) for id_, ink in written}
    assert inks.keys() & BOTH.keys()
    assert not {id_ for id_ in inks.keys() & BOTH.keys() if inks[id_] != find_label_color(style_of(id_), LIGHT)}


# -- outlines that give way --------------------------------------------------------------------------------------------

COARSE = {"china": 20_000, "japan": 20_000, "russia": 20_000, "dprk": 1000, "rok": 1000}
"""Feature -> how far off its outline may be, in metres: at 1:110 million some tens of kilometres, and as stated."""

FINER = (117, 28, 147, 55)
"""Where the basemap has a finer coast: what lies outside may stay coarse."""


def px_of(metres: float, zoom: float) -> float:
    """Return how many pixels of a web map a length at 38 degrees north takes."""
    return metres / (156543.034 * math.cos(math.radians(38)) / 2**zoom)


def test_every_outline_coarser_than_what_lies_beside_it_gives_way() -> None:
    record = read_atlas().layers["states"]
    near = {
        feature.id
        for feature in read_layer(record)
        if shapely.box(*feature.geometry.bounds).intersects(shapely.box(*FINER))
    }
    assert {id_ for fade in record.fades for id_ in fade.feature_ids} == near == COARSE.keys()
    assert not [other.id for other in read_atlas().layers.values() if other.fades and other.id != "states"]
    for fade in record.fades:
        for id_ in fade.feature_ids:
            off = px_of(COARSE[id_], fade.from_zoom), px_of(COARSE[id_], fade.gone_zoom)
            assert off == pytest.approx((2, 5), abs=0.4), id_


def test_the_web_style_lets_it_give_way_at_the_same_zooms() -> None:
    layers = {layer["id"]: layer["paint"] for layer in json.loads((layers_dir() / "style.json").read_bytes())["layers"]}
    for fade in read_atlas().layers["states"].fades:
        for id_ in fade.feature_ids:
            for paint in (layers["states"]["fill-opacity"], layers["states-1"]["line-opacity"]):
                stops = dict(zip(paint[3::2], paint[4::2], strict=True))
                seen = {zoom: opacity_of(opacity, id_) for zoom, opacity in stops.items()}
                gone = [zoom for zoom, opacity in seen.items() if opacity == 0]
                assert min(gone) == pytest.approx(fade.gone_zoom - 1), id_  # MapLibre's zoom is one less
                assert gone == [zoom for zoom in stops if zoom >= min(gone)], id_
                assert seen[fade.from_zoom - 1] > 0, id_
    assert opacity_of(layers["states-1"]["line-opacity"][-1], "poland") == 1


def opacity_of(value: Any, feature_id: str) -> float:
    """Evaluate a number, or a choice by the feature's id."""
    if not isinstance(value, list):
        return float(value)
    assert value[:2] == ["match", ["get", "feature_id"]]
    _match, _get, ids, then, otherwise = value
    return float(then if feature_id in ids else otherwise)


@pytest.mark.qgis
def test_qgis_lets_it_give_way_too(qgis: None, tmp_path: Path) -> None:  # noqa: ARG001, F811 - QGIS must be there
    request = check_request(read_atlas(), format_id="qgis", layers=["states", "mdl"])
    project = unpack(export_map(request, tmp_path / "states.zip"), tmp_path)
    with zipfile.ZipFile(project) as archive:
        root = ET.fromstring(archive.read("koreamap.qgs"))  # noqa: S314 - written by us
    [layer] = [layer for layer in root.iter("maplayer") if layer.findtext("id") == "koreamap_states"]
    rules = {
        str(option.get("value"))
        for option in layer.iterfind("renderer-v2//Option[@name='enabled']/Option[@name='expression']")
    }
    parts = [part for part in layer.iterfind("renderer-v2//layer") if part.get("class") != "GeometryGenerator"]
    assert len(layer.findall("renderer-v2//Option[@name='enabled']")) == len(parts) == 2
    [rule] = rules
    script = (
        "import json, sys; from qgis.core import *\n"
        "rule, ids, scales = json.loads(sys.argv[1])\n"
        "def tell(id_, scale):\n"
        "    text = rule.replace('@map_scale', str(scale)).replace('\"feature_id\"', repr(id_))\n"
        "    return bool(QgsExpression(text).evaluate())\n"
        "print(json.dumps({id_: [tell(id_, scale) for scale in scales] for id_ in ids}))"
    )
    scales = (30_000_000, 10_000_000, 2_000_000, 250_000)
    given = json.dumps([rule, ["dprk", "rok", "china", "poland"], scales])
    done = subprocess.run([QGIS_PYTHON, "-c", script, given], capture_output=True, text=True, check=True)  # noqa: S603 - fixed
    korea, china, poland = [True, True, True, False], [True, False, False, False], [True] * 4
    assert json.loads(done.stdout) == {"dprk": korea, "rok": korea, "china": china, "poland": poland}
