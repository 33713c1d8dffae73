"""The command line: what it prints, where it writes, and one clear sentence for everything that is wrong."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from koreamap import __version__, atlas, build, cli
from koreamap.cli import main
from koreamap.export import find_formats
from koreamap.home import layers_dir


def run(*arguments: str, **environment: str) -> Result:
    return CliRunner().invoke(main, arguments, env=environment)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_version_is_the_packages() -> None:
    assert __version__ in run("--version").output


@pytest.mark.parametrize("command", ["build", "check", "index", "link", "find", "export", "app"])
def test_every_command_says_what_it_does(command: str) -> None:
    done = run(command, "--help")
    assert done.exit_code == 0
    assert len(done.output.splitlines()) > 3


# --- build, check, links


@pytest.fixture
def two_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Let the build make two small files in a folder of the test's own; the real build has its own tests."""

    def build_files(progress: Any) -> dict[str, bytes]:
        progress("one")
        return {"one.json": b"{}\n", "two.json": b"[]\n"}

    monkeypatch.setattr(build, "build_files", build_files)
    monkeypatch.setattr(cli, "layers_dir", lambda: tmp_path)
    built = atlas.read_atlas()
    monkeypatch.setattr(atlas, "read_atlas", lambda _folder: built)
    return tmp_path


def test_build_writes_and_check_agrees(two_files: Path) -> None:
    done = run("build")
    assert done.exit_code == 0
    assert "wrote 2 files" in done.stdout
    assert (two_files / "one.json").read_bytes() == b"{}\n"
    assert "2 files are what the build makes" in run("check").stdout


def test_check_names_what_differs(two_files: Path) -> None:
    run("build")
    (two_files / "two.json").write_bytes(b"[1]\n")
    done = run("check")
    assert_one_sentence(done)
    assert "two.json" in done.stderr


@pytest.mark.thorough
def test_index_prints_every_place_that_is_mentioned() -> None:
    done = run("index")
    assert done.exit_code == 0
    items = json.loads((layers_dir() / "links.json").read_bytes())["items"]
    mentioned = {item["body"]["source"].rpartition(":")[2] for item in items}
    assert mentioned <= {line.split(" ")[0] for line in done.stdout.splitlines()}


# --- export


def test_list_names_every_format() -> None:
    lines = run("export", "--list").stdout.splitlines()
    assert [line.split()[0] for line in lines] == list(find_formats())
    assert run("export").stdout.splitlines() == lines


def test_export_writes_under_its_usual_name(here: Path) -> None:
    done = run("export", "kml", "--layers", "nll, mdl")
    assert done.exit_code == 0, done.stderr
    # The other side's lines go along, as in every map.
    name = "koreamap-dprk_claimed_lines-nll-mdl-kml.kml"
    assert "<name>Northern Limit Line</name>" in (here / name).read_text()
    assert str(here / name) in done.stdout
    assert [path.name for path in here.iterdir()] == [name]


@pytest.mark.parametrize(
    ("out", "written"),
    [("a.kml", "a.kml"), ("A.KML", "A.KML"), ("a", "a.kml"), ("folder", "folder/koreamap-dmz-kml.kml")],
)
def test_export_writes_where_it_is_told(here: Path, out: str, written: str) -> None:
    (here / "folder").mkdir()
    (here / "folder" / "mine.txt").write_text("mine")
    done = run("export", "kml", "--layers=dmz", "--out", str(here / out))
    assert done.exit_code == 0, done.stderr
    assert (here / written).stat().st_size > 1000
    assert str(here / written) in done.stdout
    assert (here / "folder" / "mine.txt").read_text() == "mine"


def test_export_of_an_area_holds_what_touches_it(here: Path) -> None:
    run("export", "kml", "--bbox", "western-islands", "--layers", "western_islands,mdl", "--out", "islands.kml")
    text = (here / "islands.kml").read_text()
    assert "place-baengnyeongdo" in text
    assert "place-mdl" not in text


def test_second_export_is_the_same_and_replaces_the_first(here: Path) -> None:
    run("export", "bibtex")
    first = (here / "koreamap-bibtex.bib").read_bytes()
    (here / "koreamap-bibtex.bib").write_text("old")
    run("export", "bibtex")
    assert (here / "koreamap-bibtex.bib").read_bytes() == first


def test_stream_gets_the_file_and_not_a_word_more(here: Path) -> None:
    done = run("export", "kml", "--layers=dmz", "--out", "-")
    assert done.exit_code == 0, done.stderr
    assert list(here.iterdir()) == []
    run("export", "kml", "--layers=dmz", "--out", "same.kml")
    assert done.stdout_bytes == (here / "same.kml").read_bytes()
    assert "wrote to standard output" in done.stderr


@pytest.mark.thorough
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="/dev/full is Linux's")
def test_stream_that_takes_no_more_is_said_in_one_sentence() -> None:
    command = [sys.executable, "-m", "koreamap", "export", "bibtex", "--out", "-"]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)  # noqa: S603 - ours
    assert done.returncode == 2
    assert done.stderr.strip().startswith("koreamap: export: found No space left on device")
    assert "\n" not in done.stderr.strip()


@pytest.mark.skipif(os.name != "posix", reason="pipes with names are POSIX's")
def test_pipe_without_suffix_is_refused_before_one_is_added(here: Path) -> None:
    os.mkfifo(here / "pipe")
    done = run("export", "kml", "--layers=dmz", "--out", "pipe")
    assert_one_sentence(done)
    assert "a pipe" in done.stderr
    assert [path.name for path in here.iterdir()] == ["pipe"]


def assert_one_sentence(done: Result) -> None:
    """Hold an error to its form: exit code 2, one line, nothing on the other stream, no traceback."""
    assert done.exit_code == 2
    assert isinstance(done.exception, SystemExit)
    lines = [line for line in done.stderr.splitlines() if line.strip()]
    assert len(lines) == 1, done.stderr
    assert lines[0].startswith("koreamap: ")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["mdl"], "'mdl', expected one of "),
        (["kml", "--layers", "nll,mdll"], "'mdll', expected one of"),
        (["kml", "--layers", "basemap_korea"], "'basemap_korea', expected one of"),
        (["kml", "--bbox", "129,34,124,42"], "west < east"),
        (["kml", "--bbox", "37,124,38,126"], "swapped"),
        (["kml", "--bbox", "-200,0,0,10"], "180"),
        (["kml", "--bbox", "nowhere"], "western-islands"),
        (["kml", "--bbox", "0,0,1,1"], "no feature"),
        (["print-pdf", "--paper", "B7"], "'B7', expected one of A4"),
        (["print-pdf", "--labels", "fr"], "'fr', expected one of en"),
        (["kml", "--out", "missing/map.kml"], "No such file or directory"),
        (["kml", "--out", "missing/"], "no such folder"),
        (["kml", "--out", "map.pdf"], "found .pdf, expected .kml"),
        (["geojson", "--out", "map.geojson"], "found .geojson, expected .zip"),
        (["kml", "--out", f"{'n' * 300}.kml"], "File name too long"),
        (["postgis", "--out", "-"], "postgis writes tables of a database"),
        (["postgis", "--out", "map.kml"], "postgis writes tables of a database"),
        (["postgis"], "--dsn or KOREAMAP_DSN"),
        (["../../etc/passwd"], "expected one of"),
        (["kml", "--layers", "\x1b[31mred"], "expected one of"),
    ],
)
def test_wrong_wish_gets_one_sentence(here: Path, arguments: list[str], words: str) -> None:
    done = run("export", *arguments)
    assert_one_sentence(done)
    assert words in done.stderr
    assert "\x1b" not in done.stderr
    assert list(here.iterdir()) == []


def test_password_is_not_repeated(here: Path) -> None:
    for dsn in ("host=127.0.0.1 port=1 password=opensesame", "opensesame", "postgresql://u:opensesame@127.0.0.1:1/d"):
        done = run("export", "postgis", "--layers=nll", KOREAMAP_DSN=dsn)
        assert_one_sentence(done)
        assert "opensesame" not in done.output
    assert list(here.iterdir()) == []


@pytest.mark.parametrize("arguments", [["--nonsense"], ["export", "kml", "extra"], ["nonsense"]])
def test_unknown_option_is_said(arguments: list[str]) -> None:
    done = run(*arguments)
    assert done.exit_code == 2
    assert "Error: " in done.stderr
