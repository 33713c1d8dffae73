"""Whose shore is whose, for measuring to it.

The mainland is parted along the Military Demarcation Line and the Han estuary. An island that lies beside the western
Northern Limit Line counts for the side of the line on which it lies, since that line divides who holds what; any other
for the state whose generalised outline is nearest. That is a rule for measuring, no statement on title.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely import LineString, Polygon

from koreamap.equidistance import Coast, read_coast
from koreamap.errors import ClaimError

if TYPE_CHECKING:
    from koreamap.claims._ground import Ground

__all__ = [
    "CUTS",
    "ISLANDS",
    "SEA_WINDOW",
    "coast_accuracy_m",
    "dprk_coast",
    "dprk_land",
    "island_coast",
    "rok_coast",
    "rok_land",
]

CUTS = ("nll", "mdl", "han-estuary", "dprk", "rok")
"""The features that part the land; whatever measures to a shore needs them."""

ISLANDS = ("baengnyeongdo", "daecheongdo", "socheongdo", "yeonpyeongdo", "u-do")
SEA_WINDOW = (123.9, 36.4, 126.5, 38.9)
"""West, south, east, north, degrees: the shores that any point near the western line may be nearest to."""

_REACH_EAST_DEG = 0.05  # past the line's end on the east coast, so that it cuts the land through


@cache
def dprk_land(ground: Ground) -> tuple[Polygon, ...]:
    """Return the land north of the lines, the mainland first."""
    return _part_land(ground)[0]


@cache
def rok_land(ground: Ground) -> tuple[Polygon, ...]:
    """Return the land south of the lines, the mainland first."""
    return _part_land(ground)[1]


@cache
def dprk_coast(ground: Ground) -> Coast:
    """Return the northern shore of the Yellow Sea, islets included."""
    return read_coast(_clip(dprk_land(ground)), SEA_WINDOW)


@cache
def rok_coast(ground: Ground) -> Coast:
    """Return the southern shore of the Yellow Sea, all islands included."""
    five = [ground.geometry(island) for island in ISLANDS]
    return read_coast([*_clip(rok_land(ground)), *five], SEA_WINDOW)


@cache
def island_coast(ground: Ground, *island_ids: str) -> Coast:
    """Return the shore of some of the five islands; of all when none is named."""
    return read_coast([ground.geometry(island) for island in island_ids or ISLANDS])


def coast_accuracy_m(ground: Ground) -> float:
    """Return how well a coast is known, metres: the islands' figure, which is for the 50 m coast in general."""
    return max(ground.accuracy_m(island) for island in ISLANDS)


def _part_land(ground: Ground) -> tuple[tuple[Polygon, ...], tuple[Polygon, ...]]:
    mainland, *islands = ground.land
    north, south = _part_mainland(ground, mainland)
    middles = shapely.get_coordinates([island.representative_point() for island in islands])
    line = shapely.get_coordinates(ground.geometry("nll"))
    line = line[line[:, 0].argsort()]
    outlines = [part for state in ("dprk", "rok") for part in shapely.get_parts(ground.geometry(state))]
    count = len(shapely.get_parts(ground.geometry("dprk")))
    nearest = shapely.STRtree(outlines).nearest(shapely.points(middles))
    is_beside = (middles[:, 0] >= line[0, 0]) & (middles[:, 0] <= line[-1, 0] + 0.01) & (middles[:, 1] < 38.5)
    is_north = np.where(is_beside, middles[:, 1] > np.interp(middles[:, 0], *line.T), nearest < count)
    return (
        (north, *(island for island, mine in zip(islands, is_north, strict=True) if mine)),
        (south, *(island for island, mine in zip(islands, is_north, strict=True) if not mine)),
    )


def _part_mainland(ground: Ground, mainland: Polygon) -> tuple[Polygon, Polygon]:
    """Cut the mainland along the Military Demarcation Line and the Han estuary."""
    mdl, estuary = ground.geometry("mdl"), ground.geometry("han-estuary")
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
