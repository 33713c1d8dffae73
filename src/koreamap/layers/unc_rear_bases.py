"""The seven bases in Japan that the United Nations Command may use.

The 2007 paper gives their number, not their names; these are the seven of the published lists. UNC-Rear itself had
its headquarters at Camp Zama until 2 November 2007 and at Yokota since.
"""

from __future__ import annotations

from koreamap.layers import points_of
from koreamap.model import Expectations, Label, LayerSpec, Style

SPEC = LayerSpec(
    id="unc_rear_bases",
    title="UNC rear bases",
    title_ko="유엔사 후방기지",
    summary="Seven bases in Japan open to the United Nations Command.",
    geometry_type="Point",
    group="context",
    order=600,
    style=Style(
        color="#1f2a5a", color_dark="#aab6ee", marker="open-square", size_px=9, label=Label(min_zoom=6, priority=60)
    ),
    expectations=Expectations(count=(7, 7), bbox=(127.6, 26.1, 139.8, 35.9)),
    source_ids=("airports", "wpi", "repo-bases2", "repo-bases3"),
)

build = points_of(SPEC)
