"""The command ``koreamap``: build, check, links, claims, export, app."""

from __future__ import annotations

import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from koreamap import __version__
from koreamap.errors import ExportError, KoreamapError
from koreamap.home import find_home, layers_dir

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from koreamap.export.request import ExportRequest
    from koreamap.export.spec import Database

__all__ = ["main"]


class _Commands(click.Group):
    """Print a deliberate error as one sentence, and leave with 2."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except KoreamapError as error:
            click.echo(f"koreamap: {error}", err=True)
            sys.exit(2)


@click.group(cls=_Commands)
@click.version_option(__version__)
def main() -> None:
    """Read documents on the map of Korea's armistice."""


@main.command()
def build() -> None:
    """Make layers/ from geodata/: every layer, passage, mention, link and finding."""
    from koreamap.atlas import read_atlas  # noqa: PLC0415 - as above
    from koreamap.build import build_files, write_files  # noqa: PLC0415 - the app's commands need not load geopandas
    from koreamap.catalogue import find_pages, write_tables  # noqa: PLC0415 - as above

    started = time.perf_counter()
    with _progress_bar() as progress:
        files = build_files(progress)
    write_files(files, layers_dir())
    if pages := find_pages():
        write_tables(pages, read_atlas())
    click.echo(f"wrote {len(files)} files to {layers_dir()} in {time.perf_counter() - started:.1f} s")


@main.command()
def check() -> None:
    """Rebuild in memory; fail when layers/ is not what the build makes."""
    from koreamap.build import check_files  # noqa: PLC0415 - as above

    with _progress_bar() as progress:
        count = check_files(layers_dir(), progress)
    click.echo(f"{count} files are what the build makes")


@main.command()
def links() -> None:
    """Print which passages mention which place, and which names are ignored and why."""
    from koreamap.gazetteer import read_places  # noqa: PLC0415 - as above
    from koreamap.text.documents import read_documents  # noqa: PLC0415 - as above
    from koreamap.text.links import find_links, format_table  # noqa: PLC0415 - as above

    documents, places = read_documents(), read_places()
    click.echo(format_table(find_links(documents, places), places, documents))


@main.command()
@click.option("--json", "as_json", is_flag=True, help="Everything, for machines: claims and the pictures' series.")
def claims(*, as_json: bool) -> None:
    """Print what the documents claim of places, and what testing each claim found."""
    import json  # noqa: PLC0415 - as above

    import msgspec  # noqa: PLC0415 - as above

    from koreamap.atlas import format_claims, read_atlas  # noqa: PLC0415 - as above
    from koreamap.built import BuiltFindings  # noqa: PLC0415 - as above

    atlas = read_atlas()
    if as_json:
        whole = BuiltFindings(claims=tuple(atlas.claims.values()), profiles=atlas.profiles)
        click.echo(json.dumps(msgspec.to_builtins(whole), ensure_ascii=False, indent=1))
        return
    click.echo(format_claims(atlas))


@main.command()
@click.argument("format_id", metavar="FORMAT", required=False)
@click.option("--list", "is_list", is_flag=True, help="Print the formats and leave.")
@click.option("--layers", default="", metavar="A,B", help="Layer ids; what is drawn without them stands above.")
@click.option("--without", default="", metavar="A,B", help="Layer ids to leave out, another side's lines among them.")
@click.option("--bbox", default="", metavar="W,S,E,N", help="Degrees, or a named area such as western-islands.")
@click.option("--clip", is_flag=True, help="Cut features at --bbox; else those that touch it are written whole.")
@click.option("--out", type=click.Path(path_type=Path), help="File to write, or folder to write into.")
@click.option("--paper", default="A4", show_default=True, help="A4, A3 or Letter; for print sheets.")
@click.option("--landscape", is_flag=True, help="Turn the paper; for print sheets.")
@click.option("--labels", default="en-ko", show_default=True, help="en, ko or en-ko; for print sheets and figures.")
@click.option("--title", default="", help="Of a sheet, figure or web page; its usual one when left out.")
@click.option("--width", default=170.0, show_default=True, help="In mm, of a figure; journals ask for 85, 120 or 170.")
@click.option("--dpi", default=300, show_default=True, help="Of a figure that is a picture.")
@click.option("--address", default="", envvar="KOREAMAP_ADDRESS", help="Of the explorer, for links to it.")
@click.option("--dsn", envvar="KOREAMAP_DSN", help="Of the database, for postgis; better in KOREAMAP_DSN.")
@click.option("--schema", default="koreamap", show_default=True, help="In the database, for postgis.")
def export(
    *,
    format_id: str | None,
    is_list: bool,
    out: Path | None,
    dsn: str | None,
    schema: str,
    **wishes: Any,  # noqa: ANN401 - the other options, as they stand above
) -> None:
    """Hand a map on: a print sheet, data, citations, or tables of a PostGIS database.

    Without --layers, data hold all layers, and a web page, a QGIS project and KML hold all of them too but show at
    first those of the explorer's first view, the lines that rival one of them, and what a named area is named after
    (the hubs their areas, the Han estuary its river and joint areas, the eastern zone its corridors). A print sheet
    draws just those, and sites and events where the area is at most 4 degrees high.

    With --layers, all that is named is shown. Where a map would show one side's line alone, the other side's lines in
    the frame are added; --without leaves them out, and the map then says "Not drawn: ...".

    The file is named after area, layers and format, as koreamap-western-islands-geojson.zip, unless --out names
    another; an existing one is replaced once the new one is whole. FORMAT is one of those that --list prints.
    """
    if is_list or format_id is None:
        click.echo(_list_formats())
        return
    from koreamap.export import export_map  # noqa: PLC0415 - as above

    started = time.perf_counter()
    request = _read_request(format_id, **wishes)
    target = _find_target(request, out=out, dsn=dsn, schema=schema)
    with _progress_bar(len(request.layer_ids) + 1) as progress:
        written = export_map(request, target, progress)
    click.echo(f"wrote {written} in {time.perf_counter() - started:.1f} s")


@main.command(context_settings={"ignore_unknown_options": True})
@click.argument("streamlit_options", nargs=-1, type=click.UNPROCESSED)
def app(streamlit_options: tuple[str, ...]) -> None:
    """Open the explorer in the browser; options go to Streamlit (--server.port 8600)."""
    home = find_home()
    command = [sys.executable, "-m", "streamlit", "run", str(home / "streamlit_app.py"), *streamlit_options]
    # The working folder is where Streamlit looks for its configuration.
    sys.exit(subprocess.call(command, cwd=home))  # noqa: S603 - our own interpreter and script


def _list_formats() -> str:
    """Describe the formats, a line each, by kind."""
    from koreamap.export import find_formats  # noqa: PLC0415 - as above

    return "\n".join(f"{id_:<14} {spec.title}. {spec.summary}" for id_, (spec, _write) in find_formats().items())


def _read_request(format_id: str, *, layers: str, without: str, bbox: str, **look: Any) -> ExportRequest:  # noqa: ANN401 - as above
    """Check what was typed, the format first."""
    from koreamap.atlas import read_atlas  # noqa: PLC0415 - as above
    from koreamap.export.request import check_request, read_bbox  # noqa: PLC0415 - as above

    return check_request(
        read_atlas(),
        format_id=format_id,
        layers=_split_ids(layers),
        without=_split_ids(without),
        bbox=read_bbox(bbox) if bbox else None,
        **look,
    )


def _split_ids(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]


def _find_target(request: ExportRequest, *, out: Path | None, dsn: str | None, schema: str) -> Path | Database:
    """Say where the format writes: what was named, or its usual name."""
    from koreamap.export import get_format  # noqa: PLC0415 - as above
    from koreamap.export.request import name_file  # noqa: PLC0415 - as above
    from koreamap.export.spec import Database  # noqa: PLC0415 - as above

    spec = get_format(request.format_id).spec
    if spec.target == "file":
        name = name_file(request)
        return (out / name if out and out.is_dir() else out or Path(name)).absolute()
    if not dsn:
        expected = "--dsn or KOREAMAP_DSN with postgresql://user@host/database"
        raise ExportError("connection", found="none", expected=expected)
    return Database(dsn, schema)


@contextmanager
def _progress_bar(length: int | None = None) -> Iterator[Callable[[str], None]]:
    """Show a bar in a terminal, and nothing where the output goes to a file."""
    with click.progressbar(length=length or _count_steps(), file=sys.stderr, item_show_func=lambda step: step) as bar:
        yield lambda step: bar.update(1, step)


def _count_steps() -> int:
    from koreamap.build import count_steps  # noqa: PLC0415 - as above

    return count_steps()
