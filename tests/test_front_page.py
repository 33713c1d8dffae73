from __future__ import annotations

import gzip
import json
import logging
import re
import struct
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pytest
import streamlit
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from asking import ask
from koreamap.app import front_page
from koreamap.app.answers import AnswersMiddleware, Pages
from koreamap.app.application import build_middleware
from koreamap.app.frame import find_titles
from koreamap.app.front_page import (
    find_front_file,
    find_front_page,
    read_address,
    read_index,
    write_missing,
    write_page,
)
from koreamap.app.security import hash_script
from koreamap.errors import MapError

if TYPE_CHECKING:
    from collections.abc import Iterator

BEHIND = Starlette(routes=[Route("/{path:path}", lambda _request: PlainTextResponse("Streamlit"))])
"""In Streamlit's place."""

PATHS = {"map": "layers/map.0.json", "places": "layers/</script><b>.0.json"}


@pytest.fixture(autouse=True)
def fresh_pages() -> Iterator[None]:
    front_page._build_page.cache_clear()
    yield
    front_page._build_page.cache_clear()


def write(path: str = "", paths: dict[str, str] | None = None, **more: Any) -> str:
    page = write_page(read_index(), path=path, paths=PATHS if paths is None else paths, first=["layers/a.json"], **more)
    assert page is not None
    return page


def read_start(page: str) -> Any:
    found = re.search(r'<script type="application/json" id="koreamap-start">(.*?)</script>', page)
    assert found
    return json.loads(found[1])


def inline_scripts(page: str) -> list[str]:
    found = re.findall(r"<script([^>]*)>(.*?)</script>", page, re.DOTALL)
    return [body for attributes, body in found if "src=" not in attributes and "json" not in attributes]


# --- what is made of Streamlit's page


@pytest.mark.parametrize("part", list(front_page._PARTS))
def test_the_installed_streamlit_has_each_part_once(part: str) -> None:
    assert len(re.findall(front_page._PARTS[part], read_index(), re.DOTALL)) == 1


def test_streamlit_is_loaded_as_its_own_page_does() -> None:
    index = read_index()
    page = write()
    start = read_start(page)["streamlit"]
    assert f'src="{start["script"]}"' in index
    assert f'href="{start["sheet"]}"' in index
    assert len(start["modules"]) == index.count('rel="modulepreload"') > 20
    static = files("streamlit").joinpath("static")
    assert all(static.joinpath(path).is_file() for path in [start["script"], start["sheet"], *start["modules"]])
    assert not re.search(r"<(script|link)[^>]*\./static/", page)


def test_what_else_streamlit_has_in_its_page_stays() -> None:
    page = write()
    for kept in ('rel="service-desc"', "window.prerenderReady = false", '<div id="root"></div>', 'name="viewport"'):
        assert page.count(kept) == read_index().count(kept) == 1


def test_page_says_what_it_is() -> None:
    page = write()
    assert "Streamlit</title>" not in page
    assert re.search(r"<title>koreamap: [^<]+</title>", page)
    for name in ("og:title", "og:description", "og:image", "og:image:alt", "og:type"):
        assert len(re.findall(rf'<meta property="{name}" content="[^"]+">', page)) == 1
    assert page.count('<meta name="description"') == page.count('rel="icon"') == page.count("<title>") == 1


@pytest.mark.parametrize("path", list(find_titles()))
def test_every_page_has_a_title_and_a_description_of_its_own(path: str) -> None:
    found = {
        other: re.findall(r'<title>(.*?)</title>|<meta name="description" content="(.*?)">', write(other))
        for other in find_titles()
    }
    (title, _), (_, description) = found.pop(path)
    assert title
    assert len(description) > 40
    assert not any(title == said[0][0] or description == said[1][1] for said in found.values())


def test_page_without_a_script_says_that_it_needs_one() -> None:
    hides, says = re.findall(r"<noscript>(.*?)</noscript>", write(), re.DOTALL)
    assert "display: none" in hides
    assert "needs JavaScript" in says


@pytest.mark.parametrize("path", list(find_titles()))
def test_head_links_every_page_and_marks_this_one(path: str) -> None:
    page = write(path)
    assert re.findall(r'<a href="\./([^"]*)"', page) == list(find_titles())
    assert re.findall(r'<a href="\./([^"]*)" aria-current="page"', page) == [path]
    assert (find_titles()[path] in re.findall(r"<title>(.*?)</title>", page)[0]) == bool(path)


def test_every_address_in_the_page_holds_under_a_base_path() -> None:
    page = write()
    addresses = re.findall(r'(?:href|src)="([^"]*)"', page) + re.findall(r'og:image" content="([^"]*)"', page)
    start = read_start(page)
    addresses += [*start["streamlit"]["modules"], start["explorer"]["module"], start["explorer"]["sheet"]]
    assert [address for address in addresses if not address.startswith("./")] == []


def test_what_the_explorer_reads_cannot_end_its_block() -> None:
    assert read_start(write())["explorer"]["paths"] == PATHS


def test_without_an_explorer_nothing_is_fetched_before_streamlit() -> None:
    page = write("claims", {})
    assert read_start(page)["explorer"] is None
    assert not re.search(r'rel="(module)?preload"', page)


@pytest.mark.parametrize("part", list(front_page._PARTS))
@pytest.mark.parametrize("change", ["gone", "twice"])
def test_a_page_that_streamlit_has_changed_is_left_alone(
    part: str, change: str, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = re.search(front_page._PARTS[part], read_index(), re.DOTALL)
    assert found
    mangled = read_index().replace(found[0], "" if change == "gone" else found[0] * 2)
    monkeypatch.setattr(front_page, "read_index", lambda: mangled)
    app = AnswersMiddleware(BEHIND, base_path="", finders=[find_front_page])
    with caplog.at_level(logging.WARNING, logger="koreamap"):
        assert ask(app, "/claims").body == b"Streamlit"
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert streamlit.__version__ in caplog.text
    assert part in caplog.text


def test_without_built_files_streamlit_begins_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise MapError("map", found="none", expected="one")

    monkeypatch.setattr(front_page, "find_paths", refuse)
    page = find_front_page("")
    assert page is not None
    assert read_start(page.body.decode())["explorer"] is None


# --- the policy


@pytest.mark.parametrize("path", list(find_titles()))
def test_policy_allows_the_scripts_of_the_page_and_no_other(path: str) -> None:
    guard, *_ = build_middleware("")
    (allowed,) = re.findall(r"script-src ([^;]*)", guard.kwargs["policy"])
    bodies = inline_scripts(write(path))
    assert len(bodies) == 3
    assert sorted({f"'{hash_script(body)}'" for body in bodies} | {"'self'"}) == sorted(set(allowed.split()))


def test_streamlit_page_may_still_run() -> None:
    guard, *_ = build_middleware("")
    assert all(hash_script(body) in guard.kwargs["policy"] for body in inline_scripts(read_index()))


# --- where it stands


@pytest.mark.parametrize("base", ["", "maps", "/a/b/"])
@pytest.mark.parametrize("path", list(find_titles()))
def test_front_page_stands_at_every_page(base: str, path: str) -> None:
    app = AnswersMiddleware(BEHIND, base_path=base, finders=[find_front_page])
    address = "/" + "/".join(part for part in (base.strip("/"), path) if part) + ("/" if base and not path else "")
    plain, packed = ask(app, address), ask(app, address, accept_encoding="gzip")
    assert plain.status == 200
    assert plain.headers["content-type"].startswith("text/html")
    assert plain.headers["cache-control"] == "no-cache"
    assert gzip.decompress(packed.body) == plain.body
    assert ask(app, address, "HEAD").headers["content-length"] == str(len(plain.body))
    assert ask(app, address, if_none_match=plain.headers["etag"]).status == 304


@pytest.mark.parametrize("path", ["/claims/", "/nosuch", "/index.html", "/claims/claims"])
def test_other_addresses_are_left_to_streamlit(path: str) -> None:
    assert ask(AnswersMiddleware(BEHIND, base_path="", finders=[find_front_page]), path).body == b"Streamlit"


READER = {"accept": "text/html,*/*;q=0.8"}
PAGES = Pages(known=find_titles(), moved={"explore": ""}, missing=write_missing())


@pytest.mark.parametrize("base", ["", "/a/b"])
@pytest.mark.parametrize("path", ["nosuch", "index.html", "claims/claims"])
def test_in_place_of_a_page_that_there_is_not_stand_the_links_to_the_others(base: str, path: str) -> None:
    app = AnswersMiddleware(BEHIND, base_path=base, finders=[find_front_page], pages=PAGES)
    answer = ask(app, f"{base}/{path}", **READER)
    assert (answer.status, answer.headers["cache-control"]) == (404, "no-store")
    page = answer.body.decode()
    assert re.findall(r'<a href="([^"]*)"', page) == [f"{base}/{title}" for title in find_titles()]
    assert "<h1>No such page</h1>" in page
    guard, *_ = build_middleware("")
    assert all(f"'{hash_script(body)}'" in guard.kwargs["policy"] for body in inline_scripts(page))
    assert ask(app, f"{base}/{path}").body == b"Streamlit", "a program asks for no page"


@pytest.mark.parametrize("path", ["claims/", "_stcore/health", "static/js/x.js", "media/x.png", "auth/login"])
def test_what_streamlit_answers_for_is_left_to_it(path: str) -> None:
    app = AnswersMiddleware(BEHIND, base_path="", finders=[], pages=PAGES)
    assert ask(app, f"/{path}", **READER).body == b"Streamlit"


@pytest.mark.parametrize("path", list(find_titles()))
def test_a_page_that_has_no_front_page_now_is_streamlits(path: str) -> None:
    app = AnswersMiddleware(BEHIND, base_path="", finders=[], pages=PAGES)
    assert ask(app, f"/{path}", **READER).body == b"Streamlit"


@pytest.mark.parametrize(("query", "there"), [("", "./"), ("?feature=nll&utm=x", "./?feature=nll&utm=x")])
def test_the_first_page_is_known_by_its_name_too(query: str, there: str) -> None:
    app = AnswersMiddleware(BEHIND, base_path="", finders=[], pages=PAGES)
    answer = ask(app, f"/explore{query}", **READER)
    assert (answer.status, answer.headers["location"]) == (307, there)


def test_page_is_made_once() -> None:
    assert find_front_page("claims") is find_front_page("claims")


# --- the picture, the icon, the address of the world


def test_preview_is_a_small_picture_of_the_size_that_it_says() -> None:
    page = write()
    (path,) = re.findall(r'og:image" content="\./([^"]*)"', page)
    preview = find_front_file(path)
    assert preview is not None
    assert preview.body.startswith(b"\x89PNG")
    assert len(preview.body) < 150_000
    size = struct.unpack(">II", preview.body[16:24])
    assert size == tuple(int(*re.findall(rf'og:image:{side}" content="(\d+)"', page)) for side in ("width", "height"))


def test_icon_is_a_drawing() -> None:
    (path,) = re.findall(r'rel="icon" type="image/svg\+xml" href="\./([^"]*)"', write())
    icon = find_front_file(path)
    assert icon is not None
    assert icon.media_type == "image/svg+xml"
    assert len(icon.body) < 2000


def test_preview_has_the_whole_address_where_the_app_has_one() -> None:
    page = write("claims", address="https://maps.example/korea/")
    assert re.search(r'og:image" content="https://maps\.example/korea/layers/preview\.\w+\.png"', page)
    assert 'og:url" content="https://maps.example/korea/claims"' in page


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("", ""),
        ("https://maps.example", "https://maps.example/"),
        (" https://maps.example/korea/ ", "https://maps.example/korea/"),
        ("http://127.0.0.1:8501", "http://127.0.0.1:8501/"),
    ],
)
def test_address_ends_with_a_slash(given: str, read: str) -> None:
    assert read_address({"KOREAMAP_ADDRESS": given}) == read


@pytest.mark.parametrize("given", ["maps.example", "javascript:alert(1)", 'https://a.example/"><script>', "https://"])
def test_what_is_no_address_is_refused(given: str) -> None:
    with pytest.raises(MapError, match="KOREAMAP_ADDRESS"):
        read_address({"KOREAMAP_ADDRESS": given})


# --- the look


def test_colours_are_the_themes_own(monkeypatch: pytest.MonkeyPatch) -> None:
    options = {"theme.light.backgroundColor": "#abcdef", "theme.dark.backgroundColor": "#123456", "theme.font": "Serif"}
    monkeypatch.setattr(front_page.st, "get_option", options.get)
    page = write()
    assert re.search(r"#koreamap-front\{--st-font:Serif;[^}]*--st-background-color:#abcdef;", page)
    assert re.search(r'dark"\] #koreamap-front\{[^}]*--st-background-color:#123456;', page)


def test_a_colour_cannot_end_the_sheet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(front_page.st, "get_option", lambda _name: "red}</style><script>")
    assert "<script>;" not in write()
    assert "red}" not in write()
