"""Linked Places Format: the gazetteer with names, times and geometries, for the World Historical Gazetteer and its kin.

References
----------
Linked Places Format 1.3, Linked Pasts Network: a GeoJSON-LD profile in which each feature has an address, a title,
feature classes, names of which one at least is cited, and, here, always a time.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from shapely.geometry import mapping

from koreamap.drawing.maps import ATTRIBUTION
from koreamap.export._terms import LICENCE
from koreamap.export.spec import FormatSpec

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from koreamap.export.content import ExportContent
    from koreamap.export.spec import Progress
    from koreamap.model import Feature, Name, Place

FORMATS = (
    FormatSpec(
        id="linked-places",
        title="Linked Places Format",
        summary="The places with all their names, dates and geometries, as gazetteers exchange them.",
        suffix=".json",
        media_type="application/ld+json",
        kind="data",
        order=190,
    ),
)

_CONTEXT = "https://raw.githubusercontent.com/LinkedPasts/linked-places/master/linkedplaces-context-v1.1.jsonld"


_FEATURE_CLASSES: Mapping[str, str] = {
    "area": "L",
    "base": "S",
    "city": "P",
    "corridor": "R",
    "event": "S",
    "group": "L",
    "island": "T",
    "line": "A",
    "port": "S",
    "region": "L",
    "river": "H",
    "site": "S",
    "state": "A",
    "water": "H",
    "zone": "A",
}
"""Kind -> GeoNames feature class: administrative, hydrographic, area, populated, road, spot, terrain."""


def write(content: ExportContent, out: Path, progress: Progress) -> None:
    """Write the places of the exported features."""
    progress("places")
    # Evidence of a claim is no place.
    drawn = (feature for layer in content.layers for feature in layer.features)
    features = [_to_place(content, feature) for feature in drawn if feature.id in content.atlas.places]
    collection = {
        "@context": _CONTEXT,
        "type": "FeatureCollection",
        "attribution": ATTRIBUTION,
        "license": LICENCE,
        "features": features,
    }
    out.write_text(json.dumps(collection, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _to_place(content: ExportContent, feature: Feature) -> dict[str, object]:
    place = content.atlas.places[feature.id]
    passages = content.passages_of(feature.id)
    return {
        "@id": f"urn:koreamap:place:{feature.id}",
        "type": "Feature",
        "properties": {
            "title": place.title,
            "fclasses": [_FEATURE_CLASSES[place.kind]],
            "feature_id": feature.id,
            "status": feature.properties.status,
        },
        "when": _when(content, place),
        "names": _names(content, place),
        "types": [{"identifier": f"urn:koreamap:kind:{place.kind}", "label": place.kind}],
        "geometry": mapping(feature.geometry)
        | {"certainty": _certainty(place), "granularity": _granularity(place.accuracy_m)},
        "descriptions": [{"value": text, "lang": "en"} for text in (place.note, place.method) if text],
        "citations": [{"@id": f"urn:koreamap:passage:{passage.id}", "label": passage.citation} for passage in passages],
    }


def _when(content: ExportContent, place: Place) -> dict[str, object]:
    """Give the span that a place held; one whose beginning nobody sourced began before a document named it."""
    if place.valid_from:
        start = {"in": place.valid_from}
    else:
        naming = {mention.document_id for mention in content.mentions if place.id in mention.feature_ids}
        documents = content.atlas.documents
        dates = [documents[id_].date for id_ in naming] or [document.date for document in documents.values()]
        start = {"latest": min(dates)}
    return {"timespans": [{"start": start} | ({"end": {"in": place.valid_to}} if place.valid_to else {})]}


def _names(content: ExportContent, place: Place) -> list[dict[str, object]]:
    """List the names; where none has a source of its own, the first is cited by those of the place."""
    names = [_name(name, [name.source_id] if name.source_id else [], content) for name in place.names]
    if not any("citations" in name for name in names):
        names[0] = _name(place.names[0], place.source_ids, content)
    return names


def _name(name: Name, source_ids: Sequence[str], content: ExportContent) -> dict[str, object]:
    citations = [_cite(source_id, content) for source_id in source_ids]
    side = {"used_by": name.used_by} if name.used_by else {}
    return {"toponym": name.text, "lang": name.lang} | side | ({"citations": citations} if citations else {})


def _cite(source_id: str, content: ExportContent) -> dict[str, str]:
    """Cite a source or one of the documents: a name may come from either."""
    if source_id in content.atlas.documents:
        return {"@id": f"urn:koreamap:document:{source_id}", "label": content.atlas.documents[source_id].citation}
    return {"@id": f"urn:koreamap:source:{source_id}", "label": content.atlas.sources[source_id].title}


def _certainty(place: Place) -> str:
    uncertain = {"schematic", "disputed", "unilateral"}.intersection(place.status)
    return "uncertain" if "schematic" in uncertain else "less-certain" if uncertain else "certain"


def _granularity(accuracy_m: float | None) -> str:
    return f"{accuracy_m / 1000:g} km" if accuracy_m is not None else "unknown"
