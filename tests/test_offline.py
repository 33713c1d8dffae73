from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from browser import need_chromium

SCRIPT = Path(__file__).with_name("offline.py")


def find_unshare() -> str:
    """Return the command, or skip where namespaces are not permitted."""
    unshare = shutil.which("unshare")
    if unshare is None:
        pytest.skip("unshare was not found: no network namespace can be made")
    if subprocess.run([unshare, "-rn", "true"], capture_output=True, check=False).returncode:  # noqa: S603 - the system's own
        pytest.skip("this machine does not permit network namespaces")
    return unshare


@pytest.mark.browser
def test_explorer_works_without_any_network() -> None:
    need_chromium()
    command = [find_unshare(), "-rn", sys.executable, str(SCRIPT)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)  # noqa: S603 - ours
    assert done.returncode == 0, done.stderr
    assert "interfaces: lo\nleft: 0\n" in done.stdout
