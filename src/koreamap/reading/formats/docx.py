"""DOCX, as Word and LibreOffice write it.

Its parts are read with zipfile and lxml: python-docx leaves out footnotes, automatic numbers and what was tracked.
Headings go by their outline level; numbers that Word sets are written out; tracked deletions are left out.
"""

from __future__ import annotations

import re
from collections import deque
from typing import TYPE_CHECKING, NamedTuple

from koreamap.errors import DocumentError
from koreamap.reading.dates import read_date
from koreamap.reading.extract import HeadDraft
from koreamap.reading.formats._counting import Counters
from koreamap.reading.formats._docx_styles import WORD, Styles, find_child
from koreamap.reading.formats._package import Package, list_parts
from koreamap.reading.formats._xml import join_text, local
from koreamap.reading.numbers import to_roman

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element as Element

    from koreamap.reading.extract import GivenFile
    from koreamap.reading.writer import Writer

__all__ = ["SUFFIXES", "TITLE", "rate", "read"]

TITLE = "DOCX"
SUFFIXES = (".docx", ".docm")

_MAIN = "word/document.xml"
_LEFT_OUT = {
    "del": "tracked deletions", "moveFrom": "tracked deletions", "drawing": "pictures", "pict": "pictures",
    "object": "embedded objects", "commentReference": "comments", "oMath": "formulas", "oMathPara": "formulas",
    "sym": "signs of a symbol font",
}  # fmt: skip
_SKIPPED = frozenset({"instrText", "delText", "delInstrText", "pPr", "rPr", "Fallback", "sdtPr", "sdtEndPr", "tblPr",
                      "tblGrid", "trPr", "tcPr", "annotationRef", "footnoteRef", "endnoteRef", "sectPr"})  # fmt: skip
_PROGRAMS = frozenset({"", "python-docx", "microsoft office user", "unknown", "user", "admin", "administrator"})
"""What the properties of a file say where nobody said who wrote it."""
_WORDS = {"tab": " ", "ptab": " ", "noBreakHyphen": "\u2011", "softHyphen": ""}


class _Note(NamedTuple):
    label: str
    text: str


def rate(file: GivenFile) -> int:
    """Look for a document's main part."""
    return 3 if _MAIN in list_parts(file) else 0


def read(file: GivenFile, writer: Writer) -> HeadDraft:
    """Write the text of a document.

    Raises
    ------
    koreamap.errors.DocumentError
        When it has no main part with a body.
    """
    package = Package(file)
    root = package.parse(_MAIN)
    body = None if root is None else find_child(root, "body")
    if body is None:
        raise DocumentError(file.name, found="a package without a text", expected="word/document.xml")
    reader = _Reader(package, writer)
    reader.walk(body)
    _tell_of_parts(package, writer)
    return _read_head(package.parse("docProps/core.xml"), reader.said)


def _read_head(core: Element | None, styled: Mapping[str, list[str]]) -> HeadDraft:
    """Go by what stands in the text in a style for it, then by the file's properties, which are often another's."""
    said = {} if core is None else {local(item): join_text(item) for item in core}
    creator = said.get("creator", "")
    author = "" if creator.lower() in _PROGRAMS else creator
    by = re.compile(r"by\s+", re.IGNORECASE)
    return HeadDraft(
        title=next(iter(styled.get("title", [])), "") or said.get("title", ""),
        author="; ".join(by.sub("", each, count=1) if by.match(each) else each for each in styled.get("author", []))
        or author,
        date=next(filter(None, map(read_date, styled.get("date", []))), ""),
        made=read_date(said.get("created", "")),
        language=said.get("language", ""),
    )


def _tell_of_parts(package: Package, writer: Writer) -> None:
    for name in sorted(package.names):
        if name.startswith(("word/header", "word/footer")) and name.endswith(".xml"):
            root = package.parse(name)
            writer.leave_out("running heads and feet", bool(join_text(root)))
        elif name.endswith("vbaProject.bin"):
            writer.leave_out("macros")


class _Reader:
    """Walk through the body."""

    def __init__(self, package: Package, writer: Writer) -> None:
        self._writer = writer
        self._styles = Styles(package)
        self._counters = Counters()
        self._notes = {
            "footnoteReference": _read_notes(package.parse("word/footnotes.xml"), "footnote"),
            "endnoteReference": _read_notes(package.parse("word/endnotes.xml"), "endnote"),
        }
        self._counts = {"footnoteReference": 0, "endnoteReference": 0}
        self._boxes: deque[Element] = deque()
        self.said: dict[str, list[str]] = {}

    def walk(self, element: Element) -> None:
        """Write the paragraphs and tables of an element."""
        for child in element:
            name = local(child)
            if name == "p":
                self._write_paragraph(child)
            elif name == "tbl":
                self._write_table(child)
            elif name in _LEFT_OUT:
                self._writer.leave_out(_LEFT_OUT[name])
            elif name not in _SKIPPED:
                self.walk(child)

    def _write_paragraph(self, paragraph: Element) -> None:
        look = self._styles.find_look(paragraph)
        role, words = self._styles.find_role(paragraph), " ".join(_join_runs(paragraph).split())
        if role and words:
            self.said.setdefault(role, []).append(words)
        number = self._counters.next(look.list_id, look.list_level, self._styles.find_levels(look.list_id))
        if look.level:
            self._writer.begin("heading", level=look.level)
        else:
            self._writer.begin("item" if look.list_id else "paragraph")
        if number:
            self._writer.add(number + " ")
        self._write_inline(paragraph)
        self._writer.end()
        while self._boxes:
            self.walk(self._boxes.popleft())

    def _write_table(self, table: Element) -> None:
        self._writer.leave_out("tables, kept row by row,")
        for row in table.iter(f"{WORD}tr"):
            if next(row.iterancestors(f"{WORD}tbl")) is not table:
                continue  # a table within a cell is part of that cell's words
            self._writer.begin("paragraph")
            for number, cell in enumerate(child for child in row if local(child) == "tc"):
                self._writer.add(" | " if number else "")
                for paragraph in cell.iter(f"{WORD}p"):
                    self._write_inline(paragraph)
                    self._writer.add(" ")
            self._writer.end()

    def _write_inline(self, element: Element) -> None:
        for child in element:
            name = local(child)
            if name in self._notes:
                self._write_note(child, name)
            elif name in _LEFT_OUT:
                self._leave_out(child, name)
            elif name == "r" and self._styles.is_hidden(child):
                self._writer.leave_out("hidden words")
            elif name == "r":
                for part in child:
                    self._write_part(part, local(part))
            elif name not in _SKIPPED:
                self._write_inline(child)

    def _write_part(self, part: Element, name: str) -> None:
        """Write a part of a run: words, a break, a note, or what wraps others."""
        if name == "t":
            self._writer.add(part.text or "")
        elif name in _WORDS:
            self._writer.add(_WORDS[name])
        elif name in {"br", "cr"}:
            self._write_break(part)
        elif name in self._notes:
            self._write_note(part, name)
        elif name in _LEFT_OUT:
            self._leave_out(part, name)
        elif name not in _SKIPPED:
            for inner in part:
                self._write_part(inner, local(inner))

    def _leave_out(self, element: Element, name: str) -> None:
        """Count what is no text; but a text box within a drawing is."""
        boxes = [] if name in {"del", "moveFrom"} else [
            box for box in element.iter(f"{WORD}txbxContent")
            if not any(local(outer) == "Fallback" for outer in box.iterancestors())
        ]  # fmt: skip
        self._boxes.extend(boxes)
        self._writer.leave_out(_LEFT_OUT[name], not boxes)

    def _write_break(self, element: Element) -> None:
        if element.get(f"{WORD}type") in {"page", "column"}:
            self._writer.add(" ")
        else:
            self._writer.break_line()

    def _write_note(self, reference: Element, name: str) -> None:
        self._counts[name] += 1
        number = self._counts[name]
        label = str(number) if name == "footnoteReference" else to_roman(number).lower()
        self._writer.mark(label)
        text = self._notes[name].get(reference.get(f"{WORD}id") or "")
        if text is not None:
            self._writer.footnote(label, text)


def _read_notes(root: Element | None, name: str) -> dict[str, str]:
    """Return the notes of a part by id; those that only draw the rule above are none."""
    notes = [] if root is None else [note for note in root if local(note) == name]
    return {
        note.get(f"{WORD}id") or "": " ".join(_join_runs(note).split())
        for note in notes
        if note.get(f"{WORD}type") in {None, "normal"}
    }


def _join_runs(element: Element) -> str:
    parts = []
    for child in element:
        name = local(child)
        if name == "t":
            parts.append(child.text or "")
        elif name in _WORDS or name in {"br", "cr"}:
            parts.append(_WORDS.get(name, " "))
        elif name not in _SKIPPED and name not in _LEFT_OUT:
            parts.append(_join_runs(child) + (" " if name == "p" else ""))
    return "".join(parts)
