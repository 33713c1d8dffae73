"""The one map: what lies on it, and that nothing on it is dropped or becomes HTML."""

import io
from types import SimpleNamespace

import folium
import folium.plugins
import pytest

from koreamap.drawing.description import describe_map
from koreamap.drawing.folium_page import StandaloneMap
from koreamap.drawing.maps import HOME_BOUNDS, LayerGeoJson, OnlineTiles, build_map
from koreamap.drawing.maps import map as make_map
from koreamap.errors import MapError, UnknownIdError
from koreamap.home import layers_dir
from koreamap.model import BuiltLayer, Expectations, Style

STYLE = Style(color="#D55E00", color_dark="#D55E00", width_px=3, dash_px=(8, 3))


def record(layer_id, order, **changes):
    return BuiltLayer(
        **{
            "id": layer_id,
            "title": f"Title of {layer_id}",
            "title_ko": "선",
            "summary": "A line.",
            "group": "main",
            "geometry_type": "LineString",
            "order": order,
            "shown": True,
            "style": STYLE,
            "shape": None,
            "source_ids": (),
            "file": "",
            "count": 1,
            "expectations": Expectations(count=(1, 1), bbox=(-180, -90, 180, 90)),
        }
        | changes
    )


def atlas_of(*records):
    return SimpleNamespace(layers={entry.id: entry for entry in records})


def url_of(layer_id):
    return f"layers/{layer_id}.0123456789ab.geojson"


def feature(name):
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "id": "a",
                "properties": {"name": name},
                "geometry": {"type": "LineString", "coordinates": [[126, 38], [128, 38]]},
            }
        ],
    }


def test_layers_are_drawn_in_order_and_fetched_by_address():
    map_ = build_map(atlas_of(record("mdl", 430), record("dmz", 300), record("nll", 420)), url_of=url_of)
    described = describe_map(map_)
    assert [layer["id"] for layer in described["layers"]] == ["dmz", "nll", "mdl"]
    assert described["layers"][0]["url"] == "layers/dmz.0123456789ab.geojson"
    assert described["bounds"] == [list(corner) for corner in HOME_BOUNDS]
    assert described["tiles"] == []


def test_the_first_view_holds_korea_from_the_yalu_to_busan():
    (south, west), (north, east) = HOME_BOUNDS
    for lat, lon in [(40.04, 124.36), (35.10, 129.03), (41.82, 126.93), (38.05, 124.63)]:
        assert south < lat < north
        assert west < lon < east


def test_a_group_is_walked_into():
    map_ = build_map(atlas_of(record("mdl", 1)), url_of=url_of)
    group = folium.FeatureGroup("more").add_to(map_)
    LayerGeoJson(record("nll", 2), url="layers/nll.geojson").add_to(group)
    assert [layer["id"] for layer in describe_map(map_)["layers"]] == ["mdl", "nll"]


def test_what_the_walk_does_not_know_is_refused_by_name():
    map_ = build_map(atlas_of(record("mdl", 1)), url_of=url_of)
    folium.plugins.MarkerCluster([(38, 127)]).add_to(map_)
    with pytest.raises(MapError, match="MarkerCluster"):
        describe_map(map_)


def test_a_map_without_layers_says_what_to_do():
    with pytest.raises(MapError, match="koreamap build"):
        build_map(atlas_of(), url_of=url_of)


def test_online_tiles_stand_on_the_map_only_when_configured():
    tiles = OnlineTiles(url="https://tiles.example/{z}/{x}/{y}.png", attribution="<b>Example</b>")
    described = describe_map(build_map(atlas_of(record("mdl", 1)), url_of=url_of, tiles=tiles))
    assert described["tiles"][0]["url"] == tiles.url
    assert "<b>" not in described["tiles"][0]["attribution"]


def render(map_):
    """Render without the head that every map has: Leaflet names its authors' addresses there."""
    page = map_.get_root().render()
    head = map_.get_root().header._children["koreamap_head"].text
    assert head in page
    return page.replace(head, "")


def test_names_never_become_markup_when_folium_draws_the_map_itself():
    data = feature("<img src=x onerror=alert(1)>")
    title = "<script>alert(2)</script>"
    map_ = build_map(atlas_of(record("mdl", 1, title=title)), url_of=url_of, data_of=lambda _id: data)
    folium.LayerControl().add_to(map_)
    page = render(map_)
    assert "alert(2)</script>" not in page
    assert "<img" not in page
    assert "\\u003cimg src=x onerror=alert(1)\\u003e" in page
    assert '"\\u0026lt;script\\u0026gt;alert(2)' in page  # as the control's HTML


def test_the_page_names_no_host():
    page = render(build_map(atlas_of(record("mdl", 1)), url_of=url_of, data_of=lambda _id: feature("MDL")))
    assert "https://" not in page
    assert "http://" not in page.replace("http://www.w3.org", "")


def test_a_layer_without_its_data_is_not_rendered_empty():
    with pytest.raises(MapError, match="layer mdl: found no data"):
        build_map(atlas_of(record("mdl", 1)), url_of=url_of).get_root().render()


# --- what others add to a map that stands alone


@pytest.mark.parametrize(
    ("add", "named"),
    [
        (lambda: folium.Marker((38, 127), icon=folium.Icon("red")), "Icon, which needs an icon font"),
        (lambda: folium.Marker((38, 127), icon=folium.CustomIcon("https://example.org/a.png")), "CustomIcon at https"),
        (
            lambda: folium.plugins.MarkerCluster([(38, 127)]),
            r"\(MarkerCluster\): found a link to .*leaflet.markercluster.js",
        ),
        (folium.plugins.MiniMap, r"\(MiniMap\)"),
        (lambda: folium.GeoJson(str(layers_dir() / "mdl.geojson"), embed=False), "GeoJson at .*mdl.geojson"),
    ],
)
def test_what_needs_a_network_is_refused_by_name(add, named, tmp_path):
    map_ = make_map(layers="mdl", basemap=False)
    group = folium.FeatureGroup().add_to(map_)
    add().add_to(group)
    with pytest.raises(MapError, match=named):
        map_.save(str(tmp_path / "m.html"))
    assert not (tmp_path / "m.html").exists()
    with pytest.raises(MapError, match=named):
        map_._repr_html_()


def test_a_map_for_use_online_keeps_the_links_of_what_was_added():
    map_ = make_map(layers="mdl", basemap=False, online=True)
    folium.Marker((38, 127), icon=folium.Icon("red")).add_to(folium.plugins.MarkerCluster().add_to(map_))
    page = render(map_)
    assert "leaflet.markercluster.js" in page
    assert "awesome-markers.js" in page
    assert "leaflet.js" not in page  # ours is inside


def test_a_script_that_is_there_as_a_file_is_taken_in(tmp_path):
    script = tmp_path / "cluster.js"
    script.write_text("L.markerClusterGroup = () => L.featureGroup(); // {{ not a template }}", encoding="utf-8")

    class Cluster(folium.plugins.MarkerCluster):
        default_js = (("markerclusterjs", str(script)),)
        default_css = ()

    map_ = make_map(layers="mdl", basemap=False)
    Cluster([(38, 127)]).add_to(map_)
    assert "L.featureGroup(); // {{ not a template }}" in render(map_)


def test_a_map_is_saved_into_an_open_file_too(tmp_path):
    held = io.BytesIO()
    map_ = make_map(layers="mdl", basemap=False)
    map_.save(held, close_file=False)
    map_.save(tmp_path / "m.html")
    assert held.getvalue().startswith(b"<!DOCTYPE html>")
    assert (tmp_path / "m.html").read_bytes().startswith(b"<!DOCTYPE html>")
    map_.save(held)
    assert held.closed


def test_a_plain_map_can_stand_alone_too():
    map_ = StandaloneMap(location=(38, 127), tiles=None)
    folium.Marker((38, 127)).add_to(map_)
    assert "<link" not in render(map_)
    assert folium.Map.default_js[0][0] == "leaflet"  # Folium's own maps are as they were


# --- what `map` draws


def layers_of(map_):
    return {child.record.id: child for child in map_._children.values() if isinstance(child, LayerGeoJson)}


def features_of(map_, layer_id):
    return [feature["id"] for feature in layers_of(map_)[layer_id].data["features"]]


def test_the_first_view_is_drawn_when_nothing_is_asked_for():
    shown = {"mdl", "dmz", "nll", "dprk_claimed_lines", "parallel_38", "western_islands", "usfk_hubs"}
    assert {id_ for id_ in layers_of(make_map()) if not id_.startswith("basemap")} == shown


@pytest.mark.thorough
def test_layers_are_drawn_whole_and_features_alone():
    map_ = make_map(layers="nll", features=["yeonpyeongdo", "nll"])
    assert features_of(map_, "western_islands") == ["yeonpyeongdo"]
    assert len(features_of(map_, "nll")) == 3
    assert set(layers_of(make_map(layers=["mdl"], basemap=False))) == {"mdl"}


@pytest.mark.thorough
def test_a_group_of_features_is_its_members():
    assert len(features_of(make_map(features="western-islands"), "western_islands")) == 5


def test_the_map_comes_close_to_what_was_asked_for():
    found = next(child for child in make_map(features="baengnyeongdo")._children.values() if child._name == "FitBounds")
    (south, west), (north, east) = found.bounds
    assert 37.8 < south < north < 38.1
    assert 124.5 < west < east < 124.9


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"layers": ["mdl", "nlll"]}, "layer: found 'nlll', expected an id that there is: nll"),
        ({"features": "baengnyeongd"}, "feature: found 'baengnyeongd', expected an id that there is: baengnyeongdo"),
        ({"layers": "basemap_world"}, "layer: found 'basemap_world'"),
    ],
)
def test_an_unknown_id_is_refused_with_what_comes_near(asked, message):
    with pytest.raises(UnknownIdError, match=message):
        make_map(**asked)
