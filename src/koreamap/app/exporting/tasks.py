"""What is asked of a process that exports, and what it tells: each a line of JSON."""

from __future__ import annotations

from typing import IO

import msgspec

from koreamap.export.request import ExportRequest

__all__ = ["Done", "Refused", "Step", "Task", "Told", "send"]


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """What to make.

    Parameters
    ----------
    request
        What to export.
    folder
        Into which the files are written.
    preview_dpi
        So many dots an inch have the pages of a sheet that is only to be looked at; zero for the file itself.
    """

    request: ExportRequest
    folder: str
    preview_dpi: float = 0


class Step(msgspec.Struct, tag=True, frozen=True):
    """What is being done now."""

    name: str


class Done(msgspec.Struct, tag=True, frozen=True):
    """The files that were written, in their order."""

    names: tuple[str, ...]


class Refused(msgspec.Struct, tag=True, frozen=True):
    """What an `koreamap.errors.ExportError` says."""

    what: str
    found: str
    expected: str


Told = Step | Done | Refused


def send(stream: IO[bytes], message: Task | Told) -> None:
    """Write a line, and have it arrive."""
    stream.write(msgspec.json.encode(message) + b"\n")
    stream.flush()
