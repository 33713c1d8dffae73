"""Type as QGIS sets it: the faces that hold Latin and Hangul alike, size, weight, slope and halo."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from koreamap.drawing.backgrounds import LIGHT
from koreamap.export._qgis.xml import PT_PER_PX, add, color, mm

if TYPE_CHECKING:
    from collections.abc import Mapping
    from xml.etree.ElementTree import Element

    from koreamap.model import GeometryType

__all__ = ["CURVED", "FAMILIES", "HORIZONTAL", "ORDERED", "OUTSIDE", "OVER", "Lettering", "add_text_style", "shrink"]

OVER, CURVED, HORIZONTAL, ORDERED, OUTSIDE = 1, 3, 4, 6, 8
"""Placement modes of QGIS."""

FAMILIES = ("Noto Sans CJK KR", "Malgun Gothic", "Apple SD Gothic Neo")
"""Faces that hold Latin and Hangul alike, in the order in which they are tried: Linux, Windows, macOS."""

_PAPER_SHARE = 0.78


@dataclass(frozen=True, slots=True, kw_only=True)
class Lettering:
    """How one label is set.

    Parameters
    ----------
    text
        QGIS expression.
    size_px
        Of the Latin type.
    color
        ``#rrggbb``.
    placement
        QGIS's number for where it may stand.
    flags
        Above or below a line, inside or outside an area.
    priority
        0 to 10; higher wins.
    zooms
        Least and greatest, half a level of slack included.
    shown
        QGIS expression; empty for always.
    bold, italic, html
        Weight, slope, and whether the text is HTML.
    spacing_px
        Between letters.
    is_obstacle
        Whether other labels keep off the feature.
    stands_for
        QGIS expression: what is lettered in the feature's stead; empty for the feature itself.
    shape
        Of what stands for it.
    decided
        QGIS expressions by what they decide anew for each feature.
    """

    text: str
    size_px: float
    color: str
    placement: int
    flags: int = 0
    priority: int = 5
    zooms: tuple[float, float] = (0, 24)
    shown: str = ""
    bold: bool = False
    italic: bool = False
    html: bool = False
    spacing_px: float = 0
    is_obstacle: bool = True
    stands_for: str = ""
    shape: GeometryType = "Point"
    decided: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_beside(self) -> bool:
        """Whether the name stands off a point that stands for the feature."""
        return bool(self.stands_for) and self.shape == "Point"


def add_text_style(
    parent: Element, lettering: Lettering, *, size_pt: float, field: str = "", halo: bool = True
) -> Element:
    """Append a ``text-style``: face, size, colour and halo, and the expression of a label; a layout has none."""
    style = add(
        parent,
        "text-style",
        fieldName=field,
        isExpression=1,
        fontFamily=FAMILIES[0],
        namedStyle=_style_name(lettering),
        fontWeight=75 if lettering.bold else 50,
        fontItalic=int(lettering.italic),
        fontSize=float(size_pt),
        fontSizeUnit="Point",
        fontLetterSpacing=lettering.spacing_px * PT_PER_PX,
        textColor=color(lettering.color),
        textOpacity=1,
        multilineHeight=0.9,
        allowHtml=int(lettering.html),
        blendMode=0,
        fontKerning=1,
    )
    families = add(style, "families")
    for family in FAMILIES:
        add(families, "family", name=family)
    add(
        style,
        "text-buffer",
        bufferDraw=int(halo),
        bufferSize=mm(2),
        bufferSizeUnits="MM",
        bufferColor=color(LIGHT.halo),
        bufferOpacity=0.9,
        bufferJoinStyle=128,
        bufferNoFill=1,
        bufferBlendMode=0,
    )
    return style


def shrink(size: float) -> str:
    """Return a QGIS expression: a size of type, smaller on paper, which is read from nearer."""
    return f"if(@layout_name IS NULL, {size:g}, {size * _PAPER_SHARE:.3g})"


def _style_name(lettering: Lettering) -> str:
    """Return the face's style; one without italics is then slanted, which it would not be if called Regular."""
    return f"{'Bold' if lettering.bold else ''} {'Italic' if lettering.italic else ''}".strip() or "Regular"
