"""Cut a document down to the passages that may be handed on, and move the offsets of its mentions along.

The reader slices a document's text by offsets and compares the quote: both keep working on the shorter text, and where
a passage stood in the whole text is kept beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from koreamap.errors import ExportError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

__all__ = ["GAP", "Excerpt", "cut_document", "whole_document"]

_Moved = tuple[int, int, int]

GAP = "[…]"
"""Stands where passages were left out."""

_REMARK = "This page quotes the passages that name a place on its map; […] stands for the rest."


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """A document as a page carries it.

    Parameters
    ----------
    record : dict
        As in ``documents.json``; where it was cut, a passage's place in the whole text is in ``source_slices``.
    moved : sequence of tuple of int
        Start and end in the whole text, and the start in this one; empty where nothing moved.
    """

    record: dict[str, Any]
    moved: Sequence[_Moved] = ()

    def move(self, start: int, end: int) -> tuple[int, int]:
        """Find where a span of the whole text stands in this one.

        Parameters
        ----------
        start, end : int
            Code points of the whole text, end exclusive.

        Returns
        -------
        tuple of int
            The same of this text.

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
            what = f"mention {self.record['id']}:{start}-{end}"
            raise ExportError(what, found="a span outside the quoted passages", expected="one inside")
        return starts[0], ends[0]


def whole_document(document: Mapping[str, Any]) -> Excerpt:
    """Take a document as it is: its record lets all of it be handed on."""
    return Excerpt(record=dict(document))


def cut_document(document: Mapping[str, Any], kept: Collection[str]) -> Excerpt:
    """Keep some passages of a document and nothing of the rest.

    Parameters
    ----------
    document : mapping
        Its record in ``documents.json``.
    kept : collection of str
        The ids of the passages that may be quoted.

    Returns
    -------
    Excerpt
        With a gap mark wherever text between two passages was left out. Marks of footnotes that are not kept are left
        out, too.
    """
    text = _Text(document["text"])
    passages = [
        text.add_gap(passage) if passage["label"] == GAP else text.add(passage, kept)
        for passage in _mark_gaps(document["passages"], kept)
    ]
    told = {passage["section"] for passage in passages if passage["kind"] == "heading"}
    record = {
        **document,
        "rights": " ".join(part for part in (document.get("rights"), _REMARK) if part),
        "sections": [{**s, "title": s["title"] if s["id"] in told else ""} for s in document["sections"]],
        "text": "".join(text.parts),
        "passages": passages,
    }
    return Excerpt(record=record, moved=tuple(text.moved))


def _mark_gaps(passages: Iterable[Mapping[str, Any]], kept: Collection[str]) -> Iterable[Mapping[str, Any]]:
    """Yield the kept passages; before one that does not follow on the last, a mark. Footnotes leave no gap."""
    is_open, number, section = False, 0, ""
    for passage in passages:
        if passage["id"] not in kept:
            is_open = is_open or passage["kind"] != "footnote"
            continue
        if is_open and passage["kind"] != "footnote":
            number, is_open = number + 1, False
            yield _gap(passage, f"left-out-{number}", section)
        section = passage.get("section", "")
        yield passage
    if is_open:
        yield _gap(None, f"left-out-{number + 1}", section)


def _gap(before: Mapping[str, Any] | None, name: str, section: str) -> dict[str, Any]:
    """Make the passage that says that something is missing; at the start it belongs to what follows."""
    belongs = section or (before or {}).get("section", "")
    return {"id": name, "section": belongs, "kind": "paragraph", "label": GAP, "page": ""}


class _Text:
    """The shorter text while it grows."""

    def __init__(self, whole: str) -> None:
        self.whole = whole
        self.parts: list[str] = []
        self.length = 0
        self.moved: list[_Moved] = []

    def add(self, passage: Mapping[str, Any], kept: Collection[str]) -> dict[str, Any]:
        """Append a passage's slices, with one white space where the gap between two of them held some."""
        first, slices = len(self.moved), []
        for index, (start, end) in enumerate(passage["slices"]):
            gap = self.whole[passage["slices"][index - 1][1] : start] if index else ""
            self._append(_shorten_gap(gap))
            self.moved.append((start, end, self.length))
            slices.append([self.length, self.length + end - start])
            self._append(self.whole[start:end])
        self._append("\n\n")
        own = self.moved[first:]
        return {
            **passage,
            "slices": slices,
            "source_slices": passage["slices"],
            "notes": [[_move_note(own, at), *rest] for at, *rest in passage.get("notes", ()) if rest[0] in kept],
            "pages": [[_move_page(own, at), *rest] for at, *rest in passage.get("pages", ())],
        }

    def add_gap(self, passage: Mapping[str, Any]) -> dict[str, Any]:
        """Append the mark of a gap."""
        start = self.length
        self._append(GAP + "\n\n")
        return {**passage, "slices": [[start, start + len(GAP)]], "label": "", "notes": [], "pages": []}

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
