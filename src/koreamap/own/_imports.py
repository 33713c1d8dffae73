"""A file of places, read into records: every row is taken, or said by its number not to be."""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from msgspec.structs import replace

from koreamap.errors import DocumentError, GazetteerError, GeometryError
from koreamap.limits import MIB, PLACES, PLACES_MB
from koreamap.own._features import read_features
from koreamap.own._places import make_place, make_sources
from koreamap.own._projected import ask_for_crs, find_projection
from koreamap.own._rows import Fault, Row, Rows
from koreamap.own._shapes import finish_shape, is_same_shape
from koreamap.own._tables import read_table
from koreamap.reading.decoding import decode_named, tell_guess, tell_replaced
from koreamap.text.own_forms import is_searchable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from shapely.geometry.base import BaseGeometry

    from koreamap.model import Place, Source
    from koreamap.model.places import Match
    from koreamap.own._projected import Projection

__all__ = ["Imported", "import_places"]

_TABLES = (".csv", ".tsv", ".txt", ".tab")
_LONGEST_NAME = 200
_SHOWN = 5
"""Names in a notice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What a file gave.

    Parameters
    ----------
    places
        In the file's order; ``layer`` is empty until `koreamap.own.read_own_layers` reads them.
    geometries
        Place id -> geometry, WGS 84, valid.
    sources
        The file, and what its rows cite.
    faults
        By row: what was not taken, or not as it stands.
    notices
        What is to be known of the whole.
    """

    places: tuple[Place, ...]
    geometries: Mapping[str, BaseGeometry]
    sources: tuple[Source, ...]
    faults: tuple[Fault, ...] = ()
    notices: tuple[str, ...] = ()


def import_places(
    data: bytes, name: str, *, layer: str = "places", crs: str | None = None, match: Match = "always"
) -> Imported:
    """Read a file of places: GeoJSON, Linked Places, CSV.

    Parameters
    ----------
    data
        All of the file.
    name
        Its name, for messages, and for what it is where its content does not tell.
    layer
        Id of the own layer that the places are meant for; their ids begin with it.
    crs
        EPSG code of its coordinates, where they are no longitudes and latitudes and the file does not say.
    match
        Whether the names are looked for in texts: ``always`` or ``never``.

    Stops with `GazetteerError` when the file as a whole cannot be read: empty, too large, no text, not GeoJSON (with
    line and column), a table without the columns that it must have, a projection that is not known or not said.
    """
    with _as_gazetteer_error():
        rows, notices = _read_rows(data, name)
        PLACES.check(name, len(rows.rows))
    projection, said = _find_projection(rows, name, crs)
    taker = _Taker(layer, match, name, projection)
    for row in rows.rows:
        taker.take(row)
    faults = sorted((*rows.faults, *taker.faults))
    return Imported(
        places=tuple(taker.places.values()),
        geometries=taker.geometries,
        sources=make_sources(layer, name, taker.cited),
        faults=tuple(faults),
        notices=(*notices, *rows.notices, *said, *taker.notices()),
    )


@contextmanager
def _as_gazetteer_error() -> Iterator[None]:
    """Say what is no text or too large in the words of who reads places."""
    try:
        yield
    except DocumentError as error:
        raise GazetteerError(error.what, found=error.found, expected=error.expected) from error


def _read_rows(data: bytes, name: str) -> tuple[Rows, list[str]]:
    if not data.strip():
        raise GazetteerError(name, found="an empty file", expected="GeoJSON or a table of places")
    PLACES_MB.check(name, len(data) / MIB)
    text, encoding, replaced, is_guess = decode_named(data, name)
    notices = [] if encoding == "utf-8" else [f"read as {encoding}"]
    notices += [tell_guess(encoding)] if is_guess else []
    notices += [tell_replaced(replaced)] if replaced else []
    is_table = name.lower().endswith(_TABLES) and text.lstrip()[:1] not in {"{", "["}
    return (read_table if is_table else read_features)(text, name), notices


def _find_projection(rows: Rows, name: str, crs: str | None) -> tuple[Projection | None, list[str]]:
    try:
        projection = find_projection(crs or rows.crs) if crs or rows.crs else None
    except GeometryError as error:
        raise GazetteerError(name, found=error.found, expected=error.expected) from error
    if projection is None:
        try:
            ask_for_crs((row.geometry for row in rows.rows), name)
        except GeometryError as error:
            raise GazetteerError(name, found=error.found, expected=error.expected) from error
        return None, []
    return projection, [f"coordinates were read as {projection.code} ({projection.title}) and brought to WGS 84"]


class _Taker:
    """Take rows one by one, each id once."""

    def __init__(self, layer: str, match: Match, file: str, projection: Projection | None) -> None:
        self.layer = layer
        self.match: Match = match
        self.file = file
        self.projection = projection
        self.places: dict[str, Place] = {}
        self.geometries: dict[str, BaseGeometry] = {}
        self.faults: list[Fault] = []
        self.cited: dict[str, None] = {}
        self._rows: dict[str, Row] = {}
        self._mended: dict[str, list[str]] = {}
        self._merged = 0
        self._everyday: dict[str, None] = {}

    def take(self, row: Row) -> None:
        if fault := _find_fault(row):
            self.faults.append(Fault(row.number, row.title, fault))
            return
        if row.geometry is None:
            self._refuse(row, "coordinates", "none")
            return
        try:
            drawn = self.projection.read(row.geometry) if self.projection else row.geometry
            geometry, mended = finish_shape(drawn)
        except GeometryError as error:
            self.faults.append(Fault(row.number, row.title, f"found {error.found}, expected {error.expected}"))
            return
        made = make_place(row, self.layer, self.match, geometry.geom_type, self.file)
        id_ = self._find_id(made.place.id, row, geometry)
        if id_ is None:
            return
        self.faults += [Fault(row.number, row.title, words, kept=True) for words in made.doubts]
        place = made.place if id_ == made.place.id else _rename(made.place, id_)
        self._keep(place, row, geometry, (*row.mended, *mended))

    def _keep(self, place: Place, row: Row, geometry: BaseGeometry, mended: Iterable[str]) -> None:
        self.places[place.id], self.geometries[place.id], self._rows[place.id] = place, geometry, row
        for words in mended:
            self._mended.setdefault(words, []).append(row.title)
        if row.source:
            self.cited[row.source] = None
        if self.match != "never":
            self._everyday |= dict.fromkeys(name.text for name in place.names if not is_searchable(name.text))

    def _refuse(self, row: Row, expected: str, found: str) -> None:
        self.faults.append(Fault(row.number, row.title, f"found {found}, expected {expected}"))

    def _find_id(self, id_: str, row: Row, geometry: BaseGeometry) -> str | None:
        """Return the id under which a row is taken: of places of one name that the file does not tell apart, a new one.

        None where it is another row's place again, whose names are then those of both, or wants another row's id.
        """
        if (other := self._rows.get(id_)) is None:
            return id_
        if is_same_shape(self.geometries[id_], geometry):
            self._merge(id_, row)
            return None
        if row.id:
            self._refuse(row, "each id once; nothing was overwritten", f"id {row.id}, which row {other.number} has")
            return None
        number = 2
        while f"{id_}-{number}" in self._rows:
            if is_same_shape(self.geometries[f"{id_}-{number}"], geometry):
                self._merge(f"{id_}-{number}", row)
                return None
            number += 1
        return f"{id_}-{number}"

    def _merge(self, id_: str, row: Row) -> None:
        self._merged += 1
        self.places[id_] = _add_names(self.places[id_], make_place(row, self.layer, self.match, "Point", "").place)

    def notices(self) -> list[str]:
        """Say what was done to several rows."""
        said = [
            f"{len(names)} {'place' if len(names) == 1 else 'places'}: {words} ({_list_some(names)})"
            for words, names in self._mended.items()
        ]
        if self._merged:
            rows = "row names" if self._merged == 1 else "rows name"
            said.append(f"{self._merged} {rows} a place again; its names were added to the first")
        if self._everyday:
            shown = _list_some(list(self._everyday))
            said.append(f"everyday words, single letters and numbers are not looked for in texts: {shown}")
        return said


def _list_some(names: Sequence[str]) -> str:
    return ", ".join(names[:_SHOWN]) + ("" if len(names) <= _SHOWN else ", …")


def _find_fault(row: Row) -> str:
    if not row.names:
        return "found no name, expected one"
    if long := next((name for name in row.names if len(name) > _LONGEST_NAME), None):
        return f"found a name of {len(long)} characters, expected at most {_LONGEST_NAME}"
    return "" if re.search(r"\w", row.title) else f"found {row.title!r} as name, expected letters"


def _rename(place: Place, id_: str) -> Place:
    return replace(place, id=id_)


def _add_names(place: Place, other: Place) -> Place:
    known = {name.text for name in place.names}
    return replace(place, names=(*place.names, *(name for name in other.names if name.text not in known)))
