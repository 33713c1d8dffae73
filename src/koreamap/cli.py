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

__all__ = ["main"]

_POSTGIS = "postgis"
"""Stands among the formats, though it writes no file."""


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
    from koreamap.documents import read_documents  # noqa: PLC0415 - as above
    from koreamap.gazetteer import read_places  # noqa: PLC0415 - as above
    from koreamap.links import find_links, format_table  # noqa: PLC0415 - as above

    documents, places = read_documents(), read_places()
    click.echo(format_table(find_links(documents, places), places, documents))


@main.command()
@click.option("--json", "as_json", is_flag=True, help="Everything, for machines: claims and the pictures' series.")
def claims(*, as_json: bool) -> None:
    """Print what the documents claim of places, and what testing each claim found."""
    import json  # noqa: PLC0415 - as above

    from koreamap.atlas import format_claims, read_atlas  # noqa: PLC0415 - as above

    atlas = read_atlas()
    if as_json:
        whole = {"claims": list(atlas.claims.values()), "profiles": dict(atlas.profiles)}
        click.echo(json.dumps(whole, ensure_ascii=False, indent=1))
        return
    click.echo(format_claims(atlas))


@main.command()
@click.argument("format_id", metavar="FORMAT", required=False)
@click.option("--list", "is_list", is_flag=True, help="Print the formats and leave.")
@click.option("--layers", default="", metavar="A,B", help="Layer ids; all when left out.")
@click.option("--bbox", default="", metavar="W,S,E,N", help="Degrees, or a named area such as western-islands.")
@click.option("--out", type=click.Path(path_type=Path), help="File to write, or folder to write into.")
@click.option("--paper", default="A4", show_default=True, help="A4, A3 or Letter; for print sheets.")
@click.option("--landscape", is_flag=True, help="Turn the paper; for print sheets.")
@click.option("--labels", default="en-ko", show_default=True, help="en, ko or en-ko; for print sheets.")
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

    The file is ./koreamap-FORMAT with the format's suffix unless --out names another; an existing one is replaced
    once the new one is whole. FORMAT is one of those that --list prints.
    """
    if is_list or format_id is None:
        click.echo(_list_formats())
        return
    started = time.perf_counter()
    request = _read_request(format_id, **wishes)
    if format_id == _POSTGIS:
        said = _export_to_database(request, dsn=dsn, schema=schema)
    else:
        said = _export_to_file(request, out)
    click.echo(f"{said} in {time.perf_counter() - started:.1f} s")


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

    specs = [module.FORMAT for module in find_formats().values()]
    lines = [f"{spec.id:<14} {spec.title}. {spec.summary}" for spec in specs]
    about = "Tables of a PostGIS database, with keys, styles and comments; needs --dsn."
    return "\n".join([*lines, f"{_POSTGIS:<14} PostGIS. {about}"])


def _read_request(format_id: str, *, layers: str, bbox: str, **look: Any) -> ExportRequest:  # noqa: ANN401 - as above
    """Check what was typed, the format first."""
    from koreamap.atlas import read_atlas  # noqa: PLC0415 - as above
    from koreamap.export import get_format  # noqa: PLC0415 - as above
    from koreamap.export.request import check_request, read_bbox  # noqa: PLC0415 - as above

    if format_id != _POSTGIS:
        get_format(format_id)
    return check_request(
        read_atlas(),
        format_id=format_id,
        layers=[name.strip() for name in layers.split(",") if name.strip()],
        bbox=read_bbox(bbox) if bbox else None,
        **look,
    )


def _export_to_file(request: ExportRequest, out: Path | None) -> str:
    from koreamap.export import export_map, get_format  # noqa: PLC0415 - as above

    name = f"koreamap-{request.format_id}{get_format(request.format_id).FORMAT.suffix}"
    target = out / name if out and out.is_dir() else out or Path(name)
    with _progress_bar(len(request.layer_ids) + 1) as progress:
        path = export_map(request, target.absolute(), progress)
    return f"wrote {path}"


def _export_to_database(request: ExportRequest, *, dsn: str | None, schema: str) -> str:
    from koreamap.export.content import read_content  # noqa: PLC0415 - as above
    from koreamap.postgis import write_postgis  # noqa: PLC0415 - as above

    if not dsn:
        raise ExportError(
            "connection", found="none", expected="--dsn or KOREAMAP_DSN with postgresql://user@host/database"
        )
    with _progress_bar(len(request.layer_ids) + 1) as progress:
        count = write_postgis(dsn, read_content(request), schema=schema, progress=progress)
    return f"wrote {count} tables to schema {schema}"


@contextmanager
def _progress_bar(length: int | None = None) -> Iterator[Callable[[str], None]]:
    """Show a bar in a terminal, and nothing where the output goes to a file."""
    from koreamap.build import count_steps  # noqa: PLC0415 - as above

    steps = length or count_steps()
    with click.progressbar(length=steps, file=sys.stderr, item_show_func=lambda step: step) as bar:
        yield lambda step: bar.update(1, step)
