"""What the export page asks and shows, as pure functions: no widgets here."""

from __future__ import annotations

import html
import os
import shlex
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import shapely

from koreamap.app.front_page import read_address
from koreamap.drawing.extents import EXTENTS, HOME, REACH
from koreamap.errors import ExportError
from koreamap.export import find_formats, get_format
from koreamap.export._terms import TITLE, cite_map
from koreamap.export.content import read_content, read_layer
from koreamap.export.request import ExportRequest, check_request, name_file, read_bbox
from koreamap.own import OWN
from koreamap.translation import N_, gettext, ngettext, spoken

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from koreamap.app.exporting.shelf import MadeFile
    from koreamap.app.view_state import ViewState
    from koreamap.atlas import Atlas
    from koreamap.drawing.extents import Bbox
    from koreamap.export.spec import FormatSpec

__all__ = [
    "LABELS",
    "TOUCHES",
    "Wish",
    "build_request",
    "can_clip",
    "cite_map",
    "describe_content",
    "describe_format",
    "find_bbox",
    "find_box_around",
    "find_covered",
    "find_start",
    "has_title",
    "is_extent",
    "join_box",
    "list_areas",
    "list_formats",
    "list_layers",
    "name_file",
    "to_waiting",
    "write_command",
    "write_error",
    "write_link",
    "write_snippet",
]

KINDS = {"map": N_("Map"), "data": N_("Data"), "citations": N_("Citations")}
"""In which order the formats are offered, and under which heading."""

EVERYTHING, SHOWN, SELECTED, TYPED = "everything", "shown", "selected", "typed"

LABELS = {"en-ko": N_("English and Korean"), "en": N_("English"), "ko": N_("Korean")}

WEB_PAGE = "web-page"

TOUCHES = N_(
    "Taken are the features that touch the area: those with a point inside it or on its edge. Uncut, each of them is "
    "whole, however far it runs beyond the edge."
)
"""What `ExportRequest.clip` chooses between, for a reader."""

WIDTHS_MM = (85.0, 120.0, 170.0)
"""Of a figure: of one column, of one and a half, of a page."""

_FAILED = N_("{what}: found {found}, expected {expected}.")

_OPTIONS = {
    "--paper": "paper",
    "--labels": "labels",
    "--title": "title",
    "--width": "width_mm",
    "--dpi": "dpi",
    "--address": "address",
}
"""Option of the command -> member of `ExportRequest`."""

_MARGIN = 0.15
_LEAST_MARGIN_DEG = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What stands in the widgets, unchecked.

    Parameters
    ----------
    format_id
        The chosen format.
    layers
        The chosen layers; none means all.
    area
        One of `list_areas`.
    typed
        ``west,south,east,north`` in degrees, where the area is typed.
    feature
        The place selected on the map; empty for none.
    shown
        ``west,south,east,north`` of what the map showed last, as the browser says it; empty where it said nothing.
    clip, paper, landscape, labels, title, width, dpi
        As in `ExportRequest`; the width in mm.
    """

    format_id: str
    layers: tuple[str, ...] = ()
    area: str = EVERYTHING
    typed: str = ""
    feature: str = ""
    shown: str = ""
    clip: bool = False
    paper: str = "A4"
    landscape: bool = False
    labels: str = "en-ko"
    title: str = ""
    width: float = 170.0
    dpi: int = 300


def list_formats() -> dict[str, FormatSpec]:
    """Return the formats, maps first, then data, then citations."""
    specs = [format_.spec for format_ in find_formats().values()]
    ordered = sorted(specs, key=lambda spec: (list(KINDS).index(spec.kind), spec.order, spec.id))
    return {spec.id: spec for spec in ordered}


def describe_format(spec: FormatSpec) -> str:
    """Return a format's line in the list: its kind and its title; citations name their kind themselves."""
    title = gettext(spec.title)
    return title if spec.kind == "citations" else f"{gettext(KINDS[spec.kind])}: {title}"


def list_layers(atlas: Atlas) -> dict[str, str]:
    """Return the layers that can be handed on, uppermost first: id -> title; in English with the Korean one."""
    records = sorted(atlas.layers.values(), key=lambda record: (-record.order, record.id))
    both = spoken() != "ko"
    names = {r.id: (r.title, r.title_ko) if both else _order(r.title, r.title_ko)[:1] for r in records}
    return {r.id: " ".join(names[r.id]).strip() for r in records if r.group != "basemap"}


def _order(english: str, korean: str) -> tuple[str, str]:
    """Put the name in the page's language first."""
    return (korean, english) if korean and spoken() == "ko" else (english, korean)


def list_areas(atlas: Atlas, feature: str, shown: str = "") -> dict[str, str]:
    """Return the areas on offer, each with its title.

    Parameters
    ----------
    atlas
        For the title of the selected place.
    feature
        The place selected on the map; empty, unknown or drawn by no layer means that it is not offered.
    shown
        The extent that the map showed last; not offered where it is none.
    """
    selected = {SHOWN: gettext("What the map showed last")} if is_extent(shown) else {}
    if feature in atlas.places and atlas.features_of(feature):
        place = atlas.places[feature]
        title, _other = _order(place.title, place.hangul)
        selected |= {SELECTED: gettext("Around the selection: {place}").format(place=title)}
    named = {id_: _order(extent.title, extent.title_ko)[0] for id_, extent in EXTENTS.items()}
    return {EVERYTHING: gettext("Everything"), **selected, **named, TYPED: gettext("An area that I type")}


def is_extent(text: str) -> bool:
    """Tell whether a text names an extent; what a browser says may be anything."""
    try:
        read_bbox(text)
    except ExportError:
        return False
    return True


def find_box_around(feature: str, atlas: Atlas) -> Bbox:
    """Return the extent of a place, a group counting as its members, with some room around it.

    Returns
    -------
    West, south, east, north in degrees, within the world.

    Raises
    ------
    koreamap.errors.ExportError
        When there is no such place, or no layer draws it.
    """
    ids = set(atlas.features_of(feature)) if feature in atlas.places else set()
    if not ids:
        raise ExportError("selection", found="a place that no layer draws", expected="one on the map")
    records = [atlas.layers[layer_id] for layer_id in sorted({atlas.features[id_].layer for id_ in ids})]
    bounds = [f.geometry.bounds for record in records for f in read_layer(record) if f.id in ids]
    west, south = (min(box[side] for box in bounds) for side in (0, 1))
    east, north = (max(box[side] for box in bounds) for side in (2, 3))
    margin = max(_LEAST_MARGIN_DEG, _MARGIN * max(east - west, north - south))
    return (max(-180, west - margin), max(-90, south - margin), min(180, east + margin), min(90, north + margin))


def build_request(wish: Wish, atlas: Atlas) -> ExportRequest:
    """Check a wish, and make it ready for `koreamap.app.exporting.desk`.

    Stops with `ExportError` when something in it is not as it must be.
    """
    return check_request(
        atlas,
        format_id=wish.format_id,
        layers=wish.layers,
        bbox=find_bbox(wish, atlas),
        clip=wish.clip,
        paper=wish.paper,
        landscape=wish.landscape,
        labels=wish.labels,
        title=wish.title,
        width=wish.width,
        dpi=wish.dpi,
        address=read_address(os.environ),
    )


def find_bbox(wish: Wish, atlas: Atlas) -> Bbox | None:
    """Return the extent that a wish means; None for everything.

    Stops with `ExportError` when it is none.
    """
    if wish.area == EVERYTHING:
        return None
    if wish.area == SELECTED:
        return find_box_around(wish.feature, atlas)
    typed = {TYPED: wish.typed.strip(), SHOWN: wish.shown}
    return read_bbox(typed.get(wish.area, wish.area))


def find_covered(wish: Wish, atlas: Atlas, own: Collection[str] = ()) -> Bbox:
    """Return the extent of what a wish takes: the one it names; of everything Korea, and what near it was asked for.

    That is what the chosen layers draw; where none was chosen, what documents and places of the user's add. What lies
    farther away than a sheet can draw is not looked at: with Washington, Korea would be a dot. A sheet or figure of
    everything chooses its own frame, which the preview shows.

    Stops with `ExportError` when the extent is none.

    Parameters
    ----------
    wish, atlas
        What is wished, and what there is.
    own
        Ids of the user's documents.
    """
    if (box := find_bbox(wish, atlas)) is not None:
        return box
    spec = get_format(wish.format_id).spec
    if spec.uses_paper or spec.uses_width:
        return HOME.bbox
    ids = set() if wish.layers else _find_named(atlas, own)
    layers = wish.layers or sorted({atlas.features[id_].layer for id_ in ids if id_ in atlas.features})
    features = (feature for id_ in layers for feature in read_layer(atlas.layers[id_]))
    wanted = [feature.geometry for feature in features if wish.layers or feature.id in ids]
    reach = shapely.box(*REACH)
    near = [shapely.box(*HOME.bbox), *(geometry for geometry in wanted if reach.covers(geometry))]
    west, south, east, north = shapely.total_bounds(near).tolist()
    return west, south, east, north


def _find_named(atlas: Atlas, own: Collection[str]) -> set[str]:
    """Return the features that documents of the user's name, and those of the user's places."""
    named = {id_ for link in atlas.links if link.mention.document_id in own for id_ in link.feature_ids}
    return named | {id_ for id_ in atlas.features if id_.startswith(OWN)}


def describe_content(request: ExportRequest, atlas: Atlas) -> list[dict[str, Any]]:
    """Return a row for each layer that the export will hold.

    Stops with `ExportError` when nothing lies in the extent.

    Returns
    -------
    Its title, how many features and how many passages, uppermost first.
    """
    content = read_content(request, atlas)
    passages: dict[str, set[str]] = {}
    for mention in content.mentions:
        for feature_id in mention.feature_ids:
            passages.setdefault(feature_id, set()).add(mention.passage_id)
    return [
        {
            gettext("Layer"): _order(layer.record.title, layer.record.title_ko)[0],
            gettext("Features"): len(layer.features),
            gettext("Passages"): len(set().union(*(passages.get(feature.id, set()) for feature in layer.features))),
        }
        for layer in reversed(content.layers)
    ]


def write_command(wish: Wish, request: ExportRequest) -> str:
    """Return the command that makes the same file; for a database with an example of a connection."""
    spec, usual = get_format(request.format_id).spec, ExportRequest(format_id="", layer_ids=())
    words = ["koreamap", "export", request.format_id]
    words += [f"--layers={','.join(wish.layers)}"] if wish.layers else []
    words += [f"--bbox={','.join(map(repr, request.bbox))}"] if request.bbox else []
    words += ["--clip"] if request.clip else []
    words += ["--landscape"] if request.landscape else []
    for option, name in _OPTIONS.items():
        value = getattr(request, name)
        words += [f"{option}={value}"] if value != getattr(usual, name) else []
    words += ["--dsn=postgresql://user@host/database"] if spec.target == "database" else []
    return shlex.join(words)


def write_snippet(request: ExportRequest) -> str:
    """Return the HTML that shows the web page within another page, once the file lies beside that."""
    title = html.escape(request.title or TITLE)
    name = name_file(request)
    return f'<iframe src="{name}" title="{title}" width="100%" height="600" loading="lazy" style="border: 0"></iframe>'


def can_clip(spec: FormatSpec, area: str) -> bool:
    """Whether features can be cut at an area; everything has no edge."""
    return spec.can_clip and area != EVERYTHING


def has_title(spec: FormatSpec) -> bool:
    """Whether a format bears a title of its own."""
    return spec.uses_paper or spec.uses_width or spec.id == WEB_PAGE


def find_start(view: ViewState, atlas: Atlas) -> tuple[str, ...]:
    """Return the layers that the map showed: those that were on, and the selected place's, lowest first."""
    records = sorted(atlas.layers.values(), key=lambda record: (record.order, record.id))
    first = [r.id for r in records if r.shown and r.group not in {"basemap", "evidence"}]
    on = first if view.layers is None else view.layers
    selected = {atlas.features[id_].layer for id_ in atlas.features_of(view.feature)} if view.feature else set()
    return tuple(record.id for record in records if record.id in {*on, *selected})


def join_box(sides: Iterable[float]) -> str:
    """Write a box as `koreamap.export.request.read_bbox` reads it."""
    return ",".join(f"{side:.10g}" for side in sides)


def write_link(made: MadeFile) -> str:
    """Return the link, HTML, by which a browser fetches a file; from any page: none lies deeper."""
    words = gettext("Download {name} ({size} MB)").format(name=made.path.name, size=f"{made.size / 1e6:.1f}")
    return f'<a class="download" href="{html.escape(made.address)}" download>{html.escape(words)}</a>'


def to_waiting(before: int) -> str:
    """Say that others' exports must end first."""
    return ngettext("Waiting for another export", "Waiting for {count} other exports", before).format(count=before)


def write_error(error: ExportError) -> str:
    """Write an error as a sentence of HTML, its English parts marked; paths of the server stay out of it."""
    what = f"{error.what[:1].upper()}{error.what[1:]}"
    parts = {"what": what, "found": error.found, "expected": error.expected}
    marked = {name: f'<bdi lang="en">{html.escape(part)}</bdi>' for name, part in parts.items()}
    return f"<p>{html.escape(gettext(_FAILED)).format(**marked)}</p>"
