"""What a user asks for when a map is handed on, checked before anything is written."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from koreamap.address import check_address
from koreamap.drawing.extents import EXTENTS, Bbox
from koreamap.errors import ExportError
from koreamap.export.formats import get_format
from koreamap.own import list_layer_ids

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from koreamap.atlas import Atlas
    from koreamap.export.spec import FormatSpec

__all__ = [
    "DPI",
    "LONGEST_TITLE",
    "PAPERS",
    "WIDTHS_MM",
    "ExportRequest",
    "check_request",
    "find_area",
    "find_shown",
    "name_file",
    "name_stem",
    "read_bbox",
]

PAPERS: Mapping[str, tuple[float, float]] = {"A4": (210.0, 297.0), "A3": (297.0, 420.0), "Letter": (215.9, 279.4)}
"""Width and height in mm, portrait."""

WIDTHS_MM = (50.0, 400.0)
"""Least and greatest width of a figure: narrower, its scale bars and credit find no room."""

DPI = (72, 1200)

LONGEST_TITLE = 120
"""So many letters of a title stand in two lines on the narrowest paper."""

_FEW = 3
"""So many layers are named in a file's name; more are counted."""

Labels = Literal["en", "ko", "en-ko"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportRequest:
    """A checked wish; make it with `check_request`.

    Parameters
    ----------
    format_id
        A known format.
    layer_ids
        Known thematic layers, in draw order.
    named
        Whether they were named one by one: a map then shows them all.
    bbox
        West, south, east, north in degrees, WGS 84; None for everything.
    clip
        Whether features are cut at the box; else those that touch it are there whole.
    paper
        From `PAPERS`.
    landscape
        Orientation of the paper.
    labels
        ``en``, ``ko`` or ``en-ko``.
    title
        Of a sheet or a figure; empty for that of its area or layers.
    width_mm
        Of a figure.
    dpi
        Dots an inch, of a figure that is a picture.
    address
        Where the explorer can be reached, with a slash at its end; empty leaves out what would lead there.
    """

    format_id: str
    layer_ids: tuple[str, ...]
    named: bool = True
    bbox: Bbox | None = None
    clip: bool = False
    paper: str = "A4"
    landscape: bool = False
    labels: Labels = "en-ko"
    title: str = ""
    width_mm: float = 170.0
    dpi: int = 300
    address: str = ""


def check_request(  # noqa: PLR0913 - one argument for each thing a user may choose, all named
    atlas: Atlas,
    *,
    format_id: str,
    layers: Sequence[str] = (),
    without: Sequence[str] = (),
    bbox: Bbox | None = None,
    clip: bool = False,
    paper: str = "A4",
    landscape: bool = False,
    labels: str = "en-ko",
    title: str = "",
    width: float = 170.0,
    dpi: int = 300,
    address: str = "",
) -> ExportRequest:
    """Check what was asked against what there is.

    No layers means all themes, with evidence where a format can hide it. A format that draws adds the rivals of each
    layer that was named: no side's line stands alone. What is named in `without` stays away in any case.

    Stops with `ExportError` at an unknown format, layer, paper or label language, an extent that is none, or a cut of
    what is no data; with `MapError` at an address that is none.
    """
    spec = get_format(format_id).spec
    records = sorted((r for r in atlas.layers.values() if r.group != "basemap"), key=lambda r: r.order)
    known = [record.id for record in records]
    usual = [r.id for r in records if r.group != "evidence" or spec.carries_evidence]
    layers, without = (tuple(_expand(names, known)) for names in (layers, without))
    for layer in (*layers, *without):
        _check_choice("layer", layer, known)
    _check_choice("paper", paper, list(PAPERS))
    _check_choice("labels", labels, ["en", "ko", "en-ko"])
    wanted = {*layers} | (_find_rivals(atlas, layers) if spec.draws else set()) if layers else {*usual}
    return ExportRequest(
        format_id=format_id,
        layer_ids=tuple(layer for layer in known if layer in wanted - {*without}),
        named=bool(layers),
        bbox=_check_bbox(bbox) if bbox else None,
        clip=_check_clip(spec, bbox) if clip else False,
        paper=paper,
        landscape=landscape,
        title=_check_title(title),
        width_mm=_check_range("width in mm", width, WIDTHS_MM),
        dpi=int(_check_range("dpi", dpi, DPI)),
        address=check_address("address", address),
        labels=labels,  # type: ignore[arg-type]  # checked above
    )


def find_shown(atlas: Atlas, request: ExportRequest) -> frozenset[str]:
    """Return the ids of the layers that a map shows at first.

    They are those that were named; where none was, those of the explorer's first view, what a named area is named
    after, and the rivals of both.
    """
    if request.named:
        return frozenset(request.layer_ids)
    area = EXTENTS.get(find_area(request.bbox))
    usual = {id_ for id_ in request.layer_ids if atlas.layers[id_].shown} | set(area.layer_ids if area else ())
    return frozenset((usual | _find_rivals(atlas, usual)).intersection(request.layer_ids))


def _expand(names: Iterable[str], known: Sequence[str]) -> Iterator[str]:
    """Yield layers; of a user's own layer, named as the user did, those that draw it."""
    for name in names:
        drawn = [] if name in known else [id_ for id_ in list_layer_ids(name) if id_ in known]
        yield from drawn or [name]


def _find_rivals(atlas: Atlas, layer_ids: Iterable[str]) -> set[str]:
    """Return the rivals of layers, and theirs."""
    found: set[str] = set()
    rest = list(layer_ids)
    while rest:
        rivals = {id_ for id_ in atlas.layers[rest.pop()].rival_ids if id_ in atlas.layers}
        rest += rivals - found
        found |= rivals
    return found


def find_area(bbox: Bbox | None) -> str:
    """Return the id of the named area with these sides; empty where there is none."""
    return next((id_ for id_, extent in EXTENTS.items() if extent.bbox == bbox), "")


def name_stem(request: ExportRequest) -> str:
    """Name what is in a file: its area, its layers where they were named, its format."""
    area = find_area(request.bbox) or ("extent" if request.bbox else "")
    few = "-".join(request.layer_ids) if len(request.layer_ids) <= _FEW else f"{len(request.layer_ids)}-layers"
    return "-".join(filter(None, ("koreamap", area, few if request.named else "", request.format_id)))


def name_file(request: ExportRequest) -> str:
    """Name the file of a format that writes one."""
    return name_stem(request) + get_format(request.format_id).spec.suffix


def read_bbox(text: str) -> Bbox:
    """Read an extent as typed: a named area or ``west,south,east,north`` in degrees.

    Raises
    ------
    koreamap.errors.ExportError
        When it is neither, or its corners are swapped or outside the world.
    """
    if text in EXTENTS:
        return EXTENTS[text].bbox
    expected = f"west,south,east,north in degrees, or one of {', '.join(EXTENTS)}"
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError as error:
        raise ExportError("bbox", found=repr(text[:60]), expected=expected) from error
    return _check_bbox((west, south, east, north))


def _check_bbox(bbox: Bbox) -> Bbox:
    west, south, east, north = bbox
    expected = "west < east within ±180 and south < north within ±90"
    if not all(math.isfinite(value) for value in bbox):
        raise ExportError("bbox", found=str(bbox), expected="finite degrees")
    if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):
        hint = "; are latitude and longitude swapped?" if 33 <= west <= 44 and 123 <= south <= 132 else ""
        raise ExportError("bbox", found=f"{west:g},{south:g},{east:g},{north:g}", expected=f"{expected}{hint}")
    return bbox


def _check_range(what: str, value: float, between: tuple[float, float]) -> float:
    least, greatest = between
    if not least <= value <= greatest:
        raise ExportError(what, found=f"{value:g}", expected=f"{least:g} to {greatest:g}")
    return value


def _check_title(title: str) -> str:
    one_line = " ".join(title.split())
    if len(one_line) > LONGEST_TITLE:
        raise ExportError("title", found=f"{len(one_line)} characters", expected=f"at most {LONGEST_TITLE}")
    return one_line


def _check_clip(spec: FormatSpec, bbox: Bbox | None) -> bool:
    if bbox is None or not spec.can_clip:
        expected = "a format that holds the features as data, and an extent"
        raise ExportError("clip", found=f"{spec.id}, extent {bbox}", expected=expected)
    return True


def _check_choice(what: str, choice: str, known: Sequence[str]) -> None:
    if choice not in known:
        raise ExportError(what, found=repr(choice[:60]), expected=f"one of {', '.join(known)}")
