"""What XML cannot carry."""

from __future__ import annotations

import re

__all__ = ["NOT_XML"]

NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot carry, not even escaped."""
