"""What a page carries for its two front ends: the map's description, its layers, and what the reader reads."""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np
from msgspec.structs import replace
from shapely import simplify, transform
from shapely.geometry import mapping

from koreamap.annotations import build_page
from koreamap.drawing.cards import build_card
from koreamap.drawing.credit import find_credit
from koreamap.drawing.matters import describe_matters
from koreamap.drawing.source_cards import describe_sources
from koreamap.drawing.timeline import describe_time
from koreamap.errors import ExportError
from koreamap.export._citations import describe_citations
from koreamap.export._terms import describe_state, find_terms
from koreamap.export._web_page.findings import (
    describe_claim,
    describe_finding,
    draw_charts,
    find_claims,
    find_evidence,
)
from koreamap.export._web_page.quotes import Excerpt, cut_document
from koreamap.export.content import ExportLayer, read_layer
from koreamap.geojson import join_boxes
from koreamap.model.properties import to_members
from koreamap.translation import LANGUAGES, read_messages

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from koreamap.drawing.extents import Bbox
    from koreamap.export.content import ExportContent
    from koreamap.export.request import Labels
    from koreamap.model import BuiltLayer, Feature, Link, Properties

__all__ = ["build_files", "to_json"]

Record = dict[str, object]

_DETAIL = "detail"
"""In the id of the basemap's finest scale, a third of the page's weight."""

_NEAR_DECIMALS, _FAR_DECIMALS = 4, 3
"""Of degrees, eleven and 110 metres: Korea's coast is known to fifty metres at best, the neighbours' to hundreds.

Evidence, which is there to be seen, is as near as the coast that most of it is cut from."""

_SMALL_DEG2 = 12
"""An extent up to which somebody will look closely: the hubs have 8.3, Korea 53 square degrees."""

_PLACE_KEYS = ("id", "title", "hangul", "layer", "kind", "status", "valid_from", "valid_to", "accuracy_m")
_NAME_KEYS = ("text", "lang", "system")
_LAYER_KEYS = (
    *("id", "title", "title_ko", "summary", "group", "geometry_type", "order", "style", "shape", "variants"),
    *("count", "source_ids", "expectations"),
)


def build_files(content: ExportContent) -> Record:
    """Gather what the front ends would otherwise fetch.

    Returns
    -------
    Path -> JSON value: ``map``, one ``layers/...`` for each layer, ``documents``, ``links``, ``places``, ``layers``,
    ``findings``, ``cards``, ``finding_cards`` without the sources that ``cards`` describes, ``citations``, ``charts``,
    and the interface's words in other languages than English.
    """
    claims = find_claims(content)
    evidence = (
        dataclasses.replace(layer, features=_coarsen(layer.features, _NEAR_DECIMALS))
        for layer in find_evidence(content, claims)
    )
    content = dataclasses.replace(content, layers=(*_choose_layers(content), *evidence))
    boxes = {feature.id: feature.geometry.bounds for layer in content.layers for feature in layer.features}
    excerpts = {id_: excerpt for id_, excerpt in _quote(content) if excerpt.document.passages}
    layer_of = {feature.id: layer.record.id for layer in content.layers for feature in layer.features}
    wanted = {mention.key: mention.feature_ids for mention in content.mentions}
    links = [
        _describe_link(
            replace(link, feature_ids=wanted[link.key], layer=layer_of[wanted[link.key][0]]),
            excerpts[link.mention.document_id],
        )
        for link in content.atlas.links
        if link.key in wanted
    ]
    places = [id_ for id_ in content.atlas.places if boxes.keys() & content.atlas.features_of(id_)]
    findings = [describe_finding(claim, content, boxes) for claim in claims]
    cards = [_card(content, id_, places, boxes=boxes, keys=set(wanted)) for id_ in places]
    matters = describe_matters(content.atlas, boxes)
    sources = describe_sources([*cards, *matters], content.atlas)
    others = describe_sources(findings, content.atlas)
    return {
        **_build_map_files(content),
        "documents": {"documents": [_describe_document(excerpt) for excerpt in excerpts.values()]},
        "links": {"items": links},
        "places": {"places": [_describe_place(card, content, places) for card in cards]},
        "layers": {"layers": [_describe_layer(layer.record) for layer in content.layers]},
        "findings": {"claims": [describe_claim(claim, excerpts[claim.document_id]) for claim in claims]},
        "cards": {"cards": _drop_empty(cards), "matters": matters, "sources": sources},
        "finding_cards": {"findings": findings, "sources": {k: v for k, v in others.items() if k not in sources}},
        "citations": describe_citations(places, content.atlas),
        "charts": draw_charts(content, claims),
        **{f"messages-{language}": read_messages(language) for language in LANGUAGES[1:]},
    }


def to_json(value: object) -> str:
    r"""Write JSON for a script element: with ``<`` as ``\u003c``, nothing in it ends that or begins a comment."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.replace("<", "\\u003c")


def _choose_layers(content: ExportContent) -> Iterable[ExportLayer]:
    """Yield the layers; evidence is one like others for whoever asked for it."""
    for layer in content.layers:
        is_evidence = layer.record.group == "evidence"
        record = replace(layer.record, group="context") if is_evidence else layer.record
        yield ExportLayer(record=record, features=layer.features)


def _build_map_files(content: ExportContent) -> Record:
    """Describe the one map and take out the data that it holds."""
    # loads folium and pandas, a second that finding the formats must not cost
    from koreamap.drawing.description import collect_data, describe_map  # noqa: PLC0415
    from koreamap.drawing.maps import build_map  # noqa: PLC0415 - as above

    request = content.request
    collections = {
        layer.record.id: {**_credit(layer.record, content), **_collect(layer, request.labels)}
        for layer in content.layers
    }
    basemap = _choose_basemap(content)
    collections |= {record.id: _collect(_read_ground(record), request.labels) for record in basemap}
    thematic = [layer.record for layer in content.layers]
    is_bare = not any(record.shown for record in thematic)
    places = {record.id for record in thematic if record.group != "evidence"}
    records = [*basemap, *(replace(r, shown=r.shown or (is_bare and r.id in places)) for r in thematic)]
    map_ = build_map(
        dataclasses.replace(content.atlas, layers={record.id: record for record in records}),
        url_of="layers/{}.geojson".format,
        data_of=collections.__getitem__,
    )
    drawn = [feature.id for layer in content.layers for feature in layer.features]
    description = describe_map(map_) | {
        "attribution": find_terms(content, is_map=True).attribution,
        "time": describe_time(content.atlas, drawn),
        "state": describe_state(content.atlas),
    }
    if request.bbox:
        west, south, east, north = request.bbox
        description |= {"bounds": [[south, west], [north, east]], "detailed": description["bounds"]}
    return {"map": description, **{url: _drop_columns(data) for url, data in collect_data(map_).items()}}


def _drop_columns(value: object) -> object:
    """Leave out the columns of which a feature says nothing: the page is to be sent by mail."""
    match value:
        case {"features": list(features), **others}:
            return {**others, "features": [_drop_columns(feature) for feature in features]}
        case {"properties": dict(members), **others}:
            return {**others, "properties": {key: text for key, text in members.items() if text is not None}}
        case _:
            return value


def _choose_basemap(content: ExportContent) -> list[BuiltLayer]:
    """Take Korea's land at one scale, for near and far: the finest where the extent is small."""
    records = [record for record in content.atlas.layers.values() if record.is_basemap]
    land = [record for record in records if "korea" in record.id]
    least = min((record.min_zoom for record in land), default=0)
    most = max((record.max_zoom for record in land), default=0)
    kept = [record for record in land if (_DETAIL in record.id) == _is_small(content.request.bbox)]
    others = [record for record in records if record not in land]
    return others + [replace(record, min_zoom=least, max_zoom=most) for record in kept]


def _read_ground(record: BuiltLayer) -> ExportLayer:
    """Read a layer of the basemap as exactly as it is known."""
    decimals = _NEAR_DECIMALS if "korea" in record.id else _FAR_DECIMALS
    return ExportLayer(record=record, features=_coarsen(read_layer(record), decimals))


def _coarsen(features: Iterable[Feature], decimals: int) -> tuple[Feature, ...]:
    """Round coordinates, and drop those without which no line moves by more than the last decimal."""

    def coarsen(feature: Feature) -> Feature:
        rounded = transform(feature.geometry, lambda corners: np.round(corners, decimals))
        return replace(feature, geometry=simplify(rounded, 10**-decimals))

    return tuple(map(coarsen, features))


def _is_small(bbox: Bbox | None) -> bool:
    return bbox is not None and (bbox[2] - bbox[0]) * (bbox[3] - bbox[1]) <= _SMALL_DEG2


def _credit(record: BuiltLayer, content: ExportContent) -> Record:
    """Say whose a layer is, as its built file does: a reader may save it from the page."""
    credit = find_credit(record, content.atlas.sources)
    return {"title": record.title, "attribution": credit.attribution, "license": credit.licence}


def _collect(layer: ExportLayer, labels: Labels) -> Record:
    """Make a FeatureCollection with the names in the languages that were asked for."""
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "id": feature.id,
                "properties": to_members(_letter(feature.properties, labels), layer.columns),
                "geometry": mapping(feature.geometry),
            }
            for feature in layer.features
        ],
    }


def _letter(properties: Properties, labels: Labels) -> Properties:
    """Choose what the map writes: it writes the label, or else the name, and under it the Hangul."""
    hangul = properties.name_ko
    if labels == "en":
        return replace(properties, name_ko="")
    if labels == "ko" and hangul:
        return replace(properties, name_ko="", **{"label" if properties.label else "name": hangul})
    return properties


def _quote(content: ExportContent) -> Iterable[tuple[str, Excerpt]]:
    """Take each document as its record allows."""
    kept = {passage.id for passage in content.passages}
    for id_, document in content.atlas.documents.items():
        yield id_, Excerpt(document=document) if document.quotable == "all" else cut_document(document, kept)


def _describe_document(excerpt: Excerpt) -> Record:
    """Write a document as the build does; where it was cut, with each passage's place in the whole text."""
    document = excerpt.document
    passages = [
        {**msgspec.to_builtins(passage), "source_slices": excerpt.slices.get(passage.id, ())}
        for passage in document.passages
    ]
    return {**msgspec.to_builtins(document), **({"passages": passages} if excerpt.slices else {})}


def _describe_link(link: Link, excerpt: Excerpt) -> Record:
    """Write a link for the page: it leads only to what is on its map, at its place in the text on the page."""
    mention = link.mention
    start, end = excerpt.move(mention.start, mention.end)
    exact = excerpt.document.text[start:end]
    has_gap = end - start != mention.end - mention.start  # what stood between two slices was left out
    if not has_gap and exact.split() != mention.exact.split():
        raise ExportError(f"mention {link.key}", found=repr(exact), expected=repr(mention.exact))
    # What stands around a quote may lie in a passage that is not handed on.
    shown = replace(mention, start=start, end=end, exact=exact, prefix="", suffix="")
    (annotation,) = build_page([replace(link, mention=shown)]).items
    told = msgspec.to_builtins(annotation)
    del told["type"]
    if mention.made_by == "rule":  # which is what a page takes it for that is told nothing
        del told["koreamap:made_by"]
    told["body"] = {"source": annotation.body.source}
    told["target"]["koreamap:source_position"] = [mention.start, mention.end]
    said: Record = _drop_empty(told)
    return said


def _drop_empty(value: Any) -> Any:  # noqa: ANN401 - JSON
    """Leave out the members that say nothing: there are hundreds of links, and of cards."""
    if isinstance(value, dict):
        return {key: _drop_empty(member) for key, member in value.items() if member not in ("", None)}
    return [_drop_empty(member) for member in value] if isinstance(value, list | tuple) else value


def _describe_layer(layer: BuiltLayer) -> Record:
    return {key: msgspec.to_builtins(getattr(layer, key)) for key in _LAYER_KEYS}


def _describe_place(card: Record, content: ExportContent, places: Sequence[str]) -> Record:
    place = content.atlas.places[str(card["id"])]
    return {
        **{key: getattr(place, key) for key in _PLACE_KEYS},
        "names": [{key: getattr(name, key) for key in _NAME_KEYS} for name in place.names],
        "members": [member for member in place.members if member in places],
        "bbox": card["bbox"],
    }


def _card(
    content: ExportContent, place_id: str, places: Sequence[str], *, boxes: Mapping[str, Bbox], keys: set[str]
) -> Record:
    """Compose a card that opens nothing and goes nowhere that is not on the page."""
    atlas = content.atlas
    place = atlas.places[place_id]
    features = [id_ for id_ in atlas.features_of(place_id) if id_ in boxes]
    return build_card(place_id, atlas) | {
        "members": [{"id": id_, "title": atlas.places[id_].title} for id_ in place.members if id_ in places],
        "hub": place.hub if place.hub in places else None,
        "mentions": [link.key for link in atlas.links_of(place_id) if link.key in keys],
        "features": features,
        "bbox": join_boxes(boxes[id_] for id_ in features),
    }
