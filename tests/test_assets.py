from __future__ import annotations

import gzip
import hashlib
import json
import re
import shutil
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Any

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from asking import ask
from koreamap import frontend
from koreamap.app import assets
from koreamap.app.answers import FINDERS, AnswersMiddleware, Pages, find_module, find_streamlit_file
from koreamap.app.assets import Asset, build_asset, describe_cards, find_asset, read_assets
from koreamap.build import write_files
from koreamap.drawing.cards import build_card
from koreamap.errors import BuildError
from koreamap.frontend import bundle
from koreamap.manifest import MANIFEST, read_manifest, write_manifest
from small_build import sign

if TYPE_CHECKING:
    from collections.abc import Callable

    from koreamap.atlas import Atlas

BODY = b'{"type":"FeatureCollection","features":[]}' * 50
NLL = build_asset("nll", ".geojson", BODY)
BEHIND = Starlette(routes=[Route("/{path:path}", lambda _request: PlainTextResponse("Streamlit"))])
"""In Streamlit's place."""


def serve(*finders: Callable[[str], Asset | None], base_path: str = "") -> Any:
    return AnswersMiddleware(BEHIND, base_path=base_path, finders=finders)


@pytest.fixture
def app() -> Any:
    return serve({NLL.path: NLL}.get)


# --- assets


def test_name_follows_the_content() -> None:
    assert NLL.path == f"layers/nll.{hashlib.sha256(BODY).hexdigest()[:12]}.geojson"
    assert build_asset("nll", ".geojson", BODY) == NLL
    assert build_asset("nll", ".geojson", BODY + b" ").path != NLL.path


def test_two_files_of_one_stem_are_refused(tmp_path: Path) -> None:
    for suffix in (".json", ".geojson"):
        (tmp_path / f"nll{suffix}").write_text("{}")
    sign(tmp_path)
    with pytest.raises(BuildError, match="two of that stem"):
        read_assets(read_manifest(tmp_path))


def test_only_built_kinds_are_assets(tmp_path: Path) -> None:
    built = dict.fromkeys(("nll.geojson", "notes.txt", "script.js", "schemas/nll.schema.json"), b"{}")
    write_files(built | {MANIFEST: write_manifest(built)}, tmp_path / "layers")
    (tmp_path / "layers" / "somebodys.geojson").write_text("{}")
    assert list(read_assets(read_manifest(tmp_path / "layers"))) == ["nll"]


def test_file_of_an_earlier_state_is_found_or_not_but_never_read_from_a_folder_that_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folders = [tmp_path / name for name in "abcde"]
    for folder in folders:
        folder.mkdir()
        (folder / "nll.geojson").write_text(folder.name)
        sign(folder)
    monkeypatch.setattr(assets, "read_atlas", read_manifest)
    monkeypatch.setattr(assets, "find_charts", dict)
    monkeypatch.setattr(assets, "describe_home_map", lambda **_ways: b"")
    for maker in ("describe_cards", "_describe_citations", "describe_findings"):
        monkeypatch.setattr(assets, maker, lambda _atlas: b"")

    def turn_to(folder: Path) -> str:
        monkeypatch.setattr(assets, "atlas_dir", lambda: folder)
        return assets.find_assets()["nll"].name

    names = [turn_to(folder) for folder in folders[:4]]
    turn_to(folders[0])  # the state that was made first is read last
    names.append(turn_to(folders[4]))
    shutil.rmtree(folders[1])
    assert find_asset("nothing.json") is None
    for name in names[1:]:
        assert find_asset(name) is not None


def test_map_names_every_layer_where_it_is() -> None:
    registry = assets.find_assets()
    description = registry["map"].body.decode()
    urls = set(re.findall(r'"url":"([^"]+)"', description))
    assert urls
    assert urls <= {asset.path for asset in registry.values()}


def test_cards_are_as_python_makes_them(small_atlas: Atlas) -> None:
    cards = json.loads(describe_cards(small_atlas))["cards"]
    assert [card["id"] for card in cards] == list(small_atlas.places)
    assert cards == [json.loads(json.dumps(build_card(place_id, small_atlas))) for place_id in small_atlas.places]


# --- answers


def test_asset_may_be_kept_for_ever(app: Any) -> None:
    answer = ask(app, f"/{NLL.path}")
    assert (answer.status, answer.body) == (200, BODY)
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-type"] == "application/geo+json"
    assert "content-encoding" not in answer.headers


@pytest.mark.parametrize("accepted", ["gzip", "br, gzip;q=0.8", "GZIP"])
def test_gzip_when_accepted(app: Any, accepted: str) -> None:
    answer = ask(app, f"/{NLL.path}", accept_encoding=accepted)
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["vary"] == "Accept-Encoding"
    assert int(answer.headers["content-length"]) == len(answer.body) < len(BODY)
    assert gzip.decompress(answer.body) == BODY


@pytest.mark.parametrize("accepted", ["", "br", "gzip;q=0", "identity"])
def test_no_gzip_when_refused(app: Any, accepted: str) -> None:
    assert ask(app, f"/{NLL.path}", accept_encoding=accepted).body == BODY


def test_head_names_the_length(app: Any) -> None:
    answer = ask(app, f"/{NLL.path}", "HEAD")
    assert (answer.status, answer.headers["content-length"]) == (200, str(len(BODY)))


def test_known_version_is_not_sent_again(app: Any) -> None:
    answer = ask(app, f"/{NLL.path}", if_none_match=ask(app, f"/{NLL.path}").headers["etag"])
    assert (answer.status, answer.body) == (304, b"")


@pytest.mark.parametrize(
    "path",
    [
        "/layers/",
        "/layers/nll.geojson",
        "/layers/nll.000000000000.geojson",
        "/layers/../pyproject.toml",
        "/layers/../../etc/passwd",
        "/layers/%2e%2e/pyproject.toml",
        "/layers/C:\\windows\\win.ini",
        "/layers/nll\x00.geojson",
        "/layers/" + "a" * 5000,
    ],
)
def test_anything_else_is_not_found(path: str) -> None:
    answer = ask(serve(*FINDERS), path)
    assert (answer.status, answer.body) == (404, b"not found")
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(("path", "method"), [("/", "GET"), ("/_stcore/health", "GET"), ("/layersnll", "GET")])
def test_what_is_not_ours_is_left_to_streamlit(app: Any, path: str, method: str) -> None:
    assert ask(app, path, method).body == b"Streamlit"


def test_only_reading_is_answered(app: Any) -> None:
    assert ask(app, f"/{NLL.path}", "POST").status == 405


@pytest.mark.parametrize("base", ["maps", "/maps/", "a/b"])
def test_answers_stand_under_the_base_path(base: str) -> None:
    app = serve({NLL.path: NLL}.get, base_path=base)
    assert ask(app, f"/{base.strip('/')}/{NLL.path}").body == BODY
    assert ask(app, f"/{NLL.path}").body == b"Streamlit"


def test_the_page_for_what_is_not_there_repeats_nothing_as_markup() -> None:
    pages = Pages(known=(), moved={}, missing=Template('<a href="$base">first page</a>'))
    app = AnswersMiddleware(BEHIND, base_path='"><b>', finders=(), pages=pages)
    answer = ask(app, '/"><b>/nowhere', accept="text/html")
    assert (answer.status, answer.body) == (404, b'<a href="/&quot;&gt;&lt;b&gt;/">first page</a>')


# --- Streamlit's files, packed


STREAMLIT = Path(str(files("streamlit"))) / "static"
SCRIPT = max((STREAMLIT / "static" / "js").glob("index.*.js"), key=lambda path: path.stat().st_size)


def test_streamlit_files_are_packed_when_accepted() -> None:
    answer = ask(serve(find_streamlit_file), f"/static/js/{SCRIPT.name}", accept_encoding="gzip")
    assert gzip.decompress(answer.body) == SCRIPT.read_bytes()
    assert len(answer.body) < 0.4 * SCRIPT.stat().st_size
    assert answer.headers["content-type"].startswith("text/javascript")
    assert "immutable" in answer.headers["cache-control"]


def test_streamlit_file_is_packed_once() -> None:
    path = f"static/js/{SCRIPT.name}"
    assert find_streamlit_file(path) is find_streamlit_file(path)


@pytest.mark.parametrize("path", ["static/js/", "static/js/none.js", "static/../index.html", "index.html", "static"])
def test_only_the_files_that_streamlit_has_are_packed(path: str) -> None:
    assert find_streamlit_file(path) is None


def test_fonts_and_pictures_are_left_to_streamlit() -> None:
    names = [path.relative_to(STREAMLIT).as_posix() for path in (STREAMLIT / "static" / "media").iterdir()]
    assert names
    assert [name for name in names if find_streamlit_file(name)] == []


# --- our modules, joined


COMPONENT = "_stcore/bidi-components/koreamap.reader/"


@pytest.mark.thorough
def test_module_comes_with_all_that_it_imports() -> None:
    module = find_module(f"{COMPONENT}explorer/streamlit.js")
    assert module is not None
    assert b"class Explorer" in module.body
    assert b"export async function readCorpus" not in module.body
    assert b"readCorpus" in module.body
    assert not re.search(rb"^import ", module.body, re.MULTILINE)
    assert re.search(rb"^export default ", module.body, re.MULTILINE)
    assert module.cache_control == "no-cache"


def test_sheet_comes_with_all_that_it_imports() -> None:
    sheet = find_module(f"{COMPONENT}reader/reader.css")
    assert sheet is not None
    assert b"@import" not in sheet.body
    assert b".card" in sheet.body


@pytest.mark.parametrize(
    "path",
    [
        "_stcore/bidi-components/koreamap.reader/reader/none.js",
        "_stcore/bidi-components/koreamap.reader/../__init__.py",
        "_stcore/bidi-components/koreamap.reader/__init__.py",
        "_stcore/bidi-components/other.reader/reader/reader.js",
        "_stcore/bidi-components/koreamap.reader",
        "reader/reader.js",
        "_stcore/bidi-components/koreamap.explorer/front_page/starter.js",
    ],
)
def test_only_our_modules_are_joined(path: str) -> None:
    assert find_module(path) is None


def list_front_end(suffix: str) -> set[Path]:
    """List the files that can be asked for."""
    paths = {path.resolve() for path in frontend.FOLDER.rglob(f"*.{suffix}")}
    return {path for path in paths if path.relative_to(frontend.FOLDER.resolve()).parts[0] != "front_page"}


def find_joined(path: Path) -> Asset | None:
    return find_module(f"{COMPONENT}{path.relative_to(frontend.FOLDER.resolve()).as_posix()}")


def test_every_style_sheet_can_be_joined() -> None:
    assert list_front_end("css")
    assert all(map(find_joined, list_front_end("css")))


@pytest.mark.parametrize("path", sorted(list_front_end("js")), ids=lambda path: path.name)
def test_no_string_goes_over_lines(path: Path) -> None:
    """Indents are left out where modules are joined."""
    lines = path.read_text(encoding="utf-8").splitlines() if "vendor" not in path.parts else []
    assert [line for line in lines if line.count("`") % 2 or line.endswith("\\")] == []


@pytest.mark.thorough
def test_every_module_can_be_joined() -> None:
    """With all that it imports, which need not be asked for once more by itself."""
    left = list_front_end("js")
    assert left
    imported = {
        (path.parent / found).resolve()
        for path in left
        for found in re.findall(r"^import .*?'(\.[^']+)';$", path.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    }
    for entry in left - imported:
        assert find_joined(entry)
        order: list[Path] = []
        bundle._visit(entry, order, underway=())
        left -= set(order)
    assert left == set()
