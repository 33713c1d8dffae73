"""The matcher: find forms in a text, each where it stands alone.

All overlapping hits of the automaton are taken and filtered by word boundary and case: so "Kaesong" is found in
"Kaesong Industrial Complexes", and "North Korea" beside the "Korea" in it; `koreamap.text.choosing` keeps one. What a
hyphen at a line's end or a bracket inside a name hides is read a second time, there alone.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import ahocorasick

from koreamap.text.folding import Traced, find_breaks, fold, fold_text
from koreamap.text.forms import GRADES, Entry, Form, Grade, group_forms
from koreamap.text.korean import HANGUL, has_prefix, is_hangul, is_long, read_tail

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from koreamap.text.korean import Tail

    Hit = tuple[int, int, Entry]

__all__ = ["Matcher", "Span", "build_matcher"]

_PREFIXED = re.compile(r"(?<![^\W_])(?:anti|cross|extra|inter|intra|mid|non|off|on|out|pan|post|pre|pro|trans)-\Z")
"""A prefix before a name, which then may lose its capital: "off-peninsula"."""

_REACH = 7
_WINDOW = 60
"""Characters on either side of a joint that is read a second time; no name is longer."""

_INSERTED = re.compile(r"[\[(<](?:(?<=\[)[^\[\]\n]{1,20}\]|(?<=\()[^()\n]{1,20}\)|(?<=<)sup>\d{1,3}</sup>)")
"""A bracket or a note's mark, which may stand inside a name."""
_PLURALS = {
    " air bases": " air base", " airbases": " air base", " airfields": " airfield", " rivers": " river",
    " islands": " island", " ports": " port", " waterways": " waterway",
}  # fmt: skip
"""What two names may share, and what each of them has alone."""
_PAIR = re.compile(r"[^\W_][\w'-]*(?:, [\w'-]+){0,4},? and [^\W_][\w'-]*\Z")
_NAME = re.compile(r"(?!and\b)[^\W_][\w'-]*")
_NOTE_MARKS = "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079"
_FIRST_WORD = re.compile(r"[^\W_]*")
_LAST_WORD = re.compile(r"[^\W_]+\Z")


class Span(NamedTuple):
    """Where a form was found, in offsets of the document's text, and how sure that is."""

    start: int
    end: int
    form: Form
    grade: Grade = "exact"


class Matcher:
    """Find forms in a joined passage.

    Parameters
    ----------
    forms
        Of the gazetteer.
    own
        Of the document; one takes the place of a gazetteer's form that folds alike.

    Raises
    ------
    koreamap.errors.MentionError
        When a form names two things, folds to nothing or to an everyday English word.
    """

    def __init__(self, forms: Iterable[Form], own: Iterable[Form] = ()) -> None:
        self._entries = {**group_forms(tuple(forms)), **group_forms(tuple(own))}
        self._automaton = ahocorasick.Automaton()
        for key, entry in self._entries.items():
            self._automaton.add_word(key, (len(key) - 1, entry))
        for tail in _PLURALS:
            self._automaton.add_word(tail, (len(tail) - 1, Entry(key=tail, forms=())))
        self._automaton.make_automaton()
        words = [key.split() for key in self._entries]
        self._inner = {word for parts in words for word in parts[:-1]}
        self._before_hyphen = {part for key in self._entries for part in _before_hyphens(f"{key}-")}
        self._after_hyphen = {first[0] for key in self._entries if (first := _FIRST_WORD.match(key))}

    def find(self, joined: Traced) -> list[Span]:
        """Return all overlapping spans that stand alone and agree in case, sorted."""
        if not self._entries:
            return []
        plain = self._read(joined.text, (joined,))
        found = {(span.start, span.end): span for span in plain}
        for window, start, end in self._second_readings(joined.text):
            joint = joined.span(start, end)
            for span in self._read(window.text, (window, joined)):
                if joint and span.start <= joint[1] and span.end >= joint[0]:
                    found.setdefault((span.start, span.end), span)
        return [found[place] for place in sorted(found)]

    def _read(self, source: str, back: tuple[Traced, ...]) -> list[Span]:
        folded = fold_text(source)
        reading = _Reading(source, folded, back)
        spans: list[Span] = []
        doubtful: list[Hit] = []
        text = folded.text
        length = len(text)
        for last, (reach, entry) in self._automaton.iter(text):
            start, end = last - reach, last + 1
            if (start and text[start - 1].isalnum()) or (end < length and text[end].isalnum()):
                left = start > 0 and _meet(text[start - 1], text[start])
                right = end < length and _meet(text[last], text[end])
                if left is None or right is None:
                    continue
                if left or right:
                    doubtful.append((start, end, entry))
                    continue
            if not entry.forms:
                spans.extend(self._share_head(reading, (start, end, entry)))
            elif span := reading.to_span((start, end, entry)):
                spans.append(span)
        spans.extend(_read_korean(reading, doubtful))
        return spans

    def _share_head(self, reading: _Reading, hit: Hit) -> Iterator[Span]:
        """Yield the places that share a head in the plural: "Osan and Daegu Air Bases"."""
        start, end, tail = hit
        begin = max(0, start - _WINDOW)
        if not (found := _PAIR.search(reading.folded.text[begin:start])):
            return
        for word in _NAME.finditer(found[0]):
            entry = _shorten(self._entries.get(word[0] + _PLURALS[tail.key]), len(word[0]))
            first = begin + found.start() + word.start()
            last = end if word.end() == len(found[0]) else first + len(word[0])
            if entry and (span := reading.to_span((first, last, entry), "variant")):
                yield span

    def _second_readings(self, text: str) -> Iterator[tuple[Traced, int, int]]:
        """Yield what stands around a joint, read the other way, and the joint."""
        for start, end in find_breaks(text):
            word = _LAST_WORD.search(text[max(0, start - _WINDOW) : start])
            after = _FIRST_WORD.match(text, end)
            if (word and fold(word[0]) in self._before_hyphen) or (after and fold(after[0]) in self._after_hyphen):
                yield _bridge(text, start, end, "-"), start, end
        for match in _INSERTED.finditer(text):
            start, end = match.span()
            start -= start > 0 and text[start - 1].isspace()
            word = _LAST_WORD.search(text[max(0, start - _WINDOW) : start])
            if word and fold(word[0]) in self._inner:
                yield _bridge(text, start, end, ""), start, end


@lru_cache(maxsize=4)
def build_matcher(forms: tuple[Form, ...], own: tuple[Form, ...] = ()) -> Matcher:
    """Make a `Matcher` once for the same forms: one document after another is searched for them."""
    return Matcher(forms, own)


class _Reading:
    """A text, folded, and the way back to the document."""

    __slots__ = ("_back", "folded", "source")

    def __init__(self, source: str, folded: Traced, back: tuple[Traced, ...]) -> None:
        self.source = source
        self.folded = folded
        self._back = tuple(traced for traced in back if len(traced.at) > 1 or traced.source[0])

    def to_span(self, hit: Hit, grade: Grade = "exact") -> Span | None:
        """Return a hit's span in the document, if one of its forms agrees in case."""
        start, end, entry = hit
        shift = self.folded.shift(start, end)
        inner = self.folded.span(start, end) if shift is None else (start + shift, end + shift)
        if inner is None:
            return None
        for form, needed in entry.forms:
            if (not needed or self._agrees(start, form, needed, shift)) and (
                not form.marked or self._has_marks(inner, form)
            ):
                where: tuple[int, int] | None = inner
                for traced in self._back:
                    where = traced.span(*where) if where else None
                sure = form.grade if grade == "exact" else _weaker(form.grade, grade)
                return Span(where[0], where[1], form, sure) if where else None
        return None

    def _agrees(self, start: int, form: Form, needed: tuple[int, ...], shift: int | None) -> bool:
        """Tell whether the characters are capitals that must be; a prefix may take the first one's place."""
        source, begin = self.source, start + (shift or 0)
        for index in needed:
            offset = begin + index if shift is not None else self.folded.start(start + index) or 0
            if not source[offset].isupper():
                break
        else:
            return True
        if index or form.acronym or any(not self._is_capital(start + other) for other in needed if other):
            return False
        before = self.folded.text[max(0, start - _REACH) : start]
        return bool(_PREFIXED.search(before))

    def _is_capital(self, index: int) -> bool:
        offset = self.folded.start(index)
        return offset is not None and self.source[offset].isupper()

    def _has_marks(self, inner: tuple[int, int], form: Form) -> bool:
        return unicodedata.normalize("NFC", self.source[inner[0] : inner[1]]) == form.text


def _shorten(entry: Entry | None, length: int) -> Entry | None:
    """Ask for the capitals of an entry's first characters alone."""
    if entry is None:
        return None
    forms = tuple((form, tuple(index for index in needed if index < length)) for form, needed in entry.forms)
    return Entry(key=entry.key, forms=forms)


def _read_korean(reading: _Reading, hits: list[Hit]) -> Iterator[Span]:
    """Yield the hits that a word of Hangul is made of, from its first syllable to its last."""
    text = reading.folded.text
    begun: set[int] = set()
    read: list[tuple[Hit, Grade]] = []
    for hit in sorted(hits, key=lambda hit: (-hit[0], hit[1])):
        if grade := _read_end(text, hit, begun):
            begun.add(hit[0])
            read.append((hit, grade))
    ended: set[int] = set()
    for hit, grade in reversed(read):
        start, end, entry = hit
        if not _meet_before(text, start) or start in ended or has_prefix(text, start, entry.forms[0][0].kind):
            ended.add(end)
            if span := reading.to_span(hit, grade):
                yield span


def _meet_before(text: str, start: int) -> bool:
    return bool(start and _meet(text[start - 1], text[start]))


def _meet(one: str, other: str) -> bool | None:
    """Tell whether two characters are of one word of Hangul; None where they are of another word."""
    if not (_is_word(one) and _is_word(other)) or is_hangul(one) is not is_hangul(other):
        return False
    return is_hangul(one) or None


def _read_end(text: str, hit: Hit, begun: set[int]) -> Grade | None:
    """Return how sure a name is by what follows it within its word; None where it is part of another."""
    start, end, entry = hit
    found = HANGUL.match(text, end)
    if end in begun or not found or not found[0] or not is_hangul(text[end - 1]):
        return "exact"
    read = read_tail(text[end - 1], found[0], entry.forms[0][0].kind, is_long=is_long(text[start:end]))
    return _GRADES.get(read) if read else None


_GRADES: dict[Tail, Grade] = {"particle": "exact", "compound": "variant", "demonym": "demonym"}


def _weaker(one: Grade, other: Grade) -> Grade:
    return max(one, other, key=GRADES.index)


def _is_word(char: str) -> bool:
    return (char.isalnum() and char not in _NOTE_MARKS) or char == "_"


def _before_hyphens(key: str) -> Iterator[str]:
    for part in key.split("-")[:-1]:
        if found := _LAST_WORD.search(part):
            yield found[0]


def _bridge(text: str, start: int, end: int, between: str) -> Traced:
    """Put together what stands before and after a joint, whole words on either side."""
    begin, stop = max(0, start - _WINDOW), min(len(text), end + _WINDOW)
    while 0 < begin < start and _is_word(text[begin - 1]):
        begin += 1
    while end < stop < len(text) and _is_word(text[stop]):
        stop -= 1
    middle = start - begin
    made = text[begin:start] + between + text[end:stop]
    if not between:
        return Traced(made, (0, middle), (begin, end), (-1, -1))
    return Traced(made, (0, middle, middle + len(between)), (begin, start, end), (-1, end, -1))
