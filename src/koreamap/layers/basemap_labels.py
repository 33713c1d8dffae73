"""Names that help to find one's way: towns, seas and countries.

The towns that the documents name are a layer of their own, which is off at first; the larger of them are lettered here
too. Towns stand where GeoNames has them. The points of seas and countries are where the lettering stands, no more. A
sea with two English names bears both, in no order of rank; the Hangul is what Koreans write.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from shapely import Point

from koreamap.errors import LayerError
from koreamap.geometry import read_geometry
from koreamap.model import Expectations, Feature, LayerSpec, Properties, Style
from koreamap.sources import read_raw_features

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from koreamap.layers import Features, Places

CITIES: dict[str, tuple[int, str, str, float]] = {
    "seoul": (1835848, "Seoul", "서울", 4),
    "pyongyang": (1871859, "Pyongyang", "평양", 4),
    "wonsan": (1866923, "Wonsan", "원산", 6),
    "kaesong": (1876373, "Kaesong", "개성", 7),
    "busan": (1838524, "Busan", "부산", 5),
    "incheon": (1843564, "Incheon", "인천", 6),
    "daegu": (1835329, "Daegu", "대구", 6),
    "daejeon": (1835235, "Daejeon", "대전", 6),
    "gwangju": (1841811, "Gwangju", "광주", 6),
    "jeju": (1846266, "Jeju", "제주", 6),
    "gangneung": (1843137, "Gangneung", "강릉", 7),
    "chuncheon": (1845136, "Chuncheon", "춘천", 7),
    "sokcho": (1836553, "Sokcho", "속초", 8),
    "goseong": (1840179, "Goseong", "고성", 9),
    "hamhung": (1877449, "Hamhung", "함흥", 6),
    "chongjin": (2044757, "Chongjin", "청진", 6),
    "sinuiju": (2040893, "Sinuiju", "신의주", 6),
    "haeju": (1877615, "Haeju", "해주", 7),
    "nampo": (1873757, "Nampo", "남포", 7),
    "dandong": (2037886, "Dandong", "단둥", 8),
}
"""Id -> geonameid, names, and the zoom from which it is written."""

SPOTS: dict[str, tuple[str, float, float, str, str, float]] = {
    "yellow-sea": ("water", 124.4, 36.0, "West Sea / Yellow Sea", "서해 · 황해", 5),
    "east-sea": ("water", 130.6, 39.0, "East Sea / Sea of Japan", "동해", 5),
    "korea-bay": ("water", 124.1, 38.9, "Korea Bay", "서한만", 7),
    "korea-strait": ("water", 128.75, 34.3, "Korea Strait", "대한해협", 7),
    "east-china-sea": ("water", 125.2, 30.8, "East China Sea", "동중국해", 5),
    "china": ("country", 121.0, 42.4, "China", "중국", 3),
    "japan": ("country", 138.3, 36.3, "Japan", "일본", 3),
    "russia": ("country", 134.6, 46.5, "Russia", "러시아", 3),
    "mongolia": ("country", 115.5, 47.2, "Mongolia", "몽골", 4),
    "north-korea": ("country", 126.7, 40.3, "North Korea", "북한", 4),
    "south-korea": ("country", 127.7, 35.85, "South Korea", "남한", 4),
}
"""Id -> kind, longitude and latitude of the lettering, names, and the zoom from which it is written."""

SPEC = LayerSpec(
    id="basemap_labels",
    title="Names for orientation",
    title_ko="지명",
    summary="Towns, seas and countries, for orientation.",
    geometry_type="Point",
    group="basemap",
    order=50,
    shown=True,
    style=Style(color="#3b4248", color_dark="#d5dbe0", size_px=4, label=None),
    expectations=Expectations(count=(31, 31), bbox=(115, 30, 139, 48)),
    source_ids=("geonames", "koreamap"),
)


def build(_places: Places, /) -> Features:
    """Set the names.

    Raises
    ------
    koreamap.errors.LayerError
        When a town is not among those carried in.
    """
    rows = {row["properties"]["geonameid"]: row["geometry"] for row in read_raw_features("geonames/cities.geojson")}
    features = []
    for key, (number, name, name_ko, zoom) in CITIES.items():
        if number not in rows:
            raise LayerError(f"layer {SPEC.id}, {key}", found=f"no geonameid {number}", expected="it in the raw file")
        point = read_geometry(rows[number], f"city {key}")
        features.append(_to_label(key, point, kind="city", names=(name, name_ko), min_zoom=zoom))
    for key, (kind, lon, lat, name, name_ko, zoom) in SPOTS.items():
        features.append(_to_label(key, Point(lon, lat), kind=kind, names=(name, name_ko), min_zoom=zoom))
    return tuple(features)


def _to_label(key: str, point: BaseGeometry, *, kind: str, names: tuple[str, str], min_zoom: float) -> Feature:
    """Make a point that carries a name."""
    properties = Properties(
        feature_id=f"label-{key}",
        layer=SPEC.id,
        name=names[0],
        name_ko=names[1],
        kind=kind,
        min_zoom=float(min_zoom),
    )
    return Feature(id=f"label-{key}", geometry=point, properties=properties)
