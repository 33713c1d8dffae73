"""Tell whether the built files are whole, and still those that the server began with.

Nothing is served of a build that is missing or broken: the server does not start. What happens to the files later is
told at an address, for whoever watches over the server.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.responses import PlainTextResponse

from koreamap.atlas import read_atlas
from koreamap.errors import BuildError
from koreamap.manifest import read_manifest

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.types import ASGIApp, Receive, Scope, Send

__all__ = ["READY", "Readiness", "ReadyMiddleware"]

READY = "_koreamap/ready"
"""Below the app's address: 200 when all is well, 503 and a sentence when it is not."""


class Readiness:
    """Check the built files once, and again whenever one of them changes.

    Stops with `BuildError` when one is missing, or is not what the build wrote.

    Parameters
    ----------
    folder
        Where they lie.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.seen = self._look()
        self.fault = ""
        self.digests = self._check()

    def find_fault(self) -> str:
        """Say in one sentence, without the folders of this machine, what is wrong; empty when nothing is."""
        if (now := self._look()) != self.seen:
            self.fault = self._find_fault()
            self.seen = now
        return self.fault

    def _find_fault(self) -> str:
        try:
            digests = self._check()
        except BuildError as error:
            return f"{error.what}: found {error.found}, expected {error.expected}"
        if digests != self.digests:
            return "layers: found another build than the server began with, expected the same; start it anew"
        return ""

    def _check(self) -> dict[str, str]:
        """Read every built file, and return the digest of each."""
        manifest = read_manifest(self.folder)
        for name in manifest.digests:
            manifest.read(name)
        read_atlas(self.folder)
        return dict(manifest.digests)

    def _look(self) -> dict[str, tuple[int, int, int]]:
        """Tell the files apart without reading them: by what, how large and how old they are."""
        try:
            there = [(path, path.lstat()) for path in self.folder.rglob("*")]
        except OSError:  # a build is taking them away just now
            return {}
        return {str(path): (stat.st_ino, stat.st_size, stat.st_mtime_ns) for path, stat in there}


class ReadyMiddleware:
    """Answer whoever asks whether the app is ready; leave everything else to the application behind.

    Parameters
    ----------
    app
        What is asked otherwise.
    path
        The whole path of the answer.
    readiness
        Asked each time.
    """

    def __init__(self, app: ASGIApp, *, path: str, readiness: Readiness) -> None:
        self.app = app
        self.path = path
        self.readiness = readiness

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or pass on."""
        if scope.get("path") != self.path:
            await self.app(scope, receive, send)
            return
        fault = await run_in_threadpool(self.readiness.find_fault)
        answer = PlainTextResponse(
            f"{fault or 'ready'}\n", status_code=503 if fault else 200, headers={"Cache-Control": "no-store"}
        )
        await answer(scope, receive, send)
