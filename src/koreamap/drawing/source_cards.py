"""Compose what cards show of their sources, each of which many cards name: a short line, and the rest for a fold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from koreamap.drawing.dates import write_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from koreamap.atlas import Atlas
    from koreamap.model import Source

__all__ = ["describe_sources"]


def describe_sources(cards: Iterable[Mapping[str, Any]], atlas: Atlas) -> dict[str, dict[str, object]]:
    """Describe each source that cards name, once.

    Parameters
    ----------
    cards
        With the ids of their ``sources``.
    atlas
        For the register.

    Returns
    -------
    For each id: ``title``; ``grade``: what kind; ``line``: who, when, what kind, how much was read; ``rows``: label and
    words of what else is known.
    """
    named = dict.fromkeys(source_id for card in cards for source_id in card["sources"])
    return {source_id: _describe_source(atlas.sources[source_id]) for source_id in named}


def _describe_source(source: Source) -> dict[str, object]:
    """Say of a source what it is, who made it and when, where it is, and what of it was read."""
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
        "grade": source.grade,
        "line": " · ".join(filter(None, line)),
        "rows": [[label, words] for label, words in rows.items() if words],
    }
