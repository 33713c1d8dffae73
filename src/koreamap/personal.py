"""Find a user's own documents, places and layers: a folder of theirs, never the installed package.

``documents/<id>/`` is laid out as ``geodata/documents/<id>/`` is; ``places/`` and ``layers/`` hold places and layers of
their own. None of it need exist: what is missing is empty, and who writes makes what is wanted.
"""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_data_path

__all__ = ["FOLDER_VARIABLE", "own_documents_dir", "own_layers_dir", "own_places_dir", "personal_dir"]

FOLDER_VARIABLE = "KOREAMAP_FOLDER"
"""Names another folder than the platform's own for data of a user."""


def personal_dir() -> Path:
    """Return the folder of all that is a user's own.

    The folder that ``KOREAMAP_FOLDER`` names, ``~`` standing for the user's home; where it is not set or empty, the
    platform's: ``~/.local/share/koreamap`` on Linux.
    """
    named = os.environ.get(FOLDER_VARIABLE, "")
    return Path(named).expanduser().absolute() if named else user_data_path("koreamap", appauthor=False)


def own_documents_dir() -> Path:
    """Return the folder of a user's own documents, each in a folder named after its id."""
    return personal_dir() / "documents"


def own_places_dir() -> Path:
    """Return the folder of a user's own places."""
    return personal_dir() / "places"


def own_layers_dir() -> Path:
    """Return the folder of a user's own layers."""
    return personal_dir() / "layers"
