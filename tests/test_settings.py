"""The shipped settings: each of them is a promise that a change of one word would break."""

from __future__ import annotations

import re
import tomllib
from typing import Any

import pytest

from koreamap.app.application import build_middleware
from koreamap.home import find_home

SETTINGS: dict[str, dict[str, Any]] = tomllib.loads(
    (find_home() / ".streamlit" / "config.toml").read_text(encoding="utf-8")
)
GUARD = {
    "server.address": "127.0.0.1",
    "server.enableCORS": True,
    "server.enableXsrfProtection": True,
    "server.fileWatcherType": "none",
    "client.showErrorDetails": "none",
    "client.toolbarMode": "viewer",
    "browser.gatherUsageStats": False,
}


@pytest.mark.parametrize("name", GUARD)
def test_a_setting_that_guards_is_as_promised(name: str) -> None:
    section, _, key = name.partition(".")
    assert SETTINGS[section][key] == GUARD[name]


def test_an_upload_stays_small() -> None:
    assert SETTINGS["server"]["maxUploadSize"] <= 50


NONE = ("default-src", "worker-src", "frame-src", "object-src", "base-uri", "form-action", "frame-ancestors")
SELF = ("connect-src", "media-src", "manifest-src")


def test_the_policy_as_it_is_shipped_opens_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("KOREAMAP_TILES", "KOREAMAP_ADDRESS", "KOREAMAP_FRAMED_BY", "KOREAMAP_HOSTS"):
        monkeypatch.delenv(variable, raising=False)
    guard = next(each for each in build_middleware("") if "policy" in each.kwargs)
    policy = dict(directive.split(" ", 1) for directive in str(guard.kwargs["policy"]).split("; "))
    assert {name: policy[name] for name in NONE} == dict.fromkeys(NONE, "'none'")
    assert {name: policy[name] for name in SELF} == dict.fromkeys(SELF, "'self'")
    assert policy["img-src"] == "'self' data: blob:"
    assert policy["style-src"] == "'self' 'unsafe-inline'"
    assert {word.partition("-")[0] for word in policy["script-src"].split()} == {"'self'", "'sha256"}


def test_quick_leaves_out_every_marked_test() -> None:
    """A mark says that a test needs a program or time, and `make quick` has neither."""
    project = tomllib.loads((find_home() / "pyproject.toml").read_text(encoding="utf-8"))
    marks = [mark.partition(":")[0] for mark in project["tool"]["pytest"]["ini_options"]["markers"]]
    (chosen,) = re.findall(r"^QUICK := (.*)$", (find_home() / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(chosen.split(" and ")) == sorted(f"not {mark}" for mark in marks)
