"""Measure distances to whole coasts, and draw the median line between two of them.

Every point of a median line is as far from the one coast as from the other. Distances are geodesic on WGS 84: the
nearest place of a coast is sought along straight chords in space, short enough to be as good as the ground, and the
distance to it is then the geodesic's. No projection is used.

The line is the zero of *distance to the first coast minus distance to the second*. That difference changes by two
metres at most with each metre of the way, so a square whose middle is farther from zero than its half diagonal allows
holds none of the line and is dropped; the others are quartered. Nothing of the line can be missed.

References
----------
United Nations Convention on the Law of the Sea, article 15 (the median line); Karney (2013) for the geodesic.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely
from pyproj import Geod
from shapely.geometry import LineString, MultiLineString

from koreamap.errors import GeometryError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    Points = NDArray[np.float64]

__all__ = ["Coast", "build_median", "find_distances_m", "find_feet", "read_coast", "sample_line"]

_GEOD = Geod(ellps="WGS84")
_CHORD_M = 1000.0  # the ground rises less than 3 cm above a chord of this length
_SQUARE_DEG = 0.1  # points are measured by clusters of this width, each to the strokes in its reach
_FIRST_SIDE_DEG, _TRACED_SIDE_DEG, _LEAST_SIDE_DEG = 0.064, 0.008, 0.0005
_HALVINGS, _REFINEMENTS = 12, 12
_REACHES = (2.0, 4.0, 8.0, 16.0, 0.0)  # times half a stroke's length, to its sides
_SAMPLES = (0.25, 0.5, 0.75)  # of a stroke, where the promise is checked
_CORNERS = ((0, 0), (1, 0), (1, 1), (0, 1))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Coast:
    """The edges of some land, ready to be measured to.

    Parameters
    ----------
    starts, ends
        (lon, lat) of each stroke's two ends, degrees, shape (n, 2).
    """

    starts: Points
    ends: Points


def read_coast(geometries: Sequence[BaseGeometry], window: tuple[float, float, float, float] | None = None) -> Coast:
    """Take the edges of polygons.

    Parameters
    ----------
    geometries
        Polygons or lines, WGS 84.
    window
        West, south, east, north, degrees: strokes wholly outside are left out, to save work.

    Returns
    -------
    No stroke longer than a kilometre.

    Raises
    ------
    koreamap.errors.GeometryError
        When nothing is left.
    """
    pairs = [
        shapely.get_coordinates(ring)
        for geometry in geometries
        for part in shapely.get_parts(geometry)
        for ring in (shapely.get_rings(part) if isinstance(part, shapely.Polygon) else [part])
    ]
    strokes = [np.hstack([ring[:-1], ring[1:]]) for ring in pairs if len(ring) > 1]
    every = np.vstack(strokes) if strokes else np.empty((0, 4))
    if window is not None:
        west, south, east, north = window
        lons, lats = every[:, [0, 2]], every[:, [1, 3]]
        every = every[(lons.max(1) >= west) & (lons.min(1) <= east) & (lats.max(1) >= south) & (lats.min(1) <= north)]
    if not len(every):
        raise GeometryError("coast", found="no edge", expected="polygons that reach the window")
    every = _shorten(every)
    return Coast(starts=every[:, :2], ends=every[:, 2:])


def find_distances_m(points: Points, coast: Coast) -> NDArray[np.float64]:
    """Return the geodesic distance from each point to the nearest place of a coast.

    Parameters
    ----------
    points
        (lon, lat), degrees, shape (n, 2). A point inside the land is measured to its edge too.
    coast
        From `read_coast`.

    Returns
    -------
    Metres, shape (n,).
    """
    points = np.atleast_2d(points)
    return np.asarray(_GEOD.inv(*points.T, *find_feet(points, coast).T)[2], dtype=np.float64)


def find_feet(points: Points, coast: Coast) -> Points:
    """Return the place of a coast that is nearest to each point.

    Parameters
    ----------
    points
        (lon, lat), degrees, shape (n, 2).
    coast
        From `read_coast`.

    Returns
    -------
    (lon, lat), degrees, shape (n, 2).
    """
    points = np.atleast_2d(np.asarray(points, dtype=np.float64))
    starts, ends, here = _to_space(coast.starts), _to_space(coast.ends), _to_space(points)
    feet = np.empty_like(points)
    _squares, which = np.unique(np.floor(points / _SQUARE_DEG), axis=0, return_inverse=True)
    order = np.argsort(which.ravel(), kind="stable")
    for rows in np.split(order, np.flatnonzero(np.diff(which.ravel()[order])) + 1):
        kept = _find_candidates(here[rows], starts)
        shares, best = _find_nearest(here[rows], starts[kept], ends[kept])
        one, other = coast.starts[kept][best], coast.ends[kept][best]
        feet[rows] = one + (other - one) * shares[:, None]
    return feet


def sample_line(line: BaseGeometry, step_m: float) -> tuple[Points, NDArray[np.float64]]:
    """Cut a line into equal short strokes, leg by leg, and return their middles and lengths.

    Parameters
    ----------
    line
        LineString or MultiLineString, WGS 84.
    step_m
        The greatest length of a stroke.

    Returns
    -------
    (lon, lat) of the middles, degrees, shape (n, 2); metres, shape (n,).
    """
    middles, lengths = [], []
    for part in shapely.get_parts(line):
        vertices = shapely.get_coordinates(part)
        legs = np.asarray(_GEOD.inv(*vertices[:-1].T, *vertices[1:].T)[2])
        for start, end, leg_m in zip(vertices[:-1], vertices[1:], legs, strict=True):
            count = max(1, math.ceil(leg_m / step_m))
            shares = (np.arange(count) + 0.5) / count
            middles.append(start + (end - start) * shares[:, None])
            lengths.append(np.full(count, leg_m / count))
    return np.vstack(middles), np.concatenate(lengths)


def build_median(
    first: Coast, second: Coast, *, window: tuple[float, float, float, float], tolerance_m: float
) -> MultiLineString:
    """Draw all points of a window that are as far from one coast as from the other.

    Parameters
    ----------
    first, second
        Two coasts that do not touch.
    window
        West, south, east, north, degrees.
    tolerance_m
        The two distances differ by no more than this at the vertices and along the strokes between them.

    Returns
    -------
    One line for each stretch; closed where it rings an island.

    Raises
    ------
    koreamap.errors.GeometryError
        When no such point lies in the window, or the tolerance cannot be held.
    """
    coasts, side = (first, second), _FIRST_SIDE_DEG
    cells = _cover(window, side)
    while side >= _LEAST_SIDE_DEG and len(cells):
        cells = _keep_near(cells, side, coasts)
        if side <= _TRACED_SIDE_DEG and len(cells):
            strokes = _refine(_trace(cells, side, coasts), coasts, tolerance_m)
            if strokes is not None:
                return _join(strokes)
        cells, side = _quarter(cells), side / 2
    raise GeometryError(
        "median line", found=f"no line within {tolerance_m} m", expected="two coasts apart, or a wider tolerance"
    )


def _shorten(strokes: Points) -> Points:
    """Cut strokes that are longer than a chord may be."""
    lengths = np.asarray(_GEOD.inv(*strokes.T)[2])
    counts = np.maximum(1, np.ceil(lengths / _CHORD_M)).astype(int)
    which = np.repeat(np.arange(len(strokes)), counts)
    number = np.arange(len(which)) - np.repeat(np.cumsum(counts) - counts, counts)
    starts, ends = strokes[which, :2], strokes[which, 2:]
    low, high = (number / counts[which])[:, None], ((number + 1) / counts[which])[:, None]
    return np.hstack([starts + (ends - starts) * low, starts + (ends - starts) * high])


def _to_space(points: Points) -> Points:
    """Turn longitude and latitude on the ellipsoid into metres from the earth's centre."""
    lons, lats = np.radians(points).T
    normal = _GEOD.a / np.sqrt(1 - _GEOD.es * np.sin(lats) ** 2)
    flat = normal * np.cos(lats)
    return np.column_stack([flat * np.cos(lons), flat * np.sin(lons), normal * (1 - _GEOD.es) * np.sin(lats)])


def _find_candidates(here: Points, starts: Points) -> NDArray[np.intp]:
    """Name the strokes that may be nearest to some point of a cluster, by the triangle's inequality."""
    centre = here.mean(axis=0)
    radius = np.sqrt(((here - centre) ** 2).sum(axis=1).max())
    away = starts - centre
    distances = np.sqrt(np.einsum("ij,ij->i", away, away))
    return np.flatnonzero(distances <= distances.min() + 2 * radius + _CHORD_M + 1)


def _find_nearest(here: Points, starts: Points, ends: Points) -> tuple[NDArray[np.float64], NDArray[np.intp]]:
    """Return how far along its nearest stroke each point's foot lies, from 0 to 1, and which stroke that is."""
    centre = starts.mean(axis=0)  # near numbers keep their digits
    here, starts, strokes = here - centre, starts - centre, ends - starts
    squares = (strokes**2).sum(axis=1)
    along = here @ strokes.T - (starts * strokes).sum(axis=1)
    shares = np.clip(along / np.where(squares > 0, squares, 1), 0, 1)
    to_start = (here**2).sum(axis=1)[:, None] - 2 * here @ starts.T + (starts**2).sum(axis=1)
    best = (to_start - 2 * shares * along + shares**2 * squares).argmin(axis=1)
    return shares[np.arange(len(here)), best], best


def _difference(points: Points, coasts: tuple[Coast, Coast]) -> NDArray[np.float64]:
    return find_distances_m(points, coasts[0]) - find_distances_m(points, coasts[1])


def _cover(window: tuple[float, float, float, float], side: float) -> NDArray[np.int64]:
    """List the squares of a world grid that cover a window, by column and row."""
    west, south, east, north = window
    columns = np.arange(math.floor(west / side), math.ceil(east / side))
    rows = np.arange(math.floor(south / side), math.ceil(north / side))
    return np.stack(np.meshgrid(columns, rows, indexing="ij"), axis=-1).reshape(-1, 2)


def _keep_near(cells: NDArray[np.int64], side: float, coasts: tuple[Coast, Coast]) -> NDArray[np.int64]:
    """Drop the squares that cannot hold a point of the line."""
    centres = np.asarray((cells + 0.5) * side, dtype=np.float64)
    corners = np.asarray(cells * side, dtype=np.float64)
    half_diagonals = np.maximum(
        np.asarray(_GEOD.inv(*centres.T, *corners.T)[2]),
        np.asarray(_GEOD.inv(*centres.T, *(corners + np.array([0, side])).T)[2]),
    )
    kept: NDArray[np.int64] = cells[np.abs(_difference(centres, coasts)) <= 2 * half_diagonals]
    return kept


def _quarter(cells: NDArray[np.int64]) -> NDArray[np.int64]:
    quarters: NDArray[np.int64] = (2 * cells[:, None, :] + np.array(_CORNERS)).reshape(-1, 2)
    return quarters


def _trace(cells: NDArray[np.int64], side: float, coasts: tuple[Coast, Coast]) -> Points:
    """Draw a stroke through each square whose corners lie on both sides; shape (n, 2, 2)."""
    corners = cells[:, None, :] + np.array(_CORNERS)
    unique, index = np.unique(corners.reshape(-1, 2), axis=0, return_inverse=True)
    signs = (_difference(unique * side, coasts) > 0)[index.reshape(-1, 4)]
    edges = []
    for corner_row, sign_row in zip(corners, signs, strict=True):
        crossed = [number for number in range(4) if sign_row[number] != sign_row[(number + 1) % 4]]
        for one, other in zip(crossed[::2], crossed[1::2], strict=True):
            pairs = (corner_row[[number, (number + 1) % 4]].tolist() for number in (one, other))
            edges.append([sorted(pair) for pair in pairs])
    if not edges:
        return np.empty((0, 2, 2))
    single, which = np.unique(np.array(edges).reshape(-1, 4), axis=0, return_inverse=True)
    crossings = _halve(single[:, :2] * side, single[:, 2:] * side, coasts)
    strokes: Points = crossings[which.reshape(-1, 2)]
    return strokes


def _halve(low: Points, high: Points, coasts: tuple[Coast, Coast]) -> Points:
    """Find the zero on each edge, whose ends lie on both sides of it."""
    is_positive = _difference(low, coasts) > 0
    for _round in range(_HALVINGS):
        middle = (low + high) / 2
        goes_up = ((_difference(middle, coasts) > 0) == is_positive)[:, None]
        low, high = np.where(goes_up, middle, low), np.where(goes_up, high, middle)
    return (low + high) / 2


def _refine(strokes: Points, coasts: tuple[Coast, Coast], tolerance_m: float) -> Points | None:
    """Bend strokes until all are as good as promised, not at their ends alone; None where that fails."""
    done: list[Points] = []
    for _round in range(_REFINEMENTS):
        if not len(strokes):
            break
        start, end = strokes[:, 0], strokes[:, 1]
        points = [start, *(start + (end - start) * share for share in _SAMPLES), end]
        worst = np.max([np.abs(_difference(part, coasts)) for part in points], axis=0)
        is_bent = worst > tolerance_m
        done.append(strokes[~is_bent])
        start, end = start[is_bent], end[is_bent]
        if not len(start):
            break
        middle = _find_between(start, end, coasts)
        if middle is None:
            return None
        strokes = np.vstack([np.stack([start, middle], axis=1), np.stack([middle, end], axis=1)])
    else:
        return None
    return np.vstack(done) if done else None


def _find_between(start: Points, end: Points, coasts: tuple[Coast, Coast]) -> Points | None:
    """Find the zero abreast of each stroke's middle, reaching farther to the sides where it is not near."""
    middle = (start + end) / 2
    aside = ((end - start) @ np.array([[0.0, 1.0], [-1.0, 0.0]])) / 2
    low, high = middle - aside, middle + aside
    for reach in _REACHES:
        is_open = (_difference(low, coasts) > 0) == (_difference(high, coasts) > 0)
        if not is_open.any():
            return _halve(low, high, coasts)
        low[is_open], high[is_open] = (middle - reach * aside)[is_open], (middle + reach * aside)[is_open]
    return None


def _join(strokes: Points) -> MultiLineString:
    joined = shapely.line_merge(MultiLineString(list(strokes)))
    return MultiLineString([part for part in shapely.get_parts(joined) if isinstance(part, LineString)])
