"""The date of a document, where it says one: by three rules, tried in turn, and no other.

1. ``date`` in the front matter: lines between ``---`` (YAML) or ``+++`` (TOML) at the very beginning.
2. An ISO 8601 date in the file's name, apart from letters and digits: ``1953-07-27``, ``19530727``, ``1953-07``, or a
   year from 1800 to 2099 alone.
3. The first date that is written out in the first line that is not blank: ``1953-07-27``, ``27 July 1953``,
   ``July 27, 1953``, ``July 1953``, ``1953년 7월 27일``.
"""

from __future__ import annotations

import re
from datetime import date

__all__ = ["find_date", "read_date"]

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_MONTH = "|".join([*(rf"{name[:3]}(?:{name[3:]})?" for name in _MONTHS), "sept"])
_ISO = r"(?P<y{0}>[12]\d{{3}})-(?P<m{0}>[01]\d)(?:-(?P<d{0}>[0-3]\d))?"
_NAMED = re.compile(
    rf"(?<![^\W_]){_ISO.format(1)}(?![^\W_]|-\d)"
    r"|(?<![^\W_])(?P<y2>[12]\d{3})(?P<m2>[01]\d)(?P<d2>[0-3]\d)(?![^\W_])"
    r"|(?<![^\W_])(?P<y3>18\d\d|19\d\d|20\d\d)(?![^\W_]|-\d)"
)
_WRITTEN = re.compile(
    rf"(?<!\w){_ISO.format(1)}(?!\w|-\d)"
    rf"|(?<!\w)(?P<d2>[0-3]?\d)\s+(?P<w2>{_MONTH})\.?,?\s+(?P<y2>[12]\d{{3}})(?!\w)"
    rf"|(?<!\w)(?P<w3>{_MONTH})\.?\s+(?:(?P<d3>[0-3]?\d)(?:st|nd|rd|th)?,?\s+)?(?P<y3>[12]\d{{3}})(?!\w)"
    r"|(?<!\d)(?P<y4>[12]\d{3})년\s*(?P<m4>[01]?\d)월(?:\s*(?P<d4>[0-3]?\d)일)?",
    re.IGNORECASE,
)
_FRONT = re.compile(r"\A\ufeff?(---|\+\+\+)[^\S\n]*\r?\n(.{0,4000}?)\n\1[^\S\n]*(?:\r?\n|\Z)", re.DOTALL)
_KEY = re.compile(r"^date\s*[:=]\s*[\"']?([12]\d{3}(?:-[01]\d(?:-[0-3]\d)?)?)(?![\d-])", re.MULTILINE)
_DATE = re.compile(r"[12]\d{3}(?:-[01]\d(?:-[0-3]\d)?)?")
_LINE = re.compile(r"\s*([^\r\n]{1,300})")


def find_date(name: str, text: str) -> str:
    """Return the date of a document, as EDTF (``1953-07-27``, ``1953-07``, ``1953``); empty where it says none.

    Parameters
    ----------
    name
        Of the document; its last part, without the suffix, is looked at.
    text
        As it stands in its file.
    """
    front = _FRONT.match(text)
    if front and (key := _KEY.search(front[2])) and (found := read_date(key[1])):
        return found
    stem = name.rpartition("/")[2].rpartition(".")[0]
    for pattern, where in ((_NAMED, stem), (_WRITTEN, _first_line(text, front.end() if front else 0))):
        for match in pattern.finditer(where):
            if found := _read(match):
                return found
    return ""


def read_date(text: str) -> str:
    """Return a date that is written as ``1953-07-27``, ``1953-07`` or ``1953``; empty when it is none."""
    if not _DATE.fullmatch(text):
        return ""
    year, month, day = (*text.split("-"), "", "")[:3]
    return _check(year, month, day)


def _first_line(text: str, start: int) -> str:
    line = _LINE.match(text, start)
    return line[1] if line else ""


def _read(match: re.Match[str]) -> str:
    """Write what one of a pattern's ways found."""
    parts = {name[0]: value for name, value in match.groupdict().items() if value}
    month = parts.get("m", "")
    if word := parts.get("w"):
        month = str(next(number for number, name in enumerate(_MONTHS, 1) if name.startswith(word.lower()[:3])))
    return _check(parts.get("y", ""), month, parts.get("d", ""))


def _check(year: str, month: str, day: str) -> str:
    """Write a date as EDTF, to the day, month or year; empty when the calendar has none such."""
    try:
        whole = date(int(year), int(month or 1), int(day or 1)).isoformat()
    except ValueError:
        return ""
    return whole if day else whole[:7] if month else whole[:4]
