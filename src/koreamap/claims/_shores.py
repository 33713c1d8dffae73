"""Whose shore is whose, for measuring to it.

The mainland is parted along the Military Demarcation Line and the Han estuary. An island that lies beside the western
Northern Limit Line counts for the side of the line on which it lies, since that line divides who holds what; any other
for the state whose generalised outline is nearest. That is a rule for measuring, no statement on title.
"""

from __future__ import annotations

from functools import cache
from statistics import median
from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely import LineString, Polygon

from koreamap.claims._measuring import find_north_deg
from koreamap.equidistance import Coast, read_coast
from koreamap.errors import ClaimError

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from koreamap.claims._reference import Reference

__all__ = [
    "CUTS",
    "FIVE",
    "SEA_WINDOW",
    "clip_land",
    "coast_accuracy_m",
    "dprk_coast",
    "dprk_land",
    "island_coast",
    "rok_coast",
    "rok_land",
]

CUTS = ("nll", "mdl", "han-estuary", "dprk", "rok")
"""The features that part the land; whatever measures to a shore needs them."""

FIVE = "western-islands"
"""The group of the five islands that the Armistice names."""

SEA_WINDOW = (123.9, 36.4, 126.5, 38.9)
"""West, south, east, north, degrees: the shores that any point near the western line may be nearest to."""

_REACH_EAST_DEG = 0.05  # past the line's end on the east coast, so that it cuts the land through


def dprk_land(reference: Reference) -> tuple[Polygon, ...]:
    """Return the land north of the lines, the mainland first."""
    return _part_land(reference)[0]


def rok_land(reference: Reference) -> tuple[Polygon, ...]:
    """Return the land south of the lines, the mainland first."""
    return _part_land(reference)[1]


@cache
def dprk_coast(reference: Reference) -> Coast:
    """Return the northern shore of the West Sea (Yellow Sea), islets included."""
    return read_coast(_clip(dprk_land(reference)), SEA_WINDOW)


@cache
def rok_coast(reference: Reference) -> Coast:
    """Return the southern shore of the West Sea (Yellow Sea), all islands included."""
    five = [reference.geometry(island) for island in reference.members(FIVE)]
    return read_coast([*_clip(rok_land(reference)), *five], SEA_WINDOW)


@cache
def island_coast(reference: Reference, *island_ids: str) -> Coast:
    """Return the shore of some of the five islands; of all when none is named."""
    return read_coast([reference.geometry(island) for island in island_ids or reference.members(FIVE)])


def clip_land(land: tuple[Polygon, ...], frame: BaseGeometry) -> BaseGeometry:
    """Return what a frame or a line shares with some land."""
    return shapely.union_all([part.intersection(frame) for part in land if part.intersects(frame)])


def coast_accuracy_m(reference: Reference) -> float:
    """Return how well a shore in general is known, metres: the middle of the islands' figures.

    The greatest of them come from single spits, flats and land won from the sea, which do not move a whole shore.
    """
    return median(reference.accuracy_m(island) for island in reference.members(FIVE))


@cache
def _part_land(reference: Reference) -> tuple[tuple[Polygon, ...], tuple[Polygon, ...]]:
    mainland, *islands = reference.land
    north, south = _part_mainland(reference, mainland)
    middles = shapely.get_coordinates([island.representative_point() for island in islands])
    west, _south, east, _north = reference.geometry("nll").bounds
    outlines = [part for state in ("dprk", "rok") for part in shapely.get_parts(reference.geometry(state))]
    count = len(shapely.get_parts(reference.geometry("dprk")))
    nearest = shapely.STRtree(outlines).nearest(shapely.points(middles))
    is_beside = (middles[:, 0] >= west) & (middles[:, 0] <= east + 0.01) & (middles[:, 1] < 38.5)
    is_north = np.where(is_beside, find_north_deg(middles, reference.geometry("nll")) > 0, nearest < count)
    beyond, below = (tuple(np.array(islands)[mask]) for mask in (is_north, ~is_north))
    return (north, *beyond), (south, *below)


def _part_mainland(reference: Reference, mainland: Polygon) -> tuple[Polygon, Polygon]:
    """Cut the mainland along the Military Demarcation Line and the Han estuary."""
    mdl, estuary = reference.geometry("mdl"), reference.geometry("han-estuary")
    vertices = shapely.get_coordinates(mdl)
    beyond = vertices[-1] + np.array([_REACH_EAST_DEG, 0])
    cut = shapely.union_all([mainland.boundary, LineString([*vertices, beyond]), estuary])
    pieces = [face for face in shapely.polygonize([cut]).geoms if isinstance(face, Polygon)]
    faces = sorted(
        (face for face in pieces if mainland.contains(face.representative_point())), key=lambda face: face.area
    )
    if len(faces) < 2 or faces[-2].area < mainland.area / 4:
        raise ClaimError("land", found="a mainland in one piece", expected="two, parted by mdl and han-estuary")
    north, south = sorted(faces[-2:], key=lambda face: -face.centroid.y)
    return north, south


def _clip(land: tuple[Polygon, ...]) -> list[Polygon]:
    """Keep the islands whole and the mainland's edge as it is: only strokes outside the window are left out later."""
    near = shapely.box(*SEA_WINDOW)
    return [part for part in land if part.intersects(near)]
