"""Put a part of the world on a rectangle of the page: EPSG:5179, scale, graticule, scale bar and north.

References
----------
EPSG:5179, Korea 2000 / Unified CS: transverse Mercator on GRS 80, central meridian 127.5° E, scale factor 0.9996.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, TypeVar

import numpy as np
import shapely
from shapely.geometry import LineString, box

from koreamap.drawing.extents import REACH
from koreamap.errors import ExportError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from pyproj import Proj, Transformer
    from shapely.geometry.base import BaseGeometry

    from koreamap.drawing.extents import Bbox
    from koreamap.export._sheet.plan import Rect

__all__ = [
    "Projection",
    "find_extent",
    "find_graticule",
    "measure_ground_km",
    "nice_length",
    "project_extent",
    "true_north_deg",
]

_Axis = TypeVar("_Axis", float, "NDArray[np.float64]")

_STEPS_MIN = (600, 300, 120, 60, 30, 20, 10, 5, 2, 1)
_GEOD = "WGS84"
_TOUCH_MM = 1e-6
_COLLECTION = 7
"""GEOS's number for the type."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Projection:
    """A map on the page.

    Parameters
    ----------
    rect
        The frame, mm.
    west_m, south_m
        Of the frame's lower left corner in EPSG:5179.
    scale
        The denominator.
    bbox
        West, south, east, north in degrees, of all that the frame shows.
    """

    rect: Rect
    west_m: float
    south_m: float
    scale: int
    bbox: Bbox

    @property
    def center(self) -> tuple[float, float]:
        """Longitude and latitude of the middle, degrees."""
        lon, lat = _to_degrees(*self.to_metres(*self.rect.center))
        return float(lon), float(lat)

    @property
    def web_zoom(self) -> float:
        """The web map zoom at which a label would be as large beside the land; print bears one and a half more."""
        return math.log2(559_082_264 * math.cos(math.radians(self.center[1])) / self.scale) + 1.5

    def to_metres(self, x_mm: _Axis, y_mm: _Axis) -> tuple[_Axis, _Axis]:
        """Turn a place on the page into EPSG:5179."""
        per_mm = self.scale / 1000
        return self.west_m + (x_mm - self.rect.x) * per_mm, self.south_m + (y_mm - self.rect.y) * per_mm

    def to_page(self, geometry: BaseGeometry, *, beyond: float = 0) -> BaseGeometry:
        """Turn a geometry in degrees into millimetres on the page, cut at the frame.

        Parameters
        ----------
        geometry
            WGS 84, (lon, lat).
        beyond
            What is kept outside the frame, mm. Then it is for the pen alone: areas may meet themselves.

        Returns
        -------
        Perhaps empty.
        """
        page: BaseGeometry = self.to_pages([geometry], beyond=beyond)[0]
        return page

    def to_pages(self, geometries: Sequence[BaseGeometry], *, beyond: float = 0) -> NDArray[np.object_]:
        """Turn geometries in degrees into millimetres on the page, all at once, as `to_page` does one."""
        west, south, east, north = self.bbox
        near = shapely.clip_by_rect(geometries, west - 0.5, south - 0.5, east + 0.5, north + 0.5)
        page = shapely.transform(near, self._project)
        cut: NDArray[np.object_] = shapely.clip_by_rect(page, *self.rect.shrink(-beyond).bounds)
        if not beyond:
            for row in np.flatnonzero(~shapely.is_valid(cut)).tolist():
                cut[row] = shapely.make_valid(cut[row])
            for row in np.flatnonzero(shapely.get_type_id(cut) == _COLLECTION).tolist():
                cut[row] = _keep_dimension(cut[row], geometries[row])
        return cut

    def are_shown(self, geometries: Sequence[BaseGeometry]) -> NDArray[np.bool_]:
        """Tell of each of some geometries in degrees whether any of it lies in the frame."""
        return np.asarray(~shapely.is_empty(self.to_pages(geometries)))

    def from_metres(self, x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.float64]:
        """Turn places in EPSG:5179 into places on the page, a row each."""
        per_m = 1000 / self.scale
        return np.column_stack([self.rect.x + (x - self.west_m) * per_m, self.rect.y + (y - self.south_m) * per_m])

    def _project(self, lonlat: NDArray[np.float64]) -> NDArray[np.float64]:
        return self.from_metres(*_to_korea().transform(*lonlat.T))


def _keep_dimension(cut: BaseGeometry, whole: BaseGeometry) -> BaseGeometry:
    """Leave out the points and lines that cutting an area leaves where it only touches the frame."""
    parts = shapely.get_parts(cut)
    return shapely.union_all(parts[shapely.get_dimensions(parts) == shapely.get_dimensions(whole)])


@cache
def _to_korea() -> Transformer:
    from pyproj import Transformer  # noqa: PLC0415 - a quarter of a second that only a sheet needs

    return Transformer.from_crs("EPSG:4326", "EPSG:5179", always_xy=True)


def _to_degrees(x: _Axis, y: _Axis) -> tuple[_Axis, _Axis]:
    found: tuple[_Axis, _Axis] = _to_korea().transform(x, y, direction="INVERSE")
    return found


@cache
def _korea() -> Proj:
    from pyproj import Proj  # noqa: PLC0415 - as above

    return Proj("EPSG:5179")


def find_extent(bbox: Bbox) -> tuple[float, float, float, float]:
    """Return the box around an extent in EPSG:5179.

    Parameters
    ----------
    bbox
        West, south, east, north in degrees.

    Returns
    -------
    West, south, east, north in metres; it holds the whole of the curved outline.

    Raises
    ------
    koreamap.errors.ExportError
        When the extent leaves East Asia, where the projection no longer serves.
    """
    reach = box(*REACH)
    if not reach.contains(box(*bbox)):
        west, south, east, north = REACH
        raise ExportError(
            "extent of a print sheet",
            found=",".join(f"{value:g}" for value in bbox),
            expected=f"one within {west:g}-{east:g}° E, {south:g}-{north:g}° N",
        )
    lon, lat = shapely.get_coordinates(shapely.segmentize(box(*bbox).exterior, 0.05)).T
    x, y = _to_korea().transform(lon, lat)
    return float(x.min()), float(y.min()), float(x.max()), float(y.max())


def project_extent(extent_m: tuple[float, float, float, float], rect: Rect, scale: int | None = None) -> Projection:
    """Centre an extent on a rectangle of the page.

    Parameters
    ----------
    extent_m
        West, south, east, north in EPSG:5179, metres.
    rect
        The frame, mm.
    scale
        The denominator; as large a map as fits by default.

    Returns
    -------
    Showing at least the extent, when the scale allows.
    """
    west, south, east, north = extent_m
    scale = scale or math.ceil(max((east - west) / rect.width, (north - south) / rect.height) * 1000)
    half_w, half_h = rect.width * scale / 2000, rect.height * scale / 2000
    x, y = (west + east) / 2, (south + north) / 2
    outline = shapely.segmentize(box(x - half_w, y - half_h, x + half_w, y + half_h).exterior, half_w / 20)
    lon, lat = _to_degrees(*shapely.get_coordinates(outline).T)
    bbox = (float(lon.min()), float(lat.min()), float(lon.max()), float(lat.max()))
    return Projection(rect=rect, west_m=x - half_w, south_m=y - half_h, scale=scale, bbox=bbox)


def true_north_deg(projection: Projection) -> float:
    """Return the angle of true north at the middle of the sheet, degrees counter-clockwise from the top of the page."""
    return float(_korea().get_factors(*projection.center).meridian_convergence)


def measure_ground_km(projection: Projection) -> float:
    """Return how many kilometres on the ellipsoid one centimetre at the middle of the sheet is, from left to right."""
    from pyproj import Geod  # noqa: PLC0415 - a quarter of a second that only a sheet needs

    x, y = projection.rect.center
    ends = [_to_degrees(*projection.to_metres(x + dx, y)) for dx in (-5, 5)]
    _there, _back, metres = Geod(ellps=_GEOD).inv(*ends[0], *ends[1])
    return float(metres) / 1000


def nice_length(longest: float) -> float:
    """Return the greatest of 1, 2, 5, 10, 20, 50 ... that is not longer than `longest`."""
    power = 10 ** math.floor(math.log10(longest))
    return float(max(m * power for m in (1, 2, 5) if m * power <= longest * (1 + 1e-9)))


@dataclass(frozen=True, slots=True, kw_only=True)
class GraticuleLine:
    """A meridian or parallel on the page.

    Parameters
    ----------
    line
        Cut at the frame, mm.
    minute
        Of arc, positive east and north.
    is_meridian
        Else a parallel.
    ends
        Where it meets the edges that bear its label: (x, y) in mm; below and above for a meridian, left and right
        for a parallel.
    """

    line: BaseGeometry
    minute: int
    is_meridian: bool
    ends: tuple[tuple[float, float], ...]

    @property
    def label(self) -> str:
        """``126° E``; minutes where there are any."""
        return _degrees(self.minute, "EW" if self.is_meridian else "NS")


def find_graticule(projection: Projection) -> tuple[GraticuleLine, ...]:
    """Find the meridians and parallels of a projection, at least three of each where a step of whole minutes allows.

    Parameters
    ----------
    projection
        The map.

    Returns
    -------
    Meridians from west to east, then parallels from south to north.
    """
    west, south, east, north = projection.bbox
    step = next((s for s in _STEPS_MIN if min(east - west, north - south) * 60 / s >= 3), _STEPS_MIN[-1])
    meridians = [_graticule_line(projection, minute, is_meridian=True) for minute in _multiples(west, east, step)]
    parallels = [_graticule_line(projection, minute, is_meridian=False) for minute in _multiples(south, north, step)]
    return tuple(line for line in meridians + parallels if not line.line.is_empty)


def _multiples(low_deg: float, high_deg: float, step_min: int) -> range:
    return range(math.ceil(low_deg * 60 / step_min) * step_min, math.floor(high_deg * 60) + 1, step_min)


def _graticule_line(projection: Projection, minute: int, *, is_meridian: bool) -> GraticuleLine:
    west, south, east, north = projection.bbox
    at = minute / 60
    ends = [(at, south - 0.1), (at, north + 0.1)] if is_meridian else [(west - 0.1, at), (east + 0.1, at)]
    whole = projection.to_page(shapely.segmentize(LineString(ends), 0.05), beyond=1)
    line = shapely.intersection(whole, box(*projection.rect.bounds))
    left, bottom, right, top = projection.rect.bounds
    axis, edges = (1, (bottom, top)) if is_meridian else (0, (left, right))
    points = shapely.get_coordinates(line)
    ends_mm = [point for edge in edges for point in points[np.abs(points[:, axis] - edge) < _TOUCH_MM].tolist()]
    return GraticuleLine(line=line, minute=minute, is_meridian=is_meridian, ends=tuple(map(tuple, ends_mm)))


def _degrees(minute: int, letters: str) -> str:
    letter = letters[0] if minute >= 0 else letters[1]
    degrees, rest = divmod(abs(minute), 60)
    return f"{degrees}° {rest:02d}\u2032 {letter}" if rest else f"{degrees}° {letter}"
