"""Link files and folders: each mention a row, written to standard output as lines of JSON, as CSV or as Parquet.

One file is read at a time, and rows are written as they come. `archive` does the same for a file that is wanted, with
all processors, and goes on where it was stopped.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import sys
from pathlib import Path
from typing import IO, TYPE_CHECKING, Literal, NamedTuple, Protocol

import pyarrow as pa
import pyarrow.parquet as pq

from koreamap.errors import DocumentError, ExportError, OtherKindError
from koreamap.export.links_csv import guard
from koreamap.gazetteer import read_places
from koreamap.limits import FILE_MB, MIB
from koreamap.personal import own_layers_dir
from koreamap.reading.decoding import decode_named, tell_replaced
from koreamap.reading.many import FileReader
from koreamap.text.linker import Linker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from koreamap.model import Place
    from koreamap.text.linker import Linked

__all__ = [
    "Done",
    "Found",
    "ReadText",
    "Row",
    "RowFormat",
    "find_files",
    "link_paths",
    "read_searched",
    "read_text",
    "tell_lost",
    "to_text",
    "write_rows",
]

RowFormat = Literal["jsonl", "csv", "parquet"]

_MADE_OF = frozenset({".docm", ".docx", ".htm", ".html", ".hwpx", ".pdf", ".tei", ".xhtml", ".xml"})
"""How files end of which a text is made, in a process of its own; all others are decoded."""
SUFFIXES = frozenset({".txt", ".text", ".md", ".markdown"}) | _MADE_OF
"""What a folder is searched for; a file that is named is read whatever it is called."""

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


class Found(NamedTuple):
    """A file to be read.

    A plain tuple of texts and numbers: hundreds of thousands are handed to other processes.
    """

    path: str
    document: str
    size: int
    changed_ns: int


class ReadText(NamedTuple):
    """A file's text, and what is to be told of it.

    Parameters
    ----------
    text
        In whose code points offsets count: as it was decoded; of a file of which a text is made, as `koreamap add`
        keeps it.
    encoding
        In which it was found; ``utf-8`` too where the format has its own.
    date
        EDTF, where the format has a field for it.
    warnings
        What was left out, mended or guessed, a sentence each.
    sha256
        Of the file's bytes.
    """

    text: str
    encoding: str
    sha256: str
    date: str = ""
    warnings: tuple[str, ...] = ()


class Done(NamedTuple):
    """How many files were read, how many could not be, and how many of a folder are no text of a known kind."""

    read: int
    failed: int
    skipped: int = 0


def link_paths(paths: Sequence[Path], *, format_: RowFormat, suggest: bool, say: Callable[[str], None]) -> Done:
    """Link files and folders, and write the rows to standard output.

    Parameters
    ----------
    paths
        Files and folders.
    format_
        Of the rows.
    suggest
        Whether to add suggestions, and the names left over, without a place.
    say
        Told each file that could not be read, and each encoding that is not UTF-8.

    Raises
    ------
    koreamap.errors.ExportError
        When Parquet, which is no text, would go to a terminal.

    Returns
    -------
    How many files were read, how many could not be, and how many are no document.
    """
    if format_ == "parquet" and sys.stdout.isatty():
        raise ExportError("--format parquet", found="a terminal", expected="--out with the name of a file")
    read: list[str] = []
    failures: list[str] = []
    skipped: list[str] = []

    def lose(error: DocumentError) -> None:
        (skipped if isinstance(error, OtherKindError) else failures).append(error.what)
        say(tell_lost(error))

    write_rows(_link_all(find_files(paths, lose), read, lose, suggest=suggest, say=say), sys.stdout.buffer, format_)
    return Done(len(read), len(failures), len(skipped))


def tell_lost(error: DocumentError) -> str:
    """Say of a file that it was left out: with what is wrong, or that it is skipped and what it is."""
    return f"{error.what}: skipped, {error.found}" if isinstance(error, OtherKindError) else f"koreamap: {error}"


def read_searched() -> dict[str, Place]:
    """Read the places of the user's own that texts are searched for, by id; whoever has none loads nothing for them."""
    folder = own_layers_dir()
    if not folder.is_dir():
        return {}
    from koreamap.own import read_own_layers  # noqa: PLC0415 - geometry, which a text has none of

    return {place.id: place for layer in read_own_layers(folder).layers for place in layer.places}


def _link_all(
    files: Iterable[Found],
    read: list[str],
    lose: Callable[[DocumentError], None],
    *,
    suggest: bool,
    say: Callable[[str], None],
) -> Iterator[Row]:
    linker = Linker(read_places(), read_searched())
    with FileReader() as reader:
        for file in files:
            try:
                given = read_text(Path(file.path), reader)
            except DocumentError as error:
                lose(error)
                continue
            read.append(file.document)
            if given.encoding != "utf-8":
                say(f"{to_text(file.path)}: read as {given.encoding}")
            for warning in given.warnings:
                say(f"{to_text(file.path)}: {warning}")
            yield from (
                _to_row(file.document, linked) for linked in linker.link(given.text, suggest=suggest, left_over=suggest)
            )


def find_files(paths: Sequence[Path], lose: Callable[[DocumentError], None]) -> Iterator[Found]:
    """Yield the text files that paths stand for, in the order of the paths and within a folder by name.

    A file's document is named after the file; in a folder, after the way to it. A folder is walked as the files are
    asked for. Links to files are followed, links to folders are not.

    Parameters
    ----------
    paths
        Files and folders.
    lose
        Told of each folder within a folder, and each file there, that cannot be looked at.

    Stops with `DocumentError`, before the first file, when there is no such file or folder, or no text in a folder.
    """
    for path in paths:
        _check_path(path)
    for path in paths:
        if path.is_dir():
            yield from _walk(str(path), "", lose)
        else:
            yield _to_found(path, str(path), to_text(path.name))


def _check_path(path: Path) -> None:
    if not path.exists():
        raise DocumentError(str(path), found="no such file", expected="a text file, or a folder of them")
    if not path.is_dir():
        if not path.is_file():
            raise DocumentError(str(path), found="a device, a pipe or a socket", expected="a text file, or a folder")
        return
    lost: list[DocumentError] = []
    if next(_walk(str(path), "", lost.append), None) is None:
        expected = f"some that end in {', '.join(sorted(SUFFIXES))}"
        raise lost[0] if lost else DocumentError(f"folder {path}", found="no text file", expected=expected)


def _walk(folder: str, way: str, lose: Callable[[DocumentError], None]) -> Iterator[Found]:
    """Yield the files of a folder and of those in it, by name."""
    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError as error:
        lose(_to_error(folder, error, expected="a folder to be looked into"))
        return
    for entry in entries:
        try:
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(entry.path, f"{way}{entry.name}/", lose)
            elif os.path.splitext(entry.name)[1].lower() in SUFFIXES and entry.is_file():  # noqa: PTH122 - of many
                yield _to_found(entry, entry.path, to_text(way + entry.name))
        except OSError as error:
            lose(_to_error(entry.path, error, expected="a file to be read"))


def _to_found(file: Path | os.DirEntry[str], path: str, document: str) -> Found:
    status = file.stat()
    return Found(path, document, status.st_size, status.st_mtime_ns)


def read_text(file: Path, reader: FileReader) -> ReadText:
    """Read the text of a file.

    Stops with `DocumentError` when it cannot be read, is too large, is no text or none can be made of it; with
    `OtherKindError`, which is one, when it is XML of a kind that is not read.
    """
    if file.suffix.lower() not in _MADE_OF:
        return _decode_file(file)
    try:
        extract = reader.read(file)
    except DocumentError as error:
        # The reader knows no folder.
        raise type(error)(to_text(str(file)), found=error.found, expected=error.expected) from error.__cause__
    return ReadText(extract.text, extract.encoding or "utf-8", extract.sha256, extract.head.date, extract.warnings)


def _decode_file(file: Path) -> ReadText:
    name = to_text(str(file))
    try:
        size = file.stat().st_size
        FILE_MB.check(name, size / MIB)
        data = file.read_bytes()
    except OSError as error:
        found = error.strerror or str(error)
        raise DocumentError(name, found=found, expected="a file to be read") from error
    decoded = decode_named(data, name)
    warnings = (tell_replaced(decoded.replaced),) if decoded.replaced else ()
    return ReadText(decoded.text, decoded.encoding, hashlib.sha256(data).hexdigest(), warnings=warnings)


def _to_error(path: str, error: OSError, *, expected: str) -> DocumentError:
    return DocumentError(to_text(path), found=error.strerror or str(error), expected=expected)


def write_rows(
    rows: Iterable[Sequence[str | int]], stream: IO[bytes], format_: RowFormat, names: Sequence[str] = Row._fields
) -> int:
    """Write rows of so named columns as they come; return how many."""
    writer = _WRITERS[format_](stream, names)
    count = 0
    for batch in _batches(rows):
        writer.write(batch)
        count += len(batch)
    writer.close()
    return count


def to_text(name: str) -> str:
    """Write a name whose bytes are no text as what they are."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _to_row(document: str, linked: Linked) -> Row:
    return Row(document, *linked)


def _batches(rows: Iterable[Sequence[str | int]]) -> Iterator[list[Sequence[str | int]]]:
    batch: list[Sequence[str | int]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    yield batch


class _Writer(Protocol):
    def write(self, rows: list[Sequence[str | int]]) -> None: ...

    def close(self) -> None: ...


class _JsonLines:
    def __init__(self, stream: IO[bytes], names: Sequence[str]) -> None:
        self._stream = stream
        self._names = names

    def write(self, rows: list[Sequence[str | int]]) -> None:
        dicts = (dict(zip(self._names, row, strict=True)) for row in rows)
        lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in dicts)
        self._stream.write("".join(lines).encode())

    def close(self) -> None:
        self._stream.flush()


class _Csv:
    """With a byte order mark, by which spreadsheets know UTF-8; what begins like a formula is kept a text."""

    def __init__(self, stream: IO[bytes], names: Sequence[str]) -> None:
        self._stream = stream
        self._stream.write(b"\xef\xbb\xbf" + ",".join(names).encode() + b"\r\n")

    def write(self, rows: list[Sequence[str | int]]) -> None:
        text = io.StringIO()
        csv.writer(text).writerows([guard(cell) for cell in row] for row in rows)
        self._stream.write(text.getvalue().encode())

    def close(self) -> None:
        self._stream.flush()


_NUMBERS = frozenset({"start", "end"})


class _Parquet:
    def __init__(self, stream: IO[bytes], names: Sequence[str]) -> None:
        self._schema = pa.schema([(name, pa.int64() if name in _NUMBERS else pa.string()) for name in names])
        self._writer = pq.ParquetWriter(stream, self._schema, compression="zstd")

    def write(self, rows: list[Sequence[str | int]]) -> None:
        columns = list(zip(*rows, strict=True)) or [()] * len(self._schema)
        self._writer.write_table(pa.table(columns, schema=self._schema))

    def close(self) -> None:
        self._writer.close()


_WRITERS: dict[RowFormat, Callable[[IO[bytes], Sequence[str]], _Writer]] = {
    "jsonl": _JsonLines,
    "csv": _Csv,
    "parquet": _Parquet,
}
