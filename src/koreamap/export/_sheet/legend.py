"""The legend: a layer's very symbol, its names, what it claims to be and which passages name it; and the map's key."""

from __future__ import annotations

import itertools
from functools import lru_cache
from typing import TYPE_CHECKING

from shapely.geometry import LineString, box

from koreamap.drawing.backgrounds import LIGHT
from koreamap.export._sheet.plan import Rect
from koreamap.export._sheet.record import Entry, Key
from koreamap.export._sheet.svg import SvgInk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from koreamap.export._sheet.faces import TypeCase
    from koreamap.export._sheet.labels import Lettering
    from koreamap.export._sheet.projection import Projection
    from koreamap.export._sheet.words import Words
    from koreamap.export.content import ExportContent, ExportLayer
    from koreamap.model import BuiltLayer, Style

__all__ = ["compress", "find_entries", "find_key", "write_key"]

_SYMBOL = Rect(x=0, y=0, width=9, height=3)


def find_entries(
    content: ExportContent,
    projection: Projection,
    words: Words,
    type_case: TypeCase,
    *,
    far: Iterable[ExportLayer] = (),
) -> tuple[Entry, ...]:
    """Make the entries of a legend: core layers first, then context; lines and areas before points; uppermost first.

    Parameters
    ----------
    content
        What the frame shows.
    projection
        The map: what lies just outside has no entry.
    words
        The sheet's.
    type_case
        For the symbols.
    far
        What stands on a small map alone.
    """
    also = {layer.record.id for layer in far}
    shown = [
        layer
        for layer in content.layers
        if layer.record.id in also or projection.are_shown([feature.geometry for feature in layer.features]).any()
    ]
    ordered = sorted(shown, key=lambda layer: _order(layer.record))
    return tuple(entry for layer in ordered for entry in _make_entries(content, layer, words, type_case))


def compress(numbers: Iterable[int]) -> str:
    """Write numbers with ranges: ``1, 2, 7`` or, for three and more, a dash.

    Parameters
    ----------
    numbers
        In any order.

    Returns
    -------
    Empty for none.
    """
    ordered = sorted(set(numbers))
    groups = itertools.groupby(enumerate(ordered), key=lambda item: item[1] - item[0])
    runs = [[number for _, number in group] for _, group in groups]
    return ", ".join(f"{run[0]}\u2013{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs)


def _make_entries(content: ExportContent, layer: ExportLayer, words: Words, type_case: TypeCase) -> Iterator[Entry]:
    """Yield a layer's entry, and after it one for each other look that its features have."""
    labels, record = content.request.labels, layer.record
    numbers = _find_numbers(content, layer)
    of = words.of_passages if any(mark in numbers for mark in ",\u2013") else words.of_passage
    notes = (_account_for(layer, words), of.format(numbers) if numbers else "")
    title = words.pick(record.title, record.title_ko)
    first, *others = layer.looks
    yield Entry(
        symbol=_draw_symbol(first.style, record.geometry_type, first.title, type_case),
        title=title,
        second=record.title_ko if labels == "en-ko" else "",
        notes=tuple(filter(None, notes)),
    )
    for look in others:
        status = next(variant.status for variant in record.variants if variant.style == look.style)
        yield Entry(
            symbol=_draw_symbol(look.style, record.geometry_type, look.title, type_case),
            title=f"{title}, {words.say(status)}",
            second="",
            notes=(),
        )


def _order(record: BuiltLayer) -> tuple[bool, bool, int]:
    return record.group != "main", record.geometry_type == "Point", -record.order


def _account_for(layer: ExportLayer, words: Words) -> str:
    """Say what a layer's lines and areas claim to be, and since when; of events, which they are."""
    if layer.record.geometry_type == "Point":
        key = "name_ko" if words.lang == "ko" else "label"
        events = ((f.properties.date_label, getattr(f.properties, key) or f.properties.name) for f in layer.features)
        dated = [(year, name) for year, name in sorted(events, key=str) if year]
        return ", ".join(name if name.startswith(year) else f"{year} {name}" for year, name in dated)
    statuses = dict.fromkeys(
        status for feature in layer.features for status in feature.properties.status.split("; ") if status
    )
    begins = sorted({(feature.properties.valid_from or "")[:4] for feature in layer.features} - {""})
    ends = sorted({(feature.properties.valid_to or "")[:4] for feature in layer.features})
    years = ""
    if begins:
        years = f" · {begins[0]}\u2013{ends[-1]}" if ends[-1] else f" · {words.since.format(begins[0])}"
    return f"{', '.join(map(words.say, statuses))}{years}"


def _find_numbers(content: ExportContent, layer: ExportLayer) -> str:
    """Name the passages that mention a feature of a layer."""
    return compress(passage.number for feature in layer.features for passage in content.passages_of(feature.id))


@lru_cache(maxsize=256)
def _draw_symbol(style: Style, geometry_type: str, title: str, type_case: TypeCase) -> str:
    """Draw a layer's symbol with the very strokes of the map."""
    rect = Rect(x=0, y=0, width=_SYMBOL.width * type_case.zoom, height=_SYMBOL.height * type_case.zoom)
    ink = SvgInk(width=rect.width, height=rect.height, type_case=type_case)
    x, y = rect.center
    if geometry_type == "Point":
        ink.marker(x, y, style, LIGHT)
    elif geometry_type == "LineString":
        ink.feature(LineString([(rect.x + 0.5, y), (rect.right - 0.5, y)]), style, LIGHT)
    else:
        ink.frame(rect, LIGHT.land, 0, fill=LIGHT.land)
        ink.feature(box(*rect.shrink(0.4).bounds), style, LIGHT)
    return ink.to_svg(title)


def write_key(lettering: Lettering, content: ExportContent, words: Words) -> str:
    """Say what the numbers on a map stand for, and whose name is nowhere on it, in one paragraph.

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
    key = find_key(lettering, content, words)
    numbered = [f"{number}: {names}" for number, names in key.numbers]
    sentences = [words.numbered.format("; ".join(numbered)) if numbered else "", key.missing]
    return " ".join(filter(None, sentences))


def find_key(lettering: Lettering, content: ExportContent, words: Words, *, head: str = "") -> Key:
    """Find what the numbers on a map stand for, and whose name is nowhere on it.

    Parameters
    ----------
    lettering, content, words
        As in `write_key`.
    head
        Which map it is, where there are several.
    """
    features = {f.id: f.properties for layer in content.layers for f in layer.features}
    missing = [features[id_] for ids in lettering.left_out for id_ in ids.split()]
    names = [words.pick(each.name, each.name_ko) for each in missing]
    return Key(
        head=head,
        numbers=tuple((label.hand.lines[0], ", ".join(label.full)) for label in lettering.labels if label.full),
        missing=words.not_named.format(", ".join(names)) if names else "",
    )
