"""Lines of PDF pages into headings, paragraphs and footnotes."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from koreamap.reading.formats._pdf_hangul import join_hangul
from koreamap.reading.formats._pdf_hyphens import keep_hyphens
from koreamap.reading.formats._pdf_measures import Measures, measure
from koreamap.reading.formats._pdf_notes import SMALLER, find_note, is_raised, settle_marks, spell_note
from koreamap.reading.formats._pdf_running import drop_running
from koreamap.reading.formats._pdf_tables import join_rows
from koreamap.reading.numbers import find_number, stands_alone

if TYPE_CHECKING:
    from collections.abc import Iterable

    from koreamap.reading.formats._pdf_lines import Line, Page
    from koreamap.reading.numbers import Number
    from koreamap.reading.writer import Writer

__all__ = ["write_pages"]

_LARGER = 1.12
_AS_LARGE = 0.95
"""Of two lines on the first page, one with so much of the other's size is as large."""
_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2})*\s")
"""So a numbered heading begins."""
_WIDE_GAP = 0.55
"""Between two lines, beyond the usual, in sizes: a new paragraph."""
_CLOSED = re.compile(r"[.!?:;…。][\"'\u201d\u2019»)\]]*$")
_TABLES = "tables, kept row by row,"
_FEW_LINES = 4
"""Of bold words, more are a paragraph, not headings."""
_STOPS = (".", ",", ";", "。")
_MOSTLY = 0.3
"""Where so much is bold, it says nothing."""
_PARTICLES = re.compile(
    r"(?:은|는|이|가|을|를|의|에|에서|에게|로|으로|와|과|도|만|부터|까지|이다|한다|하다|하였다|했다|된다|되었다)(?![가-힣])"
)
_BULLETS = frozenset("\u2022\u2023\u25aa\u25cf\u25cb\u25a0\u25a1\u25e6\u25b6\u203b\uf0b7")


def write_pages(pages: list[Page], writer: Writer) -> str:
    """Write the blocks of all pages; return the words of the title, where the first page has one."""
    measures = measure(pages)
    labels = drop_running(pages, measures, writer)
    keep_hyphens(pages)
    join_hangul(pages, measures)
    for page in pages:
        page.lines, tables = join_rows(page.lines)
        if tables:
            writer.leave_out(_TABLES, tables)
    measures = measure(pages)
    bold = _find_bold_headings(pages, measures.body)
    reader = _Reader(writer, measures, _find_heading_sizes(pages, measures.body))
    reader.find_notes(pages)
    for number, page in enumerate(pages):
        reader.turn(labels[number])
        for line in page.lines:
            reader.take(line, is_title=id(line) in bold)
    reader.close()
    return _find_title(pages[0], measures.body)


def _find_title(page: Page, body: float) -> str:
    """Return the words of the first lines that are about as large as any on the page, and no numbered heading."""
    runs: list[list[Line]] = []
    for line in page.lines:
        if line.size < body * _LARGER:
            continue
        before = runs[-1][-1] if runs else None
        if before and before.size == line.size and 0 < before.bottom - line.bottom < 2 * line.size:
            runs[-1].append(line)
        else:
            runs.append([line])
    runs = [run for run in runs if not _NUMBERED.match(run[0].text) and not find_number(run[0].text)]
    largest = max((run[0].size for run in runs), default=0)
    titles = (run for run in runs if run[0].size >= _AS_LARGE * largest)
    return " ".join(line.text.strip() for line in next(titles, []))[:300]


def _find_heading_sizes(pages: list[Page], body: float) -> list[float]:
    return sorted({line.size for page in pages for line in page.lines if line.size >= body * _LARGER}, reverse=True)


def _find_bold_headings(pages: list[Page], body: float) -> set[int]:
    """Return which lines, by identity, may be headings though no larger than the body: bold, few and no sentence."""
    lines = [line for page in pages for line in page.lines]
    bold = sum(len(line.text) for line in lines if line.bold)
    if bold > _MOSTLY * sum(len(line.text) for line in lines):
        return set()
    found: set[int] = set()
    for is_bold, group in groupby(lines, lambda line: line.bold and not line.is_row and line.size >= body * SMALLER):
        run = list(group)
        if is_bold and len(run) <= _FEW_LINES and not run[-1].text.endswith(_STOPS):
            found.update(id(line) for line in run)
    return found


def _follows(number: Number, before: Number | None) -> bool:
    """Tell whether a number goes on from another: ``(b)`` after ``(a)``."""
    return before is not None and before.kind == number.kind and number.value == before.value + 1


class _Reader:
    """Put lines together."""

    def __init__(self, writer: Writer, measures: Measures, headings: list[float]) -> None:
        self._writer = writer
        self._measures = measures
        self._body = measures.body
        self._headings = headings
        self._leading = measures.leading
        self._kind = ""
        self._before: Line | None = None
        self._left = 0.0
        self._right = 0.0
        self._held: list[list[Line]] = []
        self._turned = ""
        self._labels: set[str] = set()
        self._raised: set[str] = set()
        self._number: Number | None = None
        self._note_ends = False

    def find_notes(self, pages: list[Page]) -> None:
        """Learn which numbers head a footnote: a raised number that heads none is part of its word, as in km²."""
        lines = [line for page in pages for line in page.lines]
        self._raised = {mark.label for line in lines for mark in line.marks if mark.offset}
        self._labels = {find_note(line)[0] for line in lines if self._is_note(line)}
        for page in pages:
            notes = {find_note(line)[0] for line in page.lines if self._is_note(line)}
            settle_marks(page.lines, notes, self._labels)

    def turn(self, label: str) -> None:
        """Begin a page: its mark hangs where the body goes on."""
        self._turned = label
        self._note_ends = bool(self._held and _CLOSED.search(self._held[-1][-1].text))

    def take(self, line: Line, *, is_title: bool = False) -> None:
        """Take the next line of the page; one that may be a heading is none where a sentence goes on."""
        if self._is_note(line):
            self._held.append([line])
            self._note_ends = False
        elif self._held and self._goes_on_in_note(line):
            self._held[-1].append(line)
        elif line.is_row:
            self._add_row(line)
        elif line.size >= self._body * _LARGER or ((is_title or stands_alone(line.text)) and not self._is_open(line)):
            self._add_heading(line, is_title=is_title)
        else:
            self._add_body(line)

    def close(self) -> None:
        """Write what waits."""
        self._end()

    def _add_row(self, line: Line) -> None:
        self._end()
        self._writer.begin("paragraph")
        self._kind = "row"
        self._add(line)

    def _add_heading(self, line: Line, *, is_title: bool) -> None:
        goes_on = (
            self._kind == "heading"
            and self._before is not None
            and self._before.size == line.size
            and 0 < self._before.bottom - line.bottom < 2 * line.size
            and not stands_alone(line.text)
        )
        if not goes_on:
            self._end()
            inmost = len(self._headings) + 1 if is_title else 0
            level = self._headings.index(line.size) + 1 if line.size in self._headings else inmost
            self._writer.begin("heading", level=level)
        self._kind = "heading"
        self._add(line)

    def _add_body(self, line: Line) -> None:
        if self._kind != "paragraph" or self._begins(line) or self._is_centred(line):
            self._end()
            self._writer.begin("item" if line.text[:1] in _BULLETS else "paragraph")
            self._number = find_number(line.text)
            self._left, self._right = line.left, line.right
        self._kind = "paragraph"
        self._add(line)

    def _begins(self, line: Line) -> bool:
        """Tell whether a line begins a paragraph: by a gap, an indent, a short line before, or its number."""
        before = self._before
        if before is None:
            return True
        closed = bool(_CLOSED.search(before.text))
        fall = before.bottom - line.bottom
        if self._is_elsewhere(before, line):
            return closed and not before.hyphened and not line.text[:1].islower()
        if fall > self._leading + _WIDE_GAP * self._body and not before.hyphened:
            return True
        short = before.right < self._right - 0.15 * max(1.0, self._right - self._left)
        number = find_number(line.text)
        if line.text[:1] in _BULLETS or (number and (short or _follows(number, self._number))):
            return True
        if not closed or line.text[:1].islower():
            return False
        indent = line.left - min(self._left, before.left) > 0.8 * self._body and before.left < line.left
        smaller = abs(before.size - line.size) > 0.05 * self._body
        return smaller or indent or short or number is not None

    def _is_centred(self, line: Line) -> bool:
        before = self._before
        return before is not None and not before.hyphened and self._measures.are_centred(before, line)

    def _is_elsewhere(self, before: Line, line: Line) -> bool:
        """Tell whether a line stands in another column or on another page."""
        fall = before.bottom - line.bottom
        return fall <= 0 or fall > 6 * self._leading

    def _is_open(self, line: Line) -> bool:
        """Tell whether a sentence goes on from the line before: "of / Article 3 …"."""
        before = self._before
        near = before is not None and 0 < before.bottom - line.bottom < self._leading + _WIDE_GAP * self._body
        return near and self._kind == "paragraph" and before is not None and not _CLOSED.search(before.text)

    def _is_note(self, line: Line) -> bool:
        small = line.size <= self._body * SMALLER
        if is_raised(line) and line.size < self._body:
            return True
        return small and find_note(line)[0] in self._raised

    def _goes_on_in_note(self, line: Line) -> bool:
        note = self._held[-1][-1]
        return (
            not self._note_ends and line.size <= self._body * SMALLER and abs(note.size - line.size) < 0.05 * self._body
        )

    def _add(self, line: Line) -> None:
        if self._before is not None and self._writer.has_words:
            self._writer.add(self._joint(self._before, line))
        if self._turned:
            self._writer.page(self._turned)
            self._turned = ""
        if self._before is not None and self._is_elsewhere(self._before, line):
            self._left, self._right = line.left, line.left + self._right - self._left
        position = 0
        for mark in line.marks:
            self._writer.add(line.text[position : mark.offset])
            if mark.label in self._labels and not mark.is_doubted:
                self._writer.mark(mark.label)
            else:
                self._writer.add(mark.label)
            position = mark.offset
        self._writer.add(line.text[position:])
        self._before = line
        self._left, self._right = min(self._left or line.left, line.left), max(self._right, line.right)

    @staticmethod
    def _joint(before: Line, line: Line) -> str:
        """Return what stands between two lines: nothing after a hyphen, or before a particle of a Korean word."""
        if before.hyphened:
            return ""
        cut = not before.spaced and "가" <= before.text[-1:] <= "힣" and _PARTICLES.match(line.text)
        return "" if cut else " "

    def _end(self) -> None:
        """End the block; footnotes follow it."""
        self._writer.end()
        held, self._held = self._held, []
        for lines in held:
            self._write_note(lines)
        self._kind = ""
        self._left = self._right = 0.0

    def _write_note(self, lines: Iterable[Line]) -> None:
        words, label, hyphened = "", "", True
        for line in lines:
            text = spell_note(line)
            if not label:
                label, start = find_note(line)
                text = spell_note(line, start)
            words += ("" if hyphened else " ") + text.strip()
            hyphened = line.hyphened
        self._writer.footnote(label, words)
