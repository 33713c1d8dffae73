"""Names in Latin letters that nothing accounts for: words with a capital that position does not explain."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from koreamap.text.curation import read_toponyms

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["find_latin_names"]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_PART = r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*"
_NAMES = re.compile(rf"(?<![^\W_])[A-Z\u00c0-\u00de]{_PART}(?: [A-Z]{_PART})*")
_GOES_ON = re.compile(rf" of (?:the |The |No )?[A-Z]{_PART}(?: [A-Z]{_PART})*")
"""What goes on a name: "Bridge" "of No Return"."""
_NUMBERED = re.compile(r"(?:(?<=Hill|HILL|Camp)|(?<=Point)|(?<=Height)|(?<=Outpost)) \d{1,4}\b")
"""The number that is a hill's name."""
_OPENS = re.compile(
    r"(?:\A|[.!?:\u201c\u2018\"'(|\u2022\u25aa*]\s*|\b\w{1,2}\)\s*"
    r"|\n\s*(?:[-\u2013\u2014]\s*|\d{1,3}(?:\.\d{1,2}){0,3}\s+)?)\Z"
)
"""Where a capital says nothing: a sentence, a heading, an item or a cell opens."""
_CALENDAR = _words(
    """
january february march april may june july august september october november december monday tuesday wednesday thursday
friday saturday sunday
    """
)
_ROMAN = re.compile(r"[IVXLCDM]{2,}")
_OPENERS = _words(
    """
a after all although an and another any as at because before both but by during each even every few first for from
he her here his how however if in instead it its later many meanwhile more most my neither no nor not nothing now of
on once one only or other our perhaps she since so some still such that the their then there these they this those
though three thus to two under until we what when where whether which while who whose why with without yet you your
    """
)
"""Everyday words that open sentences."""
_HEADS = _words(
    """
approved article cc chapter copy dear delegates drafted editor figure fig hangul hanja interview introduction letter map
memorandum minutes note notes page part participants present references report reports section see sincerely source
sources subject summary table telegram translated translation troops witnesses yours
    """
)
"""Words that open the lines and notes of documents, and say what follows."""
_ABBREVIATED = _words("cf dr ed eds fol ibid messrs mr mrs ms no nos op pp prof sr vol vols")
"""Words that are no names wherever they stand; what follows them may be one."""
_NEVER = _ABBREVIATED | {"the"}
_WORD = re.compile(r"[^\W\d_]+")
_BEFORE = 12
_ENDINGS = (
    ("ies", "y"), ("es", ""), ("s", ""), ("ed", ""), ("ing", ""), ("ing", "e"), ("d", ""), ("'s", ""), ("\u2019s", ""),
)  # fmt: skip
"""What an everyday word may end in, and what then stands in its place."""


def find_latin_names(text: str, taken: bytearray) -> Iterator[tuple[int, int]]:
    """Yield where names stand: capitalised words, less those that position or custom gives a capital.

    A word that opens a sentence, a heading, an item or a cell is none when the text has it in lower case too, or when
    it is an everyday one; nor are months, days of the week, Roman numerals, and offices and papers alone. What "of"
    joins is one name ("Bridge of No Return"), and a hill goes with its number.

    Parameters
    ----------
    text
        As it stands in its file.
    taken
        Of each character of the text, whether something accounts for it already.
    """
    small = {word for word in _WORD.findall(text) if word.islower()}
    at = 0
    for match in _NAMES.finditer(text):
        end = _go_on(text, match, taken)
        start = _skip_opening(text, match, small, is_long=end > match.end())
        if at <= start < match.end() and not any(taken[start:end]) and not _is_none(text[start:end]):
            at = end
            yield start, end


def _skip_opening(text: str, match: re.Match[str], small: set[str], *, is_long: bool) -> int:
    """Return where a name begins, behind a word that only opens; at the end of what was found where nothing is left."""
    start, end = match.span()
    opens = _OPENS.search(text[max(0, start - _BEFORE) : start]) is not None
    while start < end:
        first, space, rest = text[start:end].partition(" ")
        word = first.lower()
        if not (word in _NEVER or (opens and _only_opens(word, small, is_alone=not rest and not is_long))):
            return start
        start, opens = start + len(first) + len(space), False
    return end


def _only_opens(word: str, small: set[str], *, is_alone: bool) -> bool:
    """Tell whether the place of a word explains its capital; of a longer name it may be a part all the same."""
    if word in _OPENERS or word in _HEADS or word in _read("opening"):
        return True
    return word in small or (is_alone and _is_everyday(word))


def _go_on(text: str, match: re.Match[str], taken: bytearray) -> int:
    """Return where a name ends, with the number of a hill, or with what "of" adds to a noun."""
    end = match.end()
    pattern = _GOES_ON if match[0].rpartition(" ")[2].lower() in _read("everyday") | _read("titles") else _NUMBERED
    found = _NUMBERED.match(text, end) or pattern.match(text, end)
    return end if found is None or any(taken[end : found.end()]) else found.end()


def _is_none(name: str) -> bool:
    """Tell whether custom gives the capital: a month, a numeral, an office or a paper."""
    if name.lower() in _CALENDAR or _ROMAN.fullmatch(name):
        return True
    words = [word.lower() for word in _WORD.findall(name)]
    return ("of" in words or len(words) == 1) and _read("titles").issuperset({*words} - {"of", "the"})


def _is_everyday(word: str) -> bool:
    known = _read("everyday") | _read("opening") | _read("titles")
    return word in known or any(
        word.endswith(ending) and word.removesuffix(ending) + instead in known for ending, instead in _ENDINGS
    )


@cache
def _read(sort: str) -> frozenset[str]:
    known = read_toponyms()
    return frozenset({"everyday": known.everyday, "opening": known.opening, "titles": known.titles}[sort])
