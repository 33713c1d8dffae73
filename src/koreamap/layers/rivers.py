"""The Yalu and the Tumen, Korea's northern border, and the Han estuary, where the Armistice draws no line.

The two border rivers are drawn by the boundary that follows them, so on Mount Paektu, where it leaves the rivers, the
line is the boundary's. The Han estuary is open to the civil shipping of both sides; the line shows its course and is
not a demarcation line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely
from shapely import LineString

from koreamap.coordinates import find_cuts, read_coordinates
from koreamap.errors import LayerError
from koreamap.geometry import cut_line
from koreamap.layers import Features, Places, to_features
from koreamap.layers._land import read_rows
from koreamap.model import Expectations, Label, LayerSpec, Style

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

SPEC = LayerSpec(
    id="rivers",
    title="Border rivers and the Han estuary",
    title_ko="국경 하천과 한강하구",
    summary="The Yalu and the Tumen, and the estuary where the Armistice draws no line.",
    geometry_type="LineString",
    group="context",
    order=310,
    style=Style(
        color="#4a7f9e",
        color_dark="#8fb6cc",
        width_px=2,
        label=Label(min_zoom=6, priority=60, along=True, italic=True),
    ),
    expectations=Expectations(
        count=(3, 3),
        bbox=(124.3, 37.6, 130.71, 43.05),
        length_km={"yalu-river": (700, 860), "tumen-river": (450, 600), "han-estuary": (60, 90)},
    ),
    source_ids=("osm-borders",),
)


def build(places: Places, /) -> Features:
    """Cut the border at the mountain, and the estuary at the island of Maldo."""
    cuts = find_cuts(read_coordinates(SPEC.id))
    china, russia = _read_lines("osm-borders/yalu-tumen.geojson")
    (estuary,) = _read_lines("osm-borders/han-estuary-nll.geojson")
    lines: dict[str, BaseGeometry] = {
        "yalu-river": cut_line(china, *cuts["yalu-river"]),
        "tumen-river": shapely.line_merge(shapely.union_all([cut_line(china, *cuts["tumen-river"]), russia])),
        "han-estuary": cut_line(estuary, *cuts["han-estuary"]),
    }
    return to_features(SPEC, places, lines)


def _read_lines(path: str) -> list[LineString]:
    """Read the lines of a published file in its order.

    Raises
    ------
    koreamap.errors.LayerError
        When one is not in one piece.
    """
    lines = []
    for _, line in read_rows(path):
        if not isinstance(line, LineString):
            raise LayerError("layer rivers", found=line.geom_type, expected="a line in one piece", file=path)
        lines.append(line)
    return lines
