"""How far from Korea a layer is drawn in the project's projection, beyond which it tears what it draws.

A transverse Mercator projection is true along one meridian, over both poles; the nearer to one of the two points of the
equator a quarter of the globe away from it, the more it tears what it draws. What reaches there is cut where it is
drawn, in that projection alone: the data stays whole, and another projection shows it so. A frame covers the cut.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import shapely
from shapely import Polygon, box

from koreamap.export._qgis.xml import add, add_map

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from xml.etree.ElementTree import Element

    from koreamap.model import Feature, GeometryType

__all__ = ["IN_PROJECTION", "PROJECT_CRS", "cut_labels", "cut_symbols", "leaves_window"]

PROJECT_CRS = 5179
"""Korea 2000 / Unified CS: metres, and true enough from the Yalu to Jeju."""

_TORN = (37.5, -142.5)
"""Longitudes of the two points of the equator, a quarter of the globe from 127.5° E."""

_TORN_DEG = 26
"""What lies nearer to one of them is cut; the frame ends at 30 degrees from both, where lengths are doubled."""

IN_PROJECTION = f"@map_crs = 'EPSG:{PROJECT_CRS}'"
"""QGIS expression: whether the map is drawn in the project's projection."""


def _find_rim(lon: float) -> Iterator[tuple[float, float]]:
    """Yield the corners around a point of the equator, each as far from it on the globe."""
    reach = math.radians(_TORN_DEG)
    for degrees in range(0, 360, 15):
        turn = math.radians(degrees)
        east = math.atan2(math.cos(turn) * math.sin(reach), math.cos(reach))
        north = math.asin(math.sin(reach) * math.sin(turn))
        yield round(lon + math.degrees(east), 1), round(math.degrees(north), 1)


# South of the equator, the far side is where the projection comes back from the other end.
_WINDOW = box(-180, -60, 180, 90) - shapely.union_all([
    box(_TORN[1], -60, _TORN[0], 2),
    *(Polygon(list(_find_rim(lon))) for lon in _TORN),
])  # fmt: skip

_CUT = (
    f"if({IN_PROJECTION},"
    f" intersection($geometry, geom_from_wkt('{shapely.to_wkt(_WINDOW, rounding_precision=1)}')), $geometry)"
)
_SYMBOLS = {"Point": ("Marker", "marker"), "LineString": ("Line", "line"), "Polygon": ("Fill", "fill")}
_GENERATED = {"Point": "PointGeometry", "LineString": "LineGeometry", "Polygon": "PolygonGeometry"}


def leaves_window(features: Iterable[Feature]) -> bool:
    """Tell whether any of the features reaches out of what the projection draws truly."""
    shapely.prepare(_WINDOW)
    return not all(_WINDOW.covers(feature.geometry) for feature in features)


def cut_symbols(symbols: Sequence[Element], geometry_type: GeometryType) -> None:
    """Draw each symbol along what lies in the window only."""
    title, kind = _SYMBOLS[geometry_type]
    for symbol in symbols:
        layers = list(symbol)
        for layer in layers:
            symbol.remove(layer)
        generator = add(symbol, "layer", enabled=1, locked=0, **{"class": "GeometryGenerator", "pass": 0})
        add_map(generator, {"SymbolType": title, "geometryModifier": _CUT, "units": "MapUnit"})
        name = f"@{symbol.get('name')}@0"
        inner = add(generator, "symbol", type=kind, name=name, alpha=1, clip_to_extent=1, force_rhr=0)
        inner.extend(layers)


def cut_labels(placements: Iterable[Element], geometry_type: GeometryType) -> None:
    """Letter each feature within the window only."""
    for placement in placements:
        placement.set("geometryGeneratorEnabled", "1")
        placement.set("geometryGeneratorType", _GENERATED[geometry_type])
        placement.set("geometryGenerator", _CUT)
