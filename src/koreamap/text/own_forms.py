"""Own names in the linker: a user's places looked for beside the project's, and no everyday word for one of them.

A name that both have leads to both: a reader sees the two, and nothing of either is hidden. An own name that is an
everyday word, one syllable of Hangul, one or two letters, or digits alone is not looked for. One word that the same
text writes with a small letter too is only suggested there. A name of ours that is listed as misleading is an own
place's where somebody has it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from koreamap.text.curation import read_namesakes
from koreamap.text.folding import fold
from koreamap.text.forms import ENGLISH, GRADES, Form
from koreamap.text.spellings import forms_of_places

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from koreamap.model import Place

__all__ = ["is_everyday", "is_searchable", "join_forms"]

_LATIN = re.compile(r"[^\W\d_]+")
_HANGUL = re.compile(r"[가-힣]+")
_LEAST_LETTERS = 3
_LEAST_MADE = 5
"""Letters of a spelling that is made by rule: a shorter one is too often another word."""


def is_searchable(name: str) -> bool:
    """Tell whether a name can be looked for in texts: whether it is more than an everyday word, a letter or a number.

    Examples
    --------
    >>> [is_searchable(name) for name in ("Koje-do", "거제", "섬", "To", "U", "355", "JSA", "Hill 355")]
    [True, True, False, False, False, False, True, True]
    """
    key = fold(name)
    letters = [char for char in key if char.isalpha()]
    if not letters:
        return False
    if _HANGUL.fullmatch(key):
        return len(key) > 1
    is_acronym = name.isupper() and name.isalpha() and len(name) > 1
    if key.isascii() and _LATIN.fullmatch(key):
        return is_acronym or (len(letters) >= _LEAST_LETTERS and key not in ENGLISH)
    return len(letters) > 1 or any(char.isdigit() for char in key) or key[0] > "\u2e7f"


def join_forms(places: Mapping[str, Place], own: Mapping[str, Place]) -> tuple[Form, ...]:
    """Return the forms of the gazetteer, of its namesakes, and of own places; a form of both leads to both.

    Parameters
    ----------
    places
        The gazetteer, by id.
    own
        A user's places, by id.
    """
    forms = (*forms_of_places(places), *read_namesakes())
    if not own:
        return forms
    of_own = _group(_list_own(own))
    joined = [_join(form, of_own[key]) if (key := fold(form.text)) in of_own else form for form in forms]
    known = {fold(form.text) for form in forms}
    kept = (form for key, form in of_own.items() if key not in known)
    return (*joined, *kept, *_make_own(own, known | of_own.keys()))


def is_everyday(text: str, form: Form, exact: str) -> bool:
    """Tell whether a text writes a form of one word with a small letter too, so that it may mean no place there."""
    if form.lower or form.acronym or not _LATIN.fullmatch(exact) or exact.islower():
        return False
    return re.search(rf"(?<![\w-]){re.escape(exact.lower())}(?![\w-])", text) is not None


def _list_own(own: Mapping[str, Place]) -> Iterator[Form]:
    for id_, place in sorted(own.items()):
        for name in place.names:
            if name.match != "never" and is_searchable(name.text):
                yield Form(
                    text=name.text,
                    place_ids=(id_,),
                    lower=name.lower,
                    acronym=name.text.isupper() and name.text.isalpha(),
                    kind=place.kind,
                )


def _group(forms: Iterable[Form]) -> dict[str, Form]:
    """Make one form of those that fold alike: two places of one name are both meant."""
    grouped: dict[str, Form] = {}
    for form in forms:
        key = fold(form.text)
        grouped[key] = _join(grouped[key], form) if key in grouped else form
    return grouped


def _join(form: Form, other: Form) -> Form:
    """Let a form lead to another's places too, as it is written in either."""
    ids = tuple(dict.fromkeys((*form.place_ids, *other.place_ids)))
    return Form(
        text=form.text,
        place_ids=ids,
        lower=form.lower or other.lower,
        acronym=form.acronym and other.acronym,
        made_by=form.made_by,
        note=form.note,
        differs=form.differs,
        grade=min(form.grade, other.grade, key=GRADES.index) if form.place_ids else other.grade,
        kind=form.kind or other.kind,
        spelled=form.spelled,
        marked=form.marked and other.marked,
    )


def _make_own(own: Mapping[str, Place], taken: set[str]) -> Iterator[Form]:
    """Yield the spellings that follow from own names by rule: none that is short, taken, or two places'."""
    for form in forms_of_places(own):
        key = fold(form.text)
        letters = sum(map(str.isalpha, key))
        long_enough = letters >= (2 if _HANGUL.match(key) else _LEAST_MADE)
        if form.spelled and key not in taken and long_enough and key not in ENGLISH:
            yield form
