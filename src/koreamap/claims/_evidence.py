"""Evidence: what a finding draws on the map, as features of three layers that are shown only while selected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from koreamap.geometry import measure_area_m2, measure_length_m
from koreamap.model import Expectations, Feature, GeometryType, Label, Layer, LayerSpec, Properties, Style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

    from koreamap.model import Finding

__all__ = ["SPECS", "build_layers", "draw"]

_COLOR, _COLOR_DARK = "#7a3fa0", "#c79bea"
_LABEL = Label(min_zoom=7, priority=97)
_EVERYWHERE = (-180.0, -90.0, 180.0, 90.0)

_KINDS: tuple[tuple[str, str, GeometryType, int, str, Style], ...] = (
    ("areas", "면적", "Polygon", 99, "Areas that show",
     Style(color=_COLOR, color_dark=_COLOR_DARK, width_px=1, fill_opacity=0.3, hatch=True, label=_LABEL)),
    ("lines", "선", "LineString", 199, "Distances, stretches and median lines that show",
     Style(color=_COLOR, color_dark=_COLOR_DARK, width_px=3, casing_px=1.5, label=_LABEL)),
    ("points", "지점", "Point", 99, "Places that show",
     Style(color=_COLOR, color_dark=_COLOR_DARK, marker="diamond", size_px=10, label=_LABEL)),
)  # fmt: skip
"""Name in English and Korean, geometry type, greatest count, opening of the summary, look; by draw order."""

SPECS = tuple(
    LayerSpec(
        id=f"evidence_{name}",
        title=f"Evidence: {name}",
        title_ko=f"검증: {name_ko}",
        summary=f"{what} what a claim's test found.",
        geometry_type=geometry_type,
        group="evidence",
        order=900 + 10 * number,
        style=style,
        expectations=Expectations(count=(1, most), bbox=_EVERYWHERE),
        source_ids=("koreamap",),
    )
    for number, (name, name_ko, geometry_type, most, what, style) in enumerate(_KINDS, start=1)
)
"""By draw order; each takes the evidence of its geometry type."""


def draw(  # noqa: PLR0913 - what a feature of evidence says
    claim_id: str, number: int, geometry: BaseGeometry, *, name: str, label: str, method: str
) -> Feature:
    """Make a feature of evidence, with the properties of every thematic layer and ``claim_id``.

    Parameters
    ----------
    claim_id
        Whose.
    number
        From 1, in the order of the finding.
    geometry
        WGS 84.
    name, label
        What it is, and what the map writes beside it: the value; the name when it is empty.
    method
        How it was made.
    """
    id_, kind = f"evidence-{claim_id}-{number}", geometry.geom_type.removeprefix("Multi")
    properties = Properties(
        feature_id=id_,
        layer=next(spec.id for spec in SPECS if spec.geometry_type == kind),
        name=name,
        label=label or name,
        kind="evidence",
        status="derived",
        method=method,
        accuracy_note="See the finding.",
        source_ids="koreamap",
        length_km=round(measure_length_m(geometry) / 1e3, 3) if kind == "LineString" else None,
        area_km2=round(measure_area_m2(geometry) / 1e6, 3) if kind == "Polygon" else None,
        claim_id=claim_id,
    )
    return Feature(id=id_, geometry=geometry, properties=properties)


def build_layers(findings: Sequence[Finding]) -> tuple[Layer, ...]:
    """Gather the evidence of all findings into layers, by draw order; only those that have a feature."""
    every = [feature for finding in findings for feature in finding.evidence]
    layers = [
        Layer(spec=spec, features=tuple(feature for feature in every if feature.properties.layer == spec.id))
        for spec in SPECS
    ]
    return tuple(layer for layer in layers if layer.features)
