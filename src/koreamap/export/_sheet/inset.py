"""A small map beside the map: the western islands where the map is too small for them, else where in Korea it lies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from koreamap.drawing.extents import HOME
from koreamap.export._sheet.furniture import draw_border
from koreamap.export._sheet.map import draw_basemap, draw_map, outline_of
from koreamap.export._sheet.plan import Rect, round_scale
from koreamap.export._sheet.projection import find_extent, project_extent
from koreamap.export._sheet.svg import SvgInk

if TYPE_CHECKING:
    from collections.abc import Sequence

    from koreamap.export._sheet.faces import TypeCase
    from koreamap.export._sheet.projection import Projection
    from koreamap.export.content import ExportContent

__all__ = ["draw_inset", "plan_inset"]

_ISLANDS = (124.5, 37.5, 126.13, 38.1)
_READABLE_SCALE = 2_500_000
"""At this scale and larger the western islands can be read on the main map."""

_LOCATOR_SCALE = 2_500_000
"""At this scale and larger a reader may ask where in Korea the map lies."""

_CAPTION_MM = 5.0
_EDGE = 0.3
"""Around the border, so that its stroke is not cut, mm."""

_RED = "#b03a2e"


def plan_inset(
    projection: Projection, layer_ids: Sequence[str], room: tuple[float, float]
) -> tuple[Projection, bool] | None:
    """Decide on an inset.

    Parameters
    ----------
    projection
        The main map.
    layer_ids
        What is drawn on it.
    room
        Width and height that are free for the inset and its caption, mm.

    Returns
    -------
    The inset's projection and whether it is a locator; None when neither helps or there is no room.
    """
    west, south, east, north = projection.bbox
    has_islands = west < 125.0 and east > 125.8 and south < 37.7 and north > 38.0
    if has_islands and projection.scale > _READABLE_SCALE and {"western_islands", "nll"} & set(layer_ids):
        return _fit(_ISLANDS, room, is_locator=False)
    if projection.scale < _LOCATOR_SCALE and _overlaps(projection.bbox, HOME.bbox):
        return _fit(HOME.bbox, room, is_locator=True)
    return None


def _overlaps(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _fit(
    bbox: tuple[float, float, float, float], room: tuple[float, float], *, is_locator: bool
) -> tuple[Projection, bool] | None:
    """Fill the room with at least the extent, at a round scale; none where that is too small to be read."""
    west, south, east, north = find_extent(bbox)
    aspect = (east - west) / (north - south)
    room_width, room_height = room[0] - 2 * _EDGE, room[1] - 2 * _EDGE - _CAPTION_MM
    width = min(room_width, room_height * aspect, 36 if is_locator else room_width)
    if width < (12 if is_locator else 36):
        return None
    height = width / aspect if is_locator else min(room_height, width * 0.8)
    rect = Rect(x=_EDGE, y=_EDGE, width=width, height=height)
    scale = round_scale(max((east - west) / width, (north - south) / height) * 1000)
    return project_extent((west, south, east, north), rect, scale), is_locator


def draw_inset(
    content: ExportContent, projection: Projection, inset: tuple[Projection, bool], type_case: TypeCase
) -> SvgInk:
    """Draw an inset.

    Parameters
    ----------
    content
        What the main map shows.
    projection
        The main map.
    inset
        As planned.
    type_case
        The faces.
    """
    small, is_locator = inset
    ink = SvgInk(width=small.rect.right + _EDGE, height=small.rect.top + _EDGE, type_case=type_case)
    if is_locator:
        draw_basemap(ink, small, content.atlas)
        ink.stroke(outline_of(small, projection), _RED, 0.9)
    else:
        core = [layer for layer in content.layers if layer.record.group == "main"]
        draw_map(ink, small, core, atlas=content.atlas, labels=content.request.labels)
    draw_border(ink, small, labelled=False)
    return ink
