"""Ask before something of the reader's is taken away: once, in the place of its button."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from koreamap.app.telling import quote
from koreamap.translation import gettext

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["ask_to_remove", "say_moved"]

_ASKED, _SURE = "asked", "sure"


def ask_to_remove(title: str, *, key: str) -> bool:
    """Show a button that removes, and in its stead the question, once it was pressed.

    Parameters
    ----------
    title
        What would go, as Streamlit shows it.
    key
        Of the button.

    Returns
    -------
    Whether the answer is yes, just now.
    """
    step: str = st.session_state.get(f"{key}-step", "")
    if step == _ASKED:
        st.markdown(gettext("Remove {title}?").format(title=title), width="content")
        st.button(gettext("Yes"), key=f"{key}-yes", on_click=_turn, args=(key, _SURE))
        st.button(gettext("No"), key=f"{key}-no", on_click=_turn, args=(key, ""))
    else:
        st.button(gettext("Remove"), key=key, on_click=_turn, args=(key, _ASKED))
        _turn(key, "")
    return step == _SURE


def say_moved(away: Path, place: Path) -> str:
    """Say where something was moved to and how it is had back, as Streamlit shows it."""
    told = gettext("Moved to {folder}. To have it back, move that folder to {place}.")
    return told.format(folder=quote(str(away)), place=quote(str(place)))


def _turn(key: str, step: str) -> None:
    st.session_state[f"{key}-step"] = step
