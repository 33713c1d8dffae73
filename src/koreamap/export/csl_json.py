"""CSL-JSON: the documents and sources as citation data, for Zotero and citation processors."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from koreamap import __version__
from koreamap.export._terms import LICENCE
from koreamap.export.spec import FormatSpec
from koreamap.maps import ATTRIBUTION

if TYPE_CHECKING:
    from pathlib import Path

    from koreamap.export.content import ExportContent
    from koreamap.export.spec import Progress
    from koreamap.model import Document, Source

__all__ = ["FORMATS", "to_csl", "write"]

FORMATS = (
    FormatSpec(
        id="csl-json",
        title="Citations (CSL-JSON)",
        summary="The documents and the sources of the exported features, for Zotero and citation processors.",
        suffix=".json",
        media_type="application/vnd.citationstyles.csl+json",
        kind="citations",
        order=220,
    ),
)


def write(content: ExportContent, out: Path, progress: Progress) -> None:
    """Write the citation items.

    Parameters
    ----------
    content : ExportContent
        What goes in.
    out : pathlib.Path
        The file to make.
    progress : callable
        Told once.
    """
    progress("citations")
    out.write_text(json.dumps(to_csl(content), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def to_csl(content: ExportContent) -> list[dict[str, Any]]:
    """Return the map itself, then the documents, then the sources, as CSL items.

    Parameters
    ----------
    content : ExportContent
        Whose sources are cited.

    Returns
    -------
    list of dict
        CSL-JSON items without empty fields; a date only where the record has one.
    """
    sources = [content.atlas.sources[id_] for id_ in content.source_ids if id_ in content.atlas.sources]
    documents = [_document(document) for document in content.atlas.documents.values()]
    items = [_itself(), *documents, *map(_source, sources)]
    return [{key: value for key, value in item.items() if value} for item in items]


def _itself() -> dict[str, Any]:
    return {
        "id": "koreamap-layers",
        "type": "dataset",
        "title": "koreamap: the geography of Korea's armistice",
        "version": __version__,
        "note": f"{ATTRIBUTION}. {LICENCE}",
    }


def _document(document: Document) -> dict[str, Any]:
    return {
        "id": document.id,
        "type": "document",
        "title": document.title,
        "author": [{"literal": document.author}],
        "issued": _date(document.date),
        "URL": document.address if document.address.startswith("http") else "",
        "note": f"{document.citation} {document.rights}",
    }


def _source(source: Source) -> dict[str, Any]:
    is_data = bool(source.files)
    return {
        "id": source.id,
        "type": "dataset" if is_data else "webpage",
        "title": source.title,
        "publisher": source.publisher,
        "version": source.version,
        "issued": _date(source.vintage),
        "URL": source.address if source.address.startswith("http") else "",
        "note": "; ".join(text for text in (source.licence, source.attribution, source.note) if text),
    }


def _date(edtf: str) -> dict[str, Any]:
    """Read year, month and day of a plain EDTF date; anything vaguer stays a literal."""
    parts = edtf.split("-")
    if edtf and all(part.isdigit() for part in parts):
        return {"date-parts": [[int(part) for part in parts]]}
    return {"literal": edtf} if edtf else {}
