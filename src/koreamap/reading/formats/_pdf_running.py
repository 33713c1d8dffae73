"""Running heads, running feet and page numbers of a PDF: what stands on many pages in one place, told from the text.

A page's last lines may be a footnote's, its first and last ones a paragraph's, in the same words as on another page:
such lines stay, however often they are there.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from koreamap.reading.formats._pdf_notes import SMALLER, find_note, is_raised

if TYPE_CHECKING:
    from koreamap.reading.formats._pdf_lines import Line, Page
    from koreamap.reading.formats._pdf_measures import Measures
    from koreamap.reading.writer import Writer

__all__ = ["drop_running"]

_SURE = 3
"""On so many pages a number fits that is taken for the page's."""
_EDGE = 3
"""So many lines at the top and bottom of a page may be running heads."""
_DASH = r"[-\u2013\u2014\s]*"
_PAGE_NUMBER = re.compile(rf"{_DASH}(?:[Pp]age\s+)?(\d{{1,4}}|[ivxlc]{{1,7}})(?:\s*(?:/|of)\s*\d{{1,4}})?{_DASH}")
_LIKE = 0.05
"""So much, in parts of it, sizes differ that are the same."""
_NOTE_FALL = 1.5
"""So far below a line of a footnote its next one stands at most, in sizes."""
_SLACK = 0.06
"""So much, in sizes, a step from foot to foot may be longer than is usual."""
_INDENT = 3.0
"""So far apart, in sizes, two lines of one paragraph begin at most."""
_BROAD = 2.5
"""So wide, in sizes, no stretched line has a gap."""
_SHOWN, _QUOTED = 4, 60
"""So many of the lines taken off are quoted, with so many letters of each."""


def drop_running(pages: list[Page], measures: Measures, writer: Writer) -> list[str]:
    """Take running heads and page numbers off, say which, and return the label of each page.

    Parameters
    ----------
    pages
        From whose lines they are taken.
    measures
        Of their body.
    writer
        Is told what was left out.
    """
    running = _Running(pages, measures)
    labels = [running.drop(number, page, writer) for number, page in enumerate(pages)]
    running.tell(writer)
    return labels


class _Running:
    """What is known of all pages, and the lines that were taken off."""

    def __init__(self, pages: list[Page], measures: Measures) -> None:
        self._seen = Counter(key for page in pages for key in {_key(line, page) for line in _edges(page)})
        self._least = max(2, len(pages) // 5)
        self._shift = _find_shift(pages)
        self._measures = measures
        self._step = self._find_step(pages)
        self._dropped: dict[str, str] = {}

    def drop(self, number: int, page: Page, writer: Writer) -> str:
        """Take them off a page, counted from nought; return its label."""
        label, printed_here = page.label, None if self._shift is None else number + self._shift
        text = self._find_text(page, printed_here)
        for down in (True, False):
            for line in sorted(_edges(page), key=lambda line: line.bottom, reverse=down):
                outermost = _is_outermost(line, page)
                printed = _PAGE_NUMBER.fullmatch(line.text) if outermost and not line.marks else None
                inner = _find_printed(line)
                repeats = self._seen[_key(line, page)] >= self._least
                if printed:
                    writer.leave_out("page numbers")
                elif id(line) not in text and (repeats or (outermost and inner is not None and inner == printed_here)):
                    writer.leave_out("running heads and feet")
                    self._dropped.setdefault(_key(line, page)[0], line.text.strip())
                else:
                    break  # what stands nearer to the middle belongs to the text
                label = printed[1] if printed else label if inner is None else str(inner)
                page.lines.remove(line)
        return label

    def tell(self, writer: Writer) -> None:
        """Quote what was taken off: a reader can see whether it was no more."""
        lines = [line if len(line) <= _QUOTED else f"{line[:_QUOTED].rstrip()}…" for line in self._dropped.values()]
        if lines:
            quoted = [f"“{line}”" for line in lines[:_SHOWN]] + ["…"] * (len(lines) > _SHOWN)
            writer.said.append(f"lines taken for running heads and feet: {', '.join(quoted)}")

    def _find_step(self, pages: list[Page]) -> float:
        """Return the usual step from foot to foot of the body, which is exact where bottoms hang on their letters."""
        steps: Counter[float] = Counter()
        for page in pages:
            for above, below in pairwise(page.lines):
                if above.size == below.size == self._measures.body and above.foot > below.foot:
                    steps[round(above.foot - below.foot, 1)] += 1
        return steps.most_common(1)[0][0] if steps else self._measures.leading

    def _find_text(self, page: Page, printed: int | None) -> set[int]:
        """Return which lines, by identity, are the text's: a footnote's, or two of one paragraph."""
        raised = {mark.label for line in page.lines for mark in line.marks if mark.offset} - {str(printed)}
        notes = {id(line) for line in page.lines if is_raised(line)}
        notes |= {id(line) for line in page.lines if self._is_small(line) and find_note(line)[0] in raised}
        text: set[int] = set()
        for above, below in pairwise(page.lines):
            fall = above.bottom - below.bottom
            if id(above) in notes and _are_alike(above, below) and 0 < fall <= _NOTE_FALL * below.size:
                notes.add(id(below))
            elif self._runs_on(above, below):
                text |= {id(above), id(below)}
        return text | notes

    def _is_small(self, line: Line) -> bool:
        return line.size <= self._measures.body * SMALLER

    def _runs_on(self, above: Line, below: Line) -> bool:
        """Tell two lines of one paragraph of the body: begun alike, one step apart, and the upper one full."""
        body = self._measures.body
        return (
            abs(above.size - body) <= _LIKE * body
            and _are_alike(above, below)
            and 0 < above.foot - below.foot <= self._step + _SLACK * body
            and abs(above.left - below.left) <= _INDENT * body
            and self._measures.is_full(above)
            and all(gap.right - gap.left < _BROAD * body for gap in above.gaps)
        )


def _are_alike(above: Line, below: Line) -> bool:
    return abs(above.size - below.size) <= _LIKE * below.size


def _find_shift(pages: list[Page]) -> int | None:
    """Learn from running heads with a page's number in them how far that is from the page's count."""
    shifts: Counter[int] = Counter()
    for number, page in enumerate(pages):
        shifts.update({inner - number for line in _edges(page) if (inner := _find_printed(line)) is not None})
    best = shifts.most_common(1)
    return best[0][0] if best and best[0][1] >= _SURE else None


def _find_printed(line: Line) -> int | None:
    """Return the number with which a line begins or ends."""
    found = re.search(r"(?:^|\s)(\d{1,4})$", line.text) or re.match(r"(\d{1,4})\s", line.text)
    return int(found[1]) if found else None


def _edges(page: Page) -> list[Line]:
    ordered = sorted(page.lines, key=lambda line: -line.bottom)
    edges = [*ordered[:_EDGE], *ordered[-_EDGE:]]
    return [line for line in page.lines if any(line is edge for edge in edges) and _is_marginal(line, page)]


def _is_marginal(line: Line, page: Page) -> bool:
    return not 0.12 * page.height < line.bottom < 0.88 * page.height


def _is_outermost(line: Line, page: Page) -> bool:
    return all(line.bottom <= other.bottom for other in page.lines) or all(
        line.top >= other.top for other in page.lines
    )


def _key(line: Line, page: Page) -> tuple[str, int]:
    return re.sub(r"\d+", "#", line.text.strip()), round(line.bottom / max(1.0, page.height) * 50)
