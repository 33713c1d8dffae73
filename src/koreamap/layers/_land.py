"""Tell Korea's land from its neighbours', for the basemap's two scales and for what surrounds them.

The published land is one shape for all of East Asia: the mainland is parted along the Yalu and the Tumen, and an
island belongs to the country whose generalised outline is nearest. That is a drawing rule, no statement on title.
Rivers count as land in it, save where the Han and the Imjin meet: there the water, crude as it is, is cut out.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely import LineString, MultiPolygon, Polygon

from koreamap.geometry import join_polygons, largest_part, read_geometry
from koreamap.model import Feature, Properties, Style
from koreamap.sources import read_raw_features

if TYPE_CHECKING:
    from shapely import Point
    from shapely.geometry.base import BaseGeometry

__all__ = [
    "LAND",
    "LAND_STYLE",
    "build_korea",
    "find_part",
    "find_surroundings",
    "read_border",
    "read_land",
    "read_rows",
    "split_korea",
    "to_basemap",
]

COUNTRIES = "osm-borders/countries-1000m.geojson"
LAND = "osm-land/land-50m.geojson"
BORDER = "osm-borders/yalu-tumen.geojson"
ESTUARY = "osm-borders/han-estuary-nll.geojson"
CONFLUENCE = "osm-water/han-imjin.geojson"
WORLD = "natural-earth/countries-110m.geojson"
LAND_STYLE = Style(color="#9fb0bb", color_dark="#4a5a67", width_px=0.8, fill_opacity=1, label=None)
"""Coast; the fill is the basemap's own, which a map knows by the layer's id."""

NEAR = shapely.box(123.5, 32.5, 132, 43.5)
WIDE = shapely.box(115, 28, 146, 50)
OVERLAP_DEG = 0.02
"""By which the coarser land reaches under the finer, so that the two melt into one."""

KOREAS = frozenset({"PRK", "KOR"})

KOREA_SEAS = (
    (124.3, 39.93),
    (124.0, 39.6),
    (123.0, 39.0),
    (123.0, 32.0),
    (131.5, 32.0),
    (131.5, 42.0),
    (130.75, 42.25),
)
"""From the Yalu's mouth around Korea at sea to the Tumen's: closes the border to a ring that parts the mainland."""


@cache
def read_rows(path: str) -> tuple[tuple[str, BaseGeometry], ...]:
    """Read the geometries of a raw file, each with its ISO code, or an empty text where it has none."""
    rows = read_raw_features(path)
    return tuple((row.properties.get("iso_a3", ""), read_geometry(row.geometry, path)) for row in rows)


def read_land(window: tuple[float, float, float, float]) -> BaseGeometry:
    """Read the land at 50 m that lies in a window (west, south, east, north; degrees)."""
    box = shapely.box(*window)
    return shapely.union_all([part.intersection(box) for _, part in read_rows(LAND) if part.intersects(box)])


def find_part(point: Point) -> BaseGeometry | None:
    """Return the piece of land at 50 m on which a point lies; None for water."""
    return next((part for _, part in read_rows(LAND) if part.contains(point)), None)


@cache
def read_border() -> tuple[LineString, LineString]:
    """Return the border with China and that with Russia, thinned for drawing (0.0005 degrees, under 60 m)."""
    china, russia = (geometry.simplify(0.0005) for _, geometry in read_rows(BORDER))
    return LineString(china.coords), LineString(russia.coords)


@cache
def find_confluence() -> Polygon:
    """Return the water where the Han and the Imjin meet: crude, rounded off, and made to reach the open estuary.

    The published pieces are blocky and broken, so they are joined along the estuary's course, closed and then opened
    by some hundred metres in turn. The figures are degrees of latitude; longitudes are shortened meanwhile.
    """
    course = shapely.union_all([line for _, line in read_rows(ESTUARY)])
    pieces = shapely.union_all([piece for _, piece in read_rows(CONFLUENCE)])
    head = course.intersection(shapely.box(126.56, 37.65, 126.69, 37.84))
    stretch = np.array([0.79, 1.0])
    flat = [shapely.transform(geometry, lambda points: points * stretch) for geometry in (pieces, head)]
    joined = shapely.union_all([flat[0], flat[1].buffer(0.004)]).buffer(0.006)
    return largest_part(
        shapely.transform(joined.buffer(-0.009).buffer(0.004).simplify(0.0002), lambda points: points / stretch)
    )


@cache
def split_korea(path: str) -> tuple[tuple[Polygon, ...], tuple[Polygon, ...]]:
    """Part the land of a raw file.

    Parameters
    ----------
    path
        Below ``geodata/raw/``: polygons of land.

    Returns
    -------
    Korea's, the mainland first, and the others'; WGS 84. On the mainland the others' reach a little into Korea's, so
    that no seam opens under it.
    """
    land = [part for _, geometry in read_rows(path) for part in shapely.get_parts(geometry)]
    mainland = max(land, key=lambda part: part.area)
    china, russia = read_border()
    ring = Polygon([*russia.coords, *china.coords[1:], *KOREA_SEAS])
    codes, outlines = zip(
        *((code, part) for code, whole in read_rows(COUNTRIES) for part in shapely.get_parts(whole)), strict=True
    )
    islands = [part for part in land if part is not mainland]
    nearest = shapely.STRtree(outlines).nearest([part.representative_point() for part in islands])
    korean = [codes[index] in KOREAS for index in nearest]
    ours = [
        largest_part(mainland.intersection(ring).difference(find_confluence())),
        *(p for p, mine in zip(islands, korean, strict=True) if mine),
    ]
    rest = shapely.get_parts(join_polygons(mainland.difference(ring.buffer(-0.004))))
    theirs = [*rest, *(p for p, mine in zip(islands, korean, strict=True) if not mine)]
    return tuple(ours), tuple(theirs)


@cache
def find_surroundings() -> tuple[tuple[Polygon, ...], tuple[Polygon, ...]]:
    """Melt the land that is not Korea's together from three scales.

    Returns
    -------
    What reaches into the window of the finer two scales, and the rest of the world; WGS 84.
    """
    _, nearest = split_korea("osm-land/land-200m.geojson")
    near_hole, wide_hole = NEAR.buffer(-OVERLAP_DEG), WIDE.buffer(-OVERLAP_DEG)
    middle = [outline.difference(near_hole) for code, outline in read_rows(COUNTRIES) if code not in KOREAS]
    far = [outline.difference(wide_hole) for _, outline in read_rows(WORLD)]
    parts = shapely.get_parts(join_polygons(shapely.union_all([*nearest, *middle, *far])))
    inside = shapely.intersects(parts, wide_hole)
    return tuple(parts[inside]), tuple(parts[~inside])


def build_korea(path: str, layer_id: str, suffix: str = "") -> tuple[Feature, Feature]:
    """Make the basemap's land of Korea: the mainland, and the islands.

    Parameters
    ----------
    path
        Below ``geodata/raw/``: polygons of land.
    layer_id
        Where it is drawn.
    suffix
        Of the features' ids.
    """
    (mainland, *islands), _ = split_korea(path)
    return (
        to_basemap(mainland, layer_id, feature_id=f"ground-mainland{suffix}", names=("Korea", "한반도"), kind="land"),
        to_basemap(
            MultiPolygon(islands),
            layer_id,
            feature_id=f"ground-islands{suffix}",
            names=("Islands of Korea", "한국의 섬"),
            kind="land",
        ),
    )


def to_basemap(geometry: BaseGeometry, layer_id: str, *, feature_id: str, names: tuple[str, str], kind: str) -> Feature:
    """Make a feature of the basemap.

    Parameters
    ----------
    geometry
        WGS 84.
    layer_id, feature_id
        Where it is drawn, and its own id.
    names
        English and Korean.
    kind
        ``land`` or ``border``.

    Returns
    -------
    With what every feature of the basemap says.
    """
    properties = Properties(feature_id=feature_id, layer=layer_id, name=names[0], name_ko=names[1], kind=kind)
    return Feature(id=feature_id, geometry=geometry, properties=properties)
