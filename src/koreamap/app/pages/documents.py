"""Documents: one's own text on the map, and what its names mean decided word by word."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import streamlit as st

from koreamap.app.assets import find_paths
from koreamap.app.desk_keeping import keep_desk
from koreamap.app.events import read_text
from koreamap.app.explorer import show_explorer
from koreamap.app.file_field import ask_file
from koreamap.app.keeping import may_keep
from koreamap.app.kept_documents import list_kept
from koreamap.app.own_document import Desk, describe_places, describe_questions, get_ready, open_desk, read_answer
from koreamap.app.own_places import show_own_places
from koreamap.app.own_things import find_atlas, list_own_ids, take_up
from koreamap.app.pages import Page
from koreamap.app.reading_words import say_of_file
from koreamap.app.telling import quote, tell_error, tell_problem
from koreamap.drafts import Draft, find_free_id, open_kept, read_decisions, write_decisions
from koreamap.errors import KoreamapError
from koreamap.model.inputs import DecisionsFile
from koreamap.own_documents import make_document
from koreamap.personal import own_documents_dir
from koreamap.reading.formats import find_file_formats
from koreamap.reading.running import read_document_file
from koreamap.reading.spare import begin_spare
from koreamap.translation import N_, gettext, ngettext, spoken

if TYPE_CHECKING:
    from koreamap.atlas import Atlas
    from koreamap.model import Document
    from koreamap.reading.extract import Extract

__all__ = ["PAGE", "render"]

PAGE = Page(
    title=N_("Documents"),
    order=28,
    description=(
        "Your own document on the map of Korea's armistice: its places found and marked, the names in doubt decided "
        "one by one. Nothing leaves this machine."
    ),
)

READ = ("places", "layers", "map")
"""What the browser reads of the built files; the document, its links and cards are the session's."""

_CSS = Path(__file__).with_suffix(".css")
_DESK, _READING, _FILE, _PASTED = "documents-desk-held", "documents-reading", "documents-file", "documents-pasted"
_REVIEW, _TAKEN = "documents-review", "documents-taken"
_KEPT, _FAULT = "documents-kept-now", "documents-fault"
_JOINED, _CLASHES = "documents-joined", "documents-clashes"
_CLOSED = "documents-closed"
_OF_DESK = (_DESK, _READING, _TAKEN, _KEPT, _FAULT, _JOINED, _CLASHES)
"""What goes when a document is closed."""


_VIEW = ("feature", "doc", "passage", "layers", "sides", "date", "others", "labels", "at")
"""What an address says of the view of a document; the browser writes it."""

_HEADING = re.compile(r"^#{1,6} \S", re.MULTILINE)
"""By which a pasted text is told to be Markdown."""


def render() -> None:
    """Show the page."""
    st.html(_CSS)
    with st.container(key="documents-page"):
        if _DESK not in st.session_state:
            _take_address()
        desk: Desk | None = st.session_state.get(_DESK)
        if desk is None:
            _welcome()
        else:
            _show(desk)


def _take_address() -> None:
    """Open the kept document that the address names; one that was closed here stays closed until it is asked for."""
    named = st.query_params.get("doc", "")
    if not named or named == st.session_state.get(_CLOSED):
        return
    take_up()
    if named in list_own_ids():
        _lay_open(find_atlas().documents[named])


def _prepare() -> None:
    """Get ready to read and to link, while somebody looks for a file."""
    Thread(target=begin_spare, name="documents-spare", daemon=True).start()
    _prepare_linking()


@cache
def _prepare_linking() -> None:
    """Begin to get ready to link, once."""
    Thread(target=get_ready, args=(find_atlas(),), name="documents-ready", daemon=True).start()


def _welcome() -> None:
    """Ask for a document, and list those that are kept."""
    _prepare()
    st.title(gettext("Your documents"), anchor=False)
    st.write(
        gettext(
            "Drop a file or paste a text: the places that it names are found, marked, and shown on the map. It is read "
            "on this machine, nothing leaves it, and nothing is kept unless you ask."
        )
    )
    with st.form("documents-new", border=True):
        file = ask_file(gettext("A file"), _list_suffixes(), key=_FILE)
        pasted = st.text_area(gettext("Or a text"), key=_PASTED, height=140)
        left, right = st.columns(2)
        title = left.text_input(gettext("Title"), key="documents-title", placeholder=gettext("As the file says it"))
        date = right.text_input(gettext("Date"), key="documents-date", placeholder="1953-07-27")
        is_asked = st.form_submit_button(gettext("Put it on the map"), type="primary")
    if is_asked and file is None and not pasted.strip():
        st.info(gettext("Choose a file or paste a text first."))
    elif is_asked:
        pasted_name = gettext("Pasted text")
        suffix = "md" if _HEADING.search(pasted) else "txt"
        data, name = (file.getvalue(), file.name) if file else (pasted.encode(), f"{pasted_name}.{suffix}")
        _read(data, name, title=title.strip(), date=date.strip())
    list_kept(_open)
    if may_keep(os.environ):
        show_own_places()


def _list_suffixes() -> list[str]:
    """List how the names of files end that can be read."""
    return sorted({suffix.removeprefix(".") for form in find_file_formats().values() for suffix in form.SUFFIXES})


def _read(data: bytes, name: str, **said: str) -> None:
    """Read a document and link it, telling what is being done; what cannot be read is said, and the page stays."""
    box = st.empty()
    try:
        with box.status(gettext("Reading {name}").format(name=quote(name)), expanded=True) as status:
            reading = read_document_file(data, name)
            status.update(label=gettext("Finding the places"))
            document = make_document(reading, document_id=find_free_id(make_document(reading)), **said)
            decisions = DecisionsFile(document=document.id, text_sha256=document.sha256)
            st.session_state[_DESK] = open_desk(Draft(document=document, decisions=decisions), find_atlas())
            st.session_state[_READING] = reading
            _forget_view()
    except KoreamapError as error:
        box.empty()
        tell_error(error)
        return
    st.rerun()


def _show(desk: Desk) -> None:
    """Show a document on the map, and what is left to decide."""
    atlas = find_atlas()
    with st.container(key="documents-desk"):
        st.header(quote(desk.draft.document.title), anchor=False)
        st.caption(_sum_up(desk))
        _tell_reading(st.session_state[_READING])
        _tell_idle(desk)
        _offer(desk, atlas)
        _ask(desk, atlas)
    show_explorer("documents", READ, desk.find_paths())


def _sum_up(desk: Desk) -> str:
    document, linked = desk.draft.document, desk.linked
    places = len({link.mention.place_id for link in linked.links})
    mentions = len(linked.links)
    passages = len(document.passages)
    parts = [
        ngettext("{count} passage", "{count} passages", passages).format(count=passages),
        ngettext("{count} mention", "{count} mentions", mentions).format(count=mentions),
        ngettext("{count} place", "{count} places", places).format(count=places),
    ]
    return " · ".join(parts)


def _tell_reading(reading: Extract | None) -> None:
    """Say how the file was read, and what of it was not; a kept document says so itself."""
    if reading is None:
        return
    with st.expander(gettext("How it was read")):
        st.text(", ".join(filter(None, (say_of_file(reading.title), reading.encoding))))
        for warning in reading.warnings:
            st.text(say_of_file(warning))


def _tell_idle(desk: Desk) -> None:
    """Name the decisions that have no effect, and the words that no rule could judge."""
    if desk.linked.idle:
        with st.expander(gettext("Decisions without effect")):
            for sentence in desk.linked.idle:
                st.text(say_of_file(sentence))
    if count := desk.linked.not_judged:
        said = ngettext(
            "{count} Korean word is left: no rule says whether it is a name.",
            "{count} Korean words are left: no rule says whether they are names.",
            count,
        )
        st.caption(said.format(count=count))


def _offer(desk: Desk, atlas: Atlas) -> None:
    """Offer to keep it, to save the decisions or take up saved ones, and to close it."""
    document = desk.draft.document
    left, right = st.columns(2)
    may = may_keep(os.environ)
    if may and not _is_written(desk) and left.button(gettext("Keep it"), type="primary", key="documents-keep"):
        _keep(desk)
    if right.button(gettext("Close this document"), key="documents-close"):
        _close()
    if may and desk.stands is None:
        st.caption(gettext("No link leads to what is not kept; kept, it has links to its passages on Explore."))
    _tell_keeping(desk)
    with st.expander(gettext("Decisions")):
        st.download_button(
            gettext("Save them as a file"),
            write_decisions(desk.draft.decisions),
            file_name=f"{document.id}-decisions.json",
            mime="application/json",
            key="documents-save",
        )
        given = ask_file(gettext("Take up saved ones"), ["json"], key="documents-load")
        if given and st.session_state.get(_TAKEN) != given.file_id:
            st.session_state[_TAKEN] = given.file_id
            _take(desk, given.getvalue(), atlas)


def _close() -> None:
    """Let go of the document and of what the address says of it, and show the start page."""
    desk: Desk = st.session_state[_DESK]
    st.session_state[_CLOSED] = desk.draft.document.id
    for key in _OF_DESK:
        st.session_state.pop(key, None)
    _forget_view()
    st.rerun()


def _forget_view() -> None:
    """Take out of the address what it says of a document that was open; what others say in it stays."""
    others = {name: value for name, value in st.query_params.items() if name not in _VIEW}
    if others != st.query_params.to_dict():
        st.query_params.from_dict(others)


def _take(desk: Desk, data: bytes, atlas: Atlas) -> None:
    try:
        decisions = read_decisions(data, desk.draft.document)
        after = desk.take(Draft(document=desk.draft.document, decisions=decisions), atlas)
    except KoreamapError as error:
        tell_error(error)
        return
    _hold(after)
    st.rerun()


def _keep(desk: Desk) -> None:
    """Write it into the reader's own folder, and show it beside the others from now on."""
    if _write(desk, st.session_state[_READING]):
        st.session_state[_KEPT] = take_up().problems
    st.rerun()


def _hold(desk: Desk) -> None:
    """Go on with what was decided; of a document that is kept, it is written at once."""
    if desk.stands is not None and may_keep(os.environ):
        _write(desk)
    else:
        st.session_state[_DESK] = desk


def _write(desk: Desk, extract: Extract | None = None) -> bool:
    """Write what was decided, joined with what another window wrote; what cannot be written is held, and told."""
    try:
        kept = keep_desk(desk, find_atlas(), extract)
    except KoreamapError as error:
        st.session_state[_DESK], st.session_state[_FAULT] = desk, error
        return False
    st.session_state[_DESK] = kept.desk
    st.session_state.pop(_FAULT, None)
    for key, words in ((_JOINED, kept.taken), (_CLASHES, kept.clashes)):
        st.session_state[key] = tuple(dict.fromkeys((*st.session_state.get(key, ()), *words)))
    return True


def _is_written(desk: Desk) -> bool:
    """Tell whether all that was decided stands in the reader's own folder."""
    return desk.stands is not None and may_keep(os.environ) and _FAULT not in st.session_state


def _tell_keeping(desk: Desk) -> None:
    """Say where it is kept, what could not be written, and what another window decided."""
    if (problems := st.session_state.pop(_KEPT, None)) is not None:
        st.success(gettext("It now stands beside the other documents."))
        for problem in problems:
            tell_problem(problem)
    if error := st.session_state.get(_FAULT):
        st.warning(gettext("What was decided is not written, and is held on this page alone."))
        tell_error(error)
    elif _is_written(desk):
        told = gettext(
            "Kept in {folder}. Each decision is written there at once; Explore shows it once you close this."
        )
        st.caption(told.format(folder=quote(str(own_documents_dir() / desk.draft.document.id))))
    if words := st.session_state.get(_JOINED):
        st.info(gettext("Decided in another window, and joined: {words}.").format(words=quote(", ".join(words))))
    if words := st.session_state.get(_CLASHES):
        told = gettext("Decided otherwise in another window, whose decision stands: {words}.")
        st.warning(told.format(words=quote(", ".join(words))))


def _ask(desk: Desk, atlas: Atlas) -> None:
    """Show the names that are left to decide, and take the answer."""
    mount = st.components.v2.component("koreamap.review", js="review/review.js", css="review/review.css")
    data = {
        "questions": describe_questions(desk.linked),
        "places": describe_places(atlas.places),
        "can_undo": bool(desk.before),
        "is_at_risk": bool(desk.before) and not _is_written(desk),
        "paths": find_paths(()),
        "language": spoken(),  # another one is news to the browser, which shows all anew
    }
    mount(key=_REVIEW, data=data, on_answer_change=_take_answer, height="content")


def _take_answer() -> None:
    """Link anew by what was answered."""
    desk: Desk | None = st.session_state.get(_DESK)
    answer = read_answer(read_text(st.session_state.get(_REVIEW), "answer"))
    if desk is not None and answer is not None and (after := desk.answer(answer, find_atlas())) is not desk:
        _hold(after)


def _open(document: Document) -> None:
    """Show a kept document instead of the start page."""
    if _lay_open(document):
        _forget_view()
        st.rerun()


def _lay_open(document: Document) -> bool:
    """Take up a kept document with what was decided on it; what cannot be read is said."""
    try:
        draft = open_kept(document)
        st.session_state[_DESK] = replace(open_desk(draft, find_atlas()), stands=draft.decisions)
    except KoreamapError as error:
        tell_error(error)
        return False
    st.session_state[_READING] = None
    return True
