"""Take up a user's own documents, places and layers, so that all pages show them beside the project's."""

from __future__ import annotations

import logging
from threading import Lock

from koreamap.compose import Composed, refresh
from koreamap.errors import KoreamapError

__all__ = ["take_up"]

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
