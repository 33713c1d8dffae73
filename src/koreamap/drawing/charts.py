"""Charts of findings where looking beats reading: distances along a line, and areas, as SVG and PNG.

Pure: a chart is drawn from the profiles that the build wrote, in the colours of the layers' own styles, and the same
profiles give the same bytes. Every series differs by form as well as by colour, and each picture says in words what it
shows.
"""

from __future__ import annotations

import io
import statistics
import threading
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING, Any, Literal

from koreamap.errors import MapError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Canvas

    from koreamap.atlas import Atlas
    from koreamap.model import LineLimits, MeasuredArea, ParallelDistance, Profiles

__all__ = ["CHARTS", "ONE_AT_A_TIME", "describe_chart", "draw_chart", "find_dark_colours", "recall_chart"]

ONE_AT_A_TIME = threading.Lock()
"""matplotlib's settings are global; the app may be asked for two pictures or sheets at once."""

Theme = Literal["light", "dark"]

_Colours = tuple[tuple[str, str], ...]

_PAPER = {"light": "#ffffff", "dark": "#1b232b"}
_INK = {"light": "#22282d", "dark": "#e4e7ea"}
_SOFT = {"light": "#5f676e", "dark": "#a3adb6"}
_RULE = {"light": "#d9d5ca", "dark": "#3a4752"}
_PAINTED = ("western_islands", "mdl", "parallel_38", "nll", "nll_tokyo")
"""The layers whose colours charts take."""

_WIDTH_IN = 6.4
_PNG_DPI = 220


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """What a painter needs beside the rows; the colours on this background by layer id, and ``ink`` and ``soft``."""

    axes: Axes
    colours: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartSpec:
    """A chart before it is drawn.

    Parameters
    ----------
    title
        Above the picture, and its accessible name.
    count
        Profiles -> how many rows it is drawn from.
    describe
        Profiles -> the picture in words, with the main numbers.
    paint
        Profiles and where to draw them.
    height_in
        Profiles -> height, inches.
    """

    title: str
    count: Callable[[Profiles], int]
    describe: Callable[[Profiles], str]
    paint: Callable[[Profiles, Drawn], None]
    height_in: Callable[[Profiles], float]


def describe_chart(chart_id: str, atlas: Atlas) -> dict[str, str]:
    """Say in words what a chart of `CHARTS` shows: ``title`` and ``description``.

    Stops with `MapError` when there is no such chart, or the build left no rows for it.
    """
    spec = _find(chart_id, atlas)
    return {"title": spec.title, "description": spec.describe(atlas.profiles)}


def draw_chart(chart_id: str, atlas: Atlas, *, theme: Theme = "light", suffix: Literal["svg", "png"] = "svg") -> bytes:
    """Draw a chart.

    Stops with `MapError` when there is no such chart, or the build left no rows for it.

    Returns
    -------
    The same for the same profiles. The SVG carries title and description, and its letters as outlines.
    """
    _find(chart_id, atlas)
    return _draw(chart_id, atlas.profiles, _freeze(_colours(atlas, theme)), theme=theme, suffix=suffix)


def recall_chart(chart_id: str, atlas: Atlas) -> bytes:
    """Draw a chart as SVG on the light background, or remember it: what each web page holds need be drawn once.

    Stops with `MapError` as `draw_chart` does.
    """
    _find(chart_id, atlas)
    return _recall(chart_id, atlas.profiles, _freeze(_colours(atlas, "light")), theme="light", suffix="svg")


def _draw(chart_id: str, profiles: Profiles, colours: _Colours, *, theme: Theme, suffix: str) -> bytes:
    from matplotlib import rc_context  # noqa: PLC0415 - slow to load, and only a finding with a picture needs it
    from matplotlib.figure import Figure  # noqa: PLC0415 - same
    from matplotlib.layout_engine import ConstrainedLayoutEngine  # noqa: PLC0415 - same

    spec = CHARTS[chart_id]
    with ONE_AT_A_TIME, rc_context(_settings(theme)):
        room = ConstrainedLayoutEngine(w_pad=0.14, h_pad=0.12)
        canvas = Figure(figsize=(_WIDTH_IN, spec.height_in(profiles)), facecolor=_PAPER[theme], layout=room)
        axes = canvas.add_subplot()
        axes.set_title(spec.title, loc="left", fontsize=11, fontweight="semibold", pad=10)
        spec.paint(profiles, Drawn(axes=axes, colours=dict(colours)))
        return _to_png(canvas) if suffix == "png" else _to_svg(canvas, spec.title, spec.describe(profiles))


_recall = lru_cache(maxsize=16)(_draw)


def _freeze(colours: Mapping[str, str]) -> _Colours:
    return tuple(sorted(colours.items()))


def _find(chart_id: str, atlas: Atlas) -> ChartSpec:
    if chart_id not in CHARTS:
        raise MapError("chart", found=repr(chart_id[:60]), expected=f"one of {', '.join(CHARTS)}")
    if not CHARTS[chart_id].count(atlas.profiles):
        raise MapError(f"chart {chart_id}", found="no rows", expected="a profile; run `koreamap build`")
    return CHARTS[chart_id]


def _settings(theme: Theme) -> Any:  # noqa: ANN401 - matplotlib names each of its 300 keys in the type
    """Set the look: our font, quiet axes, and nothing that a clock or chance could change."""
    import fontpkg_fira_sans  # noqa: PLC0415 - as matplotlib
    from matplotlib import font_manager  # noqa: PLC0415 - same

    for weight in ("Regular", "SemiBold"):
        font_manager.fontManager.addfont(fontpkg_fira_sans.ROOT / "files" / f"FiraSans-{weight}.ttf")
    ink, soft = _INK[theme], _SOFT[theme]
    return {
        "font.family": "Fira Sans",
        "font.size": 9.5,
        "axes.facecolor": _PAPER[theme],
        "axes.edgecolor": soft,
        "axes.labelcolor": ink,
        "axes.linewidth": 0.7,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.grid": True,
        "axes.grid.axis": "y",
        "axes.axisbelow": True,
        "grid.color": _RULE[theme],
        "grid.linewidth": 0.6,
        "text.color": ink,
        "xtick.color": soft,
        "ytick.color": soft,
        "xtick.labelcolor": ink,
        "ytick.labelcolor": ink,
        "hatch.linewidth": 0.8,
        "svg.hashsalt": "koreamap",
        "svg.fonttype": "path",
        "text.parse_math": False,
        "text.hinting": "none",
    }


def _colours(atlas: Atlas, theme: Theme) -> dict[str, str]:
    styles = {layer.id: layer.style for layer in atlas.layers.values()}
    colours = {id_: style.color_dark if theme == "dark" else style.color for id_, style in styles.items()}
    return colours | {"ink": _INK[theme], "soft": _SOFT[theme]}


def find_dark_colours(atlas: Atlas) -> dict[str, str]:
    """Return the colours of charts on the light background, ``#rrggbb``, each with the one on the dark background.

    A chart on the one is a chart on the other with its colours exchanged.
    """
    light, dark = _colours(atlas, "light"), _colours(atlas, "dark")
    painted = {light[id_].lower(): dark[id_].lower() for id_ in _PAINTED}
    return painted | {table["light"]: table["dark"] for table in (_PAPER, _INK, _SOFT, _RULE)}


def _to_png(canvas: Canvas) -> bytes:
    out = io.BytesIO()
    canvas.savefig(out, format="png", dpi=_PNG_DPI, metadata={"Software": None})
    return out.getvalue()


def _to_svg(canvas: Canvas, title: str, description: str) -> bytes:
    """Write SVG with a title and a description for those who cannot see it, and without a date."""
    out = io.StringIO()
    canvas.savefig(out, format="svg", metadata={"Date": None, "Creator": None})
    head, mark, rest = out.getvalue().partition("<svg ")
    attributes, close, body = rest.partition(">")
    words = f'<title id="title">{escape(title)}</title>\n<desc id="desc">{escape(description)}</desc>'
    role = 'role="img" aria-labelledby="title desc" '
    return f"{head}{mark}{role}{attributes}{close}\n{words}{body}".encode()


# --- the distance of the Northern Limit Line to each shore


def _paint_nll(profiles: Profiles, drawn: Drawn) -> None:
    axes, colours, rows = drawn.axes, drawn.colours, profiles.nll_distances
    along = [row.km for row in rows]
    for distances, layer_id, stroke, label in (
        ([row.islands_nm for row in rows], "western_islands", "solid", "to the nearest of the five islands"),
        ([row.dprk_nm for row in rows], "mdl", "dashed", "to the nearest northern land"),
    ):
        axes.plot(along, distances, color=colours[layer_id], linestyle=stroke, linewidth=2, label=label)
    if limits := profiles.nll_limits:
        miles, equal = _name_limits(limits)
        axes.axhline(limits.miles_nm, color=colours["soft"], linestyle=(0, (1, 2.5)), linewidth=1.2, label=miles)
        heights = [0.0 if row.equidistant else float("nan") for row in rows]
        (bar,) = axes.plot(along, heights, label=equal, color=colours["ink"], linewidth=5, clip_on=False)
        bar.set_solid_capstyle("butt")
    axes.set_xlabel("Along the line from its western end, km")
    axes.set_ylabel("Distance, nautical miles")
    axes.set_xlim(along[0], along[-1])
    axes.set_ylim(0, None)
    axes.figure.legend(frameon=False, ncols=2, loc="outside lower center", fontsize=8.5, handlelength=2.6)


def _name_limits(limits: LineLimits) -> tuple[str, str]:
    """Name the distance that is claimed, and what counts as equal."""
    return f"{limits.miles_nm:g} nautical miles", f"equal within {limits.equal_share:.0%}"


def _describe_nll(profiles: Profiles) -> str:
    rows = profiles.nll_distances
    islands, north = [row.islands_nm for row in rows], [row.dprk_nm for row in rows]
    nearer = _share(a < b for a, b in zip(islands, north, strict=True))
    return (
        f"Along {rows[-1].km:.0f} km of the Northern Limit Line, from west to east: the distance to the nearest of "
        f"the five islands runs from {min(islands):.1f} to {max(islands):.1f} nautical miles (median "
        f"{statistics.median(islands):.1f}), that to the nearest northern land from {min(north):.1f} to "
        f"{max(north):.1f} (median {statistics.median(north):.1f}). The islands are nearer on about {nearer:.0%} of "
        "the line." + _describe_limits(profiles.nll_limits)
    )


def _describe_limits(limits: LineLimits | None) -> str:
    if limits is None:
        return ""
    miles, equal = _name_limits(limits)
    return f" A thick bar stands where the two distances are {equal}, a dotted line at {miles}."


# --- the distance of the Military Demarcation Line from 38° N


def _paint_mdl(profiles: Profiles, drawn: Drawn) -> None:
    axes, colours, rows = drawn.axes, drawn.colours, profiles.mdl_38
    lons, values = [row.lon for row in rows], [row.north_km for row in rows]
    north, south = ([sign * value > 0 for value in values] for sign in (1, -1))
    axes.fill_between(lons, values, 0, where=north, color=colours["mdl"], alpha=0.18, linewidth=0, interpolate=True)
    below = axes.fill_between(
        lons, values, 0, where=south, interpolate=True, facecolor="none", linewidth=0, hatch="////"
    )
    below.set_edgecolor(colours["mdl"])
    axes.plot(lons, values, color=colours["mdl"], linewidth=2)
    axes.axhline(0, color=colours["parallel_38"], linestyle=(0, (7, 3)), linewidth=1.6)
    right = max(lons)
    axes.annotate("38° N", (right, 0), (4, 0), textcoords="offset points", va="center", color=colours["parallel_38"])
    axes.set_xlabel("Longitude, degrees east")
    axes.set_ylabel("MDL north of 38° N, km")
    axes.set_xlim(min(lons), right)
    axes.xaxis.set_major_formatter("{x:g}°")
    axes.margins(y=0.16)
    for row in (max(rows, key=_north), min(rows, key=_north)):
        _note_extreme(row, axes)


def _note_extreme(row: ParallelDistance, axes: Axes) -> None:
    """Write the greatest distance on either side at its place, within the frame."""
    side, drop = ("north", 6) if row.north_km >= 0 else ("south", -13)
    left, right = axes.get_xlim()
    share = (row.lon - left) / (right - left)
    way = "left" if share < 0.15 else "right" if share > 0.85 else "center"
    shift = {"left": 4, "center": 0, "right": -4}[way]
    words, place = f"{abs(row.north_km):.0f} km {side}", (row.lon, row.north_km)
    axes.annotate(words, place, (shift, drop), textcoords="offset points", ha=way)


def _north(row: ParallelDistance) -> float:
    return row.north_km


def _describe_mdl(profiles: Profiles) -> str:
    rows = profiles.mdl_38
    north, south = max(rows, key=_north), min(rows, key=_north)
    share = _share(_north(row) > 0 for row in rows)
    return (
        f"Along the Military Demarcation Line from {rows[0].lon:.2f}° E to {rows[-1].lon:.2f}° E: {share:.0%} of "
        f"it lies north of 38° N, by at most {_north(north):.0f} km, at {north.lon:.2f}° E; the rest lies south, by "
        f"at most {-_north(south):.0f} km, at {south.lon:.2f}° E. Where it is south, the area is hatched."
    )


# --- areas

_BARS = (("mdl", ""), ("mdl", "////"), ("nll", ""), ("nll", "////"), ("nll_tokyo", "----"), ("nll_tokyo", "xxxx"))
"""Layer whose colour a bar takes, and its hatch: land, then water by each reading of the line."""


def _paint_areas(profiles: Profiles, drawn: Drawn) -> None:
    axes, colours, rows = drawn.axes, drawn.colours, profiles.areas
    ends = [row.value + (row.uncertainty or 0) for row in rows]
    for number, row in enumerate(rows):
        layer_id, hatch = _BARS[number % len(_BARS)]
        colour = colours[layer_id]
        axes.barh(number, row.value, height=0.4, facecolor=f"{colour}59", edgecolor=colour, linewidth=1.2, hatch=hatch)
        if row.uncertainty:
            axes.errorbar(row.value, number, xerr=row.uncertainty, color=colours["ink"], capsize=3, linewidth=1)
        axes.annotate(_write_area(row), (ends[number], number), (6, 0), textcoords="offset points", va="center")
        axes.annotate(row.label, (0, number - 0.25), (1, 0), textcoords="offset points", va="bottom")
    axes.set(ylim=(len(rows) - 0.65, -0.75), xlim=(0, max(ends) * 1.28), xticks=[], yticks=[])
    axes.grid(visible=False)
    axes.spines["bottom"].set_visible(False)


def _write_area(row: MeasuredArea) -> str:
    doubt = row.uncertainty
    return f"{row.value:,.0f} ± {doubt:,.0f} {row.unit}" if doubt else f"{row.value:,.0f} {row.unit}"


def _describe_areas(profiles: Profiles) -> str:
    return "; ".join(f"{row.label}: {_write_area(row)}" for row in profiles.areas) + "."


def _share(flags: Iterable[bool]) -> float:
    """Return the share that holds; the rows stand at equal steps."""
    return statistics.fmean(map(bool, flags))


CHARTS: Mapping[str, ChartSpec] = {
    "nll-distances": ChartSpec(
        title="How far the Northern Limit Line runs from each shore",
        count=lambda profiles: len(profiles.nll_distances),
        describe=_describe_nll,
        paint=_paint_nll,
        height_in=lambda _profiles: 3.6,
    ),
    "mdl-38": ChartSpec(
        title="How far the Military Demarcation Line lies from the 38th parallel",
        count=lambda profiles: len(profiles.mdl_38),
        describe=_describe_mdl,
        paint=_paint_mdl,
        height_in=lambda _profiles: 3.2,
    ),
    "areas": ChartSpec(
        title="Areas on the other side of a line",
        count=lambda profiles: len(profiles.areas),
        describe=_describe_areas,
        paint=_paint_areas,
        height_in=lambda profiles: 0.6 + 0.58 * len(profiles.areas),
    ),
}
"""Chart id -> how it is drawn; the ids are those of the profiles."""
