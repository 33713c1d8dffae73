"""What a layer is before it is built: its words, its look and what the build holds it to."""

from __future__ import annotations

from typing import Literal

import msgspec

from koreamap.model.markers import MARKERS, MarkerShape
from koreamap.model.record import Record
from koreamap.model.styles import Style, Variant

__all__ = [
    "CORE",
    "BuiltLayer",
    "Expectations",
    "Fade",
    "GeometryType",
    "Group",
    "LayerHead",
    "LayerSpec",
]

CORE = ("parallel_38", "mdl", "dmz", "nll", "western_islands", "usfk_hubs")
"""The six layers that the subject is about; they are on in the first view."""

GeometryType = Literal["Point", "LineString", "Polygon"]
"""A layer has one: the geometry or its Multi form."""

Group = Literal["main", "context", "basemap", "evidence"]
"""``main``, ``context``, ``basemap`` or ``evidence`` (drawn only while it is selected)."""


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


class Fade(Record, frozen=True, kw_only=True):
    """Outlines coarser than what lies beside them: whole from afar, gone where the two would part.

    Parameters
    ----------
    feature_ids
        Of the features with such an outline.
    from_zoom, gone_zoom
        Web map zoom from which on it pales, and from which on it is not drawn.
    """

    feature_ids: tuple[str, ...]
    from_zoom: float
    gone_zoom: float


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
    fades
        Features of which the outline gives way as one comes nearer.
    expectations
        What the build enforces.
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
    fades: tuple[Fade, ...] = ()
    expectations: Expectations

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
    """A layer before it is built."""


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
    variants
        How those of its features look that are not as sure as the others.
    """

    shape: MarkerShape | None
    file: str
    count: int
    feature_ids: tuple[str, ...] = ()
    variants: tuple[Variant, ...] = ()

    def find_style(self, status: str) -> Style:
        """Return the look of a feature whose status, several joined by a semicolon, is this: what every map draws."""
        held = status.split("; ")
        return next((variant.style for variant in self.variants if variant.status in held), self.style)
