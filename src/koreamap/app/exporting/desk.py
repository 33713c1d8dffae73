"""Take a reader's wish for a file or a preview, and hand over what was made."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections import OrderedDict
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from koreamap.app.exporting.line import ExportLine, read_at_once
from koreamap.app.exporting.scratch import name_scratch
from koreamap.app.exporting.shelf import MadeFile, clear
from koreamap.app.exporting.tasks import Task
from koreamap.export import get_format
from koreamap.export.request import PAPERS

if TYPE_CHECKING:
    from collections.abc import Callable

    from koreamap.export.request import ExportRequest

__all__ = ["Reader", "draw_preview", "end", "make_file", "to_picture"]

SHEET, FIGURE = "print-png", "figure-png"
"""What a sheet and a figure are drawn as, to be looked at."""

_FIGURE_DPI = 110
_PREVIEW_PX = 1000
_MOST_PREVIEWS = 16
"""A sheet's are a megabyte or two."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Who waits; what either raises stops the export.

    Parameters
    ----------
    wait
        Told again and again how many exports must end before this one begins.
    tell
        Told the name of each step, again and again.
    """

    wait: Callable[[int], object]
    tell: Callable[[str], object]


def make_file(request: ExportRequest, reader: Reader) -> MadeFile:
    """Make the one file of a format, named as the command line would.

    Stops with `ExportError` when nothing lies in the extent, there is no room, or the process that made it ended.
    """
    with ExitStack() as stack:
        folder = Path(tempfile.mkdtemp(prefix=name_scratch()))
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        (name,) = _run(Task(request=request, folder=str(folder)), reader)
        made = MadeFile(folder / name, media_type=get_format(request.format_id).spec.media_type)
        stack.pop_all()  # from now on the file itself sees to its folder
    return made


def draw_preview(request: ExportRequest, reader: Reader) -> tuple[bytes, ...]:
    """Draw the pages of a sheet, 1000 pixels high or wide, or a figure, coarsely, as PNG; those of late are kept.

    Stops with `ExportError` as `make_file` does, and when the extent leaves the region that a sheet can show.
    """
    wanted = to_picture(request)
    kept = _read_previews()
    if (pictures := kept.get(wanted)) is None:
        is_sheet = wanted.format_id == SHEET
        dpi = _PREVIEW_PX / (max(PAPERS[wanted.paper]) / 25.4) if is_sheet else 0
        with tempfile.TemporaryDirectory(prefix=name_scratch()) as folder:
            names = _run(Task(request=wanted, folder=folder, preview_dpi=dpi), reader)
            pictures = tuple((Path(folder) / name).read_bytes() for name in names)
        kept.put(wanted, pictures)
    return pictures


def to_picture(request: ExportRequest) -> ExportRequest:
    """Return the request for a preview, the same for all formats of a sheet, and for all of a figure."""
    if get_format(request.format_id).spec.uses_width:
        return replace(request, format_id=FIGURE, dpi=_FIGURE_DPI)
    return replace(request, format_id=SHEET)


def end() -> None:
    """End every process, and remove what was made."""
    _read_line().end()
    clear()


def _run(task: Task, reader: Reader) -> tuple[str, ...]:
    return _read_line().run(task, wait=reader.wait, tell=reader.tell)


@cache
def _read_line() -> ExportLine:
    """Return the one line in which all readers of this server stand."""
    line = ExportLine(read_at_once(os.environ))
    atexit.register(line.end)
    return line


class _Previews:
    """Keep the last pictures that were drawn."""

    def __init__(self) -> None:
        self._pictures: OrderedDict[ExportRequest, tuple[bytes, ...]] = OrderedDict()
        self._lock = Lock()

    def get(self, request: ExportRequest) -> tuple[bytes, ...] | None:
        with self._lock:
            if request in self._pictures:
                self._pictures.move_to_end(request)
            return self._pictures.get(request)

    def put(self, request: ExportRequest, pictures: tuple[bytes, ...]) -> None:
        with self._lock:
            self._pictures[request] = pictures
            while len(self._pictures) > _MOST_PREVIEWS:
                self._pictures.popitem(last=False)


@cache
def _read_previews() -> _Previews:
    """Return the pictures that all readers share."""
    return _Previews()
