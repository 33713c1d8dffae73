"""The rear bases of the United Nations Command, counted and looked for in the country that should hold them."""

from __future__ import annotations

from koreamap.claims._check import Claim, Finding, Plot, Record, Reference, Value, conclude, judge


class Given(Record, frozen=True, kw_only=True):
    """The group of bases, the country and the line.

    Beside them how many bases there should be, how near to the country's outline, and south of which latitude that
    outline lacks islands, so that nothing can be tested there.
    """

    bases: str
    country: str
    line: str
    count: int
    near_km: float
    outline_south_deg: float


def check(claim: Claim, reference: Reference, given: Given) -> Finding:
    """Count the bases, and measure each to the country's outline and to the line."""
    bases = sorted(reference.members(given.bases))
    near = [base for base in bases if _find_gap_km(reference, base, given.country) <= given.near_km]
    beyond = [base for base in bases if base not in near and reference.point(base)[1] < given.outline_south_deg]
    gaps = [_measure(reference, base, given.line) for base in bases]
    return conclude(
        claim,
        judge(len(bases) == given.count == len(near) + len(beyond)),
        [Value("bases", len(bases)), Value("near_bases", len(near)), *gaps],
        [gap.draw("base", reference.geometry(base)) for gap, base in zip(gaps, bases, strict=True)],
        curves=[Plot("near", _draw_curve(reference, bases, given), given.near_km)],
        untested=", ".join(reference.title(base) for base in beyond) or "none",
    )


def _find_gap_km(reference: Reference, base: str, country: str) -> float:
    """Return how far outside a country's outline a base lies; 0 inside it."""
    is_inside = bool(reference.geometry(country).intersects(reference.geometry(base)))
    return 0.0 if is_inside else reference.distance_km(base, country)


def _draw_curve(reference: Reference, bases: list[str], given: Given) -> list[tuple[float, float]]:
    """Return how many bases lie within each distance of the outline, as steps up to twice the limit."""
    reach_km = 2 * given.near_km
    gaps = sorted(gap for base in bases if (gap := _find_gap_km(reference, base, given.country)) <= reach_km)
    points = [(0.0, 0.0)]
    for count, gap in enumerate(gaps, start=1):
        points += [(gap, points[-1][1]), (gap, float(count))]
    return [*points, (reach_km, points[-1][1])]


def _measure(reference: Reference, base: str, line: str) -> Value:
    error_km = (reference.accuracy_m(base) + reference.accuracy_at_m(line, reference.point(base))) / 1e3
    return Value("away_km", reference.distance_km(base, line), error_km, {"place": reference.title(base)})
