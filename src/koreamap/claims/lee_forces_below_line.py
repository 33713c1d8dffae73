"""Forces below the Pyongyang-Wonsan line: not to be counted here, but the land below it can be measured."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely

from koreamap.claims._evidence import draw
from koreamap.claims._measuring import to_measure
from koreamap.claims._shores import dprk_land
from koreamap.geometry import join_polygons, measure_area_m2, measure_length_m
from koreamap.model import Claim, Finding

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from koreamap.claims._ground import Ground
    from koreamap.model import Measure

CLAIM = Claim(
    id="lee-forces-below-line",
    title="70 % of forces below the Pyongyang-Wonsan line",
    document_id="lee-2007",
    passage_id="lee-2007/fn6",
    quote="are forward deployed below the Pyongyang-Wonsan Line.",
    restated="Seven tenths of the North's forces stand on the land south of a line through Pyongyang and Wonsan.",
    place_ids=("pyongyang-wonsan-line", "pyongyang", "wonsan", "dprk"),
)

WINDOW = (123.0, 36.0, 132.0, 44.0)

METHOD = (
    "The straight line in degrees through both cities was drawn on to both coasts and the 50 m land cut along it; "
    "areas are geodesic."
)
SOURCES = ("geonames", "osm-land", "osm-borders")
CAVEATS = (
    "Nobody defines the line: the two cities are all that its name gives.",
    "The number of forces and of guns is the paper's; no source was read for it.",
)


def check(ground: Ground) -> Finding:
    """Measure the share of the North's land below the line, drawn on to both coasts."""
    whole = sum(measure_area_m2(part) for part in dprk_land(ground)) / 1e6
    below = _cut(ground, "pyongyang", "wonsan")
    area = measure_area_m2(below) / 1e6
    error = measure_length_m(ground.geometry("pyongyang-wonsan-line")) * ground.accuracy_m("wonsan") / 1e6
    share, share_error = 100 * area / whole, 100 * error / whole
    return Finding(
        claim_id=CLAIM.id,
        verdict="not testable",
        figure_text=f"{share:.0f} ± {share_error:.0f} % of the land",
        summary=f"Where forces stand is not on any map read. The land below the line is {share:.0f} per cent of the "
        "North's, so seven tenths of the forces there would be nearly three times as dense as their even share.",
        measures=_list_measures(area=area, error=error, share=share, share_error=share_error),
        method=METHOD,
        source_ids=SOURCES,
        caveats=CAVEATS,
        evidence=(
            draw(
                CLAIM.id,
                1,
                below,
                name="Land below the Pyongyang-Wonsan line",
                label=f"{share:.0f} % of the North",
                method="Cut from the 50 m land along the straight line through both cities.",
            ),
        ),
    )


def _cut(ground: Ground, *city_ids: str) -> BaseGeometry:
    (west_lon, west_lat), (east_lon, east_lat) = (ground.point(city) for city in city_ids)
    slope = (east_lat - west_lat) / (east_lon - west_lon)
    west, south, east, _north = WINDOW
    ends = [(lon, west_lat + slope * (lon - west_lon)) for lon in (west, east)]
    half = shapely.Polygon([*ends, (east, south), (west, south)])
    pieces = [part.intersection(half) for part in dprk_land(ground) if part.intersects(half)]
    return join_polygons(shapely.union_all(pieces))


def _list_measures(*, area: float, error: float, share: float, share_error: float) -> tuple[Measure, ...]:
    """State each value with its error."""
    return (
        to_measure(
            "Share of the North's land below the line",
            share,
            "%",
            error=share_error,
            note="Five kilometres for a city's point, along the whole line.",
        ),
        to_measure(
            "Land below the line",
            area,
            "km²",
            error=error,
            note="Five kilometres for a city's point, along the whole line.",
        ),
    )
