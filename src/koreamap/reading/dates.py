"""Dates as heads of documents write them, in English or Korean, into EDTF."""

from __future__ import annotations

import re

import msgspec

from koreamap.model.values import MONTHS, Edtf

__all__ = ["read_date"]

_MONTHS = {month[:3].lower(): number for number, month in enumerate(MONTHS, start=1)}
_NAMES = "|".join(_MONTHS)
_PATTERNS = (
    re.compile(rf"(?P<d>\d{{1,2}})\.?\s+(?P<n>{_NAMES})[a-z]*\.?,?\s+(?P<y>\d{{4}})", re.IGNORECASE),
    re.compile(rf"(?P<n>{_NAMES})[a-z]*\.?\s+(?:(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+)?(?P<y>\d{{4}})", re.IGNORECASE),
    re.compile(r"(?P<y>\d{4})년(?:\s*(?P<m>\d{1,2})월(?:\s*(?P<d>\d{1,2})일)?)?"),
    re.compile(r"(?P<y>\d{4})(?:[-./](?P<m>\d{1,2})(?:[-./](?P<d>\d{1,2}))?)?(?=\D|$)"),
)


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
