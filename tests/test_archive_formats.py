"""An archive of many formats is read whole; a file that breaks, hangs or kills its reader costs only itself."""

from __future__ import annotations

import hashlib
import os
import sys
from types import ModuleType
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from pyarrow import parquet

from koreamap.cli import main
from koreamap.errors import DocumentError
from koreamap.link_files import SUFFIXES
from koreamap.reading import process
from koreamap.reading.formats import find_file_formats
from koreamap.reading.many import FileReader
from made_files import FRUS, HTML, make_docx, make_hwpx, make_pdf

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

READER = """
import koreamap.reading.reader as reader
from koreamap.errors import DocumentError
read = reader.read_file
left = []
def read_file(name, data):
    if name.startswith("hangs"):
        import time; time.sleep(600)
    if name.startswith("works"):
        import time
        begun = time.process_time()
        while time.process_time() < begun + 1.1: pass
        import resource
        raise DocumentError(name, found=str(resource.getrlimit(resource.RLIMIT_CPU)[0]), expected="more")
    if name.startswith("dies"):
        import ctypes; ctypes.CDLL(None).abort()
    if name.startswith("prints"):
        print("a library's own words", flush=True)
    if name.startswith("greedy"):
        bytearray(2**31)
    if name.startswith("leaves"):
        left.append(name)
    if name.startswith("suffers") and left:
        raise MemoryError
    if name.startswith("faulty"):
        raise KeyError("oops")
    return read(name, data)
reader.read_file = read_file
from koreamap.reading.child import main
main()
"""


@pytest.fixture
def reader_with_faults(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a reader into the process that has the faults which files' names ask for."""
    monkeypatch.setattr(process, "PROGRAM", ("-c", READER))
    monkeypatch.setenv("KOREAMAP_MAX_SECONDS", "2")


def link(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["link", *map(str, arguments)])


def test_a_folder_is_searched_for_every_format_that_can_be_read() -> None:
    assert {suffix for form in find_file_formats().values() for suffix in form.SUFFIXES} == SUFFIXES


@pytest.mark.thorough
def test_every_format_of_a_folder_is_linked_and_a_broken_file_costs_only_itself(tmp_path: Path) -> None:
    folder = tmp_path / "letters"
    (folder / "box").mkdir(parents=True)
    write_formats(folder)
    (folder / "c.hwpx").rename(folder / "c.HWPX")
    (folder / "f.txt").write_text("At Seoul.")
    (folder / "box" / "broken.pdf").write_bytes(b"%PDF-1.7\n1 0 obj <<")
    (folder / "box" / "other.xml").write_text('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>')
    out = tmp_path / "links.parquet"
    done = link(folder, "--out", out, "--jobs", 1)
    assert done.exit_code == 1, done.stderr
    assert f"koreamap: {folder}/box/broken.pdf: found " in done.stderr
    assert f"{folder}/box/other.xml: skipped, XML of another kind: <svg>" in done.stderr.splitlines()
    assert "in 6 of 8 files" in done.stderr
    assert "of 4 files something was left out" in done.stderr
    rows = parquet.read_table(out).to_pylist()
    found = {row["document"]: {each["exact"] for each in rows if each["document"] == row["document"]} for row in rows}
    assert found["a.docx"] >= {"PAENGYONG-DO", "Panmunjom", "Kaesong", "백령도"}
    assert found["b.html"] == {"PAENGYONG-DO"}
    assert found["c.HWPX"] >= {"백령도", "연평도", "판문점"}
    assert found["d.pdf"] == {"Panmunjom"}
    assert found["e.xml"] >= {"PAENGYONG-DO", "Panmunjom", "Kaesong"}
    assert found["f.txt"] == {"Seoul"}
    assert {row["date"] for row in rows if row["document"] == "b.html"} == {"1953-07-27"}  # as the file's head says
    told = link(folder, "--format", "jsonl")
    assert told.exit_code == 1
    assert len(told.stdout.splitlines()) == len(rows)
    assert f"{folder}/a.docx: left out: " in told.stderr


def write_formats(folder: Path) -> None:
    """Write a file of each format that is none of plain text."""
    (folder / "a.docx").write_bytes(make_docx())
    (folder / "b.html").write_text(HTML)
    (folder / "c.hwpx").write_bytes(make_hwpx())
    (folder / "d.pdf").write_bytes(make_pdf("At Panmunjom, on the spot.\n"))
    (folder / "e.xml").write_text(FRUS)


@pytest.mark.thorough
def test_processes_write_of_other_formats_what_one_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("koreamap.archive.chunks._MOST_FILES", 1)
    monkeypatch.setitem(sys.modules, "__main__", ModuleType("__main__"))  # of another test: it would run again
    folder = tmp_path / "letters"
    folder.mkdir()
    write_formats(folder)
    files = []
    for jobs in (1, 2):
        files.append(tmp_path / f"{jobs}.parquet")
        done = link(folder, "--out", files[-1], "--jobs", jobs)
        assert done.exit_code == 0, done.stderr
        assert "in 5 of 5 files" in done.stderr
        assert "of 4 files something was left out" in done.stderr
    assert files[0].read_bytes() == files[1].read_bytes()
    documents = parquet.read_table(files[1]).column("document").unique().to_pylist()
    assert documents == ["a.docx", "b.html", "c.hwpx", "d.pdf", "e.xml"]


@pytest.mark.thorough
@pytest.mark.parametrize("out", [None, "links.parquet"])
def test_xml_that_is_no_tei_is_named_and_skipped_and_is_no_fault(tmp_path: Path, out: str | None) -> None:
    folder = tmp_path / "letters"
    folder.mkdir()
    (folder / "a.xml").write_text('<?xml version="1.0"?><mods><title>Panmunjom</title></mods>')
    (folder / "b.xml").write_text(FRUS)
    target = ["--out", tmp_path / out] if out else []
    done = link(folder, *target)
    assert done.exit_code == 0
    assert f"{folder}/a.xml: skipped, XML of another kind: <mods>" in done.stderr.splitlines()
    alone = link(folder / "a.xml", *target)
    assert alone.exit_code == 2


def test_file_is_told_by_the_hash_of_its_bytes(tmp_path: Path) -> None:
    data = make_docx()
    (tmp_path / "envoy.docx").write_bytes(data)
    link(tmp_path / "envoy.docx", "--out", tmp_path / "links.parquet")
    hashes = parquet.read_table(tmp_path / "links.parquet").column("file_sha256").unique().to_pylist()
    assert hashes == [hashlib.sha256(data).hexdigest()]


@pytest.mark.thorough
def test_offsets_count_in_the_text_that_add_keeps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KOREAMAP_FOLDER", str(tmp_path / "own"))
    file = tmp_path / "envoy.docx"
    file.write_bytes(make_docx())
    link(file, "--out", tmp_path / "links.parquet")
    added = CliRunner().invoke(main, ["add", str(file)])
    assert added.exit_code == 0, added.output
    (kept,) = (tmp_path / "own").rglob("text.txt")
    text = kept.read_bytes().decode()
    for row in parquet.read_table(tmp_path / "links.parquet").to_pylist():
        assert text[row["start"] : row["end"]] == row["exact"]
        assert row["text_sha256"] == hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.thorough
@pytest.mark.usefixtures("reader_with_faults")
def test_a_file_that_hangs_or_kills_its_reader_costs_only_itself(tmp_path: Path) -> None:
    for name in ("a", "dies", "e", "faulty", "g", "greedy", "hangs", "i", "prints", "z"):
        (tmp_path / f"{name}.html").write_text("<p>At Panmunjom, on the spot.")
    done = link(tmp_path, "--out", tmp_path / "links.parquet", "--jobs", 1)
    assert done.exit_code == 1
    rows = parquet.read_table(tmp_path / "links.parquet").to_pylist()
    assert [row["document"] for row in rows] == [f"{name}.html" for name in ("a", "e", "g", "i", "prints", "z")]
    for name, why in (
        ("dies", "KOREAMAP_MAX_MEMORY_MB"),
        ("faulty", "cannot cope with (KeyError: 'oops')"),
        ("greedy", "KOREAMAP_MAX_MEMORY_MB"),
        ("hangs", "KOREAMAP_MAX_SECONDS"),
    ):
        (said,) = (line for line in done.stderr.splitlines() if f"/{name}.html: found " in line)
        assert why in said


@pytest.mark.thorough
@pytest.mark.usefixtures("reader_with_faults")
def test_a_file_does_not_pay_for_what_one_before_it_left(tmp_path: Path) -> None:
    for name in ("leaves.html", "suffers.html"):
        (tmp_path / name).write_text("<p>Words.")
    with FileReader() as reader:
        assert reader.read(tmp_path / "leaves.html").text == "Words.\n"
        assert reader.read(tmp_path / "suffers.html").text == "Words.\n"


@pytest.mark.thorough  # the limit counts whole seconds of work
@pytest.mark.skipif(sys.platform == "win32", reason="no such limits")
@pytest.mark.usefixtures("reader_with_faults")
def test_a_process_that_reads_many_has_time_for_each(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KOREAMAP_MAX_SECONDS", "30")
    (tmp_path / "works.html").write_text("<p>Words.")
    limits = []
    with FileReader() as reader:
        for _ in range(2):
            with pytest.raises(DocumentError) as error:
                reader.read(tmp_path / "works.html")
            limits.append(int(error.value.found))
    assert limits[0] < limits[1] < limits[0] + 5


@pytest.mark.thorough
@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_a_name_that_is_no_text_is_told_by_its_bytes(tmp_path: Path) -> None:
    """As files from an old Korean system have: their names are in CP949."""
    folder = os.fsencode(tmp_path)
    for name, data in (
        (b"\xb0.txt", b"%PDF \0\xff\xfe\x81" * 3),
        (b"\xb1.pdf", b"%PDF-"),
        (b"\xb2.txt", "판문점".encode("cp949")),
    ):
        descriptor = os.open(os.path.join(folder, name), os.O_WRONLY | os.O_CREAT)  # noqa: PTH118 - bytes
        os.write(descriptor, data)
        os.close(descriptor)
    for done in (link(tmp_path, "--out", tmp_path / "links.parquet", "--jobs", 1), link(tmp_path)):
        assert done.exit_code == 1, done.output
        assert "\\xb0.txt: found bytes that are no text" in done.stderr
        assert "\\xb1.pdf: found a PDF that PDFium does not open" in done.stderr
        assert "\\xb2.txt: read as cp949" in done.stderr
    assert [row["exact"] for row in parquet.read_table(tmp_path / "links.parquet").to_pylist()] == ["판문점"]


def test_what_is_no_file_is_told(tmp_path: Path) -> None:
    with FileReader() as reader, pytest.raises(DocumentError, match="no such file"):
        reader.read(tmp_path / "gone.pdf")
