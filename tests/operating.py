"""What `docs/operate.md` tells an operator to write, as the tests try it."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "operate.md").read_text(encoding="utf-8")


def read_example(language: str) -> str:
    """Return the one example in a language."""
    (example,) = re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
    return str(example)
