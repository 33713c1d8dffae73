"""Forms: the spellings by which places are found in running text, and the automaton that finds them.

All overlapping hits are taken, then filtered by word boundary and case, then the leftmost longest are kept: so
"Kaesong" is found in "Kaesong Industrial Complexes", and "North Korea" is never "Korea".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import ahocorasick

from koreamap.errors import MentionError
from koreamap.model.values import MONTHS
from koreamap.text.folding import fold, fold_traced, join_traced

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from koreamap.model import Place
    from koreamap.text.folding import Traced

__all__ = ["Form", "Matcher", "Span", "forms_of_places", "keep_longest"]

_ENGLISH = frozenset({"chosen", "do", "in", "no", "or", "pal", "soul", "sin", "to", "us", "woo"})
"""English words that romanised Korean names fold to: a form that is one of them would be found all over a text."""

_PREFIXED = re.compile(r"(?<![^\W_])(?:anti|cross|extra|inter|intra|mid|non|off|on|out|pan|post|pre|pro|trans)-\Z")
"""A prefix before a name, which then may lose its capital: "off-peninsula"."""

_REACH = 7

_DAY = re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)(?:-(?P<day>\d\d))?")

_PARTICLES = re.compile(r"(?:에서|으로|은|는|이|가|을|를|의|에|로|와|과|도|만)(?![^\W_])")
_HANGUL = re.compile(r"[\uac00-\ud7a3\u4e00-\u9fff]\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A spelling and what it names.

    Parameters
    ----------
    text
        As a text would write it.
    place_ids
        What it names; empty for a form that is ignored.
    lower
        Whether it may stand in lower case.
    acronym
        Whether every letter must be a capital.
    made_by
        ``rule`` for a name of the gazetteer, ``curated`` for one that a person gave to one document.
    note
        For a curated form, why; for an ignored one, the reason.
    differs
        Whether it means something else than the place, as in `Mention`.
    """

    text: str
    place_ids: tuple[str, ...]
    lower: bool = False
    acronym: bool = False
    made_by: Literal["rule", "curated"] = "rule"
    note: str = ""
    differs: bool = False

    def capitals(self) -> tuple[int, ...]:
        """Return which characters of the folded form must be capitals: its words' first, or all of an acronym."""
        if self.lower:
            return ()
        folded = fold_traced(join_traced(self.text, [(0, len(self.text))]))[0]
        return tuple(
            index
            for index, start in enumerate(folded.starts)
            if self.text[start].isupper() and (self.acronym or not index or not folded.text[index - 1].isalnum())
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Where a form was found, in offsets of the document's text."""

    start: int
    end: int
    form: Form


def forms_of_places(places: Mapping[str, Place]) -> tuple[Form, ...]:
    """Return every name that mentions are looked for by, and the dates of the events."""
    named = (
        Form(
            text=name.text,
            place_ids=(place.id,),
            lower=name.lower,
            acronym=name.system == "acronym" or (name.text.isupper() and name.text.isalpha()),
        )
        for _id, place in sorted(places.items())
        for name in place.names
        if name.match
    )
    return (*named, *_forms_of_dates(places))


def _forms_of_dates(places: Mapping[str, Place]) -> Iterator[Form]:
    """Spell the day, or where no day is known the month, of each event; a date of two events leads to both."""
    events: dict[str, list[str]] = {}
    for id_, place in sorted(places.items()):
        if place.kind == "event" and place.valid_from == place.valid_to:
            events.setdefault(place.valid_from, []).append(id_)
    for date, ids in events.items():
        if found := _DAY.fullmatch(date):
            for text in _spell_date(found["year"], MONTHS[int(found["month"]) - 1], found["day"]):
                yield Form(text=text, place_ids=tuple(ids))


def _spell_date(year: str, month: str, day: str | None) -> tuple[str, ...]:
    if day is None:
        return f"{month} {year}", f"{month}, {year}"
    return f"{month} {int(day)}, {year}", f"{int(day)} {month} {year}"


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
        self._forms = _group(forms) | _group(own)
        self._automaton = ahocorasick.Automaton()
        for key in self._forms:
            self._automaton.add_word(key, key)
        if self._forms:
            self._automaton.make_automaton()

    def find(self, joined: Traced) -> list[Span]:
        """Return all overlapping spans that stand alone and agree in case, sorted."""
        if not self._forms:
            return []
        capitals = {start for start, char in zip(joined.starts, joined.text, strict=True) if char.isupper()}
        found = {
            (span.start, span.end): span
            for folded in fold_traced(joined)
            for last, key in self._automaton.iter(folded.text)
            if (span := self._span(folded, last + 1 - len(key), key, capitals)) is not None
        }
        return [found[place] for place in sorted(found)]

    def _span(self, folded: Traced, start: int, key: str, capitals: set[int]) -> Span | None:
        where = folded.span(start, start + len(key))
        if where is None or not _stands_alone(folded.text, start, start + len(key)):
            return None
        for form, needed in self._forms[key]:
            small = [index for index in needed if folded.starts[start + index] not in capitals]
            if not small or (
                small == [0] and not form.acronym and _PREFIXED.search(folded.text[max(0, start - _REACH) : start])
            ):
                return Span(start=where[0], end=where[1], form=form)
        return None


def keep_longest(spans: Iterable[Span], taken: Iterable[Span] = ()) -> list[Span]:
    """Keep the leftmost longest of overlapping spans, and none that overlaps a `taken` one."""
    fixed = list(taken)
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        follows = not kept or kept[-1].end <= span.start
        if follows and all(span.end <= other.start or other.end <= span.start for other in fixed):
            kept.append(span)
    return sorted([*fixed, *kept], key=lambda span: span.start)


def _group(forms: Iterable[Form]) -> dict[str, list[tuple[Form, tuple[int, ...]]]]:
    groups: dict[str, list[tuple[Form, tuple[int, ...]]]] = {}
    for form in forms:
        key = fold(form.text)
        group = groups.setdefault(key, [])
        _check_form(form, key, [other for other, _needed in group])
        group.append((form, form.capitals()))
    return groups


def _check_form(form: Form, key: str, others: list[Form]) -> None:
    what = f"form {form.text!r}"
    if not key.strip():
        raise MentionError(what, found="nothing left once folded", expected="a name")
    if key in _ENGLISH and not form.acronym and form.place_ids:
        raise MentionError(what, found=f"the English word {key!r} once folded", expected="match = false")
    if rival := next((other for other in others if other.place_ids != form.place_ids), None):
        named = ", ".join([*rival.place_ids, *form.place_ids])
        raise MentionError(what, found=f"that it names {named}", expected="one place; match = false for the others")


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Tell whether a hit begins and ends at word boundaries; a Korean particle may follow a Korean name."""
    if start and (text[start - 1].isalnum() or text[start - 1] == "_"):
        return False
    if end == len(text) or not (text[end].isalnum() or text[end] == "_"):
        return True
    return bool(_HANGUL.match(text[end - 1])) and bool(_PARTICLES.match(text, end))
