"""When a feature is there, as QGIS's time controller asks: from the days that a table has, or from EDTF text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from koreamap.export._qgis.xml import add

if TYPE_CHECKING:
    from collections.abc import Sequence
    from xml.etree.ElementTree import Element

    from koreamap.model.columns import Column

__all__ = ["add_time"]

_FIELDS, _EXPRESSIONS = 2, 4  # modes of QGIS
_LAST_DAY_COUNTS = 1  # its mode for the end of a range

_FIRST = (
    "coalesce(with_variable('day', regexp_substr(\"valid_from\", '^(\\\\d{4}(-\\\\d\\\\d){0,2})'),"
    " to_date(@day || substr('-01-01', length(@day) - 3))), to_date('0001-01-01'))"
)
_LAST = (
    "coalesce(with_variable('day', regexp_substr(\"valid_to\", '(\\\\d{4}(-\\\\d\\\\d){0,2})[?~%]?$'),"
    " CASE WHEN length(@day) = 7 THEN to_date(@day || '-01') + to_interval('1 month') - to_interval('1 day')"
    " ELSE to_date(@day || substr('-12-31', length(@day) - 3)) END), to_date('9999-12-31'))"
)
"""The first day that an EDTF date may mean, and the last: 1953-08 begins on 1 August and ends on the 31st.

Without a date QGIS would leave the feature out; an empty day of a table it takes for always.
"""

_NEVER = "to_date('9999-12-31')"


def add_time(parent: Element, columns: Sequence[Column]) -> None:
    """Append when features are there, where the layer has dates; one without a date is there always."""
    names = {column.name for column in columns}
    if "valid_from" not in names:
        return
    has_days = "first_day" in names
    element = add(
        parent,
        "temporal",
        enabled=1,
        mode=_FIELDS if has_days else _EXPRESSIONS,
        limitMode=_LAST_DAY_COUNTS,
        startField="first_day" if has_days else "",
        endField="last_day" if has_days else "",
        startExpression="" if has_days else _FIRST,
        endExpression="" if has_days else _LAST if "valid_to" in names else _NEVER,
        durationField="",
        durationUnit="min",
        fixedDuration=0,
        accumulate=0,
    )
    fixed = add(element, "fixedRange")
    add(fixed, "start")
    add(fixed, "end")
