"""What a layer is before it is built: its words, its look and what the build holds it to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec

from koreamap.model.markers import MARKERS, MarkerShape
from koreamap.model.record import Record

__all__ = [
    "CORE",
    "BuiltLayer",
    "Expectations",
    "GeometryType",
    "Group",
    "Label",
    "LayerHead",
    "LayerSpec",
    "Marker",
    "Style",
]

CORE = ("parallel_38", "mdl", "dmz", "nll", "western_islands", "usfk_hubs")
"""The six layers that the subject is about; they are on in the first view."""

GeometryType = Literal["Point", "LineString", "Polygon"]
"""A layer has one: the geometry or its Multi form."""

Group = Literal["main", "context", "basemap", "evidence"]
"""``main``, ``context``, ``basemap`` or ``evidence`` (drawn only while it is selected)."""

if TYPE_CHECKING:
    Marker = str
else:
    # Decoding and schemas know the ids that have a row.
    Marker = Literal[tuple(MARKERS)]


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
    """

    min_zoom: float = 5
    max_zoom: float = 19
    priority: int = 50
    size_px: float = 12
    along: bool = False
    italic: bool = False
    suffix: str = ""


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
    label: Label | None = msgspec.field(default_factory=Label)


class Expectations(Record, frozen=True, kw_only=True):
    """What a built layer must be; the build stops when it is not.

    Parameters
    ----------
    count
        Least and greatest number of features.
    bbox
        West, south, east, north in degrees, within which all must lie.
    length_km
        Feature id to (least, greatest) geodesic length, km.
    area_km2
        Feature id to (least, greatest) geodesic area, km².
    """

    count: tuple[int, int]
    bbox: tuple[float, float, float, float]
    length_km: dict[str, tuple[float, float]] = msgspec.field(default_factory=dict)
    area_km2: dict[str, tuple[float, float]] = msgspec.field(default_factory=dict)


class LayerHead(Record, frozen=True, kw_only=True):
    """What a layer is: its words, its look, and where it stands.

    Parameters
    ----------
    id
        Module and file name.
    title, title_ko, summary
        For the legend; the summary is one sentence.
    geometry_type
        The single type, its Multi form included.
    group
        Where it stands in the legend.
    order
        Draw and legend order: lower is drawn first (further down).
    shown
        On in the first view.
    style
        The look.
    source_ids
        Of the geometry.
    rival_ids
        Layers with another side's lines through the same waters: a map that draws one draws the other.
    min_zoom, max_zoom
        Web map zoom between which the layer is drawn (the two scales of the basemap).
    """

    id: str
    title: str
    title_ko: str
    summary: str
    geometry_type: GeometryType
    group: Group
    order: int
    style: Style
    source_ids: tuple[str, ...]
    rival_ids: tuple[str, ...] = ()
    shown: bool = False
    min_zoom: float = 0
    max_zoom: float = 24

    @property
    def is_basemap(self) -> bool:
        """Whether it lies under all themes, always drawn, and nothing on it can be selected."""
        return self.group == "basemap"

    @property
    def is_theme(self) -> bool:
        """Whether it is one of those that a map may show by itself: neither basemap nor evidence."""
        return self.group in {"main", "context"}

    @property
    def marker_shape(self) -> MarkerShape | None:
        """The shape of its points; none where it has no points, or where its style names no shape that there is."""
        return MARKERS.get(self.style.marker) if self.geometry_type == "Point" else None


class LayerSpec(LayerHead, frozen=True, kw_only=True):
    """A layer before it is built.

    Parameters
    ----------
    expectations
        What the build enforces.
    """

    expectations: Expectations


class BuiltLayer(LayerHead, frozen=True, kw_only=True):
    """A layer as the build describes it to those who read it.

    Parameters
    ----------
    file
        Beside ``layers.json``.
    count
        Of its features.
    feature_ids
        Sorted; none for the basemap, of which nothing can be selected.
    shape
        The row in `MARKERS` that its style names, for those who have no table of their own; null without points.
    """

    shape: MarkerShape | None
    file: str
    count: int
    feature_ids: tuple[str, ...] = ()
