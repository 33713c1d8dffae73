"""Own layers as they lie on the disk, one folder each: ``layer.toml``, ``places.toml``, ``features.geojson``.

A place's record is that of ``geodata/places/``; its geometry is the point that it carries, or the feature of its id.
What is wrong with one record or one file is told, and all else is read.
"""

from __future__ import annotations

import dataclasses
import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace
from shapely import Point

from koreamap.errors import DocumentError, GazetteerError, GeometryError, KoreamapError
from koreamap.limits import MIB, PLACES_MB
from koreamap.model import Place, Source
from koreamap.model.record import Record
from koreamap.model.styles import Marker
from koreamap.model.values import Trimmed
from koreamap.own._features import read_features
from koreamap.own._ids import OWN
from koreamap.own._looks import Colour, find_layer_id
from koreamap.own._places import GIVEN, NOT_STATED, make_sources
from koreamap.own._shapes import finish_shape
from koreamap.sources import read_sources
from koreamap.toml import to_record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

__all__ = [
    "FEATURES",
    "HEAD",
    "PLACES",
    "OwnLayer",
    "OwnLayerFile",
    "OwnLayers",
    "Problem",
    "read_own_layer",
    "read_own_layers",
]

HEAD, PLACES, FEATURES = "layer.toml", "places.toml", "features.geojson"

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class OwnLayerFile(Record, frozen=True, kw_only=True):
    """``layer.toml``: what an own layer is called, how it looks, and whose it is.

    Parameters
    ----------
    title, title_ko, summary
        For the legend.
    colour, symbol
        Names of the palette, and of a marker.
    source
        The first is that of the layer; places may cite the others.
    """

    title: Trimmed
    title_ko: str = ""
    summary: str = ""
    colour: Colour = "violet"
    symbol: Marker = "diamond"
    source: tuple[Source, ...] = ()


class _PlaceFile(Record, frozen=True, kw_only=True):
    """One entry of a file of places, so that a wrong one is refused alone."""

    place: tuple[Place, ...]


class Problem(NamedTuple):
    """What could not be read, and was left out."""

    what: str
    found: str
    expected: str
    file: Path

    def __str__(self) -> str:
        """Say it in one sentence."""
        return f"{self.what}: found {self.found}, expected {self.expected} ({self.file})"


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnLayer:
    """A user's own layer.

    Parameters
    ----------
    id
        The name of its folder.
    title, title_ko, summary, colour, symbol
        As in `OwnLayerFile`.
    sources
        At least one, the layer's own first; their ids begin with ``own-``.
    places
        By id; ``layer`` is the id of the layer that draws each.
    geometries
        Place id -> geometry, WGS 84, valid, of one type.
    """

    id: str
    title: str
    title_ko: str
    summary: str
    colour: Colour
    symbol: Marker
    sources: tuple[Source, ...]
    places: tuple[Place, ...]
    geometries: Mapping[str, BaseGeometry]


class OwnLayers(NamedTuple):
    """All own layers, by id, and what of them could not be read."""

    layers: tuple[OwnLayer, ...]
    problems: tuple[Problem, ...]


def read_own_layers(folder: Path) -> OwnLayers:
    """Read every own layer of a folder; what a user wrote wrong is told, never raised.

    Parameters
    ----------
    folder
        Of the layers; it need not exist.
    """
    layers: list[OwnLayer] = []
    problems: list[Problem] = []
    seen: dict[str, str] = {}
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.name.startswith(".") or not path.is_dir():
            continue
        layer, found = read_own_layer(path)
        problems += found
        if layer:
            layers.append(_leave_out_seen(layer, seen, problems, path))
    return OwnLayers(tuple(layers), tuple(problems))


def _leave_out_seen(layer: OwnLayer, seen: dict[str, str], problems: list[Problem], path: Path) -> OwnLayer:
    """Leave out places whose id another own layer has."""
    twice = [place.id for place in layer.places if place.id in seen]
    problems += [
        Problem(f"place {id_}", f"it also in {seen[id_]}", "each id once in all own layers", path / PLACES)
        for id_ in twice
    ]
    seen |= {place.id: layer.id for place in layer.places if place.id not in seen}
    if not twice:
        return layer
    return dataclasses.replace(layer, places=tuple(place for place in layer.places if place.id not in twice))


def read_own_layer(path: Path) -> tuple[OwnLayer | None, list[Problem]]:
    """Read one own layer; None where its folder's name or its ``layer.toml`` is wrong.

    Parameters
    ----------
    path
        Its folder.
    """
    problems: list[Problem] = []
    if not _ID.fullmatch(path.name):
        expected = "lower-case letters, digits and hyphens"
        return None, [Problem("own layer", repr(path.name), expected, path)]
    try:
        head = to_record(_read_toml(path / HEAD), OwnLayerFile, what=HEAD, error=GazetteerError, file=path / HEAD)
    except KoreamapError as error:
        return None, [_to_problem(error, path / HEAD)]
    sources = _check_sources(head, path, problems)
    geometries = _read_geometries(path / FEATURES, problems)
    places: dict[str, Place] = {}
    known = {source.id for source in sources} | read_sources().keys()
    for place in _read_places(path / PLACES, sources[0].id, problems):
        fault = _find_fault(place, geometries, known, places)
        if fault:
            problems.append(Problem(f"place {place.id}", *fault, path / PLACES))
            continue
        if place.lon is not None and place.lat is not None:
            geometries[place.id] = Point(place.lon, place.lat)
        drawn_by = find_layer_id(path.name, geometries[place.id].geom_type)
        places[place.id] = replace(place, layer=drawn_by)
    layer = OwnLayer(
        id=path.name,
        title=head.title,
        title_ko=head.title_ko,
        summary=head.summary,
        colour=head.colour,
        symbol=head.symbol,
        sources=sources,
        places=tuple(place for _id, place in sorted(places.items())),
        geometries={id_: geometries[id_] for id_ in sorted(places)},
    )
    return layer, problems


def _to_problem(error: KoreamapError, file: Path) -> Problem:
    return Problem(error.what, error.found, error.expected, file)


def read_limited(file: Path) -> bytes:
    """Read a file of places that is no larger than is allowed.

    Raises
    ------
    koreamap.errors.GazetteerError
        When it is missing, a device or a pipe, too large, or cannot be read.
    """
    if not file.is_file():
        found = "no such file" if not file.exists() else "a folder" if file.is_dir() else "a device, a pipe or a socket"
        raise GazetteerError(file.name, found=found, expected="a file of places", file=file)
    try:
        PLACES_MB.check(file.name, file.stat().st_size / MIB)
        return file.read_bytes()
    except OSError as error:
        raise GazetteerError(file.name, found=str(error), expected="a readable file", file=file) from error
    except DocumentError as error:
        raise GazetteerError(file.name, found=error.found, expected=error.expected, file=file) from error


def _read_toml(file: Path) -> Mapping[str, object]:
    try:
        return tomllib.loads(read_limited(file).decode())
    except UnicodeDecodeError as error:
        raise GazetteerError(file.name, found=str(error), expected="UTF-8", file=file) from error
    except tomllib.TOMLDecodeError as error:
        raise GazetteerError(file.name, found=str(error), expected="valid TOML", file=file) from error


def _check_sources(head: OwnLayerFile, path: Path, problems: list[Problem]) -> tuple[Source, ...]:
    """Take the sources whose ids are a user's; one is made where there is none."""
    own = tuple(source for source in head.source if source.id.startswith(OWN))
    problems += [
        Problem(f"source {source.id}", "its id", f"one that begins with {OWN}", path / HEAD)
        for source in head.source
        if source not in own
    ]
    return own or make_sources(path.name, head.title, ())


def _read_geometries(file: Path, problems: list[Problem]) -> dict[str, BaseGeometry]:
    if not file.exists():
        return {}
    try:
        rows = read_features(read_limited(file).decode(), file.name)
    except KoreamapError as error:
        problems.append(_to_problem(error, file))
        return {}
    except UnicodeDecodeError as error:
        problems.append(Problem(file.name, str(error), "UTF-8", file))
        return {}
    problems += [Problem(file.name, str(fault), "each feature sound", file) for fault in rows.faults]
    geometries = {}
    for row in rows.rows:
        try:
            if row.geometry is not None:
                geometries[row.id] = finish_shape(row.geometry)[0]
        except GeometryError as error:
            problems.append(Problem(f"{file.name}, feature {row.number} ({row.id})", error.found, error.expected, file))
    return geometries


def _read_places(file: Path, source_id: str, problems: list[Problem]) -> Iterator[Place]:
    """Yield the places of a file, each judged alone; what nobody wrote is filled in."""
    if not file.exists():
        return
    try:
        entries = _read_toml(file).get("place", [])
    except KoreamapError as error:
        problems.append(_to_problem(error, file))
        return
    if not isinstance(entries, list):
        problems.append(Problem(file.name, "place", "a list: [[place]]", file))
        return
    for entry in entries:
        try:
            made = to_record({"place": [entry]}, _PlaceFile, what=PLACES, error=GazetteerError, file=file)
        except KoreamapError as error:
            problems.append(_to_problem(error, file))
            continue
        (place,) = made.place
        yield replace(
            place,
            status=place.status or (GIVEN,),
            method=place.method or "As given.",
            accuracy_note=place.accuracy_note or NOT_STATED,
            source_ids=place.source_ids or (source_id,),
        )


def _find_fault(
    place: Place, geometries: Mapping[str, BaseGeometry], known: set[str], places: Mapping[str, Place]
) -> tuple[str, str] | None:
    """Say what is wrong with a place, as found and expected."""
    unknown = [id_ for id_ in place.source_ids if id_ not in known]
    is_drawn = place.lon is not None or place.id in geometries
    tests = (
        (not place.id.startswith(OWN), "its id", f"one that begins with {OWN}, as none of the project's does"),
        (place.id in places, "it twice", "each id once"),
        (place.kind in {"group", "event"}, f"kind {place.kind}", "another kind: only the project has such"),
        ((place.lon is None) != (place.lat is None), "one of lon and lat", "both or neither"),
        (not is_drawn, "no geometry", f"lon and lat, or a feature of its id in {FEATURES}"),
        (bool(unknown), f"source {', '.join(unknown)}", f"a [[source]] of {HEAD}"),
    )
    return next(((found, expected) for is_wrong, found, expected in tests if is_wrong), None)
