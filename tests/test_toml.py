"""TOML that a person wrote: what does not fit its record is named by file, entry and field."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import msgspec
import pytest

from koreamap.errors import GazetteerError
from koreamap.model import Record
from koreamap.toml import parse_toml, read_toml

HERE = Path("trial.toml")


class Part(Record, frozen=True, kw_only=True):
    text: str
    share: Annotated[float, msgspec.Meta(ge=0, le=1)] = 0
    weight: Annotated[float, msgspec.Meta(gt=0, description="kilograms")] | None = None


class Thing(Record, frozen=True, kw_only=True):
    id: str
    kind: Literal["new", "old"] = "new"
    tags: tuple[Literal["a", "b"], ...] = ()
    parts: tuple[Part, ...] = ()
    sizes: dict[str, int] = msgspec.field(default_factory=dict)
    is_heavy: bool = False


class File(Record, frozen=True, kw_only=True):
    thing: tuple[Thing, ...] = ()
    title: str = ""


def parse(text: str) -> File:
    return parse_toml(text, File, what="things", error=GazetteerError, file=HERE)


def test_a_good_file_becomes_records() -> None:
    text = 'title = "All"\n[[thing]]\nid = "x"\ntags = ["b", "a"]\nsizes = {w = 2}\nparts = [{text = "p", share = 1}]\n'
    (thing,) = parse(text).thing
    assert thing == Thing(id="x", tags=("b", "a"), sizes={"w": 2}, parts=(Part(text="p", share=1.0),))
    assert isinstance(thing.parts[0].share, float)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a = [", r"things: found .*, expected valid TOML"),
        ("title = 3", "things, title: found 3, expected text"),
        ("tilte = ''", "things, tilte: found it, expected no such field"),
        ("thing = 1", "things, thing: found 1, expected a list"),
        ("thing = [1]", "things, thing: found 1, expected a table"),
        ("[[thing]]\n", r"thing \(no id, number 1\), id: found nothing, expected text"),
        ("[[thing]]\nid='x'\n[[thing]]\nid=2", "thing 2, id: found 2, expected text"),
        ("[[thing]]\nid='x'\nkind='odd'", "thing x, kind: found odd, expected one of new, old"),
        ("[[thing]]\nid='x'\ntags=['a', 'c']", "thing x, tags: found c, expected one of a, b"),
        ("[[thing]]\nid='x'\nis_heavy='no'", "thing x, is_heavy: found 'no', expected true or false"),
        ("[[thing]]\nid='x'\nsizes={wide=1.5}", r"thing x, sizes: found \{'wide': 1\.5\}, expected a table"),
        ("[[thing]]\nid='x'\nparts=[{text='p', colour=1}]", "thing x, parts, p, colour: found it"),
        ("[[thing]]\nid='x'\nparts=[{share=1}]", r"thing x, parts, \(no id, number 1\), text: found nothing"),
        (
            "[[thing]]\nid='x'\nparts=[{text='p', share=2}]",
            r"x, parts, p, share: found 2, expected float <= 1\.0",
        ),
        ("[[thing]]\nid='x'\nparts=[{text='p', weight=0}]", "thing x, parts, p, weight: found 0, expected kilograms"),
        ("[[thing]]\nid='x'\nparts=[{text='p', weight='w'}]", "p, weight: found 'w', expected kilograms"),
    ],
)
def test_what_does_not_fit_is_named(text: str, message: str) -> None:
    with pytest.raises(GazetteerError, match=message + r".* \(trial\.toml\)") as refusal:
        parse(text)
    assert "$" not in str(refusal.value)


@pytest.mark.parametrize("content", [None, b"\xff"])
def test_an_unreadable_file_is_named(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "trial.toml"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(GazetteerError, match=r"things: found .*, expected a readable file \(.*trial\.toml\)"):
        read_toml(file, File, what="things", error=GazetteerError)
