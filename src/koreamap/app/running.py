"""What is done as the server starts, and as it ends."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from koreamap.app.descriptors import raise_limit
from koreamap.app.exporting.desk import end

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

__all__ = ["run"]


@asynccontextmanager
async def run(_app: object) -> AsyncIterator[None]:
    """Stand around the time in which the server answers, as `st.App` asks for it."""
    raise_limit()
    try:
        yield
    finally:
        end()
