"""Say what is written on a map and how, the most important first; where it stands comes from `placement`."""

from __future__ import annotations

import dataclasses
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import shapely
from shapely.geometry import Point, box

from koreamap.drawing.backgrounds import LIGHT, find_label_color
from koreamap.export._sheet.faces import MM_PER_PT, clean
from koreamap.export._sheet.labels import DOT_MM, Hand, Lettering, PlacedLabel
from koreamap.export._sheet.placement import PointWish, find_course_placement, find_point_placement
from koreamap.export._sheet.plan import Rect
from koreamap.export._sheet.room import make_room
from koreamap.export._sheet.svg import PT_PER_PX, find_outline
from koreamap.export._sheet.wishes import make_course_wish, make_point_wish, measure_block
from koreamap.export._sheet.words import find_words
from koreamap.export.content import read_layer
from koreamap.model import MARKERS, Label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from shapely.geometry.base import BaseGeometry

    from koreamap.atlas import Atlas
    from koreamap.export._sheet.faces import TypeCase
    from koreamap.export._sheet.placement import CoursePlacement, CourseWish, PointPlacement
    from koreamap.export._sheet.projection import Projection
    from koreamap.export._sheet.room import Room
    from koreamap.model import BuiltLayer, Feature, Properties

__all__ = ["letter_basemap", "letter_layers"]

_BACKGROUND = LIGHT
_TYPE_PER_PX = 0.55
"""Points of type for a pixel on the screen."""

_ONE_SPOT_MM = 1.2
"""Points of one layer that are nearer than this share a label."""

_NUMERAL_PT = 6.5
_SHORTENING_COST = 8.0
_RESCUED = 3
"""How many labels without room others make way for, the most important first: a crowd is not mended so."""

_MOVABLE = 6
"""How many labels around one without room are tried elsewhere."""

_ISLET_MM = 10.0
"""An area smaller than this is read as one thing, which no name may cover."""

Wish = tuple["BuiltLayer", "Properties", "BaseGeometry"]
"""Layer record, the feature's properties, and its geometry on the page."""


def letter_layers(  # noqa: PLR0913 - one more than the rule, all named
    atlas: Atlas,
    wishes: Sequence[Wish],
    *,
    projection: Projection,
    type_case: TypeCase,
    labels: str,
    also: BaseGeometry,
) -> Lettering:
    """Place the labels of the layers, the most important first.

    Parameters
    ----------
    atlas
        For the towns, whose dots labels had better not cover.
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
    room = make_room(
        projection.rect.shrink(0.8),
        symbols=_find_symbols(wishes, type_case.zoom),
        strokes=[("", also), *((each.feature_id, geometry) for _, each, geometry in wishes if geometry.length)],
        towns=[_dot_box(point, type_case.zoom) for _, point in find_towns(atlas, projection)],
    )
    tasks = [
        _make_task(record, members, geometry, type_case=type_case, labels=labels)
        for record, members, geometry in _gather(sorted(wishes, key=_importance))
        if record.style.label and _is_written(record, record.style.label, projection)
    ]
    return _letter(tasks, room)


@dataclass(frozen=True, slots=True)
class _Task:
    """A label to be placed: its features' ids, and its wordings, the fullest first, with the room that each wants.

    `numeral` is the room that a number of one figure wants, with how it is written.
    """

    name: str
    options: tuple[tuple[Hand, CourseWish | None, PointWish], ...]
    numeral: tuple[Hand, PointWish]


def _make_task(
    record: BuiltLayer,
    members: Sequence[Properties],
    geometry: BaseGeometry,
    *,
    type_case: TypeCase,
    labels: str,
) -> _Task:
    own = frozenset(properties.feature_id for properties in members)
    style = record.style
    goes_along = style.label is not None and style.label.along and geometry.area == 0
    options = tuple(
        (
            hand,
            make_course_wish(hand, style, geometry, own=own, type_case=type_case) if goes_along else None,
            make_point_wish(hand, style, geometry, own=own, type_case=type_case),
        )
        for hand in _hands(record, members, labels)
    )
    numeral = dataclasses.replace(options[0][0], lines=("0",), face="sans-medium", size_pt=_NUMERAL_PT, is_pair=True)
    return _Task(
        name=" ".join(properties.feature_id for properties in members),
        options=options,
        numeral=(numeral, make_point_wish(numeral, style, geometry, own=own, type_case=type_case)),
    )


def _letter(tasks: Sequence[_Task], room: Room) -> Lettering:
    """Place labels in order; where one finds no room, another makes way."""
    lettering = Lettering(labels=(), left_out=(), room=room)
    for task in tasks:
        lettering = _add(lettering, task.name, _place(task, lettering.room))
    by_name = {task.name: task for task in tasks}
    for name in lettering.left_out[:_RESCUED]:
        lettering = _make_way(by_name[name], by_name, lettering, room)
    return _number(lettering, by_name)


def _number(lettering: Lettering, by_name: Mapping[str, _Task]) -> Lettering:
    """Put a number where a name found no room, as an atlas does; what it stands for is read in the key."""
    left_out = lettering.left_out
    lettering = dataclasses.replace(lettering, left_out=())
    for name in left_out:
        task, count = by_name[name], sum(bool(label.full) for label in lettering.labels)
        hand, wish = task.numeral
        text = str(count + 1)
        placement = find_point_placement(dataclasses.replace(wish, width=wish.width * len(text)), lettering.room)
        full = task.options[0][0].lines
        label = (
            PlacedLabel(name=name, hand=dataclasses.replace(hand, lines=(text,)), placement=placement, full=full)
            if placement
            else None
        )
        lettering = _add(lettering, name, label)
    return lettering


def _make_way(task: _Task, by_name: Mapping[str, _Task], lettering: Lettering, empty: Room) -> Lettering:
    """Place a label by moving one of those around it; leave all as it was where that does not help."""
    x, y, *_clear = task.options[0][2].spots[0]
    spot = Point(x, y)
    around = sorted(lettering.labels, key=lambda label: min(spot.distance(box(*each.bounds)) for each in label.boxes))
    left_out = tuple(name for name in lettering.left_out if name != task.name)
    if _place(task, empty) is None:
        return lettering
    for label in around[:_MOVABLE]:
        tried = Lettering(labels=(), left_out=left_out, room=empty)
        for other in lettering.labels:
            tried = tried if other is label else _add(tried, other.name, other)
        tried = _add(tried, task.name, _place(task, tried.room))
        tried = _add(tried, label.name, _place(by_name[label.name], tried.room))
        if tried.left_out == left_out:
            return tried
    return lettering


def _place(task: _Task, room: Room) -> PlacedLabel | None:
    """Place the wording that does best; a shorter one must be worth it."""
    best: PlacedLabel | None = None
    least = math.inf
    for index, (hand, course, point) in enumerate(task.options):
        shortening = _SHORTENING_COST * index
        if least <= shortening:
            break
        placed = (find_course_placement(course, room) if course else None) or find_point_placement(point, room)
        if placed and placed.cost + shortening < least:
            best, least = PlacedLabel(name=task.name, hand=hand, placement=placed), placed.cost + shortening
    return best


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


def _add(lettering: Lettering, name: str, label: PlacedLabel | None) -> Lettering:
    if label is None:
        return dataclasses.replace(lettering, left_out=(*lettering.left_out, name))
    return dataclasses.replace(
        lettering, labels=(*lettering.labels, label), room=_take(lettering.room, label.placement)
    )


def _take(room: Room, placement: PointPlacement | CoursePlacement) -> Room:
    return room.take(placement.boxes, reach=placement.reach, leader=placement.leader)


def _importance(wish: Wish) -> tuple[float, str]:
    record, properties, _geometry = wish
    label = record.style.label
    return (-label.priority if label else 0, properties.feature_id)


def _is_written(record: BuiltLayer, label: Label, projection: Projection) -> bool:
    """Points are always named: a marker without a name says nothing on paper. The rest by scale, as on the screen."""
    return record.geometry_type == "Point" or label.min_zoom <= projection.web_zoom


def _hands(record: BuiltLayer, members: Sequence[Properties], labels: str) -> tuple[Hand, ...]:
    """Return the ways to write a label, from the fullest to the shortest that may do where room is scarce."""
    label = record.style.label or Label()
    core = record.group == "main"
    wordings = [_wording(members, wanted, label.suffix) for wanted in dict.fromkeys((labels, labels[:2]))]
    years = dict.fromkeys(properties.date_label or "" for properties in members)
    if all(years):
        wordings.append((", ".join(years),))
    return tuple(
        Hand(
            lines=lines,
            face="serif-italic" if label.italic else "sans-medium" if core else "sans",
            size_pt=label.size_px * _TYPE_PER_PX * (1 if core else 0.9),
            color=find_label_color(record.style, _BACKGROUND),
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
    # A status may also be part of the English name itself: the Korean one says the same.
    status = english.rpartition("(")[2].removesuffix(")")
    if hangul and status in find_words("ko").of:
        hangul = f"{hangul} ({find_words('ko').say(status)})"
    wanted = {"en": (english,), "ko": (hangul or english,), "en-ko": (english, hangul)}[labels]
    kept = [line for line in wanted if line]
    year = properties.date_label or ""
    dated = kept[0] if kept[0].startswith(year) else f"{year} {kept[0]}"
    return (dated, *kept[1:])


def _find_symbols(wishes: Sequence[Wish], zoom: float) -> Iterator[tuple[str, BaseGeometry]]:
    """Yield the markers, and the areas that are read as one thing: small, and no line runs through them."""
    lines = shapely.STRtree([geometry for record, _, geometry in wishes if record.geometry_type == "LineString"])
    for record, properties, geometry in wishes:
        if record.geometry_type == "Point":
            side = record.style.size_px * PT_PER_PX * MM_PER_PT * zoom
            for point in shapely.get_parts(geometry):
                yield properties.feature_id, find_outline(MARKERS[record.style.marker], point.x, point.y, side)
        elif record.geometry_type == "Polygon":
            left, bottom, right, top = geometry.bounds
            is_small = max(right - left, top - bottom) < _ISLET_MM
            if is_small and not len(lines.query(geometry, predicate="intersects")):
                yield properties.feature_id, geometry


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
    for feature, point in _find_names(atlas, projection):
        # A town of the `cities` layer is lettered by that layer where it is on the sheet.
        if feature.id.removeprefix("label-") not in named:
            hand = _basemap_hand(feature.properties, labels)
            lettering = _add_basemap(lettering, feature.id, hand, point, type_case=type_case)
    return lettering


def find_towns(atlas: Atlas, projection: Projection) -> list[tuple[Feature, Point]]:
    """Return the basemap's towns that a map of this scale may show, each with its place on the page."""
    return [item for item in _find_names(atlas, projection) if item[0].properties.kind == "city"]


def _find_names(atlas: Atlas, projection: Projection) -> list[tuple[Feature, Point]]:
    """List the names for orientation: seas and countries, then towns."""
    record = atlas.layers.get("basemap_labels")
    found = read_layer(record, projection.bbox) if record else ()
    written = [feature for feature in found if (feature.properties.min_zoom or 0) <= projection.web_zoom]
    ordered = sorted(written, key=lambda feature: feature.properties.kind == "city")
    places = [(feature, projection.to_page(feature.geometry)) for feature in ordered]
    return [(feature, place) for feature, place in places if isinstance(place, Point) and not place.is_empty]


def _add_basemap(lettering: Lettering, name: str, hand: Hand, point: Point, *, type_case: TypeCase) -> Lettering:
    """Place a name of the basemap where there is room, else leave it out with its dot: nobody misses it."""
    width, height = measure_block(hand, type_case)
    room, spot = lettering.room, (point.x, point.y)
    if hand.has_dot:
        dot = point.buffer(DOT_MM * type_case.zoom)
        if not room.bears(dot):
            return lettering
        room, clear = room.mark(name, dot), DOT_MM * type_case.zoom
        wish = PointWish(own=frozenset({name}), shape=dot, spots=((*spot, clear, clear),), width=width, height=height)
    else:
        clear = 1.3 * type_case.zoom
        wish = PointWish(spots=((*spot, clear, clear),), width=width, height=height, centered=True)
    placement = find_point_placement(wish, room)
    if placement is None:
        return lettering
    if not hand.has_dot:
        placement = dataclasses.replace(placement, align=0.5)
    label = PlacedLabel(name=name, hand=hand, placement=placement, spot=spot)
    return Lettering(labels=(*lettering.labels, label), left_out=lettering.left_out, room=_take(room, placement))


def _dot_box(point: Point, zoom: float) -> Rect:
    side = 2 * DOT_MM * zoom
    return Rect(x=point.x - side / 2, y=point.y - side / 2, width=side, height=side)


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
