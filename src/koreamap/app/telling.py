"""Tell on Streamlit's pages what came from files and documents: as it is, none of it Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from koreamap.app.reading_words import say_of_file
from koreamap.translation import gettext

if TYPE_CHECKING:
    from koreamap.errors import KoreamapError

__all__ = ["quote", "tell_error", "tell_problem"]


def quote(text: str) -> str:
    """Let Streamlit show a text as it is, none of it Markdown."""
    return "".join(f"\\{char}" if char in r"\`*_{}[]()#+-.!|<>~$:" else char for char in text)


def tell_error(error: KoreamapError) -> None:
    """Say what is wrong."""
    told = gettext("{what}: found {found}, expected {expected}.")
    what, found, expected = map(say_of_file, (error.what, error.found, error.expected))
    st.error(quote(told.format(what=what, found=found, expected=expected)))


def tell_problem(problem: str) -> None:
    """Show what is wrong with a kept document; what was changed in its text, line by line below it."""
    said, *changes = map(say_of_file, problem.split("\n  "))
    st.warning("\n".join([quote(said), *(f"- {quote(change)}" for change in changes)]))
