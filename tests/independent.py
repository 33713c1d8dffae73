"""Measure again what the claims measured: by projections, spheres and grids, from the built files alone.

Nothing of ``koreamap.claims``, ``koreamap.equidistance`` or ``koreamap.geometry`` is used here.
"""

from __future__ import annotations

import json
import math
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import shapely
import shapely.geometry
from pyproj import Geod, Transformer

if TYPE_CHECKING:
    from pathlib import Path

GEOD = Geod(ellps="WGS84")
NM = 1852.0
ISLANDS = ("baengnyeongdo", "daecheongdo", "socheongdo", "yeonpyeongdo", "u-do")
_TO = {code: Transformer.from_crs("EPSG:4326", code, always_xy=True).transform
       for code in ("EPSG:32651", "EPSG:32652", "EPSG:6933", "EPSG:5179")}  # fmt: skip


def project(geometry, code):
    """Project a geometry of degrees."""
    return shapely.transform(geometry, lambda values: np.column_stack(_TO[code](*values.T)))


def haversine_km(one, other):
    """Measure on a sphere of the mean radius: within half a per cent of the ellipsoid."""
    (lon1, lat1), (lon2, lat2) = (map(math.radians, point) for point in (one, other))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371.0088 * math.asin(math.sqrt(half))


def area_km2(geometry):
    """Measure in an equal-area projection."""
    return project(geometry, "EPSG:6933").area / 1e6


class Remeasured:
    """Values by claim and label, measured from the files in a folder.

    Parameters
    ----------
    folder : pathlib.Path
        The built layers.
    """

    def __init__(self, folder: Path) -> None:
        self.shapes = {
            feature["id"]: shapely.geometry.shape(feature["geometry"])
            for path in sorted(folder.glob("*.geojson"))
            if not path.name.startswith("evidence")
            for feature in json.loads(path.read_bytes())["features"]
        }
        land = [*shapely.get_parts(self.shapes["ground-mainland-detail"]),
                *shapely.get_parts(self.shapes["ground-islands-detail"])]  # fmt: skip
        self.land = land

    def point(self, id_):
        return self.shapes[id_].x, self.shapes[id_].y

    @cache  # noqa: B019 - one object for a test run
    def sea(self):
        """Return islands, northern and southern land of the West Sea in UTM 51 N, and the line."""
        line = self.shapes["nll"]
        path = sorted(line.coords)
        window = shapely.box(123.9, 36.4, 126.5, 38.9)
        north, south = [], []
        for part in self.land:
            if not part.intersects(window):
                continue
            if part.area > 1:  # the mainland: west of the Imjin's mouth all of its shore is northern here
                north.append(part.intersection(shapely.box(123.9, 37.6, 126.5, 38.9)))
                south.append(part.intersection(shapely.box(126.0, 36.4, 126.6, 37.6)))
                continue
            middle = part.representative_point()
            height = np.interp(middle.x, [x for x, _ in path], [y for _, y in path])
            is_north = middle.y > height and middle.x < 126.12
            (north if is_north else south).append(part)
        five = shapely.union_all([self.shapes[id_] for id_ in ISLANDS])
        return [project(shapely.union_all(group), "EPSG:32651") for group in ([five], north, [*south, five])], line

    @cache  # noqa: B019 - as above
    def steps(self, line_id="nll"):
        """Sample a reading of the line every 100 m or so in UTM: distance to islands and North, nautical miles."""
        (islands, north, _), _line = self.sea()
        flat = project(self.shapes[line_id], "EPSG:32651")
        spots = shapely.line_interpolate_point(flat, np.arange(50, flat.length, 100))
        return shapely.distance(spots, islands) / NM, shapely.distance(spots, north) / NM

    @cache  # noqa: B019 - as above
    def sea_areas(self, line_id="nll"):
        """Count squares of degrees between a reading of the line and the median of all shores, south and north, km²."""
        (_, north, south), _line = self.sea()
        path = np.array(sorted(self.shapes[line_id].coords)).T

        def count(side, low, high, *, is_beyond):
            """Add up the squares between two latitudes, both counted from the line, nearer to the other side."""
            lons, rises = np.meshgrid(
                np.arange(path[0, 0] + side / 2, path[0, -1], side), np.arange(low + side / 2, high, side)
            )
            lats = np.interp(lons, *path) + rises
            spots = shapely.points(np.column_stack(_TO["EPSG:32651"](lons.ravel(), lats.ravel())))
            to_north, to_south = shapely.distance(spots, north), shapely.distance(spots, south)
            is_other = to_south < to_north if is_beyond else to_north < to_south
            square = (side * 111.0) * (side * 111.41 * np.cos(np.radians(lats.ravel())))
            return square[(to_north > 0) & (to_south > 0) & is_other].sum()

        return count(0.01, -1.1, 0, is_beyond=False), count(0.002, 0, 0.04, is_beyond=True)

    @cache  # noqa: B019 - as above
    def front(self):
        """Sample the demarcation line every 100 m in Korea's grid: kilometres north of 38° N, by latitude alone."""
        flat = project(self.shapes["mdl"], "EPSG:5179")
        spots = shapely.line_interpolate_point(flat, np.arange(50, flat.length, 100))
        back = Transformer.from_crs("EPSG:5179", "EPSG:4326", always_xy=True).transform
        _, lats = back(*shapely.get_coordinates(spots).T)
        return (lats - 38) * 111.007  # km of the meridian at 38° N

    @cache  # noqa: B019 - as above
    def korea(self):
        """Return the equal-area km² of the two states' generalised land north and south of 38° N."""
        north, south = shapely.box(120, 38, 134, 44), shapely.box(120, 32, 134, 38)
        return {
            (state, half): area_km2(self.shapes[state].intersection(box))
            for state in ("rok", "dprk")
            for half, box in (("north", north), ("south", south))
        }

    def to_line_km(self, id_, *, line_ids=("mdl",)):
        """Measure from a point to lines, by a plane around the point."""
        lon, lat = self.point(id_)
        plane = Transformer.from_crs("EPSG:4326", f"+proj=aeqd +lon_0={lon} +lat_0={lat}", always_xy=True).transform
        lines = [shapely.transform(self.shapes[line], lambda v: np.column_stack(plane(*v.T))) for line in line_ids]
        return min(line.distance(shapely.Point(0, 0)) for line in lines) / 1e3


def with_days(properties):
    """Write a day that GeoJSON has as the interval from itself to itself as a day again."""
    intervals = {name: str(properties.get(name)).split("/") for name in ("valid_from", "valid_to")}
    days = {name: ends[0] for name, ends in intervals.items() if len(ends) == 2 and ends[0] == ends[1]}
    return properties | days
