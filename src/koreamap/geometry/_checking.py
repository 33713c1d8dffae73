"""Geometries as they come in and go out: read, checked, rounded."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely.errors import ShapelyError

from koreamap.errors import GeometryError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shapely.geometry.base import BaseGeometry

_MOST_SNAPS = 8
"""Times that an area is snapped to its grid: what closes a break may put another corner beside an edge."""


def read_geometry(member: Mapping[str, object] | None, what: str) -> BaseGeometry:
    """Make a geometry of a GeoJSON geometry object.

    Parameters
    ----------
    member
        The object, WGS 84.
    what
        Whose it is, for messages.

    Returns
    -------
    Valid and not empty.

    Raises
    ------
    koreamap.errors.GeometryError
        When it is missing, malformed, empty, out of range or not valid.

    Examples
    --------
    >>> read_geometry({"type": "Point", "coordinates": [126.98, 37.57]}, "Seoul").wkt
    'POINT (126.98 37.57)'
    """
    if not member:
        raise GeometryError(what, found="no geometry", expected="a GeoJSON geometry")
    try:
        geometry = shapely.geometry.shape(dict(member))
    except (AttributeError, IndexError, KeyError, ShapelyError, TypeError, ValueError) as error:
        raise GeometryError(what, found=str(error), expected="a GeoJSON geometry") from error
    check_geometry(geometry, what)
    return geometry


def check_geometry(geometry: BaseGeometry, what: str) -> None:
    """Refuse a geometry that is empty, not valid or not on the globe.

    Parameters
    ----------
    geometry
        WGS 84, degrees.
    what
        Whose it is, for messages.

    Raises
    ------
    koreamap.errors.GeometryError
        When it is any of these.

    Examples
    --------
    >>> check_geometry(shapely.Point(37.57, 126.98), "Seoul")
    Traceback (most recent call last):
    koreamap.errors.GeometryError: Seoul: found latitude 126.98, expected degrees; are the axes swapped?
    """
    if geometry.is_empty:
        raise GeometryError(what, found="an empty geometry", expected="coordinates")
    lons, lats = shapely.get_coordinates(geometry).T
    if not (np.isfinite(lons).all() and np.isfinite(lats).all()):
        raise GeometryError(what, found="NaN or infinity", expected="finite degrees")
    for name, values, limit in (("longitude", lons, 180.0), ("latitude", lats, 90.0)):
        worst = float(values[np.abs(values).argmax()])
        if abs(worst) > limit:
            raise GeometryError(what, found=f"{name} {worst}", expected="degrees; are the axes swapped?")
    if not geometry.is_valid:
        raise GeometryError(what, found=shapely.is_valid_reason(geometry), expected="a valid geometry")


def round_geometry(geometry: BaseGeometry, decimals: int) -> BaseGeometry:
    """Round coordinates, close what rounding broke, and turn rings by the right-hand rule.

    Stops with `GeometryError` when nothing valid is left.

    Parameters
    ----------
    geometry
        WGS 84.
    decimals
        Of a degree: 7 is a centimetre, 5 a metre.

    Returns
    -------
    Valid, no negative zero, outer rings counter-clockwise; rounded once more it stays as it is.

    Examples
    --------
    >>> round_geometry(shapely.Point(-0.00000001, 37.123456789), 7).wkt
    'POINT (0 37.1234568)'
    """
    rounded = _round_once(geometry, decimals)
    for _ in range(_MOST_SNAPS if "Polygon" in geometry.geom_type else 0):
        again = _round_once(rounded, decimals)
        if again.normalize() == rounded.normalize():
            break
        rounded = again
    return shapely.orient_polygons(rounded)


def _round_once(geometry: BaseGeometry, decimals: int) -> BaseGeometry:
    grid = 10.0**-decimals
    if "Polygon" in geometry.geom_type:
        snapped = shapely.set_precision(geometry, grid, mode="valid_output")
    else:
        snapped = shapely.remove_repeated_points(shapely.set_precision(geometry, grid, mode="pointwise"))
    rounded = shapely.transform(snapped, lambda values: np.round(values, decimals) + 0.0)
    if rounded.is_empty or not rounded.is_valid:
        raise GeometryError("geometry", found=f"nothing valid at {decimals} decimals", expected="a larger geometry")
    return rounded
