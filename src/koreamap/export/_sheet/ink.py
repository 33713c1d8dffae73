"""Draw on a page in millimetres: strokes with casing and dashes, areas with hatching, markers and lettering."""

from __future__ import annotations

import math
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path
from matplotlib.patheffects import Stroke

from koreamap.export._sheet.faces import MM_PER_PT, Run
from koreamap.export._sheet.svg import PT_PER_PX, find_hatch, find_lines, find_outline
from koreamap.model import MARKERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from matplotlib.axes import Axes
    from shapely.geometry.base import BaseGeometry

    from koreamap.drawing.maps import Background
    from koreamap.export._sheet.faces import TypeCase
    from koreamap.export._sheet.plan import Rect
    from koreamap.model import Style

__all__ = ["Ink", "open_page"]

_MM_PER_INCH = 25.4
_POLYGON = 3
"""GEOS's number for the type."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ink:
    """A page and the type to write on it; x and y are millimetres from the lower left.

    Parameters
    ----------
    figure
        The page.
    axes
        Covers it.
    type_case
        The faces, and how much type and strokes grow on larger paper.
    """

    figure: Figure
    axes: Axes
    type_case: TypeCase

    @property
    def zoom(self) -> float:
        """By which type and strokes grow."""
        return self.type_case.zoom

    @contextmanager
    def group(self, id_: str, label: str, *, is_layer: bool = False) -> Iterator[None]:  # noqa: ARG002 - as `SvgInk` has it
        """Draw without a group: matplotlib has none."""
        yield

    def stroke(
        self,
        geometry: BaseGeometry,
        color: str,
        width_pt: float,
        *,
        dash_pt: Sequence[float] = (),
        opacity: float = 1,
    ) -> None:
        """Draw lines, or the outlines of areas.

        Parameters
        ----------
        geometry
            In mm; empty ones draw nothing.
        color
            ``#rrggbb``.
        width_pt
            Of the stroke, on A4.
        dash_pt
            Strokes and gaps, on A4; none for a solid line.
        opacity
            0 to 1.
        """
        lines = [shapely.get_coordinates(line) for line in find_lines(geometry)]
        if not lines:
            return
        dashes = tuple(length * self.zoom for length in dash_pt)
        self.axes.add_collection(
            LineCollection(
                lines,
                colors=color,
                linewidths=width_pt * self.zoom,
                linestyles=[(0, dashes)] if dashes else "solid",
                alpha=opacity,
                capstyle="butt" if dashes else "round",
                joinstyle="round",
                zorder=1,
            ),
            autolim=False,
        )

    def fill(self, geometry: BaseGeometry, color: str, *, opacity: float = 1) -> None:
        """Paint areas without an outline."""
        path = _path_of(geometry)
        if path is not None:
            self.axes.add_artist(
                PathPatch(path, facecolor=color, edgecolor="none", linewidth=0, alpha=opacity, zorder=1)
            )

    def frame(self, rect: Rect, color: str, width_pt: float, *, fill: str = "none") -> None:
        """Draw a rectangle."""
        self.axes.add_artist(
            Rectangle(
                (rect.x, rect.y),
                rect.width,
                rect.height,
                facecolor=fill,
                edgecolor=color if width_pt else "none",
                linewidth=width_pt * self.zoom,
                joinstyle="miter",
                zorder=1,
            )
        )

    def feature(self, geometry: BaseGeometry, style: Style, background: Background) -> None:
        """Draw a line or an area as its style says.

        Parameters
        ----------
        geometry
            In mm.
        style
            The style of a layer's record.
        background
            The colours under it.
        """
        color, opacity = style.color, style.stroke_opacity
        width = style.width_px * PT_PER_PX
        dash = [length * PT_PER_PX for length in style.dash_px]
        if geometry.area > 0:
            self.fill(geometry, color, opacity=style.fill_opacity)
            if style.hatch:
                self.stroke(find_hatch(geometry), color, 0.3, opacity=0.8)
        if style.casing_px:
            casing = width + style.casing_px * PT_PER_PX
            self.stroke(geometry, background.casing, casing, opacity=0.9)
        if style.double:
            gap = (width / 2 + 0.55) * MM_PER_PT * self.zoom
            sides = [line.offset_curve(side) for line in find_lines(geometry) for side in (gap, -gap)]
            self.stroke(shapely.union_all(sides), color, max(width * 0.5, 0.45), dash_pt=dash, opacity=opacity)
        elif opacity and width:
            self.stroke(geometry, color, width, dash_pt=dash, opacity=opacity)

    def marker(self, x: float, y: float, style: Style, background: Background) -> None:
        """Draw a point's marker."""
        side = style.size_px * PT_PER_PX * MM_PER_PT * self.zoom
        marker = MARKERS[style.marker]
        shape = find_outline(marker, x, y, side)
        self.fill(shape.buffer(0.22 * self.zoom, join_style="mitre"), background.casing, opacity=0.9)
        self.fill(shape, background.casing if marker.is_open else style.color)
        if marker.is_open:
            self.stroke(shape, style.color, 0.9)

    def text(  # noqa: PLR0913 - what one says of a line of type
        self,
        x: float,
        y: float,
        *,
        text: str,
        face: str = "sans",
        size_pt: float = 7,
        color: str = "#3b4248",
        halo: str = "",
        align: float = 0,
        rotation_deg: float = 0,
        tracking: float = 0,
    ) -> float:
        """Write one line, in as many faces as its characters need.

        Parameters
        ----------
        x, y
            Of the base line, mm.
        text, face
            What, and the wished face.
        size_pt
            On A4; Hangul is set a tenth smaller.
        color, halo
            ``#rrggbb``; no halo when empty.
        align
            0 starts at `x`, 0.5 is centred on it, 1 ends there.
        rotation_deg
            Counter-clockwise, about (x, y).
        tracking
            Added after each character, in type sizes.

        Returns
        -------
        The width, mm.
        """
        runs = [part for run in self.type_case.split(text, face) for part in _spread(run, tracking)]
        extra = tracking * size_pt * self.zoom * MM_PER_PT
        widths = [
            self.type_case.measure(run.text, run.face, _set_size(run.face, face, size_pt)) + extra for run in runs
        ]
        along = -align * sum(widths)
        turn = math.radians(rotation_deg)
        for run, width in zip(runs, widths, strict=True):
            at = (x + along * math.cos(turn), y + along * math.sin(turn))
            self._write(
                at,
                run.text,
                run.face,
                size_pt=_set_size(run.face, face, size_pt),
                rotation=rotation_deg,
                colors=(color, halo),
            )
            along += width
        return sum(widths)

    def course(  # noqa: PLR0913 - as `SvgInk` has it
        self,
        glyphs: Sequence[tuple[float, float, float]],
        *,
        text: str,
        face: str = "sans",
        size_pt: float = 7,
        color: str = "#3b4248",
        halo: str = "",
    ) -> None:
        """Write one line along a course, letter by letter; the parameters are those of `SvgInk.course`."""
        for char, (x, y, angle) in zip(text, glyphs, strict=True):
            if char != " ":
                self.text(x, y, text=char, face=face, size_pt=size_pt, color=color, halo=halo, rotation_deg=angle)

    def _write(  # noqa: PLR0913 - private, and all of it needed
        self, at: tuple[float, float], text: str, face: str, *, size_pt: float, rotation: float, colors: tuple[str, str]
    ) -> None:
        """Write a run; the halo is a text of its own, so that the lettering itself stays text in a PDF."""
        color, halo = colors
        size = size_pt * self.zoom
        options: dict[str, Any] = {
            "fontproperties": FontProperties(fname=str(self.type_case.cut[face])),
            "fontsize": size,
            "rotation": rotation,
            "rotation_mode": "anchor",
            "ha": "left",
            "va": "baseline",
            "parse_math": False,
            "zorder": 1,
        }
        if halo:
            effects = [Stroke(linewidth=0.24 * size, foreground=halo, alpha=0.92, joinstyle="round")]
            self.axes.text(*at, text, color=halo, path_effects=effects, **options)
        self.axes.text(*at, text, color=color, **options)


def open_page(width: float, height: float, *, type_case: TypeCase) -> Ink:
    """Lay out an empty page.

    Parameters
    ----------
    width, height
        mm.
    type_case
        The faces to write in.

    Returns
    -------
    To draw with.
    """
    figure = Figure(figsize=(width / _MM_PER_INCH, height / _MM_PER_INCH), facecolor="white")
    axes = figure.add_axes((0, 0, 1, 1), frameon=False)
    axes.set(xlim=(0, width), ylim=(0, height), xticks=[], yticks=[], autoscale_on=False)
    return Ink(figure=figure, axes=axes, type_case=type_case)


def _set_size(face: str, wished: str, size_pt: float) -> float:
    return size_pt * (0.9 if face == "hangul" and wished != "hangul" else 1)


def _spread(run: Run, tracking: float) -> list[Run]:
    """Cut a run into its characters when they are to stand apart."""
    return [Run(text=char, face=run.face) for char in run.text] if tracking else [run]


def _path_of(geometry: BaseGeometry) -> Path | None:
    """Join all rings to one path; holes wind the other way and so stay open."""
    parts = shapely.get_parts(shapely.get_parts(geometry))
    rings = shapely.get_rings(shapely.orient_polygons(parts[shapely.get_type_id(parts) == _POLYGON]))
    if not len(rings):
        return None
    points, owners = shapely.get_coordinates(rings, return_index=True)
    is_first = np.diff(owners, prepend=-1) != 0
    is_last = np.diff(owners, append=owners[-1] + 1) != 0
    codes = np.select([is_first, is_last], [Path.MOVETO, Path.CLOSEPOLY], Path.LINETO)
    return Path(points, codes.astype(Path.code_type))
