from __future__ import annotations

import base64
import hashlib
import re
from importlib.resources import files

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from asking import ask
from koreamap.app.application import build_middleware
from koreamap.app.hosts import read_frames, read_hosts
from koreamap.app.security import GuardMiddleware, build_policy, hash_inline_scripts, read_tiles
from koreamap.drawing.maps import OnlineTiles
from koreamap.errors import MapError, ServerError

TILES = {"KOREAMAP_TILES": "https://tiles.example/{z}/{x}/{y}.png", "KOREAMAP_TILES_ATTRIBUTION": "© Example"}

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
    guard, *_ = build_middleware("")
    assert all(digest in guard.kwargs["policy"] for digest in expected)


def test_scripts_with_an_address_are_not_hashed() -> None:
    assert hash_inline_scripts('<script src="a.js"></script><SCRIPT type="module" SRC=b.js></SCRIPT>') == ()


def test_every_answer_is_guarded() -> None:
    routes = [Route("/here", lambda _request: PlainTextResponse("here"))]
    app = GuardMiddleware(Starlette(routes=routes), policy="default-src 'none'")
    for path, status in (("/here", 200), ("/nowhere", 404)):
        answer = ask(app, path)
        assert answer.status == status
        assert answer.headers["content-security-policy"] == "default-src 'none'"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert "geolocation=()" in answer.headers["permissions-policy"]


def test_guard_stands_before_our_own_answers() -> None:
    names = [middleware.cls.__name__ for middleware in build_middleware("")]
    assert names[0] == "GuardMiddleware"
    assert names[-1] == "AnswersMiddleware"
    assert sorted(names[1:-1]) == ["OriginMiddleware", "ReadyMiddleware", "TrustedHostMiddleware"]


# --- who may ask


def test_app_answers_to_this_machines_names_alone() -> None:
    assert read_hosts({}) == ("127.0.0.1", "localhost", "[::1]")
    assert read_hosts({"KOREAMAP_HOSTS": " , "}, listens="127.0.0.1", address="") == read_hosts({})
    assert read_hosts({}, listens="0.0.0.0") == read_hosts({}, listens="::") == read_hosts({})  # noqa: S104 - a name


def test_operator_names_hosts_in_one_setting_and_by_the_address() -> None:
    named = read_hosts(
        {"KOREAMAP_HOSTS": "Maps.example, 10.1.2.3,2001:db8::1"},
        listens="192.0.2.7",
        address="https://korea.example:8443/korea/",
    )
    assert named[3:] == ("maps.example", "10.1.2.3", "[2001:db8::1]", "192.0.2.7", "korea.example")


@pytest.mark.parametrize(
    "host", ["*", "*.example", "https://maps.example", "maps.example:80", "a b", "a.example/", "-"]
)
def test_what_is_no_name_of_a_host_is_refused(host: str) -> None:
    with pytest.raises(ServerError, match="KOREAMAP_HOSTS"):
        read_hosts({"KOREAMAP_HOSTS": host})


def read_framing(environment: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> tuple[str, str | None]:
    """Return whom the two headers name."""
    monkeypatch.delenv("KOREAMAP_FRAMED_BY", raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    guard, *_ = build_middleware("")
    routes = [Route("/", lambda _request: PlainTextResponse("here"))]
    headers = ask(guard.cls(Starlette(routes=routes), **guard.kwargs), "/").headers
    policy = headers["content-security-policy"].split("; ")
    (ancestors,) = (line for line in policy if line.startswith("frame-ancestors "))
    return ancestors.removeprefix("frame-ancestors "), headers.get("x-frame-options")


def test_nobody_may_frame_the_app_unless_named(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_framing({}, monkeypatch) == ("'none'", "DENY")
    named = {"KOREAMAP_FRAMED_BY": "https://portal.example, https://other.example:8443"}
    assert read_framing(named, monkeypatch) == ("https://portal.example https://other.example:8443", None)


@pytest.mark.parametrize(
    "origin",
    ["*", "https://*", "http://portal.example", "https://portal.example/", "'self'", "https://a.example; script-src *"],
)
def test_what_is_no_origin_may_not_frame(origin: str) -> None:
    with pytest.raises(ServerError, match="KOREAMAP_FRAMED_BY"):
        read_frames({"KOREAMAP_FRAMED_BY": origin})


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
