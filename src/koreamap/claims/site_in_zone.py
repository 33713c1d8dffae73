"""Whether a site lies in the zone along a line."""

from __future__ import annotations

import numpy as np

from koreamap.claims._check import Claim, Drawing, Finding, Record, Reference, Value, conclude, judge
from koreamap.claims._measuring import draw_shortest
from koreamap.equidistance import read_coast


class Given(Record, frozen=True, kw_only=True):
    """The site, the line, and how far the zone reaches to either side."""

    site: str
    line: str
    half_width_km: float


def check(claim: Claim, reference: Reference, given: Given) -> Finding:
    """Measure from the site to the line."""
    gap_km = reference.distance_km(given.site, given.line)
    error_km = reference.gap_error_m(given.site, given.line) / 1e3
    stroke = draw_shortest(np.array([reference.point(given.site)]), read_coast([reference.geometry(given.line)]))
    judgement = judge(gap_km <= given.half_width_km, is_unsure=abs(gap_km - given.half_width_km) <= error_km)
    return conclude(claim, judgement, [Value("gap_km", gap_km, error_km)], [Drawing("stroke", stroke)])
