"""How near to 38° N the front stood, by the line that it left: near is read in several ways."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from koreamap.claims._check import (
    Claim,
    Drawing,
    Finding,
    Outcome,
    Plot,
    Record,
    Reference,
    Value,
    conclude,
    judge_readings,
    judge_share,
)
from koreamap.claims._front import draw_meridian, find_north_km, walk_front
from koreamap.claims._measuring import find_share

if TYPE_CHECKING:
    from koreamap.claims._check import Judgement
    from koreamap.claims._front import Front

DEGREE_KM = 88.0
"""Of longitude, at 38° N."""


STEP_KM = 1.0
"""From point to point of the curve."""


class Given(Record, frozen=True, kw_only=True):
    """The distances that near may mean, a reading each; and how much of the line is most, or few, of it."""

    near_km: tuple[float, ...]
    most_share: float
    few_share: float


def check(claim: Claim, reference: Reference, given: Given) -> Finding:
    """Measure along the meridian from 38° N to the line, every 500 m of it."""
    front, error_km = walk_front(reference), reference.error_m("mdl", "38th-parallel") / 1e3
    mean_km = float((np.abs(front.north_km) * front.lengths_m).sum() / front.lengths_m.sum())
    shares = [_measure_share(front, limit, error_km) for limit in given.near_km]
    judgements = [_judge(front, limit, error_km, given) for limit in given.near_km]
    median_km = _find_median_km(front)
    extremes = [_find_extreme(reference, side, error_km) for side in ("north", "south")]
    crossings = _find_crossings(reference)
    values = [
        Value("mean_km", mean_km, error_km),
        Value("median_km", median_km, error_km),
        *(value for value, _drawing in extremes),
        *shares,
        Value("crossings", len(crossings)),
        Value("crossing_deg", crossings[0].x if crossings else 0.0, error_km / DEGREE_KM),
    ]
    drawings = [drawing for _value, drawing in extremes]
    drawings += [Drawing("crossing", point, {"lon": point.x}) for point in crossings]
    return conclude(
        claim,
        judge_readings(*judgements),
        values,
        drawings,
        readings=[Outcome("near", share, each.verdict) for share, each in zip(shares, judgements, strict=True)],
        curves=[Plot("near", _draw_curve(front, median_km), median_km)],
        least_near_km=min(given.near_km),
        most_near_km=max(given.near_km),
        times="once" if len(crossings) == 1 else f"{len(crossings)} times",
    )


def _find_extreme(reference: Reference, side: str, error_km: float) -> tuple[Value, Drawing]:
    """Measure to the line's farthest vertex on one side of the parallel; less than 0 when it lies on the other."""
    vertices = shapely.get_coordinates(reference.geometry("mdl"))
    sign = 1 if side == "north" else -1
    lon, lat = (float(value) for value in vertices[(sign * vertices[:, 1]).argmax()])
    return Value(f"{side}_km", sign * find_north_km(lon, lat), error_km), Drawing(side, draw_meridian(lon, lat))


def _find_crossings(reference: Reference) -> list[shapely.Point]:
    """Return where the line crosses the drawn parallel, from west to east."""
    met = shapely.get_parts(reference.geometry("mdl").intersection(reference.geometry("38th-parallel")))
    return sorted((part for part in met if isinstance(part, shapely.Point)), key=lambda point: point.x)


def _find_shares(front: Front, limit_km: float, error_km: float) -> tuple[float, float, float]:
    """Return the share of the line within a limit, and within the limit moved by the error either way."""
    share, low, high = (
        find_share(np.abs(front.north_km) <= limit_km + change, front.lengths_m) for change in (0, -error_km, error_km)
    )
    return share, low, high


def _judge(front: Front, limit_km: float, error_km: float, given: Given) -> Judgement:
    shares = _find_shares(front, limit_km, error_km)
    return judge_share(*shares, most=given.most_share, few=given.few_share)


def _find_median_km(front: Front) -> float:
    """Return within how many kilometres of 38° N half of the line lies."""
    away_km = np.abs(front.north_km)
    order = away_km.argsort()
    half = np.cumsum(front.lengths_m[order]).searchsorted(front.lengths_m.sum() / 2)
    return float(away_km[order][half])


def _draw_curve(front: Front, median_km: float) -> list[tuple[float, float]]:
    """Return the share of the line, per cent, within each distance up to the greatest, the median among them."""
    whole = np.arange(0, np.abs(front.north_km).max() + STEP_KM, STEP_KM)
    limits = np.sort(np.append(whole, median_km))
    return [(float(km), 100 * find_share(np.abs(front.north_km) <= km, front.lengths_m)) for km in limits]


def _measure_share(front: Front, limit_km: float, error_km: float) -> Value:
    share, low, high = (100 * each for each in _find_shares(front, limit_km, error_km))
    return Value("within_percent", share, max(share - low, high - share), {"limit_km": limit_km})
