"""Say who may keep a document on the machine: its own user, and others only where the operator says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from koreamap.app.front_page import ADDRESS_VARIABLE
from koreamap.app.hosts import HOSTS_VARIABLE
from koreamap.errors import ServerError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["KEEP_VARIABLE", "may_keep"]

KEEP_VARIABLE = "KOREAMAP_KEEP"

_ANSWERS = {"yes": True, "no": False}


def may_keep(environment: Mapping[str, str]) -> bool:
    """Tell whether readers may keep documents in the folder of whoever runs the server.

    ``KOREAMAP_KEEP`` says ``yes`` or ``no``. Where it says nothing, they may as long as the server is known by no name
    but this machine's own.

    Raises
    ------
    koreamap.errors.ServerError
        When it says something else.
    """
    said = environment.get(KEEP_VARIABLE, "").strip().lower()
    if said and said not in _ANSWERS:
        raise ServerError(KEEP_VARIABLE, found=said, expected=" or ".join(_ANSWERS))
    is_served = any(environment.get(name, "").strip() for name in (HOSTS_VARIABLE, ADDRESS_VARIABLE))
    return _ANSWERS.get(said, not is_served)
