"""Read TOML that a person wrote into records, and say what is wrong in that person's words.

The records' own types are the check: what they do not allow is refused with the file, the entry's id and the field,
as *what id, field: found, expected (file)*.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec
from msgspec import inspect

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from koreamap.errors import KoreamapError

__all__ = ["explain", "parse_toml", "read_text", "read_toml", "to_record"]

S = TypeVar("S", bound=msgspec.Struct)

_LABELS = ("id", "text", "place", "quote", "path")
"""By the first of these that it has, an entry without an id is named too."""

_STEP = re.compile(r"\.([\w:@-]+)|\[(\d+|\.\.\.)\]")
_FIELD = re.compile(r"`([\w:@-]+)`$")
_LIMITS = ("pattern", "min_length", "max_length", "ge", "gt", "le", "lt")
_WORDS = {
    inspect.StrType: "text",
    inspect.IntType: "a whole number",
    inspect.FloatType: "a number",
    inspect.BoolType: "true or false",
    inspect.VarTupleType: "a list",
    inspect.TupleType: "a list",
    inspect.DictType: "a table",
    inspect.StructType: "a table",
}


def read_toml(file: Path, type_: type[S], *, what: str, error: type[KoreamapError]) -> S:
    """Read a file into a record, every value of the type that it declares.

    Stops with `error` when the file cannot be read, is not TOML, or does not fit; names file, entry and field.

    Parameters
    ----------
    file
        TOML, UTF-8.
    type_
        The record of the whole file.
    what
        What the file holds, for messages; an entry of one of its lists is named by its list and id instead.
    error
        Raised where it is not as the record wants it.
    """
    return parse_toml(read_text(file, what=what, error=error), type_, what=what, error=error, file=file)


def read_text(file: Path, *, what: str, error: type[KoreamapError]) -> str:
    """Read the text of a file, UTF-8; stops with `error` when it cannot be read."""
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as failure:
        raise error(what, found=str(failure), expected="a readable file", file=file) from failure


def parse_toml(text: str, type_: type[S], *, what: str, error: type[KoreamapError], file: Path) -> S:
    """Read the text of a file as `read_toml` does.

    Stops with `error` when the text is not TOML or does not fit.
    """
    try:
        content = _decode(text)
    except tomllib.TOMLDecodeError as failure:
        raise error(what, found=str(failure), expected="valid TOML", file=file) from failure
    return to_record(content, type_, what=what, error=error, file=file)


@lru_cache(maxsize=256)
def _decode(text: str) -> Mapping[str, object]:
    """Decode a text once: the places are read anew for each command, and for each document that is added."""
    return tomllib.loads(text)


def to_record(
    content: Mapping[str, object], type_: type[S], *, what: str, error: type[KoreamapError], file: Path | None
) -> S:
    """Decode what TOML held into a record, as `read_toml` does.

    Stops with `error` when it does not fit.
    """
    try:
        return msgspec.convert(content, type_)
    except msgspec.ValidationError as failure:
        where, found, expected = explain(str(failure), content, type_, what)
        raise error(where, found=found, expected=expected, file=file) from failure


def explain(
    message: str, content: Mapping[str, object], type_: type[msgspec.Struct], what: str
) -> tuple[str, str, str]:
    """Turn the decoder's words into what, found and expected."""
    problem, _, path = message.partition(" - at `$")
    known = takewhile(lambda step: step[1] != "...", _STEP.findall(path))  # the decoder names no key of a mapping
    steps = [name or int(number) for name, number in known]
    field = _FIELD.search(problem)
    if field and "unknown field" in problem:
        return _name([*steps, field[1]], content, what), "it", "no such field"
    if field and "missing required field" in problem:
        expected = _describe(_find_type([*steps, field[1]], inspect.type_info(type_)))
        return _name([*steps, field[1]], content, what), "nothing", expected
    value = _find_value(steps, content)
    found = value if isinstance(value, str) and value and "got `" not in problem else repr(value)
    expected = _describe(_find_type(steps, inspect.type_info(type_)))
    if problem.startswith("Expected `") and "got `" not in problem and expected in _WORDS.values():
        expected = problem.removeprefix("Expected ").replace("`", "")  # a limit that no description tells
    return _name(steps, content, what), found, expected


def _find_value(steps: list[str | int], content: Any) -> Any:  # noqa: ANN401 - whatever TOML may hold
    for step in steps:
        content = content[step]
    return content


def _name(steps: list[str | int], content: Mapping[str, object], what: str) -> str:
    """Name an entry by the lists and ids that lead to it: ``place nll, names, NLL, system``."""
    parts: list[str] = []
    for number, step in enumerate(steps):
        if isinstance(step, str):
            parts.append(step)
        elif isinstance(entry := _find_value(steps[: number + 1], content), dict):
            label = next((str(entry[key]) for key in _LABELS if key in entry), f"(no id, number {step + 1})")
            parts.append(label)
    if len(parts) > 1 and isinstance(steps[1], int):
        return ", ".join([" ".join(parts[:2]), *parts[2:]])
    return ", ".join([what, *parts])


def _find_type(steps: list[str | int], info: inspect.Type) -> inspect.Type:
    """Return what is declared where the steps lead, or as far as that is known."""
    for step in steps:
        for option in _list_options(info):
            if isinstance(option, inspect.StructType) and isinstance(step, str):
                fields = {field.encode_name: field.type for field in option.fields}
                info = fields.get(step, info)
            elif isinstance(option, inspect.VarTupleType | inspect.ListType):
                info = option.item_type
            elif isinstance(option, inspect.TupleType) and isinstance(step, int):
                info = option.item_types[step]
            elif isinstance(option, inspect.DictType):
                info = option.value_type
    return info


def _list_options(info: inspect.Type) -> tuple[inspect.Type, ...]:
    if isinstance(info, inspect.Metadata):
        return _list_options(info.type)
    return info.types if isinstance(info, inspect.UnionType) else (info,)


def _describe(info: inspect.Type) -> str:
    """Say what a type allows: in its own words where it limits more than the kind of value, else by that."""
    if isinstance(info, inspect.Metadata) and any(getattr(info.type, name, None) is not None for name in _LIMITS):
        return str((info.extra_json_schema or {}).get("description", "a value"))
    options = [option for option in _list_options(info) if not isinstance(option, inspect.NoneType)]
    return " or ".join(dict.fromkeys(_describe_option(option) for option in options))


def _describe_option(info: inspect.Type) -> str:
    if isinstance(info, inspect.Metadata):
        return _describe(info)
    if isinstance(info, inspect.LiteralType):
        return f"one of {', '.join(map(str, info.values))}"
    return _WORDS.get(type(info), "a value")
