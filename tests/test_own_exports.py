"""What is handed on carries a user's own documents, layers and places, under their own terms and not under ours."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import zipfile
from typing import TYPE_CHECKING

import psycopg
import pytest

from koreamap.app.assets import describe_home_map
from koreamap.app.frame import write_foot
from koreamap.atlas import read_atlas
from koreamap.compose import refresh
from koreamap.drawing.description import describe_map
from koreamap.drawing.maps import map as make_map
from koreamap.errors import ExportError
from koreamap.export import export_map, postgis
from koreamap.export._terms import OURS, find_terms
from koreamap.export.content import read_content
from koreamap.export.request import check_request
from koreamap.export.spec import Database
from koreamap.own import LayerWish, add_places, import_places
from koreamap.personal import FOLDER_VARIABLE
from test_compose import write_document

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

THEIRS = "© A. Kim 2026"
TERMS = "CC-BY-4.0"
TEXT = "# Notes\n\nThe convoy left Tangpo Camp for Panmunjom.\n"
CAMPS = "name,lon,lat,source,note\nTangpo Camp,126.62,37.48,Kim 1999,=1+1\n"
LINE = (
    '{"type": "Feature", "properties": {"name": "Kim Line"}, '
    '"geometry": {"type": "LineString", "coordinates": [[126, 37], [127, 38]]}}'
)
OWN = ("own_camps_points", "own_front_lines")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Make a user's folder once: a document and two layers, of which one is under terms of its own."""
    made = tmp_path_factory.mktemp("own")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(FOLDER_VARIABLE, str(made))
        camps = import_places(CAMPS.encode(), "camps.csv", layer="camps")
        add_places(made / "layers", "camps", camps, LayerWish(licence=TERMS, attribution=THEIRS))
        add_places(made / "layers", "front", import_places(LINE.encode(), "front.geojson", layer="front"))
        write_document(made, "notes", TEXT)
        assert refresh().problems == ()
        yield made


@pytest.fixture(autouse=True)
def _in_it(folder: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    request.getfixturevalue("personal_folder")
    monkeypatch.setenv(FOLDER_VARIABLE, str(folder))


def export(tmp_path: Path, format_id: str, *layers: str) -> Path:
    request = check_request(read_atlas(), format_id=format_id, layers=[*(layers or (*OWN, "sites"))])
    target = export_map(request, tmp_path / "out")
    assert isinstance(target, type(tmp_path))
    return target


def unpack(file: Path, name: str) -> str:
    with zipfile.ZipFile(file) as archive:
        (found,) = [entry for entry in archive.namelist() if entry.endswith(name)]
        return archive.read(found).decode()


@pytest.mark.thorough
def test_terms_of_ours_stand_where_something_is_ours() -> None:
    atlas = read_atlas()
    mixed = read_content(check_request(atlas, format_id="kml", layers=["own_camps_points", "sites"]))
    alone = read_content(check_request(atlas, format_id="kml", layers=["own_camps_points"]))
    ours = read_content(check_request(atlas, format_id="kml", layers=["sites"]))
    assert find_terms(ours) == OURS
    assert find_terms(alone) == (THEIRS, f"{THEIRS}: {TERMS}.")
    assert find_terms(mixed) == find_terms(alone, is_map=True)
    assert find_terms(mixed) == (f"{OURS.attribution} · {THEIRS}", f"{OURS.licence} {THEIRS}: {TERMS}.")


@pytest.mark.thorough
def test_geojson_says_whose_each_layer_is(tmp_path: Path) -> None:
    file = export(tmp_path, "geojson")
    own = json.loads(unpack(file, "own_camps_points.geojson"))
    assert (own["attribution"], own["license"]) == (THEIRS, TERMS)
    (feature,) = own["features"]
    assert feature["properties"]["note"] == "=1+1"
    assert [passage["id"].split("/")[0] for passage in feature["properties"]["passages"]] == ["notes"]
    ours = json.loads(unpack(file, "sites.geojson"))
    assert (ours["attribution"], ours["license"]) == OURS
    nobodys = json.loads(unpack(file, "own_front_lines.geojson"))
    assert (nobodys["attribution"], nobodys["license"]) == ("front.geojson", "not stated")


def test_a_table_of_links_has_the_terms_in_each_row(tmp_path: Path) -> None:
    text = export(tmp_path, "links-csv").read_text(encoding="utf-8-sig")
    terms = {
        (row["feature_id"], row["attribution"])
        for row in csv.DictReader(io.StringIO(text))
        if row["document"] == "notes"
    }
    assert terms == {("own-camps-tangpo-camp", f"{THEIRS}. {TERMS}"), ("panmunjom", str(OURS))}


def test_linked_places_of_ones_own_are_nobody_elses(tmp_path: Path) -> None:
    found = json.loads(export(tmp_path, "linked-places", "own_camps_points").read_text(encoding="utf-8"))
    assert (found["attribution"], found["license"]) == (THEIRS, f"{THEIRS}: {TERMS}.")
    (place,) = found["features"]
    assert place["geometry"]["certainty"] == "less-certain"
    assert {"start"} <= place["when"]["timespans"][0].keys()


@pytest.mark.parametrize("format_id", ["bibtex", "csl-json"])
def test_citations_have_own_documents_and_sources(tmp_path: Path, format_id: str) -> None:
    text = export(tmp_path, format_id, "own_camps_points").read_text(encoding="utf-8")
    for words in ("Notes of an envoy", "Kim 1999", "camps.csv"):
        assert words in text


def test_an_edition_of_an_own_document_has_its_own_rights(tmp_path: Path) -> None:
    text = unpack(export(tmp_path, "tei"), "notes.xml")
    assert "<licence>Mine.</licence>" in text.replace(' target=""', "")
    assert THEIRS in text
    assert "place-own-camps-tangpo-camp" in text


def test_a_geopackage_has_own_layers_with_their_terms(tmp_path: Path) -> None:
    with sqlite3.connect(export(tmp_path, "gpkg", *OWN)) as database:
        notes = [text for (text,) in database.execute("SELECT metadata FROM gpkg_metadata")]
        tables = {name for (name,) in database.execute("SELECT table_name FROM gpkg_contents")}
        sources = dict(database.execute("SELECT id, licence FROM sources WHERE id LIKE 'own-%'"))
    database.close()
    assert {*OWN} <= tables
    assert sources == {"own-camps": TERMS, "own-camps-kim-1999": TERMS, "own-front": "not stated"}
    (own,) = [text for text in notes if "<rights>" in text and THEIRS in text]
    assert f"<license>{TERMS}</license>" in own


@pytest.mark.thorough
@pytest.mark.parametrize("format_id", ["kml", "annotations", "figure-svg", "web-page"])
def test_a_map_says_whose_own_layers_are(tmp_path: Path, format_id: str) -> None:
    text = export(tmp_path, format_id).read_text(encoding="utf-8")
    assert THEIRS in text
    assert "Tangpo Camp" in text
    assert "OpenStreetMap" in text


@pytest.mark.thorough
def test_a_qgis_project_says_whose_own_layers_are(tmp_path: Path) -> None:
    file = export(tmp_path, "qgis")
    assert f'"attribution":"{THEIRS}","license":"{TERMS}"' in unpack(file, "own_camps_points.geojson")
    assert THEIRS in unpack(file, "LICENSE-DATA.txt")


@pytest.mark.thorough
def test_an_edition_of_a_document_without_a_date_says_so(folder: Path, tmp_path: Path) -> None:
    record = folder / "documents" / "notes" / "document.toml"
    dated = record.read_text(encoding="utf-8")
    record.write_text(dated.replace("1953-08-01", ""), encoding="utf-8")
    try:
        assert refresh().problems == ()
        text = unpack(export(tmp_path, "tei"), "notes.xml")
        assert "<creation><date>not known</date>" in text
        assert "<date>not known</date>\n</imprint>" in text
        places = json.loads(export(tmp_path, "linked-places", "own_camps_points").read_text(encoding="utf-8"))
        (place,) = places["features"]
        assert place["when"]["timespans"][0]["start"]["latest"] != ""
    finally:
        record.write_text(dated, encoding="utf-8")
        refresh()


def test_the_live_map_and_the_foot_of_a_page_say_whose_own_layers_are() -> None:
    """As text: what a user wrote is no markup, and our own terms stand before theirs."""
    described = json.loads(describe_home_map(url_of="/{}".format))
    assert described["attribution"] == f"{OURS.attribution} · {THEIRS} · front.geojson"
    foot = write_foot()
    for words in (OURS.attribution, OURS.licence, f"{THEIRS}: {TERMS}.", "front.geojson: not stated."):
        assert f'<p lang="en">{words}</p>' in foot


def test_a_map_made_in_a_notebook_names_the_own_layers_that_it_draws() -> None:
    both = make_map(layers=["own_camps_points", "sites"], basemap=False)
    assert describe_map(both)["attribution"] == f"{OURS.attribution} · {THEIRS}"
    assert THEIRS.removeprefix("© ") in both.get_root().render()  # the sign is spelt for JavaScript
    assert describe_map(make_map(layers=["sites"], basemap=False))["attribution"] == OURS.attribution


def test_a_foot_without_own_layers_names_nobody_else(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert THEIRS in write_foot()
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path))
    assert THEIRS not in write_foot()


@pytest.mark.postgres
def test_a_database_has_own_things_with_their_terms(postgres: str) -> None:
    content = read_content(check_request(read_atlas(), format_id="gpkg", layers=[*OWN, "sites"]))
    postgis.write(content, Database(postgres, "own_things"), lambda _step: None)
    with psycopg.connect(postgres) as connection:
        comments = dict(
            connection.execute(
                "SELECT relname, obj_description(oid) FROM pg_class WHERE relnamespace = 'own_things'::regnamespace"
                " AND relkind = 'r'"
            ).fetchall()
        )
        rows = connection.execute(
            "SELECT l.name, l.note, ST_AsText(l.geom), p.document, d.rights, s.source_id"
            " FROM own_things.own_camps_points l JOIN own_things.mentions m USING (feature_id)"
            " JOIN own_things.passages p ON p.id = m.passage_id JOIN own_things.documents d ON d.id = p.document"
            " JOIN own_things.feature_sources s USING (feature_id)"
        ).fetchall()
        licences = dict(
            connection.execute("SELECT id, licence FROM own_things.sources WHERE id LIKE 'own-%'").fetchall()
        )
        styled = connection.execute(
            "SELECT f_table_name FROM layer_styles WHERE f_table_schema = 'own_things' AND f_table_name LIKE 'own%'"
        ).fetchall()
    assert THEIRS in comments["own_camps_points"]
    assert TERMS in comments["own_camps_points"]
    assert "OpenStreetMap" not in comments["own_camps_points"]
    assert THEIRS not in comments["sites"]
    assert rows == [("Tangpo Camp", "=1+1", "POINT(126.62 37.48)", "notes", "Mine.", "own-camps-kim-1999")]
    assert licences == {"own-camps": TERMS, "own-camps-kim-1999": TERMS, "own-front": "not stated"}
    assert sorted(styled) == [(name,) for name in OWN]


def test_an_own_layer_is_asked_for_as_its_owner_named_it() -> None:
    atlas = read_atlas()
    assert (
        check_request(atlas, format_id="geojson", layers=["camps", "front"]).layer_ids
        == check_request(atlas, format_id="geojson", layers=OWN).layer_ids
    )
    without = check_request(atlas, format_id="geojson", without=["camps"]).layer_ids
    assert "own_camps_points" not in without
    assert "own_front_lines" in without
    with pytest.raises(ExportError, match="found 'camp'"):
        check_request(atlas, format_id="geojson", layers=["camp"])
