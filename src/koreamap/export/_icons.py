"""The shapes of points as little pictures, for formats that know no shapes: white, to be tinted, on nothing."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING

import numpy as np
import shapely

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from koreamap.model import MarkerShape

__all__ = ["ICON_UNITS", "draw_icon"]

ICON_UNITS = 1.6
"""How wide a picture is, in units of a style's ``size_px``: the widest shape and a rim."""

_SIDE_PX = 64
_FINER = 4
"""By how much finer the shape is sampled, for its edge to be smooth."""

_RING = 0.16
"""Width of an open shape's outline, in units of ``size_px``."""


def draw_icon(shape: MarkerShape) -> bytes:
    """Draw a shape as a PNG of grey and alpha, 64 pixels wide; the same bytes each time."""
    area: BaseGeometry = shapely.Polygon(shape.outline) if shape.outline else shapely.Point(0, 0).buffer(0.5)
    if shape.is_open:
        area = area.difference(area.buffer(-_RING))
    steps = (np.arange(_SIDE_PX * _FINER) + 0.5) / (_SIDE_PX * _FINER)
    across, down = np.meshgrid((steps - 0.5) * ICON_UNITS, (steps - 0.5) * ICON_UNITS)
    inside = shapely.contains_xy(area, across, down).reshape(_SIDE_PX, _FINER, _SIDE_PX, _FINER)
    alpha = np.rint(inside.mean(axis=(1, 3)) * 255).astype(np.uint8)
    pixels = np.stack([np.full_like(alpha, 255), alpha], axis=2)
    # Each row begins with the number of its filter: none.
    rows = b"".join(b"\0" + row.tobytes() for row in pixels)
    head = struct.pack(">IIBBBBB", _SIDE_PX, _SIDE_PX, 8, 4, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*chunk) for chunk in chunks)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
