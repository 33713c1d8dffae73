"""A handful of built files, small enough to be read here: three islands' worth of map and two short documents."""

from __future__ import annotations

import json
from typing import Any

STYLE = {
    "color": "#0072B2",
    "color_dark": "#4fa3d8",
    "width_px": 2.5,
    "dash_px": [8, 4],
    "casing_px": 1,
    "double": False,
    "fill_opacity": 0.3,
    "stroke_opacity": 1,
    "hatch": False,
    "marker": "circle",
    "size_px": 9,
    "label": None,
}

TEXT = {
    "rusk-1951": "The 38th parallel divides.\n\nThe line and the five islands.",
    "lee-2007": "The Northern Limit Line (NLL) lies there.\n\nThe NLL and Osan.",
}

GEOMETRIES = {
    "nll": {"type": "LineString", "coordinates": [[124.6, 37.9], [125.2, 37.7], [126.1, 37.6]]},
    "38th-parallel": {"type": "LineString", "coordinates": [[124.4, 38.0], [129.0, 38.0]]},
    "baengnyeongdo": {
        "type": "Polygon",
        "coordinates": [[[124.6, 37.9], [124.75, 37.9], [124.75, 38.0], [124.6, 38.0], [124.6, 37.9]]],
    },
    "osan-ab": {"type": "Point", "coordinates": [127.03, 37.09]},
    "land": {
        "type": "Polygon",
        "coordinates": [[[126, 34], [129.5, 35], [128, 38.5], [130, 42.5], [124.5, 40], [126, 34]]],
    },
}


def build_small_files() -> dict[str, bytes]:
    """Return file name -> bytes, in the form that the build writes."""
    layers = [
        _layer("basemap_korea", "Polygon", ["land"], group="basemap", order=1, shown=True),
        _layer("parallel_38", "LineString", ["38th-parallel"], order=10, shown=True),
        _layer("western_islands", "Polygon", ["baengnyeongdo"], order=20, shown=True),
        _layer("nll", "LineString", ["nll"], order=30, shown=True),
        _layer("usfk_hubs", "Point", ["osan-ab"], order=40, shown=False),
    ]
    places = [
        _place("38th-parallel", "line", "38th parallel", "38선", layer="parallel_38"),
        _place("nll", "line", "Northern Limit Line", "북방한계선", layer="nll", valid_from="1953-08"),
        _place("baengnyeongdo", "island", "Baengnyeongdo", "백령도", layer="western_islands"),
        _place("western-islands", "group", "western islands", "서해 5도", members=["baengnyeongdo"]),
        _place("osan-ab", "base", "Osan Air Base <img src=x onerror=alert(1)>", "오산", layer="usfk_hubs"),
    ]
    files: dict[str, Any] = {
        "layers.json": {"layers": layers},
        "places.json": {"places": places, "sources": [_source("osm-borders")]},
        "documents.json": {"documents": [_document(id_) for id_ in TEXT]},
        "links.json": {"@context": "x", "items": list(_annotations())},
        "findings.json": {"claims": [], "profiles": {}},
    }
    for layer in layers:
        features = [_feature(id_, layer["id"]) for id_ in (layer.get("feature_ids") or ["land"])]
        files[layer["file"]] = {"type": "FeatureCollection", "features": features}
    return {name: json.dumps(value, ensure_ascii=False).encode() for name, value in files.items()}


def _layer(layer_id: str, geometry_type: str, feature_ids: list[str], **changes: Any) -> dict[str, Any]:
    record = {
        "id": layer_id,
        "title": layer_id.replace("_", " "),
        "title_ko": "",
        "summary": "A layer.",
        "geometry_type": geometry_type,
        "group": "armistice",
        "order": 0,
        "shown": True,
        "style": STYLE,
        "source_ids": ["osm-borders"],
        "min_zoom": 0,
        "max_zoom": 24,
        "file": f"{layer_id}.geojson",
        "count": len(feature_ids),
        "feature_ids": feature_ids,
    } | changes
    if record["group"] == "basemap":
        del record["feature_ids"]
    return record


def _place(place_id: str, kind: str, title: str, hangul: str, **changes: Any) -> dict[str, Any]:
    return {
        "id": place_id,
        "kind": kind,
        "names": [
            {"text": title, "lang": "en", "system": "english", "source_id": "", "match": True, "lower": False},
            {"text": hangul, "lang": "ko", "system": "hangul", "source_id": "", "match": True, "lower": False},
        ],
        "layer": "",
        "members": [],
        "valid_from": "",
        "valid_to": "",
        "status": ["disputed"],
        "method": "Drawn through listed points.",
        "accuracy_m": 400,
        "accuracy_note": "two sources differ",
        "note": "",
        "source_ids": ["osm-borders"],
        "lon": None,
        "lat": None,
        "label": "",
        "hub": "",
        "date_label": "",
        "title": title,
        "hangul": hangul,
    } | changes


def _source(source_id: str) -> dict[str, Any]:
    keys = ("title", "publisher", "address", "version", "vintage", "licence", "attribution", "note")
    return {"id": source_id, "files": []} | {key: key for key in keys}


def _feature(feature_id: str, layer_id: str) -> dict[str, Any]:
    properties = {"feature_id": feature_id, "layer": layer_id, "name": feature_id, "length_km": 12.5, "area_km2": None}
    return {"type": "Feature", "id": feature_id, "properties": properties, "geometry": GEOMETRIES[feature_id]}


def _document(document_id: str) -> dict[str, Any]:
    text = TEXT[document_id]
    middle = text.index("\n\n")
    slices = [[0, middle], [middle + 2, len(text)]]
    return {
        "id": document_id,
        "title": document_id,
        "short_title": document_id,
        "text": text,
        "sections": [],
        "passages": [
            {"id": f"{document_id}/p{number}", "kind": "paragraph", "slices": [slice_]}
            for number, slice_ in enumerate(slices, start=1)
        ],
    }


def _annotations() -> list[dict[str, Any]]:
    mentions = [
        ("rusk-1951", "38th parallel", 1, 0, "38th-parallel", ["38th-parallel"]),
        ("rusk-1951", "five islands", 2, 0, "western-islands", ["baengnyeongdo"]),
        ("lee-2007", "Northern Limit Line", 1, 0, "nll", ["nll"]),
        ("lee-2007", "NLL", 1, 0, "nll", ["nll"]),
        ("lee-2007", "NLL", 2, 1, "nll", ["nll"]),
        ("lee-2007", "Osan", 2, 0, "osan-ab", ["osan-ab"]),
    ]
    return [_annotation(*mention) for mention in mentions]


def _annotation(*mention: Any) -> dict[str, Any]:
    document, quote, passage, skip, place, features = mention
    start = -1
    for _ in range(skip + 1):
        start = TEXT[document].index(quote, start + 1)
    return {
        "id": f"urn:koreamap:mention:{document}:{start}-{start + len(quote)}",
        "type": "Annotation",
        "body": {"source": f"urn:koreamap:place:{place}"},
        "koreamap:features": features,
        "target": {
            "source": f"urn:koreamap:document:{document}",
            "koreamap:passage": f"{document}/p{passage}",
            "selector": [
                {"type": "TextPositionSelector", "start": start, "end": start + len(quote)},
                {"type": "TextQuoteSelector", "exact": quote, "prefix": "", "suffix": ""},
            ],
        },
    }
