"""The series behind the charts: distances along lines, and areas as bars."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from koreamap.claims._front import FRONT_STEP_M, walk_front
from koreamap.claims._measuring import NM_M
from koreamap.claims._median import draw_areas
from koreamap.claims._occupied import measure_exchanged
from koreamap.claims._western_line import SECOND, find_equidistant, walk
from koreamap.claims.nll_equidistant import Given as Equidistance
from koreamap.errors import ClaimError
from koreamap.model import LineDistances, LineLimits, MeasuredArea, ParallelDistance, Profiles

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from koreamap.claims._curated import ClaimTest
    from koreamap.claims._reference import Reference

__all__ = ["build_profiles"]

_EVERY = 2
"""Of the western line's steps of 500 m, one in so many is kept: a kilometre is finer than the eye sees."""


def build_profiles(reference: Reference, tests: Sequence[ClaimTest]) -> Profiles:
    """Return the series by id.

    Parameters
    ----------
    reference
        What the claims are tested against.
    tests
        The claims: a chart calls equal what the claim of equidistance does.

    Returns
    -------
    Lines from west to east.

    Raises
    ------
    koreamap.errors.ClaimError
        When no claim says what is equal.
    """
    claimed = [test.given for test in tests if isinstance(test.given, Equidistance)]
    if not claimed:
        raise ClaimError("chart nll-distances", found="no claim of equidistance", expected="one, to say what is equal")
    limits = LineLimits(miles_nm=claimed[0].miles_nm, equal_share=claimed[0].equal_share)
    return Profiles(
        nll_distances=_west_sea(reference, limits.equal_share),
        nll_limits=limits,
        mdl_38=_front(reference),
        areas=_areas(reference),
    )


def _west_sea(reference: Reference, equal_share: float) -> tuple[LineDistances, ...]:
    steps = walk(reference)
    equal = find_equidistant(steps, equal_share)
    return tuple(
        LineDistances(
            km=round(along_km, 2),
            lon=round(float(steps.points[row, 0]), 5),
            lat=round(float(steps.points[row, 1]), 5),
            islands_nm=round(float(steps.islands_m[row]) / NM_M, 3),
            dprk_nm=round(float(steps.dprk_m[row]) / NM_M, 3),
            equidistant=bool(equal[row]),
        )
        for row, along_km in enumerate(_find_along_km(steps.lengths_m))
        if row % _EVERY == 0
    )


def _front(reference: Reference) -> tuple[ParallelDistance, ...]:
    front = walk_front(reference)
    along_km = _find_along_km(front.lengths_m)
    keep = np.unique((np.array(along_km) * 1e3 // (2 * FRONT_STEP_M)).astype(int), return_index=True)[1]
    return tuple(
        ParallelDistance(
            km=round(along_km[row], 2),
            lon=round(float(front.points[row, 0]), 5),
            lat=round(float(front.points[row, 1]), 5),
            north_km=round(float(front.north_km[row]), 3),
        )
        for row in keep
    )


def _find_along_km(lengths_m: NDArray[np.float64]) -> list[float]:
    """Return how far along a line the middle of each of its steps lies."""
    along: list[float] = ((np.cumsum(lengths_m) - lengths_m / 2) / 1e3).tolist()
    return along


def _areas(reference: Reference) -> tuple[MeasuredArea, ...]:
    areas = (*measure_exchanged(reference), *draw_areas(reference), *draw_areas(reference, SECOND))
    return tuple(
        MeasuredArea(
            id=area.id,
            label=area.label,
            value=round(area.km2, 1),
            unit="km²",
            uncertainty=round(area.error_km2, 1),
        )
        for area in areas
    )
