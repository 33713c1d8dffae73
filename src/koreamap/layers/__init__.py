"""The layers: one module each, found by walking this package; whatever is put here is built, drawn and listed.

A layer module has ``SPEC``, a `LayerSpec` whose id is the module's name, and ``build(places)``, which is handed the
gazetteer and returns the features; a layer of points need not write one: ``build = points_of(SPEC)``. Modules whose
name begins with an underscore are not layers.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol, cast

from shapely import Point

from koreamap.errors import ExpectationError, LayerError
from koreamap.features import to_feature
from koreamap.geometry import measure_area_m2, measure_length_m
from koreamap.model import Feature, Layer, LayerSpec, Place
from koreamap.modules import FUNCTION, Kind, find_modules

if TYPE_CHECKING:
    from collections.abc import Callable

    from shapely.geometry.base import BaseGeometry

__all__ = [
    "Features",
    "LayerModule",
    "Places",
    "build_layer",
    "find_layers",
    "find_places",
    "find_points",
    "points_of",
    "to_features",
]

Places = Mapping[str, Place]
"""The gazetteer, by id."""

Features = tuple[Feature, ...]

_KIND = Kind(what="layer", needs={"SPEC": LayerSpec, "build": FUNCTION}, error=LayerError, named_by="SPEC")


class LayerModule(Protocol):
    """What a module of this package offers."""

    __name__: str
    SPEC: LayerSpec

    def build(self, places: Places, /) -> Features:
        """Draw the layer's places from published files, or what a basemap has instead of places."""
        ...


def find_layers() -> list[LayerModule]:
    """Import every layer module.

    Stops with `LayerError` when a module has no spec, or one whose id is not its name.

    Returns
    -------
    By draw order, then id.
    """
    modules = [cast("LayerModule", module) for module in find_modules(__name__, _KIND)]
    return sorted(modules, key=lambda module: (module.SPEC.order, module.SPEC.id))


def build_layer(module: LayerModule, places: Places) -> Layer:
    """Build a layer, sort its features, and hold it to what its spec expects.

    Stops with `ExpectationError` when count, geometry type, extent, length or area is not as expected; names the layer,
    both values and the file.

    Parameters
    ----------
    module
        As `find_layers` returns it.
    places
        The gazetteer.

    Returns
    -------
    Features by id.
    """
    layer = Layer(spec=module.SPEC, features=tuple(sorted(module.build(places), key=lambda feature: feature.id)))
    _check_ids(layer)
    _check_geometries(layer)
    _check_measures(layer)
    return layer


def find_places(places: Places, layer_id: str) -> list[Place]:
    """List the places that a layer draws.

    Parameters
    ----------
    places
        The gazetteer.
    layer_id
        The layer's id.

    Returns
    -------
    By id.
    """
    return sorted((place for place in places.values() if place.layer == layer_id), key=lambda place: place.id)


def to_features(spec: LayerSpec, places: Places, geometries: Mapping[str, BaseGeometry]) -> Features:
    """Draw a layer's places: each geometry with all that its place's record says.

    Parameters
    ----------
    spec
        The layer's.
    places
        The gazetteer.
    geometries
        Place id -> geometry, WGS 84; those of other layers' places are left alone.

    Returns
    -------
    Lengths of lines in km, areas of polygons in km², both geodesic.

    Raises
    ------
    koreamap.errors.LayerError
        When a place of the layer has no geometry.
    """
    own = find_places(places, spec.id)
    if missing := [place.id for place in own if place.id not in geometries]:
        expected, file = "lon and lat in its record, or one drawn by the layer", f"layers/{spec.id}.py"
        raise LayerError(f"layer {spec.id}, {missing[0]}", found="no geometry", expected=expected, file=file)
    return tuple(to_feature(place, geometries[place.id]) for place in own)


def find_points(places: Places) -> dict[str, Point]:
    """Return the points that the records of places carry, by place id."""
    return {
        place.id: Point(place.lon, place.lat)
        for place in places.values()
        if place.lon is not None and place.lat is not None
    }


def points_of(spec: LayerSpec) -> Callable[[Places], Features]:
    """Return the ``build`` of a layer that sets each place at the point of its record."""
    return lambda places, /: to_features(spec, places, find_points(places))


def _fail(layer: Layer, what: str, *, found: object, expected: object) -> ExpectationError:
    return ExpectationError(f"layer {layer.spec.id}, {what}", found=str(found), expected=str(expected),
                            file=f"layers/{layer.spec.id}.py")  # fmt: skip


def _check_ids(layer: Layer) -> None:
    ids = [feature.id for feature in layer.features]
    least, greatest = layer.spec.expectations.count
    if not least <= len(ids) <= greatest:
        raise _fail(layer, "count", found=len(ids), expected=f"{least} to {greatest}")
    if len(set(ids)) != len(ids):
        raise _fail(layer, "ids", found=", ".join(ids), expected="each once")
    unknown = (layer.spec.expectations.length_km.keys() | layer.spec.expectations.area_km2.keys()) - set(ids)
    if unknown:
        raise _fail(layer, "measured ids", found=", ".join(sorted(unknown)), expected="ids of its features")


def _check_geometries(layer: Layer) -> None:
    """Refuse another geometry type, one that is not valid, and one outside the expected extent."""
    west, south, east, north = layer.spec.expectations.bbox
    for feature in layer.features:
        kind = feature.geometry.geom_type
        if kind.removeprefix("Multi") != layer.spec.geometry_type:
            raise _fail(layer, feature.id, found=kind, expected=layer.spec.geometry_type)
        if feature.geometry.is_empty or not feature.geometry.is_valid:
            raise _fail(layer, feature.id, found="an empty or broken geometry", expected="a valid one")
        bounds = feature.geometry.bounds
        if not (west <= bounds[0] and south <= bounds[1] and bounds[2] <= east and bounds[3] <= north):
            raise _fail(layer, f"{feature.id}, extent", found=tuple(round(value, 4) for value in bounds),
                        expected=f"within {layer.spec.expectations.bbox}")  # fmt: skip


def _check_measures(layer: Layer) -> None:
    geometries = {feature.id: feature.geometry for feature in layer.features}
    expectations = layer.spec.expectations
    for unit, ranges, measure, scale in (
        ("km", expectations.length_km, measure_length_m, 1e3),
        ("km²", expectations.area_km2, measure_area_m2, 1e6),
    ):
        for feature_id, (least, greatest) in ranges.items():
            found = measure(geometries[feature_id]) / scale
            if not least <= found <= greatest:
                raise _fail(layer, feature_id, found=f"{found:.3f} {unit}", expected=f"{least} to {greatest} {unit}")
