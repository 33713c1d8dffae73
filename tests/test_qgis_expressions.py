"""Every expression that we write for QGIS is one that QGIS can read, and says something about each feature.

QGIS passes over what it cannot read: a layer is then without names, or without what a rule should draw, and no message
says so.
"""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from koreamap.atlas import read_atlas
from koreamap.export import export_map
from koreamap.export.request import check_request
from koreamap.home import layers_dir
from test_export_qgis import ADDRESS, QGIS_PYTHON, qgis, unpack  # noqa: F401 - `qgis` is a fixture

if TYPE_CHECKING:
    from collections.abc import Sequence

    from koreamap.export.request import Labels

SCRIPT = Path(__file__).with_name("qgis_expressions.py")

Told = dict[str, list[tuple[str, dict[str, str]]]]
"""Where -> kind and faults of each expression."""


def evaluate(project: Path, *folders: Path, home: Path) -> Told:
    environment = {"PATH": os.environ["PATH"], "HOME": str(home), "QT_QPA_PLATFORM": "offscreen", "LANG": "C.UTF-8"}
    environment["XDG_RUNTIME_DIR"] = str(home)
    command = [QGIS_PYTHON, str(SCRIPT), *map(str, (project, *folders))]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=400, check=False)  # noqa: S603 - our own script
    assert done.returncode == 0, done.stderr[-2000:]
    told: Told = json.loads(done.stdout)
    return told


def make_package(folder: Path, *, labels: Labels, layers: Sequence[str] = ()) -> Path:
    request = check_request(read_atlas(), format_id="qgis", address=ADDRESS, labels=labels, layers=layers)
    return unpack(export_map(request, folder / "korea.zip"), folder)


def find_faults(told: Told) -> dict[str, list[dict[str, str]]]:
    faulty = {where: [faults for _kind, faults in found if faults] for where, found in told.items()}
    return {where: faults for where, faults in faulty.items() if faults}


@pytest.mark.qgis
def test_qgis_reads_every_expression_of_project_database_and_files(qgis: None, tmp_path: Path) -> None:  # noqa: ARG001, F811 - QGIS must be there
    project = make_package(tmp_path, labels="en-ko")
    told = evaluate(project, project.parent / "geojson", layers_dir(), home=tmp_path)
    assert find_faults(told) == {}
    records = read_atlas().layers
    themes = {id_ for id_, record in records.items() if record.is_theme}
    assert {f"layers: {id_}.qml" for id_ in records} | {f"geojson: {id_}.qml" for id_ in themes} <= told.keys()
    drawn = {*themes, "basemap_world", "basemap_labels"}  # of Korea's land a package has one of two
    assert {f"project: {records[id_].title}" for id_ in drawn} | {f"database: {id_}" for id_ in drawn} <= told.keys()
    kinds = {kind for found in told.values() for kind, _faults in found}
    assert kinds == {"action", "display", "filter", "geometry", "grid", "layout", "rule", "text", "time", "tip"}


@pytest.mark.qgis
def test_qgis_reads_the_lettering_in_hangul_alone(qgis: None, tmp_path: Path) -> None:  # noqa: ARG001, F811 - as above
    project = make_package(tmp_path, labels="ko", layers=["nll", "events", "western_islands", "evidence_lines"])
    told = evaluate(project, home=tmp_path)
    assert find_faults(told) == {}
    assert sum(kind == "text" for found in told.values() for kind, _faults in found) >= 2 * len(("nll", "events"))
