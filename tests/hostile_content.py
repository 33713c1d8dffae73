"""A made-up export whose every name, quote and title tries to be more than words."""

from __future__ import annotations

import copy
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from msgspec import structs

from koreamap.atlas import passage_of, place_of, read_atlas
from koreamap.export.content import ExportContent, read_content
from koreamap.export.request import check_request

if TYPE_CHECKING:
    from koreamap.atlas import Atlas

__all__ = ["EVIL", "make_hostile"]

EVIL = "</script><img src=x onerror=window.hacked=1>\u2028<!-- `${alert(1)}` &amp; \u202eabc\u202c \ud800 \"'"


def make_hostile() -> ExportContent:
    """Take the Northern Limit Line and the islands, and let everything that is said of them be hostile."""
    atlas = read_atlas()
    request = check_request(atlas, format_id="web-page", layers=["nll", "western_islands"])
    content = read_content(request, _make_hostile_atlas(atlas))
    layers = tuple(
        replace(
            layer,
            features=tuple(
                structs.replace(feature, properties=structs.replace(feature.properties, name=EVIL, label=EVIL[:30]))
                for feature in layer.features
            ),
        )
        for layer in content.layers
    )
    return replace(content, layers=layers)


def _make_hostile_atlas(atlas: Atlas) -> Atlas:
    records: dict[str, Any] = copy.deepcopy(
        {name: getattr(atlas, name) for name in ("layers", "places", "sources", "documents", "annotations")}
    )
    for layer in records["layers"].values():
        layer["title"] = layer["summary"] = EVIL
    for place in records["places"].values():
        place["title"] = place["note"] = place["method"] = EVIL
        place["names"][0]["text"] = EVIL
    for source in records["sources"].values():
        source["title"] = source["publisher"] = EVIL
    for document in records["documents"].values():
        document["citation"] += EVIL
        document["short_title"] = f"{document['id']} {EVIL}"
    _spoil_quotes(records)
    return replace(atlas, **records, by_key={})


def _spoil_quotes(records: dict[str, Any]) -> None:
    """Write the words into a passage that names the line, without moving an offset."""
    wanted = [item for item in records["annotations"] if place_of(item) == "nll"]
    document = records["documents"]["lee-2007"]
    slices = {passage["id"]: passage["slices"] for passage in document["passages"]}
    taken = [item["target"]["selector"][0] for item in records["annotations"] if "lee-2007" in item["id"]]

    def is_free(start: int) -> bool:
        return not any(start < spot["end"] and spot["start"] < start + len(EVIL) for spot in taken)

    for item in wanted:
        item["koreamap:note"] = EVIL
    spans = [span for item in wanted for span in slices[passage_of(item)]]
    at = next(at for start, end in spans for at in range(start, end - len(EVIL)) if is_free(at))
    document["text"] = document["text"][:at] + EVIL + document["text"][at + len(EVIL) :]
