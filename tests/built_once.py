"""The layers, each built once in a process, for tests that only look."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from koreamap.gazetteer import read_places
from koreamap.layers import build_layer, find_layers

if TYPE_CHECKING:
    from koreamap.model import Layer

PLACES = read_places()
LAYERS = {module.SPEC.id: module for module in find_layers()}


@cache
def build_once(layer_id: str) -> Layer:
    return build_layer(LAYERS[layer_id], PLACES)
