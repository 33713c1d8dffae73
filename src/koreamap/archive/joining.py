"""Put the parts of a job together: one file, of the same bytes whoever made the parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from koreamap.archive.linking import SCHEMA, Mention
from koreamap.archive.words import INDEX_KEY, SECTION_ROWS, IndexWriter
from koreamap.link_files import Row, write_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from koreamap.link_files import RowFormat

__all__ = ["find_columns", "write_joined"]

_GROUP = 2 * SECTION_ROWS
"""Rows of one group in Parquet, as DuckDB likes them: what is asked is read group by group, by all processors."""

_LISTED = [name for name in Mention._fields if name not in {"start", "end", "context", "context_start"}]
"""Columns whose values come again and again."""

_MEASURED = [*_LISTED, "start", "end"]
"""Columns of which the least and the greatest value are noted."""

_COMPRESSION = {name: "lz4" if name == "context" else "zstd" for name in SCHEMA.names}
"""Who looks for words reads all contexts: LZ4 is opened in half the time, in half as much room again."""

_BATCH = 20_000


def find_columns(format_: RowFormat) -> tuple[str, ...]:
    """Return the columns of a file: lines of JSON have those of a stream, Parquet and CSV all."""
    return Row._fields if format_ == "jsonl" else Mention._fields


def write_joined(target: Path, parts: Iterable[Path], format_: RowFormat) -> int:
    """Write the rows of parts, in the order of the parts; return how many."""
    if format_ == "parquet":
        return _write_parquet(target, parts)
    columns = find_columns(format_)
    with target.open("wb") as stream:
        return write_rows(_read_rows(parts, columns), stream, format_, columns)


def _read_rows(parts: Iterable[Path], columns: tuple[str, ...]) -> Iterator[tuple[str | int, ...]]:
    for batch in _read_batches(parts, list(columns)):
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def _read_batches(parts: Iterable[Path], columns: list[str]) -> Iterator[pa.RecordBatch]:
    for path in parts:
        with pq.ParquetFile(path) as part:
            yield from part.iter_batches(_BATCH, columns=columns)


def _write_parquet(target: Path, parts: Iterable[Path]) -> int:
    """Write groups of the same number of rows, wherever a part ends, each before the index of its words."""
    count = 0
    with (
        pa.OSFile(str(target), "wb") as stream,
        pq.ParquetWriter(
            stream, SCHEMA, compression=_COMPRESSION, use_dictionary=_LISTED, write_statistics=_MEASURED
        ) as writer,
    ):
        index = IndexWriter(stream)
        for table in _make_groups(parts):
            writer.write_table(table, row_group_size=_GROUP)
            count += len(table)
            for at in range(0, len(table), SECTION_ROWS):
                index.add(table.column("context").slice(at, SECTION_ROWS))
        writer.add_key_value_metadata({INDEX_KEY: index.end()})
    return count


def _make_groups(parts: Iterable[Path]) -> Iterator[pa.Table]:
    waiting: list[pa.RecordBatch] = []
    count = 0
    for batch in _read_batches(parts, SCHEMA.names):
        waiting.append(batch.replace_schema_metadata(None))
        count += batch.num_rows
        while count >= _GROUP:
            table = pa.Table.from_batches(waiting)
            yield table.slice(0, _GROUP)
            waiting = table.slice(_GROUP).to_batches()
            count -= _GROUP
    if count:
        yield pa.Table.from_batches(waiting)
