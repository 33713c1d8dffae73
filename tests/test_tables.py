"""The Python face: what `koreamap` gives to whoever imports it."""

from __future__ import annotations

import doctest
import importlib
import json

import folium
import geopandas
import pandas as pd
import pytest

import koreamap
from koreamap import tables
from koreamap.atlas import read_atlas
from koreamap.drawing import maps
from koreamap.errors import UnknownIdError
from koreamap.home import find_home, layers_dir
from koreamap.model import VERDICTS

pytestmark = pytest.mark.thorough

LAYERS = sorted(path.stem for path in layers_dir().glob("*.geojson"))


@pytest.mark.parametrize("module", [maps, tables], ids=lambda module: module.__name__)
def test_the_examples_hold(module):
    assert doctest.testmod(module).failed == 0
    assert doctest.testmod(module).attempted > 2


@pytest.mark.parametrize("name", koreamap.__all__)
def test_each_public_function_is_there_although_a_part_bears_its_name(name):
    importlib.import_module("koreamap.claims")
    function = getattr(koreamap, name)
    assert callable(function)
    assert function.__name__ == name
    assert all(section in function.__doc__ for section in ("Returns\n", "Examples\n"))


def test_what_is_not_there_is_refused_as_python_does():
    with pytest.raises(AttributeError, match="no attribute 'reed'"):
        _ = koreamap.reed


def test_every_column_has_one_type_over_all_layers():
    types = {tuple(koreamap.read(layer_id).dtypes.astype(str).items()) for layer_id in LAYERS}
    assert len(types) == 1


@pytest.mark.parametrize("layer_id", LAYERS)
def test_a_layer_read_is_the_layer_built_and_goes_on_a_map(layer_id):
    frame = koreamap.read(layer_id)
    built = json.loads((layers_dir() / f"{layer_id}.geojson").read_bytes())["features"]
    written = json.loads(frame.to_json())["features"]
    assert frame.crs == "EPSG:4326"
    assert [row["properties"]["feature_id"] for row in written] == [feature["id"] for feature in built]
    assert [row["properties"]["name"] for row in written] == [feature["properties"]["name"] for feature in built]
    folium.GeoJson(frame).add_to(folium.Map(tiles=None))


def test_gdal_reads_each_layer_file_with_one_type_a_property():
    types: dict[str, set[str]] = {}
    for layer_id in LAYERS:
        frame = geopandas.read_file(layers_dir() / f"{layer_id}.geojson")
        json.loads(frame.to_json())
        folium.GeoJson(frame).add_to(folium.Map(tiles=None))
        for name, kind in frame.dtypes.astype(str).items():
            types.setdefault(name, set()).add(kind)
    assert {name: kinds for name, kinds in types.items() if len(kinds) > 1} == {}


def test_a_day_in_a_layer_file_is_an_interval_that_the_table_gives_back_as_a_day():
    written = json.loads((layers_dir() / "mdl.geojson").read_bytes())["features"][0]["properties"]
    assert written["valid_from"] == "1953-07-27/1953-07-27"
    assert koreamap.read("mdl").valid_from[0] == "1953-07-27"
    assert koreamap.read("nll").valid_from[0] == "1953-08-30?"


def test_one_feature_or_a_group_is_read_by_its_id():
    assert koreamap.read("baengnyeongdo").name.to_list() == ["Baengnyeongdo"]
    islands = koreamap.read("western-islands")
    assert set(islands.feature_id) == {"baengnyeongdo", "daecheongdo", "socheongdo", "yeonpyeongdo", "u-do"}
    assert set(islands.feature_id) == set(koreamap.read("western_islands").feature_id)


@pytest.mark.parametrize(
    ("layer_id", "feature_id", "first", "last"),
    [
        ("parallel_38", "38th-parallel", "1945-08-01", "1953-07-27"),
        ("events", "event-1954-geneva", "1954-04-01", "1954-07-31"),
        ("nll", "nll", "1953-08-30", None),
    ],
)
def test_dates_are_text_and_days_on_demand(layer_id, feature_id, first, last):
    assert "first_day" not in koreamap.read(layer_id)
    row = koreamap.read(layer_id, dates=True).set_index("feature_id").loc[feature_id]
    assert row.first_day == pd.Timestamp(first)
    assert row.last_day == pd.Timestamp(last) if last else pd.isna(row.last_day)
    json.loads(koreamap.read(layer_id, dates=True).to_json(default=str))


def test_the_passages_of_a_place_are_those_of_its_links():
    links = koreamap.links()
    for place in ("nll", "mdl", "panmunjom", "baengnyeongdo"):
        mine = links[links.features.str.split("; ").map(lambda ids, place=place: place in ids)]
        found = koreamap.passages(place)
        assert set(found.passage) == set(mine.passage)
        assert found.mentions.sum() == len(mine)
        assert all(row.words.split("; ")[0] in row.text for row in found.itertuples())


def test_the_passages_of_a_layer_are_those_of_its_features():
    assert set(koreamap.passages("western_islands").passage) >= set(koreamap.passages("yeonpyeongdo").passage)


def test_links_lead_to_the_words_that_they_name():
    texts = {id_: document.text for id_, document in read_atlas().documents.items()}
    links = koreamap.links()
    assert links.mention.is_unique
    assert all(texts[link.document][link.start : link.end] == link.exact for link in links.itertuples())


def test_claims_are_those_of_the_command():
    table = koreamap.claims()
    assert table.id.to_list() == [*read_atlas().claims]
    assert set(table.verdict) == set(VERDICTS)


@pytest.mark.parametrize(("function", "near"), [("read", "baengnyeongdo"), ("passages", "baengnyeongdo")])
def test_an_unknown_id_is_refused_with_what_comes_near(function, near):
    with pytest.raises(UnknownIdError, match=f"found 'baengnyeongd', expected an id that there is: {near}"):
        getattr(koreamap, function)("baengnyeongd")


def cells_of(notebook):
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    return [cell for cell in cells if cell["cell_type"] == "code"]


NOTEBOOK = find_home() / "docs" / "koreamap.ipynb"


def test_the_notebook_runs_from_top_to_bottom(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    for number, cell in enumerate(cells_of(NOTEBOOK), start=1):
        exec(compile("".join(cell["source"]), f"cell {number}", "exec"), names)  # noqa: S102 - our own notebook
    assert (tmp_path / "m.html").stat().st_size > 1_000_000
    assert "<iframe" in names["map_"]._repr_html_()


def test_the_notebook_is_kept_without_outputs():
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in cells_of(NOTEBOOK))


def test_the_lines_in_the_readme_run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    block = (find_home() / "README.md").read_text(encoding="utf-8").split("```python\n")[1].split("```")[0]
    assert len([line for line in block.splitlines() if line]) == 5
    exec(compile(block, "README", "exec"), {})  # noqa: S102 - our own lines
    assert (tmp_path / "m.html").is_file()
