"""The shapes of points: one row each, which every map reads, on screen, on paper and in QGIS."""

from __future__ import annotations

import msgspec

from koreamap.model.record import Record

__all__ = ["MARKERS", "OPEN", "MarkerShape"]


class MarkerShape(Record, frozen=True, kw_only=True):
    """A shape.

    Parameters
    ----------
    id
        As a layer's style names it.
    outline
        Corners around the centre, x to the right and y down, in units of the style's ``size_px``; none for a circle of
        that diameter.
    is_open
        Whether it is drawn as an outline.
    qgis
        Its name among QGIS's simple markers.
    """

    id: str
    outline: tuple[tuple[float, float], ...] = ()
    is_open: bool = False
    qgis: str

    @property
    def width(self) -> float:
        """How wide it is, in units of the style's ``size_px``."""
        return 2 * max((x for x, _y in self.outline), default=0.5)


_SQUARE = ((-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5))

_DIAMOND = ((0, -0.6), (0.6, 0), (0, 0.6), (-0.6, 0))

_SHAPES = (
    MarkerShape(id="circle", qgis="circle"),
    MarkerShape(id="square", qgis="square", outline=_SQUARE),
    MarkerShape(id="diamond", qgis="diamond", outline=_DIAMOND),
)

OPEN = "open-"
"""Begins the id of a shape's other form, an outline; that of a place in doubt."""

MARKERS = {shape.id: shape for shape in _SHAPES} | {
    f"{OPEN}{shape.id}": msgspec.structs.replace(shape, id=f"{OPEN}{shape.id}", is_open=True) for shape in _SHAPES
}
"""By id."""
