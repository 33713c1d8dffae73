"""Numbers that a word processor sets by itself, which stand nowhere in the file's text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from koreamap.reading.numbers import to_roman

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["Counters", "Level"]

_GANADA = "가나다라마바사아자차카타파하"
_PLACE = re.compile(r"[%^](\d)")


class Level(NamedTuple):
    """How one level counts: where it begins, in which figures, and what is printed (``Article %1.``, ``제^1장``)."""

    start: int
    form: str
    text: str


class Counters:
    """Count the paragraphs of each list."""

    def __init__(self) -> None:
        self._counts: dict[tuple[str, int], int] = {}

    def next(self, list_id: str, level: int, levels: Mapping[int, Level]) -> str:
        """Count one more at a level, from 0, and return what is printed; empty for a bullet."""
        own = levels.get(level)
        if own is None:
            return ""
        self._counts[list_id, level] = self._counts.get((list_id, level), own.start - 1) + 1
        for other in [other for key, other in self._counts if key == list_id and other > level]:
            del self._counts[list_id, other]
        if own.form.lower() in {"bullet", "none"}:
            return ""

        def write(place: re.Match[str]) -> str:
            at = int(place[1]) - 1
            outer = levels.get(at)
            return _write(self._counts.get((list_id, at), outer.start), outer.form) if outer else ""

        return _PLACE.sub(write, own.text).strip()


def _to_letters(value: int) -> str:
    return chr(ord("A") + (value - 1) % 26) * ((value - 1) // 26 + 1)


_FORMS: dict[str, Callable[[int], str]] = {
    "upperroman": to_roman,
    "romancapital": to_roman,
    "lowerroman": lambda value: to_roman(value).lower(),
    "romansmall": lambda value: to_roman(value).lower(),
    "upperletter": _to_letters,
    "latincapital": _to_letters,
    "lowerletter": lambda value: _to_letters(value).lower(),
    "latinsmall": lambda value: _to_letters(value).lower(),
    "ganada": lambda value: _GANADA[(value - 1) % len(_GANADA)],
    "hangulsyllable": lambda value: _GANADA[(value - 1) % len(_GANADA)],
    "circleddigit": lambda value: chr(0x245F + value) if value <= 20 else f"({value})",
    "decimalenclosedcircle": lambda value: chr(0x245F + value) if value <= 20 else f"({value})",
}
"""As DOCX and HWPX call them, in small letters; any other is in figures."""


def _write(value: int, form: str) -> str:
    return _FORMS.get(form.lower().replace("_", ""), str)(max(1, value))
