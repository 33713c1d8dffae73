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
from koreamap.export._qgis.beside import AREA, COURSE, decide_places, decide_row_end, decide_sides
from koreamap.export._qgis.names import zooms_of
from koreamap.export._qgis.scale import MAP_PX_M, shown_from, to_scale
from koreamap.export._qgis.type import Lettering, add_text_style
from koreamap.export._qgis.xml import PT_PER_PX, add, add_data_defined, mm

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from xml.etree.ElementTree import Element

    from koreamap.export._qgis.names import Taken
    from koreamap.export.request import Labels
    from koreamap.model import BuiltLayer, Label, Style

__all__ = ["add_labeling", "escape_in_expression"]

_BACKGROUND = LIGHT
_WORDS = """coalesce(nullif("label", ''), "name")"""
_DATE = "coalesce(\"date_label\", '')"
_DATED = f"if({_DATE} = '' OR strpos({_WORDS}, {_DATE}) > 0, {_WORDS}, {_DATE} || ' ' || {_WORDS})"
"""The label with its year, unless it names it already."""

_OVER, _CURVED, _HORIZONTAL, _ORDERED, _OUTSIDE = 1, 3, 4, 6, 8  # placement modes of QGIS
_BESIDE = 14  # a line, as the map lies: on either side
_INSIDE, _OUTSIDE_TOO = 2, 3  # of an area
_BREAK = "¦"
"""Ends a line of a label: in HTML, QGIS 3.22 reads neither a newline nor ``<br>`` as one."""

_SMOOTHED = (
    "transform(smooth(simplify(transform($geometry, 'EPSG:4326', 'EPSG:5179'),"
    f" 3 * {MAP_PX_M}), 3), 'EPSG:5179', 'EPSG:4326')"
)
"""The course that letters follow: without the wiggles that would make them dance. Smoothed in metres, since a parallel
is straight in degrees alone.
"""

_ON_MAP = "transform($geometry, 'EPSG:4326', @map_crs)"
_SEEN_M = f"$length * coalesce(length(intersection({_ON_MAP}, @map_extent)) / length({_ON_MAP}), 1)"
"""QGIS expression: metres of a line that lie within the map."""

_BRIEF = f"coalesce(nullif(regexp_substr({_WORDS}, '\\\\(([A-Z]+)\\\\)$'), ''), {_WORDS})"
"""QGIS expression: the abbreviation that a name ends with, as *NLL*; else the name."""

_LATIN_EM, _ROOM, _BENT = 0.52, 1.6, 1.2
"""How wide a letter of English is, Hangul being 1; how much longer than its name in both languages a line must be, bent
as it may be, and how much longer than the English alone.
"""

_SMALL_KM2, _LARGE_KM2 = 500, 5000
"""An area below the first is lettered outside of it, one below the second inside or outside, others inside."""

_PAPER_SHARE = 0.78
_QUIETER = 0.2
_POSITIONS = "R,L,TR,BR,TL,BL,TSR,BSR,T,B,TSL,BSL"
_BASEMAP_KINDS: Mapping[str, tuple[float, float, int, str]] = {
    "city": (11.5, 5, 2, _BACKGROUND.label),
    "water": (13, 5, 1, _BACKGROUND.label_water),
    "country": (11.5, 3, 1, _BACKGROUND.label_country),
}
"""Kind -> size in px, zoom from which on, priority of 10, and colour."""


def escape_in_expression(expression: str) -> str:
    """Return a QGIS expression that escapes another's text for HTML."""
    replaced = f"replace(coalesce({expression}, ''), '&', '&amp;')"
    return f"replace(replace({replaced}, '<', '&lt;'), '>', '&gt;')"


_NO_HANGUL = "coalesce(\"name_ko\", '') = ''"
_HANGUL = escape_in_expression('"name_ko"')


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
        lettering = _letter_course(record.style, label, labels)
    else:
        words = _DATED if "date_label" in columns else _WORDS
        lettering = _letter_block(record, label, areas_km2, words=words, labels=labels)
    _add_settings(add(parent, "labeling", type="simple"), lettering)


def _letter_block(
    record: BuiltLayer, label: Label, areas_km2: Sequence[float], *, words: str, labels: Labels
) -> Lettering:
    """Letter points and areas: English over Hangul."""
    kind = record.geometry_type
    greatest = max(areas_km2, default=0)
    is_small = greatest < _SMALL_KM2
    placement = {"Point": _ORDERED, "Polygon": _OUTSIDE if is_small else _HORIZONTAL}.get(kind, _ORDERED)
    if label.beside:
        placement = _OVER
    base = _letter(record.style, label)
    english = f"{escape_in_expression(words)} || '{_suffix(label)}'"
    return replace(
        base,
        text=_compose(
            english, label.size_px, labels, ink=_quieten(base.color), row_end=decide_row_end(label.beside, _BREAK)
        ),
        placement=placement,
        flags=_INSIDE if greatest >= _LARGE_KM2 else _OUTSIDE_TOO,
        html=True,
        is_obstacle=kind == "Point" or is_small,
        beside=label.beside,
        stands_for=AREA if label.beside else COURSE if kind == "LineString" else "",
    )


def _letter_course(style: Style, label: Label, labels: Labels) -> Lettering:
    """Letter a line along its course: English, and Hangul behind it where the line has room for both."""
    base = _letter(style, label)
    is_tight = f"{_SEEN_M} < {MAP_PX_M} * {_BENT:g} * {_LATIN_EM:g} * length({_WORDS}) * {_shrink(base.size_px)}"
    english = f"if({is_tight}, {_BRIEF}, {_WORDS}) || '{_suffix(label, opening='', closing='')}'"
    if labels == "en":
        return replace(base, text=english)
    if labels == "ko":
        return replace(base, text=f'if({_NO_HANGUL}, {english}, "name_ko")')
    needed = f'{_ROOM:g} * ({_LATIN_EM:g} * length({english}) + length("name_ko")) * {_shrink(base.size_px)}'
    is_short = f"{_SEEN_M} < {MAP_PX_M} * {needed}"
    return replace(base, text=f"if({_NO_HANGUL} OR {is_short}, {english}, {english} || '  ' || \"name_ko\")")


def _letter(style: Style, label: Label) -> Lettering:
    return Lettering(
        text=_WORDS,
        size_px=label.size_px,
        color=find_label_color(style, _BACKGROUND),
        placement=_CURVED,
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
            placement=_ORDERED if kind == "city" else _OVER,
            priority=priority,
            shown=shown_from(zoom) + free,
            italic=kind == "water",
            html=True,
            spacing_px={"water": 1.6, "country": 2.2}.get(kind, 0),
            is_obstacle=kind == "city",
        )
        found[kind] = (f"\"kind\" = '{kind}'", lettering)
    return found


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
        multilineAlign=3 if lettering.placement == _ORDERED or lettering.beside else 1,
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
    decided = {"Size": _size(lettering.size_px)} | ({"Show": lettering.shown} if lettering.shown else {})
    decided |= decide_sides() if lettering.stands_for == COURSE else decide_places(lettering.beside)
    add_data_defined(settings, decided)


def _add_placement(settings: Element, lettering: Lettering) -> None:
    """Say where the label may stand; a line is smoothed first, so that its letters do not dance."""
    is_curved = lettering.placement == _CURVED
    stands_for = _SMOOTHED if is_curved else lettering.stands_for
    add(
        settings,
        "placement",
        placement=lettering.placement,
        placementFlags=lettering.flags,
        polygonPlacementFlags=lettering.flags if lettering.flags <= _OUTSIDE_TOO else _INSIDE,
        predefinedPositionOrder=_POSITIONS,
        offsetUnits="MM",
        offsetType=0 if lettering.stands_for else 1,  # from the point, else from the symbol's rim
        quadOffset=4,
        dist=mm({_CURVED: 4, _OUTSIDE: 5}.get(lettering.placement, 5 if lettering.stands_for else 2)),
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
        geometryGeneratorEnabled=int(bool(stands_for)),
        geometryGeneratorType="PointGeometry" if lettering.stands_for else "LineGeometry",
        geometryGenerator=stands_for,
        layerType="UnknownGeometry",
    )


def _compose(english: str, size_px: float, labels: Labels, *, ink: str, row_end: str = f"'{_BREAK}'") -> str:
    """Return an expression that sets Hangul smaller and quieter under English, or one of the two alone."""
    if labels == "en":
        return english
    if labels == "ko":
        return f"if({_NO_HANGUL}, {english}, {_HANGUL})"
    look = f"color:{ink};font-weight:normal;font-size:"
    opening = f"{row_end} || '<span style=\"{look}' || {_size(size_px * 0.9)} || 'pt\">'"
    return f"{english} || if({_NO_HANGUL}, '', {opening} || {_HANGUL} || '</span>')"


def _quieten(ink: str) -> str:
    """Return a colour a fifth nearer to the halo's: that of all Hangul where QGIS knows no smaller type."""
    pairs = [(int(ink[i : i + 2], 16), int(_BACKGROUND.halo[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(a + (b - a) * _QUIETER):02x}" for a, b in pairs)


def _size(px: float) -> str:
    """Return a QGIS expression: the type's size in points."""
    return _shrink(px * PT_PER_PX)


def _shrink(size: float) -> str:
    """Return a QGIS expression: a size of type, smaller on paper, which is read from nearer."""
    return f"if(@layout_name IS NULL, {size:g}, {size * _PAPER_SHARE:.3g})"


def _suffix(label: Label, *, opening: str = '<span style="color:#7d7a70">', closing: str = "</span>") -> str:
    suffix = label.suffix.replace("'", "''")
    return f" {opening}{suffix}{closing}" if suffix else ""
