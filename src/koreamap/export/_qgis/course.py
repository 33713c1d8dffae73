"""Names written along a line's course, or beside a line that is too short for that."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from koreamap.export._qgis.beside import SIDES, find_on_course
from koreamap.export._qgis.scale import MAP_PX_M
from koreamap.export._qgis.type import ORDERED, shrink
from koreamap.export._qgis.words import NO_HANGUL, WORDS, append_suffix, find_brief

if TYPE_CHECKING:
    from koreamap.export._qgis.type import Lettering
    from koreamap.export.request import Labels
    from koreamap.model import Label

__all__ = ["letter_course"]

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

_LATIN_EM, _ROOM, _BENT, _STUB = 0.52, 1.6, 1.2, 0.5
"""How wide a letter of English is, Hangul being 1; how much longer than its name in both languages a line must be, bent
as it may be, and how much longer than one of the two alone; how much of its name a line must be as long as to have one.
"""

_YIELDING = 4
"""A priority below QGIS's middle: such a name crosses nothing, and is not written rather than that."""


def letter_course(base: Lettering, label: Label, labels: Labels) -> dict[str, tuple[str, Lettering]]:
    """Letter a line along its course where that has room for the shortest form of its name, else beside it.

    A name along the line has Hangul behind English where there is room for both. A line that is but a stub has none:
    the legend knows it, and the name would be taken for another's.

    Returns
    -------
    What a rule is called -> the QGIS expression that it holds for, and the lettering.
    """
    brief, size = find_brief(label), shrink(label.size_px)
    ems = f"{_LATIN_EM:g} * length({brief})"
    if labels == "ko":
        brief, ems = f'if({NO_HANGUL}, {brief}, "name_ko")', f'if({NO_HANGUL}, {ems}, length("name_ko"))'
    is_short, is_stub = (f"{_SEEN_M} < {MAP_PX_M} * {share:g} * {ems} * {size}" for share in (_BENT, _STUB))
    along = replace(base, text=_write(label, labels), stands_for=_SMOOTHED, shape="LineString")
    beside = replace(
        base, text=brief, placement=ORDERED, priority=_YIELDING, stands_for=find_on_course(0.5), decided=SIDES
    )
    return {
        "along the line": (f"NOT ({is_short})", along),
        "beside a line that is too short": (f"{is_short} AND NOT ({is_stub})", beside),
    }


def _write(label: Label, labels: Labels) -> str:
    """Return an expression: what is written along a line."""
    size = shrink(label.size_px)
    is_tight = f"{_SEEN_M} < {MAP_PX_M} * {_BENT:g} * {_LATIN_EM:g} * length({WORDS}) * {size}"
    english = f"if({is_tight}, {find_brief(label)}, {WORDS}) || '{append_suffix(label, opening='', closing='')}'"
    if labels == "en":
        return english
    if labels == "ko":
        return f'if({NO_HANGUL}, {english}, "name_ko")'
    needed = f'{_ROOM:g} * ({_LATIN_EM:g} * length({english}) + length("name_ko")) * {size}'
    is_short = f"{_SEEN_M} < {MAP_PX_M} * {needed}"
    return f"if({NO_HANGUL} OR {is_short}, {english}, {english} || '  ' || \"name_ko\")"
