"""Fill the texts of places with what was measured: a figure of ours is asked for in braces, never typed.

``{length_km:.1f}`` is a column of the place's own feature, ``{mdl.length_km:.1f}`` one of another's; ``{radius_km:g}``
and ``{radius_nm:g}`` belong to a place drawn as a circle, ``{accuracy_km:.0f}`` to any with an accuracy. And
``{km[osan-ab pyeongtaek-port]:.0f}``, or ``{m[...]}``, is the shortest way between two features; a point may stand for
either, as ``126.8,37``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import shapely
from msgspec import structs
from shapely import Point

from koreamap.coordinates import coordinates_dir, find_radii_m, read_coordinates
from koreamap.equidistance import find_distances_m, read_coast
from koreamap.errors import LayerError
from koreamap.geometry import find_distance_m

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from shapely.geometry.base import BaseGeometry

    from koreamap.model import Feature, Layer, Place, Properties

__all__ = ["fill_texts"]

_TEXTS = ("method", "accuracy_note", "note")
_NM_M = 1852.0


@dataclass(frozen=True, slots=True)
class _Ways:
    """The shortest way between two features or points, by both, in a unit of so many metres."""

    features: Mapping[str, Feature]
    unit_m: float

    def __getitem__(self, ends: str) -> float:
        one, other = (self._find(end) for end in ends.split(" "))
        return _measure_way_m(one, other) / self.unit_m

    def _find(self, end: str) -> BaseGeometry:
        lon, comma, lat = end.partition(",")
        return Point(float(lon), float(lat)) if comma else self.features[end].geometry


def fill_texts(places: Mapping[str, Place], layers: Sequence[Layer]) -> tuple[dict[str, Place], list[Layer]]:
    """Write what was measured into the texts of places and of their features.

    Stops with `LayerError` when a text asks for what is not there; names the place and the text.

    Parameters
    ----------
    places
        The gazetteer, by id.
    layers
        As built; a basemap's features bear no texts.
    """
    features = {feature.id: feature for layer in layers for feature in layer.features}
    columns = {id_: feature.properties for id_, feature in features.items()}
    shared = {**columns, "km": _Ways(features, 1e3), "m": _Ways(features, 1.0)}
    radii = {
        id_: radius_m
        for file in sorted(coordinates_dir().glob("*.toml"))
        for id_, radius_m in find_radii_m(read_coordinates(file.stem)).items()
    }
    filled = dict(places)
    for place in (place for place in places.values() if any("{" in getattr(place, name) for name in _TEXTS)):
        words = shared | _list_own(place, columns, radii)
        filled[place.id] = structs.replace(place, **{name: _fill(place, name, words) for name in _TEXTS})
    return filled, [
        structs.replace(layer, features=tuple(_renew(each, filled) for each in layer.features)) for layer in layers
    ]


def _list_own(place: Place, columns: Mapping[str, Properties], radii_m: Mapping[str, float]) -> dict[str, object]:
    """List what a place's text may ask for without naming a place."""
    own = structs.asdict(columns[place.id]) if place.id in columns else {}
    if place.accuracy_m is not None:
        own |= {"accuracy_km": place.accuracy_m / 1e3}
    if place.id in radii_m:
        own |= {"radius_km": radii_m[place.id] / 1e3, "radius_nm": radii_m[place.id] / _NM_M}
    return own


def _fill(place: Place, name: str, words: Mapping[str, object]) -> str:
    text: str = getattr(place, name)
    try:
        return text.format_map(words)
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        expected = "a column of a feature, or km[one other]"
        raise LayerError(f"place {place.id}, {name}", found=f"{text!r} ({error})", expected=expected) from error


def _renew(feature: Feature, places: Mapping[str, Place]) -> Feature:
    if feature.id not in places:
        return feature
    place = places[feature.id]
    texts = {"method": place.method, "accuracy_note": place.accuracy_note, "note": place.note or None}
    return structs.replace(feature, properties=structs.replace(feature.properties, **texts))


def _measure_way_m(one: BaseGeometry, other: BaseGeometry) -> float:
    if isinstance(one, Point) and isinstance(other, Point):
        return find_distance_m((one.x, one.y), (other.x, other.y))
    ways = [
        find_distances_m(shapely.get_coordinates(start), read_coast([end])).min()
        for start, end in ((one, other), (other, one))
        if not isinstance(end, Point)
    ]
    return float(min(ways))
