"""What each side said leaves with the lines and islands that it is about: none of it lost, no side before the other."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import zipfile
from contextlib import closing
from dataclasses import replace
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from msgspec import structs

from hostile_content import EVIL
from koreamap.atlas import read_atlas
from koreamap.export import export_map, find_formats
from koreamap.export import kml as kml_module
from koreamap.export._record_tables import list_statements
from koreamap.export.content import read_content
from koreamap.export.links_csv import statements_csv
from koreamap.export.request import check_request
from koreamap.home import layers_dir

if TYPE_CHECKING:
    from pathlib import Path

    from koreamap.atlas import Atlas
    from koreamap.export.content import ExportContent

KML = "{http://www.opengis.net/kml/2.2}"
LAYERS = ["mdl", "nll", "dprk_claimed_lines", "rivers"]
BUILT: dict[str, Any] = json.loads((layers_dir() / "statements.json").read_bytes())
MATTERS = {matter["id"]: matter for matter in BUILT["matters"]}
PARTIES = {party["id"]: party for party in BUILT["parties"]}
SIDES = {side["id"]: side["title"] for side in BUILT["sides"]}

Row = tuple[str, str, str]
"""Statement, matter, feature."""


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return read_atlas()


@pytest.fixture(scope="module")
def content(atlas: Atlas) -> ExportContent:
    return read_content(check_request(atlas, format_id="gpkg", layers=LAYERS))


@pytest.fixture(scope="module")
def package(atlas: Atlas, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("qgis")
    with zipfile.ZipFile(export_map(check_request(atlas, format_id="qgis", layers=LAYERS), folder / "q.zip")) as files:
        files.extractall(folder)
    return folder / "koreamap-qgis"


def expect_rows(feature_ids: set[str]) -> list[Row]:
    """List by the built file alone which statement stands on the card of which feature."""
    return [
        (statement["id"], matter, feature)
        for statement in BUILT["statements"]
        for matter in statement["matters"]
        for feature in MATTERS[matter]["places"]
        if feature in feature_ids
    ]


def read_features(*layer_ids: str) -> set[str]:
    files = (json.loads((layers_dir() / f"{id_}.geojson").read_bytes()) for id_ in layer_ids)
    return {feature["id"] for file in files for feature in file["features"]}


def test_the_geopackage_holds_each_statement_with_its_features_and_its_sources(package: Path) -> None:
    by_id = {statement["id"]: statement for statement in BUILT["statements"]}
    with closing(sqlite3.connect(package / "koreamap.gpkg")) as db:
        rows = db.execute(
            "SELECT id, matter, feature_id, about, date, party, side, said, draws, source_ids FROM statements"
        ).fetchall()
        sources = {id_ for (id_,) in db.execute("SELECT id FROM sources")}
        [kind] = db.execute("SELECT data_type FROM gpkg_contents WHERE table_name = 'statements'").fetchone()
        comments = dict(
            db.execute("SELECT column_name, description FROM gpkg_data_columns WHERE table_name = 'statements'")
        )
    assert kind == "attributes"
    assert sorted(row[:3] for row in rows) == sorted(expect_rows(read_features(*LAYERS)))
    for id_, matter, _feature, *said in rows:
        statement, party = by_id[id_], PARTIES[by_id[id_]["party"]]
        wanted = [MATTERS[matter]["title"], statement["date"], party["title"], SIDES[party["side"]], statement["said"]]
        assert said == [*wanted, ";".join(statement["draws"]), ";".join(statement["source_ids"])]
        assert set(statement["source_ids"]) <= sources, id_
    assert "neither comes first" in comments["side"]


def test_the_claims_sources_are_among_the_sources_too(package: Path, atlas: Atlas) -> None:
    with closing(sqlite3.connect(package / "koreamap.gpkg")) as db:
        sources = {id_ for (id_,) in db.execute("SELECT id FROM sources")}
        named = {id_ for (ids,) in db.execute("SELECT sources FROM claims") for id_ in ids.split("; ")}
    assert named & set(atlas.sources)
    assert named & set(atlas.sources) <= sources


def test_statements_follow_their_dates_whoever_spoke(content: ExportContent) -> None:
    for matter in {matter for _id, matter, _feature in expect_rows(read_features(*LAYERS))}:
        rows = [row for row in list_statements(content) if row.matter == matter]
        dates = [row.date.rstrip("?~%") for row in rows]
        assert dates == sorted(dates)
        assert {row.side for row in rows} == set(SIDES.values())


def test_the_project_lists_them_in_the_forms_of_those_layers_alone(package: Path) -> None:
    with zipfile.ZipFile(package / "koreamap.qgz") as archive:
        project = ET.fromstring(archive.read("koreamap.qgs"))  # noqa: S314 - written by us
    relations = {
        relation.get("referencedLayer"): relation.find("fieldRef")
        for relation in project.iterfind("relations/relation[@referencingLayer='koreamap_statements']")
    }
    assert set(relations) == {"koreamap_mdl", "koreamap_nll", "koreamap_dprk_claimed_lines"}
    for keys in relations.values():
        assert keys is not None
        assert keys.attrib == {"referencingField": "feature_id", "referencedField": "feature_id"}
    layers = {layer.findtext("id"): layer for layer in project.iter("maplayer")}
    for id_ in LAYERS:
        listed = layers[f"koreamap_{id_}"].find(".//attributeEditorContainer[@name='Both sides']")
        assert (listed is not None) == (f"koreamap_{id_}" in relations), id_
        if listed is not None:
            assert [row.get("relation") for row in listed] == [f"statements_{id_}"]
    assert "what each side said" in " ".join((package / "README.txt").read_text().split())


class Balloon(HTMLParser):
    """Read the paragraphs below a heading of a balloon as a viewer does, and which elements there are."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: set[str] = set()
        self.matters: dict[str, list[str]] = {}
        self._place = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(f"{tag}{attrs or ''}")
        self._place = tag if tag in {"h3", "h4", "p", "blockquote"} else self._place
        if tag == "p" and self.matters:
            list(self.matters.values())[-1].append("")

    def handle_data(self, data: str) -> None:
        if self._place == "h4":
            self.matters[data] = []
        elif self._place == "p" and self.matters:
            list(self.matters.values())[-1][-1] += data


def read_balloons(data: bytes) -> dict[str, str]:
    root = ET.fromstring(data)  # noqa: S314 - written by us
    return {
        str(placemark.get("id")).removeprefix("place-"): placemark.findtext(f"{KML}description") or ""
        for placemark in root.iter(f"{KML}Placemark")
    }


def test_a_balloon_tells_both_sides_by_date_with_sources(atlas: Atlas, tmp_path: Path) -> None:
    request = check_request(atlas, format_id="kml", layers=LAYERS)
    balloons = read_balloons(export_map(request, tmp_path / "map.kml").read_bytes())
    told = {id_ for id_, text in balloons.items() if "Both sides" in text}
    assert told == {feature for _id, _matter, feature in expect_rows(read_features(*LAYERS))}
    [(title, paragraphs)] = Balloon(balloons["nll"]).matters.items()
    assert title == "Both sides: A line at sea, west of Korea"
    statements = [s for s in BUILT["statements"] if "sea-line" in s["matters"]]
    for statement, paragraph in zip(statements, paragraphs, strict=False):
        assert f" · {PARTIES[statement['party']]['title']}{statement['said']}" in paragraph
        for source_id in set(statement["source_ids"]) - {"unsourced"}:
            assert atlas.sources[source_id].citation in paragraph, statement["id"]
    assert paragraphs[0].startswith("perhaps 30 Aug 1953 · United Nations Command")
    assert "On the map: Northern Limit Line." in paragraphs[0]


@pytest.mark.parametrize("format_id", ["geojson", "flatgeobuf", "geoparquet", "shapefile"])
def test_a_zip_of_layers_has_them_beside(atlas: Atlas, tmp_path: Path, format_id: str) -> None:
    request = check_request(atlas, format_id=format_id, layers=["mdl", "rivers"])
    files = unzip(export_map(request, tmp_path / f"map{find_formats()[format_id].spec.suffix}"))
    rows = list(csv.DictReader(io.StringIO(files["statements.csv"].decode("utf-8-sig"))))
    assert sorted((row["id"], row["matter"], row["feature_id"]) for row in rows) == sorted(expect_rows({"mdl"}))
    assert all(atlas.sources[id_].citation in row["sources"] for row in rows for id_ in row["source_ids"].split(";"))
    assert "statements.csv has what each side said" in files["README.txt"].decode()


def test_a_zip_without_such_a_line_has_no_empty_file_and_does_not_speak_of_it(atlas: Atlas, tmp_path: Path) -> None:
    files = unzip(export_map(check_request(atlas, format_id="geojson", layers=["rivers"]), tmp_path / "map.zip"))
    assert set(files) == {"rivers.geojson", "README.txt"}
    assert "statements.csv" not in files["README.txt"].decode()


def unzip(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name.rpartition("/")[2]: archive.read(name) for name in archive.namelist()}


@pytest.fixture
def hostile(content: ExportContent) -> ExportContent:
    """Let what was said, who said it, of what and by which source all be hostile."""
    atlas, harm = content.atlas, EVIL.replace("\ud800", "")
    said = structs.replace(
        atlas.said,
        sides=tuple(structs.replace(side, title=harm) for side in atlas.said.sides),
        parties=tuple(structs.replace(party, title=harm) for party in atlas.said.parties),
        matters=tuple(structs.replace(matter, title=harm) for matter in atlas.said.matters),
        statements=tuple(structs.replace(statement, said=f"={harm}") for statement in atlas.said.statements),
    )
    sources = {id_: structs.replace(source, title=harm) for id_, source in atlas.sources.items()}
    places = {id_: structs.replace(place, title=harm) for id_, place in atlas.places.items()}
    return replace(content, atlas=replace(atlas, said=said, sources=sources, places=places))


def test_harm_in_a_balloon_is_text(hostile: ExportContent, tmp_path: Path) -> None:
    kml_module.write(hostile, tmp_path / "map.kml", lambda _step: None)
    balloon = Balloon(read_balloons((tmp_path / "map.kml").read_bytes())["nll"])
    assert balloon.elements <= {"h3", "h4", "p", "b", "br", "blockquote", "small"}
    assert all(EVIL[:20] in paragraph for paragraphs in balloon.matters.values() for paragraph in paragraphs[:3])


def test_harm_in_a_spreadsheet_is_guarded(hostile: ExportContent) -> None:
    [data] = statements_csv(hostile).values()
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert {row["said"][:2] for row in rows} == {"'="}
