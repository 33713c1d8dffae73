"""Gazetteers that a place's record may name the same place in: their names, and the address of an entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["find_entry"]

_GAZETTEERS: Mapping[str, tuple[str, str]] = {
    "gn": ("GeoNames", "https://sws.geonames.org/{}/"),
    "tgn": ("TGN", "http://vocab.getty.edu/tgn/{}"),
    "viaf": ("VIAF", "http://viaf.org/viaf/{}"),
    "wd": ("Wikidata", "http://www.wikidata.org/entity/{}"),
}
"""Prefix of an id -> name of the gazetteer, and the address by which linked data knows its entry."""


def find_entry(same_as: str) -> tuple[str, str, str]:
    """Return the gazetteer's name, the id in it, and the entry's address, of an id such as ``gn:1835848``."""
    prefix, _, id_ = same_as.partition(":")
    name, address = _GAZETTEERS[prefix]
    return name, id_, address.format(id_)
