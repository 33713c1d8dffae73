"""Draw a map as SVG, in millimetres: strokes with casing and dashes, areas with hatching, markers and lettering.

Written straight from what is drawn: numbers are whole hundredths of a millimetre, paths run in relative steps, and
every layer and feature is a group with its name, as a drawing program wants it.

For Typst a text begins anew, at a place of its own, wherever its face changes: it chooses one face for a whole stretch,
and that of the first character it lacks. For a drawing program, whose faces may be other and wider ones, a text flows
from one run to the next, from where it is anchored.
"""

from __future__ import annotations

import math
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely.geometry import LineString, MultiLineString

from koreamap.export._sheet.faces import FACES, MM_PER_PT, clean
from koreamap.model import MARKERS, PAPER_PT_PER_PX

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from koreamap.drawing.backgrounds import Background
    from koreamap.export._sheet.faces import Run, TypeCase
    from koreamap.export._sheet.plan import Rect
    from koreamap.model import MarkerShape, Style

__all__ = ["SvgInk", "find_hatch", "find_lines", "find_outline"]

_HATCH_MM = 0.95
_LEAST_BROKEN_PT = 0.8
"""A broken line is no thinner, and in full colour: of a tint a printer makes dots, which leave nothing of a dash."""

_POLYGON = 3
"""GEOS's number for the type."""

_ANCHORS = {0: "start", 0.5: "middle", 1: "end"}
_PER_MM = 100
_PER_PT = _PER_MM * MM_PER_PT
_NAMESPACES = 'xmlns="http://www.w3.org/2000/svg" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"'


@dataclass(frozen=True, slots=True, kw_only=True)
class SvgInk:
    """A drawing and the type to write on it; x and y are millimetres from the lower left.

    Parameters
    ----------
    width, height
        Of the drawing, mm.
    type_case
        The faces, and how much type and strokes grow on larger paper.
    flows
        Whether the runs of a text follow each other, instead of standing each at its place.
    parts
        What was drawn so far.
    """

    width: float
    height: float
    type_case: TypeCase
    flows: bool = False
    parts: list[str] = field(default_factory=list)

    @property
    def zoom(self) -> float:
        """By which type and strokes grow."""
        return self.type_case.zoom

    def to_svg(self, title: str, description: str = "") -> str:
        """Return the drawing as a document.

        Parameters
        ----------
        title, description
            For those who do not see it.
        """
        size = f'width="{self.width:g}mm" height="{self.height:g}mm"'
        box = f'viewBox="0 0 {round(self.width * _PER_MM)} {round(self.height * _PER_MM)}"'
        said = f"<title>{escape(clean(title))}</title>\n<desc>{escape(clean(description))}</desc>"
        return "\n".join([f'<svg {_NAMESPACES} version="1.1" {size} {box}>', said, *self.parts, "</svg>\n"])

    @contextmanager
    def group(self, id_: str, label: str, *, is_layer: bool = False, clip: Rect | None = None) -> Iterator[None]:
        """Put what is drawn meanwhile into a named group; none is made when that is nothing.

        Parameters
        ----------
        id_
            Only once in a drawing.
        label
            As a drawing program shows it.
        is_layer
            A drawing program lists it among its layers.
        clip
            What is beyond is not shown.
        """
        mode = ' inkscape:groupmode="layer"' if is_layer else ""
        if clip:
            self.parts.append(f'<clipPath id="{escape(id_)}-clip">')
            self.frame(clip, "none", 0, fill="#000000")
            self.parts.append("</clipPath>")
            mode += f' clip-path="url(#{escape(id_)}-clip)"'
        self.parts.append(f'<g id="{escape(id_)}"{mode} inkscape:label="{escape(clean(label))}">')
        start = len(self.parts)
        yield
        if len(self.parts) > start:
            self.parts.append("</g>")
        else:
            self.parts.pop()

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
        self._stroke(self._path(find_lines(geometry)), color, width_pt, dash_pt=dash_pt, opacity=opacity)

    def _stroke(
        self, path: str, color: str, width_pt: float, *, dash_pt: Sequence[float] = (), opacity: float = 1
    ) -> None:
        if not path:
            return
        look = f'fill="none" stroke="{color}" stroke-width="{_number(width_pt * self.zoom * _PER_PT)}"'
        if dash_pt:
            dashes = " ".join(_number(length * self.zoom * _PER_PT) for length in dash_pt)
            look += f' stroke-dasharray="{dashes}" stroke-linejoin="round"'
        else:
            look += ' stroke-linecap="round" stroke-linejoin="round"'
        self.parts.append(f'<path {look}{_opacity("stroke-opacity", opacity)} d="{path}"/>')

    def fill(
        self, geometry: BaseGeometry, color: str, *, opacity: float = 1, outline: tuple[str, float] | None = None
    ) -> None:
        """Paint areas.

        Parameters
        ----------
        geometry
            In mm; areas, or their closed outlines.
        color
            ``#rrggbb``.
        opacity
            0 to 1.
        outline
            Colour and width on A4, pt, of a line around them.
        """
        self._fill(self._path(find_lines(geometry)), color, opacity=opacity, outline=outline)

    def _fill(self, path: str, color: str, *, opacity: float = 1, outline: tuple[str, float] | None = None) -> None:
        if path:
            look = f'fill="{color}" fill-rule="evenodd"{_opacity("fill-opacity", opacity)}'
            if outline:
                width = _number(outline[1] * self.zoom * _PER_PT)
                look += f' stroke="{outline[0]}" stroke-width="{width}" stroke-linejoin="round"'
            self.parts.append(f'<path {look} d="{path}"/>')

    def frame(self, rect: Rect, color: str, width_pt: float, *, fill: str = "none") -> None:
        """Draw a rectangle."""
        x, y = self._at(rect.x, rect.top)
        right, low = self._at(rect.right, rect.y)
        stroke = f' stroke="{color}" stroke-width="{_number(width_pt * self.zoom * _PER_PT)}"' if width_pt else ""
        self.parts.append(f'<rect x="{x}" y="{y}" width="{right - x}" height="{low - y}" fill="{fill}"{stroke}/>')

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
        width = style.width_px * PAPER_PT_PER_PX
        dash = [length * PAPER_PT_PER_PX for length in style.dash_px]
        if dash and not geometry.area:
            width, opacity = max(width, _LEAST_BROKEN_PT), 1
        if geometry.area > 0:
            self.fill(geometry, color, opacity=style.fill_opacity)
            if style.hatch:
                self.stroke(find_hatch(geometry), color, 0.3, opacity=0.8)
        if style.casing_px:
            casing = width + 2 * style.casing_px * PAPER_PT_PER_PX
            self.stroke(geometry, background.casing, casing, opacity=0.9)
        if style.double:
            gap = (width / 2 + 0.55) * MM_PER_PT * self.zoom
            sides = [line.offset_curve(side) for line in find_lines(geometry) for side in (gap, -gap)]
            self.stroke(shapely.union_all(sides), color, max(width * 0.5, 0.45), dash_pt=dash, opacity=opacity)
        elif opacity and width:
            self.stroke(geometry, color, width, dash_pt=dash, opacity=opacity)

    def marker(self, x: float, y: float, style: Style, background: Background) -> None:
        """Draw a point's marker."""
        side = style.size_px * PAPER_PT_PER_PX * MM_PER_PT * self.zoom
        marker = MARKERS[style.marker]
        casing, outline = (
            self._path_of(points + np.array([x, y])) for points in _shape_marker(marker, side, 0.22 * self.zoom)
        )
        self._fill(casing, background.casing, opacity=0.9)
        self._fill(outline, background.casing if marker.is_open else style.color)
        if marker.is_open:
            self._stroke(outline, style.color, 0.9)

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
    ) -> None:
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
            0 starts at `x`, 0.5 is centred on it, 1 ends there; nothing else.
        rotation_deg
            Counter-clockwise, about (x, y).
        tracking
            Added after each character, in type sizes.
        """
        runs = self.type_case.split(clean(text), face)
        extra = tracking * size_pt * self.zoom * MM_PER_PT
        sizes = [_set_size(run.face, face, size_pt) for run in runs]
        widths = [
            self.type_case.measure(run.text, run.face, size) + extra * len(run.text)
            for run, size in zip(runs, sizes, strict=True)
        ]
        left, low = self._at(x - align * sum(widths), y)
        middle, _ = self._at(x, y)
        starts = [f' x="{left + round(sum(widths[:index]) * _PER_MM)}"' for index in range(len(runs))]
        where = f'y="{low}"'
        if self.flows:
            starts = [""] * len(runs)
            where = f'x="{middle}" {where} text-anchor="{_ANCHORS[align]}"'
        spans = "".join(
            f"<tspan{start}{self._face(run, size)}>{escape(run.text)}</tspan>"
            for run, size, start in zip(runs, sizes, starts, strict=True)
        )
        turn = f' transform="rotate({_number(-rotation_deg)} {middle} {low})"' if rotation_deg else ""
        spacing = f' letter-spacing="{_number(extra * _PER_MM)}"' if tracking else ""
        self._write(spans, f"{where}{turn}{spacing}", size_pt=size_pt, color=color, halo=halo)

    def course(  # noqa: PLR0913 - what one says of a line of type
        self,
        glyphs: Sequence[tuple[float, float, float]],
        *,
        text: str,
        face: str = "sans",
        size_pt: float = 7,
        color: str = "#3b4248",
        halo: str = "",
    ) -> None:
        """Write one line along a course, as one text.

        The whole is turned to the course's chord, so that a program that knows no places of single letters still
        writes it straight along the course.

        Parameters
        ----------
        glyphs
            For each character x, y of its base line's start, mm, and its angle in degrees.
        text, face, size_pt, color, halo
            As in `text`.
        """
        chord = math.degrees(math.atan2(glyphs[-1][1] - glyphs[0][1], glyphs[-1][0] - glyphs[0][0]))
        left, low = self._at(*glyphs[0][:2])
        set_ = [(*_turn(x - glyphs[0][0], y - glyphs[0][1], -chord), angle - chord) for x, y, angle in glyphs]
        spans, start = "", 0
        for run in self.type_case.split(text, face):
            places = set_[start : start + len(run.text)]
            start += len(run.text)
            x, y, turn = (" ".join(map(str, axis)) for axis in zip(*map(_to_svg, places), strict=True))
            size = _set_size(run.face, face, size_pt)
            spans += f'<tspan x="{x}" y="{y}" rotate="{turn}"{self._face(run, size)}>{escape(run.text)}</tspan>'
        where = f'transform="translate({left} {low}) rotate({_number(-chord)})"'
        self._write(spans, where, size_pt=size_pt, color=color, halo=halo)

    def _write(self, spans: str, where: str, *, size_pt: float, color: str, halo: str) -> None:
        around = ""
        if halo:
            width = _number(0.24 * size_pt * self.zoom * _PER_PT)
            around = f' paint-order="stroke" stroke="{halo}" stroke-width="{width}"'
            around += ' stroke-opacity="0.92" stroke-linejoin="round"'
        self.parts.append(f'<text xml:space="preserve" {where} fill="{color}"{around}>{spans}</text>')

    def _face(self, run: Run, size_pt: float) -> str:
        face = FACES[run.face]
        look = f' font-family="{face.family}, {face.similar}" font-size="{_number(size_pt * self.zoom * _PER_PT)}"'
        look += f' font-weight="{face.weight}"' if face.weight != 400 else ""
        return look + (f' font-style="{face.style}"' if face.style != "normal" else "")

    def _at(self, x: float, y: float) -> tuple[int, int]:
        return round(x * _PER_MM), round((self.height - y) * _PER_MM)

    def _path(self, lines: NDArray[np.object_]) -> str:
        """Write lines in relative steps; steps of nothing are left out, and a line of nothing else is nothing."""
        points, owners = shapely.get_coordinates(lines, return_index=True)
        return self._path_of(points, owners) if len(points) else ""

    def _path_of(self, points: NDArray[np.float64], owners: NDArray[np.intp] | None = None) -> str:
        """Write lines by their points, with the number of the line of each; of one line by default."""
        owners = np.zeros(len(points), dtype=np.intp) if owners is None else owners
        at = np.rint(np.column_stack([points[:, 0], self.height - points[:, 1]]) * _PER_MM).astype(int)
        steps = np.diff(at, axis=0)
        steps[np.diff(owners) > 0] = 0
        is_step = steps.any(axis=1)
        starts = np.searchsorted(owners, np.arange(owners[-1] + 1))
        counts = np.bincount(owners[1:][is_step], minlength=len(starts))
        numbers = list(map(str, steps[is_step].ravel().tolist()))
        written, read = [], 0
        for start, end, count in zip(starts, np.append(starts[1:], len(at)), counts.tolist(), strict=True):
            if count:
                is_closed = count > 1 and bool((at[start] == at[end - 1]).all())
                own = numbers[read : read + 2 * (count - is_closed)]
                written.append(f"M{at[start, 0]} {at[start, 1]}l{' '.join(own)}{'z' if is_closed else ''}")
                read += 2 * count
        return "".join(written)


def find_lines(geometry: BaseGeometry) -> NDArray[np.object_]:
    """List the lines of a geometry, of areas the outlines."""
    parts = shapely.get_parts(shapely.get_parts(geometry))
    is_area = shapely.get_type_id(parts) == _POLYGON
    lines = shapely.get_rings(parts[is_area]) if is_area.any() else parts
    found: NDArray[np.object_] = lines[(shapely.get_dimensions(lines) == 1) & (shapely.length(lines) > 0)]
    return found


def find_hatch(geometry: BaseGeometry) -> BaseGeometry:
    """Return parallel strokes at 45 degrees over the area, at the same places on any sheet."""
    left, bottom, right, top = geometry.bounds
    height = top - bottom
    first = math.floor((left - height - bottom) / _HATCH_MM)
    last = math.ceil((right - bottom) / _HATCH_MM)
    strokes = [
        LineString([(n * _HATCH_MM + bottom, bottom), (n * _HATCH_MM + bottom + height, top)])
        for n in range(first, last + 1)
    ]
    return shapely.intersection(MultiLineString(strokes), geometry)


def find_outline(marker: MarkerShape, x: float, y: float, side: float) -> BaseGeometry:
    """Return a marker's outline around (x, y), its measure being `side`."""
    if not marker.outline:
        return shapely.Point(x, y).buffer(side / 2)
    return shapely.Polygon([(x + right * side, y - down * side) for right, down in marker.outline])


@lru_cache(maxsize=256)
def _shape_marker(marker: MarkerShape, side: float, around: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the corners of a marker around its middle, with so much around it and as it is."""
    shape = find_outline(marker, 0, 0, side)
    return shapely.get_coordinates(shape.buffer(around, join_style="mitre")), shapely.get_coordinates(shape)


def _set_size(face: str, wished: str, size_pt: float) -> float:
    return size_pt * (0.9 if face == "hangul" and wished != "hangul" else 1)


def _turn(x: float, y: float, degrees: float) -> tuple[float, float]:
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return x * cos - y * sin, x * sin + y * cos


def _to_svg(place: tuple[float, float, float]) -> tuple[int, int, str]:
    """Turn a place into whole hundredths of a millimetre, y down, and its angle clockwise."""
    x, y, angle = place
    return round(x * _PER_MM), round(-y * _PER_MM), _number(-angle)


def _number(value: float) -> str:
    """Write a number with one decimal at most, and zero without a sign."""
    return f"{round(value, 1) + 0:g}"


def _opacity(name: str, value: float) -> str:
    return "" if value == 1 else f' {name}="{value:.3g}"'
