"""The citations of what a card shows, made once for every file of them that a browser saves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from koreamap.drawing.cards import find_sources
from koreamap.export.bibtex import HEAD, escape_tex, write_entry
from koreamap.export.csl_json import cite_document, cite_map, cite_place, cite_source, encode_item, is_published

if TYPE_CHECKING:
    from collections.abc import Iterable

    from koreamap.atlas import Atlas
    from koreamap.export.csl_json import CslItem
    from koreamap.model import Source

__all__ = ["PLACE_ID", "PLACE_TITLE", "describe_citations"]

PLACE_ID, PLACE_TITLE = "PLACE-ID", "PLACE-TITLE"
"""Stand for a place in a citation that serves all of them."""


def describe_citations(place_ids: Iterable[str], atlas: Atlas) -> dict[str, object]:
    """Cite places, the documents and the sources that the places' cards name.

    Returns
    -------
    ``map``, ``place`` and, by id, ``documents`` and ``sources``: ``csl``, an item of CSL-JSON, and ``bibtex``, its
    entry. In ``place`` stand `PLACE_ID` and `PLACE_TITLE` for what differs from place to place; ``tex``: id ->
    title, where TeX writes it in another way. ``head``: what a file of BibTeX begins with. Where koreamap is found, and
    when it was read, the browser adds.
    """
    places = [atlas.places[place_id] for place_id in place_ids]
    named = dict.fromkeys(source_id for place in places for source_id in find_sources(place))
    sources = (atlas.sources[source_id] for source_id in named)
    return {
        "head": HEAD,
        "map": _describe(cite_map(atlas)),
        "place": _describe(cite_place(PLACE_ID, PLACE_TITLE, atlas)),
        "tex": {place.id: tex for place in places if (tex := escape_tex(place.title)) != place.title},
        "documents": {id_: _describe(cite_document(document)) for id_, document in atlas.documents.items()},
        "sources": {source.id: _cite_briefly(source) for source in sources if is_published(source)},
    }


def _cite_briefly(source: Source) -> dict[str, object]:
    """Cite a source without what is noted of it, which the card shows."""
    return _describe(msgspec.structs.replace(cite_source(source), note=""))


def _describe(item: CslItem) -> dict[str, object]:
    return {"csl": encode_item(item), "bibtex": write_entry(item)}
