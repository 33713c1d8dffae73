"""What lies under every map: the basemap's colours in each theme, and whose data it is."""

from __future__ import annotations

from koreamap.model import Record

__all__ = ["ATTRIBUTION", "DARK", "LIGHT", "Background"]

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
