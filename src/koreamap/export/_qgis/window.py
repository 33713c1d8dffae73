"""How far from Korea a layer is drawn in the project's projection, beyond which it tears what it draws.

A transverse Mercator projection is true along one meridian; a quarter of the globe away from it, it folds. What reaches
that far is cut where it is drawn, in that projection alone: the data stays whole, and another projection shows it so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely
from shapely import MultiPolygon, box

from koreamap.export._qgis.xml import add, add_map

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from xml.etree.ElementTree import Element

    from koreamap.model import Feature, GeometryType

__all__ = ["PROJECT_CRS", "cut_labels", "cut_symbols", "leaves_window"]

PROJECT_CRS = 5179
"""Korea 2000 / Unified CS: metres, and true enough from the Yalu to Jeju."""

_WINDOW = MultiPolygon([box(67.5, -60, 180, 85), box(-180, -60, -172.5, 85)])
"""Sixty degrees to either side of the projection's meridian, 127.5° E; the second box lies beyond the date line."""

_CUT = (
    f"if(@map_crs = 'EPSG:{PROJECT_CRS}',"
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
