"""Turn a layer's style into QGIS symbols: the same colours, widths, dashes and markers as on the web.

In a print layout all lengths shrink to those of our sheet. The rule for it reads the length that a symbol has, so who
changes a width in QGIS changes both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from koreamap.drawing.backgrounds import LIGHT
from koreamap.export._qgis.scale import shown_from, to_scale
from koreamap.export._qgis.xml import PT_PER_PX, add, add_data_defined, add_expression, add_map, color, mm
from koreamap.model import MARKERS, PAPER_PT_PER_PX

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from xml.etree.ElementTree import Element

    from koreamap.model import BuiltLayer, Fade, Style

    Layers = Sequence[tuple[str, Mapping[str, object], bool]]

__all__ = ["add_frame_fill", "add_line", "add_renderer"]

_BACKGROUND = LIGHT
_CASING_OPACITY = 0.9
_SMALL_DOT_PX = 4.5

_PAPER_SHARE = round(PAPER_PT_PER_PX / PT_PER_PX, 3)
_SHRUNK = f"if(@layout_name IS NULL, @value, @value * {_PAPER_SHARE:g})"
"""QGIS expression: a symbol's own length on the screen, less in a layout."""

_LENGTHS: Mapping[str, Mapping[str, str]] = {
    "SimpleLine": {"line_width": "outlineWidth", "offset": "offset"},
    "SimpleFill": {"outline_width": "outlineWidth"},
    "SimpleMarker": {"size": "size", "outline_width": "outlineWidth"},
    "LinePatternFill": {"distance": "lineDistance"},
}
"""Kind of symbol layer -> its property that is a length -> what QGIS calls the rule for it."""


def add_renderer(parent: Element, record: BuiltLayer) -> None:
    """Append the renderer of a layer to a style or to a layer of a project."""
    if record.group == "basemap" and record.geometry_type == "Point":
        _add_dots(parent)
        return
    if record.variants:
        _add_rules(parent, record)
        return
    renderer = add(parent, "renderer-v2", type="singleSymbol", symbollevels=0, enableorderby=0, forceraster=0)
    symbols = add(renderer, "symbols")
    if record.group == "basemap":
        _add_basemap(symbols, record)
        return
    _DRAW[record.geometry_type](symbols, record.style, "0")
    if record.fades:
        _end_near(symbols, record.fades)


def _end_near(symbols: Element, fades: Sequence[Fade]) -> None:
    """Draw outlines that are coarser than what lies beside them from afar only."""
    gone = [
        f'(@map_scale < {to_scale(fade.gone_zoom):.0f} AND "feature_id" IN ({", ".join(map(repr, fade.feature_ids))}))'
        for fade in fades
    ]
    for layer in symbols.iter("layer"):
        properties = layer.find("data_defined_properties/Option/Option[@name='properties']")
        if properties is not None:
            add_expression(properties, "enabled", f"NOT ({' OR '.join(gone)})")


def _add_rules(parent: Element, record: BuiltLayer) -> None:
    """Draw by status, each look with an entry in the legend: what is in doubt below what is not."""
    renderer = add(parent, "renderer-v2", type="RuleRenderer", symbollevels=0, enableorderby=0, forceraster=0)
    rules = add(renderer, "rules", key=_key(0))
    others = " AND ".join(f"NOT ({_has(variant.status)})" for variant in record.variants)
    add(rules, "rule", key=_key(1), symbol=0, label=record.title, filter=others)
    for number, variant in enumerate(record.variants, start=1):
        add(rules, "rule", key=_key(number + 1), symbol=number, label=variant.title, filter=_has(variant.status))
    symbols = add(renderer, "symbols")
    for number, style in enumerate([record.style, *(variant.style for variant in record.variants)]):
        _DRAW[record.geometry_type](symbols, style, str(number))


def _has(status: str) -> str:
    """Return a QGIS expression: whether a feature has a status, among others or alone."""
    return f"'; ' || coalesce(\"status\", '') || ';' LIKE '%; {status};%'"


def add_line(parent: Element, value: str, width_mm: float, *, name: str = "0") -> None:
    """Append a plain line symbol as wide as it says, on paper too."""
    _add_symbol(parent, "line", [("SimpleLine", _stroke(value, width_mm), False)], name=name, shrinks=False)


def add_frame_fill(parent: Element, value: str, *, outline: str, width_mm: float, name: str = "0") -> None:
    """Append a fill symbol with a solid outline, as wide as it says on paper too."""
    _add_symbol(parent, "fill", [("SimpleFill", _framed(value, outline, width_mm), False)], name=name, shrinks=False)


def _add_symbol(parent: Element, kind: str, layers: Layers, *, name: str = "0", shrinks: bool = True) -> None:
    """Append a symbol; a locked layer keeps its colour when a user changes the symbol's."""
    symbol = add(parent, "symbol", type=kind, name=name, alpha=1, clip_to_extent=1, force_rhr=0)
    for class_, properties, is_locked in layers:
        layer = add(symbol, "layer", enabled=1, locked=int(is_locked), **{"class": class_, "pass": 0})
        add_map(layer, properties)
        if shrinks:
            add_data_defined(layer, _find_shrinking(class_, properties), tag="data_defined_properties")


def _find_shrinking(class_: str, properties: Mapping[str, object]) -> dict[str, str]:
    """Return what shrinks in a print layout; a dash is a list, of which QGIS tells a rule nothing."""
    shrunk = {rule: _SHRUNK for name, rule in _LENGTHS[class_].items() if properties.get(name)}
    if not properties.get("use_custom_dash"):
        return shrunk
    dash = str(properties.get("customdash"))
    short = ";".join(f"{float(length) * _PAPER_SHARE:.4g}" for length in dash.split(";"))
    return shrunk | {"customDash": f"if(@layout_name IS NULL, '{dash}', '{short}')"}


def _add_course(symbols: Element, style: Style, name: str = "0") -> None:
    width = style.width_px
    layers = []
    if style.casing_px:
        casing = _stroke(_BACKGROUND.casing, mm(width + 2 * style.casing_px), opacity=_CASING_OPACITY)
        layers.append(("SimpleLine", casing, True))
    if style.double:
        layers += [("SimpleLine", _side(style, side), False) for side in (-1, 1)]
    else:
        layers.append(("SimpleLine", _main_stroke(style), False))
    _add_symbol(symbols, "line", layers, name=name)


def _side(style: Style, side: int) -> dict[str, object]:
    """Return one of the two strokes of a double line, in its own half."""
    thin = style.width_px / 2
    return _stroke(style.color, mm(thin), dash=style.dash_px, opacity=style.stroke_opacity) | {
        "offset": side * mm(thin / 2 + 1.1),
        "offset_unit": "MM",
    }


def _main_stroke(style: Style) -> dict[str, object]:
    return _stroke(style.color, mm(style.width_px), dash=style.dash_px, opacity=style.stroke_opacity)


def _add_area(symbols: Element, style: Style, name: str = "0") -> None:
    layers: list[tuple[str, Mapping[str, object], bool]] = [
        ("SimpleFill", _fill(style.color, style.fill_opacity), False)
    ]
    if style.hatch:
        layers.append(("LinePatternFill", _hatch(style.color), False))
    if style.width_px and style.stroke_opacity:
        layers.append(("SimpleLine", _main_stroke(style), False))
    _add_symbol(symbols, "fill", layers, name=name)


def _add_point(symbols: Element, style: Style, name: str = "0") -> None:
    marker = MARKERS[style.marker]
    is_open, side = marker.is_open, style.size_px * marker.width
    look = {
        "name": marker.qgis,
        "color": color(_BACKGROUND.casing if is_open else style.color),
        "outline_color": color(style.color if is_open else _BACKGROUND.casing),
        "outline_style": "solid",
        "outline_width": mm(1.8 if is_open else 1),
        "outline_width_unit": "MM",
        "size": mm(side if is_open else side + 1),
        "size_unit": "MM",
        "joinstyle": "miter",
        "scale_method": "diameter",
    }
    _add_symbol(symbols, "marker", [("SimpleMarker", look, False)], name=name)


_DRAW = {"Point": _add_point, "LineString": _add_course, "Polygon": _add_area}


def _add_basemap(symbols: Element, record: BuiltLayer) -> None:
    """Draw a basemap layer by what its id says it is."""
    if record.geometry_type == "LineString":
        is_border = "border" in record.id
        ink = _BACKGROUND.border if is_border else _BACKGROUND.river
        stroke = _stroke(ink, mm(1), dash=(5, 3) if is_border else ())
        _add_symbol(symbols, "line", [("SimpleLine", stroke, False)])
        return
    land = _BACKGROUND.land if "korea" in record.id else _BACKGROUND.neighbour
    fill = _BACKGROUND.water if "water" in record.id else land
    _add_symbol(symbols, "fill", [("SimpleFill", _framed(fill, _BACKGROUND.coast, mm(0.8)), False)])


def _add_dots(parent: Element) -> None:
    """Draw a dot for each city of the basemap, and an empty one for the rest: what has no symbol gets no label."""
    renderer = add(parent, "renderer-v2", type="RuleRenderer", symbollevels=0, enableorderby=0, forceraster=0)
    rules = add(renderer, "rules", key=_key(0))
    is_city = f"\"kind\" = 'city' AND {shown_from(5)}"
    add(rules, "rule", key=_key(1), symbol="0", label="City", filter=is_city)
    add(rules, "rule", key=_key(2), symbol="1", filter="ELSE")
    symbols = add(renderer, "symbols")
    ink, halo = color(_BACKGROUND.label), color(_BACKGROUND.halo)
    dot = {"name": "circle", "color": ink, "outline_color": halo, "outline_width": mm(1), "size": mm(_SMALL_DOT_PX)}
    _add_symbol(symbols, "marker", [("SimpleMarker", dot, False)], shrinks=False)
    empty = {"name": "circle", "color": color("#ffffff", 0), "outline_style": "no", "size": 0.1}
    _add_symbol(symbols, "marker", [("SimpleMarker", empty, False)], name="1", shrinks=False)


def _key(number: int) -> str:
    return f"{{00000000-0000-0000-0000-{number:012d}}}"


def _stroke(value: str, width_mm: float, *, dash: Sequence[float] = (), opacity: float = 1) -> dict[str, object]:
    return {
        "line_color": color(value, opacity),
        "line_style": "solid",
        "line_width": width_mm,
        "line_width_unit": "MM",
        "capstyle": "flat" if dash else "round",
        "joinstyle": "round",
        "use_custom_dash": int(bool(dash)),
        "customdash": ";".join(f"{mm(length):g}" for length in dash) or "5;2",
        "customdash_unit": "MM",
    }


def _fill(value: str, opacity: float = 1) -> dict[str, object]:
    return {"color": color(value, opacity), "style": "solid", "outline_style": "no", "joinstyle": "round"}


def _framed(value: str, outline: str, width_mm: float) -> dict[str, object]:
    frame = {"outline_color": color(outline), "outline_style": "solid", "outline_width": width_mm}
    return _fill(value) | frame


def _hatch(value: str) -> dict[str, object]:
    """Return thin strokes that let an area be told in black-and-white print."""
    return {
        "angle": 45,
        "color": color(value, 0.45),
        "distance": mm(5),
        "distance_unit": "MM",
        "line_width": mm(0.6),
        "line_width_unit": "MM",
    }
