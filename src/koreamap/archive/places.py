"""Where on the map the places of an archive are: for each one point, the middle of where it is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from koreamap.drawing.extents import Bbox
    from koreamap.model import BuiltPlace

__all__ = ["find_places_in", "find_point"]


def find_point(place: BuiltPlace) -> tuple[float, float] | None:
    """Return the middle of the box around where a place is drawn: longitude, latitude; None for one that is not."""
    if place.bbox is None:
        return None
    west, south, east, north = place.bbox
    return (west + east) / 2, (south + north) / 2


def find_places_in(places: Mapping[str, BuiltPlace], box: Bbox) -> tuple[str, ...]:
    """Return the ids of the places whose point lies in a box: west, south, east, north in degrees."""
    west, south, east, north = box
    points = {id_: point for id_, place in places.items() if (point := find_point(place))}
    return tuple(id_ for id_, (lon, lat) in points.items() if west <= lon <= east and south <= lat <= north)
