"""Names that stand beside their feature: beside an area where its layer says, beside a line where it leaves room.

QGIS's own placement counts a line that a name crosses, and crosses it all the same where another one ends in the
feature, or where the name is the line's own. So each name is told its place: the centre stands for an area, the middle
for a line, and the name stands as far off as the feature reaches.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from koreamap.export._qgis.scale import to_scale
from koreamap.export._qgis.xml import mm
from koreamap.model import Beside

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from koreamap.model import Position

__all__ = ["AREA", "COURSE", "decide_places", "decide_row_end", "decide_sides"]

_ON_MAP = "transform($geometry, 'EPSG:4326', 'EPSG:5179')"
_SEEN = "transform(@map_extent, @map_crs, 'EPSG:4326')"
_COURSE = f"coalesce(if(intersects($geometry, {_SEEN}), intersection($geometry, {_SEEN}), NULL), $geometry)"

AREA = "centroid($geometry)"
"""QGIS expression: the point that stands for an area."""

COURSE = f"with_variable('seen', {_COURSE}, line_interpolate_point(@seen, length(@seen) / 2))"
"""QGIS expression: the point that stands for a line, in the middle of what the map shows of it."""

_HEADING = (
    "degrees(azimuth(line_interpolate_point({line}, length({line}) * 0.4), line_interpolate_point({line},"
    " length({line}) * 0.6)))"
)
_BEARING = f"with_variable('seen', transform({_COURSE}, 'EPSG:4326', 'EPSG:5179'), {_HEADING.format(line='@seen')})"
_SIDES = (
    f"with_variable('bearing', ({_BEARING} + 180) % 180, CASE WHEN @bearing < 20 OR @bearing > 160 THEN 'R,L'"
    " WHEN @bearing < 75 THEN 'BR,TL' WHEN @bearing <= 105 THEN 'T,B' ELSE 'TR,BL' END)"
)
"""QGIS expression: the sides of a line on which a name does not cross it, by its bearing there."""

_PLACES: Mapping[Position, tuple[int, float, float]] = {
    "left": (3, -1, 0),
    "right": (5, 1, 0),
    "lower-left": (6, -0.7, 0.7),
    "lower-right": (8, 0.7, 0.7),
}
"""Position -> what QGIS calls the quadrant, and how much of the way off goes to the right and down."""

_GAP_PX = 6
"""Between area and name; less would not clear the bends of a line that is parallel to the name."""


def decide_places(beside: Sequence[Beside]) -> dict[str, str]:
    """Return QGIS expressions by what they decide: on which side of an area its name stands, and how far off."""
    quadrants = _choose(beside, lambda row: str(_PLACES[row.position][0]))
    return {"OffsetQuad": quadrants, "OffsetXY": _choose(beside, _compose_offset)} if beside else {}


def decide_sides() -> dict[str, str]:
    """Return QGIS expressions by what they decide: on which sides of a line its name may stand."""
    return {"PredefinedPositionOrder": _SIDES}


def decide_row_end(beside: Sequence[Beside], row_end: str) -> str:
    """Return a QGIS expression: what stands between a name's English and its Hangul, the end of a row or a gap."""
    if not any(row.in_one_row for row in beside):
        return f"'{row_end}'"
    return _choose(beside, lambda row: "'  '" if row.in_one_row else f"'{row_end}'")


def _compose_offset(row: Beside) -> str:
    """Return a QGIS expression: millimetres from an area's centre to its name, to the right and down."""
    _quadrant, *ways = _PLACES[row.position]
    sides = zip(ways, row.shift_px, ("width", "height"), strict=True)
    parts = [
        f"{way:g} * bounds_{side}({_ON_MAP}) / 2 / @map_scale * 1000 + {mm(way * _GAP_PX + shift):g}"
        for way, shift, side in sides
    ]
    return f"to_string({parts[0]}) || ',' || to_string({parts[1]})"


def _choose(beside: Sequence[Beside], value: Callable[[Beside], str]) -> str:
    """Return an expression: the value of the first row that holds."""
    cases = [
        f"WHEN \"feature_id\" = '{row.feature_id}' AND @map_scale <= {to_scale(row.min_zoom):.0f} THEN {value(row)}"
        for row in beside
    ]
    return f"CASE {' '.join(cases)} ELSE {value(Beside(feature_id='', position='right'))} END"
