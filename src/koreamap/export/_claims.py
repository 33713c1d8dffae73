"""The findings of an export: claims of which a place or a piece of evidence goes along, and those of none, as rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from koreamap.atlas import passage_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from koreamap.export.content import ExportContent

__all__ = ["CLAIM_COLUMNS", "list_claims"]

CLAIM_COLUMNS: Mapping[str, str] = (
    dict.fromkeys(
        (
            "id", "title", "document", "passage_id", "exact", "restated", "tolerance", "tolerance_reason", "verdict",
            "figure", "summary", "measures", "method", "caveats", "sources",
        ),
        "TEXT",
    )
    | dict.fromkeys(("within_uncertainty", "outside", "start_offset", "end_offset"), "INTEGER")
)  # fmt: skip
"""Column -> SQL type. ``measures`` has one value a line with its uncertainty; flags are 0 or 1."""


def list_claims(content: ExportContent) -> list[dict[str, Any]]:
    """List the findings that an export speaks of.

    Parameters
    ----------
    content : ExportContent
        What goes in.

    Returns
    -------
    list of dict
        `CLAIM_COLUMNS` -> value, in reading order. The quote is left out where the document's rights do not let its
        passage be handed on.
    """
    features = {feature.id for layer in content.layers for feature in layer.features}
    linked = {passage_of(annotation) for annotation in content.atlas.annotations}
    rows = []
    for claim in content.atlas.claims.values():
        wanted = _features_of(claim, content)
        if wanted and features.isdisjoint(wanted):
            continue
        is_free = content.atlas.documents[claim["document"]]["quotable"] == "all" or claim["passage"] in linked
        rows.append(_flatten(claim) | {"exact": claim["exact"] if is_free else ""})
    return rows


def _features_of(claim: Mapping[str, Any], content: ExportContent) -> set[str]:
    places = (place for place in claim["places"] if place in content.atlas.places)
    return {*claim["evidence"], *(id_ for place in places for id_ in content.atlas.features_of(place))}


def _flatten(claim: Mapping[str, Any]) -> dict[str, Any]:
    same = ("id", "title", "document", "restated", "tolerance", "tolerance_reason", "verdict", "summary", "method")
    return {name: claim[name] for name in same} | {
        "passage_id": claim["passage"],
        "figure": claim["figure_text"],
        "measures": "\n".join(map(_write_measure, claim["measures"])),
        "caveats": "\n".join(claim["caveats"]),
        "sources": "; ".join(claim["source_ids"]),
        "within_uncertainty": int(claim["within_uncertainty"]),
        "outside": int(claim["outside"]),
        "start_offset": claim["start"],
        "end_offset": claim["end"],
    }


def _write_measure(measure: Mapping[str, Any]) -> str:
    """Write a value in full, for those who calculate on: ``Daecheongdo: 6.312 ± 0.221 nm``."""
    doubt = "" if measure["uncertainty"] is None else f" ± {measure['uncertainty']:g}"
    note = f" ({measure['note']})" if measure["note"] else ""
    return f"{measure['label']}: {measure['value']:g}{doubt} {measure['unit']}{note}"
