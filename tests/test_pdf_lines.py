"""A PDF page's letters into lines: halves of UTF-16, a space that is none, raised figures, and white between cells."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest

from koreamap.reading.formats._pdf_letters import HYPHEN, Letters, _join_figures, _join_halves
from koreamap.reading.formats._pdf_lines import Gap, Line, Mark, _end_line

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    import pypdfium2

    from koreamap.reading.formats._pdf_fonts import Fonts


@pytest.mark.parametrize(
    ("codes", "text", "places"),
    [
        ([0x41, 0xAC00], "A가", [0, 1]),
        ([0x41, 0xD83D, 0xDE00, 0x42], "A\U0001f600B", [0, 2, 3]),
        ([0x41, 0x1F600, 0x42], "A\U0001f600B", [0, 1, 2]),
        ([0xD83D, 0x41, 0xDE00], "A\ude00", [1, 2]),  # what is no pair is no letter; the writer says so
        ([0x41, 0x110000], "A\ufffd", [0, 1]),
    ],
    ids=["plain", "halves", "whole", "no pair", "no letter"],
)
def test_letters_in_halves_are_joined_and_keep_their_places(codes: list[int], text: str, places: list[int]) -> None:
    joined, kept = _join_halves(codes)
    assert (joined, list(kept)) == (text, places)


def set_letters(
    text: str,
    white: float = 1,
    *,
    raised: Collection[int] = (),
    before: Mapping[int, float] | None = None,
    left: float = 0,
) -> Letters:
    """Set letters one wide and ten high: spaces of a width, some raised and half as high, with white before some."""
    lefts, rights, at = [], [], left
    for index, char in enumerate(text):
        at += (before or {}).get(index, 0)
        lefts.append(at)
        at += white if char == " " else 1
        rights.append(at)
    places = range(len(text))
    bottoms = [5.0 if index in raised else 0.0 for index in places]
    return Letters(text, places, [10.0] * len(text), lefts, rights, bottoms, [10.0] * len(text))


def make_lines(*these: Letters) -> list[Line]:
    fonts = cast("Fonts", SimpleNamespace(are_bold=lambda _letters: False))
    lines: list[Line] = []
    for letters in these:
        _end_line(lines, letters, fonts)
    return lines


@pytest.mark.parametrize(
    ("text", "white", "is_made", "read"),
    [
        ("1953 년", 0.5, True, "1953년"),
        ("1953 년", 0.5, False, "1953 년"),
        ("1953 년", 1.5, True, "1953년"),
        ("5 한국어", 3.5, True, "5 한국어"),
        ("1953 년", 4.5, True, "1953 년"),
        ("1953 년 7 월 27 일", 0.5, True, "1953년 7월 27일"),
        ("서울 1953", 0.5, True, "서울 1953"),
        ("1953 July", 0.5, True, "1953 July"),
    ],
)
def test_a_space_within_a_word_that_only_a_change_of_font_made_is_none(
    monkeypatch: pytest.MonkeyPatch, text: str, white: float, is_made: bool, read: str
) -> None:
    monkeypatch.setattr("pypdfium2.raw.FPDFText_IsGenerated", lambda _page, _place: is_made)
    page = cast("pypdfium2.PdfTextPage", SimpleNamespace(raw=None))
    joined = _join_figures(page, set_letters(text, white))
    assert joined.text == read
    assert len(joined.text) == len(joined.places) == len(joined.tops)
    assert [text[place] for place in joined.places] == list(read)


@pytest.mark.parametrize(
    ("text", "raised", "read", "marks"),
    [
        ("Word2 goes on", {4}, "Word goes on", [Mark(4, "2")]),
        ("Boat 3572", {8}, "Boat 357", [Mark(8, "2", is_doubted=True)]),
        ("One12 two3.", {3, 4, 9}, "One two.", [Mark(3, "12"), Mark(7, "3")]),
        ("Word  7", {6}, "Word", [Mark(4, "7")]),
        ("1 A note", {0}, " A note", [Mark(0, "1")]),
        ("Of 1953", set(), "Of 1953", []),
    ],
    ids=["mark", "behind a figure", "two", "behind spaces", "at the beginning", "none"],
)
def test_raised_figures_are_marks(text: str, raised: set[int], read: str, marks: list[Mark]) -> None:
    (line,) = make_lines(set_letters(text, raised=raised))
    assert (line.text, line.marks) == (read, marks)


def test_white_that_may_part_cells_is_told_where_the_words_behind_it_begin() -> None:
    (line,) = make_lines(set_letters("Pork2beef", raised={4}, before={5: 9}))
    assert line.gaps == [Gap(4, 5, 14)]
    (line,) = make_lines(set_letters("2beef", raised={0}, before={1: 9}))
    assert line.gaps == [], "nothing stands before it"
    (line,) = make_lines(set_letters("Pork beef", before={5: 7}))
    assert line.gaps == [], "so much is between words of a stretched line"


@pytest.mark.parametrize(
    ("first", "white", "read"), [("Pan", 0.0, "Panmun"), ("Pan ", 0.0, "Pan mun"), ("Pan", 2.0, "Pan mun")]
)
def test_a_line_that_was_cut_goes_on_with_or_without_a_space(first: str, white: float, read: str) -> None:
    (line,) = make_lines(set_letters(first), set_letters("mun", left=len(first.strip()) + white))
    assert line.text == read


def test_a_hyphen_at_a_lines_end_is_told_and_taken_off() -> None:
    (line,) = make_lines(set_letters(f"Pan{HYPHEN}"))
    assert (line.text, line.hyphened) == ("Pan", True)
    (line,) = make_lines(set_letters("Pan"))
    assert not line.hyphened


def test_the_size_of_a_line_is_that_of_most_of_its_letters_to_a_tenth_of_a_point() -> None:
    letters = set_letters("ABCDE")
    letters.sizes = [12.0, 12.0, 9.96, 10.01, 10.04]
    (line,) = make_lines(letters)
    assert line.size == 10.0


def test_the_foot_of_a_line_is_that_of_its_large_letters() -> None:
    letters = set_letters("a2345", raised={0, 4})
    letters.sizes = [5.0, 10.0, 10.0, 10.0, 10.0]
    (line,) = make_lines(letters)
    assert (line.text, line.marks) == ("a234", [Mark(4, "5", is_doubted=True)])


def test_a_figure_that_stands_higher_but_is_no_smaller_is_no_mark() -> None:
    letters = set_letters("Of 12", raised={4})
    letters.tops = [10.0, 10.0, 10.0, 10.0, 12.0]
    (line,) = make_lines(letters)
    assert (line.text, line.marks) == ("Of 12", [])
