"""Korea's northern border, for orientation: with China along the Yalu and the Tumen, with Russia along the Tumen.

The line between the two Koreas is not here: it is a layer of its own, with all that must be said of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from koreamap.layers._land import read_border, to_basemap
from koreamap.model import Expectations, LayerSpec, Style

if TYPE_CHECKING:
    from koreamap.layers import Features, Places

SPEC = LayerSpec(
    id="basemap_borders",
    title="Korea's northern border",
    title_ko="북쪽 국경",
    summary="The border with China and with Russia, thinned for the basemap.",
    geometry_type="LineString",
    group="basemap",
    order=40,
    shown=True,
    style=Style(color="#a9a59a", color_dark="#56636d", width_px=1, dash_px=(5, 3), label=None),
    expectations=Expectations(
        count=(2, 2),
        bbox=(124.3, 39.9, 130.8, 43.1),
        length_km={"border-dprk-china": (1150, 1450), "border-dprk-russia": (14, 22)},
    ),
    source_ids=("osm-borders",),
)


def build(_places: Places, /) -> Features:
    """Take the two lines."""
    china, russia = read_border()
    return (
        to_basemap(
            china, SPEC.id, feature_id="border-dprk-china", names=("Border with China", "북중 국경"), kind="border"
        ),
        to_basemap(
            russia,
            SPEC.id,
            feature_id="border-dprk-russia",
            names=("Border with Russia", "북러 국경"),
            kind="border",
        ),
    )
