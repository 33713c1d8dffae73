"""Write EDTF dates as words."""

from __future__ import annotations

import re

from koreamap.model.values import MONTHS

__all__ = ["write_date"]

_DATE = re.compile(r"(?P<year>\d{4})(-(?P<month>0[1-9]|1[0-2])(-(?P<day>\d\d))?)?(?P<doubt>[~?%]?)")
_DOUBTS = {"": "", "~": "about ", "?": "perhaps ", "%": "perhaps about "}


def write_date(date: str) -> str:
    """Write ``1953-08-30`` as *30 Aug 1953*, ``1953~`` as *about 1953*.

    Parameters
    ----------
    date
        EDTF, or empty.

    Returns
    -------
    Words; anything richer as it stands.
    """
    found = _DATE.fullmatch(date)
    if not found:
        return date
    year, month, day, doubt = found.group("year", "month", "day", "doubt")
    words = [str(int(day))] if day else []
    words += [MONTHS[int(month) - 1][:3]] if month else []
    return _DOUBTS[doubt] + " ".join([*words, year])
