"""Describe layers and places for those who read the built files, and write a layer's own file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from koreamap.errors import BuildError
from koreamap.geojson import check_geojson, dumps, join_boxes, to_geojson
from koreamap.model import DOUBT, BuiltLayer, BuiltPlace, LayerHead
from koreamap.model.styles import find_variant

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from koreamap.model import Layer, Place, Variant
    from koreamap.model.values import Bbox

__all__ = ["count_mentions", "describe_layer", "describe_places", "encode_layer"]


def count_mentions(layer: Layer, counts: Mapping[str, int]) -> Layer:
    """Write into each feature how often the documents mention it."""
    if layer.spec.is_basemap:
        return layer
    features = tuple(
        replace(feature, properties=replace(feature.properties, mention_count=counts.get(feature.id, 0)))
        for feature in layer.features
    )
    return replace(layer, features=features)


def describe_layer(layer: Layer) -> BuiltLayer:
    """Describe a layer for those who read the built files; refuse what they could not read, an unknown marker too."""
    head = {name: getattr(layer.spec, name) for name in LayerHead.__struct_fields__}
    ids = () if layer.spec.is_basemap else tuple(feature.id for feature in layer.features)
    record = BuiltLayer(
        **head,
        shape=layer.spec.marker_shape,
        file=f"{layer.spec.id}.geojson",
        count=len(layer.features),
        feature_ids=ids,
        variants=tuple(_find_variants(layer)),
    )
    try:
        msgspec.convert(msgspec.to_builtins(record), BuiltLayer)
    except msgspec.ValidationError as error:
        raise BuildError(f"layer {layer.spec.id}", found=str(error), expected="a spec of the record's types") from error
    return record


def describe_places(places: Mapping[str, Place], boxes: Mapping[str, Bbox]) -> tuple[BuiltPlace, ...]:
    """Describe places, by id, each with the box around where it is drawn.

    Parameters
    ----------
    places
        The gazetteer, by id; a group's members among them.
    boxes
        Feature id -> west, south, east, north in degrees.
    """
    return tuple(
        BuiltPlace(
            **msgspec.structs.asdict(place),
            title=place.title,
            hangul=place.hangul,
            bbox=_find_box(place, places, boxes),
        )
        for _id, place in sorted(places.items())
    )


def encode_layer(layer: Layer, record: BuiltLayer, *, attribution: str, licence: str) -> bytes:
    """Write a layer's GeoJSON, which says whose it is and on which terms.

    Stops with `LayerError` when it would not be RFC 7946.
    """
    said = {"title": record.title, "attribution": attribution, "license": licence}
    collection = {"type": "FeatureCollection", **said, **to_geojson(layer)}
    check_geojson(collection, record.id)
    return dumps(collection)


def _find_variants(layer: Layer) -> Iterator[Variant]:
    """Yield the look of the features in doubt, unless the layer's own says already that all of it is."""
    spec = layer.spec
    has_doubt = any(DOUBT.status in feature.properties.status.split("; ") for feature in layer.features)
    if has_doubt and not spec.style.is_uncertain:
        yield find_variant(spec.style, spec.title, spec.geometry_type)


def _find_box(place: Place, places: Mapping[str, Place], boxes: Mapping[str, Bbox]) -> Bbox | None:
    """Return the box around where a place is drawn, of a group its members; None for nowhere."""
    drawn = [boxes[place.id]] if place.id in boxes else []
    drawn += [box for member in place.members if (box := _find_box(places[member], places, boxes))]
    return join_boxes(drawn) if drawn else None
