"""Find what is added by putting a module or a folder in its place, and refuse by name one that lacks what it needs."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, get_args, get_origin

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from types import ModuleType

    from koreamap.errors import KoreamapError

__all__ = ["FUNCTION", "Kind", "find_folders", "find_modules"]

FUNCTION: object = Callable
"""What a module needs that is called, not read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What the modules of one package have in common.

    Parameters
    ----------
    what
        The word for one of them, for messages: ``layer``.
    needs
        Name -> type of what each offers: a class, ``tuple[Class, ...]``, or `FUNCTION`.
    error
        Raised where one lacks it.
    named_by
        Which of `needs` is a record whose ``id`` is the module's name; empty where none is.
    besides
        Modules and folders of the package that are none of the kind, those that begin with an underscore apart.
    """

    what: str
    needs: Mapping[str, object]
    error: type[KoreamapError]
    named_by: str = ""
    besides: frozenset[str] = frozenset()


def find_modules(package: str, kind: Kind) -> list[ModuleType]:
    """Import every module of a package that is of a kind, by name.

    Stops with the kind's error when a module lacks something or bears another id, or a folder is no package.
    """
    names = sorted(name for folder in importlib.import_module(package).__path__ for name in _list_names(Path(folder)))
    modules = []
    for name in names:
        if name.startswith("_") or name in kind.besides:
            continue
        module = importlib.import_module(f"{package}.{name}")
        _check(module, name, kind)
        modules.append(module)
    return modules


def find_folders(parent: Path, record: str, *, what: str, error: type[KoreamapError]) -> list[Path]:
    """List the folders that each hold one thing, by name, without those that begin with a dot or an underscore.

    Stops with `error` when a folder lacks its record.
    """
    folders = sorted(path for path in parent.iterdir() if path.is_dir() and path.name[0] not in "._")
    for folder in folders:
        if not (folder / record).is_file():
            raise error(f"{what} {folder.name}", found="a folder without its record", expected=record, file=folder)
    return folders


def _list_names(folder: Path) -> Iterator[str]:
    """Name the modules of a folder, and its folders that hold anything."""
    for path in folder.iterdir():
        if path.suffix == ".py" or (path.is_dir() and any(inner.name != "__pycache__" for inner in path.iterdir())):
            yield path.stem


def _check(module: ModuleType, name: str, kind: Kind) -> None:
    what, file = f"{kind.what} {name}", "/".join([*module.__name__.split(".")[1:-1], f"{name}.py"])
    if getattr(module, "__spec__", None) is not None and module.__file__ is None:
        raise kind.error(what, found="a folder without __init__.py", expected="a module", file=file[: -len(".py")])
    for needed, type_ in kind.needs.items():
        if not _is_of(getattr(module, needed, None), type_):
            found = f"{needed} {getattr(module, needed, None)!r}"
            raise kind.error(what, found=found[:80], expected=f"{needed}: {_describe(type_)}", file=file)
    if kind.named_by and (id_ := getattr(module, kind.named_by).id) != name:
        raise kind.error(
            what, found=f"{kind.named_by} with id {id_!r}", expected=f"the module's name {name!r}", file=file
        )


def _is_of(value: object, type_: object) -> bool:
    if type_ is FUNCTION:
        return callable(value)
    if get_origin(type_) is tuple:
        return isinstance(value, tuple) and bool(value) and all(isinstance(item, get_args(type_)[0]) for item in value)
    return isinstance(value, type_)  # type: ignore[arg-type]  # a class


def _describe(type_: object) -> str:
    if type_ is FUNCTION:
        return "a function"
    return f"several {get_args(type_)[0].__name__}" if get_origin(type_) is tuple else type_.__name__  # type: ignore[attr-defined]
