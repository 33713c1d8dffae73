"""The front end: map, reader and claims in plain JavaScript, which the app mounts and the web page carries inside.

It knows nothing of Python. What a browser loads lies in the folders; `bundle` joins it into one file.
"""

from __future__ import annotations

from pathlib import Path

__all__ = ["FOLDER", "LEAFLET"]

FOLDER = Path(__file__).parent
"""Where the modules and sheets lie."""

LEAFLET = FOLDER / "vendor" / "leaflet"
"""Leaflet, copied from its pinned package whenever the project is installed."""
