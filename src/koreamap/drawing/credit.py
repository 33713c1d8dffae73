"""Whose a layer is, and on which terms it may be handed on: read from the sources of its geometry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from koreamap.drawing.backgrounds import ATTRIBUTION
from koreamap.model.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from koreamap.model import Source
    from koreamap.model.layers import LayerHead

__all__ = ["Credit", "credit_map", "find_credit", "find_given", "is_given"]

_OWN = "koreamap"
_OWN_LICENCE = "ODbL-1.0"
"""Of what koreamap drew, and of its collection of what others list."""

_SEPARATOR = " · "


class Credit(Record, frozen=True, kw_only=True):
    """What must stand beside a layer, and the licences of what it was made from, several parted by middle dots."""

    attribution: str
    licence: str


def find_credit(layer: LayerHead, sources: Mapping[str, Source]) -> Credit:
    """Say whose a layer is.

    A source without a licence of its own lent facts only, such as a list of coordinates; what was made of them is ours.
    Evidence is measured on all layers, and is of them all.
    """
    if layer.group == "evidence":
        return Credit(attribution=_SEPARATOR.join((ATTRIBUTION, _OWN)), licence=_OWN_LICENCE)
    used = [sources[id_] for id_ in layer.source_ids if id_ in sources]
    names = [source.attribution for source in used if source.attribution]
    licences = [source.licence for source in used if source.licence]
    is_made = len(licences) < len(layer.source_ids)
    return Credit(
        attribution=_SEPARATOR.join(dict.fromkeys([*names, _OWN] if is_made else names)),
        licence=_SEPARATOR.join(dict.fromkeys([*licences, _OWN_LICENCE] if is_made else licences)),
    )


def find_given(layers: Iterable[LayerHead], sources: Mapping[str, Source]) -> tuple[Credit, ...]:
    """Return whose the layers are that a user brought, and on which terms, each once; nothing of them is ours."""
    return tuple(dict.fromkeys(find_credit(layer, sources) for layer in layers if is_given(layer, sources)))


def is_given(layer: LayerHead, sources: Mapping[str, Source]) -> bool:
    """Tell whether a user brought a layer."""
    return any(id_ in sources and sources[id_].kind == "given" for id_ in layer.source_ids)


def credit_map(layers: Iterable[LayerHead], sources: Mapping[str, Source]) -> str:
    """Word whose a map is, in one line of text: our basemap's sources, and those of each layer that a user brought."""
    return _SEPARATOR.join([ATTRIBUTION, *(credit.attribution for credit in find_given(layers, sources))])
