"""Choose what a map on paper draws, which part of the world it frames, and what it is called.

A user who names no layers gets those of the first view, their rivals, and what a named area is named after; where the
extent is small enough for their names, the sites and events too. All layers at once would bury both map and quotations
(a hundred passages name nothing but states). Layers named one by one are all drawn, and without an area they are what
the map frames.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely

from koreamap.drawing.extents import EXTENTS, HOME, REACH
from koreamap.export._sheet.words import find_words
from koreamap.export.request import find_area, find_shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

    from koreamap.drawing.extents import Bbox
    from koreamap.export.content import ExportContent

__all__ = ["CLOSE_DEG", "choose_layers", "find_frame", "name_sheet"]

CLOSE_DEG = 4
"""Height of an extent, in degrees, up to which the crowd of names around Panmunjom can be read on A4."""

_AROUND = 0.06
"""Free room around the layers that a map frames, in their breadth."""

_LEAST_DEG = 0.2
_NAMED_AFTER = 3
"""So many layers may give a sheet its name."""


def choose_layers(content: ExportContent) -> tuple[str, ...]:
    """Return the layers of a sheet: those named, or a selection when none was named.

    Parameters
    ----------
    content
        What was asked.

    Returns
    -------
    Layer ids in draw order.
    """
    request = content.request
    is_close = request.bbox is not None and request.bbox[3] - request.bbox[1] <= CLOSE_DEG
    close = {"sites", "events"} if is_close and not request.named else set()
    chosen = find_shown(content.atlas, request) | close
    return tuple(id_ for id_ in request.layer_ids if id_ in chosen)


def find_frame(content: ExportContent) -> Bbox:
    """Return the extent that a map must show: the one asked for, else that of the layers named, else all of Korea.

    Parameters
    ----------
    content
        What was asked.

    Returns
    -------
    West, south, east, north in degrees; of layers as much as can be drawn, with some room around.
    """
    themes = {id_ for id_, record in content.atlas.layers.items() if record.is_theme}
    if content.request.bbox or not content.request.named or themes <= set(content.request.layer_ids):
        return content.request.bbox or HOME.bbox
    geometries = [feature.geometry for layer in content.layers for feature in layer.features]
    near = _find_near(geometries) or geometries
    west, south, east, north = shapely.total_bounds(near)
    more = max(_AROUND * max(east - west, north - south), _LEAST_DEG / 2)
    around = shapely.box(west - more, south - more, east + more, north + more)
    west, south, east, north = (around if near is geometries else around & shapely.box(*REACH)).bounds
    return west, south, east, north


def _find_near(geometries: Sequence[BaseGeometry]) -> list[BaseGeometry]:
    """Return what lies whole where a map can be drawn; where nothing does, the parts that lie there."""
    reach = shapely.box(*REACH)
    whole = [geometry for geometry in geometries if reach.contains(shapely.box(*geometry.bounds))]
    parts = (shapely.clip_by_rect(geometry, *REACH) for geometry in geometries)
    return whole or [part for part in parts if not part.is_empty]


def name_sheet(content: ExportContent) -> tuple[str, str]:
    """Name a sheet: as was asked, after its area, or after its layers where they are few.

    Parameters
    ----------
    content
        What was asked.

    Returns
    -------
    In English and in Korean, or the title that was asked for and nothing.
    """
    request = content.request
    if request.title:
        return request.title, ""
    bbox = request.bbox or (None if request.named else HOME.bbox)
    if area := EXTENTS.get(find_area(bbox)):
        return area.title, area.title_ko
    records = [layer.record for layer in content.layers]
    if request.named and len(records) <= _NAMED_AFTER:
        return ", ".join(r.title for r in records), ", ".join(r.title_ko or r.title for r in records)
    return find_words("en").title, find_words("ko").title
