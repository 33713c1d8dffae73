"""A day or month that a document prints, against the dates that other sources give; no geometry is measured."""

from __future__ import annotations

from koreamap.claims._check import NOT_TESTABLE, Claim, Finding, Record, Reference, conclude, judge


class Given(Record, frozen=True, kw_only=True):
    """Dates as EDTF: the printed one, and those that were read; and whether these show all that is claimed."""

    printed: str
    read: tuple[str, ...] = ()
    is_all_shown: bool = True


def check(claim: Claim, _reference: Reference, given: Given) -> Finding:
    """Ask which of the dates that were read lie in the printed day or month."""
    agreed = [date for date in given.read if date.startswith(given.printed)]
    is_true = len(agreed) == len(given.read) and given.is_all_shown
    return conclude(claim, judge(is_true, is_partly=bool(agreed)) if given.read else NOT_TESTABLE)
