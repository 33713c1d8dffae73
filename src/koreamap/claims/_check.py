"""What every check works with: the claim, the reference, a record of what is given, and how a finding is made."""

from __future__ import annotations

from koreamap.claims._finding import Drawing, Outcome, Plot, Value, conclude
from koreamap.claims._judging import (
    CONTEXT,
    NOT_TESTABLE,
    Judgement,
    count_words,
    judge,
    judge_count,
    judge_readings,
    judge_share,
    judge_sides,
    weigh,
)
from koreamap.claims._reference import Reference
from koreamap.model import Claim, Finding, Record

__all__ = [
    "CONTEXT", "NOT_TESTABLE", "Claim", "Drawing", "Finding", "Judgement", "Outcome", "Plot", "Record", "Reference",
    "Value", "conclude", "count_words", "judge", "judge_count", "judge_readings", "judge_share", "judge_sides", "weigh",
]  # fmt: skip
