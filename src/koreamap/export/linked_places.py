"""Linked Places Format: the gazetteer with names, times and geometries, for the World Historical Gazetteer and its kin.

References
----------
Linked Places Format, Linked Pasts Network: a GeoJSON-LD profile in which each feature has an address, a title, feature
classes, names with the passages and sources that attest them, and, here, always a time. What the schemas 1.2.2 and 2.0
of the World Historical Gazetteer ask for holds in both.
"""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING

from shapely.geometry import mapping

from koreamap.drawing.matters import write_statement
from koreamap.export._terms import find_last_reading, find_terms
from koreamap.export.spec import FormatSpec
from koreamap.translation import N_

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from koreamap.export.content import ExportContent
    from koreamap.export.spec import Progress
    from koreamap.model import Feature, Name, Place

FORMATS = (
    FormatSpec(
        id="linked-places",
        title=N_("Linked Places Format"),
        summary=N_("The places with all their names, dates and geometries, as gazetteers exchange them."),
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

_AAT_TYPES: Mapping[str, tuple[str, str]] = {
    "base": ("300000455", "military bases"),
    "city": ("300008389", "cities"),
    "corridor": ("300265365", "routes"),
    "event": ("300000809", "sites (locations)"),
    "island": ("300008791", "islands"),
    "port": ("300120599", "ports (settlements)"),
    "river": ("300008707", "rivers"),
    "site": ("300000809", "sites (locations)"),
    # Not "sovereign states": that would decide what is disputed.
    "state": ("300261086", "political administrative bodies"),
    "water": ("300266059", "bodies of water (natural)"),
}
"""Kind -> number and term of the Art & Architecture Thesaurus, by the Gazetteer's own list of feature types."""

_REGION = ("300182722", "regions (geographic)")
"""For what that list has no narrower word for: lines, zones, areas."""


def write(content: ExportContent, out: Path, progress: Progress) -> None:
    """Write the places of the exported features."""
    progress("places")
    # Evidence of a claim is no place.
    drawn = (feature for layer in content.layers for feature in layer.features)
    features = [_to_place(content, feature) for feature in drawn if feature.id in content.atlas.places]
    attribution, licence = find_terms(content)
    collection = {
        "@context": _CONTEXT,
        "type": "FeatureCollection",
        "attribution": attribution,
        "license": licence,
        "features": features,
    }
    out.write_text(json.dumps(collection, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _to_place(content: ExportContent, feature: Feature) -> Mapping[str, object]:
    place = content.atlas.places[feature.id]
    aat, term = _AAT_TYPES.get(place.kind, _REGION)
    links = [{"type": "exactMatch", "identifier": same} for same in place.same_as]
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
        "types": [{"identifier": f"aat:{aat}", "label": term, "sourceLabels": [{"label": place.kind, "lang": "en"}]}],
        "geometry": mapping(feature.geometry)
        | {"certainty": _certainty(place), "granularity": _granularity(place.accuracy_m)},
        "descriptions": [{"value": text, "lang": "en"} for text in _describe(content, place)],
    } | ({"links": links} if links else {})


def _describe(content: ExportContent, place: Place) -> list[str]:
    """List what is known of a place, how it was drawn, and what each side said of it."""
    said = [write_statement(statement, content.atlas) for statement in content.atlas.statements_of(place.id)]
    return [text for text in (place.note, place.method, *said) if text]


def _when(content: ExportContent, place: Place) -> dict[str, object]:
    """Give the span that a place held; one whose beginning nobody sourced began before a document named it."""
    doubts = [date for date in (place.valid_from, place.valid_to) if _plain(date) != date]
    if place.valid_from:
        start = {"in": _plain(place.valid_from)}
    else:
        naming = {mention.document_id for mention in content.mentions if place.id in mention.feature_ids}
        documents = content.atlas.documents
        dates = [documents[id_].date for id_ in naming] or [document.date for document in documents.values()]
        start = {"latest": min(filter(None, dates), default=_plain(find_last_reading(content.atlas).isoformat()))}
    span = {"start": start} | ({"end": {"in": _plain(place.valid_to)}} if place.valid_to else {})
    return {"timespans": [span]} | ({"certainty": "less-certain", "label": "/".join(doubts)} if doubts else {})


def _plain(edtf: str) -> str:
    """Take an EDTF date without its mark of doubt, which a Linked Places date cannot bear."""
    return edtf.rstrip("?~%")


def _names(content: ExportContent, place: Place) -> list[dict[str, object]]:
    """List the names, each with what attests it: the first has the passages whose words are no name of the list."""
    attested = _attest(content, place)
    names = [_name(name, attested.get(name.text, {}), content) for name in place.names]
    if not any("citations" in name for name in names):
        names[0]["citations"] = [_cite(source_id, content) for source_id in place.source_ids]
    return names


def _attest(content: ExportContent, place: Place) -> Mapping[str, Mapping[str, str]]:
    """Gather by name the passages that mention the place by it: id and citation, in reading order."""
    by_form = {name.text.casefold(): name.text for name in reversed(place.names)}
    citations = {passage.id: passage.citation for passage in content.passages_of(place.id)}
    attested: dict[str, dict[str, str]] = defaultdict(dict)
    for mention in content.mentions:
        if place.id in mention.feature_ids:
            name = by_form.get(" ".join(mention.exact.split()).casefold(), place.title)
            attested[name][mention.passage_id] = citations[mention.passage_id]
    return attested


def _name(name: Name, passages: Mapping[str, str], content: ExportContent) -> dict[str, object]:
    citations = [_cite(name.source_id, content)] if name.source_id else []
    citations += [{"@id": f"urn:koreamap:passage:{id_}", "label": label} for id_, label in passages.items()]
    side = {"used_by": name.used_by} if name.used_by else {}
    return {"toponym": name.text, "lang": name.lang} | side | ({"citations": citations} if citations else {})


def _cite(source_id: str, content: ExportContent) -> dict[str, str]:
    """Cite a source or one of the documents: a name may come from either."""
    if source_id in content.atlas.documents:
        return {"@id": f"urn:koreamap:document:{source_id}", "label": content.atlas.documents[source_id].citation}
    return {"@id": f"urn:koreamap:source:{source_id}", "label": content.atlas.sources[source_id].title}


def _certainty(place: Place) -> str:
    uncertain = {"schematic", "disputed", "unilateral", "as given"}.intersection(place.status)
    return "uncertain" if "schematic" in uncertain else "less-certain" if uncertain else "certain"


def _granularity(accuracy_m: float | None) -> str:
    return f"{accuracy_m / 1000:g} km" if accuracy_m is not None else "unknown"
