"""Give what was read its sections, and every passage an id that speaks and a label for citing.

Unlike a document of the project, one of anybody's may have notes without a mark and marks without a note.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from koreamap.model import Passage, Section
from koreamap.model.documents import Outline
from koreamap.reading.numbers import HEADS, Number, find_number
from koreamap.text.formats.blocks import is_open
from koreamap.text.formats.outline import join_slices

if TYPE_CHECKING:
    from collections.abc import Sequence

    from koreamap.model import NoteMark, PassageKind
    from koreamap.text.formats.blocks import Block

__all__ = ["number_outline"]

_FRONT = "front"
_PERSON = re.compile(r"[A-Z]\.(?:\s+[A-Z]\.)*(?:\s+[A-Z][\w'\u2019-]+){1,3}")
_LONGEST_ID, _LONGEST_LABEL = 40, 40


class _Head(NamedTuple):
    """A heading on the way from the outermost to the one we are under."""

    kind: str
    level: int
    id: str
    label: str


def number_outline(  # noqa: PLR0913 - what an outline is made of, all named
    text: str, blocks: Sequence[Block], *, document_id: str, title: str, sha256: str, language: str = ""
) -> Outline:
    """Divide a text into sections and passages.

    Parameters
    ----------
    text, blocks
        As they were read.
    document_id, title
        Of the document; the title stands for what comes before the first heading.
    sha256
        Of the text's bytes, to which the outline then belongs.
    language
        BCP 47, of the text: the words of its labels are Korean where it is.

    Returns
    -------
    A footnote follows the passage that bears its mark; one without a mark stands where it was read.
    """
    numbering = _Numbering(
        text,
        document_id,
        title,
        words=_KOREAN if language.partition("-")[0] == "ko" else _ENGLISH,
        has_heading=any(block.kind == "heading" for block in blocks),
    )
    waiting = _pair_notes(blocks)
    for index, block in enumerate(blocks):
        if block.kind == "footnote":
            if index in waiting.alone:
                numbering.add_footnote(block, numbering.name_note(block.label), "")
        else:
            notes = [_Pair(note, waiting.marks.get((index, at))) for at, note in enumerate(block.notes)]
            numbering.add(block, [(pair.note, blocks[pair.block]) for pair in notes if pair.block is not None])
    return Outline(sha256=sha256, sections=tuple(numbering.sections), passages=tuple(numbering.passages))


class _Words(NamedTuple):
    """What labels say of the text before the first heading, of a footnote, and of a gap."""

    front: str
    note: str
    unnumbered: str
    gap: str


_ENGLISH = _Words("front matter", "n. {label}", "note", "text left out")
_KOREAN = _Words("앞부분", "주 {label}", "주", "생략된 글")


class _Pair(NamedTuple):
    note: NoteMark
    block: int | None


class _Pairs(NamedTuple):
    """(block, its mark's number) -> the footnote's block; and the footnotes that no mark leads to."""

    marks: dict[tuple[int, int], int]
    alone: frozenset[int]


def _pair_notes(blocks: Sequence[Block]) -> _Pairs:
    """Lead each mark to the next footnote of its label, chapter by chapter where numbers begin anew."""
    waiting: dict[str, list[int]] = {}
    for index, block in enumerate(blocks):
        if block.kind == "footnote":
            waiting.setdefault(block.label, []).append(index)
    marks = {
        (index, at): _take_next(waiting[note.label], index)
        for index, block in enumerate(blocks)
        for at, note in enumerate(block.notes)
        if block.kind != "footnote" and waiting.get(note.label)
    }
    return _Pairs(marks, frozenset(index for left in waiting.values() for index in left))


def _take_next(waiting: list[int], index: int) -> int:
    """Take the first footnote after a block; where all stand before it, the first."""
    at = bisect_right(waiting, index)
    return waiting.pop(at if at < len(waiting) else 0)


class _Numbering:
    """Count sections and passages."""

    def __init__(self, text: str, document_id: str, title: str, *, words: _Words, has_heading: bool) -> None:
        self.sections = [Section(id="", title=title, level=1)]
        self.passages: list[Passage] = []
        self._text = text
        self._words = words
        self._document_id = document_id
        self._has_heading = has_heading
        self._heads: list[_Head] = []
        self._taken = {_FRONT, ""}
        self._counts: dict[str, int] = {}
        self._notes: dict[str, int] = {}
        self._page = ""
        self._open: list[Number] = []

    def add(self, block: Block, footnotes: Sequence[tuple[NoteMark, Block]]) -> None:
        """Add the passage of a block, and those of its footnotes."""
        words = join_slices(self._text, block.slices)
        if block.kind == "heading":
            self._add_section(block, " ".join(words.split()))
        section = self.sections[-1].id
        begin = block.slices[0][0]
        page = next((mark.label for mark in reversed(block.pages) if mark.offset <= begin), self._page)
        tail, label = self._place(block, section, words)
        named = [(note, self.name_note(note.label), footnote) for note, footnote in footnotes]
        ids = {id(note): note_id for note, note_id, _footnote in named}
        passage = Passage(
            id=f"{self._document_id}/{section or _FRONT}/{tail}",
            section_id=section,
            kind=self._kind(block),
            label=label,
            slices=block.slices,
            page=page,
            notes=tuple(
                msgspec.structs.replace(note, passage_id=ids[id(note)]) for note in block.notes if id(note) in ids
            ),
            pages=block.pages,
        )
        self.passages.append(passage)
        for note, note_id, footnote in named:
            at = next((mark.label for mark in reversed(block.pages) if mark.offset <= note.offset), page)
            self.add_footnote(footnote, note_id, at)
        self._page = block.pages[-1].label if block.pages else page

    def add_footnote(self, block: Block, note_id: str, page: str) -> None:
        """Add the passage of a footnote."""
        self.passages.append(
            Passage(
                id=note_id,
                section_id=self.sections[-1].id,
                kind="footnote",
                label=self._words.note.format(label=block.label) if block.label else self._words.unnumbered,
                slices=block.slices,
                page=page or self._page,
            )
        )

    def name_note(self, label: str) -> str:
        """Return an id that no other footnote has."""
        key = re.sub(r"\W+", "-", label).strip("-") or "note"
        self._notes[key] = count = self._notes.get(key, 0) + 1
        return f"{self._document_id}/fn{key}" + (f"-{count}" if count > 1 else "")

    def _kind(self, block: Block) -> PassageKind:
        if block.kind == "heading":
            return "heading"
        in_front = self._has_heading and len(self.sections) == 1
        return "title" if in_front and block.kind == "paragraph" and is_open(self._text, block) else "paragraph"

    def _place(self, block: Block, section: str, words: str) -> tuple[str, str]:
        where = self._heads[-1].label if self._heads else self._words.front
        if block.kind == "heading":
            return "h", where
        what = "gap" if block.kind == "omission" else "p"
        key = f"{section}/{what}"
        self._counts[key] = count = self._counts.get(key, 0) + 1
        if block.kind == "omission":
            return f"gap{count}", f"{where}, {self._words.gap}"
        printed = self._follow(words)
        return f"p{count}", f"{where}, {printed}" if printed else f"{where}, ¶ {count}"

    def _follow(self, words: str) -> str:
        """Return a numbered paragraph's numbers from the outermost: ``13(b)``; empty where it has none."""
        number = find_number(words.lstrip())
        if number is None or number.kind in HEADS or (number.kind == "upper" and self._is_initial(number, words)):
            return ""
        kinds = [other.kind for other in self._open]
        if number.kind in kinds:
            del self._open[kinds.index(number.kind) :]
        self._open.append(number)
        first, *inner = self._open
        return first.text + "".join(f"({other.text})" for other in inner)

    def _is_initial(self, number: Number, words: str) -> bool:
        """Tell ``U. Alexis Johnson`` from an item: a name and no more, and no letter that the list would have next."""
        last = next((other.text for other in self._open if other.kind == "upper"), "@")  # stands before A
        return bool(_PERSON.fullmatch(words.strip())) and ord(number.text) != ord(last) + 1

    def _add_section(self, block: Block, title: str) -> None:
        number = find_number(title)
        level = block.level or self._find_level(number)
        while self._heads and self._heads[-1].level >= level:
            self._heads.pop()
        id_, label = self._name(title, number)
        self._heads.append(_Head(number.kind if number else "", level, id_, label))
        self._open.clear()
        self.sections.append(Section(id=id_, title=title, level=len(self._heads)))

    def _find_level(self, number: Number | None) -> int:
        """Learn from the headings above how deep a kind of number stands; a new kind stands deeper."""
        kind = number.kind if number else ""
        for head in self._heads:
            if head.kind == kind:
                return head.level
        if not number:
            return self._heads[0].level if self._heads else 1
        return self._heads[-1].level + 1 if self._heads else 1

    def _name(self, title: str, number: Number | None) -> tuple[str, str]:
        """Return a section's id and label: by its number, else by its words."""
        if number is None:
            slug = re.sub(r"\W+", "-", title.lower()).strip("-")[:_LONGEST_ID].strip("-") or "section"
            short = title if len(title) <= _LONGEST_LABEL else title[: _LONGEST_LABEL - 1].rstrip() + "…"
            return self._unused(slug), f"“{short}”"
        own = re.sub(r"\s+", "", number.printed) if number.kind in {"편", "장", "절", "관", "조"} else number.text
        if number.kind in HEADS:
            own = own if number.kind in {"편", "장", "절", "관", "조"} else f"{number.kind}-{number.text}".strip("-")
            label = " ".join(number.printed.split())
            label = label.capitalize() if label.isascii() and not number.text else _tidy(label)
            return self._unused(own), label
        outer = next((head for head in reversed(self._heads) if head.kind), None) if number.kind != "decimal" else None
        id_ = self._unused(f"{outer.id}.{own}" if outer else own)
        return id_, f"{outer.label}.{own}" if outer else f"§ {own}"

    def _unused(self, wanted: str) -> str:
        names = (wanted if count == 1 else f"{wanted}-{count}" for count in range(1, len(self._taken) + 2))
        name = next(name for name in names if name not in self._taken)
        self._taken.add(name)
        return name


def _tidy(label: str) -> str:
    """Write ``ARTICLE II`` as ``Article II``."""
    word, _, number = label.partition(" ")
    return f"{word.capitalize() if word.isascii() and word.isupper() else word} {number}".strip()
