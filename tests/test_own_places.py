"""A user's own places: every row of a file is taken, or said by its number not to be, and nothing is overwritten."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from hostile_content import EVIL
from koreamap.errors import GazetteerError, GeometryError
from koreamap.gazetteer import read_places
from koreamap.own import import_places
from koreamap.own._angles import read_ordinate
from koreamap.own._ids import make_place_id, make_slug
from koreamap.own._values import find_kind, find_same_as, read_accuracy_m, read_date
from koreamap.sources import read_sources
from koreamap.text.linker import Linker
from koreamap.text.own_forms import is_searchable, join_forms

if TYPE_CHECKING:
    from koreamap.model import Place
    from koreamap.own import Imported

HAEJU = {"type": "Point", "coordinates": [125.71, 38.04]}


def feature(name: object = "Haeju", geometry: object = HAEJU, **properties: object) -> dict[str, object]:
    return {"type": "Feature", "properties": {"name": name, **properties}, "geometry": geometry}


def read(*features: object, crs: str | None = None, **members: object) -> Imported:
    collection = {"type": "FeatureCollection", "features": list(features), **members}
    return import_places(json.dumps(collection).encode(), "x.geojson", crs=crs)


def read_csv(text: str, name: str = "x.csv", *, crs: str | None = None) -> Imported:
    return import_places(text.encode(), name, crs=crs)


def said(found: Imported) -> list[str]:
    return [str(fault) for fault in found.faults]


def only(found: Imported) -> Place:
    assert said(found) == []
    (place,) = found.places
    return place


def drawn(found: Imported) -> str:
    return str(found.geometries[only(found).id].wkt)


def polygon(*ring: tuple[float, float]) -> dict[str, object]:
    return {"type": "Polygon", "coordinates": [list(ring)]}


# A record


def test_a_feature_becomes_a_place_with_all_that_it_says() -> None:
    geometry = {"type": "Point", "coordinates": [128.62, 34.88]}
    found = read(
        feature(
            "Koje camp", geometry, name_ko="거제도 포로수용소", type="camp", source="Kim 1999, p. 4", commander="Dodd"
        )
        | {"when": {"timespans": [{"start": {"in": "1950-11-27"}, "end": {"in": "1953"}}]}}
    )
    place = only(found)
    assert place.id == "own-places-koje-camp"
    assert [(name.text, name.lang, name.system, name.match) for name in place.names] == [
        ("Koje camp", "en", "english", "always"),
        ("거제도 포로수용소", "ko", "hangul", "always"),
    ]
    assert (place.kind, place.valid_from, place.valid_to) == ("site", "1950-11-27", "1953")
    assert (place.status, place.accuracy_m, place.accuracy_note) == (("as given",), None, "Not stated.")
    assert place.note == "kind: camp; commander: Dodd"
    cited = {source.id: source for source in found.sources}
    assert [cited[id_].title for id_ in place.source_ids] == ["Kim 1999, p. 4"]
    assert {source.kind for source in found.sources} == {"given"}


def test_ids_never_meet_the_projects_own() -> None:
    taken = {*read_places(), *read_sources()}
    assert [id_ for id_ in taken if id_.startswith("own-")] == []


@pytest.mark.parametrize(
    ("name", "given_id", "id_"),
    [
        ("Haeju", "", "own-x-haeju"),
        ("해주", "", "own-x-haeju"),
        ("Kŏje-do  (camp)", "", "own-x-koje-do-camp"),
        ("Haeju", "haeju_old", "own-x-haeju-old"),
        ("Haeju", "17", "own-x-haeju-17"),
        ("Haeju", "http://www.geonames.org/1877018", "own-x-haeju-1877018"),
    ],
)
def test_an_id_follows_from_the_name_and_the_files_own_id(name: str, given_id: str, id_: str) -> None:
    assert make_place_id("x", name, given_id) == id_


def test_a_name_of_no_letters_that_an_id_may_have_gets_one_all_the_same() -> None:
    assert make_slug("Дальний") != make_slug("Порт-Артур")
    assert make_slug("Дальний") == make_slug("Дальний")


@given(st.text(min_size=1, max_size=300))
def test_every_name_makes_an_id_of_plain_letters(name: str) -> None:
    slug = make_slug(name)
    assert slug.replace("-", "").isascii()
    assert slug == slug.strip("-").lower()
    assert 0 < len(slug) <= 48


# Coordinates


@pytest.mark.parametrize(
    ("coordinates", "message"),
    [
        ([500, 37], "found longitude 500.0, expected degrees; are the axes swapped?"),
        ([37.5, 126.9], "found latitude 126.9, expected degrees; are the axes swapped?"),
        ([float("nan"), 37], "found NaN or infinity, expected finite degrees"),
        ([126, float("inf")], "found NaN or infinity, expected finite degrees"),
        (["126.9", "37.5"], "found ordinate '126.9', expected a number"),
        ([True, 37], "found ordinate True, expected a number"),
        ([126.9], "found position [126.9], expected longitude and latitude"),
        ([], "found position [], expected longitude and latitude"),
        (None, "found position None, expected longitude and latitude"),
        ([[126, 37]], "found position [[126, 37]], expected longitude and latitude"),
    ],
)
def test_a_position_that_is_none_is_named_by_number_and_the_rest_loads(coordinates: object, message: str) -> None:
    found = read(feature("Wrong", {"type": "Point", "coordinates": coordinates}), feature("Haeju"))
    assert said(found) == [f"row 1 (Wrong): {message}"]
    assert [place.title for place in found.places] == ["Haeju"]


@pytest.mark.parametrize(
    ("geometry", "message"),
    [
        (None, "found none, expected coordinates"),
        ({"type": "Curve", "coordinates": []}, "found a geometry of type 'Curve', expected one of Point,"),
        ({"coordinates": [1, 2]}, "found a geometry without a type"),
        ({"type": "LineString", "coordinates": [[126, 37]]}, "found 1 positions, expected 2 or more in a LineString"),
        ({"type": "LineString", "coordinates": [[126, 37], [126, 37]]}, "found "),
        ({"type": "Polygon", "coordinates": []}, "found no coordinates, expected a list, as a Polygon has it"),
        ({"type": "Polygon", "coordinates": "POLYGON"}, "found coordinates 'POLYGON', expected a list"),
        (polygon((126, 37), (127, 37)), "found 2 positions, expected 3 or more in a Polygon"),
        (polygon((126, 37), (127, 37), (126, 37)), "found a ring of 2 positions, expected three or more"),
        (polygon((126, 37), (127, 37), (128, 37), (126, 37)), "found an outline without an area, expected a polygon"),
        (
            {
                "type": "GeometryCollection",
                "geometries": [HAEJU, {"type": "LineString", "coordinates": [[1, 2], [3, 4]]}],
            },
            "found a collection of LineString, Point, expected one type a place",
        ),
        ({"type": "GeometryCollection", "geometries": []}, "found none, expected coordinates"),
    ],
)
def test_a_geometry_that_is_none_is_said(geometry: object, message: str) -> None:
    (fault,) = said(read(feature("Wrong", geometry)))
    assert fault.startswith(f"row 1 (Wrong): {message}")


@pytest.mark.parametrize(
    ("geometry", "wkt", "notice"),
    [
        (
            {"type": "Point", "coordinates": [126, 37, 12, 5]},
            "POINT (126 37)",
            "1 place: heights were dropped (Mended)",
        ),
        (
            polygon((126, 37), (127, 37), (127, 38)),
            "POLYGON ((126 37, 127 37, 127 38, 126 37))",
            "1 place: a ring was open and has been closed (Mended)",
        ),
        (
            polygon((126, 37), (127, 38), (127, 37), (126, 38), (126, 37)),
            "MULTIPOLYGON (((127 37, 127 38, 126.5 37.5, 127 37)), ((126 37, 126.5 37.5, 126 38, 126 37)))",
            "1 place: its outline crosses itself and has been mended (Mended)",
        ),
        (
            {"type": "LineString", "coordinates": [[170, 10], [-170, 12]]},
            "MULTILINESTRING ((170 10, 180 11), (-180 11, -170 12))",
            "1 place: it crosses the antimeridian and has been cut there (Mended)",
        ),
        (
            polygon((177, -20), (-178, -20), (-178, -15), (177, -15), (177, -20)),
            shapely.union(shapely.box(177, -20, 180, -15), shapely.box(-180, -20, -178, -15)).wkt,
            "1 place: it crosses the antimeridian and has been cut there (Mended)",
        ),
    ],
)
def test_what_is_plain_to_mend_is_mended_and_said(geometry: object, wkt: str, notice: str) -> None:
    found = read(feature("Mended", geometry))
    (place,) = found.places
    assert shapely.equals_exact(found.geometries[place.id], shapely.from_wkt(wkt), 1e-7, normalize=True)
    assert found.notices == (notice,)


def test_of_many_places_that_were_mended_some_are_named() -> None:
    high = {"type": "Point", "coordinates": [126, 37, 12]}
    found = read(*(feature(f"Hill {name}", high) for name in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
    (notice,) = found.notices
    assert notice.startswith("26 places: heights were dropped (Hill A, Hill B, ")
    assert notice.endswith(", …)")


def test_rings_are_turned_by_the_right_hand_rule() -> None:
    clockwise = polygon((126, 37), (126, 38), (127, 38), (127, 37), (126, 37))
    found = read(feature("Turned", clockwise))
    (shape,) = found.geometries.values()
    assert isinstance(shape, shapely.Polygon)
    assert shape.exterior.is_ccw
    assert found.notices == ()


def test_a_frame_of_the_whole_globe_crosses_nothing() -> None:
    found = read(feature("World", polygon((-180, -90), (180, -90), (180, 90), (-180, 90), (-180, -90))))
    assert [shape.bounds for shape in found.geometries.values()] == [(-180, -90, 180, 90)]
    assert found.notices == ()


def test_several_types_stand_in_one_file() -> None:
    line = {"type": "LineString", "coordinates": [[126, 37], [127, 38]]}
    area = polygon((126, 37), (127, 37), (127, 38), (126, 37))
    found = read(feature("One"), feature("Two", line), feature("Three", area))
    assert [place.kind for place in found.places] == ["site", "line", "area"]


def test_points_of_a_collection_are_one_place() -> None:
    both = {"type": "GeometryCollection", "geometries": [HAEJU, {"type": "Point", "coordinates": [126, 37]}, "null"]}
    assert drawn(read(feature("Both", both))) == "MULTIPOINT ((125.71 38.04), (126 37))"


# Projections

SEOUL_5179 = {"type": "Point", "coordinates": [953901.2, 1952032.1]}
"""City Hall of Seoul on EPSG:5179, about 126.978 E, 37.566 N."""


@pytest.mark.parametrize("name", ["EPSG:5179", "urn:ogc:def:crs:EPSG::5179"])
def test_a_projection_that_the_file_names_is_read_with_a_notice(name: str) -> None:
    found = read_with_member({"type": "name", "properties": {"name": name}}, feature("Seoul", SEOUL_5179))
    (shape,) = found.geometries.values()
    assert (round(shape.bounds[0], 2), round(shape.bounds[1], 2)) == (126.98, 37.57)
    (notice,) = found.notices
    assert notice.startswith("coordinates were read as EPSG:5179 (")


def read_with_member(member: object, *features: object) -> Imported:
    whole = {"type": "FeatureCollection", "features": list(features), "crs": member}
    return import_places(json.dumps(whole).encode(), "x.geojson")


def test_coordinates_that_are_no_degrees_are_asked_about() -> None:
    with pytest.raises(
        GazetteerError, match=r"found coordinates like 953901\.2, 1952032\.1, expected degrees; say which"
    ):
        read(feature("Seoul", SEOUL_5179))
    (shape,) = read(feature("Seoul", SEOUL_5179), crs="EPSG:5179").geometries.values()
    assert round(shape.bounds[0], 2) == 126.98


def test_one_that_lies_far_off_is_its_own_fault() -> None:
    found = read(feature("Far", SEOUL_5179), feature("Ongjin"), feature("Haeju"))
    assert said(found) == ["row 1 (Far): found longitude 953901.2, expected degrees; are the axes swapped?"]


def test_an_easting_in_the_place_of_a_northing_is_asked_about() -> None:
    swapped = {"type": "Point", "coordinates": [1952032.1, 953901.2]}
    (fault,) = said(read(feature("Seoul", swapped), crs="EPSG:5179"))
    assert fault == (
        "row 1 (Seoul): found coordinates 1.95203e+06, 953901, "
        "expected them where EPSG:5179 is meant for; are the axes swapped?"
    )


@pytest.mark.parametrize("name", ["EPSG:4326", "urn:ogc:def:crs:OGC:1.3:CRS84", "urn:ogc:def:crs:EPSG::4326"])
def test_degrees_may_be_named_too(name: str) -> None:
    found = read_with_member({"type": "name", "properties": {"name": name}}, feature())
    assert drawn(found) == "POINT (125.71 38.04)"
    assert found.notices == ()


@pytest.mark.parametrize(
    ("member", "message"),
    [
        ({"type": "link", "properties": {"href": "http://x/y"}}, "a crs that is not a name"),
        ({"type": "name", "properties": {"name": "+init=file:/etc/passwd"}}, "'\\+init=file"),
        ({"type": "name", "properties": {"name": "EPSG:999999"}}, "EPSG:999999, which there is not"),
        ("EPSG:5179", "a crs that is not a name"),
    ],
)
def test_a_projection_that_cannot_be_found_is_refused(member: object, message: str) -> None:
    with pytest.raises(GazetteerError, match=message):
        read_with_member(member, feature())


# Rows


def test_an_id_that_stands_twice_is_told_and_overwrites_nothing() -> None:
    other = {"type": "Point", "coordinates": [126, 37]}
    found = read(feature("Haeju", id="h-one"), feature("Ongjin", other, id="h-one"))
    assert said(found) == [
        "row 2 (Ongjin): found id h-one, which row 1 has, expected each id once; nothing was overwritten"
    ]
    assert [place.title for place in found.places] == ["Haeju"]


def test_two_places_of_one_name_are_both_taken() -> None:
    found = read(feature("Koje"), feature("Koje", {"type": "Point", "coordinates": [126, 37]}))
    assert [place.id for place in found.places] == ["own-places-koje", "own-places-koje-2"]


def test_the_same_place_again_adds_its_names() -> None:
    found = read(feature("Haeju"), feature("Haeju", names="Kaishu; 海州"), feature("Haeju"))
    assert [name.text for name in only(found).names] == ["Haeju", "Kaishu", "海州"]
    assert found.notices == ("2 rows name a place again; its names were added to the first",)


@pytest.mark.parametrize("name", ["", None, "  ", "\u200b", "\x00"])
def test_a_missing_name_is_told(name: str | None) -> None:
    (fault,) = said(read(feature(name)))
    assert fault.startswith("row 1")
    assert "expected" in fault


def test_a_name_that_is_a_page_is_told_by_its_length() -> None:
    (fault,) = said(read(feature("x" * 300)))
    assert fault == f"row 1 ({'x' * 60}…): found a name of 300 characters, expected at most 200"


def test_hostile_names_and_attributes_stay_text() -> None:
    found = read(feature(EVIL, **{"<b>=1+1</b>": "=HYPERLINK(1)", "NUL\x00": "a\x00b"}))
    place = only(found)
    assert place.title == " ".join(EVIL.replace("\ud800", "").split())
    assert place.note == "<b>=1+1</b>: =HYPERLINK(1); NUL: a b"


def test_a_date_that_cannot_be_read_is_told_and_kept_in_the_note() -> None:
    found = read(feature("Haeju", date="6/25/1950"))
    assert said(found) == ["row 1 (Haeju): found '6/25/1950' as date; it stands in the note"]
    assert [(place.valid_from, place.note) for place in found.places] == [("", "date: 6/25/1950")]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("1950", "1950"), ("1950-06", "1950-06"), ("1950-06-25", "1950-06-25"), ("1950~", "1950~"), ("0676", "0676"),
        ("1950.6.25.", "1950-06-25"), ("1950/6/25", "1950-06-25"), ("1950년 6월 25일", "1950-06-25"),
        ("1950년", "1950"), ("1950년 6월", "1950-06"), ("25 June 1950", "1950-06-25"),
        ("June 25, 1950", "1950-06-25"), ("Jun 1950", "1950-06"),
        ("ca. 1950", "1950~"), ("약 1950년", "1950~"), ("1950-06-25T04:00:00Z", "1950-06-25"),
        ("1950-13", None), ("1950-02-30", None), ("6/25/1950", None), ("yesterday", None), ("J 1950", None),
    ],
)  # fmt: skip
def test_dates_as_people_write_them(text: str, edtf: str | None) -> None:
    assert read_date(text) == edtf


def test_an_end_before_the_beginning_is_told() -> None:
    found = read(feature("Haeju", **{"from": "1953", "to": "1950-06"}))
    assert said(found) == ["row 1 (Haeju): found '1953 to 1950-06' as date; it stands in the note"]


@pytest.mark.parametrize(
    ("text", "metres"), [("500", 500), ("± 500 m", 500), ("2.5 km", 2500), ("2,5km", 2500), ("0", None), ("near", None)]
)
def test_accuracies_as_people_write_them(text: str, metres: float | None) -> None:
    assert read_accuracy_m(text) == metres


@pytest.mark.parametrize(
    ("word", "geometry_type", "kind"),
    [("City", "Point", "city"), ("마을", "Point", "city"), ("bogus", "MultiPolygon", "area"),
     ("group", "Point", "site"),
     ("event", "Point", "site"), ("", "LineString", "line")],
)  # fmt: skip
def test_kinds_as_people_write_them(word: str, geometry_type: str, kind: str) -> None:
    assert find_kind(word, geometry_type) == kind


@pytest.mark.parametrize(
    ("address", "id_"),
    [
        ("http://www.geonames.org/1835848/seoul.html", "gn:1835848"), ("gn:1835848", "gn:1835848"),
        ("https://www.wikidata.org/entity/Q8684", "wd:Q8684"), ("http://x.org/1", None),
        ("http://vocab.getty.edu/page/tgn/7000299", "tgn:7000299"),
    ],
)  # fmt: skip
def test_addresses_in_other_gazetteers(address: str, id_: str | None) -> None:
    assert find_same_as(address) == id_


# Files


@pytest.mark.parametrize(
    ("data", "name", "message"),
    [
        (b"", "x.geojson", "found an empty file"),
        (b" \n", "x.csv", "found an empty file"),
        (b'{"type": "FeatureCollection",\n "features": [{', "x.geojson", "breaks off or is wrong at line 2, column 16"),
        (b"<OGRVRTDataSource></OGRVRTDataSource>", "x.geojson", "found not GeoJSON: it begins with '<'"),
        (b"/vsicurl/http://127.0.0.1/x", "x.geojson", "found not GeoJSON: it begins with '/'"),
        (b"[1, 2]", "x.geojson", "JSON, but not GeoJSON: a list"),
        (b'{"type": "Topology"}', "x.geojson", "TopoJSON, not GeoJSON"),
        (b'{"type": "GDALVirtualX"}', "x.geojson", "JSON of type 'GDALVirtualX', not GeoJSON"),
        (b'{"a": 1}', "x.json", "JSON of type 'None', not GeoJSON"),
        (b'{"type": "FeatureCollection"}', "x.json", "a FeatureCollection without features"),
        (b"[" * 100_000, "x.json", "lists within lists without end"),
        (b'{"type": ' + b"9" * 5000 + b"}", "x.json", "found a number of thousands of digits"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\xff\xfe", "x.csv", "found bytes that are no text"),
        (b"SQLite format 3\x00\x01", "x.geojson", "found bytes that are no text"),
        (b"a,b\n1,2\n", "x.csv", "found columns a, b, expected one called name, title, 이름 or 지명"),
        (b"name,b\n1,2\n", "x.csv", "found columns name, b, expected lon and lat, x and y"),
    ],
)
def test_a_file_that_is_none_is_refused_in_one_sentence(data: bytes, name: str, message: str) -> None:
    with pytest.raises(GazetteerError) as caught:
        import_places(data, name)
    assert message in str(caught.value)
    assert name in str(caught.value)


def test_a_file_that_is_too_large_is_refused_with_both_figures_and_the_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KOREAMAP_MAX_PLACES_MB", "1")
    with pytest.raises(
        GazetteerError, match=r"a file of places of 1\.5 MB, expected at most 1 MB \(KOREAMAP_MAX_PLACES"
    ):
        import_places(b"x" * (3 * 2**19), "x.geojson")


def test_too_many_places_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KOREAMAP_MAX_PLACES", "2")
    with pytest.raises(GazetteerError, match=r"found a layer of 3 places, expected at most 2 places"):
        read(feature("Haeju"), feature("Ongjin"), feature("Kaesong"))


def test_a_geometry_alone_has_no_name() -> None:
    assert said(import_places(json.dumps(HAEJU).encode(), "x.geojson")) == ["row 1: found no name, expected one"]


def test_what_is_no_feature_is_told() -> None:
    found = read(7, {"type": "Point"}, feature())
    assert said(found) == [
        "row 1: found a number that is no Feature, expected a Feature",
        "row 2: found an object that is no Feature, expected a Feature",
    ]


def test_properties_may_be_missing() -> None:
    found = read({"type": "Feature", "properties": None, "geometry": HAEJU, "id": 3})
    assert said(found) == ["row 1: found no name, expected one"]


# Tables

TABLE = "이름;경도;위도;종류;비고\n해주;125,71;38,04;도시;황해도\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp949"])
def test_a_korean_table_is_read_whatever_its_encoding(encoding: str) -> None:
    found = import_places(TABLE.encode(encoding), "표.csv")
    place = only(found)
    assert (place.title, place.hangul, place.kind, place.note) == ("해주", "해주", "city", "황해도 kind: 도시")
    assert drawn(found) == "POINT (125.71 38.04)"
    guess = "the encoding cp949 is a guess: do Korean and accented letters read well?"
    assert found.notices == {"utf-16": ("read as utf-16-le",), "cp949": ("read as cp949", guess)}.get(encoding, ())


def test_a_table_of_a_western_spreadsheet_is_read_as_a_text_in_it_is() -> None:
    found = import_places("name,lon,lat,note\nHaeju,125.71,38.04,après-guerre\n".encode("latin-1"), "a.csv")
    assert only(found).note == "après-guerre"
    assert found.notices[0] == "read as cp1252"


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("name,lon,lat", "Haeju,125.71,38.04"),
        ("Name\tLongitude\tLatitude", "Haeju\t125.71\t38.04"),
        ("title|x|y", "Haeju|125.71|38.04"),
        ("name;lng;lat", "Haeju;125,71;38,04"),
        ("name,lat,lon", "Haeju,38.04,125.71"),
        ("name,lon,lat", """Haeju,"125°42'36""E","38°02'24""N\""""),
        ("name,lon,lat", "Haeju,동경 125도 42분 36초,북위 38도 2분 24초"),
        ("name,lon,lat", "Haeju,125-42-36E,38-02-24N"),
        ("name,wkt", 'Haeju,"POINT (125.71 38.04)"'),
        ("name,geom", 'Haeju,"SRID=4326;POINT Z (125.71 38.04 5)"'),
    ],
)  # fmt: skip
def test_coordinates_stand_in_columns_of_many_names(header: str, cells: str) -> None:
    assert drawn(read_csv(f"{header}\n{cells}\n")) == "POINT (125.71 38.04)"


@pytest.mark.parametrize(
    ("text", "axis", "message"),
    [
        ("37N", "lon", "are the axes swapped"),
        ("37-77N", "lat", "minutes and seconds below 60"),
        ("NaN", "lat", "expected degrees"),
        ("1e999999", "lat", "expected degrees"),
        ("=1+1", "lat", "expected degrees"),
    ],
)
def test_an_ordinate_that_is_none_is_said(text: str, axis: str, message: str) -> None:
    with pytest.raises(GeometryError, match=message):
        read_ordinate(text, axis)


@given(st.floats(-180, 180, allow_nan=False))
def test_degrees_minutes_and_seconds_lead_back(degrees: float) -> None:
    whole = round(abs(degrees) * 3600, 3)
    minutes, seconds = divmod(whole, 60)
    text = f"{int(minutes // 60)}°{int(minutes % 60)}'{seconds:.3f}\"{'W' if degrees < 0 else 'E'}"
    assert abs(read_ordinate(text, "lon") - degrees) < 1e-6


def test_each_row_of_a_table_is_told_by_its_line() -> None:
    found = read_csv(
        "name,lon,lat\n"
        "Haeju,125.71,38.04\n"
        "\n"
        "Far,500,37\n"
        '"Two\nlines",126,37\n'
        "Half,126,\n"
        "None,,\n"
        "Comma,126,5,37\n"
        ",126,37\n"
        "Words,east,north\n"
    )
    assert said(found) == [
        "row 4 (Far): found longitude 500.0, expected degrees; are the axes swapped?",
        "row 7 (Half): found no latitude, expected both, or neither",
        "row 8 (None): found none, expected coordinates",
        "row 9 (Comma): found 4 cells, expected 3, as in the header; is a cell with a comma in it in quotes?",
        "row 10: found no name, expected one",
        "row 11 (Words): found 'east' as longitude, expected degrees, like 126.98 or 126°58'41\"E",
    ]
    assert [place.title for place in found.places] == ["Haeju", "Two lines"]


def test_a_table_in_metres_is_asked_about() -> None:
    with pytest.raises(GazetteerError, match="say which projection"):
        read_csv("name,x,y\nSeoul,953901.2,1952032.1\n")
    (shape,) = read_csv('name,x,y\nSeoul,"953,901.2","1,952,032.1"\n', crs="EPSG:5179").geometries.values()
    assert round(shape.bounds[1], 2) == 37.57


def test_well_known_text_may_name_its_projection() -> None:
    found = read_csv('name,wkt\nSeoul,"SRID=5179;POINT(953901.2 1952032.1)"\n')
    (shape,) = found.geometries.values()
    assert round(shape.bounds[1], 2) == 37.57


# Linked Places, and what Recogito hands out

LINKED_PLACE = {
    "@id": "http://example.org/places/p_12",
    "type": "Feature",
    "properties": {"title": "Haeju", "ccodes": ["KP"]},
    "when": {"timespans": [{"start": {"in": "1906"}, "end": {"latest": "1945-08"}}]},
    "names": [{"toponym": "Haeju", "lang": "en"}, {"toponym": "Kaishū"}, {"toponym": "해주"}],
    "types": [{"identifier": "aat:300008375", "label": "towns", "sourceLabels": [{"label": "city"}]}],
    "geometry": {"type": "GeometryCollection", "geometries": [{**HAEJU, "certainty": "certain"}]},
    "links": [
        {"type": "exactMatch", "identifier": "http://www.geonames.org/1877018/"},
        {"type": "closeMatch", "identifier": "gn:1"},
        {"type": "exactMatch", "identifier": "http://example.org/1"},
    ],
    "descriptions": [{"value": "A port.", "lang": "en"}],
}


def test_linked_places_are_read() -> None:
    found = read(LINKED_PLACE, **{"@context": "https://example.org/context.jsonld"})
    place = only(found)
    assert place.id == "own-places-haeju-p-12"
    assert [name.text for name in place.names] == ["Haeju", "Kaishū", "해주"]
    assert (place.kind, place.valid_from, place.valid_to) == ("city", "1906", "1945-08")
    assert place.same_as == ("gn:1877018",)
    assert place.note == "A port. also at: http://example.org/1; ccodes: KP"
    assert drawn(found) == "POINT (125.71 38.04)"


def test_linked_places_may_have_well_known_text_or_no_place() -> None:
    nowhere = {**LINKED_PLACE, "geometry": {"type": "GeometryCollection", "geometries": ["null"]}}
    text = {**LINKED_PLACE, "geometry": {"type": "GeometryCollection", "geometries": [{"geo_wkt": "POINT (1 2)"}]}}
    assert said(read(nowhere)) == ["row 1 (Haeju): found none, expected coordinates"]
    assert drawn(read(text)) == "POINT (1 2)"


def test_the_tables_of_linked_places_are_read() -> None:
    found = read_csv(
        "id\ttitle\ttitle_source\tstart\tend\tvariants\ttypes\tlon\tlat\tmatches\tdescription\n"
        "7\tHaeju\tAtlas 1932\t1906\t\tKaishu;해주\tcity\t125.71\t38.04\twd:Q42;gn:1877018\tA port.\n",
        "x.tsv",
    )
    place = only(found)
    assert [name.text for name in place.names] == ["Haeju", "Kaishu", "해주"]
    assert (place.id, place.valid_from, place.kind, place.note) == ("own-places-haeju-7", "1906", "city", "A port.")
    assert place.same_as == ("wd:Q42", "gn:1877018")
    assert [source.title for source in found.sources] == ["x.tsv", "Atlas 1932"]


def test_recogitos_table_of_annotations_becomes_places() -> None:
    found = read_csv(
        '"UUID","FILE","QUOTE_TRANSCRIPTION","ANCHOR","TYPE","URI","VOCAB_LABEL","LAT","LNG","PLACE_TYPE","TAGS","COMMENTS"\n'
        '"a","t","Kaishu","char-offset:1","PLACE","http://sws.geonames.org/1877018","Haeju","38.04","125.71","PPL","",""\n'
        '"b","t","Kaishû","char-offset:9","PLACE","http://sws.geonames.org/1877018","Haeju","38.04","125.71","PPL","",""\n'
        '"c","t","Syngman Rhee","char-offset:20","PERSON","","","","","","",""\n'
    )
    place = only(found)
    assert [name.text for name in place.names] == ["Haeju", "Kaishu", "Kaishû"]
    assert place.same_as == ("gn:1877018",)
    assert "1 annotations have no place and were left out" in found.notices


def test_recogitos_places_are_read() -> None:
    found = read(
        {
            "type": "Feature",
            "geometry": HAEJU,
            "properties": {"titles": "Haeju", "annotations": 2},
            "uris": ["http://sws.geonames.org/1877018"],
            "titles": ["Haeju"],
            "names": ["Kaishu", "Haeju"],
            "quotes": ["Haejoo"],
        }
    )
    place = only(found)
    assert [name.text for name in place.names] == ["Haeju", "Kaishu", "Haejoo"]
    assert place.same_as == ("gn:1877018",)


# In texts


def link(text: str, *names: str, suggest: bool = False) -> list[tuple[str, str, str]]:
    """Return words, place and grade of the mentions that an own place of these names has or shares."""
    found = read(feature(names[0], names="; ".join(names[1:])))
    linker = Linker(read_places(), {place.id: place for place in found.places})
    return [(row.exact, row.place, row.grade) for row in linker.link(text, suggest=suggest)]


def test_own_names_are_looked_for() -> None:
    text = "The convoy left Tangpo for Seoul. 당포에서 서울까지."
    assert link(text, "Tangpo", "당포") == [
        ("Tangpo", "own-places-tangpo", "exact"),
        ("Seoul", "seoul", "exact"),
        ("당포", "own-places-tangpo", "exact"),
        ("서울", "seoul", "exact"),
    ]


def test_a_name_that_both_have_leads_to_both() -> None:
    found = link("They met at Panmunjom.", "Panmunjom")
    assert [(exact, grade) for exact, _place, grade in found] == [("Panmunjom", "exact")] * 2
    assert {place for _exact, place, _grade in found} == {"own-places-panmunjom", "panmunjom"}


def test_two_own_places_of_one_name_are_both_meant() -> None:
    found = read(feature("Tangpo"), feature("Tangpo", {"type": "Point", "coordinates": [126, 37]}))
    linker = Linker(read_places(), {place.id: place for place in found.places})
    assert [row.place for row in linker.link("At Tangpo.")] == ["own-places-tangpo", "own-places-tangpo-2"]


@pytest.mark.parametrize("name", ["To", "Do", "U", "섬", "355", "-", "a"])
def test_an_everyday_word_is_never_looked_for(name: str) -> None:
    assert not is_searchable(name)
    found = read(feature("Tangpo", names=name))
    assert [(n.text, n.match) for n in only(found).names] == [("Tangpo", "always"), (name, "never")]
    assert found.notices == (f"everyday words, single letters and numbers are not looked for in texts: {name}",)


def test_a_word_that_the_text_writes_small_too_is_only_suggested() -> None:
    text = "Bridge by bridge they withdrew. Bridge of No Return."
    assert link(text, "Bridge") == []
    assert ("Bridge", "own-places-bridge", "suggestion") in link(text, "Bridge", suggest=True)
    assert link("They held Bridge for a week.", "Bridge") == [("Bridge", "own-places-bridge", "exact")]


def test_an_everyday_word_that_a_record_wants_found_stops_nothing() -> None:
    import msgspec  # noqa: PLC0415 - here alone

    (place,) = read(feature("Tangpo")).places
    names = tuple(msgspec.structs.replace(place.names[0], text=text) for text in ("To", "Tangpo"))
    own = {place.id: msgspec.structs.replace(place, names=names)}
    assert [row.exact for row in Linker(read_places(), own).link("To Tangpo")] == ["Tangpo"]


def test_spellings_made_of_an_own_name_are_no_short_words() -> None:
    found = read(
        feature("가나도", names="Ganado", kind="island"),
        feature("우도", {"type": "Point", "coordinates": [1, 2]}, names="Udo", kind="island"),
    )
    own = {place.id: place for place in found.places}
    made = {form.text for form in join_forms(read_places(), own) if form.spelled and form.place_ids[0] in own}
    assert "Kana-do" in made
    assert [text for text in made if text.isascii() and sum(map(str.isalpha, text)) < 5] == []


def test_a_misleading_name_is_an_own_places_where_somebody_has_it() -> None:
    found = read(feature("Korea Strait"))
    linker = Linker(read_places(), {place.id: place for place in found.places})
    assert [row.place for row in linker.link("Ships crossed the Korea Strait.")] == ["own-places-korea-strait"]


def test_without_own_places_nothing_changes() -> None:
    places = read_places()
    assert join_forms(places, {}) == join_forms(places, {})
    text = "From Panmunjom to Paengnyŏng-do, 서해 5도."
    assert Linker(places).link(text) == Linker(places, {}).link(text)
