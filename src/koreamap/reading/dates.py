"""Dates as heads of documents write them, in English or Korean, into EDTF."""

from __future__ import annotations

import re

import msgspec

from koreamap.model.values import MONTHS, Edtf

__all__ = ["read_date", "read_dateline"]

_MONTHS = {month[:3].lower(): number for number, month in enumerate(MONTHS, start=1)}
_NAMES = "|".join(_MONTHS)
_PATTERNS = (
    re.compile(rf"(?P<d>\d{{1,2}})\.?\s+(?P<n>{_NAMES})[a-z]*\.?,?\s+(?P<y>\d{{4}})", re.IGNORECASE),
    re.compile(rf"(?P<n>{_NAMES})[a-z]*\.?\s+(?:(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+)?(?P<y>\d{{4}})", re.IGNORECASE),
    re.compile(r"(?P<y>\d{4})년(?:\s*(?P<m>\d{1,2})월(?:\s*(?P<d>\d{1,2})일)?)?"),
    re.compile(r"(?P<y>\d{4})\.\s?(?P<m>\d{1,2})\.\s?(?P<d>\d{1,2})(?=\D|$)"),
    re.compile(r"(?P<y>\d{4})(?:[-./](?P<m>\d{1,2})(?:[-./](?P<d>\d{1,2}))?)?(?=\D|$)"),
)
_LINE = re.compile(
    rf"""(?:.{{0,60}}[,:]\s+)? \(?
    (?:\d{{1,2}}\.?\s+(?:{_NAMES})[a-z]*\.?,?\s+\d{{4}}
    | (?:{_NAMES})[a-z]*\.?\s+(?:\d{{1,2}}(?:st|nd|rd|th)?,?\s+)?\d{{4}}
    | \d{{4}}년\s*\d{{1,2}}월(?:\s*\d{{1,2}}일)? | \d{{4}}\.\s?\d{{1,2}}\.\s?\d{{1,2}}\.? | \d{{4}}-\d\d(?:-\d\d)?)
    \)? (?:[,\s]+\d{{1,2}}(?:[:.]?\d\d)?\s*(?:[ap]\.?m\b\.?|hours|시))? \.?""",
    re.IGNORECASE | re.VERBOSE,
)
"""A place and a date, or a date alone; no year alone, which ends many a title."""


def read_dateline(line: str) -> str:
    """Return the date of a line that is nothing but a dateline, ``Munsan-ni, 29 July 1953``, as EDTF; else empty."""
    found = _LINE.fullmatch(line.strip())
    return read_date(line) if found else ""


def read_date(text: str) -> str:
    """Return a date as EDTF, ``1953-07-27``; empty where the text is none, or no day of the calendar's months."""
    for pattern in _PATTERNS:
        if not (found := pattern.search(text)):
            continue
        parts = found.groupdict()
        year, month, day, name = (parts.get(key) or "" for key in "ymdn")
        number = _MONTHS[name[:3].lower()] if name else int(month or 0)
        written = year + (f"-{number:02}" if number else "") + (f"-{int(day):02}" if day else "")
        try:
            return msgspec.convert(written, Edtf)
        except msgspec.ValidationError:
            continue
    return ""
