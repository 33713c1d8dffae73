"""Draw a map through a projection: basemap, graticule, layers, then the lettering that found room."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import shapely
from shapely.geometry import LineString

from koreamap.drawing.backgrounds import LIGHT
from koreamap.export._sheet.lettering import letter_basemap, letter_layers
from koreamap.export._sheet.projection import find_graticule
from koreamap.export.content import read_layer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

    from koreamap.atlas import Atlas
    from koreamap.export._sheet.labels import Lettering
    from koreamap.export._sheet.projection import Projection
    from koreamap.export._sheet.svg import SvgInk
    from koreamap.export.content import ExportLayer
    from koreamap.model import BuiltLayer, Properties

__all__ = ["DrawnMap", "draw_basemap", "draw_map", "find_basemap"]

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


def find_basemap(atlas: Atlas, projection: Projection) -> list[tuple[BuiltLayer, list[BaseGeometry]]]:
    """Read the basemap layers of a projection's scale.

    Parameters
    ----------
    atlas
        For the layers' records.
    projection
        The map.

    Returns
    -------
    Record and geometries on the page, mm, in draw order; labels are left out.
    """
    records = [record for record in atlas.layers.values() if record.group == "basemap"]
    zoom = projection.web_zoom
    chosen = [
        record
        for record in sorted(records, key=lambda record: (record.order, record.id))
        if record.geometry_type != "Point" and record.min_zoom <= zoom < record.max_zoom
    ]
    return [
        (record, [projection.to_page(feature.geometry) for feature in read_layer(record, projection.bbox)])
        for record in chosen
    ]


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
    with ink.group("ground", "Land, water, borders", is_layer=True):
        _draw_ground(ink, projection, atlas)


def _draw_ground(ink: SvgInk, projection: Projection, atlas: Atlas) -> None:
    ink.frame(projection.rect, _BACKGROUND.water, 0, fill=_BACKGROUND.water)
    for record, geometries in find_basemap(atlas, projection):
        # The parts of a country's land share their edges to the very point, which makes joining them cheap.
        join = shapely.union_all if record.geometry_type == "LineString" else shapely.coverage_union_all
        whole = join([g for g in geometries if not g.is_empty])
        together = shapely.simplify(whole, FINEST_MM, preserve_topology=False)
        if record.geometry_type == "LineString":
            color = _BACKGROUND.river if "river" in record.id or "water" in record.id else _BACKGROUND.border
            ink.stroke(together, color, 0.45, dash_pt=() if color == _BACKGROUND.river else (3, 1.6))
        elif "water" in record.id:
            ink.fill(together, _BACKGROUND.water)
            ink.stroke(_without_frame(together, projection), _BACKGROUND.coast, 0.25)
        else:
            ink.fill(together, _BACKGROUND.land if "korea" in record.id else _BACKGROUND.neighbour)
            ink.stroke(_without_frame(together, projection), _BACKGROUND.coast, 0.35)


def draw_map(  # noqa: PLR0913 - one more than the rule, all named
    ink: SvgInk,
    projection: Projection,
    layers: Sequence[ExportLayer],
    *,
    atlas: Atlas,
    labels: str,
    also: BaseGeometry | None = None,
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
    ink.stroke(also or LineString(), _INK, 0.4)
    lettering = letter_layers(
        atlas, wishes, projection=projection, type_case=ink.type_case, labels=labels, also=also or LineString()
    )
    lettering = letter_basemap(atlas, lettering, projection=projection, type_case=ink.type_case, labels=labels)
    with ink.group("labels", "Names", is_layer=True):
        lettering.draw(ink)
    return DrawnMap(layer_ids=tuple(layer.record.id for layer in shown), lettering=lettering)


def _to_page(layer: ExportLayer, projection: Projection) -> list[tuple[Properties, BaseGeometry]]:
    found = [
        (feature.properties, shapely.simplify(projection.to_page(feature.geometry), FINEST_MM))
        for feature in layer.features
    ]
    return [(properties, geometry) for properties, geometry in found if not geometry.is_empty]


def _draw_layer(ink: SvgInk, record: BuiltLayer, items: Sequence[tuple[Properties, BaseGeometry]]) -> None:
    for properties, geometry in items:
        with ink.group(f"f-{properties.feature_id}", properties.name):
            _draw_feature(ink, record, properties, geometry)


def _draw_feature(ink: SvgInk, record: BuiltLayer, properties: Properties, geometry: BaseGeometry) -> None:
    style = record.find_style(properties.status)
    if record.geometry_type == "Point":
        for point in shapely.get_parts(geometry):
            ink.marker(point.x, point.y, style, _BACKGROUND)
    else:
        ink.feature(geometry, style, _BACKGROUND)


def _draw_graticule(ink: SvgInk, projection: Projection) -> None:
    with ink.group("graticule", "Graticule", is_layer=True):
        for line in find_graticule(projection):
            ink.stroke(line.line, _BACKGROUND.coast, 0.22, opacity=0.65)


def _without_frame(geometry: BaseGeometry, projection: Projection) -> BaseGeometry:
    """Return the outlines that are coast, not where the frame cut the land."""
    outline = geometry.boundary if geometry.area else geometry
    left, bottom, right, top = projection.rect.shrink(0.02).bounds
    return shapely.clip_by_rect(outline, left, bottom, right, top)


def outline_of(projection: Projection, other: Projection) -> LineString:
    """Return the outline of another projection on this one, mm: what an inset shows."""
    corners = [(other.rect.x, other.rect.y), (other.rect.right, other.rect.y), (other.rect.right, other.rect.top)]
    corners += [(other.rect.x, other.rect.top), (other.rect.x, other.rect.y)]
    per_mm = 1000 / projection.scale
    metres = [other.to_metres(*corner) for corner in corners]
    return LineString(
        [
            (
                projection.rect.x + (x - projection.west_m) * per_mm,
                projection.rect.y + (y - projection.south_m) * per_mm,
            )
            for x, y in metres
        ]
    )
