"""How linking grows with the archive and with the processors, and how soon millions of mentions answer.

Archives of letters, some seven thousand characters each, are made of our documents' paragraphs between others of the
same words without names: the same files each time. Each is linked by ``koreamap link`` with so many processes. Beside
the time on the clock stand the processors' time, which others' work lengthens little, and the most memory that all
processes held together. A table is printed, and a picture is drawn beside this file.

Then a file of many mentions is made, and asked as ``koreamap find`` asks: the seconds on the clock, and of processors.

Run: ``python bench/scale.py --sizes 10,100,1000,2000 --jobs 1,2 --rows 10000000``
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from matplotlib.figure import Figure

from koreamap.archive.asking import Archive, ask, open_archive
from koreamap.archive.joining import write_joined
from koreamap.archive.linking import SCHEMA
from koreamap.gazetteer import read_places
from koreamap.text.documents import read_documents

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from numpy.typing import NDArray

LETTER = 7000
BATCH = 250_000
VOCABULARY = 100_000
RARE = "golmisto"
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


def draw(runs: list[Measured], load: float) -> None:
    """Draw the rates on the clock and of the processors, which others' work lengthens less."""
    figure = Figure(figsize=(8.5, 3.6), layout="constrained")
    figure.suptitle(f"koreamap link, by size and processes; the machine's load before: {load:.0f}")
    kinds: dict[str, Callable[[Measured], float]] = {
        "MB a second": lambda run: run.rate,
        "MB a processor's second": lambda run: run.size / run.processors,
    }
    for axes, (title, rate) in zip(figure.subplots(1, len(kinds)), kinds.items(), strict=True):
        for jobs in sorted({run.jobs for run in runs}):
            mine = [run for run in runs if run.jobs == jobs]
            name = f"{jobs} process{'es' if jobs > 1 else ''}"
            axes.plot([run.size for run in mine], [rate(run) for run in mine], marker="o", label=name)
        axes.set(xscale="log", xlabel="archive, MB", ylabel=title)
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


class Vocabulary(NamedTuple):
    """Words, and how often each is met: added up to 1."""

    words: pa.Array
    shares: NDArray[np.float64]

    def draw(self, chooser: np.random.Generator, rows: int, count: int) -> list[str]:
        """Return so many rows of so many words."""
        numbers = np.searchsorted(self.shares, chooser.random(rows * count))
        lists = pa.ListArray.from_arrays(np.arange(0, rows * count + 1, count), self.words.take(pa.array(numbers)))
        texts: list[str] = pc.binary_join(lists, " ").to_pylist()
        return texts


def make_vocabulary(chooser: np.random.Generator, first: Iterable[str], syllables: str, ends: str) -> Vocabulary:
    """Make a language of a hundred thousand words, met by Zipf's law: some that there are, then made ones."""
    parts, last = syllables.split(), ["", *ends.split()]
    made = list(map("".join, product(parts, parts, ["", *parts], ["", *parts], last)))
    chooser.shuffle(made)
    words = list(dict.fromkeys([*first, *made]))[:VOCABULARY]
    shares = np.cumsum(1 / (np.arange(VOCABULARY) + 2.7))
    return Vocabulary(pa.array(words), shares / shares[-1])


def make_mentions(folder: Path, count: int) -> Path:
    """Write a file of so many mentions, thirty-three a document, each among words of its own, some places far oftener.

    Every tenth document is Korean.
    """
    chooser = np.random.default_rng(1951)
    ours = Counter(word for document in read_documents() for word in document.text.split())
    english = make_vocabulary(
        chooser, (word for word, _ in ours.most_common()), "ba de fi gol hu kam les mi nor pe qua ri sto", "s ed , ."
    )
    korean = make_vocabulary(chooser, (), "가 나 다 라 마 바 사 아 자 차 카 타 파 하 건 국 문 선 정", "은 에서 을 .")
    parts = []
    for first in range(0, count, BATCH):
        numbers = range(first, min(first + BATCH, count))
        parts.append(folder / f"{first}.parquet")
        table = pa.table(draw_mentions(chooser, numbers, english, korean), schema=SCHEMA)
        pq.write_table(table, parts[-1], compression="zstd")
    target = folder / "links.parquet"
    _, used = measure(lambda: write_joined(target, parts, "parquet"))
    print(f"\n{count} mentions, {target.stat().st_size / 1e6:.0f} MB, joined in {used:.0f} s of processors")
    return target


def draw_mentions(
    chooser: np.random.Generator, numbers: range, english: Vocabulary, korean: Vocabulary
) -> list[list[str] | list[int]]:
    """Draw mentions, and return their columns."""
    places = read_places()
    ids = sorted(places)
    weights = 1 / np.arange(1, len(ids) + 1)
    named = [ids[at] for at in chooser.choice(len(ids), len(numbers), p=weights / weights.sum())]
    exact, befores, afters = [], [], []
    sides = [english.draw(chooser, len(numbers), 15) for _ in range(2)]
    others = [iter(korean.draw(chooser, len(numbers) // 9 + 99, 25)) for _ in range(2)]
    for number, id_, before, after in zip(numbers, named, *sides, strict=True):
        is_korean = number // 33 % 10 == 0
        exact.append((is_korean and places[id_].hangul) or places[id_].title)
        befores.append((next(others[0]) if is_korean else before)[-99:] + " ")
        afters.append(" " + (next(others[1]) if is_korean else after)[:99])
    starts = [number % 33 * 200 + 100 for number in numbers]
    return [
        [f"box {number // 16500:04}/letter {number // 33}.txt" for number in numbers],
        starts,
        [start + len(words) for start, words in zip(starts, exact, strict=True)],
        exact,
        named,
        ["exact"] * len(numbers),
        [f"p{number % 33 // 3 + 1}" for number in numbers],
        [f"{1945 + number // 33 % 70}-{1 + number // 33 % 12:02}" for number in numbers],
        ["".join(words) for words in zip(befores, exact, afters, strict=True)],
        [start - len(words) for start, words in zip(starts, befores, strict=True)],
        *[[hashlib.sha256(str(number // 33).encode()).hexdigest() for number in numbers]] * 2,
    ]


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
        "words, how many": lambda: archive.count(ask(words="mutual defense")),
        "a word of most mentions, counts": lambda: archive.count_by("place", ask(words="the")),
        "a letter, counts": lambda: archive.count_by("place", ask(words="e")),
        "a rare word, first fifty": lambda: archive.find(ask(words=RARE), limit=50),
        "words that are nowhere": lambda: archive.find(ask(words="nowhere-at-all"), limit=50),
        "words, a place, a period, first fifty": lambda: archive.find(
            ask(places=("nll",), first="1950", last="1953", words="defense"), limit=50
        ),
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
    parser.add_argument("--keep", type=Path, help="a folder in which that file stays")
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
            draw(runs, load)
        if chosen.rows:
            if chosen.keep:
                chosen.keep.mkdir(exist_ok=True)
            ask_all(open_archive(make_mentions(chosen.keep or Path(name), chosen.rows)))


if __name__ == "__main__":
    main()
