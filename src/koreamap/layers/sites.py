"""Places that the documents name and that are neither city nor base.

Panmunjom means today's Joint Security Area; the village of the signing lies a kilometre away. The points of the
industrial complex, of Mount Kumgang and of the Blue House are approximate, since no source was read for them.
"""

from __future__ import annotations

from koreamap.layers import points_of
from koreamap.model import Expectations, Label, LayerSpec, Style

SPEC = LayerSpec(
    id="sites",
    title="Sites",
    title_ko="장소",
    summary="Panmunjom, the Kaesong complex, Mount Kumgang and the Blue House.",
    geometry_type="Point",
    group="context",
    order=610,
    style=Style(
        color="#333333", color_dark="#dcdcdc", marker="circle", size_px=9, label=Label(min_zoom=9, priority=60)
    ),
    expectations=Expectations(count=(4, 4), bbox=(126.5, 37.5, 128.3, 38.8)),
    source_ids=("repo-jsa", "unsourced"),
)

build = points_of(SPEC)
