"""Archive: where, when and in which words many documents name the places, as counted on the map."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from koreamap.app import archive_view
from koreamap.app.archive_view import OWN_BOX, PAGE_ROWS, Wanted
from koreamap.app.count_map import Counts, count_map, read_chosen
from koreamap.app.own_things import find_atlas
from koreamap.app.pages import Page
from koreamap.errors import ArchiveError, ExportError
from koreamap.translation import N_, gettext, ngettext

if TYPE_CHECKING:
    from koreamap.archive.asking import Archive, Counted

__all__ = ["PAGE", "render"]

PAGE = Page(
    title=N_("Archive"),
    order=45,
    description=(
        "Many documents on the map of Korea's armistice: how often they name each place, when, and in which words."
    ),
)

_CSS = Path(__file__).with_suffix(".css")
_PLACE, _FIRST, _LAST, _WORDS = "archive-place", "archive-from", "archive-to", "archive-words"
_AREA, _BOX, _PAGE, _MAP = "archive-area", "archive-box", "archive-page", "archive-map"
_SEEN = "archive-seen"
"""Under which lies what the address said when it and the widgets agreed last."""


def render() -> None:
    """Show the page."""
    st.html(_CSS)
    with st.container(key="archive"):
        st.title(gettext("Archive"), anchor=False)
        archive = archive_view.find_archive(os.environ)
        if archive is None:
            _show_how()
        else:
            _show(archive)


def _show_how() -> None:
    """Say how to make a file, and how to name it."""
    st.write(gettext("Link the texts of a folder into one file, and start the app with its name:"))
    command = f"koreamap link letters/ --out links.parquet\n{archive_view.ARCHIVE_VARIABLE}=links.parquet koreamap app"
    st.code(command, language=None, wrap_lines=True)
    st.write(gettext("The page then shows how often the texts name each place, and the words around each mention."))


def _show(archive: Archive) -> None:
    """Show the filters, the map, and the mentions that are asked for."""
    _take_address()
    wanted = _read_filters()
    try:
        question = archive_view.build_question(wanted, find_atlas())
    except (ArchiveError, ExportError) as error:
        told = gettext("{what}: found {found}, expected {expected}.")
        st.error(told.format(what=error.what, found=error.found, expected=error.expected))
        return
    with st.spinner(gettext("Asking the archive")):
        counts = archive_view.count_places(archive, question)
    left, right = st.columns([3, 2], gap="large")
    with left:
        shown = Counts(archive_view.make_points(counts, find_atlas()), wanted.place, st.session_state[_PAGE])
        count_map("archive", shown, key=_MAP, on_choose=_take_place)
        place = _read_place(counts)
    with right:
        total = sum(each.mentions for each in counts if not place or each.name == place)
        page = _read_page(total)
        _write_address(wanted._replace(place=place, page=page))
        asked = question._replace(places=(place,)) if place else question
        with st.spinner(gettext("Asking the archive")):
            mentions = archive_view.find_mentions(archive, asked, page)
        st.html(archive_view.write_mentions(mentions, find_atlas()))
        _offer_pages(page, total, "below")


def _take_address() -> None:
    """Let the widgets show what the address says, where that is news: a link, or Back."""
    for key in (_PLACE, _FIRST, _LAST, _WORDS, _AREA, _BOX):
        if key in st.session_state:  # else Streamlit drops what a widget with other words, of another language, had
            st.session_state[key] = st.session_state[key]
    said = archive_view.read_wanted(st.query_params)
    if st.session_state.get(_SEEN) == said:
        return
    st.session_state[_SEEN] = said
    is_named = said.box in archive_view.list_areas()
    area, box = (said.box, "") if is_named else (OWN_BOX, said.box)
    keys = (_PLACE, _FIRST, _LAST, _WORDS, _PAGE, _AREA, _BOX)
    values = (said.place, said.first, said.last, said.words, said.page, area, box)
    for key, value in zip(keys, values, strict=True):
        st.session_state[key] = value


def _write_address(wanted: Wanted) -> None:
    """Let the address say what is shown; what others say in it stays."""
    st.session_state[_SEEN] = wanted
    others = {name: value for name, value in st.query_params.items() if name not in archive_view.NAMES.values()}
    query = others | archive_view.write_query(wanted)
    if query != st.query_params.to_dict():
        st.query_params.from_dict(query)


def _read_filters() -> Wanted:
    """Show the widgets of period, words and area, and read them."""
    words, first, last, area = st.columns([4, 2, 2, 4])
    date = gettext("As 1953-07-27, 1953-07 or 1953")
    wanted = Wanted(
        words=words.text_input(
            gettext("Words near the mention"), key=_WORDS, max_chars=200, on_change=_turn_back
        ).strip(),
        first=first.text_input(
            gettext("From"), key=_FIRST, max_chars=10, placeholder="1950", help=date, on_change=_turn_back
        ).strip(),
        last=last.text_input(
            gettext("To"), key=_LAST, max_chars=10, placeholder="1953-07", help=date, on_change=_turn_back
        ).strip(),
    )
    areas = archive_view.list_areas()
    box = area.selectbox(gettext("Area"), list(areas), format_func=areas.__getitem__, key=_AREA, on_change=_turn_back)
    if box == OWN_BOX:
        typed = area.text_input(
            gettext("West, south, east, north, in degrees"), key=_BOX, placeholder="124.3,37.2,126.3,38.3",
            max_chars=80, on_change=_turn_back,
        )  # fmt: skip
        box = typed.replace(" ", "")
    return wanted._replace(box=box, place=st.session_state.get(_PLACE, ""))


def _read_place(counts: tuple[Counted, ...]) -> str:
    """Offer the places that are counted, the most first."""
    titles = {"": gettext("All places")}
    for id_, count in counts:
        titles[id_] = f"{archive_view.name_place(id_, find_atlas())} ({count:,})"
    chosen = st.session_state.get(_PLACE, "")
    if chosen in find_atlas().places:
        titles.setdefault(chosen, f"{archive_view.name_place(chosen, find_atlas())} (0)")
    elif chosen not in titles:
        st.session_state[_PLACE] = ""
    return st.selectbox(
        gettext("Place"), list(titles), format_func=lambda id_: titles.get(id_, id_), key=_PLACE, on_change=_turn_back
    )


def _take_place() -> None:
    """Choose what was clicked; a second click lets go of it."""
    chosen = read_chosen(_MAP)
    if chosen:
        st.session_state[_PLACE] = "" if st.session_state.get(_PLACE) == chosen else chosen
        _turn_back()


def _turn_back() -> None:
    """Begin with the first page of another answer."""
    st.session_state[_PAGE] = 1


def _turn(by: int) -> None:
    st.session_state[_PAGE] += by


def _read_page(total: int) -> int:
    """Say how many there are and which are shown, and offer the pages beside."""
    page = min(int(st.session_state.get(_PAGE, 1)), _count_pages(total))
    st.session_state[_PAGE] = page
    said = ngettext("{count} mention", "{count} mentions", total).format(count=f"{total:,}")
    st.html(f"<h2>{said}</h2>")
    _offer_pages(page, total, "above")
    return page


def _count_pages(total: int) -> int:
    return max(1, -(-total // PAGE_ROWS))


def _offer_pages(page: int, total: int, where: str) -> None:
    """Say which mentions are shown, and offer those before and after; one page needs no other."""
    pages = _count_pages(total)
    if pages == 1:
        return
    first, last = (page - 1) * PAGE_ROWS + 1, min(page * PAGE_ROWS, total)
    of = gettext("{first} to {last} of {total}")
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.button(gettext("Previous"), key=f"archive-previous-{where}", disabled=page == 1, on_click=_turn, args=(-1,))
        st.markdown(of.format(first=f"{first:,}", last=f"{last:,}", total=f"{total:,}"), width="content")
        st.button(gettext("Next"), key=f"archive-next-{where}", disabled=page == pages, on_click=_turn, args=(1,))
