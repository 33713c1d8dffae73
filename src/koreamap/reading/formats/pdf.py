"""PDF, by its text layer. A picture of a page has none, and that is said.

pypdfium2 is chosen: PDFium reads what browsers show, Korean fonts included, in thousandths of a second a page, comes as
a wheel for every platform, and its licence (BSD, Apache-2.0) asks for nothing. Lines are read in the order in which
the file draws them, which is column after column; running heads and page numbers are told by standing on many pages
in the same place; a hyphen that PDFium takes for the line's end goes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from koreamap.errors import DocumentError
from koreamap.limits import PAGES
from koreamap.reading.extract import HeadDraft
from koreamap.reading.formats._pdf_blocks import write_pages
from koreamap.reading.formats._pdf_lines import Page, read_lines

if TYPE_CHECKING:
    import pypdfium2

    from koreamap.reading.extract import GivenFile
    from koreamap.reading.writer import Writer

__all__ = ["LIBRARIES", "SUFFIXES", "TITLE", "rate", "read"]

TITLE = "PDF"
SUFFIXES = (".pdf",)
LIBRARIES = ("pypdfium2",)

_FEW_CHARACTERS = 16
"""So few on a page are a stamp, not its text."""


def rate(file: GivenFile) -> int:
    """Look for the mark of PDF near the beginning."""
    return 3 if b"%PDF-" in file.data[:1024] else 0


def read(file: GivenFile, writer: Writer) -> HeadDraft:
    """Write the text of a PDF.

    Raises
    ------
    koreamap.errors.DocumentError
        When it is broken, locked, has too many pages or no text.
    """
    import pypdfium2  # noqa: PLC0415 - whoever reads another format need not load it

    try:
        document = pypdfium2.PdfDocument(file.data)
    except pypdfium2.PdfiumError as error:
        locked = "assword" in str(error)
        found = "a PDF locked with a password" if locked else f"a PDF that PDFium does not open: {error}"
        raise DocumentError(file.name, found=found, expected="one that is open" if locked else "a whole PDF") from error
    PAGES.check(file.name, len(document))
    pages = _read_pages(document, writer)
    _check_text(file.name, pages, writer)
    title = write_pages(pages, writer)
    said = document.get_metadata_dict(skip_empty=True)
    return HeadDraft(title=said.get("Title", "").strip() or title, author=said.get("Author", "").strip())


def _read_pages(document: pypdfium2.PdfDocument, writer: Writer) -> list[Page]:
    import pypdfium2  # noqa: PLC0415 - as above

    pages = []
    for number in range(len(document)):
        try:
            page = document[number]
            lines = read_lines(page)
            height = page.get_height()
        except pypdfium2.PdfiumError:
            writer.leave_out("broken pages")
            lines, height = [], 0.0
        pages.append(Page(lines=lines, height=height, label=document.get_page_label(number) or str(number + 1)))
    return pages


def _check_text(name: str, pages: list[Page], writer: Writer) -> None:
    empty = [page.label for page in pages if sum(len(line.text) for line in page.lines) < _FEW_CHARACTERS]
    if len(empty) == len(pages):
        raise DocumentError(
            name,
            found=f"{len(pages)} pages without a text layer: pictures of a text",
            expected="text; a program for text recognition, such as OCRmyPDF, can add it",
        )
    if empty:
        shown = ", ".join(empty[:10]) + (" …" if len(empty) > 10 else "")
        writer.said.append(f"pages without text, pictures or blank ({len(empty)} of {len(pages)}): {shown}")
