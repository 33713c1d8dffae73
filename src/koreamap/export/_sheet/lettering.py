"""Say what is written on a map and how, the most important first; where it stands comes from `placement`."""

from __future__ import annotations

import dataclasses
import math
from typing import TYPE_CHECKING

import shapely
from shapely.geometry import Point

from koreamap.drawing.maps import LIGHT
from koreamap.export._sheet.faces import MM_PER_PT, clean
from koreamap.export._sheet.labels import LINE, Hand, Lettering, PlacedLabel
from koreamap.export._sheet.placement import (
    CoursePlacement,
    CourseWish,
    PointPlacement,
    PointWish,
    Room,
    find_course_placement,
    find_point_placement,
)
from koreamap.export._sheet.plan import Rect
from koreamap.export.content import read_layer
from koreamap.model import Properties

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from shapely.geometry.base import BaseGeometry

    from koreamap.atlas import Atlas
    from koreamap.export._sheet.faces import TypeCase
    from koreamap.export._sheet.projection import Projection
    from koreamap.model import BuiltLayer, Feature, Label, Style

__all__ = ["letter_basemap", "letter_layers"]

_BACKGROUND = LIGHT
_PT_PER_PX = 0.55
_ONE_SPOT_MM = 1.2
"""Points of one layer that are nearer than this share a label."""

_SHORTENING_COST = 8.0

Wish = tuple["BuiltLayer", Properties, "BaseGeometry"]
"""Layer record, the feature's properties, and its geometry on the page."""


def letter_layers(
    wishes: Sequence[Wish], *, projection: Projection, type_case: TypeCase, labels: str, also: BaseGeometry
) -> Lettering:
    """Place the labels of the layers, the most important first.

    Parameters
    ----------
    wishes
        Record, properties and geometry on the page of each feature in the projection.
    projection
        The map.
    type_case
        For the widths.
    labels
        ``en``, ``ko`` or ``en-ko``.
    also
        Other strokes that lettering had better not cross, mm.

    Returns
    -------
    The same for the same wishes.
    """
    room = Room(
        frame=projection.rect.shrink(0.8),
        obstacles=tuple(_marker_boxes(wishes, type_case.zoom)),
        strokes=shapely.union_all([also, *(_outline(geometry) for _, _, geometry in wishes if geometry.length)]),
    )
    lettering = Lettering(labels=(), left_out=(), room=room)
    for record, members, geometry in _gather(sorted(wishes, key=_importance)):
        label = record.style.label
        if label is None or not _is_written(record, label, projection):
            continue
        name = " ".join(properties.feature_id for properties in members)
        hands = _hands(record, label, members, labels)
        placements = [_find_placement(hand, record.style, geometry, lettering.room, type_case) for hand in hands]
        best = min(range(len(hands)), key=lambda index: _cost(placements, index))
        lettering = _add(lettering, name, hands[best], placements[best])
    return lettering


def _cost(placements: Sequence[PointPlacement | CoursePlacement | None], index: int) -> float:
    """Rate a wording by its placement; a shorter wording must be worth it."""
    placement = placements[index]
    return math.inf if placement is None else placement.cost + _SHORTENING_COST * index


def _gather(wishes: Iterable[Wish]) -> list[tuple[BuiltLayer, list[Properties], BaseGeometry]]:
    """Put points of a layer that lie on one spot under one label."""
    gathered: list[tuple[BuiltLayer, list[Properties], BaseGeometry]] = []
    for record, properties, geometry in wishes:
        same = (
            members
            for other, members, spot in gathered
            if other is record and record.geometry_type == "Point" and spot.distance(geometry) < _ONE_SPOT_MM
        )
        members = next(same, None)
        if members is None:
            gathered.append((record, [properties], geometry))
        else:
            members.append(properties)
    return gathered


def _add(lettering: Lettering, name: str, hand: Hand, placement: PointPlacement | CoursePlacement | None) -> Lettering:
    if placement is None:
        return Lettering(labels=lettering.labels, left_out=(*lettering.left_out, name), room=lettering.room)
    label = PlacedLabel(name=name, hand=hand, placement=placement)
    return Lettering(
        labels=(*lettering.labels, label), left_out=lettering.left_out, room=lettering.room.take(placement.covered)
    )


def _importance(wish: Wish) -> tuple[float, str]:
    record, properties, _geometry = wish
    label = record.style.label
    return (-label.priority if label else 0, properties.feature_id)


def _is_written(record: BuiltLayer, label: Label, projection: Projection) -> bool:
    """Points are always named: a marker without a name says nothing on paper. The rest by scale, as on the screen."""
    return record.geometry_type == "Point" or label.min_zoom <= projection.web_zoom


def _hands(record: BuiltLayer, label: Label, members: Sequence[Properties], labels: str) -> tuple[Hand, ...]:
    """Return the ways to write a label, from the fullest to the shortest that may do where room is scarce."""
    core = record.group == "main"
    wordings = [_wording(members, wanted, label.suffix) for wanted in dict.fromkeys((labels, labels[:2]))]
    years = dict.fromkeys(properties.date_label or "" for properties in members)
    if all(years):
        wordings.append((", ".join(years),))
    return tuple(
        Hand(
            lines=lines,
            face="serif-italic" if label.italic else "sans-medium" if core else "sans",
            size_pt=label.size_px * _PT_PER_PX * (1 if core else 0.9),
            color=record.style.color,
            is_pair=len(members) == 1,
        )
        for lines in wordings
    )


def _wording(members: Sequence[Properties], labels: str, suffix: str) -> tuple[str, ...]:
    """Return the lines of one feature's label, or one line for each of several."""
    lines = [_lines(properties, labels, suffix) for properties in members]
    return lines[0] if len(lines) == 1 else tuple("  ".join(parts) for parts in lines)


def _lines(properties: Properties, labels: str, suffix: str = "") -> tuple[str, ...]:
    english = clean(properties.label or properties.name)
    if suffix and suffix not in english:
        english = f"{english} ({suffix})"
    hangul = clean(properties.name_ko or "")
    wanted = {"en": (english,), "ko": (hangul or english,), "en-ko": (english, hangul)}[labels]
    kept = [line for line in wanted if line]
    year = properties.date_label or ""
    return (f"{year} {kept[0]}".strip(), *kept[1:])


def _outline(geometry: BaseGeometry) -> BaseGeometry:
    return geometry.boundary if geometry.area > 0 else geometry


def _marker_boxes(wishes: Iterable[Wish], zoom: float) -> Iterable[Rect]:
    for record, _properties, geometry in wishes:
        if record.geometry_type == "Point":
            side = record.style.size_px * 0.4 * MM_PER_PT * zoom
            for point in shapely.get_parts(geometry):
                yield Rect(x=point.x - side / 2, y=point.y - side / 2, width=side, height=side)


def _find_placement(
    hand: Hand, style: Style, geometry: BaseGeometry, room: Room, type_case: TypeCase
) -> PointPlacement | CoursePlacement | None:
    if style.label and style.label.along and geometry.area == 0:
        placed = find_course_placement(_course_wish(hand, style, geometry, type_case), room)
        if placed:
            return placed
    return find_point_placement(_point_wish(hand, style, geometry, type_case), room)


def _course_wish(hand: Hand, style: Style, geometry: BaseGeometry, type_case: TypeCase) -> CourseWish:
    merged = shapely.line_merge(geometry)
    longest = max(shapely.get_parts(merged), key=lambda part: part.length)
    text = "  ".join(hand.lines)
    zoom = type_case.zoom
    size = hand.size_pt
    tracking = size * zoom * MM_PER_PT * 0.03
    advances = tuple(type_case.measure(char, hand.face, size) + tracking for char in text)
    half_stroke = (style.width_px / 2 + style.casing_px) * 0.4 * MM_PER_PT * zoom
    return CourseWish(line=longest, advances=advances, size=size * zoom * MM_PER_PT, gap=half_stroke + 0.6)


def _point_wish(hand: Hand, style: Style, geometry: BaseGeometry, type_case: TypeCase) -> PointWish:
    zoom = type_case.zoom
    width, height = _block_size(hand, type_case)
    spot = _spot(geometry)
    if geometry.geom_type in {"Point", "MultiPoint"}:
        clear_x = clear_y = style.size_px * 0.4 * MM_PER_PT * zoom / 2
    elif geometry.area > 0:
        clear_x, clear_y = _half_extent(geometry)
    else:
        clear_x = clear_y = 0.6
    fits = geometry.area > 0 and geometry.buffer(0).contains(_box(spot, width, height))
    return PointWish(
        x=spot[0], y=spot[1], clear_x=clear_x, clear_y=clear_y, width=width, height=height, may_lead=True, centered=fits
    )


def _half_extent(area: BaseGeometry) -> tuple[float, float]:
    """Return half width and half height of an area; of a winding strip, half its breadth."""
    if area.convex_hull.area > 2.5 * area.area:
        return (1.3 * area.area / area.length,) * 2
    left, bottom, right, top = area.bounds
    return min((right - left) / 2, 12), min((top - bottom) / 2, 12)


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


def _block_size(hand: Hand, type_case: TypeCase) -> tuple[float, float]:
    zoom = type_case.zoom
    widths = [type_case.measure(line, hand.face, size) for line, size in zip(hand.lines, hand.sizes(), strict=True)]
    widths[0] += len(hand.lines[0]) * hand.tracking * hand.size_pt * zoom * MM_PER_PT
    return max(widths), sum(size * zoom * MM_PER_PT * LINE for size in hand.sizes())


def letter_basemap(
    atlas: Atlas, lettering: Lettering, *, projection: Projection, type_case: TypeCase, labels: str
) -> Lettering:
    """Add the names of waters, countries and towns of the basemap where there is still room.

    Parameters
    ----------
    atlas, projection, type_case, labels
        As in `letter_layers`.
    lettering
        What stands already.

    Returns
    -------
    With the basemap's names added.
    """
    named = {label.name for label in lettering.labels}
    for feature in _names_of(atlas, projection):
        point = projection.to_page(feature.geometry)
        # A town of the `cities` layer is lettered by that layer where it is on the sheet.
        if not isinstance(point, Point) or point.is_empty or feature.id.removeprefix("label-") in named:
            continue
        hand = _basemap_hand(feature.properties, labels)
        lettering = _add_basemap(lettering, feature.id, hand, point, type_case=type_case)
    return lettering


def _names_of(atlas: Atlas, projection: Projection) -> list[Feature]:
    """List the names for orientation: seas and countries, then towns."""
    record = atlas.layers.get("basemap_labels")
    found = read_layer(record, projection.bbox) if record else ()
    written = [feature for feature in found if (feature.properties.min_zoom or 0) <= projection.web_zoom]
    return sorted(written, key=lambda feature: feature.properties.kind == "city")


def _add_basemap(lettering: Lettering, name: str, hand: Hand, point: Point, *, type_case: TypeCase) -> Lettering:
    """Place a name of the basemap where there is room, else leave it out: nobody misses it."""
    radius = 0.5 * type_case.zoom if hand.has_dot else 0.0
    dot = Rect(x=point.x - radius, y=point.y - radius, width=2 * radius, height=2 * radius)
    if hand.has_dot and not lettering.room.is_free(dot):
        hand, radius = dataclasses.replace(hand, has_dot=False), 1.3 * type_case.zoom
    width, height = _block_size(hand, type_case)
    wish = PointWish(
        x=point.x, y=point.y, clear_x=radius, clear_y=radius, width=width, height=height, centered=not radius
    )
    placement = find_point_placement(wish, lettering.room)
    if placement is None:
        return lettering
    if not radius:
        placement = dataclasses.replace(placement, align=0.5)
    label = PlacedLabel(name=name, hand=hand, placement=placement, spot=(point.x, point.y))
    room = lettering.room.take((*placement.covered, dot) if hand.has_dot else placement.covered)
    return Lettering(labels=(*lettering.labels, label), left_out=lettering.left_out, room=room)


def _basemap_hand(properties: Properties, labels: str) -> Hand:
    kind = properties.kind
    lines = _lines(properties, labels)
    if kind == "water":
        size = 9 if (properties.min_zoom or 0) <= 5 else 7.5
        return Hand(
            lines=lines, face="serif-italic", size_pt=size, color=_BACKGROUND.label_water, halo=_BACKGROUND.water
        )
    if kind == "country":
        lines = (lines[0].upper(), *lines[1:])
        return Hand(lines=lines, face="sans", size_pt=7.5, color=_BACKGROUND.label_country, tracking=0.22)
    return Hand(lines=lines, face="sans", size_pt=6.2, color=_BACKGROUND.label, has_dot=True)
