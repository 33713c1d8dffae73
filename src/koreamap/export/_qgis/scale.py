"""Web map zoom levels as the scales that QGIS counts in."""

from __future__ import annotations

import math

__all__ = ["MAP_PX_M", "shown_from", "to_scale"]

_EQUATOR_M_PER_PX = 2 * math.pi * 6378137 / 256
_PX_M = 0.0254 / 96
_LATITUDE = 38.0
"""Web Mercator stretches with the latitude; at this one a zoom level has the scale given here."""

_SLACK = 0.5
"""A web map stands at whole zoom levels, QGIS at any scale: half a level belongs to the next one up."""

MAP_PX_M = f"(@map_scale * {_PX_M:.6g})"
"""QGIS expression: metres on the ground that one pixel covers."""


def to_scale(zoom: float) -> float:
    """Return the scale's denominator from which on, zooming in, a zoom level counts as reached."""
    return float(round(_EQUATOR_M_PER_PX * math.cos(math.radians(_LATITUDE)) / 2 ** (zoom - _SLACK) / _PX_M))


def shown_from(default_zoom: float) -> str:
    """Return a QGIS expression: whether the map's scale has reached the feature's ``min_zoom``, or a default."""
    whole = to_scale(0)
    return f"@map_scale <= {whole:.0f} / 2 ^ coalesce(attribute($currentfeature, 'min_zoom'), {default_zoom:g})"
