"""Misread letters: the digits that a scanner or a typist put in their place within a name: "PANMUNJ0M", "Seou1"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["find_misread"]

_WORD = re.compile(r"[^\W_](?:[^\W_]|['\u2019-](?=[^\W_]))*")
_LONGEST = 30
_SMALL = str.maketrans("01", "ol")
_CAPITAL = str.maketrans("01", "OI")
_ZERO, _ONE, _HYPHEN = ord("0"), ord("1"), ord("-")
_A, _Z, _CASE = np.uint32(ord("a")), np.uint32(ord("z")), np.uint32(0x20)


def find_misread(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the words in which a nought or a one stands among letters, and how they read without: "Inch0n", "Inchon".

    A one is an I in a word of capitals and as its first letter, else an l. A word that has other digits too is none.
    """
    done = 0
    for index in _find_digits(text):
        if index >= done and (found := _find_word(text, index)):
            done = found.end()
            word = _read(found[0])
            if not any(map(str.isdigit, word)):
                yield found.start(), found.end(), word


def _read(word: str) -> str:
    rest = word[1:].translate(_CAPITAL if word.upper() == word else _SMALL)
    return word[0].translate(_CAPITAL) + rest


def _find_digits(text: str) -> list[int]:
    """Return where a nought or a one has a letter of the alphabet beside it, or a hyphen before."""
    codes = np.frombuffer(f"  {text}  ".encode("utf-32-le", "surrogatepass"), "<u4")
    at = np.flatnonzero((codes == _ZERO) | (codes == _ONE))
    before, after = codes[at - 1] | _CASE, codes[at + 1] | _CASE
    beside = (before - _A <= _Z - _A) | (after - _A <= _Z - _A) | (codes[at - 1] == _HYPHEN)
    found: list[int] = (at[beside] - 2).tolist()
    return found


def _find_word(text: str, index: int) -> re.Match[str] | None:
    start = index
    while start > max(0, index - _LONGEST) and (text[start - 1].isalnum() or text[start - 1] in "'\u2019-"):
        start -= 1
    found = _WORD.search(text, start)
    return found if found and found.start() <= index < found.end() else None
