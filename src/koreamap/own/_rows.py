"""What a row of a user's file holds before it becomes a place, and what is said of one that cannot."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shapely.geometry.base import BaseGeometry

__all__ = ["Fault", "Row", "Rows", "tidy"]

_SHOWN = 60
"""Characters of a name in a message."""


class Fault(NamedTuple):
    """What is wrong with a row.

    Parameters
    ----------
    row
        Its number: of a feature from 1, of a table's line as an editor counts.
    name
        Of its place; empty where it has none.
    words
        What was found, and what was expected.
    kept
        Whether the place was taken all the same.
    """

    row: int
    name: str
    words: str
    kept: bool = False

    def __str__(self) -> str:
        """Say it in one sentence."""
        name = self.name if len(self.name) <= _SHOWN else f"{self.name[:_SHOWN]}…"
        return f"row {self.row}{f' ({name})' if name else ''}: {self.words}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row, read but not judged: text as it stands in the file, white space folded.

    Parameters
    ----------
    number
        As in `Fault`.
    id
        That the file gives it; empty for none.
    names
        The first is the title.
    kind, begin, end, date, accuracy, status, source
        As the file has them.
    same_as
        Addresses or ids of the place elsewhere.
    notes
        What the file says of it in prose.
    others
        What no other field takes: name of the column or member, and value.
    geometry
        Two ordinates a position, in the file's own coordinates; None where it has none.
    mended
        What had to be done to the geometry to read it.
    """

    number: int
    id: str = ""
    names: tuple[str, ...] = ()
    kind: str = ""
    begin: str = ""
    end: str = ""
    date: str = ""
    accuracy: str = ""
    status: str = ""
    source: str = ""
    same_as: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    others: tuple[tuple[str, str], ...] = ()
    geometry: BaseGeometry | None = None
    mended: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """Its first name, or nothing."""
        return self.names[0] if self.names else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """A file, read: its rows, those that could not be read, and what is to be said of the whole.

    Parameters
    ----------
    crs
        That the file names for its coordinates; empty for none.
    """

    rows: tuple[Row, ...]
    faults: tuple[Fault, ...] = ()
    notices: tuple[str, ...] = ()
    crs: str = field(default="")


def tidy(value: object) -> str:
    """Return a value as text: white space and control characters folded, what no file can carry left out."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, list | tuple):
        return "; ".join(filter(None, map(tidy, value)))
    return " ".join("".join(_clean(str(value))).split())


def _clean(text: str) -> Iterable[str]:
    for char in text:
        if char < " " or "\x7f" <= char <= "\x9f":
            yield " "
        elif not ("\ud800" <= char <= "\udfff" or char in "\ufffd\ufeff\ufffe\uffff"):
            yield char
