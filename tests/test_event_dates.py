"""Wherever a text dates an event of the map, the date leads to the event, or is ignored for a reason."""

from __future__ import annotations

import calendar
import re
from typing import TYPE_CHECKING, NamedTuple

import pytest

from koreamap.gazetteer import read_places
from koreamap.text.curation import Curation, read_curation
from koreamap.text.documents import find_folder, read_documents
from koreamap.text.mentions import find_mentions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from koreamap.model import Document, Place
    from koreamap.text.mentions import Found

PLACES = read_places()
EVENTS = [place for place in PLACES.values() if place.kind == "event"]
DOCUMENTS = read_documents()
MONTHS = {name: number for number, name in enumerate(calendar.month_name) if name}
MONTH = "|".join(MONTHS)
DATE = re.compile(
    rf"(?:\d{{1,2}} )?(?:{MONTH})(?: and (?:{MONTH}))?(?: \d{{1,2}})?,? (?:in |of )?(?P<year>\d{{4}})"
    r"|(?P<alone>\b\d{4}\b)"
)


class Dated(NamedTuple):
    """Where a date stands, and the first and last day that it may mean, as ISO."""

    start: int
    end: int
    first: str
    last: str
    is_year: bool


def find_dates(text: str) -> Iterator[Dated]:
    for match in DATE.finditer(text):
        year = match["year"] or match["alone"]
        if not "1900" < year < "2100":
            continue
        months = [MONTHS[name] for name in re.findall(MONTH, match[0])] or [1, 12]
        day = re.search(r"\b\d{1,2}\b", match[0])
        first, last = (f"{year}-{month:02}-{int(day[0]):02}" if day else "" for month in (months[0], months[-1]))
        yield Dated(
            match.start(), match.end(), first or f"{year}-{months[0]:02}-01", last or f"{year}-{months[-1]:02}-31",
            is_year=bool(match["alone"]),
        )  # fmt: skip


def may_mean(date: Dated, event: Place) -> bool:
    # As text, "1954-07" stands before each of its days: "~" stands after them.
    return event.valid_from <= date.last and date.first <= event.valid_to + "~"


def find_unlinked(document: Document, found: Found) -> list[str]:
    """Name the dates of events that lead elsewhere; a year alone counts where its sentence names the event."""
    unlinked = []
    for date in find_dates(document.text):
        covering = {item.place_id for item in found.mentions if item.start <= date.start and date.end <= item.end}
        ignored = any(item.start <= date.start and date.end <= item.end for item in found.ignored)
        begins = document.text.rfind(". ", 0, date.start)
        ends = document.text.find(". ", date.end) % (len(document.text) + 1)
        named = {item.place_id for item in found.mentions if begins < item.start < ends}
        for event in EVENTS:
            counts = may_mean(date, event) and (not date.is_year or event.id in named)
            if counts and event.id not in covering and not ignored:
                unlinked.append(f"{document.text[date.start : date.end]!r} -> {event.id}")
    return unlinked


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("on June 25, 1950, when", "1950-06-25", "1950-06-25"),
        ("27 July 1953", "1953-07-27", "1953-07-27"),
        ("by May, 1995", "1995-05-01", "1995-05-31"),
        ("between April and July in 1954", "1954-04-01", "1954-07-31"),
        ("the war of 1950", "1950-01-01", "1950-12-31"),
    ],
)
def test_dates_are_read(text: str, first: str, last: str) -> None:
    (date,) = find_dates(text)
    assert (date.first, date.last) == (first, last)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.id)
def test_every_date_of_an_event_leads_to_it(document: Document) -> None:
    found = find_mentions(document, PLACES, read_curation(find_folder(document.id)))
    assert find_unlinked(document, found) == []


def test_a_date_that_leads_nowhere_is_seen() -> None:
    document = next(document for document in DOCUMENTS if document.id == "lee-2007")
    found = find_mentions(document, {}, Curation())
    assert "'May 1995' -> event-1995-nnsc-office" in find_unlinked(document, found)
    assert "'April and July in 1954' -> event-1954-geneva" in find_unlinked(document, found)
