"""What a browser tells by an event of our components: one text, or nothing; whatever else is sent is not heard."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["LONGEST", "read_text"]

LONGEST = 1000
"""In characters; the front end tells no longer text."""


def read_text(event: object, name: str) -> str:
    """Return the text that an event has under a name, unchecked; empty where it is no text or is far too long."""
    value = event.get(name) if isinstance(event, Mapping) else None
    return value if isinstance(value, str) and len(value) <= LONGEST else ""
