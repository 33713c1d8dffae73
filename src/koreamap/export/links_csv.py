"""CSV of the links: one row a mention and feature, for a spreadsheet; and of tables that lie beside other formats."""

from __future__ import annotations

import csv
import io
from operator import attrgetter
from types import SimpleNamespace
from typing import TYPE_CHECKING

from msgspec import structs

from koreamap.export._record_tables import StatementRow, list_statements
from koreamap.export._terms import SAID_FILE, find_layer_terms
from koreamap.export.spec import FormatSpec
from koreamap.translation import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from koreamap.export.content import ExportContent
    from koreamap.export.spec import Progress

__all__ = ["FORMATS", "guard", "passages_csv", "statements_csv", "write"]

FORMATS = (
    FormatSpec(
        id="links-csv",
        title=N_("Links (CSV)"),
        summary=N_("One row a mention and feature, with quote, passage and citation, for a spreadsheet."),
        suffix=".csv",
        media_type="text/csv",
        kind="data",
        order=170,
        tells_words=True,
    ),
)

_COLUMNS = {
    "feature_id": "feature.feature_id",
    "feature": "feature.name",
    "layer": "feature.layer",
    "document": "mention.document_id",
    "passage": "mention.passage_id",
    "label": "passage.label",
    "page": "passage.page",
    "start": "mention.start",
    "end": "mention.end",
    "exact": "mention.exact",
    "prefix": "mention.prefix",
    "suffix": "mention.suffix",
    "made_by": "mention.made_by",
    "grade": "mention.grade",
    "citation": "passage.citation",
    "attribution": "terms",
}
"""Column -> where a row takes it from."""

_FORMULA = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
"""With the full-width forms, which a spreadsheet takes for the same."""


def guard(value: object) -> str:
    """Write a cell that no spreadsheet takes for a formula: an apostrophe stands before what could begin one.

    Examples
    --------
    >>> guard("=1+1")
    "'=1+1"
    >>> guard(38)
    '38'
    """
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def write(content: ExportContent, out: Path, progress: Progress) -> None:
    """Write the links."""
    progress("links")
    features = {feature.id: feature.properties for layer in content.layers for feature in layer.features}
    terms = {layer.record.id: str(find_layer_terms(layer.record, content.atlas.sources)) for layer in content.layers}
    passages = {passage.id: passage for passage in content.passages}
    rows = (
        SimpleNamespace(
            feature=features[id_],
            mention=mention,
            passage=passages[mention.passage_id],
            terms=terms[features[id_].layer],
        )
        for mention in content.mentions
        for id_ in mention.feature_ids
    )
    out.write_bytes(_to_csv(tuple(_COLUMNS), map(attrgetter(*_COLUMNS.values()), rows)))


def passages_csv(content: ExportContent) -> bytes:
    """Return the passages of every feature as CSV, for formats that cannot hold them.

    Returns
    -------
    ``feature_id``, ``passage``, ``citation``, ``text``; UTF-8 with a byte order mark.
    """
    rows = (
        (feature.id, passage.id, passage.citation, passage.text)
        for layer in content.layers
        for feature in layer.features
        for passage in content.passages_of(feature.id)
    )
    return _to_csv(("feature_id", "passage", "citation", "text"), rows)


def statements_csv(content: ExportContent) -> dict[str, bytes]:
    """Return what each side said of the features as a CSV file under its name; none where there is nothing.

    Returns
    -------
    The columns of the table of statements, then ``sources``: their citations. UTF-8 with a byte order mark.
    """
    columns = StatementRow.__struct_fields__
    sources = content.atlas.sources
    rows = [
        (*structs.astuple(row), " ".join(sources[id_].citation for id_ in row.source_ids.split(";")))
        for row in list_statements(content)
    ]
    return {SAID_FILE: _to_csv((*columns, "sources"), rows)} if rows else {}


def _to_csv(head: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([guard(cell) for cell in row] for row in rows)
    return stream.getvalue().encode("utf-8-sig")
