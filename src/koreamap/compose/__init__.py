"""Join a user's own documents, places and layers with what the build made, into one folder of the same form."""

from __future__ import annotations

from koreamap.compose._composing import Composed, compose, refresh

__all__ = ["Composed", "compose", "refresh"]
