"""An archive answers by place, box, period and words, and to nothing else that is asked of it."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import duckdb
import pyarrow as pa
import pytest
from click.testing import CliRunner
from pyarrow import parquet

from koreamap.archive.asking import Counted, Question, ask, open_archive
from koreamap.archive.places import find_places_in
from koreamap.atlas import read_atlas
from koreamap.cli import main
from koreamap.errors import ArchiveError

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

    from koreamap.archive.asking import Archive

TEXTS = {
    "1950.txt": "The truce was far away; Seoul had a harsh winter.",
    "1951-07-10-talks.txt": "Talks began at Kaesong. At Seoul they waited.",
    "1951-10.txt": "The talks moved to Panmunjom, by 100% (sic).",
    "1953-07-27.txt": "Signed at Panmunjom.\n\n판문점에서 서명하였다. \x1b[31m",
    "undated.txt": "Baengnyeongdo, an ISLAND",
}


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, list(map(str, arguments)))


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("texts")
    for name, text in TEXTS.items():
        (folder / name).write_text(text)
    out = folder / "links.parquet"
    assert run("link", folder, "--out", out).exit_code == 0
    return out


@pytest.fixture(scope="module")
def archive(path: Path) -> Archive:
    return open_archive(path)


def find(archive: Archive, question: Question) -> list[str]:
    found = [f"{mention.document[:7]} {mention.place}" for mention in archive.find(question)]
    assert archive.count(question) == len(found)
    return found


ALL = [
    "1950.tx seoul", "1951-07 kaesong", "1951-07 seoul", "1951-10 panmunjom", "1953-07 panmunjom", "1953-07 panmunjom",
    "undated baengnyeongdo",
]  # fmt: skip


@pytest.mark.thorough
def test_all_is_found_in_the_order_of_the_file(archive: Archive) -> None:
    assert find(archive, Question()) == ALL
    assert [m.place for m in archive.find(Question(), limit=2, offset=3)] == ["panmunjom", "panmunjom"]


@pytest.mark.parametrize(
    ("places", "rows"),
    [(("seoul",), [0, 2]), (("kaesong", "seoul"), [0, 1, 2]), ((), []), (("' OR 1=1 --",), [])],
)
def test_by_place(archive: Archive, places: tuple[str, ...], rows: list[int]) -> None:
    assert find(archive, Question(places=places)) == [ALL[row] for row in rows]


@pytest.mark.parametrize(
    ("first", "last", "rows"),
    [
        ("1951", "", [1, 2, 3, 4, 5]),
        ("1951-07-11", "", [3, 4, 5]),
        ("1951-10-20", "", [3, 4, 5]),  # the document is of some day of that month
        ("1950-06-25", "1951-07-09", [0]),
        ("1950-06-25", "1951-07", [0, 1, 2]),
        ("", "1951", [0, 1, 2, 3]),
        ("1953-07-27", "1953-07-27", [4, 5]),
        ("1953-07-28", "1953", []),
        ("1949", "1949", []),
    ],
)
def test_by_period(archive: Archive, first: str, last: str, rows: list[int]) -> None:
    assert find(archive, ask(first=first, last=last)) == [ALL[row] for row in rows]


@pytest.mark.parametrize(
    ("words", "rows"),
    [
        ("TALKS", [1, 2, 3]),
        ("talks waited", [1, 2]),
        ("island", [6]),
        ("서명", [5]),
        ("100% (sic).", [3]),
        (".*", []),
        ("", [0, 1, 2, 3, 4, 5, 6]),
    ],
)
def test_by_words_as_they_stand(archive: Archive, words: str, rows: list[int]) -> None:
    assert find(archive, ask(words=words)) == [ALL[row] for row in rows]


def test_conditions_hold_together(archive: Archive) -> None:
    assert find(archive, ask(places=("seoul",), first="1951", words="talks")) == [ALL[2]]


def test_counts(archive: Archive) -> None:
    assert archive.count_by("place", Question()) == [
        ("panmunjom", 3), ("seoul", 2), ("baengnyeongdo", 1), ("kaesong", 1),
    ]  # fmt: skip
    assert archive.count_by("year", Question()) == [("", 1), ("1950", 1), ("1951", 3), ("1953", 2)]
    assert archive.count_by("document", ask(words="talks"), limit=1) == [("1951-07-10-talks.txt", 2)]
    assert archive.count_by("place", Question(), limit=1, offset=1) == [("seoul", 2)]


def test_place_is_in_a_box_where_its_point_is() -> None:
    inside = find_places_in(read_atlas().places, (124.3, 37.2, 126.3, 38.3))
    assert {"baengnyeongdo", "yeonpyeongdo"} <= set(inside)
    assert not {"seoul", "panmunjom", "38th-parallel"} & set(inside)


# The command


def test_mentions_are_printed_between_their_words_and_no_control_reaches_the_terminal(path: Path) -> None:
    done = run("find", path, "--from", "1953", "--limit", 1)
    assert done.stdout.splitlines() == [
        "date        document           place      words",
        "1953-07-27  1953-07-27.txt p1  panmunjom  Signed at [Panmunjom].",
    ]
    assert done.stderr == "2 mentions, 1 to 1 shown\n"
    assert "\x1b" not in run("find", path).stdout


def test_answers_as_lines_of_json_and_csv(path: Path) -> None:
    rows = [
        json.loads(line) for line in run("find", path, "--format", "jsonl", "--place", "kaesong").stdout.splitlines()
    ]
    assert rows == parquet.read_table(path).to_pylist()[1:2]
    done = run("find", path, "--format", "csv", "--bbox", "western-islands")
    assert [row["place"] for row in csv.DictReader(io.StringIO(done.stdout))] == ["baengnyeongdo"]


def test_counts_are_printed(path: Path) -> None:
    assert run("find", path, "--count-by", "year").stdout.splitlines() == [
        "year  mentions", "-     1", "1950  1", "1951  3", "1953  2",
    ]  # fmt: skip
    assert json.loads(run("find", path, "--count-by", "place", "--format", "jsonl").stdout.splitlines()[0]) == {
        "place": "panmunjom",
        "mentions": 3,
    }


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--place", "seul"], "found 'seul', expected an id that there is: seoul"),
        (["--bbox", "1,2"], "bbox: found '1,2'"),
        (["--from", "July 1953"], "from: found 'July 1953', expected a date as 1953-07-27"),
        (["--to", "1953-02-30"], "to: found '1953-02-30'"),
        (["--from", "1954", "--to", "1953"], "period: found 1954 to 1953"),
        (["--words", "a " * 21], "words: found 21 words"),
    ],
)
def test_what_cannot_be_asked_is_said_in_a_sentence(path: Path, options: list[str], said: str) -> None:
    done = run("find", path, *options)
    assert done.exit_code == 2
    assert said in done.stderr
    assert done.stdout == ""


def test_place_that_only_the_file_has_is_found(path: Path, tmp_path: Path) -> None:
    table = parquet.read_table(path).slice(0, 1)
    own = table.set_column(table.column_names.index("place"), "place", pa.array(["own-place"]))
    parquet.write_table(own, tmp_path / "own.parquet")
    assert "1 mention\n" in run("find", tmp_path / "own.parquet", "--place", "own-place").stderr


# What it may do


def test_other_files_are_refused_by_name(tmp_path: Path, path: Path) -> None:
    (tmp_path / "text.parquet").write_text("Seoul")
    parquet.write_table(pa.table({"place": ["seoul"]}), tmp_path / "other.parquet")
    for name, found in (
        ("none.parquet", "no such file"), ("text.parquet", "no Parquet file"), ("other.parquet", "no column context, "),
        ("*.parquet", "a name with"),
    ):  # fmt: skip
        done = run("find", tmp_path / name)
        assert done.exit_code == 2
        assert f"archive: found {found}" in done.stderr
    broken = path.read_bytes()
    (tmp_path / "broken.parquet").write_bytes(broken[:4] + bytes(200) + broken[204:])
    assert "archive: found" in run("find", tmp_path / "broken.parquet").stderr


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM read_text('/etc/hostname')",
        "SELECT * FROM read_parquet('{folder}/other.parquet')",
        "SELECT * FROM read_parquet('https://127.0.0.1:9/a.parquet')",
        "COPY (SELECT 1) TO '{folder}/made.csv'",
        "ATTACH '{folder}/made.db'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET enable_external_access = true",
        "SET allowed_paths = []",
    ],
)
def test_database_reads_the_file_and_nothing_else(archive: Archive, path: Path, statement: str) -> None:
    other = path.parent / "other.parquet"
    parquet.write_table(pa.table({"place": ["seoul"]}), other)
    try:
        with pytest.raises(duckdb.Error):
            archive._connection.cursor().execute(statement.format(folder=path.parent))
    finally:
        other.unlink()
    assert not list(path.parent.glob("made.*"))


def test_text_is_a_value_and_never_a_statement(archive: Archive) -> None:
    for words in ("'; DROP TABLE x; --", '" OR "1"="1', "\\", "(", "[", "{0}", "%", "_", "?"):
        archive.count(ask(words=words))
    with pytest.raises(ArchiveError):
        ask(first="1953'--")


# Other files of links


def test_names_left_over_are_rows_and_no_mentions(tmp_path: Path) -> None:
    (tmp_path / "1951.txt").write_text("From Tsushima to Panmunjom, by Zorbach.")
    out = tmp_path / "links.parquet"
    assert run("link", tmp_path / "1951.txt", "--out", out, "--suggest").exit_code == 0
    rows = [(row["exact"], row["place"], row["grade"]) for row in parquet.read_table(out).to_pylist()]
    assert rows == [
        ("Tsushima", "", "suggestion"), ("Panmunjom", "panmunjom", "exact"), ("Zorbach", "", "suggestion")
    ]  # fmt: skip
    archive = open_archive(out)
    assert [m.exact for m in archive.find(Question())] == ["Panmunjom"]
    assert archive.count(ask(words="zorbach")) == 1
    assert archive.count_by("place", Question()) == [Counted("panmunjom", 1)]
    assert archive.count_by("document", Question()) == [Counted("1951.txt", 1)]
    assert "1 mention" in run("find", out).stderr


def test_file_without_the_files_hashes_is_asked_as_before(path: Path, tmp_path: Path) -> None:
    old = tmp_path / "old.parquet"
    parquet.write_table(parquet.read_table(path).drop_columns("file_sha256"), old)
    found = open_archive(old).find(Question())
    assert [mention.place for mention in found] == [each.split()[1] for each in ALL]
    assert {mention.file_sha256 for mention in found} == {""}
    assert run("find", old, "--format", "csv").exit_code == 0


@pytest.mark.parametrize("place", ["panmunjom", "Panmunjom", "PANMUNJOM", "판문점"])
def test_a_place_is_asked_for_by_its_id_or_a_name(path: Path, place: str) -> None:
    asked = run("find", path, "--place", place, "--count-by", "place", "--format", "csv")
    assert asked.exit_code == 0, asked.output
    assert asked.stdout == run("find", path, "--place", "panmunjom", "--count-by", "place", "--format", "csv").stdout
    assert "panmunjom" in asked.stdout
    assert "seoul" not in asked.stdout


def test_a_name_that_no_place_has_is_refused(path: Path) -> None:
    asked = run("find", path, "--place", "Panmunjon")
    assert asked.exit_code != 0
    assert "Panmunjon" in asked.stderr
    assert "panmunjom" in asked.stderr
