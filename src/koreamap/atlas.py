"""Read back what the build made: layers, gazetteer, documents and links, as plain JSON.

This is what a page needs to answer a click. It imports nothing heavy: neither geometry nor tables.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from koreamap.errors import BuildError
from koreamap.home import layers_dir

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

__all__ = ["Atlas", "document_of", "key_of", "passage_of", "place_of", "read_atlas"]

Record = dict[str, Any]

_MENTION = "urn:koreamap:mention:"
_PLACE = "urn:koreamap:place:"
_DOCUMENT = "urn:koreamap:document:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Atlas:
    """Everything that the build wrote, by id.

    Parameters
    ----------
    layers, places, sources, documents : mapping
        Id -> record, in the order of the built files.
    features : mapping
        Feature id -> its properties; no geometry. Basemap features are left out: nobody can select them.
    annotations : sequence of dict
        The links as W3C Web Annotations, in reading order.
    by_key : mapping
        Mention key -> annotation.
    """

    layers: Mapping[str, Record]
    places: Mapping[str, Record]
    sources: Mapping[str, Record]
    documents: Mapping[str, Record]
    features: Mapping[str, Record]
    annotations: Sequence[Record]
    by_key: Mapping[str, Record]

    def mentions_of(self, place_id: str) -> list[Record]:
        """List the annotations that name a place, itself or through a group that it belongs to.

        Parameters
        ----------
        place_id : str
            A place; an unknown one has no mentions.

        Returns
        -------
        list of dict
            In reading order.
        """
        return [
            annotation
            for annotation in self.annotations
            if place_of(annotation) == place_id or place_id in annotation["koreamap:features"]
        ]

    def features_of(self, place_id: str) -> tuple[str, ...]:
        """Return the features of a place: its own, or those of a group's members.

        Parameters
        ----------
        place_id : str
            A known place.

        Returns
        -------
        tuple of str
            Feature ids; empty for a place that no layer draws.

        Raises
        ------
        KeyError
            When there is no such place.
        """
        place = self.places[place_id]
        own = (place_id,) if place_id in self.features else ()
        return own + tuple(id_ for member in place["members"] for id_ in self.features_of(member))

    def place_of_mention(self, key: str) -> str:
        """Return the id of the place that a mention names.

        Parameters
        ----------
        key : str
            A mention key, ``lee-2007:1234-1250``.

        Returns
        -------
        str
            The place's id.

        Raises
        ------
        KeyError
            When there is no such mention.
        """
        return place_of(self.by_key[key])

    def document_of_passage(self, passage_id: str) -> str:
        """Return the id of the document that holds a passage, or an empty string."""
        found = (
            document_id
            for document_id, document in self.documents.items()
            for passage in document["passages"]
            if passage["id"] == passage_id
        )
        return next(found, "")


def key_of(annotation: Record) -> str:
    """Return the mention key of an annotation: its id without the URN prefix."""
    return str(annotation["id"]).removeprefix(_MENTION)


def place_of(annotation: Record) -> str:
    """Return the id of the place that an annotation's body names."""
    return str(annotation["body"]["source"]).removeprefix(_PLACE)


def document_of(annotation: Record) -> str:
    """Return the id of the document that an annotation's target stands in."""
    return str(annotation["target"]["source"]).removeprefix(_DOCUMENT)


def passage_of(annotation: Record) -> str:
    """Return the id of the passage that an annotation's target stands in."""
    return str(annotation["target"]["koreamap:passage"])


def read_atlas(folder: Path | None = None) -> Atlas:
    """Read the built files.

    Parameters
    ----------
    folder : pathlib.Path, optional
        ``layers/`` of the project by default.

    Returns
    -------
    Atlas
        Frozen; the caller keeps it.

    Raises
    ------
    koreamap.errors.BuildError
        When a file is missing or is not what the build writes.
    """
    folder = folder or layers_dir()
    layers = _by_id(_read(folder, "layers.json", "layers"))
    annotations = _read(folder, "links.json", "items")
    return Atlas(
        layers=layers,
        places=_by_id(_read(folder, "places.json", "places")),
        sources=_by_id(_read(folder, "places.json", "sources")),
        documents=_by_id(_read(folder, "documents.json", "documents")),
        features=_read_properties(folder, layers.values()),
        annotations=annotations,
        by_key={key_of(annotation): annotation for annotation in annotations},
    )


def _read(folder: Path, name: str, member: str) -> list[Record]:
    """Read one list of one built file."""
    path = folder / name
    try:
        found: Any = json.loads(path.read_bytes())[member]
    except FileNotFoundError as error:
        raise BuildError(name, found="no such file", expected="a built one; run `koreamap build`", file=path) from error
    except (ValueError, KeyError, TypeError) as error:
        raise BuildError(name, found=repr(error), expected=f"JSON with a list {member!r}", file=path) from error
    if not isinstance(found, list):
        raise BuildError(name, found=f"{member!r} as {type(found).__name__}", expected="a list", file=path)
    return found


def _by_id(records: Iterable[Record]) -> dict[str, Record]:
    return {record["id"]: record for record in records}


def _read_properties(folder: Path, layers: Iterable[Record]) -> dict[str, Record]:
    """Keep what a card shows of each feature that can be selected."""
    return {
        feature["properties"]["feature_id"]: feature["properties"]
        for layer in layers
        if layer["group"] != "basemap"
        for feature in _read(folder, layer["file"], "features")
    }
