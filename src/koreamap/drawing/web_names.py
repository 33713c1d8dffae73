"""The names of a MapLibre style, and the marks that are no discs: text, which the viewer sets in fonts of its own.

A style without ``glyphs`` is set in local fonts by MapLibre 5.11 and later. A sprite would have to stand at a full
address, which files that may lie anywhere do not have: squares and diamonds are characters. Into an area MapLibre
would write its name once a tile: areas are named at a point each. From afar a line is too short for its name, which
stands beside its middle; then it follows a course without the wiggles that leave letters no room, near by the own one.

References
----------
MapLibre Style Specification, version 8, *Symbol* and *Glyphs*.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import shapely
from shapely.geometry import LineString, mapping

from koreamap.drawing.backgrounds import LIGHT, find_label_color
from koreamap.geometry import round_geometry, simplify_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from shapely.geometry.base import BaseGeometry

    from koreamap.model import BuiltLayer, Feature, Label, MarkerShape, Style

    Json = dict[str, object]

__all__ = ["NAMES", "TILE_STEP", "draw_mark", "is_named", "name_basemap", "name_features", "to_names"]

NAMES = "names"
"""The source of the places of names that are not the features' own."""

TILE_STEP = 1
"""MapLibre counts zoom from tiles of 512 pixels, one level less than other web maps."""

_REGULAR, _BOLD, _ITALIC, _BOLD_ITALIC = (
    [f"Noto Sans {hand}"] for hand in ("Regular", "Bold", "Italic", "Bold Italic")
)
_HANGUL_SHARE = 0.9
_DECIMALS = 4

_LABEL: Sequence[object] = ["coalesce", ["get", "label"], ""]
_WORDS: Sequence[object] = ["case", ["==", _LABEL, ""], ["get", "name"], _LABEL]
_DATE: Sequence[object] = ["coalesce", ["get", "date_label"], ""]
_DATED: Sequence[object] = [
    "case", ["any", ["==", _DATE, ""], ["in", _DATE, _WORDS]], _WORDS, ["concat", _DATE, " ", _WORDS]
]  # fmt: skip
_HANGUL: Sequence[object] = ["coalesce", ["get", "name_ko"], ""]

_AROUND: Json = {
    "text-variable-anchor": ["left", "right", "top", "bottom"],
    "text-radial-offset": 0.7,
    "text-justify": "auto",
}
_MARKS: Mapping[tuple[str, bool], str] = {
    ("square", False): "■",
    ("square", True): "□",
    ("diamond", False): "◆",
    ("diamond", True): "◇",
}
"""QGIS's name of a shape, and whether it is hollow -> the character."""

_MARK_SHARE = 1.3
"""Of the type in which such a character stands to the mark that it is."""

_LARGE_KM2 = 5000
"""An area below it is named beside its middle, not on it."""

_FAR, _ALWAYS = 8, 25
"""MapLibre's zoom until which a line is named beside its middle, and one that there is not."""


class _Course(NamedTuple):
    """The course along which a line is named until a zoom: wiggles left out, corners rounded off, and how fine."""

    until: float
    wiggle_m: float
    corner_deg: float
    grain_deg: float


_COURSES = (_Course(10, 1000, 0.03, 0.001), _Course(11, 600, 0.02, 0.0006), _Course(12, 350, 0.01, 0.0004))
"""Such a course lies two wiggles off at most, some 30 pixels where it ends, and far less as a rule. From the last zoom
on a line is named along its own: before it, letters find no room between the wiggles.
"""

_COURSE: Json = {
    "symbol-placement": "line",
    "symbol-spacing": 600,
    "text-max-angle": 75,
    "text-anchor": "bottom",
}
"""Letters above a line. MapLibre turns them round with the line's direction, but not an offset: there is none."""

_KINDS: Mapping[str, tuple[str, float, float, Json]] = {
    "country": (LIGHT.label_country, 11.5, 3, {"text-font": _REGULAR, "text-transform": "uppercase"}),
    "water": (LIGHT.label_water, 13, 5, {"text-font": _ITALIC}),
    "city": (LIGHT.label, 11.5, 5, {"text-font": _REGULAR} | _AROUND),
}
"""Kind -> ink, size in px, zoom from which on it is named, and hand."""


def to_names(layers: Sequence[tuple[BuiltLayer, Sequence[Feature]]]) -> Json:
    """Return where areas, and lines from afar, are named, as GeoJSON with what is written there."""
    features = [
        {
            "type": "Feature",
            "properties": {
                "layer": record.id,
                "name": feature.properties.name,
                "name_ko": feature.properties.name_ko or "",
                "label": feature.properties.label,
                "until": until,
            },
            "geometry": mapping(round_geometry(place, _DECIMALS)),
        }
        for record, features in layers
        for feature in features
        for until, place in _find_places(feature.geometry, record.style.label)
    ]
    return {"type": "FeatureCollection", "features": features}


def _find_places(geometry: BaseGeometry, label: Label | None) -> Iterator[tuple[float, BaseGeometry]]:
    """Yield, with the zoom until which a name stands there, a point in an area; a line's middle and smoother course."""
    if geometry.area > 0:
        yield _ALWAYS, geometry.representative_point()
        return
    parts = shapely.get_parts(geometry)
    least = label.min_zoom - TILE_STEP if label else _ALWAYS
    if least < _FAR:
        yield _FAR, max(parts, key=lambda part: float(part.length)).interpolate(0.5, normalized=True)
    for course in _COURSES:
        if least < course.until:
            for part in parts:
                yield course.until, _round_off(simplify_line(part, course.wiggle_m), course)


def _round_off(line: LineString, course: _Course) -> BaseGeometry:
    """Cut the corners of a line, near them and twice; its ends stay.

    References
    ----------
    Chaikin, G. (1974), Computer Graphics and Image Processing 3, 346-349.
    """
    corners = shapely.get_coordinates(line.segmentize(course.corner_deg))
    for _turn in range(2):
        here, there = corners[:-1], corners[1:]
        cut = np.stack([here * 0.75 + there * 0.25, here * 0.25 + there * 0.75], axis=1).reshape(-1, 2)
        corners = np.concatenate([corners[:1], cut, corners[-1:]])
    return LineString(corners).simplify(course.grain_deg)


def draw_mark(style: Style, shape: MarkerShape) -> tuple[str, Json, Json] | None:
    """Return a mark as a layer's type, layout and paint; none for a disc, which is a circle."""
    character = _MARKS.get((shape.qgis, shape.is_open))
    if character is None:
        return None
    size = round(style.size_px * shape.width * _MARK_SHARE, 1)
    layout: Json = {"text-field": character, "text-font": _REGULAR, "text-size": size, "text-allow-overlap": True}
    return "symbol", layout, _ink(style.color, LIGHT.casing, 1)


def is_named(kind: str) -> Sequence[object]:
    """Return an expression: whether a feature of the basemap is of a kind, and named at the zoom."""
    _color, _size, zoom, _hand = _KINDS[kind]
    least = ["-", ["max", ["coalesce", ["get", "min_zoom"], 0], zoom], TILE_STEP]
    return ["all", ["==", ["get", "kind"], kind], [">=", ["zoom"], least]]


def name_basemap(record: BuiltLayer) -> Iterator[Json]:
    """Yield the layers that name countries, waters and cities, the least important first."""
    for kind, (ink, size, _zoom, hand) in _KINDS.items():
        yield {
            "id": f"{record.id}-{kind}",
            "type": "symbol",
            "source": record.id,
            "filter": is_named(kind),
            "layout": {"text-field": _write(["get", "name"]), "text-size": size} | hand,
            "paint": _ink(ink, LIGHT.halo, 1.5),
        }


def name_features(record: BuiltLayer, style: Style, label: Label, *, areas_km2: float) -> Iterator[Json]:
    """Yield the layers that name a layer's features: along a line, beside a point, in an area or beside its middle.

    Parameters
    ----------
    record, style, label
        The layer's.
    areas_km2
        Of its largest feature, 0 for lines and points.
    """
    suffix = f" {label.suffix}" if label.suffix else ""
    words: Sequence[object] = ["concat", _DATED, suffix] if suffix else _DATED
    common: Json = {"text-size": label.size_px, "text-font": _BOLD_ITALIC if label.italic else _BOLD}
    common |= {} if record.shown else {"visibility": "none"}
    paint: Json = {"type": "symbol", "paint": _ink(find_label_color(style, LIGHT), LIGHT.halo, 1.5)}
    least, most = label.min_zoom - TILE_STEP, label.max_zoom + 1 - TILE_STEP
    is_ours = ["==", ["get", "layer"], record.id]
    if record.geometry_type != "LineString" or not label.along:
        where: Json = {"source": NAMES, "filter": is_ours} if areas_km2 else {"source": record.id}
        layout = common | {"text-field": _write(words)} | ({} if areas_km2 >= _LARGE_KM2 else _AROUND)
        yield {"id": f"{record.id}-name", "minzoom": least, "maxzoom": most, **where, "layout": layout, **paint}
        return
    text = ["step", ["zoom"], ["format", words, {}], least + 4, _write(words, between="  ")]
    beside: Json = (
        {"text-field": _write(words)} | _AROUND | {"text-variable-anchor": ["bottom", "top", "left", "right"]}
    )
    along: Json = {"text-field": text} | _COURSE
    start = least
    for end, layout in ((_FAR, beside), *((course.until, along) for course in _COURSES)):
        if start < end:
            where = {"source": NAMES, "filter": ["all", is_ours, ["==", ["get", "until"], end]]}
            how = {"minzoom": start, "maxzoom": end, "layout": common | layout}
            yield {"id": f"{record.id}-name-{end:g}", **where, **how, **paint}
            start = end
    near: Json = {"minzoom": start, "maxzoom": most, "layout": common | along}
    yield {"id": f"{record.id}-name", "source": record.id, **near, **paint}


def _write(words: Sequence[object], *, between: str = "\n") -> Sequence[object]:
    """Return an expression that sets Hangul smaller and lighter, under English or behind it."""
    hand = {"font-scale": _HANGUL_SHARE, "text-font": ["literal", _REGULAR]}
    both = ["format", words, {}, between, {}, _HANGUL, hand]
    return ["case", ["==", _HANGUL, ""], ["format", words, {}], both]


def _ink(color: str, halo: str, width: float) -> Json:
    return {"text-color": color, "text-halo-color": halo, "text-halo-width": width}
