"""A user's own layers, described and written as the built ones are, and their places among the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from koreamap.built import BuiltGazetteer, BuiltLayers
from koreamap.describing import count_mentions, describe_layer, describe_places, encode_layer
from koreamap.drawing.credit import find_credit
from koreamap.own import to_layers

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from koreamap.atlas import Atlas
    from koreamap.model import Layer, Record
    from koreamap.own import OwnLayer

__all__ = ["join_layers"]


def join_layers(
    atlas: Atlas, own: Sequence[OwnLayer], counts: Mapping[str, int]
) -> tuple[dict[str, Record], dict[str, bytes]]:
    """Put the user's layers and places among the built ones.

    Parameters
    ----------
    atlas
        What was built.
    own
        The user's layers.
    counts
        Feature id -> how often the documents mention it.

    Returns
    -------
    Stem -> what ``layers.json`` and ``places.json`` hold; and file name -> bytes of the user's layers. Nothing where
    there are none.
    """
    if not own:
        return {}, {}
    layers = [count_mentions(layer, counts) for each in own for layer in to_layers(each)]
    records = [describe_layer(layer) for layer in layers]
    gazetteer = _join_gazetteer(atlas, own, layers)
    sources = {source.id: source for source in gazetteer.sources}
    files = {}
    for layer, record in zip(layers, records, strict=True):
        credit = find_credit(record, sources)
        files[record.file] = encode_layer(layer, record, attribution=credit.attribution, licence=credit.licence)
    return {"layers": BuiltLayers(layers=(*atlas.layers.values(), *records)), "places": gazetteer}, files


def _join_gazetteer(atlas: Atlas, own: Sequence[OwnLayer], layers: Sequence[Layer]) -> BuiltGazetteer:
    """Put the user's places and sources among the others, each by id."""
    boxes = {feature.id: feature.geometry.bounds for layer in layers for feature in layer.features}
    described = describe_places({place.id: place for each in own for place in each.places}, boxes)
    places = {place.id: place for place in (*atlas.places.values(), *described)}
    sources = {source.id: source for each in own for source in each.sources} | dict(atlas.sources)
    return BuiltGazetteer(
        places=tuple(place for _id, place in sorted(places.items())),
        sources=tuple(source for _id, source in sorted(sources.items())),
    )
