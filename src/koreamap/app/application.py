"""What the application is made of, for `st.App`: the script, what stands before Streamlit, and how an error is told."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware

from koreamap.app.answers import FINDERS, AnswersMiddleware, Pages
from koreamap.app.exporting.line import read_at_once
from koreamap.app.exporting.shelf import build_route
from koreamap.app.frame import find_titles
from koreamap.app.front_page import (
    find_front_file,
    find_front_page,
    read_address,
    read_index,
    read_scripts,
    write_missing,
)
from koreamap.app.hosts import OriginMiddleware, read_frames, read_hosts
from koreamap.app.own_things import take_up
from koreamap.app.readiness import READY, Readiness, ReadyMiddleware
from koreamap.app.security import GuardMiddleware, build_policy, hash_inline_scripts, hash_script, read_tiles
from koreamap.errors import KoreamapError
from koreamap.home import layers_dir
from koreamap.translation import gettext

if TYPE_CHECKING:
    from starlette.routing import BaseRoute

    from koreamap.app.answers import Finder

__all__ = ["MAIN", "build_middleware", "build_routes", "show_error"]

MAIN = Path(__file__).with_name("script") / "main.py"
"""The script that Streamlit runs for each session."""


def build_middleware(base_path: str) -> list[Middleware]:
    """Return what stands before Streamlit: the policy of this installation, who may ask, and our own answers.

    Stops with `KoreamapError` when the built files are missing or broken, or a setting cannot be used.

    Parameters
    ----------
    base_path
        Streamlit's ``server.baseUrlPath``; empty at the root.
    """
    hashes = (*hash_inline_scripts(read_index()), *map(hash_script, read_scripts()))
    frames = read_frames(os.environ)
    policy = build_policy(script_hashes=hashes, tiles=read_tiles(os.environ), frames=frames)
    finders: tuple[Finder, ...] = (
        partial(find_front_page, address=read_address(os.environ)),
        find_front_file,
        *FINDERS,
    )
    base = f"/{base_path.strip('/')}/" if base_path.strip("/") else "/"
    readiness = Readiness(layers_dir())
    take_up()
    hosts = read_hosts(os.environ, listens=st.get_option("server.address") or "", address=read_address(os.environ))
    return [
        Middleware(GuardMiddleware, policy=policy, is_framed=bool(frames)),
        Middleware(TrustedHostMiddleware, allowed_hosts=hosts, www_redirect=False),
        Middleware(OriginMiddleware),
        Middleware(ReadyMiddleware, path=f"{base}{READY}", readiness=readiness),
        Middleware(
            AnswersMiddleware,
            base_path=base_path,
            finders=finders,
            pages=Pages(known=find_titles(), moved={"explore": ""}, missing=write_missing()),
        ),
    ]


def build_routes(base_path: str) -> list[BaseRoute]:
    """Return what Streamlit does not know of: the files that were made for readers.

    Stops with `MapError` when the number of exports at once is none.

    Parameters
    ----------
    base_path
        Streamlit's ``server.baseUrlPath``; empty at the root.
    """
    read_at_once(os.environ)  # the first export would be late to learn of it
    return [build_route(base_path)]


def show_error(error: Exception) -> bool:
    """Tell the reader of a page what is wrong, where koreamap knows it: for example that nothing was built yet.

    Returns
    -------
    Whether it was told; anything else is a bug, and Streamlit says so.
    """
    if not isinstance(error, KoreamapError):
        return False
    told = gettext("{what}: found {found}, expected {expected}.")
    st.error(told.format(what=error.what, found=error.found, expected=error.expected).replace("`", ""))
    return True
