"""The western Northern Limit Line, its eleven points read on the Tokyo datum: the second reading of one list.

The list does not say on which datum its figures are. The layer `nll` reads them on WGS 84; the maps of 1953 were on the
Tokyo datum, and read so the line lies some 350 m farther to the north-north-west. One official figure, the distance of
an islet from the line, fits this reading and not the other; that makes it probable and does not prove it.
"""

from __future__ import annotations

from koreamap.coordinates import draw_lines, read_coordinates
from koreamap.geometry import read_on_tokyo
from koreamap.layers import Features, Places, to_features
from koreamap.model import Expectations, Label, LayerSpec, Style

SPEC = LayerSpec(
    id="nll_tokyo",
    title="Northern Limit Line, second reading",
    title_ko="북방한계선의 다른 해석",
    summary="The same eleven points, read on the Tokyo datum: 341 to 354 m to the north-north-west; uncertain.",
    geometry_type="LineString",
    group="context",
    order=415,
    style=Style(
        color="#0072b2",
        color_dark="#2f8fd0",
        width_px=1.5,
        dash_px=(2, 4),
        stroke_opacity=0.75,
        is_uncertain=True,
        label=Label(min_zoom=11, priority=64, along=True, suffix="uncertain"),  # nearer out the two lines are one
    ),
    expectations=Expectations(
        count=(1, 1), bbox=(124.6, 37.58, 126.12, 38.06), length_km={"nll-tokyo": (167.5, 168.2)}
    ),
    source_ids=("daum", "mnd-hambakdo", "epsg-tokyo"),
    rival_ids=("dprk_claimed_lines",),
)


def build(places: Places, /) -> Features:
    """Move the line of the published points from the one datum to the other."""
    return to_features(SPEC, places, {"nll-tokyo": read_on_tokyo(draw_lines(read_coordinates("nll"))["nll"])})
