"""Documents and the passages by which they are cited.

References
----------
W3C Web Annotation Data Model (TextPositionSelector).
"""

from __future__ import annotations

from typing import Literal

from msgspec import field

from koreamap.model.record import Record
from koreamap.model.sources import Creator
from koreamap.model.values import Edtf, Id, Sha256, Written

__all__ = [
    "Document",
    "DocumentHead",
    "DocumentType",
    "NoteMark",
    "PageMark",
    "Passage",
    "PassageKind",
    "Quotable",
    "Section",
]

PassageKind = Literal["title", "heading", "paragraph", "footnote"]
"""What a passage is in its document."""

DocumentType = Literal["chapter", "document", "report"]
"""What it is in the words of CSL: a piece of a volume, a report, or anything else."""

Quotable = Literal["all", "passages"]
"""What may be handed on: the whole text, or only the passages that are linked."""


class Section(Record, frozen=True, kw_only=True):
    """A heading's reach within a document.

    Parameters
    ----------
    id
        ``2.C``; empty for the front matter.
    title
        As printed, markup taken off.
    level
        1 for the outermost.
    """

    id: str
    title: str
    level: int


class NoteMark(Record, frozen=True, kw_only=True, array_like=True):
    """Where a footnote's mark hangs: at `offset` of the text, leading to the passage `passage_id`."""

    offset: int
    passage_id: str
    label: str


class PageMark(Record, frozen=True, kw_only=True, array_like=True):
    """Where a page begins: at `offset`, with the page's printed `label`."""

    offset: int
    label: str


class Passage(Record, frozen=True, kw_only=True):
    """A citable piece of a document: whole again where the print broke it.

    Parameters
    ----------
    id
        ``lee-2007/2.C/p2``, ``lee-2007/fn14``: begins with the document's.
    section_id
        Where it stands.
    kind
        ``title``, ``heading``, ``paragraph`` or ``footnote``.
    label
        For a citation: ``§ 2.C, ¶ 2`` or ``n. 14``.
    slices
        In reading order. Its text is the slices joined by one space where the gap between two holds white space or
        the gap is a page break, by nothing otherwise.
    page
        The page on which it begins, where the text marks pages; else empty.
    notes, pages
        The note marks and page marks inside it.
    """

    id: str
    section_id: str = field(name="section")
    kind: PassageKind
    label: str
    page: str = ""
    slices: tuple[tuple[int, int], ...]
    notes: tuple[NoteMark, ...] = ()
    pages: tuple[PageMark, ...] = ()

    @property
    def document_id(self) -> str:
        """The document that it is of."""
        return self.id.partition("/")[0]


class DocumentHead(Record, frozen=True, kw_only=True):
    """The catalogue record of a document.

    Parameters
    ----------
    id, title, short_title, author, date
        ``short_title`` is what a tab shows: "Rusk 1951"; `date` is EDTF.
    type, genre
        For citation data: ``chapter`` and, in a word, what kind: "memorandum".
    creators, role
        As in `Source`: *Family, Given*, or the name of a body; and the office in which they wrote.
    container, volume, part, series, editors, issued
        The volume that it was published in: its title, number and part, the series, who edited it, and when it came
        out (EDTF) where that is not the document's own date.
    number, pages, publisher, publisher_place, archive
        Its number and pages there; who published it and where; the file of the original. Empty where unknown.
    citation
        In full, ready to be quoted.
    address
        URL of the published text, or empty.
    rights, rights_address
        In words, and the URI of a licence or of a rights statement where one says the same.
    quotable
        ``all`` (may be handed on whole) or ``passages`` (only linked passages may).
    note
        What a reader should know of the text's state.
    sha256
        Of the bytes of ``text.txt``.
    """

    id: Id
    title: Written
    short_title: Written
    author: Written
    date: Edtf
    type: DocumentType = "document"
    genre: str = ""
    creators: tuple[Creator, ...] = ()
    role: str = ""
    container: str = ""
    volume: str = ""
    part: str = ""
    series: str = ""
    editors: tuple[Creator, ...] = ()
    issued: Edtf = ""
    number: str = ""
    pages: str = ""
    publisher: str = ""
    publisher_place: str = ""
    archive: str = ""
    citation: Written
    address: str = ""
    rights: Written
    rights_address: str = ""
    quotable: Quotable
    note: str = ""
    sha256: Sha256


class Document(DocumentHead, frozen=True, kw_only=True):
    """A text and its catalogue record.

    Parameters
    ----------
    text
        The whole of ``text.txt``.
    sections, passages
        In reading order.
    """

    text: str
    sections: tuple[Section, ...]
    passages: tuple[Passage, ...]
