"""Tell Korea's land from its neighbours', for the basemap's two scales and for what surrounds them.

The published land is one shape for all of East Asia: the mainland is parted along the Yalu and the Tumen, and an
island belongs to the country whose generalised outline is nearest. That is a drawing rule, no statement on title.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import shapely
from shapely import LineString, Polygon

from koreamap.geometry import join_polygons, largest_part, read_geometry
from koreamap.model import Feature
from koreamap.sources import read_raw_features

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

__all__ = ["COUNTRIES", "KOREA_SEAS", "read_border", "read_rows", "split_korea", "to_ground"]

COUNTRIES = "osm-borders/countries-1000m.geojson"
BORDER = "osm-borders/yalu-tumen.geojson"
KOREAS = frozenset({"PRK", "KOR"})

KOREA_SEAS = ((124.3, 39.93), (124.0, 39.6), (123.0, 39.0), (123.0, 32.0), (131.5, 32.0), (131.5, 42.0), (130.75, 42.25))
"""From the Yalu's mouth around Korea at sea to the Tumen's: closes the border line to a ring that parts the mainland."""


def read_rows(path: str) -> list[tuple[str, BaseGeometry]]:
    """Read the geometries of a raw file, each with its ISO code, or an empty text where it has none."""
    return [
        (row["properties"].get("iso_a3", ""), read_geometry(row["geometry"], path)) for row in read_raw_features(path)
    ]


@cache
def read_border() -> tuple[LineString, LineString]:
    """Return the border with China and that with Russia, thinned for drawing (0.0005 degrees, under 60 m)."""
    china, russia = (geometry.simplify(0.0005) for _, geometry in read_rows(BORDER))
    return LineString(china), LineString(russia)


@cache
def split_korea(path: str) -> tuple[tuple[Polygon, ...], tuple[Polygon, ...]]:
    """Part the land of a raw file.

    Parameters
    ----------
    path : str
        Below ``geodata/raw/``: polygons of land.

    Returns
    -------
    tuple of two tuples of shapely.Polygon
        Korea's, the mainland first, and the others'; WGS 84. On the mainland the others' reach a little into Korea's,
        so that no seam opens under it.
    """
    land = [part for _, geometry in read_rows(path) for part in shapely.get_parts(geometry)]
    mainland = max(land, key=lambda part: part.area)
    china, russia = read_border()
    ring = Polygon([*russia.coords, *china.coords[1:], *KOREA_SEAS])
    codes, outlines = zip(*((code, part) for code, whole in read_rows(COUNTRIES) for part in shapely.get_parts(whole)), strict=True)
    islands = [part for part in land if part is not mainland]
    nearest = shapely.STRtree(outlines).nearest([part.representative_point() for part in islands])
    korean = [codes[index] in KOREAS for index in nearest]
    ours = [largest_part(mainland.intersection(ring)), *(p for p, mine in zip(islands, korean, strict=True) if mine)]
    rest = shapely.get_parts(join_polygons(mainland.difference(ring.buffer(-0.004))))
    theirs = [*rest, *(p for p, mine in zip(islands, korean, strict=True) if not mine)]
    return tuple(ours), tuple(theirs)


def to_ground(geometry: BaseGeometry, layer_id: str, *, feature_id: str, names: tuple[str, str], kind: str) -> Feature:
    """Make a feature of the basemap.

    Parameters
    ----------
    geometry : shapely.geometry.base.BaseGeometry
        WGS 84.
    layer_id, feature_id : str
        Where it is drawn, and its own id.
    names : tuple of str
        English and Korean.
    kind : str
        ``land``, ``water`` or ``border``.

    Returns
    -------
    Feature
        With the five properties that every feature of the basemap has.
    """
    name, name_ko = names
    properties: dict[str, str | float | int | None] = {
        "feature_id": feature_id,
        "layer": layer_id,
        "name": name,
        "name_ko": name_ko,
        "kind": kind,
    }
    return Feature(id=feature_id, geometry=geometry, properties=properties)
