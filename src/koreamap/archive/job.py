"""Link files and folders into one file: with all processors, in little memory, and from where it was stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pyarrow.parquet as pq

from koreamap.archive.chunks import make_chunks, name_part
from koreamap.archive.joining import write_joined
from koreamap.archive.linking import Task, describe_settings, read_note
from koreamap.archive.parts import open_parts
from koreamap.archive.progress import Amount
from koreamap.archive.workers import link_chunks, open_workers
from koreamap.export.targets import check_target
from koreamap.export.writing import write_beside
from koreamap.limits import LIMITS
from koreamap.link_files import Done, find_files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from koreamap.archive.chunks import Chunk
    from koreamap.archive.parts import Parts
    from koreamap.archive.progress import Progress
    from koreamap.errors import DocumentError
    from koreamap.link_files import RowFormat

__all__ = ["Job", "link_archive"]

_MOST_TOLD = 20
"""Files that are named each, because they are not in UTF-8; the others are counted."""

_FEW = 2
"""Parts that are made here: starting processes would take longer."""


class Job(NamedTuple):
    """What is wanted.

    Attributes
    ----------
    paths
        Files and folders.
    out
        The file to write.
    format_
        Of the rows.
    suggest
        Whether to add suggestions.
    jobs
        How many processes link at once; 1 for this one alone.
    scheduler
        The address of a Dask cluster that links instead; empty for none. Its machines find the files under the same
        paths.
    """

    paths: Sequence[Path]
    out: Path
    format_: RowFormat
    suggest: bool
    jobs: int
    scheduler: str = ""


class _Survey(NamedTuple):
    """How much there is in all, how much of it is done, and in how many parts the rest is."""

    total: Amount
    before: Amount
    missing: int


def link_archive(job: Job, progress: Progress) -> Done:
    """Link files and folders, and write one file.

    What is finished is kept beside the file, in a folder of its name and ``.parts``, until the file is whole: the same
    command takes it over, however the one before ended, except where a file, an option or the gazetteer has changed.
    Rows stand in the order of the files, by start, end and place, whoever linked them.

    Stops with `DocumentError` when there is no such file or folder, or no text in one; with `ExportError` when the file
    cannot be written, or another run is writing it. What stood there before still stands.

    Returns
    -------
    How many files were read, how many could not be, and how many are no document.
    """
    target = check_target(job.out.absolute())
    lost: list[DocumentError] = []
    with open_parts(target) as parts:
        survey = _look_over(job, parts, progress, lost)
        progress.begin(survey.total, survey.before)
        names = _make_parts(job, parts, progress, survey)
        progress.end()
        paths = [parts.find_path(name) for name in names]
        done = _tell(paths, progress)
        counts: list[int] = []
        told = _tell_parts(paths, progress)
        write_beside(target, lambda beside: counts.append(write_joined(beside, told, job.format_)))
        progress.end()
        parts.remove()
    files = done.read + done.failed + done.skipped
    aside = f", {done.skipped} skipped" if done.skipped else ""
    progress.say(f"wrote {counts[0]} mentions in {done.read} of {files} files to {target}{aside}")
    return Done(done.read, done.failed + len(lost), done.skipped)


def _tell_parts(paths: Sequence[Path], progress: Progress) -> Iterator[Path]:
    """Yield the parts, and say how many of them are written into the one file."""
    sizes = [path.stat().st_size for path in paths]
    progress.begin(Amount(len(paths), sum(sizes)), Amount(), doing="writing", things="parts")
    for path, size in zip(paths, sizes, strict=True):
        yield path
        progress.step(Amount(1, size))


def _look_over(job: Job, parts: Parts, progress: Progress, lost: list[DocumentError]) -> _Survey:
    """Count what there is, and what of it an earlier run finished; the rest of that run's parts is removed."""

    def lose(error: DocumentError) -> None:
        lost.append(error)
        progress.say(f"koreamap: {error}")

    kept = parts.find()
    names, total, before = [], Amount(), Amount()
    for name, chunk in _walk(job, lose):
        amount = _measure(chunk)
        names.append(name)
        total = total.plus(amount)
        if name in kept:
            before = before.plus(amount)
    others = parts.remove_others(kept.intersection(names))
    if before.files:
        progress.say(f"taking over {before.files:,} of {total.files:,} files, which an earlier run has linked")
    elif others:
        progress.say("beginning anew: files, options or gazetteer are not those of an earlier run that was stopped")
    return _Survey(total, before, len(set(names) - kept))


def _walk(job: Job, lose: Callable[[DocumentError], None]) -> Iterator[tuple[str, Chunk]]:
    limits = [limit.read() for limit in LIMITS]  # with a higher one a file that was refused may be read
    settings = f"{describe_settings(suggest=job.suggest)} {limits}"
    paths = [path.absolute() for path in job.paths]  # a worker may stand in another folder
    for chunk in make_chunks(find_files(paths, lose)):
        yield name_part(chunk, settings), chunk


def _measure(chunk: Chunk) -> Amount:
    return Amount(len(chunk.files), chunk.size)


def _make_parts(job: Job, parts: Parts, progress: Progress, survey: _Survey) -> list[str]:
    """Make the parts that are not here, and return the names of all, in order.

    The files are walked again: of hundreds of thousands none is remembered for longer than it is at work.
    """
    settings = describe_settings(suggest=job.suggest)
    kept = parts.find()
    names: list[str] = []
    amounts: dict[str, Amount] = {}

    def find_tasks() -> Iterator[tuple[str, Task]]:
        for name, chunk in _walk(job, lambda _error: None):
            names.append(name)
            if name not in kept:
                amounts[name] = _measure(chunk)
                yield name, Task(chunk, job.suggest, settings)

    jobs = job.jobs if survey.missing > _FEW else 1
    with open_workers(jobs, job.scheduler) as workers:
        for name, part in link_chunks(workers, find_tasks()):
            parts.keep(name, part)
            progress.step(amounts.pop(name))
    return names


def _tell(paths: Sequence[Path], progress: Progress) -> Done:
    """Tell which files were left out or skipped, and which were not in UTF-8."""
    read = failed = skipped = others = warned = 0
    for path in paths:
        with pq.ParquetFile(path) as part:
            note = read_note(part)
        read += note.read
        skipped += sum(bad.is_skipped for bad in note.bad)
        failed += sum(not bad.is_skipped for bad in note.bad)
        for bad in note.bad:
            progress.say(bad.said)
        for file, encoding in note.encodings[: max(0, _MOST_TOLD - others)]:
            progress.say(f"{file}: read as {encoding}")
        others += len(note.encodings)
        warned += note.warned
    if others > _MOST_TOLD:
        progress.say(f"{others - _MOST_TOLD} more files were not in UTF-8 either")
    if warned:
        files = "file" if warned == 1 else "files"
        progress.say(f"of {warned} {files} something was left out, mended or guessed: koreamap link FILE says what")
    return Done(read, failed, skipped)
