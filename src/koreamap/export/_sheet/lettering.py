"""Say what is written on a map and how, the most important first; where it stands comes from `placement`."""

from __future__ import annotations

import dataclasses
import itertools
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely.affinity import translate
from shapely.geometry import Point

from koreamap.export._sheet.course import CourseSearch
from koreamap.export._sheet.elsewhere import Elsewhere
from koreamap.export._sheet.labels import (
    DOT_MM,
    Hand,
    Lettering,
    PlacedLabel,
    make_basemap_hand,
    make_course_wishes,
    make_hands,
    make_point_wishes,
    measure_block,
)
from koreamap.export._sheet.placement import PointSearch, PointWish, find_point_placement, weigh_first
from koreamap.export._sheet.room import make_room
from koreamap.export._sheet.shapes import find_symbols, to_shapes
from koreamap.export.content import read_layer
from koreamap.model import Label

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from koreamap.atlas import Atlas
    from koreamap.export._sheet.faces import TypeCase
    from koreamap.export._sheet.projection import Projection
    from koreamap.export._sheet.room import Ground, Room
    from koreamap.model import BuiltLayer, Feature, Properties

__all__ = ["letter_map"]

_ONE_SPOT_MM = 1.2
"""Points of one layer that are nearer than this share a label."""

_NUMERAL_PT = 6.5
_SHORTENING_COST = 8.0
_RESCUED = 3
"""How many labels without room others make way for, the most important first: a crowd is not mended so."""

_MOVABLE = 6
"""How many labels around one without room are tried elsewhere."""

_SEEN_MM = 0.4
"""An area smaller than this is no more than a dot of its outline, which a number would not explain."""

_MOVED_MM = 1.4
_MOVE_MM = 0.1
"""A capital's dot, which stands for a whole town, may be so far from its place; and by which steps it moves, on A4."""

_AWAY = tuple(np.radians([270, 315, 225, 0, 180, 45, 135, 90]).tolist())
"""The ways in which it moves, the best first: down, for what a capital lies under is named above it or beside it."""

_FARTHEST_SCALE = 60_000_000
_CAPITAL_ZOOM = 4

Wish = tuple["BuiltLayer", "Properties", "BaseGeometry"]
"""Layer record, the feature's properties, and its geometry on the page."""

_Name = tuple["Feature", Point]
"""A name of the basemap, and its place on the page."""

_Among = Mapping[PointSearch, "NDArray[np.intp]"]
"""The positions that searches are asked for; all where one is not named."""


def letter_map(  # noqa: PLR0913 - one more than the rule, all named
    atlas: Atlas,
    wishes: Sequence[Wish],
    *,
    projection: Projection,
    type_case: TypeCase,
    labels: str,
    also: BaseGeometry,
    numbered: int = 0,
) -> Lettering:
    """Place all names, the most important first: capitals, then the layers, seas, countries and towns.

    Parameters
    ----------
    atlas
        For the names of the basemap.
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
    numbered
        How many numbers stand on other maps beside this one, which goes on after them.

    Returns
    -------
    The same for the same wishes.
    """
    drawn = {properties.feature_id for _, properties, _ in wishes}
    # A town of the `cities` layer is lettered by that layer where it is on the sheet.
    names = [item for item in _find_names(atlas, projection) if item[0].id.removeprefix("label-") not in drawn]
    room = make_room(
        projection.rect.shrink(0.8),
        symbols=find_symbols(wishes, type_case.zoom),
        strokes=[("", also), *((each.feature_id, geometry) for _, each, geometry in wishes if geometry.length)],
        towns=[_dot(point, type_case).bounds for town, point in names if _is_town(town)],
    )
    lettering = Lettering(labels=(), left_out=(), room=room)
    for feature, point in filter(_is_capital, names):
        lettering = _add_basemap(lettering, feature, point, type_case=type_case, labels=labels)
    ground = lettering.room.ground
    tasks = _list_tasks(wishes, ground, projection=projection, type_case=type_case, labels=labels, also=also)
    lettering = _letter(tasks, lettering, numbered)
    for feature, point in itertools.filterfalse(_is_capital, names):
        lettering = _add_basemap(lettering, feature, point, type_case=type_case, labels=labels)
    return lettering


def _list_tasks(  # noqa: PLR0913 - one more than the rule, and a map has no less
    wishes: Sequence[Wish],
    ground: Ground,
    *,
    projection: Projection,
    type_case: TypeCase,
    labels: str,
    also: BaseGeometry,
) -> list[_Task]:
    """List the layers' labels, the most important first."""
    elsewhere, tasks = also.convex_hull, []
    for record, members, geometry in _gather(sorted(wishes, key=_importance)):
        is_small = not _is_written(record, projection)
        if record.style.label and (
            not is_small or (_is_core_area(record) and _is_seen(geometry) and not elsewhere.contains(geometry))
        ):
            task = _make_task(record, members, geometry, ground=ground, type_case=type_case, labels=labels)
            tasks.append(dataclasses.replace(task, is_small=is_small))
    return tasks


@dataclass(frozen=True, slots=True)
class _Task:
    """A label to be placed: its features' ids, and its wordings, the fullest first, with where each may stand.

    `numeral` is the room that a number of one figure wants, with how it is written; `is_small` where a number is all
    that the scale bears.
    """

    name: str
    options: tuple[tuple[Hand, CourseSearch | None, PointSearch], ...]
    numeral: tuple[Hand, PointWish]
    is_small: bool = False

    @property
    def searches(self) -> Iterator[CourseSearch | PointSearch]:
        return (search for _hand, *both in self.options for search in both if search)


def _make_task(  # noqa: PLR0913 - as above
    record: BuiltLayer,
    members: Sequence[Properties],
    geometry: BaseGeometry,
    *,
    ground: Ground,
    type_case: TypeCase,
    labels: str,
) -> _Task:
    own = frozenset(properties.feature_id for properties in members)
    style = record.style
    goes_along = style.label is not None and style.label.along and geometry.area == 0
    hands = make_hands(record, members, labels)
    numeral = dataclasses.replace(hands[0], lines=("0",), face="sans-medium", size_pt=_NUMERAL_PT, is_pair=True)
    *points, number = make_point_wishes([*hands, numeral], style, geometry, own=own, type_case=type_case)
    along = make_course_wishes(hands, style, geometry, own=own, type_case=type_case) if goes_along else []
    courses: Sequence[CourseSearch | None] = [CourseSearch(wish, ground) for wish in along]
    return _Task(
        name=" ".join(properties.feature_id for properties in members),
        options=tuple(
            zip(hands, courses or [None] * len(hands), [PointSearch(wish, ground) for wish in points], strict=True)
        ),
        numeral=(numeral, number),
    )


def _letter(tasks: Sequence[_Task], start: Lettering, numbered: int) -> Lettering:
    """Place labels in order, beside those that stand already; where one finds no room, another makes way."""
    lettering = start
    weigh_first([point for task in tasks if not task.is_small for _hand, course, point in task.options if not course])
    for task in tasks:
        lettering = _add(lettering, task.name, None if task.is_small else _place(task, lettering.room, {}))
    by_name = {task.name: task for task in tasks}
    elsewhere = Elsewhere(start.room)
    for name in [name for name in lettering.left_out if not by_name[name].is_small][:_RESCUED]:
        task = by_name[name]
        points = [point for _hand, _course, point in task.options]
        lettering = _make_way(
            name, partial(_place, task), by_name, lettering, start, searches=points, elsewhere=elsewhere
        )
    return _number(lettering, by_name, start, elsewhere, numbered=numbered)


def _number(
    lettering: Lettering, by_name: Mapping[str, _Task], start: Lettering, elsewhere: Elsewhere, *, numbered: int
) -> Lettering:
    """Put a number where a name found no room, as an atlas does; what it stands for is read in the key."""
    left_out = lettering.left_out
    lettering = dataclasses.replace(lettering, left_out=())
    for name in left_out:
        task, count = by_name[name], numbered + sum(bool(label.full) for label in lettering.labels)
        wish, text = task.numeral[1], str(count + 1)
        wish = dataclasses.replace(wish, width=wish.width * len(text), is_number=True)
        search = PointSearch(wish, elsewhere.room.ground)
        place = partial(_place_number, task, text, search)
        if placed := place(lettering.room, {}):
            lettering = _add(lettering, name, placed)
            continue
        lettering = _add(lettering, name, None)
        lettering = _make_way(name, place, by_name, lettering, start, searches=[search], elsewhere=elsewhere)
    return lettering


def _place_number(task: _Task, text: str, search: PointSearch, room: Room, among: _Among) -> PlacedLabel | None:
    placement = search.find(room, among=among.get(search))
    if placement is None:
        return None
    hand, named = task.numeral[0], task.options[0][0]
    full = (" ".join(named.lines),) if named.is_pair else named.lines
    return PlacedLabel(name=task.name, hand=dataclasses.replace(hand, lines=(text,)), placement=placement, full=full)


def _find_spot(task: _Task) -> Point:
    x, y, *_clear = task.options[0][2].wish.spots[0]
    return Point(x, y)


def _make_way(  # noqa: PLR0913 - what is placed, and among what
    name: str,
    place: Callable[[Room, _Among], PlacedLabel | None],
    by_name: Mapping[str, _Task],
    lettering: Lettering,
    start: Lettering,
    *,
    searches: Sequence[PointSearch],
    elsewhere: Elsewhere,
) -> Lettering:
    """Place a label by moving one of those around it; leave all as it was where that does not help."""
    labels = lettering.labels[len(start.labels) :]
    left_out = tuple(other for other in lettering.left_out if other != name)
    near = _sort_by_distance([label for label in labels if not label.full], _find_spot(by_name[name]))[:_MOVABLE]
    fixed = start.room.without([label.taken for label in labels if label not in near])
    among = {search: search.list_free(fixed)[0] for search in searches}
    for label in near:
        room = fixed.without([other.taken for other in near if other is not label])
        if (placed := place(room, among)) is None:
            continue
        others = tuple(other for other in labels if other is not label)
        if not elsewhere.has_room(by_name[label.name].searches, others, placed):
            continue
        tried = dataclasses.replace(start, labels=(*start.labels, *others), left_out=left_out, room=room)
        tried = _add(tried, name, placed)
        return _add(tried, label.name, _place(by_name[label.name], tried.room, {}))
    return lettering


def _sort_by_distance(labels: Sequence[PlacedLabel], spot: Point) -> list[PlacedLabel]:
    """Sort labels by how far they are from a spot, the nearest first."""
    boxes = [each.bounds for label in labels for each in label.boxes]
    of = [number for number, label in enumerate(labels) for _each in label.boxes]
    distances = np.full(len(labels), np.inf)
    np.minimum.at(distances, of, shapely.distance(spot, to_shapes(np.array(boxes, dtype=float).reshape(-1, 4))))
    return [labels[number] for number in np.argsort(distances, kind="stable").tolist()]


def _place(task: _Task, room: Room, among: _Among) -> PlacedLabel | None:
    """Place the wording that does best; a shorter one must be worth it."""
    best: PlacedLabel | None = None
    least = math.inf
    for index, (hand, course, point) in enumerate(task.options):
        shortening = _SHORTENING_COST * index
        if least <= shortening:
            break
        along = course.find(room) if course else None
        placed = along or point.find(room, below=least - shortening, among=among.get(point))
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
    room = lettering.room.without([label.taken])
    return dataclasses.replace(lettering, labels=(*lettering.labels, label), room=room)


def _importance(wish: Wish) -> tuple[float, str]:
    record, properties, _geometry = wish
    label = record.style.label
    return (-label.priority if label else 0, properties.feature_id)


def _is_written(record: BuiltLayer, projection: Projection) -> bool:
    """Points are always named: a marker without a name says nothing on paper. The rest by scale, as on the screen."""
    label = record.style.label or Label()
    return record.geometry_type == "Point" or label.min_zoom <= projection.web_zoom


def _is_seen(geometry: BaseGeometry) -> bool:
    left, bottom, right, top = geometry.bounds
    return max(right - left, top - bottom) >= _SEEN_MM


def _is_core_area(record: BuiltLayer) -> bool:
    """Tell whether a layer holds the areas that a map is about: each is told by a number where it is too small."""
    return record.group == "main" and record.geometry_type == "Polygon"


def _find_names(atlas: Atlas, projection: Projection) -> list[_Name]:
    """List the basemap's names that a map of this scale may show: seas and countries, then towns, the greatest first.

    At the smallest scales there are none: they stand where a map of Korea wants them, which is on another country then.
    """
    record = atlas.layers.get("basemap_labels")
    found = read_layer(record, projection.bbox) if record and projection.scale <= _FARTHEST_SCALE else ()
    written = [feature for feature in found if (feature.properties.min_zoom or 0) <= projection.web_zoom]
    ordered = sorted(written, key=lambda feature: (_is_town(feature), feature.properties.min_zoom or 0))
    places = [(feature, projection.to_page(feature.geometry)) for feature in ordered]
    return [(feature, place) for feature, place in places if isinstance(place, Point) and not place.is_empty]


def _is_town(feature: Feature) -> bool:
    return feature.properties.kind == "city"


def _is_capital(name: _Name) -> bool:
    """Tell a capital by the screen, which shows its name from the very first zoom at which it shows any town's."""
    feature, _point = name
    return _is_town(feature) and (feature.properties.min_zoom or 0) <= _CAPITAL_ZOOM


def _find_dot(point: Point, room: Room, *, radius: float, farthest: float) -> BaseGeometry | None:
    """Return a town's dot, moved from under a symbol as little as may do; None where that is too far."""
    for way in np.arange(0, farthest + 1e-9, _MOVE_MM):
        for angle in _AWAY:
            dot = translate(point, way * math.cos(angle), way * math.sin(angle)).buffer(radius)
            if room.bears(dot):
                return dot
            if not way:
                break
    return None


def _dot(point: Point, type_case: TypeCase) -> BaseGeometry:
    return point.buffer(DOT_MM * type_case.zoom)


def _add_basemap(
    lettering: Lettering, feature: Feature, point: Point, *, type_case: TypeCase, labels: str
) -> Lettering:
    """Place a name of the basemap where there is room, else leave it out with its dot: nobody misses it."""
    name, room, spot = feature.id, lettering.room, (point.x, point.y)
    hand = make_basemap_hand(feature.properties, labels)
    width, height = measure_block(hand, type_case)
    if hand.has_dot:
        clear = DOT_MM * type_case.zoom
        farthest = _MOVED_MM * type_case.zoom if _is_capital((feature, point)) else 0
        dot = _find_dot(point, room, radius=clear, farthest=farthest)
        if dot is None:
            return lettering
        spot = (dot.centroid.x, dot.centroid.y)
        room = room.mark(name, dot)
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
    return _add(dataclasses.replace(lettering, room=room), name, label)
