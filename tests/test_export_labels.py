"""Check the names on printed maps: each beside its own symbol, none covered, none crossed by a leader.

All measured anew from where features, markers and boxes stand on the page, on every named area,
upright and wide, and on figures as narrow as a journal's column.
"""

from __future__ import annotations

import dataclasses
import itertools
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import shapely
from shapely import LineString, Point, Polygon, box
from shapely.affinity import translate

from koreamap.atlas import read_atlas
from koreamap.drawing.extents import EXTENTS
from koreamap.export._sheet.choice import choose_layers
from koreamap.export._sheet.course import CourseSearch, CourseWish, find_course_placement
from koreamap.export._sheet.faces import TypeCase
from koreamap.export._sheet.figure import draw_figure
from koreamap.export._sheet.inset import draw_inset, plan_insets
from koreamap.export._sheet.placement import PointSearch, PointWish, find_point_placement, weigh_first
from koreamap.export._sheet.plan import Rect
from koreamap.export._sheet.room import make_room, measure_taken
from koreamap.export._sheet.shapes import Strokes
from koreamap.export._sheet.sheet import draw_sheet
from koreamap.export.content import read_content, read_layer
from koreamap.export.request import check_request
from koreamap.model import MARKERS

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from koreamap.export._sheet.labels import PlacedLabel
    from koreamap.export._sheet.map import DrawnMap
    from koreamap.export._sheet.projection import Projection
    from koreamap.export.content import ExportContent, ExportLayer

pytestmark = pytest.mark.thorough

MM_PER_PT = 25.4 / 72
FRAME = Rect(x=0, y=0, width=60, height=60)
CAPITALS = ("label-seoul", "label-pyongyang")


@dataclass(frozen=True)
class Drawn:
    """A map, and what stands on it: symbols and lines by the id of their feature, mm."""

    map: DrawnMap
    frame: Rect
    symbols: dict[str, BaseGeometry]
    features: dict[str, BaseGeometry]
    capitals: dict[str, BaseGeometry]

    @property
    def labels(self) -> tuple[PlacedLabel, ...]:
        return self.map.lettering.labels

    def own_of(self, label: PlacedLabel) -> set[str]:
        return set(label.name.split())

    def shape_of(self, label: PlacedLabel) -> BaseGeometry | None:
        ids = self.own_of(label)
        if label.hand.has_dot:
            return self.symbols[label.name]
        shapes = [self.symbols.get(id_, self.features[id_]) for id_ in ids if id_ in self.features]
        return shapely.union_all(shapes) if shapes else None


def cover(label: PlacedLabel) -> BaseGeometry:
    return shapely.union_all([box(*found.bounds) for found in label.boxes])


def leader_of(label: PlacedLabel) -> LineString | None:
    leader = getattr(label.placement, "leader", None)
    return LineString(leader) if leader else None


def gather(drawn: DrawnMap, content: ExportContent, projection: Projection) -> Drawn:
    symbols: dict[str, BaseGeometry] = {}
    features: dict[str, BaseGeometry] = {}
    layers = content.layers
    points = {f.id for layer in layers if layer.record.geometry_type == "Point" for f in layer.features}
    for layer in layers:
        for feature in layer.features:
            shape = projection.to_page(feature.geometry)
            if shape.is_empty:
                continue
            features[feature.id] = shape
            left, bottom, right, top = shape.bounds
            if layer.record.geometry_type == "Point":
                symbols[feature.id] = shapely.union_all([mark(point, layer) for point in shapely.get_parts(shape)])
            elif layer.record.geometry_type == "Polygon" and max(right - left, top - bottom) < 10:
                symbols[feature.id] = shape
    lines = [shape for shape in features.values() if shape.length and not shape.area]
    # A zone that a line runs through is not read as one thing.
    symbols = {id_: each for id_, each in symbols.items() if id_ in points or not any(map(each.intersects, lines))}
    for label in drawn.lettering.labels:
        if label.hand.has_dot:
            symbols[label.name] = Point(label.spot).buffer(0.42)
    return Drawn(
        map=drawn,
        frame=projection.rect,
        symbols=symbols,
        features=features,
        capitals={f.id: projection.to_page(f.geometry) for f in read_names() if f.id in CAPITALS},
    )


def mark(point: Point, layer: ExportLayer) -> BaseGeometry:
    """Return the outline of a layer's marker, a pixel of its style being 0.4 points."""
    side = layer.record.style.size_px * 0.4 * MM_PER_PT
    corners = MARKERS[layer.record.style.marker].outline
    return (
        Polygon([(point.x + x * side, point.y - y * side) for x, y in corners]) if corners else point.buffer(side / 2)
    )


def draw_on_sheet(extent: str, *, landscape: bool) -> Drawn:
    content = read_content(
        check_request(read_atlas(), format_id="print-pdf", bbox=EXTENTS[extent].bbox, landscape=landscape)
    )
    sheet = draw_sheet(content)
    shown = dataclasses.replace(sheet.content, request=content.request)
    return gather(sheet.map, shown, sheet.projection)


def draw_inset_of(extent: str) -> Drawn:
    content = read_content(check_request(read_atlas(), format_id="print-pdf", bbox=EXTENTS[extent].bbox))
    sheet = draw_sheet(content)
    (inset,) = plan_insets(sheet.projection, sheet.content, sheet.plan.inset, sheet.plan.page.zoom)
    _ink, small = draw_inset(sheet.content, sheet.projection, inset, TypeCase())
    assert small is not None
    layers = tuple(layer for layer in sheet.content.layers if layer.record.id in small.layer_ids)
    shown = dataclasses.replace(sheet.content, request=content.request, layers=layers)
    return gather(small, shown, inset.projection)


def draw_on_figure(extent: str, width: int) -> Drawn:
    wish = check_request(read_atlas(), format_id="figure-svg", bbox=EXTENTS[extent].bbox, width=width)
    content = read_content(wish)
    figure = draw_figure(content)
    request = dataclasses.replace(content.request, layer_ids=choose_layers(content), bbox=figure.projection.bbox)
    shown = read_content(request, content.atlas)
    return gather(figure.map, dataclasses.replace(shown, request=content.request), figure.projection)


SHEETS = [(extent, "upright") for extent in EXTENTS] + [(extent, "wide") for extent in EXTENTS]
SHEETS += [("korea", "inset")]
FIGURES = [(extent, "85") for extent in EXTENTS] + [("korea", "120"), ("armistice", "120"), ("armistice", "170")]


@pytest.fixture(params=SHEETS + FIGURES, ids="-".join)
def drawn(request: pytest.FixtureRequest) -> Drawn:
    return draw(*request.param)


@cache
def draw(extent: str, form: str) -> Drawn:
    """Draw once, in whatever order the tests come: a fixture of the module would be made anew at each turn."""
    if form == "inset":
        return draw_inset_of(extent)
    return draw_on_figure(extent, int(form)) if form.isdigit() else draw_on_sheet(extent, landscape=form == "wide")


def test_no_two_names_touch_and_none_leaves_the_frame(drawn: Drawn) -> None:
    assert len(drawn.labels) >= 4
    covered = [(label.name, cover(label)) for label in drawn.labels]
    for (name, one), (other_name, other) in itertools.combinations(covered, 2):
        assert one.buffer(-1e-6).disjoint(other), (name, other_name)
        # Two beside each other are not read as one.
        assert translate(one, 0.29).buffer(-1e-6).disjoint(other), (name, other_name)
        assert translate(one, -0.29).buffer(-1e-6).disjoint(other), (name, other_name)
    for name, one in covered:
        assert box(*drawn.frame.bounds).covers(one), name


def test_no_two_names_are_read_as_one_line(drawn: Drawn) -> None:
    """What stands on one line with another, half a type size off or less, is read on; letters are 0.353 mm a point."""
    words = [label for label in drawn.labels if len(label.boxes) == 1 and not label.full]
    for one, other in itertools.combinations(words, 2):
        mine, theirs = one.boxes[0], other.boxes[0]
        gap = max(theirs.x - mine.right, mine.x - theirs.right)
        size = min(one.hand.size_pt, other.hand.size_pt) * MM_PER_PT
        apart = min(abs(up - low) for up in find_middles(one) for low in find_middles(other))
        assert apart > 0.3 * size or gap < 0 or gap > 0.5 * size, (one.hand.lines, other.hand.lines)


def find_middles(label: PlacedLabel) -> list[float]:
    """Return the middle of each line of a label, from the top, all lines being as high as their type."""
    (place,) = label.boxes
    sizes = label.hand.sizes()
    lows = list(itertools.accumulate(sizes))
    return [place.top - (low - size / 2) * place.height / sum(sizes) for low, size in zip(lows, sizes, strict=True)]


def test_no_name_without_its_symbol(drawn: Drawn) -> None:
    towns = {f.id: f.properties.kind for f in read_names()}
    for label in drawn.labels:
        if towns.get(label.name) == "city":
            assert label.hand.has_dot, label.name
        elif label.name not in towns:
            assert drawn.own_of(label) <= drawn.features.keys(), label.name


def test_each_capital_is_named_though_a_symbol_lies_on_it(drawn: Drawn) -> None:
    labels = {label.name: label for label in drawn.labels}
    for id_, point in drawn.capitals.items():
        # Nearer to the edge its name may find no room; a layer may write it itself.
        if not box(*drawn.frame.shrink(12).bounds).contains(point) or id_.removeprefix("label-") in drawn.features:
            continue
        dot = drawn.symbols[id_]
        assert labels[id_].hand.has_dot
        assert Point(labels[id_].spot).distance(point) < 1.5, id_
        assert not any(dot.intersects(symbol) for other, symbol in drawn.symbols.items() if other != id_), id_


def read_names() -> Any:
    return read_layer(read_atlas().layers["basemap_labels"])


def test_no_name_covers_a_symbol(drawn: Drawn) -> None:
    for label in drawn.labels:
        covered = cover(label)
        for id_, symbol in drawn.symbols.items():
            is_on_its_area = id_ in drawn.own_of(label) and symbol.buffer(0.01).contains(covered)
            assert is_on_its_area or not covered.buffer(-1e-6).intersects(symbol), (label.name, id_)


def test_each_name_is_nearest_to_its_own(drawn: Drawn) -> None:
    for label in drawn.labels:
        own = drawn.shape_of(label)
        if own is None:
            continue
        far = 0.5 if leader_of(label) else cover(label).distance(own)
        for id_, symbol in drawn.symbols.items():
            lies_on_own = any(drawn.symbols[o].intersects(symbol) for o in drawn.own_of(label) if o in drawn.symbols)
            if not lies_on_own:
                assert cover(label).distance(symbol) >= far - 1e-6, (label.name, id_)


def test_a_lines_name_is_nearest_to_its_line(drawn: Drawn) -> None:
    lines = {id_: shape for id_, shape in drawn.features.items() if shape.length and not shape.area}
    for label in drawn.labels:
        (*_, own_id) = drawn.own_of(label)
        if own_id not in lines or leader_of(label):
            continue
        covered = cover(label)
        boxes = [box(*found.bounds) for found in label.boxes]
        spots = [shapely.get_point(shapely.shortest_line(lines[own_id], each), 0) for each in boxes]
        for id_, line in lines.items():
            runs_along = min(spot.distance(line) for spot in spots) < 1.5
            if id_ != own_id and not runs_along:
                assert covered.distance(line) >= covered.distance(lines[own_id]) - 1e-6, (label.name, id_)


def test_no_name_lies_along_a_line_of_another(drawn: Drawn) -> None:
    """A name along a line, on it or close by, is taken for the line's; a number is not."""
    lines = {id_: shape for id_, shape in drawn.features.items() if shape.length and not shape.area}
    for label in drawn.labels:
        own = drawn.own_of(label)
        shape = drawn.shape_of(label)
        if label.full or len(label.boxes) > 1 or (shape is not None and shape.length and not leader_of(label)):
            continue
        (place,) = label.boxes
        around = box(place.x, place.y - 0.65, place.right, place.top + 0.65)
        for id_ in lines.keys() - own:
            assert measure_across(lines[id_].intersection(around)) < 0.5 * place.width, (label.hand.lines, id_)


def measure_across(line: BaseGeometry) -> float:
    """Return how far a line goes from left to right, or back."""
    return sum(
        float(np.abs(np.diff(shapely.get_coordinates(part)[:, 0])).sum())
        for part in shapely.get_parts(line)
        if part.length
    )


def test_no_leader_meets_the_letters_that_it_leads_to(drawn: Drawn) -> None:
    for label in drawn.labels:
        if leader := leader_of(label):
            assert leader.distance(cover(label)) > 0.3, label.hand.lines


def test_no_leader_runs_through_a_name_or_a_symbol(drawn: Drawn) -> None:
    for label in drawn.labels:
        leader = leader_of(label)
        if leader is None:
            continue
        for other in drawn.labels:
            inner = cover(other).buffer(-1e-3)
            assert not leader.intersects(inner), (label.name, other.name)
        own = [drawn.symbols[id_] for id_ in drawn.own_of(label) if id_ in drawn.symbols]
        for id_, symbol in drawn.symbols.items():
            # A zone may lie under a marker: its leader begins there.
            lies_on_own = any(map(symbol.intersects, [*own, Point(leader.coords[0])]))
            assert lies_on_own or not leader.intersects(symbol), (label.name, id_)


def test_every_name_is_on_the_map_or_has_its_number_there(drawn: Drawn) -> None:
    assert drawn.map.lettering.left_out == ()


# -- one label -------------------------------------------------------------------------------------------------------


def wish(**more: Any) -> PointWish:
    given = {"own": frozenset({"here"}), "shape": box(29, 29, 31, 31), "spots": ((30, 30, 1, 1),)}
    return PointWish(**{"width": 20, "height": 5} | given | more)


def test_a_full_room_has_no_place() -> None:
    assert find_point_placement(wish(), make_room(FRAME)) is not None
    assert find_point_placement(wish(), make_room(FRAME).take([FRAME])) is None


def test_a_label_avoids_a_line_where_it_can() -> None:
    wall = LineString([(35, 0), (35, 60)])
    placed = find_point_placement(wish(), make_room(FRAME, strokes=[("wall", wall)]))
    assert placed is not None
    assert placed.box.right < 35


def test_a_label_goes_where_no_other_symbol_is_nearer() -> None:
    symbols = [("here", box(29, 29, 31, 31)), ("there", box(33, 26, 34, 27))]
    placed = find_point_placement(wish(), make_room(FRAME, symbols=symbols))
    assert placed is not None
    found = box(*placed.box.bounds)
    assert found.distance(symbols[0][1]) < found.distance(symbols[1][1])


def test_a_label_covers_no_town_where_it_can() -> None:
    town = Rect(x=40, y=30, width=1, height=1)
    placed = find_point_placement(wish(), make_room(FRAME, towns=[town.bounds]))
    assert placed is not None
    assert box(*placed.box.bounds).buffer(-1e-6).disjoint(box(*town.bounds))


def test_a_later_name_keeps_off_a_leader() -> None:
    leader = ((30.0, 30.0), (43.0, 41.0))
    line = LineString(leader)
    left = make_room(FRAME).take([Rect(x=43, y=41, width=9, height=3)], leader=leader)
    for share in (0.01, 0.3, 0.5, 0.77, 0.99):
        spot = line.interpolate(share, normalized=True)
        assert not left.are_free(np_boxes(spot.x, spot.y)).any(), share


def np_boxes(x: float, y: float) -> Any:
    return np.array([[x - 0.2, y - 0.2, x + 0.2, y + 0.2]])


def test_a_dot_may_not_come_between_a_name_and_its_symbol() -> None:
    room = make_room(FRAME).take([Rect(x=10, y=10, width=10, height=3)], reach=2)
    assert not room.bears(Point(21, 11).buffer(0.4))
    assert room.bears(Point(23, 11).buffer(0.4))


def test_lettering_follows_a_line_without_lying_on_it() -> None:
    line = LineString([(5, 20), (30, 25), (55, 20), (80, 25)])
    along = CourseWish(own=frozenset({"line"}), line=line, advances=(2.0,) * 15, size=2.5, gap=1.0)
    room = make_room(Rect(x=0, y=0, width=90, height=50), strokes=[("line", line)])
    placed = find_course_placement(along, room)
    assert placed is not None
    assert len(placed.glyphs) == 15
    for found in placed.boxes:
        assert 0 < box(*found.bounds).distance(line) < 5


def test_a_label_sought_again_goes_where_one_sought_for_the_first_time_would() -> None:
    line = LineString([(0, 45), (50, 45), (50, 60)])
    room = make_room(FRAME, strokes=[("line", line)], symbols=[("there", box(40, 20, 44, 24))])
    search, count = PointSearch(wish(may_lead=True), room.ground), 0
    while placed := search.find(room):
        assert placed == find_point_placement(wish(may_lead=True), room)
        room, count = room.take(placed.boxes, reach=placed.reach, leader=placed.leader), count + 1
    assert count > 2
    assert find_point_placement(wish(may_lead=True), room) is None


def test_places_weighed_with_those_of_other_names_are_as_good_as_alone() -> None:
    """A leader, a symbol and another's line each forbid a place, for one of the names only."""
    line = LineString([(0, 45), (33, 33), (33, 60)])
    room = make_room(
        FRAME, strokes=[("line", line)], symbols=[("there", box(34, 24, 44, 34)), ("here", box(29, 29, 31, 31))]
    )
    wishes = [
        wish(may_lead=True),
        wish(own=frozenset({"there"}), shape=box(34, 24, 44, 34), spots=((39, 29, 5, 5),), centered=True),
        wish(own=frozenset({"line"}), shape=line, spots=((33, 40, 1, 1), (33, 50, 1, 1)), may_lead=True),
        PointWish(spots=((30, 30, 1, 1),), width=9, height=3, centered=True),
    ]
    together = [PointSearch(each, room.ground) for each in wishes]
    weigh_first(together)
    placed = [search.find(room) for search in together]
    assert placed == [find_point_placement(each, room) for each in wishes]
    assert len({each.box.bounds for each in placed if each}) == len(wishes)
    weigh_first([])


def test_a_place_that_another_name_leaves_is_found_among_those_free_without_it() -> None:
    room = make_room(FRAME)
    first = find_point_placement(wish(), room)
    assert first is not None
    left, low, right, top = first.box.bounds
    walls = [Rect(x=0, y=0, width=60, height=low - 1), Rect(x=0, y=top + 1, width=60, height=59 - top)]
    walls += [Rect(x=0, y=0, width=left - 1, height=60), Rect(x=right + 1, y=0, width=59 - right, height=60)]
    full = room.take(walls)
    search = PointSearch(wish(), room.ground)
    [free] = search.list_free(full)
    assert 0 < len(free) < len(search.list_free(room)[0])
    assert search.find(full, among=free) == find_point_placement(wish(), full)
    assert search.find(full.take([first.box]), among=free) is None


def test_a_list_of_free_places_is_empty_when_none_is_found() -> None:
    """What is listed once and thinned out by what is written since is what a new list would hold."""
    line = LineString([(5, 20), (30, 25), (55, 20)])
    room = make_room(FRAME, strokes=[("line", line)], symbols=[("there", box(40, 20, 44, 24))])
    along = CourseWish(own=frozenset({"line"}), line=line, advances=(2.0,) * 10, size=2.5, gap=1.0)
    for search in (PointSearch(wish(may_lead=True), room.ground), CourseSearch(along, room.ground)):
        listed, left = search.list_free(room), room
        assert any(map(len, listed))
        while placed := search.find(left):
            new = measure_taken(placed.boxes, placed.reach, placed.leader)
            left, listed = left.without([new]), search.leave_free(listed, room.only([new]))
            again = search.list_free(left)
            assert [rows.tolist() for rows in listed] == [rows.tolist() for rows in again]
        assert not any(map(len, listed))


def test_a_line_that_is_too_short_lists_no_places() -> None:
    along = CourseWish(line=LineString([(5, 20), (9, 20)]), advances=(2.0,) * 10, size=2.5, gap=1.0)
    assert CourseSearch(along, make_room(FRAME).ground).list_free(make_room(FRAME)) == ()


def test_a_wording_that_costs_too_much_is_not_placed() -> None:
    wall = LineString([(0, 30), (28, 30), (28, 60)])
    search = PointSearch(wish(), make_room(FRAME, strokes=[("wall", wall)]).ground)
    placed = search.find(make_room(FRAME, strokes=[("wall", wall)]))
    assert placed is not None
    assert search.find(make_room(FRAME), below=placed.cost) is None


def test_how_far_boxes_are_from_lines_and_how_much_they_cover_is_what_geos_says() -> None:
    chance = np.random.default_rng(5179)
    points = chance.uniform(0, 40, (60, 2)).round(1)
    # Some go straight up or across, some nowhere, some along an edge.
    points[10:20, 0], points[20:30, 1], points[31], points[33] = 7, 12, points[30], points[32]
    low = chance.uniform(0, 36, (50, 2)).round(1)
    boxes = np.hstack([low, low + chance.uniform(0.5, 8, (50, 2)).round(1)])
    boxes[0], boxes[1] = (7, 5, 9, 8), (3, 12, 6, 14)
    strokes = Strokes.cut([("line", LineString(points))])
    pieces = [LineString(piece) for piece in strokes.pieces.reshape(-1, 2, 2)]
    shapes = [box(*each) for each in boxes]
    for reach in (0.0, 0.7, 3.0):
        where, what = strokes.find_near(boxes, np.full(len(boxes), reach + 1e-9))
        near = {
            (at, of)
            for at, shape in enumerate(shapes)
            for of, piece in enumerate(pieces)
            if shape.distance(piece) <= reach
        }
        assert set(zip(where.tolist(), what.tolist(), strict=True)) == near
    covered = [sum(shape.intersection(piece).length for piece in pieces) for shape in shapes]
    assert strokes.measure_under(boxes) == pytest.approx(covered)
