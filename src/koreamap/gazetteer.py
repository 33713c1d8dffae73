"""Read the curated places: names, dates, status and accuracy, each record checked before anything uses it.

The only reader of ``geodata/places/``. Geometries are not here: a record holds at most the point that it itself
carries; layers draw the rest.

References
----------
Linked Places format (names with language and source); EDTF level 1 for dates.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from koreamap.errors import GazetteerError
from koreamap.home import geodata_dir
from koreamap.model.inputs import PlacesFile
from koreamap.sources import read_sources
from koreamap.toml import parse_toml, read_toml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from koreamap.model import Name, Place

__all__ = ["parse_places", "places_dir", "read_places"]


def places_dir() -> Path:
    """Return the folder of the curated place records."""
    return geodata_dir() / "places"


def read_places() -> dict[str, Place]:
    """Read every place of the gazetteer, sorted by id.

    Raises
    ------
    koreamap.errors.GazetteerError
        When a file cannot be read, a record is incomplete or wrong, or two records contradict each other.
    """
    files = sorted(places_dir().glob("*.toml"))
    if not files:
        raise GazetteerError("gazetteer", found="no file", expected="records in *.toml", file=places_dir())
    known = frozenset(read_sources()) | _find_document_ids()
    places: dict[str, Place] = {}
    origin: dict[str, Path] = {}
    for file in files:
        content = read_toml(file, PlacesFile, what="gazetteer", error=GazetteerError)
        for place in _check_places(content.place, file, known):
            if place.id in places:
                raise GazetteerError(f"place {place.id}", found=f"it also in {origin[place.id].name}",
                                     expected="each id once", file=file)  # fmt: skip
            places[place.id], origin[place.id] = place, file
    for place in places.values():
        _check_references(place, places, origin[place.id])
    return dict(sorted(places.items()))


def parse_places(text: str, file: Path, known_sources: Iterable[str]) -> tuple[Place, ...]:
    """Read places from the text of one file, in its order; references between places are not looked at.

    Stops with `GazetteerError` when the text is not TOML, or a record in it is incomplete or wrong; the message names
    file, id and field.
    """
    content = parse_toml(text, PlacesFile, what="gazetteer", error=GazetteerError, file=file)
    return _check_places(content.place, file, frozenset(known_sources))


def _find_document_ids() -> set[str]:
    """List the documents, which names may cite, by their folders."""
    return {folder.name for folder in (geodata_dir() / "documents").iterdir() if folder.is_dir()}


def _check_places(places: tuple[Place, ...], file: Path, known: frozenset[str]) -> tuple[Place, ...]:
    """Hold records to what their types cannot say."""
    for place in places:

        def fail(field: str, found: object, expected: str, place: Place = place) -> GazetteerError:
            return GazetteerError(f"place {place.id}, {field}", found=str(found), expected=expected, file=file)

        for name in place.names:
            _check_name(name, known, fail)
        for source_id in place.source_ids:
            if source_id not in known:
                raise fail("source_ids", source_id, "a source of SOURCES.toml")
        _check_group_or_feature(place, fail)
        if (place.lon is None) != (place.lat is None):
            raise fail("lon, lat", f"{place.lon}, {place.lat}", "both or neither")
    return places


def _check_name(name: Name, known: frozenset[str], fail: Callable[..., GazetteerError]) -> None:
    """Hold a name to a known source, and one that belongs to a side to having one."""
    if name.source_id and name.source_id not in known:
        raise fail(f"names, {name.text}, source_id", name.source_id, "a source or a document")
    if name.used_by and not name.source_id:
        raise fail(f"names, {name.text}, source_id", "none", f"where {name.used_by} calls it so")


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
    if (place.kind == "event") != bool(place.date_label):
        raise fail("date_label", place.date_label or "none", "a year for an event, and nowhere else")


def _check_references(place: Place, places: Mapping[str, Place], file: Path) -> None:
    """Refuse members and hubs that are no places."""
    for member in place.members:
        if member not in places or not places[member].layer:
            raise GazetteerError(
                f"place {place.id}, members", found=member, expected="a place that is drawn", file=file
            )
    if place.hub and (place.hub not in places or places[place.hub].kind != "area"):
        raise GazetteerError(f"place {place.id}, hub", found=place.hub, expected="the id of a hub area", file=file)
