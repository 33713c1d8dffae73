"""Find the project's data: beside ``src/`` in a checkout, inside the package once installed."""

from __future__ import annotations

from pathlib import Path

from koreamap.errors import BuildError

__all__ = ["find_home", "geodata_dir", "layers_dir"]

_PACKAGE = Path(__file__).resolve().parent


def find_home() -> Path:
    """Return the folder of ``geodata/`` and ``layers/``: the checkout, or ``koreamap/home`` in an installed wheel.

    Raises
    ------
    koreamap.errors.BuildError
        When neither place has a ``geodata`` folder.
    """
    for folder in (_PACKAGE / "home", _PACKAGE.parents[1]):
        if (folder / "geodata" / "SOURCES.toml").is_file():
            return folder
    raise BuildError(
        "home", found="no geodata/SOURCES.toml", expected="it in the package or in the checkout", file=_PACKAGE
    )


def geodata_dir() -> Path:
    """Return the folder of what goes in: published sources and curated records."""
    return find_home() / "geodata"


def layers_dir() -> Path:
    """Return the folder of what comes out: the built layers, documents and links."""
    return find_home() / "layers"
