"""Write a text block by block, white space made even, and remember where notes and pages hang."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from koreamap.limits import MIB, TEXT_MB
from koreamap.model import NoteMark, PageMark
from koreamap.reading.decoding import count_odd, replace_odd
from koreamap.text.formats.blocks import Block

if TYPE_CHECKING:
    from koreamap.text.formats.blocks import BlockKind

__all__ = ["Writer"]

_SPACE = re.compile(r"[ \t\r\n\f\v]+")


class _Cut(NamedTuple):
    """Where a slice ends within a block: at a note's mark, or where a page begins."""

    offset: int
    note: str = ""
    page: str = ""


class Writer:
    """Gather a document's text and blocks.

    Parameters
    ----------
    what
        The file's name, for errors.
    """

    def __init__(self, what: str) -> None:
        self.what = what
        self.replaced = 0
        self.left_out: Counter[str] = Counter()
        self.said: list[str] = []
        self._parts: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []
        self._open: tuple[BlockKind, int, str] | None = None
        self._pieces: list[str] = []
        self._at = 0
        self._cuts: list[_Cut] = []
        self._waiting: list[_Cut] = []
        self._footnotes: list[tuple[str, str]] = []

    @property
    def text(self) -> str:
        """All that was written, a blank line between two blocks."""
        return "".join(self._parts)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """In the order in which they were written."""
        return tuple(self._blocks)

    @property
    def has_words(self) -> bool:
        """Whether the block that is open has any."""
        return self._open is not None and self._at > 0

    def leave_out(self, what: str, count: int = 1) -> None:
        """Count what is left out; or what was kept in another form, with a comma at its end."""
        self.left_out[what] += count

    def begin(self, kind: BlockKind, *, level: int = 0, label: str = "") -> None:
        """End the block that is open, and open another."""
        self.end()
        self._open = (kind, level, label)

    def add(self, text: str, *, breaks: bool = False) -> None:
        """Add words to the block that is open, or to a new paragraph; white space is one space, or one line break."""
        if self._open is None:
            if not text.strip():
                return
            self.begin("paragraph")
        self.replaced += count_odd(text)
        text = replace_odd(text) if breaks else _SPACE.sub(" ", replace_odd(text))
        if not self._at or self._pieces[-1][-1:].isspace():
            text = text.lstrip()
        if text:
            self._pieces.append(text)
            self._at += len(text)

    def break_line(self) -> None:
        """Begin a new line within the block."""
        if self._at:
            last = self._pieces[-1]
            self._pieces[-1] = last.rstrip(" ")
            self._pieces.append("\n")
            self._at += len(self._pieces[-2]) - len(last) + 1

    def mark(self, label: str) -> None:
        """Hang a footnote's mark where the words stand now."""
        (self._cuts if self._open else self._waiting).append(_Cut(self._at if self._open else 0, note=label))

    def hang(self, label: str) -> None:
        """Hang a footnote's mark where the words stand now: where none are open, at the end of the block before."""
        at = next((at for at in reversed(range(len(self._blocks))) if self._blocks[at].kind != "footnote"), -1)
        if self._open or at < 0 or not self._blocks[at].slices:
            self.mark(label)
            return
        block = self._blocks[at]
        note = NoteMark(offset=block.slices[-1][1], passage_id="", label=label)
        self._blocks[at] = replace(block, notes=(*block.notes, note))

    def page(self, label: str) -> None:
        """Begin a page where the words stand now."""
        (self._cuts if self._open else self._waiting).append(_Cut(self._at if self._open else 0, page=label))

    def footnote(self, label: str, text: str) -> None:
        """Write a footnote after the block that is open."""
        if self._open:
            self._footnotes.append((label, text))
        else:
            self._write_footnote(label, text)

    def end(self) -> None:
        """Write down the block that is open, and the footnotes that hang in it."""
        if self._open is None:
            return
        kind, level, label = self._open
        body, cuts = "".join(self._pieces).rstrip(), [*self._waiting, *self._cuts]
        self._open, self._pieces, self._at, self._cuts = None, [], 0, []
        self._waiting = [] if body else [cut._replace(offset=0) for cut in cuts]
        if body:
            self._blocks.append(self._to_block(kind, body, cuts, level=level, label=label))
        footnotes, self._footnotes = self._footnotes, []
        for note_label, text in footnotes:
            self._write_footnote(note_label, text)

    def close(self) -> None:
        """End the last block; its text is the document's."""
        self.end()
        if self._parts:
            self._parts.append("\n")

    def _write_footnote(self, label: str, text: str) -> None:
        self.begin("footnote", label=label)
        self.add(text)
        self.end()

    def _to_block(self, kind: BlockKind, body: str, cuts: list[_Cut], *, level: int, label: str) -> Block:
        if self._parts:
            self._parts.append("\n\n")
            self._length += 2
        begin = self._length
        self._parts.append(body)
        self._length += len(body)
        TEXT_MB.check(self.what, self._length / MIB)
        slices: list[tuple[int, int]] = []
        notes: list[NoteMark] = []
        pages: list[PageMark] = []
        waiting: list[str] = []
        position = 0
        for cut in [*cuts, _Cut(len(body))]:
            piece = body[position : cut.offset]
            left, right = len(piece) - len(piece.lstrip()), len(piece.rstrip())
            if left < right:
                start = begin + position + left
                pages.extend(PageMark(offset=start, label=page) for page in waiting)
                waiting.clear()
                slices.append((start, begin + position + right))
            position = max(position, min(cut.offset, len(body)))
            if cut.note:
                notes.append(NoteMark(offset=slices[-1][1] if slices else begin, passage_id="", label=cut.note))
            if cut.page:
                waiting.append(cut.page)
        self._waiting = [_Cut(0, page=page) for page in waiting]
        return Block(kind=kind, level=level, slices=tuple(slices), label=label, notes=tuple(notes), pages=tuple(pages))
