"""How own layers look: colours to choose from, each for light and dark, and a style for each type of geometry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from koreamap.features import to_feature
from koreamap.model import Expectations, GeometryType, Label, Layer, LayerSpec, Style

if TYPE_CHECKING:
    from collections.abc import Mapping

    from koreamap.model import Feature
    from koreamap.own._folder import OwnLayer

__all__ = ["COLOURS", "Colour", "find_layer_id", "list_layer_ids", "to_layers"]

Colour = Literal["violet", "teal", "orange", "pink", "green", "blue", "brown", "red", "olive", "grey"]

COLOURS: Mapping[Colour, tuple[str, str]] = {
    "violet": ("#6a3fa0", "#c3a1f0"),
    "teal": ("#00696b", "#5fd0d2"),
    "orange": ("#b35309", "#ffb066"),
    "pink": ("#a8216b", "#f593c4"),
    "green": ("#2e7031", "#7ccf80"),
    "blue": ("#1f5fa8", "#86b9f2"),
    "brown": ("#6d4a2f", "#cfa98a"),
    "red": ("#b3261e", "#ff8a80"),
    "olive": ("#6b6b00", "#cfc94a"),
    "grey": ("#4c535a", "#b4bcc4"),
}
"""Name -> colour on the light and on the dark background, each at least 3:1 to land and water; a new layer takes the
first that none has yet."""

_PARTS: Mapping[GeometryType, str] = {"Point": "points", "LineString": "lines", "Polygon": "areas"}
_KOREAN: Mapping[GeometryType, str] = {"Point": "지점", "LineString": "선", "Polygon": "구역"}
_ORDERS: Mapping[GeometryType, int] = {"Point": 640, "LineString": 450, "Polygon": 340}
"""Above the project's own of the same kind, below what is measured for a claim."""
_LABELS: Mapping[GeometryType, Label] = {
    "Point": Label(min_zoom=7, priority=60),
    "LineString": Label(min_zoom=7, priority=60, along=True),
    "Polygon": Label(min_zoom=7, priority=55),
}


def find_layer_id(own_id: str, geometry_type: str) -> str:
    """Return the id of the layer that draws an own layer's geometries of a type, or of its Multi form."""
    return f"own_{own_id.replace('-', '_')}_{_PARTS[_base(geometry_type)]}"


def list_layer_ids(own_id: str) -> tuple[str, ...]:
    """Return the ids of all layers that may draw an own layer."""
    return tuple(find_layer_id(own_id, kind) for kind in _PARTS)


def to_layers(own: OwnLayer) -> list[Layer]:
    """Make the layers that draw an own layer: one for each type of geometry that it has, lowest first.

    Returns
    -------
    Features by id, with all that their places' records say.
    """
    drawn: dict[GeometryType, list[Feature]] = {}
    for place in own.places:
        geometry = own.geometries[place.id]
        drawn.setdefault(_base(geometry.geom_type), []).append(to_feature(place, geometry))
    found = sorted(drawn.items(), key=lambda item: _ORDERS[item[0]])
    return [_to_layer(own, kind, features, is_alone=len(drawn) == 1) for kind, features in found]


def _to_layer(own: OwnLayer, kind: GeometryType, features: list[Feature], *, is_alone: bool) -> Layer:
    boxes = [feature.geometry.bounds for feature in features]
    west, south, east, north = zip(*boxes, strict=True)
    part, korean = ("", "") if is_alone else (f", {_PARTS[kind]}", f", {_KOREAN[kind]}")
    spec = LayerSpec(
        id=find_layer_id(own.id, kind),
        title=own.title + part,
        title_ko=(own.title_ko or own.title) + korean,
        summary=own.summary or f"From {own.sources[0].title}.",
        geometry_type=kind,
        group="context",
        order=_ORDERS[kind],
        shown=True,
        style=_make_style(own, kind),
        source_ids=(own.sources[0].id,),
        expectations=Expectations(
            count=(len(features), len(features)), bbox=(min(west), min(south), max(east), max(north))
        ),
    )
    return Layer(spec=spec, features=tuple(sorted(features, key=lambda feature: feature.id)))


def _make_style(own: OwnLayer, kind: GeometryType) -> Style:
    light, dark = COLOURS[own.colour]
    return Style(
        color=light,
        color_dark=dark,
        width_px=2 if kind == "LineString" else 1.5,
        casing_px=1 if kind == "LineString" else 0,
        fill_opacity=0.15 if kind == "Polygon" else 0,
        marker=own.symbol,
        size_px=9,
        label=_LABELS[kind],
    )


def _base(geometry_type: str) -> GeometryType:
    for kind in _PARTS:
        if geometry_type.removeprefix("Multi") == kind:
            return kind
    raise ValueError(f"{geometry_type}: not a geometry of one type")
