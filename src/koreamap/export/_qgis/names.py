"""Names that two layers have: the basemap leaves them to the other where that one writes them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from koreamap.export._qgis.scale import to_scale

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from koreamap.model import BuiltLayer, Feature, Label

    Layers = Iterable[tuple[BuiltLayer, Sequence[Feature]]]

__all__ = ["Taken", "find_taken", "zooms_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """Names of the basemap that a layer writes itself.

    Parameters
    ----------
    layer_id
        Of that layer.
    label
        How it writes them, and at which scales.
    names
        Sorted.
    """

    layer_id: str
    label: Label
    names: tuple[str, ...]

    def to_expression(self) -> str:
        """Return a QGIS expression: whether the layer is on the map and writes a feature's name.

        It knows the layer in our project and where QGIS made the id, of the layer's name and a UUID.
        """
        least, greatest = map(to_scale, zooms_of(self.label))
        named = ", ".join("'" + name.replace("'", "''") + "'" for name in self.names)
        is_on = f"regexp_match(array_to_string(@map_layer_ids), '(^|_|,){self.layer_id}(_[0-9a-f]{{8}}_|,|$)')"
        return f'(@map_scale >= {greatest:.0f} AND @map_scale <= {least:.0f} AND "name" IN ({named}) AND {is_on})'


def find_taken(record: BuiltLayer, features: Sequence[Feature], layers: Layers) -> tuple[Taken, ...]:
    """Return which of the names that a layer of the basemap has others write."""
    if not (record.is_basemap and record.geometry_type == "Point"):
        return ()
    own = {feature.properties.name for feature in features}
    found = []
    for other, theirs in layers:
        label = other.style.label
        names = own.intersection(feature.properties.label or feature.properties.name for feature in theirs)
        if label and names:
            found.append(Taken(layer_id=other.id, label=label, names=tuple(sorted(names))))
    return tuple(found)


def zooms_of(label: Label) -> tuple[float, float]:
    """Return the least and the greatest zoom at which a label shows, the whole of the last level included."""
    return label.min_zoom, label.max_zoom + 1
