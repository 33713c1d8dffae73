"""What the arrays decide of a text's hits at once is what each hit says that is read alone."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from built_once import PLACES
from koreamap.text import blocks
from koreamap.text.folding import Traced, fold_text
from koreamap.text.forms import Form
from koreamap.text.hits import Finder
from koreamap.text.matching import Matcher, Span, _Reading
from koreamap.text.spellings import forms_of_places
from linked_once import match_once

if TYPE_CHECKING:
    from collections.abc import Iterator

    from koreamap.text.forms import Entry

TEXTS = sorted({form.text for form in forms_of_places(PLACES)})
BITS = [
    *(" ", "  ", "\n", "\n\n", "-", "-\n", "\u00ad", "\u200b", "_", "²", "a", "1", "é", "e\u0301", "ß", "ﬁ"),
    *(
        "한",
        "에서",
        "도",
        "trans-",
        "off-",
        "\ud800",
        "(",
        ")",
        ".",
        ",",
        "'",
        "\u2019",
        "\u1112\u1161\u11ab",
        "\uff24",
    ),
]
PIECES = st.one_of(
    st.sampled_from(TEXTS), st.sampled_from(TEXTS).map(str.lower), st.sampled_from(TEXTS).map(str.upper),
    st.sampled_from(BITS),
)  # fmt: skip


def is_of_word(char: str) -> bool:
    return char == "_" or (char.isalnum() and char not in "⁰¹²³⁴⁵⁶⁷⁸⁹")


def is_syllable(char: str) -> bool:
    return "가" <= char <= "힣"


@cache
def finder_once() -> Finder:
    return Finder(match_once()._entries)


def meet(one: str, other: str) -> str:
    """Say whether two neighbours are of one word of Hangul, of another word, or apart."""
    if not one or not other or not (is_of_word(one) and is_of_word(other)) or is_syllable(one) != is_syllable(other):
        return "apart"
    return "hangul" if is_syllable(one) else "word"


def stand(text: str) -> Iterator[tuple[int, int, Entry, str]]:
    """Yield each place where a spelling stands in a folded text, and how."""
    for key, entry in match_once()._entries.items():
        if key in text:
            for match in re.finditer(f"(?={re.escape(key)})", text):
                start, end = match.start(), match.start() + len(key)
                before, after = text[start - 1 : start] if start else "", text[end : end + 1]
                sides = {meet(before, text[start]), meet(text[end - 1], after)}
                if not (before.isalnum() or after.isalnum()):
                    sides = {"apart"}
                yield start, end, entry, "word" if "word" in sides else "within" if "hangul" in sides else "alone"


@pytest.mark.thorough
@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=10).map("".join))
def test_hits_are_what_each_of_them_says_alone(text: str) -> None:
    folded = fold_text(text)
    reading = _Reading(text, folded, ())
    found = finder_once().find(text, folded)
    hits = list(stand(folded.text))
    spans = {
        span for start, end, entry, how in hits if how == "alone" and (span := reading.to_span((start, end, entry)))
    }
    sure = list(map(Span._make, found.sure))
    assert {*sure, *filter(None, map(reading.to_span, found.others))} == spans
    assert sure == sorted(sure, key=lambda span: (span.start, span.end))
    assert {hit[:2] for hit in found.within} == {hit[:2] for hit in hits if hit[3] == "within"}


def find(text: str) -> list[tuple[int, int]]:
    return [(span.start, span.end) for span in match_once().find(Traced(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Seoul", [(0, 5)]),
        ("Seoul_", [(0, 5)]),
        ("aSeoul Seoula", []),
        ("1Seoul Seoul² Seoul", [(7, 12), (14, 19)]),
        ("서울Seoul", [(0, 2), (2, 7)]),
        ("seoul, SEOUL", [(7, 12)]),
        ("trans-korea, ultra-korea", [(6, 11)]),
        ("\ud800 Seoul \udfff Seoul", [(2, 7), (10, 15)]),
    ],
)
def test_name_stands_alone_and_has_its_capital(text: str, expected: list[tuple[int, int]]) -> None:
    assert find(text) == expected


def test_forms_of_one_spelling_are_asked_in_turn() -> None:
    matcher = Matcher(
        [
            Form(text="ROC", place_ids=("made",), acronym=True),
            Form(text="Roc", place_ids=("made",), kind="island"),
            Form(text="roc", place_ids=("made",), lower=True, kind="city"),
        ]
    )
    spans = matcher.find(Traced("ROC Roc roc"))
    assert [(span.start, span.form.text) for span in spans] == [(0, "ROC"), (4, "Roc"), (8, "roc")]


def test_thousands_of_joints_are_each_read_at_their_place() -> None:
    line = "the Demilitar-\nized Zone, "
    spans = [span for span in find(line * 2500) if span[1] - span[0] > len("Zone")]
    assert spans == [(26 * number + 4, 26 * number + 24) for number in range(2500)]


@pytest.mark.thorough
@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(PIECES, max_size=8).map("".join), max_size=6), st.sampled_from([10, 40, 10_000]))
def test_texts_hold_together_what_each_holds_alone(texts: list[str], size: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocks, "BLOCK", size)
        assert blocks.find_each(match_once(), texts) == [match_once().find(Traced(text)) for text in texts]


def test_what_a_piece_holds_stands_where_it_does_in_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "BLOCK", 6)
    texts = ["Seoul, and Busan.\n\nSeoul.\n\nBusan", "Busan\n\nand Seoul."]
    found = blocks.find_each(match_once(), texts)
    words = [[text[start:end] for start, end, *_ in spans] for text, spans in zip(texts, found, strict=True)]
    assert words == [["Seoul", "Busan", "Seoul", "Busan"], ["Busan", "Seoul"]]
    assert [start for start, *_ in found[0]] == [0, 11, 19, 27]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Seoul and Busan.\n\nKaesong.", ["Seoul and Busan.\n\n", "Kaesong."]),
        ("Seoul and Busan.\r\n\r\nKaesong.", ["Seoul and Busan.\r\n\r\n", "Kaesong."]),
        (
            "Seoul and Busan.\n\n\n  Kaesong.\nSeoul.\n\nBusan",
            ["Seoul and Busan.\n\n\n  Kaesong.\nSeoul.\n\n", "Busan"],
        ),
        ("Seoul and Pan\u00ad\n\nmunjom", ["Seoul and Pan\u00ad\n\nmunjom"]),
        ("Seoul and\nBusan", ["Seoul and\nBusan"]),
        ("Se\n\noul", ["Se\n\noul"]),
    ],
)
def test_long_text_is_cut_at_blank_lines_that_no_name_goes_over(
    text: str, pieces: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blocks, "BLOCK", 6)
    cut = list(blocks._cut([text]))
    assert [piece.text for piece in cut] == pieces
    assert [text[piece.offset :].startswith(piece.text) for piece in cut] == [True] * len(pieces)
