"""Join a user's own documents, places and layers with what the build made, into one folder of the same form.

What the app, the exports and the tables read is then whole, and none of them knows of two kinds of documents. The
joined files lie in the user's own folder, in one named after all that they were made from; `koreamap.current` reads
which. What is broken is left out, named, and hides nothing else. The claims stay as they were built.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from koreamap import __version__
from koreamap.annotations import build_page
from koreamap.atlas import read_atlas
from koreamap.built import BuiltDocuments, encode_lines
from koreamap.compose._files import point_at, write_one, write_set
from koreamap.compose._layers import join_layers
from koreamap.current import composed_dir
from koreamap.errors import KoreamapError
from koreamap.geojson import dumps
from koreamap.home import geodata_dir, layers_dir
from koreamap.limits import MENTIONS
from koreamap.manifest import MANIFEST, read_manifest, write_manifest
from koreamap.model import Link, Mention, Record
from koreamap.own import read_own_layers
from koreamap.personal import own_documents_dir, own_layers_dir, personal_dir
from koreamap.text.curation import read_curation
from koreamap.text.documents import find_folder, read_own_documents
from koreamap.text.links import count_links, link_mentions
from koreamap.text.mentions import check_mention, find_mentions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from koreamap.atlas import Atlas
    from koreamap.manifest import Manifest
    from koreamap.model import Document, Place

__all__ = ["Composed", "compose", "refresh"]

_PROBLEMS = "problems.json"
_LINKED = "linked"
"""Folder of the mentions of each document, kept under a name of all that they depend on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed:
    """What a user's own things came to.

    Parameters
    ----------
    documents, places
        How many were joined.
    problems
        What was left out and why, a sentence each.
    """

    documents: int = 0
    places: int = 0
    problems: tuple[str, ...] = ()


class _Mentions(Record, frozen=True, kw_only=True):
    mentions: tuple[Mention, ...]


class _Row(Record, frozen=True, kw_only=True):
    """A feature of a built file, of which only the count of mentions is looked at."""

    type: str
    id: str
    properties: dict[str, str | float | int | None]
    geometry: dict[str, object]

    def count(self, counts: Mapping[str, int]) -> dict[str, str | float | int | None]:
        return self.properties | {"mention_count": counts.get(self.id, 0)}


class _Collection(Record, frozen=True, kw_only=True):
    """A built file of features, in the order in which its members are written."""

    type: str
    title: str
    attribution: str
    license: str
    bbox: tuple[float, ...]
    features: tuple[_Row, ...]


def refresh(progress: Callable[[str], None] = lambda _step: None) -> Composed:
    """Compose anew where the user's things, or the build, are other than those last composed.

    Stops with `BuildError` when the project's own built files are missing or broken, or there is no room.

    Parameters
    ----------
    progress
        Told the id of each document as its turn comes.
    """
    inputs = _find_inputs()
    if not inputs:
        point_at("")
        return Composed()
    key = _find_key((inputs, MENTIONS.read()))
    folder = composed_dir() / key
    if not (folder / MANIFEST).is_file():
        composed, files = compose(progress)
        write_set(folder, files | {_PROBLEMS: msgspec.json.encode(composed)})
    point_at(key)
    return _read_composed(folder)


def compose(progress: Callable[[str], None] = lambda _step: None) -> tuple[Composed, dict[str, bytes]]:
    """Join the user's things with the built ones.

    Stops with `BuildError` when the built files are missing or broken.

    Returns
    -------
    What it came to; and file name -> bytes of every built file, those that are other than the project's made anew.
    """
    manifest = read_manifest(layers_dir())
    atlas = read_atlas(manifest.folder)
    own = read_own_layers(own_layers_dir())
    own_places = {place.id: place for layer in own.layers for place in layer.places}
    shelf, problems = _read_shelf(atlas)
    links, faults = _link(shelf, atlas.places, own_places, progress)
    documents = sorted((*atlas.documents.values(), *shelf), key=lambda document: (document.date, document.id))
    ordered = _order((*atlas.links, *links), documents)
    counts = count_links(ordered)
    catalogue, drawn = join_layers(atlas, own.layers, counts)
    catalogue |= {"documents": BuiltDocuments(documents=tuple(documents)), "links": build_page(ordered)}
    files = {name: manifest.read(name) for name in manifest.digests}
    files |= _recount(manifest, atlas, counts) | drawn
    files |= {f"{stem}.json": encode_lines(record) for stem, record in catalogue.items()}
    files[MANIFEST] = write_manifest(files)
    problems += [*faults, *map(str, own.problems)]
    return Composed(documents=len(shelf), places=len(own_places), problems=tuple(problems)), files


def _find_inputs() -> list[tuple[str, int, int]]:
    """List the files of the user's documents, places and layers, with what changes when they do."""
    folder = personal_dir()
    return [
        (path.relative_to(folder).as_posix(), stat.st_size, stat.st_mtime_ns)
        for part in (own_documents_dir(), own_layers_dir())
        for path in sorted(part.rglob("*"))
        if path.is_file() and (stat := path.stat())
    ]


def _find_key(inputs: object) -> str:
    """Name a composed set after all that it is made from."""
    forms = [(geodata_dir() / name).read_bytes() for name in ("forms.toml", "namesakes.toml")]
    return _digest(__version__, read_manifest(layers_dir()).digests, inputs, *forms)


def _digest(*parts: object) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


def _read_shelf(atlas: Atlas) -> tuple[list[Document], list[str]]:
    """Read the user's documents that can be read and bear no id of the project's."""
    found = read_own_documents()
    problems = [str(fault) for fault in found.faults]
    problems += [
        f"document {document.id}: found an id of the project's, expected another; it is left out"
        for document in found.documents
        if document.id in atlas.documents
    ]
    return [document for document in found.documents if document.id not in atlas.documents], problems


def _link(
    documents: Sequence[Document],
    places: Mapping[str, Place],
    own: Mapping[str, Place],
    progress: Callable[[str], None],
) -> tuple[list[Link], list[str]]:
    """Link each document; one whose curation is wrong stays without links, and is named."""
    links: list[Link] = []
    faults: list[str] = []
    for document in documents:
        progress(document.id)
        try:
            mentions = _find_mentions(document, places, own)
            MENTIONS.check(f"document {document.id}", len(mentions))
            links += link_mentions([document], mentions, {**places, **own})
        except KoreamapError as error:
            faults.append(str(error))
    return links, faults


def _find_mentions(document: Document, places: Mapping[str, Place], own: Mapping[str, Place]) -> tuple[Mention, ...]:
    """Find a document's mentions, or read those that were found of the very same things before."""
    folder = find_folder(document.id)
    curated = [(folder / name).read_bytes() for name in ("mentions.toml", "ignore.toml") if (folder / name).is_file()]
    known = (
        composed_dir() / _LINKED / f"{_digest(document, curated, _find_key((*places.values(), *own.values())))}.json"
    )
    try:
        return msgspec.json.decode(known.read_bytes(), type=_Mentions).mentions
    except (OSError, msgspec.DecodeError):
        found = find_mentions(document, places, read_curation(folder), own, asks=True).mentions
    for mention in found:
        check_mention(document, mention)
    write_one(known, msgspec.json.encode(_Mentions(mentions=found)))
    return found


def _order(links: Iterable[Link], documents: Sequence[Document]) -> list[Link]:
    rank = {document.id: index for index, document in enumerate(documents)}
    return sorted(links, key=lambda link: (rank[link.mention.document_id], link.mention.start, link.mention.end))


def _recount(manifest: Manifest, atlas: Atlas, counts: Mapping[str, int]) -> dict[str, bytes]:
    """Write anew the layers of which features are mentioned more often than the build says."""
    files = {}
    for record in atlas.layers.values():
        changed = [id_ for id_ in record.feature_ids if atlas.features[id_].mention_count != counts.get(id_, 0)]
        if not changed:
            continue
        collection = msgspec.json.decode(manifest.read(record.file), type=_Collection)
        features = [replace(row, properties=row.count(counts)) for row in collection.features]
        files[record.file] = dumps(msgspec.to_builtins(replace(collection, features=tuple(features))))
    return files


def _read_composed(folder: Path) -> Composed:
    return msgspec.json.decode((folder / _PROBLEMS).read_bytes(), type=Composed)
