"""Read the curated places: names, dates, status and accuracy, each record checked before anything uses it.

The only reader of ``geodata/places/``. Geometries are not here: a record holds at most the point that it itself
carries; layers draw the rest.

References
----------
Linked Places format (names with language and source); EDTF level 1 for dates.
"""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any

import msgspec

from koreamap.errors import GazetteerError
from koreamap.home import geodata_dir
from koreamap.model import KINDS, STATUSES, SYSTEMS, Name, Place
from koreamap.sources import read_sources

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

__all__ = ["parse_places", "places_dir", "read_places"]

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_EDTF = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?[?~%]?")
_PLACE_FIELDS = {item.name: item for item in msgspec.structs.fields(Place)}
_NAME_FIELDS = {item.name: item for item in msgspec.structs.fields(Name)}
_LISTS = frozenset({"members", "status", "source_ids"})
_NUMBERS = frozenset({"accuracy_m", "lon", "lat"})


def places_dir() -> Path:
    """Return the folder of the curated place records."""
    return geodata_dir() / "places"


def read_places() -> dict[str, Place]:
    """Read every place of the gazetteer.

    Returns
    -------
    dict
        Place id to place, sorted by id.

    Raises
    ------
    koreamap.errors.GazetteerError
        When a file cannot be read, a record is incomplete or wrong, or two records contradict each other.
    """
    files = sorted(places_dir().glob("*.toml"))
    if not files:
        raise GazetteerError("gazetteer", found="no file", expected="records in *.toml", file=places_dir())
    known = read_sources().keys() | _find_document_ids()
    places: dict[str, Place] = {}
    origin: dict[str, Path] = {}
    for file in files:
        for place in parse_places(_read_text(file), file, known):
            if place.id in places:
                raise GazetteerError(f"place {place.id}", found=f"it also in {origin[place.id].name}",
                                     expected="each id once", file=file)  # fmt: skip
            places[place.id], origin[place.id] = place, file
    for place in places.values():
        _check_references(place, places, origin[place.id])
    return dict(sorted(places.items()))


def parse_places(text: str, file: Path, known_sources: Iterable[str]) -> tuple[Place, ...]:
    """Read places from the text of one file; references between places are not looked at.

    Parameters
    ----------
    text : str
        TOML with ``[[place]]`` tables.
    file : pathlib.Path
        Where the text came from, for messages.
    known_sources : iterable of str
        Ids of sources and documents that a record may cite.

    Returns
    -------
    tuple of Place
        In the text's order.

    Raises
    ------
    koreamap.errors.GazetteerError
        When the text is not TOML, or a record in it is incomplete or wrong; the message names file, id and field.
    """
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise GazetteerError("gazetteer", found=str(error), expected="valid TOML", file=file) from error
    tables = content.get("place", [])
    if set(content) - {"place"} or not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise GazetteerError("gazetteer", found="something else", expected="only [[place]] tables", file=file)
    known = frozenset(known_sources)
    return tuple(_to_place(table, file, known) for table in tables)


def _read_text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise GazetteerError("gazetteer", found=str(error), expected="a readable file", file=file) from error


def _find_document_ids() -> set[str]:
    """List the documents, which names may cite, by their folders."""
    return {folder.name for folder in (geodata_dir() / "documents").iterdir() if folder.is_dir()}


def _to_place(table: Mapping[str, Any], file: Path, known: frozenset[str]) -> Place:
    """Make a place of its table, or say which field is wrong."""

    def fail(field: str, found: object, expected: str) -> GazetteerError:
        return GazetteerError(f"place {table.get('id', '(no id)')}, {field}", found=str(found), expected=expected,
                              file=file)  # fmt: skip

    _check_fields(table, _PLACE_FIELDS, fail)
    if not _ID.fullmatch(table["id"]):
        raise fail("id", table["id"], "lower-case letters, digits and hyphens")
    names = table["names"]
    if not isinstance(names, list) or not names or not all(isinstance(name, dict) for name in names):
        raise fail("names", names, "a list of at least one name")
    values: dict[str, Any] = {key: tuple(value) if key in _LISTS else value for key, value in table.items()}
    values["names"] = tuple(_to_name(name, known, fail) for name in names)
    place = Place(**values)
    _check_place(place, known, fail)
    return place


def _to_name(table: Mapping[str, Any], known: frozenset[str], fail: Callable[..., GazetteerError]) -> Name:
    def fail_name(field: str, found: object, expected: str) -> GazetteerError:
        return fail(f"names, {table.get('text', '(no text)')}, {field}", found, expected)

    _check_fields(table, _NAME_FIELDS, fail_name)
    name = Name(**table)
    if not name.text.strip() or name.text != name.text.strip():
        raise fail_name("text", repr(name.text), "a name without space around it")
    if name.system not in SYSTEMS:
        raise fail_name("system", name.system, f"one of {', '.join(SYSTEMS)}")
    if name.source_id and name.source_id not in known:
        raise fail_name("source_id", name.source_id, "a source or a document")
    return name


def _check_fields(table: Mapping[str, Any], known: Mapping[str, Any], fail: Callable[..., GazetteerError]) -> None:
    """Refuse a field that is unknown, missing or of the wrong type."""
    for key in table:
        if key not in known:
            raise fail(key, "it", "no such field")
    for key, item in known.items():
        if item.required and key not in table:
            raise fail(key, "nothing", "a value")
    for key, value in table.items():
        if key != "names" and not _is_fit(key, value):
            raise fail(key, repr(value), "a value of its type")


def _is_fit(key: str, value: object) -> bool:
    if key in _LISTS:
        return isinstance(value, list) and all(isinstance(item, str) for item in value)
    if key in _NUMBERS:
        return isinstance(value, int | float) and not isinstance(value, bool)
    if key in {"match", "lower"}:
        return isinstance(value, bool)
    return isinstance(value, str)


def _check_place(place: Place, known: frozenset[str], fail: Callable[..., GazetteerError]) -> None:
    """Hold a record to what every place must be."""
    if place.kind not in KINDS:
        raise fail("kind", place.kind, f"one of {', '.join(KINDS)}")
    for status in place.status:
        if status not in STATUSES:
            raise fail("status", status, f"one of {', '.join(STATUSES)}")
    for source_id in place.source_ids:
        if source_id not in known:
            raise fail("source_ids", source_id, "a source of SOURCES.toml")
    for field, date in (("valid_from", place.valid_from), ("valid_to", place.valid_to)):
        if date and not _EDTF.fullmatch(date):
            raise fail(field, date, "an EDTF date")
    _check_group_or_feature(place, fail)
    _check_point(place, fail)


def _check_group_or_feature(place: Place, fail: Callable[..., GazetteerError]) -> None:
    """Hold a group to its members and no layer, and all else to saying how, and how well, it is drawn."""
    is_group = place.kind == "group"
    if is_group != bool(place.members):
        raise fail("members", place.members, "members in a group, and nowhere else")
    if is_group == bool(place.layer):
        raise fail("layer", place.layer or "none", "no layer for a group, one for any other place")
    if is_group:
        return
    for field in ("status", "method", "accuracy_note", "source_ids"):
        if not getattr(place, field):
            raise fail(field, "nothing", "a value, since the place is drawn")
    if place.accuracy_m is not None and not place.accuracy_m > 0:
        raise fail("accuracy_m", place.accuracy_m, "more than 0 m")
    if (place.kind == "event") != bool(place.date_label):
        raise fail("date_label", place.date_label or "none", "a year for an event, and nowhere else")


def _check_point(place: Place, fail: Callable[..., GazetteerError]) -> None:
    if (place.lon is None) != (place.lat is None):
        raise fail("lon, lat", f"{place.lon}, {place.lat}", "both or neither")
    if place.lon is not None and not -180 <= place.lon <= 180:
        raise fail("lon", place.lon, "degrees between -180 and 180")
    if place.lat is not None and not -90 <= place.lat <= 90:
        raise fail("lat", place.lat, "degrees between -90 and 90")


def _check_references(place: Place, places: Mapping[str, Place], file: Path) -> None:
    """Refuse members and hubs that are no places."""
    for member in place.members:
        if member not in places or not places[member].layer:
            raise GazetteerError(
                f"place {place.id}, members", found=member, expected="a place that is drawn", file=file
            )
    if place.hub and (place.hub not in places or places[place.hub].kind != "area"):
        raise GazetteerError(f"place {place.id}, hub", found=place.hub, expected="the id of a hub area", file=file)
