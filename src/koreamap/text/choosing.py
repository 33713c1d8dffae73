"""Choose among overlapping spans: the leftmost longest that what stands around them allows.

"China" is no place in "South China Sea", nor "Korean" in a list of languages; Udo is one of the five western islands
only where another of them is named near by, since many islands bear its name.
"""

from __future__ import annotations

import re
from functools import cache
from operator import itemgetter
from typing import TYPE_CHECKING

from koreamap.text.bearers import OF_SHIPS, bears_name, may_bear
from koreamap.text.company import drop_lonely, narrow
from koreamap.text.naming import read_naming

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from koreamap.text.matching import Span

__all__ = ["choose", "keep_longest"]

_REACH = 40

_CONTINENTS = frozenset({"North", "South", "Latin", "Central"})
_WORD_BEFORE = re.compile(r"[\w.]+\Z")
_LONGEST = 14
_CASE = re.compile(r"\s?(?:/|v\.?\s)\s?\w")
_COURT = re.compile(r"\bCourt\b|\bICJ\b|\b[Cc]ase\b|재판소|사건")
_JEJU = re.compile(r"제주|Jeju|Cheju")

_OF = frozenset({"of", "OF"})
_LANGUAGES = re.compile(r"\b(?:[Ll]anguages?|English|translat\w+|texts?\s+in)\b[^.;:\n]{0,30}\Z")
_LANGUAGES_AFTER = re.compile(
    r"(?:,?\s+(?:and|or)\s+|,\s+)(?:[A-Z]\w+,?\s+(?:and|or)\s+)?English\b|[\s-]+(?:language|text|version)s?\b"
)
_PEOPLES = frozenset({"state", "city", "region", "island", "port"})
_SHIPS = frozenset({"river", "site"})
"""The kinds of places whose name a ship may bear, and nothing else that is asked for."""

_PLAIN = frozenset(".,;:)")
_PLAIN_WORDS = frozenset({
    "a", "about", "after", "against", "all", "alone", "also", "an", "and", "are", "as", "at", "be", "because", "been",
    "before", "between", "both", "but", "by", "can", "could", "did", "do", "does", "during", "for", "from", "had",
    "has", "have", "he", "his", "if", "in", "into", "is", "it", "its", "may", "might", "must", "no", "not", "now", "of",
    "on", "only", "or", "over", "shall", "she", "should", "since", "so", "still", "such", "than", "that", "the",
    "their", "then", "there", "these", "they", "this", "those", "through", "to", "under", "until", "upon", "was", "we",
    "were", "when", "where", "which", "while", "who", "will", "with", "within", "without", "would",
    "alliance", "armistice", "army", "forces", "government", "military", "nuclear", "peace", "regime", "relations",
    "troops",
})  # fmt: skip
"""What follows a name most often, and begins nothing of that."""


def choose(text: str, spans: Iterable[Span], taken: Iterable[Span] = ()) -> list[Span]:
    """Keep of overlapping spans the leftmost longest that means a place, and none that overlaps a `taken` one.

    Parameters
    ----------
    text
        The document's.
    spans
        As `Matcher.find` returns them.
    taken
        Spans that stand as they are.
    """
    fixed = list(taken)
    kept: list[Span] = []
    end = 0
    for span in _sort(spans):
        if span[0] >= end and (not fixed or _is_free(span, fixed)) and _is_meant(text, span):
            kept.append(_leave_tail(span) if span.form.tail else span)
            end = kept[-1].end
    return narrow(drop_lonely(_sort([*fixed, *kept]) if fixed else kept))


def keep_longest(spans: Iterable[Span], taken: Iterable[Span] = ()) -> list[Span]:
    """Keep the leftmost longest of overlapping spans, and none that overlaps a `taken` one, whatever stands around."""
    return choose("", spans, taken)


def _sort(spans: Iterable[Span]) -> list[Span]:
    """Sort by start, the longest first."""
    return sorted(sorted(spans, key=itemgetter(1), reverse=True), key=itemgetter(0))


def _leave_tail(span: Span) -> Span:
    """Leave out the particle by which a name is known."""
    return span._replace(end=span.end - span.form.tail)


def _is_free(span: Span, fixed: Sequence[Span]) -> bool:
    return all(span.end <= other.start or other.end <= span.start for other in fixed)


def _is_meant(text: str, span: Span) -> bool:
    """Tell whether a form names its place there, and not something that is named after it."""
    start, end, form, _grade = span
    if not text or form.made_by == "curated" or not form.place_ids:
        return True
    if form.guard and not form.guard.allows(text, start, end):
        return False
    if form.tail and end - start != len(form.text):
        return False  # decomposed: nobody knows how long the particle is there
    if form.kind in _PEOPLES and not _is_place(text, span):
        return False
    if form.kind in _SHIPS and _is_borne(text, span, _find_word_before(text, start)):
        return False
    return "u-do" not in form.place_ids or not _JEJU.search(text, max(0, start - _REACH), end + _REACH)


def _is_place(text: str, span: Span) -> bool:
    """Tell whether a state, city or region is meant: no sea, newspaper, team or language of its name."""
    start, end, form, grade = span
    word = _find_word_before(text, start)
    if form.text == "Peninsula":
        return not word[:1].isupper() and not read_naming().after[form.kind].match(text, end)
    follows = _may_follow(text, span)
    if _is_borne(text, span, word, follows=follows):
        return False
    if (follows and _is_named_after(text, span)) or (word in _any_before() and _is_told_before(text, span, word)):
        return False
    return grade != "demonym" or not _is_language(text, span)


def _is_borne(text: str, span: Span, word: str, *, follows: bool | None = None) -> bool:
    """Tell whether a ship or a person bears the name."""
    if follows is None:
        follows = _may_follow(text, span)
    return (follows or may_bear(text, span, word)) and bears_name(text, span, word)


def _may_follow(text: str, span: Span) -> bool:
    """Tell whether what follows a name may say that another bears it; of most names a comma or the next word tells."""
    _start, end, form, grade = span
    follows = text[end : end + _LONGEST]
    first = follows[:1]
    if follows[1:].partition(" ")[0] in _PLAIN_WORDS if first == " " else first in _PLAIN:
        return False
    return _any_after(form.kind, form.acronym or grade == "demonym").match(text, end) is not None


def _is_named_after(text: str, span: Span) -> bool:
    """Tell by what follows whether something else is meant: a sea, a team, a party to a case, a dish."""
    naming = read_naming()
    after = naming.after_people if span.grade == "demonym" or span.form.acronym else naming.after
    return after[span.form.kind].match(text, span.end) is not None or _is_case(text, span)


def _is_case(text: str, span: Span) -> bool:
    """Tell whether a name is a party's in the name of a case at law."""
    around = max(0, span.start - _REACH), span.end + 2 * _REACH
    return _CASE.match(text, span.end) is not None and _COURT.search(text, *around) is not None


def _is_told_before(text: str, span: Span, word: str) -> bool:
    """Tell by the word before whether something else is meant: a person, a sea, a team."""
    naming = read_naming()
    if word in naming.titles and not span.form.acronym:
        return True
    if word in _OF and naming.head_of.search(text, max(0, span.start - _REACH), span.start):
        return True
    if word in naming.played and _is_beaten(text, span):
        return True
    return word in _CONTINENTS and span.form.text.startswith("American")


@cache
def _any_before() -> frozenset[str]:
    """Return the words before a name that say by themselves, or with what is before them, that another bears it."""
    naming = read_naming()
    return naming.titles | naming.played | _OF | _CONTINENTS


@cache
def _any_after(kind: str, is_peoples: bool) -> re.Pattern[str]:
    """Return what may follow a name of that kind which something else bears; no ship and no person has a people's."""
    naming = read_naming()
    if is_peoples:
        patterns = [naming.after_people[kind], _CASE]
    else:
        patterns = [*OF_SHIPS, *([naming.surname_after] if kind == "city" else []), _CASE, naming.after[kind]]
    return re.compile("|".join(f"(?:{pattern.pattern})" for pattern in patterns))


def _is_beaten(text: str, span: Span) -> bool:
    begin = max(0, span.start - _REACH)
    naming = read_naming()
    return bool(
        naming.beaten.search(text, begin, span.start) and naming.sport.search(text, begin, span.end + 2 * _REACH)
    )


def _find_word_before(text: str, end: int) -> str:
    """Return the word before an offset and the space between, or nothing."""
    before = text[max(0, end - _LONGEST) : end]
    if before[-1:] == " ":
        word = before[:-1].rpartition(" ")[2]
        if word.isalpha():  # as it nearly always is
            return word
    if not before[-1:].isspace():
        return ""
    word = (before.rsplit(None, 1) or [""])[-1]
    if word.isalpha():
        return word
    found = _WORD_BEFORE.search(word)
    return found[0] if found else ""


def _is_language(text: str, span: Span) -> bool:
    before = text[max(0, span.start - _REACH) : span.start]
    return bool(_LANGUAGES.search(before) or _LANGUAGES_AFTER.match(text, span.end))
