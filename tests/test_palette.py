"""The palette as the colour-blind see it: simulated after Machado et al. (2009), measured as distance in CAM02-UCS."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
import pytest
from colorspacious import cspace_convert, deltaE

from koreamap.atlas import Atlas, read_atlas

if TYPE_CHECKING:
    from koreamap.built import BuiltLayer
    from koreamap.model import Style

SIGHT = {
    "all cones": None,
    "protanopia": "protanomaly",
    "deuteranopia": "deuteranomaly",
    "tritanopia": "tritanomaly",
}
"""Severity 100 of each anomaly is the want of that cone."""

APART = 5.0
"""Seen side by side without looking for it: about 1 is just noticeable."""


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return read_atlas()


def see(color: str, sight: str | None) -> np.ndarray:
    """Return what somebody sees of a colour, as sRGB."""
    rgb = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    if sight is None:
        return np.array(rgb)
    space = {"name": "sRGB1+CVD", "cvd_type": sight, "severity": 100}
    return np.clip(cspace_convert(rgb, space, "sRGB1"), 0, 1)


def distance(one: str, other: str, sight: str | None) -> float:
    return float(deltaE(see(one, sight), see(other, sight), input_space="sRGB1"))


def form(style: Style) -> tuple[object, ...]:
    """Return what is left of a style without any colour."""
    return (style.dash_px, style.double, style.hatch, style.fill_opacity > 0, style.marker)


def pairs(atlas: Atlas) -> list[tuple[BuiltLayer, BuiltLayer]]:
    """Return the layers that are seen together from the first, and all rivals."""
    shown = [layer for layer in atlas.layers.values() if layer.group in {"main", "context"}]
    return [
        (one, other)
        for one, other in combinations(shown, 2)
        if one.geometry_type == other.geometry_type and ((one.shown and other.shown) or other.id in one.rival_ids)
    ]


def test_what_is_drawn_together_differs_without_any_colour(atlas: Atlas) -> None:
    found = pairs(atlas)
    assert {"nll", "dprk_claimed_lines"} in [{one.id, other.id} for one, other in found]
    assert [(one.id, other.id) for one, other in found if form(one.style) == form(other.style)] == []


@pytest.mark.parametrize("sight", SIGHT)
def test_its_colours_stay_apart_whatever_cones_an_eye_has(atlas: Atlas, sight: str) -> None:
    near = [
        (one.id, other.id)
        for one, other in pairs(atlas)
        for color in ("color", "color_dark")
        if distance(getattr(one.style, color), getattr(other.style, color), SIGHT[sight]) < APART
    ]
    assert near == []
