"""Linked Places Format: the gazetteer with names, times and geometries, for the World Historical Gazetteer and its kin.

References
----------
Linked Places Format 1.2, Pelagios Network: a GeoJSON-LD profile in which each feature has names, types, when and links.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from shapely.geometry import mapping

from koreamap.export._frame import LICENCE
from koreamap.export.request import FormatSpec
from koreamap.maps import ATTRIBUTION

if TYPE_CHECKING:
    from pathlib import Path

    from koreamap.export.content import ExportContent
    from koreamap.export.request import Progress
    from koreamap.model import Feature

FORMAT = FormatSpec(
    id="linked-places",
    title="Linked Places Format",
    summary="The places with all their names, dates and geometries, as gazetteers exchange them.",
    suffix=".json",
    media_type="application/ld+json",
    kind="data",
    order=190,
)

_CONTEXT = "https://raw.githubusercontent.com/LinkedPasts/linked-places/master/linkedplaces-context-v1.1.jsonld"


def write(content: ExportContent, out: Path, progress: Progress) -> None:
    """Write the places of the exported features.

    Parameters
    ----------
    content : ExportContent
        What goes in.
    out : pathlib.Path
        The file to make.
    progress : callable
        Told once.
    """
    progress("places")
    features = [_to_place(content, feature) for layer in content.layers for feature in layer.features]
    collection = {
        "@context": _CONTEXT,
        "type": "FeatureCollection",
        "attribution": ATTRIBUTION,
        "license": LICENCE,
        "features": features,
    }
    out.write_text(json.dumps(collection, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _to_place(content: ExportContent, feature: Feature) -> dict[str, Any]:
    place = content.atlas.places[feature.id]
    passages = content.passages_of(feature.id)
    return {
        "@id": f"urn:koreamap:place:{feature.id}",
        "type": "Feature",
        "properties": {"title": place["title"], "ccodes": [], "feature_id": feature.id},
        "when": _when(place),
        "names": [_name(name) for name in place["names"]],
        "types": [{"identifier": f"urn:koreamap:kind:{place['kind']}", "label": place["kind"]}],
        "geometry": mapping(feature.geometry)
        | {"certainty": _certainty(place), "granularity": _granularity(place["accuracy_m"])},
        "descriptions": [{"value": text, "lang": "en"} for text in (place["note"], place["method"]) if text],
        "citations": [{"@id": f"urn:koreamap:passage:{passage.id}", "label": passage.citation} for passage in passages],
    }


def _when(place: dict[str, Any]) -> dict[str, Any]:
    """Give the span that a place held; one whose beginning nobody sourced is open."""
    start = {"start": {"in": place["valid_from"] or ".."}}
    return {"timespans": [start | ({"end": {"in": place["valid_to"]}} if place["valid_to"] else {})]}


def _name(name: dict[str, Any]) -> dict[str, Any]:
    citations = [{"@id": f"urn:koreamap:source:{name['source_id']}", "label": name["source_id"]}]
    return {"toponym": name["text"], "lang": name["lang"]} | ({"citations": citations} if name["source_id"] else {})


def _certainty(place: dict[str, Any]) -> str:
    uncertain = {"schematic", "disputed", "unilateral"}.intersection(place["status"])
    return "uncertain" if "schematic" in uncertain else "less-certain" if uncertain else "certain"


def _granularity(accuracy_m: float | None) -> str:
    return f"{accuracy_m / 1000:g} km" if accuracy_m is not None else "unknown"
