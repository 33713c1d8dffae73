"""A process that exports, one task after the other, until nobody can ask any more."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from koreamap.app.exporting.tasks import Done, Refused, Step, Task, send
from koreamap.errors import ExportError
from koreamap.export import export_map
from koreamap.export.content import read_content
from koreamap.export.request import name_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_NICE = 10
"""An export gives way to an answer: a reader who waits for a file waits for seconds anyway."""


def main() -> None:
    """Read tasks from the standard input, and tell on the standard output how they go."""
    # Who presses Ctrl-C means the server, and with it this process ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform != "win32":
        os.nice(_NICE)
    # What a library prints must not be taken for an answer.
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    for line in sys.stdin.buffer:
        try:
            names = _work(msgspec.json.decode(line, type=Task), lambda step: send(answers, Step(step)))
        except ExportError as error:
            send(answers, Refused(error.what, error.found, error.expected))
        else:
            send(answers, Done(names))


def _work(task: Task, tell: Callable[[str], None]) -> tuple[str, ...]:
    """Write the files of a task, and name them."""
    if task.preview_dpi:
        return tuple(_write_preview(task))
    target = Path(task.folder) / name_file(task.request)
    return (export_map(task.request, target, tell).name,)


def _write_preview(task: Task) -> Iterator[str]:
    """Draw the pages of a sheet as PNG, each a file."""
    from koreamap.export.print_sheet import render_pages  # noqa: PLC0415 - 80 MB that only a sheet needs

    for number, page in enumerate(render_pages(read_content(task.request), dpi=task.preview_dpi), start=1):
        path = Path(task.folder) / f"{number}.png"
        path.write_bytes(page)
        yield path.name


if __name__ == "__main__":
    main()
