"""The command ``koreamap``: build, check, index, link, find, claims, export, app."""

from __future__ import annotations

import signal
import sys
import time
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import click

from koreamap import __version__
from koreamap.errors import ExportError, KoreamapError
from koreamap.home import layers_dir
from koreamap.own_commands import layers as own_layers
from koreamap.own_commands import places as own_places
from koreamap.own_commands import take_up

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import BinaryIO

    from koreamap.archive.asking import CountBy
    from koreamap.archive.printing import FoundFormat
    from koreamap.export.request import ExportRequest
    from koreamap.export.spec import Database
    from koreamap.link_files import RowFormat

__all__ = ["main"]

_STDOUT = "-"
"""After ``--out``."""

_ENDINGS: Mapping[str, RowFormat] = MappingProxyType({".csv": "csv", ".parquet": "parquet"})
"""By which a file says in which format `link` writes it."""

_ENDED_BY = 128
"""Added to a signal's number, it is the exit code of who was ended by it: 143 for SIGTERM, 130 for Ctrl-C."""


class _Commands(click.Group):
    """Print a deliberate error as one sentence, and leave with 2; ended by a signal, leave as shells expect."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            with _tidy_when_terminated():
                return super().invoke(ctx)
        except KoreamapError as error:
            click.echo(f"koreamap: {error}", err=True)
            sys.exit(2)
        except (KeyboardInterrupt, click.Abort):
            sys.exit(_ENDED_BY + signal.SIGINT)


@contextmanager
def _tidy_when_terminated() -> Iterator[None]:
    """Let SIGTERM unwind what runs, as Ctrl-C does, so that scratch folders go; a second one ends it at once."""

    def leave(number: int, _frame: object) -> None:
        signal.signal(number, signal.SIG_DFL)
        sys.exit(_ENDED_BY + number)

    previous = signal.signal(signal.SIGTERM, leave)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, previous)


@click.group(cls=_Commands)
@click.version_option(__version__)
def main() -> None:
    """Read documents on the map of Korea's armistice."""


main.add_command(own_places)
main.add_command(own_layers)


@main.command()
def build() -> None:
    """Make layers/ from geodata/: every layer, passage, mention, link and finding."""
    from koreamap.atlas import read_atlas  # noqa: PLC0415 - as above
    from koreamap.build import build_files, write_files  # noqa: PLC0415 - the app's commands need not load geopandas
    from koreamap.catalogue import find_pages, write_tables  # noqa: PLC0415 - as above
    from koreamap.text.links import count_not_judged  # noqa: PLC0415 - as above

    started = time.perf_counter()
    with _progress_bar() as progress:
        files = build_files(progress)
    write_files(files, layers_dir())
    atlas = read_atlas(layers_dir())
    if pages := find_pages():
        write_tables(pages, atlas)
    if not_judged := count_not_judged(atlas.documents.values(), atlas.links):
        click.echo(f"{not_judged} Korean words not judged: no rule says whether they are names")
    click.echo(f"wrote {len(files)} files to {layers_dir()} in {time.perf_counter() - started:.1f} s")


@main.command()
def check() -> None:
    """Rebuild in memory; fail when layers/ is not what the build makes."""
    from koreamap.build import check_files  # noqa: PLC0415 - as above

    with _progress_bar() as progress:
        count = check_files(layers_dir(), progress)
    click.echo(f"{count} files are what the build makes")


@main.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "format_",
    type=click.Choice(["jsonl", "csv", "parquet"]),
    help="Of the rows; when left out, what --out ends in, else jsonl.",
)
@click.option("--out", type=click.Path(path_type=Path), help="File to write; standard output when left out, or -.")
@click.option("--suggest", is_flag=True, help="Add words that are nearly a name, and names that nothing accounts for.")
@click.option("--jobs", type=click.IntRange(1, 256), help="Processes at once, with --out; one a processor.")
@click.option("--scheduler", default="", metavar="tcp://HOST:PORT", help="A Dask cluster to work instead, with --out.")
def link(  # noqa: PLR0913 - one argument for each option, all named
    *,
    paths: tuple[Path, ...],
    format_: RowFormat | None,
    out: Path | None,
    suggest: bool,
    jobs: int | None,
    scheduler: str,
) -> None:
    """Find the places that texts of yours name: a row for each mention.

    PATH is a file, or a folder that is searched for plain text, Markdown, HTML, TEI XML, DOCX, PDF and HWPX; UTF-8,
    UTF-16 and CP949 (EUC-KR) are recognised. A row has the document (the file's name, or its way from the folder),
    start and end (code points of the decoded file, or of the text that koreamap add makes of one that is no plain text;
    end exclusive), exact (the very words), place (its id), grade and passage (paragraphs, as p1, p2).

    The grade says how sure a mention is: exact, a listed name; variant, a spelling that follows from it by rule, or a
    name that its neighbours complete; demonym, the people of a place; suggestion, a guess for you to judge. Suggestions
    are also the proper names that nothing accounts for: their place is empty.

    With --out, all processors work, and a run that was stopped is gone on with by the same command. CSV and Parquet
    then have five columns more: the document's date, the words around the mention, where these begin, and the SHA-256
    of the text and of the file.

    A file that cannot be read is named and left out; the exit code is then 1, and 2 where none could be read. XML that
    is no TEI is named and skipped.
    """
    if out is None or out == Path(_STDOUT):
        from koreamap.link_files import link_paths  # noqa: PLC0415 - as above

        say = partial(click.echo, err=True)
        done = link_paths(paths, format_=format_ or "jsonl", suggest=suggest, say=say)
    else:
        from koreamap.archive.job import Job, link_archive  # noqa: PLC0415 - as above
        from koreamap.archive.progress import Progress  # noqa: PLC0415 - as above
        from koreamap.archive.workers import count_processors  # noqa: PLC0415 - as above

        format_ = format_ or _ENDINGS.get(out.suffix.lower(), "jsonl")
        job = Job(paths, out, format_, suggest, jobs or count_processors(), scheduler)
        done = link_archive(job, Progress(sys.stderr))
    sys.exit(2 if not done.read else 1 if done.failed else 0)


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--id", "document_id", default="", help="Lower-case letters, digits, hyphens; made of the file's name.")
@click.option("--title", default="", help="Where it is not what the file says of itself.")
@click.option("--author", default="", help="As above.")
@click.option("--date", default="", help="Of the document: 1953, 1953-07 or 1953-07-27.")
@click.option("--replace", is_flag=True, help="Put it in the place of another text of that id, which is kept.")
def add(*, file: Path, replace: bool, **said: str) -> None:
    """Add a file of yours to your documents: read it, link it, and say what was found.

    FILE is plain text, Markdown, HTML, TEI XML, DOCX, PDF with a text layer, or HWPX. It is read in a process of its
    own, without network, held to limits of size, time and memory. Printed are its outline with the id of each passage,
    the places that it names, and the names that lead nowhere; the app shows it beside the project's own.
    """
    from koreamap.adding import add_file  # noqa: PLC0415 - as above

    for line in add_file(file, replace=replace, **said):
        click.echo(line)
    take_up()


@main.command()
@click.argument("document_id", metavar="ID")
def passages(document_id: str) -> None:
    """Print the outline of a document, yours or the project's: each passage with its id and first words."""
    from koreamap.adding import format_outline, read_any  # noqa: PLC0415 - as above

    click.echo(format_outline(read_any(document_id)))


@main.command()
@click.argument("document_id", metavar="ID")
def remove(document_id: str) -> None:
    """Move a document of yours away, to a folder that is named; nothing is deleted."""
    from koreamap.own_documents import remove_own  # noqa: PLC0415 - as above

    click.echo(f"moved to {remove_own(document_id)}")
    take_up()


@main.command()
@click.argument("archive", metavar="FILE", type=click.Path(path_type=Path))
@click.option(
    "--place",
    "places",
    multiple=True,
    metavar="PLACE",
    help="Mentions of this place, by id or name; again, of one of them.",
)
@click.option("--bbox", default="", metavar="W,S,E,N", help="Places in this box, or named area: western-islands.")
@click.option("--from", "first", default="", metavar="DATE", help="Documents of this day, month or year, or later.")
@click.option("--to", "last", default="", metavar="DATE", help="Documents of this day, month or year, or before.")
@click.option("--words", default="", help="Each must stand near the mention, whatever its case.")
@click.option("--count-by", type=click.Choice(["place", "year", "document"]), help="How many there are of each.")
@click.option("--format", "format_", type=click.Choice(["table", "jsonl", "csv"]), default="table", show_default=True)
@click.option("--limit", type=click.IntRange(0), default=50, show_default=True, help="At most so many rows.")
@click.option("--offset", type=click.IntRange(0), default=0, help="Rows to pass over.")
def find(  # noqa: PLR0913 - one argument for each option, all named
    *,
    archive: Path,
    places: tuple[str, ...],
    bbox: str,
    first: str,
    last: str,
    words: str,
    count_by: CountBy | None,
    format_: FoundFormat,
    limit: int,
    offset: int,
) -> None:
    """Find mentions in an archive: a Parquet file of `koreamap link --out`.

    A place is in a box when the middle of where it is drawn is. A date is written 1953-07-27, 1953-07 or 1953; a
    document of a month or year counts where that touches the period. Words are looked for in the passage, up to 100
    characters on each side of the mention, also as parts of words.
    """
    from koreamap.archive.find import Shown, Typed, find_and_print  # noqa: PLC0415 - as above

    typed = Typed(places, bbox, first, last, words)
    find_and_print(archive, typed, Shown(format_, count_by, limit, offset), partial(click.echo, err=True))


@main.command()
def index() -> None:
    """Print an index of the project's documents: which passages name which place, which names are ignored and why."""
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
@click.option("--out", default="", metavar="PATH", help="File to write, folder to write into, or - for a stream.")
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
    out: str,
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
    another, which gets the format's suffix where it has none. An existing one is replaced once the new one is whole,
    behind a link too, but no read-only one, device or pipe. FORMAT is one of those that --list prints.
    """
    if is_list or format_id is None:
        click.echo(_list_formats())
        return
    from koreamap.export import export_map  # noqa: PLC0415 - as above
    from koreamap.export.spec import Database  # noqa: PLC0415 - as above

    started = time.perf_counter()
    request = _read_request(format_id, **wishes)
    target = _find_target(request, out=out, dsn=dsn, schema=schema)
    with _progress_bar(len(request.layer_ids) + 1) as progress:
        written = export_map(request, target, progress)
    where = written if isinstance(written, (Path, Database)) else "to standard output"
    click.echo(f"wrote {where} in {time.perf_counter() - started:.1f} s", err=out == _STDOUT)


@main.command(context_settings={"ignore_unknown_options": True})
@click.argument("streamlit_options", nargs=-1, type=click.UNPROCESSED)
def app(streamlit_options: tuple[str, ...]) -> None:
    """Open the explorer in the browser; options go to Streamlit (--server.port 8600)."""
    from koreamap.app.server import run_server  # noqa: PLC0415 - as above

    run_server(streamlit_options)


def _list_formats() -> str:
    """Describe the formats, a line each, by kind."""
    from koreamap.export import find_formats  # noqa: PLC0415 - as above

    return "\n".join(f"{id_:<14} {spec.title}. {spec.summary}" for id_, (spec, _write) in find_formats().items())


def _read_request(format_id: str, *, layers: str, without: str, bbox: str, **look: Any) -> ExportRequest:  # noqa: ANN401 - as above
    """Check what was typed, the format first."""
    from koreamap.atlas import read_atlas  # noqa: PLC0415 - as above
    from koreamap.export.request import check_request, read_bbox  # noqa: PLC0415 - as above

    take_up()
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


def _find_target(request: ExportRequest, *, out: str, dsn: str | None, schema: str) -> Path | Database | BinaryIO:
    """Say where the format writes: what was named, or a file of its usual name."""
    from koreamap.export import get_format  # noqa: PLC0415 - as above
    from koreamap.export.spec import Database  # noqa: PLC0415 - as above
    from koreamap.export.targets import name_target  # noqa: PLC0415 - as above

    spec = get_format(request.format_id).spec
    if spec.target == "file":
        return sys.stdout.buffer if out == _STDOUT else name_target(request, out)
    if out:
        expected = f"--dsn: {spec.id} writes tables of a database, not a file or a stream"
        raise ExportError("target", found=f"--out {out}", expected=expected)
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
