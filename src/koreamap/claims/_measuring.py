"""What several claims reckon alike: units, uncertainties, and how a share becomes a verdict."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from koreamap.equidistance import find_distances_m, find_feet
from koreamap.geometry import build_geodesic, find_point
from koreamap.model import Measure

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely import LineString

    from koreamap.equidistance import Coast
    from koreamap.model import Verdict

__all__ = [
    "NM_M",
    "count_words",
    "draw_shortest",
    "find_share",
    "judge_count",
    "judge_share",
    "root_sum",
    "shift_points",
    "to_measure",
]

NM_M = 1852.0
"""Of the international nautical mile, metres."""

MOST, FEW = 0.9, 0.1
_DIRECTIONS = 8


def root_sum(*values: float) -> float:
    """Add independent uncertainties in quadrature."""
    return math.sqrt(sum(value**2 for value in values))


def to_measure(label: str, value: float, unit: str, *, error: float | None = None, note: str) -> Measure:
    """Make the record of a value; `note` says where its error comes from, or why it has none."""
    return Measure(label=label, value=float(value), unit=unit, uncertainty=error, note=note)


def judge_count(count: int, total: int) -> Verdict:
    """Call all supported, none contradicted, anything between partly supported."""
    return "supported" if count == total else "partly supported" if count else "contradicted"


def judge_share(share: float) -> Verdict:
    """Call nine tenths of a line supported, less than one tenth contradicted, anything between partly supported."""
    return "supported" if share >= MOST else "contradicted" if share < FEW else "partly supported"


def count_words(count: int, total: int, *, word: str) -> str:
    """Open a sentence with a count: all of them, or so many of so many."""
    return f"All {word}" if count == total else f"{count} of the {word}" if count else f"None of the {word}"


def find_share(mask: NDArray[np.bool_], lengths_m: NDArray[np.float64]) -> float:
    """Return the share of a line's length for which something holds, 0 to 1."""
    return float(lengths_m[mask].sum() / lengths_m.sum())


def shift_points(points: NDArray[np.float64], distance_m: float) -> list[NDArray[np.float64]]:
    """Move points together by a distance in each of eight directions, as another datum would."""
    return [
        np.array([find_point(lon, lat, azimuth_deg=azimuth, distance_m=distance_m) for lon, lat in points])
        for azimuth in np.arange(_DIRECTIONS) * 360 / _DIRECTIONS
    ]


def draw_shortest(points: NDArray[np.float64], coast: Coast) -> LineString:
    """Draw the shortest geodesic from any of some points to a coast."""
    nearest = int(find_distances_m(points, coast).argmin())
    foot = find_feet(points[nearest : nearest + 1], coast)[0]
    start = (float(points[nearest][0]), float(points[nearest][1]))
    return build_geodesic(start, (float(foot[0]), float(foot[1])))
