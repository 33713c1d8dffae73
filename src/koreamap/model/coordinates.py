"""Coordinates that people wrote down: as published, as described, or as drawn by us; one file a layer."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from koreamap.model.record import Record
from koreamap.model.values import Id, Ids, Latitude, Longitude, Positive, RawPath, Trimmed, Written

__all__ = [
    "Circle",
    "CoordinatesFile",
    "Course",
    "Crossing",
    "Cut",
    "Lettering",
    "Outline",
    "Parallel",
    "PublishedRows",
    "Vertex",
    "Waterway",
]

_ANGLE = r"^\d{1,3}(-\d{1,2}){0,2}(\.\d+)?[%s]$"

PrintedLatitude = (
    Latitude | Annotated[str, Meta(pattern=_ANGLE % "NS", description="degrees, or as printed: 37-42-45N")]
)
PrintedLongitude = (
    Longitude | Annotated[str, Meta(pattern=_ANGLE % "EW", description="degrees, or as printed: 126-06-40E")]
)
Cited = Annotated[Ids, Meta(min_length=1, description="a list of at least one source")]


class Vertex(Record, frozen=True, kw_only=True):
    """A point of a course.

    Parameters
    ----------
    lat, lon
        In decimal degrees, or as printed: degrees, minutes and seconds with hyphens between them and the hemisphere.
    correction
        Where it is not as its source prints it: what that has, and why it cannot be.
    """

    lat: PrintedLatitude
    lon: PrintedLongitude
    correction: str = ""


class Drawn(Record, frozen=True, kw_only=True):
    """What every drawing says of itself.

    Parameters
    ----------
    place
        Whose geometry it is.
    source_ids
        Where the coordinates come from.
    note
        What a reader must know of them.
    """

    place: Id
    source_ids: Cited
    note: str = ""


class Course(Drawn, frozen=True, kw_only=True):
    """A line through points, in their order."""

    points: Annotated[tuple[Vertex, ...], Meta(min_length=2, description="a list of at least two points")]


class Outline(Drawn, frozen=True, kw_only=True):
    """A ring through points; it closes itself."""

    points: Annotated[tuple[Vertex, ...], Meta(min_length=3, description="a list of at least three points")]


class Parallel(Drawn, frozen=True, kw_only=True):
    """A stretch of a parallel, from one longitude to another."""

    lat: PrintedLatitude
    start_lon: PrintedLongitude
    end_lon: PrintedLongitude


class Waterway(Drawn, frozen=True, kw_only=True):
    """The axis of a lane from a point at sea to the middle of an island, which is a place."""

    seaward: Vertex
    island: Id


class Crossing(Drawn, frozen=True, kw_only=True):
    """A straight stroke through a point, which is its middle; the azimuth runs clockwise from north."""

    lat: PrintedLatitude
    lon: PrintedLongitude
    azimuth_deg: float
    length_km: Positive


class Circle(Drawn, frozen=True, kw_only=True):
    """How far a place reaches around its middle, or around each of its sites."""

    radius_km: Positive


class Cut(Record, frozen=True, kw_only=True):
    """Between which two points a published line is a place's: the vertices nearest to them are its ends."""

    place: Id
    start: Vertex
    end: Vertex
    note: str = ""


class PublishedRows(Record, frozen=True, kw_only=True):
    """Which rows of a published file are which places.

    Parameters
    ----------
    file
        GeoJSON below ``geodata/raw/``.
    property
        By which a row is known.
    rows
        Place -> the value of that property.
    """

    file: RawPath
    property: Written
    rows: dict[str, str | int]


class Lettering(Record, frozen=True, kw_only=True):
    """A name of the basemap.

    Parameters
    ----------
    id
        Of its own.
    kind
        ``city``, ``water`` or ``country``.
    name, name_ko
        In English and in Korean.
    min_zoom
        From which it is written.
    lat, lon
        Where it stands; for a town, the published point is taken.
    """

    id: Id
    kind: Written
    name: Trimmed
    name_ko: Trimmed
    min_zoom: float
    lat: Latitude | None = None
    lon: Longitude | None = None


class CoordinatesFile(Record, frozen=True, kw_only=True):
    """``geodata/coordinates/<layer>.toml``: what the layer of that name is drawn from, beside its places' records."""

    course: tuple[Course, ...] = ()
    parallel: tuple[Parallel, ...] = ()
    waterway: tuple[Waterway, ...] = ()
    crossing: tuple[Crossing, ...] = ()
    cut: tuple[Cut, ...] = ()
    outline: tuple[Outline, ...] = ()
    circle: tuple[Circle, ...] = ()
    published: tuple[PublishedRows, ...] = ()
    lettering: tuple[Lettering, ...] = ()
