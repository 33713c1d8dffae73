"""How well places are found: recall and precision on texts that were marked by hand.

Each text in ``bench/linking/`` was written for this purpose, or is in the public domain, and was marked by hand:
``{words|place-id}``, several ids apart by spaces, a demonym with a tilde before its id. A mention counts when it covers
the same words and leads to the same place. The date of an event is linked too; the marks leave dates alone, and so does
the count.
The rules were tuned on the texts in ``known``, and on none of those in ``unseen``.

Run: ``python bench/linking.py`` prints the tables of ``bench/linking.md``; with ``--misses`` also each that was missed
or wrong, of the known texts alone: whoever reads those of an unseen one has seen it.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from koreamap.gazetteer import read_places
from koreamap.text.linker import Linker

HERE = Path(__file__).parent / "linking"
MARK = re.compile(r"\{(?P<words>[^{}|]+)\|(?P<ids>[^{}|]+)\}")
DATE = re.compile(r"[A-Z][a-z]+ \d+, \d{4}|\d+ [A-Z][a-z]+ \d{4}|[A-Z][a-z]+,? \d{4}")
GRADES = ("exact", "variant")
LATER = ("towns", "provinces")
"""Layers that the gazetteer had not when these texts were marked: their places are left out of the count there."""
MARKED_BEFORE = ("en-4", "ko-3")


class Marked(NamedTuple):
    """A text without its marks, and what they say: spans with a place, those of demonyms apart."""

    text: str
    places: frozenset[tuple[int, int, str]]
    demonyms: frozenset[tuple[int, int, str]]


class Score(NamedTuple):
    """How many mentions are right, how many were found, how many there are."""

    right: int
    found: int
    there: int

    @property
    def recall(self) -> float:
        return self.right / self.there if self.there else 1.0

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0


def read_marked(path: Path) -> Marked:
    """Take the marks out of a text; its two lines of title are none of it."""
    marked = path.read_text(encoding="utf-8").split("\n\n", 1)[1]
    parts, length, done = [], 0, 0
    places: set[tuple[int, int, str]] = set()
    demonyms: set[tuple[int, int, str]] = set()
    for match in MARK.finditer(marked):
        before = marked[done : match.start()]
        start = length + len(before)
        length = start + len(match["words"])
        parts += [before, match["words"]]
        for id_ in match["ids"].split():
            (demonyms if id_.startswith("~") else places).add((start, length, id_.removeprefix("~")))
        done = match.end()
    return Marked("".join([*parts, marked[done:]]), frozenset(places), frozenset(demonyms))


def score(linker: Linker, path: Path, later: frozenset[str], *, misses: bool) -> tuple[Score, Score]:
    """Return the score of the links that are made without asking, and of the demonyms."""
    marked = read_marked(path)
    unmarked = later if path.stem in MARKED_BEFORE else frozenset()
    rows = [row for row in linker.link(marked.text) if row.place not in unmarked]
    linked = {(row.start, row.end, row.place) for row in rows if row.grade in GRADES}
    people = {(row.start, row.end, row.place) for row in rows if row.grade == "demonym"}
    # A demonym that is linked, or a state's name that is taken for its people, is no error of the place.
    found = {row for row in linked - marked.demonyms if not DATE.fullmatch(marked.text[row[0] : row[1]])}
    if misses:
        for what, spans in (("missed", marked.places - linked), ("wrong", found - marked.places)):
            for start, end, id_ in sorted(spans):
                around = " ".join(marked.text[max(0, start - 25) : end + 25].split())
                print(f"  {path.stem:<6} {what:<6} {marked.text[start:end]!r} -> {id_}   … {around} …")
    places = Score(len(marked.places & linked), len(found), len(marked.places))
    both = people | linked
    return places, Score(len(marked.demonyms & both), len(people - marked.places), len(marked.demonyms))


def add(scores: list[Score]) -> Score:
    return Score(*(sum(column) for column in zip(*scores, strict=True)))


def main() -> int:
    places_by_id = read_places()
    linker = Linker(places_by_id)
    later = frozenset(id_ for id_, place in places_by_id.items() if place.layer in LATER)
    print("| text | words | mentions | recall | precision | demonyms, recall |\n|---|---:|---:|---:|---:|---:|")
    for folder in ("known", "unseen"):
        misses = folder == "known" and "--misses" in sys.argv
        rows: list[tuple[Score, Score]] = []
        words = Counter[str]()
        for path in sorted((HERE / folder).glob("*.txt")):
            places, demonyms = score(linker, path, later, misses=misses)
            rows.append((places, demonyms))
            words[path.stem] = len(read_marked(path).text.split())
            print_row(f"{folder}/{path.stem}", words[path.stem], places, demonyms)
        print_row(f"**{folder}**", words.total(), add([row[0] for row in rows]), add([row[1] for row in rows]))
    return 0


def print_row(name: str, words: int, places: Score, demonyms: Score) -> None:
    cells = [
        name,
        str(words),
        str(places.there),
        f"{places.recall:.3f}",
        f"{places.precision:.3f}",
        f"{demonyms.recall:.3f}",
    ]
    print(f"| {' | '.join(cells)} |")


if __name__ == "__main__":
    sys.exit(main())
