"""What koreamap itself says to a reader takes no side: words and names of a list, with what to say instead."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import NamedTuple

import pytest

from koreamap.errors import GazetteerError
from koreamap.gazetteer import parse_places, read_places

ROOT = Path(__file__).parents[1]
OURS = (
    "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE-DATA.md", "docs/*.md", "docs/*.ipynb",
    "geodata/places/*.toml", "geodata/coordinates/*.toml", "geodata/claims/*.toml", "geodata/documents/*/mentions.toml",
    "geodata/statements.toml",
    "geodata/documents/*/ignore.toml", "geodata/documents/*/document.toml", "geodata/SOURCES.toml",
    "src/koreamap/layers/*.py", "src/koreamap/claims/*.py", "src/koreamap/drawing/*.py", "src/koreamap/app/**/*.py",
    "src/koreamap/export/**/*.py", "src/koreamap/frontend/**/*.js", "src/koreamap/frontend/**/*.html",
)  # fmt: skip
"""All that is shown to a reader, or that comments and docstrings tell a person who works on it."""

OTHERS = re.compile(
    r"^\s*(quote|within|citation|sha256|author|address|forms|text|given\.\S*|id|check|places|passage) = |used_by = "
    r'|system = "document"'
)
WITH_WORKS = ("SOURCES.toml", "document.toml", "ignore.toml")
WORKS = re.compile(r'^\s*(title|"[^"]*",)')
"""Lines in the words of others: documents, titles of works, names that say who uses them; and ids."""


class Word(NamedTuple):
    """A word that takes a side."""

    pattern: re.Pattern[str]
    instead: str
    reason: str
    unless: re.Pattern[str] | None


def read_words() -> list[Word]:
    rows = tomllib.loads((ROOT / "tests" / "neutral_words.toml").read_text(encoding="utf-8"))["word"]
    return [
        Word(
            re.compile(row["pattern"], re.IGNORECASE), row["instead"], row["reason"],
            re.compile(row["unless"], re.IGNORECASE) if "unless" in row else None,
        )
        for row in rows
    ]  # fmt: skip


WORDS = read_words()


def strip_quoted(text: str) -> str:
    return re.sub(r"“[^”\n]*”|event-[a-z0-9-]+", "", text)


def find_sided(text: str, name: str) -> list[str]:
    """Name each line that takes a side: file, line, word, what to say instead and why."""
    met = [word for word in WORDS if word.pattern.search(strip_quoted(text))]  # most files have none
    if not met:
        return []
    found = []
    is_quote = False
    for number, line in enumerate(text.splitlines(), start=1):
        is_quote = is_quote or (name.endswith(".toml") and bool(re.match(r'(quote|within) = """', line)))
        said = strip_quoted(line)
        is_others = name.endswith(".toml") and OTHERS.search(line)
        is_others = is_others or (
            name.endswith(("SOURCES.toml", "document.toml", "ignore.toml")) and WORKS.search(line)
        )
        if not is_quote and not is_others:
            found += [
                f"{name}:{number}: {match[0]!r}; say {word.instead!r}. {word.reason}"
                for word in met
                if (match := word.pattern.search(said)) and not (word.unless and word.unless.search(said))
            ]
        is_quote = is_quote and (line.endswith('= """') or not line.rstrip().endswith('"""'))
    return found


@pytest.mark.parametrize("pattern", OURS)
def test_what_is_ours_takes_no_side(pattern: str) -> None:
    files = sorted(ROOT.glob(pattern))
    assert files
    sided = [line for file in files for line in find_sided(file.read_text("utf-8"), file.relative_to(ROOT).as_posix())]
    assert not sided, "\n".join(sided)


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ('note = "The islands of the West Sea."', "West Sea"),
        ('note = "From one coast to the East Sea."', "East Sea"),
        ('label = "Yellow Sea / West Sea"', "Yellow Sea / West Sea"),
        ('  { text = "6·25 남침", lang = "ko" },', "남침"),
        ('note = "The raid on the Blue House."', "raid"),
        ('summary = "The enemy crossed."', "enemy"),
        ('note = "An illegal line."', "illegal"),
        ('note = "The sea border between the two Koreas."', "sea border between the two Koreas"),
    ],
)
def test_a_word_that_takes_a_side_is_seen(line: str, word: str) -> None:
    (found, *_rest) = find_sided(f"\n{line}", "made.toml")
    assert found.startswith(f"made.toml:2: {word!r}; say ")


@pytest.mark.parametrize(
    "line",
    [
        'note = "The West Sea (Yellow Sea) and the East Sea (Sea of Japan)."',
        '  { text = "6·25 남침", used_by = "writers of the time", source_id = "some" },',
        'quote = "an illegal, surprise attack"',
        'note = "The paper says “hostile” and “illegal”."',
    ],
)
def test_what_others_say_stands(line: str) -> None:
    assert find_sided(line, "made.toml") == []


def test_a_name_of_a_side_stands_with_its_source() -> None:
    names = [name for place in read_places().values() for name in place.names if name.used_by]
    assert len(names) > 15
    assert all(name.source_id not in {"", "unsourced"} for name in names)
    text = (
        '[[place]]\nid = "made"\nkind = "group"\nmembers = ["seoul"]\n'
        'names = [{ text = "Trial", used_by = "the DPRK" }]\n'
    )
    with pytest.raises(GazetteerError, match="where the DPRK calls it so"):
        parse_places(text, Path("made.toml"), [])


def test_a_card_is_headed_by_no_sides_name() -> None:
    for place in read_places().values():
        if place.kind in {"event", "water"}:
            sided = {name.text for name in place.names if name.used_by}
            assert not sided & {place.title, place.hangul}, place.id


@pytest.mark.parametrize("place_id", ["event-1976-axe-murder", "event-2002-west-sea", "event-1950-attack"])
def test_both_sides_names_stand_on_the_card(place_id: str) -> None:
    sides = " ".join(name.used_by for name in read_places()[place_id].names)
    assert "the Republic of Korea" in sides
    assert "the DPRK" in sides


@pytest.mark.parametrize(("state_id", "words"), [("russia", "Crimea"), ("china", "Taiwan"), ("taiwan", "China")])
def test_what_is_disputed_far_from_korea_is_said(state_id: str, words: str) -> None:
    place = read_places()[state_id]
    assert words in place.note
    assert "koreamap takes no position" in place.note
    assert "ne-policy" in place.source_ids
