"""What others put on a map, described for the live map: coordinates, looks and words, and nothing dropped."""

from types import SimpleNamespace

import folium
import folium.plugins
import numpy as np
import pytest

from koreamap.drawing.description import describe_map
from koreamap.drawing.maps import map as make_map
from koreamap.drawing.overlays import describe_overlays
from koreamap.errors import MapError

HERE = [38.0, 127.0]
LINE = [[37.0, 126.0], [38.0, 127.0]]


def described(*elements):
    map_ = folium.Map(tiles=None)
    for element in elements:
        element.add_to(map_)
    return describe_overlays(map_._children.values())


def shape_of(element):
    (overlay,) = described(element)
    (shape,) = overlay["shapes"]
    return SimpleNamespace(**{"tooltip": None, "popup": None, "look": {}} | shape)


@pytest.mark.parametrize(
    ("element", "kind", "at"),
    [
        (folium.Marker(HERE), "pin", HERE),
        (folium.Marker(HERE, icon=folium.DivIcon("<b>Here</b>")), "text", HERE),
        (folium.Marker(HERE, icon=folium.CustomIcon(np.eye(3))), "picture", HERE),
        (folium.CircleMarker(HERE, radius=7), "dot", HERE),
        (folium.Circle(HERE, radius=4000), "circle", HERE),
        (folium.PolyLine(LINE), "line", LINE),
        (folium.Polygon(LINE), "area", LINE),
        (folium.Rectangle(LINE), "box", LINE),
        (folium.raster_layers.ImageOverlay(np.eye(2), LINE), "image", LINE),
    ],
    ids=lambda value: value._name if hasattr(value, "_name") else "",
)
def test_each_kind_is_described_where_it_lies(element, kind, at):
    shape = shape_of(element)
    assert (shape.kind, [list(point) for point in shape.at] if isinstance(at[0], list) else shape.at) == (kind, at)


def test_a_look_is_kept():
    look = shape_of(folium.PolyLine(LINE, color="#123456", weight=7, dash_array="4 2")).look
    assert (look["color"], look["weight"], look["dashArray"]) == ("#123456", 7, "4 2")
    assert shape_of(folium.CircleMarker(HERE, radius=7)).radius == 7


def test_words_are_text():
    shape = shape_of(folium.Marker(HERE, tooltip="<b>A</b> &amp; B", popup="<p>One</p><p>Two<script>x()</script></p>"))
    assert shape.tooltip == "A & B"
    assert shape.popup == "One\nTwo"
    assert shape_of(folium.Marker(HERE, icon=folium.DivIcon("<i>Here</i>"))).text == "Here"


def test_geojson_keeps_the_look_and_the_fields_of_each_feature():
    data = {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {"name": f"<{name}>", "n": name},
                "geometry": {"type": "Point", "coordinates": [127, 38]},
            }
            for name in ("red", "blue")
        ],
    }
    element = folium.GeoJson(
        data,
        name="Mine",
        show=False,
        style_function=lambda feature: {"color": feature["properties"]["n"]},
        tooltip=folium.GeoJsonTooltip(["name"], aliases=["Name"]),
        popup=folium.GeoJsonPopup(["n"], labels=False),
    )
    (overlay,) = described(element)
    assert (overlay["name"], overlay["show"], overlay["control"]) == ("Mine", False, True)
    first, second = overlay["shapes"]
    assert first["geometry"] == {"type": "Point", "coordinates": [127, 38]}
    assert [shape["look"]["color"] for shape in (first, second)] == ["red", "blue"]
    assert (first["tooltip"], first["popup"]) == ("Name <red>", "red")
    assert first["point"]["kind"] == "pin"


def test_a_group_is_one_switch_and_what_lies_loose_is_none():
    group = folium.FeatureGroup("Group", show=False)
    folium.Marker(HERE).add_to(group)
    folium.FeatureGroup("Inner").add_child(folium.PolyLine(LINE)).add_to(group)
    loose, grouped, late = described(folium.Marker(HERE), group, folium.Marker(HERE))
    assert [len(overlay["shapes"]) for overlay in (loose, grouped, late)] == [1, 2, 1]
    assert (grouped["name"], grouped["show"], grouped["control"]) == ("Group", False, True)
    assert not loose["control"]


@pytest.mark.parametrize(
    ("element", "named"),
    [
        (folium.plugins.MarkerCluster([HERE]), "MarkerCluster"),
        (folium.plugins.MiniMap(), "MiniMap"),
        (folium.plugins.HeatMap([HERE]), "HeatMap"),
        (folium.Marker(HERE, icon=folium.Icon()), "Icon"),
        (folium.Marker(HERE, icon=folium.CustomIcon("https://example.org/a.png")), "CustomIcon at https://example.org"),
        (folium.RegularPolygonMarker(HERE), "RegularPolygonMarker"),
        (folium.Marker(HERE, popup=folium.Popup(folium.IFrame("x"))), "Popup with IFrame"),
        (folium.raster_layers.ImageOverlay("https://example.org/a.png", LINE), "ImageOverlay at https://example.org"),
        (folium.raster_layers.VideoOverlay("a.mp4", LINE), "VideoOverlay"),
        (
            folium.GeoJson({"type": "Point", "coordinates": [1, 2]}, on_each_feature=folium.JsCode("x")),
            "GeoJson with a",
        ),
        (
            folium.PolyLine(LINE).add_child(folium.plugins.PolyLineTextPath(folium.PolyLine(LINE), "x")),
            "PolyLineTextPath",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_drawn_is_refused_by_name(element, named):
    with pytest.raises(MapError, match=rf"found {named}.*, expected LayerGeoJson, Marker"):
        described(element)


def test_the_walk_takes_a_map_that_was_rendered_before():
    map_ = make_map(layers="mdl", basemap=False)
    group = folium.FeatureGroup("Mine").add_to(map_)
    folium.Marker(HERE, icon=folium.DivIcon("x")).add_to(group)
    folium.GeoJson({"type": "Point", "coordinates": [127, 38]}).add_to(map_)
    folium.LayerControl().add_to(map_)
    before = describe_map(map_)
    map_.get_root().render()
    assert describe_map(map_) == before
    assert before["overlays"][0]["name"] == "Mine"


def test_tiles_and_wms_are_those_of_the_map():
    map_ = make_map(layers="mdl", basemap=False)
    folium.TileLayer("https://tiles.example/{z}/{x}/{y}.png", attr="A", name="T").add_to(map_)
    folium.WmsTileLayer("https://wms.example/", layers="a,b", name="W").add_to(map_)
    plain, wms = describe_map(map_)["tiles"]
    assert (plain["name"], plain["url"]) == ("T", "https://tiles.example/{z}/{x}/{y}.png")
    assert (wms["name"], wms["url"], wms["wms"]["layers"]) == ("W", "https://wms.example/", "a,b")
