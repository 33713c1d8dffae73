"""The layers as a MapLibre style, to lie beside them: a web viewer draws the bare files as the app does.

A style names the files beside it. It writes no names, which need fonts from somewhere; a viewer adds its own.

References
----------
MapLibre Style Specification, version 8.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from koreamap.drawing.backgrounds import LIGHT
from koreamap.drawing.extents import HOME

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from koreamap.drawing.credit import Credit
    from koreamap.model import BuiltLayer, MarkerShape, Style

    Json = dict[str, object]
    Parts = Sequence[tuple[str, Json]]

__all__ = ["write_web_style"]

_VERSION = 8
_HOME_ZOOM = 5.5
_TILE_STEP = 1
"""MapLibre counts zoom from tiles of 512 pixels, one level less than other web maps."""


def write_web_style(layers: Iterable[BuiltLayer], credits_: Mapping[str, Credit]) -> bytes:
    """Write the style of all layers that can be drawn without fonts, lowest first; those off at first are hidden."""
    west, south, east, north = HOME.bbox
    drawn = [record for record in sorted(layers, key=lambda record: (record.order, record.id)) if _is_drawn(record)]
    style = {
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
            for record in drawn
        },
        "layers": [
            {"id": "background", "type": "background", "paint": {"background-color": LIGHT.water}},
            *(layer for record in drawn for layer in _draw(record)),
        ],
    }
    return f"{json.dumps(style, ensure_ascii=False, indent=1)}\n".encode()


def _is_drawn(record: BuiltLayer) -> bool:
    """Tell whether a layer is more than names: the basemap's points are nothing else."""
    return not (record.is_basemap and record.geometry_type == "Point")


def _draw(record: BuiltLayer) -> Iterator[Json]:
    """Yield the style's layers of one of ours, lowest first: what is in doubt by its own look, below what is not."""
    when: Json = {"minzoom": record.min_zoom - _TILE_STEP} if record.min_zoom > 0 else {}
    when |= {"maxzoom": record.max_zoom - _TILE_STEP} if record.max_zoom < 20 else {}
    when |= {} if record.shown or record.is_basemap else {"layout": {"visibility": "none"}}
    for look, condition, parts in _find_looks(record):
        for number, (kind, paint) in enumerate(parts):
            name = "-".join([record.id, *([look] if look else []), *([str(number)] if number else [])])
            yield {"id": name, "type": kind, "source": record.id} | when | condition | {"paint": paint}


def _find_looks(record: BuiltLayer) -> Iterator[tuple[str, Json, Parts]]:
    """Yield each look of a layer: its name, which features have it, and how they are drawn."""
    if record.is_basemap:
        yield "", {}, _draw_basemap(record)
        return
    draw = _DRAWERS[record.geometry_type]
    others: list[object] = ["all"]
    for variant in record.variants:
        holds = ["in", variant.status, ["get", "status"]]
        others.append(["!", holds])
        yield variant.status, {"filter": holds}, draw(variant.style, variant.shape)
    yield "", {"filter": others} if record.variants else {}, draw(record.style, record.shape)


def _draw_basemap(record: BuiltLayer) -> Parts:
    if record.geometry_type == "LineString":
        return [("line", {"line-color": LIGHT.border, "line-width": 1, "line-dasharray": [5, 3]})]
    land = LIGHT.land if "korea" in record.id else LIGHT.neighbour
    return [
        ("fill", {"fill-color": land, "fill-antialias": False}),
        ("line", {"line-color": LIGHT.coast, "line-width": 0.8}),
    ]


def _draw_line(style: Style, _shape: MarkerShape | None) -> Parts:
    """Draw a line on its casing; a double one as two strokes with a gap."""
    parts: list[tuple[str, Json]] = []
    if style.casing_px:
        width = style.width_px + 2 * style.casing_px
        parts.append(("line", {"line-color": LIGHT.casing, "line-width": width, "line-opacity": 0.9}))
    return [*parts, ("line", _stroke(style))]


def _draw_area(style: Style, _shape: MarkerShape | None) -> Parts:
    fill: Json = {"fill-color": style.color, "fill-opacity": style.fill_opacity, "fill-antialias": False}
    has_outline = style.width_px and style.stroke_opacity
    return [("fill", fill), *([("line", _stroke(style))] if has_outline else [])]


def _draw_point(style: Style, shape: MarkerShape | None) -> Parts:
    """Draw a disc, open or full: shapes other than that need a sprite."""
    is_open = shape is not None and shape.is_open
    paint: Json = {
        "circle-color": LIGHT.casing if is_open else style.color,
        "circle-radius": style.size_px / 2,
        "circle-stroke-color": style.color if is_open else LIGHT.casing,
        "circle-stroke-width": 1.8 if is_open else 1,
    }
    return [("circle", paint)]


def _stroke(style: Style) -> Json:
    """Return a line's paint; its dashes are counted in widths."""
    width = style.width_px / 2 if style.double else style.width_px
    paint: Json = {"line-color": style.color, "line-width": width}
    paint |= {"line-gap-width": round(width, 2)} if style.double else {}
    paint |= {"line-dasharray": [round(length / width, 3) for length in style.dash_px]} if style.dash_px else {}
    return paint | ({"line-opacity": style.stroke_opacity} if style.stroke_opacity != 1 else {})


_DRAWERS = {"Point": _draw_point, "LineString": _draw_line, "Polygon": _draw_area}
