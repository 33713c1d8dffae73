"""A place and its geometry, made a feature: the record's words, and what is measured of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from koreamap.geometry import measure_area_m2, measure_length_m
from koreamap.model import Feature, Place, Properties

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

__all__ = ["to_feature"]


def to_feature(place: Place, geometry: BaseGeometry) -> Feature:
    """Make the feature of a place.

    Parameters
    ----------
    place
        With the layer that draws it.
    geometry
        WGS 84, of one type.

    Returns
    -------
    Length of a line in km, area of a polygon in km², both geodesic.
    """
    is_line, is_polygon = "LineString" in geometry.geom_type, "Polygon" in geometry.geom_type
    properties = Properties(
        feature_id=place.id,
        layer=place.layer,
        name=place.title,
        name_ko=place.hangul or None,
        label=place.label or place.title,
        kind=place.kind,
        status="; ".join(place.status),
        method=place.method,
        accuracy_m=_to_float(place.accuracy_m),
        accuracy_mean_m=_to_float(place.accuracy_mean_m),
        accuracy_worst_m=_to_float(place.accuracy_worst_m),
        accuracy_stretches="; ".join(stretch.words for stretch in place.stretches) or None,
        accuracy_note=place.accuracy_note,
        valid_from=place.valid_from or None,
        valid_to=place.valid_to or None,
        date_label=place.date_label or None,
        source_ids=";".join(place.source_ids),
        note=place.note or None,
        hub=place.hub or None,
        length_km=round(measure_length_m(geometry) / 1e3, 3) if is_line else None,
        area_km2=round(measure_area_m2(geometry) / 1e6, 3) if is_polygon else None,
    )
    return Feature(id=place.id, geometry=geometry, properties=properties)


def _to_float(value: float | None) -> float | None:
    return None if value is None else float(value)
