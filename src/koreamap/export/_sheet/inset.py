"""Small maps beside the map: the western islands in a larger scale, where in Korea the map lies, what is far off.

What is far off: a map of everything frames Korea, where nearly all of it is; the bases in Japan and the capitals around
stand on a small map of their own, and what is farther still is told in words.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

import shapely

from koreamap.drawing.extents import HOME, REACH, overlap
from koreamap.export._sheet.choice import choose_layers
from koreamap.export._sheet.furniture import INK
from koreamap.export._sheet.map import DrawnMap, draw_basemap, draw_map, outline_of
from koreamap.export._sheet.plan import Rect, round_scale
from koreamap.export._sheet.projection import find_extent, project_extent
from koreamap.export._sheet.svg import SvgInk
from koreamap.export.content import ExportLayer

if TYPE_CHECKING:
    from koreamap.drawing.extents import Bbox
    from koreamap.export._sheet.faces import TypeCase
    from koreamap.export._sheet.projection import Projection
    from koreamap.export._sheet.words import Words
    from koreamap.export.content import ExportContent

__all__ = ["PlannedInset", "draw_inset", "find_beyond", "find_far", "plan_insets", "wish_room"]

_ISLANDS = (124.5, 37.5, 126.13, 38.1)
_READABLE_SCALE = 2_500_000
"""At this scale and larger the western islands can be read on the main map."""

_LOCATOR_SCALE = 2_500_000
"""At this scale and larger a reader may ask where in Korea the map lies."""

_CAPTION_MM = 7.0
"""The caption, with the room above the map, on A4."""

_WISHED_MM = {"islands": 38.0, "korea": 34.0, "far": 44.0}
"""Height with all that, on A4."""

_LEAST_MM = {"islands": 36.0, "korea": 12.0, "far": 36.0}
_WIDEST_LOCATOR_MM = 36.0
_EDGE = 0.3
"""Around the border, so that its stroke is not cut, mm."""

_RED = "#b03a2e"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedInset:
    """A small map.

    Parameters
    ----------
    kind
        ``islands``, ``korea``, a locator, or ``far``.
    projection
        Its own.
    """

    kind: str
    projection: Projection

    def caption(self, words: Words) -> str:
        """Say what it shows."""
        return {"islands": words.islands, "korea": words.korea, "far": words.far}[self.kind]


def find_far(content: ExportContent, projection: Projection) -> tuple[ExportLayer, ...]:
    """Find the marks of what was asked that lie beyond the frame, but near enough for a small map.

    Parameters
    ----------
    content
        What was asked.
    projection
        The main map.

    Returns
    -------
    Layers with those features alone; none where an extent was asked.
    """
    if content.request.bbox:
        return ()
    chosen = choose_layers(content)
    found = (
        _pick_far(layer, projection)
        for layer in content.layers
        if layer.record.geometry_type == "Point" and layer.record.id in chosen
    )
    return tuple(layer for layer in found if layer.features)


def _pick_far(layer: ExportLayer, projection: Projection) -> ExportLayer:
    """Return a layer with those of its marks that lie beyond the frame, and within reach."""
    places = [feature.geometry for feature in layer.features]
    is_far = shapely.contains(shapely.box(*REACH), places) & ~projection.are_shown(places)
    return ExportLayer(record=layer.record, features=tuple(itertools.compress(layer.features, is_far.tolist())))


def find_beyond(content: ExportContent, shown: ExportContent, words: Words) -> str:
    """Say what was asked, but lies farther off than any of a sheet's maps reaches.

    Parameters
    ----------
    content
        What was asked.
    shown
        What the sheet's maps show.
    words
        The sheet's.

    Returns
    -------
    A sentence; empty where an extent was asked, or nothing is missing.
    """
    if content.request.bbox:
        return ""
    ids = {feature.id for layer in shown.layers for feature in layer.features}
    chosen = choose_layers(content)
    missing = [f for layer in content.layers if layer.record.id in chosen for f in layer.features if f.id not in ids]
    names = [(words.lang == "ko" and f.properties.name_ko) or f.properties.name for f in missing]
    return words.beyond.format(", ".join(dict.fromkeys(names))) if names else ""


def _wish_kinds(projection: Projection, content: ExportContent) -> list[str]:
    """List the small maps that help beside a map, the most needed first."""
    west, south, east, north = projection.bbox
    layer_ids = {layer.record.id for layer in content.layers}
    has_islands = west < 125.0 and east > 125.8 and south < 37.7 and north > 38.0
    kinds = ["far"] if _find_outside(projection, content) else []
    if has_islands and projection.scale > _READABLE_SCALE and {"western_islands", "nll"} & layer_ids:
        kinds.append("islands")
    elif projection.scale <= _LOCATOR_SCALE and overlap(projection.bbox, HOME.bbox):
        kinds.append("korea")
    return kinds


def _find_outside(projection: Projection, content: ExportContent) -> tuple[ExportLayer, ...]:
    """Return the marks that a sheet has beyond its main map: those that were added as far off."""
    window = shapely.box(*projection.bbox)
    found = (
        ExportLayer(record=layer.record, features=tuple(f for f in layer.features if not window.intersects(f.geometry)))
        for layer in content.layers
    )
    return tuple(layer for layer in found if layer.features)


def wish_room(projection: Projection, content: ExportContent, zoom: float) -> float:
    """Return how much height the small maps beside a map want, mm.

    Parameters
    ----------
    projection
        The main map.
    content
        What the sheet shows, with what is far off.
    zoom
        By which type grows.
    """
    return sum(_WISHED_MM[kind] for kind in _wish_kinds(projection, content)) * zoom


def plan_insets(
    projection: Projection, content: ExportContent, room: tuple[float, float], zoom: float
) -> tuple[PlannedInset, ...]:
    """Decide on the small maps.

    Parameters
    ----------
    projection, content, zoom
        As in `wish_room`.
    room
        Width and height that are free for them and their captions, mm.

    Returns
    -------
    None where none helps or there is no room.
    """
    kinds = _wish_kinds(projection, content)
    wished = sum(_WISHED_MM[kind] for kind in kinds)
    found = [
        _fit(kind, _find_bbox(kind, projection, content), (room[0], room[1] * _WISHED_MM[kind] / wished), zoom)
        for kind in kinds
    ]
    return tuple(inset for inset in found if inset)


def _find_bbox(kind: str, projection: Projection, content: ExportContent) -> Bbox:
    if kind != "far":
        return _ISLANDS if kind == "islands" else HOME.bbox
    points = [f.geometry for layer in _find_outside(projection, content) for f in layer.features]
    west, south, east, north = shapely.total_bounds([*points, shapely.box(*HOME.bbox)])
    more = 0.08 * max(east - west, north - south)
    around = shapely.box(west - more, south - more, east + more, north + more) & shapely.box(*REACH)
    west, south, east, north = around.bounds
    return west, south, east, north


def _fit(kind: str, bbox: Bbox, room: tuple[float, float], zoom: float) -> PlannedInset | None:
    """Fill the room with at least the extent, at a round scale; none where that is too small to be read."""
    west, south, east, north = find_extent(bbox)
    aspect = (east - west) / (north - south)
    is_locator = kind == "korea"
    room_width, room_height = room[0] - 2 * _EDGE, room[1] - 2 * _EDGE - _CAPTION_MM * zoom
    width = min(room_width, room_height * aspect, _WIDEST_LOCATOR_MM if is_locator else room_width)
    width = width if is_locator else min(max(width, _LEAST_MM[kind]), room_width)
    if width < _LEAST_MM[kind] or room_height < _LEAST_MM["korea"]:
        return None
    height = width / aspect if is_locator else min(room_height, width * 0.8)
    rect = Rect(x=_EDGE, y=_EDGE, width=width, height=height)
    scale = round_scale(max((east - west) / width, (north - south) / height) * 1000)
    return PlannedInset(kind=kind, projection=project_extent((west, south, east, north), rect, scale))


def draw_inset(
    content: ExportContent, projection: Projection, inset: PlannedInset, type_case: TypeCase, *, numbered: int = 0
) -> tuple[SvgInk, DrawnMap | None]:
    """Draw a small map.

    Parameters
    ----------
    content
        What the sheet shows.
    projection
        The main map.
    inset
        As planned.
    type_case
        The faces.
    numbered
        How many numbers stand on the maps before it.

    Returns
    -------
    The drawing, and what came onto it; nothing onto a locator.
    """
    small, drawn = inset.projection, None
    ink = SvgInk(width=small.rect.right + _EDGE, height=small.rect.top + _EDGE, type_case=type_case)
    if inset.kind == "korea":
        draw_basemap(ink, small, content.atlas)
        ink.stroke(outline_of(small, projection), _RED, 0.9)
    else:
        is_far = inset.kind == "far"
        core = tuple(layer for layer in content.layers if layer.record.group == "main")
        layers = _find_outside(projection, content) if is_far else core
        also = outline_of(small, projection) if is_far else None
        labels = content.request.labels
        drawn = draw_map(ink, small, layers, atlas=content.atlas, labels=labels, also=also, numbered=numbered)
    ink.frame(small.rect, INK, 0.5)
    return ink, drawn
