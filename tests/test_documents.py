"""Every document is read whole: no word lost, none twice, what the print cut joined again."""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING

import msgspec
import pytest

from koreamap.errors import DocumentError
from koreamap.own_documents import make_document
from koreamap.reading.reader import read_file
from koreamap.text.documents import check_coverage, join_passage, read_document, read_documents
from koreamap.text.formats import find_text_formats
from koreamap.text.formats.outline import join_slices

if TYPE_CHECKING:
    from pathlib import Path

    from koreamap.model import Document

DOCUMENTS = {document.id: document for document in read_documents()}


def write_document(folder: Path, text: str, **changes: str) -> Path:
    """Write a record and a text as a newcomer would."""
    folder.mkdir(exist_ok=True)
    data = text.encode()
    record = {
        "id": folder.name,
        "title": "Made up",
        "short_title": "Made 2000",
        "author": "Nobody",
        "date": "2000",
        "citation": "Nobody, Made up.",
        "rights": "None.",
        "quotable": "all",
        "format": "paged-markdown",
        "sha256": hashlib.sha256(data).hexdigest(),
    } | changes
    (folder / "text.txt").write_bytes(data)
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in record.items()]
    (folder / "document.toml").write_text("".join(lines), encoding="utf-8")
    return folder


@pytest.fixture(params=sorted(DOCUMENTS))
def document(request: pytest.FixtureRequest) -> Document:
    return DOCUMENTS[request.param]


def test_documents_stand_by_date() -> None:
    dates = [document.date for document in DOCUMENTS.values()]
    assert dates == sorted(dates)


def test_every_character_lies_in_one_passage_or_is_markup(document: Document) -> None:
    spans = sorted(span for item in document.passages for span in item.slices)
    position, left_over = 0, []
    for start, end in spans:
        assert position <= start < end
        left_over.append(document.text[position:start])
        position = end
    left_over.append(document.text[position:])
    marks = {"---", "#", "##", "###", "####", "#####", "**", "*", "1.", "1", "[Page 166]", "[Page 167]"}
    marks |= {f"<sup>{number}</sup>" for number in range(1, 16)}
    for gap in left_over:
        bare = gap.replace("[Page ", "[Page_").split()
        pieces = [
            piece.replace("_", " ") for word in bare for piece in word.replace("*<", "* <").replace(">*", "> *").split()
        ]
        assert set(pieces) <= marks | {"*****", "****"}, gap


def test_slices_begin_and_end_with_ink(document: Document) -> None:
    for item in document.passages:
        assert item.slices == tuple(sorted(item.slices))
        for start, end in item.slices:
            assert document.text[start:end] == document.text[start:end].strip() != ""


def test_no_markup_is_left_in_a_passage(document: Document) -> None:
    for item in document.passages:
        shown = join_passage(document, item)
        assert not any(mark in shown for mark in ("**", "<sup>", "---", "[Page", "#", "\n", "  ")), item.id


def test_ids_are_unique_and_speak(document: Document) -> None:
    ids = [item.id for item in document.passages]
    assert len(set(ids)) == len(ids)
    sections = {section.id for section in document.sections}
    for item in document.passages:
        assert item.id.startswith(f"{document.id}/")
        assert item.section_id in sections
        assert item.label


def test_notes_hang_at_the_end_of_a_slice_and_lead_to_a_footnote(document: Document) -> None:
    ids = [item.id for item in document.passages]
    for item in document.passages:
        ends = {end for _start, end in item.slices}
        for note in item.notes:
            assert note.offset in ends
            assert ids.index(note.passage_id) > ids.index(item.id)
            assert note.passage_id == f"{document.id}/fn{note.label}"
        starts = {start for start, _end in item.slices}
        assert {page.offset for page in item.pages} <= starts


def test_record_is_complete(document: Document) -> None:
    within = {"container", "volume", "part", "series", "editors", "issued", "number", "pages", "archive"}
    elsewhere = {"chapter": set(), "report": within}
    elsewhere["document"] = {"creators", "role", "genre", "publisher", "publisher_place"} | within
    for field in document.__struct_fields__:
        if field not in {"address", "note", "rights_address"} | elsewhere[document.type]:
            assert getattr(document, field), field


@pytest.mark.parametrize("document_id", sorted(DOCUMENTS))
def test_no_paragraph_stops_in_mid_sentence(document_id: str) -> None:
    for item in DOCUMENTS[document_id].passages:
        if item.kind == "paragraph" and item.section_id:
            assert join_passage(DOCUMENTS[document_id], item).rstrip('”")').endswith((".", "?", ":")), item.id


MADE_UP_MARKDOWN = """**𐍈itle of 시험**

1. Eins
2. Zwei

## **1. E\u0301tude**

The line of P\u2019yŏngyang 🗺️<sup>a</sup> is cut

---

<sup>a</sup> A note on İstanbul and\u200d
the note's

end.

in two, here. 5 * 3 stays.

#### 서문

한국의 선.
"""

MADE_UP_FRUS = """File 1

1. the heading 𐍈

Text by Acheson.1 Begins [Page 12] 한국\u200b and ends.

. . . . . .

[Page 13]

(1)
An item with a ß.
(2)
Another.

  1. A note, İ.
"""


def test_new_markdown_document_is_one_folder(tmp_path: Path) -> None:
    made = read_document(write_document(tmp_path / "made-up", MADE_UP_MARKDOWN))
    texts = {item.id.removeprefix("made-up/"): join_passage(made, item) for item in made.passages}
    assert texts == {
        "front/p1": "𐍈itle of 시험",
        "front/p2": "1. Eins",
        "front/p3": "2. Zwei",
        "1/h": "1. E\u0301tude",
        "1/p1": "The line of P\u2019yŏngyang 🗺️ is cut in two, here. 5 * 3 stays.",
        "fna": "A note on İstanbul and\u200d the note's end.",
        "서문/h": "서문",
        "서문/p1": "한국의 선.",
    }
    assert passage_offsets_hold(made)


def test_new_memorandum_is_one_folder(tmp_path: Path) -> None:
    folder = write_document(tmp_path / "memo", MADE_UP_FRUS, format="frus-text", first_page="11")
    made = read_document(folder)
    texts = {item.id.removeprefix("memo/"): join_passage(made, item) for item in made.passages}
    assert texts == {
        "front/p1": "File 1",
        "1/h": "1. the heading 𐍈",
        "1/p1": "Text by Acheson. Begins 한국\u200b and ends.",
        "fn1": "A note, İ.",
        "1/gap1": ". . . . . .",
        "1/p2": "(1) An item with a ß.",
        "1/p3": "(2) Another.",
    }
    assert [item.page for item in made.passages] == ["11", "11", "11", "11", "12", "13", "13"]
    assert passage_offsets_hold(made)


def passage_offsets_hold(made: Document) -> bool:
    return all(
        join_slices(made.text, item.slices).replace("\n", " ") == join_passage(made, item) for item in made.passages
    )


def test_windows_line_ends_do_not_shift_offsets(tmp_path: Path) -> None:
    made = read_document(write_document(tmp_path / "crlf", "## 1. One\r\n\r\nA line,  \r\ntwo lines.\r\n"))
    assert [made.text[start:end] for item in made.passages for start, end in item.slices] == [
        "1. One",
        "A line,",
        "two lines.",
    ]


@pytest.mark.parametrize(
    ("text", "changes", "message"),
    [
        ("Text.", {"sha256": "0" * 64}, "sha256"),
        ("Text.", {"id": "other"}, "document bad, id: found other, expected bad"),
        ("Text.", {"quotable": "some"}, "quotable: found some, expected one of all, passages"),
        ("Text.", {"format": "word"}, "format: found word, expected frus-text or outlined or paged-markdown"),
        ("Text.", {"colour": "red"}, "document bad, colour: found it, expected no such field"),
        ("## 1. A\n\nText.<sup>1</sup>", {}, "notes 1"),
        ("## 1. A\n\nText.\n\n---\n\n<sup>1</sup> Lost.", {}, "notes 1"),
        ("## 1. A\n\nText.<sup>1</sup>\n\n---\n\n<sup>1</sup> One.\n\n<sup>1</sup> Two.", {}, "in no passage"),
    ],
)
def test_bad_document_is_refused(tmp_path: Path, text: str, changes: dict[str, str], message: str) -> None:
    folder = write_document(tmp_path / "bad", text, **changes)
    with pytest.raises(DocumentError, match=message):
        read_document(folder)


def test_text_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    data = "Café".encode("latin-1")
    folder = write_document(tmp_path / "bad", "", sha256=hashlib.sha256(data).hexdigest())
    (folder / "text.txt").write_bytes(data)
    with pytest.raises(DocumentError, match="UTF-8"):
        read_document(folder)


def test_altered_text_is_refused(tmp_path: Path) -> None:
    folder = write_document(tmp_path / "bad", "Text.\n")
    (folder / "text.txt").write_text("Text!\n", encoding="utf-8")
    with pytest.raises(DocumentError, match="sha256"):
        read_document(folder)


@pytest.mark.parametrize("name", ["document.toml", "text.txt"])
def test_missing_file_is_refused(tmp_path: Path, name: str) -> None:
    folder = write_document(tmp_path / "bad", "Text.")
    (folder / name).unlink()
    with pytest.raises(DocumentError, match=name):
        read_document(folder)


@pytest.mark.parametrize("name", sorted(find_text_formats()))
def test_empty_text_has_no_passages(tmp_path: Path, name: str) -> None:
    assert read_document(write_document(tmp_path / "empty", "\n", format=name)).passages == ()


def test_json_holds_text_and_offsets(document: Document) -> None:
    record = json.loads(msgspec.json.encode(document))
    assert set(record) == {
        "id", "title", "short_title", "author", "date", "citation", "address", "rights", "quotable", "note", "text",
        "sha256", "sections", "passages", "type", "creators", "container", "number", "pages", "publisher",
        "publisher_place", "archive", "genre", "role", "language", "volume", "part", "series", "editors", "issued",
        "rights_address",
    }  # fmt: skip
    for written, item in zip(record["passages"], document.passages, strict=True):
        assert set(written) == {"id", "section", "kind", "label", "page", "slices", "notes", "pages"}
        assert [tuple(span) for span in written["slices"]] == list(item.slices)
        assert join_slices(record["text"], written["slices"]) == join_slices(document.text, item.slices)


class Compared(str):
    """An id that counts how often it is compared with another."""

    __slots__ = ()
    times = 0
    __hash__ = str.__hash__

    def __eq__(self, other: object) -> bool:
        Compared.times += 1
        return str.__eq__(self, other)


def test_ids_of_many_passages_are_not_compared_each_with_each() -> None:
    made = make_document(read_file("many.txt", b"A line of words.\n\n" * 400))
    passages = [msgspec.structs.replace(each, id=Compared(each.id)) for each in made.passages]
    check_coverage(msgspec.structs.replace(made, passages=tuple(passages)), re.compile(r"\s*"))
    assert Compared.times < 10 * len(passages)
    with pytest.raises(DocumentError, match=f"passages {made.passages[0].id} twice"):
        check_coverage(msgspec.structs.replace(made, passages=(*passages, passages[0])), re.compile(r"\s*"))
