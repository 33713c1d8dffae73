"""Fold spellings that mean the same into one, and remember where every character came from.

Folded alike: upper and lower case, accents, composed and decomposed letters and Hangul, full-width letters, kinds of
dash, apostrophe, point and space, a line break within a phrase. Soft hyphens and zero-width characters vanish. A blank
line inside a slice stays a barrier. Offsets count code points of the document's text, end exclusive.

Most characters fold to one: a table does that for a whole text at once. Only where several become one, or one several,
does a pattern read the text, and only there does an offset have to be looked up.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    Edit = tuple[int, int, str]

__all__ = ["Traced", "find_breaks", "fold", "fold_text", "join_traced"]

_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"), "-")
_APOSTROPHES = dict.fromkeys(map(ord, "\u2018\u2019\u02bc\u02bb\u02b9\u02be\u02bf\u2032\u0060\u00b4"), "'")
_FULL_WIDTH = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_POINTS = dict.fromkeys(map(ord, "\u2022\u2027\u2219\u22c5\u30fb\u318d\uff65"), "\u00b7")
_SAME = _FULL_WIDTH | _DASHES | _APOSTROPHES | _POINTS

_NOTHING = "\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_MARKS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_BREAK = re.compile(r"[-\u2010]\r?\n[ \t]*(?=\w)")
_IS_WORD = re.compile(r"\w")
_TOKEN = re.compile(
    rf"(?P<broken>(?<=\w){_BREAK.pattern})"
    rf"|(?P<nothing>\u00ad(?:\r?\n[ \t]*)?|[{_NOTHING}])"
    r"|(?P<space>\s+)"
    r"|(?P<hangul>[\u1100-\u115f][\u1160-\u11a7][\u11a8-\u11ff]?|[\uac00-\ud7a3][\u11a8-\u11ff]?)"
    rf"|(?P<letter>.[{_MARKS}]*)",
    re.DOTALL,
)
_IS_MARK = re.compile(f"[{_MARKS}]")

_SHORT = 64
_SIMPLE = re.compile(r"[\w'.,-]+(?: [\w'.,-]+)*", re.ASCII)

_UNKNOWN, _PLAIN, _SPACE, _SYLLABLE, _OTHER, _FINAL, _MARK = range(7)
"""What a character is to the fold: the last three may make more or less than one of one."""

_KIND: NDArray[np.uint8] = np.zeros(0x110000, np.uint8)
_ONE: NDArray[np.uint32] = np.zeros(0x110000, np.uint32)
_ONE[0xAC00:0xD7A4] = np.arange(0xAC00, 0xD7A4)
_KIND[0xAC00:0xD7A4] = _SYLLABLE


@dataclass(frozen=True, slots=True)
class Traced:
    """A text made from another, each of its characters traced back.

    Parameters
    ----------
    text
        What was made.
    at
        Where each stretch of it begins; the first at 0.
    source
        Where each stretch comes from.
    source_end
        Where the source of a stretch ends that stands for it as a whole; -1 for one that was copied.
    """

    text: str
    at: Sequence[int] = (0,)
    source: Sequence[int] = (0,)
    source_end: Sequence[int] = (-1,)

    def start(self, index: int) -> int | None:
        """Return where the character at ``index`` begins in the source; None inside a character that grew."""
        k = bisect_right(self.at, index) - 1
        if self.source_end[k] < 0:
            return self.source[k] + index - self.at[k]
        return self.source[k] if index == self.at[k] else None

    def end(self, index: int) -> int | None:
        """Return where the character before ``index`` ends in the source; None inside a character that grew."""
        k = bisect_right(self.at, index - 1) - 1
        if self.source_end[k] < 0:
            return self.source[k] + index - self.at[k]
        whole = index == (self.at[k + 1] if k + 1 < len(self.at) else len(self.text))
        return self.source_end[k] if whole else None

    def shift(self, start: int, end: int) -> int | None:
        """Return how far the source of ``text[start:end]`` lies from it; None where it was not copied as it stands."""
        at = self.at
        k = bisect_right(at, start) - 1
        if self.source_end[k] >= 0 or (k + 1 < len(at) and at[k + 1] < end):
            return None
        return self.source[k] - at[k]

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the source's span behind ``text[start:end]``; None where it would cut a character in two."""
        shift = self.shift(start, end)
        if shift is not None:
            return start + shift, end + shift
        first, last = self.start(start), self.end(end)
        return None if first is None or last is None else (first, last)


def join_traced(text: str, slices: Sequence[tuple[int, int]]) -> Traced:
    """Join a passage's slices: a line feed where the gap between two holds white space, else nothing."""
    parts: list[str] = []
    at, source, source_end = [0], [slices[0][0] if slices else 0], [-1]
    made, previous = 0, None
    for start, end in slices:
        if previous is not None and re.search(r"\s", text[previous:start]):
            parts.append("\n")
            _add(at, source, source_end, (made, previous, start))
            made += 1
        parts.append(text[start:end])
        _add(at, source, source_end, (made, start, -1))
        made += end - start
        previous = end
    return Traced("".join(parts), at, source, source_end)


def fold_text(text: str) -> Traced:
    """Fold a text; a hyphen at a line's end is dropped with the break."""
    if len(text) < _SHORT and _SIMPLE.fullmatch(text):
        return Traced(text.lower())
    codes = _codes(text)
    folded = _ONE[codes].astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")
    return _edit(folded, _find_edits(text, folded, codes))


def find_breaks(text: str) -> Iterator[tuple[int, int]]:
    """Yield the hyphens at line ends, with the break, which may belong to their words or not."""
    for match in _BREAK.finditer(text):
        if match.start() and _IS_WORD.match(text, match.start() - 1):
            yield match.span()


@lru_cache(maxsize=1 << 15)
def fold(text: str) -> str:
    """Fold a name, to be found in folded text; once, since the gazetteer's are asked for with each user's own."""
    return fold_text(text).text


def _add(at: list[int], source: list[int], source_end: list[int], row: tuple[int, int, int]) -> None:
    for column, value in zip((at, source, source_end), row, strict=True):
        column.append(value)


def _codes(text: str) -> NDArray[np.uint32]:
    """Return the text's code points, each of which the tables know then."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
    unknown = codes[_KIND[codes] == _UNKNOWN]
    if unknown.size:
        for code in np.unique(unknown).tolist():
            _learn(code)
    return codes


def _learn(code: int) -> None:
    char = chr(code)
    token = _TOKEN.match(char)
    folded = _fold_token(token) if token else char
    _ONE[code] = ord(folded) if len(folded) == 1 else code
    if char.isspace():
        _KIND[code] = _SPACE
    elif _IS_MARK.match(char):
        _KIND[code] = _MARK
    elif "\u11a8" <= char <= "\u11ff":
        _KIND[code] = _FINAL
    elif len(folded) != 1 or "\u1100" <= char <= "\u11a7":
        _KIND[code] = _OTHER
    else:
        _KIND[code] = _PLAIN


def _find_edits(text: str, folded: str, codes: NDArray[np.uint32]) -> Iterator[Edit]:
    """Yield the spans that do not become as many characters, and what they become, in order."""
    kinds = _KIND[codes]
    wanted = kinds >= _OTHER
    spaces = kinds == _SPACE
    wanted[:-1] |= spaces[1:] & (spaces[:-1] | (codes[:-1] == ord("-")) | (codes[:-1] == 0x2010))
    done = 0
    for index in np.flatnonzero(wanted).tolist():
        if index < done:
            continue
        joins = index > done and _joins(kinds[index], kinds[index - 1])
        token = _TOKEN.match(text, index - 1 if joins else index)
        if token is None:
            continue
        start, done = token.span()
        if (made := _fold_token(token)) != folded[start:done]:
            yield start, done, made


def _joins(kind: int, before: int) -> bool:
    """Tell whether a character belongs to the one before it: a mark to its letter, a last sound to its syllable."""
    return (kind == _MARK and before == _PLAIN) or (kind == _FINAL and before == _SYLLABLE)


def _edit(folded: str, edits: Iterable[Edit]) -> Traced:
    parts: list[str] = []
    at, source, source_end = [0], [0], [-1]
    made = done = 0
    for start, end, text in edits:
        parts += (folded[done:start], text)
        made += start - done
        if text:
            _add(at, source, source_end, (made, start, end))
        made += len(text)
        _add(at, source, source_end, (made, end, -1))
        done = end
    return Traced("".join([*parts, folded[done:]]), at, source, source_end) if parts else Traced(folded)


def _fold_token(match: re.Match[str]) -> str:
    token = match[0]
    folded = ""
    if match["space"]:
        folded = "\n" if token.count("\n") > 1 else " "
    elif match["hangul"]:
        folded = unicodedata.normalize("NFC", token)
    elif match["letter"]:
        folded = _bare(_bare(token.translate(_SAME)).casefold()).translate(_SAME)
    return folded


def _bare(text: str) -> str:
    """Take the accents off."""
    return "".join(char for char in unicodedata.normalize("NFD", text) if unicodedata.category(char) != "Mn")
