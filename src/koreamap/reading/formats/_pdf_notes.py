"""The footnotes of a PDF page: with what number a line of one opens, and what its words are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from koreamap.reading.formats._pdf_lines import Line

__all__ = ["SMALLER", "find_note", "is_raised", "spell_note"]

SMALLER = 0.93
"""So much of the body's size a footnote has at most."""
_NOTE = re.compile(r"(\d{1,3})[.)]?\s+(?=\S)")


def is_raised(line: Line) -> bool:
    """Tell whether a line begins with a raised number."""
    return bool(line.marks) and line.marks[0].offset == 0


def find_note(line: Line) -> tuple[str, int]:
    """Return the number with which a footnote's first line opens, and where its words begin; no number is empty."""
    if is_raised(line):
        return line.marks[0].label, 0
    found = _NOTE.match(line.text)
    return (found[1], found.end()) if found else ("", 0)


def spell_note(line: Line, start: int = 0) -> str:
    """Return a footnote's words from there on: a raised number within them, as in km², is one of them."""
    words, position = "", start
    for mark in line.marks:
        if mark.offset > start:
            words += line.text[position : mark.offset] + mark.label
            position = mark.offset
    return words + line.text[position:]
