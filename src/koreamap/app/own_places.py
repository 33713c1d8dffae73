"""Add places and layers of one's own, by hand or from a file: a part of the Documents page."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, get_args

import streamlit as st

from koreamap.app.asking import ask_to_remove, say_moved
from koreamap.app.box_map import point_map, read_drawn
from koreamap.app.file_field import ask_file
from koreamap.app.own_things import take_up
from koreamap.app.reading_words import say_of_file
from koreamap.app.telling import quote, tell_error
from koreamap.drawing.extents import HOME
from koreamap.errors import KoreamapError
from koreamap.model.places import PlaceKind
from koreamap.own import (
    LayerWish,
    add_places,
    import_place,
    import_places,
    make_slug,
    read_one_geometry,
    read_own_layers,
    remove_layer,
)
from koreamap.personal import own_layers_dir
from koreamap.translation import gettext, ngettext

if TYPE_CHECKING:
    from koreamap.own import Imported

__all__ = ["show_own_places"]

_BY_HAND = "places"
_POINT, _LON, _LAT = "own-point", "own-lon", "own-lat"
_KINDS: tuple[str, ...] = tuple(kind for kind in get_args(PlaceKind) if kind != "group")
_TOLD_PLACE, _TOLD_FILE = "own-told-place", "own-told-file"
_FOR_EXAMPLE = "EPSG:5179"
_SUFFIXES = ["csv", "tsv", "txt", "geojson", "json"]


def show_own_places() -> None:
    """Offer to add places, and list the layers that are there."""
    if not st.toggle(gettext("Own places"), key="own-places"):
        return
    st.caption(
        gettext(
            "A place of your own is looked for in your documents and drawn beside the others; a layer that is only "
            "drawn is looked for in none. Both are kept in your folder."
        )
    )
    by_hand, from_file = st.tabs([gettext("One place"), gettext("From a file")])
    with by_hand:
        _ask_place()
        _tell(_TOLD_PLACE)
    with from_file:
        _ask_file()
        _tell(_TOLD_FILE)
    _list_layers()


def _ask_place() -> None:
    """Ask for one place: its names, and a point by a click or by numbers, or any geometry as GeoJSON."""
    point_map("documents", HOME.bbox, _find_point(), key=_POINT, on_point=_take_point)
    st.caption(gettext("Click on the map for the point."))
    with st.form("own-place", border=False):
        left, right = st.columns(2)
        said = {
            "name": left.text_input(gettext("Name"), key="own-name"),
            "name_ko": right.text_input(gettext("Name in Korean"), key="own-name-ko"),
        }
        lon = left.text_input(gettext("Longitude, degrees"), key=_LON)
        lat = right.text_input(gettext("Latitude, degrees"), key=_LAT)
        geojson = ask_file(gettext("Or a line or area as GeoJSON"), ["geojson", "json"], key="own-shape")
        said |= {
            "names": st.text_input(gettext("Other names, with ; between"), key="own-names"),
            "kind": st.selectbox(
                gettext("Kind"), _KINDS, index=_KINDS.index("site"), format_func=gettext, key="own-kind"
            ),
            "from": left.text_input(gettext("Since"), key="own-from", placeholder="1951-07"),
            "to": right.text_input(gettext("Until"), key="own-to", placeholder="1953-07-27"),
            "source": st.text_input(gettext("Source"), key="own-source"),
        }
        is_asked = st.form_submit_button(gettext("Add the place"), type="primary")
    if is_asked:
        _put_away(_TOLD_PLACE)
        try:
            if geojson:
                geometry = dict(read_one_geometry(geojson.getvalue().decode("utf-8", "replace"), geojson.name))
            else:
                geometry = {"type": "Point", "coordinates": [_to_number(lon, "lon"), _to_number(lat, "lat")]}
            imported = import_place(geometry, said, layer=_BY_HAND)
        except KoreamapError as error:
            tell_error(error)
            return
        st.session_state[_TOLD_PLACE] = _keep(imported, _BY_HAND, LayerWish(title="Own places"))


def _to_number(text: str, axis: str) -> float:
    from koreamap.own import read_ordinate  # noqa: PLC0415 - only where one is typed

    return read_ordinate(text.strip(), axis)


def _ask_file() -> None:
    """Ask for a file of places: CSV, GeoJSON or Linked Places."""
    with st.form("own-file", border=False):
        file = ask_file(gettext("CSV, GeoJSON or Linked Places"), _SUFFIXES, key="own-places-file")
        title = st.text_input(gettext("Title"), key="own-title", placeholder=gettext("As the file is called"))
        asked = gettext("Coordinate system, where it is not WGS 84")
        crs = st.text_input(asked, key="own-crs", placeholder=_FOR_EXAMPLE).strip() or None
        is_drawn_only = st.toggle(gettext("Only draw it"), key="own-drawn-only")
        is_asked = st.form_submit_button(gettext("Add the places"), type="primary")
    if not is_asked or file is None:
        return
    _put_away(_TOLD_FILE)
    layer = make_slug(title or file.name.rpartition(".")[0])
    try:
        imported = import_places(
            file.getvalue(),
            file.name,
            layer=layer,
            crs=crs,
            match="never" if is_drawn_only else "always",
        )
    except KoreamapError as error:
        tell_error(error)
        return
    st.session_state[_TOLD_FILE] = _keep(imported, layer, LayerWish(title=title.strip()))


class _Told(NamedTuple):
    """What is told of an import until the next one: how many places were added, and what was said of rows."""

    added: int
    said: tuple[str, ...]


def _keep(
    imported: Imported,
    layer: str,
    wish: LayerWish,
) -> _Told | None:
    """Write what was taken into the reader's folder; return what is to be told of it and of each row left out."""
    faults = [*map(str, imported.faults)]
    if imported.places:
        try:
            added = add_places(own_layers_dir(), layer, imported, wish)
        except KoreamapError as error:
            tell_error(error)
            return None
        faults += [str(fault) for fault in added.faults if str(fault) not in faults]
        take_up()
    return _Told(len(imported.places), (*imported.notices, *faults))


def _tell(key: str) -> None:
    """Tell of the last import, until it is put away: another window may have this page made anew meanwhile."""
    told: _Told | None = st.session_state.get(key)
    if told is None:
        return
    if told.added:
        added = ngettext("{count} place added.", "{count} places added.", told.added)
        st.success(added.format(count=told.added))
    for sentence in told.said:
        st.warning(quote(say_of_file(sentence)))
    st.button(gettext("Put away what is said"), key=f"{key}-away", on_click=_put_away, args=(key,))


def _put_away(key: str) -> None:
    st.session_state[key] = None


def _list_layers() -> None:
    """List the layers of the reader's folder, each with a way to take it away."""
    for own in read_own_layers(own_layers_dir()).layers:
        with st.container(horizontal=True, vertical_alignment="center", key=f"own-layer-{own.id}"):
            count = len(own.places)
            told = ngettext("{title}: {count} place", "{title}: {count} places", count)
            st.markdown(quote(told.format(title=own.title, count=count)))
            if ask_to_remove(quote(own.title), key=f"own-remove-{own.id}"):
                try:
                    away = remove_layer(own_layers_dir(), own.id)
                except KoreamapError as error:
                    tell_error(error)
                    continue
                take_up()
                st.info(say_moved(away, own_layers_dir() / own.id))


def _find_point() -> tuple[float, float] | None:
    try:
        return float(st.session_state.get(_LON, "")), float(st.session_state.get(_LAT, ""))
    except ValueError:
        return None


def _take_point() -> None:
    """Write where the map was clicked into the fields; what is no point is not heard."""
    sides = read_drawn(_POINT).split(",")
    try:
        west, south = (float(side) for side in sides[:2])
    except ValueError:
        return
    if abs(west) <= 180 and abs(south) <= 90:
        st.session_state[_LON], st.session_state[_LAT] = f"{west:g}", f"{south:g}"
