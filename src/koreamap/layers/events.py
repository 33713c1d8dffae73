"""Dated events that the documents name and have a place, from the outbreak of the war to the summit of 2006.

One point stands for what often was a stretch: the war of 25 June 1950 began along the whole 38th parallel, and its
mark there is schematic. Two events of the Joint Security Area are set aside within it so that they can be told apart.
"""

from __future__ import annotations

from koreamap.layers import points_of
from koreamap.model import Expectations, Label, LayerSpec, Style

SPEC = LayerSpec(
    id="events",
    title="Events",
    title_ko="사건",
    summary="What happened where, by year, from 1950 to 2006.",
    geometry_type="Point",
    group="context",
    order=630,
    style=Style(
        color="#333333", color_dark="#dcdcdc", marker="diamond", size_px=11, label=Label(min_zoom=6, priority=58)
    ),
    expectations=Expectations(count=(16, 16), bbox=(6.1, 21.0, 129.1, 46.3)),
    source_ids=(
        *("un-s3079", "tripomatic", "repo-jsa", "arirang", "geonames", "wpi", "sedaily-38", "people-2020"),
        *("koreamap", "unsourced"),
    ),
)

build = points_of(SPEC)
