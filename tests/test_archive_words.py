"""The index of words finds the rows that a look at every context finds, and no other program is troubled by it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import duckdb
import pyarrow as pa
import pytest
from pyarrow import parquet

from koreamap.archive import words
from koreamap.archive.asking import Archive, ask, open_archive
from koreamap.archive.joining import write_joined
from koreamap.archive.linking import SCHEMA, Mention
from koreamap.archive.words import SECTION_ROWS
from koreamap.errors import ArchiveError

if TYPE_CHECKING:
    from pathlib import Path

ROWS = SECTION_ROWS + 700
SEOUL = SECTION_ROWS + 5


def write_context(number: int) -> str:
    """Each names its number; most are in Seoul; one, in the second section, is Korean."""
    if number == SEOUL:
        return "서울에서\u00a0서명하였다. ÉTÉ\u3000(sic)"
    return f"No. {number}: {'Seoul' if number % 8 else 'PANMUNJOM'}\nand\thome"


def write_part(folder: Path, contexts: list[str]) -> Path:
    usual = {"document": "a.txt", "exact": "Seoul", "place": "seoul", "grade": "exact", "passage": "p1", "date": "1951"}
    columns = [
        pa.array(contexts if name == "context" else range(len(contexts)) if name == "start"
                 else [usual.get(name, "" if SCHEMA.field(name).type == pa.string() else 0)] * len(contexts))
        for name in Mention._fields
    ]  # fmt: skip
    parquet.write_table(pa.table(columns, schema=SCHEMA), folder / "part.parquet")
    return folder / "part.parquet"


def write_archive(folder: Path, contexts: list[str]) -> Path:
    write_joined(folder / "links.parquet", [write_part(folder, contexts)], "parquet")
    return folder / "links.parquet"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write two sections, whose words fill a list each."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(words, "MOST_WORDS", 1000)
        return write_archive(tmp_path_factory.mktemp("archive"), [write_context(number) for number in range(ROWS)])


@pytest.fixture(scope="module")
def archive(path: Path) -> Archive:
    return open_archive(path)


@pytest.mark.parametrize(
    ("asked", "rows"),
    [
        ("65541:", []),
        ("65542:", [65542]),
        (
            "6554",
            [6554, 16554, 26554, 36554, 46554, 56554, 65540, 65542, 65543, 65544, 65545, 65546, 65547, 65548, 65549],
        ),
        ("서울", [SEOUL]),
        ("서명하였다.", [SEOUL]),
        ("été", [SEOUL]),
        ("(SIC)", [SEOUL]),
        ("panmun 6640:", [6640, 16640, 26640, 36640, 46640, 56640]),
        ("seoul panmunjom", []),
        ("nowhere", []),
        (".*", []),
        ("\ud800", []),
    ],
)
def test_rows_that_have_the_words_are_found(archive: Archive, asked: str, rows: list[int]) -> None:
    found = [mention.start for mention in archive.find(ask(words=asked), limit=10_000)]
    assert found == rows


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ("PANMUNJOM", 8280),  # each eighth of 66,236, from the first
        ("o", ROWS - 1),
        ("home and", ROWS - 1),
        ("no. seoul", ROWS - 1 - 8280),
    ],
)
def test_words_of_many_rows_are_counted(archive: Archive, asked: str, count: int) -> None:
    assert archive.count(ask(words=asked)) == count
    assert archive.count_by("place", ask(words=asked)) == [("seoul", count)]


def test_lists_of_words_are_renewed_when_they_are_long(path: Path, archive: Archive) -> None:
    assert archive._index is not None
    assert [len(volume.sections) for volume in archive._index._note.volumes] == [1, 1]
    assert path.read_bytes().count(b"\n65542:\n") == 1


def test_other_programs_read_the_rows_and_pass_over_the_index(path: Path) -> None:
    contexts = parquet.read_table(path).column("context").to_pylist()
    assert contexts == [write_context(number) for number in range(ROWS)]
    counted = duckdb.execute("SELECT count(DISTINCT context), sum(start) FROM read_parquet(?)", [str(path)]).fetchone()
    assert counted == (ROWS, ROWS * (ROWS - 1) // 2)


def test_file_of_other_programs_is_asked_without_an_index(path: Path, tmp_path: Path) -> None:
    """What pyarrow writes anew has the metadata still: the rows are others, or the index is not there."""
    table = parquet.read_table(path)
    for name, rows in (("same", table), ("few", table.slice(SEOUL - 1, 3))):
        parquet.write_table(rows, tmp_path / name)
        copy = open_archive(tmp_path / name)
        assert copy._index is None
        assert [mention.start for mention in copy.find(ask(words="서울 été"))] == [SEOUL]


def test_file_that_was_written_anew_meanwhile_is_not_misread(path: Path, tmp_path: Path) -> None:
    shutil.copy(path, tmp_path / "links.parquet")
    opened = open_archive(tmp_path / "links.parquet")
    write_archive(tmp_path, ["Seoul"] * 3)
    with pytest.raises(ArchiveError, match="open it again"):
        opened.count(ask(words="seoul"))


def test_broken_index_is_told(path: Path, tmp_path: Path, archive: Archive) -> None:
    assert archive._index is not None
    data = bytearray(path.read_bytes())
    at = archive._index._note.volumes[0].sections[0].at
    data[at + 24 : at + 300] = b"\xff" * 276  # numbers of words that there are not
    (tmp_path / "broken").write_bytes(data)
    with pytest.raises(ArchiveError, match="broken index"):
        open_archive(tmp_path / "broken").count(ask(words="home"))


def test_archive_without_a_mention_answers(tmp_path: Path) -> None:
    assert open_archive(write_archive(tmp_path, [])).count(ask(words="seoul")) == 0
