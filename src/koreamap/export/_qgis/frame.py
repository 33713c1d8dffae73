"""The frame of a map in the project's projection: paper all around, so that what is cut ends at a line of its own.

It is a layer without a file, the one area outside of the frame, drawn above all others and in that projection alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

import shapely
from shapely import box

from koreamap.drawing.backgrounds import LIGHT
from koreamap.export._qgis.symbol import add_frame_fill
from koreamap.export._qgis.window import IN_PROJECTION, PROJECT_CRS
from koreamap.export._qgis.xml import add, add_crs, add_source, add_tree_layer

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = ["FRAME", "add_frame", "add_frame_node"]

FRAME = "map_frame"
"""The layer's name, which `layer_key` takes."""

_TITLE = "Map frame"
_PROVIDER = "virtual"
_PAPER = "#ffffff"

_SIDES = (-7_400_000, -9_600_000, 9_400_000, 17_400_000)
"""West, south, east and north in metres: from the seas south of New Zealand over the pole to Central America."""

_FAR_M = 50_000_000
_SMALLEST, _LARGEST = 1e10, 15_000_000
"""Denominators of the scales between which it is drawn: at larger ones no screen reaches it."""

_AREA = shapely.to_wkt(box(-_FAR_M, -_FAR_M, _FAR_M, _FAR_M) - box(*_SIDES), rounding_precision=0)
_ADDRESS = f"?geometry=area:Polygon:{PROJECT_CRS}&query=" + quote(f"SELECT 1 AS id, geom_from_wkt('{_AREA}') AS area")


def add_frame(layers: Element) -> None:
    """Append the layer to those of a project."""
    visible = {"hasScaleBasedVisibilityFlag": 1, "minScale": _SMALLEST, "maxScale": _LARGEST}
    layer = add(layers, "maplayer", type="vector", geometry="Polygon", wkbType="Polygon", readOnly=1, **visible)
    add_source(layer, FRAME, _TITLE, _ADDRESS, provider=_PROVIDER)
    add_crs(add(layer, "srs"), PROJECT_CRS)
    renderer = add(layer, "renderer-v2", type="RuleRenderer", symbollevels=0, enableorderby=0, forceraster=0)
    add(add(renderer, "rules", key="{0}"), "rule", key="{1}", symbol=0, label=_TITLE, filter=IN_PROJECTION)
    add_frame_fill(add(renderer, "symbols"), _PAPER, outline=LIGHT.coast, width_mm=0.3)


def add_frame_node(folder: Element) -> None:
    """Append the layer to a folder of the tree of layers."""
    add_tree_layer(folder, FRAME, _TITLE, source=_ADDRESS, providerKey=_PROVIDER, expanded=0)
