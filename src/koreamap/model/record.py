"""What every record has in common."""

from __future__ import annotations

import msgspec

__all__ = ["Record"]


class Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A frozen record that is decoded by its own annotations; a field that it does not have is refused by name."""
