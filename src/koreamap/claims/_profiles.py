"""The series behind the pictures: distances along lines, and areas as bars."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from koreamap.claims._front import FRONT_STEP_M, walk_front
from koreamap.claims._median import draw_areas
from koreamap.claims._occupied import measure_exchanged
from koreamap.claims._western_line import is_equidistant, walk
from koreamap.geometry import measure_area_m2

if TYPE_CHECKING:
    from koreamap.claims._ground import Ground

__all__ = ["build_profiles"]

_EVERY = 2
"""Of the western line's steps of 500 m, one in so many is kept: a kilometre is finer than the eye sees."""


def build_profiles(ground: Ground) -> dict[str, list[dict[str, Any]]]:
    """Return the series by id.

    Parameters
    ----------
    ground : Ground
        What the claims are tested on.

    Returns
    -------
    dict
        ``nll-distances``: from west to east, ``km`` along the line, position, distance to the nearest of the five
        islands and to northern land in nautical miles, and whether they are equal within a tenth. ``mdl-38``: from west
        to east, ``km`` along the line, position, kilometres north (+) or south (-) of 38° N. ``areas``: km² with
        uncertainty.
    """
    return {"nll-distances": _west_sea(ground), "mdl-38": _front(ground), "areas": _areas(ground)}


def _west_sea(ground: Ground) -> list[dict[str, Any]]:
    steps = walk(ground)
    along_km = (np.cumsum(steps.lengths_m) - steps.lengths_m / 2) / 1e3
    equal = is_equidistant(steps)
    return [
        {
            "km": round(float(along_km[row]), 2),
            "lon": round(float(steps.points[row, 0]), 5),
            "lat": round(float(steps.points[row, 1]), 5),
            "islands_nm": round(float(steps.islands_m[row]) / 1852, 3),
            "dprk_nm": round(float(steps.dprk_m[row]) / 1852, 3),
            "equidistant": bool(equal[row]),
        }
        for row in range(0, len(along_km), _EVERY)
    ]


def _front(ground: Ground) -> list[dict[str, Any]]:
    front = walk_front(ground)
    along_km = (np.cumsum(front.lengths_m) - front.lengths_m / 2) / 1e3
    keep = np.unique((along_km * 1e3 // (2 * FRONT_STEP_M)).astype(int), return_index=True)[1]
    return [
        {
            "km": round(float(along_km[row]), 2),
            "lon": round(float(front.points[row, 0]), 5),
            "lat": round(float(front.points[row, 1]), 5),
            "north_km": round(float(front.north_m[row]) / 1e3, 3),
        }
        for row in keep
    ]


def _areas(ground: Ground) -> list[dict[str, Any]]:
    rows = [(side.id, side.label, side.area_km2, side.error_km2) for side in measure_exchanged(ground)]
    rows += [
        (id_, label, measure_area_m2(area) / 1e6, error_km2)
        for id_, (label, area, error_km2) in zip(("sea-north", "sea-south"), draw_areas(ground), strict=True)
    ]
    return [
        {"id": id_, "label": label, "value": round(value, 1), "unit": "km²", "uncertainty": round(error, 1)}
        for id_, label, value, error in rows
    ]
