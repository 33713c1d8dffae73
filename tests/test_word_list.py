"""No spelling made by rule is an English word: held against SCOWL's large list, where it is installed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from koreamap.gazetteer import read_places
from koreamap.text.curation import read_toponyms
from koreamap.text.folding import fold
from koreamap.text.spellings import forms_of_places

WORD_LIST = Path("/usr/share/dict/american-english-large")
NAMES = {"Seoul", "Pusan", "Taegu", "Inchon", "Pyongyang", "Kaesong", "Korea"}
"""Proper names that the list has, and that are ours."""


@pytest.fixture(scope="module")
def listed() -> frozenset[str]:
    if not WORD_LIST.exists():
        if os.environ.get("CI"):
            pytest.fail(f"no {WORD_LIST}: install wamerican-large")
        pytest.skip("wamerican-large is not installed")
    return frozenset(WORD_LIST.read_text(encoding="utf-8").split())


def test_no_made_form_is_an_english_word(listed: frozenset[str]) -> None:
    words = {word for word in listed if word.islower()}
    assert len(words) > 100_000
    made = [form for form in forms_of_places(read_places()) if form.spelled and not form.marked]
    assert len(made) > 1000
    assert {form.text: form.place_ids for form in made if fold(form.text) in words} == {}


def test_no_made_form_is_a_name_of_something_else(listed: frozenset[str]) -> None:
    names = {fold(word) for word in listed if word[:1].isupper()} - {fold(name) for name in NAMES}
    made = [form for form in forms_of_places(read_places()) if form.spelled and not form.marked]
    assert {form.text: form.place_ids for form in made if fold(form.text) in names} == {}


def test_listed_names_that_are_english_words_need_their_capital_or_a_context(listed: frozenset[str]) -> None:
    words = {word for word in listed if word.islower()}
    forms = [form for form in forms_of_places(read_places()) if not form.spelled and fold(form.text) in words]
    assert {form.text for form in forms} >= {"China", "Turkey", "Japan"}
    # Such a word means what was named before, as "the peninsula", where what is before and around it says so.
    bare = [form for form in forms if not form.capitals()]
    guarded = [form for form in bare if form.guard and form.guard.before and (form.company or form.guard.around)]
    assert {form.text for form in bare} == {form.text for form in guarded} == {"peninsula", "signing"}


def test_everyday_words_that_are_no_names_are_words(listed: frozenset[str]) -> None:
    known = read_toponyms()
    for words in (known.everyday, known.opening, known.titles):
        assert list(words) == sorted(set(words))
        assert {word for word in words if word not in listed} == set()
    assert not set(known.everyday) & set(known.opening)
