"""Read the coordinates that people wrote down, and draw what they say.

The only reader of ``geodata/coordinates/``: a file for each layer that is drawn from more than published geometries.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely
from shapely import LineString, Polygon

from koreamap.errors import LayerError
from koreamap.geometry import build_geodesic, build_parallel, find_point, read_geometry
from koreamap.home import geodata_dir
from koreamap.model.coordinates import CoordinatesFile
from koreamap.sources import read_raw_features, read_sources
from koreamap.toml import read_toml

if TYPE_CHECKING:
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    from koreamap.model.coordinates import Course, Crossing, Outline, Parallel, Vertex

__all__ = [
    "coordinates_dir",
    "draw_lines",
    "draw_outlines",
    "find_cuts",
    "find_radii_m",
    "read_coordinates",
    "read_published",
    "to_degrees",
    "to_point",
]


def coordinates_dir() -> Path:
    """Return the folder of the files."""
    return geodata_dir() / "coordinates"


def read_coordinates(layer_id: str) -> CoordinatesFile:
    """Read all that a layer is drawn from, from the file of its name.

    Raises
    ------
    koreamap.errors.LayerError
        When the file is missing or an entry of it is incomplete, wrong, or cites a source that is not registered.
    """
    file = coordinates_dir() / f"{layer_id}.toml"
    content = read_toml(file, CoordinatesFile, what=f"layer {layer_id}", error=LayerError)
    known = read_sources()
    entries = (content.course, content.parallel, content.waterway, content.crossing, content.outline, content.circle)
    for entry in (entry for kind in entries for entry in kind):
        if unknown := [source_id for source_id in entry.source_ids if source_id not in known]:
            what = f"layer {layer_id}, {entry.place}, source_ids"
            raise LayerError(what, found=", ".join(unknown), expected="sources of SOURCES.toml", file=file)
    return content


def to_degrees(angle: float | str) -> float:
    """Read an angle that may be printed in degrees, minutes and seconds.

    Parameters
    ----------
    angle
        Decimal degrees, or text as in `koreamap.model.coordinates.Vertex`.

    Returns
    -------
    Degrees, negative to the south and west.

    Examples
    --------
    >>> to_degrees("37-42-45N"), to_degrees("37-18.5N"), to_degrees("77-30W"), to_degrees(38.0)
    (37.7125, 37.30833333333333, -77.5, 38.0)
    """
    if not isinstance(angle, str):
        return angle
    degrees = sum(float(part) / 60.0**power for power, part in enumerate(angle[:-1].split("-")))
    return degrees if angle[-1] in "NE" else -degrees


def to_point(vertex: Vertex | Crossing) -> tuple[float, float]:
    """Return (lon, lat) in degrees."""
    return to_degrees(vertex.lon), to_degrees(vertex.lat)


def draw_lines(coordinates: CoordinatesFile) -> dict[str, LineString]:
    """Draw every course, parallel and crossing.

    Returns
    -------
    Place id -> line, WGS 84: a course and a parallel from its first point to its last, a crossing along its azimuth.
    """
    return {
        **{course.place: LineString(_list_points(course)) for course in coordinates.course},
        **{parallel.place: _draw_parallel(parallel) for parallel in coordinates.parallel},
        **{crossing.place: _draw_crossing(crossing) for crossing in coordinates.crossing},
    }


def draw_outlines(coordinates: CoordinatesFile) -> dict[str, Polygon]:
    """Draw every outline, by place id."""
    return {outline.place: Polygon(_list_points(outline)) for outline in coordinates.outline}


def find_cuts(coordinates: CoordinatesFile) -> dict[str, tuple[tuple[float, float], tuple[float, float]]]:
    """Return the two points between which a published line is a place's, by place id."""
    return {cut.place: (to_point(cut.start), to_point(cut.end)) for cut in coordinates.cut}


def find_radii_m(coordinates: CoordinatesFile) -> dict[str, float]:
    """Return the radius of every circle, by place id."""
    return {circle.place: circle.radius_km * 1000 for circle in coordinates.circle}


def read_published(coordinates: CoordinatesFile) -> dict[str, BaseGeometry]:
    """Read the geometries that are taken over from published files.

    Returns
    -------
    Place id -> geometry, WGS 84.

    Raises
    ------
    koreamap.errors.LayerError
        When a file has no such row.
    """
    found = {}
    for published in coordinates.published:
        rows = {row.properties.get(published.property): row.geometry for row in read_raw_features(published.file)}
        for place_id, key in published.rows.items():
            if key not in rows:
                what, expected = f"place {place_id}", f"a row of {published.file} with {published.property} {key}"
                raise LayerError(what, found="no such row", expected=expected, file=coordinates_dir())
            found[place_id] = read_geometry(rows[key], f"place {place_id}")
    return found


def _list_points(course: Course | Outline) -> list[tuple[float, float]]:
    return [to_point(vertex) for vertex in course.points]


def _draw_parallel(parallel: Parallel) -> LineString:
    start, end = to_degrees(parallel.start_lon), to_degrees(parallel.end_lon)
    line = build_parallel(to_degrees(parallel.lat), west=min(start, end), east=max(start, end))
    return line if start < end else shapely.reverse(line)


def _draw_crossing(crossing: Crossing) -> LineString:
    (lon, lat), half_m = to_point(crossing), crossing.length_km * 500
    start, end = (
        find_point(lon, lat, azimuth_deg=azimuth_deg, distance_m=half_m)
        for azimuth_deg in (crossing.azimuth_deg + 180, crossing.azimuth_deg)
    )
    return build_geodesic(start, end)
