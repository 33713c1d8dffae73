"""What the pages for operators say is what the code does."""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from streamlit import config

from operating import PAGE, ROOT, read_example

if TYPE_CHECKING:
    from pathlib import Path

_VARIABLE = re.compile(r"KOREAMAP_[A-Z_]*[A-Z]")


def test_page_names_every_variable_and_no_other() -> None:
    modules = (ROOT / "src").rglob("*.py")
    read = {name for path in modules for name in _VARIABLE.findall(path.read_text(encoding="utf-8"))}
    assert set(_VARIABLE.findall(PAGE)) == read


def test_page_names_options_that_streamlit_has() -> None:
    config.get_config_options()
    options = set(re.findall(r"--((?:server|browser|client|runner|theme)\.[A-Za-z.]+)", PAGE))
    assert options
    assert options <= set(config._config_options_template)


def test_promises_name_tests_that_there_are() -> None:
    named = set(re.findall(r"`(test_\w+)`", (ROOT / "SECURITY.md").read_text(encoding="utf-8")))
    assert len(named) > 5
    assert named <= {path.stem for path in (ROOT / "tests").glob("test_*.py")}


def test_unit_is_one_that_systemd_takes(tmp_path: Path) -> None:
    verify = shutil.which("systemd-analyze")
    if verify is None:
        pytest.skip("systemd-analyze was not found")
    program = tmp_path / "koreamap"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    unit = tmp_path / "koreamap.service"
    example = read_example("ini")
    assert example.count("/opt/koreamap/bin/koreamap") == 1
    unit.write_text(example.replace("/opt/koreamap/bin/koreamap", str(program)))
    command = [verify, "verify", "--man=no", "--recursive-errors=no", str(unit)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - the system's own
    assert (done.returncode, done.stderr) == (0, "")
