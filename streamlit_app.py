"""Start the explorer: ``streamlit run streamlit_app.py``.

Streamlit finds the application by reading this file, so the call stands here and nowhere else.
"""

import streamlit as st

from koreamap.app.served import build_routes
from koreamap.app.server import MAIN, build_middleware, show_error

app = st.App(
    MAIN,
    routes=build_routes(st.get_option("server.baseUrlPath")),
    middleware=build_middleware(),
    on_script_error=show_error,
)
