"""Bearers: ships and people that bear a place's name, told by what stands beside it.

The frigate Incheon is no city, nor the boat "Masan No. 7", Lt. Robert E. HOLLAND, or No Haeju in a bibliography. The
words for ships, ranks and the like stand in ``geodata/bearers.toml``; how they stand together, here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from koreamap.text.naming import read_naming

if TYPE_CHECKING:
    from koreamap.text.matching import Span
    from koreamap.text.naming import Naming

__all__ = ["OF_SHIPS", "bears_name", "may_bear"]

_REACH = 60
_BESIDE = 20
_MOST = 30
_FAR = 3000
"""Characters before a name in which something that bears it may have been named in full."""

_QUOTES = frozenset("\"'\u201c\u2018\u00ab\u300a\u3008\u300e\u300c")
_CLOSE = "[\"'\u201d\u2019\u00bb\u300b\u3009\u300f\u300d]"

_NUMBERED = re.compile(rf"(?:\s+No\.?\s*\d+|\s+[IVX]+|\s?\d{{1,3}}\s?호)[.,]?{_CLOSE}")
_NUMBER = re.compile(r"\s+No\.\s*\d+\b|\s?(?:제\s?)?\d{1,3}\s?호(?![가-힣])")
_CLOSED = re.compile(rf"(?:\s+(?:No\.?\s*\d+|[IVX]+|\d+))?[.,]?{_CLOSE}")
_OF_SHIPS = re.compile(
    r"(?:-|\s)(?:[Mm]aru|MARU|[Hh]o)\b(?!\s+Chi)|-class\b|-type\s+(?:frigate|corvette|destroyer|patrol|submarine)"
    r"|\s+class\s+(?:frigate|corvette|destroyer|patrol|submarine|guided|landing)"
    rf"|{_CLOSE}\s?(?:호|함|급|환)(?:은|는|이|가|의|을|를|에|와|과|로|도|선원|선장|승조원)?(?![가-힣])"
)
_STOPS = re.compile(
    r"\s*(?:[.,;:)\"\u201d]|\Z)|\s+(?:was|were|had|has|is|said|and|in|on|off|when|who|which|that|by|as|at|after|before|sank|sailed|left|fired|hit|lay)\b"
)
_ROUTE = re.compile(r"\s?[-\u2010-\u2014]\s?[A-Z]|\s+(?:to|line|route)\b")
_INITIAL = re.compile(r"\b([A-Z][a-z]+|[A-Z]\.)\s+[A-Z]\.(?:\s?[A-Z]\.)?\s+\Z")
_TITLE_AND_YEAR = re.compile(
    r",\s+[\"\u201c\u2018'\u300c\u300e]?\w[^;\n]{3,90}\(?(?:[^()\n]{2,30},\s+)?\b(?:1[89]|20)\d\d\b"
)
_THE = frozenset({"the", "The"})
_AFLOAT = frozenset({"city", "island", "port"})
"""The kinds of places whose name a ship may bear that is called "the Ongjin"."""
_PERSONS = frozenset({"city", "island", "state"})
OF_SHIPS = (_OF_SHIPS, _NUMBER)
"""What follows a name that a ship bears of which nothing before it may tell."""


def may_bear(text: str, span: Span, word: str) -> bool:
    """Tell whether what stands before a name may say that something else bears it: soon told, and seldom so.

    Parameters
    ----------
    text, span, word
        As in `bears_name`.
    """
    start, _end, form, grade = span
    if form.acronym or grade == "demonym":
        return False
    if not word:
        before = text[max(0, start - 2) : start]
        return before[-1:] in _QUOTES or (before == ", " and _is_listed(text, start))
    if word == "and":
        return _is_listed(text, start)
    if word == "the":
        return form.kind in _AFLOAT
    return word[0].isupper() or word[0].isdigit() or word in read_naming().ships.words_before


def bears_name(text: str, span: Span, word: str) -> bool:
    """Tell whether a ship or a person is meant that bears the place's name.

    Parameters
    ----------
    text
        The document's.
    span
        Of a state, a city, a region, an island or the like.
    word
        The word before it.
    """
    if span.form.acronym or span.grade == "demonym":
        return False
    if _is_ship(text, span, word):
        return True
    return span.form.kind in _PERSONS and _is_person(text, span, word)


def _is_ship(text: str, span: Span, word: str) -> bool:
    start, end = span.start, span.end
    if _OF_SHIPS.match(text, end):
        return True
    if text[max(0, start - 1) : start] in _QUOTES:
        return _is_quoted_ship(text, span)
    if word in _THE and span.form.kind in _AFLOAT:
        return _STOPS.match(text, end) is not None and (
            read_naming().ships.aboard.search(text, max(0, start - _REACH), start) is not None
            or _was_ship(text, start, text[start:end])
        )
    return _is_called_ship(text, span, word) and not _ROUTE.match(text, end)


def _is_called_ship(text: str, span: Span, word: str) -> bool:
    """Tell whether the words before a name say that it is a ship's: its kind, or what stands for the kind."""
    ships = read_naming().ships
    start, kind = span.start, word.lower()
    first = max(0, start - _REACH)
    if kind in ships.kinds or kind.removesuffix("s") in ships.kinds:
        return True
    if (kind == "and" or text[max(0, start - 2) : start] == ", ") and _is_listed(text, start):
        return True
    if (word.isupper() or word.isdigit()) and ships.prefix.search(text, first, start):
        return True
    return _NUMBER.match(text, span.end) is not None and ships.afloat.search(text, first, start) is not None


def _is_listed(text: str, start: int) -> bool:
    """Tell whether names of several ships stand before: "the frigates Incheon, Daegu and"."""
    ships, first = read_naming().ships, max(0, start - _REACH)
    if ships.many.isdisjoint(text[first:start].lower().split()):
        return False
    return ships.several.search(text, first, start) is not None


def _is_quoted_ship(text: str, span: Span) -> bool:
    if _NUMBERED.match(text, span.end):
        return True
    if not _CLOSED.match(text, span.end):
        return False
    first = max(0, span.start - _REACH)
    return bool(read_naming().ships.quoted.search(text, first, span.start)) or _was_ship(
        text, span.start, text[span.start : span.end]
    )


def _was_ship(text: str, start: int, name: str) -> bool:
    """Tell whether a ship of the name was named before: "the ferry "Ongjin" … the Ongjin"."""
    first, at = max(0, start - _FAR), start
    kind_before = read_naming().ships.before
    for _ in range(_MOST):
        at = text.rfind(name, first, at)
        if at < 0:
            return False
        if kind_before.search(text, max(0, at - _BESIDE), at) and not _ROUTE.match(text, at + len(name)):
            return True
    return False


def _is_person(text: str, span: Span, word: str) -> bool:
    exact = text[span.start : span.end]
    naming = read_naming()
    if not word or text[span.start - 1] == "\n" or not exact[0].isascii():
        return False
    if "-" in exact and span.form.kind == "city" and naming.surname_after.match(text, span.end):
        return exact.split("-")[-1].islower()
    if word in naming.given_names:
        return True
    if span.form.kind != "state" and (word in naming.surnames or word in naming.word_surnames):
        return word in naming.surnames or _TITLE_AND_YEAR.match(text, span.end) is not None
    return word[0].isupper() and _has_first_name(text, span.start, word, naming)


def _has_first_name(text: str, start: int, word: str, naming: Naming) -> bool:
    """Tell whether a name and an initial stand before, or a rank and a name."""
    first = max(0, start - _REACH)
    if word[-1] == "." and (found := _INITIAL.search(text, first, start)):
        return found[1] not in naming.parts
    return naming.rank.search(text, first, start) is not None
