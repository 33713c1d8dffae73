"""Ask before something of the reader's is taken away: once, in the place of its button."""

from __future__ import annotations

import streamlit as st

from koreamap.translation import gettext

__all__ = ["ask_to_remove"]

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


def _turn(key: str, step: str) -> None:
    st.session_state[f"{key}-step"] = step
