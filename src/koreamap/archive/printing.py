"""Print what an archive answered: a table to be read, lines of JSON, or CSV."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Literal

from koreamap.archive.linking import Mention
from koreamap.link_files import write_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from koreamap.archive.asking import CountBy, Counted

__all__ = ["FoundFormat", "print_counts", "print_mentions"]

FoundFormat = Literal["table", "jsonl", "csv"]

_SIDE = 40
_CONTROLS = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]+")


def print_mentions(mentions: Sequence[Mention], format_: FoundFormat) -> None:
    """Print mentions: in a table each stands between the words around it."""
    if format_ != "table":
        write_rows(mentions, sys.stdout.buffer, format_, Mention._fields)
        return
    cells = [(m.date or "-", f"{m.document} {m.passage}", m.place, _write_context(m)) for m in mentions]
    _print_table(("date", "document", "place", "words"), cells)


def print_counts(counts: Sequence[Counted], by: CountBy, format_: FoundFormat) -> None:
    """Print how many mentions there are of each."""
    if format_ != "table":
        write_rows(counts, sys.stdout.buffer, format_, (by, "mentions"))
        return
    _print_table((by, "mentions"), [(each.name or "-", str(each.mentions)) for each in counts])


def _write_context(mention: Mention) -> str:
    at = mention.start - mention.context_start
    before, after = mention.context[:at], mention.context[at + len(mention.exact) :]
    return f"{before[-_SIDE:]}[{mention.exact}]{after[:_SIDE]}"


def _print_table(heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    """Print rows with what could move a terminal's cursor made a space."""
    lines = [heads, *(tuple(_CONTROLS.sub(" ", cell).strip() for cell in row) for row in rows)]
    widths = [max(len(line[at]) for line in lines) for at in range(len(heads) - 1)]
    for line in lines:
        start = "  ".join(f"{cell:<{width}}" for cell, width in zip(line, widths, strict=False))
        sys.stdout.write(f"{start}  {line[-1]}\n")
    sys.stdout.flush()
