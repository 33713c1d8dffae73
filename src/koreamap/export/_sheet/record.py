"""What the template of the sheets is given: texts, already worded, numbers and pictures. It decides nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, is_dataclass
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
    """

    title: str
    second: str
    account: str
    layout: str = ""
    map: Picture | None = None
    legend: tuple[tuple[Entry, ...], ...]
    scale: Picture | None = None
    inset: Picture | None = None
    inset_caption: str = ""
    documents: tuple[Part, ...] = ()
    sections: tuple[Section, ...] = ()


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


def to_data(record: Any, field: str = "") -> Any:  # noqa: ANN401 - a record or a part of one; JSON
    """Return a book as JSON data; a character that no face has is replaced where it is text.

    Parameters
    ----------
    record
        The book.
    field
        In which a part of it stands: what is SVG is left as it is.
    """
    if isinstance(record, str):
        return _clean(record, field)
    if isinstance(record, list | tuple):
        return [to_data(each, field) for each in record]
    if isinstance(record, dict):
        return {name: to_data(each, name) for name, each in record.items()}
    if is_dataclass(record):
        return {each.name: to_data(getattr(record, each.name), each.name) for each in fields(record)}
    return record


def _clean(text: str, field: str) -> str:
    if field in {"svg", "symbol"}:
        return text
    cleaned = clean(text)
    return cleaned if field == "address" else _LONG.sub("\\g<0>\u200b", cleaned)
