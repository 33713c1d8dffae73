"""The commands ``koreamap places`` and ``koreamap layers``: own places and layers put in, listed, taken out."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from koreamap.errors import GazetteerError
from koreamap.personal import own_layers_dir

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from koreamap.model.places import Match
    from koreamap.own import Imported, LayerWish, OwnLayer

__all__ = ["layers", "places"]

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:[/\\]{2}|/vsi")
_BY_HAND = "places"
"""The layer of places that are added one by one."""


@click.group()
def places() -> None:
    """Add places of your own: they are drawn, and their names are looked for in texts."""


@click.group()
def layers() -> None:
    """Add layers of your own, list them, take them out."""


def _takes_a_file(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the file that it reads and what its layer shall be."""
    options = (
        click.argument("file"),
        click.option("--layer", help="Id of the own layer that takes the places; after the file when left out."),
        click.option("--title", default="", help="Of a new layer, for the legend."),
        click.option("--colour", default="", help="Of a new layer: violet, teal, orange, pink, green, blue …"),
        click.option("--symbol", default="", help="Of a new layer's points: circle, square or diamond."),
        click.option("--licence", default="", help="Under which the places may be handed on."),
        click.option("--attribution", default="", help="What must stand beside them; the file's name when left out."),
        click.option("--crs", help="EPSG code of coordinates that are no longitudes and latitudes: EPSG:5179."),
        click.option("--overwrite", is_flag=True, help="Let places take the place of those with their ids."),
    )
    for option in reversed(options):
        command = option(command)
    return command


@places.command("import")
@_takes_a_file
@click.option("--never", is_flag=True, help="Draw the places, and do not look for their names in texts.")
def import_(*, file: str, never: bool, **wishes: Any) -> None:  # noqa: ANN401 - the options as they stand above
    """Take in a file of places: GeoJSON, Linked Places, or a table (CSV) with coordinates.

    Each row is taken, or said by its number not to be. docs/own-places.md lists the columns that are known.

    The exit code is 1 where a row was refused, and 2 where none was taken.
    """
    _take_file(file, match="never" if never else "always", **wishes)


@layers.command("add")
@_takes_a_file
def add_layer(*, file: str, **wishes: Any) -> None:  # noqa: ANN401 - as above
    """Draw a file of yours beside our layers; its names are not looked for in texts.

    FILE is as for `koreamap places import`, and so are the exit codes.
    """
    _take_file(file, match="never", **wishes)


@places.command("add")
@click.option("--name", "names", multiple=True, required=True, help="Once for each name; the first is the title.")
@click.option("--ko", "name_ko", default="", help="Its name in Hangul.")
@click.option("--lon", default="", help="Longitude: 126.98 or 126°58'41\"E.")
@click.option("--lat", default="", help="Latitude.")
@click.option("--geojson", default="", help="A file with its geometry, in the place of --lon and --lat.")
@click.option("--kind", default="", help="city, island, site, base, line, area …")
@click.option("--from", "from", default="", help="When it began: 1950, 1950-06, 1950-06-25.")
@click.option("--to", "to", default="", help="When it ended.")
@click.option("--source", default="", help="What says so, as you would cite it.")
@click.option("--accuracy", default="", help="How sure the position is: 500 m, 2 km.")
@click.option("--note", default="", help="What a reader must know.")
@click.option("--layer", default=_BY_HAND, show_default=True, help="Id of the own layer that takes it.")
@click.option("--overwrite", is_flag=True, help="Let it take the place of one with its id.")
def add_place(*, names: tuple[str, ...], layer: str, overwrite: bool, **said: str) -> None:
    """Add one place of your own: a point, or a line or an area from a GeoJSON file."""
    from koreamap.own import LayerWish, import_place  # noqa: PLC0415 - the app's commands need not load shapely

    position = {key: said.pop(key) for key in ("geojson", "lon", "lat")}
    geometry = _read_geometry(**position)
    imported = import_place(geometry, {"name": names[0], "names": ";".join(names[1:]), **said}, layer=layer)
    _keep(imported, layer, LayerWish(title="Own places" if layer == _BY_HAND else ""), overwrite=overwrite)


@layers.command("list")
def list_layers() -> None:
    """List your own layers, and what of them cannot be read."""
    from koreamap.own import read_own_layers  # noqa: PLC0415 - as above

    found = read_own_layers(own_layers_dir())
    rows = [("layer", "places", "in texts", "title"), *map(_describe, found.layers)]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    for row in rows if found.layers else ():
        click.echo("  ".join([*(f"{row[at]:<{widths[at]}}" for at in range(3)), row[3]]))
    _say(f"koreamap: {problem}" for problem in found.problems)
    if not found.layers:
        click.echo(f"no own layer in {own_layers_dir()}")
    sys.exit(1 if found.problems else 0)


@layers.command("remove")
@click.argument("layer")
def remove(layer: str) -> None:
    """Take an own layer out: its folder is moved to the trash beside all layers, nothing is deleted."""
    from koreamap.own import remove_layer  # noqa: PLC0415 - as above

    click.echo(f"moved to {remove_layer(own_layers_dir(), layer)}")
    take_up()


def _describe(layer: OwnLayer) -> tuple[str, str, str, str]:
    is_sought = any(name.match != "never" for place in layer.places for name in place.names)
    return layer.id, str(len(layer.places)), "yes" if is_sought else "no", layer.title


def _find_file(name: str) -> Path:
    """Return the path of a file on this machine.

    Raises
    ------
    koreamap.errors.GazetteerError
        When the name is an address, or a path that means one to others.
    """
    if _ADDRESS.match(name):
        raise GazetteerError(name, found="an address", expected="a file on this machine")
    return Path(name)


def _take_file(file: str, *, match: Match, layer: str | None, crs: str | None, **look: Any) -> None:  # noqa: ANN401 - as above
    from koreamap.own import LayerWish, import_places, make_slug, read_limited  # noqa: PLC0415 - as above

    path = _find_file(file)
    layer, overwrite = layer or make_slug(path.stem), look.pop("overwrite")
    imported = import_places(read_limited(path), path.name, layer=layer, crs=crs, match=match)
    look |= {} if look.get("title") else {"title": path.stem}
    _keep(imported, layer, LayerWish(**look), overwrite=overwrite)


def _read_geometry(*, geojson: str, lon: str, lat: str) -> Mapping[str, object]:
    """Read where a place is from the options that say so.

    Raises
    ------
    koreamap.errors.GazetteerError
        When they say it twice, or by half, or not at all.
    """
    from koreamap.own import read_limited, read_one_geometry, read_ordinate  # noqa: PLC0415 - as above
    from koreamap.reading.decoding import decode_named  # noqa: PLC0415 - as above

    given = [option for option, text in (("--lon", lon), ("--lat", lat), ("--geojson", geojson)) if text]
    if given not in (["--lon", "--lat"], ["--geojson"]):
        expected = "--lon and --lat, or --geojson"
        raise GazetteerError("position", found=" and ".join(given) or "nothing", expected=expected)
    if geojson:
        path = _find_file(geojson)
        return read_one_geometry(decode_named(read_limited(path), path.name).text, path.name)
    return {"type": "Point", "coordinates": [read_ordinate(lon, "lon"), read_ordinate(lat, "lat")]}


def _keep(imported: Imported, layer: str, wish: LayerWish, *, overwrite: bool) -> None:
    """Write what was taken, say what became of it, and leave with a code that says whether all was."""
    from koreamap.own import add_places  # noqa: PLC0415 - as above

    _say(imported.notices)
    _say(map(str, imported.faults))
    if not imported.places:
        _say(["nothing was taken"])
        sys.exit(2)
    added = add_places(own_layers_dir(), layer, imported, wish, overwrite=overwrite)
    _say(f"{fault.name}: {fault.words}; --overwrite takes the new" for fault in added.faults)
    counts = [(added.new, "new"), (added.replaced, "overwritten"), (added.unchanged, "there already")]
    told = ", ".join(f"{count} {word}" for count, word in counts if count) or "nothing changed"
    click.echo(f"layer {layer}: {told} ({added.folder})")
    take_up()
    sys.exit(1 if added.faults or any(not fault.kept for fault in imported.faults) else 0)


def take_up() -> None:
    """Let the app and the exports read what is the user's own now, and say what of it cannot be read."""
    from koreamap.compose import refresh  # noqa: PLC0415 - as above

    _say(f"koreamap: {problem}" for problem in refresh().problems)


def _say(sentences: Iterable[str]) -> None:
    for sentence in sentences:
        click.echo(sentence, err=True)
