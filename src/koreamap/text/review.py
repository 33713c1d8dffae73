"""What a person should look at: words that are nearly a place's name. Nothing here ever links by itself.

One wrong, missing, added or swapped letter in a word of five letters or more, two from eight on; in Hangul one wrong
sound in a name of three syllables or more, whatever particle follows.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from koreamap.text.folding import fold
from koreamap.text.korean import is_hangul, read_tail

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from koreamap.text.forms import Form
    from koreamap.text.matching import Span

__all__ = ["Reviewer", "Suggestion"]

_LATIN = re.compile(r"(?<![^\W_])[A-Z\u00c0-\u024f][^\W\d_]*(?:['\u2019-][^\W\d_]+)*")
_KOREAN = re.compile(r"[가-힣]{3,12}")
_SHORTEST, _LONG = 5, 8
_KOREAN_SHORTEST = 3
_PLURALS = ("'s", "s")


class Suggestion(NamedTuple):
    """A span that may name a place."""

    start: int
    end: int
    place: str


class Reviewer:
    """Find words that are nearly a form.

    Parameters
    ----------
    forms
        All that is looked for; those that are ignored are known words, and nearly none of them is suggested.
    """

    def __init__(self, forms: Iterable[Form]) -> None:
        self._known: set[str] = set()
        self._latin: dict[str, str] = {}
        self._korean: dict[str, str] = {}
        for form in forms:
            key = fold(form.text)
            self._known.update(key.split())
            if not form.place_ids or form.acronym or form.grade == "demonym":
                continue
            if is_hangul(key[0]) and len(key) >= _KOREAN_SHORTEST and " " not in key:
                self._korean.setdefault(_sounds(key), form.place_ids[0])
            elif key.isascii() and len(key) >= _SHORTEST and " " not in key:
                self._latin.setdefault(key, form.place_ids[0])
        self._near_latin = lru_cache(maxsize=65_536)(self._find_latin)
        self._near_korean = lru_cache(maxsize=65_536)(self._find_korean)

    def suggest(self, text: str, spans: Sequence[Span]) -> Iterator[Suggestion]:
        """Yield what is nearly a name and lies in none of the spans."""
        taken = bytearray(len(text) + 1)
        for span in spans:
            taken[span.start : span.end] = b"\1" * (span.end - span.start)
        for match in _LATIN.finditer(text):
            if not any(taken[match.start() : match.end()]) and (place := self._near_latin(fold(match[0]))):
                yield Suggestion(match.start(), match.end(), place)
        for match in _KOREAN.finditer(text):
            if not any(taken[match.start() : match.end()]) and (found := self._near_korean(match[0])):
                length, place = found
                yield Suggestion(match.start(), match.start() + length, place)

    def _find_latin(self, word: str) -> str | None:
        for ending in _PLURALS:
            word = word.removesuffix(ending) if word.removesuffix(ending) in self._known else word
        if len(word) < _SHORTEST or word in self._known:
            return None
        most = 2 if len(word) >= _LONG else 1
        found = process.extractOne(word, self._latin.keys(), scorer=OSA.distance, score_cutoff=most)
        if found is None or found[0][0] != word[0]:
            return None
        return self._latin[found[0]]

    def _find_korean(self, word: str) -> tuple[int, str] | None:
        """Try every beginning of a word that a particle may follow; the longest first."""
        for length in range(len(word), _KOREAN_SHORTEST - 1, -1):
            stem, tail = word[:length], word[length:]
            if tail and read_tail(stem[-1], tail, "", is_long=False) != "particle":
                continue
            found = process.extractOne(_sounds(stem), self._korean.keys(), scorer=OSA.distance, score_cutoff=1)
            if found is not None and found[1] > 0:
                return length, self._korean[found[0]]
        return None


def _sounds(name: str) -> str:
    return unicodedata.normalize("NFD", name)
