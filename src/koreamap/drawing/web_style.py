"""The layers as a MapLibre style, to lie beside them: a web viewer draws the bare files as the app does.

A style names the files beside it. Below are the layers' geometries, in their order; then the names, the most important
last, which MapLibre places first; on top the marks, from which names keep off.

References
----------
MapLibre Style Specification, version 8.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from koreamap.drawing.backgrounds import LIGHT
from koreamap.drawing.extents import HOME
from koreamap.drawing.web_names import NAMES, TILE_STEP, draw_mark, is_named, name_basemap, name_features, to_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from koreamap.drawing.credit import Credit
    from koreamap.model import BuiltLayer, Fade, Feature, MarkerShape, Style

    Json = dict[str, object]
    Part = tuple[str, Json, Json]
    """Type, layout and paint."""

__all__ = ["write_web_style"]

_VERSION = 8
_HOME_ZOOM = 5.5

_DOT_PX = 3.5


def write_web_style(layers: Iterable[tuple[BuiltLayer, Sequence[Feature]]], credits_: Mapping[str, Credit]) -> bytes:
    """Write the style of all layers with their features; those off at first are hidden."""
    west, south, east, north = HOME.bbox
    ordered = sorted(layers, key=lambda pair: (pair[0].order, pair[0].id))
    records = [record for record, _features in ordered]
    marks = [part for record in records for part in _draw(record) if part.get("type") == "symbol"]
    named = [pair for pair in ordered if _is_replaced(pair[0])]
    style: Json = {
        "version": _VERSION,
        "name": HOME.title,
        "center": [round((west + east) / 2, 4), round((south + north) / 2, 4)],
        "zoom": _HOME_ZOOM,
        "sources": {
            record.id: {
                "type": "geojson",
                "data": f"./{record.file}",
                "attribution": credits_[record.id].attribution,
            }
            for record in records
        }
        | {NAMES: {"type": "geojson", "data": to_names(named)}},
        "layers": [
            {"id": "background", "type": "background", "paint": {"background-color": LIGHT.water}},
            *(part for record in records for part in _draw(record) if part.get("type") != "symbol"),
            *_name(ordered),
            *marks,
        ],
    }
    return _dump(style).encode()


def _dump(style: Json) -> str:
    """Write a line for each layer and each source, so that a difference can be read."""
    lines = []
    for name, value in style.items():
        written = json.dumps(value, ensure_ascii=False)
        if isinstance(value, dict):
            parts = [f"{json.dumps(key)}: {json.dumps(part, ensure_ascii=False)}" for key, part in value.items()]
            written = "{\n " + ",\n ".join(parts) + "\n}"
        elif name == "layers" and isinstance(value, list):
            written = "[\n " + ",\n ".join(json.dumps(part, ensure_ascii=False) for part in value) + "\n]"
        lines.append(f"{json.dumps(name)}: {written}")
    return "{" + ",\n".join(lines) + "}\n"


def _is_replaced(record: BuiltLayer) -> bool:
    """Tell whether a layer's names stand at places of their own."""
    label = record.style.label
    return label is not None and (record.geometry_type == "Polygon" or label.along)


def _name(layers: Sequence[tuple[BuiltLayer, Sequence[Feature]]]) -> Iterator[Json]:
    """Yield the layers of the names, the least important first."""
    for record, _features in layers:
        if record.is_basemap and record.geometry_type == "Point":
            yield from name_basemap(record)
    lettered = [(record, record.style.label, features) for record, features in layers if record.style.label]
    for record, label, features in sorted(lettered, key=lambda one: one[1].priority):
        largest = max((feature.properties.area_km2 or 0 for feature in features), default=0)
        yield from name_features(record, record.style, label, areas_km2=largest)


def _draw(record: BuiltLayer) -> Iterator[Json]:
    """Yield the style's layers of one of ours, lowest first: what is in doubt by its own look, below what is not."""
    when: Json = {"minzoom": record.min_zoom - TILE_STEP} if record.min_zoom > 0 else {}
    when |= {"maxzoom": record.max_zoom - TILE_STEP} if record.max_zoom < 20 else {}
    hidden: Json = {} if record.shown or record.is_basemap else {"visibility": "none"}
    for look, condition, parts in _find_looks(record):
        for number, (kind, layout, paint) in enumerate(parts):
            name = "-".join([record.id, *([look] if look else []), *([str(number)] if number else [])])
            how: Json = {"layout": layout | hidden} if layout or hidden else {}
            yield (
                {"id": name, "type": kind, "source": record.id}
                | when
                | condition
                | how
                | {"paint": _pale(paint, record.fades)}
            )


def _pale(paint: Json, fades: Sequence[Fade]) -> Json:
    """Let what is coarser than what lies beside it give way as one comes nearer, as the explorer does."""
    if not fades:
        return paint
    kind = "fill" if "fill-color" in paint else "line"
    whole = paint.get(f"{kind}-opacity", 1)
    stops: list[object] = []
    for zoom in sorted({zoom for fade in fades for zoom in (fade.from_zoom, fade.gone_zoom)}):
        gone = [id_ for fade in fades if fade.gone_zoom <= zoom for id_ in fade.feature_ids]
        opacity = ["match", ["get", "feature_id"], gone, 0, whole] if gone else whole
        stops += [round(zoom - TILE_STEP, 3), opacity]
    return paint | {f"{kind}-opacity": ["interpolate", ["linear"], ["zoom"], *stops]}


def _find_looks(record: BuiltLayer) -> Iterator[tuple[str, Json, Sequence[Part]]]:
    """Yield each look of a layer: its name, which features have it, and how they are drawn."""
    if record.is_basemap:
        condition: Json = {"filter": is_named("city")} if record.geometry_type == "Point" else {}
        yield "", condition, _draw_basemap(record)
        return
    draw = _DRAWERS[record.geometry_type]
    others: list[object] = ["all"]
    for variant in record.variants:
        holds = ["in", variant.status, ["get", "status"]]
        others.append(["!", holds])
        yield variant.status, {"filter": holds}, draw(variant.style, variant.shape)
    yield "", {"filter": others} if record.variants else {}, draw(record.style, record.shape)


def _draw_basemap(record: BuiltLayer) -> Sequence[Part]:
    if record.geometry_type == "Point":
        return [("circle", {}, _disc(LIGHT.label, _DOT_PX, LIGHT.halo, 1))]
    if record.geometry_type == "LineString":
        return [("line", {}, {"line-color": LIGHT.border, "line-width": 1, "line-dasharray": [5, 3]})]
    land = LIGHT.land if "korea" in record.id else LIGHT.neighbour
    return [
        ("fill", {}, {"fill-color": land, "fill-antialias": False}),
        ("line", {}, {"line-color": LIGHT.coast, "line-width": 0.8}),
    ]


def _draw_line(style: Style, _shape: MarkerShape | None) -> Sequence[Part]:
    """Draw a line on its casing; a double one as two strokes with a gap."""
    parts: list[Part] = []
    if style.casing_px:
        width = style.width_px + 2 * style.casing_px
        parts.append(("line", {}, {"line-color": LIGHT.casing, "line-width": width, "line-opacity": 0.9}))
    return [*parts, ("line", {}, _stroke(style))]


def _draw_area(style: Style, _shape: MarkerShape | None) -> Sequence[Part]:
    fill: Json = {"fill-color": style.color, "fill-opacity": style.fill_opacity, "fill-antialias": False}
    has_outline = style.width_px and style.stroke_opacity
    return [("fill", {}, fill), *([("line", {}, _stroke(style))] if has_outline else [])]


def _draw_point(style: Style, shape: MarkerShape | None) -> Sequence[Part]:
    """Draw a disc, open or full, or a character of another shape."""
    if shape is not None and (mark := draw_mark(style, shape)):
        return [mark]
    if shape is not None and shape.is_open:
        return [("circle", {}, _disc(LIGHT.casing, style.size_px, style.color, 1.8))]
    return [("circle", {}, _disc(style.color, style.size_px, LIGHT.casing, 1))]


def _disc(inside: str, size_px: float, edge: str, edge_px: float) -> Json:
    return {
        "circle-color": inside,
        "circle-radius": size_px / 2,
        "circle-stroke-color": edge,
        "circle-stroke-width": edge_px,
    }


def _stroke(style: Style) -> Json:
    """Return a line's paint; its dashes are counted in widths."""
    width = style.width_px / 2 if style.double else style.width_px
    paint: Json = {"line-color": style.color, "line-width": width}
    paint |= {"line-gap-width": round(width, 2)} if style.double else {}
    paint |= {"line-dasharray": [round(length / width, 3) for length in style.dash_px]} if style.dash_px else {}
    return paint | ({"line-opacity": style.stroke_opacity} if style.stroke_opacity != 1 else {})


_DRAWERS = {"Point": _draw_point, "LineString": _draw_line, "Polygon": _draw_area}
