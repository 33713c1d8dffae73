"""A file of anybody's becomes a document of theirs: on the command line, without reading more than the README."""

from __future__ import annotations

import hashlib
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import msgspec
import pytest
from click.testing import CliRunner

from koreamap.cli import main
from koreamap.errors import DocumentError
from koreamap.export._tei_header import _add_origin
from koreamap.export.bibtex import write_entry
from koreamap.export.csl_json import CslName, cite_document
from koreamap.model.documents import NO_AUTHOR, Original
from koreamap.model.inputs import DocumentFile
from koreamap.own_documents import RIGHTS
from koreamap.personal import FOLDER_VARIABLE
from koreamap.text.documents import join_passage, read_own_documents
from koreamap.toml import read_toml
from made_files import FRUS, make_docx, make_hwpx, make_pdf

if TYPE_CHECKING:
    from collections.abc import Callable

ARMISTICE = """ARTICLE I
MILITARY DEMARCATION LINE AND DEMILITARIZED ZONE

1. A Military Demarcation Line shall be fixed.

ARTICLE II
CONCRETE ARRANGEMENTS FOR CEASE-FIRE

13. The Commanders shall:
(a) Order a cessation;
(b) Withdraw, except from PAENGYONG-DO, TAECHONG-DO and Panmuniom.[1]

[1] Signed at Panmunjom by General Clark.
"""


def run(*arguments: str | Path, code: int = 0) -> str:
    done = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert done.exit_code == code, done.output
    return done.output


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_bytes(text.encode())
    return path


@pytest.fixture(autouse=True)
def _read_here_mostly(request: pytest.FixtureRequest) -> None:
    """Give a file a process of its own where it may be of any kind, or broken."""
    if request.function not in {test_each_format_is_on_the_map, test_a_file_that_cannot_be_read_leaves_nothing}:
        request.getfixturevalue("read_here")


@pytest.fixture(scope="module")
def added(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Add one text for the tests that look at what becomes of it afterwards."""
    folder = tmp_path_factory.mktemp("added")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(FOLDER_VARIABLE, str(folder))
        run("add", write(tmp_path_factory.mktemp("texts"), "a.txt", "At Kaesong."))
    return folder


@pytest.fixture
def folder(added: Path, personal_folder: Path) -> Path:
    """Give the test's own copy of it, where the user's documents are."""
    shutil.copytree(added, personal_folder, dirs_exist_ok=True)
    return personal_folder / "documents" / "a"


@pytest.mark.thorough
def test_a_text_is_added_with_its_outline_links_and_left_over_names(tmp_path: Path, personal_folder: Path) -> None:
    said = run("add", write(tmp_path, "Armistice 1953.txt", ARMISTICE), "--date", "1953-07-27")
    assert "armistice-1953: Armistice 1953" in said
    assert "read as plain text, utf-8: 2 headings, 4 paragraphs, 1 footnote\n" in said
    assert "article-II/p3  (Article II, 13(b))" in said
    assert "baengnyeongdo  Baengnyeongdo: 1 exact" in said
    assert "Panmuniom: panmunjom?" in said
    assert "Clark" in said.partition("left over")[2]
    folder = personal_folder / "documents" / "armistice-1953"
    assert f"written to {folder}" in said
    (document,) = read_own_documents().documents
    assert {passage.id.partition("/")[2]: join_passage(document, passage) for passage in document.passages} == {
        "article-I/h": "ARTICLE I MILITARY DEMARCATION LINE AND DEMILITARIZED ZONE",
        "article-I/p1": "1. A Military Demarcation Line shall be fixed.",
        "article-II/h": "ARTICLE II CONCRETE ARRANGEMENTS FOR CEASE-FIRE",
        "article-II/p1": "13. The Commanders shall:",
        "article-II/p2": "(a) Order a cessation;",
        "article-II/p3": "(b) Withdraw, except from PAENGYONG-DO, TAECHONG-DO and Panmuniom.",
        "fn1": "Signed at Panmunjom by General Clark.",
    }


@pytest.mark.thorough
def test_what_the_user_says_of_a_document_goes_before_what_the_file_says(tmp_path: Path) -> None:
    said = ("--id", "paper", "--title", "My “line”", "--author", "김연구", "--date", "1999-05")
    run("add", write(tmp_path, "a.md", "# A heading\n\nText at Kaesong."), *said)
    (document,) = read_own_documents().documents
    assert (document.id, document.title, document.author, document.date) == ("paper", "My “line”", "김연구", "1999-05")
    assert document.citation == "김연구, My “line” (1999-05)."
    assert (document.rights, document.quotable) == ("Yours; not stated.", "passages")


def test_the_record_tells_of_the_file(tmp_path: Path, personal_folder: Path) -> None:
    data = "백령도는 서해에 있다.\n".encode("cp949")
    (tmp_path / "서해.txt").write_bytes(data)
    said = run("add", tmp_path / "서해.txt")
    assert "read as plain text, cp949" in said
    assert "is a guess" in said
    (folder,) = (personal_folder / "documents").iterdir()
    record = read_toml(folder / "document.toml", DocumentFile, what="record", error=DocumentError)
    assert record.original == Original(
        name="서해.txt", sha256=hashlib.sha256(data).hexdigest(), format="plain-text", encoding="cp949"
    )
    assert record.sha256 == hashlib.sha256("백령도는 서해에 있다.\n".encode()).hexdigest()
    assert record.language == "ko"
    assert folder.name == "seohae"


@pytest.mark.thorough
def test_a_file_keeps_the_id_of_its_hash_that_it_has_already(tmp_path: Path, personal_folder: Path) -> None:
    data = "백령도는 서해에 있다.\n".encode()
    (tmp_path / "서해.txt").write_bytes(data)
    old = f"document-{hashlib.sha256(data).hexdigest()[:8]}"
    run("add", tmp_path / "서해.txt", "--id", old)
    run("add", tmp_path / "서해.txt")
    assert [folder.name for folder in (personal_folder / "documents").iterdir()] == [old]


def test_a_name_without_latin_or_korean_letters_gives_an_id_of_the_hash(tmp_path: Path, personal_folder: Path) -> None:
    data = b"Zorbach lies near Kaesong.\n"
    (tmp_path / "西海.txt").write_bytes(data)
    said = run("add", tmp_path / "西海.txt")
    assert "linked: 1 mention of 1 place\n" in said
    assert "left over: 1 name that leads nowhere\n  Zorbach\n" in said
    (folder,) = (personal_folder / "documents").iterdir()
    assert folder.name == f"document-{hashlib.sha256(data).hexdigest()[:8]}"


def test_title_author_and_date_of_the_first_lines_reach_record_and_citation(tmp_path: Path) -> None:
    said = run("add", write(tmp_path, "a.txt", "A Letter\n\nBy Tom Roe\n\nMunsan-ni, 29 July 1953\n\nAt Kaesong.\n"))
    assert "a: A Letter\n" in said
    assert "the first line was taken for the title" in said
    assert "linked: 2 mentions of 2 places" in said
    assert "left over: 2 names that lead nowhere\n  Letter, Tom Roe" in said
    (document,) = read_own_documents().documents
    assert (document.title, document.author, document.date) == ("A Letter", "Tom Roe", "1953-07-29")
    assert document.citation == "Tom Roe, A Letter (1953-07-29)."


@pytest.mark.thorough
def test_who_names_no_author_has_none_in_bibliographies_and_editions(folder: Path) -> None:
    assert folder.is_dir()
    (document,) = read_own_documents().documents
    item = cite_document(document)
    assert item.author == ()
    assert "author" not in write_entry(item)
    origin = ET.Element("sourceDesc")
    _add_origin(origin, document)
    assert [element.tag for element in origin.iter() if element.tag.endswith("author")] == []
    assert cite_document(msgspec.structs.replace(document, author="A. Kim")).author == (CslName(literal="A. Kim"),)


def test_labels_of_a_korean_text_are_korean(tmp_path: Path) -> None:
    run("add", write(tmp_path, "a.txt", "백령도는[1] 서해에 있다.\n\n[1] 섬이다.\n"))
    (document,) = read_own_documents().documents
    assert [passage.label for passage in document.passages] == ["앞부분, ¶ 1", "주 1"]


@pytest.mark.thorough
def test_drafts_hold_what_is_left_and_link_once_uncommented(tmp_path: Path, personal_folder: Path) -> None:
    run("add", write(tmp_path, "a.txt", ARMISTICE))
    folder = personal_folder / "documents" / "a"
    for name in ("mentions.toml", "ignore.toml"):
        draft = (folder / name).read_text(encoding="utf-8")
        entries = [line.removeprefix("# ") for line in draft.split("\n\n", 1)[1].splitlines()]
        (folder / name).write_text("\n".join(entries), encoding="utf-8")
    said = run("add", write(tmp_path, "a.txt", ARMISTICE))
    assert "panmunjom  Panmunjom: 2 exact" in said
    assert "left over" not in said
    assert "are as you left them" in said


@pytest.mark.thorough
def test_a_text_of_another_kind_never_takes_a_documents_place_unasked(tmp_path: Path, personal_folder: Path) -> None:
    run("add", write(tmp_path, "a.txt", "First, at Kaesong."))
    folder = personal_folder / "documents" / "a"
    (folder / "ignore.toml").write_text('[[ignore]]\nreason = "mine"\nforms = ["First"]\n', encoding="utf-8")
    other = write(tmp_path, "a.txt", "Second, at Osan.")
    said = run("add", other, code=2)
    assert "document a: found another text of that id, expected --replace, or another id (--id)" in said
    assert (folder / "text.txt").read_text(encoding="utf-8") == "First, at Kaesong.\n"
    said = run("add", other, "--replace")
    (old,) = (personal_folder / "trash").iterdir()
    assert f"what stood there before: {old}" in said
    assert (old / "text.txt").read_text(encoding="utf-8") == "First, at Kaesong.\n"
    assert (folder / "text.txt").read_text(encoding="utf-8") == "Second, at Osan.\n"
    assert "mine" in (folder / "ignore.toml").read_text(encoding="utf-8")


@pytest.mark.thorough
def test_curation_that_no_longer_fits_is_told_and_left_aside(tmp_path: Path, folder: Path) -> None:
    spot = '[[mention]]\npassage = "a/front/p9"\nquote = "gone"\nplaces = ["osan-ab"]\nnote = "x"\n'
    (folder / "mentions.toml").write_text(spot, encoding="utf-8")
    said = run("add", write(tmp_path, "a.txt", "At Kaesong."))
    assert "left aside: document a: found mentions in a/front/p9" in said
    assert "kaesong  Kaesong: 1 exact" in said


def test_passages_are_printed_again_ours_too(tmp_path: Path) -> None:
    first = run("add", write(tmp_path, "a.txt", ARMISTICE))
    assert run("passages", "a").strip() in first
    assert "lee-2007/2.C/h" in run("passages", "lee-2007")
    assert "no such document" in run("passages", "lee", code=2)
    assert "no such document" in run("passages", "../documents/a", code=2)


def test_a_document_is_moved_away_and_not_deleted(folder: Path, personal_folder: Path) -> None:
    assert folder.is_dir()
    said = run("remove", "a")
    (trash,) = (personal_folder / "trash").iterdir()
    assert said == f"moved to {trash}\n"
    assert (trash / "text.txt").is_file()
    assert read_own_documents() == ((), ())
    assert "no document of yours, expected one of your own; there is none" in run("remove", "a", code=2)
    assert "no document of yours" in run("remove", "lee-2007", code=2)


def test_a_changed_text_disables_its_links_and_shifts_none(folder: Path) -> None:
    text = folder / "text.txt"
    text.write_text("Now at Kaesong.\n", encoding="utf-8")
    said = run("passages", "a", code=2)
    assert "a text that differs from the linked version" in said
    assert "its links are disabled, none is shifted" in said
    assert str(text) in said
    assert "put back, or its file added anew" in said
    assert "passage front/p1: reads now “Now at Kaesong.”, read “At Kaesong.”" in said


def test_a_changed_text_without_the_linked_one_is_told_as_such(folder: Path) -> None:
    (folder / "text.txt").write_text("Now at Kaesong.\n", encoding="utf-8")
    for linked in (b"Another.\n", None):
        (folder / "linked.txt").unlink() if linked is None else (folder / "linked.txt").write_bytes(linked)
        said = run("passages", "a", code=2)
        assert "a text that differs from the linked version" in said
        assert "reads now" not in said


def test_another_version_of_a_file_is_refused_with_what_is_other(folder: Path, tmp_path: Path) -> None:
    said = run("add", write(tmp_path, "a.txt", "At Kaesong, by night.\n"), "--id", "a", code=2)
    assert "another text of that id" in said
    assert "passage front/p1: reads now “At Kaesong, by night.”, read “At Kaesong.”" in said
    assert folder.is_dir()


def test_what_was_changed_by_hand_is_kept_when_its_file_is_added_again(
    folder: Path, personal_folder: Path, tmp_path: Path
) -> None:
    record = (folder / "document.toml").read_text(encoding="utf-8")
    (folder / "document.toml").write_text(f"{record}\n# mine\n", encoding="utf-8")
    (folder / "text.txt").write_text("Now at Kaesong.\n", encoding="utf-8")
    said = run("add", write(tmp_path, "a.txt", "At Kaesong.\n"), "--id", "a")
    (trash,) = (personal_folder / "trash").iterdir()
    assert str(trash) in said
    assert (trash / "text.txt").read_text(encoding="utf-8") == "Now at Kaesong.\n"
    assert "# mine" in (trash / "document.toml").read_text(encoding="utf-8")
    assert "Kaesong: 1 exact" in said


def test_an_outline_of_another_text_is_refused(folder: Path) -> None:
    old, new = "At Kaesong.\n", "Now at Kaesong.\n"
    (folder / "text.txt").write_text(new, encoding="utf-8")
    record = (folder / "document.toml").read_text(encoding="utf-8")
    pinned = record.replace(hashlib.sha256(old.encode()).hexdigest(), hashlib.sha256(new.encode()).hexdigest())
    (folder / "document.toml").write_text(pinned, encoding="utf-8")
    assert "document a, outline: found that of a text with sha256" in run("passages", "a", code=2)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda text: text[:50], "JSON|truncated"),
        (lambda text: text.replace("[[0,11]]", "[[0,5]]"), "in no passage or in two"),
        (lambda text: text.replace("a/front/p1", "b/front/p1"), "ids that begin a/"),
        (lambda text: text.replace('"label"', '"lable"'), "no such field|nothing"),
    ],
)
def test_a_spoilt_outline_is_refused(folder: Path, change: Callable[[str], str], message: str) -> None:
    outline = folder / "outline.json"
    before = outline.read_text(encoding="utf-8")
    assert change(before) != before
    outline.write_text(change(before), encoding="utf-8")
    assert re.search(message, run("passages", "a", code=2))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--id", "lee-2007"), "document lee-2007: found one of the project's documents"),
        (("--id", "../evil"), "document ../evil, id: found ../evil, expected lower-case letters"),
        (("--id", "A B"), "expected lower-case letters"),
        (("--date", "27 July 1953"), "date: found 27 July 1953, expected an EDTF date"),
    ],
)
def test_wrong_words_are_refused_and_nothing_is_written(
    tmp_path: Path, personal_folder: Path, options: tuple[str, str], message: str
) -> None:
    assert message in run("add", write(tmp_path, "a.txt", "At Kaesong."), *options, code=2)
    assert list(personal_folder.rglob("*.toml")) == []


def test_a_file_that_cannot_be_read_leaves_nothing(tmp_path: Path, personal_folder: Path) -> None:
    (tmp_path / "a.txt").write_bytes(bytes(range(256)) * 9)
    assert "bytes that are no text" in run("add", tmp_path / "a.txt", code=2)
    assert "no such file" in run("add", tmp_path / "none.pdf", code=2)
    assert list(personal_folder.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path, personal_folder: Path) -> None:
    (personal_folder / "documents").write_text("a file", encoding="utf-8")
    assert "expected a folder to write to" in run("add", write(tmp_path, "a.txt", "At Kaesong."), code=2)


@pytest.mark.parametrize("name", ["x" * 200 + ".txt", "a\u202etxt.md", "<img src=x>.txt", "con.txt", "=cmd.txt"])
def test_a_files_name_never_becomes_a_way_or_a_markup(tmp_path: Path, personal_folder: Path, name: str) -> None:
    run("add", write(tmp_path, name, "At Kaesong."))
    (folder,) = (personal_folder / "documents").iterdir()
    assert re.fullmatch(r"[a-z0-9-]{1,48}", folder.name)
    assert len(read_own_documents().documents) == 1


def test_what_a_file_holds_cannot_break_out_of_its_record(tmp_path: Path) -> None:
    evil = 'x"\n[[mention]]\nquote = "\\'
    head = f"<html><head><title>{evil}\x7f</title></head><body><p>At Kaesong and Panmuniom.</p></body></html>"
    run("add", write(tmp_path, "a.html", head))
    (document,) = read_own_documents().documents
    assert document.title == 'x" [[mention]] quote = "\\'


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.pdf", make_pdf), ("a.docx", make_docx), ("a.hwpx", make_hwpx), ("a.xml", FRUS.encode())],
)
def test_each_format_is_on_the_map(tmp_path: Path, name: str, data: bytes | Callable[..., bytes]) -> None:
    source = "The line at PAENGYONG-DO, and 백령도는 서해에 있다."
    (tmp_path / name).write_bytes(data if isinstance(data, bytes) else data(source) if data is make_pdf else data())
    assert "baengnyeongdo  Baengnyeongdo: " in run("add", tmp_path / name)
    assert read_own_documents().faults == ()


@pytest.mark.thorough
def test_places_of_the_users_own_are_found_too(tmp_path: Path) -> None:
    table = write(tmp_path, "mine.csv", "name,lat,lon\nMyongchon,41.2,129.4\n")
    run("places", "import", table)
    said = run("add", write(tmp_path, "a.txt", "From Myongchon to Kaesong. Near Myongchen."))
    assert "own-mine-myongchon  Myongchon: 1 exact" in said
    assert "Myongchen: own-mine-myongchon?" in said
    assert "kaesong  Kaesong: 1 exact" in said


def test_who_names_no_author_is_cited_without_one_and_told_so_in_the_page_s_language(folder: Path) -> None:
    record = (folder / "document.toml").read_text(encoding="utf-8")
    assert f'author = "{NO_AUTHOR}"' in record
    assert 'citation = "a."' in record
    panel = Path(__file__).parents[1] / "src" / "koreamap" / "frontend" / "reader" / "document_panel.js"
    page = panel.read_text(encoding="utf-8")
    assert all(f"N_('{words}')" in page for words in (NO_AUTHOR, RIGHTS))
