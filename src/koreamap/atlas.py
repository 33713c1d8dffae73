"""Read back what the build made: layers, gazetteer, documents, links and findings, as the records they were.

This is what a page needs to answer a click. It imports nothing heavy: neither geometry nor tables.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, TypeVar

from koreamap.annotations import AnnotationPage, read_page
from koreamap.built import (
    BuiltDocuments,
    BuiltFindings,
    BuiltGazetteer,
    BuiltLayers,
    BuiltStatements,
    read_features,
    read_file,
)
from koreamap.current import atlas_dir
from koreamap.manifest import read_manifest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from koreamap.manifest import Manifest
    from koreamap.model import (
        BuiltFinding,
        BuiltLayer,
        BuiltPlace,
        Document,
        Link,
        Matter,
        Profiles,
        Properties,
        Source,
        Statement,
    )

__all__ = ["Atlas", "format_claims", "read_atlas"]


class _HasId(Protocol):
    """What the records of the built files have in common."""

    @property
    def id(self) -> str: ...


Identified = TypeVar("Identified", bound=_HasId)


@dataclass(frozen=True, slots=True, kw_only=True)
class Atlas:
    """Everything that the build wrote, by id.

    Parameters
    ----------
    layers, places, sources, documents
        Id -> record, in the order of the built files.
    features
        Feature id -> its properties; no geometry. Basemap features are left out: nobody can select them.
    links
        In reading order.
    by_key
        Key of a link -> link.
    claims
        Claim id -> its finding, in reading order.
    profiles
        The series behind the charts.
    said
        What each side said of what they do not share.
    """

    layers: Mapping[str, BuiltLayer]
    places: Mapping[str, BuiltPlace]
    sources: Mapping[str, Source]
    documents: Mapping[str, Document]
    features: Mapping[str, Properties]
    links: Sequence[Link]
    by_key: Mapping[str, Link]
    claims: Mapping[str, BuiltFinding]
    profiles: Profiles
    said: BuiltStatements
    _by_place: Mapping[str, Sequence[Link]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Sort the links by where they lead: a card for each place would else read all of them."""
        by_place: dict[str, list[Link]] = {}
        for link in self.links:
            for id_ in {link.mention.place_id, *link.feature_ids}:
                by_place.setdefault(id_, []).append(link)
        object.__setattr__(self, "_by_place", by_place)

    def links_of(self, place_id: str) -> list[Link]:
        """List the links that lead to a place, itself or through a group that it belongs to, in reading order."""
        return list(self._by_place.get(place_id, ()))

    def features_of(self, place_id: str) -> tuple[str, ...]:
        """Return the ids of a known place's features: its own, or those of a group's members; maybe none."""
        place = self.places[place_id]
        own = (place_id,) if place_id in self.features else ()
        return own + tuple(id_ for member in place.members for id_ in self.features_of(member))

    def statements_of(self, place_id: str) -> list[Statement]:
        """List what each side said of the matters that a place stands for, oldest first."""
        matters = {matter.id for matter in self.matters_of(place_id)}
        return [statement for statement in self.said.statements if not matters.isdisjoint(statement.matters)]

    def matters_of(self, place_id: str) -> list[Matter]:
        """List the matters on which each side has its own word, and whose cards a place's is one of."""
        return [matter for matter in self.said.matters if place_id in matter.places]


def read_atlas(folder: Path | None = None) -> Atlas:
    """Read the built files, by default those that stand now; the caller keeps what is read.

    Stops with `BuildError` when a file is missing or is not what the build wrote, by the manifest beside it.
    """
    manifest = read_manifest(folder or atlas_dir())
    layers = read_file(manifest, "layers.json", BuiltLayers).layers
    gazetteer = read_file(manifest, "places.json", BuiltGazetteer)
    findings = read_file(manifest, "findings.json", BuiltFindings)
    links = read_page(read_file(manifest, "links.json", AnnotationPage))
    return Atlas(
        layers=_by_id(layers),
        places=_by_id(gazetteer.places),
        sources=_by_id(gazetteer.sources),
        documents=_by_id(read_file(manifest, "documents.json", BuiltDocuments).documents),
        features=_read_properties(manifest, layers),
        links=links,
        by_key={link.key: link for link in links},
        claims=_by_id(findings.claims),
        profiles=findings.profiles,
        said=read_file(manifest, "statements.json", BuiltStatements),
    )


def format_claims(atlas: Atlas) -> str:
    """Write a line for each claim, in reading order, and each verdict's count; ``~``: uncertainty could turn it."""
    rows = [("claim", "document", "verdict", "figure")]
    rows += [(claim.id, claim.document_id, _name_verdict(claim), claim.figure_text) for claim in atlas.claims.values()]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    lines = ["  ".join([*(f"{row[at]:<{widths[at]}}" for at in range(3)), row[3]]) for row in rows]
    counts = Counter(claim.verdict for claim in atlas.claims.values())
    total = ", ".join(f"{count} {verdict}" for verdict, count in sorted(counts.items()))
    return "\n".join([*lines, "", f"{len(atlas.claims)} claims: {total}"])


def _name_verdict(claim: BuiltFinding) -> str:
    share = f" ({claim.share})" if claim.share else ""
    return claim.verdict + share + " ~" * claim.within_uncertainty


def _read_properties(manifest: Manifest, layers: Iterable[BuiltLayer]) -> dict[str, Properties]:
    """Keep what a card shows of each feature that can be selected."""
    return {
        feature.id: feature.properties
        for layer in layers
        if not layer.is_basemap
        for feature in read_features(manifest, layer.file)
    }


def _by_id(records: Iterable[Identified]) -> dict[str, Identified]:
    return {record.id: record for record in records}
