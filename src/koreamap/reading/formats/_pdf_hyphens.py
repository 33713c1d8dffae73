"""Hyphens at the end of a PDF's lines: one that only parts a word goes, one of the word's own stays.

A file draws both alike. Other lines tell, where the word stands whole; so do figures, a capital behind the hyphen, and
endings of Korean place names, two of whose letters no hyphenation parts.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from koreamap.reading.formats._pdf_lines import Line, Page

__all__ = ["find_next", "keep_hyphens"]

_APOSTROPHES = "'\u2019\u2018`"
_WORD = re.compile(rf"\w+(?:[-{_APOSTROPHES}]\w+)*")
_LAST = re.compile(rf"\w+(?:[-{_APOSTROPHES}]\w+)*[{_APOSTROPHES}]?$")
_ENDINGS = frozenset({"do", "to", "ri", "ni", "si", "up", "ŭp", "dong", "myon", "myŏn"})
_LIKE = 0.05
"""So much, in parts of it, the sizes of two lines differ of which one goes on in the other."""


def keep_hyphens(pages: list[Page]) -> None:
    """Put the hyphens back that are their words' own."""
    lines = [line for page in pages for line in page.lines]
    words = set(_list_words(lines))
    for index, line in enumerate(lines):
        if line.hyphened and (below := find_next(lines, index)) and _is_kept(line.text, below.text, words):
            line.text += "-"


def find_next(lines: list[Line], index: int) -> Line | None:
    """Return the line in which one goes on: as large, though footnotes stand between."""
    size = lines[index].size
    return next((line for line in lines[index + 1 :] if abs(line.size - size) <= _LIKE * size), None)


def _list_words(lines: list[Line]) -> Iterator[str]:
    for line in lines:
        found = _WORD.findall(line.text)
        yield from found[:-1] if line.hyphened else found


def _is_kept(above: str, below: str, words: Collection[str]) -> bool:
    first, second = _LAST.search(above), _WORD.match(below)
    if not first or not second:
        return False
    if f"{first[0]}{second[0]}" in words:
        return False
    if f"{first[0]}-{second[0]}" in words or second[0][0].isdecimal():
        return True
    is_capital = second[0][0].isupper() and not first[0][-1].isupper()
    return is_capital or (first[0][0].isupper() and second[0] in _ENDINGS)
