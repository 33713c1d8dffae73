"""Coordinates that people wrote down: each file is a layer's, each entry one of its places, each source known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koreamap import coordinates
from koreamap.coordinates import coordinates_dir, draw_lines, read_coordinates, read_published, to_degrees
from koreamap.errors import LayerError
from koreamap.gazetteer import read_places
from koreamap.layers import find_layers

if TYPE_CHECKING:
    from pathlib import Path

LAYERS = sorted(file.stem for file in coordinates_dir().glob("*.toml"))
PLACES = read_places()
NLL = """[[course]]
place = "nll"
source_ids = ["daum"]
points = [{ lat = "37-42-45N", lon = "126-06-40E" }, { lat = 38.0, lon = 124.85 }]
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the coordinates, empty."""
    monkeypatch.setattr(coordinates, "coordinates_dir", lambda: tmp_path)
    return tmp_path


def test_files_are_named_after_layers() -> None:
    assert set(LAYERS) <= {module.SPEC.id for module in find_layers()}


@pytest.mark.parametrize("layer_id", LAYERS)
def test_entries_are_places_of_their_layer(layer_id: str) -> None:
    content = read_coordinates(layer_id)
    kinds = (content.course, content.parallel, content.waterway, content.crossing, content.cut, content.outline)
    named = [entry.place for kind in (*kinds, content.circle) for entry in kind]
    if not content.lettering:
        named += [place_id for published in content.published for place_id in published.rows]
    assert len(set(named)) == len(named)
    assert {PLACES[place_id].layer for place_id in named} <= {layer_id}
    assert {entry.island for entry in content.waterway} <= set(PLACES)


def test_the_corrected_point_says_what_the_list_prints() -> None:
    (course,) = read_coordinates("nll").course
    assert [bool(point.correction) for point in course.points] == [number == 2 for number in range(11)]
    assert "126-45-00E" in course.points[2].correction


def test_lines_run_from_their_first_point_to_their_last(home: Path) -> None:
    parallel = '[[parallel]]\nplace = "west"\nlat = 38.0\nstart_lon = "125E"\nend_lon = 124.0\nsource_ids = ["daum"]\n'
    (home / "nll.toml").write_text(NLL + parallel)
    lines = draw_lines(read_coordinates("nll"))
    assert lines["nll"].coords[0] == pytest.approx((126.111111, 37.7125))
    assert lines["nll"].coords[-1] == (124.85, 38.0)
    assert (lines["west"].coords[0], lines["west"].coords[-1]) == ((125.0, 38.0), (124.0, 38.0))


@given(st.integers(0, 89), st.integers(0, 59), st.integers(0, 59), st.sampled_from("NS"))
def test_printed_angles_are_read(degrees: int, minutes: int, seconds: int, side: str) -> None:
    found = to_degrees(f"{degrees}-{minutes:02}-{seconds:02}{side}")
    expected = (degrees * 3600 + minutes * 60 + seconds) / 3600
    assert found == pytest.approx(expected if side == "N" else -expected)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"daum"', '"hearsay"', "layer nll, nll, source_ids: found hearsay, expected sources of SOURCES.toml"),
        ('["daum"]', "[]", r"course nll, source_ids: found \[\], expected a list of at least one source"),
        ('"37-42-45N"', '"37-42-45E"', "course nll, points, .*, lat: found 37-42-45E, expected degrees"),
        (
            '"126-06-40E"',
            '"126 06 40 E"',
            "lon: found 126 06 40 E, expected degrees between -180 and 180 or degrees, or",
        ),
        ("38.0", "98.0", "lat: found 98.0, expected degrees between -90 and 90"),
        (", { lat = 38.0, lon = 124.85 }", "", "course nll, points: found .*, expected a list of at least two points"),
        ("[[course]]", "[[curse]]", "layer nll, curse: found it, expected no such field"),
        ("source_ids", "sources", "course nll, sources: found it, expected no such field"),
    ],
)
def test_a_bad_entry_is_named_with_its_file(home: Path, old: str, new: str, message: str) -> None:
    assert old in NLL
    (home / "nll.toml").write_text(NLL.replace(old, new, 1))
    with pytest.raises(LayerError, match=message) as refusal:
        read_coordinates("nll")
    assert "nll.toml)" in str(refusal.value)


def test_a_missing_file_is_named(home: Path) -> None:
    assert home.is_dir()
    with pytest.raises(LayerError, match=r"layer nll: found .*No such file.*nll\.toml"):
        read_coordinates("nll")


def test_a_missing_row_is_named(home: Path) -> None:
    row = '[[published]]\nfile = "osm-land/islands.geojson"\nproperty = "name"\nrows = { u-do = "Udo" }\n'
    (home / "western_islands.toml").write_text(row)
    with pytest.raises(LayerError, match=r"place u-do: found no such row, expected a row of osm-land/islands\.geojson"):
        read_published(read_coordinates("western_islands"))
