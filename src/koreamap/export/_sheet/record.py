"""What the template of the sheets is given: texts, already worded, numbers and pictures. It decides nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, is_dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from koreamap.export._sheet.faces import clean

if TYPE_CHECKING:
    from koreamap.export._sheet.plan import PagePlan
    from koreamap.export._sheet.quotes import Quote

__all__ = ["Book", "Entry", "Note", "Part", "Picture", "Section", "SheetRecord", "to_data"]

_LONG = re.compile(r"\S{120}")
"""A word so long may be broken anywhere: it is wider than a column, and a line of it longer than a PDF's string."""

_BOUND = re.compile(r"(?<=\d) (?=(?:%|km²?|nm|m|°)(?!\w))|(?<=±) (?=\d)|(?<=\d) (?=±)|(?<=1) (?=: \d)|(?<=1 :) (?=\d)")
"""Where a line may not end: a figure stays with its unit and with how exact it is."""

_ENCODED = re.compile(r"(?:%[89A-F][0-9A-F])+", re.IGNORECASE)
"""Letters beyond ASCII, as an address writes them."""


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
class Part:
    """A document with its passages."""

    citation: str
    short: str
    address: str
    quotes: tuple[Quote, ...]


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
class Inset:
    """A small map with what it is."""

    picture: Picture
    caption: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """Which names a map has no room for: those with a number on it, and in a sentence those with none."""

    head: str
    numbers: tuple[tuple[str, str], ...]
    missing: str


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
    insets
        Small maps.
    apart
        The small maps stand in the column after that of scale bars and north, not below these.
    keys
        Of each map that has no room for all its names.
    documents, sections
        What is set in columns, after the keys.
    """

    title: str
    second: str
    account: str
    layout: str = ""
    map: Picture | None = None
    legend: tuple[tuple[Entry, ...], ...]
    scale: Picture | None = None
    insets: tuple[Inset, ...] = ()
    apart: bool = False
    keys: tuple[Key, ...] = ()
    documents: tuple[Part, ...] = ()
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """A sheet, or an atlas of several, with paper (mm) and what is the same on all pages.

    Parameters
    ----------
    title, description, author, keywords, lang, day
        As the file says them; the day is year, month, day.
    page
        The paper.
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
    page: PagePlan
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
        In which a part of it stands: what is SVG is left as it is, an address goes with how it is shown.
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


@lru_cache(maxsize=4096)
def _clean(text: str, field: str) -> str | dict[str, str]:
    if field in {"svg", "symbol"}:
        return text
    cleaned = clean(text)
    if field == "address":
        return {"to": cleaned, "shown": _decode(cleaned)}
    bound = _BOUND.sub("\u00a0", cleaned).replace("\u2009", "\u202f") if field == "body" else cleaned
    return _LONG.sub("\\g<0>\u200b", bound)


def _decode(address: str) -> str:
    """Write an address as people read it, where our faces have its letters."""
    shown = _ENCODED.sub(lambda found: unquote(found[0], errors="replace"), address)
    return shown if clean(shown) == shown and "\ufffd" not in shown else address
