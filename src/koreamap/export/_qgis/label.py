"""Letter a layer in QGIS: English over Hangul, a halo of the background, water in italics, lines along their course.

QGIS 3.22 sets one size and one weight a label: there the Hangul is quieter by its ink alone. From 3.28 on it honours
the smaller size and the lighter weight that the Hangul asks for. Two labels, one a language, would part: each finds a
place of its own, and either may be the one that finds none. Along a line QGIS writes one row alone: Hangul stands
behind English there, where the line has room for both.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from koreamap.drawing.backgrounds import LIGHT, find_label_color
from koreamap.export._qgis.beside import AREA, SIDES, decide_places, decide_row_end, find_on_course
from koreamap.export._qgis.course import letter_course
from koreamap.export._qgis.names import zooms_of
from koreamap.export._qgis.scale import MAP_PX_M, shown_from, to_scale
from koreamap.export._qgis.type import CURVED, HORIZONTAL, ORDERED, OUTSIDE, OVER, Lettering, add_text_style, shrink
from koreamap.export._qgis.words import DATED, HANGUL, NO_HANGUL, WORDS, append_suffix, escape_in_expression
from koreamap.export._qgis.xml import PT_PER_PX, add, add_data_defined, mm

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from xml.etree.ElementTree import Element

    from koreamap.export._qgis.names import Taken
    from koreamap.export.request import Labels
    from koreamap.model import BuiltLayer, Label, Style

__all__ = ["add_labeling"]

_BACKGROUND = LIGHT
_BESIDE = 14  # a line, as the map lies: on either side
_INSIDE, _OUTSIDE_TOO = 2, 3  # of an area
_BREAK = "¦"
"""Ends a line of a label: in HTML, QGIS 3.22 reads neither a newline nor ``<br>`` as one."""

_AROUND = (
    f"transform(buffer(transform($geometry, 'EPSG:4326', 'EPSG:5179'), 40 * {MAP_PX_M}), 'EPSG:5179', 'EPSG:4326')"
)
"""QGIS expression: where a country's name may stand, about its point."""

_CORNERED, _CORNERED_SIDES, _CORNERED_PRIORITY = "label-kaesong", "BL,B,L", 9
"""A town with lines on all sides of it: south of the parallel, west of the Military Demarcation Line. Its name stands
where the box about it, not the letters, meets the limit line's end; QGIS lets no town's lower priority do so.
"""

_SMALL_KM2, _LARGE_KM2 = 500, 5000
"""An area below the first is lettered outside of it, one below the second inside or outside, others inside."""

_QUIETER = 0.2
_POSITIONS = "R,L,TR,BR,TL,BL,TSR,BSR,T,B,TSL,BSL"
_BASEMAP_KINDS: Mapping[str, tuple[float, float, int, str]] = {
    "city": (11.5, 5, 2, _BACKGROUND.label),
    "water": (13, 5, 1, _BACKGROUND.label_water),
    "country": (11.5, 3, 8, _BACKGROUND.label_country),
}
"""Kind -> size in px, zoom from which on, priority of 10, and colour."""


def add_labeling(  # noqa: PLR0913 - what decides how a layer is lettered
    parent: Element,
    record: BuiltLayer,
    *,
    columns: Collection[str],
    areas_km2: Sequence[float],
    taken: Sequence[Taken],
    labels: Labels,
) -> None:
    """Append the labels of a layer.

    Parameters
    ----------
    parent
        A style or a layer of a project.
    record
        The layer's.
    columns
        Names of its fields; a name in Hangul or a year is written where the layer has one.
    areas_km2
        Of its features, which decides whether they are lettered inside.
    taken
        Names that other layers write; the basemap does not write them again.
    labels
        ``en``, ``ko`` or ``en-ko``.
    """
    label = record.style.label
    labels = labels if "name_ko" in columns else "en"
    if record.is_basemap:
        if record.geometry_type == "Point":
            _add_rules(add(parent, "labeling", type="rule-based"), _letter_basemap(taken, labels))
        return
    if label is None:
        return
    if record.geometry_type == "LineString" and label.along:
        rules = letter_course(_letter(record.style, label), label, labels)
        _add_rules(add(parent, "labeling", type="rule-based"), rules)
        return
    words = DATED if "date_label" in columns else WORDS
    lettering = _letter_block(record, label, areas_km2, words=words, labels=labels)
    _add_settings(add(parent, "labeling", type="simple"), lettering)


def _letter_block(
    record: BuiltLayer, label: Label, areas_km2: Sequence[float], *, words: str, labels: Labels
) -> Lettering:
    """Letter points, areas, and lines that are not lettered along their course: English over Hangul."""
    kind = record.geometry_type
    greatest = max(areas_km2, default=0)
    is_small = greatest < _SMALL_KM2
    placement = (OUTSIDE if is_small else HORIZONTAL) if kind == "Polygon" else ORDERED
    stands_for, decided = "", dict[str, str]()
    if kind == "LineString":
        stands_for, decided = find_on_course(label.stands_at), dict(SIDES)
    elif label.beside:
        placement, stands_for, decided = OVER, AREA, decide_places(label.beside)
    base = _letter(record.style, label)
    english = f"{escape_in_expression(words)} || '{append_suffix(label)}'"
    return replace(
        base,
        text=_compose(
            english, label.size_px, labels, ink=_quieten(base.color), row_end=decide_row_end(label.beside, _BREAK)
        ),
        placement=placement,
        flags=_INSIDE if greatest >= _LARGE_KM2 else _OUTSIDE_TOO,
        html=True,
        is_obstacle=kind == "Point" or is_small,
        stands_for=stands_for,
        decided=decided,
    )


def _letter(style: Style, label: Label) -> Lettering:
    return Lettering(
        text=WORDS,
        size_px=label.size_px,
        color=find_label_color(style, _BACKGROUND),
        placement=CURVED,
        flags=_BESIDE,
        priority=round(label.priority / 10),
        zooms=zooms_of(label),
        bold=True,
        italic=label.italic,
    )


def _letter_basemap(taken: Sequence[Taken], labels: Labels) -> dict[str, tuple[str, Lettering]]:
    """Letter cities, waters and countries of the basemap, each kind in its own hand."""
    free = "".join(f" AND NOT {other.to_expression()}" for other in taken)
    found = {}
    for kind, (size, zoom, priority, ink) in _BASEMAP_KINDS.items():
        name = 'upper("name")' if kind == "country" else '"name"'
        lettering = Lettering(
            text=_compose(escape_in_expression(name), size, labels, ink=ink),
            size_px=size,
            color=ink,
            placement=ORDERED if kind == "city" else OVER,
            priority=priority,
            shown=shown_from(zoom) + free,
            italic=kind == "water",
            html=True,
            spacing_px={"water": 1.6, "country": 2.2}.get(kind, 0),
            is_obstacle=kind == "city",
        )
        found[kind] = (f"\"kind\" = '{kind}'", _place_basemap(kind, lettering))
    return found


def _place_basemap(kind: str, lettering: Lettering) -> Lettering:
    """Let a country's name evade what is about its point, and one town's its lines."""
    if kind == "country":
        return replace(lettering, placement=HORIZONTAL, flags=_INSIDE, stands_for=_AROUND, shape="Polygon")
    if kind == "city":
        is_cornered = f"\"feature_id\" = '{_CORNERED}'"
        sides = f"if({is_cornered}, '{_CORNERED_SIDES}', '{_POSITIONS}')"
        priority = f"if({is_cornered}, {_CORNERED_PRIORITY}, {lettering.priority})"
        return replace(lettering, decided={"PredefinedPositionOrder": sides, "Priority": priority})
    return lettering


def _add_rules(labeling: Element, rules: Mapping[str, tuple[str, Lettering]]) -> None:
    root = add(labeling, "rules", key="{00000000-0000-0000-0000-000000000000}")
    for number, (title, (condition, lettering)) in enumerate(rules.items(), start=1):
        key = f"{{00000000-0000-0000-0000-{number:012d}}}"
        rule = add(root, "rule", key=key, description=title, filter=condition)
        _add_settings(rule, lettering)


def _add_settings(parent: Element, lettering: Lettering) -> None:
    settings = add(parent, "settings", calloutType="simple")
    add_text_style(settings, lettering, size_pt=lettering.size_px * PT_PER_PX, field=lettering.text)
    add(
        settings,
        "text-format",
        multilineAlign=3 if lettering.placement == ORDERED or lettering.is_beside else 1,
        wrapChar=_BREAK,
        decimals=3,
    )
    _add_placement(settings, lettering)
    least, greatest = lettering.zooms
    add(
        settings,
        "rendering",
        drawLabels=1,
        scaleVisibility=1,
        scaleMin=to_scale(greatest) if greatest < 20 else 0,
        scaleMax=to_scale(least),
        mergeLines=1,
        labelPerPart=0,
        obstacle=int(lettering.is_obstacle),
        obstacleFactor=1,
        fontLimitPixelSize=0,
        upsidedownLabels=0,
        limitNumLabels=0,
        zIndex=lettering.priority,
    )
    shown = {"Show": lettering.shown} if lettering.shown else {}
    add_data_defined(settings, {"Size": _size(lettering.size_px), **shown, **lettering.decided})


def _add_placement(settings: Element, lettering: Lettering) -> None:
    """Say where the label may stand."""
    is_curved = lettering.placement == CURVED
    add(
        settings,
        "placement",
        placement=lettering.placement,
        placementFlags=lettering.flags,
        polygonPlacementFlags=lettering.flags if lettering.flags <= _OUTSIDE_TOO else _INSIDE,
        predefinedPositionOrder=_POSITIONS,
        offsetUnits="MM",
        offsetType=0 if lettering.is_beside else 1,  # from the point, else from the symbol's rim
        quadOffset=4,
        dist=mm({CURVED: 4, OUTSIDE: 5}.get(lettering.placement, 5 if lettering.is_beside else 2)),
        distUnits="MM",
        repeatDistance=mm(700) if is_curved else 0,
        repeatDistanceUnits="MM",
        maxCurvedCharAngleIn=60,
        maxCurvedCharAngleOut=-60,
        overrunDistance=mm(10) if is_curved else 0,
        overrunDistanceUnit="MM",
        priority=lettering.priority,
        centroidWhole=0,
        centroidInside=1,
        fitInPolygonOnly=0,
        lineAnchorPercent=0.5,
        lineAnchorType=0,
        geometryGeneratorEnabled=int(bool(lettering.stands_for)),
        geometryGeneratorType=f"{lettering.shape.removesuffix('String')}Geometry",
        geometryGenerator=lettering.stands_for,
        layerType="UnknownGeometry",
    )


def _compose(english: str, size_px: float, labels: Labels, *, ink: str, row_end: str = f"'{_BREAK}'") -> str:
    """Return an expression that sets Hangul smaller and quieter under English, or one of the two alone."""
    if labels == "en":
        return english
    if labels == "ko":
        return f"if({NO_HANGUL}, {english}, {HANGUL})"
    look = f"color:{ink};font-weight:normal;font-size:"
    opening = f"{row_end} || '<span style=\"{look}' || {_size(size_px * 0.9)} || 'pt\">'"
    return f"{english} || if({NO_HANGUL}, '', {opening} || {HANGUL} || '</span>')"


def _quieten(ink: str) -> str:
    """Return a colour a fifth nearer to the halo's: that of all Hangul where QGIS knows no smaller type."""
    pairs = [(int(ink[i : i + 2], 16), int(_BACKGROUND.halo[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(a + (b - a) * _QUIETER):02x}" for a, b in pairs)


def _size(px: float) -> str:
    """Return a QGIS expression: the type's size in points."""
    return shrink(px * PT_PER_PX)
