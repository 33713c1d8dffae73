"""The extraction reads its packages as streams, whatever the size of the pieces, and cuts where it should."""

from __future__ import annotations

import hashlib
import importlib
import io
import json
import lzma
import struct
import sys
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import MultiPolygon, Point, Polygon, box

from koreamap.errors import SourceError
from koreamap.home import geodata_dir

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

sys.path.insert(0, str(geodata_dir()))
extract: Any = importlib.import_module("extract")
streams: Any = importlib.import_module("package_streams")

POLYGONS = [
    Polygon([(0, 0), (4, 0), (4, 4), (0, 4)], [[(1, 1), (2, 1), (2, 2)]]),
    Polygon([(10, 10), (11, 10), (11, 11)]),
    box(126.0, 37.0, 126.5, 37.5),
]
WKB = MultiPolygon(POLYGONS).wkb
FEATURES = [
    {"type": "Feature", "properties": {"isoA3": code}, "geometry": {"n": code * 9}} for code in ("AAA", "B,]", "C")
]
COLLECTION = json.dumps({"type": "FeatureCollection", "features": FEATURES}, separators=(",", ":")).encode()


def pieces(data: bytes, sizes: list[int]) -> Iterator[bytes]:
    """Cut bytes at any places."""
    start = 0
    for size in sizes:
        yield data[start : start + size]
        start += size
    yield data[start:]


def library(data: bytes, *, before: bytes = b"code osm.wkb.xz names" * 9) -> io.BytesIO:
    """Hide data the way the wheel's library does: the name is also there without a stream behind it."""
    return io.BytesIO(before + streams.LAND_MARK + lzma.compress(data) + b"\0 more code" * 9)


@given(st.lists(st.integers(0, 60), max_size=40))
def test_polygons_do_not_depend_on_the_chunks(sizes: list[int]) -> None:
    found = [Polygon(rings[0], rings[1:]) for rings in streams.read_polygons(pieces(WKB, sizes))]
    assert found == POLYGONS


@given(st.integers(1, 400), st.integers(0, 40))
def test_the_stream_is_found_wherever_a_read_ends(size: int, shift: int) -> None:
    found = b"".join(streams.read_land_chunks(library(WKB, before=b"x" * shift + b"osm.wkb.xz, osm.wkb."), size))
    assert found == WKB


def test_the_stream_is_unpacked_in_small_pieces() -> None:
    chunks = list(streams.read_land_chunks(library(bytes(1_000_000)), 1000))
    assert sum(map(len, chunks)) == 1_000_000
    assert max(map(len, chunks)) <= 4000


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (WKB[:-1], "expected 64 more|expected 80 more"),
        (POLYGONS[1].wkb, "type 3, expected byte order 1, type 6"),
        (b"\0" + WKB[1:], "byte order 0"),
        (b"", "found 0 bytes"),
    ],
)
def test_other_bytes_are_refused(data: bytes, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        list(streams.read_polygons([data]))


def test_a_library_without_land_is_refused() -> None:
    with pytest.raises(SourceError, match=r"expected the bytes osm\.wkb\.xz"):
        list(streams.read_land_chunks(io.BytesIO(b"osm.wkb.xz but nothing packed" * 99), 100))


def test_a_stream_cut_short_is_refused() -> None:
    cut = library(bytes(range(256)) * 40).getvalue()[:-200]
    with pytest.raises(SourceError, match="the end of the xz stream"):
        list(streams.read_land_chunks(io.BytesIO(cut), 50))


@given(st.lists(st.integers(0, 70), max_size=12))
def test_features_do_not_depend_on_the_chunks(sizes: list[int]) -> None:
    assert [json.loads(text) for text in streams.split_features(pieces(COLLECTION, sizes))] == FEATURES


def test_no_features_in_an_empty_collection() -> None:
    assert list(streams.split_features([b'{"type":"FeatureCollection","features":[]}'])) == []


def test_a_package_is_known_by_its_hash(tmp_path: Path) -> None:
    (tmp_path / "a.whl").write_bytes(b"other")
    (tmp_path / "b.tgz").write_bytes(b"this")
    assert streams.find_package(tmp_path, hashlib.sha256(b"this").hexdigest()) == tmp_path / "b.tgz"
    assert streams.find_package(tmp_path, hashlib.sha256(b"that").hexdigest()) is None
    assert streams.find_package(tmp_path / "none", "") is None


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ((0, 1), (2, 0), [(0, 1), (0, 0), (2, 0)]),
        ((2, 0), (0, 1), [(2, 0), (0, 0), (0, 1)]),
        ((4, 1), (4, 3), [(4, 1), (4, 3)]),
        ((-1, 2), (0, 3), [(0, 2), (0, 3)]),
    ],
)
def test_the_shorter_way_round(
    start: tuple[float, float], end: tuple[float, float], expected: list[tuple[int, int]]
) -> None:
    square = Polygon([(0, 0), (4, 0), (4, 4), (0, 4)])
    assert list(extract.cut_ring(square, start, end).coords) == expected


def test_a_polygon_over_the_antimeridian_is_split() -> None:
    ring = np.array([(179.0, 10.0), (-179.0, 10.0), (-179.0, 12.0), (179.0, 12.0), (179.0, 10.0)])
    west, east = sorted(extract.split_at_antimeridian([ring]), key=lambda part: part.bounds)
    assert west.bounds == (-180, 10, -179, 12)
    assert east.bounds == (179, 10, 180, 12)


def test_a_ring_around_the_pole_is_closed_over_it() -> None:
    ring = np.array([(-180.0, -80.0), (-60.0, -70.0), (60.0, -70.0), (180.0, -80.0), (-180.0, -80.0)])
    (part,) = extract.split_at_antimeridian([ring])
    assert part.bounds == (-180, -90, 180, -70)
    assert part.contains(Point(0, -89))


def test_arcs_are_decoded_and_joined() -> None:
    topology = {
        "transform": {"scale": [0.5, 0.5], "translate": [10, 20]},
        "arcs": [[[0, 0], [2, 0], [0, 2]], [[0, 0], [2, 2]]],
    }
    ring = extract.join_arcs([0, ~1], extract.decode_arcs(topology))
    assert ring.tolist() == [[10, 20], [11, 20], [11, 21], [10, 20]]


def test_land_is_simplified_without_losing_islands() -> None:
    wavy = Polygon([(126 + x / 1000, 37 + (x % 2) / 5000) for x in range(50)] + [(126.05, 37.2), (126, 37.2)])
    islet = box(127, 37, 127.0005, 37.0005)
    ((_, found),) = extract.build_land([wavy, islet], tolerance_m=50, min_area_km2=0.01)
    assert found.is_valid
    assert len(found.exterior.coords) < 12
    assert found.symmetric_difference(wavy).area < 0.0005 * wavy.length


def test_neighbours_share_their_border() -> None:
    squares = {code: box(130 + 2 * i, 30, 131 + 2 * i, 31) for i, code in enumerate(extract.COUNTRIES)}
    claims = squares | {"PRK": box(125, 38, 128, 41), "KOR": box(125, 34, 128, 38.01)}
    rows = extract.build_countries(claims, [box(125.5, 34.5, 127.5, 40.5), *squares.values()])
    north, south = (geometry for properties, geometry in rows if properties["iso_a3"] in {"PRK", "KOR"})
    assert north.intersection(south).area == 0
    assert north.intersection(south).length == pytest.approx(2, abs=0.01)
    assert north.area + south.area == pytest.approx(12, abs=0.05)


def test_numbers_are_rounded_as_text_is() -> None:
    data = extract.to_bytes([({"name": "한"}, Point(126.6895765, -0.0000001))], 6)
    assert data.decode() == (
        '{"type":"FeatureCollection","features":[\n{"type":"Feature","properties":{"name":"한"},'
        '"geometry":{"type":"Point","coordinates":[126.689577,0.0]}}\n]}\n'
    ).replace("126.689577", f"{126.6895765:.6f}")


def test_the_gap_between_two_lines_is_measured() -> None:
    one, other = Polygon([(0, 0), (1, 0), (1, 1)]), Polygon([(0, 0), (1, 0), (1, 1.001)])
    assert extract.measure_gap_m(other, one) == pytest.approx(111.3, abs=0.5)


def test_wkb_head_is_little_endian() -> None:
    assert struct.unpack("<BII", WKB[:9]) == (1, 6, 3)
