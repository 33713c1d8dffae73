"""Set the passages into columns and draw them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shapely.geometry import LineString

from koreamap.export._sheet.furniture import INK, QUIET
from koreamap.export._sheet.ink import open_page
from koreamap.export._sheet.lines import flow, set_heading, set_lines, set_notes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from matplotlib.figure import Figure

    from koreamap.export._sheet.ink import Ink
    from koreamap.export._sheet.lines import Line
    from koreamap.export._sheet.plan import PagePlan, Rect
    from koreamap.export._sheet.quotes import Quote
    from koreamap.export._sheet.type import TypeCase
    from koreamap.model import Document

__all__ = ["break_heading", "break_notes", "break_quotes", "draw_columns", "draw_page", "pour"]

_SIZE_PT = 7.0
_PLACE_PT = 5.4
_LEADING_MM = 2.95
_NUMBER_MM = 6.2
"""Margin of a column for the numbers."""


def break_quotes(
    quotes: Sequence[Quote],
    documents: Mapping[str, Document],
    *,
    column: Rect,
    type_case: TypeCase,
) -> tuple[Line, ...]:
    """Break quotations into lines for columns as wide as `column`.

    Parameters
    ----------
    quotes
        In reading order.
    documents
        Document id -> record.
    column
        One of the columns.
    type_case
        For the widths.

    Returns
    -------
    For `pour`.
    """
    width, leading, measure = _setting(column, type_case)
    return set_lines(quotes, documents, width=width, leading=leading, measure=measure)


def break_notes(title: str, notes: Sequence[str], *, column: Rect, type_case: TypeCase) -> tuple[Line, ...]:
    """Break a list of notes under its title; `column` and `type_case` are those of `break_quotes`."""
    width, leading, measure = _setting(column, type_case)
    return set_notes(title, notes, width=width, leading=leading, measure=measure)


def break_heading(document: Document, *, column: Rect, type_case: TypeCase) -> list[Line]:
    """Break a document's citation for the top of a page; the parameters are those of `break_quotes`."""
    width, leading, measure = _setting(column, type_case)
    return set_heading(document, width=width, leading=leading, measure=measure)


def _setting(column: Rect, type_case: TypeCase) -> tuple[float, float, Callable[[str, str], float]]:
    """Return the width of a line, the leading, and what measures words."""

    def measure(text: str, face: str) -> float:
        size = _PLACE_PT if face == "sans" else _SIZE_PT
        return type_case.measure(text, face, size)

    return column.width - _NUMBER_MM * type_case.zoom, _LEADING_MM * type_case.zoom, measure


def pour(
    lines: Sequence[Line], columns: Sequence[Rect], *, may_go_on: bool
) -> tuple[tuple[tuple[Line, ...], ...], tuple[Line, ...]]:
    """Pour lines into columns; see `koreamap.export._sheet.quotes.flow`."""
    return flow(lines, [column.height for column in columns], may_go_on=may_go_on)


def draw_columns(ink: Ink, poured: Sequence[Sequence[Line]], columns: Sequence[Rect]) -> None:
    """Write the lines of each column from its top, with a hairline between columns.

    Parameters
    ----------
    ink
        The page.
    poured
        Lines of each column.
    columns
        mm.
    """
    for index, (lines, column) in enumerate(zip(poured, columns, strict=True)):
        if index and lines:
            x = column.x - 2.5
            ink.stroke(LineString([(x, column.y), (x, column.top)]), "#c9c9c4", 0.25)
        y = column.top
        for line in lines:
            y -= line.height
            _draw_line(ink, line, column, y)


def _draw_line(ink: Ink, line: Line, column: Rect, y: float) -> None:
    base = y + 0.75 * ink.zoom
    if line.number:
        ink.text(
            column.x + 4.6 * ink.zoom, base, text=str(line.number), face="sans-medium", size_pt=6.6, color=INK, align=1
        )
    x = column.x if line.kind == "heading" else column.x + _NUMBER_MM * ink.zoom
    size = _PLACE_PT if line.kind == "place" else _SIZE_PT
    color = QUIET if line.kind == "place" else INK
    for text, face in _stretches(line):
        x += ink.text(x, base, text=text, face=face, size_pt=size, color=color)


def _stretches(line: Line) -> list[tuple[str, str]]:
    """Join neighbouring words of one face, so that a line is as few texts as may be."""
    stretches: list[tuple[str, str]] = []
    for index, word in enumerate(line.words):
        for place, run in enumerate(word):
            gap = " " if index and not place else ""
            if stretches and stretches[-1][1] == run.face:
                stretches[-1] = (f"{stretches[-1][0]}{gap}{run.text}", run.face)
            elif stretches:
                stretches[-1] = (stretches[-1][0] + gap, stretches[-1][1])
                stretches.append((run.text, run.face))
            else:
                stretches.append((run.text, run.face))
    return stretches


def draw_page(
    poured: Sequence[Sequence[Line]], *, plan: PagePlan, type_case: TypeCase, title: str, number: int
) -> Figure:
    """Draw a page that carries passages only.

    Parameters
    ----------
    poured
        Lines of each column.
    plan
        Of the page.
    type_case
        The faces.
    title
        Of the sheet.
    number
        Of the page.

    Returns
    -------
    Not yet saved.
    """
    ink = open_page(plan.width, plan.height, type_case=type_case)
    base = plan.header.y + 6
    ink.text(plan.header.x, base, text=title, face="sans-medium", size_pt=9, color=INK)
    ink.text(plan.header.right, base, text=f"Passages, sheet {number}", size_pt=7, color=QUIET, align=1)
    y = plan.header.y + 3.6
    ink.stroke(LineString([(plan.header.x, y), (plan.header.right, y)]), INK, 0.5)
    draw_columns(ink, poured, plan.columns)
    return ink.figure
