"""Whether a city lies in a country."""

from __future__ import annotations

from typing import TYPE_CHECKING

from koreamap.claims._finding import Value, conclude
from koreamap.claims._judging import judge
from koreamap.model import Record

if TYPE_CHECKING:
    from koreamap.claims._reference import Reference
    from koreamap.model import Claim, Finding


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
