"""Number blocks: sections, stable ids, labels for citing, notes after the passage they hang on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from koreamap.errors import DocumentError
from koreamap.model import Passage, Section
from koreamap.text.formats.blocks import is_open

if TYPE_CHECKING:
    from collections.abc import Sequence

    from koreamap.model import PassageKind
    from koreamap.text.formats.blocks import Block

__all__ = ["join_slices", "number_blocks"]

_NUMBER = re.compile(r"(\d+|[A-Za-z])[.)]\s")
_FRONT = "front"


def join_slices(text: str, slices: Sequence[tuple[int, int]]) -> str:
    """Return a passage's text: one space where the gap between two slices holds white space, else nothing."""
    parts: list[str] = []
    for index, (start, end) in enumerate(slices):
        if index and re.search(r"\s", text[slices[index - 1][1] : start]):
            parts.append(" ")
        parts.append(text[start:end])
    return "".join(parts)


def number_blocks(
    text: str, blocks: Sequence[Block], *, document_id: str, title: str, first_page: str
) -> tuple[tuple[Section, ...], tuple[Passage, ...]]:
    """Give every block its id, label, section and page.

    Stops with `DocumentError` when a footnote has no mark or a mark no footnote.

    Parameters
    ----------
    text
        The whole document.
    blocks
        As a format's reader returns them.
    document_id, title
        Of the document; the title stands for the front matter.
    first_page
        Label of the page on which the text begins, or empty.

    Returns
    -------
    In reading order: a footnote follows the passage that bears its mark.
    """
    numbering = _Numbering(text, document_id, title=title, first_page=first_page)
    footnotes = {block.label: block for block in blocks if block.kind == "footnote"}
    passages: list[Passage] = []
    for block in blocks:
        if block.kind != "footnote":
            passages.append(numbering.add(block, has_heading=any(other.kind == "heading" for other in blocks)))
            passages.extend(_footnotes_of(passages[-1], footnotes))
    _check_footnotes(document_id, footnotes, passages)
    return tuple(numbering.sections), tuple(passages)


class _Numbering:
    """Count sections and passages."""

    def __init__(self, text: str, document_id: str, *, title: str, first_page: str) -> None:
        self.sections = [Section(id="", title=title, level=1)]
        self._text = text
        self._document_id = document_id
        self._page = first_page
        self._counts: dict[tuple[str, str], int] = {}

    def add(self, block: Block, *, has_heading: bool) -> Passage:
        """Return the passage of the next block, which is no footnote."""
        if block.kind == "heading":
            self.sections.append(self._section(block))
        section = self.sections[-1].id
        begin = block.slices[0][0]
        page = next((mark.label for mark in reversed(block.pages) if mark.offset <= begin), self._page)
        self._page = block.pages[-1].label if block.pages else page
        tail, label = self._place(block, section)
        passage_id = f"{self._document_id}/{section or _FRONT}/{tail}"
        leads_to = f"{self._document_id}/fn"
        notes = tuple(msgspec.structs.replace(note, passage_id=leads_to + note.label) for note in block.notes)
        return Passage(
            id=passage_id,
            section_id=section,
            kind=self._kind(block, has_heading=has_heading),
            label=label,
            slices=block.slices,
            page=page,
            notes=notes,
            pages=block.pages,
        )

    def _place(self, block: Block, section: str) -> tuple[str, str]:
        """Return the last part of the id, and the label."""
        where = f"§ {section}" if section else "front matter"
        if block.kind == "heading":
            return "h", where
        if block.kind == "omission":
            return f"gap{self._count(section, 'gap')}", f"{where}, text left out"
        number = self._count(section, "p")
        return f"p{number}", f"{where}, ¶ {number}"

    def _count(self, section: str, what: str) -> int:
        self._counts[section, what] = self._counts.get((section, what), 0) + 1
        return self._counts[section, what]

    def _kind(self, block: Block, *, has_heading: bool) -> PassageKind:
        if block.kind == "heading":
            return "heading"
        in_front = has_heading and len(self.sections) == 1
        return "title" if in_front and block.kind == "paragraph" and is_open(self._text, block) else "paragraph"

    def _section(self, block: Block) -> Section:
        """Take id and level from the printed number, not from the markup, which varies."""
        title = " ".join(join_slices(self._text, block.slices).split())
        number = _NUMBER.match(title + " ")
        if not number:
            return Section(id=self._unused(_slug(title)), title=title, level=1)
        if number[1].isdigit():
            return Section(id=self._unused(number[1]), title=title, level=1)
        parent = self.sections[-1].id.split(".")[0]
        return Section(id=self._unused(f"{parent}.{number[1]}" if parent else number[1]), title=title, level=2)

    def _unused(self, wanted: str) -> str:
        taken = {section.id for section in self.sections} | {_FRONT}
        names = (wanted if count == 1 else f"{wanted}-{count}" for count in range(1, len(taken) + 2))
        return next(name for name in names if name not in taken)


def _slug(title: str) -> str:
    return re.sub(r"\W+", "-", title.lower()).strip("-") or "section"


def _footnotes_of(passage: Passage, footnotes: dict[str, Block]) -> list[Passage]:
    return [
        Passage(
            id=note.passage_id,
            section_id=passage.section_id,
            kind="footnote",
            label=f"n. {note.label}",
            slices=footnotes[note.label].slices,
            page=_page_at(passage, note.offset),
        )
        for note in passage.notes
        if note.label in footnotes
    ]


def _page_at(passage: Passage, offset: int) -> str:
    return next((page.label for page in reversed(passage.pages) if page.offset <= offset), passage.page)


def _check_footnotes(document_id: str, footnotes: dict[str, Block], passages: list[Passage]) -> None:
    marks = [note.label for passage in passages for note in passage.notes]
    if sorted(marks) != sorted(footnotes):
        odd = sorted(set(footnotes) ^ set(marks)) or sorted({mark for mark in marks if marks.count(mark) > 1})
        raise DocumentError(
            f"document {document_id}",
            found=f"notes {', '.join(odd)} with a mark or a footnote missing or twice",
            expected="one mark for each footnote",
        )
