"""Write EDTF dates as words, and read them as days."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from babel.dates import format_date, format_skeleton

from koreamap.model.values import MONTHS
from koreamap.translation import LANGUAGES, N_, translate

__all__ = ["find_day", "write_date"]

_DATE = re.compile(r"(?P<year>\d{4})(-(?P<month>0[1-9]|1[0-2])(-(?P<day>\d\d))?)?(?P<doubt>[~?%]?)")
_DOUBTS = {"": "{date}", "~": N_("about {date}"), "?": N_("perhaps {date}"), "%": N_("perhaps about {date}")}


def write_date(date: str, language: str = LANGUAGES[0]) -> str:
    """Write ``1953-08-30`` as *30 Aug 1953*, ``1953~`` as *about 1953*.

    Parameters
    ----------
    date
        EDTF, or empty.
    language
        In which to write it.

    Returns
    -------
    Words; anything richer as it stands.
    """
    found = _DATE.fullmatch(date)
    if not found:
        return date
    year, month, day, doubt = found.group("year", "month", "day", "doubt")
    if language == LANGUAGES[0]:
        parts = [str(int(day))] if day else []
        parts += [MONTHS[int(month) - 1][:3]] if month else []
        words = " ".join([*parts, year])
    else:
        words = _write_abroad(language, int(year), int(month or 0), int(day or 0))
    return translate(_DOUBTS[doubt], language).format(date=words)


def _write_abroad(language: str, year: int, month: int, day: int) -> str:
    """Write a date as a language other than English does; what is 0 is not known."""
    date = dt.date(year, month or 1, day or 1)
    if day:
        return format_date(date, "long", locale=language)
    return format_skeleton("yMMMM" if month else "y", date, locale=language)


def find_day(date: str | None, *, first: bool) -> dt.date | None:
    """Return the first or the last day that an EDTF date may mean: of ``1953``, 1 January or 31 December.

    Parameters
    ----------
    date
        EDTF; its doubt is not counted in days.
    first
        Whether the first is meant.

    Returns
    -------
    None for no date, and for anything richer than a day, a month or a year.
    """
    found = _DATE.fullmatch(date or "")
    if not found:
        return None
    year, month = int(found["year"]), int(found["month"] or (1 if first else 12))
    day = int(found["day"] or (1 if first else calendar.monthrange(year, month)[1]))
    return dt.date(year, month, day)
