"""Exports for readers: so many at once, in processes that end, and files that are gone when nobody knows them."""

from __future__ import annotations

import asyncio
import gc
import io
import os
import signal
import threading
import zipfile
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image
from starlette.applications import Starlette

from asking import ask
from koreamap.app.application import build_routes
from koreamap.app.export_view import Wish, build_request, to_waiting, write_link
from koreamap.app.exporting.desk import Reader, _read_line, draw_preview, make_file
from koreamap.app.exporting.line import ExportLine, read_at_once
from koreamap.app.exporting.process import ExportProcess
from koreamap.app.exporting.shelf import MadeFile
from koreamap.app.exporting.tasks import Task
from koreamap.app.running import run
from koreamap.atlas import Atlas, read_atlas
from koreamap.errors import ExportError, MapError
from koreamap.translation import speak

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

WAIT_S = 60
"""For what must come; far longer than it takes."""


class Cancelled(BaseException):
    """What Streamlit raises in who turns away is no exception of the usual kind either."""


def ignore(_told: object) -> None:
    """Listen to nothing."""


NOBODY = Reader(wait=ignore, tell=ignore)


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return read_atlas()


@pytest.fixture
def request_(atlas: Atlas) -> Any:
    return build_request(Wish(format_id="geojson", layers=("nll",)), atlas)


# --- from the wish to the file


def test_a_file_lies_alone_until_nobody_knows_it(
    request_: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    steps: list[str] = []
    made = make_file(request_, Reader(wait=ignore, tell=steps.append))
    assert (made.path.name, made.media_type) == ("koreamap-nll-geojson.zip", "application/zip")
    assert made.size == made.path.stat().st_size
    assert "koreamap-nll-geojson/nll.geojson" in zipfile.ZipFile(made.path).namelist()
    assert {"content", "nll"} <= set(steps)
    assert [path for path in made.path.parent.iterdir() if path.is_file()] == [made.path]
    del made
    gc.collect()
    _read_line().end()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.thorough
def test_a_preview_is_a_small_picture_of_every_page(
    atlas: Atlas, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    wish = Wish(format_id="print-pdf", layers=("nll",), area="western-islands", landscape=True)
    pages = draw_preview(build_request(wish, atlas), NOBODY)
    assert len(pages) > 1
    for page in pages:
        with Image.open(io.BytesIO(page)) as picture:
            assert picture.width == pytest.approx(1000, abs=1)
            assert picture.width / picture.height == pytest.approx(297 / 210, rel=0.01)
    _read_line().end()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.thorough
def test_what_cannot_be_made_is_said_as_the_export_says_it(
    atlas: Atlas, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    request = build_request(Wish(format_id="geojson", layers=("nll",), area="typed", typed="0,0,1,1"), atlas)
    with pytest.raises(ExportError, match=r"extent: found no feature of nll in .*, expected at least one"):
        make_file(request, NOBODY)
    _read_line().end()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.thorough
def test_who_turns_away_leaves_no_process_and_no_file(
    atlas: Atlas, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    _read_line().end()

    def turn_away(step: str) -> None:
        if step == "nll":
            raise Cancelled

    with pytest.raises(Cancelled):
        make_file(build_request(Wish(format_id="gpkg"), atlas), Reader(wait=ignore, tell=turn_away))
    assert list(tmp_path.iterdir()) == []
    assert not _read_line()._ready
    assert not _read_line()._at_work


# --- the process


@pytest.fixture
def process() -> Iterator[ExportProcess]:
    process = ExportProcess()
    yield process
    process.end()


@pytest.mark.skipif(os.name != "posix", reason="the signals are POSIX's")
def test_a_process_that_is_killed_is_said(process: ExportProcess, request_: Any, tmp_path: Path) -> None:
    def kill(_step: str) -> None:
        os.kill(process._process.pid, signal.SIGKILL)

    with pytest.raises(ExportError, match=r"found that its process ended \(-9\)"):
        process.run(Task(request=request_, folder=str(tmp_path)), kill)
    assert not process.is_ready


def test_a_process_ends_with_who_started_it(process: ExportProcess) -> None:
    process._stdin.close()
    assert process._process.wait(WAIT_S) == 0


# --- the line


class Slow:
    """A process that is at work until it is let go."""

    def __init__(self) -> None:
        self.used, self.is_ready, self.has_ended = 0, True, False
        self.begun, self.let_go = threading.Event(), threading.Event()

    def run(self, task: Task, _tell: Callable[[str], object]) -> tuple[str, ...]:
        self.used += 1
        self.begun.set()
        assert self.let_go.wait(WAIT_S)
        return (task.folder,)

    def end(self) -> None:
        self.has_ended = True


class Crowd:
    """Readers who come to a line, one thread each."""

    def __init__(self, at_once: int, **options: Any) -> None:
        self.slow: list[Slow] = []
        self.line = ExportLine(at_once, start=self.start, **options)
        self.done: list[str] = []
        self.threads: list[threading.Thread] = []

    def start(self) -> Any:
        self.slow.append(Slow())
        return self.slow[-1]

    def come(self, name: str, request: Any, wait: Callable[[int], object] = ignore) -> None:
        def run() -> None:
            self.done.extend(self.line.run(Task(request=request, folder=name), wait=wait, tell=ignore))

        self.threads.append(threading.Thread(target=run))
        self.threads[-1].start()

    def leave(self) -> None:
        for thread in self.threads:
            thread.join(WAIT_S)
            assert not thread.is_alive()
        self.line.end()


def test_so_many_are_at_work_and_the_next_waits_in_order(request_: Any) -> None:
    crowd, places = Crowd(1), {name: [] for name in "bc"}
    waits = {name: threading.Event() for name in "bc"}
    crowd.come("a", request_)
    until(lambda: crowd.slow and crowd.slow[0].begun.is_set())
    for name in "bc":
        crowd.come(name, request_, lambda before, name=name: (places[name].append(before), waits[name].set()))
        assert waits[name].wait(WAIT_S)
    assert (places["b"][0], places["c"][0]) == (1, 2)
    assert len(crowd.slow) == 1, "one at once"
    crowd.slow[0].let_go.set()
    crowd.leave()
    assert crowd.done == ["a", "b", "c"]
    assert len(crowd.slow) == 1, "the process was used again"
    assert crowd.slow[0].has_ended


def until(holds: Callable[[], object]) -> None:
    """Wait for what another thread does."""
    seen = threading.Event()
    for _ in range(100 * WAIT_S):
        if holds():
            return
        seen.wait(0.01)
    pytest.fail("it did not come")


def test_two_are_at_work_at_once(request_: Any) -> None:
    crowd = Crowd(2)
    for name in "ab":
        crowd.come(name, request_)
    until(lambda: len(crowd.slow) == 2 and all(slow.begun.is_set() for slow in crowd.slow))
    for slow in crowd.slow:
        slow.let_go.set()
    crowd.leave()
    assert sorted(crowd.done) == ["a", "b"]


def test_who_leaves_the_line_lets_the_next_in(request_: Any) -> None:
    crowd, waits = Crowd(1), threading.Event()
    crowd.come("a", request_)
    until(lambda: crowd.slow and crowd.slow[0].begun.is_set())

    def turn_away(_before: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        crowd.line.run(Task(request=request_, folder="b"), wait=turn_away, tell=ignore)
    crowd.come("c", request_, lambda before: (waits.set(), crowd.slow[0].let_go.set(), before))
    assert waits.wait(WAIT_S)
    crowd.leave()
    assert crowd.done == ["a", "c"]


def test_an_idle_process_gives_its_memory_back(request_: Any) -> None:
    crowd = Crowd(1, idle_s=0.01)
    crowd.come("a", request_)
    until(lambda: crowd.slow and crowd.slow[0].begun.is_set())
    crowd.slow[0].let_go.set()
    until(lambda: crowd.slow[0].has_ended)
    crowd.leave()


def test_a_process_is_replaced_after_many_tasks(request_: Any) -> None:
    crowd = Crowd(1)
    crowd.come("a", request_)
    until(lambda: crowd.slow and crowd.slow[0].begun.is_set())
    crowd.slow[0].used = 1000
    crowd.slow[0].let_go.set()
    crowd.leave()
    crowd.come("b", request_)
    until(lambda: len(crowd.slow) == 2)
    crowd.slow[1].let_go.set()
    crowd.leave()
    assert all(slow.has_ended for slow in crowd.slow)


def test_a_process_that_was_left_at_work_is_ended(request_: Any) -> None:
    crowd = Crowd(1)
    slow = Slow()
    crowd.line._start = lambda: slow  # type: ignore[assignment]

    def leave(_task: Task, _tell: Any) -> tuple[str, ...]:
        slow.is_ready = False
        raise Cancelled

    slow.run = leave  # type: ignore[method-assign]
    with pytest.raises(Cancelled):
        crowd.line.run(Task(request=request_, folder="a"), wait=ignore, tell=ignore)
    assert slow.has_ended


@pytest.mark.parametrize(("text", "count"), [("", 2), (" 1 ", 1), ("64", 64)])
def test_how_many_at_once_is_a_setting(text: str, count: int) -> None:
    assert read_at_once({"KOREAMAP_EXPORTS": text}) == count
    assert read_at_once({}) == 2


@pytest.mark.parametrize("text", ["0", "-1", "65", "two", "1.5", "٣", "9" * 5000])
def test_what_is_no_number_of_exports_is_refused_at_the_start(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KOREAMAP_EXPORTS", text)
    with pytest.raises(MapError, match=r"KOREAMAP_EXPORTS: found .*, expected a number from 1 to 64"):
        build_routes("")


def test_who_waits_is_told_in_each_language() -> None:
    assert to_waiting(1) == "Waiting for another export"
    speak("ko")
    try:
        assert to_waiting(3) == "다른 내보내기 3건이 끝나기를 기다립니다"
    finally:
        speak("en")


# --- the shelf


def put_on_shelf(folder: Path) -> MadeFile:
    path = folder / "one" / "koreamap-<b>&.kml"
    path.parent.mkdir()
    path.write_bytes(b"<kml/>")
    return MadeFile(path, media_type="application/vnd.google-earth.kml+xml")


@pytest.fixture
def made(tmp_path: Path) -> MadeFile:
    return put_on_shelf(tmp_path)


@pytest.mark.parametrize("base", ["", "korea"])
def test_a_file_is_fetched_by_its_address_alone(made: MadeFile, base: str) -> None:
    app = Starlette(routes=build_routes(base))
    at = f"/{base}/{made.address}" if base else f"/{made.address}"
    answer = ask(app, at)
    assert (answer.status, answer.body) == (200, b"<kml/>")
    assert answer.headers["content-disposition"].startswith("attachment; filename")
    assert answer.headers["content-type"] == made.media_type
    assert answer.headers["cache-control"] == "no-store"
    _, token, name = made.address.split("/")
    for wrong in (f"made/{token}x/{name}", f"made/{token}/other.kml", f"made/{token}/..%2f{name}", f"made/x/{name}"):
        assert ask(app, f"/{base}/{wrong}" if base else f"/{wrong}").status == 404


def test_addresses_cannot_be_guessed(made: MadeFile) -> None:
    other = MadeFile(made.path, media_type=made.media_type)
    tokens = {each.address.split("/")[1] for each in (made, other)}
    assert len(tokens) == 2
    assert min(map(len, tokens)) >= 22, "128 bits"


def test_nothing_is_left_when_the_server_ends(made: MadeFile) -> None:
    async def live() -> None:
        async with run(None):
            assert made.path.exists()

    # In a thread of its own: a browser test's event loop may still run in this one.
    with ThreadPoolExecutor(1) as threads:
        threads.submit(lambda: asyncio.run(live())).result()
    assert not made.path.parent.exists()
    assert not _read_line()._ready


@pytest.mark.thorough
def test_a_file_is_held_while_it_is_sent(tmp_path: Path) -> None:
    pages = [put_on_shelf(tmp_path)]
    address, path = pages[0].address, pages[0].path
    app = Starlette(routes=build_routes(""))

    async def turn_away_meanwhile(scope: Any, receive: Any, send: Any) -> None:
        async def forget_and_send(message: Any) -> None:
            pages.clear()
            gc.collect()
            await send(message)

        await app(scope, receive, forget_and_send)

    assert ask(turn_away_meanwhile, f"/{address}").body == b"<kml/>"
    gc.collect()
    assert not path.exists()
    assert ask(app, f"/{address}").status == 404


def test_the_link_says_name_and_size_and_escapes_them(made: MadeFile) -> None:
    link = write_link(made)
    assert "<b>" not in link
    assert f'href="{made.address.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")}"' in link
    assert "(0.0 MB)" in link
