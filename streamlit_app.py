"""Start the explorer: ``streamlit run streamlit_app.py``.

Streamlit finds the application by reading this file, so the call stands here and nowhere else.
"""

import streamlit as st

from koreamap.app.application import MAIN, build_middleware, show_error

app = st.App(
    MAIN,
    middleware=build_middleware(st.get_option("server.baseUrlPath")),
    on_script_error=show_error,
)
