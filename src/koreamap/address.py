"""Where an explorer can be reached: told by whoever runs it, since koreamap cannot know."""

from __future__ import annotations

import re

from koreamap.errors import MapError

__all__ = ["check_address"]

_ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]+(:\d+)?(/[A-Za-z0-9._~-]+)*/?")


def check_address(what: str, text: str) -> str:
    """Check where an explorer is said to be reached.

    Parameters
    ----------
    what
        Where it was said, for the message.
    text
        ``https://host/path``, or nothing.

    Returns
    -------
    With a slash at its end; empty for nothing.

    Raises
    ------
    koreamap.errors.MapError
        When it is no address.
    """
    address = text.strip()
    if address and not _ADDRESS.fullmatch(address):
        raise MapError(what, found=repr(address[:200]), expected="https://host/path")
    return f"{address.rstrip('/')}/" if address else ""
