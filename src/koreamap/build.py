"""Make every built file in memory, then write all of them or none.

The same inputs give the same bytes: ids are sorted, decimals fixed, and no clock is read.
"""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

from koreamap.annotations import build_page
from koreamap.built import BuiltDocuments, BuiltFindings, BuiltGazetteer, BuiltLayers, BuiltStatements, encode_lines
from koreamap.claims import Reference, check_claims, find_claims
from koreamap.claims._evidence import build_layers
from koreamap.claims._profiles import build_profiles
from koreamap.claims._record import to_records
from koreamap.describing import count_mentions, describe_layer, describe_places, encode_layer
from koreamap.drawing.credit import find_credit
from koreamap.drawing.web_style import write_web_style
from koreamap.errors import BuildError
from koreamap.export._style_files import write_style_files
from koreamap.gazetteer import read_places
from koreamap.geojson import find_written
from koreamap.layers import build_layer, find_layers
from koreamap.layers._land import split_korea
from koreamap.layers._texts import fill_texts
from koreamap.manifest import MANIFEST, write_manifest
from koreamap.schema import build_schemas
from koreamap.sources import read_sources
from koreamap.statements import read_statements
from koreamap.text.documents import read_documents
from koreamap.text.links import count_links, find_links

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from koreamap.drawing.credit import Credit
    from koreamap.export._qgis.names import Layers
    from koreamap.model import BuiltLayer, Document, Layer, Link, Place, Source

    Progress = Callable[[str], None]

__all__ = ["build_files", "check_files", "compare_files", "count_steps", "write_files"]

_STAGING = ".layers.new"
_PREVIOUS = ".layers.old"


def count_steps() -> int:
    """Return how often `build_files` will report progress."""
    return len(find_layers()) + 3


def build_files(progress: Progress = lambda _step: None) -> dict[str, bytes]:
    """Build every layer, document, mention and link, and test every claim.

    Stops with `KoreamapError` when a source, record, document, layer, mention, link or claim is not as it must be.

    Returns
    -------
    File name -> bytes, all that belongs in ``layers/``, the manifest too; a schema's name begins with its folder.
    """
    places = read_places()
    documents = read_documents()
    progress("links")
    links = find_links(documents, places)
    counts = count_links(links)
    layers = []
    for module in find_layers():
        progress(module.SPEC.id)
        layers.append(count_mentions(build_layer(module, places), counts))
    places, layers = fill_texts(places, layers)
    progress("claims")
    evidence, findings = _test_claims(places, documents, layers)
    layers += evidence
    built = tuple(map(describe_layer, layers))
    sources = read_sources()
    credits_ = {record.id: find_credit(record, sources) for record in built}
    _check_features_exist(links, layers, places)
    progress("catalogue")
    others = [(record, layer.features) for layer, record in zip(layers, built, strict=True)]
    files = {"style.json": write_web_style(others, credits_)}
    for layer, record in zip(layers, built, strict=True):
        files |= _layer_files(layer, record, credits_[record.id], others)
    catalogue = {
        "layers": BuiltLayers(layers=built),
        "places": _build_gazetteer(places, layers, sources),
        "findings": findings,
        "documents": BuiltDocuments(documents=documents),
        "links": build_page(links),
        "statements": _build_statements(places, sources),
    }
    files |= {f"{stem}.json": encode_lines(record) for stem, record in catalogue.items()}
    files |= {f"schemas/{name}": data for name, data in build_schemas().items()}
    return files | {MANIFEST: write_manifest(files)}


def write_files(files: Mapping[str, bytes], folder: Path) -> None:
    """Replace `folder`, which is ``layers/``, with `files`, by name: written beside it, then renamed.

    A killed build leaves the old folder whole; one killed between the two renames is mended by the next.

    Stops with `OSError` when the disk is full or the folder cannot be written; the old one then stands as it was.
    """
    staging, previous = folder.parent / _STAGING, folder.parent / _PREVIOUS
    if previous.exists() and not folder.exists():
        previous.rename(folder)
    shutil.rmtree(staging, ignore_errors=True)
    shutil.rmtree(previous, ignore_errors=True)
    staging.mkdir(parents=True)
    for name, data in files.items():
        (staging / name).parent.mkdir(exist_ok=True)
        with (staging / name).open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
    if folder.exists():
        folder.rename(previous)
    staging.rename(folder)
    shutil.rmtree(previous, ignore_errors=True)


def compare_files(files: Mapping[str, bytes], folder: Path) -> tuple[str, ...]:
    """Name the files of `folder` that are missing, left over or different from `files`, sorted."""
    there = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return tuple(sorted(name for name in there.keys() | files.keys() if there.get(name) != files.get(name)))


def check_files(folder: Path, progress: Progress = lambda _step: None) -> int:
    """Rebuild in memory, compare with what is committed in `folder`, and return how many files agree.

    Raises
    ------
    koreamap.errors.BuildError
        When any file is missing, left over or different.
    """
    files = build_files(progress)
    different = compare_files(files, folder)
    if different:
        raise BuildError(
            "layers", found=f"differences in {', '.join(different)}", expected="what the build makes", file=folder
        )
    return len(files)


def _test_claims(
    places: Mapping[str, Place], documents: Sequence[Document], layers: Sequence[Layer]
) -> tuple[tuple[Layer, ...], BuiltFindings]:
    """Return the layers of evidence and what ``findings.json`` holds."""
    reference = Reference(
        places=places,
        features={feature.id: feature for layer in layers for feature in layer.features},
        documents={document.id: document for document in documents},
        land=split_korea("osm-land/land-50m.geojson")[0],
    )
    tests = find_claims()
    found = check_claims(reference, tests)
    profiles = build_profiles(reference, tests)
    return build_layers(found), BuiltFindings(claims=to_records(found, tests, reference), profiles=profiles)


def _layer_files(layer: Layer, record: BuiltLayer, credit: Credit, others: Layers) -> dict[str, bytes]:
    """Write a layer's GeoJSON, which says whose it is, and the style and metadata beside it."""
    styles = write_style_files(record, layer.features, find_written(layer), credit, others=others)
    return {record.file: encode_layer(layer, record, attribution=credit.attribution, licence=credit.licence)} | styles


def _check_features_exist(links: Sequence[Link], layers: Sequence[Layer], places: Mapping[str, Place]) -> None:
    """Refuse a link to a feature that no layer drew, and a place that its layer forgot."""
    drawn = {feature.id for layer in layers for feature in layer.features}
    linked = {feature_id for link in links for feature_id in link.feature_ids}
    promised = {place.id for place in places.values() if place.layer}
    missing = sorted((linked | promised) - drawn)
    if missing:
        raise BuildError("features", found=f"none for {', '.join(missing)}", expected="one drawn by a layer")


def _build_gazetteer(
    places: Mapping[str, Place], layers: Sequence[Layer], sources: Mapping[str, Source]
) -> BuiltGazetteer:
    boxes = {feature.id: feature.geometry.bounds for layer in layers for feature in layer.features}
    return BuiltGazetteer(
        places=describe_places(places, boxes),
        sources=tuple(source for _id, source in sorted(sources.items())),
    )


def _build_statements(places: Mapping[str, Place], sources: Mapping[str, Source]) -> BuiltStatements:
    content = read_statements(places, sources)
    return BuiltStatements(
        sides=content.side, parties=content.party, matters=content.matter, statements=content.statement
    )
