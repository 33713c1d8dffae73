"""The explorer's pages: every module here with a ``PAGE`` and a ``render`` is one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from koreamap.errors import MapError
from koreamap.modules import FUNCTION, Kind, find_modules

if TYPE_CHECKING:
    from types import ModuleType

__all__ = ["Page", "find_pages"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """How a page stands in the navigation.

    Parameters
    ----------
    title
        In the navigation and the browser's tab.
    order
        Lowest first; the first page is the one at the bare address.
    description
        What it is for, in a sentence, where its address is handed on.
    """

    title: str
    order: int
    description: str


def find_pages() -> list[ModuleType]:
    """Return the page modules, in the order of the navigation.

    Stops with `MapError` when a module has no ``PAGE`` or cannot render.
    """
    kind = Kind(what="page", needs={"PAGE": Page, "render": FUNCTION}, error=MapError)
    return sorted(find_modules(__name__, kind), key=lambda module: module.PAGE.order)
