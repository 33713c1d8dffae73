"""Named extents: where maps begin, and what an export may be asked for by name."""

from __future__ import annotations

from koreamap.model.record import Record
from koreamap.model.values import Bbox

__all__ = ["EXTENTS", "HOME", "REACH", "Bbox", "Extent", "overlap"]


class Extent(Record, frozen=True, kw_only=True):
    """A named area.

    Parameters
    ----------
    id
        As typed after ``--bbox``.
    title, title_ko
        Of a list's entry, and of a print sheet that shows it.
    bbox
        Its sides.
    layer_ids
        What it is named after, beside the layers of the first view: a map of it draws them.
    """

    id: str
    title: str
    title_ko: str
    bbox: Bbox
    layer_ids: tuple[str, ...] = ()

    @property
    def corners(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """((south, west), (north, east)), as web maps want them."""
        west, south, east, north = self.bbox
        return (south, west), (north, east)


HOME = Extent(
    id="korea",
    title="Korea: the lines of the armistice",
    title_ko="한국 정전 지도",
    bbox=(124.0, 34.6, 130.8, 42.4),
)
"""The first view: Korea from the Yalu to Busan."""

REACH: Bbox = (100.0, 15.0, 155.0, 60.0)
"""Where a transverse Mercator on 127.5° E still draws a map that one would print."""

_EXTENTS = (
    HOME,
    Extent(
        id="armistice",
        title="The armistice lines of Korea",
        title_ko="한국 정전선",
        bbox=(124.3, 37.0, 129.2, 38.9),
    ),
    Extent(
        id="western-islands",
        title="The western islands and the Northern Limit Line",
        title_ko="서해 5도와 북방한계선",
        bbox=(124.3, 37.2, 126.3, 38.3),
    ),
    Extent(
        id="han-estuary",
        title="The Han estuary",
        title_ko="한강 하구",
        bbox=(125.9, 37.5, 127.0, 38.1),
        layer_ids=("rivers", "joint_areas"),
    ),
    Extent(
        id="dmz-east",
        title="The eastern Demilitarized Zone",
        title_ko="동부 비무장지대",
        bbox=(127.9, 38.2, 128.8, 38.8),
        layer_ids=("corridors",),
    ),
    Extent(
        id="hubs",
        title="Hubs of the United States Forces Korea",
        title_ko="주한미군 거점",
        bbox=(126.3, 34.8, 129.5, 37.4),
        layer_ids=("usfk_hub_areas",),
    ),
)

EXTENTS = {extent.id: extent for extent in _EXTENTS}
"""By id, in the order in which they are offered."""


def overlap(one: Bbox, other: Bbox) -> bool:
    """Tell whether two extents share area."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
