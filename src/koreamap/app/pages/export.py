"""Export: choose what to take along, see it, and download it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from koreamap.app import export_view
from koreamap.app.box_map import box_map, read_drawn
from koreamap.app.export_steps import name_step
from koreamap.app.export_view import Wish
from koreamap.app.exporting.desk import Reader, draw_preview, make_file
from koreamap.app.own_things import find_atlas, list_own_ids
from koreamap.app.pages import Page
from koreamap.app.tab_view import tab_view
from koreamap.app.view_state import ViewState, read_view
from koreamap.drawing.extents import HOME
from koreamap.errors import ExportError
from koreamap.export.request import DPI, LONGEST_TITLE, PAPERS, WIDTHS_MM, ExportRequest, read_bbox
from koreamap.translation import N_, gettext, spoken

if TYPE_CHECKING:
    from streamlit.elements.lib.mutable_status_container import StatusContainer

    from koreamap.app.exporting.shelf import MadeFile
    from koreamap.export.spec import FormatSpec

__all__ = ["PAGE", "render"]

PAGE = Page(
    title=N_("Export"),
    order=50,
    description=(
        "The map of Korea's armistice to take along: web page, print sheet, atlas, figure, files for GIS, and "
        "citations, of chosen layers and areas."
    ),
)

_CSS = Path(__file__).with_suffix(".css")
_MADE, _WANTED = "export-made", "export-wanted"
"""Under which the made file lies, and the request for one that is asked for and not made yet."""

_LAYERS, _AREA, _STARTED, _BOX = "export-layers", "export-area", "export-started-from", "export-last-box"
"""Under which the chosen layers and area lie, what the page began with, and the box of the area before."""

_DRAWN = "export-drawn"
_SIDES = {"west": N_("West"), "south": N_("South"), "east": N_("East"), "north": N_("North")}
_ASKED = ("format", "layers", "area", "clip", "title", "width", "width-mm", "dpi", "paper", "landscape", "labels")
_SPOKEN = "export-spoken"
"""Under which the language lies that the page spoke last."""


def render() -> None:
    """Show the page."""
    st.html(_CSS)
    with st.container(key="export"):
        _show_choices()


def _show_choices() -> None:
    """Show the widgets at the left, and at the right what they will make."""
    _keep_choices()
    st.title(gettext("Export"), anchor=False)
    left, right = st.columns([2, 3], gap="large")
    with left:
        wish = _read_wish()
        try:
            request = export_view.build_request(wish, find_atlas())
            rows = export_view.describe_content(request, find_atlas())
            st.session_state[_BOX] = request.bbox or HOME.bbox
            _offer(request)
            _tell(wish, request)
            with right:
                _show(request, rows)
        except ExportError as error:
            _say(error)


def _keep_choices() -> None:
    """Hand on what was chosen: Streamlit takes a widget with words of another language for another widget."""
    if st.session_state.get(_SPOKEN, spoken()) != spoken():
        for key in (f"export-{name}" for name in (*_ASKED, *_SIDES)):
            if key in st.session_state:
                st.session_state[key] = st.session_state[key]
    st.session_state[_SPOKEN] = spoken()


def _read_wish() -> Wish:
    """Show the widgets and read them."""
    formats, layers = export_view.list_formats(), export_view.list_layers(find_atlas())
    format_id = st.selectbox(
        gettext("Format"),
        list(formats),
        format_func=lambda id_: export_view.describe_format(formats[id_]),
        key="export-format",
    )
    spec = formats[format_id]
    st.caption(gettext(spec.summary))
    view = _start_from_map()
    unnamed = gettext("As many as a sheet can carry") if spec.uses_paper else gettext("All layers")
    chosen = st.multiselect(
        gettext("Layers"), list(layers), format_func=layers.__getitem__, placeholder=unnamed, key=_LAYERS
    )
    areas = export_view.list_areas(find_atlas(), view.feature, view.extent)
    area = st.selectbox(gettext("Area"), list(areas), format_func=lambda key: areas.get(key, key), key=_AREA)
    wish = Wish(
        format_id=format_id,
        layers=tuple(chosen),
        area=area,
        typed=_read_box() if area == export_view.TYPED else "",
        feature=view.feature,
        shown=view.extent,
    )
    _show_area(wish)
    if export_view.can_clip(spec, area):
        wish = replace(wish, clip=st.toggle(gettext("Cut features at the edge of the area"), key="export-clip"))
        st.caption(gettext(export_view.TOUCHES))
    return _read_look(wish, spec)


def _show_area(wish: Wish) -> None:
    """Show the area on a map on which another one can be drawn; while the typed one is none, the last that was one."""
    try:
        box = export_view.find_covered(wish, find_atlas(), list_own_ids())
    except ExportError:
        box = st.session_state.get(_BOX, HOME.bbox)
    box_map("export", box, key=_DRAWN, on_draw=_take_box)
    st.caption(gettext("Draw a box on the map for another area."))


def _take_box() -> None:
    """Make a box that was drawn the typed one."""
    text = read_drawn(_DRAWN)
    if not export_view.is_extent(text):
        return
    st.session_state[_AREA] = export_view.TYPED
    for name, side in zip(_SIDES, read_bbox(text), strict=True):
        st.session_state[_key_of(name)] = side


def _key_of(side: str) -> str:
    return f"export-{side}"


def _start_from_map() -> ViewState:
    """Ask what the map showed last, and begin with its layers and its extent whenever that is news to the page."""
    text = tab_view("export", key="export-view")
    view = read_view(text, find_atlas())
    if not text:  # the page has just been turned to, and the browser has not told yet: its news is news again
        st.session_state.pop(_STARTED, None)
    elif st.session_state.get(_STARTED) != text or _LAYERS not in st.session_state:
        st.session_state[_STARTED] = text
        st.session_state[_LAYERS] = list(export_view.find_start(view, find_atlas()))
        if export_view.is_extent(view.extent):
            st.session_state[_AREA] = export_view.SHOWN
    return view


def _read_box() -> str:
    """Ask for the sides of a box; they begin as those of the area before."""
    sides = []
    before = st.session_state.get(_BOX, HOME.bbox)
    for column, name, side in zip(st.columns(4), _SIDES, before, strict=True):
        key = _key_of(name)
        st.session_state.setdefault(key, float(side))
        sides.append(
            column.number_input(gettext(_SIDES[name]), step=0.1, format="%.4f", key=key, help=gettext("Degrees"))
        )
    return export_view.join_box(sides)


def _read_look(wish: Wish, spec: FormatSpec) -> Wish:
    """Ask what matters for some formats only."""
    if export_view.has_title(spec):
        title = st.text_input(
            gettext("Title"), placeholder=gettext("The usual one"), max_chars=LONGEST_TITLE, key="export-title"
        )
        wish = replace(wish, title=title)
    if spec.uses_width:
        wish = replace(wish, width=_read_width(), dpi=_read_dpi() if spec.suffix == ".png" else wish.dpi)
    if spec.uses_paper:
        paper = st.segmented_control(gettext("Paper"), list(PAPERS), default="A4", required=True, key="export-paper")
        wish = replace(wish, paper=paper or "A4", landscape=st.toggle(gettext("Landscape"), key="export-landscape"))
    if spec.uses_width or spec.uses_paper:
        labels = export_view.LABELS
        wish = replace(
            wish,
            labels=st.selectbox(
                gettext("Labels"), list(labels), format_func=lambda id_: gettext(labels[id_]), key="export-labels"
            ),
        )
    return wish


def _read_width() -> float:
    """Ask how wide a figure is, mm: as journals want it, or any other width."""
    choices = [*export_view.WIDTHS_MM, None]
    width = st.segmented_control(
        gettext("Width"),
        choices,
        format_func=lambda mm: f"{mm:g} mm" if mm else gettext("Other"),
        default=export_view.WIDTHS_MM[-1],
        key="export-width",
    )
    if width:
        return float(width)
    least, greatest = WIDTHS_MM
    return float(st.number_input(gettext("Width in mm"), least, greatest, 170.0, step=5.0, key="export-width-mm"))


def _read_dpi() -> int:
    return int(st.number_input(gettext("Dots an inch"), *DPI, 300, step=50, key="export-dpi"))


def _show(request: ExportRequest, rows: list[dict[str, Any]]) -> None:
    """Show what will be in the file: the sheet or figure itself, or its layers in numbers."""
    spec = export_view.list_formats()[request.format_id]
    title = gettext("Preview: {title}").format(title=gettext(spec.title))
    if spec.uses_width:
        st.image(_draw(request)[0], alt=title)
    elif spec.uses_paper:
        pages = _draw(request)
        of_page = gettext("{title}, page {number}")
        st.image(list(pages), alt=[of_page.format(title=title, number=number) for number in range(1, len(pages) + 1)])
    else:
        st.table(rows, border="horizontal", hide_index=True)


def _draw(request: ExportRequest) -> tuple[bytes, ...]:
    """Draw a preview, and say that it is being drawn, or that others are first."""
    place = st.empty()
    with st.spinner(gettext("Drawing the preview")):
        reader = Reader(
            wait=lambda before: place.caption(export_view.to_waiting(before)), tell=lambda _step: place.empty()
        )
        return draw_preview(request, reader)


def _offer(request: ExportRequest) -> None:
    """Make the file when asked, and keep it until something else is wished; only the command fills a database.

    That it was asked for is kept until it is made: Streamlit stops a page at any moment to begin anew, when the window
    tells it something or comes back to the server, and would by then have forgotten the button.
    """
    if export_view.list_formats()[request.format_id].target == "database":
        return
    made: tuple[ExportRequest, MadeFile] | None = st.session_state.get(_MADE)
    if made is None or made[0] != request:
        st.session_state.pop(_MADE, None)
        place = st.empty()
        if st.session_state.get(_WANTED) != request:
            place.button(gettext("Make the file"), type="primary", key="export-make", on_click=_want, args=(request,))
            return
        with place.status(gettext("Making the file")) as status:
            made = st.session_state[_MADE] = (request, _make(request, status))
        place.empty()
    with st.container(key="export-download"):
        st.html(export_view.write_link(made[1]))


def _want(request: ExportRequest) -> None:
    st.session_state[_WANTED] = request


def _make(request: ExportRequest, status: StatusContainer) -> MadeFile:
    """Make the file; what failed is not tried again until it is asked for again."""
    try:
        made = make_file(request, _watch(status))
    except ExportError:
        del st.session_state[_WANTED]
        raise
    del st.session_state[_WANTED]
    return made


def _watch(status: StatusContainer) -> Reader:
    """Say what is being done, or that others are first."""
    making, step_of = gettext("Making the file"), gettext("Making the file: {step}")

    def tell(step: str) -> None:
        status.update(label=step_of.format(step=name_step(step, find_atlas())) if step else making)

    return Reader(wait=lambda before: status.update(label=export_view.to_waiting(before)), tell=tell)


def _tell(wish: Wish, request: ExportRequest) -> None:
    """Say what makes the same file elsewhere, how to show it in another page, and how to cite it."""
    _copy(gettext("The same on the command line"), export_view.write_command(wish, request), language="shell")
    if request.format_id == export_view.WEB_PAGE:
        _copy(
            gettext("To show it in another page, beside the file"), export_view.write_snippet(request), language="html"
        )
    _copy(gettext("How to cite it"), export_view.cite_map(find_atlas(), request.title), language=None)


def _copy(title: str, text: str, *, language: str | None) -> None:
    """Show a text that can be copied with one click."""
    st.caption(title)
    st.code(text, language=language, wrap_lines=True)


def _say(error: ExportError) -> None:
    """Say what is wrong."""
    with st.container(border=True, key="export-error"):
        st.html(export_view.write_error(error))
