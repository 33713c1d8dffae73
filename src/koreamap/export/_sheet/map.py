"""Draw a map through a projection: basemap, graticule, layers, then the lettering that found room."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import numpy as np
import shapely
from shapely.geometry import LineString

from koreamap.drawing.backgrounds import LIGHT
from koreamap.export._sheet.lettering import letter_map
from koreamap.export._sheet.projection import find_graticule
from koreamap.export._sheet.svg import find_lines
from koreamap.export.content import read_joined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry import MultiLineString
    from shapely.geometry.base import BaseGeometry

    from koreamap.atlas import Atlas
    from koreamap.export._sheet.labels import Lettering
    from koreamap.export._sheet.projection import Projection
    from koreamap.export._sheet.svg import SvgInk
    from koreamap.export.content import ExportLayer
    from koreamap.model import BuiltLayer, Properties

__all__ = ["DrawnMap", "draw_basemap", "draw_map", "find_ground", "outline_of"]

_BACKGROUND = LIGHT
_INK = "#22282d"
FINEST_MM = 0.02
"""What no printer shows: half a dot at 600 dots an inch."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnMap:
    """What came onto a map.

    Parameters
    ----------
    layer_ids
        Layers of which something is to be seen, in draw order.
    lettering
        Every label that found room, and the names of those that did not.
    """

    layer_ids: tuple[str, ...]
    lettering: Lettering


def draw_basemap(ink: SvgInk, projection: Projection, atlas: Atlas) -> None:
    """Draw water, land, coasts, borders and rivers.

    Parameters
    ----------
    ink
        The page.
    projection
        The map.
    atlas
        For the basemap's records.
    """
    with ink.group("ground", "Land, water, borders", is_layer=True, clip=projection.rect):
        ink.frame(projection.rect, _BACKGROUND.water, 0, fill=_BACKGROUND.water)
        for record in find_ground(atlas, projection):
            if record.geometry_type != "Point":
                _draw_ground(ink, projection, record)


def find_ground(atlas: Atlas, projection: Projection) -> list[BuiltLayer]:
    """Return the basemap's layers of a projection's scale, lowest first, its names among them.

    Parameters
    ----------
    atlas
        For the records.
    projection
        The map.
    """
    zoom = projection.web_zoom
    chosen = [r for r in atlas.layers.values() if r.is_basemap and r.min_zoom <= zoom < r.max_zoom]
    return sorted(chosen, key=lambda record: (record.order, record.id))


def _draw_ground(ink: SvgInk, projection: Projection, record: BuiltLayer) -> None:
    """Draw a layer of the basemap; it is cut just beyond the frame, so that no coast runs along it."""
    page = projection.to_page(read_joined(record), beyond=1)
    simple = shapely.simplify(find_lines(page), FINEST_MM, preserve_topology=False)
    lines = cast("MultiLineString", shapely.multilinestrings(simple))
    is_water = "river" in record.id or "water" in record.id
    if record.geometry_type == "LineString":
        color, dash = (_BACKGROUND.river, ()) if is_water else (_BACKGROUND.border, (3, 1.6))
        ink.stroke(lines, color, 0.45, dash_pt=dash)
    elif is_water:
        ink.fill(lines, _BACKGROUND.water, outline=(_BACKGROUND.coast, 0.25))
    else:
        land = _BACKGROUND.land if "korea" in record.id else _BACKGROUND.neighbour
        ink.fill(lines, land, outline=(_BACKGROUND.coast, 0.35))


def draw_map(  # noqa: PLR0913 - what a map is made of, all named
    ink: SvgInk,
    projection: Projection,
    layers: Sequence[ExportLayer],
    *,
    atlas: Atlas,
    labels: str,
    also: BaseGeometry | None = None,
    numbered: int = 0,
) -> DrawnMap:
    """Draw a whole map.

    Parameters
    ----------
    ink
        The page.
    projection
        Where on the page, what part of the world, at what scale.
    layers
        Lowest first.
    atlas
        For the basemap.
    labels
        ``en``, ``ko`` or ``en-ko``.
    also
        A thin line drawn over the layers, mm: the outline of an inset.
    numbered
        How many numbers stand on other maps beside this one, which goes on after them.

    Returns
    -------
    What is to be seen on it.
    """
    draw_basemap(ink, projection, atlas)
    _draw_graticule(ink, projection)
    pages = {layer.record.id: _to_page(layer, projection) for layer in layers}
    for layer in layers:
        with ink.group(layer.record.id, layer.record.title, is_layer=True):
            _draw_layer(ink, layer.record, pages[layer.record.id])
    shown = tuple(layer for layer in layers if pages[layer.record.id])
    wishes = [(layer.record, *item) for layer in shown for item in pages[layer.record.id]]
    also = also or LineString()
    ink.stroke(also, _INK, 0.4)
    lettering = letter_map(
        atlas, wishes, projection=projection, type_case=ink.type_case, labels=labels, also=also, numbered=numbered
    )
    with ink.group("labels", "Names", is_layer=True):
        lettering.draw(ink)
    return DrawnMap(layer_ids=tuple(layer.record.id for layer in shown), lettering=lettering)


def _to_page(layer: ExportLayer, projection: Projection) -> list[tuple[Properties, BaseGeometry]]:
    pages = projection.to_pages([feature.geometry for feature in layer.features])
    simple = shapely.simplify(pages, FINEST_MM)
    kept = np.flatnonzero(~shapely.is_empty(simple)).tolist()
    return [(layer.features[row].properties, simple[row]) for row in kept]


def _draw_layer(ink: SvgInk, record: BuiltLayer, items: Sequence[tuple[Properties, BaseGeometry]]) -> None:
    for properties, geometry in items:
        style = record.find_style(properties.status)
        with ink.group(f"f-{properties.feature_id}", properties.name):
            if record.geometry_type == "Point":
                for point in shapely.get_parts(geometry):
                    ink.marker(point.x, point.y, style, _BACKGROUND)
            else:
                ink.feature(geometry, style, _BACKGROUND)


def _draw_graticule(ink: SvgInk, projection: Projection) -> None:
    with ink.group("graticule", "Graticule", is_layer=True):
        for line in find_graticule(projection):
            ink.stroke(line.line, _BACKGROUND.coast, 0.22, opacity=0.65)


def outline_of(projection: Projection, other: Projection) -> BaseGeometry:
    """Return the outline of another projection on this one, mm: what an inset shows."""
    frame = shapely.box(*other.rect.bounds).exterior
    return shapely.transform(frame, lambda mm: projection.from_metres(*other.to_metres(*mm.T)))
