"""GeoJSON: one RFC 7946 file a layer, with the passages inside each feature."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shapely import total_bounds
from shapely.geometry import mapping

from koreamap.export._archive import write_layers, write_package
from koreamap.export._terms import find_layer_terms
from koreamap.export.links_csv import statements_csv
from koreamap.export.spec import FormatSpec
from koreamap.model.properties import find_filled, keep_text, to_members
from koreamap.translation import N_

if TYPE_CHECKING:
    from pathlib import Path

    from koreamap.export.content import ExportContent, ExportLayer
    from koreamap.export.spec import Progress

FORMATS = (
    FormatSpec(
        id="geojson",
        title=N_("GeoJSON"),
        summary=N_("One RFC 7946 file a layer, the passages nested in each feature; zipped."),
        suffix=".zip",
        media_type="application/zip",
        kind="data",
        order=110,
    ),
)


_ABOUT = "GeoJSON (RFC 7946), WGS 84, longitude before latitude."


def write(content: ExportContent, out: Path, progress: Progress) -> None:
    """Write a zip of GeoJSON files."""

    def write_layer(layer: ExportLayer, folder: Path) -> None:
        (folder / f"{layer.record.id}.geojson").write_bytes(_collection(content, layer))

    files = write_layers(content, out.parent, progress, write_layer)
    write_package(content, out, files | statements_csv(content), about=_ABOUT)


def _collection(content: ExportContent, layer: ExportLayer) -> bytes:
    from koreamap.geojson import dumps  # noqa: PLC0415 - it loads pyproj, which finding the formats must not cost

    columns = find_filled(layer.columns, (feature.properties for feature in layer.features))
    features = [
        {
            "type": "Feature",
            "id": feature.id,
            "properties": keep_text(to_members(feature.properties, columns))
            | {"passages": [passage.summary for passage in content.passages_of(feature.id)]},
            "geometry": mapping(feature.geometry),
        }
        for feature in layer.features
    ]
    attribution, licence = find_layer_terms(layer.record, content.atlas.sources)
    return dumps(
        {
            "type": "FeatureCollection",
            "title": layer.record.title,
            "attribution": attribution,
            "license": licence,
            "bbox": total_bounds([feature.geometry for feature in layer.features]).tolist(),
            "features": features,
        }
    )
