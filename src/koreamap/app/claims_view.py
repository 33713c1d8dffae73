"""What the Claims page shows: one frozen record, and the pure functions that turn an event into the next one.

The address carries what should survive a reload: ``?claim=lee-nll-three-miles&document=lee-2007&verdict=contradicted``.
Whatever comes from there, or from the browser's events, is checked against what exists and never shown again raw.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from koreamap.app.view_state import first_layers, read_layers
from koreamap.model import VERDICTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from koreamap.atlas import Atlas
    from koreamap.model import BuiltFinding, Measure

__all__ = [
    "PARAMETERS",
    "ClaimsView",
    "choose_claim",
    "describe_finding",
    "describe_measure",
    "describe_picked",
    "filter_claims",
    "find_layers_shown",
    "find_selection",
    "find_way_out",
    "from_query",
    "list_claims",
    "pick_feature",
    "renumber",
    "show_layers",
    "to_query",
]

PARAMETERS = ("claim", "document", "verdict")
"""The names in the address."""

_LONGEST = 200
_UNKNOWN = {
    "claim": "No such claim. Here is the whole list instead.",
    "document": "No such document. Here are the claims of both.",
    "verdict": "No such verdict. Here are the claims of every verdict.",
}
_BROAD = {"states", "regions", "waters"}
"""Layers that would cover the evidence."""

_SOURCE_KEYS = ("title", "publisher", "version", "licence", "attribution", "address")
_FINDING_KEYS = (
    "id", "title", "restated", "tolerance", "tolerance_reason", "outside", "verdict", "within_uncertainty",
    "figure_text", "summary", "method",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimsView:
    """What is chosen and what is filtered.

    Parameters
    ----------
    claim : str
        The chosen claim's id; empty for none.
    document, verdict : str
        What the list is narrowed to; empty for all. The verdict as in `koreamap.model.VERDICTS`.
    message : str
        What to tell the reader; ours, never words from outside.
    layers : tuple of str or None
        The layers that a person switched on, lowest first; None for those that the claim asks for.
    picked : str
        The feature that was clicked on the map.
    nonce : int
        Grows with every event, so that the browser can tell a repeated one from an old one.
    fly : bool
        Whether the map should move to the evidence.
    """

    claim: str = ""
    document: str = ""
    verdict: str = ""
    message: str = ""
    layers: tuple[str, ...] | None = None
    picked: str = ""
    nonce: int = 0
    fly: bool = False


def from_query(parameters: Mapping[str, str], atlas: Atlas) -> ClaimsView:
    """Read the address; what is unknown is left out, with a message.

    Parameters
    ----------
    parameters : mapping
        Name -> value, as typed by anybody.
    atlas : Atlas
        What exists.

    Returns
    -------
    ClaimsView
        Only with ids that exist.
    """
    given = {name: str(parameters.get(name, "")) for name in PARAMETERS}
    given["verdict"] = given["verdict"].replace("-", " ")
    known = {"claim": atlas.claims, "document": atlas.documents, "verdict": VERDICTS}
    problems = [name for name in PARAMETERS if given[name] and given[name] not in known[name]]
    kept = {name: "" if name in problems else value for name, value in given.items()}
    return ClaimsView(
        claim=kept["claim"],
        document=kept["document"],
        verdict=kept["verdict"],
        message=_UNKNOWN[problems[0]] if problems else "",
        fly=bool(kept["claim"]),
    )


def to_query(view: ClaimsView) -> dict[str, str]:
    """Write the address of a view; `from_query` reads it back.

    Parameters
    ----------
    view : ClaimsView
        Any.

    Returns
    -------
    dict
        Name -> value, without those that are empty.
    """
    values = {"claim": view.claim, "document": view.document, "verdict": view.verdict.replace(" ", "-")}
    return {name: value for name, value in values.items() if value}


def renumber(view: ClaimsView, nonce: int) -> ClaimsView:
    """Give a view that was read from an address its place in the order of events."""
    return replace(view, nonce=nonce)


def choose_claim(view: ClaimsView, event: object, atlas: Atlas) -> ClaimsView:
    """Answer a chosen row: its finding, and the map goes to the evidence. No claim at all leads back to the list."""
    claim = _text(event, "claim")
    if claim and claim not in atlas.claims:
        return replace(view, message=_UNKNOWN["claim"], nonce=view.nonce + 1, fly=False)
    return replace(view, claim=claim, message="", layers=None, picked="", nonce=view.nonce + 1, fly=True)


def filter_claims(view: ClaimsView, event: object, atlas: Atlas) -> ClaimsView:
    """Answer a filter: the list is narrowed, and what is chosen stays."""
    document, verdict = _text(event, "document"), _text(event, "verdict")
    return replace(
        view,
        document=document if document in atlas.documents else "",
        verdict=verdict if verdict in VERDICTS else "",
        message="",
        fly=False,
    )


def pick_feature(view: ClaimsView, event: object, atlas: Atlas) -> ClaimsView:
    """Answer a click on the map: the feature is named, and the map stays where it is."""
    feature = _text(event, "id")
    return replace(view, picked=feature if feature in atlas.features else "", message="", fly=False)


def show_layers(view: ClaimsView, shown: object, atlas: Atlas) -> ClaimsView:
    """Answer a layer switch; it holds until another claim is chosen."""
    layers = read_layers(shown, atlas)
    usual = find_layers_shown(replace(view, layers=None), atlas)
    return replace(view, layers=None if layers == usual else layers, fly=False)


def list_claims(view: ClaimsView, atlas: Atlas) -> list[str]:
    """Return the ids of the claims that pass the filters, in reading order."""
    return [
        claim.id
        for claim in atlas.claims.values()
        if view.document in {"", claim.document_id} and view.verdict in {"", claim.verdict}
    ]


def find_selection(view: ClaimsView, atlas: Atlas) -> list[str]:
    """Return the features to draw and fly to: the claim's evidence, or the places that it speaks of."""
    if not view.claim:
        return []
    claim = atlas.claims[view.claim]
    return list(claim.evidence_ids) or list(dict.fromkeys(_features_of(claim, atlas)))


def find_way_out(event: object, atlas: Atlas) -> dict[str, str]:
    """Return the address of the Explore page for a passage or a place that was clicked; empty for what is unknown."""
    passage, place = _text(event, "passage"), _text(event, "place")
    if passage:
        document = atlas.document_of_passage(passage)
        return {"doc": document, "passage": passage} if document else {}
    return {"feature": place} if place in atlas.places else {}


def find_layers_shown(view: ClaimsView, atlas: Atlas) -> tuple[str, ...]:
    """Return the layers that are on, lowest first: those of the first view and those of the claim's places."""
    if view.layers is not None:
        return view.layers
    shown = set(first_layers(atlas))
    if view.claim:
        claim = atlas.claims[view.claim]
        found = {atlas.features[id_].layer for id_ in _features_of(claim, atlas)}
        shown |= found - _BROAD if claim.evidence_ids else found
    ordered = sorted(shown, key=lambda id_: (atlas.layers[id_].order, id_))
    return tuple(ordered)


def describe_finding(claim_id: str, atlas: Atlas) -> dict[str, Any]:
    """Compose what the reader sees of a finding.

    Parameters
    ----------
    claim_id : str
        A known claim.
    atlas : Atlas
        What the build made.

    Returns
    -------
    dict
        JSON for the browser: text throughout, none of it markup.

    Raises
    ------
    KeyError
        When there is no such claim.
    """
    claim = atlas.claims[claim_id]
    return {key: getattr(claim, key) for key in _FINDING_KEYS} | {
        "caveats": list(claim.caveats),
        "measures": [describe_measure(measure) for measure in claim.measures],
        "sources": [
            {key: getattr(atlas.sources[source_id], key) for key in _SOURCE_KEYS}
            for source_id in claim.source_ids
            if source_id in atlas.sources
        ],
        "places": [_describe_place(place, atlas) for place in claim.place_ids if place in atlas.places],
    }


def describe_picked(feature_id: str, atlas: Atlas) -> dict[str, str] | None:
    """Name a feature of the map: a place, or a piece of evidence, which no place stands behind.

    Parameters
    ----------
    feature_id : str
        Empty or unknown for none.
    atlas : Atlas
        What the build made.

    Returns
    -------
    dict or None
        ``title``, ``hangul``, ``note`` and ``place`` (empty for evidence).
    """
    if feature_id not in atlas.features:
        return None
    feature = atlas.features[feature_id]
    is_place = feature_id in atlas.places
    return {
        "title": feature.name,
        "hangul": feature.name_ko or "",
        "note": "" if is_place else feature.note or "",
        "place": feature_id if is_place else "",
    }


def describe_measure(measure: Measure) -> dict[str, str]:
    """Write a measured value with its uncertainty and unit; digits that the uncertainty swallows are left out.

    Parameters
    ----------
    measure
        Of a finding.

    Returns
    -------
    dict
        ``label``, ``value`` (``2.4 ± 0.2 nm``) and ``note``.
    """
    value, error = float(measure.value), measure.uncertainty
    decimals = _count_decimals(value, error)
    words = _write_number(value, decimals) + (f" ± {_write_number(error, decimals)}" if error else "")
    gap = "" if measure.unit in {"°", ""} else "\u00a0"
    return {"label": measure.label, "value": f"{words}{gap}{measure.unit}", "note": measure.note}


def _count_decimals(value: float, uncertainty: float | None) -> int:
    """Keep one digit of the uncertainty, two where it begins with 1; without one, three digits of the value."""
    if uncertainty:
        size = math.floor(math.log10(abs(uncertainty)))
        leads = int(abs(uncertainty) / 10**size + 1e-9)
        return max(0, min(3, -size + (leads == 1)))
    if value.is_integer():
        return 0
    return max(0, min(3, 2 - math.floor(math.log10(abs(value)))))


def _write_number(value: float, decimals: int) -> str:
    """Write 12345.6 as 12,346, with a true minus sign."""
    return f"{value:,.{decimals}f}".replace("-", "\u2212")


def _features_of(claim: BuiltFinding, atlas: Atlas) -> list[str]:
    return [id_ for place in claim.place_ids if place in atlas.places for id_ in atlas.features_of(place)]


def _describe_place(place_id: str, atlas: Atlas) -> dict[str, str]:
    place = atlas.places[place_id]
    return {"id": place_id, "title": place.title, "hangul": place.hangul}


def _text(event: object, name: str) -> str:
    """Take a value that a browser sent; anything but text counts as empty."""
    value = event.get(name) if isinstance(event, dict) else None
    return value if isinstance(value, str) and len(value) <= _LONGEST else ""
