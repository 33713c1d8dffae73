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

__all__ = ["EVIL", "HARM", "make_hostile"]

EVIL = "</script><img src=x onerror=window.hacked=1>\u2028<!-- `${alert(1)}` &amp; \u202eabc\u202c \ud800 \"'"


HARM = EVIL.replace("\ud800", "")
"""What can be written as UTF-8: a built file holds nothing else, so that no export meets more."""


def make_hostile(format_id: str = "web-page", evil: str = EVIL) -> ExportContent:
    """Take the Northern Limit Line and the islands, and let everything that is said of them be hostile."""
    atlas = read_atlas()
    request = check_request(atlas, format_id=format_id, layers=["nll", "western_islands"], title=evil[:100])
    content = read_content(request, _make_hostile_atlas(atlas, evil))
    layers = tuple(
        replace(
            layer,
            features=tuple(
                structs.replace(feature, properties=structs.replace(feature.properties, **_spoil_feature(evil)))
                for feature in layer.features
            ),
        )
        for layer in content.layers
    )
    return replace(content, layers=layers)


def _spoil_feature(evil: str) -> dict[str, str]:
    return {"name": evil, "name_ko": evil, "label": evil[:30], "note": evil, "method": evil, "accuracy_note": evil}


def _make_hostile_atlas(atlas: Atlas, evil: str) -> Atlas:
    spoil = structs.replace
    documents = {id_: _spoil_record(document, evil) for id_, document in atlas.documents.items()}
    documents["lee-2007"], links = _spoil_quotes(documents["lee-2007"], atlas.links, evil)
    return replace(
        atlas,
        layers={id_: spoil(layer, title=evil, title_ko=evil, summary=evil) for id_, layer in atlas.layers.items()},
        places={id_: _spoil_place(place, evil) for id_, place in atlas.places.items()},
        sources={id_: spoil(source, title=evil, publisher=evil, note=evil) for id_, source in atlas.sources.items()},
        documents=documents,
        links=links,
        by_key={},
    )


def _spoil_record(document: Document, evil: str) -> Document:
    said = {"citation": document.citation + evil, "short_title": f"{document.id} {evil}"}
    sections = tuple(structs.replace(section, title=evil) for section in document.sections)
    return structs.replace(document, **said, title=evil, author=evil, sections=sections)


def _spoil_place(place: Place, evil: str) -> Place:
    first, *rest = place.names
    names = (structs.replace(first, text=evil), *rest)
    return structs.replace(place, title=evil, note=evil, method=evil, names=names)


def _spoil_quotes(document: Document, links: Sequence[Link], evil: str) -> tuple[Document, tuple[Link, ...]]:
    """Write the words into a passage that names the line, without moving an offset."""
    wanted = {link.mention.passage_id for link in links if link.mention.place_id == "nll"}
    taken = [link.mention for link in links if link.mention.document_id == "lee-2007"]

    def is_free(start: int) -> bool:
        return not any(start < spot.end and spot.start < start + len(evil) for spot in taken)

    spans = [span for passage in document.passages if passage.id in wanted for span in passage.slices]
    at = next(at for start, end in spans for at in range(start, end - len(evil)) if is_free(at))
    text = document.text[:at] + evil + document.text[at + len(evil) :]
    noted = (
        structs.replace(link, mention=structs.replace(link.mention, note=evil))
        if link.mention.place_id == "nll"
        else link
        for link in links
    )
    return structs.replace(document, text=text), tuple(noted)
