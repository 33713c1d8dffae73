"""A made-up export whose every name, quote and title tries to be more than words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from msgspec import structs

from koreamap.atlas import read_atlas
from koreamap.export.content import ExportContent, read_content
from koreamap.export.request import check_request

if TYPE_CHECKING:
    from collections.abc import Sequence

    from koreamap.atlas import Atlas
    from koreamap.model import Document, Link, Place

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
    spoil = structs.replace
    documents = {id_: _spoil_record(document) for id_, document in atlas.documents.items()}
    documents["lee-2007"], links = _spoil_quotes(documents["lee-2007"], atlas.links)
    return replace(
        atlas,
        layers={id_: spoil(layer, title=EVIL, summary=EVIL) for id_, layer in atlas.layers.items()},
        places={id_: _spoil_place(place) for id_, place in atlas.places.items()},
        sources={id_: spoil(source, title=EVIL, publisher=EVIL) for id_, source in atlas.sources.items()},
        documents=documents,
        links=links,
        by_key={},
    )


def _spoil_record(document: Document) -> Document:
    return structs.replace(document, citation=document.citation + EVIL, short_title=f"{document.id} {EVIL}")


def _spoil_place(place: Place) -> Place:
    first, *rest = place.names
    names = (structs.replace(first, text=EVIL), *rest)
    return structs.replace(place, title=EVIL, note=EVIL, method=EVIL, names=names)


def _spoil_quotes(document: Document, links: Sequence[Link]) -> tuple[Document, tuple[Link, ...]]:
    """Write the words into a passage that names the line, without moving an offset."""
    wanted = {link.mention.passage_id for link in links if link.mention.place_id == "nll"}
    taken = [link.mention for link in links if link.mention.document_id == "lee-2007"]

    def is_free(start: int) -> bool:
        return not any(start < spot.end and spot.start < start + len(EVIL) for spot in taken)

    spans = [span for passage in document.passages if passage.id in wanted for span in passage.slices]
    at = next(at for start, end in spans for at in range(start, end - len(EVIL)) if is_free(at))
    text = document.text[:at] + EVIL + document.text[at + len(EVIL) :]
    noted = (
        structs.replace(link, mention=structs.replace(link.mention, note=EVIL))
        if link.mention.place_id == "nll"
        else link
        for link in links
    )
    return structs.replace(document, text=text), tuple(noted)
