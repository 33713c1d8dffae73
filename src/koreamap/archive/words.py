"""Which rows of an archive have a word near their mention: an index that lies in the same file, between its rows.

A Parquet file is read by the places that its end names: whoever does not know of the index passes over it. A volume is
a list of words, as white space parts them, in lower case, a line each, and the sections before it. A section says of
65,536 rows which have which word of the list, by the words' numbers: as a list of rows, or of a frequent word as a bit
for every row. What is asked for as a part of a word is looked for in the list of words, which is many times shorter
than the contexts in which they stand.
"""

from __future__ import annotations

import mmap
import os
import struct
from typing import IO, TYPE_CHECKING, NamedTuple, Self

import msgspec
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from koreamap.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    import pyarrow.parquet as pq
    from numpy.typing import NDArray

__all__ = ["INDEX_KEY", "SECTION_ROWS", "IndexWriter", "WordIndex", "fold_word", "read_index"]

SECTION_ROWS = 65_536
"""Of one section: a row's number in it has two bytes."""

INDEX_KEY = b"koreamap.words"
"""Under which the file's metadata say where the volumes are."""

MOST_WORDS = 500_000
"""Of a volume, or those of one section more: so many are held in memory while it is made."""

_MAGIC = b"kmwords1"
_HEAD = struct.Struct("<8s4I")
_OFTEN = SECTION_ROWS // 16
"""Rows from which on a bit for every row is shorter than a list."""
_BITS = SECTION_ROWS // 8


class _Section(NamedTuple):
    """Where a section begins in the file, in bytes, and of how many rows it is."""

    at: int
    rows: int


class _Volume(NamedTuple):
    """Where a list of words begins in the file, how long it is, in bytes, and the sections whose words it has."""

    at: int
    size: int
    sections: tuple[_Section, ...]


class _Note(msgspec.Struct, frozen=True):
    volumes: tuple[_Volume, ...]

    @property
    def sections(self) -> list[_Section]:
        return [section for volume in self.volumes for section in volume.sections]


def fold_word(word: str) -> str:
    """Make a word even in case, as those of the index are."""
    return str(pc.utf8_lower(word.encode("utf-8", "replace").decode()).as_py())


class _Seen(NamedTuple):
    """By what a file is known from one that came in its place."""

    inode: int
    size: int
    changed_ns: int

    @classmethod
    def of(cls, stream: IO[bytes]) -> Self:
        status = os.fstat(stream.fileno())
        return cls(status.st_ino, status.st_size, status.st_mtime_ns)


class IndexWriter:
    """Write the index of a file, as its rows come.

    Parameters
    ----------
    stream
        Of the file. Whoever writes the rows must ask it where it stands.
    """

    def __init__(self, stream: pa.NativeFile) -> None:
        self._stream = stream
        self._numbers: dict[str, int] = {}
        self._sections: list[_Section] = []
        self._volumes: list[_Volume] = []

    def add(self, contexts: pa.ChunkedArray) -> None:
        """Write the section of the next rows: `SECTION_ROWS`, fewer only at the end."""
        self._sections.append(_Section(self._stream.tell(), len(contexts)))
        self._stream.write(_make_section(contexts, self._numbers))
        if len(self._numbers) >= MOST_WORDS:
            self._end_volume()

    def end(self) -> bytes:
        """Write the last list, and return what the file's metadata must say under `INDEX_KEY`."""
        if self._sections:
            self._end_volume()
        return msgspec.json.encode(_Note(tuple(self._volumes)))

    def _end_volume(self) -> None:
        words = "\n".join(["", *self._numbers, ""]).encode()
        self._volumes.append(_Volume(self._stream.tell(), len(words), tuple(self._sections)))
        self._stream.write(words)
        self._numbers, self._sections = {}, []


def _make_section(contexts: pa.ChunkedArray, numbers: dict[str, int]) -> bytes:
    """Make the section of rows; their new words are given the next numbers."""
    split = pc.utf8_split_whitespace(pc.utf8_lower(contexts)).combine_chunks()
    coded = split.flatten().dictionary_encode()
    known = [numbers.setdefault(word, len(numbers)) for word in coded.dictionary.to_pylist()]
    words = np.array(known, dtype=np.int64)[coded.indices.to_numpy()]
    keys = np.sort(words * SECTION_ROWS + pc.list_parent_indices(split).to_numpy())
    keys = keys[np.diff(keys, prepend=-1) > 0]
    rows, starts = (keys % SECTION_ROWS).astype("<u2"), np.flatnonzero(np.diff(keys // SECTION_ROWS, prepend=-1))
    ids, counts = keys[starts] // SECTION_ROWS, np.diff(starts, append=len(keys))
    often = counts >= _OFTEN
    bits = [_to_bits(rows[starts[at] : starts[at] + counts[at]]).tobytes() for at in np.flatnonzero(often)]
    lists = rows[np.repeat(~often, counts)]
    tables = (ids[often], ids[~often], np.cumsum(counts[~often]))
    head = _HEAD.pack(_MAGIC, len(contexts), len(bits), len(tables[1]), len(lists))
    return b"".join((head, *(table.astype("<u4").tobytes() for table in tables), *bits, lists.tobytes()))


def _to_bits(rows: NDArray[np.uint16]) -> NDArray[np.uint8]:
    flags = np.zeros(SECTION_ROWS, dtype=bool)
    flags[rows] = True
    return np.packbits(flags)


class WordIndex:
    """The index of a file.

    Parameters
    ----------
    path
        Of the file.
    note
        Where it lies in it.
    seen
        What the file was when that was read.
    """

    def __init__(self, path: Path, note: _Note, seen: _Seen) -> None:
        self._path = path
        self._note = note
        self._seen = seen

    def find(self, words: Sequence[str]) -> bytes:
        """Return a bit for each row of the file, first the highest of the first byte: whether it has all words.

        Each counts as a part of a longer word too, whatever its case.

        Raises
        ------
        koreamap.errors.ArchiveError
            When the file is another than was opened, or its index is broken.
        """
        needles = [fold_word(word).encode() for word in words]
        with self._path.open("rb") as stream:
            if _Seen.of(stream) != self._seen:
                expected = "the one that was opened: open it again"
                raise ArchiveError("archive", found="another file", expected=expected, file=self._path)
            file = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
        try:
            return b"".join(part for volume in self._note.volumes for part in _find_in(file, volume, needles))
        except (IndexError, ValueError, struct.error) as error:
            expected = "one that koreamap link --out wrote"
            raise ArchiveError(
                "archive", found="a broken index of words", expected=expected, file=self._path
            ) from error


def _find_in(file: mmap.mmap, volume: _Volume, needles: Sequence[bytes]) -> Iterator[bytes]:
    text = file[volume.at : volume.at + volume.size]
    chosen = [_choose(text, needle) for needle in needles]
    for section in volume.sections:
        yield _Read.of(file, section).find_all(chosen)


class _Read(NamedTuple):
    """A section, as it lies in the file: nothing of it is read before it is used.

    ``often`` and ``ids`` are numbers of words, in order; the rows of the ``ids`` end in ``lists`` where ``ends`` says.
    """

    often: NDArray[np.uint32]
    ids: NDArray[np.uint32]
    ends: NDArray[np.uint32]
    bits: NDArray[np.uint8]
    lists: NDArray[np.uint16]

    @classmethod
    def of(cls, file: mmap.mmap, section: _Section) -> Self:
        _magic, _rows, often, words, length = _HEAD.unpack_from(file, section.at)
        at, tables = section.at + _HEAD.size, []
        for count, kind in ((often, "<u4"), (words, "<u4"), (words, "<u4"), (often * _BITS, "u1"), (length, "<u2")):
            tables.append(np.frombuffer(file, kind, count, at))
            at += tables[-1].nbytes
        return cls(*tables)

    def find_all(self, each: Sequence[NDArray[np.bool_]]) -> bytes:
        """Return a bit for each row that has one of the words chosen, each time."""
        bits = np.full(_BITS, 255, dtype=np.uint8)
        for chosen in each:
            bits &= self.find_rows(chosen)
        return bits.tobytes()

    def find_rows(self, chosen: NDArray[np.bool_]) -> NDArray[np.uint8]:
        """Return a bit for each row that has one of the words chosen."""
        many = self.bits.reshape(-1, _BITS)[chosen[self.often]]
        bits: NDArray[np.uint8] = np.bitwise_or.reduce(many, axis=0, initial=0)
        here = np.flatnonzero(chosen[self.ids])
        starts, ends = np.append(np.uint32(0), self.ends)[here], self.ends[here]
        # For each row of a list its place: those of one list count on from where it begins.
        counts = np.cumsum(ends - starts, dtype=np.int64)
        shift = np.repeat(ends - counts, ends - starts)
        return bits | _to_bits(self.lists[shift + np.arange(len(shift))])


def _choose(text: bytes, needle: bytes) -> NDArray[np.bool_]:
    """Return a flag for each word of a list: whether the needle is a part of it."""
    lines = np.flatnonzero(np.frombuffer(text, dtype=np.uint8) == ord("\n"))
    chosen = np.zeros(len(lines) - 1, dtype=bool)
    chosen[np.searchsorted(lines, np.fromiter(_find_lines(text, needle), dtype=np.int64)) - 1] = True
    return chosen


def _find_lines(text: bytes, needle: bytes) -> Iterator[int]:
    """Yield where in the lines the needle stands, once for each line."""
    at = text.find(needle)
    while at >= 0:
        yield at
        at = text.find(needle, text.find(b"\n", at))


def read_index(file: pq.ParquetFile, path: Path) -> WordIndex | None:
    """Return the index of a file; None for one that has none, or that another program wrote anew without it."""
    told = (file.metadata.metadata or {}).get(INDEX_KEY)
    if told is None:
        return None
    try:
        note = msgspec.json.decode(told, type=_Note)
    except msgspec.DecodeError:
        return None
    rows = [section.rows for section in note.sections]
    if sum(rows) != file.metadata.num_rows or any(count != SECTION_ROWS for count in rows[:-1]):
        return None
    with path.open("rb") as stream:
        is_here = all(_has_section(stream, section) for section in note.sections)
        return WordIndex(path, note, _Seen.of(stream)) if is_here else None


def _has_section(stream: IO[bytes], section: _Section) -> bool:
    stream.seek(section.at)
    head = stream.read(_HEAD.size)
    return len(head) == _HEAD.size and _HEAD.unpack(head)[:2] == (_MAGIC, section.rows)
