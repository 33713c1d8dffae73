"""Dates, kinds, accuracies and ids as people write them, made into those of a place's record."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, get_args

from koreamap.model.places import PlaceKind
from koreamap.model.values import MONTHS

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["find_kind", "find_same_as", "read_accuracy_m", "read_date"]

_EDTF = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?([?~%]?)")
_NUMBERS = re.compile(r"(\d{4})\s*[-./년]\s*(\d{1,2})(?:\s*[-./월]\s*(\d{1,2})\s*일?|\s*월)?\.?")
_YEAR = re.compile(r"(\d{4})\s*년?")
_TIME = re.compile(r"(\d{4}-\d\d-\d\d)[T ].*")
_WORDS = re.compile(r"(?:(\d{1,2})\.?\s+)?([A-Za-z]{3,9})\.?\s+(?:(\d{1,2}),\s*)?(\d{4})")
_ABOUT = re.compile(r"(?:c\.|ca\.?|circa|about|around|약)\s*", re.IGNORECASE)
_LENGTH = re.compile(r"[±+/\- ]*(\d+(?:[.,]\d+)?)\s*(km|m|킬로미터|미터)?", re.IGNORECASE)

_DRAWN_BY_GROUPS = frozenset({"group", "event"})
_KINDS: Mapping[str, PlaceKind] = {
    "city": "city", "town": "city", "village": "city", "settlement": "city", "settlements": "city", "cities": "city",
    "capital": "city", "populated place": "city", "hamlet": "city", "도시": "city", "마을": "city", "읍": "city",
    "island": "island", "islands": "island", "islet": "island", "섬": "island",
    "river": "river", "stream": "river", "rivers": "river", "강": "river",
    "sea": "water", "bay": "water", "lake": "water", "strait": "water", "bodies of water (natural)": "water",
    "바다": "water", "만": "water", "해협": "water", "호수": "water",
    "airfield": "base", "air base": "base", "military base": "base", "military bases": "base", "airport": "base",
    "기지": "base", "비행장": "base",
    "harbor": "port", "harbour": "port", "ports (settlements)": "port", "항구": "port", "항": "port",
    "province": "region", "county": "region", "district": "region", "regions (geographic)": "region", "도": "region",
    "군": "region", "지역": "region", "country": "state", "nation": "state", "국가": "state",
    "road": "corridor", "railway": "corridor", "railroad": "corridor", "route": "corridor", "routes": "corridor",
    "도로": "corridor", "철도": "corridor",
    "border": "line", "boundary": "line", "front": "line", "경계": "line", "선": "line",
    "hill": "site", "mountain": "site", "camp": "site", "temple": "site", "fort": "site", "battle": "site",
    "sites (locations)": "site", "산": "site", "고지": "site", "수용소": "site",
}  # fmt: skip
"""Words that files have for a kind, in lower case."""

_ADDRESSES = (
    (re.compile(r"https?://(?:www\.|sws\.)?geonames\.org/(\d+)(?:[/#].*)?"), "gn"),
    (re.compile(r"https?://(?:www\.)?wikidata\.org/(?:wiki|entity)/(Q\d+)/?"), "wd"),
    (re.compile(r"https?://vocab\.getty\.edu/(?:page/)?tgn/(\d+)(?:[-/].*)?"), "tgn"),
    (re.compile(r"https?://(?:www\.)?viaf\.org/viaf/(\d+)/?"), "viaf"),
)
_SHORT = re.compile(r"(gn|tgn|viaf|wd):\w+")


def read_date(text: str) -> str | None:
    """Read a date as EDTF, or None where it cannot be read for sure.

    Examples
    --------
    >>> read_date("1950.6.25"), read_date("c. 1950"), read_date("1953년 7월"), read_date("25 June 1950")
    ('1950-06-25', '1950~', '1953-07', '1950-06-25')
    >>> read_date("6/25/1950") is None
    True
    """
    plain = text.strip()
    if found := _TIME.fullmatch(plain):
        plain = found[1]
    about = _ABOUT.match(plain)
    plain = plain[about.end() :] if about else plain
    read = _read_plain(plain)
    return f"{read}~" if about and read and read[-1].isdigit() else read


def _read_plain(text: str) -> str | None:
    if found := _EDTF.fullmatch(text):
        return _join(found[1], found[2], found[3], found[4])
    if found := _YEAR.fullmatch(text):
        return found[1]
    if found := _NUMBERS.fullmatch(text):
        return _join(found[1], found[2], found[3])
    if found := _WORDS.fullmatch(text):
        days = [day for day in (found[1], found[3]) if day]
        months = [n for n, name in enumerate(MONTHS, start=1) if name.lower().startswith(found[2].lower())]
        if len(months) == 1 and len(days) < 2:
            return _join(found[4], str(months[0]), days[0] if days else None)
    return None


def _join(year: str, month: str | None, day: str | None, doubt: str = "") -> str | None:
    """Write a date that the calendar has."""
    try:
        date(max(1, int(year)), int(month or 1), int(day or 1))
    except ValueError:
        return None
    return "-".join([year, *(f"{int(part):02}" for part in (month, day) if part)]) + doubt


def find_kind(text: str, geometry_type: str) -> PlaceKind:
    """Return the kind that a word of a file means; of an unknown word, what the geometry suggests."""
    word = text.strip().casefold()
    kinds: dict[str, PlaceKind] = {kind: kind for kind in get_args(PlaceKind) if kind not in _DRAWN_BY_GROUPS}
    for part in (word, *word.split("; ")):
        if found := kinds.get(part) or _KINDS.get(part):
            return found
    default: dict[str, PlaceKind] = {"Point": "site", "LineString": "line"}
    return default.get(geometry_type.removeprefix("Multi"), "area")


def read_accuracy_m(text: str) -> float | None:
    """Read a distance, in metres where it has no unit; None where it is none, or 0.

    Examples
    --------
    >>> read_accuracy_m("± 500 m"), read_accuracy_m("2,5 km")
    (500.0, 2500.0)
    """
    found = _LENGTH.fullmatch(text.strip())
    if not found:
        return None
    metres = float(found[1].replace(",", ".")) * (1000 if (found[2] or "m").lower() in {"km", "킬로미터"} else 1)
    return metres or None


def find_same_as(text: str) -> str | None:
    """Return the short id of a place in GeoNames, Wikidata, TGN or VIAF; None for an address elsewhere."""
    if _SHORT.fullmatch(text):
        return text
    return next((f"{short}:{found[1]}" for pattern, short in _ADDRESSES if (found := pattern.fullmatch(text))), None)
