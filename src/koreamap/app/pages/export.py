"""Export: choose what to take along, see it, and download it."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from koreamap.app import export_view
from koreamap.app.export_view import Download, Wish
from koreamap.app.pages import Page
from koreamap.app.tab_view import tab_view
from koreamap.app.view_state import read_view
from koreamap.atlas import Atlas, read_atlas
from koreamap.errors import ExportError
from koreamap.export.request import PAPERS, ExportRequest

__all__ = ["PAGE", "render"]

PAGE = Page(title="Export", order=50)

_CSS = Path(__file__).with_suffix(".css")
_MADE = "export-made"
_LAYERS, _STARTED = "export-layers", "export-started-from"
"""Under which the chosen layers lie, and those that the Explore page began them with."""


@cache
def _atlas() -> Atlas:
    """Read the built files once a process."""
    return read_atlas()


@st.cache_data(show_spinner="Drawing the preview", max_entries=16)
def _preview(request: ExportRequest) -> list[bytes]:
    return export_view.render_preview(request, _atlas())


def render() -> None:
    """Show the page."""
    st.html(_CSS)
    with st.container(key="export"):
        _show_choices()


def _show_choices() -> None:
    """Show the widgets at the left, and at the right what they will make."""
    st.header("Export")
    left, right = st.columns([2, 3], gap="large")
    with left:
        wish = _read_wish()
        try:
            request = export_view.build_request(wish, _atlas())
            rows = export_view.describe_content(request, _atlas())
            _offer(request)
            with right:
                _show(request, rows)
        except ExportError as error:
            _say(error)


def _read_wish() -> Wish:
    """Show the widgets and read them."""
    formats, layers = export_view.list_formats(), export_view.list_layers(_atlas())
    format_id = st.selectbox(
        "Format", list(formats), format_func=lambda id_: export_view.describe_format(formats[id_]), key="export-format"
    )
    st.caption(formats[format_id].summary)
    view = read_view(tab_view("export", key="export-view"), _atlas())
    if view.layers and st.session_state.get(_STARTED) != view.layers:
        st.session_state[_LAYERS] = st.session_state[_STARTED] = view.layers
    unnamed = "As many as a sheet can carry" if formats[format_id].uses_paper else "All layers"
    chosen = st.multiselect("Layers", list(layers), format_func=layers.__getitem__, placeholder=unnamed, key=_LAYERS)
    areas = export_view.list_areas(_atlas(), view.feature, view.extent)
    area = st.selectbox("Area", list(areas), format_func=lambda key: areas.get(key, key), key="export-area")
    typed = ""
    if area == export_view.TYPED:
        typed = st.text_input(
            "West, south, east, north in degrees", placeholder="124.3,37.2,126.3,38.3", max_chars=100, key="export-box"
        )
    wish = Wish(
        format_id=format_id, layers=tuple(chosen), area=area, typed=typed, feature=view.feature, shown=view.extent
    )
    return _read_look(wish) if formats[format_id].uses_paper else wish


def _read_look(wish: Wish) -> Wish:
    """Ask what matters on paper only."""
    labels = export_view.LABELS
    return replace(
        wish,
        paper=st.segmented_control("Paper", list(PAPERS), default="A4", required=True, key="export-paper") or "A4",
        landscape=st.toggle("Landscape", key="export-landscape"),
        labels=st.selectbox("Labels", list(labels), format_func=labels.__getitem__, key="export-labels"),
    )


def _show(request: ExportRequest, rows: list[dict[str, Any]]) -> None:
    """Show what will be in the file: the sheet itself, or its layers in numbers."""
    spec = export_view.list_formats()[request.format_id]
    if spec.uses_paper:
        pages = _preview(export_view.to_picture(request))
        st.image(pages, alt=[f"Preview: {spec.title}, page {number}" for number in range(1, len(pages) + 1)])
    else:
        st.table(rows, border="horizontal", hide_index=True)


def _offer(request: ExportRequest) -> None:
    """Make the file when asked, and keep it until something else is wished; for a database, say the command."""
    if export_view.list_formats()[request.format_id].target == "database":
        st.code(export_view.write_command(request), language="shell", wrap_lines=True)
        return
    made: tuple[ExportRequest, Download] | None = st.session_state.get(_MADE)
    if made is None or made[0] != request:
        st.session_state.pop(_MADE, None)
        place = st.empty()
        if not place.button("Make the file", type="primary", key="export-make"):
            return
        with place.status("Making the file") as status:
            download = export_view.make_download(request, lambda step: status.update(label=f"Making the file: {step}"))
        place.empty()
        made = st.session_state[_MADE] = (request, download)
    download = made[1]
    st.download_button(
        f"Download {download.name} ({len(download.data) / 1e6:.1f} MB)",
        download.data,
        file_name=download.name,
        mime=download.media_type,
        on_click="ignore",
        type="primary",
        key="export-download",
    )


def _say(error: ExportError) -> None:
    """Say what is wrong, as text: what a user typed is part of it."""
    with st.container(border=True, key="export-error"):
        st.text(export_view.to_sentence(error))
