"""Columns: what a table, a form or a schema needs to know of a record's field, read from the field itself."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Annotated, Literal, get_args, get_origin, get_type_hints

import msgspec

from koreamap.model.record import Record

__all__ = ["Column", "Kind", "Value", "find_columns_of"]

Value = str | float | int | dt.date | None
"""What a cell may hold."""

Kind = Literal["text", "real", "integer", "date"]
"""What the values of a column are; a flag is an integer, 0 or 1. A date is a day; EDTF is text."""

_KINDS: dict[object, Kind] = {str: "text", float: "real", int: "integer", bool: "integer"}


class Column(Record, frozen=True, kw_only=True):
    """A column.

    Parameters
    ----------
    name
        The field's.
    kind
        Of its values.
    title
        What a form calls it, without the unit.
    comment
        What it means.
    unit
        Of the value; empty for none.
    short
        Its short name; empty where the name has ten characters or fewer.
    form
        How a form shows it: a line, several, or not at all.
    is_optional
        Whether it may be empty.
    carriers
        Groups or ids of the layers that carry it; empty for all.
    """

    name: str
    kind: Kind = "text"
    title: str = ""
    comment: str = ""
    unit: str = ""
    short: str = ""
    form: Literal["line", "text", "hidden"] = "line"
    is_optional: bool = False
    carriers: tuple[str, ...] = ()

    @property
    def short_name(self) -> str:
        """Its name where a format allows no more than ten characters."""
        return self.short or self.name

    @property
    def alias(self) -> str:
        """What a form calls it, with its unit."""
        title = self.title or self.name.replace("_", " ").capitalize()
        return f"{title} ({self.unit})" if self.unit else title


@cache
def find_columns_of(record: type[msgspec.Struct]) -> tuple[Column, ...]:
    """Read the columns of a record: a row for each field, in order.

    Parameters
    ----------
    record
        Its fields are annotated with a type and, where there is more to say, a `msgspec.Meta`: ``title``,
        ``description`` and, under ``extra``, any of a column's other fields.
    """
    hints = get_type_hints(record, include_extras=True)
    return tuple(_read_column(name, hints[name]) for name in record.__struct_fields__)


def _read_column(name: str, hint: object) -> Column:
    type_, *notes = get_args(hint) if get_origin(hint) is Annotated else (hint,)
    meta = next((note for note in notes if isinstance(note, msgspec.Meta)), msgspec.Meta())
    choices = get_args(type_) or (type_,)
    first = str if get_origin(type_) is Literal else choices[0]
    return Column(
        name=name,
        kind=_KINDS[first],
        title=meta.title or "",
        comment=meta.description or "",
        is_optional=type(None) in choices,
        **(meta.extra or {}),
    )
