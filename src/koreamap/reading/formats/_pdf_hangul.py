"""Korean words that a PDF's lines cut in two: a file draws no space where a line ends, in a word or behind it.

Only another line tells: where the word stands whole within it, and its halves nowhere side by side, it is one word.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from koreamap.reading.formats._pdf_hyphens import find_next

if TYPE_CHECKING:
    from collections.abc import Collection

    from koreamap.reading.formats._pdf_lines import Page
    from koreamap.reading.formats._pdf_measures import Measures

__all__ = ["join_hangul"]

_WORD = re.compile(r"[가-힣]+")
_LAST = re.compile(r"[가-힣]+$")
_LONG = 3
"""So many syllables are hardly a word by chance."""
_SHORTEST = 2
"""A stem has so many syllables at the least."""
_PARTICLE = re.compile(r"(?:은|는|이|가|을|를|의|에|에서|에게|로|으로|와|과|도|만|부터|까지)$")


def join_hangul(pages: list[Page], measures: Measures) -> None:
    """Tell of each full line whether its last Korean word goes on in the next."""
    lines = [line for page in pages for line in page.lines]
    words: set[str] = set()
    pairs: set[tuple[str, str]] = set()
    for line in lines:
        words.update(stem for found in _WORD.finditer(line.text) if _is_whole(found) for stem in _list_stems(found[0]))
        beside = pairwise(_WORD.finditer(line.text))
        pairs.update((one[0], other[0]) for one, other in beside if other.start() - one.end() == 1)
    for index, line in enumerate(lines):
        first = None if line.spaced or line.hyphened or not measures.is_full(line) else _LAST.search(line.text)
        below = find_next(lines, index) if first else None
        second = _WORD.match(below.text) if below else None
        if first and second and (first[0], second[0]) not in pairs:
            line.hyphened = _is_one(first[0], second[0], words)


def _is_one(first: str, second: str, words: Collection[str]) -> bool:
    word = first + second
    return len(word) >= _LONG and any(len(stem) > len(first) and stem in words for stem in _list_stems(word))


def _is_whole(found: re.Match[str]) -> bool:
    """Tell whether a word is hardly half of one: within its line, or long."""
    return found.end() - found.start() >= _LONG or (found.start() > 0 and found.end() < len(found.string))


def _list_stems(word: str) -> list[str]:
    """Return a word, and what is left of it without its particle."""
    stem = _PARTICLE.sub("", word)
    return [word, stem] if _SHORTEST <= len(stem) < len(word) else [word]
