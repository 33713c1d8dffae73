"""What lies under every map: the basemap's colours in each theme, and whose data it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from koreamap.model import Record

if TYPE_CHECKING:
    from koreamap.model import Style

__all__ = ["ATTRIBUTION", "DARK", "LIGHT", "Background", "find_label_color"]

ATTRIBUTION = "© OpenStreetMap contributors, ODbL 1.0 · Natural Earth · GeoNames, CC BY 4.0"


class Background(Record, frozen=True, kw_only=True):
    """Colours of the basemap in one theme, ``#rrggbb``: its parts, its lettering, and what sets a layer off from it."""

    water: str
    land: str
    neighbour: str
    coast: str
    border: str
    river: str
    label: str
    label_water: str
    label_country: str
    halo: str
    casing: str
    halo_selected: str


LIGHT = Background(
    water="#dfe9ef",
    land="#f6f3ea",
    neighbour="#eeebe2",
    coast="#9fb0bb",
    border="#a9a59a",
    river="#bcd3e0",
    label="#3b4248",
    label_water="#5d8199",
    label_country="#8a8578",
    halo="#fbfaf5",
    casing="#ffffff",
    halo_selected="#ffe680",
)
DARK = Background(
    water="#17212b",
    land="#222c35",
    neighbour="#1e2730",
    coast="#4a5a67",
    border="#56636d",
    river="#2b4152",
    label="#d5dbe0",
    label_water="#7d9db4",
    label_country="#7f8a92",
    halo="#18222b",
    casing="#17212b",
    halo_selected="#b59f3c",
)
"""They step back: few, quiet, no gradients."""

_LABEL_SHARE = 0.35
"""Of the background's lettering in a layer's; `paintOf` in the front end has the same."""


def find_label_color(style: Style, background: Background) -> str:
    """Return the colour in which a layer's names are written: its own, nearer to that of all lettering."""
    pairs = [(int(style.color[i : i + 2], 16), int(background.label[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(a + (b - a) * _LABEL_SHARE):02x}" for a, b in pairs)
