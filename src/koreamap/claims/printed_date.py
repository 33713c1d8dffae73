"""A day or month that a document prints, against the dates that other sources give; no geometry is measured."""

from __future__ import annotations

from typing import Literal

from koreamap.claims._check import NOT_TESTABLE, Claim, Finding, Record, Reference, conclude, judge
from koreamap.model.values import Edtf

_DIGITS = {"year": 4, "month": 7, "day": 10}
"""How much of an EDTF date tells it."""


class Given(Record, frozen=True, kw_only=True):
    """The printed date, those that were read, what they must share with it, and whether they show all of the claim."""

    printed: Edtf
    read: tuple[Edtf, ...] = ()
    same: Literal["year", "month", "day"]
    is_all_shown: bool = True


def check(claim: Claim, _reference: Reference, given: Given) -> Finding:
    """Ask which of the dates that were read agree with the printed one."""
    digits = _DIGITS[given.same]
    agreed = [date for date in given.read if date[:digits] == given.printed[:digits]]
    is_true = len(agreed) == len(given.read) and given.is_all_shown
    return conclude(claim, judge(is_true, is_partly=bool(agreed)) if given.read else NOT_TESTABLE)
