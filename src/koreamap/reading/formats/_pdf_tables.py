"""Lines of a PDF page into rows of a table: words with wide gaps that stand one below the other.

A PDF draws a table cell by cell and says nothing of it. Rows are told by white rivers: a gap as wide as a letter in
one line, and in the next at the same place.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from koreamap.reading.formats._pdf_lines import Line, Mark

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["join_rows"]

_RIVER = 0.5
"""So wide is white that two rows have in common at the least, in sizes."""
_FALL = 5.0
"""So far below a row the next one stands at most, in sizes."""
_NEAR = 1.5
"""So far below a line the next one of its cell stands at most, in sizes."""
_LINES = 6
"""So many lines a cell has at most."""
_ALIKE = 1.5
"""So far apart, in points, sides stand that are meant to be in line."""
_BROAD = 2.5
"""So wide, in sizes, no stretched line has a gap."""
_PROSE = 36
"""Cells as long as this, on the average, are columns of prose and no table."""
_LABEL = re.compile(r"[(\[]?(?:\w{1,4}|[^\w\s])[.)\]]?")
"""What hangs before the words of an item, and is no cell."""

_White = tuple[float, float]


class _Row(NamedTuple):
    """The cells that stand on one line, and the lines below in which one of them goes on."""

    lines: list[Line]
    first: Line

    def gaps(self) -> list[_White]:
        """Return the white between its cells."""
        return [(gap.left, gap.right) for gap in self.first.gaps]


def join_rows(lines: list[Line]) -> tuple[list[Line], int]:
    """Make one line of each row, its cells parted by a bar.

    Parameters
    ----------
    lines
        Of one page, in the order in which it draws them.

    Returns
    -------
    The lines, those of no table as they were; how many tables there were.
    """
    rows = _gather(lines)
    found: list[Line] = []
    tables, at = 0, 0
    while at < len(rows):
        length = _measure(rows, at)
        if length:
            tables += 1
            run = rows[at : at + length]
            found.extend(_to_line(_mend(row, run)) for row in run)
        else:
            found.extend(rows[at].lines)
        at += max(1, length)
    return found, tables


def _gather(lines: list[Line]) -> list[_Row]:
    """Return the lines, those together that may be one row."""
    rows: list[_Row] = []
    for line in lines:
        back = _look_back(rows, line)
        if back:
            row = rows[-back]
            between = [each for later in rows[len(rows) - back + 1 :] for each in later.lines]
            del rows[-back:]
            rows.append(_Row([*row.lines, *between, line], _join(row.first, line)))
        elif rows and _goes_on(rows[-1], line):
            rows[-1].lines.append(line)
        else:
            rows.append(_Row([line], line))
    return rows


def _look_back(rows: list[_Row], line: Line) -> int:
    """Return how far back the row is on whose line another cell stands, drawn after cells of more lines; else 0."""
    for back, row in enumerate(reversed(rows[-_LINES:]), start=1):
        if _is_beside(row.first, line):
            return back
        if row.first.right > line.left or row.first.gaps:
            break
    return 0


def _is_beside(before: Line, line: Line) -> bool:
    """Tell a cell that stands on the row's line, though others were drawn between."""
    overlap = min(before.top, line.top) - max(before.bottom, line.bottom)
    lower = min(before.top - before.bottom, line.top - line.bottom)
    return overlap > 0.5 * lower and line.left - before.right >= _RIVER * line.size


def _goes_on(row: _Row, line: Line) -> bool:
    """Tell a line in which a cell goes on, any but the first: it stands right below it."""
    fall = row.lines[-1].bottom - line.bottom
    return _find_cell(row, line) > 0 and not line.gaps and 0 < fall < _NEAR * line.size


def _measure(rows: list[_Row], at: int) -> int:
    """Return how many rows from one on are a table: two at the least, with white in common; else 0."""
    common = rows[at].gaps()
    end = at + 1
    for above, below in pairwise(rows[at:]):
        fall = above.first.bottom - below.first.bottom
        shared = list(_share(common, below.gaps(), _RIVER * below.first.size))
        if not shared or not 0 < fall < _FALL * below.first.size:
            break
        common = shared
        end += 1
    run = rows[at:end]
    told = len(run) > 1 and not (_is_list(run) or _is_prose(run) or _is_stretched(run, common))
    return len(run) if told else 0


def _share(some: list[_White], others: list[_White], least: float) -> Iterator[_White]:
    for left, right in some:
        for other_left, other_right in others:
            white = max(left, other_left), min(right, other_right)
            if white[1] - white[0] >= least:
                yield white


def _is_list(run: list[_Row]) -> bool:
    """Tell items, whose labels hang before the words: ``(a)``, ``1.``, a bullet."""
    firsts = [row.first.text[: row.first.gaps[0].offset].strip() for row in run if len(row.first.gaps) == 1]
    hanging = [first for first in firsts if not first[-1:].isalnum() and _LABEL.fullmatch(first)]
    return len(hanging) == len(run)


def _is_prose(run: list[_Row]) -> bool:
    cells = sum(len(row.first.gaps) + 1 for row in run)
    return sum(len(row.first.text) for row in run) > _PROSE * cells


def _is_stretched(run: list[_Row], common: list[_White]) -> bool:
    """Tell lines of a narrow column, stretched to its width: they end alike, and no white in them is in line."""
    if _spread([row.first.right for row in run]) > _ALIKE:
        return False
    size = run[0].first.size
    for left, right in common:
        gaps = [next(gap for gap in row.first.gaps if gap.left <= left and right <= gap.right) for row in run]
        alike = min(_spread([gap.left for gap in gaps]), _spread([gap.right for gap in gaps])) <= _ALIKE
        if alike or right - left > _BROAD * size:
            return False
    return True


def _spread(places: list[float]) -> float:
    return max(places) - min(places)


def _join(before: Line, line: Line) -> Line:
    """Return a line with another behind it, a gap between."""
    joined = Line(text=f"{before.text.rstrip()} ", size=before.size, left=before.left, right=line.right)
    joined.bottom, joined.top, joined.bold = before.bottom, before.top, before.bold and line.bold
    joined.hyphened = line.hyphened
    at = len(joined.text)
    joined.text += line.text
    joined.gaps = [*before.gaps, before.gap_to(line, at), *(gap.moved(at) for gap in line.gaps)]
    joined.marks = [*before.marks, *(mark.moved(at) for mark in line.marks)]
    return joined


def _mend(row: _Row, run: list[_Row]) -> _Row:
    """Return a row without the white of a stretched line, one that its cell goes on below and no other row has."""
    below = [line for line in row.lines if not _stands_in(row.first, line)]
    gaps = row.first.gaps
    lefts = [row.first.left, *(gap.right for gap in gaps)]
    rights = [*(gap.left for gap in gaps), row.first.right]
    others = [gap for other in run if other is not row for gap in other.gaps()]
    least = _RIVER * row.first.size
    kept = [
        gap
        for gap, left, right in zip(gaps, lefts, rights[1:], strict=False)
        if gap.right - gap.left >= _BROAD * row.first.size
        or any(_share([(gap.left, gap.right)], others, least))
        or not any(left <= line.left and line.right <= right for line in below)
    ]
    return _Row(row.lines, replace(row.first, gaps=kept))


def _to_line(row: _Row) -> Line:
    """Write a row: its cells parted by a bar, each with the lines in which it goes on."""
    first = row.first
    below = [(_find_cell(row, line), line) for line in row.lines if not _stands_in(first, line)]
    written = Line(size=first.size, left=first.left, right=first.right, top=first.top, is_row=True)
    written.bottom = min(line.bottom for line in row.lines)
    starts = [0, *(gap.offset for gap in first.gaps), len(first.text)]
    for number, (start, end) in enumerate(pairwise(starts)):
        written.text += " | " if number else ""
        last = number == len(starts) - 2
        marks = [
            mark.moved(-start) for mark in first.marks if start <= mark.offset < end or (last and mark.offset == end)
        ]
        _add(written, first.text[start:end].rstrip(), marks)
        hyphened = first.hyphened if last else first.gaps[number].hyphened
        for line in (line for cell, line in below if max(cell, 0) == number):
            written.text += "" if hyphened else " "
            _add(written, line.text.strip(), line.marks)
            hyphened = line.hyphened
    return written


def _add(written: Line, text: str, marks: list[Mark]) -> None:
    """Add words to a line, and the marks of notes that hang in them."""
    shift = len(written.text)
    written.text += text
    written.marks += [mark._replace(offset=shift + min(mark.offset, len(text))) for mark in marks]


def _stands_in(first: Line, line: Line) -> bool:
    """Tell whether a line is one of those that the row's line was joined of."""
    return line.top > first.bottom and abs(line.bottom - first.bottom) < 0.5 * first.size


def _find_cell(row: _Row, line: Line) -> int:
    """Return the number of the cell that a line stands below, from 0 on; -1 where it is wider."""
    within = sum(gap.left < line.left for gap in row.first.gaps)
    ends = [gap.right for gap in row.first.gaps[within:]]
    return within if not ends or line.right <= ends[0] else -1
