"""A date, a number or a wording that a document prints, against what other sources give; no geometry is measured."""

from __future__ import annotations

from typing import Literal

from msgspec import structs

from koreamap.claims._check import NOT_TESTABLE, Claim, Finding, Record, Reference, conclude, judge
from koreamap.errors import ClaimError

_DIGITS = {"year": 4, "month": 7, "day": 10}
"""How much of an EDTF date tells it."""


class Given(Record, frozen=True, kw_only=True):
    """What is printed, what was read, and what both must share.

    Parameters
    ----------
    printed
        An EDTF date, a number, or words of the quote. Of dates and numbers also the first and the last that it allows,
        with a slash between: early October 1950 is ``1950-10-01/1950-10-10``.
    read
        By the id of the source, or of another passage of the documents: what stands there, in the same form.
    same
        How much of a date, a number within `spread`, or every word.
    spread
        By which share of it a number may be off.
    is_all_shown
        Whether what was read shows all of the sentence; else it is supported in part at best.
    """

    printed: str
    read: dict[str, str]
    same: Literal["year", "month", "day", "number", "words"]
    spread: float = 0
    is_all_shown: bool = True


def check(claim: Claim, reference: Reference, given: Given) -> Finding:
    """Ask which of the readings agree with what is printed."""
    passages = {passage.id for document in reference.documents.values() for passage in document.passages}
    if unknown := given.read.keys() - passages - set(claim.source_ids):
        raise ClaimError("read", found=", ".join(sorted(unknown)), expected="a passage, or one of its source_ids")
    agreed = [value for value in given.read.values() if _agree(given, value)]
    is_true = len(agreed) == len(given.read) and given.is_all_shown
    judgement = judge(is_true, is_partly=bool(agreed)) if given.read else NOT_TESTABLE
    finding = conclude(claim, judgement)
    is_counted = finding.share and given.is_all_shown
    return structs.replace(finding, share=f"{len(agreed)} of {len(given.read)} sources") if is_counted else finding


def _agree(given: Given, value: str) -> bool:
    if given.same == "words":
        return value.casefold() == given.printed.casefold()
    first, _, last = given.printed.partition("/")
    if given.same == "number":
        return float(first) * (1 - given.spread) <= float(value) <= float(last or first) * (1 + given.spread)
    digits = _DIGITS[given.same]
    return first[:digits] <= value[:digits] <= (last or first)[:digits]
