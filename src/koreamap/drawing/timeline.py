"""When each feature stood, in days, for a ruler of the years; what an EDTF date means in days is `find_day`'s to say.

A span has four days: the first on which the feature may have stood, the first on which it surely did, the last on which
it surely did, the last on which it may have. None stands for no limit, and as the first sure day for never sure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from koreamap.drawing.dates import find_day

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from koreamap.atlas import Atlas
    from koreamap.model import Place

__all__ = ["STOPS", "Span", "Stop", "describe_time", "find_span", "find_stop_date"]

FIRST_YEAR = 1945
_LASTING = frozenset({"island", "river", "water", "region", "city"})
"""Kinds of places that stand at any date of the ruler, where their records give none: land, water and towns."""

_DOUBTS = "?~%"


class Span(NamedTuple):
    """When a feature stood."""

    first: dt.date | None
    first_sure: dt.date | None
    last_sure: dt.date | None
    last: dt.date | None
    is_dated: bool
    """Whether its record gives a date at all."""
    is_lasting: bool
    """Whether it stands always: land, water or a town without a date."""


class Stop(NamedTuple):
    """Where a ruler of the years stops: at the date of a record, to the year, the month or the day."""

    record: str
    """Id of a place or a document."""
    length: int
    """How much of the date counts: 4 characters for the year, 7 for the month, 10 for the day."""
    title: str


STOPS = (
    Stop("38th-parallel", 4, "38th parallel"),
    Stop("event-1950-attack", 10, "Outbreak of the war"),
    Stop("rusk-1951", 7, "Memorandum by Rusk"),
    Stop("event-1953-armistice", 10, "Armistice"),
    Stop("nll", 7, "Northern Limit Line, perhaps"),
    Stop("event-1973-mac", 4, "346th MAC meeting"),
    Stop("dprk-1999-line", 4, "DPRK line of 1999"),
    Stop("lee-2007", 4, "Paper by Lee"),
)


def find_span(place: Place, atlas: Atlas) -> Span:
    """Return when a place stood.

    An event shows in its year. What has no sure beginning surely stood from the first date of a source read on it, or
    of a document that names it.
    """
    first = find_day(place.valid_from, first=True)
    last = find_day(place.valid_to, first=False)
    if place.kind == "event" and first and last:
        first, last = first.replace(month=1, day=1), last.replace(month=12, day=31)
        return Span(first, first, last, last, is_dated=True, is_lasting=False)
    is_dated = bool(place.valid_from or place.valid_to)
    is_lasting = not is_dated and place.kind in _LASTING
    is_sure = first and place.valid_from[-1] not in _DOUBTS
    first_sure = find_day(place.valid_from, first=False) if is_sure else _find_first_witness(place, atlas)
    ends_surely = last and place.valid_to[-1] not in _DOUBTS
    last_sure = find_day(place.valid_to, first=True) if ends_surely else None
    return Span(first, first_sure, last_sure, last, is_dated=is_dated, is_lasting=is_lasting)


def _find_first_witness(place: Place, atlas: Atlas) -> dt.date | None:
    documents = {link.mention.document_id for link in atlas.links_of(place.id)}
    dates = [atlas.documents[id_].date for id_ in documents]
    dates += [atlas.sources[id_].date for id_ in place.source_ids]
    days = [day for date in dates if (day := find_day(date, first=False))]
    earliest = find_day(place.valid_from, first=True)
    return min((day for day in days if not earliest or day >= earliest), default=None)


def find_stop_date(stop: Stop, atlas: Atlas) -> str:
    """Return the date of a stop, without its doubt: EDTF."""
    record = atlas.documents.get(stop.record)
    date = record.date if record else atlas.places[stop.record].valid_from
    return date.rstrip(_DOUBTS)[: stop.length]


def describe_time(atlas: Atlas, feature_ids: Iterable[str] | None = None) -> dict[str, object]:
    """Describe the ruler and what it rules.

    Parameters
    ----------
    atlas
        What the build made.
    feature_ids
        Of the features that are drawn; by default all that anybody can select.

    Returns
    -------
    JSON: ``years``, the first and the last; ``stops``, each with ``date`` and ``title``; ``features``, by layer and id:
    the four days of `Span` as ISO 8601, an empty text for None, and then ``dated``, ``undated`` or ``lasting``.
    """
    asked = atlas.features if feature_ids is None else feature_ids
    ids = [id_ for id_ in asked if id_ in atlas.features and id_ in atlas.places]
    features: dict[str, dict[str, list[str]]] = {}
    for id_ in ids:
        features.setdefault(atlas.features[id_].layer, {})[id_] = _describe(find_span(atlas.places[id_], atlas))
    last_year = max((source.accessed for source in atlas.sources.values()), default="")[:4]
    known = atlas.places.keys() | atlas.documents.keys()
    return {
        "years": [FIRST_YEAR, int(last_year or FIRST_YEAR)],
        "stops": [{"date": find_stop_date(stop, atlas), "title": stop.title} for stop in STOPS if stop.record in known],
        "features": features,
    }


def _describe(span: Span) -> list[str]:
    days = [day.isoformat() if day else "" for day in span[:4]]
    return [*days, "lasting" if span.is_lasting else "dated" if span.is_dated else "undated"]
