"""The matcher: find forms in a text, each where it stands alone.

All overlapping hits of the automaton are taken and filtered by word boundary and case: so "Kaesong" is found in
"Kaesong Industrial Complexes", and "North Korea" beside the "Korea" in it; `koreamap.text.choosing` keeps one. What a
hyphen at a line's end, a bracket inside a name or a digit that was a letter hides is read a second time, there alone.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from bisect import bisect_left, bisect_right
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from koreamap.lasting import lasting
from koreamap.text.folding import Traced, find_joints, fold, fold_text
from koreamap.text.forms import GRADES, Entry, Form, Grade, group_forms
from koreamap.text.hits import Finder, is_word
from koreamap.text.korean import HANGUL, has_prefix, is_hangul, is_long, read_tail
from koreamap.text.misread import find_misread

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from koreamap.text.korean import Tail

    Hit = tuple[int, int, Entry]

__all__ = ["BETWEEN", "Matcher", "Span", "build_matcher"]

_PREFIXED = re.compile(r"(?<![^\W_])(?:anti|cross|extra|inter|intra|mid|non|off|on|out|pan|post|pre|pro|trans)-\Z")
"""A prefix before a name, which then may lose its capital: "off-peninsula"."""

_REACH = 7
_WINDOW = 60
"""Characters on either side of a joint that is read a second time; no name is longer."""

_AT_ONCE = 1000
BETWEEN = "\n\n\n"
"""What no name goes over, though a soft hyphen takes one line feed of it."""

_INSERTED = re.compile(r"[\[(<](?:(?<=\[)[^\[\]\n]{1,20}\]|(?<=\()[^()\n]{1,20}\)|(?<=<)sup>\d{1,3}</sup>)")
"""A bracket or a note's mark, which may stand inside a name."""
_PLURALS = {
    " air bases": " air base", " airbases": " air base", " airfields": " airfield", " rivers": " river",
    " islands": " island", " ports": " port", " waterways": " waterway",
    " corridors": " corridor", " lines": " line", " railways": " railway", " railroads": " railroad",
}  # fmt: skip
"""What two names may share, and what each of them has alone."""
_PAIR = re.compile(r"[^\W_][\w'-]*(?:, [\w'-]+){0,4},? and [^\W_][\w'-]*\Z")
_NAME = re.compile(r"(?!and\b)[^\W_][\w'-]*")
_FIRST_WORD = re.compile(r"[^\W_]*")
_LAST_WORD = re.compile(r"[^\W_]+\Z")
_LAST_PART = re.compile(r"[\w'\u2019]+\Z")
_AFTER_SPACE = re.compile(r"\s*(\S)")
_PARTS = re.compile(r"[ -]")
_HYPHEN_WITHIN = re.compile(r"- (?=[a-z])")
"""Where the print broke a word, and whoever read it lost the break: "Pan- munjom"."""


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

    @lasting()
    def __init__(self, forms: Iterable[Form], own: Iterable[Form] = ()) -> None:
        self._entries = {**group_forms(tuple(forms)), **group_forms(tuple(own))}
        tails = {tail: Entry(key=tail, forms=()) for tail in _PLURALS}
        self._finder = Finder({**self._entries, **tails})
        self._words = {part for key in self._entries for part in _PARTS.split(key)}
        self._next: dict[str, set[str]] = {}
        for key in self._entries:
            for word, after in itertools.pairwise(key.split()):
                self._next.setdefault(word, set()).add(after[0])
        self._before_hyphen = {part for key in self._entries for part in _before_hyphens(key)}
        self._after_hyphen = {first[0] for key in self._entries if (first := _FIRST_WORD.match(key))}

    def find(self, joined: Traced) -> list[Span]:
        """Return all overlapping spans that stand alone and agree in case, sorted."""
        if not self._entries:
            return []
        sure, others = self._read(joined.text, (joined,))
        return _join(sure, {span[:2]: span for span in others}, self._read_again(joined))

    def _read(self, source: str, back: tuple[Traced, ...]) -> tuple[list[Span], list[Span]]:
        """Return the spans that are plain, sorted, and the others, of which a later one counts more."""
        folded = fold_text(source)
        reading = _Reading(source, folded, back)
        found = self._finder.find(source, folded, reading.back)
        others = [span for hit in found.others if (span := reading.to_span(hit))]
        for hit in found.tails:
            others += self._share_head(reading, hit)
        others += _read_korean(reading, found.within)
        return list(map(tuple.__new__, itertools.repeat(Span), found.sure)), others

    def _read_again(self, joined: Traced) -> Iterator[Span]:
        """Yield what the second readings hold across their joints."""
        readings = self._second_readings(joined.text)
        while some := list(itertools.islice(readings, _AT_ONCE)):
            texts = [window.text for window, _start, _end in some]
            begins = list(itertools.accumulate((len(text) + len(BETWEEN) for text in texts), initial=0))
            spans = itertools.chain(*self._read(BETWEEN.join(texts), ()))
            placed = [(bisect_right(begins, span.start) - 1, span) for span in spans]
            for index, span in sorted(placed, key=itemgetter(0)):
                window, start, end = some[index]
                inner = window.span(span.start - begins[index], span.end - begins[index])
                where, joint = inner and joined.span(*inner), joined.span(start, end)
                if where and joint and where[0] <= joint[1] and where[1] >= joint[0]:
                    yield Span(*where, span.form, span.grade)

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
        hyphens, opened = find_joints(text)
        for start, end in hyphens:
            before, after = _last_word(text, start), _FIRST_WORD.match(text, end)
            if fold(before) in self._before_hyphen or (after and fold(after[0]) in self._after_hyphen):
                yield _bridge(text, start, end, "-"), start, end
        for found in _HYPHEN_WITHIN.finditer(text):
            start, end = found.span()
            part, after = _LAST_PART.search(text[max(0, start - _WINDOW) : start]), _FIRST_WORD.match(text, end)
            if part and after and fold(part[0] + after[0]) in self._words:
                yield _bridge(text, start, end, ""), start, end
        yield from self._read_misread(text)
        yield from self._leave_out_brackets(text, opened)

    def _read_misread(self, text: str) -> Iterator[tuple[Traced, int, int]]:
        for start, end, word in find_misread(text):
            if self._words.issuperset(_PARTS.split(fold(word))):
                yield _bridge(text, start, end, word), start, end

    def _leave_out_brackets(self, text: str, opened: list[int]) -> Iterator[tuple[Traced, int, int]]:
        done = 0
        for begin in opened:
            if begin >= done and (match := _INSERTED.match(text, begin)):
                done = match.end()
                start = begin - (begin > 0 and text[begin - 1].isspace())
                word = _last_word(text, start)
                following = self._next.get(fold(word)) if word else None  # of most words none: no name has them
                if following and (after := _AFTER_SPACE.match(text, done)) and fold(after[1])[:1] in following:
                    yield _bridge(text, start, done, ""), start, done


@lru_cache(maxsize=4)
def build_matcher(forms: tuple[Form, ...], own: tuple[Form, ...] = ()) -> Matcher:
    """Make a `Matcher` once for the same forms: one document after another is searched for them."""
    return Matcher(forms, own)


class _Reading:
    """A text, folded, and the way back to the document."""

    __slots__ = ("back", "folded", "source")

    def __init__(self, source: str, folded: Traced, back: tuple[Traced, ...]) -> None:
        self.source = source
        self.folded = folded
        self.back = tuple(traced for traced in back if len(traced.at) > 1 or traced.source[0])

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
                for traced in self.back:
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


def _join(sure: list[Span], others: dict[tuple[int, int], Span], again: Iterable[Span]) -> list[Span]:
    """Put together plain spans, sorted, others that take their place, and those that do not; sorted."""
    places = {span[:2]: bisect_left(sure, span[:2]) for span in others.values()}
    replaced = {index for place, index in places.items() if sure[index : index + 1] and sure[index][:2] == place}
    kept = [span for index, span in enumerate(sure) if index not in replaced] if replaced else sure
    for span in again:
        index = bisect_left(kept, span[:2])
        if not (kept[index : index + 1] and kept[index][:2] == span[:2]):
            others.setdefault(span[:2], span)
    return sorted([*kept, *others.values()]) if others else kept


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
    if not (is_word(one) and is_word(other)) or is_hangul(one) is not is_hangul(other):
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


def _last_word(text: str, end: int) -> str:
    """Return the letters and digits before an offset, no more than a window has."""
    first = max(0, end - _WINDOW)
    word = text[first:end].rpartition(" ")[2]
    if word.isalnum():  # as it nearly always is
        return word
    start = end
    while start > first and text[start - 1].isalnum():
        start -= 1
    return text[start:end]


def _before_hyphens(key: str) -> Iterator[str]:
    """Yield the words of a key that a hyphen follows, or may, at its end."""
    for part in key.split("-"):
        word = part.rpartition(" ")[2]
        if word.isalnum():  # as it nearly always is
            yield word
        elif found := _LAST_WORD.search(part):
            yield found[0]


def _bridge(text: str, start: int, end: int, between: str) -> Traced:
    """Put together what stands before and after a joint, whole words on either side."""
    begin, stop = max(0, start - _WINDOW), min(len(text), end + _WINDOW)
    while 0 < begin < start and is_word(text[begin - 1]):
        begin += 1
    while end < stop < len(text) and is_word(text[stop]):
        stop -= 1
    middle = start - begin
    made = text[begin:start] + between + text[end:stop]
    if not between:
        return Traced(made, (0, middle), (begin, end), (-1, -1))
    return Traced(made, (0, middle, middle + len(between)), (begin, start, end), (-1, end, -1))
