"""Put places into an own layer, and take one away: files are written beside and renamed, nothing is deleted."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import msgspec
import tomli_w
from msgspec.structs import replace
from shapely import Point
from shapely.geometry import mapping

from koreamap.beside import put_file
from koreamap.errors import GazetteerError, UnknownIdError
from koreamap.ids import check_ids
from koreamap.model import MARKERS
from koreamap.own._folder import FEATURES, HEAD, PLACES, read_own_layer
from koreamap.own._ids import make_slug
from koreamap.own._looks import COLOURS, Colour
from koreamap.own._places import GIVEN, NOT_STATED
from koreamap.own._rows import Fault, tidy
from koreamap.own._shapes import is_same_shape

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    from koreamap.model import Place, Source
    from koreamap.own._folder import OwnLayer
    from koreamap.own._imports import Imported

__all__ = ["Added", "LayerWish", "add_places", "check_layer_id", "remove_layer"]

_TRASH = "trash"
_STANDARD = "diamond"


class LayerWish(NamedTuple):
    """What a new own layer shall be; a layer that is there already keeps what its ``layer.toml`` says.

    Parameters
    ----------
    title
        Of the legend; the id with a capital where it is empty.
    colour, symbol
        Of the palette; the first colour that no own layer has, and a diamond, where they are empty.
    licence, attribution
        Of the places' source; "not stated" and its title where they are empty.
    """

    title: str = ""
    colour: str = ""
    symbol: str = ""
    licence: str = ""
    attribution: str = ""


class Added(NamedTuple):
    """What became of places that were to be added.

    Parameters
    ----------
    folder
        Of the layer.
    new, unchanged, replaced
        How many places were not there before, were there just so, and took another's place.
    faults
        Places that are there already with other values, and were left as they are; their row is 0.
    """

    folder: Path
    new: int
    unchanged: int
    replaced: int
    faults: tuple[Fault, ...]


def check_layer_id(layer: str) -> str:
    """Return the id of an own layer as it was given.

    Raises
    ------
    koreamap.errors.GazetteerError
        When it is not made of lower-case letters, digits and hyphens.
    """
    if make_slug(layer) != layer:
        found, expected = repr(layer), f"lower-case letters, digits and hyphens, like {make_slug(layer)}"
        raise GazetteerError("own layer", found=found, expected=expected)
    return layer


def add_places(
    folder: Path, layer: str, imported: Imported, wish: LayerWish | None = None, *, overwrite: bool = False
) -> Added:
    """Add places to an own layer, which is made where there is none.

    A place that is there already with other values is left as it is and told, unless it is to be overwritten.

    Parameters
    ----------
    folder
        Of all own layers.
    layer
        Its id.
    imported
        As `koreamap.own.import_places` returns it.
    wish
        For a new layer.
    overwrite
        Whether a place of the same id takes the old one's place; the old file is then kept in the trash.

    Stops with `GazetteerError` when a file of the layer that is there cannot be read: it is not written over.
    """
    wish = wish or LayerWish()
    path = folder / check_layer_id(layer)
    _check_wish(wish)
    old = _read_old(path)
    places = {place.id: place for place in old.places} if old else {}
    geometries = dict(old.geometries) if old else {}
    sorted_out = _sort_out(imported, places, geometries)
    wanted = [*sorted_out.new, *(sorted_out.changed if overwrite else ())]
    path.mkdir(parents=True, exist_ok=True)
    geometries |= {place.id: imported.geometries[place.id] for place in wanted}
    kept = {**places, **{place.id: place for place in wanted}}
    if wanted:
        _write(path / FEATURES, _to_collection(kept.values(), geometries))
    if wanted and overwrite and sorted_out.changed:
        _to_trash(path / PLACES, copy=True)
        _write(path / PLACES, _dump_places(kept.values(), geometries))
    elif wanted:
        _append(path / PLACES, _dump_places(wanted, geometries))
    sources = [_license(source, wish) for source in imported.sources]
    if old is None:
        _write(path / HEAD, _dump_head(folder, layer, wish, sources))
    elif missing := [source for source in sources if source.id not in {known.id for known in old.sources}]:
        _append(path / HEAD, _dump_sources(missing))
    faults = () if overwrite else tuple(_tell(place) for place in sorted_out.changed)
    replaced = len(sorted_out.changed) if overwrite else 0
    return Added(path, len(sorted_out.new), sorted_out.unchanged, replaced, faults)


def _check_wish(wish: LayerWish) -> None:
    """Refuse a colour or a symbol that there is not, with those that there are."""
    if wish.colour:
        check_ids("colour", wish.colour, COLOURS)
    if wish.symbol:
        check_ids("symbol", wish.symbol, MARKERS)


def remove_layer(folder: Path, layer: str) -> Path:
    """Move an own layer to the trash, beside the folder of the layers.

    Parameters
    ----------
    folder
        Of all own layers.
    layer
        Its id.

    Raises
    ------
    koreamap.errors.UnknownIdError
        When there is no such layer.

    Returns
    -------
    Where it lies now.
    """
    known = sorted(path.name for path in folder.iterdir() if path.is_dir()) if folder.is_dir() else []
    if not known:
        raise UnknownIdError("own layer", found=repr(layer), expected="an id that there is; there is no own layer")
    check_ids("own layer", layer, known)
    return _to_trash(folder / layer)


class _Sorted(NamedTuple):
    new: list[Place]
    changed: list[Place]
    unchanged: int


def _sort_out(imported: Imported, places: Mapping[str, Place], geometries: Mapping[str, BaseGeometry]) -> _Sorted:
    new, changed, unchanged = [], [], 0
    for place in imported.places:
        old = places.get(place.id)
        if old is None:
            new.append(place)
        elif _is_same(place, old) and is_same_shape(imported.geometries[place.id], geometries[place.id]):
            unchanged += 1
        else:
            changed.append(place)
    return _Sorted(new, changed, unchanged)


def _is_same(place: Place, old: Place) -> bool:
    """Tell whether two records say the same, but for what the folder adds: who draws it, and where its point is."""
    bare = [replace(one, layer="", lon=None, lat=None, names=()) for one in (place, old)]
    return bare[0] == bare[1] and set(place.names) <= set(old.names)


def _tell(place: Place) -> Fault:
    return Fault(0, place.title, f"{place.id} is there already with other values, and was left as it is")


def _read_old(path: Path) -> OwnLayer | None:
    """Read the layer that is there; one with a fault is not added to, since that could lose what its user wrote."""
    if not path.exists():
        return None
    layer, problems = read_own_layer(path)
    if problems and ((path / HEAD).exists() or (path / PLACES).exists()):
        first = problems[0]
        raise GazetteerError(f"own layer {path.name}, {first.what}", found=first.found,
                             expected=f"{first.expected}; mend it before adding to it", file=first.file)  # fmt: skip
    return layer


def _license(source: Source, wish: LayerWish) -> Source:
    licence, attribution = tidy(wish.licence), tidy(wish.attribution)
    return replace(source, licence=licence or source.licence, attribution=attribution or source.attribution)


def _dump_head(folder: Path, layer: str, wish: LayerWish, sources: Iterable[Source]) -> str:
    colour = wish.colour or _find_colour(folder, layer)
    head = {"title": tidy(wish.title) or layer.replace("-", " ").capitalize(), "colour": colour,
            "symbol": wish.symbol or _STANDARD}  # fmt: skip
    return tomli_w.dumps(head) + "\n" + _dump_sources(sources)


def _find_colour(folder: Path, layer: str) -> Colour:
    """Take the first colour that no own layer has, or of all that have one, any."""
    others = (read_own_layer(path)[0] for path in sorted(folder.iterdir()) if path.is_dir() and path.name != layer)
    used = {other.colour for other in others if other}
    return next((colour for colour in COLOURS if colour not in used), "grey")


def _dump_sources(sources: Iterable[Source]) -> str:
    return tomli_w.dumps({"source": [_to_table(source) for source in sources]})


def _dump_places(places: Iterable[Place], geometries: Mapping[str, BaseGeometry]) -> str:
    return tomli_w.dumps({"place": [_to_entry(place, geometries[place.id]) for place in places]})


def _to_entry(place: Place, geometry: BaseGeometry) -> dict[str, object]:
    """Write a place's record: a point into it, other geometries into their file; what reading fills in, not at all."""
    point = (geometry.x, geometry.y) if isinstance(geometry, Point) else (None, None)
    bare = replace(place, layer="", lon=point[0], lat=point[1])
    if place.status == (GIVEN,):
        bare = replace(bare, status=())
    if place.accuracy_note == NOT_STATED:
        bare = replace(bare, accuracy_note="")
    return {**_to_table(bare), "names": [_to_table(name) for name in place.names]}


def _to_table(record: msgspec.Struct) -> dict[str, object]:
    """Make a table of a record, without what has its usual value."""
    usual = _find_defaults(type(record))
    return {name: msgspec.to_builtins(value) for name in usual if (value := getattr(record, name)) != usual[name]}


@lru_cache
def _find_defaults(type_: type[msgspec.Struct]) -> Mapping[str, object]:
    return {field.name: field.default for field in msgspec.structs.fields(type_)}


def _to_collection(places: Iterable[Place], geometries: Mapping[str, BaseGeometry]) -> str:
    """Write the geometries that no record carries, one a line."""
    features = [
        json.dumps({"type": "Feature", "id": place.id, "properties": {"name": place.title},
                    "geometry": mapping(geometries[place.id])}, ensure_ascii=False)
        for place in sorted(places, key=lambda place: place.id)
        if geometries[place.id].geom_type != "Point"
    ]  # fmt: skip
    rows = ",\n".join(features)
    return f'{{"type": "FeatureCollection", "features": [\n{rows}\n]}}\n'


def _append(file: Path, text: str) -> None:
    """Add tables to a TOML file as it stands, its comments too."""
    old = file.read_text(encoding="utf-8") if file.exists() else ""
    _write(file, f"{old.rstrip()}\n\n{text}" if old.strip() else text)


def _write(file: Path, text: str) -> None:
    """Put a file in its place once it is whole."""
    put_file(file, text.encode())


def _to_trash(path: Path, *, copy: bool = False) -> Path:
    """Move a layer's folder, or copy a file of one, to the trash beside all layers, under a new name."""
    trash = path.parents[1 if path.is_dir() else 2] / _TRASH
    trash.mkdir(parents=True, exist_ok=True)
    name = path.name if path.is_dir() else f"{path.parent.name}-{path.name}"
    target, number = trash / name, 2
    while target.exists():
        target, number = trash / f"{name}-{number}", number + 1
    if copy:
        target.write_bytes(path.read_bytes())
    else:
        path.rename(target)
    return target
