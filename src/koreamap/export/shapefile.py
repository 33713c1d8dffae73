"""Shapefile: the legacy format, for programs that read nothing newer. What it loses is said, and carried beside."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from koreamap.export._archive import write_archive
from koreamap.export._frame import COLUMNS, build_frame, read_me, writing_with_gdal
from koreamap.export.links_csv import passages_csv
from koreamap.export.spec import FormatSpec
from koreamap.model.properties import to_members

if TYPE_CHECKING:
    import geopandas

    from koreamap.export.content import ExportContent, ExportLayer
    from koreamap.export.spec import Progress

FORMATS = (
    FormatSpec(
        id="shapefile",
        title="Shapefile (legacy)",
        summary="For programs that read nothing newer: short field names, long text cut, passages in a CSV beside; "
        "zipped.",
        suffix=".zip",
        media_type="application/zip",
        kind="data",
        order=160,
    ),
)

NAMES = {
    "feature_id": "feature_id",
    "accuracy_m": "accuracy_m",
    "accuracy_note": "acc_note",
    "valid_from": "valid_from",
    "date_label": "date_label",
    "source_ids": "source_ids",
    "length_km": "length_km",
    "length_land_km": "len_land",
    "area_km2": "area_km2",
    "mention_count": "mentions",
}
"""Column -> field name, at most ten characters; those not named here are short enough."""

TEXT_BYTES = 254
"""The longest value of a text field, in bytes of UTF-8."""

_ABOUT = f"""Shapefile, WGS 84, UTF-8. The format is legacy: field names have at most 10 characters (accuracy_note is
acc_note, mention_count is mentions), and text is cut at {TEXT_BYTES} bytes. The passages stand in passages.csv, keyed
by feature_id."""


def write(content: ExportContent, out: Path, progress: Progress) -> None:
    """Write a zip of shapefiles, one set of files a layer.

    Parameters
    ----------
    content : ExportContent
        What goes in.
    out : pathlib.Path
        The archive to make.
    progress : callable
        Told each layer's id.

    Raises
    ------
    koreamap.errors.ExportError
        When GDAL cannot write.
    """
    files = {"README.txt": read_me(content, about=_ABOUT), "passages.csv": passages_csv(content)}
    with tempfile.TemporaryDirectory(dir=out.parent) as scratch:
        for layer in content.layers:
            progress(layer.record["id"])
            path = Path(scratch) / f"{layer.record['id']}.shp"
            with writing_with_gdal(path):
                _to_short_frame(layer).to_file(path, engine="pyogrio", encoding="UTF-8")
        files |= {path.name: _undated(path) for path in sorted(Path(scratch).iterdir())}
    write_archive(out, files)


def _to_short_frame(layer: ExportLayer) -> geopandas.GeoDataFrame:
    """Cut names and values to what the format holds; the passages stand beside."""
    columns = {NAMES.get(name, name): kind for name, kind in COLUMNS.items() if name != "passages"}
    rows = [
        {NAMES.get(name, name): _cut(value) for name, value in to_members(feature.properties, layer.columns).items()}
        for feature in layer.features
    ]
    return build_frame(rows, columns, [feature.geometry for feature in layer.features])


def _cut(value: float | str | None) -> float | str | None:
    """Cut text at the last whole character; the format fills with blanks, so those at the end count for nothing."""
    return value.encode()[:TEXT_BYTES].decode(errors="ignore").rstrip(" ") if isinstance(value, str) else value


def _undated(path: Path) -> bytes:
    """Take the date of writing out of a .dbf header, so that the same content gives the same bytes."""
    data = path.read_bytes()
    return data[:1] + b"\x50\x01\x01" + data[4:] if path.suffix == ".dbf" else data
