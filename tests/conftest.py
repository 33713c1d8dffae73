"""What the tests share: no network, a small build, the real server and a browser that tells on itself."""

from __future__ import annotations

import gc
import sys
import tempfile
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pytest
import pytest_socket
from hypothesis import HealthCheck, settings
from xdist.scheduler import LoadFileScheduling

from built_once import LAYERS, PLACES, build_once
from koreamap import translation
from koreamap.atlas import Atlas, read_atlas
from koreamap.claims import Reference
from koreamap.layers._land import split_korea
from koreamap.layers._texts import fill_texts
from koreamap.personal import FOLDER_VARIABLE
from koreamap.reading import child, process, spare
from koreamap.reading.reader import read_file
from koreamap.text.documents import read_documents
from small_build import build_small_files

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xdist.remote import Producer

settings.register_profile("busy", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy")  # a busy machine is no fault of the code

pytest_plugins = ["browser", "other_browsers", "postgres"]

LONGEST = "test_recipes.py"
TOGETHER = {"test_claims.py", "test_claims_curated.py", "test_golden_claims.py", "test_layers.py"}
"""What is tested against all layers, which take seconds to build: one process builds them for all of these."""


class FilesByProcess(LoadFileScheduling):
    """Give each file to one process, and to the same one those that share what is dear."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return "together" if Path(file).name in TOGETHER else file


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> FilesByProcess | None:
    """Replace xdist's own way to give files to processes."""
    return FilesByProcess(config, log) if config.getoption("dist") == "loadfile" else None


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take longest, so that no process waits for one of them at the end; shuffled or not."""

    marked: dict[Path, set[str]] = {}
    for item in items:
        marked.setdefault(item.path, set()).update(mark.name for mark in item.iter_markers())
    long = {"browser", "firefox", "webkit", "qgis", "postgres"}
    rank = {
        path: (path.name != LONGEST, long.isdisjoint(names), "thorough" not in names) for path, names in marked.items()
    }
    items.sort(key=lambda item: rank[item.path])


def pytest_collection_finish() -> None:
    """Let the collector of garbage pass over what was imported and collected: it stays to the end."""
    gc.collect()
    gc.freeze()


def pytest_runtest_setup() -> None:
    """Let a test reach this machine and no other."""
    pytest_socket.socket_allow_hosts(["127.0.0.1", "::1"], allow_unix_socket=True)


@pytest.fixture(scope="session", autouse=True)
def _installed_components() -> Iterator[None]:
    """Let Streamlit look for components among the installed packages once, not for each page that is run."""
    with pytest.MonkeyPatch.context() as patch:
        if "streamlit.testing.v1" in sys.modules:
            scanner = import_module("streamlit.components.v2.manifest_scanner")
            patch.setattr(scanner, "scan_component_manifests", cache(scanner.scan_component_manifests))
        yield


@pytest.fixture(scope="session", autouse=True)
def _personal_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give what lives through many tests, servers among it, an empty folder for a user's own things."""
    folders = tmp_path_factory.mktemp("personal")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(FOLDER_VARIABLE, tempfile.mkdtemp(dir=folders))
        yield folders


@pytest.fixture(autouse=True)
def personal_folder(_personal_folders: Path) -> Iterator[Path]:
    """Give each test an empty folder for a user's own things."""
    with pytest.MonkeyPatch.context() as patch:
        folder = Path(tempfile.mkdtemp(dir=_personal_folders))
        patch.setenv(FOLDER_VARIABLE, str(folder))
        yield folder


@pytest.fixture
def in_korean() -> Iterator[None]:
    """Speak Korean, and then what was spoken before."""
    before = translation.spoken()
    translation.speak("ko")
    yield
    translation.speak(before)


class _NoProcess:
    """Stands for a process that reads files, and reads them here."""

    runs = True

    def __init__(self) -> None:
        self.environment = process.find_environment()

    def ask(self, given: bytes) -> child.Outcome:
        return child._read(read_file, msgspec.msgpack.decode(given, type=child.Task))

    def end(self) -> None:
        """Do nothing."""


@pytest.fixture
def read_here(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Read files in this very process: what a process of its own is for is tested with the readers."""
    monkeypatch.setattr(spare, "ReaderProcess", _NoProcess)
    yield
    spare.end_spare()


@pytest.fixture
def small_folder(tmp_path: Path) -> Path:
    """Write the small build where a test may spoil it."""
    for name, data in build_small_files().items():
        (tmp_path / name).write_bytes(data)
    return tmp_path


@pytest.fixture
def small_atlas(small_folder: Path) -> Atlas:
    """Read the small build."""
    return read_atlas(small_folder)


@pytest.fixture(scope="session")
def session_small_atlas(tmp_path_factory: pytest.TempPathFactory) -> Atlas:
    """Read the small build once, for tests that only look."""
    folder = tmp_path_factory.mktemp("layers")
    for name, data in build_small_files().items():
        (folder / name).write_bytes(data)
    return read_atlas(folder)


@pytest.fixture(scope="session")
def reference() -> Reference:
    """Build what claims are tested against."""
    places, layers = fill_texts(PLACES, list(map(build_once, LAYERS)))
    return Reference(
        places=places,
        features={feature.id: feature for layer in layers for feature in layer.features},
        documents={document.id: document for document in read_documents()},
        land=split_korea("osm-land/land-50m.geojson")[0],
    )
