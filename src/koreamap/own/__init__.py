"""A user's own layers: places of theirs, drawn beside the project's and, where they wish, looked for in texts.

Read from GeoJSON, Linked Places and CSV by parsers of our own, never by GDAL: a file's content is text until it is a
checked geometry. Each row is taken, or said by its number not to be.
"""

from __future__ import annotations

from koreamap.own._angles import read_ordinate
from koreamap.own._folder import OwnLayer, OwnLayers, Problem, read_limited, read_own_layers
from koreamap.own._ids import OWN, make_slug
from koreamap.own._imports import Imported, import_places
from koreamap.own._looks import COLOURS, find_layer_id, list_layer_ids, to_layers
from koreamap.own._rows import Fault
from koreamap.own._single import import_place, read_one_geometry
from koreamap.own._writing import Added, LayerWish, add_places, remove_layer

__all__ = [
    "COLOURS",
    "OWN",
    "Added",
    "Fault",
    "Imported",
    "LayerWish",
    "OwnLayer",
    "OwnLayers",
    "Problem",
    "add_places",
    "find_layer_id",
    "import_place",
    "import_places",
    "list_layer_ids",
    "make_slug",
    "read_limited",
    "read_one_geometry",
    "read_ordinate",
    "read_own_layers",
    "remove_layer",
    "to_layers",
]
