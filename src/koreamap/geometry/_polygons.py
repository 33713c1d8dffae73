"""The polygons of a geometry."""

from __future__ import annotations

from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry, BaseMultipartGeometry

from koreamap.errors import GeometryError
from koreamap.geometry._geodesic import measure_area_m2


def join_polygons(geometry: BaseGeometry) -> BaseGeometry:
    """Keep the polygons of a geometry and drop the points and lines that an intersection may leave.

    Parameters
    ----------
    geometry
        WGS 84.

    Returns
    -------
    Polygon or MultiPolygon.

    Raises
    ------
    koreamap.errors.GeometryError
        When there is no polygon in it.

    Examples
    --------
    >>> mixed = shapely.GeometryCollection([shapely.box(0, 0, 1, 1), shapely.Point(5, 5)])
    >>> join_polygons(mixed).geom_type
    'Polygon'
    """
    parts = [part for part in _flatten(geometry) if isinstance(part, Polygon) and not part.is_empty]
    if not parts:
        raise GeometryError("polygons", found=geometry.geom_type, expected="at least one polygon")
    return parts[0] if len(parts) == 1 else MultiPolygon(parts)


def largest_part(geometry: BaseGeometry) -> Polygon:
    """Return the polygon of greatest geodesic area.

    Stops with `GeometryError` when there is no polygon in it.

    Parameters
    ----------
    geometry
        Polygon, MultiPolygon or a collection that holds one, WGS 84.

    Returns
    -------
    As it was.

    Examples
    --------
    >>> largest_part(shapely.MultiPolygon([shapely.box(0, 0, 1, 1), shapely.box(3, 3, 9, 9)])).bounds
    (3.0, 3.0, 9.0, 9.0)
    """
    parts = [part for part in _flatten(join_polygons(geometry)) if isinstance(part, Polygon)]
    return max(parts, key=measure_area_m2)


def _flatten(geometry: BaseGeometry) -> list[BaseGeometry]:
    """List the single parts, however deep collections are nested."""
    if not isinstance(geometry, BaseMultipartGeometry):
        return [geometry]
    return [piece for part in geometry.geoms for piece in _flatten(part)]
