"""One place, given by hand: on the command line, or by a click on a map."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from koreamap.errors import GazetteerError
from koreamap.own._features import parse_json
from koreamap.own._imports import Imported, import_places
from koreamap.own._places import BY_HAND

if TYPE_CHECKING:
    from collections.abc import Mapping

    from koreamap.model.places import Match

__all__ = ["import_place", "read_one_geometry"]


def import_place(
    geometry: Mapping[str, object], said: Mapping[str, str], *, layer: str = "places", match: Match = "always"
) -> Imported:
    """Make a place of a geometry and of what somebody says of it; a fault is told as that of a file's only row is.

    Parameters
    ----------
    geometry
        A GeoJSON geometry, WGS 84.
    said
        By the names of a table's columns: ``name``, ``name_ko``, ``names``, ``kind``, ``from``, ``to``, ``source``,
        ``accuracy``, ``note``.
    layer
        Id of the own layer that it is meant for.
    match
        Whether its names are looked for in texts.
    """
    feature = {"type": "Feature", "properties": {key: text for key, text in said.items() if text}, "geometry": geometry}
    return import_places(json.dumps(feature).encode(), BY_HAND, layer=layer, match=match)


def read_one_geometry(text: str, name: str) -> Mapping[str, object]:
    """Return the geometry of a GeoJSON text that holds just one, alone or in a feature.

    Parameters
    ----------
    text
        Of the file.
    name
        Of the file, for messages.

    Raises
    ------
    koreamap.errors.GazetteerError
        When the text is no GeoJSON, or holds several features.
    """
    whole = parse_json(text, name)
    features = whole.get("features")
    if isinstance(features, list):
        if len(features) != 1 or not isinstance(features[0], dict):
            expected = "one; `koreamap places import` takes many"
            raise GazetteerError(name, found=f"{len(features)} features", expected=expected)
        whole = features[0]
    geometry = whole.get("geometry") if whole.get("type") == "Feature" else whole
    if not isinstance(geometry, dict):
        raise GazetteerError(name, found="no geometry", expected="a GeoJSON geometry")
    return geometry
