"""What a reader looked at last, read from the text that their browser keeps: checked against what exists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

if TYPE_CHECKING:
    from koreamap.atlas import Atlas

__all__ = ["ViewState", "read_view"]

_MOST_FIELDS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewState:
    """What Export starts from.

    Parameters
    ----------
    feature
        The selected place's id; empty for none.
    layers
        The layers that a person switched on, lowest first; None for those of the first view.
    extent
        What the map showed, as ``west,south,east,north`` in degrees: text that nobody has checked yet.
    """

    feature: str = ""
    layers: tuple[str, ...] | None = None
    extent: str = ""


def read_view(text: str, atlas: Atlas) -> ViewState:
    """Read ``feature=nll&layers=a,b&bbox=124,37,126,38``, as a browser sent it; what does not exist is left out."""
    try:
        given = dict(parse_qsl(text, max_num_fields=_MOST_FIELDS))
    except ValueError:  # far more than we ever keep
        return ViewState()
    feature = given.get("feature", "")
    return ViewState(
        feature=feature if feature in atlas.places else "",
        layers=_read_layers(given["layers"], atlas) if "layers" in given else None,
        extent=given.get("bbox", "")[:100],
    )


def _read_layers(text: str, atlas: Atlas) -> tuple[str, ...]:
    """Keep the layers that a reader can switch: the basemap is always there, evidence comes unasked."""
    names = set(text.split(","))
    records = sorted(atlas.layers.values(), key=lambda record: (record.order, record.id))
    return tuple(r.id for r in records if r.is_theme and r.id in names)
