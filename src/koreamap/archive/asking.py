"""Ask a file that `job` wrote: by place, period and words, for mentions or for how many there are.

DuckDB reads the file, and nothing else: it may open no other, write none, reach no network and load no extension. All
that was asked is bound to a statement, never written into it.
"""

from __future__ import annotations

import threading
import unicodedata
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from koreamap.archive.dating import read_date
from koreamap.archive.linking import Mention
from koreamap.archive.words import fold_word, read_index
from koreamap.errors import ArchiveError

if TYPE_CHECKING:
    from pathlib import Path

    from koreamap.archive.words import WordIndex

__all__ = ["COUNTED", "Archive", "CountBy", "Counted", "Question", "ask", "open_archive"]

CountBy = Literal["place", "year", "document"]
COUNTED: tuple[CountBy, ...] = get_args(CountBy)

_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "allow_community_extensions": False,
    "memory_limit": "1GB",
    "temp_directory": "",
}
_MOST_WORDS = 20
_COUNTS: dict[CountBy, str] = {
    "place": "SELECT place, sum(n)::BIGINT FROM (SELECT place, count(*) AS n FROM {} GROUP BY ALL)"
    " GROUP BY ALL ORDER BY 2 DESC, 1",
    "year": "SELECT left(date, 4), sum(n)::BIGINT FROM (SELECT date, count(*) AS n FROM {} GROUP BY ALL)"
    " GROUP BY ALL ORDER BY 1",
    "document": "SELECT document, count(*) FROM {} GROUP BY ALL ORDER BY 2 DESC, 1",
}


class Question(NamedTuple):
    """What is asked; what is left as it is asks for nothing.

    Parameters
    ----------
    places
        Ids, one of which a mention must lead to; none where no place would do.
    first, last
        The period, in EDTF (``1953-07-27``, ``1953-07``, ``1953``), both ends in it. A document's date counts where it
        may lie in the period; one without a date does not.
    words
        Each must stand in the mention's context, as it is or as a part of a word, whatever its case.
    """

    places: tuple[str, ...] | None = None
    first: str = ""
    last: str = ""
    words: tuple[str, ...] = ()


class Held(NamedTuple):
    """The columns of a file that are ours, and whether it has names that nothing accounts for beside the mentions."""

    columns: tuple[str, ...]
    has_left_over: bool


class Counted(NamedTuple):
    """How many mentions there are of one place, year or document."""

    name: str
    mentions: int


class Archive:
    """A file of mentions that can be asked, by several threads.

    Parameters
    ----------
    path
        Of the file.
    connection
        To a DuckDB that may read it.
    index
        Of the words in it; without one they are looked for in every context.
    holds
        What else is known of it. Names left over are no mentions, and no answer has them.
    """

    def __init__(
        self, path: Path, connection: duckdb.DuckDBPyConnection, index: WordIndex | None, *, holds: Held
    ) -> None:
        self.path = path
        self._index = index
        self._columns = holds.columns
        self._has_left_over = holds.has_left_over
        self._connection = connection
        self._lock = threading.Lock()

    def count(self, question: Question) -> int:
        """Count the mentions."""
        source, values = self._write_source(question)
        ((count,),) = self._run(f"SELECT count(*) FROM {source}", values)  # noqa: S608 - values are bound
        return int(str(count))

    def count_by(self, by: CountBy, question: Question, *, limit: int | None = None, offset: int = 0) -> list[Counted]:
        """Count the mentions of each place or document, most first, or of each year, in order; "" is without a date."""
        source, values = self._write_source(question)
        rows = self._run(f"{_COUNTS[by].format(source)} LIMIT ? OFFSET ?", [*values, limit, offset])
        return [Counted(str(name), int(str(count))) for name, count in rows]

    def find(self, question: Question, *, limit: int | None = None, offset: int = 0) -> list[Mention]:
        """Return mentions in the order of the file."""
        source, values = self._write_source(question)
        columns = ", ".join(f'"{name}"' for name in self._columns)
        statement = f"SELECT {columns} FROM {source} LIMIT ? OFFSET ?"  # noqa: S608 - values are bound
        rows = self._run(statement, [*values, limit, offset])
        return [Mention(**dict(zip(self._columns, row, strict=True))) for row in rows]  # type: ignore[arg-type]  # as written

    def has_place(self, place: str) -> bool:
        """Tell whether a place is mentioned at all."""
        return bool(self._run("SELECT 1 FROM read_parquet(?) WHERE place = ? LIMIT 1", [place]))

    def _write_source(self, question: Question) -> tuple[str, list[object]]:
        """Write from what is selected, with a ``?`` for each value after the file's name, and list the values."""
        conditions, values = _write_conditions(question)
        if self._has_left_over and question.places is None:
            conditions.append("place <> ''")
        if question.words and self._index:
            conditions.append("get_bit(CAST(? AS BIT), CAST(file_row_number AS INTEGER)) = 1")
            values.append(self._index.find(question.words))
        else:
            conditions += ["contains(lower(context), ?)"] * len(question.words)
            values += map(fold_word, question.words)
        where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
        return f"read_parquet(?, file_row_number = true){where}", values

    def _run(self, statement: str, values: list[object]) -> list[tuple[object, ...]]:
        with self._lock:
            cursor = self._connection.cursor()
        try:
            return cursor.execute(statement, [str(self.path), *values]).fetchall()
        except duckdb.Error as error:
            found = str(error).splitlines()[0][:200]
            raise ArchiveError("archive", found=found, expected=_EXPECTED, file=self.path) from error
        finally:
            cursor.close()


_EXPECTED = "a Parquet file that koreamap link --out wrote"


def open_archive(path: Path) -> Archive:
    """Open a file of mentions.

    Raises
    ------
    koreamap.errors.ArchiveError
        When there is none, or it is not of `koreamap link --out`.
    """
    path = path.absolute()
    if set("*?[") & set(str(path)):
        raise ArchiveError("archive", found="a name with *, ? or [", expected="one without them", file=path)
    try:
        with pq.ParquetFile(path) as file:
            names = set(file.schema_arrow.names)
            missing = set(Mention._fields) - Mention._field_defaults.keys() - names
            holds = Held(tuple(name for name in Mention._fields if name in names), not missing and _has_left_over(file))
            index = read_index(file, path)
    except (OSError, pa.ArrowInvalid) as error:
        found = "no such file" if isinstance(error, FileNotFoundError) else "no Parquet file"
        raise ArchiveError("archive", found=found, expected=_EXPECTED, file=path) from error
    if missing:
        found = f"no column {', '.join(sorted(missing))}"
        raise ArchiveError("archive", found=found, expected=_EXPECTED, file=path)
    connection = duckdb.connect(":memory:", config=_CONFIG)
    connection.execute("SET allowed_paths = $1", [[str(path)]])
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    return Archive(path, connection, index, holds=holds)


def _has_left_over(file: pq.ParquetFile) -> bool:
    """Tell whether some row has no place, by the least value of each group; where a group says none, there may be."""
    at = file.schema_arrow.names.index("place")
    groups = (file.metadata.row_group(number).column(at).statistics for number in range(file.metadata.num_row_groups))
    return any(group is None or not group.has_min_max or not group.min for group in groups)


def ask(*, places: tuple[str, ...] | None = None, first: str = "", last: str = "", words: str = "") -> Question:
    """Check what was typed.

    Raises
    ------
    koreamap.errors.ArchiveError
        When a date is none, the period ends before it begins, or there are very many words.
    """
    period = [_check_date(what, text.strip()) for what, text in (("from", first), ("to", last))]
    if all(period) and period[0] > f"{period[1]}~":
        raise ArchiveError("period", found=f"{period[0]} to {period[1]}", expected="a beginning before its end")
    each = tuple(unicodedata.normalize("NFC", words).split())
    if len(each) > _MOST_WORDS:
        raise ArchiveError("words", found=f"{len(each)} words", expected=f"at most {_MOST_WORDS}")
    return Question(places, period[0], period[1], each)


def _check_date(what: str, text: str) -> str:
    if text and read_date(text) != text:
        raise ArchiveError(what, found=repr(text[:40]), expected="a date as 1953-07-27, 1953-07 or 1953")
    return text


def _write_conditions(question: Question) -> tuple[list[str], list[object]]:
    """Write the conditions but words, with a ``?`` for each value, and list the values."""
    conditions: list[str] = []
    values: list[object] = []
    if question.places is not None:
        conditions.append(f"place IN ({', '.join('?' * len(question.places)) or 'NULL'})")
        values += question.places
    if question.first:
        # A year or month that holds the beginning may lie in the period too.
        conditions.append("(date >= ? OR date IN (?, ?))")
        values += [question.first, question.first[:4], question.first[:7]]
    if question.last:
        conditions.append("date <= ? AND date <> ''")
        values.append(f"{question.last}~")  # after each day of that month or year
    return conditions, values
