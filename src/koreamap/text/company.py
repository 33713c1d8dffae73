"""Company: what the places named near by say of a form that means its place only beside others, or one of several.

"The Zone" is the demilitarized one where that is named, Udo one of the five western islands beside another of them;
Kangwon Province is the ROK's or the DPRK's by the town that is named with it.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from koreamap.text.forms import NEAR

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from koreamap.text.matching import Span

__all__ = ["drop_lonely", "narrow"]

_BESIDE = 200
"""Characters within which a town says which of two provinces is meant."""


def drop_lonely(spans: Sequence[Span]) -> list[Span]:
    """Drop the names that need another place near by, and have none.

    Parameters
    ----------
    spans
        By start; none overlaps another.
    """
    if not any(span.form.company for span in spans):
        return list(spans)
    starts = [span.start for span in spans]
    return [span for span in spans if not span.form.company or _has_company(span, spans, starts)]


def narrow(spans: Sequence[Span]) -> list[Span]:
    """Let a name that several places bear mean the one whose company stands nearest; all of them where none does.

    Parameters
    ----------
    spans
        By start; none overlaps another.
    """
    if not any(span.form.narrow for span in spans):
        return list(spans)
    starts = [span.start for span in spans]
    return [_narrow_one(span, spans, starts) if span.form.narrow else span for span in spans]


def _has_company(span: Span, spans: Sequence[Span], starts: Sequence[int]) -> bool:
    """Tell whether another is named; far away only by a name that needs no company itself."""
    form = span.form
    return any(
        not form.company.isdisjoint(other.form.place_ids) and (form.reach == NEAR or not other.form.company)
        for other in _find_others(span, spans, starts, form.reach)
    )


def _narrow_one(span: Span, spans: Sequence[Span], starts: Sequence[int]) -> Span:
    others = sorted(
        _find_others(span, spans, starts, _BESIDE),
        key=lambda other: max(other.start - span.end, span.start - other.end),
    )
    for other in others:
        meant = tuple(id_ for id_, company in span.form.narrow if not company.isdisjoint(other.form.place_ids))
        if meant:
            return span._replace(form=replace(span.form, place_ids=meant))
    return span


def _find_others(span: Span, spans: Sequence[Span], starts: Sequence[int], reach: int) -> Iterator[Span]:
    first = bisect_left(starts, span.start - reach)
    last = bisect_left(starts, span.end + reach)
    return (other for other in spans[first:last] if other is not span)
