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
    r"|\s+class(?=[.,;)])|\s+class\s+(?:boats?|ships?|vessels?|gunboat|frigate|corvette|destroyer|patrol|submarine|guided|landing)"
    rf"|{_CLOSE}\s?(?:호|함|급|환)(?:은|는|이|가|의|을|를|에|와|과|로|도|선원|선장|승조원)?(?![가-힣])"
)
_STOPS = re.compile(
    r"\s*(?:[.,;:)\"\u201d]|\Z)|\s+(?:was|were|had|has|is|said|and|in|on|off|when|who|which|that|by|as|at|after|before|sank|sailed|left|fired|hit|lay)\b"
)
_STOPS_LATER = re.compile(
    _STOPS.pattern + r"|['\u2019]s\b"
    r"|\s+(?:could|would|can|did|steamed|turned|came|went|lost|took|made|ran|rolled|returned|opened|carried|drifted|towed|struck|rammed|capsized"
    r"|foundered|anchored|never|then|now|again|alone|herself|itself|to|with|for|from|into|towards?|through|under|over|signalled|stood|began|kept|lies|lying|rests|sits)\b"
)
"""What follows the name of a ship that was called one before."""
_OF_RIVERS = re.compile(
    r"(?i:\b(?:cross\w*|across|over|along|beyond|up|down|river|reach\w*|near|toward|towards|to|(?:banks?|mouth|side|south|north|east|west|bridges?)\s+of))"
    r"\s+(?:the|The)\s+\Z"
)
_ROUTE = re.compile(r"\s?[-\u2010-\u2014]\s?[A-Z]|\s+(?:to|line|route)\b")
_INITIAL = re.compile(r"\b([A-Z][a-z]+|[A-Z]\.)\s+[A-Z]\.(?:\s?[A-Z]\.)?\s+\Z")
_TITLE_AND_YEAR = re.compile(
    r",\s+[\"\u201c\u2018'\u300c\u300e]?\w[^;\n]{3,90}\(?(?:[^()\n]{2,30},\s+)?\b(?:1[89]|20)\d\d\b"
)
_SOMEONE = re.compile(
    r"\b[Aa]n?\s+(?:(?!country|land|place|state|nation|kingdom|town|city|village|port|region|what|is|was|now)\w+,?\s+){1,3}"
    r"(?:named|called|surnamed)\s+\Z"
)
_CALLED = frozenset({"named", "called", "surnamed"})
_THE = frozenset({"the", "The"})
_ABOARD = frozenset({"aboard", "board"})
_NAMED = frozenset({"named", "called", "christened", "her"})
_KOREAN_SUBJECT = re.compile(r"(?:[은는이]|의)\s")
_AFLOAT = frozenset({"city", "island", "port", "river", "site"})
"""The kinds of places whose name a ship may bear that is called "the Ongjin"."""
_PERSONS = frozenset({"city", "island", "state"})
_SOME_INITIALS = re.compile(r"(?<![\w.])(?!U\.\s?[SKN]\.|R\.\s?O\.|P\.\s?R\.|D\.\s?C\.|N\.\s?Y\.)(?:[A-Z]\.\s?){2,3}\Z")
_INITIALS_AFTER = re.compile(r",\s+(?!U\.|D\.\s?C)(?:[A-Z]\.[\s-]?){1,3}\s?(?:[(,;:&]|and\b)")
_FAMILY_AFTER = re.compile(r"\s+(?:family|brothers|sisters)\b(?!\s+of)")
_BEGINS = re.compile(r"(?:\A|[.!?:;\"\u201c\u2018(\n\u2022]\s*|\d\s+)\Z")
_GONE_TO = frozenset(
    {"in", "In", "from", "From", "into", "throughout", "across", "through", "via", "outside", "inside", "between"}
)
_OF_PEOPLE = re.compile(r"(?:ish|ian|ese)\Z")
_DOES = re.compile(
    r"\s+(?:opened\s+fire|steamed|sailed|anchored|sank|signalled|hove|weighed|capsized|foundered|ran\s+aground)\b"
    r"|['\u2019]s\s+(?:crew|captain|guns?|officers|boats?|deck|bridge|skipper|company|hull|helicopters?|first\s+lieutenant)\b"
)
"""What a ship does and has, that once was called one."""
_DOES_ALONE = re.compile(
    r"\s+(?:was|were|had|would|could|lay|sailed|steamed|sank|anchored|capsized|foundered|signalled)\b"
)
"""What follows a ship's name with its article; no town has one, unless a noun comes after."""
_TOWNS = frozenset({"city", "port"})
OF_SHIPS = (_OF_SHIPS, _NUMBER, _DOES)
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
    if form.text in read_naming().family_names:
        return True
    if not word:
        before = text[max(0, start - 2) : start]
        return before[-1:] in _QUOTES or (before == ", " and _is_listed(text, start))
    if word == "and":
        return _is_listed(text, start)
    if word == "the" or word in _ABOARD or word in _NAMED:
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
    if _DOES.match(text, end) and span.form.kind in _AFLOAT and _was_ship(text, start, text[start:end]):
        return True
    if text[max(0, start - 1) : start] in _QUOTES:
        return _is_quoted_ship(text, span)
    if word in _THE and span.form.kind in _AFLOAT:
        return _is_ship_with_article(text, span)
    if word in _ABOARD:
        return span.form.kind in _AFLOAT
    return _is_called_ship(text, span, word) and not _ROUTE.match(text, end)


def _is_ship_with_article(text: str, span: Span) -> bool:
    start, end = span.start, span.end
    ships, first = read_naming().ships, max(0, start - _REACH)
    if span.form.kind in _TOWNS and _DOES_ALONE.match(text, end):
        return True
    if not _STOPS_LATER.match(text, end):
        return False
    if ships.aboard.search(text, first, start):
        return True
    if ships.called.search(text, first, start):
        return span.form.kind != "river" or not text.startswith(", ", start - len(", the "))
    if span.form.kind == "river" and _OF_RIVERS.search(text, first, start):
        return False
    return _was_ship(text, start, text[start:end])


def _is_called_ship(text: str, span: Span, word: str) -> bool:
    """Tell whether the words before a name say that it is a ship's: its kind, or what stands for the kind."""
    ships = read_naming().ships
    start, kind = span.start, word.lower()
    first = max(0, start - _REACH)
    if word in ships.korean:
        return _KOREAN_SUBJECT.match(text, span.end) is not None
    if kind in ships.kinds or kind.removesuffix("s") in ships.kinds:
        return True
    if (kind == "and" or text[max(0, start - 2) : start] == ", ") and _is_listed(text, start):
        return True
    if word in _NAMED and ships.called.search(text, first, start):
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
    ships = read_naming().ships
    for _ in range(_MOST):
        at = text.rfind(name, first, at)
        if at < 0:
            return False
        begin = max(0, at - _BESIDE)
        told = any(before.search(text, begin, at) for before in (ships.before, ships.called, ships.prefix))
        if told and not _ROUTE.match(text, at + len(name)):
            return True
    return False


def _is_person(text: str, span: Span, word: str) -> bool:
    exact = text[span.start : span.end]
    naming = read_naming()
    if span.form.text in naming.family_names and _is_family(text, span, word, naming):
        return True
    if not word or text[span.start - 1] == "\n" or not exact[0].isascii():
        return False
    if "-" in exact and span.form.kind == "city" and naming.surname_after.match(text, span.end):
        return exact.split("-")[-1].islower()
    if word in naming.given_names or (word in naming.family_titles and exact.split()[0] in naming.surnames):
        return True
    if span.form.kind != "state" and (word in naming.surnames or word in naming.word_surnames):
        return word in naming.surnames or _TITLE_AND_YEAR.match(text, span.end) is not None
    return word[0].isupper() and _has_first_name(text, span.start, word, naming)


def _is_family(text: str, span: Span, word: str, naming: Naming) -> bool:
    """Tell whether a name that is also a family's is one's there, or was before and is nowhere a place's."""
    start, end = span.start, span.end
    if _INITIALS_AFTER.match(text, end) or _FAMILY_AFTER.match(text, end):
        return True
    if _is_called_person(text, start, word, span.form.kind, naming):
        return True
    return span.form.kind == "state" and word not in _GONE_TO and _was_person(text, start, text[start:end], naming)


def _is_called_person(text: str, start: int, word: str, kind: str, naming: Naming) -> bool:
    """Tell whether a rank, an office, a first name or initials stand before a family's name."""
    if not word or text[start - 1] == "\n" or (word.islower() and word not in _CALLED):
        return False
    title = word.capitalize() if word.isupper() and len(word) > 1 + len("CPO") else word
    if title in naming.family_titles or word in naming.given_names:
        return True
    first = max(0, start - _REACH)
    patterns = (_SOMEONE, _SOME_INITIALS, naming.title_and_name)
    if any(pattern.search(text, first, start) for pattern in patterns):
        return True
    if kind != "state" or not (word.isalpha() and word[0].isupper() and word[1:].islower()):
        return False
    if word in naming.wider_names or _OF_PEOPLE.search(word):
        return False
    begin = text.rfind(word, 0, start)
    return not _BEGINS.search(text, max(0, begin - 4), begin)


def _was_person(text: str, start: int, name: str, naming: Naming) -> bool:
    """Tell whether a person of the name was named before, and nothing is said to be in a place of that name."""
    first, at, found = max(0, start - _FAR), start, False
    for _ in range(_MOST):
        at = text.rfind(name, first, at)
        if at < 0:
            break
        word = (text[max(0, at - _BESIDE) : at].split() or [""])[-1]
        if word in _GONE_TO:
            return False
        told = word in naming.family_titles or word in naming.given_names
        found = found or told or naming.rank.search(text, max(0, at - _REACH), at) is not None
    return found


def _has_first_name(text: str, start: int, word: str, naming: Naming) -> bool:
    """Tell whether a name and an initial stand before, or a rank and a name."""
    first = max(0, start - _REACH)
    if word[-1] == "." and (found := _INITIAL.search(text, first, start)):
        return found[1] not in naming.parts
    return naming.rank.search(text, first, start) is not None
