"""CSL-JSON: the documents and sources as citation data, for Zotero and citation processors."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import TYPE_CHECKING, Literal

import msgspec

from koreamap import __version__
from koreamap.drawing.backgrounds import ATTRIBUTION
from koreamap.export._terms import LICENCE, find_last_reading
from koreamap.export.spec import FormatSpec
from koreamap.model import Record
from koreamap.translation import N_

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from koreamap.atlas import Atlas
    from koreamap.export.content import ExportContent
    from koreamap.export.spec import Progress
    from koreamap.model import Document, Source, SourceKind, Work

__all__ = [
    "FORMATS",
    "cite_document",
    "cite_map",
    "cite_place",
    "cite_source",
    "encode_item",
    "is_published",
    "to_csl",
    "write",
]

CslType = Literal["article-journal", "article-newspaper", "book", "chapter", "dataset", "document", "report", "webpage"]

FORMATS = (
    FormatSpec(
        id="csl-json",
        title=N_("Citations (CSL-JSON)"),
        summary=N_("The documents and the sources of the exported features, for Zotero and citation processors."),
        suffix=".json",
        media_type="application/vnd.citationstyles.csl+json",
        kind="citations",
        order=220,
    ),
)


def write(content: ExportContent, out: Path, progress: Progress) -> None:
    """Write the citation items."""
    progress("citations")
    out.write_text(
        json.dumps(list(map(encode_item, to_csl(content))), ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )


class CslName(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A person in two pieces, or a body in one."""

    family: str = ""
    given: str = ""
    suffix: str = ""
    literal: str = ""


class CslDate(Record, frozen=True, kw_only=True, omit_defaults=True, rename={"date_parts": "date-parts"}):
    """Year, month and day as far as they are known, or words."""

    date_parts: tuple[tuple[int, ...], ...] = ()
    literal: str = ""


_ITSELF = "koreamap: the geography of Korea's armistice"

_HELD = re.compile(
    r"\bkoreamap\b"
    r"|^[a-z][^\s:,;]*"  # a title that begins with a small letter begins with a name that is written so
    r"|\((?:PyPI|npm) packages? [^)]*\)"
    r"|\S*[가-힣]\S*"  # Latin letters that Hangul follows without a space
    r"|(?<=[A-Z]\.[A-Z]\. )and\b"  # which a processor takes for the beginning of a sentence
)
"""What a style that writes titles with capitals would write wrongly."""

_CSL_NAMES = {
    "url": "URL",
    "container_title": "container-title",
    "collection_title": "collection-title",
    "publisher_place": "publisher-place",
}
_TITLES = ("title", "container_title", "collection_title")
_TYPES: Mapping[SourceKind, CslType] = {
    "primary": "document",
    "official": "report",
    "scholarly": "report",
    "press": "article-newspaper",
    "tertiary": "webpage",
    "dataset": "dataset",
    "own": "dataset",
    "given": "document",
    "none": "document",
}


class CslItem(Record, frozen=True, kw_only=True, omit_defaults=True, rename=_CSL_NAMES):
    """A citation in the words of CSL-JSON; what is empty is not written."""

    id: str
    type: CslType
    title: str
    author: tuple[CslName, ...] = ()
    genre: str = ""
    editor: tuple[CslName, ...] = ()
    container_title: str = ""
    collection_title: str = ""
    volume: str = ""
    number: str = ""
    publisher: str = ""
    publisher_place: str = ""
    version: str = ""
    issued: CslDate | None = None
    accessed: CslDate | None = None
    page: str = ""
    archive: str = ""
    url: str = ""
    note: str = ""


def to_csl(content: ExportContent) -> list[CslItem]:
    """Return the map itself, then the documents, then the sources; what nobody else published is no reference."""
    published = filter(is_published, content.sources)
    return [
        cite_map(content.atlas),
        *map(cite_document, content.atlas.documents.values()),
        *map(cite_source, published),
    ]


def encode_item(item: CslItem) -> dict[str, object]:
    """Return an item as CSL-JSON has it: what stands as it is in every style is marked in its titles."""
    held = {name: _HELD.sub(r'<span class="nocase">\g<0></span>', getattr(item, name)) for name in _TITLES}
    encoded: dict[str, object] = msgspec.to_builtins(msgspec.structs.replace(item, **held))
    return encoded


def is_published(source: Source) -> bool:
    """Tell whether somebody else published a source."""
    return source.kind not in {"own", "none"}


def cite_map(atlas: Atlas) -> CslItem:
    """Cite koreamap, as of the day on which the newest of its sources was read."""
    return CslItem(
        id="koreamap-layers",
        type="dataset",
        title=_ITSELF,
        author=(CslName(literal="The koreamap authors"),),
        version=__version__,
        issued=_date(find_last_reading(atlas).isoformat()),
        note=f"{ATTRIBUTION}. {LICENCE}",
    )


def cite_place(id_: str, title: str, atlas: Atlas) -> CslItem:
    """Cite what koreamap says of a place, as a page of it."""
    return msgspec.structs.replace(
        cite_map(atlas), id=f"koreamap-{id_}", type="webpage", title=title, container_title=_ITSELF, note=""
    )


def cite_document(document: Document) -> CslItem:
    """Cite a document as its record has it."""
    item = _work(document, document.type or "document")
    kept = document.archive if not item.archive else ""
    note = ". ".join(filter(None, (document.role, kept, document.rights)))
    named = item.author or tuple(CslName(literal=author) for author in document.named_authors)
    return msgspec.structs.replace(item, author=named, note=note)


def cite_source(source: Source) -> CslItem:
    """Cite a source, with what of it was read."""
    item = _work(source, _type(source))
    kept = source.archive if not item.archive else ""
    in_press = source.kind == "press" and not source.container
    notes = (source.standing, source.locator, kept, source.supports, source.licence, source.attribution, source.note)
    return msgspec.structs.replace(
        item,
        container_title=source.publisher if in_press else item.container_title,
        # Who writes and publishes is named once.
        publisher="" if in_press or source.publisher in {source.container, *source.creators} else source.publisher,
        version=source.version,
        accessed=_date(source.accessed),
        note="; ".join(filter(None, notes)),
    )


def _work(work: Work, type_: CslType) -> CslItem:
    """Write what documents and sources have in common."""
    is_piece = type_ == "chapter"
    # A report goes by its series and number: "NKIDP e-Dossier 6".
    kind = work.genre or (work.series if type_ == "report" else "")
    return CslItem(
        id=work.id,
        type=type_,
        title=_title(work),
        # Styles take a genre for that of something kept, not printed.
        genre="" if is_piece else kind,
        author=tuple(map(_name, work.creators)),
        editor=tuple(map(_name, work.editors)),
        container_title=work.container,
        collection_title="" if kind == work.series else work.series,
        # Few styles print a part that stands apart.
        volume=".".join(filter(None, (work.volume, work.part))),
        # A bare number inside a volume reads as a page.
        number=f"doc. {work.number}" if is_piece and work.number.isdigit() else work.number,
        page=work.pages,
        publisher=work.publisher,
        publisher_place=work.publisher_place,
        # Where a piece is printed is what is cited; the file of the original goes to the notes.
        archive="" if is_piece else work.archive,
        issued=_date(work.issued or work.date),
        url=work.address if work.address.startswith("http") else "",
    )


def _title(work: Work) -> str:
    """Put the day of a piece that was printed later behind its title, in brackets, as editors of documents do.

    As ``original-date`` styles would call the volume a reprint: "1951; repr., 1983".
    """
    if not work.issued:
        return work.title
    written = _date(work.date)
    parts = written.date_parts[0] if written and written.date_parts else ()
    day = dt.date(*parts) if len(parts) == len(("year", "month", "day")) else None
    return f"{work.title} [{f'{day.day} {day:%B %Y}' if day else work.date}]"


def _type(source: Source) -> CslType:
    """Tell a piece of a volume from what stands by itself; a cable is known by its number, as a report."""
    if source.type:
        return source.type
    if source.container and source.kind in {"official", "primary"}:
        return "chapter"
    return "report" if source.kind == "primary" and source.number else _TYPES[source.kind]


def _name(creator: str) -> CslName:
    """Part a person's name, *Family, Given*; a body's stays whole."""
    family, comma, given = creator.partition(", ")
    if not comma:
        return CslName(literal=creator)
    first = given.removesuffix(" Jr.")
    return CslName(family=family, given=first, suffix="Jr." if first != given else "")


def _date(edtf: str) -> CslDate | None:
    """Read year, month and day of a plain EDTF date; anything vaguer stays a literal."""
    parts = edtf.split("-")
    if edtf and all(part.isdigit() for part in parts):
        return CslDate(date_parts=(tuple(int(part) for part in parts),))
    return CslDate(literal=edtf) if edtf else None
