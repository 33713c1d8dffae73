"""Names that stand on some sides of their feature alone: those across which no line runs, at any scale.

QGIS's own placement counts a line that a name crosses, and crosses it all the same where another one ends in the
feature. So the sides are said, and QGIS chooses among them. Names that stand in order around a point can be told that,
those of areas cannot: the centre stands for the area, and the name as far off as the area reaches.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from koreamap.export._qgis.scale import to_scale
from koreamap.export._qgis.xml import mm

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from koreamap.model import Beside, Position

__all__ = ["CENTER", "decide_positions"]

CENTER = "centroid($geometry)"
"""QGIS expression: the point that stands for an area."""

_CODES: Mapping[Position, str] = {
    "left": "L",
    "right": "R",
    "below": "B",
    "upper-left": "TL",
    "lower-left": "BL",
    "lower-right": "BR",
}
"""Position -> what QGIS calls it."""

_ON_MAP = "transform($geometry, 'EPSG:4326', 'EPSG:5179')"
_REACH = f"max(bounds_width({_ON_MAP}), bounds_height({_ON_MAP})) / 2 / @map_scale * 1000"
"""QGIS expression: millimetres from the centre of an area to its farthest side."""

_GAP_PX = 6
"""Between area and name; less would not clear the bends of a line that is parallel to the name."""

_STEP = 0.5
"""Of a rank, 10 being the highest: each row is lower than the one before, yet weighs more than the next two."""


def decide_positions(beside: Sequence[Beside], priority: int) -> dict[str, str]:
    """Return QGIS expressions by what they decide: where names stand, how far off, which goes first; else nothing."""
    if not beside:
        return {}
    positions = [f"'{','.join(_CODES[position] for position in row.positions)}'" for row in beside]
    ranks = [f"{priority - _STEP * place:g}" for place, _row in enumerate(beside)]
    return {
        "PredefinedPositionOrder": _choose(beside, positions),
        "LabelDistance": f"{_REACH} + {mm(_GAP_PX):g}",
        "Priority": _choose(beside, ranks),
    }


def _choose(beside: Sequence[Beside], values: Sequence[str]) -> str:
    """Return an expression: the value of the first row that holds, NULL without one, which keeps what all have."""
    cases = [
        f"WHEN \"feature_id\" = '{row.feature_id}' AND @map_scale <= {to_scale(row.min_zoom):.0f} THEN {value}"
        for row, value in zip(beside, values, strict=True)
    ]
    return f"CASE {' '.join(cases)} END"
