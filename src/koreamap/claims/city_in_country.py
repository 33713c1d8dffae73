"""Whether a city lies in a country."""

from __future__ import annotations

from koreamap.claims._check import Claim, Finding, Record, Reference, Value, conclude, judge


class Given(Record, frozen=True, kw_only=True):
    """Both, and how well the country's outline is known."""

    city: str
    country: str
    error_km: float


def check(claim: Claim, reference: Reference, given: Given) -> Finding:
    """Ask whether the outline holds the city, and how far its edge is."""
    is_inside = bool(reference.geometry(given.country).contains(reference.geometry(given.city)))
    edge_km = reference.distance_km(given.city, given.country)
    judgement = judge(is_inside, is_unsure=edge_km <= given.error_km)
    return conclude(claim, judgement, [Value("edge_km", edge_km, given.error_km)])
