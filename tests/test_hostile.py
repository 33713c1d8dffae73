"""Hostile words where they leave: every name, quote, title and summary of a map wants to be more than words."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from html.parser import HTMLParser
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import pypdf
import pytest
from lxml import etree
from PIL import Image
from starlette.applications import Starlette

from asking import ask
from hostile_content import HARM, make_hostile
from koreamap.app.answers import AnswersMiddleware
from koreamap.app.application import build_middleware
from koreamap.export import find_formats, get_format
from koreamap.export._sheet.faces import clean
from koreamap.export.request import name_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

KML = "{http://www.opengis.net/kml/2.2}"
FORMATS = sorted(id_ for id_, (spec, _write) in find_formats().items() if spec.target == "file" and id_ != "atlas-pdf")
"""An atlas is a sheet for each area, and the made-up map has features in one of them."""


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], bytes]:
    """Write a format once, when it is first asked for."""
    folder = tmp_path_factory.mktemp("hostile")

    def write(format_id: str) -> bytes:
        out = folder / format_id
        if not out.exists():
            get_format(format_id).write(make_hostile(format_id, HARM), out, lambda _step: None)
        return out.read_bytes()

    return write


class Elements(HTMLParser):
    """What a viewer makes of a text that it takes for HTML."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.words = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.add(f"{tag}{attrs or ''}")

    def handle_comment(self, data: str) -> None:
        self.found.add(f"a comment: {data}")

    def handle_data(self, data: str) -> None:
        self.words += data


@pytest.mark.parametrize(
    "format_id",
    [pytest.param(id_, marks=pytest.mark.thorough if id_ == "print-png" else ()) for id_ in FORMATS],  # the PDF's pages
)
def test_every_format_is_written_and_names_no_file_after_words(written: Callable[[str], bytes], format_id: str) -> None:
    data = written(format_id)
    assert data
    assert re.fullmatch(r"[\w.-]+", name_file(make_hostile(format_id, HARM).request))
    if zipfile.is_zipfile(io.BytesIO(data)):
        for name in zipfile.ZipFile(io.BytesIO(data)).namelist():
            assert re.fullmatch(r"[\w./-]+", name), name
            assert not {"..", "/"} & set(PurePosixPath(name).parts), name


@pytest.mark.parametrize("format_id", ["kml", "kmz"])
def test_a_globe_viewer_is_shown_words(written: Callable[[str], bytes], format_id: str) -> None:
    data = written(format_id)
    if format_id == "kmz":
        data = zipfile.ZipFile(io.BytesIO(data)).read("doc.kml")
    root = etree.fromstring(data)
    said = [Elements(node.text or "") for node in root.iter(f"{KML}description")]
    assert set().union(*(each.found for each in said)) <= {"h3", "h4", "p", "b", "br", "blockquote", "small"}
    folders = [Elements(node.findtext(f"{KML}description") or "") for node in root.iter(f"{KML}Folder")]
    assert folders
    assert {folder.words for folder in folders} == {HARM}


@pytest.mark.thorough
def test_a_printed_sheet_shows_words_and_leads_nowhere_else(written: Callable[[str], bytes]) -> None:
    sheet = pypdf.PdfReader(io.BytesIO(written("print-pdf")))
    said = "".join("".join(page.extract_text() for page in sheet.pages).split())
    assert "".join(clean(HARM).split())[:60] in said
    leads = [str(note) for page in sheet.pages for note in page.get("/Annots") or ()]
    assert not re.search(r"javascript|/Launch|onerror", " ".join(leads), re.IGNORECASE)
    assert not {"/JavaScript", "/EmbeddedFiles"} & set((sheet.trailer["/Root"].get("/Names") or {}).keys())


@pytest.mark.thorough
def test_the_pictures_of_a_sheet_are_its_pages(written: Callable[[str], bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(written("print-png"))) as archive:
        pages = [Image.open(io.BytesIO(archive.read(name))) for name in archive.namelist() if name.endswith(".png")]
    assert len(pages) == len(pypdf.PdfReader(io.BytesIO(written("print-pdf"))).pages)
    assert {page.format for page in pages} == {"PNG"}
    assert HARM[:8] not in str([page.info for page in pages])


def test_a_figure_holds_no_script_and_fetches_nothing(written: Callable[[str], bytes]) -> None:
    drawing = etree.fromstring(written("figure-svg"))
    names = {etree.QName(node).localname for node in drawing.iter(etree.Element)}
    assert not {"script", "image", "img", "foreignObject", "a", "use"} & names
    assert not [key for node in drawing.iter(etree.Element) for key in node.attrib if key.startswith("on")]
    assert clean(HARM)[:20] in "".join(drawing.itertext())


@pytest.mark.parametrize("format_id", ["annotations", "csl-json", "linked-places"])
def test_json_says_the_words(written: Callable[[str], bytes], format_id: str) -> None:
    assert HARM in collect_texts(json.loads(written(format_id)))


def collect_texts(value: object) -> str:
    match value:
        case dict():
            return "\n".join(map(collect_texts, value.values()))
        case list():
            return "\n".join(map(collect_texts, value))
    return str(value)


def test_tei_says_the_words(written: Callable[[str], bytes]) -> None:
    archive = zipfile.ZipFile(io.BytesIO(written("tei")))
    roots = [etree.fromstring(archive.read(name)) for name in archive.namelist() if name.endswith(".xml")]
    assert any("onerror=window.hacked=1" in "".join(root.itertext()) for root in roots)
    assert not [node for root in roots for node in root.iter("{*}script", "{*}img", etree.Comment)]


def test_no_cell_of_a_table_is_a_formula(tmp_path: Path) -> None:
    get_format("links-csv").write(make_hostile("links-csv", f"=1+1 {HARM}"), tmp_path / "links.csv", lambda _step: None)
    rows = list(csv.reader(io.StringIO((tmp_path / "links.csv").read_text(encoding="utf-8-sig"))))
    cells = [cell for row in rows for cell in row]
    assert any(cell.startswith("'=1+1 </script>") for cell in cells)
    assert not [cell for cell in cells if re.match(r"[=+@\t\r]|-\D", cell)]


# --- addresses of the page


@pytest.mark.parametrize(
    "query",
    [
        "feature=<script>alert(1)</script>",
        "%0d%0aSet-Cookie:%20a=b",
        "\r\nSet-Cookie: a=b",
        "//evil.example",
        "\u202eabc",
    ],
)
def test_an_address_is_not_repeated_in_an_answer(query: str) -> None:
    answers = next(each for each in build_middleware("") if each.cls is AnswersMiddleware)
    app = AnswersMiddleware(Starlette(), **answers.kwargs)
    for path in ("/", "/claims", "/places", "/nowhere"):
        plain, answer = (ask(app, f"{path}{rest}", accept="text/html") for rest in ("", f"?{query}"))
        assert (answer.status, answer.body) == (plain.status, plain.body)
    moved = ask(app, f"/explore?{query}")
    assert moved.headers["location"].startswith("./?")
    assert not re.search(r"[\r\n<>]", moved.headers["location"])
    assert "set-cookie" not in moved.headers
