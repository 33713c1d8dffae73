"""Names that help to find one's way: towns, seas and countries.

The towns that the documents name are a layer of their own, which is off at first; the larger of them are lettered here
too. Towns stand where GeoNames has them. The points of seas and countries are where the lettering stands, no more. A
sea with two English names bears both, in no order of rank; the Hangul is what Koreans write.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from shapely import Point

from koreamap.coordinates import coordinates_dir, read_coordinates, read_published
from koreamap.errors import LayerError
from koreamap.model import Expectations, Feature, LayerSpec, Properties, Style

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shapely.geometry.base import BaseGeometry

    from koreamap.layers import Features, Places
    from koreamap.model.coordinates import Lettering

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

    Stops with `LayerError` when a name has no point.
    """
    coordinates = read_coordinates(SPEC.id)
    towns = read_published(coordinates)
    return tuple(_to_feature(lettering, towns) for lettering in coordinates.lettering)


def _to_feature(lettering: Lettering, towns: Mapping[str, BaseGeometry]) -> Feature:
    """Make a point that carries a name."""
    if lettering.lon is not None and lettering.lat is not None:
        point: BaseGeometry = Point(lettering.lon, lettering.lat)
    elif lettering.id in towns:
        point = towns[lettering.id]
    else:
        what, expected = f"layer {SPEC.id}, {lettering.id}", "lon and lat, or a published row"
        raise LayerError(what, found="no point", expected=expected, file=coordinates_dir() / f"{SPEC.id}.toml")
    properties = Properties(
        feature_id=f"label-{lettering.id}",
        layer=SPEC.id,
        name=lettering.name,
        name_ko=lettering.name_ko,
        kind=lettering.kind,
        min_zoom=lettering.min_zoom,
    )
    return Feature(id=properties.feature_id, geometry=point, properties=properties)
