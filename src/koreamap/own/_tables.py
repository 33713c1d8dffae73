"""Read a table of places: CSV, with whatever stands between its cells, coordinates in columns or as WKT.

References
----------
RFC 4180 (CSV); LP-TSV, the delimited form of Linked Places; the table that Recogito hands out.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import shapely

from koreamap.errors import GazetteerError, GeometryError
from koreamap.own._angles import read_ordinate
from koreamap.own._columns import find_fields, split_list
from koreamap.own._rows import Fault, Row, Rows, tidy
from koreamap.own._shapes import read_wkt

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from shapely.geometry.base import BaseGeometry

__all__ = ["read_table"]

_DELIMITERS = "\t;,|"
_LONGEST_CELL = 2**24
"""Characters: an outline as WKT is one cell."""
_ANNOTATIONS = frozenset({"UUID", "QUOTE_TRANSCRIPTION", "VOCAB_LABEL"})
"""Columns by which Recogito's table of annotations is known: many of its rows are no places."""


def read_table(text: str, name: str) -> Rows:
    """Read a table's rows, in their order.

    Parameters
    ----------
    text
        Of the file.
    name
        Of the file, for messages.

    Raises
    ------
    koreamap.errors.GazetteerError
        When there is no column for names, or none for coordinates.
    """
    lines = _Lines(text)
    header = [tidy(cell) for cell in lines.header]
    fields = find_fields(header)
    columns = ", ".join(column for column in header if column)
    found = f"columns {columns}" if columns else "no columns"
    if "name" not in fields and "name_ko" not in fields:
        raise GazetteerError(name, found=found, expected="one called name, title, 이름 or 지명")
    if "wkt" not in fields and not {"lon", "lat"} <= fields.keys():
        raise GazetteerError(name, found=found, expected="lon and lat, x and y, 경도 and 위도, or wkt")
    reader = _TableReader(fields, is_annotations=set(header) >= _ANNOTATIONS)
    for number, cells in lines:
        reader.read(number, header, cells)
    notices = [f"{reader.unplaced} annotations have no place and were left out"] if reader.unplaced else []
    faults = [*reader.faults, *lines.faults]
    return Rows(rows=tuple(reader.rows), faults=tuple(faults), notices=tuple(notices), crs="".join(reader.crs))


class _Lines:
    """The lines of a table, each with its number as an editor counts them."""

    def __init__(self, text: str) -> None:
        csv.field_size_limit(_LONGEST_CELL)
        self.faults: list[Fault] = []
        first = text.lstrip("\n\r ").partition("\n")[0]
        self._reader = csv.reader(io.StringIO(text, newline=""), delimiter=_guess_delimiter(first))
        self.header: Sequence[str] = ()
        for cells in self._reader:
            if any(cell.strip() for cell in cells):
                self.header = cells
                break

    def __iter__(self) -> Iterator[tuple[int, Sequence[str]]]:
        before = self._reader.line_num
        while True:
            try:
                cells = next(self._reader)
            except StopIteration:
                return
            except csv.Error as error:
                self.faults.append(Fault(before + 1, "", f"found {error}, expected cells of a table"))
                continue
            if any(cell.strip() for cell in cells):
                yield before + 1, cells
            before = self._reader.line_num


def _guess_delimiter(header: str) -> str:
    """Take what parts the header into the most columns that are known, then into the most."""

    def count(delimiter: str) -> tuple[int, int]:
        cells = next(csv.reader([header], delimiter=delimiter), [])
        return sum(len(columns) for field, columns in find_fields(cells).items() if field), len(cells)

    return max(_DELIMITERS, key=count)


class _TableReader:
    """Make rows of the lines of one table."""

    def __init__(self, fields: Mapping[str, Sequence[str]], *, is_annotations: bool) -> None:
        self.fields = fields
        self.is_annotations = is_annotations
        self.rows: list[Row] = []
        self.faults: list[Fault] = []
        self.crs: list[str] = []
        self.unplaced = 0

    def read(self, number: int, header: Sequence[str], cells: Sequence[str]) -> None:
        values = dict(zip(header, cells, strict=False))
        names = self._take(values, "name") + [
            part for field in ("name_ko", "names") for text in self._take(values, field) for part in split_list(text)
        ]
        title = names[0] if names else ""
        if len(cells) > len(header) and any(cell.strip() for cell in cells[len(header) :]):
            expected = f"{len(header)}, as in the header; is a cell with a comma in it in quotes?"
            self.faults.append(Fault(number, title, f"found {len(cells)} cells, expected {expected}"))
            return
        try:
            geometry, mended = self._read_geometry(values)
        except GeometryError as error:
            self.faults.append(Fault(number, title, f"found {error.found}, expected {error.expected}"))
            return
        if geometry is None and self.is_annotations:
            self.unplaced += 1
            return
        self.rows.append(self._to_row(number, values, names, (geometry, mended)))

    def _take(self, values: Mapping[str, str], field: str) -> list[str]:
        texts = (tidy(values.get(column, "")) for column in self.fields.get(field, ()))
        return [text for text in texts if text]

    def _first(self, values: Mapping[str, str], field: str) -> str:
        return next(iter(self._take(values, field)), "")

    def _to_row(
        self,
        number: int,
        values: Mapping[str, str],
        names: Sequence[str],
        drawn: tuple[BaseGeometry | None, tuple[str, ...]],
    ) -> Row:
        ids = [part for text in self._take(values, "same_as") for part in split_list(text)]
        address = self._first(values, "id")
        return Row(
            number=number,
            id=address,
            names=tuple(dict.fromkeys(names)),
            kind="" if self.is_annotations else self._first(values, "kind"),
            begin=self._first(values, "begin"),
            end=self._first(values, "end"),
            date=self._first(values, "date"),
            accuracy=self._first(values, "accuracy"),
            status=self._first(values, "status"),
            source="; ".join(self._take(values, "source")),
            same_as=(*ids, address) if address.startswith("http") else tuple(ids),
            notes=tuple(self._take(values, "note")),
            others=()
            if self.is_annotations
            else tuple((column, text) for column in self.fields.get("", ()) if (text := tidy(values.get(column, "")))),
            geometry=drawn[0],
            mended=drawn[1],
        )

    def _read_geometry(self, values: Mapping[str, str]) -> tuple[BaseGeometry | None, tuple[str, ...]]:
        if text := self._first(values, "wkt"):
            geometry, mended, crs = read_wkt(text)
            if crs and not self.crs:
                self.crs.append(crs)
            return geometry, mended
        lon, lat = (self._first(values, axis) for axis in ("lon", "lat"))
        if not lon and not lat:
            return None, ()
        if not (lon and lat):
            missing = "longitude" if lat else "latitude"
            raise GeometryError("geometry", found=f"no {missing}", expected="both, or neither")
        return shapely.Point(read_ordinate(lon, "lon"), read_ordinate(lat, "lat")), ()
