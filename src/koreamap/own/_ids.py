"""Ids of own places: from the name, the same at each import, and never one of the project's."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from koreamap.text.romanization import romanize

__all__ = ["OWN", "make_place_id", "make_slug"]

OWN = "own-"
"""Begins the id of everything that is a user's."""

_LONGEST = 48
_HANGUL = re.compile(r"[가-힣]+")
_REST = re.compile(r"[^a-z0-9]+")
_LETTERED = re.compile(r"(?=.*[^\W\d_])[\w .-]{2,40}")


def make_slug(text: str) -> str:
    """Make lower-case letters, digits and hyphens of a text; of one without any, a short hash.

    Examples
    --------
    >>> make_slug("Kŏje-do Camp No. 1"), make_slug("거제도")
    ('koje-do-camp-no-1', 'geojedo')
    """
    spelled = _HANGUL.sub(lambda found: f" {''.join(romanize(found[0])[0])} ", text)
    plain = unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode().lower().replace("'", "")
    slug = _REST.sub("-", plain).strip("-")
    if not slug or len(slug) > _LONGEST:
        digest = hashlib.sha256(text.encode()).hexdigest()[:8]
        return f"{slug[: _LONGEST - 9].strip('-')}-{digest}".strip("-")
    return slug


def make_place_id(layer: str, name: str, given: str = "") -> str:
    """Make a place's id.

    Parameters
    ----------
    layer
        Id of the own layer.
    name
        The first.
    given
        The id that its file gives it: one that speaks stands alone, a number or an address makes the name's unique.
    """
    if not given:
        return f"{OWN}{layer}-{make_slug(name)}"
    if _LETTERED.fullmatch(given):
        return f"{OWN}{layer}-{make_slug(given)}"
    return f"{OWN}{layer}-{make_slug(name)}-{make_slug(given.rstrip('/').rpartition('/')[2] or given)}"
