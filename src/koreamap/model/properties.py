"""What a feature says of itself: one record, in which a field is the one row that a property has.

The row gives its name and type, what a form calls it, what it means and, where there is more to say, its unit, its name
of at most ten characters and which layers carry it. Built files, tables, forms and comments are made from the rows: a
new property is one row here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Any

import msgspec

from koreamap.errors import LayerError
from koreamap.model.columns import Column, Value, find_columns_of
from koreamap.model.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = [
    "Properties",
    "check_properties",
    "find_columns",
    "find_filled",
    "keep_text",
    "read_properties",
    "restore_days",
    "to_members",
]

_EVERY = ("main", "context", "evidence", "basemap")
_THEMATIC = ("main", "context", "evidence")
_SEVERAL = "several joined by a semicolon"
_DATES = ("valid_from", "valid_to")
_DAY = re.compile(r"^(\d{4}-\d\d-\d\d)$")
_DAY_ALONE = re.compile(r"^(\d{4}-\d\d-\d\d)/\1$")


def _row(title: str, comment: str, **more: Any) -> msgspec.Meta:  # noqa: ANN401 - the other fields of a `Column`
    return msgspec.Meta(title=title, description=comment, extra={"carriers": _THEMATIC, **more})


class Properties(Record, frozen=True, kw_only=True):
    """The properties of a feature; what its layer does not carry stays at its default."""

    feature_id: Annotated[str, _row("Id", "Of the feature and of its place; unique over all layers", carriers=_EVERY)]
    layer: Annotated[str, _row("Layer", "Id of the layer that draws it", carriers=_EVERY)]
    name: Annotated[str, _row("Name", "In English", carriers=_EVERY)]
    name_ko: Annotated[str | None, _row("Name in Hangul", "Name in Hangul", carriers=_EVERY)] = None
    label: Annotated[str, _row("Label on the map", "What the map writes")] = ""
    kind: Annotated[str, _row("Kind", "What sort of place it is", carriers=_EVERY)]
    status: Annotated[
        str,
        _row("Status", f"agreed, unilateral, disputed, derived, schematic, published point or as given; {_SEVERAL}"),
    ] = ""
    method: Annotated[str, _row("How it was drawn", "How the geometry was made", form="text")] = ""
    accuracy_m: Annotated[
        float | None,
        _row("Accuracy ±", "Distance in metres within which 95 % of the course, or the position, lies", unit="m"),
    ] = None
    accuracy_mean_m: Annotated[
        float | None,
        _row("Mean error", "Mean distance of the course in metres, where measured", unit="m", short="acc_mean"),
    ] = None
    accuracy_worst_m: Annotated[
        float | None, _row("Worst error", "Worst distance in metres, where measured", unit="m", short="acc_worst")
    ] = None
    accuracy_stretches: Annotated[
        str | None,
        _row(
            "Accuracy by stretch",
            f"km from the start: accuracy and mean in metres; {_SEVERAL}",
            short="acc_parts",
            form="text",
        ),
    ] = None
    accuracy_note: Annotated[str, _row("Why so accurate", "Why so accurate", short="acc_note", form="text")] = ""
    valid_from: Annotated[str | None, _row("Valid from", "EDTF date; null when unknown")] = None
    valid_to: Annotated[str | None, _row("Valid to", "EDTF date; null when unknown or still so")] = None
    date_label: Annotated[str | None, _row("Date", "The year of an event, as the map writes it")] = None
    source_ids: Annotated[str, _row("Sources", f"Ids of the sources of the geometry; {_SEVERAL}")] = ""
    note: Annotated[str | None, _row("Note", "What a reader must know", form="text")] = None
    hub: Annotated[str | None, _row("Hub", "Id of the hub area of a base or port")] = None
    length_km: Annotated[float | None, _row("Length", "Geodesic length in km", unit="km")] = None
    length_land_km: Annotated[
        float | None, _row("Length over land", "Geodesic length over land in km", unit="km", short="len_land")
    ] = None
    area_km2: Annotated[float | None, _row("Area", "Geodesic area in square km", unit="km²")] = None
    mention_count: Annotated[int, _row("Mentions", "In all documents", short="mentions")] = 0
    min_zoom: Annotated[
        float | None, _row("Least zoom", "Web map zoom from which it is written", carriers=("basemap_labels",))
    ] = None
    claim_id: Annotated[str | None, _row("Claim", "Id of the claim whose finding it shows", carriers=("evidence",))] = (
        None
    )


def find_columns(layer_id: str, group: str) -> tuple[Column, ...]:
    """Return the columns of a layer's features, in the order of the record's fields."""
    return tuple(column for column in find_columns_of(Properties) if {layer_id, group} & set(column.carriers))


def find_filled(columns: Sequence[Column], features: Iterable[Properties]) -> tuple[Column, ...]:
    """Return the columns that have a value: of one without any, a reader of GeoJSON guesses that it is text."""
    rows = tuple(features)
    return tuple(c for c in columns if any(getattr(properties, c.name) is not None for properties in rows))


def read_properties(members: Mapping[str, object], what: str) -> Properties:
    """Read properties from the members of a GeoJSON feature, and refuse by name what is unknown or missing.

    Raises
    ------
    koreamap.errors.LayerError
        When a member is unknown, missing or of another type.
    """
    try:
        return restore_days(msgspec.convert(members, Properties))
    except msgspec.ValidationError as error:
        raise LayerError(what, found=str(error), expected=f"properties as {Properties.__name__} has them") from error


def restore_days(properties: Properties) -> Properties:
    """Take back what `keep_text` did to days."""
    dates = {name: _DAY_ALONE.sub(r"\1", value) for name in _DATES if (value := getattr(properties, name))}
    return msgspec.structs.replace(properties, **dates)


def to_members(properties: Properties, columns: Sequence[Column]) -> dict[str, Value]:
    """Return what a layer's feature says as members of a GeoJSON feature, in the order of the columns."""
    return {column.name: getattr(properties, column.name) for column in columns}


def keep_text(members: Mapping[str, Value]) -> dict[str, Value]:
    """Write dates so that no reader of GeoJSON takes them for anything but text.

    GDAL makes a column a date where all its values look like one, in some layers and not in others, and a table with
    dates cannot be written as JSON again. A day is therefore written as the interval from itself to itself, which is
    the same in EDTF and no date to GDAL. `restore_days` takes it back.
    """
    dates = {name: _DAY.sub(r"\1/\1", value) for name in _DATES if isinstance(value := members.get(name), str)}
    return {**members, **dates}


def check_properties(properties: Properties, columns: Sequence[Column], what: str) -> None:
    """Hold properties to what a layer carries: all of it, and no other.

    Raises
    ------
    koreamap.errors.LayerError
        When one that must be there is empty, one is there that the layer does not carry, or one is of another type.
    """
    names = {column.name for column in columns}
    for column in find_columns_of(type(properties)):
        value = getattr(properties, column.name)
        if column.name in names and not column.is_optional and value in ("", None):
            raise LayerError(f"{what}, {column.name}", found="nothing", expected="a value")
        if column.name not in names and value not in ("", None, 0):
            carriers = ", ".join(column.carriers)
            raise LayerError(f"{what}, {column.name}", found=repr(value), expected=f"it only in layers of {carriers}")
    read_properties(msgspec.structs.asdict(properties), what)
