"""Find out what a file is, and read it, in this very process: `read_document_file` gives it one of its own."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import msgspec

from koreamap.errors import DocumentError, OtherKindError
from koreamap.reading.decoding import tell_guess, tell_replaced
from koreamap.reading.extract import Extract, GivenFile
from koreamap.reading.formats import find_file_formats
from koreamap.reading.formats._package import list_parts
from koreamap.reading.formats._xml import find_root_name
from koreamap.reading.heads import complete_head
from koreamap.reading.structure import divide
from koreamap.reading.writer import Writer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from koreamap.reading.extract import HeadDraft
    from koreamap.reading.formats import FileFormat
    from koreamap.text.formats.blocks import Block

__all__ = ["read_file"]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHERS = (
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"II*\0", "a picture (TIFF)"),
    (b"MM\0*", "a picture (TIFF)"),
    (b"\x1f\x8b", "a packed file (gzip)"),
    (b"7z\xbc\xaf", "an archive (7z)"),
    (b"Rar!", "an archive (RAR)"),
    (b"{\\rtf", "a text in RTF; save it as DOCX"),
    (b"HWP Document File V", "an old HWP; save it as HWPX"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"SQLite format 3", "a database"),
)


def read_file(name: str, data: bytes) -> Extract:
    """Read a file's bytes.

    Raises
    ------
    koreamap.errors.DocumentError
        When it is of no known format, has no text, or its format cannot read it.
    """
    file = GivenFile(name, data)
    format_id, form = _choose(file)
    writer = Writer(name)
    head = form.read(file, writer)
    writer.close()
    blocks = divide(writer.text, writer.blocks)
    if not blocks:
        raise DocumentError(name, found=f"{form.TITLE} without a word", expected="a text")
    head, taken = complete_head(_tidy_head(head, writer.text), writer.text, blocks)
    writer.said += taken
    if head.made and not head.date:
        writer.said.append(f"the file was made on {head.made}; of the document itself no date is known")
    decoded = file.decoded if form.SUFFIXES[0] in {".txt", ".md", ".html"} else None
    return Extract(
        name=name,
        sha256=file.sha256,
        format=format_id,
        title=form.TITLE,
        encoding=decoded.encoding if decoded else "",
        text=writer.text,
        blocks=blocks,
        head=head,
        warnings=tuple(_list_warnings(file, form, writer, blocks)),
    )


def _tidy_head(head: HeadDraft, text: str) -> HeadDraft:
    return msgspec.structs.replace(
        head,
        title=" ".join(head.title.split()),
        author=" ".join(head.author.split()),
        language=(head.language or _guess_language(text))[:20],
    )


def _choose(file: GivenFile) -> tuple[str, FileFormat]:
    """Take the format that is surest."""
    if (known := next((title for mark, title in _OTHERS if file.data.startswith(mark)), "")) and not (
        known == "a program" and file.decoded
    ):
        raise _refuse(file, known)
    if file.data.startswith(_OLE):
        raise _refuse(file, "an old binary Office or Hangul file (.doc, .hwp); save it as DOCX or HWPX")
    formats = find_file_formats()
    rated = {name: form.rate(file) for name, form in formats.items()}
    best = max(rated, key=lambda name: rated[name])
    if not rated[best]:
        raise _refuse(file, "a ZIP archive" if list_parts(file) else "bytes that are no text")
    root = find_root_name(file.decoded.text) if file.decoded and best == "plain-text" else ""
    if root and file.decoded and file.decoded.text.lstrip().startswith("<?xml"):
        raise _refuse(file, f"XML of another kind: <{root}>", OtherKindError)
    return best, formats[best]


def _refuse(file: GivenFile, found: str, error: type[DocumentError] = DocumentError) -> DocumentError:
    titles = ", ".join(form.TITLE for form in find_file_formats().values())
    return error(file.name, found=found, expected=f"one of: {titles}")


def _guess_language(text: str) -> str:
    """Tell Korean from the rest by its letters."""
    sample = text[:20_000]
    hangul = sum("가" <= char <= "힣" for char in sample)
    latin = sum(char.isascii() and char.isalpha() for char in sample)
    return "ko" if hangul * 2 > latin else "en" if latin else ""


def _list_warnings(file: GivenFile, form: FileFormat, writer: Writer, blocks: Sequence[Block]) -> list[str]:
    said = [*writer.said]
    if file.suffix and file.suffix not in form.SUFFIXES and form.TITLE != "plain text":
        said.append(f"read as {form.TITLE}, which its name does not say")
    if file.decoded and file.decoded.is_guess and form.TITLE != "TEI XML":
        said.append(tell_guess(file.decoded.encoding))
    replaced = writer.replaced + (file.decoded.replaced if file.decoded and form.TITLE != "TEI XML" else 0)
    if replaced:
        said.append(tell_replaced(replaced))
    counts = {what: count for what, count in writer.left_out.items() if count}
    kept = {what.rstrip(","): count for what, count in counts.items() if what.endswith(",")}
    dropped = [f"{what} ({count})" for what, count in sorted(counts.items()) if not what.endswith(",")]
    said += [f"{what} ({count})" for what, count in sorted(kept.items())]
    if dropped:
        said.append(f"left out: {', '.join(dropped)}")
    return said + _find_odd_notes(blocks)


def _find_odd_notes(blocks: Sequence[Block]) -> list[str]:
    """Tell of footnotes without a mark, and of marks without a footnote."""
    notes = [block.label for block in blocks if block.kind == "footnote"]
    marks = [note.label for block in blocks for note in block.notes]
    said = []
    for odd, what in ((_subtract(notes, marks), "footnotes without a mark, kept where they stand"),
                      (_subtract(marks, notes), "marks without a footnote")):  # fmt: skip
        if odd:
            shown = ", ".join(label or "unnumbered" for label in odd[:10]) + (" …" if len(odd) > 10 else "")
            said.append(f"{what} ({len(odd)}): {shown}")
    return said


def _subtract(these: Sequence[str], others: Sequence[str]) -> list[str]:
    return list((Counter(these) - Counter(others)).elements())
