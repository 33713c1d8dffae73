"""How things look: a layer's style, and what a status makes of it. Every map reads these records, none decides anew.

A status that speaks of a line's standing (agreed, unilateral, disputed) is told by the layer's own stroke: what is not
agreed is broken. One that speaks of its course (schematic) changes the style of the features that have it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec

from koreamap.model.markers import MARKERS, OPEN, MarkerShape
from koreamap.model.record import Record

__all__ = [
    "DOUBT",
    "PAPER_PT_PER_PX",
    "Beside",
    "Doubt",
    "Label",
    "Marker",
    "Position",
    "Style",
    "Variant",
    "find_variant",
]

Position = Literal["left", "right", "lower-left", "lower-right"]

PAPER_PT_PER_PX = 0.4
"""A stroke that is 1 px wide on the screen; paper is sharper and read from nearer."""

if TYPE_CHECKING:
    Marker = str
else:
    # Decoding and schemas know the ids that have a row.
    Marker = Literal[tuple(MARKERS)]


class Beside(Record, frozen=True, kw_only=True):
    """Where beside a feature its name stands.

    Parameters
    ----------
    feature_id
        The feature.
    position
        The side.
    shift_px
        How far from there, to the right and down.
    in_one_row
        Whether Hangul stands behind English, not under it: where names lie close above one another.
    min_zoom
        Web map zoom level from which on the row holds.
    """

    feature_id: str
    position: Position
    shift_px: tuple[float, float] = (0, 0)
    in_one_row: bool = False
    min_zoom: float = 0


class Label(Record, frozen=True, kw_only=True):
    """How a layer's features are written on the map.

    Parameters
    ----------
    min_zoom, max_zoom
        Web map zoom levels between which the label shows.
    priority
        Higher wins where two collide.
    size_px
        Height of the Latin text; Hangul is set a tenth smaller.
    along
        Written along the line's course.
    italic
        For water.
    suffix
        Appended in a lighter hand, for example ``"schematic"``.
    abbreviation
        What QGIS writes along a line that is too short for its name.
    stands_at
        Where on a line QGIS sets a name that does not follow it: 0 at its beginning, 1 at its end.
    beside
        Where names stand, for QGIS, which would set them across a line. Of a feature's rows the first holds that the
        zoom has reached; one that has none stands to the right.
    """

    min_zoom: float = 5
    max_zoom: float = 19
    priority: int = 50
    size_px: float = 12
    along: bool = False
    italic: bool = False
    suffix: str = ""
    abbreviation: str = ""
    stands_at: float = 0.5
    beside: tuple[Beside, ...] = ()


class Style(Record, frozen=True, kw_only=True):
    """How a layer looks: the one record that web, print and QGIS read.

    Parameters
    ----------
    color, color_dark
        ``#rrggbb`` on the light and the dark background; at least 3:1 contrast to it.
    width_px
        Of the line or outline.
    dash_px
        Lengths of strokes and gaps in px; empty for a solid line.
    casing_px
        Width of the white (dark theme: background) casing on each side; 0 for none.
    double
        Two thin parallel strokes.
    fill_opacity, stroke_opacity
        0 to 1.
    hatch
        Hatched in black-and-white print.
    marker
        For points: the id of a shape in `MARKERS`.
    size_px
        Side or diameter of the marker.
    is_uncertain
        Whether it says, broken or hollow, that nobody published the course or the place.
    label
        None for a layer without labels.
    """

    color: str
    color_dark: str
    width_px: float = 1.5
    dash_px: tuple[float, ...] = ()
    casing_px: float = 0
    double: bool = False
    fill_opacity: float = 0
    stroke_opacity: float = 1
    hatch: bool = False
    marker: Marker = "circle"
    size_px: float = 9
    is_uncertain: bool = False
    label: Label | None = msgspec.field(default_factory=Label)


class Doubt(Record, frozen=True, kw_only=True):
    """What a status makes of a style.

    Parameters
    ----------
    status
        Of the features that look so.
    width, opacity
        By which stroke and its opacity are multiplied.
    least_width_px
        Below which no stroke falls.
    dash_px
        In place of the layer's own.
    """

    status: str
    width: float
    opacity: float
    least_width_px: float
    dash_px: tuple[float, ...]


DOUBT = Doubt(status="schematic", width=0.7, opacity=0.75, least_width_px=1, dash_px=(2, 4))
"""A line or an outline is thinner, paler and dotted; a marker is hollow."""


class Variant(Record, frozen=True, kw_only=True):
    """How the features of a layer look that have a status.

    Parameters
    ----------
    status
        One of theirs.
    title
        For the legend.
    style
        The look.
    shape
        The row in `MARKERS` that it names, as in a layer's record.
    """

    status: str
    title: str
    style: Style
    shape: MarkerShape | None


def find_variant(style: Style, title: str, geometry_type: str) -> Variant:
    """Make of a layer's style that of its features in doubt."""
    if geometry_type == "Point":
        marker = OPEN + style.marker.removeprefix(OPEN)
        changed = msgspec.structs.replace(style, marker=marker, is_uncertain=True)
        return Variant(status=DOUBT.status, title=f"{title}, {DOUBT.status}", style=changed, shape=MARKERS.get(marker))
    changed = msgspec.structs.replace(
        style,
        width_px=max(DOUBT.least_width_px, style.width_px * DOUBT.width),
        dash_px=DOUBT.dash_px,
        stroke_opacity=round(style.stroke_opacity * DOUBT.opacity, 3),
        is_uncertain=True,
    )
    return Variant(status=DOUBT.status, title=f"{title}, {DOUBT.status}", style=changed, shape=None)
