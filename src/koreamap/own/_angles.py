"""Read an ordinate that somebody wrote: decimal degrees, with a comma too, or degrees, minutes and seconds."""

from __future__ import annotations

import re

from koreamap.errors import GeometryError

__all__ = ["read_ordinate"]

_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+\.\d+")
_KOREAN = {"북위": "N", "남위": "S", "동경": "E", "서경": "W"}
_ANGLE = re.compile(
    r"""(?P<before>[NSEW])?\s*(?P<sign>[+-])?\s*
    (?P<deg>\d{1,3}(?:\.\d+)?)\s*(?:[\u00b0\u00ba\u02da\u1d52*]|도|deg\.?|d|-|\s|$|(?=[NSEW]))\s*
    (?:(?P<min>\d{1,2}(?:\.\d+)?)\s*(?:['\u2032\u2019\u00b4]|분|min\.?|m|-|\s|$|(?=[NSEW]))\s*
    (?:(?P<sec>\d{1,2}(?:\.\d+)?)\s*(?:["\u2033\u201d]|''|\u2032\u2032|\u2019\u2019|초|sec\.?|s)?\s*)?)?
    (?P<after>[NSEW])?""",
    re.VERBOSE,
)
_POSITIVE = {"lon": "E", "lat": "N"}
_NEGATIVE = {"lon": "W", "lat": "S"}


def read_ordinate(text: str, axis: str) -> float:
    r"""Read a longitude or latitude, or an ordinate of a projection.

    Parameters
    ----------
    text
        ``126.98``, ``126,98``, ``126°58'41"E``, ``126-58-41E``, ``동경 126도 58분 41초``.
    axis
        ``lon`` or ``lat``: which hemispheres it may name.

    Returns
    -------
    Degrees, negative to the south and west; or what the projection counts in.

    Raises
    ------
    koreamap.errors.GeometryError
        When the text is none of these, or names a hemisphere of the other axis.

    Examples
    --------
    >>> read_ordinate("126,98", "lon"), read_ordinate("37°42'45\"N", "lat"), read_ordinate("서경 77도 30분", "lon")
    (126.98, 37.7125, -77.5)
    """
    plain = text.strip().replace("\u2212", "-")
    if _GROUPED.fullmatch(plain):
        plain = plain.replace(",", "")
    decimal = plain.replace(",", ".") if plain.count(",") == 1 and "." not in plain else plain
    if _NUMBER.fullmatch(decimal):
        return float(decimal)
    for word, letter in _KOREAN.items():
        decimal = decimal.replace(word, f"{letter} ")
    found = _ANGLE.fullmatch(" ".join(decimal.split()).upper().strip())
    if not found:
        raise GeometryError(axis, found=f"{text!r} as {_NAMES[axis]}", expected="degrees, like 126.98 or 126°58'41\"E")
    return _sum(found, text, axis)


_NAMES = {"lon": "longitude", "lat": "latitude"}


def _sum(found: re.Match[str], text: str, axis: str) -> float:
    parts = [float(found.group(name) or 0) for name in ("deg", "min", "sec")]
    letter = found.group("before") or found.group("after")
    if letter and letter not in {_POSITIVE[axis], _NEGATIVE[axis]}:
        raise GeometryError(axis, found=f"{text!r} as {_NAMES[axis]}", expected="degrees; are the axes swapped?")
    if parts[1] >= 60 or parts[2] >= 60:
        raise GeometryError(axis, found=f"{text!r} as {_NAMES[axis]}", expected="minutes and seconds below 60")
    degrees = (parts[0] * 3600 + parts[1] * 60 + parts[2]) / 3600
    return -degrees if (letter == _NEGATIVE[axis]) != (found.group("sign") == "-") else degrees
