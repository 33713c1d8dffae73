"""Forms: the spellings by which places are found in running text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, get_args

from koreamap.errors import MentionError
from koreamap.lasting import lasting
from koreamap.model import Grade
from koreamap.text.folding import fold, fold_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from koreamap.model import PlaceKind
    from koreamap.text.folding import Traced
    from koreamap.text.guards import Guard

__all__ = ["ENGLISH", "FAR", "GENERIC", "GRADES", "NEAR", "Entry", "Form", "Grade", "group_forms"]

GRADES: tuple[Grade, ...] = get_args(Grade)

ENGLISH = frozenset({"chosen", "do", "in", "no", "or", "pal", "soul", "sin", "to", "us", "woo"})
"""English words that romanised Korean names fold to: a form that is one of them would be found all over a text."""

GENERIC = frozenset({
    "air", "airbase", "airfield", "base", "complex", "estuary", "harbor", "harbour", "industrial", "island", "islands",
    "line", "mount", "mountain", "naval", "of", "port", "river",
    "railway", "railroad", "landing", "raid", "battle", "second", "incident", "at", "engagement",
})  # fmt: skip
"""Words of a name that say what it is, and may stand in lower case beside one that is its own."""

NEAR, FAR = 400, 3000
"""Characters within which one of a group completes another's name, and a place named before is still meant."""

_WORD = re.compile(r"[^\W_]+")


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
    grade
        How sure it is.
    kind
        Of the place, which decides what may follow a Korean name within its word.
    spelled
        Whether it was made by rule: then only its first word's capital is asked for.
    marked
        Whether it counts only with its marks: without them it is an everyday word.
    company
        Places one of which must be named near by; empty for a form that needs none.
    reach
        Within how many characters.
    narrow
        Beside which places a form of several means one of them alone.
    guard
        What must, and must not, stand around it.
    sure
        What must stand around it for it to be linked unasked in a text of anybody's: a date, beside its event.
    tail
        How many characters at its end are no part of the name.
    """

    text: str
    place_ids: tuple[str, ...]
    lower: bool = False
    acronym: bool = False
    made_by: Literal["rule", "curated"] = "rule"
    note: str = ""
    differs: bool = False
    grade: Grade = "exact"
    kind: PlaceKind | Literal[""] = ""
    spelled: bool = False
    marked: bool = False
    company: frozenset[str] = frozenset()
    reach: int = NEAR
    narrow: tuple[tuple[str, frozenset[str]], ...] = ()
    guard: Guard | None = None
    sure: Guard | None = None
    tail: int = 0

    def __hash__(self) -> int:
        """Tell forms apart by their text, as nearly all are: tens of thousands are the key of what is kept of them."""
        return hash(self.text)

    def capitals(self) -> tuple[int, ...]:
        """Return which characters of the folded form must be capitals: its words' first, or all of an acronym."""
        if self.lower or not any(map(str.isupper, self.text)):
            return ()
        folded = fold_text(self.text)
        if self.acronym:
            return tuple(index for index in range(len(folded.text)) if self._is_capital(folded, index))
        words = ((match.start(), match[0]) for match in _WORD.finditer(folded.text))
        first = [(index, word) for index, word in words if self._is_capital(folded, index)]
        own = [index for index, word in first if word not in GENERIC] or [index for index, _word in first]
        return tuple(own[:1] if self.spelled else own)

    def _is_capital(self, folded: Traced, index: int) -> bool:
        start = folded.start(index)
        return start is not None and self.text[start].isupper()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """All that one folded spelling may mean.

    Parameters
    ----------
    key
        As it is looked for.
    forms
        Each with the characters that must be capitals; the first that agrees counts.
    """

    key: str
    forms: tuple[tuple[Form, tuple[int, ...]], ...]


@lru_cache(maxsize=8)
@lasting()
def group_forms(forms: tuple[Form, ...]) -> Mapping[str, Entry]:
    """Group forms by what they fold to.

    Stops with `MentionError` when a form names two things, folds to nothing or to an everyday English word.
    """
    groups: dict[str, list[tuple[Form, tuple[int, ...]]]] = {}
    for form in forms:
        key, needed = _read_form(form)
        group = groups.setdefault(key, [])
        _check_form(form, key, group)
        group.append((form, needed))
    return MappingProxyType({key: Entry(key=key, forms=tuple(group)) for key, group in groups.items()})


@lru_cache(maxsize=1 << 15)
def _read_form(form: Form) -> tuple[str, tuple[int, ...]]:
    """Fold a form and find its capitals once: most forms of the user's own sets of places are the gazetteer's."""
    return fold(form.text), form.capitals()


def _check_form(form: Form, key: str, others: list[tuple[Form, tuple[int, ...]]]) -> None:
    if not key.strip():
        found, expected = "nothing left once folded", "a name"
    elif key in ENGLISH and not (form.acronym or form.marked) and form.place_ids:
        found, expected = f"the English word {key!r} once folded", 'match = "never"'
    elif rival := next((other for other, _needed in others if other.place_ids != form.place_ids), None):
        named = ", ".join([*rival.place_ids, *form.place_ids])
        found, expected = f"that it names {named}", 'one place; match = "never" for the others'
    else:
        return
    raise MentionError(f"form {form.text!r}", found=found, expected=expected)
