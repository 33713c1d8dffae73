"""What reading a file says is said in the language of the page: what is wrong with it, and how it was read."""

from __future__ import annotations

import importlib
import re

import pytest

from koreamap.app.reading_words import say_of_file
from koreamap.errors import DocumentError
from koreamap.limits import LIMITS
from koreamap.own import import_places
from koreamap.reading import reader
from koreamap.reading.decoding import tell_guess, tell_replaced
from koreamap.reading.formats import find_file_formats
from koreamap.reading.reader import read_file
from koreamap.reading.running import read_document_file
from made_files import make_bare_pdf, make_docx, make_hwpx, pack

NAMES = (
    r"koreamap link|PDF|DOCX|HWPX|HWP|HTML|Markdown|TEI|XML|ZIP|PNG|RTF|OCRmyPDF|MB|KOREAMAP_MAX_\w+|cp949|NUL|U\+FFFD"
)
"""What is said in Latin letters in Korean, too."""
EMPTY_PDF = make_bare_pdf(
    "<</Type /Catalog /Pages 2 0 R>>",
    "<</Type /Pages /Kids [3 0 R] /Count 1>>",
    "<</Type /Page /Parent 2 0 R /MediaBox [0 0 200 200]>>",
)
ZIPPED = pack({"a.txt": "x"})


def check_korean(said: str) -> None:
    """No English word is left."""
    assert re.search("[가-힣]", said), said
    assert not re.search("[A-Za-z]{2,}", re.sub(NAMES, "", said)), said


@pytest.mark.usefixtures("in_korean")
@pytest.mark.parametrize(
    ("name", "data", "found"),
    [
        ("a.pdf", EMPTY_PDF, "글자층이 없는 1쪽: 글을 찍은 그림"),
        ("a.txt", b"\x00\x01\x02\xff\xfe\x80" * 50, "글이 아닌 바이트"),
        ("a.txt", b"\x89PNG\r\n\x1a\n1234", "그림(PNG)"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "옛 오피스나 한글 파일(.doc, .hwp); DOCX나 HWPX로 저장할 것"),
        ("a.zip", ZIPPED, "ZIP 압축 파일"),
        ("a.txt", b"   \n", "글자가 없는 일반 텍스트"),
        ("a.rtf", b"{\\rtf1 x}", "RTF 문서; DOCX로 저장할 것"),
    ],
)
def test_what_is_wrong_with_a_file_is_said_in_korean(name: str, data: bytes, found: str) -> None:
    with pytest.raises(DocumentError) as told:
        read_file(name, data)
    assert say_of_file(told.value.found) == found
    check_korean(say_of_file(told.value.expected))


@pytest.mark.usefixtures("in_korean")
def test_a_broken_package_is_told_in_korean_but_for_its_library_s_own_words() -> None:
    with pytest.raises(DocumentError) as told:
        read_file("a.docx", make_docx()[:-30])
    assert say_of_file(told.value.found).startswith(("손상된", "글이 아닌", "ZIP"))


@pytest.mark.usefixtures("in_korean")
def test_limits_and_empty_files_are_told_in_korean(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(DocumentError) as told:
        read_document_file(b"", "a.txt")
    assert (say_of_file(told.value.found), say_of_file(told.value.expected)) == ("빈 파일", "글")
    monkeypatch.setenv("KOREAMAP_MAX_FILE_MB", "1")
    with pytest.raises(DocumentError) as told:
        read_document_file(bytes(3 * 2**20), "a.txt")
    assert say_of_file(told.value.found) == "3MB 파일"
    assert say_of_file(told.value.expected) == "최대 1MB (KOREAMAP_MAX_FILE_MB)"
    for found in ("a file that takes longer to read", "a file that takes more memory or breaks its reader"):
        check_korean(say_of_file(found))
    for limit in LIMITS:
        if "places" not in limit.variable.lower():  # no document's
            check_korean(say_of_file(limit.error("a.txt", found="").expected))


@pytest.mark.usefixtures("in_korean")
def test_how_a_file_was_read_is_said_in_korean() -> None:
    data = b"The Line\n\n29 July 1953\n\nIt runs there.[1]\n\n[2] Lost.\n"
    warnings = [*read_file("a.txt", data).warnings, *read_file("a.docx", make_docx()).warnings]
    warnings += [*read_file("a.hwpx", make_hwpx()).warnings, tell_guess("cp949"), tell_replaced(3)]
    said = [say_of_file(warning) for warning in warnings]
    assert "첫 줄을 제목으로 삼음" in said
    assert "뺀 것: 숨긴 글(1), 그림(1), 머리글과 바닥글(1), 변경 내용 추적으로 삭제된 글(1)" in said
    for sentence in said:
        check_korean(re.sub("“.*”", "", sentence))


@pytest.mark.usefixtures("in_korean")
def test_rows_of_places_are_told_in_korean() -> None:
    table = "name,lon,lat,from\nA1,200,99,\nB1,,,\nC1,x,38,\n,127,38,\nD1,127,38,soon\nE1,127,38,1950,,y\nF1,127,38,\n"
    found = import_places(table.encode(), "x.csv")
    said = [say_of_file(str(fault)) for fault in found.faults]
    assert said == [
        "2행 (A1): 찾은 값 경도 200.0, 필요한 값 도 단위 값; 두 축이 뒤바뀌었는지 확인할 것",
        "3행 (B1): 찾은 값 없음, 필요한 값 좌표",
        "4행 (C1): 찾은 값 경도로 적힌 'x', 필요한 값 126.98이나 126°58'41\"E와 같은 도 단위 값",
        "5행: 이름이 없음",
        "6행 (D1): 날짜로 적힌 'soon': 비고에 옮김",
        "7행 (E1): 찾은 값 6칸, 필요한 값 머리행과 같은 4칸; 쉼표가 든 칸을 따옴표로 묶었는지 확인할 것",
    ]


@pytest.mark.usefixtures("in_korean")
def test_whatever_a_format_leaves_out_has_a_korean_name() -> None:
    for name in find_file_formats():
        module = importlib.import_module(f"koreamap.reading.formats.{name.replace('-', '_')}")
        for kind in {*getattr(module, "_LEFT_OUT", {}).values()} - {""}:
            check_korean(say_of_file(f"{kind} (2)"))
    for _mark, kind in reader._OTHERS:
        check_korean(re.sub(r"\(\w+\)", "", say_of_file(kind)))


def test_english_says_it_as_it_was_said_and_what_has_no_form_stands_as_it_is() -> None:
    for sentence in (
        "left out: pictures (1), scripts (2)",
        "lines taken for running heads and feet: “The line, 1953”, “I. Halvorsen (2)”, …",
        "2 pages without a text layer: pictures of a text",
        "at most 256 MB (KOREAMAP_MAX_FILE_MB)",
        "the date 1953-07-29 was taken from “Munsan-ni, {29} July 1953”",
        "read as PDF, which its name does not say",
        "row 4 (Broken): found longitude 200.0, expected degrees; are the axes swapped?",
        "nobody says {this} (3",
    ):
        assert say_of_file(sentence) == sentence
