"""Start the server in this very process: whoever ends the command ends the server, and nothing keeps its port."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from streamlit.web import cli as streamlit

from koreamap.errors import ServerError
from koreamap.home import find_home

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["run_server"]


def run_server(options: Sequence[str]) -> None:
    """Serve the explorer until somebody ends it.

    Parameters
    ----------
    options
        As Streamlit's own command takes them.

    Raises
    ------
    koreamap.errors.ServerError
        When its address is not one of this machine's, or there is no leave to listen there.
    """
    home = find_home()
    os.chdir(home)  # where Streamlit looks for its configuration
    command = ["run", str(home / "streamlit_app.py"), *options]
    try:
        streamlit.main.main(command, prog_name="streamlit", standalone_mode=False)
    except OSError as error:
        raise ServerError(
            "server", found=error.strerror or str(error), expected="an address of this machine and leave to listen"
        ) from error
