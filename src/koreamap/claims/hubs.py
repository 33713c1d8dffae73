"""Whether hubs are clusters: sites nearer to each other than to those of another hub, and near enough to be one."""

from __future__ import annotations

from itertools import combinations, product

from koreamap.claims._check import Claim, Drawing, Finding, Judgement, Record, Reference, Value, conclude, judge
from koreamap.geometry import build_geodesic, find_distance_m


class Given(Record, frozen=True, kw_only=True):
    """The sites of each hub that is claimed and of others, how far those of one hub may lie apart, words for either."""

    hubs: tuple[tuple[str, ...], ...]
    others: tuple[str, ...] = ()
    apart_km: float
    compact: str = ""
    wide: str = ""


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
    return conclude(
        claim,
        _judge(widest, nearest, apart_km=given.apart_km, is_one=is_one),
        [_to_value(reference, gap) for gap in (inside if is_one else inside + across)],
        [_draw(reference, gap) for gap in ([widest] if is_one else [widest, nearest])],
        widest_km=widest.km,
        nearest_km=nearest.km,
        sites=" and ".join(reference.title(site) for site in widest.sites),
        judged=given.compact if widest.km <= given.apart_km else given.wide,
    )


def _measure(reference: Reference, one: str, other: str) -> Gap:
    km = find_distance_m(reference.point(one), reference.point(other)) / 1e3
    return Gap(sites=(one, other), km=km, error_km=reference.error_m(one, other) / 1e3)


def _judge(widest: Gap, nearest: Gap, *, apart_km: float, is_one: bool) -> Judgement:
    """Ask of one hub whether it is compact, of several whether they are apart as well."""
    is_compact, is_apart = widest.km <= apart_km, widest.km < nearest.km
    near_limit = abs(widest.km - apart_km) <= widest.error_km
    near_other = abs(widest.km - nearest.km) <= widest.error_km + nearest.error_km
    return judge(is_compact and (is_one or is_apart), is_partly=is_apart, is_unsure=near_limit or near_other)


def _to_value(reference: Reference, gap: Gap) -> Value:
    one, other = (reference.title(site) for site in gap.sites)
    return Value("gap_km", gap.km, gap.error_km, {"one": one, "other": other})


def _draw(reference: Reference, gap: Gap) -> Drawing:
    line = build_geodesic(*(reference.point(site) for site in gap.sites))
    return _to_value(reference, gap).draw("gap", line)
