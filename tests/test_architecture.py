"""Rules that hold for every file, whoever writes it."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "koreamap"

PICTURE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8").split("```")[1]
"""The house, floor by floor, the top one first."""


def read_floors(picture: str) -> dict[str, int]:
    """Return the floor of each part: a line names one part, and a number where its floor begins."""
    floors: dict[str, int] = {}
    floor = 0
    for number, part in re.findall(r"^ +(\d+)? +([a-z_]+)(?=  |$)", picture, re.MULTILINE):
        floor = int(number or floor)
        assert part not in floors, f"{part} stands in the picture twice"
        floors[part] = floor
    return floors


FLOORS = read_floors(PICTURE)
MODULES = sorted(PACKAGE.rglob("*.py"))
SCRIPTS = sorted(path for path in PACKAGE.rglob("*") if path.suffix in {".js", ".css"} and "vendor" not in path.parts)


def tracked_files() -> list[Path]:
    """List what git holds or would take in; the files of the checkout where there is no git."""
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        return [*MODULES, *SCRIPTS, ROOT / "pyproject.toml", ROOT / "Makefile"]
    command = [git, "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603 - git itself
    return [ROOT / name for name in sorted(listed.stdout.split("\0")) if name and (ROOT / name).is_file()]


@cache
def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def nodes_of(path: Path) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(ast.parse(text_of(path))))


def offenders(paths: list[Path], find: Callable[[Path], Collection[object]]) -> dict[str, list[object]]:
    """Name the files in which something was found, and what."""
    found = {str(path.relative_to(PACKAGE)): list(find(path)) for path in paths}
    return {name: wrong for name, wrong in found.items() if wrong}


def part_of(dotted: str) -> str | None:
    """Return the part of koreamap that a dotted name lies in."""
    names = dotted.split(".")
    return names[1] if names[0] == "koreamap" and len(names) > 1 else None


@cache
def imported_names(path: Path) -> frozenset[str]:
    """Collect the dotted names that a module imports, at any depth."""
    names = set()
    for node in nodes_of(path):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return frozenset(names)


def test_the_picture_holds_every_part_and_no_other() -> None:
    parts = {path.relative_to(PACKAGE).parts[0].removesuffix(".py") for path in MODULES} - {"__init__"}
    assert parts == FLOORS.keys()


def imported_from_no_lower_floor(path: Path) -> set[str]:
    own = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    imported = {part for name in imported_names(path) if (part := part_of(name)) and part != "__version__"} - {own}
    return {part for part in imported if own != "__init__" and FLOORS[part] >= FLOORS[own]}


def test_imports_run_down() -> None:
    assert offenders(MODULES, imported_from_no_lower_floor) == {}


def test_an_arrow_up_is_seen() -> None:
    floors = read_floors(" 2  upper   what it does\n     beside  more\n 1  lower   less\n")
    assert floors == {"upper": 2, "beside": 2, "lower": 1}


def test_importing_koreamap_loads_nothing_else() -> None:
    code = "import sys, koreamap; print([name for name in sys.modules if name.startswith(('koreamap.', 'pandas'))])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603 - ours
    assert done.stdout == "[]\n"


def test_streamlit_stays_in_the_app() -> None:
    elsewhere = [path for path in MODULES if path.relative_to(PACKAGE).parts[0] != "app"]
    server = {"streamlit", "starlette"}
    assert offenders(elsewhere, lambda path: {name.split(".")[0] for name in imported_names(path)} & server) == {}


@pytest.mark.parametrize("name", ["atlas", "app"])
def test_pages_load_nothing_that_only_the_build_needs(name: str) -> None:
    start = PACKAGE / f"{name}.py"
    for path in [start] if start.is_file() else sorted((PACKAGE / name).rglob("*.py")):
        heavy = {dotted.split(".")[0] for dotted in imported_names(path)} & {"geopandas", "pyproj", "pyogrio"}
        assert not heavy, path


def weaknesses(nodes: Iterable[ast.AST]) -> list[str]:
    """Name what our style forbids, with its line."""
    found = []
    for node in nodes:
        match node:
            case ast.Assert():
                found.append(f"{node.lineno}: assert")
            case ast.ExceptHandler(type=None):
                found.append(f"{node.lineno}: bare except")
            case ast.ExceptHandler(type=ast.Name(id="Exception" | "BaseException")):
                found.append(f"{node.lineno}: broad except")
            case ast.Call(func=ast.Name(id="eval" | "exec")):
                found.append(f"{node.lineno}: eval")
    return found


def test_no_weakness_in_the_source() -> None:
    assert offenders(MODULES, lambda path: weaknesses(nodes_of(path))) == {}


def test_weaknesses_are_seen() -> None:
    code = "assert 1\ntry:\n  eval('1')\nexcept Exception: pass\ntry: pass\nexcept: pass\n"
    assert {found.split(": ")[1] for found in weaknesses(ast.walk(ast.parse(code)))} == {
        "assert",
        "bare except",
        "broad except",
        "eval",
    }


UNSAFE_SCRIPT = re.compile(
    r"\.(inner|outer)HTML\s*\+?=|insertAdjacentHTML|document\.write|\beval\s*\(|new Function|setHTMLUnsafe"
    r"|bindPopup|bindTooltip|setTimeout\(\s*['\"]"
)


def test_scripts_write_text_and_never_markup() -> None:
    assert offenders(SCRIPTS, lambda path: UNSAFE_SCRIPT.findall(text_of(path))) == {}


FOREIGN_ADDRESS = re.compile(r"https?://(?!(?:127\.0\.0\.1|localhost|www\.w3\.org/)\b)[\w.-]+", re.IGNORECASE)


FOREIGN_IMPORT = re.compile(r"""@import[^;]*["'(]\s*//""")


def test_scripts_name_no_host() -> None:
    for pattern in (FOREIGN_ADDRESS, FOREIGN_IMPORT):
        assert offenders(SCRIPTS, lambda path, pattern=pattern: pattern.findall(text_of(path))) == {}


# In two pieces, so that this file does not name them either.
FOREIGN_HOSTS = tuple(
    "".join(pieces)
    for pieces in (
        ("cdn.js", "delivr"),
        ("unpkg", ".com"),
        ("cdn", "js.cloudflare"),
        ("code.jq", "uery"),
        ("fonts.google", "apis"),
        ("net", "dna.bootstrapcdn"),
        ("py", "pi.org"),
        ("python", "hosted"),
        ("registry.npm", "js"),
        ("deb.deb", "ian"),
    )
)
MACHINE_PATH = re.compile(r"(?<![\w.<-])/(?:r[o]ot|h[o]me/\w+|w[o]rk|U[s]ers/\w+|t[m]p)/\w+")
TEXT = {"", ".py", ".md", ".toml", ".txt", ".js", ".css", ".cfg", ".yml", ".yaml", ".json", ".html", ".sh"}


def test_no_tracked_file_names_a_registry_or_a_machine() -> None:
    found = []
    for path in tracked_files():
        if (
            path.suffix not in TEXT
            or {"raw", "layers"} & set(path.relative_to(ROOT).parts[:2])
            or path.name == "text.txt"
        ):
            continue
        text = path.read_text(encoding="utf-8")
        found += [f"{path.name}: {host}" for host in FOREIGN_HOSTS if host in text]
        found += [f"{path.name}: {match}" for match in MACHINE_PATH.findall(text)]
    assert found == []


TYPED_PARAMETER = re.compile(r"^ +\w+(?:, \w+)* : ", re.MULTILINE)


def test_docstrings_leave_types_to_the_signature() -> None:
    assert offenders(MODULES, lambda path: TYPED_PARAMETER.findall(text_of(path))) == {}


def code_lines(path: Path) -> int:
    """Count the lines that hold code: neither docstrings nor comments nor nothing."""
    text = text_of(path)
    documentation: set[int] = set()
    for node in nodes_of(path):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            documentation |= set(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    lines = enumerate(text.splitlines(), start=1)
    return sum(1 for number, line in lines if number not in documentation and line.strip() and line.strip()[0] != "#")


def test_modules_stay_small() -> None:
    assert offenders(MODULES, lambda path: [lines for lines in [code_lines(path)] if lines >= 300]) == {}


def names_a_key(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant) and isinstance(node.slice.value, str)
    )


def test_what_was_modelled_is_read_as_a_record() -> None:
    """Hold down what gives dicts away that should be records: keys written out, and the type that says nothing."""
    keys = sum(names_a_key(node) for path in MODULES for node in nodes_of(path))
    anything = sum(len(re.findall(r"\bAny\b", text_of(path))) for path in MODULES)
    assert keys <= 150
    assert anything <= 60


def test_keys_are_seen() -> None:
    assert [names_a_key(node.value) for node in ast.parse("a['b']\na[b]\na[1]\na.b").body] == [
        True,
        False,
        False,
        False,
    ]


def long_functions(path: Path) -> list[str]:
    found = []
    for node in nodes_of(path):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0]
            skipped = (first.end_lineno or 0) - first.lineno + 1 if ast.get_docstring(node) else 0
            if (node.end_lineno or 0) - node.lineno + 1 - skipped > 40:
                found.append(node.name)
    return found


def test_functions_stay_small() -> None:
    assert offenders(MODULES, long_functions) == {}
