"""Check ids that a person typed: an unknown one is refused by name, with those that come near."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from koreamap.errors import UnknownIdError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

__all__ = ["check_ids"]


def check_ids(what: str, given: str | Iterable[str], known: Collection[str]) -> tuple[str, ...]:
    """Return ids, one or several, as a tuple, each once, in the order given.

    Raises
    ------
    koreamap.errors.UnknownIdError
        Naming the first unknown one and what comes near it; all there are, where nothing does.
    """
    ids = (given,) if isinstance(given, str) else tuple(dict.fromkeys(given))
    for id_ in ids:
        if id_ not in known:
            near = get_close_matches(str(id_), known, cutoff=0.5) or sorted(known)
            raise UnknownIdError(what, found=repr(id_), expected=f"an id that there is: {', '.join(near)}")
    return ids
