"""Romanise Korean names: the Revised Romanization, McCune-Reischauer, and how the DPRK writes.

Rules only, no list of exceptions: a name that custom spells otherwise ("Seoul" in McCune-Reischauer texts, "Kaesung")
stands in the gazetteer. What the rules cannot know from Hangul alone: an initial r of the DPRK (련평도) where the
ROK writes none, and whether a speaker assimilates; there both spellings are given.

References
----------
Romanization of Korean, Ministry of Culture and Tourism, 2000-8. G. M. McCune and E. O. Reischauer, 1939. BGN/PCGN 2011
for the DPRK keeps McCune-Reischauer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Syllable", "read_syllables", "romanize"]


def _sounds(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_FIRST = tuple("ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ")
_LAST = ("", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")
_HANGUL = re.compile(r"[가-힣]+")

_CLOSED = dict(zip("ㄲㄳㄵㄶㄺㄻㄼㄽㄾㄿㅀㅄㅅㅆㅈㅊㅋㅌㅍㅎ", "ㄱㄱㄴㄴㄱㅁㄹㄹㄹㅂㄹㅂㄷㄷㄷㄷㄱㄷㅂㄷ", strict=True))
"""What a last sound is heard as before a consonant or at the end."""
_NASAL = {"ㄱ": "ㅇ", "ㄷ": "ㄴ", "ㅂ": "ㅁ"}

_VOWELS = _sounds("a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i")
_MC_VOWELS = _sounds("a ae ya yae ŏ e yŏ ye o wa wae oe yo u wŏ we wi yu ŭ ŭi i")
_REVISED = dict(zip(_FIRST, _sounds("g kk n d tt r m b pp s ss - j jj ch k t p h"), strict=True)) | {"ㅇ": ""}
_MC = dict(zip(_FIRST, _sounds("k kk n t tt r m p pp s ss - ch tch ch' k' t' p' h"), strict=True)) | {"ㅇ": ""}
_NORTH = _MC | {"ㅈ": "j", "ㅊ": "ch", "ㅋ": "kh", "ㅌ": "th", "ㅍ": "ph"}
_VOICED = {"ㄱ": "g", "ㄷ": "d", "ㅂ": "b", "ㅈ": "j"}
_FINAL = {"ㄱ": "k", "ㄴ": "n", "ㄷ": "t", "ㄹ": "l", "ㅁ": "m", "ㅂ": "p", "ㅇ": "ng", "": ""}
_VOICING = frozenset({"", "ㄴ", "ㄹ", "ㅁ", "ㅇ"})


@dataclass(frozen=True, slots=True)
class Syllable:
    """First sound, vowel as an index into the tables, last sound; as letters of the Hangul compatibility block."""

    first: str
    vowel: int
    last: str


def read_syllables(name: str) -> tuple[Syllable, ...]:
    """Take a name of Hangul apart."""
    parts = [(ord(char) - 0xAC00) for char in name]
    return tuple(Syllable(_FIRST[code // 588], code % 588 // 28, _LAST[code % 28]) for code in parts)


def romanize(name: str) -> tuple[tuple[str, ...], ...]:
    """Spell a name by each system, syllable by syllable.

    Parameters
    ----------
    name
        Hangul alone.

    Returns
    -------
    Each spelling as its syllables, in lower case, as often as there are different ones: the Revised Romanization,
    McCune-Reischauer with its marks, the DPRK's; each as it is heard, and as it is written.

    Raises
    ------
    ValueError
        When something else than Hangul syllables stands in the name.
    """
    if not _HANGUL.fullmatch(name):
        raise ValueError(f"{name!r}: not a name in Hangul")
    written = tuple(Syllable(one.first, one.vowel, _close(one.last)) for one in read_syllables(name))
    found: dict[tuple[str, ...], None] = {}
    for syllables in dict.fromkeys((_assimilate(read_syllables(name)), written)):
        found |= dict.fromkeys((_spell_revised(syllables), _spell_mc(syllables, _MC), _spell_mc(syllables, _NORTH)))
    return tuple(found)


def _close(last: str) -> str:
    return _CLOSED.get(last, last)


def _assimilate(syllables: tuple[Syllable, ...]) -> tuple[Syllable, ...]:
    """Write sounds as they are heard: 백령 as 뱅녕, 신라 as 실라."""
    heard = list(syllables)
    for index in range(len(heard) - 1):
        one, other = heard[index], heard[index + 1]
        last, first = _meet(one.last, other.first)
        heard[index] = Syllable(one.first, one.vowel, last)
        heard[index + 1] = Syllable(first, other.vowel, other.last)
    return (*heard[:-1], Syllable(heard[-1].first, heard[-1].vowel, _close(heard[-1].last)))


def _meet(last: str, first: str) -> tuple[str, str]:
    """Return a last sound and the first one after it as they are heard together."""
    if first == "ㅇ" and last not in {"", "ㅇ"} and last in _FIRST:
        return "", last
    last = _close(last)
    if last in {"ㄴ", "ㄹ"} and first in {"ㄴ", "ㄹ"} and "ㄹ" in (last, first):
        return "ㄹ", "ㄹ"
    if first == "ㄹ" and last:
        return _NASAL.get(last, last), "ㄴ"
    if first in {"ㄴ", "ㅁ"}:
        return _NASAL.get(last, last), first
    return last, first


def _spell_revised(syllables: tuple[Syllable, ...]) -> tuple[str, ...]:
    spelled, before = [], ""
    for one in syllables:
        first = "l" if one.first == "ㄹ" and before == "ㄹ" else _REVISED[one.first]
        spelled.append(first + _VOWELS[one.vowel] + _FINAL[one.last])
        before = one.last
    return tuple(spelled)


def _spell_mc(syllables: tuple[Syllable, ...], table: dict[str, str]) -> tuple[str, ...]:
    spelled: list[str] = []
    before: str | None = None
    for one in syllables:
        first = table[one.first]
        if one.first == "ㄹ" and before == "ㄹ":
            first = "l"
        elif one.first in _VOICED and before in _VOICING:
            first = _VOICED[one.first]
        vowel = _MC_VOWELS[one.vowel]
        spelled.append(("sh" if first == "s" and vowel == "wi" else first) + vowel + _FINAL[one.last])
        before = one.last
    return tuple(spelled)
