"""Join our own front ends into one script and one style sheet, so that a page needs no other file.

This is no general bundler: it knows the plain forms of import and export that our modules use, each on a line that
begins with the word, and refuses every other by name.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from koreamap.errors import ExportError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["join_scripts", "join_styles", "read_front_end"]

_IMPORT = re.compile(r"import (?:(?:(?P<default>\w+)|\{(?P<names>[^{}]*)\}) from )?'(?P<path>\.{1,2}/[^']+)';\n")
_EXPORT = re.compile(
    r"export (?P<default>default )?(?=(?:async )?(?:function\*?|class|const) (?P<names>\w+|\{[\w, ]+\})[ ({=])"
)
_EXPORTED_VALUE = re.compile(r"export default (?!(?:async )?function\b|class\b)")
_NAME = re.compile(r"(?P<name>\w+)(?: as (?P<alias>\w+))?")
_STATEMENT = re.compile(r"^(?:import|export)\b[^\n]*", re.MULTILINE)
_DYNAMIC_IMPORT = re.compile(r"(?<!\{)\bimport\s*\(")  # not {import(...)}, a type in a comment
_REMARK = re.compile(r"^[ ]*(?://(?!#).*|/\*\*(?:[^*]|\*(?!/))*\*/)\n", re.MULTILINE)
"""A comment that has its lines to itself; a licence begins with one star and stays."""
_INDENTS = re.compile(r"\n\s+")
"""And empty lines; no string that is joined goes over lines."""
_SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)

_STYLE_IMPORT = re.compile(r'@import url\("(?P<path>[\w./-]+)"\);\n')
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_BLANK = re.compile(r"\n\s+")
_PICTURE = re.compile(r"url\((?!['\"]?data:)[^)]*\)")
_FOREIGN_STYLE = re.compile(r"@import|</style", re.IGNORECASE)
_END_OF_SCRIPT = re.compile(r"</script|<!--", re.IGNORECASE)


def join_scripts(entry: Path) -> str:
    """Join a module and all that it imports into the text of one module.

    Returns
    -------
    Each module as a function of its own, those imported first, and what the entry exports; ready for a ``<script
    type="module">``.

    Raises
    ------
    koreamap.errors.ExportError
        When a module is missing or uses a form of import or export that is not known here.
    """
    order: list[Path] = []
    _visit(entry.resolve(), order, underway=())
    numbers = {path: number for number, path in enumerate(order)}
    wrapped = [_wrap(path, numbers) for path in order]
    joined = _INDENTS.sub("\n", "".join(text for text, _ in wrapped) + _export(len(order) - 1, wrapped[-1][1]))
    if found := _END_OF_SCRIPT.search(joined):
        raise ExportError("script", found=repr(found.group()), expected="nothing that ends a script in HTML")
    return joined


def join_styles(*entries: Path) -> str:
    """Join style sheets, in the order in which they apply, and those that they import.

    Stops with `ExportError` when a sheet is missing or imports in a form that is not known here.

    Returns
    -------
    Without indents, and without a picture that would have to be fetched: no element of the page wears one.
    """
    return "".join(_BLANK.sub("\n", _read_style(entry)) for entry in entries)


def _visit(path: Path, order: list[Path], *, underway: tuple[Path, ...]) -> None:
    """Append a module after those that it imports."""
    if path in underway:
        circle = " -> ".join(module.name for module in (*underway, path))
        raise ExportError("script", found=f"a circle: {circle}", expected="imports without one", file=path)
    if path in order:
        return
    for found in _IMPORT.finditer(read_front_end(path)):
        _visit((path.parent / found["path"]).resolve(), order, underway=(*underway, path))
    order.append(path)


def _wrap(path: Path, numbers: dict[Path, int]) -> tuple[str, list[str]]:
    """Make a module a function that returns what it exports, and name that."""
    exported: dict[str, str] = {}

    def take(found: re.Match[str]) -> str:
        for name in re.findall(r"\w+", found["names"]):
            exported["default" if found["default"] else name] = name
        return ""

    def bind(found: re.Match[str]) -> str:
        return _bind(found, numbers[(path.parent / found["path"]).resolve()])

    source = _REMARK.sub("", _SOURCE_MAP.sub("", read_front_end(path)))
    body = re.sub(rf"^{_EXPORT.pattern}", take, source, flags=re.MULTILINE)
    body, values = re.subn(rf"^{_EXPORTED_VALUE.pattern}", "const $value = ", body, flags=re.MULTILINE)
    exported |= {"default": "$value"} if values else {}
    body = re.sub(rf"^{_IMPORT.pattern}", bind, body, flags=re.MULTILINE)
    if found := _STATEMENT.search(body) or _DYNAMIC_IMPORT.search(body):
        raise ExportError("script", found=repr(found.group()), expected="a form that can be joined", file=path)
    returned = ", ".join(f"{name}: {value}" if name != value else name for name, value in exported.items())
    return f"const $m{numbers[path]} = (() => {{\n{body}\nreturn {{ {returned} }};\n}})();\n", list(exported)


def _export(number: int, names: list[str]) -> str:
    """Export what the entry's function returned."""
    own = (f"export const {name} = $m{number}.{name};\n" for name in names if name != "default")
    return "".join(own) + (f"export default $m{number}.default;\n" if "default" in names else "")


def _bind(found: re.Match[str], number: int) -> str:
    """Turn an import into a constant that holds what the module's function returned."""
    if found["default"]:
        return f"const {{ default: {found['default']} }} = $m{number};\n"
    if found["names"]:
        pairs = (f"{m['name']}: {m['alias']}" if m["alias"] else m["name"] for m in _NAME.finditer(found["names"]))
        return f"const {{ {', '.join(pairs)} }} = $m{number};\n"
    return ""


def _read_style(path: Path) -> str:
    sheet = _COMMENT.sub("", read_front_end(path))
    sheet = _STYLE_IMPORT.sub(lambda found: _read_style(path.parent / found["path"]), sheet)
    if found := _FOREIGN_STYLE.search(sheet):
        raise ExportError("style sheet", found=repr(found.group()), expected="a form that can be joined", file=path)
    return _PICTURE.sub("none", sheet)


def read_front_end(path: Path) -> str:
    """Read a file of the front ends, with line feeds alone, as a browser sees it when it takes the hash.

    Raises
    ------
    koreamap.errors.ExportError
        When it is not there.
    """
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        expected = "the front end whole; installing koreamap puts Leaflet there"
        raise ExportError("web page", found="no such file", expected=expected, file=path) from error
