"""Hits: where the forms stand in a folded text, all of them looked at together, in arrays.

Most hits are decided by what stands beside them and by their capitals, which tables of characters tell for a whole text
at once. What needs to be read is left to `koreamap.text.matching`: words of Hangul, a name behind a prefix, a form
that counts only with its marks, a second form of one spelling, a name that the fold did not copy as it stands.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from ahocorasick_rs import AhoCorasick, Implementation

from koreamap.text.korean import is_hangul

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from koreamap.text.folding import Traced
    from koreamap.text.forms import Entry, Form, Grade

    Hit = tuple[int, int, Entry]
    Name = tuple[int, int, Form, Grade]

__all__ = ["Finder", "Found", "is_word"]

_NOTE_MARKS = "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079"
_SURROGATES = re.compile("[\ud800-\udfff]")

_KNOWN, _ALNUM, _WORD, _HANGUL, _UPPER = 1, 2, 4, 8, 16
_TRAITS: NDArray[np.uint8] = np.zeros(0x110000, np.uint8)


class Found(NamedTuple):
    """What a text holds.

    Parameters
    ----------
    sure
        Start, end, form and grade of the names that are decided, in offsets of the document, sorted.
    others
        Hits that stand alone, and whose forms are still to be compared.
    tails
        Those without a form.
    within
        Those that are a part of a word of Hangul.
    """

    sure: Iterator[Name]
    others: list[Hit]
    tails: list[Hit]
    within: list[Hit]


@dataclass(frozen=True, slots=True)
class _Hits:
    """Which spelling was found, and from where to where, in the folded text."""

    which: NDArray[np.intp]
    starts: NDArray[np.intp]
    ends: NDArray[np.intp]

    def only(self, chosen: NDArray[np.bool]) -> _Hits:
        return _Hits(self.which[chosen], self.starts[chosen], self.ends[chosen])


class Finder:
    """Find what folded texts hold of many spellings.

    Parameters
    ----------
    entries
        By what is looked for; one without forms is a tail.
    """

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        self._entries = tuple(entries.values())
        # With every transition kept it would be a little faster, and take fifty times as much memory.
        self._automaton = AhoCorasick(entries, store_patterns=False, implementation=Implementation.ContiguousNFA)
        forms = [pair for entry in self._entries for pair in entry.forms]
        self._forms = [form for form, _needed in forms]
        self._marked = np.array([form.marked for form in self._forms], np.bool)
        self._last = np.cumsum([len(entry.forms) for entry in self._entries])
        self._first = np.concatenate((np.zeros(1, np.intp), self._last[:-1]))
        self._count = np.fromiter((len(needed) for _form, needed in forms), np.intp, len(forms))
        self._begin = np.cumsum(self._count) - self._count
        self._needed = np.fromiter((at for _form, needed in forms for at in needed), np.intp, int(self._count.sum()))

    def find(self, source: str, folded: Traced, back: Sequence[Traced] = ()) -> Found:
        """Return all overlapping hits that no other word holds.

        Parameters
        ----------
        source
            The text as it was.
        folded
            The same, folded.
        back
            The way from there to the document.
        """
        rows = self._search(folded.text)
        if not rows:
            return Found(iter(()), [], [], [])
        hits = _Hits(*np.fromiter(itertools.chain.from_iterable(rows), np.intp, 3 * len(rows)).reshape(-1, 3).T)
        codes = _codes(folded.text)
        alone, within = _look_around(hits, codes)
        is_tail = self._first[hits.which] == self._last[hits.which]
        names = hits.only(alone & ~is_tail)
        sure, other = self._decide(names, (codes, _codes(source)), (folded, *back))
        return Found(sure, *map(self._list, (names.only(other), hits.only(alone & is_tail), hits.only(within))))

    def _search(self, text: str) -> list[tuple[int, int, int]]:
        try:
            return self._automaton.find_matches_as_indexes(text, overlapping=True)
        except UnicodeEncodeError:
            return self._automaton.find_matches_as_indexes(_SURROGATES.sub("\ufffd", text), overlapping=True)

    def _decide(
        self, hits: _Hits, codes: tuple[NDArray[np.uint32], NDArray[np.uint32]], ways: Sequence[Traced]
    ) -> tuple[Iterator[Name], NDArray[np.bool]]:
        """Return the names of which a form agrees, where they stand in the document, and which hits are to be read."""
        starts, ends, shift = hits.starts, hits.ends, np.zeros(len(hits.starts), np.intp)
        copied = np.ones(len(starts), np.bool)
        for index, way in enumerate(ways):
            by, there = way.shifts(starts, ends)
            starts, ends, copied = starts + by, ends + by, copied & there
            shift = by if index == 0 else shift
        prefixed = (codes[0][hits.starts - 1] == ord("-")) & (hits.starts > 0)
        form, other, last = self._first[hits.which], ~copied, self._last[hits.which]
        agreed = np.zeros(len(form), np.bool)
        pending = np.flatnonzero(copied)
        while pending.size:
            big = self._are_capitals(form[pending], (hits.starts + shift)[pending], codes[1])
            marked = self._marked[form[pending]]
            agreed[pending[big & ~marked]] = True
            unsure = marked | (~big & prefixed[pending])
            other[pending[unsure]] = True
            pending = pending[~big & ~unsure]
            form[pending] += 1
            pending = pending[form[pending] < last[pending]]
        starts, ends, form = starts[agreed], ends[agreed], form[agreed]
        order = np.lexsort((ends, starts))
        forms = [self._forms[index] for index in form[order].tolist()]
        grades = [form.grade for form in forms]
        return zip(starts[order].tolist(), ends[order].tolist(), forms, grades, strict=True), other

    def _are_capitals(
        self, forms: NDArray[np.intp], starts: NDArray[np.intp], codes: NDArray[np.uint32]
    ) -> NDArray[np.bool]:
        """Tell of each name whether the characters are capitals that its form asks for."""
        counts = self._count[forms]
        rows = np.repeat(np.arange(len(counts)), counts)
        within = np.arange(len(rows)) - (np.cumsum(counts) - counts)[rows]
        places = starts[rows] + self._needed[self._begin[forms][rows] + within]
        big = np.ones(len(forms), np.bool)
        big[rows[_traits(codes[places]) & _UPPER == 0]] = False
        return big

    def _list(self, hits: _Hits) -> list[Hit]:
        entries = [self._entries[index] for index in hits.which.tolist()]
        return [*zip(hits.starts.tolist(), hits.ends.tolist(), entries, strict=True)]


def is_word(char: str) -> bool:
    """Tell whether a character is of a word: a note's mark is none, though it is a digit."""
    return (char.isalnum() and char not in _NOTE_MARKS) or char == "_"


def _codes(text: str) -> NDArray[np.uint32]:
    """Return a text's code points, and a zero behind the last, which stands before the first too."""
    return np.frombuffer((text + "\0").encode("utf-32-le", "surrogatepass"), "<u4")


def _look_around(hits: _Hits, codes: NDArray[np.uint32]) -> tuple[NDArray[np.bool], NDArray[np.bool]]:
    """Return which hits stand alone, and which are a part of a word of Hangul; the rest is part of another word."""
    before, first = _traits(codes[hits.starts - 1]), _traits(codes[hits.starts])
    last, after = _traits(codes[hits.ends - 1]), _traits(codes[hits.ends])
    beside = (before | after) & _ALNUM != 0
    left, right = _meet(before, first), _meet(last, after)
    hangul = (left & first | right & last) & _HANGUL != 0
    cut = (left & ~first | right & ~last) & _HANGUL != 0
    return ~(beside & (hangul | cut)), beside & hangul & ~cut


def _meet(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Mark with all traits where two characters are of one word."""
    joined = (one & other & _WORD != 0) & ((one ^ other) & _HANGUL == 0)
    return np.where(joined, np.uint8(0xFF), np.uint8(0))


def _traits(codes: NDArray[np.uint32]) -> NDArray[np.uint8]:
    traits = _TRAITS[codes]
    if not traits.all():
        for code in np.unique(codes[traits == 0]).tolist():
            _TRAITS[code] = _find_traits(chr(code))
        traits = _TRAITS[codes]
    return traits


def _find_traits(char: str) -> int:
    told = ((_ALNUM, char.isalnum()), (_WORD, is_word(char)), (_HANGUL, is_hangul(char)), (_UPPER, char.isupper()))
    return _KNOWN | sum(trait for trait, has in told if has)
