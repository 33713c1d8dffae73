"""The explorer's pages: every module here with a ``PAGE`` and a ``render`` is one."""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import ModuleType

__all__ = ["Page", "find_pages"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """How a page stands in the navigation.

    Parameters
    ----------
    title : str
        In the navigation and the browser's tab.
    order : int
        Lowest first; the first page is the one at the bare address.
    """

    title: str
    order: int


def find_pages() -> list[ModuleType]:
    """Return the page modules, in the order of the navigation."""
    modules = [importlib.import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__)]
    return sorted(modules, key=lambda module: module.PAGE.order)
