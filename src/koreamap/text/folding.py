"""Fold spellings that mean the same into one, and remember where every character came from.

Folded alike: upper and lower case, accents, composed and decomposed letters and Hangul, full-width letters, kinds of
dash, apostrophe, point and space, a line break within a phrase. Soft hyphens and zero-width characters vanish. A blank
line inside a slice stays a barrier. Offsets count code points of the document's text, end exclusive.

Most characters fold to one: a table does that for a whole text at once. Only where several become one, or one several,
does a pattern read the text, and only there does an offset have to be looked up.
"""

from __future__ import annotations

import itertools
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

__all__ = ["Traced", "find_joints", "fold", "fold_text", "join_traced"]

_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"), "-")
_APOSTROPHES = dict.fromkeys(map(ord, "\u2018\u2019\u02bc\u02bb\u02b9\u02be\u02bf\u2032\u0060\u00b4"), "'")
_FULL_WIDTH = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_POINTS = dict.fromkeys(map(ord, "\u2022\u2027\u2219\u22c5\u30fb\u318d\uff65"), "\u00b7")
_HANJA = str.maketrans("青清尚黄国会鉄両県豊緑湾戦条竜", "靑淸尙黃國會鐵兩縣豐綠灣戰條龍")
"""Another way to write the same sign: by typists, and in Japan."""
_SAME = _FULL_WIDTH | _DASHES | _APOSTROPHES | _POINTS | _HANJA

_NOTHING = "\u02c6\u02c7\u02d8\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_MARKS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_BEFORE_BREAK = "[\\w'\u2018\u2019\u02bc\u02bb]"
"""What a hyphen at a line's end divides: a word, and in the old romanization its apostrophe."""
_BROKEN = re.compile(rf"(?<={_BEFORE_BREAK})[-\u2010]\r?\n[ \t]*(?=\w)")
_TOKEN = re.compile(
    rf"(?P<broken>{_BROKEN.pattern})"
    rf"|(?P<nothing>\u00ad(?:\r?\n[ \t]*)?|[{_NOTHING}])"
    r"|(?P<space>\s+)"
    r"|(?P<hangul>[\u1100-\u115f][\u1160-\u11a7][\u11a8-\u11ff]?|[\uac00-\ud7a3][\u11a8-\u11ff]?)"
    rf"|(?P<letter>.[{_MARKS}]*)",
    re.DOTALL,
)
_IS_MARK = re.compile(f"[{_MARKS}]")

_SHORT = 64
_SIMPLE = re.compile(r"[\w'.,-]+(?: [\w'.,-]+)*", re.ASCII)
_MAY_JOIN = re.compile(r"[\s\u2010-]\s")

_UNKNOWN, _PLAIN, _HYPHEN, _SYLLABLE, _SPACE, _FEED, _OTHER, _FINAL, _MARK = range(9)
"""What a character is to the fold: the last three may make more or less than one of one."""

_KIND: NDArray[np.uint8] = np.zeros(0x110000, np.uint8)
_ONE: NDArray[np.uint32] = np.zeros(0x110000, "<u4")
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

    def shifts(self, starts: NDArray[np.intp], ends: NDArray[np.intp]) -> tuple[NDArray[np.intp], NDArray[np.bool]]:
        """Return the `shift` of many spans at once, and which of them have one."""
        at, source = np.asarray(self.at, np.intp), np.asarray(self.source, np.intp)
        until = np.append(at[1:], np.iinfo(np.intp).max)
        k = np.searchsorted(at, starts, "right") - 1
        return (source - at)[k], (np.asarray(self.source_end, np.intp)[k] < 0) & (ends <= until[k])

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
    if len(text) < _SHORT and (short := _fold_short(text)) is not None:
        return Traced(short)
    codes, kinds = _read_codes(text)
    folded = str(_ONE.take(codes).data, "utf-32-le", "surrogatepass")
    return _edit(folded, *_find_edits(text, folded, kinds))


def find_joints(text: str) -> tuple[list[tuple[int, int]], list[int]]:
    """Return the hyphens at line ends with their breaks, which may belong to their words, and where brackets open."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
    ends = np.flatnonzero((codes == ord("\n")) | (codes == ord("\r")))
    before = codes[ends - 1]
    hyphens = ends[((before == ord("-")) | (before == ord("\u2010"))) & (ends > 1)] - 1
    breaks = [found.span() for at in hyphens.tolist() if (found := _BROKEN.match(text, at))]
    opened = (codes == ord("[")) | (codes == ord("(")) | (codes == ord("<"))
    return breaks, np.flatnonzero(opened).tolist()


@lru_cache(maxsize=1 << 15)
def fold(text: str) -> str:
    """Fold a name, to be found in folded text; once, since the gazetteer's are asked for with each user's own."""
    return fold_text(text).text


def _fold_short(text: str) -> str | None:
    """Fold a name of which each character becomes one; None for another."""
    if _SIMPLE.fullmatch(text):
        return text.lower()
    if _MAY_JOIN.search(text):
        return None
    chars = list(map(_fold_char, text))
    return None if None in chars else "".join(filter(None, chars))


@lru_cache(maxsize=1 << 12)
def _fold_char(char: str) -> str | None:
    """Return what a character becomes; None where that may be more or less than one, or depend on the one before."""
    code = ord(char)
    if _KIND[code] == _UNKNOWN:
        _learn(code)
    return chr(_ONE[code]) if _KIND[code] < _OTHER else None


def _add(at: list[int], source: list[int], source_end: list[int], row: tuple[int, int, int]) -> None:
    for column, value in zip((at, source, source_end), row, strict=True):
        column.append(value)


def _read_codes(text: str) -> tuple[NDArray[np.intp], NDArray[np.uint8]]:
    """Return the text's code points, each of which the tables know then, and what each is to the fold."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4").astype(np.intp)
    kinds = _KIND[codes]
    if not kinds.all():
        for code in np.unique(codes[kinds == _UNKNOWN]).tolist():
            _learn(code)
        kinds = _KIND[codes]
    return codes, kinds


def _learn(code: int) -> None:
    char = chr(code)
    token = _TOKEN.match(char)
    folded = _fold_token(token) if token else char
    _ONE[code] = ord(folded) if len(folded) == 1 else code
    if char.isspace():
        _KIND[code] = _FEED if char == "\n" else _SPACE
    elif char in "-\u2010":
        _KIND[code] = _HYPHEN
    elif _IS_MARK.match(char):
        _KIND[code] = _MARK
    elif "\u11a8" <= char <= "\u11ff":
        _KIND[code] = _FINAL
    elif len(folded) != 1 or "\u1100" <= char <= "\u11a7":
        _KIND[code] = _OTHER
    else:
        _KIND[code] = _PLAIN


def _find_edits(
    text: str, folded: str, kinds: NDArray[np.uint8]
) -> tuple[NDArray[np.intp], NDArray[np.intp], list[str]]:
    """Return where the spans begin and end that do not become as many characters, and what they become, in order."""
    spaces = (kinds == _SPACE) | (kinds == _FEED)
    hyphens = kinds == _HYPHEN
    wanted = kinds >= _OTHER
    starts, ends = _find_runs(spaces)
    alone = ~(hyphens | wanted)[starts - 1] | (starts == 0)
    starts, ends = starts[alone], ends[alone]
    feeds = np.flatnonzero(kinds == _FEED)
    many = np.searchsorted(feeds, ends) - np.searchsorted(feeds, starts) > 1
    made = np.where(many, "\n", " ").tolist()
    wanted[:-1] |= spaces[1:] & (spaces[:-1] | hyphens[:-1])
    others = _leave_out(np.flatnonzero(wanted), starts, ends)
    edits = [*_edit_tokens(text, folded, kinds, others.tolist())]
    if not edits:
        return starts, ends, made
    edits += zip(starts.tolist(), ends.tolist(), made, strict=True)
    edits.sort()
    spans = np.array([edit[:2] for edit in edits], np.intp).reshape(-1, 2)
    return spans[:, 0], spans[:, 1], [edit[2] for edit in edits]


def _find_runs(spaces: NDArray[np.bool]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return where two spaces or more stand together."""
    pairs = np.zeros(len(spaces) + 1, np.bool)
    pairs[1:-1] = spaces[1:] & spaces[:-1]
    return np.flatnonzero(pairs[1:] & ~pairs[:-1]), np.flatnonzero(pairs[:-1] & ~pairs[1:]) + 1


def _leave_out(places: NDArray[np.intp], starts: NDArray[np.intp], ends: NDArray[np.intp]) -> NDArray[np.intp]:
    """Leave out the places within spans that do not overlap."""
    begun, done = np.searchsorted(starts, places, "right"), np.searchsorted(ends, places, "right")
    kept: NDArray[np.intp] = places[begun == done]
    return kept


def _edit_tokens(text: str, folded: str, kinds: NDArray[np.uint8], wanted: Iterable[int]) -> Iterator[Edit]:
    """Yield what becomes of the tokens that the pattern has to read."""
    done = 0
    for index in wanted:
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
    return (kind == _MARK and before in {_PLAIN, _HYPHEN}) or (kind == _FINAL and before == _SYLLABLE)


def _edit(folded: str, starts: NDArray[np.intp], ends: NDArray[np.intp], made: list[str]) -> Traced:
    if not made:
        return Traced(folded)
    lengths = np.fromiter(map(len, made), np.intp, len(made))
    shifts = np.cumsum(lengths - (ends - starts))
    after = ends + shifts
    rows = np.empty((len(made), 2, 3), np.intp)
    rows[:, 0] = np.stack((after - lengths, starts, ends), 1)
    rows[:, 1] = np.stack((after, ends, np.full_like(ends, -1)), 1)
    kept = np.ones((len(made), 2), np.bool)
    kept[:, 0] = lengths > 0
    at, source, source_end = rows[kept].T.tolist()
    copied = map(folded.__getitem__, map(slice, [0, *ends.tolist()], [*starts.tolist(), None]))
    text = "".join(itertools.chain.from_iterable(zip(copied, [*made, ""], strict=True)))
    return Traced(text, [0, *at], [0, *source], [-1, *source_end])


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
