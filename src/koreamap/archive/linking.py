"""Link the files of one chunk: what a process of this machine or of another does, without a word to anybody."""

from __future__ import annotations

import hashlib
import io
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from koreamap import __version__
from koreamap.archive.dating import find_date, read_date
from koreamap.errors import DocumentError, ExportError, OtherKindError
from koreamap.gazetteer import read_places
from koreamap.link_files import read_searched, read_text, tell_lost, to_text
from koreamap.reading.many import FileReader
from koreamap.text.blocks import gather
from koreamap.text.linker import Linker
from koreamap.text.own_forms import join_forms
from koreamap.text.plain import find_paragraphs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from koreamap.archive.chunks import Chunk
    from koreamap.link_files import Found, ReadText
    from koreamap.text.linker import Linked

__all__ = ["CONTEXT", "SCHEMA", "Bad", "Mention", "Note", "Task", "describe_settings", "link_chunk", "read_note"]

CONTEXT = 100
"""Code points of the passage that a row keeps on each side of the mention."""


class Mention(NamedTuple):
    """A mention of a place in a document of an archive.

    `Row` has the first seven; ``date`` is the document's, in EDTF, empty where it says none. ``context`` is what stands
    around the mention in its passage, of which the first code point is the text's ``context_start``.
    ``text_sha256`` is of the text in UTF-8, without a byte order mark; ``file_sha256`` of the file's bytes, empty where
    an earlier koreamap wrote the row. A name that nothing accounts for has no ``place``.
    """

    document: str
    start: int
    end: int
    exact: str
    place: str
    grade: str
    passage: str
    date: str
    context: str
    context_start: int
    text_sha256: str
    file_sha256: str = ""


_NUMBERS = {"start", "end", "context_start"}
SCHEMA = pa.schema([(name, pa.int64() if name in _NUMBERS else pa.string()) for name in Mention._fields])


class Bad(NamedTuple):
    """A file that was left out, the sentence that says why, and whether it is no document, which is no fault."""

    document: str
    said: str
    is_skipped: bool


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be told of a chunk beside its rows.

    Parameters
    ----------
    read
        How many files were read.
    encodings
        How a file was read, by its path, where that was not UTF-8.
    bad
        The files left out.
    is_final
        Whether another try would end alike: no file was kept from being read by the disk or its rights.
    warned
        Of how many files something was left out, mended or guessed, as a text was made of them.
    """

    read: int
    encodings: tuple[tuple[str, str], ...] = ()
    bad: tuple[Bad, ...] = ()
    is_final: bool = True
    warned: int = 0


class Task(NamedTuple):
    """What a process is given."""

    chunk: Chunk
    suggest: bool
    settings: str


_NOTE = b"koreamap"


@cache
def _read_linker() -> Linker:
    return Linker(read_places(), read_searched())


@cache
def _describe_linker() -> str:
    """Name what links: this version, and every form that it looks for, the user's own too."""
    forms = join_forms(read_places(), read_searched())
    told = sorted(msgspec.json.encode(form, order="deterministic") for form in forms)
    return f"{__version__} {hashlib.sha256(b''.join(told)).hexdigest()}"


def describe_settings(*, suggest: bool) -> str:
    """Name all that rows follow from beside the files: version, gazetteer, columns, options."""
    return f"{_describe_linker()} {','.join(Mention._fields)} {CONTEXT} {suggest}"


def link_chunk(task: Task) -> bytes:
    """Link the files of a chunk.

    Raises
    ------
    koreamap.errors.ExportError
        When this process has another version or gazetteer than who asks.

    Returns
    -------
    A Parquet file of mentions, by document, start, end and place, with the chunk's note among its metadata.
    """
    if task.settings != describe_settings(suggest=task.suggest):
        found = f"koreamap {__version__}, or a gazetteer, unlike the asker's"
        raise ExportError("worker", found=found, expected="the same koreamap on every machine")
    columns: tuple[list[str | int], ...] = tuple([] for _ in Mention._fields)
    encodings: list[tuple[str, str]] = []
    lost: list[tuple[Bad, bool]] = []
    read = warned = 0
    for batch in gather(_read_files(task.chunk.files, lost.append), lambda found: len(found[1].text)):
        read += len(batch)
        encodings += [(to_text(file.path), given.encoding) for file, given in batch if given.encoding != "utf-8"]
        warned += sum(bool(given.warnings) for _file, given in batch)
        texts = [given.text for _file, given in batch]
        each = _read_linker().link_each(texts, suggest=task.suggest, left_over=task.suggest)
        for (file, given), linked in zip(batch, each, strict=True):
            rows = zip(*_to_mentions(file, given, linked), strict=True)
            for column, values in zip(columns, rows, strict=False):
                column.extend(values)
    return _write(
        columns,
        Note(
            read=read,
            encodings=tuple(encodings),
            bad=tuple(bad for bad, _is_final in lost),
            is_final=all(is_final for _bad, is_final in lost),
            warned=warned,
        ),
    )


def _read_files(files: Iterable[Found], lose: Callable[[tuple[Bad, bool]], None]) -> Iterator[tuple[Found, ReadText]]:
    """Yield the files that can be read; of the others is told why not, and whether another try would end alike."""
    with FileReader() as reader:
        for file in files:
            try:
                given = read_text(Path(file.path), reader)
            except DocumentError as error:
                bad = Bad(file.document, tell_lost(error), isinstance(error, OtherKindError))
                lose((bad, not isinstance(error.__cause__, OSError)))
            else:
                yield file, given


def _to_mentions(file: Found, given: ReadText, rows: Sequence[Linked]) -> Iterator[Mention]:
    if not rows:
        return
    text = given.text
    passages = find_paragraphs(text)
    day = read_date(given.date) or find_date(file.document, text)
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    for row in rows:
        first, last = passages[int(row.passage[1:]) - 1]
        start = max(first, row.start - CONTEXT)
        context = text[start : min(max(last, row.end), row.end + CONTEXT)]
        yield Mention(file.document, *row, day, context, start, digest, given.sha256)


def _write(columns: tuple[list[str | int], ...], note: Note) -> bytes:
    schema = SCHEMA.with_metadata({_NOTE: msgspec.json.encode(note)})
    stream = io.BytesIO()
    pq.write_table(pa.table(list(columns), schema=schema), stream, compression="zstd")
    return stream.getvalue()


def read_note(part: pq.ParquetFile) -> Note:
    """Read what `link_chunk` noted."""
    return msgspec.json.decode(part.schema_arrow.metadata[_NOTE], type=Note)
