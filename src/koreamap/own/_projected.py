"""Coordinates of a projection: which one a file means, and how to come from it to WGS 84."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import shapely

from koreamap.errors import GeometryError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from shapely.geometry.base import BaseGeometry

__all__ = ["Projection", "ask_for_crs", "find_projection", "read_crs_member"]

_CODE = re.compile(r"(?:urn:ogc:def:crs:)?EPSG:(?:[\d.]*:)?(\d{4,6})", re.IGNORECASE)
_DEGREES = re.compile(r"(?:urn:ogc:def:crs:)?OGC:(?:[\d.]*:)?CRS84h?|WGS ?84", re.IGNORECASE)
_EXPECTED = "an EPSG code such as EPSG:5179"
_FARTHEST = 400.0
"""Beyond it no number is meant for degrees; what lies between is a mistake in degrees."""
_MARGIN = 2.0
"""Degrees by which a place may lie outside of where a projection is meant for."""


class Projection(NamedTuple):
    """A coordinate system.

    Parameters
    ----------
    code, title
        ``EPSG:5179`` and its name.
    to_degrees
        Takes positions, shape (n, 2), east and north, to longitude and latitude on WGS 84.
    bounds
        West, south, east, north of where it is meant for, degrees; None where nobody says.
    """

    code: str
    title: str
    to_degrees: Callable[[np.ndarray], np.ndarray]
    bounds: tuple[float, float, float, float] | None

    def read(self, geometry: BaseGeometry) -> BaseGeometry:
        """Bring a geometry to WGS 84, degrees.

        Raises
        ------
        koreamap.errors.GeometryError
            When it lies where the projection is not meant for.
        """
        turned = shapely.transform(geometry, self.to_degrees)
        if self.bounds and not turned.is_empty:
            west, south, east, north = self.bounds
            inside = west - _MARGIN, south - _MARGIN, east + _MARGIN, north + _MARGIN
            bounds = shapely.bounds(turned)
            if not (
                np.isfinite(bounds).all() and (bounds[:2] >= inside[:2]).all() and (bounds[2:] <= inside[2:]).all()
            ):
                x, y = shapely.get_coordinates(geometry)[0]
                expected = f"them where {self.code} is meant for; are the axes swapped?"
                raise GeometryError("geometry", found=f"coordinates {x:g}, {y:g}", expected=expected)
        return turned


def find_projection(name: str) -> Projection | None:
    """Find a coordinate system by the name that a file or a user gives it.

    Returns
    -------
    None for WGS 84 itself, whose order is longitude and latitude here, whatever its register says.

    Raises
    ------
    koreamap.errors.GeometryError
        When the name is no EPSG code, or none that there is.
    """
    name = name.strip()
    if _DEGREES.fullmatch(name):
        return None
    if not (found := _CODE.fullmatch(name)):
        raise GeometryError("crs", found=repr(name[:60]), expected=_EXPECTED)
    if found[1] in {"4326", "4979"}:
        return None
    from pyproj import CRS, Transformer  # noqa: PLC0415 - only few files need it
    from pyproj.exceptions import CRSError  # noqa: PLC0415 - as above

    try:
        crs = CRS.from_epsg(int(found[1]))
    except CRSError as error:
        raise GeometryError("crs", found=f"EPSG:{found[1]}, which there is not", expected=_EXPECTED) from error
    transformer = Transformer.from_crs(crs, "EPSG:4326", always_xy=True, only_best=False)

    def to_degrees(positions: np.ndarray) -> np.ndarray:
        lons, lats = transformer.transform(positions[:, 0], positions[:, 1])
        return np.column_stack([lons, lats])

    area = crs.area_of_use
    bounds = (area.west, area.south, area.east, area.north) if area and area.west < area.east else None
    return Projection(f"EPSG:{found[1]}", crs.name, to_degrees, bounds)


def read_crs_member(member: object) -> str:
    """Return the name of the coordinate system in the member that GeoJSON had before RFC 7946; empty for none.

    Raises
    ------
    koreamap.errors.GeometryError
        When it is a link, or anything else without a name.
    """
    match member:
        case None:
            return ""
        case {"type": "name", "properties": {"name": str(name)}}:
            return name
        case {"type": "EPSG", "properties": {"code": int(code)}}:
            return f"EPSG:{code}"
    raise GeometryError("crs", found="a crs that is not a name", expected=_EXPECTED)


def ask_for_crs(geometries: Iterable[BaseGeometry | None], name: str) -> None:
    """Ask which projection a file is in whose coordinates can be no degrees.

    Raises
    ------
    koreamap.errors.GeometryError
        When most of its geometries lie far off the globe.
    """
    drawn = [geometry for geometry in geometries if geometry is not None and not geometry.is_empty]
    far = [geometry for geometry in drawn if _is_far(shapely.bounds(geometry).tolist())]
    if far and 2 * len(far) > len(drawn):
        x, y = shapely.get_coordinates(far[0])[0]
        expected = "degrees; say which projection it is in, such as EPSG:5179, 5186 or 32652 (--crs)"
        raise GeometryError(name, found=f"coordinates like {x:.10g}, {y:.10g}", expected=expected)


def _is_far(bounds: Sequence[float]) -> bool:
    return all(np.isfinite(bounds)) and max(map(abs, bounds)) > _FARTHEST
