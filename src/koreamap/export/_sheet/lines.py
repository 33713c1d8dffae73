"""Break quotations into lines and pour lines into columns. Pure: the widths of words are asked of a function."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from koreamap.export._sheet.type import Run

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from koreamap.export._sheet.quotes import Quote
    from koreamap.model import Document

__all__ = ["Line", "flow", "set_heading", "set_lines", "set_notes"]

Word = tuple[Run, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of type in a column.

    Parameters
    ----------
    words
        Words, a space between each two; each is one or more runs, since a name may end before its comma.
    kind
        ``heading``, ``quote`` or ``place``.
    number
        Set beside the first line of a quote; 0 elsewhere.
    height
        With what is left free above, mm.
    document_id
        Whose passage it is.
    is_last
        The last of its block: not to be spread out, and a good place to break a column.
    """

    words: tuple[Word, ...]
    kind: str
    height: float
    number: int = 0
    document_id: str = ""
    is_last: bool = False


def set_lines(
    quotes: Sequence[Quote],
    documents: Mapping[str, Document],
    *,
    width: float,
    leading: float,
    measure: Callable[[str, str], float],
) -> tuple[Line, ...]:
    """Break quotations into lines.

    Parameters
    ----------
    quotes
        In reading order; the document's citation is set before its first.
    documents
        Document id -> record.
    width
        Of the column without the margin for the numbers, mm.
    leading
        From base line to base line, mm.
    measure
        (text, face) -> width in mm at the size of the passages.

    Returns
    -------
    For `flow`.
    """
    lines: list[Line] = []
    for document_id, group in itertools.groupby(quotes, key=lambda quote: quote.document_id):
        lines += set_heading(documents[document_id], width=width, leading=leading, measure=measure)
        for quote in group:
            lines += _set_quote(quote, width=width, leading=leading, measure=measure)
    return tuple(lines)


def set_heading(
    document: Document, *, width: float, leading: float, measure: Callable[[str, str], float]
) -> list[Line]:
    """Set a document's full citation as the heading of its passages; the parameters are those of `set_lines`."""
    words = [(Run(text=word, face="serif-italic"),) for word in str(document.citation).split()]
    rows = _wrap(words, width, measure)
    return [
        Line(
            words=tuple(row),
            kind="heading",
            height=leading * (1.5 if index == 0 else 1),
            document_id=str(document.id),
        )
        for index, row in enumerate(rows)
    ]


def _set_quote(quote: Quote, *, width: float, leading: float, measure: Callable[[str, str], float]) -> list[Line]:
    words = _words([("“", False), *quote.pieces, ("”", False)])
    rows = _wrap(words, width, measure)
    lines = [
        Line(
            words=tuple(row),
            kind="quote",
            document_id=quote.document_id,
            number=quote.number if index == 0 else 0,
            height=leading * (1.55 if index == 0 else 1),
        )
        for index, row in enumerate(rows)
    ]
    place = [(Run(text=word, face="sans"),) for word in f"{quote.place} · {', '.join(quote.names)}".split()]
    rows = _wrap(place, width, measure)
    return lines + [
        Line(
            words=tuple(row),
            kind="place",
            height=leading,
            document_id=quote.document_id,
            is_last=index == len(rows) - 1,
        )
        for index, row in enumerate(rows)
    ]


def set_notes(
    title: str, notes: Sequence[str], *, width: float, leading: float, measure: Callable[[str, str], float]
) -> tuple[Line, ...]:
    """Set a list of short notes under a title, such as the findings or the sources of a sheet.

    Parameters
    ----------
    title
        Above the list.
    notes
        One paragraph each.
    width, leading, measure
        As in `set_lines`.

    Returns
    -------
    Empty when there is no note.
    """
    if not notes:
        return ()
    lines = [_title_line(title, leading * 2.2, face="serif-italic")]
    for note in notes:
        rows = _wrap([(Run(text=word, face="sans"),) for word in note.split()], width, measure)
        lines += [
            Line(words=tuple(row), kind="place", height=leading * 0.86, is_last=index == len(rows) - 1)
            for index, row in enumerate(rows)
        ]
    return tuple(lines)


def _title_line(text: str, height: float, *, face: str) -> Line:
    return Line(words=tuple((Run(text=word, face=face),) for word in text.split()), kind="heading", height=height)


def _words(pieces: Sequence[tuple[str, bool]]) -> list[Word]:
    """Split marked text at spaces; a word that is only partly a name is made of several runs."""
    words: list[Word] = [()]
    for text, named in pieces:
        for index, part in enumerate(text.split(" ")):
            if index:
                words.append(())
            if part:
                words[-1] += (Run(text=part, face="serif-bold" if named else "serif"),)
    return [word for word in words if word]


def _wrap(words: Sequence[Word], width: float, measure: Callable[[str, str], float]) -> list[list[Word]]:
    rows: list[list[Word]] = [[]]
    used = 0.0
    for word in words:
        wide = sum(measure(run.text, run.face) for run in word)
        space = measure(" ", word[0].face) if rows[-1] else 0
        if rows[-1] and used + space + wide > width:
            rows.append([])
            used, space = 0.0, 0.0
        rows[-1].append(word)
        used += space + wide
    return rows


def flow(
    lines: Sequence[Line], heights: Sequence[float], *, may_go_on: bool
) -> tuple[tuple[tuple[Line, ...], ...], tuple[Line, ...]]:
    """Pour lines into columns.

    Parameters
    ----------
    lines
        As `set_lines` makes them.
    heights
        Of the columns, mm.
    may_go_on
        Whether the last column may end within a quotation, which then goes on on the next page.

    Returns
    -------
    The lines of each column, and those that found no room.
    """
    columns: list[tuple[Line, ...]] = []
    rest = list(lines)
    for index, height in enumerate(heights):
        is_last = index == len(heights) - 1
        taken = _fitting(rest, height, may_split=may_go_on or not is_last)
        columns.append(tuple(rest[:taken]))
        rest = rest[taken:]
    return (tuple(columns), tuple(rest)) if may_go_on else _whole(columns, rest)


def _whole(
    columns: list[tuple[Line, ...]], rest: Sequence[Line]
) -> tuple[tuple[tuple[Line, ...], ...], tuple[Line, ...]]:
    """Take back a quotation that began but does not end."""
    whole = columns
    while rest and rest[0].kind != "heading" and not rest[0].number and any(whole):
        full = max(index for index, column in enumerate(whole) if column)
        rest = (whole[full][-1], *rest)
        whole = [*whole[:full], whole[full][:-1], *whole[full + 1 :]]
    return tuple(whole), tuple(rest)


def _fitting(lines: Sequence[Line], height: float, *, may_split: bool) -> int:
    """Return how many lines fit: whole blocks, then part of the next where two lines stay on either side."""
    taken, left = 0, height
    for block in _blocks(lines):
        totals = list(itertools.accumulate(line.height for line in block))
        if totals[-1] <= left + 1e-6:
            taken, left = taken + len(block), left - totals[-1]
            continue
        fits = min(sum(1 for total in totals if total <= left + 1e-6), len(block) - 2)
        least = 2 + sum(1 for line in block if line.kind == "heading")
        return taken + (fits if may_split and fits >= least else 0)
    return taken


def _blocks(lines: Sequence[Line]) -> list[list[Line]]:
    """Group lines that belong together: a heading stays with the first quote after it."""
    blocks: list[list[Line]] = [[]]
    for line in lines:
        blocks[-1].append(line)
        if line.is_last:
            blocks.append([])
    return [block for block in blocks if block]
