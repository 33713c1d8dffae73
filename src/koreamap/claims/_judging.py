"""How a share, a count or a plain yes becomes a verdict, and whether the uncertainty could turn it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from koreamap.claims._finding import Value
    from koreamap.model import Verdict

__all__ = [
    "CONTEXT", "NOT_TESTABLE", "Judgement", "count_words", "judge", "judge_count", "judge_readings", "judge_share",
    "judge_sides", "weigh",
]  # fmt: skip


class Judgement(NamedTuple):
    """A verdict, and whether the geometries' own uncertainty could turn it."""

    verdict: Verdict
    is_unsure: bool = False


CONTEXT, NOT_TESTABLE = Judgement("context"), Judgement("not testable")


def judge(is_true: bool, *, is_partly: bool = False, is_unsure: bool = False) -> Judgement:
    """Call what holds supported, and what does not partly supported or contradicted."""
    return Judgement("supported" if is_true else "partly supported" if is_partly else "contradicted", is_unsure)


def judge_count(count: int, total: int, *others: int) -> Judgement:
    """Call all supported, none contradicted, anything between partly supported.

    Parameters
    ----------
    count, total
        How many hold, of how many.
    others
        How many may hold as well, within the uncertainty.
    """
    return weigh(*(judge(each == total, is_partly=each > 0).verdict for each in (count, *others)))


def judge_share(share: float, *others: float, most: float, few: float) -> Judgement:
    """Call at least `most` of a line supported, less than `few` of it contradicted, anything between partly supported.

    Parameters
    ----------
    share
        Of the whole, 0 to 1.
    others
        What it may be as well, within the uncertainty.
    most, few
        The limits, 0 to 1.
    """
    return weigh(*(judge(each >= most, is_partly=each >= few).verdict for each in (share, *others)))


def judge_readings(*judgements: Judgement) -> Judgement:
    """Take the verdict that all readings of a claim share; where they differ, it depends on the reading."""
    verdicts = {judgement.verdict for judgement in judgements}
    verdict = verdicts.pop() if len(verdicts) == 1 else "depends on the reading"
    return Judgement(verdict, any(judgement.is_unsure for judgement in judgements))


def judge_sides(gaps: Sequence[Value]) -> tuple[Judgement, int]:
    """Judge by how many gaps are more than 0, and return their count."""
    count = sum(gap.value > 0 for gap in gaps)
    return judge_count(count, len(gaps), sum(gap.value > (gap.error or 0) for gap in gaps)), count


def count_words(count: int, total: int, word: str) -> str:
    """Open a sentence with a count: all of them, or so many of so many."""
    return f"All {word}" if count == total else f"{count} of the {word}" if count else f"None of the {word}"


def weigh(verdict: Verdict, *others: Verdict) -> Judgement:
    """Take a verdict, and those that the uncertainty might give instead."""
    return Judgement(verdict, any(other != verdict for other in others))
