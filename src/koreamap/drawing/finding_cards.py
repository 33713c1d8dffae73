"""Compose what the reader shows of a finding: pure, from what the build made."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import msgspec

from koreamap.drawing.curves import describe_curve, find_y

if TYPE_CHECKING:
    from collections.abc import Mapping

    from koreamap.atlas import Atlas
    from koreamap.model import Curve, Measure, Reading

__all__ = ["build_curve", "build_finding_card", "describe_measure", "describe_reading"]

_BROAD = {"states", "regions", "waters"}
"""Layers that would cover the evidence."""

_FINDING_KEYS = (
    "id", "title", "restated", "tolerance", "tolerance_reason", "outside", "verdict", "within_uncertainty",
    "share", "figure_text", "summary", "method",
)  # fmt: skip


def build_finding_card(claim_id: str, atlas: Atlas, charts: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    """Compose the finding on a claim.

    Stops with `KeyError` when there is no such claim.

    Returns
    -------
    JSON for the browser: text throughout, none of it markup; with the features to draw and fly to (``selected``: the
    evidence, or the places that it speaks of) and the ``layers`` to see them in.
    """
    claim = atlas.claims[claim_id]
    places = [atlas.places[place] for place in claim.place_ids if place in atlas.places]
    features = list(dict.fromkeys(id_ for place in places for id_ in atlas.features_of(place.id)))
    layers = {atlas.features[id_].layer for id_ in features}
    return {key: getattr(claim, key) for key in _FINDING_KEYS} | {
        "caveats": list(claim.caveats),
        "measures": [describe_measure(measure) for measure in claim.measures],
        "readings": [describe_reading(reading) for reading in claim.readings],
        "curves": [build_curve(curve) for curve in claim.curves],
        "sources": [source_id for source_id in claim.source_ids if source_id in atlas.sources],
        "places": [{"id": place.id, "title": place.title, "hangul": place.hangul} for place in places],
        "charts": [charts[chart_id] for chart_id in claim.chart_ids],
        "selected": list(claim.evidence_ids) or features,
        "layers": sorted(layers - _BROAD if claim.evidence_ids else layers),
    }


def describe_measure(measure: Measure) -> dict[str, str]:
    """Write a measured value with its uncertainty and unit; digits that the uncertainty swallows are left out.

    Returns
    -------
    ``label``, ``value`` (``2.4 ± 0.2 nm``) and ``note``.
    """
    return {"label": measure.label, "value": _write_value(measure), "note": measure.note}


def describe_reading(reading: Reading) -> dict[str, str]:
    """Write a way to read the words, what is measured under it, and what the sentence would then be."""
    return {"text": reading.text, "value": _write_value(reading), "verdict": reading.verdict}


def build_curve(curve: Curve) -> dict[str, Any]:
    """Add to a curve what its picture shows in words, and the result under the chosen threshold."""
    points = [list(point) for point in curve.points]
    added = {"points": points, "description": describe_curve(curve), "chosen_y": find_y(curve, curve.chosen)}
    return {**msgspec.to_builtins(curve), **added}


def _write_value(measured: Measure | Reading) -> str:
    value, error = float(measured.value), measured.uncertainty
    decimals = _count_decimals(value, error)
    words = _write_number(value, decimals) + (f" ± {_write_number(error, decimals)}" if error else "")
    gap = "" if measured.unit in {"°", ""} else "\u00a0"
    return f"{words}{gap}{measured.unit}"


def _count_decimals(value: float, uncertainty: float | None) -> int:
    """Keep one digit of the uncertainty, two where it begins with 1; without one, three digits of the value."""
    if uncertainty:
        size = math.floor(math.log10(abs(uncertainty)))
        leads = int(abs(uncertainty) / 10**size + 1e-9)
        return max(0, min(3, -size + (leads == 1)))
    if value.is_integer():
        return 0
    return max(0, min(3, 2 - math.floor(math.log10(abs(value)))))


def _write_number(value: float, decimals: int) -> str:
    """Write 12345.6 as 12,346, with a true minus sign."""
    return f"{value:,.{decimals}f}".replace("-", "\u2212")
