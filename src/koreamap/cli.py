"""The command ``koreamap``: build, check, links, app."""

from __future__ import annotations

import subprocess
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from koreamap import __version__
from koreamap.errors import KoreamapError
from koreamap.home import find_home, layers_dir

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

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
    """Read two documents on the map of Korea's armistice."""


@main.command()
def build() -> None:
    """Make layers/ from geodata/: every layer, passage, mention and link."""
    from koreamap.build import build_files, write_files  # noqa: PLC0415 - the app's commands need not load geopandas

    started = time.perf_counter()
    with _progress_bar() as progress:
        files = build_files(progress)
    write_files(files, layers_dir())
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


@main.command(context_settings={"ignore_unknown_options": True})
@click.argument("streamlit_options", nargs=-1, type=click.UNPROCESSED)
def app(streamlit_options: tuple[str, ...]) -> None:
    """Open the explorer in the browser; options go to Streamlit (--server.port 8600)."""
    home = find_home()
    command = [sys.executable, "-m", "streamlit", "run", str(home / "streamlit_app.py"), *streamlit_options]
    # The working folder is where Streamlit looks for its configuration.
    sys.exit(subprocess.call(command, cwd=home))  # noqa: S603 - our own interpreter and script


@contextmanager
def _progress_bar() -> Iterator[Callable[[str], None]]:
    """Show a bar in a terminal, and nothing where the output goes to a file."""
    from koreamap.build import count_steps  # noqa: PLC0415 - as above

    with click.progressbar(length=count_steps(), file=sys.stderr, item_show_func=lambda step: step) as bar:
        yield lambda step: bar.update(1, step)
