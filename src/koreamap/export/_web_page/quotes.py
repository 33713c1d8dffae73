"""Cut a document down to the passages that may be handed on, and move the offsets of its mentions along.

The reader slices a document's text by offsets and compares the quote: both keep working on the shorter text, and where
a passage stood in the whole text is kept beside it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from msgspec.structs import replace

from koreamap.errors import ExportError
from koreamap.model import Passage

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from koreamap.model import Document

__all__ = ["GAP", "Excerpt", "cut_document"]

Slices = tuple[tuple[int, int], ...]

_Moved = tuple[int, int, int]

GAP = "[…]"
"""Stands where passages were left out."""

_REMARK = "This page quotes the passages that name a place on its map; […] stands for the rest."


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """A document as a page carries it.

    Parameters
    ----------
    document
        Whole, or cut.
    slices
        Where it was cut: passage id -> the passage's place in the whole text.
    moved
        Start and end in the whole text, and the start in this one; empty where nothing moved.
    """

    document: Document
    slices: Mapping[str, Slices] = field(default_factory=dict)
    moved: Sequence[_Moved] = ()

    def move(self, start: int, end: int) -> tuple[int, int]:
        """Find where a span of the whole text stands in this one; code points, end exclusive.

        Raises
        ------
        koreamap.errors.ExportError
            When the span is not in this text.
        """
        if not self.moved:
            return start, end
        starts = [new + start - old for old, until, new in self.moved if old <= start < until]
        ends = [new + end - old for old, until, new in self.moved if old < end <= until]
        if not starts or not ends:
            what = f"mention {self.document.id}:{start}-{end}"
            raise ExportError(what, found="a span outside the quoted passages", expected="one inside")
        return starts[0], ends[0]


def cut_document(document: Document, kept: Collection[str]) -> Excerpt:
    """Keep some passages of a document and nothing of the rest.

    Returns
    -------
    With a gap mark wherever text between two passages was left out. Marks of footnotes that are not kept are left out,
    too.
    """
    text = _Text(document.text)
    passages = tuple(
        text.add_gap(passage) if passage.label == GAP else text.add(passage, kept)
        for passage in _mark_gaps(document.passages, kept)
    )
    told = {passage.section_id for passage in passages if passage.kind == "heading"}
    cut = replace(
        document,
        rights=" ".join(part for part in (document.rights, _REMARK) if part),
        sections=tuple(s if s.id in told else replace(s, title="") for s in document.sections),
        text="".join(text.parts),
        passages=passages,
    )
    slices = {passage.id: passage.slices for passage in document.passages if passage.id in kept}
    return Excerpt(document=cut, slices=slices, moved=tuple(text.moved))


def _mark_gaps(passages: Iterable[Passage], kept: Collection[str]) -> Iterable[Passage]:
    """Yield the kept passages; before one that does not follow on the last, a mark. Footnotes leave no gap."""
    is_open, number, section = False, 0, ""
    for passage in passages:
        if passage.id not in kept:
            is_open = is_open or passage.kind != "footnote"
            continue
        if is_open and passage.kind != "footnote":
            number, is_open = number + 1, False
            yield _gap(f"left-out-{number}", section or passage.section_id)  # at the start, of what follows
        section = passage.section_id
        yield passage
    if is_open:
        yield _gap(f"left-out-{number + 1}", section)


def _gap(id_: str, section: str) -> Passage:
    """Make the passage that says that something is missing."""
    return Passage(id=id_, section_id=section, kind="paragraph", label=GAP, slices=())


class _Text:
    """The shorter text while it grows."""

    def __init__(self, whole: str) -> None:
        self.whole = whole
        self.parts: list[str] = []
        self.length = 0
        self.moved: list[_Moved] = []

    def add(self, passage: Passage, kept: Collection[str]) -> Passage:
        """Append a passage's slices, with one white space where the gap between two of them held some."""
        first, slices = len(self.moved), []
        for index, (start, end) in enumerate(passage.slices):
            gap = self.whole[passage.slices[index - 1][1] : start] if index else ""
            self._append(_shorten_gap(gap))
            self.moved.append((start, end, self.length))
            slices.append((self.length, self.length + end - start))
            self._append(self.whole[start:end])
        self._append("\n\n")
        own = self.moved[first:]
        notes = (replace(n, offset=_move_note(own, n.offset)) for n in passage.notes if n.passage_id in kept)
        pages = (replace(page, offset=_move_page(own, page.offset)) for page in passage.pages)
        return replace(passage, slices=tuple(slices), notes=tuple(notes), pages=tuple(pages))

    def add_gap(self, passage: Passage) -> Passage:
        """Append the mark of a gap."""
        start = self.length
        self._append(GAP + "\n\n")
        return replace(passage, slices=((start, start + len(GAP)),), label="")

    def _append(self, part: str) -> None:
        self.parts.append(part)
        self.length += len(part)


def _shorten_gap(gap: str) -> str:
    """Keep of what lies between two slices only whether it parts lines, words or nothing."""
    return "\n" if "\n" in gap else " " if any(map(str.isspace, gap)) else ""


def _move_note(own: Sequence[_Moved], offset: int) -> int:
    """Move the mark of a footnote; one in a gap hangs on the word before it."""
    start, end, new = [piece for piece in own if piece[0] < offset][-1] if own[0][0] < offset else own[0]
    return new + min(max(offset, start), end) - start


def _move_page(own: Sequence[_Moved], offset: int) -> int:
    """Move the mark of a page; one in a gap stands before the word after it."""
    start, end, new = next((piece for piece in own if piece[1] > offset), own[-1])
    return new + min(max(offset, start), end) - start
