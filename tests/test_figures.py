"""No figure with a unit is typed into a text of ours: it is filled from a value, or `figures.toml` says whose it is."""

from __future__ import annotations

import ast
import importlib
import json
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from koreamap.home import geodata_dir, layers_dir
from koreamap.sources import read_sources
from koreamap.text.documents import read_documents

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]

_WORDS = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty", "forty", "fifty",
    "sixty", "seventy", "eighty", "ninety", "hundred", "thousand", "half",
]  # fmt: skip
_NUMBER = rf"(?:(?<![\w.-])\d[\d,]*(?:\.\d+)?|\b(?:{'|'.join(_WORDS)})\b)(?: million)?"
_UNIT = (
    r"mm|nm|km²|km|m|metres?|kilomet(?:re|er)s?|(?:nautical )?miles?|per cent|%|pyeong|degrees?|minutes?|seconds?|"
    r"tenths?|thirds?|quarters?|°|\u2032|\u2033"
)
_JOIN = r"(?:, | to | and | or | \u00d7 |\u2013|-)"
FIGURE = re.compile(
    rf"1:\d+ million|\d[\d.]*°(?: \d+\u2032)?(?: \d+\u2033)? [NSEW]\b"
    rf"|{_NUMBER}(?:{_JOIN}{_NUMBER})*[ \u00a0-]?(?:an? |of an? )?(?:{_UNIT})(?!\w)",
    re.IGNORECASE,
)

_PROSE = {
    "method", "accuracy_note", "note", "title", "restated", "tolerance", "tolerance_reason", "figure", "share",
    "summary", "caveats", "reason", "correction", "x_label", "y_label", "chosen_label", "why",
}  # fmt: skip
_TABLES = {"measures", "evidence", "curves", "readings"}
_ENTRIES = {
    "place": "id", "claim": "id", "untested": "id", "mark": "", "mention": "passage", "form": "text", "ignore": "",
    "course": "place", "parallel": "place", "waterway": "place", "crossing": "place", "outline": "place",
    "circle": "place", "cut": "place", "published": "",
}  # fmt: skip


def walk_strings(value: object, *, is_prose: bool) -> Iterator[str]:
    """Yield the texts of an entry that a reader sees: those under a name of prose, and all of a table of texts."""
    if isinstance(value, str):
        if is_prose:
            yield value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from walk_strings(inner, is_prose=is_prose or name in _PROSE | _TABLES)
    elif isinstance(value, list):
        for inner in value:
            yield from walk_strings(inner, is_prose=is_prose)


def read_entries() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield (where, text, the sources beside it) of every record that people write."""
    for path in sorted(geodata_dir().rglob("*.toml")):
        if path.name == "SOURCES.toml":
            continue
        for kind, entries in tomllib.loads(path.read_text(encoding="utf-8")).items():
            if kind not in _ENTRIES:
                continue
            for entry in entries.values() if isinstance(entries, dict) else entries:
                own = str(entry.get(_ENTRIES[kind], path.stem))
                for text in walk_strings(entry, is_prose=False):
                    yield own, text, tuple(entry.get("source_ids", ()))


def read_pages() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield the pages for readers, without the tables that are made from the findings."""
    for path in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))):
        text = path.read_text(encoding="utf-8")
        yield path.name, re.sub(r"<!-- table: .*?<!-- end -->|```.*?```", "", text, flags=re.DOTALL), ()


def read_code() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield the texts that code writes for readers, the layers' summaries among them: strings, not docstrings."""
    for path in sorted((ROOT / "src" / "koreamap").rglob("*.py")):
        nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
        joined = [node for node in nodes if isinstance(node, ast.JoinedStr)]
        aside = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
        aside |= {id(part) for whole in joined for part in ast.walk(whole) if part is not whole}
        texts = ["".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in whole.values)
                 for whole in joined if id(whole) not in aside]  # fmt: skip
        plain = (node for node in nodes if isinstance(node, ast.Constant) and id(node) not in aside)
        texts += [node.value for node in plain if isinstance(node.value, str)]
        where = path.relative_to(ROOT / "src" / "koreamap").as_posix()
        yield from ((where, text, ()) for text in texts if " " in text)


@cache
def read_texts() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    return (*read_entries(), *read_pages(), *read_code())


DECLARED: dict[str, dict[str, str]] = tomllib.loads(
    (Path(__file__).parent / "figures.toml").read_text(encoding="utf-8")
)


def find_figures(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the typed figures of a text stand; what is filled in is blotted out before."""
    blotted = re.sub(r"\{[^{}]*\}", lambda found: "\0" * len(found[0]), text)
    yield from (found.span() for found in FIGURE.finditer(" ".join(re.split(r"\s", blotted))))


def find_uncovered(where: str, text: str) -> list[str]:
    """List the figures of a text that nothing declares."""
    flat = " ".join(re.split(r"\s", text))
    keys = [*DECLARED.get(where, {}), *DECLARED["everywhere"]]
    covered = [found.span() for key in keys for found in re.finditer(re.escape(key), flat)]
    return [flat[start:end] for start, end in find_figures(text)
            if not any(low <= start and end <= high for low, high in covered)]  # fmt: skip


def test_no_figure_is_typed_without_saying_whose_it_is() -> None:
    left = sorted({(where, figure) for where, text, _sources in read_texts() for figure in find_uncovered(where, text)})
    assert left == [], "fill it from a value, or say in tests/figures.toml whose figure it is"


KINDS = {"source", "document", "code", "card", "test", "ours"}
ENTRIES = [(where, key, *told.partition(":")[::2]) for where, keys in DECLARED.items() for key, told in keys.items()]
VALUES = {word: value for value, word in enumerate(_WORDS[:20], start=1)}
METRES = {"m": 1, "km": 1000, "metres": 1, "kilometres": 1000, "degrees": 1}


def read_numbers(words: str) -> list[float]:
    """Read the numbers of a text, in digits or as a word."""
    found = re.findall(rf"\d[\d,]*(?:\.\d+)?|\b(?:{'|'.join(VALUES)})\b", words.casefold())
    return [float(VALUES.get(each, each.replace(",", "") if each[0].isdigit() else each)) for each in found]


def entries_of(*kinds: str) -> list[tuple[str, str, str, str]]:
    return [entry for entry in ENTRIES if entry[2] in kinds]


@pytest.mark.parametrize(("where", "key", "kind", "told"), ENTRIES)
def test_what_is_declared_stands_in_a_text_and_says_whose_it_is(where: str, key: str, kind: str, told: str) -> None:
    texts = [" ".join(text.split()) for own, text, _sources in read_texts() if where in {own, "everywhere"}]
    assert any(key in text for text in texts), "it stands in no text: take it out"
    assert list(find_figures(key)), "it holds no figure"
    assert kind in KINDS
    assert told


@pytest.mark.parametrize(("where", "key", "kind", "told"), entries_of("source"))
def test_a_figure_of_a_source_is_cited_beside_it(where: str, key: str, kind: str, told: str) -> None:
    assert told in read_sources()
    cited = [sources for own, text, sources in read_texts() if where in {own, "everywhere"} and sources and key in text]
    assert all(told in sources for sources in cited), f"{kind} {told} is not cited by {where}"


@pytest.mark.parametrize(("where", "key", "kind", "told"), entries_of("code"))
def test_a_figure_of_the_code_is_its_constant(where: str, key: str, kind: str, told: str) -> None:
    module, _, name = told.partition(":")
    ((start, end),) = find_figures(key)
    (number,), unit = read_numbers(key[start:end]), key[start:end].rsplit(maxsplit=1)[-1]
    assert number * METRES[unit] == getattr(importlib.import_module(module), name), f"{where}, {kind}: {told}"


@pytest.mark.parametrize(("where", "key", "kind", "told"), entries_of("document"))
def test_a_figure_of_a_document_stands_in_it(where: str, key: str, kind: str, told: str) -> None:
    (text,) = [document.text for document in read_documents() if document.id == told]
    assert set(read_numbers(key)) <= set(read_numbers(text)), f"{where}, {kind}"


@pytest.mark.parametrize(("where", "key", "kind", "told"), entries_of("card"))
def test_a_figure_of_a_card_stands_on_it(where: str, key: str, kind: str, told: str) -> None:
    places = json.loads((layers_dir() / "places.json").read_bytes())["places"]
    (card,) = [json.dumps(place) for place in places if place["id"] == told]
    own = [number for start, end in find_figures(key) for number in read_numbers(key[start:end])]
    assert set(own) - {95} <= set(read_numbers(card)), f"{where}, {kind}"


@pytest.mark.parametrize(("where", "key", "kind", "told"), entries_of("test"))
def test_a_figure_of_a_test_is_held_by_one_that_is_there(where: str, key: str, kind: str, told: str) -> None:
    file, _, name = told.partition(":")
    assert f"def {name}(" in (ROOT / "tests" / f"{file}.py").read_text(encoding="utf-8"), f"{where}, {key}, {kind}"


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        (
            "some 5.8 km of noise, two kilometres off, 40, 54 and 60 km",
            ["5.8 km", "two kilometres", "40, 54 and 60 km"],
        ),
        ("{length_km:.1f} km, and {m[a b]:,.0f} m, but 1,292 m", ["1,292 m"]),
        (
            "37° 00\u2032 N, half a mile, twelve nautical miles, 70% and 3 per cent",
            ["37° 00\u2032 N", "half a mile", "twelve nautical miles", "70%", "3 per cent"],
        ),
        ("the 346th meeting of 1953 had eleven points and land-50m.geojson", []),
    ],
)
def test_a_typed_figure_is_seen(text: str, figures: list[str]) -> None:
    assert [text[start:end] for start, end in find_figures(text)] == figures
