"""GeoJSON: one RFC 7946 file a layer, with the passages inside each feature."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shapely import total_bounds
from shapely.geometry import mapping

from koreamap.export._archive import write_archive
from koreamap.export._terms import LICENCE, read_me
from koreamap.export.spec import FormatSpec
from koreamap.maps import ATTRIBUTION
from koreamap.model.properties import keep_text, to_members

if TYPE_CHECKING:
    from pathlib import Path

    from koreamap.export.content import ExportContent, ExportLayer
    from koreamap.export.spec import Progress

FORMATS = (
    FormatSpec(
        id="geojson",
        title="GeoJSON",
        summary="One RFC 7946 file a layer, the passages nested in each feature; zipped.",
        suffix=".zip",
        media_type="application/zip",
        kind="data",
        order=110,
    ),
)


def write(content: ExportContent, out: Path, progress: Progress) -> None:
    """Write a zip of GeoJSON files.

    Parameters
    ----------
    content : ExportContent
        What goes in.
    out : pathlib.Path
        The archive to make.
    progress : callable
        Told each layer's id.
    """
    files = {"README.txt": read_me(content, about="GeoJSON (RFC 7946), WGS 84, longitude before latitude.")}
    for layer in content.layers:
        progress(layer.record.id)
        files[f"{layer.record.id}.geojson"] = _collection(content, layer)
    write_archive(out, files)


def _collection(content: ExportContent, layer: ExportLayer) -> bytes:
    from koreamap.geojson import dumps  # noqa: PLC0415 - it loads pyproj, which finding the formats must not cost

    features = [
        {
            "type": "Feature",
            "id": feature.id,
            "properties": keep_text(to_members(feature.properties, layer.columns))
            | {"passages": [passage.summary for passage in content.passages_of(feature.id)]},
            "geometry": mapping(feature.geometry),
        }
        for feature in layer.features
    ]
    return dumps(
        {
            "type": "FeatureCollection",
            "title": layer.record.title,
            "attribution": ATTRIBUTION,
            "license": LICENCE,
            "bbox": total_bounds([feature.geometry for feature in layer.features]).tolist(),
            "features": features,
        }
    )
