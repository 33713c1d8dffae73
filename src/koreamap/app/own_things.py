"""Take up a user's own documents, places and layers, so that all pages show them beside the project's."""

from __future__ import annotations

import logging
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING

from koreamap.atlas import Atlas, read_atlas
from koreamap.compose import Composed, refresh
from koreamap.current import atlas_dir
from koreamap.errors import KoreamapError
from koreamap.personal import own_documents_dir

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["find_atlas", "list_own_ids", "take_up"]

_LOG = logging.getLogger(__name__)
_LOCK = Lock()


def take_up() -> Composed:
    """Join what is the user's own now with what was built; what cannot be is told, and the app stands without it.

    Returns
    -------
    What was joined, and a sentence for all that was left out.
    """
    with _LOCK:
        try:
            composed = refresh()
        except KoreamapError as error:
            composed = Composed(problems=(str(error),))
    for problem in composed.problems:
        _LOG.warning("%s", problem)
    return composed


def find_atlas() -> Atlas:
    """Return what stands now; each folder of built files is read once.

    Stops with `BuildError` when the built files are missing or broken.
    """
    return _read_atlas(atlas_dir())


def list_own_ids() -> frozenset[str]:
    """Return the ids of the documents that are the user's own."""
    folder = own_documents_dir()
    return frozenset(id_ for id_ in find_atlas().documents if (folder / id_).is_dir())


@lru_cache(maxsize=2)
def _read_atlas(folder: Path) -> Atlas:
    return read_atlas(folder)
