"""Labels: how they are written, where they stand, and drawing them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shapely.geometry import LineString, Point

from koreamap.drawing.backgrounds import LIGHT
from koreamap.export._sheet.faces import MM_PER_PT
from koreamap.export._sheet.placement import CoursePlacement, PointPlacement

if TYPE_CHECKING:
    from koreamap.export._sheet.plan import Rect
    from koreamap.export._sheet.room import Room
    from koreamap.export._sheet.svg import SvgInk

__all__ = ["DOT_MM", "LINE", "Hand", "Lettering", "PlacedLabel"]

LINE = 1.12
"""Height of a line of a label, in type sizes."""

DOT_MM = 0.42
"""Radius of a town's dot, on A4."""

_BACKGROUND = LIGHT


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """How a label is written.

    Parameters
    ----------
    lines
        From the top.
    face
        Of the first line.
    size_pt
        Of the first line, on A4.
    color, halo
        ``#rrggbb``.
    tracking
        Added between the letters of the first line, in type sizes.
    has_dot
        A small open dot marks the spot, for a town.
    is_pair
        The second line is the first in Hangul; else each line is another thing at the same spot.
    """

    lines: tuple[str, ...]
    face: str
    size_pt: float
    color: str
    halo: str = _BACKGROUND.halo
    tracking: float = 0
    has_dot: bool = False
    is_pair: bool = True

    def sizes(self) -> tuple[float, ...]:
        """Size of each line, points: Hangul under its English is a little smaller."""
        return tuple(self.size_pt * (0.92 if self.is_pair and index else 1) for index in range(len(self.lines)))


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedLabel:
    """A label with its placement.

    Parameters
    ----------
    name
        The feature's id.
    hand
        How it is written.
    placement
        Where.
    spot
        What it belongs to, mm; only for a town.
    full
        The lines for which a number stands, in the key; empty where the label is written out.
    """

    name: str
    hand: Hand
    placement: PointPlacement | CoursePlacement
    spot: tuple[float, float] = (0, 0)
    full: tuple[str, ...] = ()

    @property
    def boxes(self) -> tuple[Rect, ...]:
        """What the lettering covers, mm."""
        return self.placement.boxes


@dataclass(frozen=True, slots=True, kw_only=True)
class Lettering:
    """All labels of a map.

    Parameters
    ----------
    labels
        In the order in which they were placed.
    left_out
        Ids of features whose label found no room, not even as a number.
    room
        What is left.
    """

    labels: tuple[PlacedLabel, ...]
    left_out: tuple[str, ...]
    room: Room

    def draw(self, ink: SvgInk) -> None:
        """Write all labels, leaders first."""
        for label in self.labels:
            if isinstance(label.placement, PointPlacement) and label.placement.leader:
                ink.stroke(LineString(label.placement.leader), label.hand.color, 0.3)
        for label in self.labels:
            if label.hand.has_dot:
                dot = Point(label.spot).buffer(DOT_MM * ink.zoom)
                ink.fill(dot, _BACKGROUND.casing)
                ink.stroke(dot, _BACKGROUND.label, 0.45)
            if isinstance(label.placement, CoursePlacement):
                _write_course(ink, label.hand, label.placement)
            else:
                _write_block(ink, label.hand, label.placement)


def _write_block(ink: SvgInk, hand: Hand, placement: PointPlacement) -> None:
    y = placement.box.top
    x = placement.box.x + placement.align * placement.box.width
    for line, size in zip(hand.lines, hand.sizes(), strict=True):
        y -= size * ink.zoom * MM_PER_PT * LINE
        ink.text(
            x,
            y + size * ink.zoom * MM_PER_PT * 0.26,
            text=line,
            face=hand.face,
            size_pt=size,
            color=hand.color,
            halo=hand.halo,
            align=placement.align,
            tracking=0 if line is not hand.lines[0] else hand.tracking,
        )


def _write_course(ink: SvgInk, hand: Hand, placement: CoursePlacement) -> None:
    ink.course(
        placement.glyphs,
        text="  ".join(hand.lines),
        face=hand.face,
        size_pt=hand.size_pt,
        color=hand.color,
        halo=hand.halo,
    )
