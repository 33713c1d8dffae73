"""What goes into an export: the features in the extent, the passages that name them, and their sources.

The documents' rights are decided here, once: of a document whose record says ``passages``, only passages that a link
leads to are handed on, with the citation.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

import msgspec
import shapely

from koreamap.atlas import Atlas, read_atlas
from koreamap.built import read_features
from koreamap.current import atlas_dir
from koreamap.errors import ExportError
from koreamap.export._fold import fold
from koreamap.export.request import find_shown
from koreamap.manifest import read_manifest
from koreamap.model import Feature, Mention
from koreamap.model.properties import find_columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    from koreamap.drawing.extents import Bbox
    from koreamap.export.request import ExportRequest
    from koreamap.model import BuiltLayer, Document, Link, Passage, Source
    from koreamap.model.columns import Column

__all__ = [
    "ExportContent",
    "ExportLayer",
    "QuotedMention",
    "QuotedPassage",
    "find_passages",
    "gather_content",
    "read_basemap",
    "read_content",
    "read_joined",
    "read_layer",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportLayer:
    """A layer as it is handed on: its features, whole, WGS 84, sorted by id, and its entry in ``layers.json``.

    The entry's ``shown`` says whether this map shows it at first.
    """

    record: BuiltLayer
    features: tuple[Feature, ...]

    @property
    def columns(self) -> tuple[Column, ...]:
        """What its features say."""
        return find_columns(self.record.id, self.record.group)

    @property
    def looks(self) -> tuple[BuiltLayer, ...]:
        """For a legend, each look that some of its features have: its record, with title and style of the variant."""
        found = [self.record.find_style(feature.properties.status) for feature in self.features]
        variants = [
            msgspec.structs.replace(self.record, title=v.title, title_ko="", style=v.style, shape=v.shape, variants=())
            for v in self.record.variants
        ]
        return tuple(record for record in (self.record, *variants) if record.style in found)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotedPassage:
    """A passage that an export may quote.

    Parameters
    ----------
    id, document_id, label, page
        As in the document.
    number
        Its number in this export, from 1, in reading order.
    text
        Whole again, white space folded.
    offsets
        Where each of its characters stands in the document.
    citation
        Of the document, with the passage's label and page.
    """

    id: str
    document_id: str
    label: str
    page: str
    number: int
    text: str
    offsets: tuple[int, ...]
    citation: str

    @property
    def summary(self) -> dict[str, str]:
        """What an export says of it."""
        return {"id": self.id, "citation": self.citation, "text": self.text}


class QuotedMention(Mention, frozen=True, kw_only=True):
    """A mention of an exported feature, with the key of its link and those features of the export that it leads to."""

    key: str
    feature_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportContent:
    """All that a writer needs.

    Parameters
    ----------
    request
        What was asked.
    atlas
        For the rest of the records.
    layers
        In draw order; those without a feature in the extent are left out.
    passages
        That mention at least one exported feature, in reading order.
    mentions
        Of the exported features, in reading order.
    source_ids
        Of the exported features, sorted.
    """

    request: ExportRequest
    atlas: Atlas
    layers: tuple[ExportLayer, ...]
    passages: tuple[QuotedPassage, ...]
    mentions: tuple[QuotedMention, ...]
    source_ids: tuple[str, ...]
    _by_feature: Mapping[str, tuple[QuotedPassage, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the passages by feature once: every writer asks for them, feature by feature."""
        object.__setattr__(self, "_by_feature", _index_passages(self.passages, self.mentions))

    @property
    def sources(self) -> list[Source]:
        """The register's records of `source_ids`."""
        return [self.atlas.sources[id_] for id_ in self.source_ids if id_ in self.atlas.sources]

    @property
    def left_out(self) -> tuple[BuiltLayer, ...]:
        """The themes with features in the extent that are not in this export, rivals first; read anew each time."""
        rivals = {rival for layer in self.layers for rival in layer.record.rival_ids}
        themes = (r for r in self.atlas.layers.values() if r.is_theme and r.id not in self.request.layer_ids)
        absent = sorted(themes, key=lambda record: (record.id not in rivals, record.order))
        return tuple(record for record in absent if read_layer(record, self.request.bbox))

    @property
    def rivals_left_out(self) -> tuple[BuiltLayer, ...]:
        """Those of `left_out` whose lines rival a line that is in this export."""
        rivals = {rival for layer in self.layers for rival in layer.record.rival_ids}
        absent = [self.atlas.layers[id_] for id_ in sorted(rivals.difference(self.request.layer_ids))]
        return tuple(record for record in absent if read_layer(record, self.request.bbox))

    def passages_of(self, feature_id: str) -> tuple[QuotedPassage, ...]:
        """Return the passages that mention a feature, in reading order."""
        return self._by_feature.get(feature_id, ())


def read_content(request: ExportRequest, atlas: Atlas | None = None) -> ExportContent:
    """Gather what an export holds: features that touch the extent, whole, with their passages.

    Raises
    ------
    koreamap.errors.ExportError
        When no feature touches the extent.
    """
    atlas = atlas or read_atlas()
    layers = tuple(_read_layers(atlas, request))
    if not layers:
        raise ExportError(
            "extent", found=f"no feature of {', '.join(request.layer_ids)} in {request.bbox}", expected="at least one"
        )
    return gather_content(request, atlas, layers)


def gather_content(request: ExportRequest, atlas: Atlas, layers: tuple[ExportLayer, ...]) -> ExportContent:
    """Gather what goes along with layers: the passages that name their features, and their sources."""
    feature_ids = {feature.id for layer in layers for feature in layer.features}
    links = [link for link in atlas.links if feature_ids.intersection(link.feature_ids)]
    return ExportContent(
        request=request,
        atlas=atlas,
        layers=layers,
        passages=find_passages(atlas, {link.mention.passage_id for link in links}),
        mentions=tuple(_quote_mention(link, feature_ids) for link in links),
        source_ids=_sources_of(layers),
    )


def read_layer(record: BuiltLayer, bbox: Bbox | None = None) -> tuple[Feature, ...]:
    """Read the features of a built layer that touch an extent (degrees), whole, WGS 84."""
    features = _read_whole(*_find_file(record))
    if bbox is None:
        return features
    window = shapely.box(*bbox)
    shapely.prepare(window)
    touches = shapely.intersects(window, [feature.geometry for feature in features])
    return tuple(feature for feature, is_in in zip(features, touches, strict=True) if is_in)


def read_joined(record: BuiltLayer) -> BaseGeometry:
    """Read the features of a layer of lines or areas as one geometry, WGS 84: neighbours share no line any more."""
    return _join_whole(*_find_file(record))


def _find_file(record: BuiltLayer) -> tuple[Path, tuple[int, int] | None]:
    """Return a layer's file and what changes when it does."""
    path = atlas_dir() / record.file
    stamp = path.stat() if path.is_file() else None
    return path, stamp and (stamp.st_mtime_ns, stamp.st_size)


@lru_cache(maxsize=16)
def _join_whole(path: Path, stamp: tuple[int, int] | None) -> BaseGeometry:
    """Join a layer's features once; areas share their edges to the very point, which makes it cheap."""
    geometries = [feature.geometry for feature in _read_whole(path, stamp)]
    is_area = all(shapely.get_dimensions(geometries) == 2)
    return (shapely.coverage_union_all if is_area else shapely.union_all)(geometries)


@lru_cache(maxsize=64)
def _read_whole(path: Path, _stamp: tuple[int, int] | None) -> tuple[Feature, ...]:
    """Read a layer's file once for as long as it stays as it is; features do not change."""
    items = read_features(read_manifest(path.parent), path.name)
    geometries = shapely.from_geojson([bytes(item.geometry) for item in items])
    return tuple(
        Feature(id=item.id, geometry=geometry, properties=item.properties)
        for item, geometry in zip(items, geometries, strict=True)
    )


def read_basemap(content: ExportContent) -> tuple[ExportLayer, ...]:
    """Read the basemap, lowest first, whole whatever the extent; of Korea's land only the finest scale."""
    records = [record for record in content.atlas.layers.values() if record.is_basemap]
    korea = sorted((record for record in records if "korea" in record.id), key=lambda record: record.min_zoom)
    coarse = {record.id for record in korea[:-1]}
    least = min((record.min_zoom for record in korea), default=0)
    kept = [
        msgspec.structs.replace(record, min_zoom=least, max_zoom=24) if record in korea else record
        for record in records
        if record.id not in coarse
    ]
    return tuple(
        ExportLayer(record=record, features=read_layer(record))
        for record in sorted(kept, key=lambda record: (record.order, record.id))
    )


def _read_layers(atlas: Atlas, request: ExportRequest) -> Iterable[ExportLayer]:
    shown = find_shown(atlas, request)
    for layer_id in request.layer_ids:
        record = msgspec.structs.replace(atlas.layers[layer_id], shown=layer_id in shown)
        features = read_layer(record, request.bbox)
        if request.clip and request.bbox:
            features = tuple(_clip(feature, shapely.box(*request.bbox)) for feature in features)
        if kept := tuple(feature for feature in features if not feature.geometry.is_empty):
            yield ExportLayer(record=record, features=kept)


def _clip(feature: Feature, window: shapely.Polygon) -> Feature:
    """Cut a feature at a window; where it only touches it, nothing of its kind is left."""
    cut = shapely.get_parts(shapely.intersection(feature.geometry, window))
    of_kind = cut[shapely.get_dimensions(cut) == shapely.get_dimensions(feature.geometry)]
    return msgspec.structs.replace(feature, geometry=shapely.union_all(of_kind))


def find_passages(atlas: Atlas, wanted: set[str]) -> tuple[QuotedPassage, ...]:
    """Return passages by id, in reading order, numbered from 1; none that an export may not quote."""
    linked = {link.mention.passage_id for link in atlas.links}
    found = [
        (document, passage)
        for document in atlas.documents.values()
        for passage in document.passages
        if passage.id in wanted and (document.quotable == "all" or passage.id in linked)
    ]
    return tuple(_quote_passage(*item, number=number) for number, item in enumerate(found, start=1))


def _quote_passage(document: Document, passage: Passage, *, number: int) -> QuotedPassage:
    text, offsets = fold(document.text, passage.slices)
    return QuotedPassage(
        id=passage.id,
        document_id=document.id,
        label=passage.label,
        page=passage.page,
        number=number,
        text=text,
        offsets=offsets,
        citation=_cite(document, passage),
    )


def _index_passages(
    passages: Sequence[QuotedPassage], mentions: Iterable[QuotedMention]
) -> dict[str, tuple[QuotedPassage, ...]]:
    by_passage: dict[str, set[str]] = {}
    for mention in mentions:
        by_passage.setdefault(mention.passage_id, set()).update(mention.feature_ids)
    found: dict[str, list[QuotedPassage]] = {}
    for passage in passages:
        for feature_id in by_passage.get(passage.id, ()):
            found.setdefault(feature_id, []).append(passage)
    return {feature_id: tuple(quoted) for feature_id, quoted in found.items()}


def _cite(document: Document, passage: Passage) -> str:
    page = f", p. {passage.page}" if passage.page else ""
    return f"{document.citation.rstrip('.')}, {passage.label}{page}."


def _quote_mention(link: Link, feature_ids: set[str]) -> QuotedMention:
    led = tuple(id_ for id_ in link.feature_ids if id_ in feature_ids)
    return QuotedMention(**msgspec.structs.asdict(link.mention), key=link.key, feature_ids=led)


def _sources_of(layers: Sequence[ExportLayer]) -> tuple[str, ...]:
    ids = {
        source_id
        for layer in layers
        for feature in layer.features
        for source_id in feature.properties.source_ids.split(";")
        if source_id
    }
    return tuple(sorted(ids | {id_ for layer in layers for id_ in layer.record.source_ids}))
