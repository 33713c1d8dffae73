"""List the documents of the reader's own folder, and what is wrong with any: a part of the Documents page."""

from __future__ import annotations

import html
import os
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st

from koreamap.app.asking import ask_to_remove, say_moved
from koreamap.app.keeping import may_keep
from koreamap.app.own_things import find_atlas, list_own_ids, take_up
from koreamap.app.telling import quote, tell_error, tell_problem
from koreamap.errors import KoreamapError
from koreamap.own_documents import remove_own
from koreamap.personal import own_documents_dir
from koreamap.translation import gettext

if TYPE_CHECKING:
    from collections.abc import Callable

    from koreamap.model import Document

__all__ = ["list_kept"]

_TOLD = "documents-told"


def list_kept(open_document: Callable[[Document], None]) -> None:
    """List them, each with a way to decide on its names and to take it away.

    Parameters
    ----------
    open_document
        Shows one of them instead of the start page.
    """
    composed, own = take_up(), list_own_ids()
    kept = [document for document in find_atlas().documents.values() if document.id in own]
    if kept or composed.problems:
        st.header(gettext("Kept"), anchor=False)
    for document in kept:
        _show(document, open_document)
    for problem in composed.problems:
        tell_problem(problem)
    if told := st.session_state.pop(_TOLD, ""):
        st.info(told)


def _show(document: Document, open_document: Callable[[Document], None]) -> None:
    """Show where a kept document stands, and offer to decide on its names or to take it away."""
    with st.container(horizontal=True, vertical_alignment="center", key=f"documents-kept-{document.id}"):
        target = html.escape(f"./?{urlencode({'doc': document.id})}")
        title, date = html.escape(document.title), html.escape(document.date)
        st.html(f'<p><a href="{target}" target="_self"><bdi>{title}</bdi></a> {date}</p>')
        if st.button(gettext("Its names"), key=f"documents-open-{document.id}"):
            open_document(document)
        if may_keep(os.environ) and ask_to_remove(quote(document.title), key=f"documents-remove-{document.id}"):
            _remove(document)


def _remove(document: Document) -> None:
    """Move it into the trash of the reader's folder, and tell where that is and how it is had back."""
    try:
        away = remove_own(document.id)
    except KoreamapError as error:
        tell_error(error)
        return
    take_up()
    st.session_state[_TOLD] = say_moved(away, own_documents_dir() / document.id)
    st.rerun()
