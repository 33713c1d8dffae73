"""Link files and folders: each mention a row, written as lines of JSON, as CSV or as Parquet.

One file is read at a time; rows are written as they come, to standard output or beside the file wanted, which they
replace once they are whole.
"""

from __future__ import annotations

import csv
import io
import json
import os
import sys
from typing import IO, TYPE_CHECKING, Literal, NamedTuple, Protocol

import pyarrow as pa
import pyarrow.parquet as pq

from koreamap.errors import DocumentError, ExportError
from koreamap.export.links_csv import guard
from koreamap.export.targets import check_target
from koreamap.export.writing import write_beside
from koreamap.gazetteer import read_places
from koreamap.text.linker import Linker
from koreamap.text.plain import decode_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from koreamap.text.linker import Linked

__all__ = ["Done", "Row", "RowFormat", "find_files", "link_file", "link_paths", "write_rows"]

RowFormat = Literal["jsonl", "csv", "parquet"]

SUFFIXES = frozenset({".txt", ".text", ".md", ".markdown"})
"""What a folder is searched for; a file that is named is read whatever it is called."""

_MOST_BYTES = 256 * 2**20
_BATCH = 50_000


class Row(NamedTuple):
    """A mention of a place in a file."""

    document: str
    start: int
    end: int
    exact: str
    place: str
    grade: str
    passage: str


class Done(NamedTuple):
    """How many files were read, and how many could not be."""

    read: int
    failed: int


def link_paths(
    paths: Sequence[Path], *, out: Path | None, format_: RowFormat, suggest: bool, say: Callable[[str], None]
) -> Done:
    """Link files and folders, and write the rows.

    Parameters
    ----------
    paths
        Files and folders.
    out
        The file to write; None for standard output.
    format_
        Of the rows.
    suggest
        Whether to add suggestions.
    say
        Told each file that could not be read, each encoding that is not UTF-8, and what was written.

    Raises
    ------
    koreamap.errors.ExportError
        When the rows cannot be written; what stood there before still stands.

    Returns
    -------
    How many files were read, and how many could not be.
    """
    target = check_target(out.absolute()) if out else None
    files = [file for path in paths for file in find_files(path)]
    failures: list[str] = []
    rows = _link_all(files, failures, suggest=suggest, say=say)
    if target is None:
        if format_ == "parquet" and sys.stdout.isatty():
            raise ExportError("--format parquet", found="a terminal", expected="--out with the name of a file")
        write_rows(rows, sys.stdout.buffer, format_)
    else:
        counts: list[int] = []
        write_beside(target, lambda beside: counts.append(_write_file(beside, rows, format_)))
        say(f"wrote {counts[0]} mentions in {len(files) - len(failures)} of {len(files)} files to {target}")
    return Done(len(files) - len(failures), len(failures))


def _write_file(target: Path, rows: Iterable[Row], format_: RowFormat) -> int:
    with target.open("wb") as stream:
        return write_rows(rows, stream, format_)


def _link_all(
    files: Sequence[tuple[Path, str]], failures: list[str], *, suggest: bool, say: Callable[[str], None]
) -> Iterator[Row]:
    linker = Linker(read_places())
    for file, document in files:
        try:
            rows, encoding = link_file(linker, file, document, suggest=suggest)
        except DocumentError as error:
            failures.append(document)
            say(f"koreamap: {error}")
            continue
        if encoding != "utf-8":
            say(f"{file}: read as {encoding}")
        yield from rows


def find_files(path: Path) -> list[tuple[Path, str]]:
    """Return the text files that a path stands for, each with the name of its document, by name.

    A file's document is named after the file; in a folder, after the way to it.

    Raises
    ------
    koreamap.errors.DocumentError
        When there is no such file or folder, or no text in the folder.
    """
    if not path.is_dir():
        if not path.exists():
            raise DocumentError(str(path), found="no such file", expected="a text file, or a folder of them")
        if not path.is_file():
            raise DocumentError(str(path), found="a device, a pipe or a socket", expected="a text file, or a folder")
        return [(path, _to_text(path.name))]
    files = [
        (file, _to_text(file.relative_to(path).as_posix()))
        for file in sorted(path.rglob("*"))
        if file.suffix.lower() in SUFFIXES and file.is_file()
    ]
    if not files:
        raise DocumentError(
            f"folder {path}", found="no text file", expected=f"some that end in {', '.join(sorted(SUFFIXES))}"
        )
    return files


def link_file(linker: Linker, file: Path, document: str, *, suggest: bool = False) -> tuple[list[Row], str]:
    """Link one file.

    Raises
    ------
    koreamap.errors.DocumentError
        When it cannot be read, is too large or is no text.

    Returns
    -------
    Rows by start, end and place; and the encoding in which the text was found.
    """
    try:
        size = file.stat().st_size
        if size > _MOST_BYTES:
            found = f"{size / 2**20:.0f} MB"
            raise DocumentError(str(file), found=found, expected=f"at most {_MOST_BYTES / 2**20:.0f} MB in one file")
        data = file.read_bytes()
    except OSError as error:
        raise DocumentError(str(file), found=error.strerror or str(error), expected="a file to be read") from error
    text, encoding = decode_text(data, str(file))
    return [_to_row(document, linked) for linked in linker.link(text, suggest=suggest)], encoding


def write_rows(rows: Iterable[Row], stream: IO[bytes], format_: RowFormat) -> int:
    """Write rows as they come; return how many."""
    writer = _WRITERS[format_](stream)
    count = 0
    for batch in _batches(rows):
        writer.write(batch)
        count += len(batch)
    writer.close()
    return count


def _to_text(name: str) -> str:
    """Write a name whose bytes are no text as what they are."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _to_row(document: str, linked: Linked) -> Row:
    return Row(document, *linked)


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    batch: list[Row] = []
    for row in rows:
        batch.append(row)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    yield batch


class _Writer(Protocol):
    def write(self, rows: list[Row]) -> None: ...

    def close(self) -> None: ...


class _JsonLines:
    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream

    def write(self, rows: list[Row]) -> None:
        lines = (json.dumps(row._asdict(), ensure_ascii=False) + "\n" for row in rows)
        self._stream.write("".join(lines).encode())

    def close(self) -> None:
        self._stream.flush()


class _Csv:
    """With a byte order mark, by which spreadsheets know UTF-8; what begins like a formula is kept a text."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._stream.write(b"\xef\xbb\xbf" + ",".join(Row._fields).encode() + b"\r\n")

    def write(self, rows: list[Row]) -> None:
        text = io.StringIO()
        csv.writer(text).writerows([guard(cell) for cell in row] for row in rows)
        self._stream.write(text.getvalue().encode())

    def close(self) -> None:
        self._stream.flush()


_SCHEMA = pa.schema(
    [
        ("document", pa.string()), ("start", pa.int64()), ("end", pa.int64()), ("exact", pa.string()),
        ("place", pa.string()), ("grade", pa.string()), ("passage", pa.string()),
    ]
)  # fmt: skip


class _Parquet:
    def __init__(self, stream: IO[bytes]) -> None:
        self._writer = pq.ParquetWriter(stream, _SCHEMA, compression="zstd")

    def write(self, rows: list[Row]) -> None:
        columns = list(zip(*rows, strict=True)) or [()] * len(_SCHEMA)
        self._writer.write_table(pa.table(columns, schema=_SCHEMA))

    def close(self) -> None:
        self._writer.close()


_WRITERS: dict[RowFormat, Callable[[IO[bytes]], _Writer]] = {"jsonl": _JsonLines, "csv": _Csv, "parquet": _Parquet}
