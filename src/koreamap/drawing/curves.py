"""Curves in words: the result of a finding under other thresholds than the one that decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from koreamap.model import Curve

__all__ = ["describe_curve", "find_y"]

_STOPS = 8
"""Thresholds that a description names, beside the chosen one."""


def find_y(curve: Curve, x: float) -> float:
    """Return the result under a threshold: on the straight way between the points, after a step's upper end."""
    before = [point for point in curve.points if point[0] <= x]
    after = [point for point in curve.points if point[0] > x]
    if not before or not after:
        return (before or after)[-1 if before else 0][1]
    (left, low), (right, high) = before[-1], after[0]
    return low + (high - low) * (x - left) / (right - left)


def describe_curve(curve: Curve) -> str:
    """Say in words what a curve shows: the result under the chosen threshold and under some others.

    Returns
    -------
    ``"Share of the line by what is near (our limit: 30 km: 32 %): 10 km: 15 %, ..."``, on one line.
    """
    first, last = curve.points[0][0], curve.points[-1][0]
    stops = [first + (last - first) * step / _STOPS for step in range(_STOPS + 1)]
    values = ", ".join(_describe_point(curve, x) for x in stops)
    return f"{curve.title}. {curve.chosen_label}: {_describe_point(curve, curve.chosen)}. {curve.x_label}: {values}."


def _describe_point(curve: Curve, x: float) -> str:
    return f"{_write(x, curve.x_unit)}: {_write(round(find_y(curve, x), 1), curve.y_unit)}"


def _write(value: float, unit: str) -> str:
    return f"{value:.4g} {unit}".strip()
