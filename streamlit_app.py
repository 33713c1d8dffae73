"""Start the explorer: ``streamlit run streamlit_app.py``.

Streamlit finds the application by reading this file, so the call stands here and nowhere else.
"""

import streamlit as st

from koreamap.app.application import MAIN, build_middleware, build_routes, show_error
from koreamap.app.running import run

base_path = st.get_option("server.baseUrlPath")
app = st.App(
    MAIN,
    lifespan=run,
    routes=build_routes(base_path),
    middleware=build_middleware(base_path),
    on_script_error=show_error,
)
