"""Let the process hold as many files and connections open as the system allows: a reader holds some four of them."""

from __future__ import annotations

import logging
import sys

if sys.platform != "win32":
    import resource

__all__ = ["raise_limit"]

_LOGGER = logging.getLogger(__name__)

_WANTED = 65_536
"""More than that no process with one interpreter could serve."""

_LOW = 4096
"""With fewer, some thousand readers would meet errors."""


def raise_limit() -> None:
    """Raise the soft limit of open files as far as the hard one lets it, and say the number where it stays low.

    Windows has no such limit.
    """
    if sys.platform == "win32":
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    allowed = _WANTED if hard == resource.RLIM_INFINITY else min(hard, _WANTED)
    if soft != resource.RLIM_INFINITY and soft < allowed:
        resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, hard))
        soft = allowed
    if soft != resource.RLIM_INFINITY and soft < _LOW:
        _LOGGER.warning("at most %d open files: room for some %d readers; raise the hard limit", soft, soft // 4)
