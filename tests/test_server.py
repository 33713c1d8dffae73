from __future__ import annotations

import asyncio
import base64
import gzip
import hashlib
import json
import re
from concurrent.futures import ThreadPoolExecutor
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pytest
from starlette.applications import Starlette

from koreamap.app import served
from koreamap.app.served import Served, build_routes, build_served, describe_cards, read_served
from koreamap.app.server import GuardMiddleware, build_middleware, build_policy, hash_inline_scripts, read_tiles
from koreamap.cards import build_card
from koreamap.errors import BuildError, MapError
from koreamap.maps import OnlineTiles

if TYPE_CHECKING:
    from pathlib import Path

    from koreamap.atlas import Atlas

BODY = b'{"type":"FeatureCollection","features":[]}' * 50
TILES = {"KOREAMAP_TILES": "https://tiles.example/{z}/{x}/{y}.png", "KOREAMAP_TILES_ATTRIBUTION": "© Example"}


class Answer:
    """What an ASGI application sent back."""

    def __init__(self, messages: list[dict[str, Any]]) -> None:
        self.status = messages[0]["status"]
        self.headers = {name.decode(): value.decode() for name, value in messages[0]["headers"]}
        self.body = b"".join(message.get("body", b"") for message in messages[1:])


def ask(app: Any, path: str, method: str = "GET", **headers: str) -> Answer:
    messages: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        messages.append(message)

    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "headers": raw,
        "root_path": "",
    }
    # In a thread of its own: a browser test's event loop may still run in this one.
    with ThreadPoolExecutor(1) as threads:
        threads.submit(lambda: asyncio.run(app(scope, receive, send))).result()
    return Answer(messages)


@pytest.fixture
def nll(monkeypatch: pytest.MonkeyPatch) -> Served:
    file = build_served("nll", ".geojson", BODY)
    monkeypatch.setattr(served, "find_served", lambda: {"nll": file})
    return file


@pytest.fixture
def app(nll: Served) -> Starlette:  # noqa: ARG001 - the routes find it in the registry
    return Starlette(routes=build_routes(""))


# --- served files


def test_name_follows_the_content() -> None:
    file = build_served("nll", ".geojson", BODY)
    assert file.path == f"layers/nll.{hashlib.sha256(BODY).hexdigest()[:12]}.geojson"
    assert build_served("nll", ".geojson", BODY) == file
    assert build_served("nll", ".geojson", BODY + b" ").path != file.path


def test_file_is_served_for_ever(app: Starlette, nll: Served) -> None:
    answer = ask(app, f"/{nll.path}")
    assert (answer.status, answer.body) == (200, BODY)
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-type"] == "application/geo+json"
    assert "content-encoding" not in answer.headers


@pytest.mark.parametrize("accepted", ["gzip", "br, gzip;q=0.8", "GZIP"])
def test_gzip_when_accepted(app: Starlette, nll: Served, accepted: str) -> None:
    answer = ask(app, f"/{nll.path}", accept_encoding=accepted)
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["vary"] == "Accept-Encoding"
    assert int(answer.headers["content-length"]) == len(answer.body) < len(BODY)
    assert gzip.decompress(answer.body) == BODY


@pytest.mark.parametrize("accepted", ["", "br", "gzip;q=0", "identity"])
def test_no_gzip_when_refused(app: Starlette, nll: Served, accepted: str) -> None:
    assert ask(app, f"/{nll.path}", accept_encoding=accepted).body == BODY


def test_head_names_the_length(app: Starlette, nll: Served) -> None:
    answer = ask(app, f"/{nll.path}", "HEAD")
    assert (answer.status, answer.headers["content-length"]) == (200, str(len(BODY)))


def test_known_version_is_not_sent_again(app: Starlette, nll: Served) -> None:
    answer = ask(app, f"/{nll.path}", if_none_match=ask(app, f"/{nll.path}").headers["etag"])
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
def test_anything_else_is_not_found(app: Starlette, path: str) -> None:
    answer = ask(app, path)
    assert (answer.status, answer.body) == (404, b"not found")
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("base", ["maps", "/maps/", "a/b"])
def test_routes_stand_under_the_base_path(nll: Served, base: str) -> None:
    app = Starlette(routes=build_routes(base))
    assert ask(app, f"/{base.strip('/')}/{nll.path}").status == 200
    assert ask(app, f"/{nll.path}").status == 404


def test_two_files_of_one_stem_are_refused(tmp_path: Path) -> None:
    for suffix in (".json", ".geojson"):
        (tmp_path / f"nll{suffix}").write_text("{}")
    with pytest.raises(BuildError, match="two of that stem"):
        read_served(tmp_path.iterdir())


def test_only_built_kinds_are_served(tmp_path: Path) -> None:
    for name in ("nll.geojson", "notes.txt", "script.js"):
        (tmp_path / name).write_text("{}")
    (tmp_path / "folder.json").mkdir()
    assert list(read_served(tmp_path.iterdir())) == ["nll"]


def test_map_names_every_layer_where_it_is_served() -> None:
    registry = served.find_served()
    description = registry["map"].body.decode()
    urls = set(re.findall(r'"url":"([^"]+)"', description))
    assert urls
    assert urls <= {file.path for file in registry.values()}


def test_unknown_stem_names_the_known_ones(nll: Served) -> None:  # noqa: ARG001 - puts one file into the registry
    with pytest.raises(BuildError, match="one of nll"):
        served.find_path("atlantis")


# --- the policy


def test_policy_lets_nothing_in_that_is_not_ours() -> None:
    policy = dict(
        directive.split(" ", 1) for directive in build_policy(script_hashes=("sha256-x",), tiles=None).split("; ")
    )
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == "'self' 'sha256-x'"
    assert policy["connect-src"] == "'self'"
    assert "unsafe-eval" not in str(policy)
    assert [name for name, value in policy.items() if "unsafe-inline" in value] == ["style-src"]
    assert not re.search(r"https?:|\*", str(policy))


def test_tile_host_is_named_for_pictures_only() -> None:
    tiles = OnlineTiles(url="https://tiles.example:8443/{z}/{x}/{y}.png?k=1", attribution="© Example")
    policy = build_policy(script_hashes=(), tiles=tiles)
    assert "img-src 'self' data: blob: https://tiles.example:8443;" in policy
    assert policy.count("tiles.example") == 1


def test_inline_scripts_of_the_installed_streamlit_are_hashed() -> None:
    page = files("streamlit").joinpath("static", "index.html").read_text(encoding="utf-8")
    inline = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    expected = tuple("sha256-" + base64.b64encode(hashlib.sha256(s.encode()).digest()).decode() for s in inline)
    assert hash_inline_scripts(page) == expected
    (middleware,) = build_middleware()
    assert all(digest in middleware.kwargs["policy"] for digest in expected)


def test_scripts_with_an_address_are_not_hashed() -> None:
    assert hash_inline_scripts('<script src="a.js"></script><SCRIPT type="module" SRC=b.js></SCRIPT>') == ()


def test_every_answer_is_guarded(nll: Served) -> None:
    app = GuardMiddleware(Starlette(routes=build_routes("")), policy="default-src 'none'")
    for path in (f"/{nll.path}", "/layers/none", "/nowhere"):
        headers = ask(app, path).headers
        assert headers["content-security-policy"] == "default-src 'none'"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert "geolocation=()" in headers["permissions-policy"]


# --- online tiles


def test_tiles_are_off_by_default() -> None:
    assert read_tiles({}) is None
    assert read_tiles({"KOREAMAP_TILES": " "}) is None


def test_tiles_are_on_when_configured() -> None:
    assert read_tiles(TILES) == OnlineTiles(url=TILES["KOREAMAP_TILES"], attribution="© Example")
    local = TILES | {"KOREAMAP_TILES": "http://127.0.0.1:8080/{z}/{x}/{y}.png"}
    assert read_tiles(local) is not None


@pytest.mark.parametrize(
    "url",
    [
        "http://tiles.example/{z}/{x}/{y}.png",
        "https://tiles.example/{z}/{x}.png",
        "https://{s}.tiles.example/{z}/{x}/{y}.png",
        "https://tiles.example/{z}/{x}/{y}.png; script-src *",
        "https://tiles.example;script-src/{z}/{x}/{y}.png",
        "https://*/{z}/{x}/{y}.png",
        "https://user:word@tiles.example/{z}/{x}/{y}.png",
        "https:///{z}/{x}/{y}.png",
        "javascript:alert(1)//{z}/{x}/{y}",
        "file:///{z}/{x}/{y}.png",
        "https://tiles.example/{z}/{x}/{y}.png\nX: y",
        "//tiles.example/{z}/{x}/{y}.png",
    ],
)
def test_unsafe_tiles_are_refused(url: str) -> None:
    with pytest.raises(MapError, match="KOREAMAP_TILES"):
        read_tiles(TILES | {"KOREAMAP_TILES": url})


def test_tiles_without_credit_are_refused() -> None:
    with pytest.raises(MapError, match="ATTRIBUTION"):
        read_tiles({"KOREAMAP_TILES": TILES["KOREAMAP_TILES"]})


def test_cards_are_served_as_python_makes_them(small_atlas: Atlas) -> None:
    cards = json.loads(describe_cards(small_atlas))["cards"]
    assert [card["id"] for card in cards] == list(small_atlas.places)
    assert cards == [json.loads(json.dumps(build_card(place_id, small_atlas))) for place_id in small_atlas.places]
