"""What a page carries of the claims: the words, what was found, the evidence on the map, and the pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from koreamap.drawing.charts import describe_chart, find_dark_colours, recall_chart
from koreamap.drawing.finding_cards import build_finding_card
from koreamap.export.content import ExportLayer, read_layer

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from koreamap.drawing.charts import Theme
    from koreamap.export._web_page.quotes import Excerpt
    from koreamap.export.content import ExportContent
    from koreamap.model import BuiltFinding

__all__ = ["describe_claim", "describe_finding", "draw_charts", "find_claims", "find_evidence"]

Record = dict[str, object]

_CLAIM_KEYS = ("verdict", "within_uncertainty", "share", "figure_text", "summary")
_THEMES: tuple[Theme, ...] = ("light", "dark")
_SAFE = " !\"$&'()*+,-./:;=>?@[]^_`{|}~"
"""What stands in an address of data as it is: not what would end it, nor what JSON writes longer."""


def find_claims(content: ExportContent) -> list[BuiltFinding]:
    """Return the claims that stand in the passages that go along, in reading order."""
    quoted = {passage.id for passage in content.passages}
    quoted |= {p.id for d in content.atlas.documents.values() if d.quotable == "all" for p in d.passages}
    return [claim for claim in content.atlas.claims.values() if claim.passage_id in quoted]


def find_evidence(content: ExportContent, claims: Iterable[BuiltFinding]) -> Iterable[ExportLayer]:
    """Yield the evidence of the claims, wherever it lies: a claim that is chosen on the page shows it."""
    wanted = {id_ for claim in claims for id_ in claim.evidence_ids}
    for record in content.atlas.layers.values():
        if record.group != "evidence" or record.id in content.request.layer_ids:
            continue
        if features := tuple(feature for feature in read_layer(record) if feature.id in wanted):
            yield ExportLayer(record=record, features=features)


def describe_claim(claim: BuiltFinding, excerpt: Excerpt) -> Record:
    """Write what was found of a claim, at its place in the text on the page."""
    start, end = excerpt.move(claim.start, claim.end)
    where = {"passage": claim.passage_id, "start": start, "end": end, "exact": excerpt.document.text[start:end]}
    found = {key: getattr(claim, key) for key in _CLAIM_KEYS}
    return {"id": claim.id, "title": claim.title, "document": claim.document_id, **where, **found}


def describe_finding(claim: BuiltFinding, content: ExportContent, drawn: Collection[str]) -> Record:
    """Compose a finding that leads only to what is on the page."""
    atlas = content.atlas
    card = build_finding_card(claim.id, atlas, {id_: _describe_chart(id_, content) for id_ in claim.chart_ids})
    layers = {layer.record.id for layer in content.layers}
    return card | {
        "places": [place for place in card["places"] if set(atlas.features_of(place["id"])) & set(drawn)],
        "selected": [id_ for id_ in card["selected"] if id_ in drawn],
        "layers": [id_ for id_ in card["layers"] if id_ in layers],
    }


def _describe_chart(chart_id: str, content: ExportContent) -> dict[str, str]:
    """Say what a picture shows, and where it lies in the page."""
    names: dict[str, str] = {theme: f"charts/{chart_id}-{theme}" for theme in _THEMES}
    return {**describe_chart(chart_id, content.atlas), "name": f"koreamap-{chart_id}", **names}


def draw_charts(content: ExportContent, claims: Iterable[BuiltFinding]) -> Record:
    """Draw the pictures of the findings, each as an address that holds the picture itself.

    Returns
    -------
    ``pictures``, by id, on the light background; ``dark``: the colour that stands for each on the dark one.
    """
    ids = dict.fromkeys(id_ for claim in claims for id_ in claim.chart_ids)
    drawn = {id_: b" ".join(recall_chart(id_, content.atlas).split()) for id_ in ids}
    pictures = {id_: f"data:image/svg+xml,{quote(svg, safe=_SAFE)}" for id_, svg in drawn.items()}
    return {"pictures": pictures, "dark": find_dark_colours(content.atlas)}
