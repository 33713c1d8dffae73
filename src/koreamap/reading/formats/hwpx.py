"""HWPX, the open format of Hangul (OWPML, KS X 6101): a ZIP of XML. The old binary HWP is not read.

Headings go by the outline level of their paragraph or style; deletions that were tracked are left out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from koreamap.errors import DocumentError
from koreamap.reading.dates import read_date
from koreamap.reading.extract import HeadDraft
from koreamap.reading.formats._counting import Counters, Level
from koreamap.reading.formats._package import Package, list_parts
from koreamap.reading.formats._xml import join_text, local, walk_nodes

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from koreamap.reading.extract import GivenFile
    from koreamap.reading.writer import Writer

__all__ = ["SUFFIXES", "TITLE", "rate", "read"]

TITLE = "HWPX"
SUFFIXES = (".hwpx",)

_SECTION = re.compile(r"Contents/section(\d+)\.xml")
_LEFT_OUT = {
    "pic": "pictures", "equation": "formulas", "ole": "embedded objects", "chart": "pictures", "video": "films",
    "header": "running heads and feet", "footer": "running heads and feet", "hiddenComment": "comments",
}  # fmt: skip
_WORDS = {"tab": " ", "nbSpace": "\u00a0", "fwSpace": " ", "hyphen": "-"}
_OUTLINE = re.compile(r"(?:개요|Outline) ?(\d{1,2})")


class _Look(NamedTuple):
    """A paragraph's outline level, from 1, 0 for body text; and the list that counts it, if any."""

    level: int = 0
    list_id: str = ""


def rate(file: GivenFile) -> int:
    """Look for the first section."""
    parts = list_parts(file)
    return 3 if any(_SECTION.fullmatch(name) for name in parts) else 0


def read(file: GivenFile, writer: Writer) -> HeadDraft:
    """Write the text of a document.

    Raises
    ------
    koreamap.errors.DocumentError
        When it is locked with a password.
    """
    package = Package(file)
    manifest = package.parse("META-INF/manifest.xml")
    if manifest is not None and any(local(item) == "encryption-data" for item in manifest.iter()):
        raise DocumentError(file.name, found="a document locked with a password", expected="one that is open")
    reader = _Reader(_Looks(package.parse("Contents/header.xml")), writer)
    numbered = [(int(found[1]), name) for name in package.names if (found := _SECTION.fullmatch(name))]
    for _number, name in sorted(numbered):
        root = package.parse(name)
        if root is not None:
            reader.walk(root)
    return _read_head(package.parse("Contents/content.hpf"))


def _read_head(root: Element | None) -> HeadDraft:
    said: dict[str, str] = {}
    for item in () if root is None else root.iter():
        if local(item) in {"title", "language"}:
            said.setdefault(local(item), join_text(item))
        elif local(item) == "meta":
            said.setdefault((item.get("name") or "").lower(), join_text(item) or item.get("content") or "")
    return HeadDraft(
        title=said.get("title", ""),
        author=said.get("creator", ""),
        language=said.get("language", ""),
        date=read_date(said.get("date", "")),
    )


class _Looks:
    """The styles, outline levels and numberings of a document's head."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, str] = {}
        self._paragraphs: dict[str, _Look] = {}
        self.numberings: dict[str, dict[int, Level]] = {}
        for item in () if root is None else root.iter():
            if local(item) == "style":
                named = _OUTLINE.fullmatch(item.get("name") or "") or _OUTLINE.fullmatch(item.get("engName") or "")
                self._styles[item.get("id") or ""] = named[1] if named else ""
            elif local(item) == "paraPr":
                self._paragraphs[item.get("id") or ""] = _read_look(item)
            elif local(item) == "numbering":
                self.numberings[item.get("id") or ""] = _read_numbering(item)

    def find(self, paragraph: Element) -> _Look:
        """Ask the paragraph's own form, then its style."""
        look = self._paragraphs.get(paragraph.get("paraPrIDRef") or "", _Look())
        named = self._styles.get(paragraph.get("styleIDRef") or "", "")
        return look._replace(level=int(named)) if named and not look.level else look


def _read_look(item: Element) -> _Look:
    heading = next((child for child in item.iter() if local(child) == "heading"), None)
    kind = "" if heading is None else (heading.get("type") or "").upper()
    level = "0" if heading is None else heading.get("level") or "0"
    list_id = "" if heading is None else heading.get("idRef") or ""
    at = int(level) + 1 if level.isdigit() else 1
    if kind == "OUTLINE":
        return _Look(at, f"outline {list_id}")
    return _Look(-at, list_id) if kind == "NUMBER" else _Look()


def _read_numbering(item: Element) -> dict[int, Level]:
    levels = {}
    for head in item:
        level, start = head.get("level") or "", head.get("start") or ""
        if local(head) == "paraHead" and level.isdigit():
            first = int(start) if start.isdigit() else 1
            levels[int(level) - 1] = Level(first, head.get("numFormat") or "DIGIT", head.text or "")
    return levels


class _Reader:
    """Walk through the sections."""

    def __init__(self, looks: _Looks, writer: Writer) -> None:
        self._looks = looks
        self._writer = writer
        self._counters = Counters()
        self._outline = ""
        self._deleted = 0
        self._counts = {"footNote": 0, "endNote": 0}
        self._boxes: list[Element] = []

    def walk(self, element: Element) -> None:
        """Write the paragraphs of a section, or of a list within one."""
        for child in element:
            if local(child) == "p":
                self._write_paragraph(child)
            elif local(child) == "subList":
                self.walk(child)

    def _write_paragraph(self, paragraph: Element) -> None:
        look = self._looks.find(paragraph)
        if (section := next((item for item in paragraph.iter() if local(item) == "secPr"), None)) is not None:
            self._outline = section.get("outlineShapeIDRef") or self._outline
        is_outline = look.level > 0
        list_id = self._outline if is_outline else look.list_id
        levels = self._looks.numberings.get(list_id, {}) if look.list_id else {}
        number = self._counters.next(f"{is_outline} {list_id}", abs(look.level) - 1, levels)
        if is_outline:
            self._writer.begin("heading", level=look.level)
        else:
            self._writer.begin("item" if look.level else "paragraph")
        if number:
            self._writer.add(number + " ")
        self._write_inline(paragraph)
        self._writer.end()
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self._write_box(box)

    def _write_box(self, box: Element) -> None:
        """Write a table row by row, a text box paragraph by paragraph."""
        if local(box) != "tbl":
            self.walk(box)
            return
        self._writer.leave_out("tables, kept row by row,")
        for row in box:
            if local(row) != "tr":
                continue
            self._writer.begin("paragraph")
            for number, cell in enumerate(child for child in row if local(child) == "tc"):
                self._writer.add(" | " if number else "")
                self._write_cell(cell)
            self._writer.end()
            boxes, self._boxes = self._boxes, []
            for inner in boxes:
                self._write_box(inner)

    def _write_cell(self, cell: Element) -> None:
        for part in cell:
            if local(part) == "subList":
                for paragraph in part:
                    self._write_inline(paragraph)
                    self._writer.add(" ")

    def _write_inline(self, element: Element) -> None:
        for child in element:
            name = local(child)
            if name == "t":
                self._write_words(child)
            elif name in self._counts:
                self._write_note(child, name)
            elif name in {"tbl", "drawText"}:
                self._boxes.append(child)
            elif name in _LEFT_OUT:
                self._writer.leave_out(_LEFT_OUT[name])
            elif name != "secPr":
                self._write_inline(child)

    def _write_words(self, element: Element) -> None:
        for node in walk_nodes(element):
            if isinstance(node, str):
                if not self._deleted:
                    self._writer.add(node)
                continue
            name = local(node)
            if name == "deleteBegin":
                self._deleted += 1
                self._writer.leave_out("tracked deletions")
            elif name == "deleteEnd":
                self._deleted = max(0, self._deleted - 1)
            elif name == "lineBreak":
                self._writer.break_line()
            else:
                self._writer.add(_WORDS.get(name, ""))

    def _write_note(self, note: Element, name: str) -> None:
        self._counts[name] += 1
        label = note.get("number") or str(self._counts[name])
        label = label if name == "footNote" else f"e{label}"
        words = " ".join(join_text(paragraph) for paragraph in note.iter() if local(paragraph) == "p")
        self._writer.mark(label)
        self._writer.footnote(label, words)
