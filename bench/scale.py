"""How linking grows with the archive and with the processors, and how soon ten million mentions answer.

Archives of letters, some seven thousand characters each, are made of our documents' paragraphs between others of the
same words without names: the same files each time. Each is linked by ``koreamap link`` with so many processes. Beside
the time on the clock stand the processors' time, which others' work lengthens little, and the most memory that all
processes held together. A table is printed, and a picture is drawn beside this file.

Then a file of many mentions is made, and asked as ``koreamap find`` asks: the seconds on the clock, and of processors.

Run: ``python bench/scale.py --sizes 10,100,1000,2000 --jobs 1,2 --rows 10000000``
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq
from matplotlib.figure import Figure

from koreamap.archive.asking import Archive, ask, open_archive
from koreamap.archive.joining import write_joined
from koreamap.archive.linking import SCHEMA
from koreamap.gazetteer import read_places
from koreamap.text.documents import read_documents

LETTER = 7000
BOX = 500
PICTURE = Path(__file__).with_suffix(".svg")
NIGHT_S = 10 * 3600


class Measured(NamedTuple):
    """One run: megabytes, processes, seconds on the clock and of the processors, megabytes held."""

    size: float
    jobs: int
    clock: float
    processors: float
    memory: float

    @property
    def rate(self) -> float:
        return self.size / self.clock


def make_archive(folder: Path, size_mb: int) -> float:
    """Write letters until they are so large; return how large they are, in MB."""
    ours = "\n\n".join(document.text for document in read_documents())
    paragraphs = [text for text in ours.split("\n\n") if text.strip()]
    words = [word for word in ours.split() if word.islower()]
    chooser = random.Random(1953)  # noqa: S311 - the same letters each time
    written = number = 0
    while written < size_mb * 1e6:
        parts: list[str] = []
        while sum(map(len, parts)) < LETTER:
            is_ours = chooser.random() < 0.3
            parts.append(chooser.choice(paragraphs) if is_ours else " ".join(chooser.choices(words, k=120)))
        name = f"{1945 + number % 70}-{1 + number % 12:02}-{1 + number % 28:02} letter {number}.txt"
        file = folder / f"box {number // BOX:04}" / name
        file.parent.mkdir(exist_ok=True)
        written += file.write_bytes("\n\n".join(parts).encode())
        number += 1
    return written / 1e6


def link(folder: Path, out: Path, size: float, jobs: int) -> Measured:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    command = [sys.executable, "-m", "koreamap", "link", str(folder), "--out", str(out), "--jobs", str(jobs)]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)  # noqa: S603 - ours
    most = 0.0
    pause = threading.Event()
    while process.poll() is None:
        most = max(most, measure_memory(process.pid))
        pause.wait(0.2)
    taken = time.perf_counter() - started
    if process.returncode:
        sys.exit(f"koreamap link left with {process.returncode}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Measured(size, jobs, taken, used, most)


def measure_memory(pid: int) -> float:
    """Return what a process and its children hold, in MB; what they share is counted for each."""
    pages = 0
    waiting = [pid]
    while waiting:
        one = waiting.pop()
        try:
            pages += int(Path(f"/proc/{one}/statm").read_text().split()[1])
            waiting += map(int, Path(f"/proc/{one}/task/{one}/children").read_text().split())
        except OSError:  # it has ended
            continue
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def draw(runs: list[Measured]) -> None:
    figure = Figure(figsize=(6.5, 3.6), layout="constrained")
    axes = figure.add_subplot()
    for jobs in sorted({run.jobs for run in runs}):
        mine = [run for run in runs if run.jobs == jobs]
        name = f"{jobs} process{'es' if jobs > 1 else ''}"
        axes.plot([run.size for run in mine], [run.rate for run in mine], marker="o", label=name)
    axes.set(xscale="log", xlabel="archive, MB", ylabel="MB a second", title="koreamap link, by size and processes")
    axes.set_ylim(bottom=0)
    axes.grid(visible=True, alpha=0.3)
    axes.legend()
    figure.savefig(PICTURE, metadata={"Date": None})


def report(runs: list[Measured]) -> None:
    print("| MB | processes | s | MB/s | processor s | MB a processor s | most memory, MB |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for run in runs:
        cells = (
            f"{run.size:.0f}", str(run.jobs), f"{run.clock:.1f}", f"{run.rate:.1f}", f"{run.processors:.1f}",
            f"{run.size / run.processors:.1f}", f"{run.memory:.0f}",
        )  # fmt: skip
        print(f"| {' | '.join(cells)} |")
    best = max(runs, key=lambda run: run.rate)
    print(
        f"\nIn a night of ten hours, {best.jobs} processes link {best.rate * NIGHT_S / 1e3:.0f} GB, by their best rate."
    )


def make_mentions(folder: Path, count: int) -> Path:
    """Write a file of so many mentions, thirty-three a document, in words of our documents, some places far oftener."""
    ours = "\n\n".join(document.text for document in read_documents())
    chooser = random.Random(1951)  # noqa: S311 - the same mentions each time
    ids = sorted(read_places())
    weights = [1 / rank for rank in range(1, len(ids) + 1)]
    parts = []
    for first in range(0, count, 1_000_000):
        numbers = range(first, min(first + 1_000_000, count))
        starts = [chooser.randrange(len(ours) - 208) for _ in numbers]
        columns = [
            [f"box {n // 16500:04}/letter {n // 33}.txt" for n in numbers], [n % 33 * 200 for n in numbers],
            [n % 33 * 200 + 8 for n in numbers], [ours[at + 100 : at + 108] for at in starts],
            chooser.choices(ids, weights, k=len(numbers)), ["exact"] * len(numbers), ["p1"] * len(numbers),
            [f"{1945 + n // 33 % 70}-{1 + n // 33 % 12:02}" for n in numbers], [ours[at : at + 208] for at in starts],
            [n % 33 * 200 - 100 for n in numbers], [f"{n // 33:064x}" for n in numbers],
        ]  # fmt: skip
        parts.append(folder / f"{first}.parquet")
        pq.write_table(pa.table(columns, schema=SCHEMA), parts[-1], compression="zstd")
    target = folder / "links.parquet"
    write_joined(target, parts, "parquet")
    return target


def ask_all(archive: Archive) -> None:
    some = ("seoul", "nll", "mdl", "panmunjom", "kaesong")
    questions = {
        "counts of each place": lambda: archive.count_by("place", ask()),
        "one place, first fifty": lambda: archive.find(ask(places=("nll",)), limit=50),
        "one place, how many": lambda: archive.count(ask(places=("nll",))),
        "five places, a period, counts": lambda: archive.count_by(
            "place", ask(places=some, first="1950", last="1953-07")
        ),
        "a period, counts": lambda: archive.count_by("place", ask(first="1950", last="1953-07")),
        "counts of each year": lambda: archive.count_by("year", ask()),
        "documents with most": lambda: archive.count_by("document", ask(), limit=50),
        "words, first fifty": lambda: archive.find(ask(words="mutual defense"), limit=50),
        "words, counts": lambda: archive.count_by("place", ask(words="mutual defense")),
        "Korean words, counts": lambda: archive.count_by("place", ask(words="판문점")),
    }
    print("\n| asked | s | processor s |\n| --- | --- | --- |")
    for name, question in questions.items():
        rounds = [measure(question) for _ in range(3)]
        print(f"| {name} | {min(clock for clock, _ in rounds):.2f} | {min(used for _, used in rounds):.2f} |")


def measure(question: object) -> tuple[float, float]:
    before, started = resource.getrusage(resource.RUSAGE_SELF), time.perf_counter()
    question()  # type: ignore[operator]  # a function
    after = resource.getrusage(resource.RUSAGE_SELF)
    return time.perf_counter() - started, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--sizes", default="10,100", help="of the archives, in MB, separated by commas; 0 for none")
    parser.add_argument("--jobs", default=f"1,{os.cpu_count()}", help="processes, separated by commas")
    parser.add_argument("--rows", type=int, default=0, help="of the file that is asked; none when 0")
    chosen = parser.parse_args()
    load = os.getloadavg()[0]
    print(f"{os.cpu_count()} processors, load {load:.1f}\n")
    runs = []
    with tempfile.TemporaryDirectory() as name:
        for size in filter(None, map(int, chosen.sizes.split(","))):
            folder = Path(name) / str(size)
            folder.mkdir()
            made = make_archive(folder, size)
            runs += [
                link(folder, Path(name) / "links.parquet", made, jobs) for jobs in map(int, chosen.jobs.split(","))
            ]
        if runs:
            report(runs)
            draw(runs)
        if chosen.rows:
            ask_all(open_archive(make_mentions(Path(name), chosen.rows)))


if __name__ == "__main__":
    main()
