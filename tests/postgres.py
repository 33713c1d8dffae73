"""A PostgreSQL of the test's own: made in a temporary folder, on a free port, stopped at the end."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from browser import free_port

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PASSWORD = "open sesame@/:%"  # noqa: S105 - of a server that lives for a second


def find_programs() -> Path | None:
    """Return the folder of initdb and pg_ctl where PostGIS is installed beside them, the newest first."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: -float(path.parts[4]))
    extension = "share/postgresql/{}/extension/postgis.control"
    return next((p.parent for p in found if Path("/usr", extension.format(p.parts[4])).exists()), None)


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Run a server; without one, skip by name, but never on the build server."""
    programs = find_programs()
    if programs is None:
        reason = "PostgreSQL with PostGIS was not found: install postgresql and postgresql-postgis"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    folder = tmp_path_factory.mktemp("postgres")
    port, secret, data = free_port(), folder / "secret", folder / "data"
    secret.write_text(PASSWORD)
    as_user = _leave_root(folder)
    _run([*as_user, programs / "initdb", "-D", data, "-U", "reader", "-A", "scram-sha-256", f"--pwfile={secret}", "-E", "UTF8", "-N"])
    options = f"-p {port} -c listen_addresses=127.0.0.1 -k '' -c fsync=off -c timezone=UTC"
    _run([*as_user, programs / "pg_ctl", "-D", data, "-l", folder / "log", "-o", options, "-w", "start"])
    try:
        yield f"host=127.0.0.1 port={port} user=reader dbname=postgres password='{PASSWORD}'"
    finally:
        _run([*as_user, programs / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop"])


def _leave_root(folder: Path) -> list[str]:
    """PostgreSQL refuses to run as root: hand the folder to its own user, and the way to it."""
    if os.geteuid() != 0:
        return []
    user = pwd.getpwnam("postgres")
    for path in (folder, *folder.iterdir()):
        os.chown(path, user.pw_uid, user.pw_gid)
    for parent in folder.parents:
        if parent.stat().st_uid == 0 and not parent.stat().st_mode & 0o001:
            parent.chmod(parent.stat().st_mode | 0o011)
    return [shutil.which("runuser") or "runuser", "-u", "postgres", "--"]


def _run(command: Sequence[object]) -> None:
    done = subprocess.run(  # noqa: S603 - the server's own programs
        [str(part) for part in command], cwd="/", capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stdout + done.stderr
