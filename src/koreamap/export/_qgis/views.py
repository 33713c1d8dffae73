"""What a project shows at first, at *Zoom Full*, and for each named area: a bookmark, and a theme of its layers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely

from koreamap.drawing.extents import EXTENTS, HOME
from koreamap.export._qgis.layout import name_sides
from koreamap.export._qgis.window import PROJECT_CRS
from koreamap.export._qgis.xml import add, add_crs, layer_key

if TYPE_CHECKING:
    from collections.abc import Sequence
    from xml.etree.ElementTree import Element

    from koreamap.drawing.extents import Extent
    from koreamap.export._qgis.layout import Box
    from koreamap.export.content import ExportContent, ExportLayer

__all__ = ["add_bookmarks", "add_themes", "add_views", "find_first_view"]

_WGS84 = 4326

_NEIGHBOURHOOD = shapely.box(107.5, 18, 147.5, 50)
"""Twenty degrees to either side of Korea: what lies whole in it belongs to the full view."""


def add_views(root: Element, content: ExportContent, first: Box) -> None:
    """Say what is shown at first, and what *Zoom Full* shows: all features around Korea, whole."""
    view = add(root, "ProjectViewSettings", UseProjectScales=0)
    add(view, "Scales")
    for tag, box in (("DefaultViewExtent", first), ("PresetFullExtent", _find_full_view(content))):
        add_crs(add(view, tag, **name_sides(box)), PROJECT_CRS)


def find_first_view(content: ExportContent) -> Box:
    """Return the first view, the one asked for or Korea: west, south, east, north, metres in EPSG:5179."""
    return _to_metres(content.request.bbox or HOME.bbox)


def add_bookmarks(root: Element) -> None:
    """Append a bookmark for each named area."""
    bookmarks = add(root, "Bookmarks")
    for extent in EXTENTS.values():
        box = shapely.to_wkt(shapely.box(*extent.bbox), rounding_precision=4)
        add_crs(add(bookmarks, "Bookmark", id=extent.id, name=_name(extent), group="koreamap", extent=box), _WGS84)


def add_themes(root: Element, content: ExportContent, basemap: Sequence[str]) -> None:
    """Append a map theme for each named area: layers on at first that reach it, and those it is named after."""
    presets = add(root, "visibility-presets")
    for extent in EXTENTS.values():
        shown = [layer.record.id for layer in content.layers if _belongs(layer, extent)]
        attributes = {"has-expanded-info": 0, "has-checked-group-info": 0}
        preset = add(presets, "visibility-preset", name=_name(extent), **attributes)
        for layer_id in (*basemap, *shown):
            add(preset, "layer", id=layer_key(layer_id), visible=1, style="default", expanded=0)


def _name(extent: Extent) -> str:
    return f"{extent.title} · {extent.title_ko}"


def _belongs(layer: ExportLayer, extent: Extent) -> bool:
    area = shapely.box(*extent.bbox)
    is_on = layer.record.shown or layer.record.id in extent.layer_ids
    return is_on and any(feature.geometry.intersects(area) for feature in layer.features)


def _find_full_view(content: ExportContent) -> Box:
    """Return the box around the first view and all features of the neighbourhood: not around those far away."""
    geometries = [feature.geometry for layer in content.layers for feature in layer.features]
    near = [geometry for geometry in geometries if _NEIGHBOURHOOD.covers(geometry)]
    return _to_metres(shapely.total_bounds([*near, shapely.box(*(content.request.bbox or HOME.bbox))]).tolist())


def _to_metres(bounds: Sequence[float]) -> Box:
    from pyproj import Transformer  # noqa: PLC0415 - slow to load, and finding the formats must not pay for it

    to_metres = Transformer.from_crs(_WGS84, PROJECT_CRS, always_xy=True)
    left, bottom, right, top = bounds
    corners = to_metres.transform_bounds(left, bottom, right, top)
    west, south, east, north = (float(round(value)) for value in corners)
    return west, south, east, north
