"""Compose what a card shows of a source: a short line, and the rest for a fold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from koreamap.drawing.dates import write_date

if TYPE_CHECKING:
    from koreamap.model import Source

__all__ = ["describe_source"]


def describe_source(source: Source) -> dict[str, object]:
    """Say of a source what it is, who made it and when, where it is, and what of it was read.

    Parameters
    ----------
    source
        Of the register.

    Returns
    -------
    ``title``; ``line``: who, when, what kind, how much was read; ``rows``: label and words of what else is known.
    """
    accessed = write_date(source.accessed)
    rows = {
        "For": source.supports,
        "In": " ".join(filter(None, (source.container, source.number))),
        "Where in it": source.locator,
        "Publisher": ", ".join(filter(None, (source.publisher, source.version))),
        "Kept by": source.archive,
        "Address": source.address,
        "Accessed": accessed,
        "Note": source.note,
        "Terms": " · ".join(filter(None, (source.licence, source.attribution))),
    }
    by = "; ".join(source.creators) or source.publisher
    line = (by, write_date(source.date), source.standing)
    return {
        "title": source.title,
        "line": " · ".join(filter(None, line)),
        "rows": [[label, words] for label, words in rows.items() if words],
    }
