"""Where chunks are linked: here, in processes of this machine, or on the machines of a Dask cluster."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    CancelledError,
    Executor,
    Future,
    ProcessPoolExecutor,
    wait,
)
from contextlib import ExitStack, contextmanager
from multiprocessing.connection import wait as wait_for
from typing import TYPE_CHECKING, NamedTuple

from koreamap.archive.linking import Task, link_chunk
from koreamap.errors import ExportError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Workers", "count_processors", "link_chunks", "open_workers"]

_PATIENCE_S = 60
"""With a scheduler that does not answer, or has no worker yet."""

_AHEAD = 2
"""Chunks that wait for each process, so that none does."""


class Workers(NamedTuple):
    """Who links, and how many chunks they may be given at once; nobody where this process does it itself."""

    executor: Executor | None
    at_once: int


def count_processors() -> int:
    """Return how many processors this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def open_workers(jobs: int, scheduler: str = "") -> Iterator[Workers]:
    """Start processes, and end them afterwards; one alone is this process itself.

    Parameters
    ----------
    jobs
        How many processes of this machine.
    scheduler
        The address of a Dask cluster, ``tcp://host:port``, which works instead.
    """
    if scheduler:
        with _open_cluster(scheduler) as workers:
            yield workers
        return
    if jobs == 1:
        yield Workers(None, 1)
        return
    # A process that is forked off one with threads, as pyarrow has, may never run: these begin anew.
    context = multiprocessing.get_context("spawn")
    executor = ProcessPoolExecutor(jobs, mp_context=context, initializer=_begin)
    try:
        yield Workers(executor, jobs * (1 + _AHEAD))
    finally:
        executor.shutdown(cancel_futures=True)


@contextmanager
def _open_cluster(scheduler: str) -> Iterator[Workers]:
    """Ask the machines of a cluster: what one of them loses on its way, another does again."""
    try:
        from distributed import Client  # noqa: PLC0415 - an extra
    except ImportError as error:
        expected = "dask and distributed: pip install 'koreamap[dask]'"
        raise ExportError("--scheduler", found="no Dask", expected=expected) from error
    with ExitStack() as stack:
        try:
            client = Client(scheduler, timeout=_PATIENCE_S, set_as_default=False)  # type: ignore[no-untyped-call]
            stack.enter_context(client)
            client.wait_for_workers(1, timeout=_PATIENCE_S)
        except (OSError, ValueError) as error:
            found = str(error).splitlines()[0][:200]
            expected = "tcp://host:port of a scheduler that has workers"
            raise ExportError("--scheduler", found=found, expected=expected) from error
        threads = sum(client.nthreads().values())  # type: ignore[no-untyped-call]
        yield Workers(client.get_executor(), threads * (1 + _AHEAD))  # type: ignore[no-untyped-call]


def _begin() -> None:
    """Leave Ctrl-C to who started this process, and end with them, also when they are killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if parent := multiprocessing.parent_process():
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait_for([sentinel])
    os._exit(1)


def link_chunks(workers: Workers, tasks: Iterable[tuple[str, Task]]) -> Iterator[tuple[str, bytes]]:
    """Have tasks done, and yield each one's name and part as it is finished; tasks are asked for as there is room.

    Raises
    ------
    koreamap.errors.ExportError
        When a process was ended from outside.
    """
    if workers.executor is None:
        for name, task in tasks:
            yield name, link_chunk(task)
        return
    try:
        yield from _link_at_once(workers.executor, workers.at_once, tasks)
    except BrokenExecutor as error:
        expected = "it to live: the system may have had too little memory; fewer --jobs take less"
        raise ExportError("worker", found="a process that was ended from outside", expected=expected) from error
    except CancelledError as error:
        expected = "it to stay: the same command goes on with what is finished"
        raise ExportError("--scheduler", found="a cluster that has gone", expected=expected) from error


def _link_at_once(executor: Executor, at_once: int, tasks: Iterable[tuple[str, Task]]) -> Iterator[tuple[str, bytes]]:
    names: dict[Future[bytes], str] = {}
    coming = iter(tasks)
    while True:
        while len(names) < at_once and (given := next(coming, None)):
            name, task = given
            names[executor.submit(link_chunk, task)] = name
        if not names:
            return
        for future in wait(names, return_when=FIRST_COMPLETED).done:
            yield names.pop(future), future.result()
