"""Texts of places: a figure of ours is filled from what was measured, and a text that asks for nothing is refused."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from msgspec import structs
from pyproj import Geod

from koreamap.errors import LayerError
from koreamap.gazetteer import read_places
from koreamap.home import layers_dir
from koreamap.layers import build_layer, find_layers
from koreamap.layers._texts import fill_texts

if TYPE_CHECKING:
    from koreamap.model import Layer

GEOD = Geod(ellps="WGS84")
PLACES = read_places()
NAMES = ("regions", "usfk_hubs", "mdl")


@pytest.fixture(scope="module")
def layers() -> list[Layer]:
    """Build a few layers: a circle, points, a line."""
    return [build_layer(module, PLACES) for module in find_layers() if module.SPEC.id in NAMES]


def fill(note: str, layers: list[Layer], place_id: str = "osan-ab") -> str:
    """Fill a note and return what its feature then says, which is what its record says."""
    bare = {id_: structs.replace(place, method="-", accuracy_note="-", note="-") for id_, place in PLACES.items()}
    places, filled = fill_texts({**bare, place_id: structs.replace(bare[place_id], note=note)}, layers)
    feature = next(feature for layer in filled for feature in layer.features if feature.id == place_id)
    assert feature.properties.note == places[place_id].note
    return places[place_id].note


def test_a_text_takes_what_was_measured(layers: list[Layer]) -> None:
    features = {feature.id: feature for layer in layers for feature in layer.features}
    away_km = GEOD.inv(127.03, 37.0906, 126.8376, 36.96243)[2] / 1e3
    assert fill("{km[osan-ab pyeongtaek-port]:.2f}", layers) == f"{away_km:.2f}"
    assert fill("{m[126.8376,36.96243 osan-ab]:.0f}", layers) == f"{1e3 * away_km:.0f}"
    assert fill("{mdl.length_km}", layers) == str(features["mdl"].properties.length_km)
    assert fill("{radius_km:g} {accuracy_m}", layers, "greater-seoul") == "40 None"
    assert fill("{accuracy_km:g}", layers) == "0.5"


def test_a_way_to_a_line_is_the_shortest_either_end(layers: list[Layer]) -> None:
    to_line, from_line = (fill(f"{{km[{ends}]:.3f}}", layers) for ends in ("osan-ab mdl", "mdl osan-ab"))
    assert to_line == from_line
    assert 75 < float(to_line) < 90


@pytest.mark.parametrize("asked", ["{length_miles}", "{km[osan-ab atlantis]}", "{km[osan-ab]}", "{mdl.height_m}", "{"])
def test_what_is_not_there_stops_with_the_places_id(asked: str, layers: list[Layer]) -> None:
    with pytest.raises(LayerError, match=r"place osan-ab, note: found '.*expected a column of a feature"):
        fill(asked, layers)


def test_nothing_is_left_to_fill_in_what_is_built() -> None:
    for place in json.loads((layers_dir() / "places.json").read_bytes())["places"]:
        assert not {"{", "}"} & set(place["method"] + place["accuracy_note"] + place["note"]), place["id"]
