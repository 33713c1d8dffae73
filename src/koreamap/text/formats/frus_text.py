"""Plain text of a document in *Foreign Relations of the United States*.

Headings are lines that open with a number or letter and carry no full stop, or hardly any words. ``[Page 166]`` marks
where a printed page begins, within a sentence too. A footnote is an indented line at the end (``  1. See ...``); its
mark is a bare digit glued to the word before it. A row of spaced dots is the editors' mark for text they left out.
"""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING

from koreamap.model import PageMark
from koreamap.text.formats.blocks import Block, cut_markup, join_lines, trim

if TYPE_CHECKING:
    from koreamap.text.formats.blocks import BlockKind, Span

__all__ = ["MARKUP", "read_blocks"]

_PAGE = r"\[Page (?P<page>\w+)\]"
_FOOTNOTE = re.compile(r"[ \t]+(\d{1,3})\.[ \t]+(?=\S)")
_HEADING = re.compile(r"(?:\d{1,2}|[A-Za-z])\.[ \t]+\S")
_OMISSION = re.compile(r"\.(?:[ \t]*\.){3,}")
_ITEM_ALONE = re.compile(r"\(\d{1,2}\)")
_FEW_WORDS = 6

MARKUP = re.compile(r"(?:\s|\[Page \w+\]|\d{1,3}\.?)*")


def read_blocks(text: str) -> list[Block]:
    """Read the text of a document into blocks, in the order of their first characters."""
    found = [_classify(text, span) for span in join_lines(text, begins=_begins)]
    labels = [label for kind, _span, label in found if kind == "footnote"]
    marks = _mark_pattern(labels)
    blocks: list[Block] = []
    waiting: list[PageMark] = []
    for kind, span, label in found:
        block = cut_markup(text, [span], marks, kind, label)
        waiting.extend(block.pages)
        if block.slices:
            # A page mark that stands alone belongs to what follows it.
            begin = block.slices[0][0]
            pages = tuple(PageMark(offset=max(begin, page.offset), label=page.label) for page in waiting)
            blocks.append(dataclasses.replace(block, pages=pages))
            waiting.clear()
    return blocks


def _begins(line: str) -> bool:
    """Tell whether a line begins anew: a bare ``(2)``, or an indented footnote."""
    return bool(_ITEM_ALONE.fullmatch(line.strip()) or _FOOTNOTE.match(line))


def _classify(text: str, span: Span) -> tuple[BlockKind, Span, str]:
    start, end = trim(text, span)
    line = text[start:end]
    if footnote := _FOOTNOTE.match(text, span[0], span[1]):
        return ("footnote", (footnote.end(), end), footnote[1])
    if _OMISSION.fullmatch(line):
        return ("omission", (start, end), "")
    return ("heading" if _is_heading(line) else "paragraph", (start, end), "")


def _is_heading(line: str) -> bool:
    if "\n" in line or not _HEADING.match(line):
        return False
    return not line.endswith((".", "?", "!", ":", ";")) or len(line.split()) <= _FEW_WORDS


def _mark_pattern(labels: list[str]) -> re.Pattern[str]:
    """Match page marks, and the labels of the document's own footnotes where they are glued to a word."""
    if not labels:
        return re.compile(_PAGE)
    numbers = "|".join(re.escape(label) for label in sorted(labels, key=len, reverse=True))
    glued = rf"(?:(?<=[^\W\d_])|(?<=[)\]”\"])|(?<=[^\W\d_][.,;]))(?P<note>{numbers})(?!\w)"
    return re.compile(f"{_PAGE}|{glued}")
