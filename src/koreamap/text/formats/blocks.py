"""Blocks: what a format's reader finds, before anything is numbered.

Offsets count code points of the whole text, end exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from koreamap.model import NoteMark, PageMark

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterable

    Span = tuple[int, int]

__all__ = ["Block", "cut_markup", "is_open", "join_lines", "split_lines", "trim"]

BlockKind = Literal["heading", "paragraph", "item", "footnote", "omission"]

_CLOSERS = "\"'\u201d\u2019»)]} \t\r\n"
_ENDS = ".!?:;…。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A run of text that belongs together, its markup cut out.

    Parameters
    ----------
    kind
        ``heading``, ``paragraph``, ``item`` (of a list), ``footnote`` or ``omission`` (a mark for text left out).
    slices
        In reading order.
    label
        A footnote's printed mark; empty for others.
    level
        Of a heading, 1 for the outermost, where its format says so; else 0.
    notes
        Marks that hang in it; ``passage_id`` is still empty.
    pages
        Pages that begin in it.
    """

    kind: BlockKind
    slices: tuple[tuple[int, int], ...]
    label: str = ""
    level: int = 0
    notes: tuple[NoteMark, ...] = ()
    pages: tuple[PageMark, ...] = ()


def split_lines(text: str) -> list[Span]:
    """Return the span of each line without its line feed; only a line feed ends a line."""
    spans, start = [], 0
    for line in text.split("\n"):
        spans.append((start, start + len(line)))
        start += len(line) + 1
    return spans


def join_lines(
    text: str, *, begins: Callable[[str], bool], ends: Callable[[str], bool] = lambda _line: False
) -> list[Span]:
    """Join lines up to the next blank one, to one that begins anew, or to one that ends what it is in."""
    spans: list[Span] = []
    running = False
    for start, end in split_lines(text):
        line = text[start:end]
        if line.strip() and running and not begins(line):
            spans[-1] = (spans[-1][0], end)
        elif line.strip():
            spans.append((start, end))
        running = bool(line.strip()) and not ends(line)
    return spans


def trim(text: str, span: Span) -> Span:
    """Return the span without the white space at its ends; empty where there is nothing else."""
    start, end = span
    body = text[start:end]
    left = len(body) - len(body.lstrip())
    return (start + left, max(start + left, start + len(body.rstrip())))


def cut_markup(text: str, spans: Iterable[Span], markup: re.Pattern[str], kind: BlockKind, label: str = "") -> Block:
    """Take the markup out of some spans and note where marks hang.

    Parameters
    ----------
    text
        The whole text.
    spans
        The parts of one block, in reading order.
    markup
        A group ``note`` is a footnote's mark; a group ``page`` the label of a page that begins.
    kind, label
        Of the block.

    Returns
    -------
    A note hangs at the end of the slice before it, a page at the beginning of the slice after it.
    """
    slices: list[Span] = []
    notes: list[NoteMark] = []
    waiting: list[str] = []
    pages: list[PageMark] = []

    def keep(start: int, end: int) -> None:
        start, end = trim(text, (start, end))
        if start < end:
            pages.extend(PageMark(offset=start, label=page) for page in waiting)
            waiting.clear()
            slices.append((start, end))

    for start, end in spans:
        position = start
        for mark in markup.finditer(text, start, end):
            keep(position, mark.start())
            position = mark.end()
            named = mark.groupdict()
            if named.get("note"):
                offset = slices[-1][1] if slices else mark.start()
                notes.append(NoteMark(offset=offset, passage_id="", label=named["note"]))
            if named.get("page"):
                waiting.append(named["page"])
        keep(position, end)
    last = slices[-1][1] if slices else 0
    pages.extend(PageMark(offset=last, label=page) for page in waiting)
    return Block(kind=kind, slices=tuple(slices), label=label, notes=tuple(notes), pages=tuple(pages))


def is_open(text: str, block: Block) -> bool:
    """Tell whether a block stops in mid-sentence: no full stop, colon or the like before its closing quotes."""
    if not block.slices:
        return False
    start, end = block.slices[-1]
    body = text[start:end].rstrip(_CLOSERS)
    return not body.endswith(tuple(_ENDS))
