"""Whether the names that a document lists are islands that exist, each another one."""

from __future__ import annotations

from koreamap.claims._check import Claim, Finding, Record, Reference, Value, conclude, judge_count
from koreamap.geometry import measure_area_m2, measure_length_m


class Given(Record, frozen=True, kw_only=True):
    """The group of islands that are meant."""

    islands: str


def check(claim: Claim, reference: Reference, given: Given) -> Finding:
    """Look each printed name up among the islands' names, and measure its island."""
    names = [name.removeprefix("and ") for name in claim.quote.rstrip(".").split(": ")[1].split(", ")]
    islands = reference.members(given.islands)
    found = {name: island for name in names for island in islands if _bears(reference, island, name)}
    values = [_measure(reference, name, island) for name, island in found.items()]
    count = len(set(found.values()))
    return conclude(claim, judge_count(count, len(names)), values, count=count, total=len(names))


def _bears(reference: Reference, island: str, name: str) -> bool:
    return name in {form.text for form in reference.place(island).names}


def _measure(reference: Reference, name: str, island: str) -> Value:
    outline = reference.geometry(island)
    error_km2 = measure_length_m(outline.boundary) * reference.mean_error_m(island) / 1e6
    words = {"name": name, "place": reference.title(island)}
    return Value("area_km2", measure_area_m2(outline) / 1e6, error_km2, words)
