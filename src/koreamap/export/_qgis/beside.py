"""Names that stand beside their feature: beside an area where its layer says, beside a line where it leaves room.

QGIS's own placement counts a line that a name crosses, and crosses it all the same where another one ends in the
feature, or where the name is the line's own. So a name is told its place: it stands off the point that stands for the
feature, which is the middle of what bounds an area, and a place along a line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from koreamap.export._qgis.scale import to_scale
from koreamap.export._qgis.xml import mm
from koreamap.model import Beside

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from koreamap.model import Position

__all__ = ["AREA", "SIDES", "decide_places", "decide_row_end", "find_on_course"]

_ON_MAP = "transform($geometry, 'EPSG:4326', 'EPSG:5179')"
_VIEW = "transform(@map_extent, @map_crs, 'EPSG:4326')"
_COURSE = f"if(intersects($geometry, {_VIEW}), intersection($geometry, {_VIEW}), $geometry)"
"""QGIS expression: what the map shows of a line, or all of it where it shows none."""

AREA = "centroid(bounds($geometry))"
"""QGIS expression: the point that stands for an area."""

_BEARING = (
    f"with_variable('seen', transform({_COURSE}, 'EPSG:4326', 'EPSG:5179'), degrees(azimuth("
    "line_interpolate_point(@seen, length(@seen) * 0.4), line_interpolate_point(@seen, length(@seen) * 0.6))))"
)
"""QGIS expression: degrees from the north of the map, about the middle of what it shows of a line."""

_SIDES = (
    f"with_variable('bearing', ({_BEARING} + 180) % 180, CASE WHEN @bearing < 20 OR @bearing > 160 THEN 'R,L'"
    " WHEN @bearing < 75 THEN 'BR,TL' WHEN @bearing <= 105 THEN 'T,B' ELSE 'TR,BL' END)"
)

SIDES: Mapping[str, str] = {"PredefinedPositionOrder": _SIDES}
"""QGIS expression by what it decides: on which sides of a line its name may stand, so that it does not cross it."""

_PLACES: Mapping[Position, tuple[int, float, float]] = {
    "left": (3, -1, 0),
    "right": (5, 1, 0),
    "lower-left": (6, -0.7, 0.7),
    "lower-right": (8, 0.7, 0.7),
}
"""Position -> QGIS's number for the quadrant, and the way off to the right and down, in halves of the area."""

_GAP_PX = 6
"""Between area and name; less would not clear the bends of a line that is parallel to the name."""


def find_on_course(share: float) -> str:
    """Return a QGIS expression: the point that stands for a line, at a share of what the map shows of it."""
    return f"with_variable('seen', {_COURSE}, line_interpolate_point(@seen, length(@seen) * {share:g}))"


def decide_places(beside: Sequence[Beside]) -> dict[str, str]:
    """Return QGIS expressions by what they decide: on which side of an area its name stands, and how far off."""
    return {
        "OffsetQuad": _choose(beside, lambda row: str(_PLACES[row.position][0])),
        "OffsetXY": _choose(beside, _compose_offset),
    }


def decide_row_end(beside: Sequence[Beside], row_end: str) -> str:
    """Return a QGIS expression: what stands between a name's English and its Hangul, the end of a row or a gap."""
    if not any(row.in_one_row for row in beside):
        return f"'{row_end}'"
    return _choose(beside, lambda row: "'  '" if row.in_one_row else f"'{row_end}'")


def _compose_offset(row: Beside) -> str:
    """Return a QGIS expression: millimetres from an area's middle to its name, to the right and down."""
    _quadrant, *ways = _PLACES[row.position]
    sides = zip(("width", "height"), ways, row.shift_px, strict=True)
    right, down = (
        f"{way:g} * bounds_{side}({_ON_MAP}) / 2 / @map_scale * 1000 + {mm(way * _GAP_PX + shift):g}"
        for side, way, shift in sides
    )
    return f"to_string({right}) || ',' || to_string({down})"


def _choose(beside: Sequence[Beside], value: Callable[[Beside], str]) -> str:
    """Return a QGIS expression: the value of the first row that is the feature's and that the zoom has reached."""
    cases = [
        f"WHEN \"feature_id\" = '{row.feature_id}' AND @map_scale <= {to_scale(row.min_zoom):.0f} THEN {value(row)}"
        for row in beside
    ]
    return f"CASE {' '.join(cases)} ELSE {value(Beside(feature_id='', position='right'))} END"
