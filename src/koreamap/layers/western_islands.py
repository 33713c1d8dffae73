"""The five western islands that paragraph 13(b) of the Armistice leaves under the United Nations Command.

Baengnyeongdo, Daecheongdo, Socheongdo, Yeonpyeongdo and U-do, as the 2007 paper lists them. U-do is the small island
of Ganghwa at the mouth of the Han, not Jeju's; Soyeonpyeongdo, which later lists have instead, is not drawn here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from koreamap.coordinates import read_coordinates, read_published
from koreamap.layers import Features, Places, to_features
from koreamap.model import Beside, Expectations, Label, LayerSpec, Style

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

_NEAR = 9.1
"""Zoom level from which on three names of two rows have room between the parallel and the open sea."""

_BESIDE = (
    Beside(feature_id="baengnyeongdo", position="left", min_zoom=_NEAR),
    Beside(feature_id="baengnyeongdo", position="left", shift_px=(0, 3), in_one_row=True),
    Beside(feature_id="yeonpyeongdo", position="lower-left", min_zoom=9.3),
    Beside(feature_id="yeonpyeongdo", position="lower-left", shift_px=(12, 12)),
    Beside(feature_id="daecheongdo", position="left", min_zoom=_NEAR),
    Beside(feature_id="daecheongdo", position="left", in_one_row=True),
    Beside(feature_id="socheongdo", position="lower-left", min_zoom=_NEAR),
    Beside(feature_id="socheongdo", position="left", shift_px=(5, 9), in_one_row=True),
    Beside(feature_id="u-do", position="lower-right"),
)
"""The Northern Limit Line passes north and east of the islands; seen from afar it bends below Yeonpyeongdo's left, and
the waterways of 2000 lead south-east from Socheongdo and Yeonpyeongdo.
"""

SPEC = LayerSpec(
    id="western_islands",
    title="Five western islands",
    title_ko="서해 5도",
    summary="The islands of the 2007 list; the Armistice leaves their groups under the United Nations Command.",
    geometry_type="Polygon",
    group="main",
    order=500,
    shown=True,
    style=Style(
        color="#008a64",
        color_dark="#009e73",
        width_px=1.5,
        fill_opacity=0.45,
        label=Label(min_zoom=8, priority=90, beside=_BESIDE),
    ),
    expectations=Expectations(
        count=(5, 5),
        bbox=(124.6, 37.6, 126.0, 38.0),
        area_km2={  # within 20 % of the published areas
            "baengnyeongdo": (40.8, 61.2),
            "daecheongdo": (10.24, 15.36),
            "socheongdo": (2.32, 3.48),
            "yeonpyeongdo": (5.6, 8.4),
            "u-do": (0.16, 0.48),
        },
    ),
    source_ids=("osm-land",),
)


def read_islands() -> dict[str, BaseGeometry]:
    """Read the five outlines by place id."""
    return read_published(read_coordinates(SPEC.id))


def build(places: Places, /) -> Features:
    """Take the outlines over."""
    return to_features(SPEC, places, read_islands())
