"""Geometries of a user's file: read by their structure, mended where that is plain, refused where it is not.

What is mended is said: heights dropped, open rings closed, outlines that cross themselves resolved, a line over the
antimeridian cut there.

References
----------
RFC 7946, 3.1 (geometries) and 3.1.9 (the antimeridian).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely.errors import ShapelyError
from shapely.geometry.base import BaseMultipartGeometry

from koreamap.errors import GeometryError
from koreamap.geometry import check_geometry, round_geometry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from shapely.geometry.base import BaseGeometry

__all__ = ["finish_shape", "is_same_shape", "read_shape", "read_wkt"]

HEIGHT = "heights were dropped"
_RING = "a ring was open and has been closed"
_CROSSED = "its outline crosses itself and has been mended"
_CUT = "it crosses the antimeridian and has been cut there"

_DEPTHS = {"Point": 0, "MultiPoint": 1, "LineString": 1, "MultiLineString": 2, "Polygon": 2, "MultiPolygon": 3}
_LEAST = {"LineString": 2, "MultiLineString": 2, "Polygon": 3, "MultiPolygon": 3}
_NESTED = 8
"""Collections within collections."""
_SRID = re.compile(r"\s*SRID=(\d+);", re.IGNORECASE)
_WHOLE_TURN = 360.0
_DECIMALS = 7
"""Of a degree: a centimetre."""


def read_shape(member: object, *, nested: int = 0) -> tuple[BaseGeometry, tuple[str, ...]]:
    """Make a geometry of a GeoJSON geometry object, whatever its coordinates count in.

    Returns
    -------
    The geometry, two ordinates a position, of one type; and what was mended.

    Raises
    ------
    koreamap.errors.GeometryError
        When it is missing or malformed, or a collection of several types.
    """
    if not isinstance(member, dict):
        raise GeometryError("geometry", found="no geometry", expected="coordinates")
    kind = member.get("type")
    if kind == "GeometryCollection":
        return _read_collection(member.get("geometries"), nested)
    if kind not in _DEPTHS:
        found = f"a geometry of type {kind!r}" if isinstance(kind, str) else "a geometry without a type"
        raise GeometryError("geometry", found=found, expected=f"one of {', '.join(_DEPTHS)}")
    mended: dict[str, None] = {}
    coordinates = _read_level(member.get("coordinates"), _DEPTHS[kind], kind, mended)
    return _to_shape(kind, coordinates), tuple(mended)


def read_wkt(text: str) -> tuple[BaseGeometry, tuple[str, ...], str]:
    """Make a geometry of well-known text, in whose beginning an SRID may stand.

    Returns
    -------
    The geometry, two ordinates a position; what was mended; and the SRID as an EPSG code, or nothing.

    Raises
    ------
    koreamap.errors.GeometryError
        When the text is not WKT.
    """
    srid = _SRID.match(text)
    try:
        geometry = shapely.from_wkt(text[srid.end() :] if srid else text)
    except ShapelyError as error:
        shown = text if len(text) < 40 else f"{text[:40]}…"
        raise GeometryError("geometry", found=f"{shown!r}", expected="WKT, like POINT (126.98 37.57)") from error
    mended = (HEIGHT,) if geometry.has_z else ()
    flat = shapely.force_2d(geometry)
    if isinstance(flat, shapely.GeometryCollection):
        flat = _join(list(flat.geoms))
    return flat, mended, f"EPSG:{srid[1]}" if srid else ""


def finish_shape(geometry: BaseGeometry) -> tuple[BaseGeometry, tuple[str, ...]]:
    """Hold a geometry to the globe, and mend what crosses itself or the antimeridian.

    Parameters
    ----------
    geometry
        WGS 84, degrees.

    Returns
    -------
    Valid, rounded to a centimetre, rings by the right-hand rule; and what was mended.

    Raises
    ------
    koreamap.errors.GeometryError
        When it is empty, not finite, not on the globe, or cannot be mended.
    """
    mended: list[str] = []
    _check_range(geometry)
    if isinstance(geometry, shapely.Point):
        return shapely.Point(round(geometry.x, _DECIMALS) + 0.0, round(geometry.y, _DECIMALS) + 0.0), ()
    if (cut := _cut(geometry)) is not geometry:
        geometry = cut
        mended.append(_CUT)
    is_area = "Polygon" in geometry.geom_type
    if is_area and not geometry.is_valid:
        geometry = shapely.make_valid(geometry, method="structure", keep_collapsed=False)
        mended.append(_CROSSED)
    if is_area and geometry.area == 0:
        raise GeometryError("geometry", found="an outline without an area", expected="a polygon")
    check_geometry(geometry, "geometry")
    return round_geometry(geometry, _DECIMALS), tuple(mended)


def is_same_shape(one: BaseGeometry, other: BaseGeometry) -> bool:
    """Tell whether two geometries are the same to a centimetre, whichever way they are written."""
    return bool(shapely.equals_exact(one, other, 1.5 * 10.0**-_DECIMALS, normalize=True))


def _check_range(geometry: BaseGeometry) -> None:
    """Refuse what no mending makes right: `check_geometry` says what, and crossing itself is not looked at yet."""
    points = geometry if isinstance(geometry, shapely.Point) else shapely.MultiPoint(shapely.get_coordinates(geometry))
    check_geometry(points, "geometry")


def _read_level(value: object, depth: int, kind: str, mended: dict[str, None]) -> object:
    if depth == 0:
        return _read_position(value, mended)
    if not isinstance(value, list) or not value:
        found = "no coordinates" if value is None or value == [] else f"coordinates {_show(value)}"
        raise GeometryError("geometry", found=found, expected=f"a list, as a {kind} has it")
    read = [_read_level(part, depth - 1, kind, mended) for part in value]
    if depth == 1 and len(read) < _LEAST.get(kind, 1):
        raise GeometryError("geometry", found=f"{len(read)} positions", expected=f"{_LEAST[kind]} or more in a {kind}")
    if depth == 1 and kind.endswith("Polygon") and read[0] != read[-1]:
        mended[_RING] = None
        read.append(read[0])
    if depth == 1 and kind.endswith("Polygon") and len(read) < 4:
        raise GeometryError("geometry", found=f"a ring of {len(read) - 1} positions", expected="three or more")
    return read


def _read_position(value: object, mended: dict[str, None]) -> tuple[float, float]:
    if not isinstance(value, list) or len(value) < 2:
        raise GeometryError("geometry", found=f"position {_show(value)}", expected="longitude and latitude")
    if len(value) > 2:
        mended[HEIGHT] = None
    for ordinate in value[:2]:
        if not isinstance(ordinate, int | float) or isinstance(ordinate, bool):
            raise GeometryError("geometry", found=f"ordinate {_show(ordinate)}", expected="a number")
    return float(value[0]), float(value[1])


def _show(value: object) -> str:
    shown = repr(value)
    return shown if len(shown) < 40 else f"{shown[:40]}…"


def _to_shape(kind: str, coordinates: object) -> BaseGeometry:
    try:
        return shapely.geometry.shape({"type": kind, "coordinates": coordinates})
    except (ShapelyError, TypeError, ValueError) as error:
        raise GeometryError("geometry", found=str(error), expected=f"coordinates of a {kind}") from error


def _read_collection(members: object, nested: int) -> tuple[BaseGeometry, tuple[str, ...]]:
    if not isinstance(members, list) or not members or nested > _NESTED:
        raise GeometryError("geometry", found="an empty collection of geometries", expected="at least one")
    read = [read_shape(member, nested=nested + 1) for member in members if member not in (None, "null")]
    if not read:
        raise GeometryError("geometry", found="no geometry", expected="coordinates")
    return _join([shape for shape, _mended in read]), tuple(dict.fromkeys(m for _s, mended in read for m in mended))


def _join(shapes: list[BaseGeometry]) -> BaseGeometry:
    """Make one geometry of those of a collection, which must be of one type."""
    parts = [part for shape in shapes for part in _flatten(shape) if not part.is_empty]
    kinds = sorted({part.geom_type for part in parts})
    if len(kinds) > 1:
        raise GeometryError("geometry", found=f"a collection of {', '.join(kinds)}", expected="one type a place")
    if len(parts) == 1:
        return parts[0]
    if not kinds:
        return shapely.GeometryCollection()
    make: Mapping[str, Callable[..., BaseGeometry]] = {
        "Point": shapely.MultiPoint, "LineString": shapely.MultiLineString, "Polygon": shapely.MultiPolygon,
    }  # fmt: skip
    return make[kinds[0]](parts)


def _flatten(shape: BaseGeometry) -> Iterator[BaseGeometry]:
    if isinstance(shape, BaseMultipartGeometry):
        for part in shape.geoms:
            yield from _flatten(part)
    else:
        yield shape


def _cut(geometry: BaseGeometry) -> BaseGeometry:
    """Cut a line or polygon at the antimeridian where one step leads more than half around the globe, but not all."""
    if geometry.geom_type.endswith("Point") or not _leaps(geometry):
        return geometry
    turned = shapely.union_all([_unwrap(part) for part in shapely.get_parts(geometry)])
    if "Polygon" in geometry.geom_type and not turned.is_valid:
        turned = shapely.make_valid(turned, method="structure", keep_collapsed=False)
    pieces = []
    for turn in (-2, -1, 0, 1, 2):
        window = shapely.box(turn * _WHOLE_TURN - 180, -90, turn * _WHOLE_TURN + 180, 90)
        piece = shapely.transform(turned.intersection(window), lambda xy, t=turn: xy - [t * _WHOLE_TURN, 0])  # type: ignore[misc]
        pieces += [part for part in _flatten(piece) if part.geom_type in geometry.geom_type and not part.is_empty]
    return _join(pieces)


def _leaps(geometry: BaseGeometry) -> bool:
    return any(
        bool(((steps := np.abs(np.diff(shapely.get_coordinates(ring)[:, 0]))) > 180).any())
        and not (steps == _WHOLE_TURN).any()
        for part in shapely.get_parts(geometry)
        for ring in (shapely.get_rings(part) if part.geom_type == "Polygon" else [part])
    )


def _unwrap(part: BaseGeometry) -> BaseGeometry:
    """Count the longitudes of a line or ring on from its first position, each step the shorter way."""
    if part.geom_type != "Polygon":
        return shapely.LineString(_turn(shapely.get_coordinates(part)))
    rings = [_turn(shapely.get_coordinates(ring)) for ring in shapely.get_rings(part)]
    middle = rings[0][:, 0].mean()
    holes = [ring - [_WHOLE_TURN * round((ring[:, 0].mean() - middle) / _WHOLE_TURN), 0] for ring in rings[1:]]
    return shapely.Polygon(rings[0], holes)


def _turn(positions: np.ndarray) -> np.ndarray:
    return np.column_stack([np.unwrap(positions[:, 0], period=_WHOLE_TURN), positions[:, 1]])
