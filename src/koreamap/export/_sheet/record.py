"""What the template of the sheets is given: texts, already worded, numbers and pictures. It decides nothing."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from typing import Any

from koreamap.export._sheet.faces import clean

__all__ = ["Book", "Entry", "Note", "Part", "Picture", "QuoteRecord", "Section", "SheetRecord", "to_data"]

_LONG = re.compile(r"\S{120}")
"""A word so long may be broken anywhere: it is wider than a column, and a line of it longer than a PDF's string."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A drawing, with what it shows for those who do not see it; the width is in mm."""

    svg: str
    alt: str
    width: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry of the legend; the symbol is SVG."""

    symbol: str
    title: str
    second: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteRecord:
    """A numbered passage: stretches of its text, each with whether it names a place of the map; and where it stands."""

    number: int
    pieces: tuple[tuple[str, bool], ...]
    place: str
    names: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A document with its passages."""

    citation: str
    short: str
    address: str
    quotes: tuple[QuoteRecord, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A note; `lang` is the language of its words."""

    body: str
    head: str = ""
    address: str = ""
    lang: str = "en"
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Notes under a heading."""

    title: str
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRecord:
    """A sheet.

    Parameters
    ----------
    title, second, account
        Its name, the same in Hangul, and what it is.
    layout
        Where legend and map stand; see `koreamap.export._sheet.plan`.
    map
        The map.
    legend
        Entries by column.
    scale
        Scale bars and north.
    inset, inset_caption
        Another map.
    documents, sections
        What is set in columns.
    rest
        Height to be kept empty below the columns of the last page, mm.
    snug
        Whether lines and notes stand nearer together, which spares an almost empty last page.
    """

    title: str
    second: str
    account: str
    layout: str
    map: Picture
    legend: tuple[tuple[Entry, ...], ...]
    scale: Picture
    inset: Picture | None
    inset_caption: str
    documents: tuple[Part, ...]
    sections: tuple[Section, ...]
    rest: float = 0
    snug: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """A sheet, or an atlas of several, with paper (mm) and what is the same on all pages.

    Parameters
    ----------
    title, description, author, keywords, lang, day
        As the file says them; the day is year, month, day.
    zoom
        By which type grows on larger paper.
    width, height, margin, header, footer, gap, columns
        Of the page.
    contents
        Heading of an atlas's list of sheets; None for a sheet.
    credit
        At the foot of each page.
    words
        Words by use, see `koreamap.export._sheet.words`.
    sheets
        At least one.
    widths
        At which the legend's entries are to be measured.
    """

    title: str
    description: str
    author: str
    keywords: tuple[str, ...]
    lang: str
    day: tuple[int, int, int]
    zoom: float
    width: float
    height: float
    margin: float
    header: float
    footer: float
    gap: float
    columns: int
    contents: str | None
    credit: str
    words: dict[str, str]
    sheets: tuple[SheetRecord, ...]
    widths: tuple[float, ...] = ()


def to_data(book: Book) -> dict[str, Any]:
    """Return a book as JSON data; a character that no face has is replaced where it is text."""
    return {key: _clean(value, key) for key, value in asdict(book).items()}


def _clean(value: Any, key: str = "") -> Any:  # noqa: ANN401 - JSON
    if isinstance(value, str):
        if key in {"svg", "symbol"}:
            return value
        return clean(value) if key == "address" else _LONG.sub("\\g<0>\u200b", clean(value))
    if isinstance(value, dict):
        return {name: _clean(each, name) for name, each in value.items()}
    return [_clean(each) for each in value] if isinstance(value, tuple | list) else value
