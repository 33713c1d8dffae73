"""What a reader is looking at: one frozen record, and the pure functions that turn an event into the next one.

The part that should survive a reload stands in the address: ``?feature=nll&doc=lee-2007&passage=...&layers=a,b``.
Whatever comes from there, or from the browser's events, is checked against what exists and never shown again raw.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from koreamap.atlas import Atlas

__all__ = [
    "PARAMETERS",
    "ViewState",
    "first_layers",
    "follow_mention",
    "from_query",
    "read_layers",
    "renumber",
    "select_on_map",
    "select_place",
    "show_layers",
    "show_tab",
    "step_to",
    "to_query",
]

PARAMETERS = ("feature", "doc", "passage", "layers")
"""The names in the address."""

FEATURE_TAB = "feature"

_LONGEST = 1000
_UNKNOWN = {
    "feature": "No such feature. Here is the whole map instead.",
    "doc": "No such document. Here is the whole map instead.",
    "passage": "No such passage. Here is the whole map instead.",
    "layers": "No such layer. Here are the usual ones instead.",
    "mention": "No such mention.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewState:
    """What is selected, opened and drawn.

    Parameters
    ----------
    feature : str
        The selected place's id; empty for none.
    doc : str
        The document whose tab is open; empty for the feature's tab.
    passage : str
        The passage in view.
    layers : tuple of str or None
        The layers that are on, lowest first; None for those of the first view.
    mention : str
        The mention in view, by its key.
    message : str
        What to tell the reader; ours, never words from outside.
    nonce : int
        Grows with every event, so that the browser can tell a repeated one from an old one.
    fly : bool
        Whether the map should move to the selection.
    """

    feature: str = ""
    doc: str = ""
    passage: str = ""
    layers: tuple[str, ...] | None = None
    mention: str = ""
    message: str = ""
    nonce: int = 0
    fly: bool = False

    @property
    def tab(self) -> str:
        """The open tab: a document's id or ``feature``."""
        return self.doc or FEATURE_TAB


def from_query(parameters: Mapping[str, str], atlas: Atlas) -> ViewState:
    """Read the address; anything unknown gives the home view and a message.

    Parameters
    ----------
    parameters : mapping
        Name -> value, as typed by anybody.
    atlas : Atlas
        What exists.

    Returns
    -------
    ViewState
        Only with ids that exist.
    """
    given = {name: str(parameters.get(name, "")) for name in PARAMETERS}
    passage_document = _document_of_passage(given["passage"], atlas)
    problems = [
        name
        for name, is_known in (
            ("feature", given["feature"] in atlas.places),
            ("doc", given["doc"] in atlas.documents),
            ("passage", bool(passage_document) and given["doc"] in {"", passage_document}),
        )
        if given[name] and not is_known
    ]
    if problems:
        return ViewState(message=_UNKNOWN[problems[0]])
    layers, message = _read_layers(given["layers"], atlas)
    lone_passage = bool(given["passage"]) and not given["feature"]
    return ViewState(
        feature=given["feature"],
        doc=given["doc"] or (passage_document if lone_passage else ""),
        passage=given["passage"],
        layers=layers,
        mention=_first_mention(given["feature"], given["passage"], atlas),
        message=message,
        fly=bool(given["feature"]),
    )


def to_query(view: ViewState) -> dict[str, str]:
    """Write the address of a view; `from_query` reads it back.

    Parameters
    ----------
    view : ViewState
        Any.

    Returns
    -------
    dict
        Name -> value, without those that are empty.
    """
    layers = None if view.layers is None else ",".join(view.layers) or "none"
    values = {"feature": view.feature, "doc": view.doc, "passage": view.passage, "layers": layers}
    return {name: value for name, value in values.items() if value}


def renumber(view: ViewState, nonce: int) -> ViewState:
    """Give a view that was read from an address its place in the order of events."""
    return replace(view, nonce=nonce)


def select_on_map(view: ViewState, event: object, atlas: Atlas) -> ViewState:
    """Answer a click on the map: the feature's card, and the map stays where it is."""
    return _select(view, _text(event, "id"), atlas, fly=False)


def select_place(view: ViewState, event: object, atlas: Atlas) -> ViewState:
    """Answer a place chosen in the reader: its card, and the map goes there."""
    return _select(view, _text(event, "place"), atlas, fly=True)


def follow_mention(view: ViewState, event: object, atlas: Atlas) -> ViewState:
    """Answer a click on a mark in the text: the map goes there, the document stays open."""
    key = _text(event, "mention")
    if key not in atlas.by_key:
        return _next(view, message=_UNKNOWN["mention"])
    mention = atlas.by_key[key].mention
    return _next(view, feature=mention.place_id, mention=key, passage=mention.passage_id, fly=True)


def step_to(view: ViewState, event: object, atlas: Atlas) -> ViewState:
    """Answer *next* and *previous*: another mention of the same place, and the map shows the place."""
    key = _text(event, "mention")
    if key not in atlas.by_key:
        return _next(view, message=_UNKNOWN["mention"])
    mention = atlas.by_key[key].mention
    doc = mention.document_id if view.doc else ""
    return _next(view, doc=doc, mention=key, passage=mention.passage_id, fly=True)


def show_tab(view: ViewState, event: object, atlas: Atlas) -> ViewState:
    """Answer a change of tab, to the passage that the event names; one of another document is no longer in view."""
    tab, wanted = _text(event, "tab"), _text(event, "passage")
    doc = tab if tab in atlas.documents else ""
    if doc and wanted and _document_of_passage(wanted, atlas) == doc:
        return _next(view, doc=doc, passage=wanted, mention="")
    is_inside = not doc or _document_of_passage(view.passage, atlas) == doc
    return _next(view, doc=doc, passage=view.passage if is_inside else "", mention=view.mention if is_inside else "")


def show_layers(view: ViewState, shown: object, atlas: Atlas) -> ViewState:
    """Answer a layer switch; the layers of the first view are remembered as such."""
    layers = read_layers(shown, atlas)
    return replace(view, layers=None if layers == first_layers(atlas) else layers, message="", fly=False)


def first_layers(atlas: Atlas) -> tuple[str, ...]:
    """Return the layers of the first view, lowest first."""
    return tuple(layer_id for layer_id in _switchable(atlas) if atlas.layers[layer_id].shown)


def read_layers(shown: object, atlas: Atlas) -> tuple[str, ...]:
    """Take the layer ids that a browser sent, lowest first, without those that nobody can switch."""
    names = set(shown) if isinstance(shown, list | tuple) and all(isinstance(name, str) for name in shown) else set()
    return tuple(layer_id for layer_id in _switchable(atlas) if layer_id in names)


def _switchable(atlas: Atlas) -> tuple[str, ...]:
    """Return the layers that a reader can switch, lowest first: the ground is always there, evidence comes unasked."""
    layers = sorted(atlas.layers.values(), key=lambda layer: (layer.order, layer.id))
    return tuple(layer.id for layer in layers if layer.group not in {"basemap", "evidence"})


def _select(view: ViewState, place_id: str, atlas: Atlas, *, fly: bool) -> ViewState:
    if place_id not in atlas.places:
        return _next(view, message=_UNKNOWN["feature"])
    return _next(view, feature=place_id, doc="", passage="", mention="", fly=fly)


def _next(view: ViewState, *, fly: bool = False, message: str = "", **changes: str) -> ViewState:
    """Change the view and let the browser see that something happened."""
    return replace(view, nonce=view.nonce + 1, fly=fly, message=message, **changes)  # type: ignore[arg-type]


def _text(event: object, name: str) -> str:
    """Take a value that a browser sent; anything but text counts as empty."""
    value = event.get(name) if isinstance(event, dict) else None
    return value if isinstance(value, str) and len(value) <= _LONGEST else ""


def _document_of_passage(passage_id: str, atlas: Atlas) -> str:
    return atlas.document_of_passage(passage_id) if passage_id else ""


def _read_layers(value: str, atlas: Atlas) -> tuple[tuple[str, ...] | None, str]:
    """Read ``a,b``; the empty value means the first view, ``none`` means the bare ground."""
    if not value:
        return None, ""
    names = set() if value == "none" else set(value[:_LONGEST].split(","))
    if not names <= set(_switchable(atlas)):
        return None, _UNKNOWN["layers"]
    layers = tuple(layer_id for layer_id in _switchable(atlas) if layer_id in names)
    return (None if layers == first_layers(atlas) else layers), ""


def _first_mention(place_id: str, passage_id: str, atlas: Atlas) -> str:
    """Find the mention that a link to a passage most likely means."""
    if not (place_id and passage_id):
        return ""
    found = (link.key for link in atlas.links_of(place_id) if link.mention.passage_id == passage_id)
    return next(found, "")
