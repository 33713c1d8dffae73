"""What the application is made of, for `st.App`: the script, what stands before Streamlit, and how an error is told."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st
from starlette.middleware import Middleware

from koreamap.app.answers import FINDERS, AnswersMiddleware
from koreamap.app.front_page import find_front_file, find_front_page, read_address, read_index, read_scripts
from koreamap.app.security import GuardMiddleware, build_policy, hash_inline_scripts, hash_script, read_tiles
from koreamap.errors import KoreamapError

if TYPE_CHECKING:
    from koreamap.app.answers import Finder

__all__ = ["MAIN", "build_middleware", "show_error"]

MAIN = Path(__file__).with_name("script") / "main.py"
"""The script that Streamlit runs for each session."""


def build_middleware(base_path: str) -> list[Middleware]:
    """Return what stands before Streamlit: the policy of this installation, and our own answers.

    Stops with `MapError` when online tiles are switched on with settings that cannot be used, or the app's address is
    none.

    Parameters
    ----------
    base_path
        Streamlit's ``server.baseUrlPath``; empty at the root.
    """
    hashes = (*hash_inline_scripts(read_index()), *map(hash_script, read_scripts()))
    policy = build_policy(script_hashes=hashes, tiles=read_tiles(os.environ))
    finders: tuple[Finder, ...] = (
        partial(find_front_page, address=read_address(os.environ)),
        find_front_file,
        *FINDERS,
    )
    return [
        Middleware(GuardMiddleware, policy=policy),
        Middleware(AnswersMiddleware, base_path=base_path, finders=finders),
    ]


def show_error(error: Exception) -> bool:
    """Tell the reader of a page what is wrong, where koreamap knows it: for example that nothing was built yet.

    Returns
    -------
    Whether it was told; anything else is a bug, and Streamlit says so.
    """
    if not isinstance(error, KoreamapError):
        return False
    st.error(f"{error.what}: found {error.found}, expected {error.expected}.".replace("`", ""))
    return True
