"""Keep the README's tables true: they are generated from the specs between two marks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from koreamap.errors import BuildError
from koreamap.export import find_formats
from koreamap.home import find_home

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from koreamap.atlas import Atlas

__all__ = ["fill_tables", "find_readme", "write_tables"]


def find_readme() -> Path | None:
    """Return the README of the checkout, or None in an installed wheel."""
    path = find_home() / "README.md"
    return path if path.is_file() else None


def write_tables(path: Path, atlas: Atlas) -> None:
    """Renew the tables of the README, beside and then in one step.

    Parameters
    ----------
    path : pathlib.Path
        The README.
    atlas : Atlas
        What the build made.

    Raises
    ------
    koreamap.errors.BuildError
        As `fill_tables`.
    """
    beside = path.with_name(".README.new")
    beside.write_text(fill_tables(path.read_text(encoding="utf-8"), atlas), encoding="utf-8")
    beside.replace(path)


def fill_tables(text: str, atlas: Atlas) -> str:
    """Return the README with its generated tables renewed.

    Parameters
    ----------
    text : str
        The README; each table stands between ``<!-- table: name -->`` and ``<!-- end -->``.
    atlas : Atlas
        What the build made.

    Returns
    -------
    str
        The same text with every table filled.

    Raises
    ------
    koreamap.errors.BuildError
        When a mark names no known table, or a table has no mark.
    """
    tables: dict[str, Callable[[Atlas], str]] = {
        "layers": _layers,
        "documents": _documents,
        "claims": _claims,
        "formats": _formats,
        "sources": _sources,
    }
    pattern = re.compile(r"(<!-- table: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)
    marks = [match[2] for match in pattern.finditer(text)]
    if sorted(marks) != sorted(tables):
        raise BuildError(
            "README tables", found=", ".join(marks) or "none", expected=", ".join(tables), file="README.md"
        )
    return pattern.sub(lambda match: f"{match[1]}{tables[match[2]](atlas)}{match[3]}", text)


def _layers(atlas: Atlas) -> str:
    records = sorted(atlas.layers.values(), key=lambda record: (record["group"], -record["order"], record["id"]))
    rows = [
        (f"`{r['id']}`", f"{r['title']} {r['title_ko']}", r["geometry_type"], str(r["count"]), r["summary"])
        for r in records
        if r["group"] in {"armistice", "context"}
    ]
    return _table(("layer", "what", "geometry", "features", "in one sentence"), rows)


def _documents(atlas: Atlas) -> str:
    counts: dict[str, int] = {}
    for annotation in atlas.annotations:
        source = annotation["target"]["source"].rpartition(":")[2]
        counts[source] = counts.get(source, 0) + 1
    rows = [
        (f"`{d['id']}`", d["citation"], str(len(d["passages"])), str(counts.get(d["id"], 0)), d["rights"])
        for d in atlas.documents.values()
    ]
    return _table(("document", "citation", "passages", "links", "rights"), rows)


def _claims(atlas: Atlas) -> str:
    tested = [claim for claim in atlas.claims.values() if claim["verdict"] != "not testable"]
    rows = [
        (atlas.documents[claim["document"]]["short_title"], claim["title"], claim["verdict"], claim["figure_text"])
        for claim in tested
    ]
    return _table(("document", "claim", "verdict", "figure"), rows)


def _formats(_atlas: Atlas) -> str:
    specs = [module.FORMAT for module in find_formats().values()]
    return _table(("format", "what", "for"), [(f"`{spec.id}`", spec.title, spec.summary) for spec in specs])


def _sources(atlas: Atlas) -> str:
    rows = [(s["title"], f"{s['publisher']} {s['version']}".strip(), s["licence"]) for s in _carried_in(atlas.sources)]
    return _table(("source", "publisher, version", "licence"), rows)


def _carried_in(sources: Mapping[str, dict[str, Any]]) -> list[dict[str, Any]]:
    """Keep the sources whose files are carried in; the literature is cited on each card."""
    return [source for source in sources.values() if source["files"]]


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', '/') for cell in line)} |\n" for line in lines)
