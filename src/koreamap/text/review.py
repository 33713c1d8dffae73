"""What a person should look at: words that are nearly a place's name, and names left over. Nothing here ever links.

One wrong, missing, added or swapped letter in a word of five letters or more, two from eight on; in Hangul one wrong
sound in a name of three syllables or more, whatever particle follows.
"""

from __future__ import annotations

import importlib.util
import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from koreamap.text.curation import read_toponyms
from koreamap.text.folding import fold
from koreamap.text.korean import is_hangul, read_tail
from koreamap.text.latin_names import find_latin_names
from koreamap.text.spellings import spell

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kiwipiepy import Kiwi

    from koreamap.text.forms import Form
    from koreamap.text.matching import Span

__all__ = ["LeftOver", "Looked", "Reviewer", "Suggestion", "build_reviewer", "find_left_over", "find_proper_nouns"]


_LATIN = re.compile(r"(?<![^\W_])[A-Z\u00c0-\u024f][^\W\d_]*(?:['\u2019-][^\W\d_]+)*")
_KOREAN = re.compile(r"[가-힣]{3,12}")
_SHORTEST, _LONG = 5, 8
_KOREAN_SHORTEST = 3
_PLURALS = ("'s", "s")


_KOREAN_WORD = re.compile(r"[가-힣]{2,16}")
_GLOSS = re.compile(r"\(([\u3400-\u9fff\uf900-\ufaff]{2,10})\)")
_ALSO = "도"
"""An island or a province at a word's end, or the particle "also": another particle after it tells."""


class LeftOver(NamedTuple):
    """A proper name that no mention covers, in code points, end exclusive; its script, ``latin`` or ``korean``."""

    start: int
    end: int
    exact: str
    sort: Literal["latin", "korean"]


class Looked(NamedTuple):
    """What was found by looking a text through.

    Parameters
    ----------
    names
        In reading order.
    not_judged
        How many Korean words no rule says anything of.
    """

    names: tuple[LeftOver, ...]
    not_judged: int


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
        if found is None or found[0][0] != word[0] or word in _spell_towns():
            return None
        return self._latin[found[0]]

    def _find_korean(self, word: str) -> tuple[int, str] | None:
        """Try every beginning of a word that a particle may follow; the longest first."""
        for length in range(len(word), _KOREAN_SHORTEST - 1, -1):
            stem, tail = word[:length], word[length:]
            if tail and read_tail(stem[-1], tail, "", is_long=False) != "particle":
                continue
            if stem in read_toponyms().names:
                return None
            found = process.extractOne(_sounds(stem), self._korean.keys(), scorer=OSA.distance, score_cutoff=1)
            if found is not None and found[1] > 0:
                return length, self._korean[found[0]]
        return None


@cache
def _spell_towns() -> frozenset[str]:
    """Spell the towns that are on no map of ours: none of them is another's name with a letter wrong."""
    known = read_toponyms()
    towns = {re.sub(r"(?<=..)[시군읍]\Z", "", name) for name in (*known.names, *known.romanized)}
    return frozenset(fold(text) for town in towns for text in spell(town))


@lru_cache(maxsize=4)
def build_reviewer(forms: tuple[Form, ...]) -> Reviewer:
    """Make a `Reviewer` once for the same forms."""
    return Reviewer(forms)


def find_left_over(text: str, mentions: Iterable[tuple[int, int]]) -> Looked:
    """Find the proper names of a text that nothing accounts for.

    In English what `find_latin_names` finds. In Korean the names of towns, words of three syllables or more that end as
    places do, and those whose Hanja follow in brackets; a word that ends as everyday words do is judged to be none.
    With kiwipiepy also what that takes for proper nouns, and then every word is judged.

    Parameters
    ----------
    text
        As it stands in its file.
    mentions
        Spans that are linked, ignored or suggested already.
    """
    taken = bytearray(len(text) + 1)
    for start, end in mentions:
        taken[start:end] = b"\1" * (end - start)
    nouns = find_proper_nouns(text)
    latin = (LeftOver(start, end, text[start:end], "latin") for start, end in find_latin_names(text, taken))
    found, not_judged = _find_korean_names(text, taken, nouns or ())
    return Looked(
        names=tuple(sorted([*latin, *found])),
        not_judged=0 if nouns is not None else not_judged,
    )


def find_proper_nouns(text: str) -> tuple[tuple[int, int], ...] | None:
    """Return what kiwipiepy takes for Korean proper nouns; None where it is not installed."""
    if not _KOREAN_WORD.search(text):
        return ()
    analyser = _load_analyser()
    if analyser is None:
        return None
    tokens = (token for line in re.finditer(r"[^\n]+", text) for token in _shift(analyser, line))
    return tuple((start, end) for start, end, tag in tokens if tag == "NNP" and is_hangul(text[start]))


@cache
def _load_analyser() -> Kiwi | None:
    if importlib.util.find_spec("kiwipiepy") is None:
        return None
    from kiwipiepy import Kiwi  # noqa: PLC0415 - an extra, half a gigabyte once loaded

    return Kiwi()


def _shift(analyser: Kiwi, line: re.Match[str]) -> Iterator[tuple[int, int, str]]:
    for token in analyser.tokenize(line[0]):
        yield line.start() + token.start, line.start() + token.end, token.tag


def _find_korean_names(text: str, taken: bytearray, nouns: Iterable[tuple[int, int]]) -> tuple[list[LeftOver], int]:
    found: dict[int, LeftOver] = {}
    not_judged = 0
    for match in _KOREAN_WORD.finditer(text):
        if any(taken[match.start() : match.end()]):
            continue
        glossed = _find_glossed(text, match)
        length = len(glossed) or _judge(match[0])
        if length:
            start = match.end() - length if glossed else match.start()
            found[start] = LeftOver(start, start + length, text[start : start + length], "korean")
        not_judged += length is None
    for start, end in nouns:
        if (
            end - start > 1
            and not any(taken[start:end])
            and not any(row.start < end and start < row.end for row in found.values())
        ):
            found[start] = LeftOver(start, end, text[start:end], "korean")
    return list(found.values()), not_judged


def _find_glossed(text: str, match: re.Match[str]) -> str:
    """Return what of a word its Hanja follow in brackets, syllable by syllable: "김화(金化)"; nothing where none do."""
    gloss = _GLOSS.match(text, match.end())
    if gloss is None or len(gloss[1]) > len(match[0]):
        return ""
    word = match[0][-len(gloss[1]) :]
    return "" if word.endswith(read_toponyms().ordinary) else word


@lru_cache(maxsize=65_536)
def _judge(word: str) -> int | None:
    """Return how many syllables of a word are a place's name; 0 for an everyday word, None for an unknown one."""
    known = read_toponyms()
    judged: int | None = None
    for length in range(len(word), 1, -1):
        stem, tail = word[:length], word[length:]
        if tail and read_tail(stem[-1], tail, "", is_long=False) != "particle":
            continue
        if stem in known.names:
            return length
        if stem.endswith(known.ordinary):
            judged = 0
        elif length >= _KOREAN_SHORTEST and stem.endswith(known.endings) and (tail or not stem.endswith(_ALSO)):
            return length
    return judged


def _sounds(name: str) -> str:
    return unicodedata.normalize("NFD", name)
