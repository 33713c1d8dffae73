"""What is said once: a row more in a registry shows wherever rows are read; what has no row is refused by name."""

from __future__ import annotations

import dataclasses
import io
import json
import sqlite3
import zipfile
from contextlib import closing
from typing import TYPE_CHECKING, Annotated
from xml.etree.ElementTree import Element

import geopandas
import msgspec
import psycopg
import pyogrio
import pytest
from msgspec import structs

from koreamap.app.export_view import list_areas
from koreamap.atlas import read_atlas
from koreamap.describing import describe_layer
from koreamap.drawing.description import describe_map
from koreamap.drawing.extents import EXTENTS, Extent
from koreamap.drawing.maps import build_map
from koreamap.errors import BuildError, ExportError
from koreamap.export import _feature_table as feature_table
from koreamap.export import content, export_map, find_formats
from koreamap.export._feature_table import ADDED, Added
from koreamap.export._qgis import symbol
from koreamap.export._record_tables import RECORD_TABLES
from koreamap.export._sheet import sheet, svg
from koreamap.export._web_page import data as page_data
from koreamap.export._web_page import findings
from koreamap.export.request import check_request, read_bbox
from koreamap.export.spec import Database
from koreamap.gazetteer import read_places
from koreamap.layers import build_layer, find_layers
from koreamap.model import MARKERS, Feature, MarkerShape, Style, properties
from koreamap.model.columns import Column, find_columns_of
from koreamap.model.properties import Properties, find_columns

if TYPE_CHECKING:
    from pathlib import Path


class Wider(Properties, frozen=True, kw_only=True):
    """One row more than there is: the built files do not have it, so each feature has its default."""

    colour: Annotated[str | None, properties._row("Colour", "As it is painted", unit="RAL")] = "carmine"


def widen(feature: Feature) -> Feature:
    return structs.replace(feature, properties=Wider(**structs.asdict(feature.properties)))


@pytest.fixture(autouse=True)
def _wider(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(properties, "Properties", Wider)
    read_layer = content.read_layer
    for module in (content, page_data, findings):
        monkeypatch.setattr(module, "read_layer", lambda *what: tuple(map(widen, read_layer(*what))))
    extra = Added(
        Column(name="extra", title="Extra"), tuple(find_formats()), lambda _content, feature: feature.id[::-1]
    )
    monkeypatch.setattr(feature_table, "ADDED", (*ADDED, extra))


def write(folder: Path, format_id: str) -> Path:
    request = check_request(read_atlas(), format_id=format_id, layers=["nll"])
    return export_map(request, folder / f"map{find_formats()[format_id].spec.suffix}")


def unzip(folder: Path, format_id: str) -> dict[str, bytes]:
    """Read a zip's files, by name within its folder."""
    with zipfile.ZipFile(write(folder, format_id)) as archive:
        return {name.rpartition("/")[2]: archive.read(name) for name in archive.namelist()}


def test_geojson_has_it(tmp_path: Path) -> None:
    features = json.loads(unzip(tmp_path, "geojson")["nll.geojson"])["features"]
    assert {feature["properties"]["colour"] for feature in features} == {"carmine"}


@pytest.mark.parametrize("format_id", ["kml", "kmz"])
def test_kml_has_it(tmp_path: Path, format_id: str) -> None:
    text = unzip(tmp_path, "kmz")["doc.kml"].decode() if format_id == "kmz" else write(tmp_path, "kml").read_text()
    assert text.replace("\n", "").count('<Data name="colour">') == 6  # three of the NLL, three of its rivals


@pytest.mark.parametrize("format_id", ["flatgeobuf", "shapefile"])
def test_a_file_of_gdal_has_it(tmp_path: Path, format_id: str) -> None:
    for name, data in unzip(tmp_path, format_id).items():
        (tmp_path / name).write_bytes(data)
    (path,) = [*tmp_path.glob("nll.fgb"), *tmp_path.glob("nll.shp")]
    frame = pyogrio.read_dataframe(path)
    assert set(frame["colour"]) == {"carmine"}
    assert set(frame["extra"]) == {id_[::-1] for id_ in frame["feature_id"]}


def test_geoparquet_has_it(tmp_path: Path) -> None:
    frame = geopandas.read_parquet(io.BytesIO(unzip(tmp_path, "geoparquet")["nll.parquet"]))
    assert set(frame["colour"]) == {"carmine"}
    assert set(frame["extra"]) == {id_[::-1] for id_ in frame["feature_id"]}


def test_geopackage_has_it_with_its_words(tmp_path: Path) -> None:
    with closing(sqlite3.connect(write(tmp_path, "gpkg"))) as db:
        assert db.execute("SELECT DISTINCT colour FROM nll").fetchall() == [("carmine",)]
        said = "SELECT name, description FROM gpkg_data_columns WHERE table_name = 'nll' AND column_name = ?"
        assert db.execute(said, ("colour",)).fetchall() == [("Colour (RAL)", "As it is painted")]
        assert db.execute(said, ("extra",)).fetchall() == [("Extra", None)]


@pytest.mark.thorough
def test_qgis_package_has_it_with_its_words(tmp_path: Path) -> None:
    files = unzip(tmp_path, "qgis")
    assert json.loads(files["nll.geojson"])["features"][0]["properties"]["colour"] == "carmine"
    with zipfile.ZipFile(io.BytesIO(files["koreamap.qgz"])) as archive:
        project = archive.read("koreamap.qgs").decode()
    for text in (project, files["nll.qml"].decode()):
        assert 'name="Colour (RAL)"' in text
        assert 'field="extra"' in text


@pytest.mark.postgres
def test_postgis_has_it_with_its_words(postgres: str) -> None:
    request = check_request(read_atlas(), format_id="postgis", layers=["nll"])
    assert export_map(request, Database(postgres, "wider")) == Database(postgres, "wider")
    with psycopg.connect(postgres) as connection:
        assert connection.execute("SELECT DISTINCT colour FROM wider.nll").fetchall() == [("carmine",)]
        said = connection.execute(
            "SELECT attname, col_description(attrelid, attnum) FROM pg_attribute WHERE attrelid = 'wider.nll'::regclass"
        )
        comments = dict(said.fetchall())
        assert comments["colour"] == "As it is painted"
        assert "extra" in comments


@pytest.mark.thorough
def test_web_page_has_it(tmp_path: Path) -> None:
    assert "carmine" in write(tmp_path, "web-page").read_text(encoding="utf-8")


def test_every_column_can_be_told_apart_in_every_format() -> None:
    for group in ("main", "evidence", "basemap"):
        columns = find_columns("trial", group)
        shorts = [column.short_name for column in columns]
        assert max(map(len, shorts)) <= 10
        assert len(set(shorts)) == len(shorts)
    for columns in (find_columns("trial", "evidence"), *(find_columns_of(t.row) for t in RECORD_TABLES.values())):
        aliases = [column.alias for column in columns]
        assert len(set(aliases)) == len(aliases)


def test_added_columns_name_formats_that_there_are() -> None:
    assert {id_ for row in ADDED for id_ in row.formats} <= set(find_formats())


def test_an_extent_more_is_offered_read_and_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    row = Extent(id="trial", title="The trial area", title_ko="시험 구역", bbox=(126.0, 37.0, 127.0, 38.0))
    monkeypatch.setitem(EXTENTS, row.id, row)
    atlas = read_atlas()
    assert read_bbox("trial") == row.bbox
    assert list_areas(atlas, "")["trial"] == row.title
    with pytest.raises(ExportError, match=r"nowhere.*trial"):
        read_bbox("nowhere")
    shown = content.read_content(check_request(atlas, format_id="print-pdf", layers=["mdl"], bbox=row.bbox))
    assert sheet.name_sheet(shown) == (row.title, row.title_ko)


@pytest.fixture
def kite(monkeypatch: pytest.MonkeyPatch) -> MarkerShape:
    """Add a shape, and let it mark the layer of sites."""
    row = MarkerShape(id="kite", qgis="triangle", outline=((0, -0.5), (0.4, 0), (0, 0.8), (-0.4, 0)))
    monkeypatch.setitem(MARKERS, row.id, row)
    return row


def test_a_marker_more_is_drawn_in_qgis(kite: MarkerShape) -> None:
    root = Element("renderer")
    symbol._add_point(root, Style(color="#000000", color_dark="#ffffff", marker=kite.id, size_px=10))
    said = {prop.get("k"): prop.get("v") for prop in root.iter("prop")}
    assert said["name"] == "triangle"
    assert float(said["size"] or 0) == pytest.approx((10 * 0.8 + 1) * 25.4 / 96, abs=0.001)


def test_a_marker_more_is_drawn_on_the_sheet(kite: MarkerShape) -> None:
    shape = svg.find_outline(kite, 100, 50, 10)
    assert shape.bounds == (96, 42, 104, 55), "its long end is below"


def test_a_marker_more_is_drawn_in_the_browser(kite: MarkerShape) -> None:
    atlas = read_atlas()
    before = atlas.layers["sites"]
    marked = structs.replace(before, style=structs.replace(before.style, marker=kite.id))
    layers = {"sites": structs.replace(marked, shape=marked.marker_shape), "nll": atlas.layers["nll"]}
    described = describe_map(build_map(dataclasses.replace(atlas, layers=layers), url_of="{}.geojson".format))
    shapes = {layer["id"]: layer["shape"] for layer in json.loads(json.dumps(described))["layers"]}
    assert shapes == {"sites": json.loads(msgspec.json.encode(kite)), "nll": None}
    assert shapes["sites"]["outline"][2] == [0, 0.8], "its long end is below"


def test_every_layer_of_points_carries_the_row_of_its_marker() -> None:
    for layer in read_atlas().layers.values():
        assert layer.shape == (MARKERS[layer.style.marker] if layer.geometry_type == "Point" else None), layer.id


def test_an_unknown_marker_is_refused_by_name() -> None:
    layer = build_layer(next(m for m in find_layers() if m.SPEC.id == "sites"), read_places())
    style = structs.replace(layer.spec.style, marker="star")
    with pytest.raises(BuildError, match=r"layer sites: found Invalid enum value 'star' - at `\$\.style\.marker`"):
        describe_layer(structs.replace(layer, spec=structs.replace(layer.spec, style=style)))


def test_markers_are_what_a_style_may_name() -> None:
    for id_ in MARKERS:
        assert msgspec.convert({"color": "#000000", "color_dark": "#ffffff", "marker": id_}, Style).marker == id_
