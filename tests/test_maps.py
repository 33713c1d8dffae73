"""The one map: what lies on it, and that nothing on it is dropped or becomes HTML."""

from types import SimpleNamespace

import folium
import pytest

from koreamap.description import describe_map
from koreamap.errors import MapError
from koreamap.maps import HOME_BOUNDS, LayerGeoJson, OnlineTiles, build_map

STYLE = {"color": "#D55E00", "width_px": 3, "stroke_opacity": 1, "fill_opacity": 0, "dash_px": [8, 3], "size_px": 9}


def record(layer_id, order, **changes):
    return {
        "id": layer_id,
        "title": f"Title of {layer_id}",
        "title_ko": "선",
        "summary": "A line.",
        "group": "armistice",
        "geometry_type": "LineString",
        "order": order,
        "shown": True,
        "min_zoom": 0,
        "max_zoom": 24,
        "style": STYLE,
    } | changes


def atlas_of(*records):
    return SimpleNamespace(layers={entry["id"]: entry for entry in records})


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
    folium.Marker((38, 127)).add_to(map_)
    with pytest.raises(MapError, match="Marker"):
        describe_map(map_)


def test_a_map_without_layers_says_what_to_do():
    with pytest.raises(MapError, match="koreamap build"):
        build_map(atlas_of(), url_of=url_of)


def test_online_tiles_stand_on_the_map_only_when_configured():
    tiles = OnlineTiles(url="https://tiles.example/{z}/{x}/{y}.png", attribution="<b>Example</b>")
    described = describe_map(build_map(atlas_of(record("mdl", 1)), url_of=url_of, tiles=tiles))
    assert described["tiles"][0]["url"] == tiles.url
    assert "<b>" not in described["tiles"][0]["attribution"]


def test_names_never_become_markup_when_folium_draws_the_map_itself():
    data = feature("<img src=x onerror=alert(1)>")
    title = "<script>alert(2)</script>"
    map_ = build_map(atlas_of(record("mdl", 1, title=title)), url_of=url_of, data_of=lambda _id: data)
    page = map_.get_root().render()
    assert "alert(2)</script>" not in page
    assert "&lt;img src=x onerror=alert(1)&gt;" in page or "\\u0026lt;img" in page


def test_the_page_names_no_host():
    page = build_map(atlas_of(record("mdl", 1)), url_of=url_of, data_of=lambda _id: feature("MDL")).get_root().render()
    assert "https://" not in page
    assert "http://" not in page.replace("http://www.w3.org", "")
