"""Documents: a catalogue record and a pinned text in, citable passages out.

A document is a folder of ``geodata/documents/``, or of a user's own: ``document.toml`` says what it is and in which
text format it is written, ``text.txt`` is the text, unchanged for ever. Where the format is ``outlined`` the text is
words alone, and ``outline.json`` beside it has its sections and passages.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from koreamap.errors import ChangedTextError, DocumentError
from koreamap.home import geodata_dir
from koreamap.model import Document
from koreamap.model.documents import DocumentHead, Outline
from koreamap.model.inputs import DocumentFile
from koreamap.modules import find_folders
from koreamap.personal import own_documents_dir
from koreamap.text.changes import find_changes, tell_changes
from koreamap.text.formats import find_text_formats
from koreamap.text.formats.outline import join_slices, number_blocks
from koreamap.toml import explain, read_toml

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from koreamap.model import Passage

__all__ = [
    "LINKED_FILE",
    "OUTLINED",
    "OUTLINE_FILE",
    "Shelf",
    "check_coverage",
    "find_folder",
    "join_passage",
    "read_document",
    "read_documents",
    "read_own_documents",
]


OUTLINED = "outlined"
"""The format of a text without markup: a file beside it says how it is divided."""
LINKED_FILE = "linked.txt"
"""The text of a user's document once more, as it was linked, to tell by what was changed in the other."""
OUTLINE_FILE = "outline.json"
_SPACE = re.compile(r"\s*")


class Shelf(NamedTuple):
    """The documents of a folder that can be read, oldest first; and why the others cannot, by folder."""

    documents: tuple[Document, ...]
    faults: tuple[DocumentError, ...]


def find_folder(document_id: str) -> Path:
    """Return the folder of a document: of the project, or of the user's own where the project has none of that id."""
    ours, own = geodata_dir() / "documents" / document_id, own_documents_dir() / document_id
    return own if own.is_dir() and not ours.is_dir() else ours


def read_documents() -> tuple[Document, ...]:
    """Read every document of the project, oldest first.

    Stops with `DocumentError` when a record or text is not as it must be.
    """
    folders = find_folders(geodata_dir() / "documents", "document.toml", what="document", error=DocumentError)
    return _by_date(map(read_document, folders))


def read_own_documents(parent: Path | None = None) -> Shelf:
    """Read the documents of a folder of the user's, one by one: what is wrong with one hides no other.

    Parameters
    ----------
    parent
        Has a folder for each document, those apart that begin with a dot or an underscore; the user's own folder when
        left out. None need be there.
    """
    parent = own_documents_dir() if parent is None else parent
    documents: list[Document] = []
    faults: list[DocumentError] = []
    for folder in sorted(parent.iterdir()) if parent.is_dir() else ():
        if folder.is_dir() and folder.name[0] not in "._":
            try:
                documents.append(read_document(folder))
            except DocumentError as error:
                faults.append(error)
    return Shelf(_by_date(documents), tuple(faults))


def read_document(folder: Path) -> Document:
    """Read a document: verify its text, then find its passages.

    Stops with `DocumentError` when the record is incomplete, the text is missing, altered or not UTF-8, or something of
    it would be lost.

    Returns
    -------
    Every character of its text that is not markup lies in exactly one slice of one passage.
    """
    record = _read_record(folder)
    text = _read_text(folder, record)
    head = {key: getattr(record, key) for key in DocumentHead.__struct_fields__}
    if record.format == OUTLINED:
        outline = _read_outline(folder, record)
        document = Document(**head, text=text, sections=outline.sections, passages=outline.passages)
        check_coverage(document, _SPACE)
        return document
    form = find_text_formats()[record.format]
    sections, passages = number_blocks(
        text,
        form.read_blocks(text),
        document_id=record.id,
        title=record.title,
        first_page=record.first_page,
    )
    document = Document(**head, text=text, sections=sections, passages=passages)
    check_coverage(document, form.MARKUP)
    return document


def join_passage(document: Document, passage: Passage) -> str:
    """Return what a reader sees of a passage: its slices joined, line breaks as spaces."""
    return join_slices(document.text, passage.slices).replace("\n", " ")


def _by_date(documents: Iterable[Document]) -> tuple[Document, ...]:
    return tuple(sorted(documents, key=lambda document: (document.date, document.id)))


def _read_record(folder: Path) -> DocumentFile:
    file, what = folder / "document.toml", f"document {folder.name}"
    record = read_toml(file, DocumentFile, what=what, error=DocumentError)
    for key, found, allowed in (
        ("id", record.id, (folder.name,)),
        ("format", record.format, (*find_text_formats(), OUTLINED)),
    ):
        if found not in allowed:
            raise DocumentError(f"{what}, {key}", found=found, expected=" or ".join(sorted(allowed)), file=file)
    return record


def _read_outline(folder: Path, record: DocumentFile) -> Outline:
    """Read how a text is divided, and make sure that it is of that text and document."""
    file, what = folder / OUTLINE_FILE, f"document {record.id}, outline"
    try:
        data = file.read_bytes()
        outline = msgspec.json.decode(data, type=Outline)
    except OSError as error:
        raise DocumentError(what, found=str(error), expected="a file", file=file) from error
    except msgspec.ValidationError as error:
        where, found, expected = explain(str(error), msgspec.json.decode(data), Outline, what)
        raise DocumentError(where, found=found, expected=expected, file=file) from error
    except msgspec.DecodeError as error:
        raise DocumentError(what, found=str(error), expected="JSON", file=file) from error
    if outline.sha256 != record.sha256:
        raise DocumentError(
            what, found=f"that of a text with sha256 {outline.sha256}", expected=record.sha256, file=file
        )
    if strange := [passage.id for passage in outline.passages if passage.document_id != record.id]:
        raise DocumentError(what, found=f"passage {strange[0]}", expected=f"ids that begin {record.id}/", file=file)
    return outline


def _read_text(folder: Path, record: DocumentFile) -> str:
    file = folder / "text.txt"
    what = f"document {folder.name}"
    try:
        data = file.read_bytes()
    except OSError as error:
        raise DocumentError(what, found=str(error), expected="its text", file=file) from error
    found = hashlib.sha256(data).hexdigest()
    if found != record.sha256:
        put_back = f"{record.sha256[:12]}…, put back, or its file added anew"
        raise ChangedTextError(
            what,
            found=f"a text that differs from the linked version, with sha256 {found[:12]}…",
            expected=f"{put_back}; its links are disabled, none is shifted",
            file=file,
            changes=_tell_changes(folder, record, data.decode("utf-8", "replace")),
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise DocumentError(what, found=str(error), expected="UTF-8", file=file) from error


def _tell_changes(folder: Path, record: DocumentFile, now: str) -> tuple[str, ...]:
    """Say what was changed in a text; nothing where the linked one was not kept, or was changed too."""
    try:
        data = (folder / LINKED_FILE).read_bytes()
        passages = _read_outline(folder, record).passages
    except (OSError, DocumentError):
        return ()
    if hashlib.sha256(data).hexdigest() != record.sha256:
        return ()
    return tell_changes(find_changes(data.decode(), now, passages)) or ("only white space is other",)


def check_coverage(document: Document, markup: re.Pattern[str]) -> None:
    """Refuse a reading that drops a word or gives it to two passages.

    Raises
    ------
    koreamap.errors.DocumentError
        When one does, or an id stands twice.
    """
    what = f"document {document.id}"
    counts = Counter(passage.id for passage in document.passages)
    if twice := sorted(id_ for id_, count in counts.items() if count > 1):
        raise DocumentError(what, found=f"passages {', '.join(twice)} twice", expected="each id once")
    position = 0
    covered = sorted(span for passage in document.passages for span in passage.slices)
    for start, end in [*covered, (len(document.text), len(document.text))]:
        between = document.text[position:start].strip()
        if start < position or not markup.fullmatch(between):
            raise DocumentError(what, found=f"{between!r} in no passage or in two", expected="one", file="text.txt")
        position = end
