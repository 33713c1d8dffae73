"""Evidence: what a finding draws on the map, as features of three layers that are shown only while selected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from koreamap.geometry import measure_area_m2, measure_length_m
from koreamap.layers import PROPERTIES
from koreamap.model import Expectations, Feature, Label, Layer, LayerSpec, Style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

    from koreamap.model import Finding

__all__ = ["SPECS", "build_layers", "draw"]

_COLOR, _COLOR_DARK = "#7a3fa0", "#c79bea"
_LABEL = Label(min_zoom=7, priority=97)
_EVERYWHERE = (-180.0, -90.0, 180.0, 90.0)

SPECS = (
    LayerSpec(
        id="evidence_areas",
        title="Evidence: areas",
        title_ko="검증: 면적",
        summary="Areas that show what a claim's test found.",
        geometry_type="Polygon",
        group="evidence",
        order=910,
        style=Style(color=_COLOR, color_dark=_COLOR_DARK, width_px=1, fill_opacity=0.3, hatch=True, label=_LABEL),
        expectations=Expectations(count=(1, 99), bbox=_EVERYWHERE),
        source_ids=("koreamap",),
    ),
    LayerSpec(
        id="evidence_lines",
        title="Evidence: lines",
        title_ko="검증: 선",
        summary="Distances, stretches and median lines that show what a claim's test found.",
        geometry_type="LineString",
        group="evidence",
        order=920,
        style=Style(color=_COLOR, color_dark=_COLOR_DARK, width_px=3, casing_px=1.5, label=_LABEL),
        expectations=Expectations(count=(1, 199), bbox=_EVERYWHERE),
        source_ids=("koreamap",),
    ),
    LayerSpec(
        id="evidence_points",
        title="Evidence: points",
        title_ko="검증: 지점",
        summary="Places that show what a claim's test found.",
        geometry_type="Point",
        group="evidence",
        order=930,
        style=Style(color=_COLOR, color_dark=_COLOR_DARK, marker="diamond", size_px=10, label=_LABEL),
        expectations=Expectations(count=(1, 99), bbox=_EVERYWHERE),
        source_ids=("koreamap",),
    ),
)
"""By draw order; each takes the evidence of its geometry type."""


def draw(  # noqa: PLR0913 - what a feature of evidence says
    claim_id: str, number: int, geometry: BaseGeometry, *, name: str, label: str = "", method: str
) -> Feature:
    """Make a feature of evidence.

    Parameters
    ----------
    claim_id : str
        Whose.
    number : int
        From 1, in the order of the finding.
    geometry : shapely.geometry.base.BaseGeometry
        WGS 84.
    name, label : str
        What it is, and what the map writes beside it: the value; the name when left out.
    method : str
        How it was made.

    Returns
    -------
    Feature
        With the properties of every thematic layer, and ``claim_id``.
    """
    kind = geometry.geom_type.removeprefix("Multi")
    values: dict[str, str | float | int | None] = dict.fromkeys(PROPERTIES)
    values |= {
        "feature_id": f"evidence-{claim_id}-{number}",
        "layer": f"evidence_{ {'Point': 'points', 'LineString': 'lines', 'Polygon': 'areas'}[kind] }",
        "name": name,
        "label": label or name,
        "kind": "evidence",
        "status": "derived",
        "method": method,
        "accuracy_note": "See the finding.",
        "source_ids": "koreamap",
        "length_km": round(measure_length_m(geometry) / 1e3, 3) if kind == "LineString" else None,
        "area_km2": round(measure_area_m2(geometry) / 1e6, 3) if kind == "Polygon" else None,
        "mention_count": 0,
        "claim_id": claim_id,
    }
    return Feature(id=f"evidence-{claim_id}-{number}", geometry=geometry, properties=values)


def build_layers(findings: Sequence[Finding]) -> tuple[Layer, ...]:
    """Gather the evidence of all findings into layers, by draw order.

    Parameters
    ----------
    findings : sequence of Finding
        From `check_claims`.

    Returns
    -------
    tuple of Layer
        Those that have a feature.
    """
    every = [feature for finding in findings for feature in finding.evidence]
    layers = [
        Layer(spec=spec, features=tuple(feature for feature in every if feature.properties["layer"] == spec.id))
        for spec in SPECS
    ]
    return tuple(layer for layer in layers if layer.features)
