"""The two hub areas of United States Forces Korea, as footnote 14 of the 2007 paper centres them.

Nobody bounds a hub: each area is the hull of two circles around the two sites that the footnote names. It is not base
land, and the ground between the sites is not military.
"""

from __future__ import annotations

import shapely

from koreamap.coordinates import find_radii_m, read_coordinates
from koreamap.errors import LayerError
from koreamap.geometry import build_circle
from koreamap.layers import Features, Places, to_features
from koreamap.model import Expectations, Label, LayerSpec, Style

SPEC = LayerSpec(
    id="usfk_hub_areas",
    title="USFK hub areas",
    title_ko="주한미군 거점 권역",
    summary="Around the two sites of each hub; drawn by us.",
    geometry_type="Polygon",
    group="context",
    order=200,
    style=Style(
        color="#1f2a5a",
        color_dark="#aab6ee",
        width_px=1.5,
        dash_px=(1.5, 4),
        fill_opacity=0.1,
        is_uncertain=True,
        label=Label(min_zoom=7, priority=50, suffix="schematic"),
    ),
    expectations=Expectations(
        count=(2, 2),
        bbox=(126.7, 34.9, 129.2, 37.3),
        area_km2={"hub-osan-pyeongtaek": (450, 650), "hub-daegu-busan": (1500, 1900)},
    ),
    source_ids=("koreamap", "airports", "repo-ports", "geonames"),
)


def build(places: Places, /) -> Features:
    """Draw the hull around each hub's sites."""
    radii_m = find_radii_m(read_coordinates(SPEC.id))
    hulls = {hub_id: _draw_hull(hub_id, radius_m, places) for hub_id, radius_m in radii_m.items()}
    return to_features(SPEC, places, hulls)


def _draw_hull(hub_id: str, radius_m: float, places: Places) -> shapely.Polygon:
    """Draw the hull of the circles around a hub's sites.

    Raises
    ------
    koreamap.errors.LayerError
        When the hub has no sites.
    """
    sites = [place for place in places.values() if place.hub == hub_id]
    circles = [
        build_circle(site.lon, site.lat, radius_m) for site in sites if site.lon is not None and site.lat is not None
    ]
    hull = shapely.union_all(circles).convex_hull
    if not isinstance(hull, shapely.Polygon) or hull.is_empty:
        raise LayerError(f"layer {SPEC.id}, {hub_id}", found=f"{len(sites)} sites", expected="sites with points")
    return hull
