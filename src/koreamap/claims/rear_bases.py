"""The rear bases of the United Nations Command, counted and looked for in the country that should hold them."""

from __future__ import annotations

from koreamap.claims._check import Claim, Finding, Record, Reference, Value, conclude, judge


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
    near = [base for base in bases if _is_near(reference, base, given)]
    beyond = [base for base in bases if base not in near and reference.point(base)[1] < given.outline_south_deg]
    gaps = [_measure(reference, base, given.line) for base in bases]
    return conclude(
        claim,
        judge(len(bases) == given.count == len(near) + len(beyond)),
        [Value("bases", len(bases)), Value("near_bases", len(near)), *gaps],
        [gap.draw("base", reference.geometry(base)) for gap, base in zip(gaps, bases, strict=True)],
        untested=", ".join(reference.title(base) for base in beyond) or "none",
    )


def _is_near(reference: Reference, base: str, given: Given) -> bool:
    is_inside = bool(reference.geometry(given.country).intersects(reference.geometry(base)))
    return is_inside or reference.distance_km(base, given.country) <= given.near_km


def _measure(reference: Reference, base: str, line: str) -> Value:
    error_km = (reference.accuracy_m(base) + reference.accuracy_m(line)) / 1e3
    return Value("away_km", reference.distance_km(base, line), error_km, {"place": reference.title(base)})
