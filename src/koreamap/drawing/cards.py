"""Compose what the reader shows of a place: pure, from what the build made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from koreamap.drawing.dates import write_date

if TYPE_CHECKING:
    from koreamap.atlas import Atlas
    from koreamap.model import Place

__all__ = ["build_card"]

_NAME_KEYS = ("text", "lang", "system", "used_by")


def build_card(place_id: str, atlas: Atlas) -> dict[str, object]:
    """Compose the card of a place.

    Stops with `KeyError` when there is no such place.

    Returns
    -------
    JSON for the reader: names, dates, status, accuracy, ids of sources, size (km, km²), the features that draw it with
    the box around them (west, south, east, north in degrees), and the keys of its mentions in reading order. Text
    throughout, none of it markup.
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
        "status": list(place.status),
        "accuracy": _write_accuracy(place),
        "accuracy_note": place.accuracy_note,
        "stretches": [stretch.words for stretch in place.stretches],
        "method": place.method,
        "note": place.note,
        "sources": list(_find_sources(place)),
        "length_km": measured and measured.length_km,
        "length_land_km": measured and measured.length_land_km,
        "area_km2": measured and measured.area_km2,
        "members": [_describe_place(member, atlas) for member in place.members],
        "hub": place.hub or None,
        "features": list(atlas.features_of(place_id)),
        "bbox": list(place.bbox) if place.bbox else None,
        "mentions": [link.key for link in atlas.links_of(place_id)],
    }


def _find_sources(place: Place) -> tuple[str, ...]:
    """List the sources of the place, then of the names that belong to a side."""
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


def _write_dates(place: Place) -> str:
    """Write EDTF dates as words: ``existed from 1945 to 1953``, ``exists since Aug 1953``; of an event, when it was."""
    first, last = map(write_date, (place.valid_from, place.valid_to))
    if first and last:
        is_event = place.kind == "event"
        return first if first == last else f"{first} to {last}" if is_event else f"existed from {first} to {last}"
    if first:
        return f"exists since {first}"
    return f"existed until {last}" if last else ""


def _write_accuracy(place: Place) -> str:
    """Write ``± 269 m (95 %), mean 94 m, worst 633 m``; where nobody stated one and the record says so, say so too."""
    if place.accuracy_m is None:
        return "accuracy not stated" if place.accuracy_note else ""
    beside = {"mean": place.accuracy_mean_m, "worst": place.accuracy_worst_m}
    parts = [f"{word} {_write_metres(metres)}" for word, metres in beside.items() if metres is not None]
    return ", ".join([f"± {_write_metres(place.accuracy_m)} (95 %)", *parts])


def _write_metres(metres: float) -> str:
    return f"{metres:,.0f} m" if metres < 10_000 else f"{metres / 1000:,.0f} km"
