"""Pictures of findings: the same bytes, words for those who cannot see them, and the numbers of the profiles."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from matplotlib.axes import Axes
from PIL import Image

from koreamap.atlas import Atlas, read_atlas
from koreamap.drawing.charts import CHARTS, describe_chart, draw_chart, find_dark_colours, recall_chart
from koreamap.errors import MapError
from koreamap.model import MeasuredArea, Profiles

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.thorough

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return read_atlas()


@pytest.mark.parametrize("chart_id", CHARTS)
def test_same_profiles_give_the_same_bytes(atlas: Atlas, chart_id: str) -> None:
    for suffix in ("svg", "png"):
        assert draw_chart(chart_id, atlas, suffix=suffix) == draw_chart(chart_id, atlas, suffix=suffix)
    assert draw_chart(chart_id, atlas) != draw_chart(chart_id, atlas, theme="dark")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("chart_id", CHARTS)
def test_svg_says_in_words_what_it_shows_and_names_no_host(atlas: Atlas, chart_id: str, theme: Any) -> None:
    data = draw_chart(chart_id, atlas, theme=theme)
    root = ET.fromstring(data)  # noqa: S314 - our own
    words = describe_chart(chart_id, atlas)
    assert root.attrib["role"] == "img"
    ids = root.attrib["aria-labelledby"].split()
    texts = [element.text for id_ in ids for element in root if element.attrib.get("id") == id_]
    assert texts == [words["title"], words["description"]]
    assert not re.search(rb"(href|src)=\"(?!#)", data), "everything that it needs is inside"
    assert b"<script" not in data


@pytest.mark.parametrize("chart_id", CHARTS)
def test_with_its_colours_exchanged_a_chart_is_the_one_on_the_dark_background(atlas: Atlas, chart_id: str) -> None:
    dark = find_dark_colours(atlas)
    light = draw_chart(chart_id, atlas).decode()
    exchanged = re.sub(r"#[0-9a-f]{6}", lambda found: dark.get(found[0], found[0]), light)
    assert name_anew(exchanged) == name_anew(draw_chart(chart_id, atlas, theme="dark").decode())
    assert exchanged != light


def name_anew(svg: str) -> str:
    """Number the ids, which are hashes of the looks that they name."""
    ids = dict.fromkeys(re.findall(r' id="([hpm][0-9a-f]{10})"', svg))
    for number, id_ in enumerate(ids):
        svg = svg.replace(id_, f"id-{number}")
    return svg


@pytest.mark.parametrize("chart_id", CHARTS)
def test_a_chart_is_remembered_as_it_was_drawn_until_its_numbers_or_colours_change(atlas: Atlas, chart_id: str) -> None:
    assert recall_chart(chart_id, atlas) is recall_chart(chart_id, atlas)
    assert recall_chart(chart_id, atlas) == draw_chart(chart_id, atlas)
    style = msgspec.structs.replace(atlas.layers["mdl"].style, color="#123456")
    painted = {"mdl": msgspec.structs.replace(atlas.layers["mdl"], style=style)}
    other = replace(atlas, layers={**atlas.layers, **painted})
    assert b"#123456" in recall_chart(chart_id, other)


@pytest.mark.parametrize("chart_id", CHARTS)
def test_picture_is_large_enough_for_print(atlas: Atlas, chart_id: str) -> None:
    with Image.open(io.BytesIO(draw_chart(chart_id, atlas, suffix="png"))) as picture:
        assert picture.width >= 1300


@pytest.mark.parametrize("chart_id", CHARTS)
def test_series_differ_without_colour(atlas: Atlas, chart_id: str, monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[tuple[Any, ...]] = []
    spy(
        monkeypatch,
        "plot",
        lambda _args, look: looks.append(("line", look.get("linestyle", "solid"), look["linewidth"])),
    )
    spy(monkeypatch, "axhline", lambda _args, look: looks.append(("rule", look["linestyle"])))
    spy(monkeypatch, "barh", lambda _args, look: looks.append(("bar", look["facecolor"], look["hatch"])))
    draw_chart(chart_id, atlas)
    assert len(looks) >= 2
    assert len(set(looks)) == len(looks)


def spy(monkeypatch: pytest.MonkeyPatch, name: str, note: Callable[[Any, Any], None]) -> None:
    """Note how a method of the axes is called, and call it."""
    method = getattr(Axes, name)

    def call(axes: Axes, *args: Any, **look: Any) -> Any:
        note(args, look)
        return method(axes, *args, **look)

    monkeypatch.setattr(Axes, name, call)


def plotted(monkeypatch: pytest.MonkeyPatch, atlas: Atlas, chart_id: str, method: str) -> list[tuple[Any, ...]]:
    calls: list[tuple[Any, ...]] = []
    with monkeypatch.context() as patch:
        spy(patch, method, lambda args, _look: calls.append(args))
        draw_chart(chart_id, atlas)
    return calls


def test_distances_plotted_are_those_of_the_profile(atlas: Atlas, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = atlas.profiles.nll_distances
    islands, north, _equal = plotted(monkeypatch, atlas, "nll-distances", "plot")
    assert islands == ([row.km for row in rows], [row.islands_nm for row in rows])
    assert north == ([row.km for row in rows], [row.dprk_nm for row in rows])
    words = describe_chart("nll-distances", atlas)["description"]
    assert f"{min(row.dprk_nm for row in rows):.1f} to {max(row.dprk_nm for row in rows):.1f}" in words


def test_parallel_plotted_is_that_of_the_profile(atlas: Atlas, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = atlas.profiles.mdl_38
    (line,) = plotted(monkeypatch, atlas, "mdl-38", "plot")
    assert line == ([row.lon for row in rows], [row.north_km for row in rows])
    assert f"at most {max(row.north_km for row in rows):.0f} km" in describe_chart("mdl-38", atlas)["description"]


def test_bars_are_those_of_the_profile(atlas: Atlas, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = atlas.profiles.areas
    bars = plotted(monkeypatch, atlas, "areas", "barh")
    assert [value for _number, value in bars] == [row.value for row in rows]
    words = describe_chart("areas", atlas)["description"]
    assert all(f"{row.value:,.0f} ± {row.uncertainty:,.0f}" in words for row in rows)


def test_colours_are_those_of_the_layers(atlas: Atlas) -> None:
    light = draw_chart("nll-distances", atlas).decode()
    dark = draw_chart("nll-distances", atlas, theme="dark").decode()
    style = atlas.layers["western_islands"].style
    assert style.color in light
    assert style.color_dark in dark


@pytest.mark.parametrize("chart_id", ["nothing", "<svg>", ""])
def test_unknown_figure_is_refused_by_name(atlas: Atlas, chart_id: str) -> None:
    with pytest.raises(MapError) as caught:
        draw_chart(chart_id, atlas)
    assert "nll-distances" in str(caught.value)


def test_figure_without_rows_is_refused(small_atlas: Atlas) -> None:
    with pytest.raises(MapError):
        describe_chart("areas", small_atlas)


def test_words_of_a_profile_stay_words(atlas: Atlas) -> None:
    row = MeasuredArea(id="x", label="A <b> & $x_{1$ area", value=10.0, unit="km²", uncertainty=None)
    other = replace(atlas, profiles=Profiles(areas=(row, row)))
    root = ET.fromstring(draw_chart("areas", other))  # noqa: S314 - our own
    described = root.find(f"{SVG}desc")
    assert described is not None
    assert described.text == "A <b> & $x_{1$ area: 10 km²; A <b> & $x_{1$ area: 10 km²."
