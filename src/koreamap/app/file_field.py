"""A field for a file, in the page's own words: Streamlit's are English alone, and speak of an upload."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import streamlit as st

from koreamap.translation import gettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from streamlit.runtime.uploaded_file_manager import UploadedFile

__all__ = ["ask_file"]

_CSS = """<style>
.st-key-{key} [data-testid="stBaseButton-secondary"] p,
.st-key-{key} [data-testid="stFileUploaderDropzoneInstructions"] > * {{ display: none; }}
.st-key-{key} [data-testid="stBaseButton-secondary"]::after {{
  content: {choose}; font-size: 0.875rem; margin-inline-start: 0.25rem;
}}
.st-key-{key} [data-testid="stFileUploaderDropzoneInstructions"]::after {{ content: {limits}; font-size: 0.875rem; }}
</style>"""


def ask_file(label: str, suffixes: Sequence[str], *, key: str) -> UploadedFile | None:
    """Ask for one file, dropped or chosen.

    Parameters
    ----------
    label
        What the file is.
    suffixes
        How its name may end, without the dot.
    key
        Of the field, in the session and in the page.

    Returns
    -------
    UploadedFile or None
        What was given.
    """
    limits = gettext("or drop it here: {suffixes}; up to {most} MB").format(
        suffixes=", ".join(suffixes), most=st.get_option("server.maxUploadSize")
    )
    st.html(_CSS.format(key=key, choose=_quote(gettext("Choose a file")), limits=_quote(limits)))
    return st.file_uploader(label, type=list(suffixes), key=key)


def _quote(words: str) -> str:
    """Quote words for a style sheet: it takes the quotes of JSON, and a backslash by its number."""
    return json.dumps(words, ensure_ascii=False).replace("<", "\\3c ")
