"""Built geometries.

References
----------
RFC 7946 (Feature).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from koreamap.model.layers import LayerSpec
from koreamap.model.properties import Properties
from koreamap.model.record import Record

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry  # noqa: TC004 - never decoded; the records stay light to import

__all__ = ["Feature", "Layer"]


class Feature(Record, frozen=True, kw_only=True):
    """A geometry with its properties (RFC 7946).

    Parameters
    ----------
    id
        The place's id; unique over all layers.
    geometry
        WGS 84, (lon, lat).
    properties
        What it says of itself.
    """

    id: str
    geometry: BaseGeometry
    properties: Properties


class Layer(Record, frozen=True, kw_only=True):
    """A built layer: its spec and its features, sorted by id."""

    spec: LayerSpec
    features: tuple[Feature, ...]
