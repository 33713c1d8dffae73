"""Documents: one's own text on the map, and what its names mean decided word by word."""

from __future__ import annotations

import html
import os
import re
from functools import cache
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st

from koreamap.app.assets import find_paths
from koreamap.app.events import read_text
from koreamap.app.explorer import show_explorer
from koreamap.app.file_field import ask_file
from koreamap.app.keeping import may_keep
from koreamap.app.own_document import Desk, describe_places, describe_questions, get_ready, open_desk, read_answer
from koreamap.app.own_places import show_own_places
from koreamap.app.own_things import find_atlas, take_up
from koreamap.app.pages import Page
from koreamap.app.reading_words import say_of_file
from koreamap.drafts import Draft, find_free_id, keep_draft, open_kept, read_decisions, write_decisions
from koreamap.errors import KoreamapError
from koreamap.model.inputs import DecisionsFile
from koreamap.own_documents import make_document, remove_own
from koreamap.personal import own_documents_dir
from koreamap.reading.formats import find_file_formats
from koreamap.reading.running import read_document_file
from koreamap.reading.spare import begin_spare
from koreamap.translation import N_, gettext, ngettext

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
_REVIEW, _TAKEN, _TOLD = "documents-review", "documents-taken", "documents-told"


_VIEW = ("feature", "doc", "passage", "layers", "sides", "date", "others", "labels", "at")
"""What an address says of the view of a document; the browser writes it."""

_HEADING = re.compile(r"^#{1,6} \S", re.MULTILINE)
"""By which a pasted text is told to be Markdown."""


def render() -> None:
    """Show the page."""
    st.html(_CSS)
    with st.container(key="documents-page"):
        desk: Desk | None = st.session_state.get(_DESK)
        if desk is None:
            _welcome()
        else:
            _show(desk)


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
    _list_kept()
    if may_keep(os.environ):
        show_own_places(_quote, _say)
    if told := st.session_state.pop(_TOLD, ""):
        st.info(told)


def _list_suffixes() -> list[str]:
    """List how the names of files end that can be read."""
    return sorted({suffix.removeprefix(".") for form in find_file_formats().values() for suffix in form.SUFFIXES})


def _read(data: bytes, name: str, **said: str) -> None:
    """Read a document and link it, telling what is being done; what cannot be read is said, and the page stays."""
    try:
        with st.status(gettext("Reading {name}").format(name=_quote(name)), expanded=True) as status:
            reading = read_document_file(data, name)
            status.update(label=gettext("Finding the places"))
            document = make_document(reading, document_id=find_free_id(make_document(reading)), **said)
            decisions = DecisionsFile(document=document.id, text_sha256=document.sha256)
            st.session_state[_DESK] = open_desk(Draft(document=document, decisions=decisions), find_atlas())
            st.session_state[_READING] = reading
            _forget_view()
    except KoreamapError as error:
        _say(error)
        return
    st.rerun()


def _show(desk: Desk) -> None:
    """Show a document on the map, and what is left to decide."""
    atlas = find_atlas()
    with st.container(key="documents-desk"):
        st.header(_quote(desk.draft.document.title), anchor=False)
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
    if may and left.button(gettext("Keep it"), type="primary", key="documents-keep"):
        _keep(desk)
    if right.button(gettext("Close this document"), key="documents-close"):
        _close()
    if may and not _is_own(document.id):
        st.caption(gettext("No link leads to what is not kept; kept, it has links to its passages on Explore."))
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
    for key in (_DESK, _READING, _TAKEN):
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
        st.session_state[_DESK] = desk.take(Draft(document=desk.draft.document, decisions=decisions), atlas)
    except KoreamapError as error:
        _say(error)
        return
    st.rerun()


def _keep(desk: Desk) -> None:
    """Write it into the reader's own folder, and show it beside the others from now on."""
    try:
        folder = keep_draft(desk.draft, st.session_state[_READING])
        problems = take_up().problems
    except KoreamapError as error:
        _say(error)
        return
    told = gettext("Kept in {folder}. It now stands beside the other documents.")
    st.success(told.format(folder=_quote(str(folder))))
    for problem in problems:
        _warn(problem)


def _ask(desk: Desk, atlas: Atlas) -> None:
    """Show the names that are left to decide, and take the answer."""
    mount = st.components.v2.component("koreamap.review", js="review/review.js", css="review/review.css")
    data = {
        "questions": describe_questions(desk.linked),
        "places": describe_places(atlas.places),
        "can_undo": bool(desk.before),
        "paths": find_paths(()),
    }
    mount(key=_REVIEW, data=data, on_answer_change=_take_answer, height="content")


def _take_answer() -> None:
    """Link anew by what was answered."""
    desk: Desk | None = st.session_state.get(_DESK)
    answer = read_answer(read_text(st.session_state.get(_REVIEW), "answer"))
    if desk is not None and answer is not None:
        st.session_state[_DESK] = desk.answer(answer, find_atlas())


def _list_kept() -> None:
    """List the documents of the reader's own folder, and what is wrong with any."""
    composed = take_up()
    kept = [document for document in find_atlas().documents.values() if _is_own(document.id)]
    if kept or composed.problems:
        st.header(gettext("Kept"), anchor=False)
    for document in kept:
        _show_kept(document)
    for problem in composed.problems:
        _warn(problem)


def _warn(problem: str) -> None:
    """Show what is wrong; what was changed in a text, line by line below it."""
    said, *changes = map(say_of_file, problem.split("\n  "))
    st.warning("\n".join([_quote(said), *(f"- {_quote(change)}" for change in changes)]))


def _show_kept(document: Document) -> None:
    """Show where a kept document stands, and offer to decide on its names or to take it away."""
    with st.container(horizontal=True, vertical_alignment="center", key=f"documents-kept-{document.id}"):
        target = html.escape(f"./?{urlencode({'doc': document.id})}")
        title, date = html.escape(document.title), html.escape(document.date)
        st.html(f'<p><a href="{target}" target="_self"><bdi>{title}</bdi></a> {date}</p>')
        if st.button(gettext("Its names"), key=f"documents-open-{document.id}"):
            _open(document)
        if may_keep(os.environ) and st.button(gettext("Remove"), key=f"documents-remove-{document.id}"):
            _remove(document)


def _open(document: Document) -> None:
    try:
        st.session_state[_DESK] = open_desk(open_kept(document), find_atlas())
    except KoreamapError as error:
        _say(error)
        return
    st.session_state[_READING] = None
    _forget_view()
    st.rerun()


def _remove(document: Document) -> None:
    """Move it into the trash of the reader's folder, and tell where that is."""
    try:
        away = remove_own(document.id)
    except KoreamapError as error:
        _say(error)
        return
    take_up()
    st.session_state[_TOLD] = gettext("Moved to {folder}.").format(folder=_quote(str(away)))
    st.rerun()


def _is_own(document_id: str) -> bool:
    return (own_documents_dir() / document_id).is_dir()


def _quote(text: str) -> str:
    """Let Streamlit show a text as it is, none of it Markdown."""
    return "".join(f"\\{char}" if char in r"\`*_{}[]()#+-.!|<>~$:" else char for char in text)


def _say(error: KoreamapError) -> None:
    """Say what is wrong."""
    told = gettext("{what}: found {found}, expected {expected}.")
    what, found, expected = map(say_of_file, (error.what, error.found, error.expected))
    st.error(_quote(told.format(what=what, found=found, expected=expected)))
