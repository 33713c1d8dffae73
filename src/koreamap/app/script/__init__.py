"""Where the script that Streamlit runs lies by itself: a folder `pages` beside it would be taken for its pages."""
