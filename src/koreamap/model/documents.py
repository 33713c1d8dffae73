"""Documents and the passages by which they are cited.

References
----------
W3C Web Annotation Data Model (TextPositionSelector).
"""

from __future__ import annotations

from typing import Literal

from msgspec import field

from koreamap.model.record import Record
from koreamap.model.values import Edtf, Sha256, Written
from koreamap.model.works import Work, WorkType

__all__ = [
    "NO_AUTHOR",
    "Document",
    "DocumentHead",
    "NoteMark",
    "Original",
    "Outline",
    "PageMark",
    "Passage",
    "PassageKind",
    "Quotable",
    "Section",
]

NO_AUTHOR = "Author not stated"
"""What a document says where neither its file nor anybody names one; a page says it in its own language."""

PassageKind = Literal["title", "heading", "paragraph", "footnote"]
"""What a passage is in its document."""

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


class Outline(Record, frozen=True, kw_only=True):
    """``outline.json``: how the text beside it is divided, in reading order.

    Parameters
    ----------
    sha256
        Of the bytes of that ``text.txt``.
    sections, passages
        As in a `Document`.
    """

    sha256: Sha256
    sections: tuple[Section, ...]
    passages: tuple[Passage, ...]


class Original(Record, frozen=True, kw_only=True):
    """The file out of which a document was read.

    Parameters
    ----------
    name, sha256
        As it was given, and of its bytes.
    format
        Name of a module of `koreamap.reading.formats`, with hyphens.
    encoding
        In which a text was found; empty where the format has its own.
    """

    name: Written
    sha256: Sha256
    format: Written
    encoding: str = ""


class DocumentHead(Work, frozen=True, kw_only=True):
    """The catalogue record of a document.

    Parameters
    ----------
    short_title, author
        ``short_title`` is what a tab shows: "Rusk 1951"; `author` as prose names them.
    date, type
        Every document has both.
    role
        The office in which its creators wrote.
    citation
        In full, ready to be quoted.
    rights, rights_address
        In words, and the URI of a licence or of a rights statement where one says the same.
    quotable
        ``all`` (may be handed on whole) or ``passages`` (only linked passages may).
    note
        What a reader should know of the text's state.
    language
        BCP 47, ``en`` or ``ko``; empty where nobody said.
    sha256
        Of the bytes of ``text.txt``.
    """

    short_title: Written
    author: Written
    date: Edtf
    type: WorkType = "document"
    role: str = ""
    citation: Written
    rights: Written
    rights_address: str = ""
    quotable: Quotable
    note: str = ""
    language: str = ""
    sha256: Sha256

    @property
    def named_authors(self) -> tuple[str, ...]:
        """Who is cited as its author, a body or "family, given" each; nobody where nobody is named."""
        return self.creators or (() if self.author == NO_AUTHOR else (self.author,))


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
