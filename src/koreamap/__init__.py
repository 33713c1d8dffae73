"""koreamap: read two documents on the map of Korea's armistice."""

__version__ = "0.1.0"
