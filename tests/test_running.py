"""The server as it is shipped: its settings, and the limits that it raises as it starts."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import urllib.request
from typing import TYPE_CHECKING

import pytest

from browser import run_server
from koreamap.home import find_home

if TYPE_CHECKING:
    from pathlib import Path

# Windows has neither.
resource = pytest.importorskip("resource")

CHILD = """
import resource, sys
resource.setrlimit(resource.RLIMIT_NOFILE, (int(sys.argv[1]), int(sys.argv[2])))
from koreamap.app.descriptors import raise_limit
raise_limit()
print(*resource.getrlimit(resource.RLIMIT_NOFILE))
"""

TELLS = """
import json, resource
import streamlit as st
from starlette.responses import JSONResponse
from starlette.routing import Route
from koreamap.app.application import MAIN
from koreamap.app.running import run

resource.setrlimit(resource.RLIMIT_NOFILE, (256, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))

def tell(_request):
    soft, _hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    return JSONResponse({"collects": st.get_option("runner.postScriptGC"), "descriptors": soft})

app = st.App(MAIN, lifespan=run, routes=[Route("/told", tell)])
"""


def raise_from(soft: int, hard: int) -> tuple[list[int], str]:
    """Return the limits of a process that began with these, and what it said."""
    command = [sys.executable, "-c", CHILD, str(soft), str(hard)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - our own interpreter
    return [int(limit) for limit in done.stdout.split()], done.stderr


@pytest.fixture
def hard() -> int:
    limit = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    if 0 <= limit < 5000:
        pytest.skip(f"this machine allows {limit} open files")
    return limit


def test_a_low_limit_is_raised_without_a_word(hard: int) -> None:
    assert raise_from(256, 5000) == ([5000, 5000], "")
    (soft, still), said = raise_from(256, hard)
    assert soft >= 4096
    assert (still, said) == (hard, "")


def test_a_limit_that_stays_low_is_said() -> None:
    limits, said = raise_from(200, 256)
    assert limits == [256, 256]
    assert "at most 256 open files" in said


@pytest.mark.thorough
def test_the_server_is_started_as_it_is_shipped(tmp_path: Path, hard: int) -> None:  # noqa: ARG001 - or there is no room
    script = tmp_path / "app.py"
    script.write_text(TELLS, encoding="utf-8")
    with run_server(script=script) as address, urllib.request.urlopen(f"{address}/told") as told:  # noqa: S310 - this machine
        said = json.load(told)
    assert said["collects"] is False, "nine tenths of an answer would be spent in looking for what nobody needs"
    assert said["descriptors"] >= 4096


@pytest.mark.thorough
def test_the_app_is_found_from_any_folder_with_settings_and_lifespan(tmp_path: Path) -> None:
    """As `streamlit run PATH/streamlit_app.py` finds them, in a wheel too, where the settings lie beside the script."""
    code = (
        "import runpy, sys\n"
        "from streamlit import config\n"
        "config._main_script_path = sys.argv[1]\n"
        "print(config.get_option('runner.postScriptGC'), config.get_option('server.address'))\n"
        "print(runpy.run_path(sys.argv[1])['app']._user_lifespan.__qualname__)"
    )
    command = [sys.executable, "-c", code, str(find_home() / "streamlit_app.py")]
    environment = os.environ | {"HOME": str(tmp_path)}
    done = subprocess.run(  # noqa: S603 - our own interpreter
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["False", "127.0.0.1", "run"]
