"""An archive is linked whole, once, in order, whoever does it and however often it was stopped."""

from __future__ import annotations

import csv
import hashlib
import io
import itertools
import json
import os
import pickle
import re
import signal
import subprocess
import sys
import tracemalloc
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from types import ModuleType
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from pyarrow import parquet

from koreamap.archive import linking
from koreamap.archive.chunks import make_chunks
from koreamap.archive.dating import find_date
from koreamap.archive.job import Job, link_archive
from koreamap.archive.linking import Note, read_note
from koreamap.archive.parts import Parts, open_parts
from koreamap.archive.progress import Amount, Progress
from koreamap.archive.workers import Workers, link_chunks
from koreamap.cli import main
from koreamap.errors import DocumentError, ExportError
from koreamap.link_files import find_files

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result


def link(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["link", *map(str, arguments)])


def read_rows(path: Path) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = parquet.read_table(path).to_pylist()
    return rows


@pytest.fixture(autouse=True)
def _own_main(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hide a page's script that another test ran as ``__main__``: new processes would run it again."""
    monkeypatch.setitem(sys.modules, "__main__", ModuleType("__main__"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make so many small files that there are four chunks."""
    parent = tmp_path_factory.mktemp("archive")
    for number in range(3200):
        if number % 100 == 0:
            box = parent / f"box-{number // 100:02}"
            box.mkdir()
        place = ("Panmunjom", "백령도에서", "the NLL", "nothing")[number % 4]
        (box / f"{number:05}.txt").write_text(f"Letter {number}, from {place}.")
    return parent


@pytest.fixture(scope="module")
def whole(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Link it in one go, with one process."""
    out = tmp_path_factory.mktemp("whole") / "links.parquet"
    done = link(folder, "--out", out, "--jobs", 1)
    assert done.exit_code == 0, done.stderr
    assert "wrote 2400 mentions in 3200 of 3200 files" in done.stderr
    return out


# Rows


def test_row_says_where_what_when_and_in_which_words(tmp_path: Path) -> None:
    text = "12 March 1952\r\n\r\n" + "word " * 40 + "at Panmunjom, " + "word " * 40 + "\r\n\r\nEnd"
    data = b"\xef\xbb\xbf" + text.encode()
    (tmp_path / "letter.txt").write_bytes(data)
    link(tmp_path / "letter.txt", "--out", tmp_path / "links.parquet")
    (row,) = read_rows(tmp_path / "links.parquet")
    start = text.index("Panmunjom")
    assert row == {
        "document": "letter.txt", "start": start, "end": start + 9, "exact": "Panmunjom", "place": "panmunjom",
        "grade": "exact", "passage": "p2", "date": "1952-03-12", "context": text[start - 100 : start + 109],
        "context_start": start - 100, "text_sha256": hashlib.sha256(text.encode()).hexdigest(),
        "file_sha256": hashlib.sha256(data).hexdigest(),
    }  # fmt: skip


def test_context_ends_with_its_passage(tmp_path: Path) -> None:
    (tmp_path / "note.md").write_text("Before.\n\nAt Seoul now.\n\nAfter.")
    link(tmp_path / "note.md", "--out", tmp_path / "links.parquet")
    (row,) = read_rows(tmp_path / "links.parquet")
    assert (row["context"], row["context_start"]) == ("At Seoul now.", 9)


def test_csv_has_the_columns_of_parquet_and_lines_of_json_those_of_a_stream(tmp_path: Path) -> None:
    (tmp_path / "1951-07-10.txt").write_text("Kaesong")
    for name in ("a.csv", "a.parquet", "a.jsonl", "a.out"):
        assert link(tmp_path / "1951-07-10.txt", "--out", tmp_path / name).exit_code == 0
    (in_csv,) = csv.DictReader(io.StringIO((tmp_path / "a.csv").read_bytes().decode("utf-8-sig")))
    (in_parquet,) = read_rows(tmp_path / "a.parquet")
    assert in_csv == {name: str(value) for name, value in in_parquet.items()}
    assert in_csv["date"] == "1951-07-10"
    lines = (tmp_path / "a.jsonl").read_bytes()
    assert list(json.loads(lines)) == ["document", "start", "end", "exact", "place", "grade", "passage"]
    assert (tmp_path / "a.out").read_bytes() == lines == link(tmp_path / "1951-07-10.txt").stdout_bytes


@pytest.mark.parametrize(
    ("name", "text", "date"),
    [
        ("box/1952-03-12-letter.txt", "", "1952-03-12"),
        ("letter_19520312.txt", "", "1952-03-12"),
        ("1952-03.txt", "", "1952-03"),
        ("report 1952.md", "", "1952"),
        ("1952/letter.txt", "", ""),
        ("n1952.txt", "", ""),
        ("1952-13-40.txt", "", ""),
        ("1952-02-30.txt", "", ""),
        ("0451-page-1234.txt", "", ""),
        ("a.txt", "\n\n  Munsan, 12 March 1952\nDear Sir", "1952-03-12"),
        ("a.txt", "March 12th, 1952. Dear Sir", "1952-03-12"),
        ("a.txt", "Minutes of 1952-03-12", "1952-03-12"),
        ("a.txt", "Report for Sept. 1952", "1952-09"),
        ("a.txt", "1952년 3월 12일 판문점", "1952-03-12"),
        ("a.txt", "31 February 1952, or 1 March 1952", "1952-03-01"),
        ("a.txt", "Dear Sir,\n12 March 1952", ""),
        ("a.txt", "In 1952 we met 12 people; mayor 1952", ""),
        ("2001-01-01.txt", "---\ntitle: x\ndate: 1952-03-12\n---\n3 May 1953", "1952-03-12"),
        ("a.txt", '+++\r\ndate = "1952"\r\n+++\r\n', "1952"),
        ("a.txt", "---\ntitle: x\n---\n\n3 May 1953", "1953-05-03"),
        ("a.txt", "---\nno front matter\ndate: 1952-03-12", ""),
    ],
)
def test_date_follows_from_front_matter_name_or_first_line(name: str, text: str, date: str) -> None:
    assert find_date(name, text) == date


# Files


def test_files_come_by_name_folder_by_folder(tmp_path: Path) -> None:
    for name in ("b/1.txt", "b.txt", "b-a/2.md", "a/z/3.txt", "a/b.txt", "c.png"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("Seoul")
    (tmp_path / "round").symlink_to(tmp_path)
    (tmp_path / "d.txt").symlink_to(tmp_path / "b.txt")
    found = [file.document for file in find_files([tmp_path], print)]
    assert found == ["a/b.txt", "a/z/3.txt", "b/1.txt", "b-a/2.md", "b.txt", "d.txt"]
    paths = [path for path in sorted(tmp_path.rglob("*")) if path.suffix in {".txt", ".md"}]
    assert found == [path.relative_to(tmp_path).as_posix() for path in paths]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may look into any folder")
def test_folder_that_cannot_be_looked_into_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Seoul")
    (tmp_path / "shut").mkdir(mode=0)
    done = link(tmp_path, "--out", tmp_path / "links.parquet")
    assert done.exit_code == 1
    assert "shut: found Permission denied" in done.stderr


@pytest.mark.thorough
def test_files_are_asked_for_as_they_are_needed(folder: Path) -> None:
    """Half as many files again take no more memory."""

    def measure(count: int) -> int:
        boxes = sorted(folder.iterdir())[:count]
        tracemalloc.start()
        for _chunk in make_chunks(find_files(boxes, print)):
            pass
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return peak

    measure(1)
    assert measure(32) < measure(21) * 1.1


# Whole, once, in order


@pytest.mark.thorough  # three processes load everything
def test_processes_write_what_one_writes(folder: Path, whole: Path, tmp_path: Path) -> None:
    done = link(folder, "--out", tmp_path / "links.parquet", "--jobs", 2)
    assert done.exit_code == 0, done.stderr
    assert (tmp_path / "links.parquet").read_bytes() == whole.read_bytes()
    assert list(tmp_path.iterdir()) == [tmp_path / "links.parquet"]
    rows = read_rows(whole)
    assert rows == sorted(rows, key=lambda row: (row["document"], row["start"], row["end"], row["place"]))


KILLED = """
import os, signal, sys
from koreamap.archive import parts
from koreamap.cli import main

keep, kept = parts.Parts.keep, []

def keep_and_die(self, name, data):
    keep(self, name, data)
    kept.append(name)
    if len(kept) == 2:
        os.kill(os.getpid(), signal.SIGKILL)

parts.Parts.keep = keep_and_die
main()
"""


@pytest.mark.thorough
@pytest.mark.parametrize("jobs", [1, 2])
def test_job_that_was_killed_is_gone_on_with(folder: Path, whole: Path, tmp_path: Path, jobs: int) -> None:
    out = tmp_path / "links.parquet"
    out.write_text("before")
    command = [sys.executable, "-c", KILLED, "link", str(folder), "--out", str(out), "--jobs", str(jobs)]
    # Its processes hold the pipe: who waits for its end waits until they are gone, too.
    done = subprocess.run(command, capture_output=True, timeout=100, check=False)  # noqa: S603 - ours
    assert done.returncode == -signal.SIGKILL
    assert out.read_text() == "before"
    again = link(folder, "--out", out, "--jobs", 1)
    assert again.exit_code == 0
    assert re.search("taking over (2,000|1,200) of 3,200 files", again.stderr)
    assert out.read_bytes() == whole.read_bytes()
    assert list(tmp_path.iterdir()) == [out]


@pytest.fixture
def stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Link a few files, and stop before they are put together."""
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "a.txt").write_text("Seoul")
    (texts / "b.txt").write_bytes(b"\0\1")
    (texts / "c.txt").write_bytes("판문점".encode("cp949"))

    def stop(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("koreamap.archive.job.write_joined", stop)
        done = link(texts, "--out", tmp_path / "links.parquet")
    assert done.exit_code == 2
    assert "No space left on device" in done.stderr
    assert not (tmp_path / "links.parquet").exists()
    return texts


def test_bad_file_and_encoding_are_told_again_when_a_job_is_gone_on_with(stopped: Path) -> None:
    done = link(stopped, "--out", stopped.parent / "links.parquet")
    assert done.exit_code == 1
    assert "taking over 3 of 3 files" in done.stderr
    assert "b.txt: found bytes that are no text" in done.stderr
    assert "c.txt: read as cp949" in done.stderr
    assert [row["place"] for row in read_rows(stopped.parent / "links.parquet")] == ["seoul", "panmunjom"]


def test_changed_file_is_linked_anew(stopped: Path) -> None:
    (stopped / "a.txt").write_text("Korea")  # of the same size
    os.utime(stopped / "a.txt", ns=(0, 1))
    done = link(stopped, "--out", stopped.parent / "links.parquet")
    assert "beginning anew" in done.stderr
    assert [row["exact"] for row in read_rows(stopped.parent / "links.parquet")] == ["Korea", "판문점"]


@pytest.mark.thorough
def test_places_of_the_user_s_own_are_in_the_rows_and_begin_anew(
    tmp_path: Path, personal_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(linking, "_read_linker", linking._read_linker.__wrapped__)
    monkeypatch.setattr(linking, "_describe_linker", linking._describe_linker.__wrapped__)
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "note.txt").write_text("At Quimbley.", encoding="utf-8")
    before = linking.describe_settings(suggest=False)
    (tmp_path / "camps.csv").write_text("name,lon,lat\nQuimbley,127,38\n", encoding="utf-8")
    assert CliRunner().invoke(main, ["places", "import", str(tmp_path / "camps.csv")]).exit_code == 0
    assert (personal_folder / "layers" / "camps").is_dir()
    assert linking.describe_settings(suggest=False) != before
    assert link(tmp_path / "letters", "--out", tmp_path / "links.parquet", "--jobs", 1).exit_code == 0
    assert [row["place"] for row in read_rows(tmp_path / "links.parquet")] == ["own-camps-quimbley"]


def test_other_option_or_gazetteer_begins_anew(stopped: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = stopped.parent / "links.parquet"
    monkeypatch.setattr("koreamap.archive.linking._describe_linker", lambda: "another")
    assert "beginning anew" in link(stopped, "--out", out).stderr
    out.unlink()
    monkeypatch.undo()
    assert "taking over" not in link(stopped, "--out", out, "--suggest").stderr


def test_part_that_is_broken_or_worth_another_try_is_made_again(tmp_path: Path) -> None:
    from koreamap.archive.linking import _write  # noqa: PLC0415 - private

    parts = Parts(tmp_path)
    empty: tuple[list[str | int], ...] = tuple([] for _ in range(12))
    parts.keep("0" * 32, _write(empty, Note(read=1)))
    parts.keep("1" * 32, _write(empty, Note(read=1, is_final=False)))
    parts.keep("2" * 32, _write(empty, Note(read=1))[:-9])
    assert parts.find() == {"0" * 32}
    with parquet.ParquetFile(parts.find_path("0" * 32)) as part:
        assert read_note(part).read == 1


def test_only_one_run_writes_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Seoul")
    with open_parts(tmp_path / "links.parquet"):
        done = link(tmp_path / "a.txt", "--out", tmp_path / "links.parquet")
    assert done.exit_code == 2
    assert "another run that writes it" in done.stderr


def test_what_somebody_put_beside_the_parts_stays(stopped: Path) -> None:
    other = stopped.parent / "links.parquet.parts" / "mine.txt"
    other.write_text("mine")
    assert link(stopped, "--out", stopped.parent / "links.parquet").exit_code == 1
    assert list(other.parent.iterdir()) == [other]


# Processes


def test_process_that_was_ended_is_told_in_a_sentence() -> None:
    class Broken:
        def submit(self, *_: object) -> Future[bytes]:
            future: Future[bytes] = Future()
            future.set_exception(BrokenProcessPool())
            return future

    with pytest.raises(ExportError, match="fewer --jobs"):
        list(link_chunks(Workers(Broken(), 2), [("a", None)]))  # type: ignore[arg-type]  # never looked at


def test_error_reaches_another_process_whole() -> None:
    error = pickle.loads(pickle.dumps(DocumentError("a.txt", found="x", expected="y", file="z")))  # noqa: S301 - ours
    assert isinstance(error, DocumentError)
    assert str(error) == "a.txt: found x, expected y (z)"


# Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_bar_shows_rate_and_time_left_of_what_is_not_taken_over() -> None:
    now = [0.0]
    stream = Terminal()
    progress = Progress(stream, lambda: now[0])
    progress.begin(Amount(400, 100_000_000), Amount(200, 50_000_000))
    now[0] = 5.0
    progress.step(Amount(100, 25_000_000))
    assert stream.getvalue() == "\r[##################------]  75%, 300 of 400 files, 5.0 MB/s, 0:05 left"
    progress.say("a.txt: read as cp949")
    assert stream.getvalue().endswith("\ra.txt: read as cp949\n")


def test_what_is_written_into_one_file_is_shown_part_by_part(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts/a.txt").write_text("Seoul")
    stream = io.StringIO()
    clock = itertools.count(0, 20)
    job = Job(paths=(tmp_path / "texts",), out=tmp_path / "links.parquet", format_="parquet", suggest=False, jobs=1)
    link_archive(job, Progress(stream, lambda: next(clock)))
    told = [line.split(",")[:2] for line in stream.getvalue().splitlines()[:-1]]
    assert told == [["linking: 100%", " 1 of 1 files"], ["writing: 100%", " 1 of 1 parts"]]


def test_without_a_terminal_lines_come_now_and_then() -> None:
    now = [0.0]
    stream = io.StringIO()
    progress = Progress(stream, lambda: now[0])
    progress.begin(Amount(4, 4_000_000), Amount())
    for _ in range(4):
        now[0] += 10.0
        progress.step(Amount(1, 1_000_000))
    progress.end()
    assert stream.getvalue() == (
        "linking:  50%, 2 of 4 files, 0.1 MB/s, 0:20 left\nlinking: 100%, 4 of 4 files, 0.1 MB/s, 0:00 left\n"
    )
