"""Tell a user what became of a file: its outline with passages, what was linked, what is left over."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from koreamap.errors import DocumentError
from koreamap.gazetteer import read_places
from koreamap.own import read_own_layers
from koreamap.own_documents import link_own, make_document, write_own
from koreamap.personal import own_documents_dir, own_layers_dir
from koreamap.reading.running import read_document_file
from koreamap.text.documents import find_folder, join_passage, read_document

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from koreamap.model import Document, Place
    from koreamap.own_documents import Report
    from koreamap.reading.extract import Extract

__all__ = ["add_file", "format_outline", "format_report", "read_any"]

_BEGINNING = 70
_MOST_LISTED = 60


def add_file(path: Path, *, replace: bool = False, **said: str) -> Iterator[str]:
    """Read a file, link it and write it to the user's documents; yield what is to be told as it becomes known.

    Stops with `DocumentError` as `read_document_file`, `make_document` and `write_own` do; then nothing was written.

    Parameters
    ----------
    path
        Of the file.
    replace
        As for `write_own`.
    said
        Id, title, author and date, as for `make_document`.
    """
    extract = read_document_file(path)
    document = make_document(extract, **said)
    yield from _tell_read(document, extract)
    yield format_outline(document)
    places = read_places()
    own = {place.id: place for layer in read_own_layers(own_layers_dir()).layers for place in layer.places}
    report = link_own(document, places, own, folder=own_documents_dir() / document.id)
    yield format_report(report, {**places, **own})
    written = write_own(document, extract, report=report, replace=replace)
    if written.replaced:
        yield f"what stood there before: {written.replaced}"
    yield f"written to {written.folder}"
    yield f"mentions.toml and ignore.toml there are {'as you left them' if written.kept else 'drafts'}"
    yield "koreamap app shows it"


def format_outline(document: Document) -> str:
    """Write a document's sections, and each passage with its id, label and first words."""
    lines = []
    titles = {section.id: section for section in document.sections}
    for passage in document.passages:
        words = " ".join(join_passage(document, passage).split())
        short = words if len(words) <= _BEGINNING else words[: _BEGINNING - 1].rstrip() + "…"
        indent = "  " * (titles[passage.section_id].level - 1) if passage.section_id else ""
        page = f" p. {passage.page}" if passage.page else ""
        if passage.kind == "heading":
            lines.append(f"\n{indent}{short}   [{passage.id}]{page}")
        else:
            lines.append(f"{indent}  {passage.id.partition('/')[2]}  ({passage.label}){page}  {_isolate(short)}")
    return "\n".join(lines)


def format_report(report: Report, places: Mapping[str, Place]) -> str:
    """Write what was linked, by place, with grades; then what is left over and what is nearly a name."""
    counts: dict[str, Counter[str]] = {}
    for mention, grade in zip(report.mentions, report.grades, strict=True):
        counts.setdefault(mention.place_id, Counter())[grade] += 1
    ordered = sorted(counts.items(), key=lambda item: (-item[1].total(), item[0]))
    lines = ["", f"linked: {_count(len(report.mentions), 'mention')} of {_count(len(counts), 'place')}"]
    for place_id, grades in ordered:
        shown = ", ".join(f"{count} {grade}" for grade, count in grades.most_common())
        lines.append(f"  {place_id}  {places[place_id].title}: {shown}")
    if report.problem:
        lines += ["", f"left aside: {report.problem}"]
    if report.suggestions:
        rows = Counter((" ".join(row.exact.split()), row.place) for row in report.suggestions)
        lines += ["", "nearly a name, not linked:"]
        lines += [f"  {exact}: {place}?" for (exact, place), _count in rows.most_common(_MOST_LISTED)]
    if report.left_over:
        lines += ["", f"left over: {_tell_left(len(report.left_over))}", *_list_left(report)]
    if report.not_judged:
        lines += ["", f"Korean words that no rule judges: {report.not_judged} (koreamap[korean] reads them too)"]
    return "\n".join(lines)


def read_any(document_id: str) -> Document:
    """Read a document of the project or of the user's own.

    Raises
    ------
    koreamap.errors.DocumentError
        When there is none of that id, or it is not as it must be.
    """
    folder = find_folder(document_id)
    if not document_id or not folder.is_dir() or folder.name != document_id:
        own = own_documents_dir()
        known = [path.name for parent in (folder.parent, own) if parent.is_dir() for path in parent.glob("[!._]*")]
        expected = f"one of {', '.join(sorted(set(known)))}"
        raise DocumentError(f"document {document_id}", found="no such document", expected=expected)
    return read_document(folder)


def _tell_read(document: Document, extract: Extract) -> Iterator[str]:
    encoding = f", {extract.encoding}" if extract.encoding else ""
    kinds = Counter(passage.kind for passage in document.passages)
    counted = ", ".join(_count(count, kind) for kind, count in kinds.items())
    yield f"{document.id}: {_isolate(document.title)}"
    yield f"read as {extract.title}{encoding}: {counted}"
    for said in extract.warnings:
        yield f"  {_isolate(said)}"
    if not document.date:
        yield "  no date found: --date 1953-07-27 gives it one"


def _list_left(report: Report) -> Sequence[str]:
    counts = sorted(report.left_over.items(), key=lambda item: -len(item[1]))
    shown = [f"{word} ({len(passages)})" if len(passages) > 1 else word for word, passages in counts[:_MOST_LISTED]]
    more = [f"  and {len(counts) - _MOST_LISTED} more, all in ignore.toml"] if len(counts) > _MOST_LISTED else []
    return [f"  {', '.join(shown)}", *more]


def _count(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _tell_left(count: int) -> str:
    return f"{_count(count, 'name')} that {'leads' if count == 1 else 'lead'} nowhere"


def _isolate(words: str) -> str:
    """Keep text that runs from right to left, or overrides how it runs, to itself."""
    odd = any(char in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f" for char in words)
    return f"\u2068{words}\u2069" if odd or any("\u0590" <= char <= "\u08ff" for char in words) else words
