"""Read back what the build made: layers, gazetteer, documents, links and findings, as plain JSON.

This is what a page needs to answer a click. It imports nothing heavy: neither geometry nor tables.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from koreamap.errors import BuildError
from koreamap.home import layers_dir

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

__all__ = ["Atlas", "document_of", "format_claims", "key_of", "passage_of", "place_of", "read_atlas"]

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
    claims : mapping
        Claim id -> its finding, in reading order.
    profiles : mapping
        Id of a series -> its rows, for the pictures.
    """

    layers: Mapping[str, Record]
    places: Mapping[str, Record]
    sources: Mapping[str, Record]
    documents: Mapping[str, Record]
    features: Mapping[str, Record]
    annotations: Sequence[Record]
    by_key: Mapping[str, Record]
    claims: Mapping[str, Record]
    profiles: Mapping[str, Sequence[Record]]

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
        claims=_by_id(_read(folder, "findings.json", "claims")),
        profiles=_read_profiles(folder),
    )


def format_claims(atlas: Atlas) -> str:
    """Write a line for each claim, in reading order, and the count of each verdict, as plain text.

    Parameters
    ----------
    atlas : Atlas
        Holds the findings.

    Returns
    -------
    str
        A table; ``~`` marks a verdict that the uncertainty could turn.
    """
    rows = [("claim", "document", "verdict", "figure")]
    rows += [
        (claim["id"], claim["document"], claim["verdict"] + " ~" * claim["within_uncertainty"], claim["figure_text"])
        for claim in atlas.claims.values()
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    lines = ["  ".join([*(f"{row[at]:<{widths[at]}}" for at in range(3)), row[3]]) for row in rows]
    counts = Counter(claim["verdict"] for claim in atlas.claims.values())
    total = ", ".join(f"{count} {verdict}" for verdict, count in sorted(counts.items()))
    return "\n".join([*lines, "", f"{len(atlas.claims)} claims: {total}"])


def _read(folder: Path, name: str, member: str) -> list[Record]:
    """Read one list of one built file."""
    path = folder / name
    found = _read_member(path, member)
    if not isinstance(found, list):
        raise BuildError(name, found=f"{member!r} as {type(found).__name__}", expected="a list", file=path)
    return found


def _read_profiles(folder: Path) -> dict[str, list[Record]]:
    """Read the series behind the pictures."""
    path = folder / "findings.json"
    found = _read_member(path, "profiles")
    if not isinstance(found, dict) or not all(isinstance(rows, list) for rows in found.values()):
        raise BuildError(path.name, found="'profiles' otherwise", expected="an object of lists", file=path)
    return found


def _read_member(path: Path, member: str) -> Any:  # noqa: ANN401 - whatever JSON holds
    """Read one member of one built file."""
    name = path.name
    try:
        return json.loads(path.read_bytes())[member]
    except FileNotFoundError as error:
        raise BuildError(name, found="no such file", expected="a built one; run `koreamap build`", file=path) from error
    except (ValueError, KeyError, TypeError) as error:
        raise BuildError(name, found=repr(error), expected=f"JSON with a list {member!r}", file=path) from error


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
