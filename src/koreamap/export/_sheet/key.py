"""The key of a map: what its numbers stand for, and whose name is nowhere on it, in one paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from koreamap.export._sheet.labels import Lettering
    from koreamap.export._sheet.words import Words
    from koreamap.export.content import ExportContent

__all__ = ["write_key"]


def write_key(lettering: Lettering, content: ExportContent, words: Words) -> str:
    """Say in words what the lettering of a map could not.

    Parameters
    ----------
    lettering
        Of the map.
    content
        What the map shows, for the names.
    words
        The map's.

    Returns
    -------
    Empty where every name is written out.
    """
    numbered = [f"{label.hand.lines[0]}: {', '.join(label.full)}" for label in lettering.labels if label.full]
    features = {f.id: f.properties for layer in content.layers for f in layer.features}
    missing = [features[id_] for ids in lettering.left_out for id_ in ids.split()]
    names = [(each.name_ko if words.lang == "ko" else "") or each.name for each in missing]
    sentences = [
        words.numbered.format("; ".join(numbered)) if numbered else "",
        words.not_named.format(", ".join(names)) if names else "",
    ]
    return " ".join(filter(None, sentences))
