"""Findings as the build writes them, and the series that their charts are drawn from."""

from __future__ import annotations

from msgspec import field

from koreamap.model.claims import Curve, Measure, Reading, Verdict
from koreamap.model.record import Record

__all__ = ["BuiltFinding", "LineDistances", "LineLimits", "MeasuredArea", "ParallelDistance", "Profiles"]

_RENAMED = {
    "document_id": "document",
    "passage_id": "passage",
    "place_ids": "places",
    "evidence_ids": "evidence",
    "chart_ids": "charts",
}


class BuiltFinding(Record, frozen=True, kw_only=True, rename=_RENAMED):
    """A claim, where its words stand, and what testing it gave; see `Claim`, `Mention` and `Finding`.

    Parameters
    ----------
    id
        The claim's.
    evidence_ids
        The features that show it.
    chart_ids
        The charts that show it.
    """

    id: str
    title: str
    document_id: str
    passage_id: str
    start: int
    end: int
    exact: str
    prefix: str
    suffix: str
    restated: str
    place_ids: tuple[str, ...]
    tolerance: str
    tolerance_reason: str
    outside: bool
    verdict: Verdict
    within_uncertainty: bool
    figure_text: str
    share: str
    summary: str
    measures: tuple[Measure, ...]
    method: str
    source_ids: tuple[str, ...]
    caveats: tuple[str, ...]
    evidence_ids: tuple[str, ...]
    chart_ids: tuple[str, ...]
    readings: tuple[Reading, ...]
    curves: tuple[Curve, ...]


class LineDistances(Record, frozen=True, kw_only=True):
    """A step of the Northern Limit Line: how far along it, and how far from the five islands and from northern land.

    Parameters
    ----------
    km
        Along the line, from its western end.
    lon, lat
        Degrees.
    islands_nm, dprk_nm
        Nautical miles to the nearest.
    equidistant
        Whether they are equal within what the claim allows.
    """

    km: float
    lon: float
    lat: float
    islands_nm: float
    dprk_nm: float
    equidistant: bool


class LineLimits(Record, frozen=True, kw_only=True):
    """What the claims on the Northern Limit Line ask of it: so many miles off the islands, and equal within a share."""

    miles_nm: float
    equal_share: float


class ParallelDistance(Record, frozen=True, kw_only=True):
    """A step of the Military Demarcation Line: how far along it, and kilometres north (+) or south (-) of 38° N."""

    km: float
    lon: float
    lat: float
    north_km: float


class MeasuredArea(Record, frozen=True, kw_only=True):
    """An area with its uncertainty, in `unit`."""

    id: str
    label: str
    value: float
    unit: str
    uncertainty: float | None


class Profiles(Record, frozen=True, kw_only=True):
    """The series behind the charts; lines run from west to east."""

    nll_distances: tuple[LineDistances, ...] = field(name="nll-distances", default=())
    nll_limits: LineLimits | None = field(name="nll-limits", default=None)
    mdl_38: tuple[ParallelDistance, ...] = field(name="mdl-38", default=())
    areas: tuple[MeasuredArea, ...] = ()
