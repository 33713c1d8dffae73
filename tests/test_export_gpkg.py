"""The GeoPackage holds what the build made, under the rules of GeoPackage 1.2, and is the same each time."""

from __future__ import annotations

import dataclasses
import html
import json
import re
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import msgspec
import pyogrio
import pytest
import shapely
from shapely.geometry import shape

from independent import with_days
from koreamap.atlas import read_atlas
from koreamap.errors import ExportError
from koreamap.export import export_map
from koreamap.export._gpkg import write_geopackage
from koreamap.export._passage_html import quote_in_html
from koreamap.export._record_tables import list_claims
from koreamap.export._table import Table
from koreamap.export.content import QuotedPassage, read_content
from koreamap.export.request import check_request
from koreamap.home import layers_dir
from koreamap.model import Passage
from koreamap.model.columns import Column
from koreamap.model.properties import find_columns

if TYPE_CHECKING:
    from pathlib import Path

    from koreamap.atlas import Atlas
    from koreamap.export.content import ExportContent

SQL = {"text": "TEXT", "real": "REAL", "integer": "INTEGER"}
GEOMETRY_TYPES = {"Point": "POINT", "LineString": "MULTILINESTRING", "Polygon": "MULTIPOLYGON"}
USFK_PLACES = {"osan-ab", "pyeongtaek-port", "daegu-ab", "busan-port"}
THEMATIC = [
    record
    for record in json.loads((layers_dir() / "layers.json").read_bytes())["layers"]
    if record["group"] != "basemap"
]


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return read_atlas()


@pytest.fixture(scope="module")
def content(atlas: Atlas) -> ExportContent:
    return read_content(check_request(atlas, format_id="gpkg"))


@pytest.fixture(scope="module")
def package(atlas: Atlas, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return export_map(check_request(atlas, format_id="gpkg"), tmp_path_factory.mktemp("gpkg") / "korea.gpkg")


def rows(package: Path, query: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(package)) as db:
        return db.execute(query).fetchall()


def read_built(layer_id: str) -> list[dict[str, Any]]:
    features: list[dict[str, Any]] = json.loads((layers_dir() / f"{layer_id}.geojson").read_bytes())["features"]
    return features


@pytest.mark.thorough
@pytest.mark.parametrize("record", THEMATIC, ids=lambda record: record["id"])
def test_a_layer_comes_back_as_it_was_built(package: Path, record: dict[str, Any]) -> None:
    built = read_built(record["id"])
    info, _fids, geometries, values = pyogrio.raw.read(package, layer=record["id"])
    table = dict(zip(info["fields"], values, strict=True))
    assert list(table["feature_id"]) == [feature["id"] for feature in built]
    for feature, blob in zip(built, geometries, strict=True):
        there = shapely.from_wkb(blob)
        assert shapely.hausdorff_distance(there, shape(feature["geometry"])) == 0, feature["id"]
        assert there.geom_type.upper() == GEOMETRY_TYPES[record["geometry_type"]]
    for name in built[0]["properties"]:
        written = [None if value != value else value for value in table[name].tolist()]  # noqa: PLR0124 - NaN for a missing number
        assert written == [with_days(feature["properties"])[name] for feature in built], name


@pytest.mark.thorough
def test_hangul_survives(package: Path) -> None:
    assert rows(package, "SELECT name_ko FROM nll WHERE feature_id = 'nll'") == [("북방한계선",)]


@pytest.mark.thorough
def test_columns_have_the_same_types_in_every_layer(package: Path) -> None:
    for record in THEMATIC:
        columns = {row[1]: row[2] for row in rows(package, f"PRAGMA table_info({record['id']})")}
        expected = {column.name: SQL[column.kind] for column in find_columns(record["id"], record["group"])}
        added = {"passage_count": "INTEGER", "passages_html": "TEXT", "first_day": "DATE", "last_day": "DATE"}
        assert columns == {"fid": "INTEGER", "geom": GEOMETRY_TYPES[record["geometry_type"]]} | expected | added


def test_columns_say_what_forms_call_them_and_what_they_mean(package: Path) -> None:
    said = {
        name: (alias, comment)
        for name, alias, comment in rows(
            package, "SELECT column_name, name, description FROM gpkg_data_columns WHERE table_name = 'nll'"
        )
    }
    assert said["length_km"] == ("Length (km)", "Geodesic length in km")
    assert set(said) == {row[1] for row in rows(package, "PRAGMA table_info(nll)")} - {"fid", "geom"}


def test_passages_and_mentions_are_those_that_may_be_quoted(
    package: Path, content: ExportContent, atlas: Atlas
) -> None:
    quoted = rows(package, "SELECT id, document, label, page, text, citation, number FROM passages ORDER BY fid")
    assert quoted == [(p.id, p.document_id, p.label, p.page, p.text, p.citation, p.number) for p in content.passages]
    linked = {link.mention.passage_id for link in atlas.links}
    assert {row[0] for row in quoted} <= linked
    for document, start, end, exact in rows(package, "SELECT document, start_offset, end_offset, exact FROM mentions"):
        assert atlas.documents[document].text[start:end] == exact
    lost = "SELECT count(*) FROM mentions WHERE passage_id NOT IN (SELECT id FROM passages)"
    assert rows(package, lost) == [(0,)]
    expected = sum(len(mention.feature_ids) for mention in content.mentions)
    assert rows(package, "SELECT count(*) FROM mentions") == [(expected,)]


def test_claims_are_the_findings_and_lead_to_evidence_and_passages(package: Path, atlas: Atlas) -> None:
    query = "SELECT id, verdict, figure, document, start_offset, end_offset, exact, measures FROM claims ORDER BY fid"
    written = rows(package, query)
    assert [row[:3] for row in written] == [(c.id, c.verdict, c.figure_text) for c in atlas.claims.values()]
    for id_, _verdict, _figure, document, start, end, exact, measures in written:
        assert exact in {"", atlas.documents[document].text[start:end]}
        assert all(measure.label in measures for measure in atlas.claims[id_].measures)
    evidence = [record["id"] for record in THEMATIC if record["group"] == "evidence"]
    assert evidence
    found = {row for layer in evidence for row in rows(package, f"SELECT claim_id, feature_id FROM {layer}")}  # noqa: S608 - our own names
    assert found == {(claim.id, id_) for claim in atlas.claims.values() for id_ in claim.evidence_ids}


def test_quote_of_a_claim_needs_the_right_to_hand_its_passage_on(content: ExportContent) -> None:
    atlas = dataclasses.replace(content.atlas, links=())
    free = {id_ for id_, document in atlas.documents.items() if document.quotable == "all"}
    assert free != set(atlas.documents)
    listed = list_claims(dataclasses.replace(content, atlas=atlas))
    assert {claim.document for claim in listed if claim.exact} == free


def test_extent_keeps_only_the_claims_that_speak_of_it(atlas: Atlas) -> None:
    hubs = read_content(check_request(atlas, format_id="gpkg", layers=["usfk_hubs"]))
    ids = {claim.id for claim in list_claims(hubs)}
    here = {c.id for c in atlas.claims.values() if set(c.place_ids) & USFK_PLACES}
    assert ids == here | {c.id for c in atlas.claims.values() if not c.place_ids}


@pytest.mark.parametrize("format_id", ["geojson", "kml", "print-pdf", "web-page", "linked-places"])
def test_evidence_comes_unasked_only_where_it_can_be_hidden(atlas: Atlas, format_id: str) -> None:
    evidence = [id_ for id_, record in atlas.layers.items() if record.group == "evidence"]
    assert set(evidence) <= set(check_request(atlas, format_id="gpkg").layer_ids)
    assert not set(evidence) & set(check_request(atlas, format_id=format_id).layer_ids)
    assert set(check_request(atlas, format_id=format_id, layers=evidence).layer_ids) == set(evidence)


def take_marks_off(markup: str) -> str:
    """Return the text of our HTML, by the standard library's own reading of it."""
    return html.unescape(re.sub(r"</?(p|mark|i)>|<br>", "", markup))


def test_the_passages_of_a_feature_are_marked_and_escaped(content: ExportContent, atlas: Atlas) -> None:
    written = quote_in_html(content, "nll")
    assert "<mark>Northern Limit Line</mark> (<mark>NLL</mark>)" in written
    assert written.count("<p>") == len(content.passages_of("nll"))
    for layer in content.layers:
        for feature in layer.features:
            plain = take_marks_off(quote_in_html(content, feature.id))
            assert all(passage.text in plain for passage in content.passages_of(feature.id)), feature.id
    assert quote_in_html(content, "no-such-feature") == ""
    assert atlas.documents["lee-2007"].quotable == "passages"


def test_spans_that_touch_or_overlap_are_marked_once(content: ExportContent) -> None:
    text, offsets = "A & B of Korea", (0, 1, 2, 3, 4, 5, 16, 17, 18, *range(20, 25))
    passage = QuotedPassage(
        id="x", document_id="x", label="", page="", number=1, text=text, offsets=offsets, citation="C."
    )
    named = next(mention for mention in content.mentions if "nll" in mention.feature_ids)
    spans = ((22, 40), (0, 3), (3, 5), (1, 4), (6, 15), (20, 23))  # (6, 15) lies in the gap, and names nothing here
    mentions = tuple(msgspec.structs.replace(named, passage_id="x", start=a, end=b) for a, b in spans)
    cut = dataclasses.replace(content, passages=(passage,), mentions=mentions)
    assert quote_in_html(cut, "nll") == "<p><mark>A &amp; B</mark> of <mark>Korea</mark><br><i>C.</i></p>"


def test_what_a_document_says_cannot_become_markup(content: ExportContent, atlas: Atlas) -> None:
    text = 'See <script>alert("NLL")</script> & NLL.'
    start = text.index("NLL")
    paragraph = Passage(id="x/p1", section_id="", kind="paragraph", label="", slices=((0, len(text)),))
    document = msgspec.structs.replace(atlas.documents["lee-2007"], id="x", text=text, passages=(paragraph,))
    passage = QuotedPassage(
        id="x/p1",
        document_id="x",
        label="¶ 1",
        page="",
        number=1,
        text=text,
        offsets=tuple(range(len(text))),
        citation="A <b> & B.",
    )
    mention = msgspec.structs.replace(
        next(mention for mention in content.mentions if "nll" in mention.feature_ids),
        document_id="x",
        passage_id="x/p1",
        start=start,
        end=start + 3,
    )
    hostile = dataclasses.replace(
        content, atlas=dataclasses.replace(atlas, documents={"x": document}), passages=(passage,), mentions=(mention,)
    )
    assert quote_in_html(hostile, "nll") == (
        "<p>See &lt;script&gt;alert(&quot;<mark>NLL</mark>&quot;)&lt;/script&gt; &amp; NLL."
        "<br><i>A &lt;b&gt; &amp; B.</i></p>"
    )


def test_what_the_standard_asks_for_is_there(package: Path) -> None:
    assert package.read_bytes()[:16] == b"SQLite format 3\0"
    assert rows(package, "PRAGMA application_id") == [(0x47504B47,)]
    assert rows(package, "PRAGMA user_version") == [(10200,)]
    assert rows(package, "PRAGMA foreign_key_check") == []
    assert rows(package, "PRAGMA integrity_check") == [("ok",)]
    tables = {row[0] for row in rows(package, "SELECT name FROM sqlite_master WHERE type = 'table'")}
    for name, kind, srs in rows(package, "SELECT table_name, data_type, srs_id FROM gpkg_contents"):
        assert name in tables
        assert (kind, srs) in {("features", 4326), ("attributes", 0)}
    for table, column in rows(package, "SELECT table_name, column_name FROM gpkg_geometry_columns"):
        assert f"rtree_{table}_{column}" in tables
        found = rows(package, f"SELECT count(*) FROM rtree_{table}_{column}")  # noqa: S608 - names from the file under test
        assert found == rows(package, f"SELECT count(*) FROM {table}")  # noqa: S608 - as above


def test_the_index_finds_what_lies_in_a_box(package: Path) -> None:
    box = (124.55, 37.9, 124.75, 38.0)
    assert list(pyogrio.read_dataframe(package, layer="western_islands", bbox=box)["feature_id"]) == ["baengnyeongdo"]
    assert list(pyogrio.read_dataframe(package, layer="mdl", bbox=box)["feature_id"]) == []


def test_each_layer_has_one_default_style_under_its_geometry_column(package: Path) -> None:
    styled = rows(
        package,
        "SELECT f_table_name, f_geometry_column, useAsDefault FROM layer_styles ORDER BY f_table_name",
    )
    registered = rows(package, "SELECT table_name, column_name, 1 FROM gpkg_geometry_columns ORDER BY table_name")
    assert styled == registered


def test_licence_and_attribution_go_with_it(package: Path, atlas: Atlas) -> None:
    query = (
        "SELECT metadata FROM gpkg_metadata JOIN gpkg_metadata_reference ON id = md_file_id"
        " WHERE reference_scope = 'geopackage'"
    )
    [(text,)] = rows(package, query)
    assert "© OpenStreetMap contributors" in text
    assert "Open Database License" in text
    assert "Brookings" in text
    described = dict(rows(package, "SELECT table_name, description FROM gpkg_contents WHERE data_type = 'features'"))
    assert "© OpenStreetMap contributors" in described["mdl"]
    assert "© GeoNames, CC BY 4.0" in described["cities"]
    for layer_id, description in described.items():
        for source_id in atlas.layers[layer_id].source_ids:
            assert atlas.sources[source_id].attribution in description, layer_id
            assert atlas.sources[source_id].licence in description, layer_id


def test_each_table_has_its_title_and_says_what_it_is(package: Path, atlas: Atlas) -> None:
    listed = rows(package, "SELECT table_name, identifier, description FROM gpkg_contents")
    titles = {name: title for name, title, _description in listed}
    for layer_id in ("nll", "dprk_claimed_lines", "basemap_world"):
        assert titles[layer_id] == f"{atlas.layers[layer_id].title} ({layer_id})"
    assert titles["claims"] == "Claims and findings"
    assert [name for name, _title, description in listed if not description] == []


def test_days_stand_beside_the_text_that_they_are_read_from(package: Path) -> None:
    days = "SELECT valid_from, first_day, valid_to, last_day FROM"
    parallel = ("1945-08", "1945-08-01", "1953-07-27", "1953-07-27")
    assert rows(package, f"{days} parallel_38") == [parallel]
    assert rows(package, f"{days} nll WHERE feature_id = 'nll'") == [("1953-08-30?", "1953-08-30", None, None)]
    spans = {row[0]: (row[1], row[3]) for row in rows(package, f"{days} events")}
    assert spans["2005-04"] == ("2005-04-01", "2005-04-30")


def test_an_address_is_in_it_only_where_one_is_known(atlas: Atlas, tmp_path: Path) -> None:
    request = check_request(atlas, format_id="gpkg", layers=["nll"], address="https://maps.example/korea")
    package = export_map(request, tmp_path / "led.gpkg")
    led = rows(package, "SELECT url FROM nll WHERE feature_id = 'nll'")
    assert led == [("https://maps.example/korea/?feature=nll",)]


def test_the_sources_of_the_basemap_are_told_too(atlas: Atlas, tmp_path: Path) -> None:
    package = export_map(check_request(atlas, format_id="gpkg", layers=["sites"]), tmp_path / "sites.gpkg")
    told = {row[0] for row in rows(package, "SELECT id FROM sources")}
    basemap = {id_ for record in atlas.layers.values() if record.is_basemap for id_ in record.source_ids}
    assert told >= basemap & set(atlas.sources)
    assert "osm-land" in told


@pytest.mark.thorough
def test_written_twice_it_is_the_same_to_the_byte(package: Path, atlas: Atlas, tmp_path: Path) -> None:
    again = export_map(check_request(atlas, format_id="gpkg"), tmp_path / package.name)
    assert again.read_bytes() == package.read_bytes()


def test_an_edit_keeps_the_index_true(package: Path, tmp_path: Path) -> None:
    copy = tmp_path / "edited.gpkg"
    copy.write_bytes(package.read_bytes())
    moved = pyogrio.read_dataframe(package, layer="sites").iloc[:1].assign(geometry=shapely.Point(10, 20))
    pyogrio.write_dataframe(moved, copy, layer="sites", append=True)
    assert rows(copy, "SELECT round(minx), round(maxy) FROM rtree_sites_geom ORDER BY id DESC LIMIT 1") == [
        (10.0, 20.0)
    ]
    assert len(pyogrio.read_dataframe(copy, layer="sites", bbox=(9, 19, 11, 21))) == 1


def test_only_what_was_asked_for_is_in_it(atlas: Atlas, tmp_path: Path) -> None:
    request = check_request(atlas, format_id="gpkg", layers=["mdl", "nll"])
    package = export_map(request, tmp_path / "lines.gpkg")
    named = {row[0] for row in rows(package, "SELECT table_name FROM gpkg_contents WHERE data_type = 'features'")}
    assert {name for name in named if not name.startswith("basemap")} == {"mdl", "nll"}
    assert set(rows(package, "SELECT DISTINCT place FROM mentions")) <= {("mdl",), ("nll",)}


def test_hostile_names_stay_text(tmp_path: Path) -> None:
    table = Table(
        name='x"; DROP TABLE gpkg_contents; --',
        title="x",
        description="'",
        columns=(Column(name='a"b'),),
        rows=[["'); DELETE FROM gpkg_contents; --"]],
        geometry_type="Point",
        geometries=[shapely.Point(1, 2)],
    )
    out = tmp_path / "x.gpkg"
    write_geopackage(out, [table], notes=(), project=None)
    assert rows(out, "SELECT table_name FROM gpkg_contents WHERE data_type = 'features'") == [(table.name,)]


def test_a_folder_that_cannot_be_written_is_said_in_one_sentence(tmp_path: Path) -> None:
    table = Table(name="x", title="x", description="x", columns=(Column(name="x"),), rows=[["x"]])
    with pytest.raises(ExportError, match="unable to open database file") as caught:
        write_geopackage(tmp_path / "missing" / "x.gpkg", [table], notes=(), project=None)
    assert "\n" not in str(caught.value)
    assert str(tmp_path) not in str(caught.value)
