"""The tables beside the layers: passages, mentions, claims, statements, documents, sources; a row is a record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, NamedTuple, TypeVar

import msgspec

from koreamap.drawing.curves import describe_curve
from koreamap.drawing.matters import find_party, statements_on
from koreamap.export._table import Table
from koreamap.model.columns import find_columns_of
from koreamap.model.record import Record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from koreamap.export.content import ExportContent, ExportLayer
    from koreamap.model import BuiltFinding, Matter, Measure, Reading, Statement

__all__ = [
    "RECORD_TABLES",
    "RecordTable",
    "StatementRow",
    "find_sources",
    "find_told",
    "list_claims",
    "list_statements",
    "to_record_tables",
]


Row = TypeVar("Row", bound=Record)

_OFFSETS = {"start_offset": "start", "end_offset": "end"}


def _row(title: str | None = None, comment: str = "", *, form: str = "line") -> msgspec.Meta:
    return msgspec.Meta(title=title, description=comment, extra={"form": form})


class PassageRow(Record, frozen=True, kw_only=True, rename={"document": "document_id"}):
    """A passage that may be quoted."""

    id: str
    document: str
    label: Annotated[str, _row(comment="For a citation: its number in its section")]
    page: Annotated[str, _row(comment="On which it begins, where the text marks pages")]
    text: Annotated[str, _row(form="text")]
    citation: Annotated[str, _row(form="text")]
    number: Annotated[int, _row(comment="In this export, from 1, in reading order")]


class MentionRow(Record, frozen=True, kw_only=True, rename=_OFFSETS | {"document": "document_id", "place": "place_id"}):
    """A mention of a feature; one of a group has a row for each of the group's features."""

    key: str
    document: str
    passage_id: Annotated[str, _row("Passage")]
    place: str
    feature_id: Annotated[str, _row("Id", "The feature that it names, itself or through a group")]
    exact: Annotated[str, _row("Words")]
    prefix: Annotated[str, _row("Words before")]
    suffix: Annotated[str, _row("Words after")]
    start_offset: Annotated[int, _row("Start in the text", "In the document's text, Unicode code points from 0")]
    end_offset: Annotated[int, _row("End in the text", "In the document's text, Unicode code points, exclusive")]
    made_by: Annotated[str, _row("Linked by", "rule or curated")]
    grade: Annotated[str, _row("How sure", "exact, variant or demonym; what a person said is exact")]


class ClaimRow(
    Record, frozen=True, kw_only=True, rename=_OFFSETS | {"document": "document_id", "figure": "figure_text"}
):
    """What a document claims, and what testing it found."""

    id: str
    title: str
    document: str
    passage_id: Annotated[str, _row("Passage")]
    exact: Annotated[str, _row("Words")]
    restated: str
    tolerance: str
    tolerance_reason: str
    verdict: str
    share: Annotated[str, _row("How much holds", "Of a claim that is partly supported")]
    figure: str
    summary: str
    measures: Annotated[str, _row(comment="One measured value a line, with its uncertainty")]
    readings: Annotated[str, _row(comment="One way to read the words a line: its value and its verdict")]
    curves: Annotated[str, _row(comment="A line for each threshold that decides: the result under others")]
    method: Annotated[str, _row("How it was tested", form="text")]
    caveats: str
    sources: str
    within_uncertainty: Annotated[int, _row(comment="1 where the geometries' own uncertainty could turn the verdict")]
    outside: Annotated[int, _row(comment="1 where it rests on knowledge from outside the documents and the map")]
    start_offset: Annotated[int, _row("Start in the text", "In the document's text, Unicode code points from 0")]
    end_offset: Annotated[int, _row("End in the text", "In the document's text, Unicode code points, exclusive")]


class StatementRow(Record, frozen=True, kw_only=True):
    """What a side said of a matter; one that stands on the cards of several features has a row for each of them."""

    id: str
    matter: Annotated[str, _row("Matter (id)")]
    about: Annotated[str, _row("Matter", "What both sides have a word on")]
    feature_id: Annotated[str, _row("Feature", "On whose card it stands")]
    date: Annotated[str, _row(comment="When it was said or done, as an EDTF date")]
    party: Annotated[str, _row(comment="Who said it")]
    side: Annotated[str, _row(comment="The side that the party belongs to; neither comes first by standing")]
    said: Annotated[str, _row(comment="In a sentence of koreamap's, not a quotation", form="text")]
    draws: Annotated[str, _row("On the map", "Places that it drew, agreed to or proclaimed; parted by semicolons")]
    source_ids: Annotated[str, _row("Sources", "Into the table sources; parted by semicolons")]


class DocumentRow(Record, frozen=True, kw_only=True):
    """A document's catalogue record."""

    id: str
    title: str
    author: str
    date: str
    citation: Annotated[str, _row(form="text")]
    address: str
    rights: Annotated[str, _row(comment="On which terms the document may be quoted", form="text")]
    note: Annotated[str, _row(form="text")]
    sha256: Annotated[str, _row(comment="Of the text in which the offsets count")]


class SourceRow(Record, frozen=True, kw_only=True):
    """Where geometries, names and values come from."""

    id: str
    title: str
    kind: Annotated[str, _row(comment="primary, official, scholarly, press, tertiary, dataset, own or none")]
    creators: Annotated[str, _row(comment="Who made it; several are parted by semicolons")]
    publisher: str
    date: Annotated[str, _row(comment="Of the work, or of what the data say, as an EDTF date")]
    container: Annotated[str, _row("In", "The journal, series or volume that it stands in")]
    number: str
    locator: Annotated[str, _row(comment="Where in it")]
    archive: Annotated[str, _row(comment="Who keeps the original, and under what")]
    address: str
    accessed: Annotated[str, _row(comment="When it was read, as an EDTF date")]
    read: Annotated[str, _row(comment="How much of it was read: whole, excerpt or none")]
    supports: Annotated[str, _row(comment="What it is cited for", form="text")]
    version: str
    licence: Annotated[str, _row(comment="On which terms the source may be used")]
    attribution: Annotated[str, _row(comment="What must stand beside the data")]
    note: Annotated[str, _row(form="text")]


class RecordTable(NamedTuple):
    """A table: its title, what its rows are, its key, which column names a row, and how the rows are gathered."""

    title: str
    row: type[Record]
    key: tuple[str, ...]
    named_by: str
    gather: Callable[[ExportContent, Sequence[ExportLayer]], Iterable[Record]]


def to_record_tables(content: ExportContent, basemap: Sequence[ExportLayer]) -> tuple[Table, ...]:
    """Return the tables in the order of `RECORD_TABLES`; the sources of the basemap too."""
    return tuple(
        Table(
            name=name,
            title=table.title,
            description=f"{table.title} of the koreamap explorer.",
            columns=find_columns_of(table.row),
            key=table.key,
            rows=[msgspec.structs.astuple(row) for row in table.gather(content, basemap)],
        )
        for name, table in RECORD_TABLES.items()
    )


def find_sources(content: ExportContent, basemap: Sequence[ExportLayer]) -> list[SourceRow]:
    """Return all sources by id: of the layers, of the basemap under them, of what the tables beside them say."""
    ids = {*content.source_ids, *(id_ for layer in basemap for id_ in layer.record.source_ids)}
    ids |= {id_ for claim in _find_claims(content) for id_ in claim.source_ids}
    ids |= {id_ for _matter, said, _features in _find_statements(content) for id_ in said.source_ids}
    sources = (content.atlas.sources[id_] for id_ in sorted(ids) if id_ in content.atlas.sources)
    return [_to_row(SourceRow, source, creators="; ".join(source.creators)) for source in sources]


def list_claims(content: ExportContent) -> list[ClaimRow]:
    """List the findings that an export speaks of: claims of which a place or a piece of evidence goes along, or none.

    Returns
    -------
    In reading order. The quote is left out where the document's rights do not let its passage be handed on.
    """
    linked = {link.mention.passage_id for link in content.atlas.links}
    rows = []
    for claim in _find_claims(content):
        is_free = content.atlas.documents[claim.document_id].quotable == "all" or claim.passage_id in linked
        rows.append(_to_claim(claim, exact=claim.exact if is_free else ""))
    return rows


def _find_claims(content: ExportContent) -> Iterable[BuiltFinding]:
    features = _feature_ids(content)
    for claim in content.atlas.claims.values():
        wanted = _features_of(claim, content)
        if not wanted or not features.isdisjoint(wanted):
            yield claim


def _feature_ids(content: ExportContent) -> set[str]:
    return {feature.id for layer in content.layers for feature in layer.features}


def list_statements(content: ExportContent) -> list[StatementRow]:
    """List what each side said of the matters that an export's features stand for, matter by matter, by date."""
    return [
        _to_statement(matter, statement, feature_id, content)
        for matter, statement, features in _find_statements(content)
        for feature_id in features
    ]


def find_told(content: ExportContent) -> set[str]:
    """Return the ids of the features that stand for a matter that the sides have a word on."""
    return {id_ for _matter, _statement, features in _find_statements(content) for id_ in features}


def _find_statements(content: ExportContent) -> Iterable[tuple[Matter, Statement, Sequence[str]]]:
    """Yield each statement on a matter with the exported features on whose cards it stands, at least one."""
    there = _feature_ids(content)
    for matter in content.atlas.said.matters:
        if features := [id_ for id_ in matter.places if id_ in there]:
            for statement in statements_on(matter, content.atlas):
                yield matter, statement, features


def _to_statement(matter: Matter, statement: Statement, feature_id: str, content: ExportContent) -> StatementRow:
    party = find_party(statement, content.atlas)
    side = next(side for side in content.atlas.said.sides if side.id == party.side)
    return _to_row(
        StatementRow,
        statement,
        matter=matter.id,
        about=matter.title,
        feature_id=feature_id,
        party=party.title,
        side=side.title,
        draws=";".join(statement.draws),
        source_ids=";".join(statement.source_ids),
    )


def _features_of(claim: BuiltFinding, content: ExportContent) -> set[str]:
    places = (place for place in claim.place_ids if place in content.atlas.places)
    return {*claim.evidence_ids, *(id_ for place in places for id_ in content.atlas.features_of(place))}


def _to_claim(claim: BuiltFinding, *, exact: str) -> ClaimRow:
    return _to_row(
        ClaimRow,
        claim,
        exact=exact,
        measures="\n".join(map(_write_measure, claim.measures)),
        readings="\n".join(map(_write_reading, claim.readings)),
        curves="\n".join(map(describe_curve, claim.curves)),
        caveats="\n".join(claim.caveats),
        sources="; ".join(claim.source_ids),
        within_uncertainty=int(claim.within_uncertainty),
        outside=int(claim.outside),
    )


def _write_measure(measure: Measure) -> str:
    """Write a value in full, for those who calculate on: ``Daecheongdo: 6.312 ± 0.221 nm``."""
    note = f" ({measure.note})" if measure.note else ""
    return f"{measure.label}: {_write_value(measure)}{note}"


def _write_reading(reading: Reading) -> str:
    return f"{reading.text}: {_write_value(reading)}: {reading.verdict}"


def _write_value(measured: Measure | Reading) -> str:
    doubt = "" if measured.uncertainty is None else f" ± {measured.uncertainty:g}"
    return f"{measured.value:g}{doubt} {measured.unit}"


def _list_passages(content: ExportContent, _basemap: object) -> Iterable[PassageRow]:
    return (_to_row(PassageRow, passage) for passage in content.passages)


def _list_mentions(content: ExportContent, _basemap: object) -> Iterable[MentionRow]:
    for mention in content.mentions:
        for feature_id in mention.feature_ids:
            yield _to_row(MentionRow, mention, feature_id=feature_id)


def _list_documents(content: ExportContent, _basemap: object) -> Iterable[DocumentRow]:
    return (_to_row(DocumentRow, document) for document in content.atlas.documents.values())


def _to_row(type_: type[Row], record: object, **more: object) -> Row:
    """Fill a row from a record: each column that is not in `more` from the field of its name, or of its `rename`."""
    # Read from the class itself: `msgspec.structs.fields` would evaluate every annotation anew, for each row.
    names = zip(type_.__struct_fields__, type_.__struct_encode_fields__, strict=True)
    return type_(**{column: getattr(record, name) for column, name in names if column not in more}, **more)


RECORD_TABLES = {
    "passages": RecordTable("Passages", PassageRow, ("id",), "label", _list_passages),
    "mentions": RecordTable("Mentions", MentionRow, ("key", "feature_id"), "exact", _list_mentions),
    "claims": RecordTable("Claims and findings", ClaimRow, ("id",), "title", lambda content, _: list_claims(content)),
    "statements": RecordTable(
        "Statements of both sides",
        StatementRow,
        ("id", "matter", "feature_id"),
        "party",
        lambda content, _: list_statements(content),
    ),
    "documents": RecordTable("Documents", DocumentRow, ("id",), "title", _list_documents),
    "sources": RecordTable("Sources", SourceRow, ("id",), "title", find_sources),
}
"""Table -> what it holds."""
