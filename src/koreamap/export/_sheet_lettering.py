"""Say what is written on a map, where and how; the places come from `_sheet_places`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import shapely
from shapely.geometry import LineString, Point

from koreamap.export._sheet_places import (
    CourseWish,
    PlacedCourse,
    PlacedPoint,
    PointWish,
    Room,
    place_course,
    place_point,
)
from koreamap.export._sheet_plan import Rect
from koreamap.export.content import read_layer
from koreamap.maps import GROUND

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from shapely.geometry.base import BaseGeometry

    from koreamap.atlas import Atlas
    from koreamap.export._sheet_ink import Ink
    from koreamap.export._sheet_type import TypeCase
    from koreamap.export._sheet_view import View
    from koreamap.model import Feature

__all__ = ["Lettering", "letter_ground", "letter_layers"]

_GROUND = GROUND["light"]
_MM_PER_PT = 25.4 / 72
_PT_PER_PX = 0.55
_ONE_SPOT_MM = 1.2
"""Points of one layer that are nearer than this share a label."""

_LINE = 1.12
"""Height of a line of a two-line label, in type sizes."""

Wish = tuple["Mapping[str, Any]", "Mapping[str, Any]", "BaseGeometry"]
"""Layer record, the feature's properties, and its geometry on the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """How a label is written.

    Parameters
    ----------
    lines : tuple of str
        From the top.
    face : str
        Of the first line.
    size_pt : float
        Of the first line, on A4.
    color, halo : str
        ``#rrggbb``.
    tracking : float
        Added between the letters of the first line, in type sizes.
    has_dot : bool
        A small open dot marks the spot, for a town.
    is_pair : bool
        The second line is the first in Hangul; else each line is another thing at the same spot.
    """

    lines: tuple[str, ...]
    face: str
    size_pt: float
    color: str
    halo: str = _GROUND["halo"]
    tracking: float = 0
    has_dot: bool = False
    is_pair: bool = True

    def sizes(self) -> tuple[float, ...]:
        """Size of each line, points: Hangul under its English is a little smaller."""
        return tuple(self.size_pt * (0.92 if self.is_pair and index else 1) for index in range(len(self.lines)))


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedLabel:
    """A label with its place.

    Parameters
    ----------
    name : str
        The feature's id.
    hand : Hand
        How it is written.
    place : PlacedPoint or PlacedCourse
        Where.
    spot : tuple of float
        What it belongs to, mm; only for a town.
    """

    name: str
    hand: Hand
    place: PlacedPoint | PlacedCourse
    spot: tuple[float, float] = (0, 0)

    @property
    def boxes(self) -> tuple[Rect, ...]:
        """What the lettering covers, mm."""
        return self.place.boxes


@dataclass(frozen=True, slots=True, kw_only=True)
class Lettering:
    """All labels of a map.

    Parameters
    ----------
    labels : tuple of PlacedLabel
        In the order in which they were placed.
    left_out : tuple of str
        Ids of features whose label found no room.
    room : Room
        What is left.
    """

    labels: tuple[PlacedLabel, ...]
    left_out: tuple[str, ...]
    room: Room

    def draw(self, ink: Ink) -> None:
        """Write all labels, leaders first."""
        for label in self.labels:
            if isinstance(label.place, PlacedPoint) and label.place.leader:
                ink.stroke(LineString(label.place.leader), label.hand.color, 0.3)
        for label in self.labels:
            if label.hand.has_dot:
                dot = Point(label.spot).buffer(0.42 * ink.zoom)
                ink.fill(dot, _GROUND["casing"])
                ink.stroke(dot, _GROUND["label"], 0.45)
            if isinstance(label.place, PlacedCourse):
                _write_course(ink, label.hand, label.place)
            else:
                _write_block(ink, label.hand, label.place)


def letter_layers(
    wishes: Sequence[Wish], *, view: View, type_case: TypeCase, zoom: float, labels: str, also: BaseGeometry
) -> Lettering:
    """Place the labels of the layers, the most important first.

    Parameters
    ----------
    wishes : sequence of tuple
        Record, properties and geometry on the page of each feature in the view.
    view : View
        The map.
    type_case : TypeCase
        For the widths.
    zoom : float
        By which type grows.
    labels : str
        ``en``, ``ko`` or ``en-ko``.
    also : BaseGeometry
        Other strokes that lettering had better not cross, mm.

    Returns
    -------
    Lettering
        The same for the same wishes.
    """
    room = Room(
        frame=view.rect.shrink(0.8),
        boxes=tuple(_marker_boxes(wishes, zoom)),
        strokes=shapely.union_all([also, *(_outline(geometry) for _, _, geometry in wishes if geometry.length)]),
    )
    lettering = Lettering(labels=(), left_out=(), room=room)
    for record, members, geometry in _gather(sorted(wishes, key=_importance)):
        if not _is_written(record, view):
            continue
        name = " ".join(str(properties["feature_id"]) for properties in members)
        for hand in (hands := _hands(record, members, labels)):
            place = _place(hand, record["style"], geometry, lettering.room, type_case, zoom)
            if place or hand is hands[-1]:
                lettering = _add(lettering, name, hand, place)
                break
    return lettering


def _gather(wishes: Iterable[Wish]) -> list[tuple[Mapping[str, Any], list[Mapping[str, Any]], BaseGeometry]]:
    """Put points of a layer that lie on one spot under one label."""
    gathered: list[tuple[Mapping[str, Any], list[Mapping[str, Any]], BaseGeometry]] = []
    for record, properties, geometry in wishes:
        same = (
            members
            for other, members, spot in gathered
            if other is record and record["geometry_type"] == "Point" and spot.distance(geometry) < _ONE_SPOT_MM
        )
        members = next(same, None)
        if members is None:
            gathered.append((record, [properties], geometry))
        else:
            members.append(properties)
    return gathered


def _add(lettering: Lettering, name: str, hand: Hand, place: PlacedPoint | PlacedCourse | None) -> Lettering:
    if place is None:
        return Lettering(labels=lettering.labels, left_out=(*lettering.left_out, name), room=lettering.room)
    label = PlacedLabel(name=name, hand=hand, place=place)
    return Lettering(
        labels=(*lettering.labels, label), left_out=lettering.left_out, room=lettering.room.take(place.covered)
    )


def _importance(wish: Wish) -> tuple[float, str]:
    record, properties, _geometry = wish
    label = record["style"]["label"]
    return (-label["priority"] if label else 0, str(properties["feature_id"]))


def _is_written(record: Mapping[str, Any], view: View) -> bool:
    """Points are always named: a marker without a name says nothing on paper. The rest by scale, as on the screen."""
    label = record["style"]["label"]
    return bool(label) and (record["geometry_type"] == "Point" or float(label["min_zoom"]) <= view.web_zoom)


def _hands(record: Mapping[str, Any], members: Sequence[Mapping[str, Any]], labels: str) -> tuple[Hand, ...]:
    """Return the ways to write a label, from the fullest to the shortest that may do where room is scarce."""
    style = record["style"]
    label = style["label"]
    core = record["group"] == "armistice"
    wordings = [_wording(members, wanted, str(label["suffix"])) for wanted in dict.fromkeys((labels, labels[:2]))]
    years = dict.fromkeys(str(properties.get("date_label") or "") for properties in members)
    if all(years):
        wordings.append((", ".join(years),))
    return tuple(
        Hand(
            lines=lines,
            face="serif-italic" if label["italic"] else "sans-medium" if core else "sans",
            size_pt=label["size_px"] * _PT_PER_PX * (1 if core else 0.9),
            color=style["color"],
            is_pair=len(members) == 1,
        )
        for lines in wordings
    )


def _wording(members: Sequence[Mapping[str, Any]], labels: str, suffix: str) -> tuple[str, ...]:
    """Return the lines of one feature's label, or one line for each of several."""
    lines = [_lines(properties, labels, suffix) for properties in members]
    return lines[0] if len(lines) == 1 else tuple("  ".join(parts) for parts in lines)


def _lines(properties: Mapping[str, Any], labels: str, suffix: str = "") -> tuple[str, ...]:
    english = str(properties.get("label") or properties.get("name") or "")
    if suffix and suffix not in english:
        english = f"{english} ({suffix})"
    hangul = str(properties.get("name_ko") or "")
    wanted = {"en": (english,), "ko": (hangul or english,), "en-ko": (english, hangul)}[labels]
    kept = [line for line in wanted if line]
    year = str(properties.get("date_label") or "")
    return (f"{year} {kept[0]}".strip(), *kept[1:])


def _outline(geometry: BaseGeometry) -> BaseGeometry:
    return geometry.boundary if geometry.area > 0 else geometry


def _marker_boxes(wishes: Iterable[Wish], zoom: float) -> Iterable[Rect]:
    for record, _properties, geometry in wishes:
        if record["geometry_type"] == "Point":
            side = record["style"]["size_px"] * 0.48 * _MM_PER_PT * zoom
            for point in shapely.get_parts(geometry):
                yield Rect(x=point.x - side / 2, y=point.y - side / 2, width=side, height=side)


def _place(  # noqa: PLR0913, PLR0917 - private, and all of it needed
    hand: Hand, style: Mapping[str, Any], geometry: BaseGeometry, room: Room, type_case: TypeCase, zoom: float
) -> PlacedPoint | PlacedCourse | None:
    if style["label"]["along"] and geometry.area == 0:
        placed = place_course(_course_wish(hand, style, geometry, type_case, zoom), room)
        if placed:
            return placed
    return place_point(_point_wish(hand, style, geometry, type_case, zoom), room)


def _course_wish(
    hand: Hand, style: Mapping[str, Any], geometry: BaseGeometry, type_case: TypeCase, zoom: float
) -> CourseWish:
    merged = shapely.line_merge(geometry)
    longest = max(shapely.get_parts(merged), key=lambda part: part.length)
    text = "  ".join(hand.lines)
    size = hand.size_pt * zoom
    tracking = size * _MM_PER_PT * 0.03
    advances = tuple(type_case.measure(char, hand.face, size) + tracking for char in text)
    half_stroke = (style["width_px"] / 2 + style["casing_px"]) * 0.48 * _MM_PER_PT * zoom
    return CourseWish(line=longest, advances=advances, size=size * _MM_PER_PT, gap=half_stroke + 0.6)


def _point_wish(
    hand: Hand, style: Mapping[str, Any], geometry: BaseGeometry, type_case: TypeCase, zoom: float
) -> PointWish:
    width, height = _block_size(hand, type_case, zoom)
    spot = _spot(geometry)
    if geometry.geom_type in {"Point", "MultiPoint"}:
        clear_x = clear_y = style["size_px"] * 0.48 * _MM_PER_PT * zoom / 2
    elif geometry.area > 0:
        left, bottom, right, top = geometry.bounds
        clear_x, clear_y = min((right - left) / 2, 12), min((top - bottom) / 2, 12)
    else:
        clear_x = clear_y = 0.6
    fits = geometry.area > 0 and geometry.buffer(0).contains(_box(spot, width, height))
    return PointWish(
        x=spot[0], y=spot[1], clear_x=clear_x, clear_y=clear_y, width=width, height=height, may_lead=True, centered=fits
    )


def _spot(geometry: BaseGeometry) -> tuple[float, float]:
    """Return the point that a label belongs to."""
    part = max(shapely.get_parts(geometry), key=lambda p: (p.area, p.length))
    if part.area > 0:
        point = part.centroid if part.convex_hull.area < 1.6 * part.area else part.representative_point()
    else:
        point = part.interpolate(0.5, normalized=True) if part.length else part
    return float(point.x), float(point.y)


def _box(spot: tuple[float, float], width: float, height: float) -> BaseGeometry:
    x, y = spot
    return shapely.box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)


def _block_size(hand: Hand, type_case: TypeCase, zoom: float) -> tuple[float, float]:
    widths = [
        type_case.measure(line, hand.face, size * zoom) for line, size in zip(hand.lines, hand.sizes(), strict=True)
    ]
    widths[0] += len(hand.lines[0]) * hand.tracking * hand.size_pt * zoom * _MM_PER_PT
    return max(widths), sum(size * zoom * _MM_PER_PT * _LINE for size in hand.sizes())


def _write_block(ink: Ink, hand: Hand, place: PlacedPoint) -> None:
    y = place.box.top
    x = place.box.x + place.align * place.box.width
    for line, size in zip(hand.lines, hand.sizes(), strict=True):
        y -= size * ink.zoom * _MM_PER_PT * _LINE
        ink.text(
            x,
            y + size * ink.zoom * _MM_PER_PT * 0.26,
            text=line,
            face=hand.face,
            size_pt=size,
            color=hand.color,
            halo=hand.halo,
            align=place.align,
            tracking=0 if line is not hand.lines[0] else hand.tracking,
        )


def _write_course(ink: Ink, hand: Hand, place: PlacedCourse) -> None:
    for char, (x, y, angle) in zip("  ".join(hand.lines), place.glyphs, strict=True):
        if char != " ":
            ink.text(
                x,
                y,
                text=char,
                face=hand.face,
                size_pt=hand.size_pt,
                color=hand.color,
                halo=hand.halo,
                rotation_deg=angle,
            )


def letter_ground(  # noqa: PLR0913 - one more than the rule, all named
    atlas: Atlas, lettering: Lettering, *, view: View, type_case: TypeCase, zoom: float, labels: str
) -> Lettering:
    """Add the names of waters, countries and towns of the basemap where there is still room.

    Parameters
    ----------
    atlas, view, type_case, zoom, labels
        As in `letter_layers`.
    lettering : Lettering
        What stands already.

    Returns
    -------
    Lettering
        With the basemap's names added.
    """
    named = {label.name for label in lettering.labels}
    for feature in _names_of(atlas, view):
        point = view.to_page(feature.geometry)
        if point.is_empty or named & {feature.id, f"event-{feature.id}"}:
            continue
        hand = _ground_hand(feature.properties, labels)
        lettering = _add_ground(lettering, feature.id, hand, point, type_case=type_case, zoom=zoom)
    return lettering


def _names_of(atlas: Atlas, view: View) -> list[Feature]:
    """List the names for orientation: seas and countries, then towns, those of the documents first."""
    records = [atlas.layers[id_] for id_ in ("cities", "basemap_labels") if id_ in atlas.layers]
    found = [feature for record in records for feature in read_layer(record, view.bbox)]
    written = [feature for feature in found if float(feature.properties.get("min_zoom") or 0) <= view.web_zoom]
    return sorted(written, key=lambda feature: feature.properties["kind"] == "city")


def _add_ground(  # noqa: PLR0913 - private, and all of it needed
    lettering: Lettering, name: str, hand: Hand, point: BaseGeometry, *, type_case: TypeCase, zoom: float
) -> Lettering:
    """Place a name of the ground where there is room, else leave it out: nobody misses it."""
    width, height = _block_size(hand, type_case, zoom)
    clear = 0.5 * zoom if hand.has_dot else 0.0
    wish = PointWish(
        x=point.x, y=point.y, clear_x=clear, clear_y=clear, width=width, height=height, centered=not hand.has_dot
    )
    dot = Rect(x=point.x - clear, y=point.y - clear, width=2 * clear, height=2 * clear)
    place = place_point(wish, lettering.room)
    if place is None or (hand.has_dot and not lettering.room.is_free(dot)):
        return lettering
    label = PlacedLabel(name=name, hand=hand, place=place, spot=(point.x, point.y))
    room = lettering.room.take((*place.covered, dot) if hand.has_dot else place.covered)
    return Lettering(labels=(*lettering.labels, label), left_out=lettering.left_out, room=room)


def _ground_hand(properties: Mapping[str, Any], labels: str) -> Hand:
    kind = str(properties["kind"])
    lines = _lines(properties, labels)
    if kind == "water":
        size = 9 if float(properties.get("min_zoom") or 0) <= 5 else 7.5
        return Hand(lines=lines, face="serif-italic", size_pt=size, color=_GROUND["label_water"], halo=_GROUND["water"])
    if kind == "country":
        lines = (lines[0].upper(), *lines[1:])
        return Hand(lines=lines, face="sans", size_pt=7.5, color=_GROUND["label_country"], tracking=0.22)
    return Hand(lines=lines, face="sans", size_pt=6.2, color=_GROUND["label"], has_dot=True)
