"""The footnotes of a PDF page: with what number a line of one opens, and what its words are."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from koreamap.reading.formats._pdf_lines import Line, Mark

__all__ = ["SMALLER", "find_note", "is_raised", "settle_marks", "spell_note"]

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


def settle_marks(lines: list[Line], notes: Collection[str], labels: Collection[str]) -> None:
    """Settle which raised numbers of a page are marks, where nothing else leads to a footnote of it.

    One behind a figure is a mark after all; one that heads no footnote may be two beside each other:
    ``56`` for 5 and 6.

    Parameters
    ----------
    lines
        The page's.
    notes
        The numbers of its footnotes.
    labels
        Those of all pages.
    """
    times = Counter(mark.label for line in lines for mark in line.marks if mark.offset)

    def settle(mark: Mark) -> list[Mark]:
        if mark.label in notes and times[mark.label] == 1:
            return [mark._replace(is_doubted=False)]
        parts = [] if mark.label in labels or not mark.offset else _part(mark.label, notes)
        if not parts or any(part in times for part in parts):
            return [mark]
        return [mark._replace(label=part, is_doubted=False) for part in parts]

    for line in lines:
        line.marks = [settled for mark in line.marks for settled in settle(mark)]
        _drop_commas(line, labels)


def _drop_commas(line: Line, labels: Collection[str]) -> None:
    """Drop a comma that only parts two marks."""
    marks: list[Mark] = []
    dropped = 0
    for mark in line.marks:
        place = mark.moved(-dropped)
        before = marks[-1] if marks else None
        if before and all(each.label in labels and not each.is_doubted for each in (before, mark)):
            between = line.text[before.offset : place.offset]
            if between.strip() == ",":
                line.text = line.text[: before.offset] + line.text[place.offset :]
                dropped += len(between)
                place = place.moved(-len(between))
        marks.append(place)
    line.marks = marks


def _part(label: str, notes: Collection[str]) -> list[str]:
    """Part a number into footnotes that follow each other: ``91011`` into 9, 10 and 11; else nothing."""
    for length in range(1, len(label) if label.isdecimal() else 0):
        parts = [label[:length]]
        while len(joined := "".join(parts)) < len(label):
            parts.append(str(int(parts[-1]) + 1))
        if joined == label and all(part in notes for part in parts):
            return parts
    return []
