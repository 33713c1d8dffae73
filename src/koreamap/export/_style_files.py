"""What lies beside a layer's GeoJSON file, so that it opens in QGIS styled, labelled and credited as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from koreamap.export._qgis.layer import Look, to_qmd, to_qml
from koreamap.export._qgis.names import find_taken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from koreamap.drawing.credit import Credit
    from koreamap.export._qgis.names import Layers
    from koreamap.model import BuiltLayer, Feature
    from koreamap.model.columns import Column

__all__ = ["write_style_files"]


def write_style_files(
    record: BuiltLayer,
    features: Sequence[Feature],
    columns: Sequence[Column],
    credit: Credit,
    *,
    others: Layers,
) -> dict[str, bytes]:
    """Write the style and the metadata of a layer's file, under the names that QGIS pairs with it.

    Parameters
    ----------
    record
        The layer's.
    features, columns
        What its file holds.
    credit
        Whose it is.
    others
        Those beside it, with their features, which write some names of the basemap themselves.

    Returns
    -------
    File name -> bytes. Opened alone, a layer is drawn at every scale.
    """
    look = Look(
        record=replace(record, min_zoom=0, max_zoom=24, fades=()),
        features=features,
        columns=columns,
        credit=credit,
        taken=find_taken(record, features, others),
    )
    return {
        f"{record.id}.qml": to_qml(look).encode(),
        f"{record.id}.qmd": to_qmd(record, credit).encode(),
    }
