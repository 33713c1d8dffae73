"""koreamap: read documents on the map of Korea's armistice.

For Python: `read` a layer as a table, `passages`, `links` and `claims` as tables, and a `map` for a notebook.
"""

from __future__ import annotations

import importlib
import sys
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from koreamap.drawing.maps import map  # noqa: A004 - `koreamap.map` is the name that people look for
    from koreamap.tables import claims, links, passages, read

__all__ = ["claims", "links", "map", "passages", "read"]

__version__ = "0.1.0"

_HOMES = {"claims": "tables", "links": "tables", "map": "drawing.maps", "passages": "tables", "read": "tables"}


def __getattr__(name: str) -> object:
    """Load a public function when it is first asked for: importing koreamap costs nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)


class _Package(ModuleType):
    """Keeps the function `claims` reachable although a part of the package bears that name too.

    Importing a part sets it on the package as an attribute; that part is imported by its full name only.
    """

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in _HOMES and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
