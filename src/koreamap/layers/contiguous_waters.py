"""The waters next to the five islands that the United Nations Command counted as contiguous, in its practice.

The Agreement (paragraph 15) tells naval forces to respect waters contiguous to the other side's land, and does not say
how wide they are; the two sides never agreed. Three miles round the islands, cut by the median line to the northern
shore, was the Command's practice; the DPRK claimed twelve-mile waters that hold the islands. It is no limit at law.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely import LineString

from koreamap.coordinates import draw_lines, find_radii_m, read_coordinates
from koreamap.equidistance import build_median, find_distances_m, read_coast
from koreamap.geometry import buffer_line, join_polygons
from koreamap.layers import Features, Places, to_features
from koreamap.layers._land import read_land
from koreamap.layers.western_islands import read_islands
from koreamap.model import Expectations, Label, LayerSpec, Style

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

WINDOW = (124.4, 37.3, 126.12, 38.25)
"""West, south, east, north, degrees: within it all of the mainland is the DPRK's."""

TOLERANCE_M = 50.0
THINNED_DEG = 0.0002  # some 20 m

SPEC = LayerSpec(
    id="contiguous_waters",
    title="Waters contiguous to the five islands",
    title_ko="서해 5도 인접해면",
    summary="Three nautical miles round the islands, as the United Nations Command practised it; never agreed.",
    geometry_type="Polygon",
    group="context",
    order=130,
    style=Style(
        color="#3f7696",
        color_dark="#7fb0cc",
        width_px=1.2,
        dash_px=(1.5, 4),
        fill_opacity=0.12,
        is_uncertain=True,
        label=Label(min_zoom=8, priority=45, italic=True, suffix="uncertain"),
    ),
    expectations=Expectations(
        count=(1, 1), bbox=(124.5, 37.5, 126.06, 38.05), area_km2={"contiguous-waters": (600, 1000)}
    ),
    source_ids=("osm-land", "seoul-8696", "state-045472", "seoul-6092", "koreamap"),
)


def build(places: Places, /) -> Features:
    """Draw the belt round the islands, and cut it midway to the northern shore."""
    ((place_id, radius_m),) = find_radii_m(read_coordinates(SPEC.id)).items()
    islands, land = list(read_islands().values()), shapely.get_parts(read_land(WINDOW))
    belt = shapely.union_all([_widen(part, radius_m) for island in islands for part in shapely.get_parts(island)])
    ours, theirs = read_coast(islands), read_coast(_find_northern(land))
    median = build_median(ours, theirs, window=WINDOW, tolerance_m=TOLERANCE_M)
    faces = [
        face
        for face in shapely.polygonize([shapely.union_all([belt.boundary, median])]).geoms
        if belt.contains(face.representative_point())
    ]
    middles = shapely.get_coordinates([face.representative_point() for face in faces])
    is_ours = find_distances_m(middles, ours) < find_distances_m(middles, theirs)
    near = shapely.union_all([face for face, takes in zip(faces, is_ours, strict=True) if takes])
    wet = join_polygons(near.simplify(THINNED_DEG).difference(shapely.union_all([*land, *islands])))
    return to_features(SPEC, places, {place_id: wet})


def _widen(island: BaseGeometry, radius_m: float) -> BaseGeometry:
    """Draw an island with all that lies within a distance of its shore."""
    shore = LineString(shapely.get_coordinates(island.boundary.simplify(0.0005)))
    return shapely.union_all([buffer_line(shore, radius_m), island])


def _find_northern(land: NDArray[np.object_]) -> list[BaseGeometry]:
    """Return the mainland, and the islands north of the Northern Limit Line as it is drawn."""
    vertices = shapely.get_coordinates(draw_lines(read_coordinates("nll"))["nll"])[::-1]
    points = shapely.get_coordinates([part.representative_point() for part in land])
    is_north = points[:, 1] > np.interp(points[:, 0], *vertices.T)
    is_mainland = shapely.area(land) == shapely.area(land).max()
    return list(land[is_north | is_mainland])
