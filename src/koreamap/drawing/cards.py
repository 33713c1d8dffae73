"""Compose what the reader shows of a place: pure, from what the build made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from koreamap.drawing.dates import write_date
from koreamap.translation import LANGUAGES, N_, translate

if TYPE_CHECKING:
    from koreamap.atlas import Atlas
    from koreamap.model import Place

__all__ = ["build_card", "find_sources"]

_NAME_KEYS = ("text", "lang", "system", "used_by")


def build_card(place_id: str, atlas: Atlas) -> dict[str, object]:
    """Compose the card of a place.

    Stops with `KeyError` when there is no such place.

    Returns
    -------
    JSON for the reader: names, dates, status, accuracy, ids of sources, size (km, km²), the features that draw it with
    the box around them (west, south, east, north in degrees), the ids of the matters on which each side has its own
    word, and the keys of its mentions in reading order. Text throughout, none of it markup.
    """
    place = atlas.places[place_id]
    measured = atlas.features.get(place_id)
    return {
        "id": place_id,
        "title": place.title,
        "hangul": place.hangul,
        "kind": place.kind,
        "layer": _describe_layer(place.layer, atlas),
        "names": [{key: getattr(name, key) for key in _NAME_KEYS} for name in place.names],
        "dates": _write_dates(place),
        **{f"dates_{language}": _write_dates(place, language) for language in LANGUAGES[1:]},
        "status": list(place.status),
        "accuracy": _write_accuracy(place),
        **{f"accuracy_{language}": _write_accuracy(place, language) for language in LANGUAGES[1:]},
        "accuracy_note": place.accuracy_note,
        "stretches": [stretch.words for stretch in place.stretches],
        "method": place.method,
        "note": place.note,
        "sources": list(find_sources(place)),
        "length_km": measured and measured.length_km,
        "length_land_km": measured and measured.length_land_km,
        "area_km2": measured and measured.area_km2,
        "members": [_describe_place(member, atlas) for member in place.members],
        "hub": place.hub or None,
        "features": list(atlas.features_of(place_id)),
        "bbox": list(place.bbox) if place.bbox else None,
        "matters": [matter.id for matter in atlas.matters_of(place_id)],
        "mentions": [link.key for link in atlas.links_of(place_id)],
    }


def find_sources(place: Place) -> tuple[str, ...]:
    """List the sources that a card shows: of the place, then of the names that belong to a side."""
    return tuple(dict.fromkeys((*place.source_ids, *(name.source_id for name in place.names if name.used_by))))


def _describe_layer(layer_id: str, atlas: Atlas) -> dict[str, str] | None:
    """Name the layer with its colours; a group has none."""
    if layer_id not in atlas.layers:
        return None
    layer = atlas.layers[layer_id]
    style = layer.style
    return {"id": layer_id, "title": layer.title, "color": style.color, "color_dark": style.color_dark}


def _describe_place(place_id: str, atlas: Atlas) -> dict[str, str]:
    return {"id": place_id, "title": atlas.places[place_id].title}


def _write_dates(place: Place, language: str = LANGUAGES[0]) -> str:
    """Write EDTF dates as words: ``existed from 1945 to 1953``, ``exists since Aug 1953``; of an event, when it was."""
    first, last = (write_date(date, language) for date in (place.valid_from, place.valid_to))
    if first and last:
        span = N_("{first} to {last}") if place.kind == "event" else N_("existed from {first} to {last}")
        return first if first == last else translate(span, language).format(first=first, last=last)
    if first:
        return translate(N_("exists since {first}"), language).format(first=first)
    return translate(N_("existed until {last}"), language).format(last=last) if last else ""


def _write_accuracy(place: Place, language: str = LANGUAGES[0]) -> str:
    """Write ``± 269 m (95 %), mean 94 m, worst 633 m``; where nobody stated one and the record says so, say so too."""
    if place.accuracy_m is None:
        return translate(N_("accuracy not stated"), language) if place.accuracy_note else ""
    beside = {N_("mean"): place.accuracy_mean_m, N_("worst"): place.accuracy_worst_m}
    parts = [
        f"{translate(word, language)} {_write_metres(metres)}" for word, metres in beside.items() if metres is not None
    ]
    return ", ".join([f"± {_write_metres(place.accuracy_m)} (95 %)", *parts])


def _write_metres(metres: float) -> str:
    return f"{metres:,.0f} m" if metres < 10_000 else f"{metres / 1000:,.0f} km"
