"""A PostgreSQL of the test's own: made in a temporary folder, on a free port, stopped at the end."""

from __future__ import annotations

import os
import pwd
import subprocess
import tempfile
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
def postgres() -> Iterator[str]:
    """Run a server and yield a connection string; without one, skip by name, but never on the build server."""
    programs = find_programs()
    if programs is None:
        reason = "PostgreSQL with PostGIS was not found: install postgresql and postgresql-postgis"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    # Not below pytest's own folder, which no other user may enter; PostgreSQL refuses to run as root.
    with tempfile.TemporaryDirectory(prefix="koreamap-postgres-") as name:
        folder, port = Path(name), free_port()
        (folder / "secret").write_text(PASSWORD)
        as_user = _leave_root(folder)
        control = [*as_user, programs / "pg_ctl", "-D", folder / "data", "-w"]
        access = ["-U", "reader", "-A", "scram-sha-256", f"--pwfile={folder / 'secret'}"]
        _run([*as_user, programs / "initdb", "-D", folder / "data", *access, "-E", "UTF8", "-N"])
        options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off"
        _run([*control, "-l", folder / "log", "-o", options, "start"])
        try:
            yield f"host=127.0.0.1 port={port} user=reader dbname=postgres password='{PASSWORD}'"
        finally:
            _run([*control, "-m", "immediate", "stop"])


def _leave_root(folder: Path) -> list[str]:
    """Hand the folder to PostgreSQL's own user, and return how to become that user; nothing to do for anybody else."""
    if os.geteuid() != 0:
        return []
    user = pwd.getpwnam("postgres")
    for path in (folder, *folder.iterdir()):
        os.chown(path, user.pw_uid, user.pw_gid)
    return ["runuser", "-u", "postgres", "--"]


def _run(command: Sequence[object]) -> None:
    """Run one of the server's programs; what it leaves running must not hold our pipes."""
    with tempfile.TemporaryFile("w+") as said:
        done = subprocess.run(  # noqa: S603 - the server's own programs
            [str(part) for part in command], cwd="/", stdout=said, stderr=said, check=False, timeout=60
        )
        said.seek(0)
        assert done.returncode == 0, said.read()
