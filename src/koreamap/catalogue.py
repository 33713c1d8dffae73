"""Keep the tables in ``docs/`` true: what stands between two marks is written from the specs and the findings."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from koreamap.beside import put_file
from koreamap.errors import BuildError
from koreamap.export import find_formats
from koreamap.home import find_home

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from koreamap.atlas import Atlas
    from koreamap.model import BuiltFinding

__all__ = ["fill_tables", "find_pages", "write_tables"]

_MARKED = re.compile(r"(<!-- table: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def find_pages() -> list[Path]:
    """Return the pages of the checkout's ``docs/``; none in an installed wheel."""
    return sorted((find_home() / "docs").glob("*.md"))


def write_tables(pages: Sequence[Path], atlas: Atlas) -> None:
    """Renew the tables of all pages, which together hold each once: written beside, then renamed.

    Raises
    ------
    koreamap.errors.BuildError
        As `fill_tables`, and when a table stands on no page or on several; nothing is written then.
    """
    texts = {page: page.read_text(encoding="utf-8") for page in pages}
    marks = [mark for text in texts.values() for _all, mark, _end in _MARKED.findall(text)]
    if sorted(marks) != sorted(_TABLES):
        raise BuildError(
            "tables in docs", found=", ".join(marks) or "none", expected=f"each once: {', '.join(_TABLES)}"
        )
    filled = {page: fill_tables(text, atlas) for page, text in texts.items()}
    for page, text in filled.items():
        put_file(page, text.encode())


def fill_tables(text: str, atlas: Atlas) -> str:
    """Return a page with its tables renewed; each stands between ``<!-- table: name -->`` and ``<!-- end -->``.

    Stops with `BuildError` when a mark names no known table.
    """

    def fill(match: re.Match[str]) -> str:
        if match[2] not in _TABLES:
            raise BuildError("table in docs", found=match[2], expected=f"one of {', '.join(_TABLES)}")
        return f"{match[1]}{_TABLES[match[2]](atlas)}{match[3]}"

    return _MARKED.sub(fill, text)


def _layers(atlas: Atlas) -> str:
    records = sorted(atlas.layers.values(), key=lambda record: (record.group, -record.order, record.id))
    rows = [
        (f"`{r.id}`", f"{r.title} {r.title_ko}", r.geometry_type, str(r.count), r.summary)
        for r in records
        if r.group in {"main", "context"}
    ]
    return _table(("layer", "what", "geometry", "features", "in one sentence"), rows)


def _documents(atlas: Atlas) -> str:
    counts = Counter(link.mention.document_id for link in atlas.links)
    rows = [
        (f"`{d.id}`", d.citation, str(len(d.passages)), str(counts[d.id]), d.rights) for d in atlas.documents.values()
    ]
    return _table(("document", "citation", "passages", "links", "rights"), rows)


def _claims(atlas: Atlas) -> str:
    tested = [claim for claim in atlas.claims.values() if claim.verdict != "not testable"]
    rows = [
        (atlas.documents[claim.document_id].short_title, claim.title, _name_verdict(claim), claim.figure_text)
        for claim in tested
    ]
    return _table(("document", "claim", "verdict", "figure"), rows)


def _name_verdict(claim: BuiltFinding) -> str:
    return f"{claim.verdict}: {claim.share}" if claim.share else claim.verdict


def _formats(_atlas: Atlas) -> str:
    specs = [format_.spec for format_ in find_formats().values()]
    return _table(("format", "what", "for"), [(f"`{spec.id}`", spec.title, spec.summary) for spec in specs])


def _sources(atlas: Atlas) -> str:
    """List the sources whose files are carried in; the literature is cited on each card."""
    carried = [source for source in atlas.sources.values() if source.files]
    rows = [(s.title, f"{s.publisher} {s.version}".strip(), s.licence) for s in carried]
    return _table(("source", "publisher, version", "licence"), rows)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', '/') for cell in line)} |\n" for line in lines)


_TABLES: Mapping[str, Callable[[Atlas], str]] = {
    "layers": _layers,
    "documents": _documents,
    "claims": _claims,
    "formats": _formats,
    "sources": _sources,
}
