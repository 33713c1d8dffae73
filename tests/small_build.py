"""A handful of built files, small enough to be read here: three islands' worth of map and two short documents."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from koreamap.annotations import build_page
from koreamap.built import BuiltDocuments, BuiltFindings, BuiltGazetteer, BuiltLayers, BuiltStatements, encode_lines
from koreamap.manifest import MANIFEST, write_manifest
from koreamap.model import (
    MARKERS,
    BuiltLayer,
    BuiltPlace,
    Document,
    Expectations,
    Link,
    Mention,
    Name,
    Passage,
    Profiles,
    Source,
    Style,
)

if TYPE_CHECKING:
    from pathlib import Path

    from koreamap.model import GeometryType, PlaceKind, Record

STYLE = Style(
    color="#0072B2", color_dark="#4fa3d8", width_px=2.5, dash_px=(8, 4), casing_px=1, fill_opacity=0.3, label=None
)

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
        _layer("basemap_korea", "Polygon", (), group="basemap", order=1, shown=True),
        _layer("parallel_38", "LineString", ("38th-parallel",), order=10, shown=True),
        _layer("western_islands", "Polygon", ("baengnyeongdo",), order=20, shown=True),
        _layer("nll", "LineString", ("nll",), order=30, shown=True),
        _layer("usfk_hubs", "Point", ("osan-ab",), order=40, shown=False),
    ]
    places = [
        _place("38th-parallel", "line", "38th parallel", "38선", layer="parallel_38"),
        _place("nll", "line", "Northern Limit Line", "북방한계선", layer="nll", valid_from="1953-08"),
        _place("baengnyeongdo", "island", "Baengnyeongdo", "백령도", layer="western_islands"),
        _place("western-islands", "group", "western islands", "서해 5도", members=("baengnyeongdo",)),
        _place("osan-ab", "base", "Osan Air Base <img src=x onerror=alert(1)>", "오산", layer="usfk_hubs"),
    ]
    records: dict[str, Record] = {
        "layers.json": BuiltLayers(layers=tuple(layers)),
        "places.json": BuiltGazetteer(places=tuple(places), sources=(SOURCE,)),
        "documents.json": BuiltDocuments(documents=tuple(map(_document, TEXT))),
        "links.json": build_page(_links()),
        "findings.json": BuiltFindings(claims=(), profiles=Profiles()),
        "statements.json": BuiltStatements(sides=(), parties=(), matters=(), statements=()),
    }
    collections = {layer.file: _collection(layer) for layer in layers}
    files = {name: encode_lines(record) for name, record in records.items()} | collections
    return files | {MANIFEST: write_manifest(files)}


def sign(folder: Path) -> None:
    """Write the manifest of what lies in a folder, as if the build had written it."""
    files = {path.name: path.read_bytes() for path in folder.iterdir() if path.name != MANIFEST}
    (folder / MANIFEST).write_bytes(write_manifest(files))


SOURCE = Source(
    id="osm-borders",
    title="title",
    kind="dataset",
    read="whole",
    publisher="publisher",
    address="address",
    version="version",
    date="2022",
    licence="licence",
    attribution="attribution",
    note="note",
)


def _layer(layer_id: str, geometry_type: GeometryType, feature_ids: tuple[str, ...], **changes: Any) -> BuiltLayer:
    fields: dict[str, Any] = {
        "id": layer_id,
        "title": layer_id.replace("_", " "),
        "title_ko": "",
        "summary": "A layer.",
        "geometry_type": geometry_type,
        "group": "main",
        "style": STYLE,
        "shape": MARKERS[STYLE.marker] if geometry_type == "Point" else None,
        "source_ids": ("osm-borders",),
        "file": f"{layer_id}.geojson",
        "count": len(feature_ids),
        "feature_ids": feature_ids,
        "expectations": Expectations(count=(len(feature_ids), len(feature_ids)), bbox=(-180, -90, 180, 90)),
    }
    return BuiltLayer(**fields | changes)


def _place(place_id: str, kind: PlaceKind, title: str, hangul: str, **changes: Any) -> BuiltPlace:
    return BuiltPlace(
        id=place_id,
        kind=kind,
        names=(Name(text=title), Name(text=hangul, lang="ko", system="hangul")),
        status=("disputed",),
        method="Drawn through listed points.",
        accuracy_m=400,
        accuracy_note="two sources differ",
        source_ids=("osm-borders",),
        title=title,
        hangul=hangul,
        bbox=(124.6, 37.6, 125.9, 38.1),
        **changes,
    )


def _collection(layer: BuiltLayer) -> bytes:
    features = [_feature(id_, layer.id) for id_ in (layer.feature_ids or ("land",))]
    said = {"title": layer.title, "attribution": "attribution", "license": "licence"}
    whole = {"type": "FeatureCollection", **said, "bbox": [124, 33, 131, 43], "features": features}
    return json.dumps(whole).encode()


def _feature(feature_id: str, layer_id: str) -> dict[str, Any]:
    properties = {"feature_id": feature_id, "layer": layer_id, "name": feature_id, "name_ko": None, "kind": "line"}
    measured = {"length_km": 12.5, "area_km2": None}
    return {
        "type": "Feature",
        "id": feature_id,
        "properties": properties | measured,
        "geometry": GEOMETRIES[feature_id],
    }


def _document(document_id: str) -> Document:
    text = TEXT[document_id]
    middle = text.index("\n\n")
    slices = [(0, middle), (middle + 2, len(text))]
    return Document(
        id=document_id,
        title=document_id,
        short_title=document_id,
        author="nobody",
        date="1951",
        citation=document_id,
        rights="none",
        quotable="all",
        text=text,
        sha256="0" * 64,
        sections=(),
        passages=tuple(
            Passage(id=f"{document_id}/p{number}", section_id="", kind="paragraph", label="", slices=(slice_,))
            for number, slice_ in enumerate(slices, start=1)
        ),
    )


def _links() -> list[Link]:
    return [
        _link("rusk-1951", "38th parallel", 1, place="38th-parallel"),
        _link("rusk-1951", "five islands", 2, place="western-islands", feature="baengnyeongdo"),
        _link("lee-2007", "Northern Limit Line", 1, place="nll"),
        _link("lee-2007", "NLL", 1, place="nll"),
        _link("lee-2007", "NLL", 2, place="nll", skip=1),
        _link("lee-2007", "Osan", 2, place="osan-ab"),
    ]


def _link(document: str, quote: str, passage: int, *, place: str, feature: str = "", skip: int = 0) -> Link:
    start = -1
    for _ in range(skip + 1):
        start = TEXT[document].index(quote, start + 1)
    mention = Mention(
        document_id=document,
        passage_id=f"{document}/p{passage}",
        start=start,
        end=start + len(quote),
        exact=quote,
        prefix="",
        suffix="",
        place_id=place,
        made_by="rule",
    )
    return Link(key=mention.id, mention=mention, feature_ids=(feature or place,), layer="")
