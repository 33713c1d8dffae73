"""Whether hubs are clusters: read as nearer to each other than to the others, and as near enough by a limit of ours."""

from __future__ import annotations

from itertools import combinations, product
from typing import TYPE_CHECKING

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
    judge,
    judge_readings,
)
from koreamap.geometry import build_geodesic, find_distance_m

if TYPE_CHECKING:
    from collections.abc import Sequence


class Given(Record, frozen=True, kw_only=True):
    """The sites of each hub that is claimed and of others, and how far those of one hub may lie apart."""

    hubs: tuple[tuple[str, ...], ...]
    others: tuple[str, ...] = ()
    apart_km: float


class Gap(Record, frozen=True, kw_only=True):
    """The way between two sites."""

    sites: tuple[str, str]
    km: float
    error_km: float


def check(claim: Claim, reference: Reference, given: Given) -> Finding:
    """Measure between the sites."""
    inside = [_measure(reference, *pair) for hub in given.hubs for pair in combinations(hub, 2)]
    groups = combinations([*given.hubs, given.others], 2)
    across = [_measure(reference, *pair) for hub, other in groups for pair in product(hub, other)]
    widest, nearest = max(inside, key=lambda gap: gap.km), min(across, key=lambda gap: gap.km)
    is_one = len(given.hubs) == 1
    rest = [_measure(reference, *pair) for pair in combinations(given.others, 2)]
    is_apart = judge(
        widest.km < nearest.km, is_unsure=abs(widest.km - nearest.km) <= widest.error_km + nearest.error_km
    )
    is_compact = judge(widest.km <= given.apart_km, is_unsure=abs(widest.km - given.apart_km) <= widest.error_km)
    return conclude(
        claim,
        judge_readings(is_apart, is_compact),
        [_to_value(reference, gap) for gap in (inside if is_one else inside + across)],
        [_draw(reference, gap) for gap in ([widest] if is_one else [widest, nearest])],
        readings=[
            Outcome("apart", _to_value(reference, widest), is_apart.verdict),
            Outcome("compact", _to_value(reference, widest), is_compact.verdict),
        ],
        curves=[Plot("groups", _count_groups([*inside, *across, *rest]), given.apart_km)],
        widest_km=widest.km,
        nearest_km=nearest.km,
        sites=" and ".join(reference.title(site) for site in widest.sites),
    )


def _measure(reference: Reference, one: str, other: str) -> Gap:
    km = find_distance_m(reference.point(one), reference.point(other)) / 1e3
    return Gap(sites=(one, other), km=km, error_km=reference.error_m(one, other) / 1e3)


def _count_groups(gaps: Sequence[Gap]) -> list[tuple[float, float]]:
    """Return into how many groups the sites fall when those nearer than each limit are joined, as steps."""
    groups = {site: site for gap in gaps for site in gap.sites}
    points = [(0.0, float(len(groups)))]
    for gap in sorted(gaps, key=lambda gap: gap.km):
        kept, joined = (groups[site] for site in gap.sites)
        groups = {site: kept if group == joined else group for site, group in groups.items()}
        points += [(gap.km, points[-1][1]), (gap.km, float(len(set(groups.values()))))]
    return points


def _to_value(reference: Reference, gap: Gap) -> Value:
    one, other = (reference.title(site) for site in gap.sites)
    return Value("gap_km", gap.km, gap.error_km, {"one": one, "other": other})


def _draw(reference: Reference, gap: Gap) -> Drawing:
    line = build_geodesic(*(reference.point(site) for site in gap.sites))
    return _to_value(reference, gap).draw("gap", line)
