"""How long an export takes, beside the bare library call on the same data in the same run.

Bare means: the tables are made already, the library writes them, and they are zipped where ours are; nothing is quoted,
described or checked. What koreamap does beyond that is in the ratio: making the tables, the passages of every feature,
titles, licences and notes; in a GeoPackage also six tables of records, each layer's style and metadata. GDAL's settings
hold for the whole process, so that the bare GeoPackage is spared flushes and a journal on disk too.

Run: ``python bench/export.py``
"""

from __future__ import annotations

import io
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import geopandas
import pandas as pd
from shapely.geometry import mapping

from koreamap.atlas import read_atlas
from koreamap.export import find_formats
from koreamap.export._feature_table import to_feature_table
from koreamap.export._table import to_multi
from koreamap.export.content import ExportContent, read_basemap, read_content
from koreamap.export.geoparquet import to_frame
from koreamap.export.request import check_request
from koreamap.model.properties import to_members

if TYPE_CHECKING:
    from collections.abc import Callable

    from koreamap.atlas import Atlas

    Bare = Callable[[list[geopandas.GeoDataFrame], Path], None]

ROUNDS = 7
RATIO = 1.5
LIMITS_S = {
    "gpkg": 2.0,
    "qgis": 2.0,
    "web-page": 1.0,
    "print-pdf": 0.8,
    "print-png": 3.0,
    "atlas-pdf": 6.0,
    "figure-pdf": 1.0,
}


def write_zip(out: Path, files: dict[str, bytes]) -> None:
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)


def write_files(frames: list[geopandas.GeoDataFrame], out: Path, *, suffix: str, driver: str) -> None:
    """Write one file a layer with GDAL, and zip them, since a download is one file."""
    with tempfile.TemporaryDirectory() as name:
        for number, frame in enumerate(frames):
            frame.to_file(Path(name) / f"{number}{suffix}", driver=driver, engine="pyogrio")
        write_zip(out, {path.name: path.read_bytes() for path in sorted(Path(name).iterdir())})


def write_parquet(frames: list[geopandas.GeoDataFrame], out: Path) -> None:
    files = {}
    for number, frame in enumerate(frames):
        stream = io.BytesIO()
        frame.to_parquet(stream, index=False, write_covering_bbox=True)
        files[f"{number}.parquet"] = stream.getvalue()
    write_zip(out, files)


def read_basemap_frames(content: ExportContent) -> list[geopandas.GeoDataFrame]:
    """Return the basemap as tables: the GeoPackage holds it too."""
    return [
        geopandas.GeoDataFrame(
            [to_members(feature.properties, layer.columns) for feature in layer.features],
            geometry=[to_multi(feature.geometry) for feature in layer.features],
            crs="EPSG:4326",
        )
        for layer in read_basemap(content)
    ]


def write_geopackage(frames: list[geopandas.GeoDataFrame], out: Path) -> None:
    for number, frame in enumerate(frames):
        frame.to_file(out, layer=f"layer_{number}", driver="GPKG", engine="pyogrio", mode="a" if number else "w")


def write_linked_places(frames: list[geopandas.GeoDataFrame], out: Path) -> None:
    features = [
        {"type": "Feature", "geometry": mapping(row.geometry), "properties": {"title": row.name_}}
        for frame in frames
        for row in frame.rename(columns={"name": "name_"}).itertuples()
    ]
    out.write_text(json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False, indent=1))


def write_kml(frames: list[geopandas.GeoDataFrame], out: Path) -> None:
    """Write one layer: appending would write the whole file anew each time."""
    pd.concat(frames).to_file(out, driver="KML", engine="pyogrio")


def shorten(frame: geopandas.GeoDataFrame) -> geopandas.GeoDataFrame:
    """Spare GDAL its warnings: the names and texts that the format cannot hold."""
    named = frame.drop(columns="passages")
    short = {name: f"{number}_{name}"[:10] for number, name in enumerate(named.columns) if name != "geometry"}
    kept = named.rename(columns=short)
    texts = kept.select_dtypes("string").columns
    return kept.assign(**{name: kept[name].str.slice(0, 80) for name in texts})


BARE: dict[str, Bare] = {
    "gpkg": write_geopackage,
    "geojson": lambda frames, out: write_files(frames, out, suffix=".geojson", driver="GeoJSON"),
    "flatgeobuf": lambda frames, out: write_files(frames, out, suffix=".fgb", driver="FlatGeobuf"),
    "geoparquet": write_parquet,
    "kml": write_kml,
    "shapefile": lambda frames, out: write_files(
        [shorten(f) for f in frames], out, suffix=".shp", driver="ESRI Shapefile"
    ),
    "linked-places": write_linked_places,
}


def measure(write: Callable[[Path], None], suffix: str) -> float:
    """Return the median time in seconds; the first round warms up and does not count."""
    times = []
    for _ in range(ROUNDS + 1):
        with tempfile.TemporaryDirectory() as name:
            started = time.perf_counter()
            write(Path(name) / f"map{suffix}")
            times.append(time.perf_counter() - started)
    return statistics.median(times[1:])


def compare(format_id: str, content: ExportContent, frames: list[geopandas.GeoDataFrame]) -> tuple[str, bool]:
    """Return a row of the table, and whether the goal is met."""
    format_ = find_formats()[format_id]
    content = replace(content, request=replace(content.request, format_id=format_id))
    ours = measure(lambda out: format_.write(content, out, lambda _step: None), format_.spec.suffix)
    cells, ok = [f"{format_id:<14}", f"{ours * 1000:8.0f}"], True
    if bare := BARE.get(format_id):
        same = [*read_basemap_frames(content), *frames] if format_id == "gpkg" else frames
        other = measure(lambda out: bare(same, out), format_.spec.suffix)
        ok = ours / other <= RATIO
        cells += [f"{other * 1000:8.0f}", f"{ours / other:6.2f}", f"{RATIO:6.2f}"]
    else:
        cells += [" " * 8, " " * 6, " " * 6]
    if limit := LIMITS_S.get(format_id):
        ok = ok and ours <= limit
        cells.append(f"{limit:5.1f} s")
    return "  ".join([*cells, "" if ok else "<- misses"]).rstrip(), ok


def run_command(out: Path) -> None:
    """Write a sheet from the command line, with modules compiled once, as those of an installed package are."""
    compiled = Path(tempfile.gettempdir()) / "koreamap-bench"
    env = os.environ | {"PYTHONPYCACHEPREFIX": str(compiled), "PYTHONDONTWRITEBYTECODE": ""}
    command = [sys.executable, "-m", "koreamap", "export", "print-pdf", "--out", str(out)]
    subprocess.run(command, check=True, capture_output=True, env=env)  # noqa: S603 - our own interpreter and program


def compare_sheets(atlas: Atlas) -> list[bool]:
    """Print a row for a sheet with all layers in this process, and for the usual one from the command line."""
    themes = [record.id for record in atlas.layers.values() if record.is_theme]
    content = read_content(check_request(atlas, format_id="print-pdf", layers=themes))
    write = find_formats()["print-pdf"].write
    rows = (
        ("all layers", 1.2, lambda out: write(content, out, lambda _step: None)),
        ("from shell", 2.5, run_command),
    )
    results = []
    for name, limit, make in rows:
        taken = measure(make, ".pdf")
        results.append(taken <= limit)
        miss = "" if results[-1] else "  <- misses"
        print(f"{name:<14}  {taken * 1000:8.0f}{' ' * 28}{limit:5.1f} s{miss}", flush=True)
    return results


def main() -> int:
    atlas = read_atlas()
    content = read_content(check_request(atlas, format_id="gpkg"))
    frames = [
        frame.set_geometry([to_multi(geometry) for geometry in frame.geometry], crs=frame.crs)
        for frame in (to_frame(to_feature_table(content, layer, "geoparquet")) for layer in content.layers)
    ]
    wanted = sys.argv[1:] or [id_ for id_, format_ in find_formats().items() if format_.spec.target == "file"]
    print(f"{'format':<14}  {'koreamap':>8}  {'bare':>8}  {'ratio':>6}  {'goal':>6}  limit   (ms, median of {ROUNDS})")
    results = []
    for format_id in wanted:
        row, ok = compare(format_id, content, frames)
        results.append(ok)
        print(row, flush=True)
    if "print-pdf" in wanted:
        results += compare_sheets(atlas)
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
